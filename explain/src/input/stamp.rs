//! Time stamps that logs write beside bytes.
//!
//! Dates in the order of any country, months as names or in Chinese, times of day with and without
//! a date, seconds and milliseconds since 1970: what is found is no byte of the line.

use super::plain::TEXT;
use std::fmt;
use std::ops::Range;

/// When a frame passed, as far as the log says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// Microseconds: since 1970 with `zone` day or UTC, since midnight or since the start of the
    /// log otherwise.
    pub micros: i64,
    /// What it is counted from.
    pub scale: Scale,
    /// Digits of the fraction that the log has, 0 to 6.
    pub digits: u8,
}

/// What a [`Time`] is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// A date and time of day of an unknown zone.
    Local,
    /// Universal time, as in packet captures.
    Utc,
    /// A time of day without a date.
    Day,
    /// Seconds since the start of a recording.
    Start,
}

impl Time {
    /// Time from another one to this, µs, where they can be compared.
    #[must_use]
    pub fn since(self, earlier: Self) -> Option<i64> {
        let span = self.micros.checked_sub(earlier.micros)?;
        match self.scale == earlier.scale {
            // Midnight passed.
            true if self.scale == Scale::Day && span < -DAY / 2 => Some(span + DAY),
            true => Some(span),
            false => None,
        }
    }
}

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.micros.div_euclid(SECOND);
        let fraction = self.micros.rem_euclid(SECOND);
        match self.scale {
            Scale::Start => write!(f, "{seconds}")?,
            Scale::Day => clock(f, seconds.rem_euclid(86_400))?,
            Scale::Local | Scale::Utc => {
                let (year, month, day) = civil(seconds.div_euclid(86_400));
                write!(f, "{year:04}-{month:02}-{day:02}T")?;
                clock(f, seconds.rem_euclid(86_400))?;
            }
        }
        if self.digits > 0 {
            let cut = 10i64.pow(6 - u32::from(self.digits.min(6)));
            write!(
                f,
                ".{:0width$}",
                fraction / cut,
                width = usize::from(self.digits.min(6))
            )?;
        }
        match self.scale {
            Scale::Utc => f.write_str("Z"),
            _ => Ok(()),
        }
    }
}

fn clock(f: &mut fmt::Formatter<'_>, second: i64) -> fmt::Result {
    write!(
        f,
        "{:02}:{:02}:{:02}",
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

/// Year, month and day of a day number since 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    // Years that begin in March put the leap day last; 146 097 days are 400 years.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// Day number since 1970-01-01.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Reads digits from `at`; their number and where they end.
fn number(bytes: &[u8], at: usize, most: usize) -> Option<(i64, usize)> {
    let mut end = at;
    let mut value = 0i64;
    while let Some(digit) = bytes.get(end).filter(|byte| byte.is_ascii_digit()) {
        if end - at == most {
            return None;
        }
        value = value * 10 + i64::from(digit - b'0');
        end += 1;
    }
    (end > at).then_some((value, end))
}

/// The fraction after `.`, `,` or (three digits) `:`.
fn fraction(bytes: &[u8], at: usize) -> (i64, u8, usize) {
    let mark = bytes.get(at);
    if !matches!(mark, Some(b'.' | b',' | b':')) {
        return (0, 0, at);
    }
    let digits = bytes
        .get(at + 1..)
        .unwrap_or_default()
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let fits = match mark {
        Some(b'.') => (1..=9).contains(&digits),
        // 12:34:56,789 and 12:34:56:789, but not 12:34:56,68 AA.
        _ => digits == 3 || (mark == Some(&b',') && digits == 6),
    };
    if !fits {
        return (0, 0, at);
    }
    let mut micros = 0;
    for index in 0..6 {
        let digit = match bytes.get(at + 1 + index) {
            Some(digit) if index < digits => i64::from(digit - b'0'),
            _ => 0,
        };
        micros = micros * 10 + digit;
    }
    (micros, digits.min(6) as u8, at + 1 + digits)
}

/// A time of day at `at`: µs since midnight, digits of the fraction, end.
fn day_time(bytes: &[u8], at: usize) -> Option<(i64, u8, usize)> {
    let (hour, next) = number(bytes, at, 2)?;
    // 10:11:12, or 10时11分12秒.
    let mark = *bytes
        .get(next)
        .filter(|mark| matches!(**mark, b':' | TEXT))?;
    let colon = |at: usize| (bytes.get(at) == Some(&mark)).then_some(at + 1);
    let (minute, next) = number(bytes, colon(next)?, 2)?;
    let (second, next) = number(bytes, colon(next)?, 2)?;
    let next = if mark == TEXT { colon(next)? } else { next };
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let (micros, digits, end) = fraction(bytes, next);
    // 3/5/2024 10:11:12 PM.
    let (hour, end) = match bytes.get(end..end + 3) {
        Some([b' ', half @ (b'A' | b'P' | b'a' | b'p'), b'M' | b'm'])
            if (1..=12).contains(&hour) =>
        {
            (
                hour % 12 + 12 * i64::from(half.eq_ignore_ascii_case(&b'p')),
                end + 3,
            )
        }
        _ => (hour, end),
    };
    // 12:34:56:78:… are bytes.
    let open = bytes
        .get(end)
        .is_some_and(|byte| *byte == b':' && end == next)
        && bytes.get(end + 1).is_some_and(u8::is_ascii_hexdigit)
        && bytes.get(end + 2).is_some_and(u8::is_ascii_hexdigit);
    let glued = bytes.get(end).is_some_and(|byte| byte.is_ascii_hexdigit());
    (!open && !glued).then_some((
        (hour * 3600 + minute * 60 + second) * SECOND + micros,
        digits,
        end,
    ))
}

/// A date at `at`: day number since 1970 and end.
fn date(bytes: &[u8], at: usize) -> Option<(i64, usize)> {
    let (first, next) = number(bytes, at, 4)?;
    let mark = *bytes.get(next)?;
    // 2024年3月5日; 05-Mar-2024 and 05/Mar/2024.
    if mark == TEXT && next - at == 4 {
        let (month, after) = number(bytes, next + 1, 2)?;
        let (day, end) = number(bytes, after + 1, 2)?;
        let chinese = bytes.get(after) == Some(&TEXT) && bytes.get(end) == Some(&TEXT);
        return chinese.then_some((valid_day(first, month, day)?, end + 1));
    }
    if let Some(month) = month_name(bytes, next + 1) {
        let (year, end) = number(bytes, next + 5, 4)?;
        let same = bytes.get(next + 4) == Some(&mark) && matches!(mark, b'-' | b'/' | b' ');
        return same.then_some((valid_day(year, month, first)?, end));
    }
    if !matches!(mark, b'-' | b'/' | b'.') {
        return None;
    }
    let (second, after) = number(bytes, next + 1, 2)?;
    if bytes.get(after) != Some(&mark) {
        return None;
    }
    let (third, end) = number(bytes, after + 1, 4)?;
    let (year, month, day) = match (next - at, end - after - 1) {
        (4, 1 | 2) => (first, second, third),
        // Day or month first: only a day above 12 settles it, month first is taken where it does
        // not.
        (1 | 2, 4) if first > 12 => (third, second, first),
        (1 | 2, 4) => (third, first, second),
        _ => return None,
    };
    Some((valid_day(year, month, day)?, end))
}

/// Day number of a date that there is.
fn valid_day(year: i64, month: i64, day: i64) -> Option<i64> {
    let fits = (1970..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then(|| days(year, month, day))
}

/// The month whose English name begins at `at`.
fn month_name(bytes: &[u8], at: usize) -> Option<i64> {
    const NAMES: &[u8] = b"janfebmaraprmayjunjulaugsepoctnovdec";
    let name = bytes.get(at..at + 3)?.to_ascii_lowercase();
    let index = NAMES.chunks(3).position(|known| known == name.as_slice())?;
    Some(index as i64 + 1)
}

/// Whether a line of digits and blanks begins with a time.
pub(super) fn leads(line: &[u8]) -> bool {
    line.starts_with(b"20")
        && matches!(
            (line.get(8), line.get(14)),
            (Some(b' '), _) | (Some(b'0'..=b'9'), Some(b' '))
        )
        && compact(line, 0).is_some()
}

/// `20240305101112`, `20240305101112345`, `20240305 101112.345`: digits alone, with a frame after
/// them.
fn compact(bytes: &[u8], at: usize) -> Option<(Time, usize)> {
    let (day, next) = number(bytes, at, 17)?;
    let mut millis = None;
    let (day, clock, end) = match next - at {
        17 => {
            millis = Some(day % 1000);
            (day / 1_000_000_000, day / 1000 % 1_000_000, next)
        }
        14 => (day / 1_000_000, day % 1_000_000, next),
        8 if matches!(bytes.get(next), Some(b' ' | b'_' | b'T' | b'-')) => {
            let (clock, end) = number(bytes, next + 1, 6)?;
            (end - next == 7).then_some((day, clock, end))?
        }
        _ => return None,
    };
    let day = valid_day(day / 10_000, day / 100 % 100, day % 100)?;
    let (hour, minute, second) = (clock / 10_000, clock / 100 % 100, clock % 100);
    let (micros, digits, end) = match millis {
        Some(millis) => (millis * 1000, 3, end),
        None => fraction(bytes, end),
    };
    let utc = matches!(bytes.get(end), Some(b'Z'));
    let end = end + usize::from(utc);
    let rest = bytes.get(end..).unwrap_or_default();
    let frame = rest.iter().filter(|byte| byte.is_ascii_hexdigit()).count() >= 16;
    let apart = !rest.first().is_some_and(u8::is_ascii_alphanumeric);
    let fits = hour < 24 && minute < 60 && second < 60 && frame && apart;
    fits.then_some((
        Time {
            micros: day * DAY + (hour * 3600 + minute * 60 + second) * SECOND + micros,
            scale: if utc { Scale::Utc } else { Scale::Local },
            digits,
        },
        end,
    ))
}

impl Time {
    /// The same in the afternoon, where the clock has twelve hours.
    pub(super) fn afternoon(self) -> Self {
        let morning = self.micros.rem_euclid(DAY) < DAY / 2;
        Self {
            micros: self.micros + if morning { DAY / 2 } else { 0 },
            ..self
        }
    }
}

/// The first time stamp of a plain line and where it is.
pub(super) fn find(bytes: &[u8]) -> Option<(Time, Range<usize>)> {
    let mut at = 0;
    while at < bytes.len() {
        // After `"ts":`, but not inside of 68:45:06.
        let fresh = match bytes.get(..at).unwrap_or_default() {
            [.., before, b':'] => !before.is_ascii_hexdigit(),
            [.., before] => !(before.is_ascii_alphanumeric() || matches!(before, b'-' | b'.')),
            [] => true,
        };
        if fresh
            && bytes.get(at).is_some_and(u8::is_ascii_digit)
            && let Some((time, end)) = whole(bytes, at)
        {
            return Some((time, at..end));
        }
        at += 1;
    }
    None
}

/// A time stamp that begins at `at`.
fn whole(bytes: &[u8], at: usize) -> Option<(Time, usize)> {
    if let Some((day, end)) = date(bytes, at) {
        // The time of day after the date: a blank, `T`, or both a comma and a blank between them.
        let gap = bytes
            .get(end..)
            .unwrap_or_default()
            .iter()
            .take(3)
            .take_while(|byte| matches!(byte, b' ' | b'T' | b't' | b'_' | b',' | b'-' | b':'))
            .count();
        // 2024/3/5 上午 10:11:12; which half of the day it is says the caller.
        let half = bytes.get(end + gap..end + gap + 2) == Some(&[TEXT; 2]);
        let blank = half && bytes.get(end + gap + 2) == Some(&b' ');
        let gap = gap + 2 * usize::from(half) + usize::from(blank);
        if let Some((micros, digits, mut end)) = day_time(bytes, end + gap) {
            let utc = matches!(bytes.get(end), Some(b'Z' | b'z'));
            if utc {
                end += 1;
            } else if matches!(bytes.get(end), Some(b'+' | b'-'))
                && let Some((_, next)) = number(bytes, end + 1, 4)
            {
                end = next;
                if bytes.get(end) == Some(&b':')
                    && let Some((_, next)) = number(bytes, end + 1, 2)
                {
                    end = next;
                }
            }
            let scale = if utc { Scale::Utc } else { Scale::Local };
            let micros = day * DAY + micros;
            return Some((
                Time {
                    micros,
                    scale,
                    digits,
                },
                end,
            ));
        }
        let micros = day * DAY;
        let scale = Scale::Local;
        return Some((
            Time {
                micros,
                scale,
                digits: 0,
            },
            end,
        ));
    }
    if let Some((micros, digits, end)) = day_time(bytes, at) {
        return Some((
            Time {
                micros,
                scale: Scale::Day,
                digits,
            },
            end,
        ));
    }
    compact(bytes, at).or_else(|| epoch(bytes, at))
}

/// Seconds since 1970 with a fraction, as loggers and candump write them; milliseconds, or seconds
/// under a name that says so.
fn epoch(bytes: &[u8], at: usize) -> Option<(Time, usize)> {
    let (count, end) = number(bytes, at, 13)?;
    let before = bytes
        .get(at.saturating_sub(8)..at)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let named = before.windows(2).any(|word| matches!(word, b"ts" | b"me"));
    let apart = !bytes
        .get(end)
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'.');
    // From 2001 on.
    let (micros, digits) = match end - at {
        13 if (1_000_000_000_000..4_000_000_000_000).contains(&count) => (count * 1000, 3),
        10 if named && (1_000_000_000..4_000_000_000).contains(&count) => (count * SECOND, 0),
        _ => (0, 0),
    };
    if micros > 0 && apart {
        let scale = Scale::Utc;
        return Some((
            Time {
                micros,
                scale,
                digits,
            },
            end,
        ));
    }
    let (seconds, next) = number(bytes, at, 10)?;
    if next - at != 10 || bytes.get(next) != Some(&b'.') {
        return None;
    }
    let (micros, digits, end) = fraction(bytes, next);
    (digits >= 3).then_some((
        Time {
            micros: seconds * SECOND + micros,
            scale: Scale::Utc,
            digits,
        },
        end,
    ))
}

/// A decimal number of seconds, as logic analysers write it.
pub(super) fn seconds(text: &str) -> Option<Time> {
    let value: f64 = text.trim().parse().ok()?;
    if !value.is_finite() || value.abs() > 1e10 {
        return None;
    }
    Some(Time {
        micros: (value * 1e6).round() as i64,
        scale: Scale::Start,
        digits: 6,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(String, &str)> {
        let (time, range) = find(text.as_bytes())?;
        Some((time.to_string(), &text[range]))
    }

    #[test]
    fn time_stamps_of_logs() {
        for (line, time, place) in [
            (
                "[2024-01-01 12:00:00.123] RX",
                "2024-01-01T12:00:00.123",
                "2024-01-01 12:00:00.123",
            ),
            (
                "2024/02/29T23:59:59,7 x",
                "2024-02-29T23:59:59",
                "2024/02/29T23:59:59",
            ),
            ("12:00:00:123 TX", "12:00:00.123", "12:00:00:123"),
            ("9:05:07 TX", "09:05:07", "9:05:07"),
            (
                "2024-01-01T12:00:00.123456Z x",
                "2024-01-01T12:00:00.123456Z",
                "2024-01-01T12:00:00.123456Z",
            ),
            (
                "13/10/2023 01:02:03 x",
                "2023-10-13T01:02:03",
                "13/10/2023 01:02:03",
            ),
            (
                "2024\u{1}3\u{1}5\u{1} 9:11:12 x",
                "2024-03-05T09:11:12",
                "2024\u{1}3\u{1}5\u{1} 9:11:12",
            ),
            (
                "05-Mar-2024 10:11:12.345 x",
                "2024-03-05T10:11:12.345",
                "05-Mar-2024 10:11:12.345",
            ),
            (
                "05/mar/2024:10:11:12 +0800 x",
                "2024-03-05T10:11:12",
                "05/mar/2024:10:11:12",
            ),
            (
                "3/5/2024 10:11:12 PM x",
                "2024-03-05T22:11:12",
                "3/5/2024 10:11:12 PM",
            ),
            (
                "20240305 101112.345 6845060811222068",
                "2024-03-05T10:11:12.345",
                "20240305 101112.345",
            ),
            (
                "20240305101112 68 45 06 08 11 22 20 68",
                "2024-03-05T10:11:12",
                "20240305101112",
            ),
            (
                "20240305101112345,6845060811222068",
                "2024-03-05T10:11:12.345",
                "20240305101112345",
            ),
            (
                "1709633472345 rx",
                "2024-03-05T10:11:12.345Z",
                "1709633472345",
            ),
            ("ts=1709633472 rx", "2024-03-05T10:11:12Z", "1709633472"),
            (
                "(1436509052.249713) can0",
                "2015-07-10T06:17:32.249713Z",
                "1436509052.249713",
            ),
        ] {
            assert_eq!(told(line), Some((time.to_owned(), place)), "{line}");
        }
        for line in [
            "68:45:06:08:11:22:20:68",
            "11:22:33:44:55",
            "68 45 06 08",
            "FE-FE-FE-68",
            "112233445566",
            "20240305101112",
            "1709633472 rx",
        ] {
            assert_eq!(told(line), None, "{line}");
        }
    }

    #[test]
    fn spans_pass_midnight() {
        let at = |text: &str| find(text.as_bytes()).unwrap().0;
        assert_eq!(at("00:00:00.100").since(at("23:59:59.900")), Some(200_000));
        assert_eq!(at("12:00:00").since(at("2024-01-01 12:00:00")), None);
    }
}
