//! Exactly-once event log: append-only, two alternating sectors over a [`Storage`], whole after a
//! cut at any write.
//!
//! ```text
//! sector   header 16: "RFJ1" seq 4, CRC-24 3, zero 5      records …      erased (0xFF) up to the end
//! record   length 1, entry n, CRC-24 3 over length and entry, zero padding to a multiple of 8
//! ```
//!
//! A record counts when its CRC is right. The first one that is wrong, or an erased length byte,
//! ends the log. When the active sector is full, or ends in a record that was cut, the other sector
//! is erased, the present state is written to it as records, and its header comes last: only then
//! does it replace the old one, because the valid header with the higher sequence number wins. So
//! at every instant one sector holds the whole state, and a cut at any byte leaves the state before
//! or after the entry that was being written.
//!
//! Writes are at most [`RECORD_MAX`] bytes, aligned to 8, and only go to erased places.

use crate::crc24::crc24;
use crate::v1::access::{Durable, ENTRY_MAX, Entry};
use crate::v1::bytes::Writer;
use core::fmt;

/// Longest write in bytes.
pub const RECORD_MAX: usize = 32;
const HEADER: usize = 16;
const MAGIC: [u8; 4] = *b"RFJ1";
const ERASED: u8 = 0xff;

const _: () = assert!(ENTRY_MAX + 4 <= RECORD_MAX);

/// One of the two sectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sector {
    /// First.
    A,
    /// Second.
    B,
}

impl Sector {
    const fn other(self) -> Self {
        match self {
            Sector::A => Sector::B,
            Sector::B => Sector::A,
        }
    }
}

/// Non-volatile memory of two sectors of equal length, each erasable as a whole to 0xFF.
pub trait Storage {
    /// Why an access failed.
    type Error;

    /// Bytes of one sector; a multiple of 8.
    fn sector_len(&self) -> usize;

    /// Reads `buf.len()` bytes from `at`.
    ///
    /// # Errors
    /// When the memory cannot be read.
    fn read(&mut self, sector: Sector, at: usize, buf: &mut [u8]) -> Result<(), Self::Error>;

    /// Writes `bytes` at `at`, an erased place; may be cut at any byte by a loss of power.
    ///
    /// # Errors
    /// When the memory cannot be written.
    fn write(&mut self, sector: Sector, at: usize, bytes: &[u8]) -> Result<(), Self::Error>;

    /// Erases the sector to 0xFF; may be cut anywhere by a loss of power.
    ///
    /// # Errors
    /// When the memory cannot be erased.
    fn erase(&mut self, sector: Sector) -> Result<(), Self::Error>;
}

/// Why the journal failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JournalError<E> {
    /// The memory said so.
    Storage(E),
    /// A sector is too short for the present state.
    Full,
}

impl<E: fmt::Display> fmt::Display for JournalError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JournalError::Storage(e) => write!(f, "memory: {e}"),
            JournalError::Full => f.write_str("sector too short for the state"),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> core::error::Error for JournalError<E> {}

impl<E> From<E> for JournalError<E> {
    fn from(e: E) -> Self {
        JournalError::Storage(e)
    }
}

/// The log over a storage.
#[derive(Debug)]
pub struct Journal<S> {
    storage: S,
    active: Sector,
    sequence: u32,
    end: usize,
    /// The next append has to move to the other sector first.
    closed: bool,
}

impl<S: Storage> Journal<S> {
    /// Opens the log after a boot and rebuilds `state`, which must be fresh. Memory without a log
    /// is formatted.
    ///
    /// # Errors
    /// [`JournalError::Storage`] from the memory, [`JournalError::Full`] when a sector cannot hold
    /// a header.
    pub fn open(mut storage: S, state: &mut impl Durable) -> Result<Self, JournalError<S::Error>> {
        let a = Self::sequence_of(&mut storage, Sector::A)?;
        let b = Self::sequence_of(&mut storage, Sector::B)?;
        let (active, sequence) = match (a, b) {
            (Some(a), Some(b)) if (b.wrapping_sub(a) as i32) > 0 => (Sector::B, b),
            (Some(a), _) => (Sector::A, a),
            (None, Some(b)) => (Sector::B, b),
            (None, None) => {
                let mut journal = Journal {
                    storage,
                    active: Sector::B,
                    sequence: 0,
                    end: 0,
                    closed: true,
                };
                journal.compact(state)?;
                return Ok(journal);
            }
        };
        let mut journal = Journal {
            storage,
            active,
            sequence,
            end: HEADER,
            closed: false,
        };
        journal.replay(state)?;
        Ok(journal)
    }

    /// Makes `entry` durable. `state` is what the entries so far add up to; it is written anew when
    /// the sector is full.
    ///
    /// # Errors
    /// [`JournalError::Storage`] from the memory: the entry may or may not be there after the next
    /// boot. [`JournalError::Full`] when a sector is too short for the state.
    pub fn append(
        &mut self,
        entry: &Entry,
        state: &impl Durable,
    ) -> Result<(), JournalError<S::Error>> {
        let mut buf = [0; RECORD_MAX];
        let record = encode(entry, &mut buf);
        if self.closed || self.end.wrapping_add(record.len()) > self.storage.sector_len() {
            self.compact(state)?;
            if self.end.wrapping_add(record.len()) > self.storage.sector_len() {
                return Err(JournalError::Full);
            }
        }
        // A write that fails leaves something behind its start: the place is lost until the next
        // sector.
        self.closed = true;
        self.storage.write(self.active, self.end, record)?;
        self.closed = false;
        self.end = self.end.wrapping_add(record.len());
        Ok(())
    }

    /// The memory, for what it needs beside the journal. Writing to the two sectors breaks the log.
    pub const fn storage_mut(&mut self) -> &mut S {
        &mut self.storage
    }

    /// Gives the memory back.
    pub fn into_storage(self) -> S {
        self.storage
    }

    fn sequence_of(storage: &mut S, sector: Sector) -> Result<Option<u32>, S::Error> {
        let mut found = [0; HEADER];
        if storage.sector_len() < HEADER {
            return Ok(None);
        }
        storage.read(sector, 0, &mut found)?;
        let [_, _, _, _, s0, s1, s2, s3, ..] = found;
        let sequence = u32::from_le_bytes([s0, s1, s2, s3]);
        let [used @ .., _, _, _, _, _] = found;
        let [expected @ .., _, _, _, _, _] = header(sequence);
        Ok((used == expected).then_some(sequence))
    }

    fn replay(&mut self, state: &mut impl Durable) -> Result<(), S::Error> {
        let len = self.storage.sector_len();
        loop {
            let room = len.saturating_sub(self.end).min(RECORD_MAX);
            let mut buf = [ERASED; RECORD_MAX];
            let Some(record) = buf.get_mut(..room).filter(|r| !r.is_empty()) else {
                return Ok(());
            };
            self.storage.read(self.active, self.end, record)?;
            match decode(record) {
                Some((entry, used)) => {
                    if let Some(entry) = entry {
                        state.apply(&entry);
                    }
                    self.end = self.end.wrapping_add(used);
                }
                None => {
                    // A clean end is erased up to the sector's end as far as a record could reach.
                    self.closed = record.iter().any(|b| *b != ERASED);
                    return Ok(());
                }
            }
        }
    }

    /// Writes the state to the other sector and switches to it.
    fn compact(&mut self, state: &impl Durable) -> Result<(), JournalError<S::Error>> {
        let target = self.active.other();
        let len = self.storage.sector_len();
        self.storage.erase(target)?;
        let mut end = HEADER;
        let mut n = 0usize;
        while let Some(entry) = state.snapshot(n) {
            let mut buf = [0; RECORD_MAX];
            let record = encode(&entry, &mut buf);
            if end.wrapping_add(record.len()) > len {
                return Err(JournalError::Full);
            }
            self.storage.write(target, end, record)?;
            end = end.wrapping_add(record.len());
            n = n.wrapping_add(1);
        }
        if len < HEADER {
            return Err(JournalError::Full);
        }
        let sequence = self.sequence.wrapping_add(1);
        let header = header(sequence);
        // Should this fail, the header may be there all the same: nothing may go to the old sector
        // any more.
        self.closed = true;
        self.storage.write(target, 0, &header)?;
        self.active = target;
        self.sequence = sequence;
        self.end = end;
        self.closed = false;
        Ok(())
    }
}

/// The header of a sector: magic, sequence number, CRC, zeros.
#[inline(never)]
fn header(sequence: u32) -> [u8; HEADER] {
    let [m0, m1, m2, m3] = MAGIC;
    let [s0, s1, s2, s3] = sequence.to_le_bytes();
    let [c0, c1, c2] = crc24(&[m0, m1, m2, m3, s0, s1, s2, s3]);
    [m0, m1, m2, m3, s0, s1, s2, s3, c0, c1, c2, 0, 0, 0, 0, 0]
}

/// Encodes the record of an entry: length, entry, CRC, padding.
#[inline(never)]
fn encode<'b>(entry: &Entry, buf: &'b mut [u8; RECORD_MAX]) -> &'b [u8] {
    let mut w = Writer::behind(1, buf);
    entry.write(&mut w);
    let len = w.written().len();
    if let Some([front]) = w.front() {
        *front = len.wrapping_sub(1) as u8;
    }
    let crc = crc24(w.written());
    w.put(&crc);
    // A multiple of 8 with the CRC.
    buf.get(..len.wrapping_add(10) & !7).unwrap_or(&[])
}

/// Reads a record: the entry, `None` for a kind that this version does not know, and the bytes it
/// takes.
fn decode(record: &[u8]) -> Option<(Option<Entry>, usize)> {
    let len = usize::from(*record.first()?);
    if len == 0 || len > ENTRY_MAX {
        return None;
    }
    let (covered, rest) = record.split_at_checked(len.saturating_add(1))?;
    let crc = rest.first_chunk::<3>()?;
    if crc24(covered) != *crc {
        return None;
    }
    let used = len.saturating_add(4).div_ceil(8).saturating_mul(8);
    Some((Entry::decode(covered.get(1..)?), used))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::v1::access::{NodeState, Past};
    use crate::v1::report::Flags;
    use std::vec;
    use std::vec::Vec;

    /// Two sectors in memory; the power goes after so many bytes, erases cost one byte each.
    #[derive(Clone, Debug)]
    struct Memory {
        sectors: [Vec<u8>; 2],
        power: usize,
    }

    impl Memory {
        fn new(len: usize) -> Self {
            // Not erased: whatever was there before the first boot.
            Memory {
                sectors: [vec![0x5a; len], vec![0x00; len]],
                power: usize::MAX,
            }
        }

        fn of(&mut self, sector: Sector) -> &mut Vec<u8> {
            &mut self.sectors[sector as usize]
        }
    }

    impl Storage for Memory {
        type Error = &'static str;

        fn sector_len(&self) -> usize {
            self.sectors[0].len()
        }

        fn read(&mut self, sector: Sector, at: usize, buf: &mut [u8]) -> Result<(), Self::Error> {
            buf.copy_from_slice(&self.of(sector)[at..at + buf.len()]);
            Ok(())
        }

        fn write(&mut self, sector: Sector, at: usize, bytes: &[u8]) -> Result<(), Self::Error> {
            assert!(bytes.len() <= RECORD_MAX && at.is_multiple_of(8));
            for (i, b) in bytes.iter().enumerate() {
                self.power = self.power.checked_sub(1).ok_or("power")?;
                assert_eq!(
                    self.of(sector)[at + i],
                    ERASED,
                    "written twice without an erase"
                );
                self.of(sector)[at + i] = *b;
            }
            Ok(())
        }

        fn erase(&mut self, sector: Sector) -> Result<(), Self::Error> {
            for i in 0..self.sector_len() {
                self.power = self.power.checked_sub(1).ok_or("power")?;
                self.of(sector)[i] = ERASED;
            }
            Ok(())
        }
    }

    fn entries() -> Vec<Entry> {
        let mut all = vec![];
        for n in 1..=40u16 {
            let past = Past {
                evt: n,
                flags: Flags((n & 1) as u8),
                at: u64::from(n) * 1000,
            };
            all.push(Entry::Event(past));
            all.push(Entry::Acknowledged {
                evt: n,
                ctr: u32::from(n) * 3,
            });
            if n % 7 == 0 {
                all.push(Entry::Ceiling(u32::from(n) * 256));
            }
        }
        all
    }

    #[test]
    fn cut_at_any_byte_leaves_the_state_before_or_after_the_entry() {
        // Enough power for everything tells how many bytes there are to cut at.
        let all = entries();
        let mut cut = 0;
        loop {
            let mut memory = Memory::new(512);
            memory.power = cut;
            let mut truth = NodeState::default();
            let mut doubtful = None;
            let mut whole = false;
            'life: {
                let mut state = NodeState::default();
                let Ok(mut journal) = Journal::open(memory.clone(), &mut state) else {
                    // Cut while formatting: the half-formatted memory is lost here, so format anew
                    // below.
                    break 'life;
                };
                for entry in &all {
                    let done = journal.append(entry, &state);
                    if done.is_err() {
                        doubtful = Some(*entry);
                        break;
                    }
                    state.apply(entry);
                    truth.apply(entry);
                }
                memory = journal.into_storage();
                whole = doubtful.is_none();
            }
            memory.power = usize::MAX;
            let mut state = NodeState::default();
            let mut journal = Journal::open(memory, &mut state).expect("opens");
            let mut after = truth.clone();
            if let Some(entry) = doubtful {
                after.apply(&entry);
            }
            assert!(
                state == truth || state == after,
                "cut {cut}: {state:?} is neither {truth:?} nor {after:?}"
            );
            // And it goes on from there.
            journal
                .append(&Entry::Ceiling(9_999), &state)
                .expect("appends");
            state.apply(&Entry::Ceiling(9_999));
            let mut again = NodeState::default();
            Journal::open(journal.into_storage(), &mut again).expect("opens");
            assert_eq!(again, state, "cut {cut}");
            if whole {
                assert_eq!(state.evt(), 40);
                return;
            }
            cut += 1;
        }
    }

    /// Memory that does the write at this place in full and reports an error all the same, once; no
    /// power is lost.
    struct Deaf(Memory, Option<usize>);

    impl Storage for &mut Deaf {
        type Error = &'static str;

        fn sector_len(&self) -> usize {
            self.0.sector_len()
        }

        fn read(&mut self, sector: Sector, at: usize, buf: &mut [u8]) -> Result<(), Self::Error> {
            self.0.read(sector, at, buf)
        }

        fn write(&mut self, sector: Sector, at: usize, bytes: &[u8]) -> Result<(), Self::Error> {
            self.0.write(sector, at, bytes)?;
            if self.1 == Some(at) {
                self.1.take().map_or(Ok(()), |_| Err("no answer"))
            } else {
                Ok(())
            }
        }

        fn erase(&mut self, sector: Sector) -> Result<(), Self::Error> {
            self.0.erase(sector)
        }
    }

    #[test]
    fn entry_confirmed_after_a_failed_move_to_the_other_sector_is_kept() {
        // A key of 24 bytes does not fit any more, a ceiling of 16 does; the move fails at the
        // header, which is there.
        let mut memory = Deaf(Memory::new(512), None);
        let mut state = NodeState::default();
        let mut journal = Journal::open(&mut memory, &mut state).expect("opens");
        while journal.end < 496 {
            let entry = Entry::Ceiling(journal.end as u32);
            journal.append(&entry, &state).expect("appends");
            state.apply(&entry);
        }
        journal.storage_mut().1 = Some(0);
        let key = Entry::Assigned {
            index: 1,
            key_number: 2,
            key: [3; 16],
        };
        assert_eq!(
            journal.append(&key, &state),
            Err(JournalError::Storage("no answer"))
        );
        journal
            .append(&Entry::Ceiling(7_777), &state)
            .expect("appends");
        state.apply(&Entry::Ceiling(7_777));
        let mut found = NodeState::default();
        Journal::open(&mut memory, &mut found).expect("opens");
        assert_eq!(found, state);
    }

    #[test]
    fn sector_too_short_for_the_state_is_reported() {
        let mut state = NodeState::default();
        let mut journal = Journal::open(Memory::new(64), &mut state).expect("opens");
        let error = entries().iter().find_map(|e| {
            let result = journal.append(e, &state);
            state.apply(e);
            result.err()
        });
        assert_eq!(error, Some(JournalError::Full));
    }
}
