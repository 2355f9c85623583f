//! What a node wants to store.

use crate::v1::access::Entry;

/// Entries on their way to the journal; the first may be there already.
#[derive(Clone, Debug)]
pub(super) struct Stores {
    first: u8,
    len: u8,
    storing: bool,
    entries: [Entry; STORES],
}

/// A power of two.
const STORES: usize = 4;

impl Stores {
    pub(super) const NONE: Stores = Stores {
        first: 0,
        len: 0,
        storing: false,
        entries: [Entry::Ceiling(0); STORES],
    };

    /// The `n`-th entry that waits or is being stored.
    fn get(&mut self, n: u8) -> Option<&mut Entry> {
        self.entries
            .get_mut(usize::from(self.first.wrapping_add(n)) & (STORES - 1))
    }

    /// Appends an entry, if there is room; else its producer repeats it or the peer asks for it
    /// again.
    pub(super) fn push(&mut self, entry: &Entry) -> bool {
        let len = self.len;
        let Some(place) = self.get(len).filter(|_| usize::from(len) < STORES) else {
            return false;
        };
        *place = *entry;
        self.len = len.wrapping_add(1);
        true
    }

    /// The entry to store next, unless one is being stored.
    pub(super) fn next(&mut self) -> Option<Entry> {
        if self.storing || self.len == 0 {
            return None;
        }
        self.storing = true;
        self.get(0).copied()
    }

    /// Takes the entry that was stored.
    pub(super) fn take(&mut self) -> Option<Entry> {
        if !self.storing {
            return None;
        }
        let entry = self.get(0).copied();
        self.storing = false;
        self.first = self.first.wrapping_add(1);
        self.len = self.len.wrapping_sub(1);
        entry
    }
}
