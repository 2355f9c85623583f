//! What a gateway keeps over a power failure.
//!
//! Its members with how far each session has come, the group keys, the list's number, the kept
//! states of the time gate, and the records that the concentrator has not confirmed. A record of
//! an event commits the session's register and event number with it: one entry, one write (S-7).

use super::entry::{
    Entry, Epoch, Gate, KeyNo, List, Marks, MemberA, MemberB, Passed, Record, RecordKind, Top,
};
use super::field::{Moment, Start};
use super::{Committed, Kind, State};

/// Group keys that a gateway holds: in use, being installed, and one more while it rotates again.
const KEYS: usize = 3;
/// States of the gate that are kept: the last accepted one, and those of 1, 7 and 30 days ago.
const GATES: usize = 4;
/// States of a group key in [`KeyNo`].
const RETIRED: u8 = 0;
/// Epochs are reserved in blocks of so many (G-6).
pub const EPOCH_BLOCK: u16 = 16;

/// A session and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Member {
    /// Index in the cabinet.
    pub index: u16,
    /// Number of the session.
    pub session: u8,
    /// Number of the module.
    pub device: [u8; 8],
    /// Generation of the keys.
    pub generation: u16,
    /// Random number of the JOIN.
    pub join_random: [u8; 8],
    /// Random number of the gateway.
    pub gateway_random: [u8; 8],
    /// Number of the meter, lowest pair first.
    pub address: [u8; 6],
    /// AFL of the ASSIGN.
    pub flags: u8,
    /// Highest CTR that is stored (S-7).
    pub counter: u32,
    /// Newest committed event.
    pub committed: u16,
    /// Newest event that a RECEIPT was sent for.
    pub receipted: u16,
}

/// The state of a gateway for `N` nodes and `R` records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayState<const N: usize, const R: usize> {
    start: Start,
    epoch: u16,
    members: [Option<Member>; N],
    /// A session whose second half is not stored yet.
    half: Option<MemberA>,
    keys: [Option<KeyNo>; KEYS],
    list: Option<List>,
    gates: [Option<Gate>; GATES],
    records: Records<R>,
}

impl<const N: usize, const R: usize> Default for GatewayState<N, R> {
    fn default() -> Self {
        GatewayState {
            start: Start::default(),
            epoch: 0,
            members: [const { None }; N],
            half: None,
            keys: [const { None }; KEYS],
            list: None,
            gates: [const { None }; GATES],
            records: Records::default(),
        }
    }
}

impl<const N: usize, const R: usize> GatewayState<N, R> {
    /// Highest EPO that is reserved.
    #[must_use]
    pub const fn epoch(&self) -> u16 {
        self.epoch
    }

    /// The sessions.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().flatten()
    }

    /// The session of an index.
    #[must_use]
    pub fn member(&self, index: u16) -> Option<&Member> {
        self.members().find(|member| member.index == index)
    }

    /// The group keys that are not retired.
    pub fn keys(&self) -> impl Iterator<Item = &KeyNo> {
        self.keys.iter().flatten()
    }

    /// The commissioning list in force.
    #[must_use]
    pub const fn list(&self) -> Option<&List> {
        self.list.as_ref()
    }

    /// The kept states of the time gate.
    pub fn gates(&self) -> impl Iterator<Item = &Gate> {
        self.gates.iter().flatten()
    }

    /// The records for the concentrator.
    #[must_use]
    pub const fn records(&self) -> &Records<R> {
        &self.records
    }

    fn session_mut(&mut self, index: u16, session: u8) -> Option<&mut Member> {
        let members = self.members.iter_mut().flatten();
        members
            .into_iter()
            .find(|member| member.index == index && member.session == session)
    }

    fn take_member(&mut self, second: &MemberB) {
        let matches =
            |first: &mut MemberA| first.index == second.index && first.session == second.session;
        let Some(first) = self.half.take_if(matches) else {
            return;
        };
        let member = Member {
            index: first.index,
            session: first.session,
            device: first.device,
            generation: first.generation,
            join_random: first.join_random,
            gateway_random: second.gateway_random,
            address: second.address,
            flags: first.flags,
            counter: 0,
            committed: second.last_evt,
            receipted: 0,
        };
        let of_index = |place: &Option<Member>| {
            place
                .as_ref()
                .is_some_and(|other| other.index == second.index)
        };
        let place = match self.members.iter().position(of_index) {
            Some(at) => self.members.get_mut(at),
            None => self.members.iter_mut().find(|place| place.is_none()),
        };
        if let Some(place) = place {
            *place = Some(member);
        }
    }

    fn take_top(&mut self, top: &Top) {
        if let Some(member) = self.session_mut(top.index, top.session) {
            member.counter = top.counter;
            member.committed = top.committed;
            member.receipted = top.receipted;
        }
    }

    fn take_record(&mut self, record: &Record) {
        if let Some(member) = self.session_mut(record.index, record.session) {
            member.counter = member.counter.max(record.counter);
            match record.kind {
                RecordKind::Event => member.committed = record.evt,
                // The last one that is lost, so that the next one is its successor.
                RecordKind::Gap => {
                    let lost = u16::from(record.flags).saturating_sub(1);
                    member.committed = record.evt.wrapping_add(lost);
                }
                _ => {}
            }
        }
        self.records.push(*record);
    }

    fn take_key(&mut self, key: &KeyNo) {
        let of_number =
            |place: &Option<KeyNo>| place.as_ref().is_some_and(|held| held.keyno == key.keyno);
        if let Some(at) = self.keys.iter().position(of_number)
            && let Some(place) = self.keys.get_mut(at)
        {
            *place = None;
        }
        if key.state != RETIRED {
            // Full: the oldest goes.
            if self.keys.iter().all(Option::is_some) {
                self.keys.rotate_left(1);
                if let Some(last) = self.keys.last_mut() {
                    *last = None;
                }
            }
            if let Some(free) = self.keys.iter_mut().find(|place| place.is_none()) {
                *free = Some(key.clone());
            }
        }
        // No hole before a key: the order in the array is the order of their entries.
        self.keys.sort_unstable_by_key(Option::is_none);
    }

    fn take_gate(&mut self, gate: &Gate) {
        let same = |place: &Option<Gate>| {
            place
                .as_ref()
                .is_some_and(|g| g.days_back == gate.days_back)
        };
        let at = self
            .gates
            .iter()
            .position(same)
            .or_else(|| self.gates.iter().position(Option::is_none));
        if let Some(place) = at.and_then(|at| self.gates.get_mut(at)) {
            *place = Some(gate.clone());
        }
    }
}

impl<const N: usize, const R: usize> State for GatewayState<N, R> {
    const KIND: Kind = Kind::Gateway;

    fn start(&self) -> Start {
        self.start
    }

    fn apply(&mut self, entry: Committed<'_>) {
        match entry.entry() {
            Entry::Begin(begin) => self.start = begin.start,
            Entry::Epoch(epoch) => self.epoch = epoch.reserved,
            Entry::MemberA(first) => self.half = Some(first.clone()),
            Entry::MemberB(second) => self.take_member(second),
            Entry::Top(top) => self.take_top(top),
            Entry::Gone(gone) => {
                for place in &mut self.members {
                    let gone = |m: &mut Member| m.index == gone.index && m.session == gone.session;
                    place.take_if(gone);
                }
            }
            Entry::KeyNo(key) => self.take_key(key),
            Entry::List(list) => self.list = Some(list.clone()),
            Entry::Passed(passed) => self.records.confirm(passed.number),
            Entry::Gate(gate) => self.take_gate(gate),
            Entry::Record(record) => self.take_record(record),
            _ => {}
        }
    }

    fn entries(&self) -> impl Iterator<Item = Entry> {
        let passed = Passed {
            number: self.records.passed,
        };
        let members = self.members().flat_map(|member| {
            let Member { index, session, .. } = *member;
            let first = MemberA {
                index,
                session,
                device: member.device,
                generation: member.generation,
                join_random: member.join_random,
                flags: member.flags,
            };
            let second = MemberB {
                index,
                session,
                gateway_random: member.gateway_random,
                address: member.address,
                last_evt: member.committed,
            };
            let top = Top {
                index,
                session,
                counter: member.counter,
                committed: member.committed,
                receipted: member.receipted,
            };
            [first.into(), second.into(), top.into()]
        });
        // The records first: without members they commit nothing.
        [
            Entry::from(passed),
            Entry::from(Epoch {
                reserved: self.epoch,
            }),
        ]
        .into_iter()
        .chain(self.records.iter().map(|record| Entry::from(*record)))
        .chain(members)
        .chain(self.keys().map(|key| Entry::from(key.clone())))
        .chain(self.list.iter().map(|list| Entry::from(list.clone())))
        .chain(self.gates().map(|gate| Entry::from(gate.clone())))
        .chain(self.half.iter().map(|first| Entry::from(first.clone())))
    }

    /// All sessions and keys end, and a JOURNAL record tells so. Records and list stay. A block of
    /// epochs is skipped: the last reservation may be among what is lost.
    fn doubt(&mut self) {
        self.members = [const { None }; N];
        self.half = None;
        self.keys = [const { None }; KEYS];
        self.epoch = self.epoch.wrapping_add(EPOCH_BLOCK);
        let number = self.records.next_number();
        self.records.push(Record::own(RecordKind::Journal, number));
    }
}

/// Records that the concentrator has not confirmed, at most `R`, in the order of their numbers.
///
/// When one more comes than there is room for, the two oldest become one OVERFLOW record, which
/// grows from then on: its `from` is the first number that was dropped, its own the last (E-9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records<const R: usize> {
    /// Oldest first, without holes.
    waiting: [Option<Record>; R],
    /// Everything up to this number is confirmed.
    passed: u32,
}

impl<const R: usize> Default for Records<R> {
    fn default() -> Self {
        Records {
            waiting: [None; R],
            passed: 0,
        }
    }
}

impl<const R: usize> Records<R> {
    /// The records, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Record> {
        self.waiting.iter().flatten()
    }

    /// Everything up to this number is confirmed.
    #[must_use]
    pub const fn passed(&self) -> u32 {
        self.passed
    }

    /// The number that the next record gets.
    #[must_use]
    pub fn next_number(&self) -> u32 {
        self.iter()
            .last()
            .map_or(self.passed, |newest| newest.number)
            .saturating_add(1)
    }

    /// Records of a node that wait.
    #[must_use]
    pub fn waiting_of(&self, index: u16) -> usize {
        self.iter()
            .filter(|record| record.index == index)
            .fold(0, |count: usize, _| count.saturating_add(1))
    }

    fn push(&mut self, record: Record) {
        // A record that is written again after a failure has the number of before.
        if self.iter().any(|other| other.number == record.number) || record.number <= self.passed {
            return;
        }
        if self.waiting.iter().all(Option::is_some) {
            self.drop_oldest();
        }
        if let Some(free) = self.waiting.iter_mut().find(|place| place.is_none()) {
            *free = Some(record);
        }
    }

    /// The two oldest become one OVERFLOW.
    fn drop_oldest(&mut self) {
        let [Some(first), Some(second), ..] = self.waiting.as_slice() else {
            return;
        };
        let from = match first.kind {
            RecordKind::Overflow => first.from,
            _ => Moment {
                seconds: first.number,
                fraction: 0,
            },
        };
        let to = Moment {
            seconds: second.number,
            fraction: 0,
        };
        let overflow = Record {
            from,
            to,
            marks: Marks::default(),
            ..Record::own(RecordKind::Overflow, second.number)
        };
        self.waiting.rotate_left(1);
        if let [front, .., last] = self.waiting.as_mut_slice() {
            (*front, *last) = (Some(overflow), None);
        }
    }

    fn confirm(&mut self, number: u32) {
        self.passed = self.passed.max(number);
        let passed = self.passed;
        for place in &mut self.waiting {
            place.take_if(|record| record.number <= passed);
        }
        // They go from the front, so what is left keeps its order.
        let gone = self
            .waiting
            .iter()
            .take_while(|place| place.is_none())
            .fold(0, |gone: usize, _| gone.saturating_add(1));
        self.waiting.rotate_left(gone.min(R));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::entry::Gone;
    use crate::journal::field::GroupKeyBytes;
    use std::vec::Vec;

    type State4 = GatewayState<4, 4>;

    fn folded(entries: &[Entry]) -> State4 {
        let mut state = State4::default();
        for entry in entries {
            state.apply(Committed(entry));
        }
        state
    }

    fn member(index: u16, session: u8) -> [Entry; 2] {
        let first = MemberA {
            index,
            session,
            device: [1; 8],
            generation: 1,
            join_random: [2; 8],
            flags: 1,
        };
        let second = MemberB {
            index,
            session,
            gateway_random: [3; 8],
            address: [4; 6],
            last_evt: 0,
        };
        [first.into(), second.into()]
    }

    fn record(kind: RecordKind, number: u32, index: u16, evt: u16, flags: u8) -> Entry {
        Record {
            index,
            session: 1,
            evt,
            flags,
            counter: 100,
            ..Record::own(kind, number)
        }
        .into()
    }

    #[test]
    fn an_event_commits_number_and_register_at_once() {
        let mut state = folded(&member(7, 1));
        state.apply(Committed(&record(RecordKind::Event, 1, 7, 1, 1)));
        let member = state.member(7).unwrap();
        assert_eq!((member.committed, member.counter), (1, 100));
        state.apply(Committed(&record(RecordKind::Gap, 2, 7, 2, 3)));
        assert_eq!(state.member(7).unwrap().committed, 4, "2, 3 and 4 are lost");
    }

    #[test]
    fn a_record_of_an_old_session_commits_nothing() {
        let mut state = folded(&member(7, 2));
        state.apply(Committed(&record(RecordKind::Event, 1, 7, 9, 1)));
        assert_eq!(state.member(7).unwrap().committed, 0);
    }

    #[test]
    fn a_first_half_alone_changes_nothing() {
        let [first, _] = member(7, 2);
        let mut state = folded(&member(7, 1));
        state.apply(Committed(&first));
        assert_eq!(state.member(7).unwrap().session, 1);
        state.apply(Committed(
            &Gone {
                index: 7,
                session: 1,
            }
            .into(),
        ));
        assert_eq!(state.member(7), None);
    }

    #[test]
    fn dropped_records_leave_one_overflow_and_no_hole() {
        let mut state = State4::default();
        for number in 1..=9 {
            state.apply(Committed(&record(RecordKind::Event, number, 7, 1, 1)));
        }
        let numbers: Vec<u32> = state.records().iter().map(|record| record.number).collect();
        assert_eq!(numbers, [6, 7, 8, 9]);
        let overflow = state.records().iter().next().unwrap();
        assert_eq!(overflow.kind, RecordKind::Overflow);
        assert_eq!((overflow.from.seconds, overflow.to.seconds), (1, 6));
        state.apply(Committed(&Passed { number: 7 }.into()));
        assert_eq!(state.records().iter().count(), 2);
        assert_eq!(state.records().next_number(), 10);
        state.apply(Committed(&Passed { number: 9 }.into()));
        assert_eq!(state.records().next_number(), 10);
    }

    #[test]
    fn its_entries_add_up_to_the_state() {
        let key = |keyno, state| {
            Entry::from(KeyNo {
                keyno,
                state,
                key: GroupKeyBytes::new([keyno; 16]),
            })
        };
        let gate = |days_back| {
            Entry::from(Gate {
                verdict: 1,
                seconds: 5,
                middle: -3,
                days_back,
            })
        };
        let mut entries: Vec<Entry> = Vec::new();
        entries.extend(member(7, 1));
        entries.extend(member(9, 1));
        entries.extend((1..=6).map(|n| record(RecordKind::Event, n, 7, n as u16, 1)));
        entries.push(
            Top {
                index: 9,
                session: 1,
                counter: 5,
                committed: 3,
                receipted: 2,
            }
            .into(),
        );
        entries.extend([key(1, 2), key(2, 1), key(1, 0), key(3, 1), key(2, 2)]);
        entries.extend([gate(0), gate(7), gate(0)]);
        entries.push(
            List {
                number: 4,
                generation_floor: 2,
            }
            .into(),
        );
        entries.push(Epoch { reserved: 32 }.into());
        entries.push(Passed { number: 3 }.into());
        entries.push(member(8, 1)[0].clone());
        let mut state = folded(&entries);
        assert_eq!(folded(&state.entries().collect::<Vec<_>>()), state);
        state.doubt();
        assert_eq!(state.members().count() + state.keys().count(), 0);
        assert_eq!(
            state.records().iter().last().unwrap().kind,
            RecordKind::Journal
        );
        assert_eq!(folded(&state.entries().collect::<Vec<_>>()), state);
    }
}
