//! `export`: the content of a store as CSV for spreadsheets, or as SQL for SQLite and other
//! databases.

use concentrator::store::Store;
use serde_json::Value;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Rows that are read from the store at once.
const PAGE: usize = 1000;

/// Writes events, outages and values into `to`: a CSV file each, or export.sql with a table each.
pub(crate) fn run(path: &Path, to: &Path, sql: bool) -> Result<(), String> {
    let store = Store::open_existing(path);
    let store = store.map_err(|error| format!("store {}: {error}", path.display()))?;
    std::fs::create_dir_all(to).map_err(|error| format!("{}: {error}", to.display()))?;
    let outages = store.outages().map_err(|error| error.to_string())?;
    let values = store.values().map_err(|error| error.to_string())?;
    let rows = |stored: Vec<(String, String)>| stored.into_iter().map(|(_, text)| text).collect();
    let mut tables = vec![
        Table {
            name: "outages",
            columns: &["meter", "begin", "end", "end_or_later", "sequence"],
            rows: rows(outages),
        },
        Table {
            name: "values",
            columns: &["meter", "di", "name", "time", "values", "warnings"],
            rows: rows(values),
        },
    ];
    let mut texts = Vec::new();
    let mut next = 0;
    loop {
        let page = store
            .waiting_from(next, PAGE)
            .map_err(|error| error.to_string())?;
        let Some(last) = page.last() else { break };
        next = last.sequence + 1;
        texts.extend(page.into_iter().map(|one| one.text));
    }
    tables.push(Table {
        name: "events",
        columns: &[
            "time", "kind", "meter", "gateway", "begin", "end", "di", "values", "detail",
        ],
        rows: texts,
    });
    if sql {
        return write(&to.join("export.sql"), |out| {
            writeln!(out, "BEGIN;")?;
            for table in &tables {
                table.sql(out)?;
            }
            writeln!(out, "COMMIT;")
        });
    }
    for table in &tables {
        let path = to.join(format!("{}.csv", table.name));
        write(&path, |out| table.csv(out))?;
        println!("{}: {} rows", path.display(), table.rows.len());
    }
    Ok(())
}

fn write(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<(), String> {
    let written = File::create(path).and_then(|file| {
        let mut out = BufWriter::new(file);
        fill(&mut out)?;
        out.flush()
    });
    written.map_err(|error| format!("{}: {error}", path.display()))
}

/// One kind of what a store holds.
struct Table {
    name: &'static str,
    columns: &'static [&'static str],
    /// JSON objects.
    rows: Vec<String>,
}

impl Table {
    /// The texts of each row by its columns; `None` where there is nothing.
    fn cells(&self) -> impl Iterator<Item = Vec<Option<String>>> {
        self.rows.iter().map(|text| {
            let row: Value = serde_json::from_str(text).unwrap_or_default();
            let columns = self.columns.iter();
            columns.map(|column| text_of(row.get(*column))).collect()
        })
    }

    fn csv(&self, out: &mut impl Write) -> std::io::Result<()> {
        writeln!(out, "{}", self.columns.join(","))?;
        for row in self.cells() {
            let cells: Vec<String> = row.into_iter().map(csv_cell).collect();
            writeln!(out, "{}", cells.join(","))?;
        }
        Ok(())
    }

    fn sql(&self, out: &mut impl Write) -> std::io::Result<()> {
        // `end` and `values` are words of SQL.
        let columns: Vec<String> = self
            .columns
            .iter()
            .map(|name| format!("\"{name}\""))
            .collect();
        let (name, columns) = (format!("\"{}\"", self.name), columns.join(", "));
        writeln!(
            out,
            "DROP TABLE IF EXISTS {name};\nCREATE TABLE {name} ({columns});"
        )?;
        for row in self.cells() {
            let cells: Vec<String> = row.into_iter().map(sql_cell).collect();
            writeln!(out, "INSERT INTO {name} VALUES ({});", cells.join(", "))?;
        }
        Ok(())
    }
}

fn text_of(value: Option<&Value>) -> Option<String> {
    match value {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.clone()),
        Some(other) => Some(other.to_string()),
    }
}

/// A field of RFC 4180.
fn csv_cell(text: Option<String>) -> String {
    let text = text.unwrap_or_default();
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// A literal of SQL.
fn sql_cell(text: Option<String>) -> String {
    text.map_or_else(
        || "NULL".to_owned(),
        |text| format!("'{}'", text.replace('\'', "''")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_commas_and_quotes_are_quoted() {
        assert_eq!(
            csv_cell(text_of(Some(&"a, \"b\"".into()))),
            "\"a, \"\"b\"\"\""
        );
        assert_eq!(csv_cell(text_of(Some(&Value::Null))), "");
        assert_eq!(csv_cell(text_of(Some(&true.into()))), "true");
        assert_eq!(sql_cell(text_of(Some(&"it's".into()))), "'it''s'");
        assert_eq!(sql_cell(None), "NULL");
    }
}
