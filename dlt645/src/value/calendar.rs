//! Calendar fields: which parts a format has, and values of which parts are open.

use super::civil::days_in_month;
use super::{Date, DateTime, Time, Value, ValueError, at, numbered};
use crate::{Data, bcd};
use core::fmt;

/// Part of a calendar field, one BCD byte each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub(super) enum Part {
    Second,
    Minute,
    Hour,
    Weekday,
    Day,
    Month,
    Year,
}

macro_rules! calendars {
    ($($(#[$doc:meta])* $name:ident = $text:literal, [$($part:ident)*];)*) => {
        /// Which parts a calendar field has, named as the standard writes them (high byte first). On the wire the low
        /// byte goes first: `hhmmss` is sent ss mm hh.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum Calendar {
            $($(#[$doc])* $name,)*
        }

        impl Calendar {
            /// The standard's letters.
            #[must_use]
            pub const fn letters(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// The parts in wire order.
            pub(super) const fn parts(self) -> &'static [Part] {
                match self {
                    $(Self::$name => &[$(Part::$part),*],)*
                }
            }
        }
    };
}

calendars! {
    /// Day and time.
    DateTime = "YYMMDDhhmmss", [Second Minute Hour Day Month Year];
    /// Day and time to the minute.
    DateMinute = "YYMMDDhhmm", [Minute Hour Day Month Year];
    /// Day, day of the week and time.
    DateWeekTime = "YYMMDDWWhhmmss", [Second Minute Hour Weekday Day Month Year];
    /// Day and day of the week.
    DateWeek = "YYMMDDWW", [Weekday Day Month Year];
    /// Day.
    Date = "YYMMDD", [Day Month Year];
    /// Time of day.
    Time = "hhmmss", [Second Minute Hour];
    /// Time of day to the minute.
    Minute = "hhmm", [Minute Hour];
    /// Day of every year and time.
    MonthDayMinute = "MMDDhhmm", [Minute Hour Day Month];
    /// Day of every year and hour.
    MonthDayHour = "MMDDhh", [Hour Day Month];
    /// Day of every year.
    MonthDay = "MMDD", [Day Month];
    /// Day of every month and hour.
    DayHour = "DDhh", [Hour Day];
}

impl Calendar {
    /// Length in bytes.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "never empty")]
    pub const fn len(self) -> usize {
        self.parts().len()
    }

    /// Whether a day is in it: then all 00 can be no real moment.
    const fn has_day(self) -> bool {
        !matches!(self, Self::Time | Self::Minute)
    }

    /// Decodes a field of exactly [`Self::len`] bytes.
    pub(super) fn decode<'a>(self, data: Data<'a>) -> Result<Value<'a>, ValueError> {
        if self.has_day()
            && (data.iter().all(|byte| byte == 0) || data.iter().all(|byte| byte == 0xFF))
        {
            return Ok(Value::Never);
        }
        if data.iter().all(|byte| byte == 0xFF) {
            return Ok(Value::Absent);
        }
        let mut read = Pattern::EMPTY;
        let mut day = (0, 0);
        for (index, (part, byte)) in numbered(self.parts().iter().zip(data.iter())) {
            if *part == Part::Weekday {
                // Meters count from 1, send 7 for Sunday or let it stand still: the day is good.
                read.weekday = if byte == 0x99 {
                    Slot::Any
                } else {
                    Slot::Is(byte)
                };
                continue;
            }
            let number = bcd::decode_byte(byte).ok_or(ValueError::NotBcd {
                at: at(index),
                byte,
            })?;
            let (slot, lowest, highest) = match part {
                Part::Second => (&mut read.second, 0, 59),
                Part::Minute => (&mut read.minute, 0, 59),
                Part::Hour => (&mut read.hour, 0, 23),
                Part::Weekday => (&mut read.weekday, 0, 99),
                Part::Day => {
                    day = (at(index), byte);
                    (&mut read.day, 1, 31)
                }
                Part::Month => (&mut read.month, 1, 12),
                Part::Year => (&mut read.year, 0, 99),
            };
            *slot = match number {
                99 if *part != Part::Year => Slot::Any,
                _ if number < lowest || number > highest => {
                    return Err(ValueError::OutOfRange {
                        at: at(index),
                        byte,
                    });
                }
                _ => Slot::Is(number),
            };
        }
        if read.year == Slot::Is(99) && read.month == Slot::Any {
            read.year = Slot::Any;
        }
        if !read.day_exists() {
            return Err(ValueError::OutOfRange {
                at: day.0,
                byte: day.1,
            });
        }
        Ok(read.value(self))
    }
}

/// One part of a [`Pattern`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Slot {
    /// The format does not have it.
    #[default]
    Absent,
    /// 99: any, or not set.
    Any,
    /// This number.
    Is(u8),
}

impl Slot {
    const fn number(self) -> Option<u8> {
        match self {
            Self::Is(number) => Some(number),
            _ => None,
        }
    }
}

/// A day or time of which parts are open (99 on the wire) or do not exist: every month on day 1 at
/// 00, every day at 23:30, not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Pattern {
    /// Last two digits of the year.
    pub year: Slot,
    /// Month, 1 to 12.
    pub month: Slot,
    /// Day, 1 to 31.
    pub day: Slot,
    /// Day of the week as sent, 0 = Sunday.
    pub weekday: Slot,
    /// Hour, 0 to 23.
    pub hour: Slot,
    /// Minute, 0 to 59.
    pub minute: Slot,
    /// Second, 0 to 59.
    pub second: Slot,
}

impl Pattern {
    /// No part at all.
    pub const EMPTY: Self = Self {
        year: Slot::Absent,
        month: Slot::Absent,
        day: Slot::Absent,
        weekday: Slot::Absent,
        hour: Slot::Absent,
        minute: Slot::Absent,
        second: Slot::Absent,
    };

    /// Whether a day with this number can be: 30 February cannot.
    pub(super) const fn day_exists(&self) -> bool {
        match (self.month, self.day) {
            (Slot::Is(month), Slot::Is(day)) => {
                let year = match self.year {
                    Slot::Is(year) => year,
                    _ => 0,
                };
                day <= days_in_month(year, month)
            }
            _ => true,
        }
    }

    /// Whether every part that is there is open, as for a settlement day that is not set (9999).
    #[must_use]
    pub fn is_unset(&self) -> bool {
        [
            self.year,
            self.month,
            self.day,
            self.weekday,
            self.hour,
            self.minute,
            self.second,
        ]
        .iter()
        .all(|slot| slot.number().is_none())
    }

    fn date(&self) -> Option<Date> {
        let date = Date::from_two_digits(
            self.year.number()?,
            self.month.number()?,
            self.day.number()?,
        )?;
        Some(date.with_weekday(self.weekday.number()))
    }

    fn time(&self) -> Option<Time> {
        match self.second {
            Slot::Absent => Time::from_minutes(self.hour.number()?, self.minute.number()?),
            second => Time::new(self.hour.number()?, self.minute.number()?, second.number()?),
        }
    }

    /// The most definite value of what was read.
    fn value<'a>(self, calendar: Calendar) -> Value<'a> {
        let pattern = Value::Pattern(self);
        match calendar {
            Calendar::DateTime | Calendar::DateMinute | Calendar::DateWeekTime => {
                match (self.date(), self.time()) {
                    (Some(date), Some(time)) => Value::DateTime(DateTime { date, time }),
                    _ => pattern,
                }
            }
            Calendar::DateWeek | Calendar::Date => self.date().map_or(pattern, Value::Date),
            Calendar::Time | Calendar::Minute => self.time().map_or(pattern, Value::Time),
            _ => pattern,
        }
    }

    /// The parts of a value, if it is a calendar value.
    pub(super) fn of(value: &Value<'_>) -> Option<Self> {
        let mut pattern = Self::EMPTY;
        let (date, time) = match value {
            Value::Date(date) => (Some(*date), None),
            Value::Time(time) => (None, Some(*time)),
            Value::DateTime(moment) => (Some(moment.date), Some(moment.time)),
            Value::Pattern(pattern) => return Some(*pattern),
            _ => return None,
        };
        if let Some(date) = date {
            pattern.year = Slot::Is((date.year() % 100) as u8);
            pattern.month = Slot::Is(date.month());
            pattern.day = Slot::Is(date.day());
            pattern.weekday = date.sent_weekday().map_or(Slot::Absent, Slot::Is);
        }
        if let Some(time) = time {
            pattern.hour = Slot::Is(time.hour());
            pattern.minute = Slot::Is(time.minute());
            pattern.second = time.second().map_or(Slot::Absent, Slot::Is);
        }
        Some(pattern)
    }
}

/// ISO 8601 as far as it goes, `**` for an open part: `--03-01T08:30`, `--**-01T00`, `20**-**-**`.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut put = |before: &str, slot: Slot| match slot {
            Slot::Absent => Ok(false),
            Slot::Any => write!(f, "{before}**").map(|()| true),
            Slot::Is(number) => write!(f, "{before}{number:02}").map(|()| true),
        };
        let year = put("20", self.year)?;
        let month = put(if year { "-" } else { "--" }, self.month)?;
        let day = put(if month { "-" } else { "---" }, self.day)?;
        let hour = put(if day || month || year { "T" } else { "" }, self.hour)?;
        let minute = put(if hour { ":" } else { "" }, self.minute)?;
        put(if minute { ":" } else { "" }, self.second)?;
        Ok(())
    }
}
