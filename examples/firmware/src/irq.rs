//! Interrupts: SysTick, Timer 0 and the three UARTs, and what happens when nothing goes any more.

use crate::{time, uart};
use cortex_m::interrupt::InterruptNumber;
use cortex_m::peripheral::NVIC;
use cortex_m_rt::{ExceptionFrame, exception};

/// An interrupt of the LM3S6965.
#[derive(Clone, Copy)]
struct Interrupt(u16);

// SAFETY: the numbers are those of the data sheet and do not change.
unsafe impl InterruptNumber for Interrupt {
    fn number(self) -> u16 {
        self.0
    }
}

/// Lets the UARTs and the timer interrupt.
pub fn enable() {
    // SAFETY: no critical section is broken by it, the handlers take their own.
    unsafe {
        NVIC::unmask(Interrupt(5));
        NVIC::unmask(Interrupt(6));
        NVIC::unmask(Interrupt(33));
        NVIC::unmask(Interrupt(19));
    }
}

#[exception]
fn SysTick() {
    time::wrapped();
}

/// A place of the vector table.
pub type Vector = Option<unsafe extern "C" fn()>;

/// Length of that part: up to the last one in use. A Cortex-M0, on which only counts and
/// comparisons run, has no more than 32.
pub const VECTORS: usize = if cfg!(target_has_atomic = "32") {
    34
} else {
    32
};

/// The interrupts' part of the vector table; `line` serves UART0.
pub const fn vectors(line: Vector) -> [Vector; VECTORS] {
    let mut table: [Vector; VECTORS] = [None; VECTORS];
    table[5] = line;
    table[6] = Some(modem);
    table[19] = Some(timer);
    if VECTORS > 33 {
        table[VECTORS - 1] = Some(signals);
    }
    table
}

extern "C" fn modem() {
    uart::UART1.serve();
}

extern "C" fn signals() {
    uart::UART2.serve();
}

extern "C" fn timer() {
    time::woken();
}

/// The static `LINE` on UART0 with queues for so many bytes received and to be sent, and the
/// interrupts' vectors. Without numbers there is no line.
#[macro_export]
macro_rules! line {
    () => {
        $crate::line!(@vectors None);
    };
    ($receive:literal, $send:literal) => {
        static RECEIVED: $crate::uart::Queue<[core::cell::Cell<u8>; $receive]> = $crate::uart::Queue::bytes();
        static STAMPS: $crate::uart::Queue<[core::cell::Cell<u32>; $receive]> = $crate::uart::Queue::words();
        static TO_SEND: $crate::uart::Queue<[core::cell::Cell<u8>; $send]> = $crate::uart::Queue::bytes();
        static LINE: $crate::uart::Uart =
            $crate::uart::Uart { base: $crate::uart::LINE, received: &RECEIVED, stamps: &STAMPS, to_send: &TO_SEND };
        extern "C" fn serve_line() {
            LINE.serve();
        }
        $crate::line!(@vectors Some(serve_line));
    };
    (@vectors $line:expr) => {
        // SAFETY: the linker script wants the table in that section and under that name.
        #[unsafe(link_section = ".vector_table.interrupts")]
        #[unsafe(no_mangle)]
        static __INTERRUPTS: [$crate::irq::Vector; $crate::irq::VECTORS] = $crate::irq::vectors($line);
    };
}

#[exception]
unsafe fn HardFault(_frame: &ExceptionFrame) -> ! {
    crate::exit::fail("hard fault")
}
