//! Non-volatile memory: outlives its owner.

use super::{LOG, METERS};
use crate::flash::{Flash, FlashError};
use crate::rng::Rng;
use board::memory::PAGE;
use board::pair::{self, Pair};
use gateway::table::Change;
use node::memory::SAVED_LEN;
use rf_frame::journal::{Area, Storage};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Bytes of a sector of a node's journal, and of the largest gateway's: its state and as much again.
const NODE_SECTOR: usize = 4 * 1024;
const GATEWAY_SECTOR: usize = 256 * 1024;

#[derive(Debug)]
struct Cells {
    starts: u32,
    /// Two sectors for the log of the radio machine, and two pages for the generation.
    journal: Flash,
    changes: Vec<Change>,
    /// Two pages for what the keeper knows.
    keeper: Flash,
    /// Times that it was stored.
    kept: u32,
    /// The board's generator of random bytes, which goes on over its starts.
    random: Rng,
}

/// The cells of one board.
#[derive(Clone, Debug)]
pub struct Nvm(Rc<RefCell<Cells>>);

impl Nvm {
    /// Erased cells of a node; `seed` is of its random bytes.
    #[must_use]
    pub fn node(seed: u64) -> Self {
        Self::new(NODE_SECTOR, seed)
    }

    /// Erased cells of a gateway.
    #[must_use]
    pub fn gateway(seed: u64) -> Self {
        Self::new(GATEWAY_SECTOR, seed)
    }

    fn new(sector: usize, seed: u64) -> Self {
        Self(Rc::new(RefCell::new(Cells {
            starts: 0,
            journal: Flash::new(4, sector),
            changes: Vec::new(),
            keeper: Flash::new(2, PAGE as usize),
            kept: 0,
            random: Rng::new(seed, "hardware generator"),
        })))
    }

    /// The cells as a program that starts finds them.
    #[must_use]
    pub fn memory(&self) -> Memory {
        Memory {
            cells: self.clone(),
        }
    }

    /// Times that the keeper's knowledge was stored.
    #[must_use]
    pub fn kept(&self) -> u32 {
        self.0.borrow().kept
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
}

impl Memory {
    fn draw(&self) -> [u8; 8] {
        self.cells.0.borrow_mut().random.bits().to_le_bytes()
    }
}

impl Storage for Memory {
    type Error = FlashError;

    fn sector_len(&self) -> usize {
        Storage::sector_len(&self.cells.0.borrow().journal)
    }

    fn read(&mut self, area: Area, at: usize, to: &mut [u8]) -> Result<(), FlashError> {
        Storage::read(&mut self.cells.0.borrow_mut().journal, area, at, to)
    }

    fn write(&mut self, area: Area, at: usize, bytes: &[u8]) -> Result<(), FlashError> {
        Storage::write(&mut self.cells.0.borrow_mut().journal, area, at, bytes)
    }

    fn erase(&mut self, area: Area) -> Result<(), FlashError> {
        Storage::erase(&mut self.cells.0.borrow_mut().journal, area)
    }
}

impl node::memory::Memory for Memory {
    fn random(&mut self) -> [u8; 8] {
        self.draw()
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

    fn random(&mut self) -> [u8; 8] {
        self.draw()
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
        let nvm = Nvm::gateway(1);
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
