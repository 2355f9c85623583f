//! What the firmware images and those who play their surroundings share: the bytes of the radio
//! modem, of the slot's signals, and of the non-volatile memory.
#![no_std]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

pub mod memory;
pub mod modem;
pub mod numbers;
pub mod pair;
pub mod settings;
pub mod slot;
