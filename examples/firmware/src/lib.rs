//! What the images share: the board's UARTs, a time base, the memory, the radio modem and the way out of the emulator.
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
use uart::{Line, UART1, UART2};

/// Starts the board: clocks, time from `start_us` on, the UARTs with the line at `line_baud`, interrupts; and waits for
/// the modem. From here on a failure is a restart.
pub fn start<const R: usize, const T: usize>(line: &Line<R, T>, line_baud: u32, start_us: u64) -> Radio {
    stack::paint();
    exit::run_for_ever();
    board_clock::start();
    if let Some(mut peripherals) = cortex_m::Peripherals::take() {
        time::start(&mut peripherals.SYST, start_us);
    }
    line.start(line_baud, true, false);
    UART1.start(460_800, false, true);
    UART2.start(115_200, false, true);
    irq::enable();
    Radio::start()
}

/// The time at which an engine is told of its deadline `due`, if that is over at `real`: the time for which it was set
/// if it is served a little late, for the radio does what it is told at the time it is told, and a busy emulator is
/// later than a chip.
pub fn over(due: Option<u64>, real: u64) -> Option<u64> {
    const LATE_US: u64 = 5_000;
    let due = due.filter(|due| *due <= real)?;
    Some(if real.saturating_sub(due) < LATE_US { due } else { real })
}

/// Sleeps until something comes or the first of `due` is reached.
pub fn sleep<const R: usize, const T: usize>(line: &Line<R, T>, due: [Option<u64>; 2]) {
    let due = due.into_iter().flatten().min();
    time::idle(|| {
        line.has_received() || UART1.has_received() || UART2.has_received() || due.is_some_and(|due| due <= time::now())
    });
}
