//! What survives a restart: events and values that wait for the head-end, the table of outages,
//! last values, and how far each gateway was read. One file (redb), one transaction for all that
//! belongs together.
//!
//! ```text
//!  meta      log, next sequence, waiting bytes, version    one row each
//!  waiting   sequence            -> kind, text             freed by the head-end's `stored` mark alone
//!  outages   meter + number      -> text                   what the page shows
//!  values    meter + identifier  -> text                   the last one
//!  cursors   line + gateway      -> bytes                  how far a gateway was read
//! ```
//!
//! An event's number is concentrator / log / sequence. The log is a random number made with the
//! file: events of a new file are never taken for doubles of an old one. When the waiting texts
//! pass the limit, the oldest values go first, outages last, and one event tells how many were lost
//! and from when to when.

mod disk;
mod limit;
mod open;

pub use open::{OpenError, Opened, StoreError};

use disk::Disk;
use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

const META: TableDefinition<'_, &str, u64> = TableDefinition::new("meta");
const WAITING: TableDefinition<'_, u64, (u8, &str)> = TableDefinition::new("waiting");
const OUTAGES: TableDefinition<'_, &str, &str> = TableDefinition::new("outages");
const VALUES: TableDefinition<'_, &str, &str> = TableDefinition::new("values");
const CURSORS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("cursors");

/// Rows of the meta table.
const LOG: &str = "log";
const NEXT: &str = "next";
const WAITING_BYTES: &str = "waiting_bytes";
const VERSION: &str = "version";

/// What a waiting text is: which goes first when there is no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A reading; dropped first.
    Value,
    /// An outage, a loss, anything that must not be missed.
    Event,
}

impl Kind {
    const fn byte(self) -> u8 {
        match self {
            Self::Value => 0,
            Self::Event => 1,
        }
    }
}

/// One change. Changes that are applied together are stored together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A text for the head-end.
    Tell(Kind, String),
    /// The last value of an item: key, text.
    Value(String, String),
    /// The state of an outage: key, text.
    Outage(String, String),
    /// How far a gateway was read: key, bytes.
    Cursor(String, Vec<u8>),
}

/// The open store.
#[derive(Debug)]
pub struct Store {
    disk: Disk,
    path: PathBuf,
    log: u64,
    limit: u64,
    /// The next sequence after a commit that failed: perhaps it is on the disk all the same.
    attempt: Mutex<Option<u64>>,
}

/// A text that waits for the head-end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its number.
    pub sequence: u64,
    /// The number of the one that waits before it, 0 if none does: by it the head-end sees what is
    /// missing.
    pub previous: u64,
    /// The text.
    pub text: String,
}

impl Store {
    /// Random number of this file.
    #[must_use]
    pub const fn log(&self) -> u64 {
        self.log
    }

    /// The file.
    #[must_use]
    pub const fn path(&self) -> &PathBuf {
        &self.path
    }

    /// Stores all of `changes` and returns when they are on the disk.
    ///
    /// # Errors
    /// What the disk says. Call again with the same changes, until it works: whether the failed
    /// commit reached the disk is seen then, and no event is told twice.
    pub fn apply(&self, changes: &[Change], now: &str) -> Result<(), StoreError> {
        self.disk
            .with(|database| self.apply_to(database, changes, now))
    }

    fn apply_to(
        &self,
        database: &Database,
        changes: &[Change],
        now: &str,
    ) -> Result<(), StoreError> {
        let write = database.begin_write().map_err(StoreError::of)?;
        {
            let mut meta = write.open_table(META).map_err(StoreError::of)?;
            let mut waiting = write.open_table(WAITING).map_err(StoreError::of)?;
            let mut outages = write.open_table(OUTAGES).map_err(StoreError::of)?;
            let mut values = write.open_table(VALUES).map_err(StoreError::of)?;
            let mut cursors = write.open_table(CURSORS).map_err(StoreError::of)?;
            let mut next = number(&meta, NEXT)?;
            let mut attempt = self.attempt.lock().unwrap_or_else(PoisonError::into_inner);
            if attempt.take() == Some(next) {
                return Ok(());
            }
            let first = next;
            let mut bytes = number(&meta, WAITING_BYTES)?;
            for change in changes {
                match change {
                    Change::Tell(kind, text) => {
                        let row = (kind.byte(), text.as_str());
                        waiting.insert(next, row).map_err(StoreError::of)?;
                        next += 1;
                        bytes += limit::size(text);
                    }
                    Change::Value(key, text) => {
                        values
                            .insert(key.as_str(), text.as_str())
                            .map_err(StoreError::of)?;
                    }
                    Change::Outage(key, text) => {
                        outages
                            .insert(key.as_str(), text.as_str())
                            .map_err(StoreError::of)?;
                    }
                    Change::Cursor(key, at) => {
                        cursors
                            .insert(key.as_str(), at.as_slice())
                            .map_err(StoreError::of)?;
                    }
                }
            }
            if bytes > self.limit {
                let lost = limit::make_room(&mut waiting, bytes, self.limit)?;
                bytes = lost.bytes_left;
                if let Some(text) = lost.told(now) {
                    bytes += limit::size(&text);
                    let row = (Kind::Event.byte(), text.as_str());
                    waiting.insert(next, row).map_err(StoreError::of)?;
                    next += 1;
                }
            }
            meta.insert(NEXT, next).map_err(StoreError::of)?;
            meta.insert(WAITING_BYTES, bytes).map_err(StoreError::of)?;
            *attempt = (next > first).then_some(next);
        }
        write.commit().map_err(StoreError::of)?;
        *self.attempt.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }

    /// Up to `most` waiting texts from `sequence` on, in order.
    ///
    /// # Errors
    /// What the disk says.
    pub fn waiting_from(&self, sequence: u64, most: usize) -> Result<Vec<Waiting>, StoreError> {
        self.disk.with(|database| {
            let read = database.begin_read().map_err(StoreError::of)?;
            let waiting = read.open_table(WAITING).map_err(StoreError::of)?;
            let rows = waiting.range(sequence..).map_err(StoreError::of)?;
            let mut before = waiting.range(..sequence).map_err(StoreError::of)?;
            let before = before.next_back().transpose().map_err(StoreError::of)?;
            let mut previous = before.map_or(0, |(key, _)| key.value());
            let row = |row: Result<_, redb::StorageError>| -> Result<Waiting, StoreError> {
                let (key, value): (
                    redb::AccessGuard<'_, u64>,
                    redb::AccessGuard<'_, (u8, &str)>,
                ) = row.map_err(StoreError::of)?;
                let sequence = key.value();
                Ok(Waiting {
                    sequence,
                    previous: std::mem::replace(&mut previous, sequence),
                    text: value.value().1.to_owned(),
                })
            };
            rows.take(most).map(row).collect()
        })
    }

    /// The head-end has everything of log `log` up to `sequence`: it is forgotten here. A mark of
    /// another log is for another file and frees nothing. Returns how many texts were freed.
    ///
    /// # Errors
    /// What the disk says; then nothing was freed.
    pub fn free(&self, log: u64, sequence: u64) -> Result<u64, StoreError> {
        if log != self.log {
            return Ok(0);
        }
        self.disk.with(|database| {
            let write = database.begin_write().map_err(StoreError::of)?;
            let mut freed = 0;
            {
                let mut meta = write.open_table(META).map_err(StoreError::of)?;
                let mut waiting = write.open_table(WAITING).map_err(StoreError::of)?;
                let mut bytes = number(&meta, WAITING_BYTES)?;
                let gone = waiting
                    .extract_from_if(..=sequence, |_, _| true)
                    .map_err(StoreError::of)?;
                for row in gone {
                    let (_, value) = row.map_err(StoreError::of)?;
                    bytes = bytes.saturating_sub(limit::size(value.value().1));
                    freed += 1;
                }
                meta.insert(WAITING_BYTES, bytes).map_err(StoreError::of)?;
            }
            write.commit().map_err(StoreError::of)?;
            Ok(freed)
        })
    }

    /// How many texts wait, and their bytes.
    ///
    /// # Errors
    /// What the disk says.
    pub fn backlog(&self) -> Result<(u64, u64), StoreError> {
        self.disk.with(|database| {
            use redb::ReadableTableMetadata;
            let read = database.begin_read().map_err(StoreError::of)?;
            let waiting = read.open_table(WAITING).map_err(StoreError::of)?;
            let meta = read.open_table(META).map_err(StoreError::of)?;
            Ok((
                waiting.len().map_err(StoreError::of)?,
                number(&meta, WAITING_BYTES)?,
            ))
        })
    }

    /// All outages by key.
    ///
    /// # Errors
    /// What the disk says.
    pub fn outages(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.texts(OUTAGES)
    }

    /// The last values by key.
    ///
    /// # Errors
    /// What the disk says.
    pub fn values(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.texts(VALUES)
    }

    /// How far the gateway of this key was read.
    ///
    /// # Errors
    /// What the disk says.
    pub fn cursor(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.disk.with(|database| {
            let read = database.begin_read().map_err(StoreError::of)?;
            let cursors = read.open_table(CURSORS).map_err(StoreError::of)?;
            let found = cursors.get(key).map_err(StoreError::of)?;
            Ok(found.map(|bytes| bytes.value().to_vec()))
        })
    }

    fn texts(
        &self,
        table: TableDefinition<'_, &str, &str>,
    ) -> Result<Vec<(String, String)>, StoreError> {
        self.disk.with(|database| {
            let read = database.begin_read().map_err(StoreError::of)?;
            let table = read.open_table(table).map_err(StoreError::of)?;
            let mut found = Vec::new();
            for row in table.iter().map_err(StoreError::of)? {
                let (key, text) = row.map_err(StoreError::of)?;
                found.push((key.value().to_owned(), text.value().to_owned()));
            }
            Ok(found)
        })
    }
}

/// A number of the meta table, 0 where there is none yet.
fn number(
    meta: &impl ReadableTable<&'static str, u64>,
    key: &'static str,
) -> Result<u64, StoreError> {
    Ok(meta
        .get(key)
        .map_err(StoreError::of)?
        .map_or(0, |found| found.value()))
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod cut;

#[cfg(test)]
mod power;
