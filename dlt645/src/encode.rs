//! Encoding in one pass into what the caller gives.

use crate::command::DataWriter;
use crate::{
    Address, Control, Data, END, Frame, MAX_DATA, OFFSET, OVERHEAD, START, WAKE_UP, words,
};
use core::fmt;

/// Where encoded bytes go.
pub trait Sink {
    /// Bytes that [`put`](Self::put) can still take. Encoders ask first, so that a sink gets a
    /// whole frame or nothing.
    fn room(&self) -> usize;

    /// Appends `bytes`, all or none.
    ///
    /// # Errors
    /// [`Full`] if they do not fit; the sink is then unchanged.
    fn put(&mut self, bytes: &[u8]) -> Result<(), Full>;
}

/// A sink has no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Full;

impl fmt::Display for Full {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no room for the encoded bytes")
    }
}

impl core::error::Error for Full {}

/// Writes at the front of the slice and moves the slice after what was written.
impl Sink for &mut [u8] {
    #[inline]
    fn room(&self) -> usize {
        self.len()
    }

    #[inline]
    fn put(&mut self, bytes: &[u8]) -> Result<(), Full> {
        if self.len() < bytes.len() {
            return Err(Full);
        }
        if let Some((head, tail)) = core::mem::take(self).split_at_mut_checked(bytes.len()) {
            head.copy_from_slice(bytes);
            *self = tail;
        }
        Ok(())
    }
}

/// What a frame says, ready to be encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct FrameRepr<'a> {
    /// Address field.
    pub address: Address,
    /// Control code.
    pub control: Control,
    /// Data field without the 0x33 offset, at most [`MAX_DATA`] bytes.
    pub data: &'a [u8],
}

impl FrameRepr<'_> {
    /// Length of the frame on the wire without wake-up bytes.
    #[inline]
    #[must_use]
    pub const fn encoded_len(&self) -> usize {
        OVERHEAD.saturating_add(self.data.len())
    }

    /// Encodes to the front of `out` and returns what was written.
    ///
    /// # Errors
    /// [`EncodeError::TooLong`] or [`EncodeError::Full`]; nothing is written then.
    #[inline]
    pub fn encode<'b>(&self, out: &'b mut [u8]) -> Result<&'b mut [u8], EncodeError> {
        self.encode_woken(0, out)
    }

    /// Encodes after `wake_up` bytes FE (usual: 4, DL/T 645-2007, clause 5.2.1) to the front of
    /// `out`.
    ///
    /// # Errors
    /// As [`encode`](Self::encode).
    #[inline]
    pub fn encode_woken<'b>(
        &self,
        wake_up: u8,
        out: &'b mut [u8],
    ) -> Result<&'b mut [u8], EncodeError> {
        let len = self.checked_len()?;
        let needed = usize::from(wake_up) + OVERHEAD + usize::from(len);
        let full = EncodeError::Full {
            needed: clamp(needed),
        };
        let out = out.get_mut(..needed).ok_or(full)?;
        let (wake, frame) = out.split_at_mut_checked(usize::from(wake_up)).ok_or(full)?;
        let (head, rest) = frame.split_first_chunk_mut::<10>().ok_or(full)?;
        let (data, tail) = rest.split_at_mut_checked(self.data.len()).ok_or(full)?;
        wake.fill(WAKE_UP);
        *head = self.head(len);
        for (to, from) in data.iter_mut().zip(self.data) {
            *to = from.wrapping_add(OFFSET);
        }
        if let [cs, end] = tail {
            *cs = words::sum(head).wrapping_add(words::sum(data));
            *end = END;
        }
        Ok(out)
    }

    /// Encodes into a sink, which gets the whole frame or nothing.
    ///
    /// # Errors
    /// [`EncodeError::TooLong`] or [`EncodeError::Full`].
    pub fn encode_to(&self, sink: &mut impl Sink) -> Result<(), EncodeError> {
        let len = self.checked_len()?;
        let full = EncodeError::Full {
            needed: clamp(self.encoded_len()),
        };
        if sink.room() < self.encoded_len() {
            return Err(full);
        }
        let written = write_head(sink, self.address, self.control, len).and_then(|sum| {
            let mut data = DataWriter::new(sink, sum);
            data.put_slice(self.data)?;
            let sum = data.sum();
            write_tail(sink, sum)
        });
        written.map_err(|Full| full)
    }

    #[inline]
    fn checked_len(&self) -> Result<u8, EncodeError> {
        let len = self.data.len();
        u8::try_from(len).map_err(|_| EncodeError::TooLong {
            len: clamp(len),
            max: MAX_DATA as u16,
        })
    }

    const fn head(&self, len: u8) -> [u8; 10] {
        let [a0, a1, a2, a3, a4, a5] = self.address.to_wire();
        [START, a0, a1, a2, a3, a4, a5, START, self.control.0, len]
    }
}

impl<'a> Frame<'a> {
    /// What the frame says, its data copied to `data` without offset.
    ///
    /// `None` if `data` is shorter than the data field.
    pub fn to_repr<'b>(&self, data: &'b mut [u8]) -> Option<FrameRepr<'b>> {
        Some(FrameRepr {
            address: self.address(),
            control: self.control(),
            data: Data::copy_to(self.data(), data)?,
        })
    }
}

#[inline]
pub(crate) fn clamp(len: usize) -> u16 {
    u16::try_from(len).unwrap_or(u16::MAX)
}

/// Writes a frame up to its data field and returns the sum so far.
#[inline]
pub(crate) fn write_head(
    sink: &mut impl Sink,
    address: Address,
    control: Control,
    len: u8,
) -> Result<u8, Full> {
    let starts = START as u64 | (START as u64) << 56;
    let first = (starts | address.word() << 8).to_le_bytes();
    sink.put(&first)?;
    sink.put(&[control.0, len])?;
    Ok(words::sum_of_eight(first)
        .wrapping_add(control.0)
        .wrapping_add(len))
}

/// Writes the checksum and the end after the data field.
#[inline]
pub(crate) fn write_tail(sink: &mut impl Sink, sum: u8) -> Result<(), Full> {
    sink.put(&[sum, END])
}

/// Why something cannot be encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum EncodeError {
    /// The data field is longer than allowed.
    TooLong {
        /// Its length, bytes.
        len: u16,
        /// What is allowed, bytes.
        max: u16,
    },
    /// This command may not be broadcast, and no meter replies from the broadcast address.
    Broadcast {
        /// Control byte of the frame.
        control: u8,
    },
    /// This command needs a whole address, and so does every reply.
    Wildcard {
        /// Control byte of the frame.
        control: u8,
    },
    /// The output has no room for `needed` bytes.
    Full {
        /// Bytes needed.
        needed: u16,
    },
}

const _: () = assert!(size_of::<EncodeError>() <= 8);

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { len, max } => {
                write!(f, "data field of {len} bytes, at most {max} are allowed")
            }
            Self::Broadcast { control } => write!(
                f,
                "control code {control:02x} may not use the broadcast address"
            ),
            Self::Wildcard { control } => write!(
                f,
                "control code {control:02x} needs an address without wildcards"
            ),
            Self::Full { needed } => write!(f, "output has no room for {needed} bytes"),
        }
    }
}

impl core::error::Error for EncodeError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Function;

    #[test]
    fn encodes_the_address_request() {
        let repr = FrameRepr {
            address: Address::WILDCARD,
            control: Control::request(Function::ReadAddress),
            data: &[],
        };
        let mut out = [0xA5; 13];
        let bytes = repr.encode(&mut out).unwrap();
        assert_eq!(
            bytes,
            [
                0x68, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0x68, 0x13, 0x00, 0xDF, 0x16
            ]
        );
        assert_eq!(out[12], 0xA5);
        assert_eq!(
            repr.encode(&mut [0; 11]),
            Err(EncodeError::Full { needed: 12 })
        );
    }

    #[test]
    fn all_encoders_agree_and_parse_back() {
        let data: std::vec::Vec<u8> = (0..=254).collect();
        for len in 0..=255 {
            let repr = FrameRepr {
                address: Address::BROADCAST,
                control: Control(0x91),
                data: &data[..len],
            };
            let mut out = [0xA5; 300];
            let bytes = repr.encode(&mut out).unwrap().to_vec();
            let mut sunk = [0xA5; 300];
            repr.encode_to(&mut &mut sunk[..]).unwrap();
            assert_eq!(sunk[..bytes.len()], bytes);
            assert_eq!(sunk[bytes.len()..], [0xA5; 300][bytes.len()..]);
            let mut woken = [0xA5; 300];
            assert_eq!(
                repr.encode_woken(4, &mut woken).unwrap(),
                [&[0xFE; 4][..], &bytes].concat()
            );
            let mut short = [0xA5; 266];
            let short = &mut short[..bytes.len() - 1];
            let full = Err(EncodeError::Full {
                needed: bytes.len() as u16,
            });
            assert_eq!(repr.encode(short).map(|_| ()), full);
            assert_eq!(repr.encode_to(&mut &mut *short), full);
            assert!(short.iter().all(|byte| *byte == 0xA5));
            let (frame, rest) = Frame::parse_prefix(&bytes).unwrap();
            assert!(rest.is_empty());
            assert_eq!(frame.to_repr(&mut [0; 255]), Some(repr));
        }
        let repr = FrameRepr {
            address: Address::BROADCAST,
            control: Control(0x91),
            data: &[0; 256],
        };
        assert_eq!(
            repr.encode(&mut [0; 400]),
            Err(EncodeError::TooLong { len: 256, max: 255 })
        );
    }
}
