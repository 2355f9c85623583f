//! The system clock: 50 MHz from the PLL and an 8 MHz crystal, and power for the ports in use
//! (LM3S6965 data sheet, chapters System Control and GPIO).

use crate::uart::{read, write};

const RIS: u32 = 0x400F_E050;
const RCC: u32 = 0x400F_E060;
const RCGC1: u32 = 0x400F_E104;
const RCGC2: u32 = 0x400F_E108;
const PLL_LOCKED: u32 = 1 << 6;
const BYPASS: u32 = 1 << 11;
const POWER_DOWN: u32 = 1 << 13;
const USE_DIVISOR: u32 = 1 << 22;
/// Ports of the three UARTs.
const PORT_A: u32 = 0x4000_4000;
const PORT_D: u32 = 0x4000_7000;
const PORT_G: u32 = 0x4002_6000;
const ALTERNATE: u32 = 0x420;
const DIRECTION: u32 = 0x400;
const DIGITAL: u32 = 0x51C;
/// Driver of the RS485 bus: port A, pin 2.
const BUS_PIN: u32 = 1 << 2;

/// Starts the clock and connects the UARTs to their pins.
pub fn start() {
    let rcc = (read(RCC) | BYPASS) & !USE_DIVISOR;
    write(RCC, rcc);
    // Crystal of 8 MHz as the source, PLL on, 200 MHz / 4.
    let rcc = rcc & !(0xF << 6 | 0x3 << 4 | POWER_DOWN | 0xF << 23) | 0xE << 6;
    write(RCC, rcc);
    write(RCC, rcc | 3 << 23 | USE_DIVISOR);
    for _ in 0..100_000 {
        if read(RIS) & PLL_LOCKED != 0 {
            break;
        }
    }
    write(RCC, (rcc | 3 << 23 | USE_DIVISOR) & !BYPASS);
    // Three UARTs and timer 0.
    set(RCGC1, 0b111 | 1 << 16);
    set(RCGC2, 1 | 1 << 3 | 1 << 6);
    for (port, pins) in [(PORT_A, 0b11), (PORT_D, 0b1100), (PORT_G, 0b11)] {
        set(port + ALTERNATE, pins);
        set(port + DIGITAL, pins);
    }
    set(PORT_A + DIRECTION, BUS_PIN);
    set(PORT_A + DIGITAL, BUS_PIN);
}

fn set(register: u32, bits: u32) {
    write(register, read(register) | bits);
}

/// Drives the RS485 bus or lets go of it.
pub fn drive_bus(on: bool) {
    // The address selects the pin, the data bus its level.
    write(PORT_A + (BUS_PIN << 2), if on { BUS_PIN } else { 0 });
}
