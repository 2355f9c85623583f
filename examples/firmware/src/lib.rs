//! What the images share: the board's UARTs, a time base and the way out of the emulator.
#![no_std]

pub mod exit;
