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
    /// Events of this burst that left the node's log before it had a session again: the RESTART
    /// record stands for them.
    covered: HashSet<Name>,
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
        if record.index != 1 {
            return;
        }
        match record.kind {
            RecordKind::Event => {
                let name = self.names.get(&(record.session, record.evt)).copied();
                self.stored.push(Passed {
                    name,
                    flags: record.flags,
                    maybe_double: record.marks.has(Marks::MAYBE_DOUBLE),
                });
            }
            // It stands for all that the node does not keep any more.
            RecordKind::Restart => {
                let oldest = self.kept.front().copied().unwrap_or(self.next);
                let gone = self.truth.iter().map(|(name, _)| *name);
                let gone = gone.filter(|name| *name < oldest && !self.is_known(*name));
                self.covered.extend(gone.collect::<Vec<_>>());
            }
            _ => {}
        }
    }

    /// Whether it is in the gateway's log.
    fn is_known(&self, name: Name) -> bool {
        self.ever.contains(&name) || self.stored.iter().any(|it| it.name == Some(name))
    }

    /// Whether everything up to this event of the session is stored.
    pub(super) fn is_stored(&self, session: u8, evt: Evt) -> bool {
        let Some(told) = self.names.get(&(session, evt.0)) else {
            return evt == Evt::NONE;
        };
        let mut open = self.truth.iter().map(|(name, _)| *name);
        open.all(|name| name > *told || self.is_known(name) || self.covered.contains(&name))
    }

    /// Compares the burst, and forgets it.
    pub(super) fn compare(&mut self, verdict: &mut Verdict) {
        let mut newest = None;
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
                continue;
            }
            // After a later one, of an earlier burst, or with another content.
            let in_order = newest < Some(name) && self.truth.contains(&(name, passed.flags));
            verdict.reordered += u64::from(!in_order);
            newest = newest.max(Some(name));
        }
        let missing = self.truth.iter().map(|(name, _)| name);
        for name in missing.filter(|name| !self.ever.contains(name)) {
            if self.covered.contains(name) {
                verdict.covered += 1;
            } else {
                verdict.lost += 1;
            }
        }
        self.truth.clear();
        self.stored.clear();
        self.covered.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rf_frame::journal::State as _;
    use rf_frame::journal::entry::{Event, Group, Session};
    use rf_frame::journal::{Entry, GroupKeyBytes, Journal};
    use sim::flash::Flash;

    /// A node's log, as the ledger sees it.
    struct Log {
        journal: Journal<Flash>,
        state: NodeState,
        ledger: Ledger,
    }

    impl Log {
        fn new() -> Self {
            let mut state = NodeState::default();
            let opened = Journal::open(Flash::new(4, 4096), &mut state);
            let (journal, _) = opened.expect("an empty flash");
            let mut log = Log {
                journal,
                state,
                ledger: Ledger::default(),
            };
            log.session(1);
            log
        }

        fn write(&mut self, entry: Entry) {
            let written = self.journal.commit(&mut self.state, entry);
            written.expect("room");
            self.ledger.number(&self.state);
        }

        /// A session whose numbers begin from 1.
        fn session(&mut self, number: u8) {
            let session = Session {
                session: number,
                index: 1,
                generation: 1,
                join_random: [0; 8],
                gateway_random: [0; 8],
                size: 1,
                slot: 24,
                flags: 1,
            };
            self.write(session.into());
            let group = Group {
                session: number,
                keyno: 1,
                newest: 1,
                key: GroupKeyBytes::new([1; 16]),
                counter: 0,
            };
            self.write(group.into());
        }

        fn event(&mut self, evt: u16, flags: u8) {
            self.ledger.happened(flags);
            let event = Event {
                evt,
                flags,
                quality: 0,
                start: self.state.start(),
                at: rf_frame::journal::Millis40::new(0),
                seconds: 0,
                millis: 0,
                r_sch: 0,
            };
            self.write(event.into());
        }

        fn stored(&mut self, session: u8, evt: u16, flags: u8, marks: Marks) {
            self.ledger.stored(&Record {
                index: 1,
                session,
                evt,
                flags,
                marks,
                ..Record::own(RecordKind::Event, 1)
            });
        }

        fn verdict(&mut self) -> Verdict {
            let mut verdict = Verdict::default();
            self.ledger.compare(&mut verdict);
            verdict
        }
    }

    #[test]
    fn an_event_has_one_name_in_all_sessions() {
        let mut log = Log::new();
        for (evt, flags) in [(1, 1), (2, 0), (3, 1)] {
            log.event(evt, flags);
        }
        log.stored(1, 1, 1, Marks::default());
        log.session(2);
        // 1 again, marked; 2 and 3 for the first time; 3 again without the mark.
        for (evt, flags, marks) in [
            (1, 1, Marks::MAYBE_DOUBLE),
            (2, 0, Marks::MAYBE_DOUBLE),
            (3, 1, Marks::MAYBE_DOUBLE),
            (3, 1, Marks::default()),
        ] {
            log.stored(2, evt, flags, marks);
        }
        let expected = Verdict {
            marked: 1,
            duplicated: 1,
            ..Verdict::default()
        };
        assert_eq!(log.verdict(), expected);
    }

    #[test]
    fn what_is_missing_is_lost_unless_a_restart_stands_for_it() {
        let mut log = Log::new();
        for evt in 1..=10 {
            log.event(evt, (evt % 2) as u8);
        }
        log.session(2);
        log.ledger.stored(&Record {
            index: 1,
            session: 2,
            ..Record::own(RecordKind::Restart, 1)
        });
        for evt in 1..=7 {
            log.stored(2, evt, ((evt + 2) % 2) as u8, Marks::MAYBE_DOUBLE);
        }
        let expected = Verdict {
            covered: 2,
            lost: 1,
            ..Verdict::default()
        };
        assert_eq!(log.verdict(), expected);
    }

    #[test]
    fn another_content_or_order_is_noticed() {
        let mut log = Log::new();
        for (evt, flags) in [(1, 1), (2, 0), (3, 1)] {
            log.event(evt, flags);
        }
        log.stored(1, 1, 0, Marks::default());
        log.stored(1, 3, 1, Marks::default());
        log.stored(1, 2, 0, Marks::default());
        log.stored(1, 9, 1, Marks::default());
        let expected = Verdict {
            reordered: 3,
            ..Verdict::default()
        };
        assert_eq!(
            log.verdict(),
            expected,
            "content, order, an event that never was"
        );
    }
}
