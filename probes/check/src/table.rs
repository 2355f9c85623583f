//! The committed table: a line a probe, tab-separated.

use crate::elf::Figures;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const COLUMNS: [&str; 5] = [
    "host code",
    "v6m code",
    "v6m stack",
    "v7m code",
    "v7m stack",
];
/// Growth that is let pass besides 5 %, bytes: alignment and literal pools move by as much.
const SLACK: u64 = 8;

/// Cells by probe and column.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Table(BTreeMap<String, BTreeMap<&'static str, String>>);

impl Table {
    /// Number of probes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes in what was measured of a probe.
    pub fn add(&mut self, probe: &str, target: &str, figures: Figures) {
        let row = self.0.entry(probe.into()).or_default();
        for column in COLUMNS
            .into_iter()
            .filter(|column| column.starts_with(target))
        {
            let cell = match figures.stack {
                _ if column.ends_with("code") => figures.code.to_string(),
                Some(stack) => format!("{}{}", if stack.open { ">" } else { "" }, stack.bytes),
                None => continue,
            };
            row.insert(column, cell);
        }
    }

    /// Reads a table; a file that is not there is an empty one.
    pub fn read(path: &Path) -> Result<Self, String> {
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(Self::parse(&text)),
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(why) => Err(format!("{}: {why}", path.display())),
        }
    }

    fn parse(text: &str) -> Self {
        let rows = text.lines().skip(1).filter_map(|line| {
            let mut cells = line.split('\t');
            let probe = cells.next()?.to_string();
            let cells = COLUMNS
                .into_iter()
                .zip(cells)
                .filter(|(_, cell)| !cell.is_empty() && *cell != "-");
            Some((
                probe,
                cells
                    .map(|(column, cell)| (column, cell.to_string()))
                    .collect(),
            ))
        });
        Self(rows.collect())
    }

    /// Cells of targets that were not built now keep their committed figures.
    pub fn fill_from(&mut self, committed: &Self) {
        for (probe, row) in &mut self.0 {
            for (column, cell) in committed.0.get(probe).into_iter().flatten() {
                row.entry(column).or_insert_with(|| cell.clone());
            }
        }
    }

    /// Writes the table.
    pub fn write(&self, path: &Path) -> Result<(), String> {
        let mut text = format!("probe\t{}\n", COLUMNS.join("\t"));
        for (probe, row) in &self.0 {
            text += probe;
            for column in COLUMNS {
                let _ = write!(text, "\t{}", row.get(column).map_or("-", String::as_str));
            }
            text.push('\n');
        }
        std::fs::write(path, text).map_err(|why| format!("{}: {why}", path.display()))
    }

    /// What grew by more than 5 % or is missing on either side.
    pub fn complaints_against(&self, committed: &Self) -> Vec<String> {
        let mut complaints = Vec::new();
        for (probe, row) in &self.0 {
            let Some(old) = committed.0.get(probe) else {
                complaints.push(format!(
                    "NOT IN TABLE: {probe}; run scripts/probes.sh --update"
                ));
                continue;
            };
            for (column, cell) in row {
                let before = old.get(column);
                let grown = match (number(cell), before.and_then(|before| number(before))) {
                    (Some(now), Some(before)) => now > before + before / 20 + SLACK,
                    _ => true,
                };
                if grown {
                    let before = before.map_or("nothing", String::as_str);
                    complaints
                        .push(format!("GREW: {probe}, {column}: {before} -> {cell}; run scripts/probes.sh --update"));
                }
            }
        }
        for probe in committed
            .0
            .keys()
            .filter(|probe| !self.0.contains_key(*probe))
        {
            complaints.push(format!("NO LONGER MEASURED: {probe}"));
        }
        complaints
    }
}

fn number(cell: &str) -> Option<u64> {
    cell.trim_start_matches('>').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(code: u64) -> Table {
        let mut table = Table::default();
        table.add("frame", "host", Figures { code, stack: None });
        table
    }

    #[test]
    fn growth_is_told_and_shrinking_is_not() {
        assert!(table(1000).complaints_against(&table(1000)).is_empty());
        assert!(table(1058).complaints_against(&table(1000)).is_empty());
        assert!(table(10).complaints_against(&table(1000)).is_empty());
        assert_eq!(table(1059).complaints_against(&table(1000)).len(), 1);
        assert_eq!(table(1000).complaints_against(&Table::default()).len(), 1);
        assert_eq!(Table::default().complaints_against(&table(1000)).len(), 1);
    }

    #[test]
    fn what_is_written_reads_back() {
        let path = std::env::temp_dir().join(format!("probe-table-{}", std::process::id()));
        table(77).write(&path).unwrap();
        assert_eq!(Table::read(&path), Ok(table(77)));
        std::fs::remove_file(path).unwrap();
    }
}
