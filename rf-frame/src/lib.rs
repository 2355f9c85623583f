#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

pub mod access;
mod crc24;
pub mod journal;
pub mod security;
mod time;
pub mod v1;
pub mod wire;

pub use time::{Instant, Micros};
