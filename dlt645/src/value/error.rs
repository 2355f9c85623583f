//! Why bytes are no value.

use core::fmt;

/// Why an item or a part of it has no value. Positions count from the first byte behind the identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ValueError {
    /// A byte is no pair of decimal digits.
    NotBcd {
        /// Its position.
        at: u16,
        /// The byte, offset removed; a sign bit is still in it.
        byte: u8,
    },
    /// Decimal digits that the field does not allow: month 13, hour 25, a digit above those of the format.
    OutOfRange {
        /// Position of the byte.
        at: u16,
        /// The byte, offset removed.
        byte: u8,
    },
    /// The item has another length. Also a data field too short for its identifier.
    Length {
        /// Length that the table says, bytes.
        expected: u16,
        /// Length found, bytes.
        found: u16,
    },
    /// Bytes follow behind the item; what came before is good.
    Extra {
        /// Position of the first of them.
        at: u16,
        /// How many.
        len: u16,
    },
    /// The block ends early; the parts before are good.
    Fewer {
        /// Its length, bytes.
        at: u16,
        /// Bytes of the parts that are not there.
        missing: u16,
    },
    /// The data belong to another identifier.
    WrongId {
        /// First byte that differs, counted from DI0.
        at: u8,
        /// What was found, DI0 first; two bytes in the 1997 edition.
        found: [u8; 4],
    },
    /// A fixed byte of a record is wrong: start, separator or end.
    Marker {
        /// Its position.
        at: u16,
        /// What was found, offset removed.
        byte: u8,
    },
    /// A load record whose checksum does not fit, or that the meter marks as damaged.
    Record {
        /// Position of its first byte.
        at: u16,
    },
    /// A block of which parts were left out, and nothing says which. The mode word of the meter would
    /// ([`Parts::with_mode`](crate::item::Parts::with_mode)).
    Ambiguous {
        /// Position of the first byte that could be several things.
        at: u16,
    },
}

const _: () = assert!(size_of::<ValueError>() <= 8);

impl ValueError {
    /// The same error, `by` bytes further on.
    #[must_use]
    pub(crate) const fn shifted(self, by: u16) -> Self {
        match self {
            Self::NotBcd { at, byte } => Self::NotBcd {
                at: at.saturating_add(by),
                byte,
            },
            Self::OutOfRange { at, byte } => Self::OutOfRange {
                at: at.saturating_add(by),
                byte,
            },
            Self::Extra { at, len } => Self::Extra {
                at: at.saturating_add(by),
                len,
            },
            Self::Marker { at, byte } => Self::Marker {
                at: at.saturating_add(by),
                byte,
            },
            Self::Record { at } => Self::Record {
                at: at.saturating_add(by),
            },
            Self::Ambiguous { at } => Self::Ambiguous {
                at: at.saturating_add(by),
            },
            Self::Fewer { .. } | Self::Length { .. } | Self::WrongId { .. } => self,
        }
    }
}

/// A position or length for an error; what does not fit is cut to the largest.
pub(crate) fn at(position: usize) -> u16 {
    u16::try_from(position).unwrap_or(u16::MAX)
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotBcd { at, byte } => {
                write!(f, "byte {at} is {byte:02x}, no pair of decimal digits")
            }
            Self::OutOfRange { at, byte } => write!(f, "byte {at} is {byte:02x}, out of range"),
            Self::Length { expected, found } => {
                write!(f, "{found} bytes where {expected} are expected")
            }
            Self::Extra { at, len } => write!(f, "extra data from byte {at} on, length {len}"),
            Self::Fewer { at, missing } => write!(f, "ends at byte {at}, missing bytes: {missing}"),
            Self::WrongId {
                at,
                found: [a, b, c, d],
            } => {
                write!(
                    f,
                    "identifier byte {at} differs, found {d:02x}{c:02x}{b:02x}{a:02x}"
                )
            }
            Self::Marker { at, byte } => {
                write!(f, "byte {at} is {byte:02x}, no mark of the record")
            }
            Self::Record { at } => write!(f, "damaged record from byte {at} on"),
            Self::Ambiguous { at } => {
                write!(f, "parts were left out, byte {at} could be several of them")
            }
        }
    }
}

impl core::error::Error for ValueError {}
