//! What the images share: the board's UARTs, a time base, the memory, the radio modem and the way out of the emulator.
#![no_std]

pub mod board_clock;
pub mod changes;
pub mod exit;
pub mod irq;
pub mod log;
pub mod nvm;
pub mod radio;
pub mod signals;
pub mod stack;
pub mod time;
pub mod uart;
