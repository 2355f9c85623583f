//! Bytes to one value.

use super::{Bits, Code, Decimal, Format, Text, Unit, Value, ValueError, at, numbered};
use crate::{Data, DataId, bcd};

/// Decodes one value from the front of `data`. A sign is read only if `signed`; bytes after the
/// value are left alone.
#[inline]
pub(crate) fn scalar<'a>(
    format: Format,
    unit: Unit,
    signed: bool,
    data: Data<'a>,
) -> Result<Value<'a>, ValueError> {
    // Most values are such numbers.
    if let Some(small) = Small::of(format, signed)
        && data.len() >= small.width()
        && let Some(mantissa) = small.read(data.wire_word())
    {
        return Ok(Value::Decimal(Decimal::new(mantissa, small.scale, unit)));
    }
    any_scalar(format, unit, signed, data)
}

fn any_scalar<'a>(
    format: Format,
    unit: Unit,
    signed: bool,
    data: Data<'a>,
) -> Result<Value<'a>, ValueError> {
    let data = match format.byte_len() {
        None => data,
        Some(len) => match data.split_at(len) {
            Some((own, _)) => own,
            None => return Err(short(len, data)),
        },
    };
    let absent = !data.is_empty() && data.iter().all(|byte| byte == 0xFF);
    match format {
        Format::Number { .. } | Format::Setting { .. } | Format::Code { .. } | Format::Count
            if absent =>
        {
            Ok(Value::Absent)
        }
        Format::Number { digits, scale } | Format::Setting { digits, scale } => {
            let (number, negative) = digits_of(digits, signed, data)?;
            let mantissa = i64::try_from(number).unwrap_or(i64::MAX);
            Ok(Value::Decimal(Decimal::new(
                if negative {
                    mantissa.wrapping_neg()
                } else {
                    mantissa
                },
                scale,
                unit,
            )))
        }
        Format::Code { digits } => {
            let (number, _) = digits_of(digits, false, data)?;
            Ok(Value::Code(Code { number, digits }))
        }
        Format::Count => {
            let count = data.get(0).unwrap_or_default();
            Ok(Value::Decimal(Decimal::new(i64::from(count), 0, unit)))
        }
        Format::Calendar(calendar) => calendar.decode(data),
        Format::Bits { width, map } => {
            let raw = data
                .iter()
                .rev()
                .fold(0, |raw: u128, byte| raw << 8 | u128::from(byte));
            Ok(Value::Bits(Bits { raw, width, map }))
        }
        Format::Text { .. } if absent => Ok(Value::Absent),
        Format::Text { .. } => Ok(Value::Text(Text::from_data(data))),
        Format::Id => match data.split_first_chunk::<4>() {
            Some((bytes, _)) => Ok(Value::Id(DataId::V2007(u32::from_le_bytes(bytes)))),
            None => Err(short(4, data)),
        },
        _ => Ok(Value::Raw(data)),
    }
}

/// A plain number of one to four BCD bytes with an even count of digits: what is worked out once
/// for all values of a field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Small {
    /// Digits after the point.
    pub(crate) scale: u8,
    width: u8,
    /// Its bytes in a word.
    mask: u32,
    /// Its sign in that word, 0 if it has none.
    sign: u32,
}

impl Small {
    /// `None` for other formats.
    #[inline]
    pub(crate) const fn of(format: Format, signed: bool) -> Option<Self> {
        let (Format::Number { digits, scale } | Format::Setting { digits, scale }) = format else {
            return None;
        };
        let mask = match digits {
            8 => u32::MAX,
            6 => 0x00FF_FFFF,
            4 => 0xFFFF,
            2 => 0xFF,
            _ => return None,
        };
        // The top bit of the mask alone.
        let sign = if signed { mask ^ mask >> 1 } else { 0 };
        let width = digits / 2;
        Some(Self {
            scale,
            width,
            mask,
            sign,
        })
    }

    /// Its value at the front of a word of wire bytes. `None` for what is no number, "not
    /// available" among it: the slow way says what it is.
    #[inline]
    pub(crate) const fn read(self, wire: u32) -> Option<i64> {
        let wire = (wire & self.mask) as u64;
        // Taken off the word, not off each byte: it is the same where no byte is below 33, as in
        // all numbers. A byte that is below it borrows, which leaves a nibble above 9.
        let word = wire.wrapping_sub((0x3333_3333 & self.mask) as u64);
        let sign = word & self.sign as u64;
        let digits = word ^ sign;
        if (digits ^ digits.wrapping_add(0x6666_6666)) & 0x1_1111_1110 != 0 {
            return None;
        }
        let number = bcd::from_digits(digits as u32) as i64;
        Some(if sign == 0 {
            number
        } else {
            number.wrapping_neg()
        })
    }

    /// Its bytes.
    #[inline]
    pub(crate) const fn width(self) -> usize {
        self.width as usize
    }
}

/// `data` have fewer bytes than `len`.
pub(crate) fn short(len: usize, data: Data<'_>) -> ValueError {
    ValueError::Short {
        found: at(data.len()),
        missing: at(len.saturating_sub(data.len())),
    }
}

/// Packed BCD of at most 8 bytes, low byte first; the top bit is the sign if `signed`.
fn digits_of(digits: u8, signed: bool, data: Data<'_>) -> Result<(u64, bool), ValueError> {
    let mut bytes = [0u8; 8];
    let mut top = 0u8;
    let last = data.len().saturating_sub(1);
    for (index, (to, from)) in numbered(bytes.iter_mut().zip(data.iter())) {
        *to = if signed && index == last {
            from & 0x7F
        } else {
            from
        };
        top = from;
    }
    let number = bcd::decode(bytes).map_err(|bcd::BcdError { at, found }| {
        let byte = if usize::from(at) == last { top } else { found };
        ValueError::NotBcd {
            at: at.into(),
            byte,
        }
    })?;
    if digits % 2 == 1 && top >> 4 != 0 {
        return Err(ValueError::OutOfRange {
            at: at(last),
            byte: top,
        });
    }
    Ok((number, signed && top & 0x80 != 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    /// The quick way gives the slow one's number, whatever each byte is and whatever comes after,
    /// and gives one for every number that is not negative.
    #[test]
    fn the_quick_way_agrees_with_the_slow_one() {
        let others = [0x00, 0x12, 0x79, 0x99, 0x0A, 0xA0, 0xFF];
        for (digits, signed) in [2, 4, 6, 8]
            .into_iter()
            .flat_map(|n| [(n, false), (n, true)])
        {
            let format = Format::Number { digits, scale: 0 };
            let small = Small::of(format, signed).unwrap();
            let width = small.width();
            for (place, other) in (0..width).flat_map(|at| others.map(|other| (at, other))) {
                for byte in 0..=0xFFu8 {
                    let mut plain: Vec<u8> = [other].repeat(width);
                    plain[place] = byte;
                    let mut wire: Vec<u8> = plain.iter().map(|b| b.wrapping_add(0x33)).collect();
                    let slow = digits_of(digits, signed, Data::from_wire(&wire)).ok();
                    let slow = slow.map(|(number, negative)| {
                        let number = i64::try_from(number).unwrap();
                        if negative { -number } else { number }
                    });
                    for after in [&[][..], &[0x33], &[0xFF; 4], &[0x00; 4]] {
                        wire.truncate(width);
                        wire.extend_from_slice(after);
                        let quick = small.read(Data::from_wire(&wire).wire_word());
                        assert!(
                            quick.is_none() || quick == slow,
                            "{plain:02x?} {quick:?} {slow:?}"
                        );
                        if slow.is_some_and(|number| number >= 0) && plain[width - 1] < 0x80 {
                            assert_eq!(quick, slow, "{plain:02x?}");
                        }
                    }
                }
            }
        }
    }
}
