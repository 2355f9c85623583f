//! Opening the store's file; one that cannot be read is set aside, never overwritten.

use super::disk::Disk;
use super::{CURSORS, LOG, META, NEXT, OUTAGES, Store, VALUES, WAITING, number};
use redb::{Builder, Database, DatabaseError, ReadableDatabase, StorageBackend};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// What the disk or the file's content said.
#[derive(Debug)]
pub struct StoreError(pub(super) redb::Error);

impl StoreError {
    pub(super) fn of(error: impl Into<redb::Error>) -> Self {
        Self(error.into())
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "store: {}", self.0)
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// How the file was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// There was none.
    New,
    /// It was there and good.
    Found,
    /// It could not be read and has another name now.
    SetAside {
        /// The new name.
        to: PathBuf,
        /// Why it could not be read.
        why: String,
    },
}

impl Store {
    /// Opens or makes the file at `path`. `random` becomes the number of a new file; `stamp` is
    /// part of the name under which a broken one is set aside.
    ///
    /// # Errors
    /// A file that another process has open, or a folder that cannot be written.
    pub fn open(
        path: &Path,
        limit: u64,
        random: u64,
        stamp: &str,
    ) -> Result<(Self, Opened), StoreError> {
        let existed = path.exists();
        let first = Database::create(path);
        let (database, opened) = match first {
            Ok(database) => (database, if existed { Opened::Found } else { Opened::New }),
            Err(error) if existed && is_broken(&error) => {
                let mut name = path.as_os_str().to_owned();
                name.push(format!(".broken-{stamp}"));
                let to = PathBuf::from(name);
                std::fs::rename(path, &to)
                    .map_err(|error| StoreError::of(redb::Error::Io(error)))?;
                let database = Database::create(path).map_err(StoreError::of)?;
                let why = error.to_string();
                (database, Opened::SetAside { to, why })
            }
            Err(error) => return Err(StoreError::of(error)),
        };
        let again = path.to_owned();
        let disk = Disk::new(database, move || {
            Database::create(&again).map_err(StoreError::of)
        });
        Ok((Self::with_disk(disk, path, limit, random)?, opened))
    }

    /// The same on a disk of the caller's, for tests of power cuts.
    ///
    /// # Errors
    /// What the disk says.
    pub fn on(
        backend: impl StorageBackend + Clone,
        limit: u64,
        random: u64,
    ) -> Result<Self, StoreError> {
        let open = move || {
            let made = Builder::new().create_with_backend(backend.clone());
            made.map_err(StoreError::of)
        };
        Self::with_disk(Disk::new(open()?, open), Path::new(""), limit, random)
    }

    fn with_disk(disk: Disk, path: &Path, limit: u64, random: u64) -> Result<Self, StoreError> {
        let log = disk.with(|database| make_tables(database, random))?;
        Ok(Self {
            disk,
            path: path.to_owned(),
            log,
            limit,
            attempt: Mutex::new(None),
        })
    }
}

/// Makes what is missing and returns the number of the log.
fn make_tables(database: &Database, random: u64) -> Result<u64, StoreError> {
    let write = database.begin_write().map_err(StoreError::of)?;
    {
        let mut meta = write.open_table(META).map_err(StoreError::of)?;
        if number(&meta, NEXT)? == 0 {
            meta.insert(LOG, random).map_err(StoreError::of)?;
            meta.insert(NEXT, 1).map_err(StoreError::of)?;
        }
        write.open_table(WAITING).map_err(StoreError::of)?;
        write.open_table(OUTAGES).map_err(StoreError::of)?;
        write.open_table(VALUES).map_err(StoreError::of)?;
        write.open_table(CURSORS).map_err(StoreError::of)?;
    }
    write.commit().map_err(StoreError::of)?;
    let read = database.begin_read().map_err(StoreError::of)?;
    number(&read.open_table(META).map_err(StoreError::of)?, LOG)
}

/// Whether the file's content is the trouble, and not the disk, a lock or the rights.
fn is_broken(error: &DatabaseError) -> bool {
    match error {
        DatabaseError::DatabaseAlreadyOpen => false,
        DatabaseError::Storage(redb::StorageError::Io(error)) => matches!(
            error.kind(),
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof
        ),
        _ => true,
    }
}
