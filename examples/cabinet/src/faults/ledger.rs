//! What happened at the node against what the gateway passes on, event by event.
//!
//! The number of an event is no identity: when a node joins anew its numbers may begin from 1 again
//! (C-5), and the events that it keeps are sent again under other numbers. So each event gets a name
//! when the node has stored it, and this book says which name a number has in which session.

use super::Verdict;
use rf_frame::journal::NodeState;
use rf_frame::journal::entry::{Marks, Record, RecordKind};
use rf_frame::journal::node::EVENTS;
use rf_frame::wire::Evt;
use std::collections::{HashMap, HashSet, VecDeque};

/// Name of an event: the how many-th one of the run.
type Name = u64;

/// An event that the gateway has stored since the last comparison.
#[derive(Clone, Copy, Debug)]
struct Passed {
    /// `None`: the node never had such an event.
    name: Option<Name>,
    flags: u8,
    maybe_double: bool,
}

/// What the node's log said, what the gateway's log said.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// Events of this burst, in their order.
    truth: Vec<(Name, u8)>,
    /// Events in the node's log, oldest first.
    kept: VecDeque<Name>,
    /// Name of a number in a session.
    names: HashMap<(u8, u16), Name>,
    next: Name,
    stored: Vec<Passed>,
    /// Everything that was ever stored.
    ever: HashSet<Name>,
}

impl Ledger {
    /// The node has stored an event.
    pub(super) fn happened(&mut self, flags: u8) {
        self.truth.push((self.next, flags));
        self.kept.push_back(self.next);
        if self.kept.len() > EVENTS {
            self.kept.pop_front();
        }
        self.next += 1;
    }

    /// The node's log numbers its events like this.
    pub(super) fn number(&mut self, state: &NodeState) {
        let Some(session) = state.session() else {
            return;
        };
        for (kept, name) in state.events().zip(&self.kept) {
            self.names.insert((session.session, kept.event.evt), *name);
        }
    }

    /// The gateway has stored a record.
    pub(super) fn stored(&mut self, record: &Record) {
        if record.kind != RecordKind::Event || record.index != 1 {
            return;
        }
        let name = self.names.get(&(record.session, record.evt)).copied();
        self.stored.push(Passed {
            name,
            flags: record.flags,
            maybe_double: record.marks.has(Marks::MAYBE_DOUBLE),
        });
    }

    /// Whether everything up to this event of the session is stored.
    pub(super) fn is_stored(&self, session: u8, evt: Evt) -> bool {
        let Some(told) = self.names.get(&(session, evt.0)) else {
            return evt == Evt::NONE;
        };
        let is_stored = |name: &Name| {
            self.ever.contains(name) || self.stored.iter().any(|it| it.name == Some(*name))
        };
        let mut open = self.truth.iter().map(|(name, _)| name);
        open.all(|name| name > told || is_stored(name))
    }

    /// Compares the burst, and forgets it.
    pub(super) fn compare(&mut self, verdict: &mut Verdict) {
        let mut next = self.truth.iter().peekable();
        for passed in &self.stored {
            let Some(name) = passed.name else {
                verdict.reordered += 1;
                continue;
            };
            if !self.ever.insert(name) {
                if passed.maybe_double {
                    verdict.marked += 1;
                } else {
                    verdict.duplicated += 1;
                }
            } else if next.next_if_eq(&&(name, passed.flags)).is_none() {
                // After a later one, or another content.
                verdict.reordered += 1;
                while next.next_if(|(other, _)| *other <= name).is_some() {}
            }
        }
        let lost = self
            .truth
            .iter()
            .filter(|(name, _)| !self.ever.contains(name));
        verdict.lost += lost.count() as u64;
        self.truth.clear();
        self.stored.clear();
    }
}
