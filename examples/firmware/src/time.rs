//! Time: SysTick counts milliseconds, its counter the microseconds within. The calendar part comes from the real-time
//! clock, here the emulator's, so that the counter goes on where it would be had the supply never failed.

use core::cell::Cell;
use cortex_m::peripheral::syst::SystClkSource;
use cortex_m::peripheral::{SCB, SYST};
use critical_section::Mutex;

/// Core clock.
pub const MHZ: u32 = 50;
const RELOAD: u32 = 1_000 * MHZ - 1;
const ICSR_TICK_PENDING: u32 = 1 << 26;
const SYS_TIME: usize = 0x11;

static MILLISECONDS: Mutex<Cell<u64>> = Mutex::new(Cell::new(0));

/// Starts the counter at `start_us`.
pub fn start(syst: &mut SYST, start_us: u64) {
    critical_section::with(|cs| MILLISECONDS.borrow(cs).set(start_us / 1_000));
    syst.set_clock_source(SystClkSource::Core);
    syst.set_reload(RELOAD);
    syst.clear_current();
    syst.enable_counter();
    syst.enable_interrupt();
}

/// A millisecond is over.
pub(crate) fn tick() {
    critical_section::with(|cs| {
        let ms = MILLISECONDS.borrow(cs);
        ms.set(ms.get().wrapping_add(1));
    });
}

/// µs of the counter.
pub fn now() -> u64 {
    critical_section::with(|cs| {
        let mut ms = MILLISECONDS.borrow(cs).get();
        let mut left = SYST::get_current();
        // SAFETY: reads a register without side effects.
        if unsafe { (*SCB::PTR).icsr.read() } & ICSR_TICK_PENDING != 0 {
            left = SYST::get_current();
            ms = ms.wrapping_add(1);
        }
        let within = u64::from(RELOAD.saturating_sub(left) / MHZ);
        ms.wrapping_mul(1_000).wrapping_add(within)
    })
}

/// Waits without sleeping.
pub fn spin(us: u64) {
    let end = now().saturating_add(us);
    while now() < end {}
}

/// The real-time clock, whole seconds since 1970.
pub fn real_time_s() -> u32 {
    // SAFETY: this call takes no argument and touches no memory.
    unsafe { cortex_m_semihosting::syscall1(SYS_TIME, 0) as u32 }
}

/// Sleeps until an interrupt, unless there is something to be done: `busy` is asked while no interrupt can come in
/// between. SysTick wakes every millisecond.
pub fn idle(busy: impl FnOnce() -> bool) {
    cortex_m::interrupt::disable();
    if !busy() {
        // A pending interrupt ends this although it is not taken before the next line.
        cortex_m::asm::wfi();
    }
    // SAFETY: interrupts were on; this is not called from a critical section.
    unsafe { cortex_m::interrupt::enable() };
}
