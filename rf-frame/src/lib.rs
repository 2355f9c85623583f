#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

pub mod access;
mod bytes;
pub mod call;
pub mod control;
mod crc24;
pub mod frame;
pub mod journal;
pub mod mic;
pub mod receive;
pub mod relay;
pub mod report;
pub mod sync;
pub mod time;
pub mod tlv;

pub use frame::{EncodeError, Frame, FrameBuf, FrameType, Header, MAX_FRAME, ParseError};
pub use mic::{Key, Mic, Suite};
pub use report::Report;
pub use sync::Sync;
