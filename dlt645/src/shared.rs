//! Frames that share a `Bytes` buffer.

use crate::{Address, Control, Data, Frame, FrameError};
use bytes::Bytes;

/// A checked frame whose data field is a part of a shared [`Bytes`] buffer: nothing is copied.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use bytes::Bytes;
/// use dlt645::BytesFrame;
///
/// let line = Bytes::from_static(&[0x68, 1, 0, 0, 0, 0, 0, 0x68, 0xD1, 1, 0x35, 0xD8, 0x16, 0xFE]);
/// let (frame, rest) = BytesFrame::parse_prefix(&line)?;
/// assert_eq!(frame.frame().data().get(0), Some(0x02));
/// assert_eq!(rest, [0xFE][..]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BytesFrame {
    address: Address,
    control: Control,
    data: Bytes,
}

impl BytesFrame {
    /// Parses one frame that starts with the first byte of `bytes` and returns it with the bytes
    /// after it.
    ///
    /// # Errors
    /// As [`Frame::parse_prefix`].
    pub fn parse_prefix(bytes: &Bytes) -> Result<(Self, Bytes), FrameError> {
        let (frame, trailing) = Frame::parse_prefix(bytes)?;
        Ok((Self::of(&frame, bytes), bytes.slice_ref(trailing)))
    }

    /// A frame that was found in `bytes`.
    pub(crate) fn of(frame: &Frame<'_>, bytes: &Bytes) -> Self {
        Self {
            address: frame.address(),
            control: frame.control(),
            data: bytes.slice_ref(frame.data().wire()),
        }
    }

    /// The frame as a view.
    #[must_use]
    pub fn frame(&self) -> Frame<'_> {
        Frame::from_parts(self.address, self.control, Data::from_wire(&self.data))
    }

    /// The data field as it is on the wire, 0x33 still on, shared.
    #[must_use]
    pub const fn wire_data(&self) -> &Bytes {
        &self.data
    }
}
