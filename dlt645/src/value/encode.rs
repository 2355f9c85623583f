//! One value to bytes.

use super::{Calendar, Format, Pattern, Slot, Unit, Value, calendar};
use crate::{DataId, bcd};
use core::fmt;

/// Why a value does not fit an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum EncodeValueError {
    /// The item holds another kind of value, or is encoded part by part.
    Kind,
    /// The number has another unit.
    Unit,
    /// The number is negative and the item has no sign.
    Sign,
    /// A number, day or time out of the range of its field, or a digit that the item cannot hold.
    Range,
    /// The day of the week is not that of the day.
    Weekday,
    /// The text or the bytes have another length.
    Length {
        /// Length that fits, bytes.
        expected: u16,
        /// Length given, bytes.
        found: u16,
    },
    /// Too many or too few parts.
    Parts,
    /// The output has no room for `needed` bytes.
    Full {
        /// Bytes needed.
        needed: u16,
    },
}

const _: () = assert!(size_of::<EncodeValueError>() <= 8);

impl fmt::Display for EncodeValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind => f.write_str("another kind of value than the item holds"),
            Self::Unit => f.write_str("another unit than that of the item"),
            Self::Sign => f.write_str("negative, but the item has no sign"),
            Self::Range => f.write_str("out of the range of the item"),
            Self::Weekday => f.write_str("not the day of the week of that day"),
            Self::Length { expected, found } => write!(f, "{found} bytes where {expected} fit"),
            Self::Parts => f.write_str("too many or too few parts"),
            Self::Full { needed } => write!(f, "output has no room for {needed} bytes"),
        }
    }
}

impl core::error::Error for EncodeValueError {}

/// Encodes one value into all of `out`, which has the length of `format`.
pub(crate) fn scalar(
    format: Format,
    unit: Unit,
    signed: bool,
    value: &Value<'_>,
    out: &mut [u8],
) -> Result<(), EncodeValueError> {
    match (format, value) {
        (
            Format::Number { .. } | Format::Setting { .. } | Format::Code { .. } | Format::Count,
            Value::Absent,
        )
        | (Format::Text { .. }, Value::Absent) => {
            out.fill(0xFF);
            Ok(())
        }
        (
            Format::Number { digits, scale } | Format::Setting { digits, scale },
            Value::Decimal(number),
        ) => {
            if number.unit != unit {
                return Err(EncodeValueError::Unit);
            }
            let mantissa = number.mantissa_at(scale).ok_or(EncodeValueError::Range)?;
            if mantissa < 0 && !signed {
                return Err(EncodeValueError::Sign);
            }
            put_digits(mantissa.unsigned_abs(), digits, out)?;
            if let (true, Some(top)) = (signed, out.last_mut()) {
                if *top & 0x80 != 0 {
                    return Err(EncodeValueError::Range);
                }
                *top |= u8::from(mantissa < 0) << 7;
            }
            Ok(())
        }
        (Format::Code { digits }, Value::Code(code)) => put_digits(code.number, digits, out),
        (Format::Count, Value::Decimal(number)) => {
            if number.unit != unit {
                return Err(EncodeValueError::Unit);
            }
            match (number.mantissa_at(0), out.first_mut()) {
                (Some(count @ 0..=254), Some(to)) => *to = count as u8,
                _ => return Err(EncodeValueError::Range),
            }
            Ok(())
        }
        (Format::Calendar(calendar), value) => put_calendar(calendar, value, out),
        (Format::Bits { width, .. }, Value::Bits(bits)) => {
            if bits.raw >> (width & 127) != 0 {
                return Err(EncodeValueError::Range);
            }
            for (to, from) in out.iter_mut().zip(bits.raw.to_le_bytes()) {
                *to = from;
            }
            Ok(())
        }
        (Format::Text { .. }, Value::Text(text)) => put_bytes(text.data().iter(), out),
        (Format::Id, Value::Id(id @ DataId::V2007(_))) => put_bytes(id.to_wire().into_iter(), out),
        (Format::Operator | Format::Bytes { .. } | Format::Unknown { .. }, Value::Raw(data)) => {
            put_bytes(data.iter(), out)
        }
        _ => Err(EncodeValueError::Kind),
    }
}

fn put_bytes(
    from: impl ExactSizeIterator<Item = u8>,
    out: &mut [u8],
) -> Result<(), EncodeValueError> {
    if from.len() != out.len() {
        return Err(EncodeValueError::Length {
            expected: super::at(out.len()),
            found: super::at(from.len()),
        });
    }
    for (to, from) in out.iter_mut().zip(from) {
        *to = from;
    }
    Ok(())
}

fn put_digits(number: u64, digits: u8, out: &mut [u8]) -> Result<(), EncodeValueError> {
    let mut rest = number;
    let mut left = digits;
    for to in out.iter_mut() {
        let low = rest % 10;
        rest /= 10;
        left = left.saturating_sub(1);
        let high = if left == 0 { 0 } else { rest % 10 };
        if left > 0 {
            rest /= 10;
            left -= 1;
        }
        *to = (high as u8) << 4 | low as u8;
    }
    if rest == 0 {
        Ok(())
    } else {
        Err(EncodeValueError::Range)
    }
}

fn put_calendar(
    calendar: Calendar,
    value: &Value<'_>,
    out: &mut [u8],
) -> Result<(), EncodeValueError> {
    match (calendar, value) {
        (Calendar::Time | Calendar::Minute, Value::Absent) => {
            out.fill(0xFF);
            return Ok(());
        }
        (Calendar::Time | Calendar::Minute, Value::Never) => return Err(EncodeValueError::Kind),
        (_, Value::Never) => {
            out.fill(0);
            return Ok(());
        }
        _ => {}
    }
    let mut pattern = Pattern::of(value).ok_or(EncodeValueError::Kind)?;
    let has_weekday = calendar.parts().contains(&calendar::Part::Weekday);
    if let Value::Date(date) | Value::DateTime(super::DateTime { date, .. }) = value {
        if !date.weekday_is_right() {
            return Err(EncodeValueError::Weekday);
        }
        pattern.weekday = if has_weekday {
            Slot::Is(date.weekday().number())
        } else {
            Slot::Absent
        };
    }
    if !pattern.day_exists() {
        return Err(EncodeValueError::Range);
    }
    let mut slots = [
        (calendar::Part::Second, pattern.second, 0, 59),
        (calendar::Part::Minute, pattern.minute, 0, 59),
        (calendar::Part::Hour, pattern.hour, 0, 23),
        (calendar::Part::Weekday, pattern.weekday, 0, 6),
        (calendar::Part::Day, pattern.day, 1, 31),
        (calendar::Part::Month, pattern.month, 1, 12),
        (calendar::Part::Year, pattern.year, 0, 99),
    ]
    .into_iter()
    .filter(|(_, slot, _, _)| *slot != Slot::Absent);
    // Both lists go from the second up, so they must run in step.
    for (part, to) in calendar.parts().iter().zip(out.iter_mut()) {
        let (found, slot, lowest, highest) = slots.next().ok_or(EncodeValueError::Kind)?;
        if found != *part {
            return Err(EncodeValueError::Kind);
        }
        *to = match slot {
            Slot::Is(number) if number >= lowest && number <= highest => {
                bcd::encode_byte(number).ok_or(EncodeValueError::Range)?
            }
            Slot::Any => 0x99,
            _ if *part == calendar::Part::Weekday => return Err(EncodeValueError::Weekday),
            _ => return Err(EncodeValueError::Range),
        };
    }
    if slots.next().is_some() {
        Err(EncodeValueError::Kind)
    } else {
        Ok(())
    }
}
