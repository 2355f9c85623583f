//! The user's own identifiers, which go before those of the standard.

use crate::Lang;
use crate::phrases::Phrase;
use dlt645::item::{self, Access, Item, Items, Pattern};
use dlt645::value::{Format, Unit};
use dlt645::{DataId, Edition};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Lasts as long as the process, and so do the names.
static OWN: OnceLock<Vec<Pattern>> = OnceLock::new();

/// Takes a table in the columns that `dlt645 items --csv` prints:
/// `di,name,name_zh,format,length,unit,signed,access`. Of two rows with one identifier the later
/// holds. Only the first call of a process counts. How many identifiers it has.
///
/// # Errors
/// The first line that is none, with its number and what is wrong.
pub fn install(table: &str) -> Result<usize, Phrase> {
    let mut all = HashMap::new();
    for (line, number) in table.lines().zip(1..) {
        let line = line.trim().trim_start_matches('\u{feff}');
        if line.is_empty() || line.starts_with('#') || line.starts_with("di,") {
            continue;
        }
        let own = row(line).map_err(|Phrase { en, zh }| {
            Phrase::new(
                format!("line {number}: {en}"),
                format!("第 {number} 行：{zh}"),
            )
        })?;
        all.insert(own.item.id, own);
    }
    let count = all.len();
    // A second table would change what was printed before.
    let _ = OWN.set(all.into_values().collect());
    Ok(count)
}

fn row(line: &str) -> Result<Pattern, Phrase> {
    let mut cells = cells(line).into_iter();
    let mut next = || cells.next().unwrap_or_default();
    let (di, name, name_zh, format) = (next(), next(), next(), next());
    let (length, unit, signed, access) = (next(), next(), next(), next());
    let di = crate::search::ids::parse(&di)
        .ok_or_else(|| {
            Phrase::new(
                format!("`{di}` is no identifier"),
                format!("“{di}”不是数据标识"),
            )
        })?
        .di;
    let unit = Unit::from_symbol(unit.trim())
        .ok_or_else(|| Phrase::new(format!("`{unit}` is no unit"), format!("“{unit}”不是单位")))?;
    let len = length.trim().parse::<usize>().ok();
    // A row that the standard has too, perhaps under another name: blocks and records have a layout
    // that no cell tells.
    let standard = item::lookup(di)
        .filter(|item| format!("{}{}", item.format, item.times) == format.trim())
        .filter(|item| item.byte_len() == len);
    let mut item = match standard {
        Some(item) => item,
        None => Item::new(di, format_of(&format, di.edition())?, unit),
    };
    item.unit = unit;
    item.signed = matches!(signed.trim(), "yes" | "true" | "1" | "是");
    if let (Some(len), Some(own)) = (len, item.byte_len())
        && len != own
    {
        return Err(Phrase::new(
            format!("`{format}` has {own} bytes, not {len}"),
            format!("“{format}”为 {own} 字节，不是 {len}"),
        ));
    }
    if let Some(access) = access_of(access.trim()) {
        item = item.access(access);
    }
    let mut own = Pattern::new(item, name.leak());
    own.name_zh = match name_zh.is_empty() {
        true => own.name,
        false => name_zh.leak(),
    };
    Ok(own)
}

/// What may be done with an item, as it is printed.
fn access_of(text: &str) -> Option<Access> {
    [Access::Read, Access::Write, Access::ReadWrite]
        .into_iter()
        .find(|access| access.to_string() == text)
}

/// A format as it is printed: `XXXXXX.XX`, or that of an item of the standard.
fn format_of(text: &str, edition: Edition) -> Result<Format, Phrase> {
    let text = text.trim();
    let digits = text.chars().filter(|c| *c == 'X').count();
    let points = text.chars().filter(|c| *c == '.').count();
    if digits > 0 && digits + points == text.len() && points <= 1 && digits % 2 == 0 && digits <= 16
    {
        let scale = text.split_once('.').map_or(0, |(_, after)| after.len());
        return Ok(Format::Number {
            digits: digits as u8,
            scale: scale as u8,
        });
    }
    let known = item::patterns(edition).chain(item::patterns(Edition::V2007));
    known
        .map(|item| item.format)
        .find(|format| format.to_string() == text)
        .ok_or_else(|| {
            Phrase::new(
                format!("`{text}` is no format; numbers are written XXXXXX.XX"),
                format!("“{text}”不是格式；数字写作 XXXXXX.XX"),
            )
        })
}

/// Cells of a line, with quotes.
fn cells(line: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                if let Some(last) = all.last_mut() {
                    last.push('"');
                }
            }
            '"' => quoted = !quoted,
            ',' if !quoted => all.push(String::new()),
            c => {
                if let Some(last) = all.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    all
}

/// The user's identifiers before those of the standard.
#[must_use]
pub fn items() -> Items<'static> {
    Items::with(OWN.get().map_or(&[], Vec::as_slice))
}

/// An item: the user's, else the standard's.
#[must_use]
pub fn lookup(di: DataId) -> Option<Item> {
    items().lookup(di)
}

/// The user's own name of an identifier.
pub(crate) fn name(di: DataId, lang: Lang) -> Option<&'static str> {
    let own = items().own().iter().find(|own| own.matches(di))?;
    Some(match lang {
        Lang::En => own.name,
        Lang::Zh => own.name_zh,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_comes_back() {
        let mut seen = 0;
        for edition in [Edition::V2007, Edition::V1997] {
            for id in item::search(edition, &[]) {
                let item = item::lookup(id).unwrap();
                let line = crate::items::ItemLine {
                    item: &item,
                    last: None,
                };
                let own = row(&line.csv()).unwrap();
                assert_eq!(own.item, item, "{}", line.csv());
                assert_eq!(Some(own.name.to_owned()), crate::names::of(id, Lang::En));
                assert_eq!(Some(own.name_zh.to_owned()), crate::names::of(id, Lang::Zh));
                seen += 1;
            }
        }
        assert!(seen > 2000, "{seen}");
    }

    #[test]
    fn rows_of_a_table() {
        let own = row("04A10101,\"Flow, total\",总流量,XXXXXX.XX,4,kWh,yes,R").unwrap();
        assert_eq!(own.item.id, DataId::V2007(0x04A1_0101));
        assert_eq!(
            own.item.format,
            Format::Number {
                digits: 8,
                scale: 2
            }
        );
        assert!(own.item.signed && own.name == "Flow, total");
        for (wrong, word) in [
            ("x,a,b,XX,1,,no,R", "no identifier"),
            ("04A10101,a,b,XX,2,,no,R", "1 bytes, not 2"),
            ("04A10101,a,b,?,2,,no,R", "no format"),
            ("04A10101,a,b,XX,1,furlong,no,R", "no unit"),
        ] {
            assert!(
                row(wrong)
                    .err()
                    .is_some_and(|error| error.en.contains(word)),
                "{wrong}"
            );
        }
    }
}
