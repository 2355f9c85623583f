//! What a node keeps over a power failure.
//!
//! The state is folded from the entries of [`super::entry`] and changes in no other way. A session
//! counts from its [`Group`] on: a power failure between the two leaves the session before. When a
//! session begins with AFL.0 the events that the node keeps are numbered anew from 1 (C-5).

use super::entry::{Ack, Entry, Event, Group, Installed, Session, Uni};
use super::field::{GroupKeyBytes, Start};
use super::{Committed, Kind, State};

/// Events that a node keeps, proven or not (E-1).
pub const EVENTS: usize = 8;
/// AFL.0: numbers start again from 1.
const NUMBERS_AGAIN: u8 = 1;
/// FLG.0: no mains.
const NO_MAINS: u8 = 1;
/// Reason of a LEFT: ORDER 2. The session ends with it (C-12).
pub const BY_ORDER: u8 = 1;

/// A group key with its registers (S-8).
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct HeldKey {
    /// KEYNO.
    pub keyno: u8,
    /// The key.
    pub key: GroupKeyBytes,
    /// R_SCH: schedules, polls and beacons below it are old.
    pub r_sch: u32,
    /// R_ACK: acknowledgements below it are old.
    pub r_ack: u32,
}

/// An event as the node keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct KeptEvent {
    /// The entry; EVT as it counts in the present session, R_SCH 0 (see [`HeldKey::r_sch`]).
    pub event: Event,
    /// Stored in the present installation (E-4).
    pub in_installation: bool,
}

/// The state of a node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct NodeState {
    start: Start,
    session: Option<Session>,
    /// An ASSIGN whose group key is not stored yet.
    pending: Option<Session>,
    /// The newest key held.
    newest: Option<HeldKey>,
    /// The one before it, until it is retired.
    older: Option<HeldKey>,
    installed: Option<Installed>,
    /// Oldest first.
    events: [Option<KeptEvent>; EVENTS],
    told: u16,
    proven: u16,
    r_uni: u32,
}

impl NodeState {
    /// The session in use.
    #[must_use]
    pub const fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// The newest group key.
    #[must_use]
    pub const fn newest_key(&self) -> Option<&HeldKey> {
        self.newest.as_ref()
    }

    /// The group key with this number, if it is live.
    #[must_use]
    pub fn key(&self, keyno: u8) -> Option<&HeldKey> {
        self.keys().find(|held| held.keyno == keyno)
    }

    /// The live group keys, newest first.
    pub fn keys(&self) -> impl Iterator<Item = &HeldKey> {
        self.newest.iter().chain(&self.older)
    }

    /// Number of the meter of the present installation, lowest pair first.
    #[must_use]
    pub fn installed(&self) -> Option<[u8; 6]> {
        self.installed.as_ref().map(|installed| installed.address)
    }

    /// Whether the session was confirmed by a frame under KN: it has seen an installation (E-10).
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        let number = self.session.as_ref().map(|session| session.session);
        self.installed
            .as_ref()
            .is_some_and(|installed| Some(installed.session) == number)
    }

    /// The events kept, oldest first.
    pub fn events(&self) -> impl Iterator<Item = &KeptEvent> {
        self.events.iter().flatten()
    }

    /// The newest event.
    #[must_use]
    pub fn newest_event(&self) -> Option<&KeptEvent> {
        self.events().last()
    }

    /// PEVT: newest event told to be stored.
    #[must_use]
    pub const fn told(&self) -> u16 {
        self.told
    }

    /// AEVT: newest event proven to be stored.
    #[must_use]
    pub const fn proven(&self) -> u16 {
        self.proven
    }

    /// R_UNI (S-8).
    #[must_use]
    pub const fn r_uni(&self) -> u32 {
        self.r_uni
    }

    /// Whether the last stored state is *mains present*, stored in the present installation (E-4).
    ///
    /// An installation begins with mains: the meter answered.
    #[must_use]
    pub fn last_state_has_mains(&self) -> bool {
        let dark = |kept: &KeptEvent| kept.in_installation && kept.event.flags & NO_MAINS != 0;
        self.installed.is_some() && !self.newest_event().is_some_and(dark)
    }

    /// The register that comes with an event is that of the newest key, and is taken out of it: the
    /// move to another sector writes it with the key. Stored with the event for good, a register
    /// that a stolen old key has driven to its end would close the new key too.
    fn take_event(&mut self, event: &Event) {
        let kept = KeptEvent {
            event: Event {
                r_sch: 0,
                ..event.clone()
            },
            in_installation: self.installed.is_some(),
        };
        if let Some(newest) = &mut self.newest {
            newest.r_sch = newest.r_sch.max(event.r_sch);
        }
        match self.events.iter_mut().find(|place| place.is_none()) {
            Some(free) => *free = Some(kept),
            None => {
                self.events.rotate_left(1);
                if let Some(last) = self.events.last_mut() {
                    *last = Some(kept);
                }
            }
        }
    }

    fn take_ack(&mut self, ack: &Ack) {
        self.told = ack.told;
        self.proven = ack.proven;
        let held = self.newest.iter_mut().chain(&mut self.older);
        for held in held.filter(|held| held.keyno == ack.keyno) {
            held.r_ack = ack.r_ack;
        }
    }

    /// A group key. With the session that waits for it the session begins.
    fn take_group(&mut self, group: &Group) {
        let held = HeldKey {
            keyno: group.keyno,
            key: group.key.clone(),
            r_sch: group.counter,
            r_ack: group.counter,
        };
        if let Some(session) = self
            .pending
            .take_if(|pending| pending.session == group.session)
        {
            if session.flags & NUMBERS_AGAIN != 0 {
                self.number_again();
            }
            self.session = Some(session);
            self.r_uni = group.counter;
            (self.newest, self.older) = (Some(held), None);
        } else if self
            .session
            .as_ref()
            .is_some_and(|own| own.session == group.session)
        {
            if group.newest == 0 {
                self.older = Some(held);
            } else if self
                .newest
                .as_ref()
                .is_some_and(|newest| newest.keyno == held.keyno)
            {
                self.newest = Some(held);
            } else {
                self.older = self.newest.replace(held);
            }
        }
    }

    /// C-5: the events kept get the numbers 1, 2, …; none of them is told.
    fn number_again(&mut self) {
        for (number, kept) in (1..=u16::MAX).zip(self.events.iter_mut().flatten()) {
            kept.event.evt = number;
        }
        (self.told, self.proven) = (0, 0);
    }

    fn retire(&mut self, keyno: u8) {
        self.older.take_if(|held| held.keyno == keyno);
        if self.newest.take_if(|held| held.keyno == keyno).is_some() {
            self.newest = self.older.take();
        }
    }

    fn forget_session(&mut self) {
        (self.session, self.pending) = (None, None);
        (self.newest, self.older) = (None, None);
        self.r_uni = 0;
    }

    /// A session that is confirmed at the same meter goes on with the installation.
    fn install(&mut self, installed: Option<&Installed>) {
        let same = |old: &Installed| installed.is_some_and(|new| new.address == old.address);
        if !self.installed.as_ref().is_some_and(same) {
            for kept in self.events.iter_mut().flatten() {
                kept.in_installation = false;
            }
        }
        self.installed = installed.cloned();
    }
}

impl State for NodeState {
    const KIND: Kind = Kind::Node;

    fn start(&self) -> Start {
        self.start
    }

    fn apply(&mut self, entry: Committed<'_>) {
        match entry.entry() {
            Entry::Begin(begin) => self.start = begin.start,
            Entry::Event(event) => self.take_event(event),
            Entry::Ack(ack) => self.take_ack(ack),
            Entry::Uni(uni) => self.r_uni = uni.r_uni,
            Entry::Session(session) => self.pending = Some(session.clone()),
            Entry::Group(group) => self.take_group(group),
            Entry::Retire(retire) => self.retire(retire.keyno),
            Entry::Installed(installed) => self.install(Some(installed)),
            Entry::Left(left) => {
                self.install(None);
                if left.reason == BY_ORDER {
                    self.forget_session();
                }
            }
            _ => {}
        }
    }

    fn entries(&self) -> impl Iterator<Item = Entry> {
        let number = self.session.as_ref().map_or(0, |session| session.session);
        let group = move |held: &HeldKey, newest: u8| {
            Entry::from(Group {
                session: number,
                keyno: held.keyno,
                newest,
                key: held.key.clone(),
                counter: held.r_sch,
            })
        };
        let ack = |held: &HeldKey| {
            Entry::from(Ack {
                told: self.told,
                proven: self.proven,
                r_ack: held.r_ack,
                keyno: held.keyno,
            })
        };
        let events = |in_installation: bool| {
            let of_it = self
                .events()
                .filter(move |kept| kept.in_installation == in_installation);
            of_it.map(|kept| Entry::from(kept.event.clone()))
        };
        let installed = self
            .installed
            .iter()
            .map(|installed| Entry::from(installed.clone()));
        // Without a key there is no register, yet what is told has to be kept.
        let no_key = HeldKey {
            keyno: 0,
            key: GroupKeyBytes::new([0; 16]),
            r_sch: 0,
            r_ack: 0,
        };
        let keyless = self.newest.is_none().then(|| ack(&no_key));
        // The session first: its group key numbers again only events that come before it.
        self.session
            .iter()
            .map(|session| Entry::from(session.clone()))
            .chain(self.newest.iter().map(move |held| group(held, 1)))
            .chain(self.older.iter().map(move |held| group(held, 0)))
            .chain(events(false))
            .chain(installed)
            .chain(events(true))
            .chain(self.newest.iter().map(ack))
            .chain(self.older.iter().map(ack))
            .chain(keyless)
            .chain([Entry::from(Uni { r_uni: self.r_uni })])
            .chain(
                self.pending
                    .iter()
                    .map(|session| Entry::from(session.clone())),
            )
    }

    /// Events and installation stay; the gateway learns of the break by JFL.0 = 0 (C-5).
    fn doubt(&mut self) {
        self.forget_session();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::field::Millis40;

    fn session(number: u8, flags: u8) -> Entry {
        Session {
            session: number,
            index: 7,
            generation: 1,
            join_random: [0xa0; 8],
            gateway_random: [0xb0; 8],
            size: 64,
            slot: 24,
            flags,
        }
        .into()
    }

    fn group(session: u8, keyno: u8, newest: u8, counter: u32) -> Entry {
        Group {
            session,
            keyno,
            newest,
            key: GroupKeyBytes::new([keyno; 16]),
            counter,
        }
        .into()
    }

    fn event(evt: u16, flags: u8, r_sch: u32) -> Entry {
        Event {
            evt,
            flags,
            quality: 3,
            start: Start::default(),
            at: Millis40::new(1000),
            seconds: 0,
            millis: 0,
            r_sch,
        }
        .into()
    }

    fn folded(entries: &[Entry]) -> NodeState {
        let mut state = NodeState::default();
        for entry in entries {
            state.apply(Committed(entry));
        }
        state
    }

    #[test]
    fn a_session_counts_with_its_key_only() {
        let mut state = folded(&[session(1, 1), group(1, 5, 1, 100), session(2, 1)]);
        assert_eq!(state.session().unwrap().session, 1);
        state.apply(Committed(&group(2, 6, 1, 200)));
        assert_eq!(state.session().unwrap().session, 2);
        assert_eq!(
            state
                .keys()
                .map(|held| held.keyno)
                .collect::<std::vec::Vec<_>>(),
            [6]
        );
        assert_eq!(
            (state.r_uni(), state.newest_key().unwrap().r_ack),
            (200, 200)
        );
    }

    #[test]
    fn numbers_begin_again_with_the_events_kept() {
        let ack = Ack {
            told: 41,
            proven: 40,
            r_ack: 9,
            keyno: 5,
        };
        let mut state = folded(&[session(1, 1), group(1, 5, 1, 1), event(40, 1, 2)]);
        state.apply(Committed(&event(41, 0, 3)));
        state.apply(Committed(&ack.into()));
        state.apply(Committed(&session(2, 1)));
        state.apply(Committed(&group(2, 5, 1, 50)));
        assert!(state.events().map(|kept| kept.event.evt).eq([1, 2]));
        assert_eq!((state.told(), state.proven()), (0, 0));
    }

    #[test]
    fn a_session_without_new_numbers_keeps_them() {
        let state = folded(&[event(40, 1, 2), session(2, 0), group(2, 5, 1, 50)]);
        assert!(state.events().map(|kept| kept.event.evt).eq([40]));
    }

    #[test]
    fn each_key_has_registers_of_its_own() {
        let ack = Ack {
            told: 1,
            proven: 0,
            r_ack: 0xffff_fffe,
            keyno: 5,
        };
        let state = folded(&[
            session(1, 0),
            group(1, 5, 1, 10),
            ack.into(),
            group(1, 6, 1, 20),
            event(1, 1, 30),
        ]);
        let registers = |keyno| state.key(keyno).map(|held| (held.r_sch, held.r_ack));
        assert_eq!(registers(5), Some((10, 0xffff_fffe)));
        assert_eq!(
            registers(6),
            Some((30, 20)),
            "a poisoned old key does not reach the new one"
        );
    }

    #[test]
    fn a_retired_key_is_gone_and_the_other_stays() {
        let retire = |keyno| Entry::from(crate::journal::entry::Retire { keyno });
        let both = [session(1, 0), group(1, 5, 1, 10), group(1, 6, 1, 20)];
        let mut state = folded(&both);
        state.apply(Committed(&retire(5)));
        assert_eq!((state.key(5), state.newest_key().unwrap().keyno), (None, 6));
        let mut state = folded(&both);
        state.apply(Committed(&retire(6)));
        assert_eq!((state.key(6), state.newest_key().unwrap().keyno), (None, 5));
    }

    #[test]
    fn the_ninth_event_drops_the_oldest() {
        let mut state = NodeState::default();
        for evt in 1..=9 {
            state.apply(Committed(&event(evt, 1, 0)));
        }
        assert!(state.events().map(|kept| kept.event.evt).eq(2..=9));
    }

    #[test]
    fn mains_of_another_installation_do_not_count() {
        let installed = |byte| {
            Entry::from(Installed {
                session: 1,
                address: [byte; 6],
            })
        };
        let left = Entry::from(crate::journal::entry::Left { reason: 0 });
        assert!(
            !folded(&[event(1, 0, 0)]).last_state_has_mains(),
            "not installed"
        );
        assert!(folded(&[event(1, 1, 0), installed(1)]).last_state_has_mains());
        assert!(!folded(&[installed(1), event(1, 1, 0)]).last_state_has_mains());
        assert!(!folded(&[installed(1), left]).last_state_has_mains());
    }

    #[test]
    fn its_entries_add_up_to_the_state() {
        let mut state = folded(&[
            event(1, 1, 0),
            session(1, 1),
            group(1, 5, 1, 10),
            Installed {
                session: 1,
                address: [3; 6],
            }
            .into(),
            event(2, 1, 90),
            event(3, 0, 95),
            Ack {
                told: 2,
                proven: 1,
                r_ack: 80,
                keyno: 5,
            }
            .into(),
            group(1, 6, 1, 20),
            Ack {
                told: 3,
                proven: 2,
                r_ack: 70,
                keyno: 6,
            }
            .into(),
            Uni { r_uni: 77 }.into(),
            session(2, 1),
        ]);
        let again = folded(&state.entries().collect::<std::vec::Vec<_>>());
        assert_eq!(again, state);
        state.doubt();
        assert_eq!(
            folded(&state.entries().collect::<std::vec::Vec<_>>()),
            state
        );
    }
}
