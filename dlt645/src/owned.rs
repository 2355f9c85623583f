//! Frames that own their data.

use crate::{Address, Control, Data, Frame, FrameRepr, Full, Sink};

/// What a frame says, with its data in a buffer of its own: `Vec<u8>` (feature `alloc`),
/// `heapless::Vec<u8, N>` (feature `heapless-v0_9`), an array, or whatever is `AsRef<[u8]>`.
///
/// With feature `serde` a readable format gets the fields of the command line tool's JSON; only
/// `address`, `control` and `data` are read back. A binary format holds these three.
///
/// ```
/// # #[cfg(feature = "alloc")]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use dlt645::{Frame, OwnedFrame};
///
/// let bytes = [0x68, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0x68, 0x13, 0x00, 0xDF, 0x16];
/// let owned = OwnedFrame::from(Frame::parse(&bytes)?);
/// assert_eq!(owned.repr().encode(&mut [0; 12])?, bytes);
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "alloc"))]
/// # fn main() {}
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct OwnedFrame<B> {
    /// Address field.
    pub address: Address,
    /// Control code.
    pub control: Control,
    /// Data field without the 0x33 offset.
    pub data: B,
}

impl<B: AsRef<[u8]>> OwnedFrame<B> {
    /// The same on loan, for encoding.
    pub fn repr(&self) -> FrameRepr<'_> {
        FrameRepr {
            address: self.address,
            control: self.control,
            data: self.data.as_ref(),
        }
    }
}

impl<B: Sink + Default> OwnedFrame<B> {
    /// Copies a frame.
    ///
    /// # Errors
    /// [`Full`] if the data do not fit.
    pub fn copy(frame: &Frame<'_>) -> Result<Self, Full> {
        let mut data = B::default();
        put_plain(&mut data, frame.data())?;
        Ok(Self {
            address: frame.address(),
            control: frame.control(),
            data,
        })
    }
}

/// Puts a data field without its offset into a sink.
fn put_plain(sink: &mut impl Sink, data: Data<'_>) -> Result<(), Full> {
    for piece in data.wire().chunks(16) {
        let mut plain = [0; 16];
        let plain = Data::from_wire(piece).copy_to(&mut plain).ok_or(Full)?;
        sink.put(plain)?;
    }
    Ok(())
}

#[cfg(feature = "alloc")]
impl From<Frame<'_>> for OwnedFrame<alloc::vec::Vec<u8>> {
    fn from(frame: Frame<'_>) -> Self {
        Self {
            address: frame.address(),
            control: frame.control(),
            data: frame.data().iter().collect(),
        }
    }
}

#[cfg(feature = "alloc")]
impl From<FrameRepr<'_>> for OwnedFrame<alloc::vec::Vec<u8>> {
    fn from(repr: FrameRepr<'_>) -> Self {
        Self {
            address: repr.address,
            control: repr.control,
            data: repr.data.into(),
        }
    }
}
