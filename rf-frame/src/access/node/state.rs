//! The durable part of a node.

use crate::access::{Durable, Entry, Past};
use crate::report::Flags;

/// Events a node keeps.
const KEPT: usize = 8;

/// What a node's journal rebuilds after a boot.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct NodeState {
    pub(super) evt: u16,
    pub(super) aevt: u16,
    pub(super) flags: Flags,
    pub(super) ceiling: u32,
    pub(super) ack_ctr: u32,
    pub(super) index: Option<u16>,
    pub(super) group_key: Option<(u8, [u8; 16])>,
    pub(super) kept: [Option<Past>; KEPT],
}

impl NodeState {
    /// Number of the newest event (EVT).
    #[must_use]
    pub const fn evt(&self) -> u16 {
        self.evt
    }

    /// Last event known to be stored at the gateway (AEVT).
    #[must_use]
    pub const fn aevt(&self) -> u16 {
        self.aevt
    }

    /// State bits of the newest event.
    #[must_use]
    pub const fn flags(&self) -> Flags {
        self.flags
    }

    /// The events kept, oldest first.
    pub fn history(&self) -> impl Iterator<Item = &Past> {
        self.kept.iter().flatten()
    }
}

impl core::fmt::Debug for NodeState {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("NodeState")
            .field("evt", &self.evt)
            .field("aevt", &self.aevt)
            .field("flags", &self.flags)
            .field("ceiling", &self.ceiling)
            .field("index", &self.index)
            .finish_non_exhaustive()
    }
}

impl Drop for NodeState {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.group_key);
    }
}

impl Durable for NodeState {
    fn apply(&mut self, entry: &Entry) {
        match entry {
            Entry::Ceiling(ceiling) => self.ceiling = *ceiling,
            Entry::Event(past) => {
                self.evt = past.evt;
                self.flags = past.flags;
                // Kept events are packed at the front, oldest first; a full log drops its oldest.
                if self.kept.iter().all(Option::is_some) {
                    let _ = super::pop(&mut self.kept);
                }
                super::push(&mut self.kept, *past);
            }
            Entry::Acknowledged { evt, ctr } => {
                self.aevt = *evt;
                self.ack_ctr = *ctr;
            }
            Entry::Assigned { index, key_number, key } => {
                self.index = Some(*index);
                self.group_key = Some((*key_number, *key));
            }
            _ => {}
        }
    }

    fn snapshot(&self, n: usize) -> Option<Entry> {
        let assigned = self.group_key.zip(self.index);
        let assigned = assigned.map(|((key_number, key), index)| Entry::Assigned { index, key_number, key });
        let events = self.kept.iter().flatten().map(|past| Entry::Event(*past));
        let acked = Entry::Acknowledged { evt: self.aevt, ctr: self.ack_ctr };
        assigned.into_iter().chain([Entry::Ceiling(self.ceiling)]).chain(events).chain([acked]).nth(n)
    }
}
