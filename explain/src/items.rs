//! What an identifier means.

use crate::json::Object;
use crate::{Lang, edition, names, units, values};
use dlt645::DataId;
use dlt645::item::Item;

/// Columns of [`ItemLine::csv`].
pub const COLUMNS: &str = "di,name,name_zh,format,length,unit,signed,access";

/// What the tables say of an identifier, or of a family of them.
#[derive(Clone, Copy, Debug)]
pub struct ItemLine<'a> {
    /// The first or only one.
    pub item: &'a Item,
    /// The last of the family that it represents.
    pub last: Option<DataId>,
}

impl ItemLine<'_> {
    /// Appends it as one JSON object.
    pub fn json(&self, out: &mut String) {
        let Self { item, last } = self;
        let mut object = Object::new(out);
        values::id(object.key("di"), item.id);
        if let Some(last) = last {
            values::id(object.key("last"), *last);
        }
        object.text("edition", edition::name(item.edition()));
        object.optional("name", names::of(item.id, Lang::En).as_deref());
        object.optional("name_zh", names::of(item.id, Lang::Zh).as_deref());
        object.text("format", &format!("{}{}", item.format, item.times));
        match item.byte_len() {
            Some(len) => object.number("length", len as u64),
            None => object.raw("length", "null"),
        }
        let unit = item.unit.symbol();
        object.optional("unit", Some(unit).filter(|unit| !unit.is_empty()));
        object.bool("signed", item.signed);
        object.text("access", &item.access.to_string());
        object.text("table", &item.table.to_string());
    }

    /// A line in the columns of [`COLUMNS`], which [`crate::own::install`] takes.
    #[must_use]
    pub fn csv(&self) -> String {
        let Self { item, .. } = self;
        let quoted =
            |text: Option<String>| format!("\"{}\"", text.unwrap_or_default().replace('"', "\"\""));
        let len = item.byte_len();
        // Some items have two units: `times,min`.
        let unit = match item.unit.symbol() {
            unit if unit.contains(',') => quoted(Some(unit.to_owned())),
            unit => unit.to_owned(),
        };
        format!(
            "{},{},{},{}{},{},{},{},{}",
            item.id,
            quoted(names::of(item.id, Lang::En)),
            quoted(names::of(item.id, Lang::Zh)),
            item.format,
            item.times,
            len.map_or_else(String::new, |len| len.to_string()),
            unit,
            if item.signed { "yes" } else { "no" },
            item.access
        )
    }

    /// For people.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let Self { item, last } = self;
        let name = names::of(item.id, lang).unwrap_or_default();
        let length = match (item.byte_len(), lang) {
            (Some(1), Lang::En) => "1 byte".to_owned(),
            (Some(len), Lang::En) => format!("{len} bytes"),
            (Some(len), Lang::Zh) => format!("{len} 字节"),
            (None, Lang::En) => "variable length".to_owned(),
            (None, Lang::Zh) => "长度可变".to_owned(),
        };
        let unit = match units::name(item.unit, lang) {
            "" => String::new(),
            unit => format!(" {unit}"),
        };
        let id = match last {
            Some(last) => format!("{}…{last}", item.id),
            None => item.id.to_string(),
        };
        let (format, times) = (item.format, item.times);
        let (access, table) = (item.access, item.table);
        match lang {
            Lang::En => {
                let sign = if item.signed { ", signed" } else { "" };
                format!(
                    "{id}  {name}\n          {format}{times}{unit}, {length}{sign}, {access}, {table}"
                )
            }
            Lang::Zh => {
                let sign = if item.signed { "，带符号" } else { "" };
                let access = match access.to_string().as_str() {
                    "R" => "只读".to_owned(),
                    "W" => "只写".to_owned(),
                    "RW" | "R/W" => "读写".to_owned(),
                    other => other.to_owned(),
                };
                format!(
                    "{id}  {name}\n          {format}{times}{unit}，{length}{sign}，{access}，{table}"
                )
            }
        }
    }
}
