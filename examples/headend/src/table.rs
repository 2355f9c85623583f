//! What the head-end keeps: one file (redb), and in one transaction an event with the mark that it
//! raises.
//!
//! ```text
//!  events   concentrator, log, sequence -> text     each once
//!  stored   concentrator, log           -> number   everything up to it is here; the mark
//!  latest   concentrator                -> log      the log that the mark on the broker is of
//!  alarms   key                         -> text     how each outage and each gateway is now
//! ```

use crate::alarms;
use crate::intake::{Message, Place, place};
use redb::{Database, ReadableDatabase, ReadableTable, ReadableTableMetadata, TableDefinition};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

const EVENTS: TableDefinition<'_, (&str, u64, u64), &str> = TableDefinition::new("events");
const STORED: TableDefinition<'_, (&str, u64), u64> = TableDefinition::new("stored");
const LATEST: TableDefinition<'_, &str, u64> = TableDefinition::new("latest");
const ALARMS: TableDefinition<'_, &str, &str> = TableDefinition::new("alarms");

/// What the disk or the file's content said.
#[derive(Debug)]
pub struct TableError(redb::Error);

impl TableError {
    fn of(error: impl Into<redb::Error>) -> Self {
        Self(error.into())
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "table: {}", self.0)
    }
}

impl std::error::Error for TableError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// The open table.
#[derive(Debug)]
pub struct Table(Database);

/// What a group of messages led to, once it is on the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Messages that were new, by their places in the group.
    pub new: Vec<usize>,
    /// Messages that were known.
    pub known: u64,
    /// Marks to publish: concentrator and log, everything up to the number.
    pub marks: BTreeMap<(String, u64), u64>,
    /// Concentrators whose messages came after a hole: they are asked again.
    pub holes: BTreeSet<String>,
}

impl Table {
    /// Opens or makes the file at `path`.
    ///
    /// # Errors
    /// A file that is no table or that another process has open, a folder that cannot be written.
    pub fn open(path: &Path) -> Result<Self, TableError> {
        let database = Database::create(path).map_err(TableError::of)?;
        let write = database.begin_write().map_err(TableError::of)?;
        write.open_table(EVENTS).map_err(TableError::of)?;
        write.open_table(STORED).map_err(TableError::of)?;
        write.open_table(LATEST).map_err(TableError::of)?;
        write.open_table(ALARMS).map_err(TableError::of)?;
        write.commit().map_err(TableError::of)?;
        Ok(Self(database))
    }

    /// Stores what is new of `messages` and returns when it is on the disk.
    ///
    /// # Errors
    /// What the disk says; then nothing was stored.
    pub fn take(&self, messages: &[Message]) -> Result<Taken, TableError> {
        let write = self.0.begin_write().map_err(TableError::of)?;
        let mut taken = Taken::default();
        {
            let mut events = write.open_table(EVENTS).map_err(TableError::of)?;
            let mut stored = write.open_table(STORED).map_err(TableError::of)?;
            let mut latest = write.open_table(LATEST).map_err(TableError::of)?;
            let mut alarms = write.open_table(ALARMS).map_err(TableError::of)?;
            for (at, message) in messages.iter().enumerate() {
                let key = (message.concentrator.as_str(), message.log);
                let up_to = stored.get(key).map_err(TableError::of)?;
                let up_to = up_to.map_or(0, |number| number.value());
                let mark = match place(up_to, message.sequence, message.previous) {
                    Place::Known => {
                        taken.known += 1;
                        up_to
                    }
                    Place::AfterHole => {
                        taken.holes.insert(message.concentrator.clone());
                        continue;
                    }
                    Place::New => {
                        let row = (key.0, key.1, message.sequence);
                        let text = message.text.as_str();
                        events.insert(row, text).map_err(TableError::of)?;
                        stored
                            .insert(key, message.sequence)
                            .map_err(TableError::of)?;
                        latest.insert(key.0, key.1).map_err(TableError::of)?;
                        if let Some(alarm) = alarms::key(&message.concentrator, &message.event) {
                            alarms
                                .insert(alarm.as_str(), text)
                                .map_err(TableError::of)?;
                        }
                        taken.new.push(at);
                        message.sequence
                    }
                };
                let key = (message.concentrator.clone(), message.log);
                taken.marks.insert(key, mark);
            }
        }
        write.commit().map_err(TableError::of)?;
        Ok(taken)
    }

    /// The mark of each concentrator's latest log: name, log, number.
    ///
    /// # Errors
    /// What the disk says.
    pub fn marks(&self) -> Result<Vec<(String, u64, u64)>, TableError> {
        let read = self.0.begin_read().map_err(TableError::of)?;
        let latest = read.open_table(LATEST).map_err(TableError::of)?;
        let stored = read.open_table(STORED).map_err(TableError::of)?;
        let mut marks = Vec::new();
        for row in latest.iter().map_err(TableError::of)? {
            let (name, log) = row.map_err(TableError::of)?;
            let (name, log) = (name.value(), log.value());
            if let Some(number) = stored.get((name, log)).map_err(TableError::of)? {
                marks.push((name.to_owned(), log, number.value()));
            }
        }
        Ok(marks)
    }

    /// Key and text of all alarms.
    ///
    /// # Errors
    /// What the disk says.
    pub fn alarms(&self) -> Result<Vec<(String, String)>, TableError> {
        let read = self.0.begin_read().map_err(TableError::of)?;
        let alarms = read.open_table(ALARMS).map_err(TableError::of)?;
        let mut rows = Vec::new();
        for row in alarms.iter().map_err(TableError::of)? {
            let (key, text) = row.map_err(TableError::of)?;
            rows.push((key.value().to_owned(), text.value().to_owned()));
        }
        Ok(rows)
    }

    /// Calls `each` with the text of all events, by concentrator, log and sequence.
    ///
    /// # Errors
    /// What the disk says.
    pub fn events(&self, mut each: impl FnMut(&str)) -> Result<(), TableError> {
        let read = self.0.begin_read().map_err(TableError::of)?;
        let events = read.open_table(EVENTS).map_err(TableError::of)?;
        for row in events.iter().map_err(TableError::of)? {
            let (_, text) = row.map_err(TableError::of)?;
            each(text.value());
        }
        Ok(())
    }

    /// How many events there are.
    ///
    /// # Errors
    /// What the disk says.
    pub fn count(&self) -> Result<u64, TableError> {
        let read = self.0.begin_read().map_err(TableError::of)?;
        let events = read.open_table(EVENTS).map_err(TableError::of)?;
        events.len().map_err(TableError::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(log: u64, sequence: u64, previous: u64) -> Message {
        let text = format!(r#"{{"log":"{log:x}","seq":{sequence},"prev":{previous}}}"#);
        Message::parse("ttl/v1/sub-1/events", text.as_bytes()).unwrap()
    }

    fn table(name: &str) -> (std::path::PathBuf, Table) {
        let file = format!("headend-{name}-{}.redb", std::process::id());
        let path = std::env::temp_dir().join(file);
        let _ = std::fs::remove_file(&path);
        let table = Table::open(&path).unwrap();
        (path, table)
    }

    #[test]
    fn what_comes_twice_is_stored_once_and_the_mark_never_passes_a_hole() {
        let (path, table) = table("once");
        let first = [
            message(9, 1, 0),
            message(9, 2, 1),
            message(9, 2, 1),
            message(9, 4, 3),
        ];
        let taken = table.take(&first).unwrap();
        assert_eq!((taken.new.as_slice(), taken.known), (&[0, 1][..], 1));
        assert_eq!(taken.marks[&("sub-1".to_owned(), 9)], 2);
        assert!(taken.holes.contains("sub-1"));
        // Sent again from the mark on.
        let taken = table.take(&[message(9, 3, 0), message(9, 4, 3)]).unwrap();
        assert!(taken.holes.is_empty() && taken.new == [0, 1]);
        assert_eq!(table.count().unwrap(), 4);
        drop(table);
        let table = Table::open(&path).unwrap();
        assert_eq!(table.marks().unwrap(), [("sub-1".to_owned(), 9, 4)]);
        // A replaced disk is a new log; its numbers are no doubles.
        let taken = table.take(&[message(10, 1, 0)]).unwrap();
        assert_eq!(taken.new, [0]);
        assert_eq!(table.marks().unwrap(), [("sub-1".to_owned(), 10, 1)]);
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn a_mark_that_was_lost_is_told_again() {
        let (path, table) = table("again");
        table.take(&[message(9, 1, 0), message(9, 2, 1)]).unwrap();
        let taken = table.take(&[message(9, 1, 0)]).unwrap();
        assert_eq!(taken.marks[&("sub-1".to_owned(), 9)], 2);
        std::fs::remove_file(path).unwrap();
    }
}
