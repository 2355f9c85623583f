//! Interrupts: SysTick, Timer 0 and the three UARTs, and what happens when nothing goes any more.

use crate::{time, uart};
use cortex_m::interrupt::InterruptNumber;
use cortex_m::peripheral::NVIC;
use cortex_m_rt::{ExceptionFrame, exception};

/// Interrupts of the LM3S6965 in use.
#[derive(Clone, Copy)]
pub struct Interrupt(u16);

impl Interrupt {
    /// UART0, UART1, UART2.
    pub const UARTS: [Self; 3] = [Self(5), Self(6), Self(33)];
    /// Timer 0.
    pub const TIMER: Self = Self(19);
}

// SAFETY: the numbers are those of the data sheet and do not change.
unsafe impl InterruptNumber for Interrupt {
    fn number(self) -> u16 {
        self.0
    }
}

/// Lets the UARTs and the timer interrupt.
pub fn enable() {
    // SAFETY: no critical section is broken by it, the handlers take their own.
    Interrupt::UARTS.into_iter().chain([Interrupt::TIMER]).for_each(|irq| unsafe { NVIC::unmask(irq) });
}

#[exception]
fn SysTick() {
    time::wrapped();
}

#[exception]
unsafe fn DefaultHandler(irq: i16) {
    match irq {
        5 => uart::UART0.serve(),
        6 => uart::UART1.serve(),
        19 => time::woken(),
        33 => uart::UART2.serve(),
        _ => {}
    }
}

#[exception]
unsafe fn HardFault(_frame: &ExceptionFrame) -> ! {
    crate::exit::fail("hard fault")
}
