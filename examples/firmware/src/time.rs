//! Time: SysTick counts cycles and wraps three times a second, so that a busy emulator loses none;
//! Timer 0 only wakes, every millisecond. The calendar part comes from the real-time clock, here
//! the emulator's, so that the counter goes on where it would be had the supply never failed.

use crate::uart::{read, write};
use core::cell::Cell;
use cortex_m::peripheral::{SCB, SYST};
use critical_section::Mutex;

/// Core clock.
pub const MHZ: u32 = 50;
const RELOAD: u32 = 0x00FF_FFFF;
const PERIOD: u32 = RELOAD + 1;
const ICSR_WRAP_PENDING: u32 = 1 << 26;
const SYS_TIME: usize = 0x11;
/// General-purpose timer 0, 32 bits, periodic.
const TIMER: u32 = 0x4003_0000;
const MODE: u32 = 0x04;
const CONTROL: u32 = 0x0C;
const INTERRUPT_MASK: u32 = 0x18;
const INTERRUPT_CLEAR: u32 = 0x24;
const LOAD: u32 = 0x28;

/// µs at the last wrap of SysTick, and the cycles of a part of one more.
static WRAPPED: Mutex<Cell<(u64, u32)>> = Mutex::new(Cell::new((0, 0)));

/// Starts the counter at `start_us`.
pub fn start(start_us: u64) {
    // SAFETY: nobody else uses this timer.
    let syst = unsafe { &mut cortex_m::Peripherals::steal().SYST };
    critical_section::with(|cs| WRAPPED.borrow(cs).set((start_us, 0)));
    syst.set_reload(RELOAD);
    syst.clear_current();
    // SAFETY: on, with its interrupt, by the core's clock.
    unsafe { syst.csr.write(0b111) };
    write(TIMER + CONTROL, 0);
    write(TIMER, 0);
    write(TIMER + MODE, 2);
    write(TIMER + LOAD, 1_000 * MHZ);
    write(TIMER + INTERRUPT_MASK, 1);
    write(TIMER + CONTROL, read(TIMER + CONTROL) | 1);
}

/// SysTick has wrapped.
pub(crate) fn wrapped() {
    critical_section::with(|cs| {
        let (us, rest) = WRAPPED.borrow(cs).get();
        let cycles = rest.wrapping_add(PERIOD);
        WRAPPED
            .borrow(cs)
            .set((us.wrapping_add(u64::from(cycles / MHZ)), cycles % MHZ));
    });
}

/// A millisecond is over: that woke the main loop, nothing else is to be done.
pub(crate) fn woken() {
    write(TIMER + INTERRUPT_CLEAR, 1);
}

/// µs of the counter.
#[inline(never)]
pub fn now() -> u64 {
    critical_section::with(|cs| {
        let (us, mut cycles) = WRAPPED.borrow(cs).get();
        let mut left = SYST::get_current();
        // SAFETY: reads a register without side effects.
        if unsafe { (*SCB::PTR).icsr.read() } & ICSR_WRAP_PENDING != 0 {
            left = SYST::get_current();
            cycles = cycles.wrapping_add(PERIOD);
        }
        us.wrapping_add(u64::from(
            cycles.wrapping_add(RELOAD).wrapping_sub(left) / MHZ,
        ))
    })
}

/// Waits without sleeping.
pub fn spin(us: u64) {
    let end = now().wrapping_add(us);
    while now() < end {}
}

/// The real-time clock, whole seconds since 1970.
pub fn real_time_s() -> u32 {
    // SAFETY: this call takes no argument and touches no memory.
    unsafe { cortex_m_semihosting::syscall1(SYS_TIME, 0) as u32 }
}

/// Sleeps until an interrupt, unless there is something to be done: `busy` is asked while no
/// interrupt can come in between. Timer 0 wakes every millisecond.
pub fn idle(busy: impl FnOnce() -> bool) {
    cortex_m::interrupt::disable();
    if !busy() {
        // A pending interrupt ends this although it is not taken before the next line.
        cortex_m::asm::wfi();
    }
    // SAFETY: interrupts were on; this is not called from a critical section.
    unsafe { cortex_m::interrupt::enable() };
}
