//! Exact numbers.

use super::{Unit, count};
use core::fmt;

/// A number as mantissa, decimal scale and unit: `mantissa / 10^scale`.
///
/// ```
/// # use dlt645::value::{Decimal, Unit};
/// let energy = Decimal::new(1_240_089, 2, Unit::KilowattHour);
/// assert_eq!(format!("{energy} {}", energy.unit), "12400.89 kWh");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Decimal {
    /// All digits as a whole number, with the sign.
    pub mantissa: i64,
    /// Digits after the point.
    pub scale: u8,
    /// Unit.
    pub unit: Unit,
}

impl Decimal {
    /// A number of `mantissa / 10^scale` in `unit`.
    #[must_use]
    pub const fn new(mantissa: i64, scale: u8, unit: Unit) -> Self {
        Self {
            mantissa,
            scale,
            unit,
        }
    }

    /// The mantissa for another scale, or `None` if a digit would be lost or it does not fit.
    #[must_use]
    pub const fn mantissa_at(&self, scale: u8) -> Option<i64> {
        let mut mantissa = self.mantissa;
        let mut own = self.scale;
        while own < scale {
            match mantissa.checked_mul(10) {
                Some(more) => mantissa = more,
                None => return None,
            }
            own += 1;
        }
        while own > scale {
            if mantissa % 10 != 0 {
                return None;
            }
            mantissa /= 10;
            own -= 1;
        }
        Some(mantissa)
    }
}

/// The digits with the point, without unit: `-0.0500`. All digits after the point are written.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // 20 digits of a u64 and a point; a scale above 18 is written with an exponent.
        let mut text = [b'0'; 21];
        let mut rest = self.mantissa.unsigned_abs();
        let (point, exponent) = if self.scale <= 18 {
            (self.scale, 0)
        } else {
            (0, self.scale)
        };
        let mut used = 0usize;
        let mut digit = 0u8;
        for slot in text.iter_mut().rev() {
            if digit > point && rest == 0 {
                break;
            }
            used = used.wrapping_add(1);
            if digit == point && point != 0 && *slot != b'.' && used == usize::from(point) + 1 {
                *slot = b'.';
                continue;
            }
            *slot = b'0' + (rest % 10) as u8;
            rest /= 10;
            digit = digit.saturating_add(1);
        }
        let text = text
            .get(text.len().saturating_sub(used)..)
            .unwrap_or_default();
        let text = core::str::from_utf8(text).unwrap_or_default();
        if exponent == 0 {
            f.pad_integral(self.mantissa >= 0, "", text)
        } else {
            let sign = if self.mantissa < 0 { "-" } else { "" };
            write!(f, "{sign}{text}e-{exponent}")
        }
    }
}

/// A number that names something. Prints all its digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Code {
    /// The number.
    pub number: u64,
    /// How many digits it has.
    pub digits: u8,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not by the formatting of u64 in core, which keeps a bounds check on small targets.
        let mut text = [b'0'; 20];
        let mut rest = self.number;
        for slot in text.iter_mut().rev() {
            *slot = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        let zeros = count(text.iter().take_while(|digit| **digit == b'0'));
        let shown = text
            .len()
            .saturating_sub(zeros)
            .max(usize::from(self.digits).clamp(1, text.len()));
        let text = text
            .get(text.len().saturating_sub(shown)..)
            .unwrap_or_default();
        f.write_str(core::str::from_utf8(text).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn prints_exactly() {
        let text = |mantissa, scale| Decimal::new(mantissa, scale, Unit::None).to_string();
        assert_eq!(text(0, 2), "0.00");
        assert_eq!(text(5, 0), "5");
        assert_eq!(text(-500, 4), "-0.0500");
        assert_eq!(text(1_240_089, 2), "12400.89");
        assert_eq!(text(-100, 2), "-1.00");
        assert_eq!(text(i64::MIN, 0), "-9223372036854775808");
        assert_eq!(text(i64::MAX, 18), "9.223372036854775807");
        assert_eq!(text(i64::MAX, 19), "9223372036854775807e-19");
        assert_eq!(
            Code {
                number: 6_605_518,
                digits: 12
            }
            .to_string(),
            "000006605518"
        );
        assert_eq!(
            Code {
                number: 6_605_518,
                digits: 2
            }
            .to_string(),
            "6605518"
        );
        assert_eq!(
            Code {
                number: 0,
                digits: 0
            }
            .to_string(),
            "0"
        );
        assert_eq!(
            Code {
                number: u64::MAX,
                digits: 255
            }
            .to_string(),
            u64::MAX.to_string()
        );
    }

    #[test]
    fn rescales_without_loss_only() {
        let number = Decimal::new(1230, 2, Unit::Volt);
        assert_eq!(number.mantissa_at(1), Some(123));
        assert_eq!(number.mantissa_at(0), None);
        assert_eq!(number.mantissa_at(4), Some(123_000));
        assert_eq!(Decimal::new(i64::MAX, 0, Unit::Volt).mantissa_at(1), None);
    }
}
