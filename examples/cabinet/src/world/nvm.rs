//! Non-volatile memory: outlives its owner.

use gateway::table::Change;
use rf_frame::access::{Durable, ENTRY_MAX, Entry};
use std::cell::RefCell;
use std::rc::Rc;

#[derive(Debug, Default)]
struct Cells {
    starts: u32,
    entries: Vec<Vec<u8>>,
    changes: Vec<Change>,
}

/// A handle on the memory of one board.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nvm(Rc<RefCell<Cells>>);

impl Nvm {
    fn append(&self, entry: &Entry) {
        let mut out = [0; ENTRY_MAX];
        self.0.borrow_mut().entries.push(entry.encode(&mut out).to_vec());
    }
}

impl node::memory::Memory for Nvm {
    fn store(&mut self, entry: &Entry, _state: &impl Durable) {
        self.append(entry);
    }

    fn replay(&self, each: &mut dyn FnMut(&[u8])) {
        self.0.borrow().entries.iter().for_each(|entry| each(entry));
    }
}

impl gateway::memory::Memory for Nvm {
    fn count_start(&mut self) -> u32 {
        let mut cells = self.0.borrow_mut();
        cells.starts += 1;
        cells.starts
    }

    fn store(&mut self, entry: &Entry, _state: &impl Durable) {
        self.append(entry);
    }

    fn store_change(&mut self, change: &Change) {
        self.0.borrow_mut().changes.push(*change);
    }

    fn replay(&self, each: &mut dyn FnMut(&[u8])) {
        self.0.borrow().entries.iter().for_each(|entry| each(entry));
    }

    fn replay_changes(&self, each: &mut dyn FnMut(&Change)) {
        self.0.borrow().changes.iter().for_each(each);
    }
}
