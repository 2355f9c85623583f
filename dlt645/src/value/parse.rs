//! Values from text, the way back from `Display`.

use super::{Code, Date, DateTime, Time, Unit};
use core::fmt;
use core::str::FromStr;

/// The text is no day, time, number or unit in the form in which they print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ParseValueError {
    /// Not `2026-01-31`, or no such day.
    Date,
    /// Not `12:30` or `12:30:05`, or no such time.
    Time,
    /// Not `2026-01-31T12:30:05`.
    DateTime,
    /// Not one to nineteen decimal digits.
    Code,
    /// No unit has this symbol.
    Unit,
}

const _: () = assert!(size_of::<ParseValueError>() <= 8);

impl fmt::Display for ParseValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Date => "not a day such as 2026-01-31",
            Self::Time => "not a time such as 12:30:05",
            Self::DateTime => "not a day and time such as 2026-01-31T12:30:05",
            Self::Code => "not one to nineteen decimal digits",
            Self::Unit => "not the symbol of a unit",
        })
    }
}

impl core::error::Error for ParseValueError {}

/// `2026-01-31`; the day of the week is left open.
impl FromStr for Date {
    type Err = ParseValueError;

    fn from_str(text: &str) -> Result<Self, ParseValueError> {
        date(text.as_bytes()).ok_or(ParseValueError::Date)
    }
}

/// `12:30`, or `12:30:05` with seconds.
impl FromStr for Time {
    type Err = ParseValueError;

    fn from_str(text: &str) -> Result<Self, ParseValueError> {
        time(text.as_bytes()).ok_or(ParseValueError::Time)
    }
}

/// `2026-01-31T12:30:05`, with or without seconds; a blank may stand for the T.
impl FromStr for DateTime {
    type Err = ParseValueError;

    fn from_str(text: &str) -> Result<Self, ParseValueError> {
        let moment = |text: &[u8]| {
            let (day, rest) = text.split_first_chunk::<10>()?;
            let ([b'T' | b' '], clock) = rest.split_first_chunk::<1>()? else {
                return None;
            };
            Some(Self {
                date: date(day)?,
                time: time(clock)?,
            })
        };
        moment(text.as_bytes()).ok_or(ParseValueError::DateTime)
    }
}

/// All its digits; leading zeros count.
impl FromStr for Code {
    type Err = ParseValueError;

    fn from_str(text: &str) -> Result<Self, ParseValueError> {
        let digits = u8::try_from(text.len())
            .ok()
            .filter(|digits| (1..=19).contains(digits));
        let number = text.bytes().try_fold(0u64, |number, c| {
            // Nineteen digits stay below 2^64.
            c.is_ascii_digit()
                .then(|| number.wrapping_mul(10).wrapping_add(u64::from(c & 15)))
        });
        match (digits, number) {
            (Some(digits), Some(number)) => Ok(Self { number, digits }),
            _ => Err(ParseValueError::Code),
        }
    }
}

/// Its symbol; nothing is [`Unit::None`].
impl FromStr for Unit {
    type Err = ParseValueError;

    fn from_str(text: &str) -> Result<Self, ParseValueError> {
        Self::from_symbol(text).ok_or(ParseValueError::Unit)
    }
}

fn date(text: &[u8]) -> Option<Date> {
    let [b'2', b'0', y1, y0, b'-', m1, m0, b'-', d1, d0] = *text else {
        return None;
    };
    Date::from_two_digits(two(y1, y0)?, two(m1, m0)?, two(d1, d0)?)
}

fn time(text: &[u8]) -> Option<Time> {
    match *text {
        [h1, h0, b':', m1, m0] => Time::from_minutes(two(h1, h0)?, two(m1, m0)?),
        [h1, h0, b':', m1, m0, b':', s1, s0] => Time::new(two(h1, h0)?, two(m1, m0)?, two(s1, s0)?),
        _ => None,
    }
}

fn two(tens: u8, ones: u8) -> Option<u8> {
    let digits = tens.is_ascii_digit() && ones.is_ascii_digit();
    digits.then(|| (tens & 15).wrapping_mul(10).wrapping_add(ones & 15))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn what_is_printed_parses_back() {
        for days in (0..36_525).step_by(17) {
            let date = Date::from_days(days).unwrap();
            assert_eq!(date.to_string().parse(), Ok(date));
        }
        let moment = DateTime::new(2024, 2, 29, 23, 59, 58).unwrap();
        assert_eq!(moment.to_string().parse(), Ok(moment));
        assert_eq!("2024-02-29 23:59:58".parse(), Ok(moment));
        let minutes = Time::from_minutes(7, 5).unwrap();
        assert_eq!(
            (minutes.to_string().parse(), "07:05:00".parse()),
            (Ok(minutes), Ok(Time::new(7, 5, 0).unwrap()))
        );
        let code = Code {
            number: 6_605_518,
            digits: 12,
        };
        assert_eq!(code.to_string().parse(), Ok(code));
        assert_eq!(
            "9999999999999999999".parse(),
            Ok(Code {
                number: 9_999_999_999_999_999_999,
                digits: 19
            })
        );
        assert_eq!(
            ["kWh", "", "imp/kvarh"].map(str::parse),
            [Unit::KilowattHour, Unit::None, Unit::ImpulsePerKilovarHour].map(Ok)
        );
    }

    #[test]
    fn what_does_not_exist_is_refused() {
        for wrong in [
            "2023-02-29",
            "2024-13-01",
            "1999-01-01",
            "2024-1-1",
            "2024-01-01 ",
            "20a4-01-01",
            "99-99",
        ] {
            assert_eq!(wrong.parse::<Date>(), Err(ParseValueError::Date), "{wrong}");
        }
        for wrong in ["24:00", "99:00:00", "12:60", "12", "12:00:60", "1:00"] {
            assert_eq!(wrong.parse::<Time>(), Err(ParseValueError::Time), "{wrong}");
        }
        for wrong in [
            "2024-02-29",
            "2024-02-29T",
            "2024-02-29x12:00",
            "2024-02-29T12:00Z",
        ] {
            assert_eq!(
                wrong.parse::<DateTime>(),
                Err(ParseValueError::DateTime),
                "{wrong}"
            );
        }
        for wrong in ["", "1a", "-1", "12345678901234567890"] {
            assert_eq!(wrong.parse::<Code>(), Err(ParseValueError::Code), "{wrong}");
        }
        assert_eq!("kwh".parse::<Unit>(), Err(ParseValueError::Unit));
    }
}
