//! Version 1 of the outage frame, with the machines that the reference system still runs on.
//!
//! Nothing is deployed with it. It goes as soon as the machines of version 2 stand beside it.

pub mod access;
mod bytes;
pub mod call;
pub mod control;
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
