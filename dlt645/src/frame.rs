//! One frame as a view of its bytes.
//!
//! ```text
//!  offset  0    1..6        7    8   9   10 ..            10+L  11+L
//!          68   A0 .. A5    68   C   L   DATA (+0x33)     CS    16
//! ```
//! CS is the sum modulo 256 of all bytes from the first 68 up to the byte before CS.

use crate::{Address, Control, Data, END, Edition, MAX_FRAME, OVERHEAD, START, words};
use core::fmt;

/// A checked frame. Its fields were split out at parse, so no accessor can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Frame<'a> {
    address: Address,
    control: Control,
    data: Data<'a>,
}

impl<'a> Frame<'a> {
    /// Parses one frame that starts with the first byte of `bytes` and returns it with the bytes
    /// after it.
    ///
    /// # Errors
    /// [`FrameError::Truncated`] if more bytes are needed, otherwise what is wrong with these.
    #[inline]
    pub fn parse_prefix(bytes: &'a [u8]) -> Result<(Self, &'a [u8]), FrameError> {
        let (shape, trailing) = Shape::of(bytes)?;
        let expected = words::sum_of_frame(shape.summed);
        if expected != shape.checksum {
            return Err(FrameError::Checksum {
                expected,
                found: shape.checksum,
            });
        }
        Ok((shape.frame, trailing))
    }

    /// The frame at the front of as many bytes as the longest has, so that every place a length
    /// byte can name is there to be read.
    #[cfg_attr(target_pointer_width = "64", inline(always))]
    pub(crate) fn parse_roomy(room: &'a [u8; MAX_FRAME]) -> Option<Self> {
        let [START, a0, a1, a2, a3, a4, a5, START, control, len, ..] = *room else {
            return None;
        };
        let summed_len = OVERHEAD - 2 + usize::from(len);
        let (summed, [checksum, END, ..]) = room.split_at_checked(summed_len)? else {
            return None;
        };
        let sum = match room.first_chunk() {
            Some(first) if summed_len <= words::SHORT => {
                words::sum_of_short(first, words::SHORT.wrapping_sub(summed_len))
            }
            _ => words::sum_of_long(summed),
        };
        if sum != *checksum {
            return None;
        }
        let (_, data) = summed.split_at_checked(OVERHEAD - 2)?;
        let address = Address::from_wire([a0, a1, a2, a3, a4, a5]);
        Some(Self {
            address,
            control: Control(control),
            data: Data::from_wire(data),
        })
    }

    /// Parses a frame that is all of `bytes`.
    ///
    /// # Errors
    /// As [`parse_prefix`](Self::parse_prefix), and [`FrameError::Trailing`] if bytes are left.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, FrameError> {
        match Self::parse_prefix(bytes)? {
            (frame, []) => Ok(frame),
            (_, trailing) => Err(FrameError::Trailing {
                count: u16::try_from(trailing.len()).unwrap_or(u16::MAX),
            }),
        }
    }

    /// The frame at the front of bytes that were parsed before: all is looked at again but the
    /// checksum.
    pub(crate) fn again(bytes: &'a [u8]) -> Option<Self> {
        Shape::of(bytes).ok().map(|(shape, _)| shape.frame)
    }

    /// Address field.
    #[inline]
    #[must_use]
    pub const fn address(&self) -> Address {
        self.address
    }

    /// Control code.
    #[inline]
    #[must_use]
    pub const fn control(&self) -> Control {
        self.control
    }

    /// Data field.
    #[inline]
    #[must_use]
    pub const fn data(&self) -> Data<'a> {
        self.data
    }

    /// Length of the frame on the wire without wake-up bytes.
    #[inline]
    #[must_use]
    pub const fn wire_len(&self) -> usize {
        OVERHEAD.wrapping_add(self.data.len())
    }

    /// The edition that the control code and the data length speak for; `None` where both fit.
    ///
    /// Function 03 without data is the re-read of 1997; its replies and 08 are the same in both.
    #[inline]
    #[must_use]
    pub const fn edition(&self) -> Option<Edition> {
        Self::edition_of(self.control, self.data.len())
    }

    pub(crate) const fn edition_of(control: Control, data_len: usize) -> Option<Edition> {
        match (control.edition(), control.0, data_len) {
            (Some(edition), ..) => Some(edition),
            (None, 0x03, 0) => Some(Edition::V1997),
            (None, 0x03 | 0xC3, 2..) => Some(Edition::V2007),
            _ => None,
        }
    }

    /// A frame from parts that were checked together.
    #[cfg(feature = "bytes")]
    pub(crate) const fn from_parts(address: Address, control: Control, data: Data<'a>) -> Self {
        Self {
            address,
            control,
            data,
        }
    }
}

/// Where the parts of a frame are; all is checked but the sum.
struct Shape<'a> {
    frame: Frame<'a>,
    summed: &'a [u8],
    checksum: u8,
}

impl<'a> Shape<'a> {
    #[inline]
    fn of(bytes: &'a [u8]) -> Result<(Self, &'a [u8]), FrameError> {
        let Some(([start, a0, a1, a2, a3, a4, a5, second, control, len], _)) =
            bytes.split_first_chunk::<10>()
        else {
            return Err(cut_head(bytes));
        };
        if *start != START {
            return Err(FrameError::Start { found: *start });
        }
        if *second != START {
            return Err(FrameError::SecondStart { found: *second });
        }
        let summed_len = 10 + usize::from(*len);
        let missing = FrameError::Truncated {
            missing: (summed_len + 2).saturating_sub(bytes.len()) as u16,
        };
        let (summed, tail) = bytes.split_at_checked(summed_len).ok_or(missing)?;
        let ([checksum, end], trailing) = tail.split_first_chunk::<2>().ok_or(missing)?;
        let (_, data) = summed.split_at_checked(10).ok_or(missing)?;
        if *end != END {
            return Err(FrameError::End { found: *end });
        }
        let frame = Frame {
            address: Address::from_wire([*a0, *a1, *a2, *a3, *a4, *a5]),
            control: Control(*control),
            data: Data::from_wire(data),
        };
        Ok((
            Self {
                frame,
                summed,
                checksum: *checksum,
            },
            trailing,
        ))
    }
}

#[cold]
fn cut_head(bytes: &[u8]) -> FrameError {
    match (bytes.first(), bytes.get(7)) {
        (Some(&START) | None, Some(&START) | None) => FrameError::Truncated {
            missing: OVERHEAD.saturating_sub(bytes.len()) as u16,
        },
        (Some(&START) | None, Some(&found)) => FrameError::SecondStart { found },
        (Some(&found), _) => FrameError::Start { found },
    }
}

/// Why bytes are no frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum FrameError {
    /// The bytes end inside the frame; at least `missing` more are needed.
    Truncated {
        /// Bytes still missing, as far as known.
        missing: u16,
    },
    /// Byte 0 is not 68.
    Start {
        /// The byte found there.
        found: u8,
    },
    /// Byte 7 is not 68.
    SecondStart {
        /// The byte found there.
        found: u8,
    },
    /// The byte where the length points is not 16.
    End {
        /// The byte found there.
        found: u8,
    },
    /// The checksum does not fit.
    Checksum {
        /// Sum of the bytes received.
        expected: u8,
        /// Checksum byte received.
        found: u8,
    },
    /// Bytes follow the frame.
    Trailing {
        /// How many; saturates.
        count: u16,
    },
}

const _: () = assert!(size_of::<FrameError>() <= 8);

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated { missing } => {
                write!(f, "frame is cut: at least {missing} bytes are missing")
            }
            Self::Start { found } => write!(f, "first start byte is {found:02x}, not 68"),
            Self::SecondStart { found } => write!(f, "second start byte is {found:02x}, not 68"),
            Self::End { found } => write!(f, "end byte is {found:02x}, not 16"),
            Self::Checksum { expected, found } => {
                write!(f, "checksum is {found:02x}, not {expected:02x}")
            }
            Self::Trailing { count } => write!(f, "{count} trailing bytes after the frame"),
        }
    }
}

impl core::error::Error for FrameError {}

#[cfg(test)]
mod tests {
    use super::*;

    const REQUEST: [u8; 16] = [
        0x68, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0x68, 0x11, 0x04, 0x34, 0x48, 0x33, 0x37, 0x30,
        0x16,
    ];

    #[test]
    fn splits_the_fields() {
        let (frame, rest) = Frame::parse_prefix(&REQUEST).unwrap();
        assert_eq!(frame.address(), "112233445566".parse().unwrap());
        assert_eq!(frame.control(), Control(0x11));
        assert!(frame.data().iter().eq([0x01, 0x15, 0x00, 0x04]));
        assert_eq!(frame.edition(), Some(Edition::V2007));
        assert!(rest.is_empty());
    }

    #[test]
    fn names_the_fault() {
        let broken = |at: usize, byte: u8| {
            let mut bytes = REQUEST;
            bytes[at] = byte;
            Frame::parse_prefix(&bytes).unwrap_err()
        };
        assert_eq!(broken(0, 0x69), FrameError::Start { found: 0x69 });
        assert_eq!(broken(7, 0x69), FrameError::SecondStart { found: 0x69 });
        assert_eq!(broken(15, 0x17), FrameError::End { found: 0x17 });
        assert_eq!(
            broken(10, 0x35),
            FrameError::Checksum {
                expected: 0x31,
                found: 0x30
            }
        );
        assert_eq!(broken(9, 0x06), FrameError::Truncated { missing: 2 });
        assert_eq!(
            Frame::parse(&[&REQUEST[..], &[0xFE]].concat()),
            Err(FrameError::Trailing { count: 1 })
        );
        assert_eq!(Frame::parse(&REQUEST).map(|frame| frame.wire_len()), Ok(16));
        for len in 0..16 {
            let error = Frame::parse_prefix(&REQUEST[..len]).unwrap_err();
            assert!(
                matches!(error, FrameError::Truncated { missing } if usize::from(missing) <= 16 - len),
                "{len}: {error}"
            );
        }
    }
}
