//! What is odd about an answer that has a value.
//!
//! One rule for everybody who shows an answer: the value where the bytes give one, and a warning
//! for each thing that is odd; an error ([`ValueError`](crate::value::ValueError)) where there is
//! no value. A warning never changes what a value is. Who wants refusal asks whether there are any.
//!
//! | kind | odd | value |
//! | --- | --- | --- |
//! | `extra_bytes` | bytes beyond the standard's length | the standard's part |
//! | `weekday` | 7 for Sunday, or a day that does not fit the date | the date, and the byte as sent |
//! | `address` | answered from AA…AA or from another address | the value |
//! | `range` | outside what physics or the table allows | the number; no value for parts too many |
//! | `reserved_bit` | a bit is set that the standard reserves | its number |

use super::part::{Part, PartName};
use crate::value::{Bits, Date, DateTime, Decimal, Pattern, Slot, Value};
use crate::{Address, Data};
use core::fmt;

/// Kind of a [`Warning`]. `Display` gives its name in the JSON of the tool: `extra_bytes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum WarningKind {
    /// Bytes beyond the standard's length.
    ExtraBytes,
    /// A day of the week that is none, or not that of the date.
    Weekday,
    /// The answer has another address than the request.
    Address,
    /// A number outside what physics or the standard allows.
    Range,
    /// A bit is set that the standard reserves.
    ReservedBit,
}

impl WarningKind {
    /// Its name: `extra_bytes`, `weekday`, `address`, `range`, `reserved_bit`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ExtraBytes => "extra_bytes",
            Self::Weekday => "weekday",
            Self::Address => "address",
            Self::Range => "range",
            Self::ReservedBit => "reserved_bit",
        }
    }
}

impl fmt::Display for WarningKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One thing that is odd about an answer. `Display` gives kind, part and detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct Warning<'a> {
    /// The part that is odd, `None` for the answer as a whole.
    pub part: Option<PartName>,
    /// What is odd about it.
    pub detail: Detail<'a>,
}

/// What is odd. `Display` says it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Detail<'a> {
    /// The bytes beyond the standard's length.
    ExtraBytes(Data<'a>),
    /// The day of the week as sent, and the day it was sent for if all of it is known.
    Weekday {
        /// The byte as sent; 0 is Sunday.
        sent: u8,
        /// The day.
        date: Option<Date>,
    },
    /// Who was asked and who answered.
    Address {
        /// The address of the request.
        asked: Address,
        /// The address of the answer.
        found: Address,
    },
    /// The largest magnitude that the part can have; the part has its value.
    Limit(Decimal),
    /// More values of a part than there can be; those beyond are not read.
    Count {
        /// Values there are bytes for.
        found: u16,
        /// Values there can be.
        most: u8,
    },
    /// The number of the bit, from 0.
    ReservedBit(u8),
}

impl<'a> Warning<'a> {
    /// An answer from `found` to a request to `asked`.
    #[must_use]
    pub const fn address(asked: Address, found: Address) -> Self {
        Self {
            part: None,
            detail: Detail::Address { asked, found },
        }
    }

    /// Bytes beyond the standard's length.
    #[must_use]
    pub const fn extra(bytes: Data<'a>) -> Self {
        Self {
            part: None,
            detail: Detail::ExtraBytes(bytes),
        }
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> WarningKind {
        match self.detail {
            Detail::ExtraBytes(_) => WarningKind::ExtraBytes,
            Detail::Weekday { .. } => WarningKind::Weekday,
            Detail::Address { .. } => WarningKind::Address,
            Detail::Limit(_) | Detail::Count { .. } => WarningKind::Range,
            Detail::ReservedBit(_) => WarningKind::ReservedBit,
        }
    }
}

impl fmt::Display for Detail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ExtraBytes(data) => {
                f.write_str("more bytes than the standard has:")?;
                data.iter().try_for_each(|byte| write!(f, " {byte:02x}"))
            }
            Self::Weekday {
                sent,
                date: Some(date),
            } => {
                let right = date.weekday().number();
                write!(f, "weekday {sent:x} was sent, {date} is weekday {right}")
            }
            Self::Weekday { sent, date: None } => {
                write!(f, "weekday {sent:x} was sent, 0 to 6 are days")
            }
            Self::Address { asked, found } => write!(f, "{asked} was asked, {found} answered"),
            Self::Limit(most) => write!(f, "at most {most} is possible"),
            Self::Count { found, most } => {
                write!(f, "{found} values were sent, there can be {most}")
            }
            Self::ReservedBit(bit) => write!(f, "bit {bit} is reserved"),
        }
    }
}

impl fmt::Display for Warning<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.kind())?;
        if let Some(part) = self.part {
            write!(f, "{part}: ")?;
        }
        self.detail.fmt(f)
    }
}

impl<'a> Part<'a> {
    /// What is odd about this part.
    pub fn warnings(&self) -> impl Iterator<Item = Warning<'a>> + Clone + use<'a> {
        let name = self.name;
        let of_value = self.weekday().or_else(|| self.range());
        let bits = match self.value {
            Ok(Value::Bits(bits)) => bits,
            _ => Bits::default(),
        };
        let of_bits = bits.reserved().map(Detail::ReservedBit);
        of_value
            .into_iter()
            .chain(of_bits)
            .map(move |detail| Warning {
                part: Some(name),
                detail,
            })
    }

    /// A day of the week that is none, or not that of the day.
    fn weekday(&self) -> Option<Detail<'a>> {
        match self.value.ok()? {
            Value::Date(date) | Value::DateTime(DateTime { date, .. }) => {
                let sent = date.sent_weekday()?;
                (!date.weekday_is_right()).then_some(Detail::Weekday {
                    sent,
                    date: Some(date),
                })
            }
            Value::Pattern(Pattern {
                weekday: Slot::Is(sent @ 7..),
                ..
            }) => Some(Detail::Weekday { sent, date: None }),
            _ => None,
        }
    }

    fn range(&self) -> Option<Detail<'a>> {
        let number = self.value.ok()?.decimal()?;
        let most = self.limit.most()?;
        (!self.limit.allows(number.mantissa)).then(|| {
            let most = Decimal::new(i64::from(most), number.scale, number.unit);
            Detail::Limit(most)
        })
    }
}
