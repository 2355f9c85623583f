//! Frames of version 2 (SPEC.md, section 2).
//!
//! ```text
//! LEN  VT  FC  NET  SRC  CTR  [ADDR]  payload  [TLVs]  MIC     CRC
//! 1    1   1   2    2    4    6       by type  n       4 or 8  3       62 bytes at most
//! ```
//!
//! Integers are little-endian, the CRC goes most significant byte first. Every frame has a MIC.
//!
//! [`Frame::parse_in`] makes the checks that need no key, in the order of rule F-6, and gives a
//! view whose [`Message`] holds the fields by name. Next come the key, [`Frame::verify`] and the
//! counter. [`encode`](fn@encode) makes a frame of a [`Header`], a [`Message`] and [`Extensions`];
//! the two types that carry a group key go through [`encode_key`].

mod bytes;
pub mod control;
pub mod encode;
pub mod evt;
pub mod frame;
pub mod header;
pub mod join;
pub mod message;
pub mod refusal;
pub mod report;
pub mod sync;
pub mod time;
pub mod tlv;

pub use control::{KeyFrame, Order, Poll, Receipt};
pub use encode::{EncodeError, FrameBuf, encode, encode_key};
pub use evt::Evt;
pub use frame::Frame;
pub use header::{FrameType, GATEWAY, Header, KeyKind, MAX_FRAME, UNASSIGNED};
pub use join::{Assign, Invite, Join, MeterNumber};
pub use message::Message;
pub use refusal::{Refusal, Refusals, Shape};
pub use report::{Age, Flags, Quality, Report};
pub use sync::{Form, Mode, SyncFrame};
pub use time::{Beacon, NetTime, Treq, Trsp, Verdict};
pub use tlv::Extensions;
