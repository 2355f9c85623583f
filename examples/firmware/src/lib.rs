//! What the images share: the board's UARTs, a time base, the memory, the radio modem and the way
//! out of the emulator.
#![no_std]

pub mod board_clock;
pub mod changes;
pub mod exit;
pub mod irq;
pub mod log;
pub mod nvm;
pub mod radio;
#[cfg(all(not(feature = "counts"), target_has_atomic = "32"))]
mod runtime;
pub mod signals;
pub mod stack;
pub mod time;
pub mod uart;

use radio::Radio;
use uart::{UART1, UART2, Uart};

/// Starts the board: clocks, time from `start_us` on, the UARTs with the line at `line_baud`,
/// interrupts; and waits for the modem.
pub fn start(line: &Uart, line_baud: u32, start_us: u64) -> Radio {
    stack::paint();
    board_clock::start();
    time::start(start_us);
    line.start(line_baud, true, false);
    UART1.start(460_800, false, true);
    UART2.start(115_200, false, true);
    irq::enable();
    Radio::start()
}

/// The time at which an engine is told of its deadline `due`, if that is over at `real`: the time
/// for which it was set if it is served a little late, for the radio does what it is told at the
/// time it is told, and a busy emulator is later than a chip.
pub fn over(due: Option<u64>, real: u64) -> Option<u64> {
    const LATE_US: u64 = 5_000;
    let late = real.checked_sub(due?)?;
    if late < LATE_US { due } else { Some(real) }
}

/// Sleeps until something comes or `due` is reached.
pub fn sleep(line: &Uart, due: u64) {
    let waits = || [line, &UART1, &UART2].into_iter().any(Uart::has_received);
    time::idle(|| waits() || due <= time::now());
}

/// Time goes on to `at`, never back.
#[inline(never)]
pub fn forward(now: &mut u64, at: u64) {
    *now = (*now).max(at);
}
