//! The durable part of a node.

use crate::v1::access::{Durable, Entry, Past};
use crate::v1::report::Flags;

/// Events a node keeps.
const KEPT: usize = 8;

/// What a node's journal rebuilds after a boot.
#[derive(Clone, PartialEq, Eq)]
pub struct NodeState {
    pub(super) evt: u16,
    pub(super) aevt: u16,
    pub(super) flags: Flags,
    pub(super) ceiling: u32,
    pub(super) ack_ctr: u32,
    pub(super) index: Option<u16>,
    pub(super) group_key: Option<(u8, [u8; 16])>,
    /// Events from the oldest to the newest; unused places come first.
    kept: [Past; KEPT],
    used: u8,
}

impl Default for NodeState {
    fn default() -> Self {
        NodeState::NONE
    }
}

impl NodeState {
    const NONE: NodeState = NodeState {
        evt: 0,
        aevt: 0,
        flags: Flags(0),
        ceiling: 0,
        ack_ctr: 0,
        index: None,
        group_key: None,
        kept: [Past {
            evt: 0,
            flags: Flags(0),
            at: 0,
        }; KEPT],
        used: 0,
    };

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
        self.log().iter()
    }

    fn log(&self) -> &[Past] {
        self.kept
            .get(KEPT.wrapping_sub(self.used.into())..)
            .unwrap_or(&[])
    }

    /// The event with this number, if it is kept.
    #[inline(never)]
    pub(super) fn event(&self, evt: u16) -> Option<&Past> {
        self.log().iter().find(|past| past.evt == evt)
    }

    /// The oldest event.
    pub(super) fn oldest(&self) -> Option<&Past> {
        self.log().first()
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
                // A full log drops its oldest.
                let mut carry = *past;
                for place in self.kept.iter_mut().rev() {
                    core::mem::swap(place, &mut carry);
                }
                self.used = self.used.wrapping_add(1).min(KEPT as u8);
            }
            Entry::Acknowledged { evt, ctr } => {
                self.aevt = *evt;
                self.ack_ctr = *ctr;
            }
            Entry::Assigned {
                index,
                key_number,
                key,
            } => {
                self.index = Some(*index);
                self.group_key = Some((*key_number, *key));
            }
            _ => {}
        }
    }

    fn snapshot(&self, n: usize) -> Option<Entry> {
        let mut at = n;
        if let (Some((key_number, key)), Some(index)) = (&self.group_key, self.index) {
            if at == 0 {
                return Some(Entry::Assigned {
                    index,
                    key_number: *key_number,
                    key: *key,
                });
            }
            at = at.wrapping_sub(1);
        }
        if at == 0 {
            return Some(Entry::Ceiling(self.ceiling));
        }
        at = at.wrapping_sub(1);
        match self.log().get(at) {
            Some(past) => Some(Entry::Event(*past)),
            None if at == usize::from(self.used) => Some(Entry::Acknowledged {
                evt: self.aevt,
                ctr: self.ack_ctr,
            }),
            None => None,
        }
    }
}
