//! What a node makes durable, in which order, and what follows from it.

use super::machine::{AFTER, Node, Notice, STORE_AGAIN};
use super::speak::NO_MOMENT;
use crate::access::event::NewEvent;
use crate::journal::entry::{Begin, Event, Group, Session, Uni};
use crate::journal::{Entry, Generation, GroupKeyBytes, Millis40, Start, State as _};
use crate::security::Counter;
use crate::time::Instant;
use crate::wire::Evt;

impl Node {
    /// The entry that is to be stored next: a START before all, since without it nothing is sent.
    pub(super) fn next_entry(&self) -> Option<Entry> {
        if let Some(start) = self.sender.counter.wants().and_then(Start::new) {
            return Some(Begin { start }.into());
        }
        if let Some(first) = self.storing.first.iter().flatten().next() {
            return Some(first.clone());
        }
        if let Some(event) = self.outbox.first() {
            return Some(self.event_entry(&event).into());
        }
        let keyno = self.delivery.keyno();
        let mut live = self.membership.live_groups();
        let group = live.find(|group| keyno.is_none_or(|keyno| keyno == group.keyno));
        let (register, keyno) = group.map_or((Counter(0), 0), |group| (group.ack.0, group.keyno));
        self.delivery.to_store(register, keyno).map(Entry::from)
    }

    fn event_entry(&self, event: &NewEvent) -> Event {
        let r_sch = self
            .membership
            .live_groups()
            .next()
            .map_or(0, |newest| newest.schedule.0.0);
        let (seconds, millis) = self.network_time(event.since).unwrap_or((0, 0));
        let inferred = if event.inferred { 8 } else { 0 };
        Event {
            evt: event.evt.0,
            flags: event.flags.0,
            quality: self.clocks.quality.number() & 7 | inferred,
            start: self.state.start(),
            at: event
                .since
                .map_or(NO_MOMENT, |at| Millis40::new(at.as_micros() / 1000)),
            seconds,
            millis,
            r_sch,
        }
    }

    /// Network time of a moment of the counter: seconds since 2000 and ms.
    fn network_time(&self, at: Option<Instant>) -> Option<(u32, u16)> {
        let (known_at, micros) = self.clocks.network?;
        let at = at?;
        let micros = if at >= known_at {
            micros.saturating_add(at.since(known_at).as_micros())
        } else {
            micros.saturating_sub(known_at.since(at).as_micros())
        };
        let seconds = u32::try_from(micros / 1_000_000).ok()?;
        let millis = u16::try_from(micros / 1_000 % 1_000).ok()?;
        Some((seconds, millis))
    }

    /// An entry of the membership: before the next event.
    pub(super) fn store_first(&mut self, entry: Entry) {
        if let Some(free) = self.storing.first.iter_mut().find(|place| place.is_none()) {
            *free = Some(entry);
        }
    }

    /// A session that has begun, and its key.
    pub(super) fn store_session(&mut self) {
        let Some(session) = self.membership.session() else {
            return;
        };
        let entry = Session {
            session: session.number,
            index: session.id.index,
            generation: session.generation,
            join_random: session.id.node_random,
            gateway_random: session.id.gateway_random,
            size: session.size,
            slot: session.slot,
            flags: u8::from(session.restart),
        };
        let number = session.number;
        self.store_first(entry.into());
        self.store_group(number);
    }

    /// The newest group key.
    pub(super) fn store_group(&mut self, session: u8) {
        let Some(group) = self.membership.live_groups().next() else {
            return;
        };
        let entry = Group {
            session,
            keyno: group.keyno,
            newest: 1,
            key: GroupKeyBytes::new(*group.key.bytes()),
            counter: group.schedule.0.0,
        };
        self.store_first(entry.into());
    }

    /// R_UNI, after a frame under KN that moved something.
    pub(super) fn store_unicast(&mut self) {
        let r_uni = self.membership.unicast().0;
        self.store_first(Uni { r_uni }.into());
    }

    /// The driver has written the generation page, or the memory said no: only then the node joins
    /// (S-16).
    pub fn generation_stored(&mut self, now: Instant, ok: bool) {
        let Some((generation, told)) = &mut self.storing.generation else {
            return;
        };
        if !ok {
            *told = false;
            self.storing.not_before = now + STORE_AGAIN;
            return;
        }
        let held = self.membership.generation();
        let newest = held
            .is_none_or(|held| held.net == generation.net && held.number == generation.generation);
        self.storing.generation = None;
        if newest {
            let random = self.sender.rng.next();
            self.membership.generation_stored(now, random);
        }
    }

    /// The generation page has to be written.
    pub(super) fn store_generation(&mut self) {
        if let Some(held) = self.membership.generation() {
            let page = Generation {
                generation: held.number,
                net: held.net,
            };
            self.storing.generation = Some((page, false));
        }
    }

    /// The driver has stored what it was given, or the memory said no.
    pub fn handle_stored(&mut self, now: Instant, ok: bool) {
        let Some(entry) = self.storing.entry.take() else {
            return;
        };
        if !ok {
            self.storing.not_before = now + STORE_AGAIN;
            return;
        }
        if let Some(first) = self.storing.first.first_mut()
            && first.as_ref() == Some(&entry)
        {
            *first = None;
            self.storing.first.rotate_left(1);
        }
        match &entry {
            Entry::Begin(begin) => self.sender.counter.stored(begin.start.get()),
            Entry::Event(event) => {
                self.outbox.stored(Evt(event.evt));
                // Reported by itself if no SYNC has come and the time for it is over.
                let waits =
                    self.talk.decide_at.is_some() || self.sender.transmitter.job().is_some();
                if !waits {
                    self.talk.decide_at = Some(now + AFTER);
                }
            }
            Entry::Ack(ack) => self.delivery.stored(ack),
            Entry::Group(group) => self.group_stored(now, group.session),
            _ => {}
        }
    }

    fn group_stored(&mut self, now: Instant, session: u8) {
        let begins = self
            .membership
            .session()
            .is_some_and(|s| s.number == session && !s.confirmed);
        if !begins {
            return;
        }
        // The fold has numbered the kept events again if AFL.0 was set.
        self.delivery =
            crate::access::event::Delivery::new(Evt(self.state.told()), Evt(self.state.proven()));
        let newest = self.newest();
        self.outbox.number_again(newest.0);
        self.membership.session_stored(now);
        self.notify(Notice::Session);
        if self.is_open() {
            self.talk.decide_at = Some(now + AFTER);
        }
    }
}
