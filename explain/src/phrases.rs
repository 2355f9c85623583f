//! What is wrong, in both languages.

use crate::Lang;
use crate::input::TextFault;
use dlt645::FrameError;
use dlt645::command::CommandError;
use dlt645::item::Detail;
use dlt645::value::ValueError;

/// A phrase in English and Chinese; JSON has the English one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

impl Phrase {
    /// The same in both.
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self {
            en: en.into(),
            zh: zh.into(),
        }
    }

    /// The one in `lang`.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// Why bytes are no frame.
pub fn of_frame(error: FrameError) -> Phrase {
    let zh = match error {
        FrameError::Truncated { missing } => format!("帧不完整，至少还缺 {missing} 字节"),
        FrameError::Start { found } => format!("帧起始符是 {found:02x}，应为 68"),
        FrameError::SecondStart { found } => format!("第二个帧起始符是 {found:02x}，应为 68"),
        FrameError::End { found } => format!("结束符是 {found:02x}，应为 16"),
        FrameError::Checksum { expected, found } => {
            format!("校验码是 {found:02x}，应为 {expected:02x}")
        }
        FrameError::Trailing { count } => format!("帧后还有 {count} 字节"),
        other => other.to_string(),
    };
    Phrase::new(error.to_string(), zh)
}

/// What is odd about an answer that has a value.
pub fn of_warning(detail: &Detail<'_>) -> Phrase {
    let zh = match detail {
        Detail::ExtraBytes(data) => {
            let bytes: String = data.iter().map(|byte| format!(" {byte:02x}")).collect();
            format!("比标准多 {} 字节：{}", data.len(), bytes.trim_start())
        }
        Detail::Weekday {
            sent,
            date: Some(date),
        } => {
            let right = date.weekday().number();
            format!("收到的星期为 {sent:x}，{date} 应为星期 {right}")
        }
        Detail::Weekday { sent, date: None } => format!("收到的星期为 {sent:x}，应为 0～6"),
        Detail::Address { asked, found } => format!("请求地址 {asked}，应答地址 {found}"),
        Detail::Limit(most) => format!("最大只能是 {most}"),
        Detail::Count { found, most } => format!("收到 {found} 个值，最多 {most} 个"),
        Detail::ReservedBit(bit) => format!("第 {bit} 位是保留位"),
        other => other.to_string(),
    };
    Phrase::new(detail.to_string(), zh)
}

/// Why bytes are no value.
pub fn of_value(error: ValueError) -> Phrase {
    let zh = match error {
        ValueError::NotBcd { at, byte } => format!("第 {at} 字节是 {byte:02x}，不是 BCD 码"),
        ValueError::OutOfRange { at, byte } => format!("第 {at} 字节是 {byte:02x}，超出范围"),
        ValueError::Short { found, missing } => format!("缺 {missing} 字节，收到 {found} 字节"),
        ValueError::Incomplete { found } => {
            format!("后续数据未收全，收到 {found} 字节")
        }
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
pub fn of_command(error: CommandError) -> Phrase {
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
#[must_use]
pub fn of_fault(number: usize, fault: &TextFault) -> Phrase {
    let TextFault { column, text, odd } = fault;
    let (en, zh) = match odd {
        true => (
            "a byte has two digits, this one has only one",
            "一个字节应有两位数字，这里只有一位",
        ),
        false => ("not a hexadecimal digit", "不是十六进制数字"),
    };
    Phrase::new(
        format!("line {number}, column {column}: {en} in `{text}`"),
        format!("第 {number} 行第 {column} 列：`{text}` {zh}"),
    )
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
            FrameError::Trailing { count: 1 },
        ];
        let value = [
            ValueError::NotBcd { at: 1, byte: 0x0A },
            ValueError::OutOfRange { at: 1, byte: 0x13 },
            ValueError::Short {
                found: 3,
                missing: 1,
            },
            ValueError::Incomplete { found: 200 },
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
    }
}
