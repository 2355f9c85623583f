//! Days and times of the years 2000 to 2099.

use core::fmt;

/// Day of the week (星期), Sunday first as the protocol counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[expect(missing_docs, reason = "the names say it")]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Weekday {
    Sunday,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
}

impl Weekday {
    /// From its number, 0 = Sunday to 6 = Saturday.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        Some(match number {
            0 => Self::Sunday,
            1 => Self::Monday,
            2 => Self::Tuesday,
            3 => Self::Wednesday,
            4 => Self::Thursday,
            5 => Self::Friday,
            6 => Self::Saturday,
            _ => return None,
        })
    }

    /// Its number, 0 = Sunday.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }
}

/// Days of a month; 29 for February of a leap year. Every fourth year from 2000 to 2099 is one.
pub(super) const fn days_in_month(year: u8, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        _ => 31,
    }
}

const fn days_before_month(year: u8, month: u8) -> u32 {
    let days = match month {
        1 => 0,
        2 => 31,
        3 => 59,
        4 => 90,
        5 => 120,
        6 => 151,
        7 => 181,
        8 => 212,
        9 => 243,
        10 => 273,
        11 => 304,
        _ => 334,
    };
    if month > 2 && year.is_multiple_of(4) {
        days + 1
    } else {
        days
    }
}

/// A day from 2000-01-01 to 2099-12-31, with the day of the week if it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Date {
    year: u8,
    month: u8,
    day: u8,
    weekday: Option<u8>,
}

impl Date {
    /// A day of the calendar; `None` if there is no such day or the year is not 2000 to 2099.
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if year < 2000 || year > 2099 {
            return None;
        }
        Self::from_two_digits((year - 2000) as u8, month, day)
    }

    /// A day of the calendar with the last two digits of its year.
    #[must_use]
    pub const fn from_two_digits(year: u8, month: u8, day: u8) -> Option<Self> {
        if year > 99 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        Some(Self {
            year,
            month,
            day,
            weekday: None,
        })
    }

    /// The same day with a day of the week as a meter sends it, right or wrong: 0 = Sunday, and
    /// some meters send 7 for it.
    #[must_use]
    pub const fn with_weekday(self, weekday: Option<u8>) -> Self {
        Self { weekday, ..self }
    }

    /// Year, 2000 to 2099.
    #[must_use]
    pub const fn year(self) -> u16 {
        2000 + self.year as u16
    }

    /// Month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, from 1.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The day of the week that was sent with it: the byte as it is, 00 to 06 where it is one.
    #[must_use]
    pub const fn sent_weekday(self) -> Option<u8> {
        self.weekday
    }

    /// The day of the week by the calendar.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        match self.days().wrapping_add(6) % 7 {
            0 => Weekday::Sunday,
            1 => Weekday::Monday,
            2 => Weekday::Tuesday,
            3 => Weekday::Wednesday,
            4 => Weekday::Thursday,
            5 => Weekday::Friday,
            _ => Weekday::Saturday,
        }
    }

    /// Whether the day of the week that was sent is the calendar's; true if none was sent.
    #[must_use]
    pub const fn weekday_is_right(self) -> bool {
        match self.weekday {
            Some(sent) => sent == self.weekday() as u8,
            None => true,
        }
    }

    /// Days since 2000-01-01.
    #[must_use]
    pub const fn days(self) -> u32 {
        let year = self.year as u32;
        let before = year.wrapping_mul(365).wrapping_add(year.div_ceil(4));
        before
            .wrapping_add(days_before_month(self.year, self.month))
            .wrapping_add(self.day as u32)
            .wrapping_sub(1)
    }

    /// The day that is `days` after 2000-01-01; `None` after 2099-12-31.
    #[must_use]
    pub const fn from_days(days: u32) -> Option<Self> {
        // Cycles of four years, a leap year first.
        let (cycle, in_cycle) = (days / 1461, days % 1461);
        let (year, in_year) = if in_cycle < 366 {
            (0, in_cycle)
        } else {
            (1 + (in_cycle - 366) / 365, (in_cycle - 366) % 365)
        };
        let year = cycle * 4 + year;
        if year > 99 {
            return None;
        }
        let year = year as u8;
        let mut month = 12;
        while month > 1 && days_before_month(year, month) > in_year {
            month -= 1;
        }
        let day = in_year.saturating_sub(days_before_month(year, month)) as u8;
        Some(Self {
            year,
            month,
            day: day.wrapping_add(1),
            weekday: None,
        })
    }
}

/// ISO 8601: `2019-12-07`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month, self.day)
    }
}

/// A time of day, with or without seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Time {
    hour: u8,
    minute: u8,
    second: Option<u8>,
}

impl Time {
    /// A time of day; `None` if a part is out of range.
    #[must_use]
    pub const fn new(hour: u8, minute: u8, second: u8) -> Option<Self> {
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        Some(Self {
            hour,
            minute,
            second: Some(second),
        })
    }

    /// A time of day without seconds.
    #[must_use]
    pub const fn from_minutes(hour: u8, minute: u8) -> Option<Self> {
        if hour > 23 || minute > 59 {
            return None;
        }
        Some(Self {
            hour,
            minute,
            second: None,
        })
    }

    /// Hour, 0 to 23.
    #[must_use]
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// Minute, 0 to 59.
    #[must_use]
    pub const fn minute(self) -> u8 {
        self.minute
    }

    /// Second, 0 to 59, if the item has seconds.
    #[must_use]
    pub const fn second(self) -> Option<u8> {
        self.second
    }

    /// Seconds since midnight.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        let second = match self.second {
            Some(second) => second,
            None => 0,
        };
        (self.hour as u32)
            .wrapping_mul(3600)
            .wrapping_add((self.minute as u32).wrapping_mul(60))
            .wrapping_add(second as u32)
    }
}

/// ISO 8601: `16:28:00`, or `16:28` without seconds.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        self.second
            .map_or(Ok(()), |second| write!(f, ":{second:02}"))
    }
}

/// A day and a time, in the meter's local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct DateTime {
    /// The day.
    pub date: Date,
    /// The time of day.
    pub time: Time,
}

impl DateTime {
    /// A day and a time with seconds; `None` if there is no such moment.
    #[must_use]
    pub const fn new(
        year: u16,
        month: u8,
        day: u8,
        hour: u8,
        minute: u8,
        second: u8,
    ) -> Option<Self> {
        match (Date::new(year, month, day), Time::new(hour, minute, second)) {
            (Some(date), Some(time)) => Some(Self { date, time }),
            _ => None,
        }
    }

    /// Seconds since 2000-01-01T00:00:00, without leap seconds.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        self.date
            .days()
            .wrapping_mul(86_400)
            .wrapping_add(self.time.seconds())
    }

    /// The moment `seconds` after 2000-01-01T00:00:00; `None` after 2099.
    #[must_use]
    pub const fn from_seconds(seconds: u32) -> Option<Self> {
        let in_day = seconds % 86_400;
        let time = Time {
            hour: (in_day / 3600) as u8,
            minute: (in_day / 60 % 60) as u8,
            second: Some((in_day % 60) as u8),
        };
        match Date::from_days(seconds / 86_400) {
            Some(date) => Some(Self { date, time }),
            None => None,
        }
    }
}

/// ISO 8601: `2019-12-07T16:28:00`.
impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn every_day_of_the_century_both_ways() {
        let mut days = 0;
        let mut weekday = 6; // 2000-01-01 was a Saturday
        for year in 2000..=2099 {
            for month in 1..=12 {
                for day in 1..=31 {
                    let Some(date) = Date::new(year, month, day) else {
                        continue;
                    };
                    assert_eq!(date.days(), days, "{date}");
                    assert_eq!(Date::from_days(days), Some(date));
                    assert_eq!(date.weekday().number(), weekday);
                    days += 1;
                    weekday = (weekday + 1) % 7;
                }
            }
        }
        assert_eq!(days, 36_525);
        assert_eq!(Date::from_days(days), None);
    }

    #[test]
    fn known_moments() {
        let moment = DateTime::new(2024, 2, 29, 23, 59, 59).unwrap();
        // Unix 1709251199, less 946684800 of 2000-01-01.
        assert_eq!(moment.seconds(), 762_566_399);
        assert_eq!(
            DateTime::from_seconds(762_566_400),
            DateTime::new(2024, 3, 1, 0, 0, 0)
        );
        assert_eq!(moment.to_string(), "2024-02-29T23:59:59");
        assert_eq!(DateTime::from_seconds(u32::MAX), None);
        assert_eq!(
            DateTime::new(2099, 12, 31, 23, 59, 59).unwrap().seconds(),
            3_155_759_999
        );
        assert_eq!(Date::new(2023, 2, 29), None);
    }

    #[test]
    fn weekday_is_checked() {
        let date = Date::new(2019, 7, 6).unwrap();
        assert!(date.with_weekday(Some(6)).weekday_is_right());
        assert!(!date.with_weekday(Some(5)).weekday_is_right());
    }
}
