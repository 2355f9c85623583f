//! Why bytes are no value.

use core::fmt;

/// Why an item or a part of it has no value. Positions count from the first byte after the
/// identifier.
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
    /// Decimal digits that the field does not allow: month 13, hour 25, a digit above those of the
    /// format.
    OutOfRange {
        /// Position of the byte.
        at: u16,
        /// The byte, offset removed.
        byte: u8,
    },
    /// The data end before the item does; the parts before are good. Also a data field too short
    /// for its identifier.
    Short {
        /// Bytes there are.
        found: u16,
        /// Bytes that are not there; of a part that repeats, those to the end of its last value.
        missing: u16,
    },
    /// More data were announced than came: a reply with follow-on frames of which some are
    /// missing. The parts before are good.
    Incomplete {
        /// Bytes that came.
        found: u16,
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
    /// A block of which parts were left out, and nothing says which. The mode word of the meter
    /// would ([`Parts::with_mode`](crate::item::Parts::with_mode)).
    Ambiguous {
        /// Position of the first byte that could be several things.
        at: u16,
    },
}

const _: () = assert!(size_of::<ValueError>() <= 8);

impl ValueError {
    /// What kind of error it is, in one word for programs: `short`, `incomplete`, …
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::NotBcd { .. } => "not_bcd",
            Self::OutOfRange { .. } => "out_of_range",
            Self::Short { .. } => "short",
            Self::Incomplete { .. } => "incomplete",
            Self::WrongId { .. } => "wrong_id",
            Self::Marker { .. } => "marker",
            Self::Record { .. } => "record",
            Self::Ambiguous { .. } => "ambiguous",
        }
    }

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
            Self::Short { .. } | Self::Incomplete { .. } | Self::WrongId { .. } => self,
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
            Self::Short { found, missing } => {
                let bytes = if *missing == 1 { "byte" } else { "bytes" };
                write!(f, "{missing} {bytes} short, {found} came")
            }
            Self::Incomplete { found } => write!(f, "more was announced, {found} bytes came"),
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
