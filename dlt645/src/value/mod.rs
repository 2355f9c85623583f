//! Typed values: what the bytes of an item mean, exactly.
//!
//! ```text
//!  89 00 24 01   Number { digits: 8, scale: 2 }   12400.89 kWh     packed BCD, low byte first
//!  FF FF         Number { digits: 4, scale: 1 }   absent           no such phase
//!  00 28 16 07 12 19   DateTime                   2019-12-07T16:28:00
//! ```
//!
//! A number is a whole mantissa, a decimal scale and a unit; nothing is rounded. The top bit is a
//! sign only where the table of identifiers says so. Bytes that are no valid value are an error
//! that names the byte, never a number.

mod bit_def;
mod bits;
mod calendar;
mod civil;
mod decode;
mod encode;
mod error;
mod format;
mod generated;
mod limit;
mod number;
mod parse;
#[cfg(feature = "serde")]
mod serialize;
mod step;
mod text;
mod unit;

pub use bits::{BitMap, BitState, Bits};
pub use calendar::{Calendar, Pattern, Slot};
pub use civil::{Date, DateTime, Time, Weekday};
pub use encode::EncodeValueError;
pub use error::ValueError;
pub use format::{Format, Times};
pub use limit::Limit;
pub use number::{Code, Decimal};
pub use parse::ParseValueError;
pub use text::Text;
pub use unit::Unit;

pub(crate) use decode::{Small, scalar as decode_scalar, short};
pub(crate) use encode::scalar as encode_scalar;
pub(crate) use error::at;
pub(crate) use step::{count, numbered};

use crate::{Data, DataId};
use core::fmt;

/// One value of an item or of a part of it.
///
/// `Display` gives the value without its unit in the form of the tool's JSON: an exact decimal, ISO
/// 8601, hexadecimal bytes in wire order, or the names of the set bits separated by `, `.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Value<'a> {
    /// A number with its unit.
    Decimal(Decimal),
    /// A number that names something (meter number 表号, address, password): leading zeros count.
    Code(Code),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A day and a time.
    DateTime(DateTime),
    /// A day or time of which parts are left open or do not exist.
    Pattern(Pattern),
    /// A moment that has not come: all bytes 00 or all FF.
    Never,
    /// Nothing measured: all bytes FF, as meters send for a phase they do not have.
    Absent,
    /// Characters.
    Text(Text<'a>),
    /// A status or mode word.
    Bits(Bits),
    /// A data identifier.
    Id(DataId),
    /// Bytes without a known meaning.
    Raw(Data<'a>),
}

impl<'a> Value<'a> {
    /// The number, if it is one.
    #[must_use]
    pub const fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Decimal(number) => Some(*number),
            _ => None,
        }
    }

    /// The day and time, if it is one.
    #[must_use]
    pub const fn date_time(&self) -> Option<DateTime> {
        match self {
            Self::DateTime(moment) => Some(*moment),
            _ => None,
        }
    }

    /// The bit set, if it is one.
    #[must_use]
    pub const fn bits(&self) -> Option<Bits> {
        match self {
            Self::Bits(bits) => Some(*bits),
            _ => None,
        }
    }

    /// The unit of a number, [`Unit::None`] of anything else.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        match self {
            Self::Decimal(number) => number.unit,
            _ => Unit::None,
        }
    }

    /// Why there is no value although the bytes are well formed, or `None` if there is one.
    #[must_use]
    pub const fn reason(&self) -> Option<&'static str> {
        match self {
            Self::Never => Some("never"),
            Self::Absent => Some("not available"),
            _ => None,
        }
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decimal(value) => value.fmt(f),
            Self::Code(value) => value.fmt(f),
            Self::Date(value) => value.fmt(f),
            Self::Time(value) => value.fmt(f),
            Self::DateTime(value) => value.fmt(f),
            Self::Pattern(value) => value.fmt(f),
            Self::Never => f.write_str("never"),
            Self::Absent => f.write_str("not available"),
            Self::Text(value) => value.fmt(f),
            Self::Bits(value) => value.fmt(f),
            Self::Id(value) => value.fmt(f),
            Self::Raw(data) => data.iter().try_for_each(|byte| write!(f, "{byte:02x}")),
        }
    }
}
