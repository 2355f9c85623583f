//! Numbers and times as wire bytes, low byte first.

use crate::clock::DAY_SECONDS;
use dlt645::value::DateTime;

/// Appends `value` as packed BCD of `len` bytes; digits that do not fit fall off at the high end,
/// as in a register that rolls over.
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

/// Last second of 2099.
const LAST: i64 = 36_525 * DAY_SECONDS - 1;

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

impl Civil {
    /// From seconds since 2000-01-01 00:00:00; what is out of the century is its first or last
    /// second.
    pub(crate) fn from_seconds(seconds: i64) -> Self {
        let seconds = u32::try_from(seconds.clamp(0, LAST)).unwrap_or_default();
        let Some(DateTime { date, time }) = DateTime::from_seconds(seconds) else {
            return Self {
                year: 0,
                month: 1,
                day: 1,
                hour: 0,
                minute: 0,
                second: 0,
            };
        };
        Self {
            year: i64::from(date.year()) - 2000,
            month: date.month().into(),
            day: date.day().into(),
            hour: time.hour().into(),
            minute: time.minute().into(),
            second: time.second().unwrap_or(0).into(),
        }
    }

    /// Seconds since 2000-01-01 00:00:00; `None` if there is no such time.
    pub(crate) fn seconds(&self) -> Option<i64> {
        let Self {
            year,
            month,
            day,
            hour,
            minute,
            second,
        } = *self;
        let [month, day, hour, minute, second] =
            [month, day, hour, minute, second].map(|field| u8::try_from(field).ok());
        let year = u16::try_from(year.checked_add(2000)?).ok()?;
        DateTime::new(year, month?, day?, hour?, minute?, second?).map(|time| time.seconds().into())
    }

    /// ss mm hh DD MM YY.
    pub(crate) fn wire(&self) -> [u8; 6] {
        [
            self.second,
            self.minute,
            self.hour,
            self.day,
            self.month,
            self.year,
        ]
        .map(|field| byte(field as u64))
    }

    /// From ss mm hh DD MM YY; `None` for what is no time.
    pub(crate) fn from_wire(wire: [u8; 6]) -> Option<Self> {
        let [second, minute, hour, day, month, year] = wire.map(digits);
        let civil = Self {
            year: year?,
            month: month?,
            day: day?,
            hour: hour?,
            minute: minute?,
            second: second?,
        };
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
