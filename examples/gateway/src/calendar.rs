//! Seconds since 2000-01-01 and the six BCD bytes ss mm hh DD MM YY of the wire, both in local
//! time.

use timesync::Civil;

/// Seconds from 2000-01-01 to 2100-01-01.
const CENTURY: i64 = 36_525 * 86_400;

/// ss mm hh DD MM YY; times from 2100 on wrap to 2000.
#[must_use]
pub fn to_bcd(seconds: u32) -> [u8; 6] {
    let civil = Civil::from_secs(i64::from(seconds) % CENTURY);
    let ([year, month, day, _], [hour, minute, second]) =
        civil.map_or(([0; 4], [0; 3]), Civil::to_bcd);
    [second, minute, hour, day, month, year]
}

/// Reads ss mm hh DD MM YY; `None` if this is no date.
#[must_use]
pub fn from_bcd(bcd: [u8; 6]) -> Option<u32> {
    let digits =
        |byte: u8| (byte >> 4 < 10 && byte & 15 < 10).then_some((byte >> 4) * 10 + (byte & 15));
    let [ss, mm, hh, day, month, year] = bcd.map(digits);
    let civil = Civil::new(year?, month?, day?, hh?, mm?, ss?).ok()?;
    u32::try_from(civil.to_secs()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_dates() {
        assert_eq!(to_bcd(0), [0, 0, 0, 1, 1, 0]);
        assert_eq!(
            from_bcd([0x30, 0x15, 0x07, 0x12, 0x09, 0x25]),
            Some(810_976_530)
        );
        assert_eq!(to_bcd(810_976_530), [0x30, 0x15, 0x07, 0x12, 0x09, 0x25]);
        assert_eq!(from_bcd([0, 0, 0, 0x29, 0x02, 0x25]), None);
        assert_eq!(from_bcd([0x60, 0, 0, 1, 1, 0]), None);
        assert_eq!(from_bcd([0x0A, 0, 0, 1, 1, 0]), None);
    }

    #[test]
    fn every_day_survives() {
        for day in 0..36_525 {
            let at = day * 86_400 + 86_399;
            assert_eq!(from_bcd(to_bcd(at)), Some(at));
        }
    }
}
