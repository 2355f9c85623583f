//! Radio outage frame of a meter cabinet: codec, medium access and exactly-once event log, no_std.
#![no_std]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

mod bytes;
pub mod control;
mod crc24;
pub mod frame;
pub mod mic;
pub mod relay;
pub mod report;
pub mod sync;
pub mod time;
pub mod tlv;

pub use frame::{EncodeError, Frame, FrameBuf, FrameType, Header, MAX_FRAME, ParseError};
pub use mic::{Key, Mic, Suite};
pub use report::Report;
pub use sync::Sync;
