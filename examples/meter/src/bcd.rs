//! Numbers and times as wire bytes, low byte first.

use crate::clock::DAY_SECONDS;

/// Appends `value` as packed BCD of `len` bytes; digits that do not fit fall off at the high end, as in a register
/// that rolls over.
pub(crate) fn put(out: &mut Vec<u8>, value: u64, len: usize) {
    let mut rest = value;
    for _ in 0..len {
        out.push(byte(rest % 100));
        rest /= 100;
    }
}

/// Like [`put`] with the sign in the highest bit.
pub(crate) fn put_signed(out: &mut Vec<u8>, value: i64, len: usize) {
    put(out, value.unsigned_abs(), len);
    if value < 0
        && let Some(top) = out.last_mut()
    {
        *top |= 0x80;
    }
}

/// Two decimal digits as one byte.
pub(crate) fn byte(two_digits: u64) -> u8 {
    (((two_digits / 10 % 10) << 4) | (two_digits % 10)) as u8
}

/// Value of a BCD byte, `None` if a nibble is no digit.
pub(crate) fn digits(byte: u8) -> Option<i64> {
    (byte >> 4 <= 9 && byte & 15 <= 9).then(|| i64::from(byte >> 4) * 10 + i64::from(byte & 15))
}

/// Civil time of the years 2000 to 2099.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Civil {
    pub(crate) year: i64,
    pub(crate) month: i64,
    pub(crate) day: i64,
    pub(crate) hour: i64,
    pub(crate) minute: i64,
    pub(crate) second: i64,
}

const MONTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

fn days_in(year: i64, month: i64) -> i64 {
    // Every fourth year from 2000 to 2099 is a leap year.
    let days = usize::try_from(month - 1).ok().and_then(|month| MONTHS.get(month)).copied().unwrap_or(0);
    if month == 2 && year % 4 == 0 { days + 1 } else { days }
}

impl Civil {
    /// From seconds since 2000-01-01 00:00:00.
    pub(crate) fn from_seconds(seconds: i64) -> Self {
        let mut days = seconds.div_euclid(DAY_SECONDS).clamp(0, 36_524);
        let time = seconds.rem_euclid(DAY_SECONDS);
        let four = days / 1461;
        days %= 1461;
        let mut year = four * 4;
        while days >= 365 + i64::from(year % 4 == 0) {
            days -= 365 + i64::from(year % 4 == 0);
            year += 1;
        }
        let mut month = 1;
        while days >= days_in(year, month) {
            days -= days_in(year, month);
            month += 1;
        }
        Self { year, month, day: days + 1, hour: time / 3600, minute: time / 60 % 60, second: time % 60 }
    }

    /// Seconds since 2000-01-01 00:00:00; `None` if there is no such time.
    pub(crate) fn seconds(&self) -> Option<i64> {
        let Self { year, month, day, hour, minute, second } = *self;
        let date = (0..=99).contains(&year) && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        let time = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
        if !date || !time {
            return None;
        }
        let days = year * 365 + (year + 3) / 4 + (1..month).map(|month| days_in(year, month)).sum::<i64>() + day - 1;
        Some(days * DAY_SECONDS + hour * 3600 + minute * 60 + second)
    }

    /// ss mm hh DD MM YY.
    pub(crate) fn wire(&self) -> [u8; 6] {
        [self.second, self.minute, self.hour, self.day, self.month, self.year].map(|field| byte(field as u64))
    }

    /// From ss mm hh DD MM YY; `None` for what is no time.
    pub(crate) fn from_wire(wire: [u8; 6]) -> Option<Self> {
        let [second, minute, hour, day, month, year] = wire.map(digits);
        let civil = Self { year: year?, month: month?, day: day?, hour: hour?, minute: minute?, second: second? };
        civil.seconds().map(|_| civil)
    }
}

/// Day of the week of seconds since 2000-01-01 (a Saturday); 0 is Sunday.
pub(crate) fn weekday(seconds: i64) -> i64 {
    (seconds.div_euclid(DAY_SECONDS) + 6).rem_euclid(7)
}

/// ss mm hh DD MM YY of seconds since 2000-01-01.
pub(crate) fn time6(seconds: i64) -> [u8; 6] {
    Civil::from_seconds(seconds).wire()
}

/// mm hh DD MM YY of seconds since 2000-01-01.
pub(crate) fn time5(seconds: i64) -> [u8; 5] {
    let [_, rest @ ..] = time6(seconds);
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_the_century_and_back() {
        for day in 0..36_525 {
            let seconds = day * DAY_SECONDS + (day * 7919) % DAY_SECONDS;
            let civil = Civil::from_seconds(seconds);
            assert_eq!(civil.seconds(), Some(seconds));
            assert_eq!(Civil::from_wire(civil.wire()), Some(civil));
        }
        assert_eq!(time6(824_256_005), [0x05, 0x00, 0x00, 0x13, 0x02, 0x26]);
        assert_eq!(weekday(824_256_005), 5);
        assert_eq!(Civil::from_wire([0, 0, 0, 0x30, 0x02, 0x24]), None);
        assert_eq!(Civil::from_wire([0x60, 0, 0, 0x01, 0x02, 0x24]), None);
    }

    #[test]
    fn numbers_roll_over_and_carry_a_sign() {
        let mut out = Vec::new();
        put(&mut out, 1_240_089, 4);
        put_signed(&mut out, -8661, 3);
        put(&mut out, 123, 1);
        assert_eq!(out, [0x89, 0x00, 0x24, 0x01, 0x61, 0x86, 0x80, 0x23]);
    }
}
