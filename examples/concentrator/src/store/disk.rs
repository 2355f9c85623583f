//! The database of the file, opened again after the disk failed.
//!
//! redb refuses everything after one failed write: what its memory holds may differ from the disk.
//! A disk that was full for a while would leave the service without a store until somebody restarts
//! it. So the database is closed after such a failure and opened anew for the next call; what was
//! not committed is not there, and the caller tries it again.

use super::StoreError;
use redb::{Database, Error};
use std::fmt;
use std::sync::{PoisonError, RwLock};

type Open = Box<dyn Fn() -> Result<Database, StoreError> + Send + Sync>;

/// A database that survives failures of its disk.
pub(super) struct Disk {
    /// `None` after a failure.
    database: RwLock<Option<Database>>,
    open: Open,
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Disk")
    }
}

impl Disk {
    /// `database` is open; `open` opens it again.
    pub(super) fn new(
        database: Database,
        open: impl Fn() -> Result<Database, StoreError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            database: RwLock::new(Some(database)),
            open: Box::new(open),
        }
    }

    /// Works with the database, which is opened first if it was closed.
    pub(super) fn with<T>(
        &self,
        work: impl FnOnce(&Database) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let held = self.database.read().unwrap_or_else(PoisonError::into_inner);
        let done = match held.as_ref() {
            Some(database) => work(database),
            None => {
                drop(held);
                return self.reopened(work);
            }
        };
        drop(held);
        if let Err(StoreError(Error::Io(_) | Error::PreviousIo)) = done {
            *self
                .database
                .write()
                .unwrap_or_else(PoisonError::into_inner) = None;
        }
        done
    }

    fn reopened<T>(
        &self,
        work: impl FnOnce(&Database) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut held = self
            .database
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let database = match held.take() {
            Some(database) => database,
            None => (self.open)()?,
        };
        work(held.insert(database))
    }
}
