//! Non-volatile memory: outlives its owner.

use super::{LOG, METERS};
use crate::flash::{Flash, FlashError};
use board::memory::PAGE;
use board::pair::{self, Pair};
use gateway::table::Change;
use node::memory::SAVED_LEN;
use rf_frame::v1::access::{Durable, Entry};
use rf_frame::v1::journal::{Journal, Sector, Storage};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Bytes of one flash sector: the state of the largest gateway and as much again.
const SECTOR: usize = 64 * 1024;

#[derive(Debug)]
struct Cells {
    starts: u32,
    /// Two sectors for the log of the radio machine.
    journal: Flash,
    changes: Vec<Change>,
    /// Two pages for what the keeper knows.
    keeper: Flash,
    /// Times that it was stored.
    kept: u32,
}

/// The cells of one board.
#[derive(Clone, Debug)]
pub struct Nvm(Rc<RefCell<Cells>>);

impl Default for Nvm {
    fn default() -> Self {
        Self(Rc::new(RefCell::new(Cells {
            starts: 0,
            journal: Flash::new(2, SECTOR),
            changes: Vec::new(),
            keeper: Flash::new(2, PAGE as usize),
            kept: 0,
        })))
    }
}

impl Nvm {
    /// The cells as a program that starts finds them.
    #[must_use]
    pub fn memory(&self) -> Memory {
        Memory {
            cells: self.clone(),
            journal: None,
        }
    }

    /// Times that the keeper's knowledge was stored.
    #[must_use]
    pub fn kept(&self) -> u32 {
        self.0.borrow().kept
    }
}

impl Storage for Nvm {
    type Error = FlashError;

    fn sector_len(&self) -> usize {
        SECTOR
    }

    fn read(&mut self, sector: Sector, at: usize, buf: &mut [u8]) -> Result<(), FlashError> {
        Storage::read(&mut self.0.borrow_mut().journal, sector, at, buf)
    }

    fn write(&mut self, sector: Sector, at: usize, bytes: &[u8]) -> Result<(), FlashError> {
        Storage::write(&mut self.0.borrow_mut().journal, sector, at, bytes)
    }

    fn erase(&mut self, sector: Sector) -> Result<(), FlashError> {
        Storage::erase(&mut self.0.borrow_mut().journal, sector)
    }
}

/// Page of an address, and the place in it.
const fn page(at: u32) -> (usize, usize) {
    ((at / PAGE) as usize, (at % PAGE) as usize)
}

impl pair::Flash for Nvm {
    type Error = FlashError;

    fn read(&self, at: u32, buf: &mut [u8]) -> Result<(), FlashError> {
        let (page, at) = page(at);
        self.0.borrow().keeper.read(page, at, buf)
    }

    fn program(&self, at: u32, bytes: &[u8]) -> Result<(), FlashError> {
        let (page, at) = page(at);
        self.0.borrow_mut().keeper.program(page, at, bytes)
    }

    fn erase_page(&self, at: u32) -> Result<(), FlashError> {
        self.0.borrow_mut().keeper.erase(page(at).0)
    }
}

/// What the keeper knows, from the first of its pages on.
const KEPT: Pair<SAVED_LEN> = Pair(0);

/// Memory of one program from its start to its end.
#[derive(Debug)]
pub struct Memory {
    cells: Nvm,
    journal: Option<Journal<Nvm>>,
}

impl Memory {
    fn open(&mut self, state: &mut impl Durable) {
        self.journal = Journal::open(self.cells.clone(), state).ok();
    }

    fn append(&mut self, entry: &Entry, state: &impl Durable) {
        let stored = self
            .journal
            .as_mut()
            .is_some_and(|journal| journal.append(entry, state).is_ok());
        assert!(stored, "the sector is too short for the state");
    }
}

impl node::memory::Memory for Memory {
    fn load(&mut self, state: &mut impl Durable) {
        self.open(state);
    }

    fn store(&mut self, entry: &Entry, state: &impl Durable) {
        self.append(entry, state);
    }

    fn load_keeper(&mut self, bytes: &mut [u8; SAVED_LEN]) -> bool {
        KEPT.load(&self.cells, bytes)
    }

    fn store_keeper(&mut self, bytes: &[u8; SAVED_LEN]) {
        assert!(KEPT.store(&self.cells, bytes).is_ok(), "the keeper's pages");
        self.cells.0.borrow_mut().kept += 1;
    }
}

impl gateway::memory::Memory for Memory {
    fn count_start(&mut self) -> u32 {
        let mut cells = self.cells.0.borrow_mut();
        cells.starts += 1;
        cells.starts
    }

    fn load(&mut self, state: &mut impl Durable) {
        self.open(state);
    }

    fn store(&mut self, entry: &Entry, state: &impl Durable) {
        self.append(entry, state);
    }

    fn store_change(&mut self, change: &Change) {
        let changes = &mut self.cells.0.borrow_mut().changes;
        changes.push(*change);
        if changes.len() > 2 * (LOG + METERS) {
            // What fell out of the log goes, but for the last word on each meter.
            let recent = changes.len() - LOG;
            let mut seen = BTreeSet::new();
            let mut at = changes.len();
            let mut kept: Vec<_> = changes
                .drain(..)
                .rev()
                .filter(|change| {
                    at -= 1;
                    seen.insert(change.record.address) || at >= recent
                })
                .collect();
            kept.reverse();
            *changes = kept;
        }
    }

    fn replay_changes(&self, each: &mut dyn FnMut(&Change)) {
        self.cells.0.borrow().changes.iter().for_each(each);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gateway::extension::Record;
    use gateway::memory::Memory;

    #[test]
    fn old_changes_go_but_not_the_last_word_on_a_meter() {
        let nvm = Nvm::default();
        let mut flash = nvm.memory();
        let change = |seq, meter| Change {
            seq,
            record: Record::new([meter, 0, 0, 0, 0, 0]),
        };
        flash.store_change(&change(1, 1));
        (2..10_000).for_each(|seq| flash.store_change(&change(seq, 2)));
        let mut left = Vec::new();
        nvm.memory()
            .replay_changes(&mut |change| left.push(change.seq));
        assert_eq!(left.first(), Some(&1));
        assert_eq!(left.last(), Some(&9999));
        assert!(left.len() > LOG && left.len() <= 2 * (LOG + METERS) + 1 && left.is_sorted());
    }
}
