//! What is wrong, in both languages.

use crate::describe::Lang;
use crate::hex::Fault;
use dlt645::FrameError;
use dlt645::command::CommandError;
use dlt645::value::ValueError;
use serde::{Serialize, Serializer};

/// A phrase in English and Chinese; JSON has the English one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) en: String,
    pub(crate) zh: String,
}

impl Phrase {
    pub(crate) fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self {
            en: en.into(),
            zh: zh.into(),
        }
    }

    pub(crate) fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

impl Serialize for Phrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.en)
    }
}

/// Why bytes are no frame.
pub(crate) fn of_frame(error: FrameError) -> Phrase {
    let zh = match error {
        FrameError::Truncated { missing } => format!("帧不完整，至少还缺 {missing} 字节"),
        FrameError::Start { found } => format!("帧起始符是 {found:02x}，应为 68"),
        FrameError::SecondStart { found } => format!("第二个帧起始符是 {found:02x}，应为 68"),
        FrameError::End { found } => format!("结束符是 {found:02x}，应为 16"),
        FrameError::Checksum { expected, found } => {
            format!("校验码是 {found:02x}，应为 {expected:02x}")
        }
        FrameError::Behind { count } => format!("帧后还有 {count} 字节"),
        other => other.to_string(),
    };
    Phrase::new(error.to_string(), zh)
}

/// Why bytes are no value.
pub(crate) fn of_value(error: ValueError) -> Phrase {
    let zh = match error {
        ValueError::NotBcd { at, byte } => format!("第 {at} 字节是 {byte:02x}，不是 BCD 码"),
        ValueError::OutOfRange { at, byte } => format!("第 {at} 字节是 {byte:02x}，超出范围"),
        ValueError::Length { expected, found } => format!("有 {found} 字节，应为 {expected} 字节"),
        ValueError::Extra { at, len } => format!("从第 {at} 字节起多出 {len} 字节"),
        ValueError::Fewer { at, missing } => format!("到第 {at} 字节为止，还缺 {missing} 字节"),
        ValueError::WrongId {
            at,
            found: [a, b, c, d],
        } => {
            format!("数据标识第 {at} 字节不符，收到 {d:02x}{c:02x}{b:02x}{a:02x}")
        }
        ValueError::Marker { at, byte } => format!("第 {at} 字节是 {byte:02x}，不是记录的标志"),
        ValueError::Record { at } => format!("从第 {at} 字节起的记录已损坏"),
        ValueError::Ambiguous { at } => format!("有未冻结的数据项，第 {at} 字节起无法区分"),
        other => other.to_string(),
    };
    Phrase::new(error.to_string(), zh)
}

/// Why a data field is not that of its command.
pub(crate) fn of_command(error: CommandError) -> Phrase {
    let zh = match error {
        CommandError::Control { found } => format!("控制码 {found:02x} 属于其他命令"),
        CommandError::Length { found } => format!("该命令的数据域没有 {found} 字节的形式"),
        CommandError::Field { at, found } => format!("数据域第 {at} 字节是 {found:02x}，没有意义"),
        other => other.to_string(),
    };
    Phrase::new(
        format!("not the data of this command: {error}"),
        format!("数据域与命令不符：{zh}"),
    )
}

/// Text of line `number` that is no hexadecimal.
pub(crate) fn of_fault(number: usize, fault: &Fault) -> Phrase {
    let Fault {
        column, what, text, ..
    } = fault;
    Phrase::new(
        format!("line {number}, column {column}: {what} in `{text}`"),
        format!("第 {number} 行第 {column} 列：`{text}` {}", of_hex(what)),
    )
}

/// What the reader of hexadecimal text complains about.
fn of_hex(what: &'static str) -> &'static str {
    match what {
        "no hexadecimal digit behind the prefix" => "前缀后没有十六进制数字",
        "not a hexadecimal digit" => "不是十六进制数字",
        "a byte has two digits, this one has only one" => "一个字节应有两位数字，这里只有一位",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_chinese_words() {
        let frame = [
            FrameError::Truncated { missing: 3 },
            FrameError::Start { found: 1 },
            FrameError::SecondStart { found: 1 },
            FrameError::End { found: 1 },
            FrameError::Checksum {
                expected: 2,
                found: 1,
            },
            FrameError::Behind { count: 1 },
        ];
        let value = [
            ValueError::NotBcd { at: 1, byte: 0x0A },
            ValueError::OutOfRange { at: 1, byte: 0x13 },
            ValueError::Length {
                expected: 4,
                found: 3,
            },
            ValueError::Extra { at: 4, len: 1 },
            ValueError::Fewer { at: 4, missing: 1 },
            ValueError::WrongId {
                at: 1,
                found: [1, 2, 3, 4],
            },
            ValueError::Marker { at: 1, byte: 1 },
            ValueError::Record { at: 1 },
            ValueError::Ambiguous { at: 1 },
        ];
        for phrase in frame.map(of_frame).into_iter().chain(value.map(of_value)) {
            assert!(phrase.en.is_ascii() && !phrase.zh.is_ascii(), "{phrase:?}");
        }
        for text in ["zz", "681", "0xZZ"] {
            let faults = crate::hex::read_line(text, 1).faults;
            assert!(!of_hex(faults[0].what).is_ascii(), "{text}");
        }
    }
}
