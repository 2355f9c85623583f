//! Bytes to one value.

use super::{Bits, Code, Decimal, Format, Text, Unit, Value, ValueError, at, numbered};
use crate::{Data, DataId, bcd};

/// Decodes one value that fills `data`. A sign is read only if `signed`.
pub(crate) fn scalar<'a>(
    format: Format,
    unit: Unit,
    signed: bool,
    data: Data<'a>,
) -> Result<Value<'a>, ValueError> {
    if let Some(len) = format.byte_len()
        && len != data.len()
    {
        return Err(ValueError::Length {
            expected: at(len),
            found: at(data.len()),
        });
    }
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
            None => Err(ValueError::Length {
                expected: 4,
                found: at(data.len()),
            }),
        },
        _ => Ok(Value::Raw(data)),
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
