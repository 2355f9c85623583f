//! What is wrong with an address, a value or a time that a user gave, in both languages.

use crate::phrases::Phrase;
use dlt645::item::TextError;
use dlt645::value::{EncodeValueError, ParseValueError};
use dlt645::{AddressError, EncodeError};

/// Why a text is no address.
#[must_use]
pub fn of_address(error: AddressError) -> Phrase {
    let zh = match error {
        AddressError::Length => "地址为 1 到 12 位数字".to_owned(),
        AddressError::Digit(at) => format!("地址第 {at} 位不是十六进制数字"),
        other => other.to_string(),
    };
    Phrase::new(error.to_string(), zh)
}

/// Why a text is no value of an item.
#[must_use]
pub fn of_text(error: TextError) -> Phrase {
    let zh = match error {
        TextError::NotANumber => "不是十进制数字",
        TextError::NotATime => "不是位数与该项相符的日期或时间",
        TextError::NotHex => "不是十六进制字节",
        TextError::Bit => "没有这一位",
        TextError::Value(error) => return of_value(error),
        other => return Phrase::new(other.to_string(), other.to_string()),
    };
    Phrase::new(error.to_string(), zh)
}

/// Why a value does not fit an item.
#[must_use]
pub fn of_value(error: EncodeValueError) -> Phrase {
    let zh = match error {
        EncodeValueError::Kind => "数值种类与该项不同".to_owned(),
        EncodeValueError::Unit => "单位与该项不同".to_owned(),
        EncodeValueError::Sign => "数值为负，而该项没有符号".to_owned(),
        EncodeValueError::Range => "超出该项的范围".to_owned(),
        EncodeValueError::Weekday => "星期与日期不符".to_owned(),
        EncodeValueError::Length { expected, found } => {
            format!("有 {found} 字节，应为 {expected} 字节")
        }
        EncodeValueError::Parts => "部分过多或过少".to_owned(),
        EncodeValueError::Full { needed } => format!("空间不足，需要 {needed} 字节"),
        other => other.to_string(),
    };
    Phrase::new(error.to_string(), zh)
}

/// Why a text is no day, time, number or unit.
#[must_use]
pub fn of_parse(error: ParseValueError) -> Phrase {
    let zh = match error {
        ParseValueError::Date => "不是日期，写作 2026-01-31",
        ParseValueError::Time => "不是时间，写作 12:30:05",
        ParseValueError::DateTime => "不是日期时间，写作 2026-01-31T12:30:05",
        ParseValueError::Code => "不是 1 到 19 位十进制数字",
        ParseValueError::Unit => "不是单位符号",
        other => return Phrase::new(other.to_string(), other.to_string()),
    };
    Phrase::new(error.to_string(), zh)
}

/// Why there is no frame of a request.
#[must_use]
pub fn of_encode(error: EncodeError) -> Phrase {
    let zh = match error {
        EncodeError::TooLong { len, max } => format!("数据域有 {len} 字节，最多 {max} 字节"),
        EncodeError::Broadcast { control } => format!("控制码 {control:02x} 不能用广播地址"),
        EncodeError::Wildcard { control } => {
            format!("控制码 {control:02x} 需要不带通配的完整地址")
        }
        EncodeError::Full { needed } => format!("空间不足，需要 {needed} 字节"),
        other => other.to_string(),
    };
    Phrase::new(error.to_string(), zh)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_chinese_words() {
        let all = [
            of_address(AddressError::Length),
            of_address(AddressError::Digit(3)),
            of_text(TextError::NotANumber),
            of_text(TextError::NotATime),
            of_text(TextError::NotHex),
            of_text(TextError::Bit),
            of_text(TextError::Value(EncodeValueError::Kind)),
            of_value(EncodeValueError::Unit),
            of_value(EncodeValueError::Sign),
            of_value(EncodeValueError::Range),
            of_value(EncodeValueError::Weekday),
            of_value(EncodeValueError::Length {
                expected: 4,
                found: 3,
            }),
            of_value(EncodeValueError::Parts),
            of_value(EncodeValueError::Full { needed: 3 }),
            of_parse(ParseValueError::Date),
            of_parse(ParseValueError::Time),
            of_parse(ParseValueError::DateTime),
            of_parse(ParseValueError::Code),
            of_parse(ParseValueError::Unit),
            of_encode(EncodeError::TooLong { len: 201, max: 200 }),
            of_encode(EncodeError::Broadcast { control: 0x11 }),
            of_encode(EncodeError::Wildcard { control: 0x14 }),
            of_encode(EncodeError::Full { needed: 3 }),
        ];
        for phrase in all {
            assert!(phrase.en.is_ascii() && !phrase.zh.is_ascii(), "{phrase:?}");
        }
    }
}
