//! Values: from the bytes of an item, and from the fields of a command.

use crate::json::{self, Object};
use crate::phrases::{self, Phrase};
use crate::{Lang, own, units};
use dlt645::item::{self, Half, Item, Part, PartName as ItemPart};
use dlt645::value::{Bits, Date, DateTime, Decimal, Format, Unit, Value, ValueError};
use dlt645::{Data, DataId};
use std::fmt::{self, Write};

/// One value, or the reason why there is none.
#[derive(Clone, Debug)]
pub struct ValueLine<'a> {
    /// Its identifier.
    pub di: Option<DataId>,
    /// Which part of an item or command it is.
    pub part: PartName,
    /// What it says.
    pub shown: Shown<'a>,
    /// Its unit.
    pub unit: Unit,
    /// Position of its first byte in the data field, where it is an item's.
    pub at: Option<usize>,
}

/// What a part is called.
#[derive(Clone, Debug)]
pub enum PartName {
    /// The only value of its item.
    None,
    /// A field of a command.
    Field(&'static str),
    /// A part of an item.
    Part(ItemPart),
}

/// What a part says.
#[derive(Clone, Debug)]
pub enum Shown<'a> {
    /// A value.
    Value(Value<'a>),
    /// A field of a command, as text in both languages.
    Text(Phrase),
    /// A field of a command with a unit that values do not have.
    WithUnit(u32, &'static str),
    /// No value, and why.
    Fault(Phrase),
}

/// Something odd about a value that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What kind, as in JSON.
    pub kind: &'static str,
    /// Part it belongs to.
    pub part: Option<String>,
    /// What is odd.
    pub detail: Phrase,
}

impl Warning {
    /// Writes it as JSON.
    pub fn json(&self, out: &mut String) {
        let mut object = Object::new(out);
        object.text("kind", self.kind);
        object.optional("part", self.part.as_deref());
        object.text("detail", &self.detail.en);
    }
}

/// Values and what is odd about them.
#[derive(Clone, Debug, Default)]
pub struct Values<'a> {
    /// The values in their order.
    pub lines: Vec<ValueLine<'a>>,
    /// What is odd.
    pub warnings: Vec<Warning>,
}

impl Values<'_> {
    /// Writes values and warnings as members of an object.
    pub fn json(&self, object: &mut Object<'_>) {
        let list = object.key("values");
        list.push('[');
        for (value, index) in self.lines.iter().zip(0..) {
            if index > 0 {
                list.push(',');
            }
            value.json(list);
        }
        list.push(']');
        warnings_json(object, &self.warnings);
    }
}

/// Writes warnings as a member of an object.
pub fn warnings_json(object: &mut Object<'_>, warnings: &[Warning]) {
    let list = object.key("warnings");
    list.push('[');
    for (warning, index) in warnings.iter().zip(0..) {
        if index > 0 {
            list.push(',');
        }
        warning.json(list);
    }
    list.push(']');
}

impl<'a> ValueLine<'a> {
    /// A field of a command.
    #[must_use]
    pub fn field(part: &'static str, value: impl ToString) -> Self {
        let text = value.to_string();
        Self::phrase(part, Phrase::new(text.clone(), text))
    }

    /// A field of a command that is a word.
    #[must_use]
    pub fn phrase(part: &'static str, value: Phrase) -> Self {
        Self {
            di: None,
            part: PartName::Field(part),
            shown: Shown::Text(value),
            unit: Unit::None,
            at: None,
        }
    }

    /// Bytes that say nothing, and why.
    #[must_use]
    pub fn fault(di: Option<DataId>, part: Option<&'static str>, reason: Phrase) -> Self {
        let part = part.map_or(PartName::None, PartName::Field);
        Self {
            di,
            part,
            shown: Shown::Fault(reason),
            unit: Unit::None,
            at: None,
        }
    }

    /// Whether the bytes are not what the item holds; that there is no value is no fault.
    #[must_use]
    pub fn is_fault(&self) -> bool {
        matches!(self.shown, Shown::Fault(_))
    }

    /// Writes it as JSON.
    pub fn json(&self, out: &mut String) {
        let mut object = Object::new(out);
        match self.di {
            Some(di) => id(object.key("di"), di),
            None => object.raw("di", "null"),
        }
        match &self.part {
            PartName::None => {}
            PartName::Field(name) => object.text("part", name),
            PartName::Part(part) => part_json(object.key("part"), *part),
        }
        let mut reason = None;
        match &self.shown {
            Shown::Value(value) => {
                value_json(object.key("value"), value);
                reason = value.reason();
            }
            Shown::Text(text) => object.text("value", &text.en),
            Shown::WithUnit(number, _) => object.plain("value", number),
            Shown::Fault(why) => {
                object.raw("value", "null");
                reason = Some(why.en.as_str());
            }
        }
        let symbol = match &self.shown {
            Shown::WithUnit(_, unit) => unit,
            _ => self.unit.symbol(),
        };
        object.optional("unit", Some(symbol).filter(|symbol| !symbol.is_empty()));
        if let Some(reason) = reason {
            object.text("reason", reason);
        }
        if let Shown::Value(value) = &self.shown
            && let Some(day) = weekday(value)
        {
            object.number("weekday", day);
        }
    }

    /// Part, value and unit as cells of a table; a reason is in place of a value.
    #[must_use]
    pub fn cells(&self, lang: Lang) -> (String, String, String) {
        let part = match &self.part {
            PartName::None => String::new(),
            PartName::Field(name) => field_name(name, lang).to_owned(),
            PartName::Part(part) => part_name(*part, lang),
        };
        let (value, unit) = match &self.shown {
            Shown::Value(Value::Decimal(number)) => (number.to_string(), self.unit.symbol()),
            Shown::Value(Value::Never | Value::Absent) => (String::new(), ""),
            Shown::Value(Value::Bits(bits)) => (bits_text(bits, lang), ""),
            Shown::Value(value) => (value.to_string(), ""),
            Shown::Text(text) => (text.text(lang).to_owned(), ""),
            Shown::WithUnit(number, unit) => (number.to_string(), *unit),
            Shown::Fault(_) => (String::new(), ""),
        };
        (part, value, unit.to_owned())
    }

    /// As text; its identifier is left out where it is that of the frame.
    #[must_use]
    pub fn text(&self, of: Option<DataId>, lang: Lang) -> String {
        let mut words = Vec::new();
        if let Some(di) = self.di.filter(|di| Some(*di) != of) {
            words.push(di.to_string());
        }
        let part = match &self.part {
            PartName::None => None,
            PartName::Field(name) => Some(field_name(name, lang).to_owned()),
            PartName::Part(part) => Some(part_name(*part, lang)),
        };
        let value = self.value_text(lang);
        match (part, lang) {
            (Some(part), Lang::En) => words.extend([format!("{part}:"), value]),
            // Full-width marks bring their blank along.
            (Some(part), Lang::Zh) => words.push(format!("{part}：{value}")),
            (None, _) => words.push(value),
        }
        words.join(" ")
    }

    fn value_text(&self, lang: Lang) -> String {
        let reason = |why: &str| match lang {
            Lang::En => format!("- ({why})"),
            Lang::Zh => format!("-（{why}）"),
        };
        match &self.shown {
            Shown::Value(value @ (Value::Never | Value::Absent)) => match lang {
                Lang::En => reason(value.reason().unwrap_or_default()),
                Lang::Zh => reason(no_value_zh(value)),
            },
            Shown::Value(Value::Bits(bits)) => bits_text(bits, lang),
            Shown::Value(value) => {
                let text = with_unit(value, units::name(self.unit, lang));
                match (weekday(value), lang) {
                    (Some(day), Lang::En) => format!("{text} (weekday {day:x})"),
                    (Some(day), Lang::Zh) => format!("{text}（星期 {day:x}）"),
                    (None, _) => text,
                }
            }
            Shown::Text(text) => text.text(lang).to_owned(),
            Shown::WithUnit(number, unit) => with_unit(number, unit),
            Shown::Fault(why) => reason(why.text(lang)),
        }
    }
}

fn with_unit(value: impl fmt::Display, unit: &str) -> String {
    match unit {
        "" => value.to_string(),
        "°" => format!("{value}°"),
        unit => format!("{value} {unit}"),
    }
}

fn bits_text(bits: &Bits, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let names = bits
        .states()
        .map(|state| match state.name_zh.filter(|_| zh) {
            Some(name) => name.to_owned(),
            None if zh => format!("第 {} 位", state.bit),
            None => state.to_string(),
        });
    let names = names.collect::<Vec<_>>();
    match names.is_empty() {
        true => if zh { "无" } else { "none" }.to_owned(),
        // Names in Chinese have 、 inside.
        false => names.join(if zh { "；" } else { ", " }),
    }
}

/// Why there is no value although the bytes are well formed.
fn no_value_zh(value: &Value<'_>) -> &'static str {
    match value {
        Value::Never => "尚未发生",
        _ => "无此数据",
    }
}

/// Fields of commands.
fn field_name(part: &'static str, lang: Lang) -> &'static str {
    if lang == Lang::En {
        return part;
    }
    match part {
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
        "N2" => "N2",
        "duration" => "持续时间",
        "sequence" => "帧序号",
        "address" => "地址",
        "baud_rate" => "通信速率",
        "events" => "事件",
        "action" => "操作",
        "done" => "执行结果",
        "signal" => "输出信号",
        "data" => "数据",
        "enciphered data" => "密文",
        "part of the data" => "部分数据",
        other => other,
    }
}

/// What a part is called.
fn part_name(part: ItemPart, lang: Lang) -> String {
    match lang {
        Lang::En => part.to_string(),
        Lang::Zh => part.chinese().to_string(),
    }
}

/// The English name in quotes, as `Display` writes it.
fn part_json(out: &mut String, part: ItemPart) {
    out.push('"');
    if part.record > 0 {
        out.push_str("record ");
        json::number(out, part.record.into());
        out.push(' ');
    }
    out.push_str(part.label.name());
    if let Some(index) = part.index {
        out.push(' ');
        json::number(out, index.into());
    }
    out.push_str(match part.half {
        Half::Whole => "",
        Half::Demand => " demand",
        Half::Number => " number",
        Half::Occurred | Half::When => " time",
    });
    out.push('"');
}

/// The day of the week that a meter sent with a day, 0 for Sunday.
fn weekday(value: &Value<'_>) -> Option<u8> {
    match value {
        Value::Date(date) | Value::DateTime(DateTime { date, .. }) => Date::sent_weekday(*date),
        _ => None,
    }
}

/// An identifier in quotes.
pub fn id(out: &mut String, di: DataId) {
    out.push('"');
    // Identifiers print in capitals.
    let from = out.len();
    match di {
        DataId::V2007(di) => json::hex(out, di.to_be_bytes()),
        DataId::V1997(di) => json::hex(out, di.to_be_bytes()),
    }
    if let Some(digits) = out.get_mut(from..) {
        digits.make_ascii_uppercase();
    }
    out.push('"');
}

/// A value in the form of the JSON contract.
fn value_json(out: &mut String, value: &Value<'_>) {
    match value {
        Value::Never | Value::Absent => out.push_str("null"),
        Value::Decimal(number) => decimal(out, number),
        Value::Bits(bits) => {
            out.push('[');
            let mut first = true;
            for (bit, name) in bits.names() {
                if !std::mem::take(&mut first) {
                    out.push(',');
                }
                match name {
                    Some(name) => json::string(out, name),
                    None => {
                        let _ = write!(out, "\"bit {bit}\"");
                    }
                }
            }
            out.push(']');
        }
        Value::Text(text) => json::string(out, &text.to_string()),
        other => {
            out.push('"');
            let _ = write!(out, "{other}");
            out.push('"');
        }
    }
}

/// A number in quotes, without the formatting machinery: blocks hold hundreds of them.
fn decimal(out: &mut String, number: &Decimal) {
    let scale = usize::from(number.scale);
    if scale > 9 {
        let _ = write!(out, "\"{number}\"");
        return;
    }
    out.push('"');
    if number.mantissa < 0 {
        out.push('-');
    }
    let power = 10u64.pow(u32::from(number.scale));
    let mantissa = number.mantissa.unsigned_abs();
    json::number(out, mantissa / power);
    if scale > 0 {
        out.push('.');
        let fraction = mantissa % power;
        let from = out.len();
        // Leading zeros: one more digit in front, which becomes the point's place.
        json::number(out, fraction + power);
        out.replace_range(from..=from, "");
    }
    out.push('"');
}

/// All values in the data of item `di` (after the identifier). `cut` if more data follow in
/// another frame.
#[must_use]
pub fn of_item(di: DataId, data: Data<'_>, cut: bool) -> Values<'_> {
    let mut values = Values::default();
    let Some(item) = own::lookup(di) else {
        if !data.is_empty() {
            let shown = Shown::Value(Value::Raw(data));
            values.lines.push(ValueLine {
                di: Some(di),
                part: PartName::None,
                shown,
                unit: Unit::None,
                at: Some(0),
            });
        }
        return values;
    };
    let has_parts = item.has_parts();
    let mut parts = own::items().parts(&item, data);
    if cut {
        parts = parts.with_more_announced(data);
    }
    for part in parts.by_ref() {
        match part {
            Ok(part) => {
                values
                    .warnings
                    .extend(part.warnings().map(|odd| of_warning(&odd)));
                values.lines.push(of_part(&item, has_parts, part));
            }
            // A value that ends where the frame ends is no fault: the rest comes in the next one.
            Err(ValueError::Incomplete { .. }) if cut => {
                let reason = Phrase::new("continued in the next frame", "后续帧中继续");
                values.lines.push(ValueLine::fault(Some(di), None, reason));
            }
            Err(error) => {
                values
                    .lines
                    .push(ValueLine::fault(Some(di), None, phrases::of_value(error)));
            }
        }
    }
    values
        .warnings
        .extend(parts.leftover().map(|odd| of_warning(&odd)));
    values
}

/// What is odd, as it is shown.
#[must_use]
pub fn of_warning(odd: &item::Warning<'_>) -> Warning {
    let named = odd.part.filter(|part| *part != ItemPart::VALUE);
    Warning {
        kind: odd.kind().name(),
        part: named.map(|part| part.to_string()),
        detail: phrases::of_warning(&odd.detail),
    }
}

fn of_part<'a>(item: &Item, has_parts: bool, part: Part<'a>) -> ValueLine<'a> {
    let unit = match &part.value {
        Ok(value) if value.reason().is_none() => value.unit(),
        _ => part.unit,
    };
    ValueLine {
        at: Some(usize::from(part.offset)),
        di: Some(part.id.unwrap_or(item.id)),
        part: if has_parts {
            PartName::Part(part.name)
        } else {
            PartName::None
        },
        shown: match part.value {
            // Highest byte first, as in requests and as it is written.
            Ok(Value::Raw(code)) if part.format == Format::Operator => {
                let bytes: Vec<u8> = code.iter().collect();
                let digits: String = bytes.iter().rev().map(|b| format!("{b:02x}")).collect();
                Shown::Text(Phrase::new(digits.clone(), digits))
            }
            Ok(value) => Shown::Value(value),
            Err(error) => Shown::Fault(phrases::of_value(error)),
        },
        unit,
    }
}

/// Values of an item that a meter sent, or the first reason why its data are not what the item
/// holds.
pub fn checked(di: DataId, data: Data<'_>) -> Result<Values<'_>, Phrase> {
    let values = of_item(di, data, false);
    if data.is_empty() && own::lookup(di).is_some() {
        return Err(Phrase::new("the meter sent no value", "电表没有发送数据"));
    }
    let fault = values.lines.iter().find_map(|line| match &line.shown {
        Shown::Fault(why) => Some(why.clone()),
        _ => None,
    });
    match fault {
        Some(why) => Err(why),
        None => Ok(values),
    }
}
