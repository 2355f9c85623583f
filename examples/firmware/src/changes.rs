//! The gateway's memory: the journal of its radio machine, and beside it the changes of the outage
//! table.
//!
//! ```text
//!  sector   "CHG1"  number 4  complement of the number 4  zero 4  records …  erased
//!  record   sequence 4  record 16  sum 4        sum: FNV-1 of 32 bits, basis 0x645
//! ```
//! When a sector is full the other one takes over what still counts; its header is written last.

use crate::exit;
use crate::nvm::{MemoryError, Nvm, Sectors, open_journal};
use board::memory::{CHANGES, CHANGES_SECTOR, GATEWAY_SECTOR};
use gateway::extension::{RECORD_LEN, Record};
use gateway::table::Change;
use rf_frame::v1::access::{Durable, Entry};
use rf_frame::v1::journal::Journal;

/// Changes in the gateway's log.
pub const LOG: usize = 64;
/// Meters of a gateway.
pub const METERS: usize = board::settings::METERS_MAX;
const MAGIC: [u8; 4] = *b"CHG1";
const HEAD: u32 = 16;
const RECORD: usize = 24;
/// Records that a sector holds.
const PLACES: u32 = (CHANGES_SECTOR - HEAD) / RECORD as u32;

/// The memory of a gateway.
#[derive(Debug)]
pub struct GatewayMemory {
    nvm: Nvm,
    journal: Option<Journal<Sectors>>,
    /// Sector in use, 0 or 1, its number, and the records in it.
    sector: u32,
    number: u32,
    filled: u32,
}

impl GatewayMemory {
    /// Finds the changes of the last start.
    pub fn new(nvm: Nvm) -> Self {
        let mut memory = Self {
            nvm,
            journal: None,
            sector: 1,
            number: 0,
            filled: PLACES,
        };
        for sector in [0, 1] {
            if let Some(number) = memory
                .number_of(sector)
                .filter(|number| *number > memory.number)
            {
                (memory.sector, memory.number) = (sector, number);
            }
        }
        if memory.number > 0 {
            // A record that was cut is a place lost.
            memory.filled = (0..PLACES)
                .rev()
                .find(|at| !memory.is_erased(*at))
                .map_or(0, |at| at.saturating_add(1));
        }
        memory
    }

    const fn begin(sector: u32) -> u32 {
        CHANGES.saturating_add(sector.saturating_mul(CHANGES_SECTOR))
    }

    const fn place(sector: u32, at: u32) -> u32 {
        Self::begin(sector)
            .saturating_add(HEAD)
            .saturating_add(at.saturating_mul(RECORD as u32))
    }

    fn number_of(&self, sector: u32) -> Option<u32> {
        let mut head = [0; HEAD as usize];
        self.nvm.read(Self::begin(sector), &mut head).ok()?;
        let [m0, m1, m2, m3, a, b, c, d, e, f, g, h, ..] = head;
        let number = u32::from_le_bytes([a, b, c, d]);
        ([m0, m1, m2, m3] == MAGIC && number == !u32::from_le_bytes([e, f, g, h])).then_some(number)
    }

    fn is_erased(&self, at: u32) -> bool {
        let mut bytes = [0; RECORD];
        self.nvm
            .read(Self::place(self.sector, at), &mut bytes)
            .is_ok()
            && bytes == [0xFF; RECORD]
    }

    fn change(&self, at: u32) -> Option<Change> {
        let mut bytes = [0; RECORD];
        self.nvm
            .read(Self::place(self.sector, at), &mut bytes)
            .ok()?;
        let (head, check) = bytes.split_at(RECORD - 4);
        if check != sum(head) {
            return None;
        }
        let (seq, record) = head.split_first_chunk::<4>()?;
        Some(Change {
            seq: u32::from_le_bytes(*seq),
            record: Record::from_wire(record.first_chunk()?)?,
        })
    }

    fn append(&mut self, change: &Change) -> Result<(), MemoryError> {
        if self.filled >= PLACES {
            self.compact()?;
        }
        let at = Self::place(self.sector, self.filled);
        self.filled = self.filled.saturating_add(1);
        self.nvm.program(at, &encode(change))
    }

    /// Moves the changes of the log, and the last one of every meter, to the other sector.
    fn compact(&mut self) -> Result<(), MemoryError> {
        let target = self.sector ^ 1;
        self.nvm.erase(Self::begin(target), CHANGES_SECTOR)?;
        let mut kept = [0u32; PLACES.div_ceil(32) as usize];
        let mut seen = [[0xFF; 6]; METERS];
        let mut found = 0usize;
        let filled = if self.number == 0 { 0 } else { self.filled };
        for at in (0..filled).rev() {
            let Some(change) = self.change(at) else {
                continue;
            };
            found = found.saturating_add(1);
            let new = !seen.contains(&change.record.address);
            if new && let Some(free) = seen.iter_mut().find(|address| **address == [0xFF; 6]) {
                *free = change.record.address;
            }
            if (new || found <= LOG)
                && let Some(word) = kept.get_mut(at as usize / 32)
            {
                *word |= 1 << (at & 31);
            }
        }
        let mut count = 0;
        for at in 0..filled {
            if kept
                .get(at as usize / 32)
                .is_some_and(|word| word >> (at & 31) & 1 != 0)
                && let Some(change) = self.change(at)
            {
                self.nvm
                    .program(Self::place(target, count), &encode(&change))?;
                count = count.saturating_add(1);
            }
        }
        let number = self.number.saturating_add(1);
        let [a, b, c, d] = number.to_le_bytes();
        let [e, f, g, h] = (!number).to_le_bytes();
        let [m0, m1, m2, m3] = MAGIC;
        let head = [m0, m1, m2, m3, a, b, c, d, e, f, g, h, 0, 0, 0, 0];
        self.nvm.program(Self::begin(target), &head)?;
        (self.sector, self.number, self.filled) = (target, number, count);
        Ok(())
    }
}

fn encode(change: &Change) -> [u8; RECORD] {
    let mut bytes = [0; RECORD];
    let (head, check) = bytes.split_at_mut(RECORD - 4);
    let wire: [u8; RECORD_LEN] = change.record.to_wire();
    for (to, from) in head
        .iter_mut()
        .zip(change.seq.to_le_bytes().into_iter().chain(wire))
    {
        *to = from;
    }
    let found = sum(head);
    for (to, from) in check.iter_mut().zip(found) {
        *to = from;
    }
    bytes
}

fn sum(bytes: &[u8]) -> [u8; 4] {
    let sum = bytes.iter().fold(0x645u32, |sum, byte| {
        sum.wrapping_mul(0x0100_0193) ^ u32::from(*byte)
    });
    sum.to_le_bytes()
}

impl gateway::memory::Memory for GatewayMemory {
    fn count_start(&mut self) -> u32 {
        self.nvm.count_start()
    }

    fn load(&mut self, state: &mut impl Durable) {
        self.journal = Some(open_journal(Sectors::new(self.nvm, GATEWAY_SECTOR), state));
    }

    fn store(&mut self, entry: &Entry, state: &impl Durable) {
        if !self
            .journal
            .as_mut()
            .is_some_and(|journal| journal.append(entry, state).is_ok())
        {
            exit::fail("journal");
        }
    }

    fn store_change(&mut self, change: &Change) {
        if self.append(change).is_err() {
            exit::fail("memory");
        }
    }

    fn replay_changes(&self, each: &mut dyn FnMut(&Change)) {
        if self.number > 0 {
            (0..self.filled)
                .filter_map(|at| self.change(at))
                .for_each(|change| each(&change));
        }
    }
}
