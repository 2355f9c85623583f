//! Non-volatile memory: outlives its owner.

use super::{LOG, METERS};
use board::memory::PAGE;
use board::pair::{self, Pair};
use gateway::table::Change;
use node::saved::SAVED_LEN;
use rf_frame::access::{Durable, Entry};
use rf_frame::journal::{Journal, Sector, Storage};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::rc::Rc;

/// Bytes of one flash sector: the state of the largest gateway and as much again.
const SECTOR: usize = 64 * 1024;

#[derive(Debug)]
struct Cells {
    starts: u32,
    sectors: [Vec<u8>; 2],
    changes: Vec<Change>,
    /// Two pages for what the keeper knows.
    keeper: Vec<u8>,
    /// Times that it was stored.
    kept: u32,
}

/// The cells of one board.
#[derive(Clone, Debug)]
pub(crate) struct Nvm(Rc<RefCell<Cells>>);

impl Default for Nvm {
    fn default() -> Self {
        let sectors = [vec![0xFF; SECTOR], vec![0xFF; SECTOR]];
        Self(Rc::new(RefCell::new(Cells {
            starts: 0,
            sectors,
            changes: Vec::new(),
            keeper: vec![0xFF; 2 * PAGE as usize],
            kept: 0,
        })))
    }
}

impl Nvm {
    /// The cells as a program that starts finds them.
    pub(crate) fn flash(&self) -> Flash {
        Flash {
            cells: self.clone(),
            journal: None,
        }
    }

    /// Times that the keeper's knowledge was stored.
    #[cfg(test)]
    pub(crate) fn kept(&self) -> u32 {
        self.0.borrow().kept
    }
}

impl Cells {
    fn sector(&mut self, sector: Sector) -> &mut Vec<u8> {
        let [a, b] = &mut self.sectors;
        if sector == Sector::A { a } else { b }
    }
}

impl Storage for Nvm {
    type Error = Infallible;

    fn sector_len(&self) -> usize {
        SECTOR
    }

    fn read(&mut self, sector: Sector, at: usize, buf: &mut [u8]) -> Result<(), Infallible> {
        for (to, from) in buf
            .iter_mut()
            .zip(self.0.borrow_mut().sector(sector).iter().skip(at))
        {
            *to = *from;
        }
        Ok(())
    }

    fn write(&mut self, sector: Sector, at: usize, bytes: &[u8]) -> Result<(), Infallible> {
        // Flash can only clear bits.
        for (to, from) in self
            .0
            .borrow_mut()
            .sector(sector)
            .iter_mut()
            .skip(at)
            .zip(bytes)
        {
            *to &= *from;
        }
        Ok(())
    }

    fn erase(&mut self, sector: Sector) -> Result<(), Infallible> {
        self.0.borrow_mut().sector(sector).fill(0xFF);
        Ok(())
    }
}

impl pair::Flash for Nvm {
    type Error = Infallible;

    fn read(&self, at: u32, buf: &mut [u8]) -> Result<(), Infallible> {
        for (to, from) in buf
            .iter_mut()
            .zip(self.0.borrow().keeper.iter().skip(at as usize))
        {
            *to = *from;
        }
        Ok(())
    }

    fn program(&self, at: u32, bytes: &[u8]) -> Result<(), Infallible> {
        for (to, from) in self
            .0
            .borrow_mut()
            .keeper
            .iter_mut()
            .skip(at as usize)
            .zip(bytes)
        {
            *to &= *from;
        }
        Ok(())
    }

    fn erase_page(&self, at: u32) -> Result<(), Infallible> {
        self.0
            .borrow_mut()
            .keeper
            .iter_mut()
            .skip(at as usize)
            .take(PAGE as usize)
            .for_each(|byte| *byte = 0xFF);
        Ok(())
    }
}

/// What the keeper knows, from the first of its pages on.
const KEPT: Pair<SAVED_LEN> = Pair(0);

/// Memory of one program from its start to its end.
#[derive(Debug)]
pub(crate) struct Flash {
    cells: Nvm,
    journal: Option<Journal<Nvm>>,
}

impl Flash {
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

impl node::memory::Memory for Flash {
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
        let Ok(()) = KEPT.store(&self.cells, bytes);
        self.cells.0.borrow_mut().kept += 1;
    }
}

impl gateway::memory::Memory for Flash {
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
        let mut flash = nvm.flash();
        let change = |seq, meter| Change {
            seq,
            record: Record::new([meter, 0, 0, 0, 0, 0]),
        };
        flash.store_change(&change(1, 1));
        (2..10_000).for_each(|seq| flash.store_change(&change(seq, 2)));
        let mut left = Vec::new();
        nvm.flash()
            .replay_changes(&mut |change| left.push(change.seq));
        assert_eq!(left.first(), Some(&1));
        assert_eq!(left.last(), Some(&9999));
        assert!(left.len() > LOG && left.len() <= 2 * (LOG + METERS) + 1 && left.is_sorted());
    }
}
