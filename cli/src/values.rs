//! Values as lines of output: from the bytes of an item, and from the fields of a command.

use crate::describe::Lang;
use crate::phrases::{self, Phrase};
use dlt645::item::{self, Half, Item, Part};
use dlt645::value::{Format, Unit, Value, ValueError};
use dlt645::{Data, DataId};
use serde::Serialize;
use serde_json::Value as Json;

/// One decoded value.
#[derive(Serialize)]
pub(crate) struct ValueLine {
    di: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    value: Json,
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// The same in Chinese, where there are words; for people only.
    #[serde(skip)]
    zh: Chinese,
}

/// Part, value and reason in Chinese.
#[derive(Default)]
struct Chinese {
    part: Option<String>,
    value: Option<String>,
    reason: Option<String>,
}

impl ValueLine {
    /// A field of a command.
    pub(crate) fn field(part: &str, value: impl ToString) -> Self {
        Self {
            di: None,
            part: Some(part.to_owned()),
            value: Json::String(value.to_string()),
            unit: None,
            reason: None,
            zh: Chinese {
                part: field_zh(part),
                ..Chinese::default()
            },
        }
    }

    /// The same with a unit.
    pub(crate) fn unit(self, unit: &str) -> Self {
        Self {
            unit: Some(unit.to_owned()),
            ..self
        }
    }

    /// Bytes that say nothing, and why.
    pub(crate) fn fault(di: Option<DataId>, part: Option<&str>, reason: Phrase) -> Self {
        Self {
            di: di.map(|di| di.to_string()),
            part: part.map(str::to_owned),
            value: Json::Null,
            unit: None,
            reason: Some(reason.en),
            zh: Chinese {
                part: part.and_then(field_zh),
                value: None,
                reason: Some(reason.zh),
            },
        }
    }

    fn of(
        di: DataId,
        part: Option<String>,
        value: &Result<Value<'_>, ValueError>,
        unit: Unit,
    ) -> Self {
        let (value, reason) = match value {
            Ok(value) => (
                json_of(value),
                value.reason().map(|en| Phrase::new(en, no_value_zh(value))),
            ),
            Err(error) => (Json::Null, Some(phrases::of_value(*error))),
        };
        let unit = unit.to_string();
        let unit = (!unit.is_empty()).then_some(unit);
        let zh = Chinese {
            reason: reason.as_ref().map(|reason| reason.zh.clone()),
            ..Chinese::default()
        };
        Self {
            di: Some(di.to_string()),
            part,
            value,
            unit,
            reason: reason.map(|reason| reason.en),
            zh,
        }
    }

    /// As text; its identifier is left out where it is that of the frame.
    pub(crate) fn text(&self, of: Option<&str>, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        let mut words = Vec::new();
        if let Some(di) = self.di.as_deref().filter(|di| Some(*di) != of) {
            words.push(di.to_owned());
        }
        let part = self.zh.part.as_ref().filter(|_| zh).or(self.part.as_ref());
        if let Some(part) = part {
            words.push(format!("{part}:"));
        }
        match &self.value {
            Json::Null => words.push("-".to_owned()),
            Json::String(text) => words.push(text.clone()),
            Json::Array(_) if zh && self.zh.value.is_some() => words.extend(self.zh.value.clone()),
            Json::Array(names) if names.is_empty() => words.push("none".to_owned()),
            Json::Array(names) => {
                words.push(
                    names
                        .iter()
                        .filter_map(Json::as_str)
                        .collect::<Vec<_>>()
                        .join(", "),
                );
            }
            other => words.push(other.to_string()),
        }
        if !self.value.is_null() {
            words.extend(self.unit.clone());
        }
        let reason = self
            .zh
            .reason
            .as_ref()
            .filter(|_| zh)
            .or(self.reason.as_ref());
        words.extend(reason.map(|reason| format!("({reason})")));
        words.join(" ")
    }

    /// Whether the bytes are not what the item holds; that there is no value, or more bytes than one, is no fault.
    fn is_fault(&self) -> bool {
        let known = matches!(self.reason.as_deref(), Some("never" | "not available"));
        self.value.is_null() && !known && self.part.as_deref() != Some("extra")
    }
}

/// Why there is no value although the bytes are well formed.
fn no_value_zh(value: &Value<'_>) -> &'static str {
    match value {
        Value::Never => "尚未发生",
        _ => "无此数据",
    }
}

/// Fields of commands in Chinese.
fn field_zh(part: &str) -> Option<String> {
    let zh = match part {
        "password level" => "密级",
        "password" => "密码",
        "operator" => "操作者代码",
        "old level" => "原密级",
        "old password" => "原密码",
        "new level" => "新密级",
        "new password" => "新密码",
        "time" => "时间",
        "blocks" => "记录块数",
        "from" => "起始时间",
        "until" => "有效截止时间",
        "sequence" => "帧序号",
        "address" => "地址",
        "baud_rate" => "通信速率",
        "events" => "事件",
        "action" => "操作",
        "signal" => "输出信号",
        "data" => "数据",
        "enciphered data" => "密文",
        "part of the data" => "部分数据",
        "extra" => "多余",
        _ => return None,
    };
    Some(zh.to_owned())
}

/// A value in the form of the JSON contract.
fn json_of(value: &Value<'_>) -> Json {
    match value {
        Value::Never | Value::Absent => Json::Null,
        Value::Bits(bits) => {
            let names = bits.names().map(|(bit, name)| {
                Json::String(name.map_or_else(|| format!("bit {bit}"), str::to_owned))
            });
            Json::Array(names.collect())
        }
        other => Json::String(other.to_string()),
    }
}

/// All values in the data of item `di` (behind the identifier). `cut` if more data follow in another frame.
pub(crate) fn of_item(di: DataId, data: Data<'_>, cut: bool) -> Vec<ValueLine> {
    let Some(item) = item::lookup(di) else {
        let value = Value::Raw(data);
        return if data.is_empty() {
            Vec::new()
        } else {
            vec![ValueLine::of(di, None, &Ok(value), Unit::None)]
        };
    };
    let mut lines = Vec::new();
    for part in item.parts(data) {
        match part {
            Ok(part) => lines.push(of_part(&item, &part)),
            // A value that ends where the frame ends is no fault: the rest comes in the next one.
            Err(ValueError::Fewer { .. } | ValueError::Length { .. }) if cut => {
                let reason = Phrase::new("continued in the next frame", "后续帧中继续");
                lines.push(ValueLine::fault(Some(di), None, reason));
            }
            Err(ValueError::Extra { at, len }) => {
                let bytes: String = data
                    .iter()
                    .skip(usize::from(at))
                    .map(|byte| format!("{byte:02x}"))
                    .collect();
                let reason = Phrase::new(
                    format!("{len} extra bytes: {bytes}"),
                    format!("多出 {len} 字节：{bytes}"),
                );
                lines.push(ValueLine::fault(Some(di), Some("extra"), reason));
            }
            Err(error) => lines.push(ValueLine::fault(Some(di), None, phrases::of_value(error))),
        }
    }
    lines
}

fn of_part(item: &Item, part: &Part<'_>) -> ValueLine {
    let di = part.id.unwrap_or(item.id);
    let name = item.has_parts().then(|| part.to_string());
    let unit = match &part.value {
        Ok(value) => {
            if value.reason().is_some() {
                part.unit
            } else {
                value.unit()
            }
        }
        Err(_) => part.unit,
    };
    let part_zh = name.is_some().then(|| chinese(part));
    let value_zh = match &part.value {
        Ok(Value::Bits(bits)) if bits.raw == 0 => Some("无".to_owned()),
        Ok(Value::Bits(bits)) => {
            let names = bits.states().map(|state| {
                state
                    .name_zh
                    .map_or_else(|| state.to_string(), str::to_owned)
            });
            Some(names.collect::<Vec<_>>().join("、"))
        }
        _ => None,
    };
    let line = ValueLine::of(di, name, &part.value, unit);
    ValueLine {
        zh: Chinese {
            part: part_zh,
            value: value_zh,
            ..line.zh
        },
        ..line
    }
}

/// What a part is called in Chinese.
fn chinese(part: &Part<'_>) -> String {
    let record = if part.record > 0 {
        format!("记录{} ", part.record)
    } else {
        String::new()
    };
    let index = part
        .index
        .map_or_else(String::new, |index| index.to_string());
    let half = match (part.half, part.format) {
        (Half::Whole, _) => "",
        (Half::Number, Format::Number { .. }) => "需量",
        (Half::Number, _) => "编号",
        (Half::When, _) => "时间",
    };
    format!("{record}{}{index}{half}", part.label.name_zh())
}

/// Values of an item, or the first reason why its data are not what the item holds. Bytes behind a complete value make
/// it doubtful: a maker's own layout under a number of the standard looks just so.
pub(crate) fn checked(di: DataId, data: Data<'_>) -> Result<Vec<ValueLine>, String> {
    let lines = of_item(di, data, false);
    if data.is_empty() && item::lookup(di).is_some() {
        return Err("the meter sent no value".to_owned());
    }
    let is_extra = |line: &ValueLine| line.part.as_deref() == Some("extra");
    match lines.iter().find(|line| line.is_fault() || is_extra(line)) {
        Some(extra) if is_extra(extra) => {
            let reason = extra.reason.clone().unwrap_or_default();
            Err(format!(
                "longer than this item is in the standard, {reason}; a maker's own layout?"
            ))
        }
        Some(fault) => Err(fault.reason.clone().unwrap_or_default()),
        None => Ok(lines),
    }
}
