//! The calendar of a meter: two-digit year, weekday, BCD on the wire; checked before it counts.
//!
//! A wrong digit, a date that does not exist or a weekday that does not fit its date is a lost
//! read, never a measurement.
//!
//! ```text
//! 04000101 on the wire   WW DD MM YY      04000102   ss mm hh
//!                        BCD, WW 0–6, 0 = Sunday     BCD           each byte +0x33 in the frame
//! 2026-01-31 12:30:05    06 31 01 26                 05 30 12
//! ```
//!
//! The codec crate has dates of its own: theirs must be able to hold what no clock shows
//! (wildcards, "never"), these are instants to calculate with, and this crate has no dependency.

use core::fmt;

use crate::time::{MeterTime, Timestamp};

/// Seconds of a day.
pub const DAY_S: i64 = 86_400;
const DAY: u32 = DAY_S as u32;

/// First second after the last one a meter calendar may show: 2100-01-01 00:00:00.
pub const END_S: i64 = END as i64 * DAY_S;
/// Days of the century.
const END: u32 = 36_525;

/// A date and time of day between 2000-01-01 00:00:00 and 2099-12-31 23:59:59.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Civil {
    year: u8,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
}

/// Why a calendar reading is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum CalendarError {
    /// A nibble above 9, with the byte.
    NotBcd(u8),
    /// A field outside its range, with the field and its value.
    OutOfRange(Field, u8),
}

const _: () = assert!(size_of::<CalendarError>() <= 8);

/// A field of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Field {
    /// Year of the century, 0–99.
    Year,
    /// Month, 1–12.
    Month,
    /// Day of the month.
    Day,
    /// Hour, 0–23 (24 only as 24:00:00).
    Hour,
    /// Minute, 0–59.
    Minute,
    /// Second, 0–59: no meter shows a leap second.
    Second,
}

impl fmt::Display for CalendarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotBcd(b) => write!(f, "byte {b:02x} is not BCD"),
            Self::OutOfRange(field, v) => {
                let name = match field {
                    Field::Year => "year",
                    Field::Month => "month",
                    Field::Day => "day",
                    Field::Hour => "hour",
                    Field::Minute => "minute",
                    Field::Second => "second",
                };
                write!(f, "{name} {v} is out of range")
            }
        }
    }
}

impl core::error::Error for CalendarError {}

/// Days of `month` (1–12) in year 2000 + `year`; 0 for a month that does not exist.
const fn month_days(year: u8, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        // The odd ones have 31 up to July, the even ones from August on.
        1..=12 => 30 + ((month ^ (month >> 3)) & 1),
        _ => 0,
    }
}

/// Days before a month that is `months` after March, counted from March: months of 31 and 30 days
/// in turn, five of them 153 days.
const fn days_before(months: u32) -> u32 {
    (months * 153 + 2) / 5
}

/// Years here begin with March, so that the leap day is the last one. From 1996-03-01 to 2000-01-01
/// it is this many days.
const SINCE_MARCH: u32 = 1_401;
/// Days of four such years.
const FOUR_YEARS: u32 = 1_461;

/// Days from 2000-01-01 to a date that exists.
const fn days(year: u8, month: u8, day: u8) -> u32 {
    let (year, month) = (year as u32, month as u32);
    let (years, months) = if month > 2 {
        (year + 4, month - 3)
    } else {
        (year + 3, month + 9)
    };
    let before = years * FOUR_YEARS / 4 + days_before(months);
    // Days of a month count from 1.
    (before + day as u32).saturating_sub(SINCE_MARCH + 1)
}

/// Weekday of a day since 2000-01-01, which was a Saturday.
const fn weekday(days: u32) -> u8 {
    ((days + 6) % 7) as u8
}

const fn bcd(byte: u8) -> Result<u8, CalendarError> {
    let (hi, lo) = (byte >> 4, byte & 0x0f);
    if hi > 9 || lo > 9 {
        return Err(CalendarError::NotBcd(byte));
    }
    Ok(hi * 10 + lo)
}

impl Civil {
    /// Checked date and time; `year` counts from 2000. 24:00:00 means 00:00:00 of the next day.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] with the field; :60 is refused, 24:00:00 of 2099-12-31 too.
    pub const fn new(
        year: u8,
        month: u8,
        day: u8,
        hour: u8,
        minute: u8,
        second: u8,
    ) -> Result<Self, CalendarError> {
        let tomorrow = days(year, month, day) + 1;
        let is_end = hour == 24 && minute == 0 && second == 0;
        let (field, value) = if year > 99 {
            (Field::Year, year)
        } else if month < 1 || month > 12 {
            (Field::Month, month)
        } else if day < 1 || day > month_days(year, month) {
            (Field::Day, day)
        } else if minute > 59 {
            (Field::Minute, minute)
        } else if second > 59 {
            (Field::Second, second)
        } else if hour < 24 {
            return Ok(Self {
                year,
                month,
                day,
                hour,
                minute,
                second,
            });
        } else if is_end && tomorrow < END {
            return Ok(Self::of(tomorrow, 0));
        } else {
            (Field::Hour, hour)
        };
        Err(CalendarError::OutOfRange(field, value))
    }

    /// From the BCD bytes of the date (YY MM DD) and of the time of day (hh mm ss), most
    /// significant byte first (the wire has them reversed). The weekday that a meter shows
    /// beside them is no part of the instant, see [`Civil::weekday`].
    ///
    /// # Errors
    /// Not BCD, or out of range.
    pub const fn from_bcd(date: [u8; 3], time: [u8; 3]) -> Result<Self, CalendarError> {
        let [y, mo, d] = date;
        let [h, mi, s] = time;
        let mut fields = [y, mo, d, h, mi, s];
        let mut rest: &mut [u8] = &mut fields;
        while let Some((field, after)) = rest.split_first_mut() {
            match bcd(*field) {
                Ok(v) => *field = v,
                Err(e) => return Err(e),
            }
            rest = after;
        }
        let [y, mo, d, h, mi, s] = fields;
        Self::new(y, mo, d, h, mi, s)
    }

    /// From seconds since 2000-01-01 00:00:00; `None` before it and from 2100 on.
    #[must_use]
    pub const fn from_secs(secs: i64) -> Option<Self> {
        if secs < 0 || secs >= END_S {
            return None;
        }
        // A hundred years of seconds fit 32 bits.
        Some(Self::of(secs as u32 / DAY, secs as u32 % DAY))
    }

    /// The second `of_day` of the day `days` after 2000-01-01, below 36526.
    const fn of(days: u32, of_day: u32) -> Self {
        let days = days + SINCE_MARCH;
        let years = (days * 4 + 3) / FOUR_YEARS;
        let in_year = days.saturating_sub(years * FOUR_YEARS / 4);
        let months = (in_year * 5 + 2) / 153;
        let (year, month) = if months < 10 {
            (years, months + 3)
        } else {
            (years + 1, months.saturating_sub(9))
        };
        Self {
            year: year.saturating_sub(4) as u8,
            month: month as u8,
            day: (in_year.saturating_sub(days_before(months)) + 1) as u8,
            hour: (of_day / 3_600) as u8,
            minute: (of_day / 60 % 60) as u8,
            second: (of_day % 60) as u8,
        }
    }

    /// Seconds since 2000-01-01 00:00:00.
    #[must_use]
    pub const fn to_secs(self) -> i64 {
        let of_day = self.hour as u32 * 3_600 + self.minute as u32 * 60 + self.second as u32;
        // A hundred years of seconds fit 32 bits.
        (self.days() * DAY + of_day) as i64
    }

    /// The reading as an instant of the meter's scale (start of the shown second).
    #[must_use]
    pub const fn to_meter_time(self) -> Timestamp<MeterTime> {
        Timestamp::from_secs(self.to_secs())
    }

    /// Days since 2000-01-01, below 36525.
    const fn days(self) -> u32 {
        days(self.year, self.month, self.day)
    }

    /// Weekday, 0 = Sunday.
    #[must_use]
    pub const fn weekday(self) -> u8 {
        weekday(self.days())
    }

    /// Year of the century, 0–99.
    #[must_use]
    pub const fn year(self) -> u8 {
        self.year
    }

    /// Month, 1–12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, from 1.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Hour, 0–23.
    #[must_use]
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// Minute, 0–59.
    #[must_use]
    pub const fn minute(self) -> u8 {
        self.minute
    }

    /// Second, 0–59.
    #[must_use]
    pub const fn second(self) -> u8 {
        self.second
    }

    /// The same month and day in BCD, most significant byte first: YY MM DD WW and hh mm ss.
    #[must_use]
    pub const fn to_bcd(self) -> ([u8; 4], [u8; 3]) {
        const fn pack(v: u8) -> u8 {
            v + v / 10 * 6
        }
        (
            [
                pack(self.year),
                pack(self.month),
                pack(self.day),
                pack(self.weekday()),
            ],
            [pack(self.hour), pack(self.minute), pack(self.second)],
        )
    }
}

impl fmt::Display for Civil {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "20{:02}-{:02}-{:02} {:02}:{:02}:{:02}",
            self.year, self.month, self.day, self.hour, self.minute, self.second
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_the_century_counts_up_by_one() {
        let mut expected = 0;
        for y in 0..100 {
            for m in 1..=12 {
                for d in 1..=month_days(y, m) {
                    let c = Civil::new(y, m, d, 12, 34, 56).unwrap();
                    assert_eq!(c.to_secs(), expected * DAY_S + 45_296);
                    assert_eq!(Civil::from_secs(c.to_secs()), Some(c));
                    assert_eq!(i64::from(c.weekday()), (expected + 6) % 7);
                    expected += 1;
                }
            }
        }
        assert_eq!(expected * DAY_S, END_S);
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for (y, m, d) in [
            (1, 2, 29),
            (99, 2, 29),
            (0, 2, 30),
            (5, 4, 31),
            (5, 0, 1),
            (5, 13, 1),
            (5, 1, 0),
        ] {
            assert!(Civil::new(y, m, d, 0, 0, 0).is_err(), "{y} {m} {d}");
        }
        assert!(Civil::new(0, 2, 29, 0, 0, 0).is_ok());
        assert!(Civil::new(99, 12, 31, 23, 59, 59).is_ok());
        assert_eq!(
            Civil::new(100, 1, 1, 0, 0, 0),
            Err(CalendarError::OutOfRange(Field::Year, 100))
        );
        assert_eq!(Civil::from_secs(-1), None, "1999-12-31");
        assert_eq!(Civil::from_secs(END_S), None, "2100");
    }

    #[test]
    fn the_last_instant_rolls_over_to_nothing() {
        assert!(Civil::new(99, 12, 31, 24, 0, 0).is_err());
        let next = Civil::new(23, 12, 31, 24, 0, 0).unwrap();
        assert_eq!(next, Civil::new(24, 1, 1, 0, 0, 0).unwrap());
        assert!(Civil::new(23, 12, 31, 24, 0, 1).is_err());
    }

    #[test]
    fn second_sixty_and_bad_bcd_are_refused() {
        assert_eq!(
            Civil::new(24, 6, 30, 23, 59, 60),
            Err(CalendarError::OutOfRange(Field::Second, 60))
        );
        assert_eq!(
            Civil::from_bcd([0x24, 0x06, 0x30], [0x23, 0x5a, 0x00]),
            Err(CalendarError::NotBcd(0x5a))
        );
    }

    #[test]
    fn the_end_of_a_day_is_the_begin_of_the_next() {
        let end = Civil::from_bcd([0x24, 0x02, 0x29], [0x24, 0, 0]).unwrap();
        assert_eq!((end.month(), end.day(), end.hour()), (3, 1, 0));
        // 2024-03-01 was a Friday.
        assert_eq!(end.weekday(), 5);
    }
}
