//! What must not be lost at a power failure: an append-only log in two sectors of flash (section
//! 8).
//!
//! A node keeps its events, its session and its registers; a gateway its members, its keys and the
//! records for the concentrator. Each change is one [`Entry`], and the state is what the entries
//! add up to. [`Journal::commit`] writes the entry first and changes the state then, so that no
//! state can run ahead of the flash.
//!
//! ```text
//! sector  header 16 | record | record | … | erased … | the same header again 16
//! header  "RFJ2" 4 | sequence 4 | START 3 | kind 1 (1 node, 2 gateway) | CRC-24 3 | 00
//! record  LEN 1 | RSN 1 | entry 1..28 | CRC-24 3 | 00, at least one, up to a multiple of 8
//! ```
//!
//! When a sector is full the whole state moves to the other one: erase, end header, records, and
//! the front header last, which makes it the active one. So a cut at any byte leaves the state
//! before or after the entry in hand. RSN counts the records modulo 256.
//!
//! A boot tells a **torn** tail (the power failed while a record was written: nothing is lost)
//! from **rot** (bits changed on their own). After rot the sender cannot know which counters it
//! has used: START rises by D, a quarter of the sector's bytes, above all that can still be read,
//! and the state gives up its keys ([`State::doubt`], S-6).
//!
//! The layout of the entries is in [`entry`], the states in [`node`] and [`gateway`].

pub mod entry;
mod field;
#[cfg(feature = "embedded-storage-v0_3")]
mod flash;
pub mod gateway;
mod generation;
mod judge;
pub mod node;
mod passed_on;
mod record;
mod storage;

pub use entry::Entry;
pub use field::{ENTRY_MAX, GroupKeyBytes, Millis40, Moment, Start};
#[cfg(feature = "embedded-storage-v0_3")]
pub use flash::{Flash, FlashError};
pub use gateway::GatewayState;
pub use generation::{Generation, GenerationPage};
pub use judge::Verdict;
pub use node::NodeState;
pub use passed_on::PassedRecord;
pub use record::Kind;
pub use storage::{Area, Storage};

use core::fmt;
use judge::{LogEnd, highest_start, replay};
use record::{Encoded, HEADER, Header, RECORD_MAX, UNIT};

/// Shortest sector: two headers and one record.
const SECTOR_MIN: usize = (2 * HEADER + RECORD_MAX).next_multiple_of(UNIT);

/// Why the journal failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Error<E> {
    /// The memory said so. What was being written may or may not be there after the next boot.
    Storage(E),
    /// A sector is too short for the present state.
    Full,
    /// A sector's length is no multiple of 8 or below 72.
    SectorLen,
    /// What was written reads differently, in both sectors.
    Verify,
}

impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Storage(e) => write!(f, "memory: {e}"),
            Error::Full => f.write_str("sector too short for the state"),
            Error::SectorLen => f.write_str("sector length no multiple of 8 or below 72 bytes"),
            Error::Verify => f.write_str("memory reads back what was not written"),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> core::error::Error for Error<E> {}

/// An entry that is durable. Only the journal makes one: a state cannot be changed ahead of it.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Committed<'e>(&'e Entry);

impl<'e> Committed<'e> {
    /// The entry.
    #[must_use]
    pub const fn entry(self) -> &'e Entry {
        self.0
    }
}

/// A state that entries add up to.
pub trait State {
    /// Whose state it is.
    const KIND: Kind;

    /// The START in use.
    fn start(&self) -> Start;

    /// Takes an entry in. Entries of the other kind of device have no effect.
    fn apply(&mut self, entry: Committed<'_>);

    /// Entries that add up to this state, applied in order to a fresh one. START is not among
    /// them: the header of the sector has it.
    fn entries(&self) -> impl Iterator<Item = Entry>;

    /// The journal has rotted: gives up every session and group key (S-6).
    fn doubt(&mut self);
}

/// The log over a memory.
#[derive(Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Journal<S> {
    storage: S,
    active: Area,
    sequence: u32,
    /// Where the next record goes.
    end: usize,
    next_rsn: u8,
    /// The next record needs a fresh sector: the log ends torn, or a write failed.
    closed: bool,
}

impl<S: Storage> Journal<S> {
    /// Opens the log after a boot, folds it into `state`, which must be fresh, and makes the next
    /// START durable: counters of [`State::start`] may be used when this returns.
    ///
    /// # Errors
    /// [`Error::Storage`] from the memory, [`Error::SectorLen`] for sectors of a wrong length,
    /// [`Error::Full`] when a sector cannot hold the state.
    pub fn open<T: State>(
        mut storage: S,
        state: &mut T,
    ) -> Result<(Self, Verdict), Error<S::Error>> {
        let len = storage.sector_len();
        if !len.is_multiple_of(UNIT) || len < SECTOR_MIN {
            return Err(Error::SectorLen);
        }
        let judged = judge::headers(&mut storage, T::KIND)?;
        begin(state, judged.start);
        let log = if judged.verdict == Verdict::Fresh {
            LogEnd {
                at: HEADER,
                next_rsn: 0,
                verdict: Verdict::Fresh,
            }
        } else {
            replay(&mut storage, judged.source, |entry| {
                state.apply(Committed(&entry))
            })?
        };
        let verdict = match (judged.verdict, log.verdict) {
            (Verdict::Rot, _) | (_, Verdict::Rot) => Verdict::Rot,
            (Verdict::Whole, of_log) => of_log,
            (of_headers, _) => of_headers,
        };
        let mut journal = Journal {
            storage,
            active: judged.source,
            sequence: judged.sequence,
            end: log.at,
            next_rsn: log.next_rsn,
            closed: log.verdict != Verdict::Whole,
        };
        journal.begin_run(state, verdict)?;
        Ok((journal, verdict))
    }

    /// S-5 and J-5: raises START and makes it durable.
    fn begin_run<T: State>(
        &mut self,
        state: &mut T,
        verdict: Verdict,
    ) -> Result<(), Error<S::Error>> {
        match verdict {
            Verdict::Fresh | Verdict::Whole | Verdict::Torn => self.raise_start(state),
            // START is in both headers then. A record that raises it by D would be lost with one
            // bit.
            Verdict::BrokenMove | Verdict::BrokenErase | Verdict::Rot => {
                let start = self.start_after_doubt(T::KIND)?;
                if verdict.is_doubt() {
                    state.doubt();
                }
                begin(state, start);
                self.move_to_other(state)
            }
        }
    }

    /// The highest START readable anywhere + D, D = bytes of a sector / 4. A sector has room for
    /// fewer records than D, and each raises START by 1 at most, so no START that was used can be
    /// above it.
    fn start_after_doubt(&mut self, kind: Kind) -> Result<Start, Error<S::Error>> {
        let a = highest_start(&mut self.storage, Area::SectorA, kind)?;
        let b = highest_start(&mut self.storage, Area::SectorB, kind)?;
        let d = self.storage.sector_len() / 4;
        Ok(a.max(b).raised_by(u32::try_from(d).unwrap_or(u32::MAX)))
    }

    /// Raises START by one, durably: before SEQ would overflow (S-5).
    ///
    /// # Errors
    /// As [`Journal::commit`].
    pub fn raise_start<T: State>(&mut self, state: &mut T) -> Result<(), Error<S::Error>> {
        let start = state.start().raised_by(1);
        self.commit(state, entry::Begin { start })
    }

    /// Makes `entry` durable and then applies it to `state`, which must be the one that this
    /// journal was opened with.
    ///
    /// # Errors
    /// `state` is unchanged then. [`Error::Storage`] from the memory, [`Error::Full`] when a sector
    /// is too short for the state, [`Error::Verify`] when the memory does not keep what is written.
    pub fn commit<T: State>(
        &mut self,
        state: &mut T,
        entry: impl Into<Entry>,
    ) -> Result<(), Error<S::Error>> {
        let entry = entry.into();
        if self.closed || !self.append(&entry)? {
            self.move_to_other(state)?;
            if !self.append(&entry)? {
                return Err(if self.closed {
                    Error::Verify
                } else {
                    Error::Full
                });
            }
        }
        state.apply(Committed(&entry));
        Ok(())
    }

    /// The memory, for what it holds beside the log. Writing to the sectors breaks the log.
    pub const fn storage_mut(&mut self) -> &mut S {
        &mut self.storage
    }

    /// Gives the memory back.
    pub fn into_storage(self) -> S {
        self.storage
    }

    /// Writes a record after the last one. `false` if there is no room, and, with the log closed,
    /// if it reads back differently.
    fn append(&mut self, entry: &Entry) -> Result<bool, Error<S::Error>> {
        let record = Encoded::new(entry, self.next_rsn);
        let bytes = record.as_slice();
        let end = self.end.saturating_add(bytes.len());
        if end > self.storage.sector_len().saturating_sub(HEADER) {
            return Ok(false);
        }
        // A write that fails leaves dirt: the place is lost until the next move.
        self.closed = true;
        self.write(self.active, self.end, bytes)?;
        if !self.reads_as(self.active, self.end, bytes)? {
            return Ok(false);
        }
        self.closed = false;
        self.end = end;
        self.next_rsn = self.next_rsn.wrapping_add(1);
        Ok(true)
    }

    /// Writes the whole state to the other sector and makes that the active one (J-1).
    fn move_to_other<T: State>(&mut self, state: &T) -> Result<(), Error<S::Error>> {
        let (old, old_end, old_rsn) = (self.active, self.end, self.next_rsn);
        let moved = self.write_sector(state);
        if moved.is_err() {
            (self.active, self.end, self.next_rsn) = (old, old_end, old_rsn);
            // The front header may be there all the same: nothing may go to the old sector now.
            self.closed = true;
        }
        moved
    }

    fn write_sector<T: State>(&mut self, state: &T) -> Result<(), Error<S::Error>> {
        let target = other(self.active);
        let sequence = self.sequence.saturating_add(1);
        let header = Header {
            sequence,
            start: state.start(),
        }
        .encode(T::KIND);
        let end_at = self.storage.sector_len().saturating_sub(HEADER);
        self.storage.erase(target).map_err(Error::Storage)?;
        self.write_checked(target, end_at, &header)?;
        (self.active, self.end) = (target, HEADER);
        for entry in state.entries() {
            if !self.append(&entry)? {
                return Err(if self.closed {
                    Error::Verify
                } else {
                    Error::Full
                });
            }
        }
        self.write_checked(target, 0, &header)?;
        self.sequence = sequence;
        self.closed = false;
        Ok(())
    }

    fn write(&mut self, area: Area, at: usize, bytes: &[u8]) -> Result<(), Error<S::Error>> {
        self.storage.write(area, at, bytes).map_err(Error::Storage)
    }

    fn write_checked(
        &mut self,
        area: Area,
        at: usize,
        bytes: &[u8],
    ) -> Result<(), Error<S::Error>> {
        self.write(area, at, bytes)?;
        if self.reads_as(area, at, bytes)? {
            Ok(())
        } else {
            Err(Error::Verify)
        }
    }

    fn reads_as(&mut self, area: Area, at: usize, bytes: &[u8]) -> Result<bool, Error<S::Error>> {
        let mut buffer = [0; RECORD_MAX];
        let Some(found) = buffer.get_mut(..bytes.len()) else {
            return Ok(false);
        };
        self.storage.read(area, at, found).map_err(Error::Storage)?;
        Ok(found == bytes)
    }
}

/// START of a header, or of a run whose sector is about to be written with it in its header.
fn begin<T: State>(state: &mut T, start: Start) {
    state.apply(Committed(&Entry::Begin(entry::Begin { start })));
}

const fn other(area: Area) -> Area {
    match area {
        Area::SectorA => Area::SectorB,
        _ => Area::SectorA,
    }
}
