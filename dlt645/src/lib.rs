#![doc = include_str!("../README.md")]
//!
//! # Where to begin
//!
//! [`Frame`] is a view of one frame, [`Data`] a view of its data field that takes the 0x33 off on
//! access, [`FrameScanner`] finds frames in a stream of bytes and [`Frames`] in a whole buffer.
//! [`command`] has what masters and meters say to each other; [`FrameRepr`] encodes anything else.
//! [`item`] knows what a data identifier names, [`value`] what its bytes mean.
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(any(test, feature = "std"))]
extern crate std;

mod address;
#[cfg(feature = "arbitrary")]
mod arbitrary;
pub mod bcd;
#[cfg(feature = "tokio-util-v0_7")]
mod codec;
pub mod command;
mod control;
mod data;
mod di;
mod encode;
mod frame;
#[cfg(feature = "std")]
mod io;
pub mod item;
mod owned;
mod scan;
#[cfg(feature = "serde")]
mod serialize;
#[cfg(feature = "bytes")]
mod shared;
mod sinks;
pub mod value;
mod words;

pub use address::{Address, AddressError};
#[cfg(feature = "tokio-util-v0_7")]
pub use codec::FrameCodec;
pub use control::{Control, ControlError, Direction, Edition, Function};
pub use data::Data;
pub use di::{DataId, DataIdError};
pub use encode::{EncodeError, FrameRepr, Full, Sink};
pub use frame::{Frame, FrameError};
pub use owned::OwnedFrame;
pub use scan::{Found, FrameScanner, Frames, Scan};
#[cfg(feature = "bytes")]
pub use shared::BytesFrame;
#[cfg(feature = "bytes")]
pub use sinks::BufSink;

/// What every data byte is raised by on the wire (DL/T 645-2007, clause 5.2.6; arithmetic modulo
/// 256).
pub const OFFSET: u8 = 0x33;
/// First byte of a frame and of its second half (帧起始符).
pub const START: u8 = 0x68;
/// Last byte of a frame (结束符).
pub const END: u8 = 0x16;
/// Wake-up byte before a frame (前导字节); a receiver takes none to many.
pub const WAKE_UP: u8 = 0xFE;
/// Bytes of a frame besides its data field.
pub const OVERHEAD: usize = 12;
/// Longest data field that the length byte can name. The standard allows [`MAX_READ`] and
/// [`MAX_WRITE`].
pub const MAX_DATA: usize = 255;
/// Longest data field of a read reply in the standard, bytes.
pub const MAX_READ: usize = 200;
/// Longest data field of a write request in the standard, bytes.
pub const MAX_WRITE: usize = 50;
/// Longest frame without wake-up bytes.
pub const MAX_FRAME: usize = OVERHEAD + MAX_DATA;
