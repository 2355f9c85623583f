//! Formats of single values, as the tables of the standard write them.

use super::{BitMap, Calendar};
use core::fmt;

/// How a value is coded in its bytes. `Display` gives the standard's letters: `XXXXXX.XX`,
/// `YYMMDDhhmm`.
///
/// Numbers are packed BCD, low byte first; an odd count of digits is padded with a high zero
/// nibble.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Format {
    /// Measured number, `XXXX.XX`.
    Number {
        /// All digits.
        digits: u8,
        /// Digits after the point.
        scale: u8,
    },
    /// Number that can be set, `NNNN.NN`.
    Setting {
        /// All digits.
        digits: u8,
        /// Digits after the point.
        scale: u8,
    },
    /// Number that names something, `NNNNNNNNNNNN`.
    Code {
        /// All digits.
        digits: u8,
    },
    /// One binary byte, 0 to 254; FF = not counted. Written `NN` in the table of active reports.
    Count,
    /// Day, time or both.
    Calendar(Calendar),
    /// `XX.XXXX+YYMMDDhhmm`: demand and when it was reached, two values.
    Demand,
    /// `MMDDNN`: number of a day schedule and the day it begins, two values.
    Season,
    /// `hhmmNN`: number of a tariff and the time it begins, two values.
    Slot,
    /// `YYMMDDNN`: number of a day schedule and the holiday, two values.
    Holiday,
    /// `HEXn`: bits, lowest byte first.
    Bits {
        /// Number of bits, a multiple of 8.
        width: u8,
        /// What the bits are called.
        map: BitMap,
    },
    /// `ASCIIn`: characters, the last one first.
    Text {
        /// Number of characters.
        len: u8,
    },
    /// `DI32`: a data identifier, DI0 first.
    Id,
    /// `C0C1C2C3`: operator code (操作者代码), C0 first.
    Operator,
    /// `HEXn`: bytes without a known meaning.
    Bytes {
        /// Number of bytes.
        len: u8,
    },
    /// Several parts of different formats.
    Composite,
    /// Load records (负荷记录), annex B.
    LoadRecord,
    /// Not known.
    Unknown {
        /// Number of bytes, 0 if that is not known either.
        len: u8,
    },
}

impl Format {
    /// Length in bytes; `None` if it varies.
    #[must_use]
    pub const fn byte_len(self) -> Option<usize> {
        Some(match self {
            Self::Number { digits, .. } | Self::Setting { digits, .. } | Self::Code { digits } => {
                (digits as usize).div_ceil(2)
            }
            Self::Count => 1,
            Self::Calendar(calendar) => calendar.len(),
            Self::Demand => 8,
            Self::Season | Self::Slot => 3,
            Self::Holiday | Self::Id | Self::Operator => 4,
            Self::Bits { width, .. } => (width / 8) as usize,
            Self::Text { len } | Self::Bytes { len } => len as usize,
            Self::Unknown { len } if len > 0 => len as usize,
            Self::Unknown { .. } | Self::Composite | Self::LoadRecord => return None,
        })
    }

    /// The two formats of a field that holds two values, in wire order.
    #[must_use]
    pub const fn pair(self) -> Option<(Self, Self)> {
        const NUMBER: Format = Format::Setting {
            digits: 2,
            scale: 0,
        };
        Some(match self {
            Self::Demand => (
                Self::Number {
                    digits: 6,
                    scale: 4,
                },
                Self::Calendar(Calendar::DateMinute),
            ),
            Self::Season => (NUMBER, Self::Calendar(Calendar::MonthDay)),
            Self::Slot => (NUMBER, Self::Calendar(Calendar::Minute)),
            Self::Holiday => (NUMBER, Self::Calendar(Calendar::Date)),
            _ => return None,
        })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = |letter: &str, digits: u8, scale: u8| {
            (0..digits.saturating_sub(scale)).try_for_each(|_| f.write_str(letter))?;
            if scale > 0 {
                f.write_str(".")?;
            }
            (0..scale).try_for_each(|_| f.write_str(letter))
        };
        match *self {
            Self::Number { digits: all, scale } => digits("X", all, scale),
            Self::Setting { digits: all, scale } => digits("N", all, scale),
            Self::Code { digits: all } => digits("N", all, 0),
            Self::Count => f.write_str("NN"),
            Self::Calendar(calendar) => f.write_str(calendar.letters()),
            Self::Demand => f.write_str("XX.XXXX+YYMMDDhhmm"),
            Self::Season => f.write_str("MMDDNN"),
            Self::Slot => f.write_str("hhmmNN"),
            Self::Holiday => f.write_str("YYMMDDNN"),
            Self::Bits { width, .. } => write!(f, "HEX{width}"),
            Self::Text { len } => write!(f, "ASCII{len}"),
            Self::Id => f.write_str("DI32"),
            Self::Operator => f.write_str("C0C1C2C3"),
            Self::Bytes { len } => write!(f, "HEX{}", u16::from(len) * 8),
            Self::Composite => f.write_str("composite"),
            Self::LoadRecord => f.write_str("load-record"),
            Self::Unknown { .. } => f.write_str("unknown"),
        }
    }
}

/// How often the format of an item is repeated, as the standard writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Times {
    /// Once, or as the layout says.
    Once,
    /// `*n` with a number.
    Times(u8),
    /// `*p`: seasons (年时区数).
    Seasons,
    /// `*m`: slots of a day (日时段数).
    Slots,
    /// `*k`: tariffs (费率数).
    Tariffs,
    /// `*n`: public holidays (公共假日数).
    Holidays,
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Once => Ok(()),
            Self::Times(times) => write!(f, "*{times}"),
            Self::Seasons => f.write_str("*p"),
            Self::Slots => f.write_str("*m"),
            Self::Tariffs => f.write_str("*k"),
            Self::Holidays => f.write_str("*n"),
        }
    }
}
