//! Tables of a TOML file, read key by key, so that one pass finds every fault of a file and its
//! place.
//!
//! A reader takes the keys it knows; whatever is left when it is done was not known and is told
//! with the nearest name that is. Nothing stops at the first fault.

use std::fmt;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What is wrong at one place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line from 1.
    pub line: usize,
    /// Column from 1, in characters.
    pub column: usize,
    /// What is wrong, and what would be right.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {}, column {}: {}",
            self.line, self.column, self.what
        )
    }
}

/// The faults of one file.
#[derive(Debug)]
pub(crate) struct Faults<'t> {
    text: &'t str,
    found: Vec<Fault>,
}

impl<'t> Faults<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text,
            found: Vec::new(),
        }
    }

    /// Something is wrong at byte `offset` of the text.
    pub(crate) fn add(&mut self, offset: usize, what: impl Into<String>) {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        self.found.push(Fault {
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            what: what.into(),
        });
    }

    /// Faults so far.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// All faults in the order of the file.
    pub(crate) fn into_sorted(mut self) -> Vec<Fault> {
        self.found.sort_by_key(|fault| (fault.line, fault.column));
        self.found
    }
}

/// One table, of which the known keys are taken.
pub(crate) struct Table<'a, 'i> {
    table: &'a DeTable<'i>,
    /// Where the table begins.
    pub(crate) at: usize,
    asked: Vec<&'static str>,
}

/// A value and where it is.
pub(crate) struct At<T> {
    /// Byte of the file.
    pub(crate) at: usize,
    /// The value.
    pub(crate) value: T,
}

impl<'a, 'i> Table<'a, 'i> {
    pub(crate) fn new(table: &'a Spanned<DeTable<'i>>) -> Self {
        Self {
            table: table.get_ref(),
            at: table.span().start,
            asked: Vec::new(),
        }
    }

    fn take(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'i>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// Reads `key` with `read`, which says what it wants if the value is something else.
    fn value<T>(
        &mut self,
        faults: &mut Faults<'_>,
        key: &'static str,
        wanted: &str,
        read: impl FnOnce(&DeValue<'i>) -> Option<T>,
    ) -> Option<At<T>> {
        let found = self.take(key)?;
        let at = found.span().start;
        match read(found.get_ref()) {
            Some(value) => Some(At { at, value }),
            None => {
                let kind = found.get_ref().type_str();
                let article = if kind.starts_with(['a', 'i']) {
                    "an"
                } else {
                    "a"
                };
                faults.add(at, format!("`{key}` is {wanted}, not {article} {kind}"));
                None
            }
        }
    }

    /// A text.
    pub(crate) fn text(
        &mut self,
        faults: &mut Faults<'_>,
        key: &'static str,
    ) -> Option<At<String>> {
        self.value(faults, key, "a text", |value| {
            value.as_str().map(str::to_owned)
        })
    }

    /// `true` or `false`.
    pub(crate) fn flag(&mut self, faults: &mut Faults<'_>, key: &'static str) -> Option<bool> {
        let found = self.value(faults, key, "true or false", DeValue::as_bool);
        found.map(|found| found.value)
    }

    /// A text that `parse` understands.
    pub(crate) fn parsed<T>(
        &mut self,
        faults: &mut Faults<'_>,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<At<T>> {
        let At { at, value } = self.text(faults, key)?;
        match parse(&value) {
            Ok(value) => Some(At { at, value }),
            Err(error) => {
                faults.add(at, format!("`{key}`: {error}"));
                None
            }
        }
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, faults: &mut Faults<'_>, key: &'static str) -> Vec<At<String>> {
        let Some(found) = self.take(key) else {
            return Vec::new();
        };
        let Some(list) = found.get_ref().as_array() else {
            faults.add(
                found.span().start,
                format!("`{key}` is a list of texts, [\"…\", \"…\"]"),
            );
            return Vec::new();
        };
        let mut texts = Vec::new();
        for value in list.iter() {
            let at = value.span().start;
            match value.get_ref().as_str() {
                Some(text) => texts.push(At {
                    at,
                    value: text.to_owned(),
                }),
                None => faults.add(at, format!("`{key}` is a list of texts")),
            }
        }
        texts
    }

    /// The table `[key]`.
    pub(crate) fn table(
        &mut self,
        faults: &mut Faults<'_>,
        key: &'static str,
    ) -> Option<Table<'a, 'i>> {
        let found = self.take(key)?;
        let table = as_table(found);
        if table.is_none() {
            faults.add(found.span().start, format!("`{key}` is a table, [{key}]"));
        }
        table
    }

    /// The tables `[[key]]`.
    pub(crate) fn tables(
        &mut self,
        faults: &mut Faults<'_>,
        key: &'static str,
    ) -> Vec<Table<'a, 'i>> {
        let Some(found) = self.take(key) else {
            return Vec::new();
        };
        let list: Option<Vec<Table<'a, 'i>>> = found
            .get_ref()
            .as_array()
            .and_then(|list| list.iter().map(as_table).collect());
        list.unwrap_or_else(|| {
            let what = format!("`{key}` is a list of tables, each begins with [[{key}]]");
            faults.add(found.span().start, what);
            Vec::new()
        })
    }

    /// All keys that were not asked for are faults.
    pub(crate) fn end(self, faults: &mut Faults<'_>) {
        for (key, _) in self.table {
            let name: &str = key.get_ref();
            if self.asked.contains(&name) {
                continue;
            }
            let nearest = self.asked.iter().min_by_key(|known| distance(name, known));
            let hint = match nearest {
                Some(near) if distance(name, near) <= 2 => format!("; do you mean `{near}`?"),
                _ => format!("; known are {}", self.asked.join(", ")),
            };
            faults.add(key.span().start, format!("unknown key `{name}`{hint}"));
        }
    }
}

fn as_table<'a, 'i>(value: &'a Spanned<DeValue<'i>>) -> Option<Table<'a, 'i>> {
    value.get_ref().as_table().map(|table| Table {
        table,
        at: value.span().start,
        asked: Vec::new(),
    })
}

/// Letters to insert, delete or change to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut last = i;
        let mut next = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(usize::MAX);
            let left = next.last().copied().unwrap_or(usize::MAX);
            let changed = last + usize::from(from != *to);
            next.push(changed.min(above + 1).min(left + 1));
            last = above;
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_as_far_apart_as_their_letters() {
        assert_eq!(distance("listen", "listen"), 0);
        assert_eq!(distance("lsiten", "listen"), 2);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("adress", "address"), 1);
    }
}
