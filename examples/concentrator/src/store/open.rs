//! Opening the store's file; one that cannot be read is set aside, never overwritten. A file of
//! somebody else and one of a newer version are no broken stores: they are refused and left alone.

use super::disk::Disk;
use super::{CURSORS, LOG, META, NEXT, OUTAGES, Store, VALUES, VERSION, WAITING, number};
use redb::{
    Builder, Database, DatabaseError, Error, ReadableDatabase, StorageBackend, StorageError,
    TableHandle,
};
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Version of the tables' layout that this program writes and reads. A file without one is of
/// version 1.
const LAYOUT: u64 = 1;

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

/// Why a store cannot be used.
#[derive(Debug)]
pub enum OpenError {
    /// Another process has it open.
    InUse,
    /// It holds something else: a text, or the tables of another program.
    Foreign(&'static str),
    /// A newer version wrote it.
    Newer,
    /// The disk, the rights, or the folder.
    Disk(StoreError),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InUse => {
                f.write_str("another process has it open; stop that one, or choose another `store`")
            }
            Self::Foreign(what) => {
                write!(f, "this is {what} and no store; choose another `store`")
            }
            Self::Newer => f.write_str(
                "a newer version of this program wrote it; run that version, or choose another \
                 `store`",
            ),
            Self::Disk(error) => {
                let hint = match &error.0 {
                    Error::Io(error) => hint(error),
                    _ => "",
                };
                write!(f, "{error}{hint}")
            }
        }
    }
}

impl std::error::Error for OpenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk(error) => Some(error),
            _ => None,
        }
    }
}

/// What to do about what the system says.
fn hint(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::NotFound => "; make its folder first",
        std::io::ErrorKind::PermissionDenied => "; give this user the right to write there",
        std::io::ErrorKind::IsADirectory => "; `store` names a file",
        std::io::ErrorKind::StorageFull => "; make room on that disk",
        _ => "",
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
    /// A file that another process has open, that is somebody else's or of a newer version, or a
    /// folder that cannot be written.
    pub fn open(
        path: &Path,
        limit: u64,
        random: u64,
        stamp: &str,
    ) -> Result<(Self, Opened), OpenError> {
        let existed = path.exists();
        if existed {
            check_owner(path)?;
        }
        let (database, opened) = match Database::create(path) {
            Ok(database) => (database, if existed { Opened::Found } else { Opened::New }),
            Err(error) if existed && is_broken(&error) => {
                let mut name = path.as_os_str().to_owned();
                name.push(format!(".broken-{stamp}"));
                let to = PathBuf::from(name);
                std::fs::rename(path, &to)
                    .map_err(|error| OpenError::Disk(StoreError::of(redb::Error::Io(error))))?;
                let why = error.to_string();
                let database = Database::create(path).map_err(refused)?;
                (database, Opened::SetAside { to, why })
            }
            Err(error) => return Err(refused(error)),
        };
        check_tables(&database)?;
        Ok((Self::in_file(database, path, limit, random)?, opened))
    }

    /// Opens a store that is there, to read it. Nothing is made and nothing is set aside.
    ///
    /// # Errors
    /// As for [`open`](Self::open); and a file that is missing or broken.
    pub fn open_existing(path: &Path) -> Result<Self, OpenError> {
        check_owner(path)?;
        let database = Database::open(path).map_err(refused)?;
        check_tables(&database)?;
        Self::in_file(database, path, u64::MAX, 0)
    }

    fn in_file(
        database: Database,
        path: &Path,
        limit: u64,
        random: u64,
    ) -> Result<Self, OpenError> {
        let again = path.to_owned();
        let disk = Disk::new(database, move || {
            Database::create(&again).map_err(StoreError::of)
        });
        Self::with_disk(disk, path, limit, random).map_err(OpenError::Disk)
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
            meta.insert(VERSION, LAYOUT).map_err(StoreError::of)?;
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

/// The first bytes of the file: redb's mark, and its version in both commit slots.
const MARK: &[u8] = b"redb\x1a\x0a\xa9\x0d\x0a";
const SLOTS: [usize; 2] = [64, 192];
/// The newest file format that the redb of this build reads.
const FORMAT: u8 = 3;

/// Refuses what is no broken store but somebody else's file.
fn check_owner(path: &Path) -> Result<(), OpenError> {
    let failed = |error| OpenError::Disk(StoreError::of(redb::Error::Io(error)));
    if path.is_dir() {
        return Err(failed(std::io::ErrorKind::IsADirectory.into()));
    }
    let mut head = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(512).read_to_end(&mut head).map_err(failed)?;
    if head.starts_with(MARK) {
        // A flipped bit is in one slot; a newer program wrote both.
        let newer = SLOTS.map(|at| head.get(at).copied().unwrap_or(0));
        return match newer {
            [first, second] if first == second && first > FORMAT => Err(OpenError::Newer),
            _ => Ok(()),
        };
    }
    if is_text(&head) {
        return Err(OpenError::Foreign("a text file"));
    }
    Ok(())
}

/// Whether these first bytes of a file are lines of text, which broken sectors are not. A letter
/// may be cut at their end.
fn is_text(head: &[u8]) -> bool {
    let cut = |error: std::str::Utf8Error| error.error_len().is_none();
    let printed = |byte: &u8| !byte.is_ascii_control() || byte.is_ascii_whitespace();
    let letters = std::str::from_utf8(head).map_or_else(cut, |_| true);
    head.contains(&b'\n') && letters && head.iter().all(printed)
}

/// Refuses tables of a newer version and of other programs, before anything is written.
fn check_tables(database: &Database) -> Result<(), OpenError> {
    let disk = |error: redb::Error| OpenError::Disk(StoreError(error));
    let read = database.begin_read().map_err(|error| disk(error.into()))?;
    let tables = read.list_tables().map_err(|error| disk(error.into()))?;
    let names: Vec<String> = tables.map(|table| table.name().to_owned()).collect();
    if names.is_empty() {
        return Ok(());
    }
    let Ok(meta) = read.open_table(META) else {
        return Err(OpenError::Foreign("the database of another program"));
    };
    if number(&meta, VERSION).map_err(OpenError::Disk)? > LAYOUT {
        return Err(OpenError::Newer);
    }
    Ok(())
}

fn refused(error: DatabaseError) -> OpenError {
    match error {
        DatabaseError::DatabaseAlreadyOpen => OpenError::InUse,
        // redb's word for a file that is not its own.
        DatabaseError::Storage(StorageError::Io(error))
            if error.kind() == std::io::ErrorKind::InvalidData =>
        {
            OpenError::Foreign("another program's file, or a broken one,")
        }
        other => OpenError::Disk(StoreError::of(other)),
    }
}

/// Whether the file's content is the trouble, and not the disk, a lock or the rights.
fn is_broken(error: &DatabaseError) -> bool {
    match error {
        DatabaseError::DatabaseAlreadyOpen => false,
        DatabaseError::Storage(StorageError::Io(error)) => matches!(
            error.kind(),
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof
        ),
        _ => true,
    }
}
