//! Values as people write them, to bytes: the way back from `Display`.

use super::Item;
use crate::value::{Bits, Code, Date, Decimal, EncodeValueError, Format, Value, at};
use core::fmt;

impl Item {
    /// Encodes a value from text to the front of `out`, without the 0x33 offset and without the
    /// identifier.
    ///
    /// | format | text |
    /// | --- | --- |
    /// | number | `12400.89`, `-0.5`, or `not available` |
    /// | date, time | the digits of the format with any marks between them: `2026-01-31`, `12:30:05`, `2026-01-31T12:30`, with `**` for an open part, or `never`; the day of the week is worked out |
    /// | code | its digits: `000012345678` |
    /// | bit set | `0x0050`, highest bit first, or the names of its states in either language separated by commas, or `none` |
    /// | text | at most as many ASCII characters as fit |
    /// | identifier, operator code | eight hexadecimal digits, highest byte first |
    /// | raw bytes, blocks and records | hexadecimal in wire order |
    ///
    /// ```
    /// # use dlt645::{DataId, item};
    /// let item = item::lookup(DataId::V2007(0x0001_0000)).unwrap();
    /// assert_eq!(item.encode_text("12400.89", &mut [0; 4]).unwrap(), [0x89, 0x00, 0x24, 0x01]);
    /// ```
    ///
    /// # Errors
    /// [`TextError`] says what is wrong with the text, or why the value does not fit the item.
    pub fn encode_text<'o>(
        &self,
        text: &str,
        out: &'o mut [u8],
    ) -> Result<&'o mut [u8], TextError> {
        let text = text.trim();
        if self.has_parts() {
            return hex_wire(text, None, out);
        }
        let without = match text {
            "never" => Some(Value::Never),
            "not available" => Some(Value::Absent),
            _ => None,
        };
        match self.format {
            Format::Number { .. }
            | Format::Setting { .. }
            | Format::Count
            | Format::Code { .. }
            | Format::Calendar(_)
                if without.is_some() =>
            {
                let value = without.unwrap_or(Value::Absent);
                self.encode(&value, out).map_err(TextError::Value)
            }
            Format::Number { .. } | Format::Setting { .. } | Format::Count => {
                let (mantissa, scale) = decimal(text)?;
                let value = Value::Decimal(Decimal::new(mantissa, scale, self.unit));
                self.encode(&value, out).map_err(TextError::Value)
            }
            Format::Code { digits } => {
                let (number, 0) = decimal(text)? else {
                    return Err(TextError::NotANumber);
                };
                let number = u64::try_from(number).map_err(|_| TextError::NotANumber)?;
                self.encode(&Value::Code(Code { number, digits }), out)
                    .map_err(TextError::Value)
            }
            Format::Calendar(calendar) => {
                let out = room(calendar.len(), out)?;
                calendar_digits(calendar.letters(), text, out)?;
                Ok(out)
            }
            Format::Bits { width, map } => {
                let raw = bits(width, map, text)?;
                self.encode(&Value::Bits(Bits { raw, width, map }), out)
                    .map_err(TextError::Value)
            }
            Format::Text { len } => characters(text, usize::from(len), out),
            Format::Id | Format::Operator => {
                let number = u32::from_str_radix(text, 16).map_err(|_| TextError::NotHex)?;
                let (4..=8) = text.len() else {
                    return Err(TextError::NotHex);
                };
                let out = room(4, out)?;
                for (to, from) in out.iter_mut().zip(number.to_le_bytes()) {
                    *to = from;
                }
                Ok(out)
            }
            format => hex_wire(text, format.byte_len(), out),
        }
    }
}

fn room(len: usize, out: &mut [u8]) -> Result<&mut [u8], TextError> {
    out.get_mut(..len)
        .ok_or(TextError::Value(EncodeValueError::Full { needed: at(len) }))
}

/// `Iterator::count` checks for overflow where the caller does; this one cannot.
fn count(bytes: impl Iterator<Item = u8>) -> usize {
    bytes.fold(0usize, |count, _| count.saturating_add(1))
}

/// Mantissa and scale of `-123.45`.
pub(crate) fn decimal(text: &str) -> Result<(i64, u8), TextError> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let mut mantissa = 0i64;
    let mut scale = 0u8;
    let mut point = false;
    let mut any = false;
    for c in digits.bytes() {
        match c {
            b'0'..=b'9' => {
                any = true;
                mantissa = mantissa
                    .checked_mul(10)
                    .and_then(|mantissa| mantissa.checked_add(i64::from(c.wrapping_sub(b'0'))))
                    .ok_or(TextError::NotANumber)?;
                scale = scale.saturating_add(u8::from(point));
            }
            b'.' if !point => point = true,
            _ => return Err(TextError::NotANumber),
        }
    }
    if !any {
        return Err(TextError::NotANumber);
    }
    Ok((
        if negative {
            mantissa.wrapping_neg()
        } else {
            mantissa
        },
        scale,
    ))
}

/// Digits of `text` as the BCD fields that `letters` names, last field first; WW is worked out.
fn calendar_digits(letters: &str, text: &str, out: &mut [u8]) -> Result<(), TextError> {
    // An open part is 99.
    let mut digits = text
        .bytes()
        .map(|c| if c == b'*' { b'9' } else { c })
        .filter(u8::is_ascii_digit);
    let given = count(digits.clone());
    if text.bytes().any(|c| {
        !c.is_ascii_digit() && !matches!(c, b'-' | b':' | b'T' | b' ' | b'/' | b'.' | b'*')
    }) {
        return Err(TextError::NotATime);
    }
    let has_weekday = letters.bytes().any(|letter| letter == b'W');
    let wanted = letters
        .len()
        .saturating_sub(if has_weekday { 2 } else { 0 });
    // A year may have its century.
    if letters.starts_with("YY") && given == wanted.saturating_add(2) {
        let (Some(b'2'), Some(b'0')) = (digits.next(), digits.next()) else {
            return Err(TextError::NotATime);
        };
    } else if given != wanted {
        return Err(TextError::NotATime);
    }
    let (mut year, mut month, mut day) = (0, 0, 0);
    let mut weekday_at = None;
    let mut fields = letters.bytes().step_by(2);
    for slot in out.iter_mut().rev() {
        let letter = fields.next().unwrap_or_default();
        if letter == b'W' {
            weekday_at = Some(slot);
            continue;
        }
        let (Some(tens), Some(ones)) = (digits.next(), digits.next()) else {
            return Err(TextError::NotATime);
        };
        let (tens, ones) = (tens.wrapping_sub(b'0') & 15, ones.wrapping_sub(b'0') & 15);
        let number = tens.wrapping_mul(10).wrapping_add(ones);
        let most = match letter {
            b'Y' => 99,
            b'M' => 12,
            b'D' => 31,
            b'h' => 23,
            _ => 59,
        };
        // 99 stands for any where a field may be left open.
        if number > most && number != 99 {
            return Err(TextError::NotATime);
        }
        match letter {
            b'Y' => year = number,
            b'M' => month = number,
            b'D' => day = number,
            _ => {}
        }
        *slot = (tens << 4) | ones;
    }
    if letters.starts_with("YYMMDD") && month != 99 && day != 99 {
        let date = Date::from_two_digits(year, month, day).ok_or(TextError::NotATime)?;
        if let Some(slot) = weekday_at {
            *slot = date.weekday().number();
        }
    }
    Ok(())
}

/// `0x…`, names of bits, or `none`.
fn bits(width: u8, map: crate::value::BitMap, text: &str) -> Result<u128, TextError> {
    if text.is_empty() || text == "none" {
        return Ok(map.silent(width));
    }
    if let Some(hex) = text.strip_prefix("0x") {
        let raw = u128::from_str_radix(hex, 16).map_err(|_| TextError::NotHex)?;
        return if width >= 128 || raw >> (width & 127) == 0 {
            Ok(raw)
        } else {
            Err(TextError::Bit)
        };
    }
    let mut raw = map.silent(width);
    let mut said = 0u128;
    for name in text.split([',', '；']).map(|name| name.trim().as_bytes()) {
        let number = name.strip_prefix(b"bit ").and_then(small);
        let (mask, value) = match number.filter(|number| *number < width && *number < 128) {
            Some(number) => (1u128 << (number & 127), 1u128 << (number & 127)),
            None => map.find(name).ok_or(TextError::Bit)?,
        };
        // Two states of one bit.
        if said & mask != 0 && raw & mask != value {
            return Err(TextError::Bit);
        }
        said |= mask;
        raw = raw & !mask | value;
    }
    Ok(raw)
}

/// A number of one to three digits.
fn small(digits: &[u8]) -> Option<u8> {
    let number = |number: u8, c: &u8| {
        c.is_ascii_digit().then_some(())?;
        number.checked_mul(10)?.checked_add(c & 15)
    };
    if digits.is_empty() {
        None
    } else {
        digits.iter().try_fold(0, number)
    }
}

/// Characters, the last one first on the wire; the rest is 00.
fn characters<'o>(text: &str, len: usize, out: &'o mut [u8]) -> Result<&'o mut [u8], TextError> {
    if text.len() > len || !text.is_ascii() {
        return Err(TextError::Value(EncodeValueError::Length {
            expected: at(len),
            found: at(text.len()),
        }));
    }
    let out = room(len, out)?;
    let mut from = text.bytes().rev();
    for to in out.iter_mut() {
        *to = from.next().unwrap_or(0);
    }
    Ok(out)
}

/// Hexadecimal bytes in wire order.
fn hex_wire<'o>(
    text: &str,
    len: Option<usize>,
    out: &'o mut [u8],
) -> Result<&'o mut [u8], TextError> {
    let text = text.strip_prefix("0x").unwrap_or(text);
    let digits = text.bytes().filter(|c| *c != b' ');
    let found = count(digits.clone());
    if found % 2 != 0 {
        return Err(TextError::NotHex);
    }
    let found = found / 2;
    if len.is_some_and(|len| len != found) {
        let expected = at(len.unwrap_or_default());
        return Err(TextError::Value(EncodeValueError::Length {
            expected,
            found: at(found),
        }));
    }
    let out = room(found, out)?;
    let mut digits = digits.map(|c| char::from(c).to_digit(16));
    for to in out.iter_mut() {
        let (Some(Some(high)), Some(Some(low))) = (digits.next(), digits.next()) else {
            return Err(TextError::NotHex);
        };
        *to = ((high << 4) | low) as u8;
    }
    Ok(out)
}

/// Why a text is no value of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextError {
    /// Not a decimal number.
    NotANumber,
    /// Not a day or time with the digits that the item has.
    NotATime,
    /// Not hexadecimal digits, two a byte.
    NotHex,
    /// No bit has this name, or the word has no such bit.
    Bit,
    /// The value does not fit the item.
    Value(EncodeValueError),
}

const _: () = assert!(size_of::<TextError>() <= 8);

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotANumber => f.write_str("not a decimal number"),
            Self::NotATime => f.write_str("not a day or time in the digits of this item"),
            Self::NotHex => f.write_str("not hexadecimal bytes"),
            Self::Bit => f.write_str("no such bit"),
            Self::Value(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for TextError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Value(error) => Some(error),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::lookup;
    use crate::{Data, DataId};
    use std::string::ToString;
    use std::vec::Vec;

    fn encode(di: u32, text: &str) -> Result<Vec<u8>, TextError> {
        let item = lookup(DataId::V2007(di)).unwrap();
        item.encode_text(text, &mut [0xA5; 64])
            .map(|bytes| bytes.to_vec())
    }

    #[test]
    fn takes_what_display_writes() {
        for (di, text) in [
            (0x0001_0000, "12400.89"),
            (0x0203_0000, "-0.8661"),
            (0x0400_0101, "2026-02-13"),
            (0x0400_0102, "15:30:07"),
            (0x0400_010C, "2026-02-13T15:30:07"),
            (0x0400_0402, "002241020208"),
            (0x0400_0405, "5.0A"),
            (0x0400_0103, "15"),
        ] {
            let item = lookup(DataId::V2007(di)).unwrap();
            let wire: Vec<u8> = encode(di, text)
                .unwrap()
                .iter()
                .map(|byte| byte.wrapping_add(0x33))
                .collect();
            assert_eq!(
                item.decode(Data::from_wire(&wire)).unwrap().to_string(),
                text,
                "{di:08X}"
            );
        }
    }

    #[test]
    fn bit_sets_by_number_and_name() {
        assert_eq!(encode(0x0400_0503, "0x0050"), Ok(std::vec![0x50, 0x00]));
        let item = lookup(DataId::V2007(0x0400_0503)).unwrap();
        for bit in [3u8, 4, 6, 12] {
            let word = (1u16 << bit)
                .to_le_bytes()
                .map(|byte| byte.wrapping_add(0x33));
            let name = item.decode(Data::from_wire(&word)).unwrap().to_string();
            assert_eq!(
                encode(0x0400_0503, &name),
                Ok((1u16 << bit).to_le_bytes().to_vec()),
                "{name}"
            );
        }
        assert_eq!(encode(0x0400_0503, "no such state"), Err(TextError::Bit));
        assert_eq!(encode(0x0400_0503, "0x10000"), Err(TextError::Bit));
    }

    #[test]
    fn refuses_what_does_not_fit() {
        assert_eq!(encode(0x0001_0000, "12,5"), Err(TextError::NotANumber));
        assert!(matches!(
            encode(0x0001_0000, "1.234"),
            Err(TextError::Value(_))
        ));
        assert!(matches!(
            encode(0x0001_0000, "-1"),
            Err(TextError::Value(_))
        ));
        assert!(matches!(
            encode(0x0001_0000, "1000000"),
            Err(TextError::Value(_))
        ));
        assert_eq!(encode(0x0400_0101, "2026-02-30"), Err(TextError::NotATime));
        assert_eq!(encode(0x0400_0102, "24:00:00"), Err(TextError::NotATime));
        assert_eq!(encode(0x0001_FF00, "0102"), Ok(std::vec![1, 2]));
        assert_eq!(encode(0x0001_FF00, "012"), Err(TextError::NotHex));
    }
}
