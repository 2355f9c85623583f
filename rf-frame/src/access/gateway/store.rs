//! What the gateway makes durable, and what follows from it: the commit comes before any
//! acknowledgement (G-3).

use super::dating::{Dated, Evidence, date};
use super::machine::{Gateway, Notice, STORE_AGAIN};
use super::seat::{Arrived, Seat};
use crate::journal::entry::{Begin, Epoch, Marks, MemberB, Record, RecordKind};
use crate::journal::{Entry, Moment, Start};
use crate::time::{Instant, Micros};
use crate::wire::{Evt, Flags, NetTime};

impl<const N: usize, const R: usize, const P: usize> Gateway<N, R, P> {
    /// The entry to store next: a START and a block of epochs before all, since without them
    /// nothing is sent; sessions before the events that come in them.
    pub(super) fn next_entry(&self) -> Option<Entry> {
        if let Some(start) = self.sender.counter.wants().and_then(Start::new) {
            return Some(Begin { start }.into());
        }
        if let Some(reserved) = self.course.epochs.wants() {
            return Some(Epoch { reserved }.into());
        }
        if let Some(other) = self.storing.others.first() {
            return Some(match other {
                Entry::Record(record) => Entry::Record(self.numbered(record)),
                Entry::MemberB(member) => Entry::MemberB(self.up_to_now(member)),
                entry => entry.clone(),
            });
        }
        let arrived = self.storing.arrivals.first()?;
        Some(self.record_of(arrived).into())
    }

    /// With the event that is committed now: one may have been on its way when the session began.
    fn up_to_now(&self, member: &MemberB) -> MemberB {
        let session = self
            .members
            .member(member.index)
            .and_then(|it| it.session());
        let same = session.filter(|session| session.number == member.session);
        MemberB {
            last_evt: same.map_or(member.last_evt, |session| session.committed.0),
            ..member.clone()
        }
    }

    /// With the next number, and dated now.
    fn numbered(&self, record: &Record) -> Record {
        let number = self.state.records().next_number();
        Record { number, ..*record }
    }

    /// The record of an event, or of the gap before it.
    fn record_of(&self, arrived: &Arrived) -> Record {
        let index = arrived.index;
        let session = self
            .members
            .member(index)
            .and_then(|member| member.session());
        let dated = self.date(arrived);
        let mut record = Record {
            index,
            session: arrived.session,
            evt: arrived.evt.0,
            flags: arrived.flags.0,
            marks: dated
                .marks
                .with(marks_of(arrived))
                .with(self.doubled(arrived)),
            from: dated.from,
            to: dated.to,
            counter: session.map_or(0, |session| session.window.top().0),
            ..Record::own(RecordKind::Event, self.state.records().next_number())
        };
        if let Some((first, count)) = arrived.gap.filter(|_| !self.storing.gap_stored) {
            record.kind = RecordKind::Gap;
            record.evt = first.0;
            record.flags = u8::try_from(count).unwrap_or(u8::MAX);
            record.marks = Marks::default();
            // They happened between the last known moment and this event.
            record.from = moment(self.lower_bound(index)).min(dated.from);
        }
        record
    }

    /// When an event happened. A gateway without time says so: both ends are 0.
    fn date(&self, arrived: &Arrived) -> Dated {
        let Some(received) = self.network_time(arrived.received) else {
            let never = Moment::default();
            return Dated {
                from: never,
                to: never,
                marks: Marks::LATE,
            };
        };
        let time = arrived.time.map(|time| {
            let micros = u64::from(time.seconds) * 1_000_000 + u64::from(time.millis) * 1_000;
            (micros, arrived.quality)
        });
        date(&Evidence {
            received,
            age: arrived.age,
            time,
            in_round: arrived.in_round,
            lower: self.lower_bound(arrived.index),
        })
    }

    fn seat(&self, index: u16) -> Option<&Seat> {
        self.seats.get(usize::from(index.checked_sub(1)?))
    }

    fn lower_bound(&self, index: u16) -> u64 {
        self.seat(index).map_or(0, |seat| seat.alive)
    }

    /// The mark of an event that the node may have sent in the session before (C-5).
    fn doubled(&self, arrived: &Arrived) -> Marks {
        let seat = self.seat(arrived.index);
        if seat.is_some_and(|seat| arrived.evt.0 <= seat.again.0) {
            Marks::MAYBE_DOUBLE
        } else {
            Marks::default()
        }
    }

    /// Network time of a moment of the counter, µs since 2000.
    pub(super) fn network_time(&self, at: Instant) -> Option<u64> {
        self.network.map(|clock| clock.micros_at(at))
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
        match &entry {
            Entry::Begin(begin) => self.sender.counter.stored(begin.start.get()),
            Entry::Epoch(epoch) => self.course.epochs.stored(epoch.reserved),
            Entry::Record(record) if self.is_arrival(record) => self.committed(record),
            Entry::KeyNo(_) => {
                self.storing.others.pop();
                if let Some((key, urgent)) = self.storing.rotation.take() {
                    self.members.rotate(now, key, urgent);
                }
            }
            _ => {
                self.storing.others.pop();
            }
        }
        self.go_on(now);
    }

    fn is_arrival(&self, record: &Record) -> bool {
        self.storing.others.is_empty() && matches!(record.kind, RecordKind::Event | RecordKind::Gap)
    }

    /// A record of an event or a gap is durable.
    fn committed(&mut self, record: &Record) {
        if record.kind == RecordKind::Gap {
            self.storing.gap_stored = true;
            return;
        }
        self.storing.gap_stored = false;
        let arrived = self.storing.arrivals.pop();
        let happened =
            arrived.and_then(|arrived| Some(arrived.received - Micros::from_micros(arrived.age?)));
        let exact = record.from == record.to;
        if let Some(seat) = self.seat_mut(record.index)
            && exact
        {
            let at = NetTime {
                seconds: record.to.seconds,
                fraction: record.to.fraction,
            };
            seat.alive = seat.alive.max(at.as_micros());
        }
        // A session that begins its numbers anew may have come while this was on its way.
        let of = arrived.map(|arrived| arrived.session);
        if let Some(session) = self.members.session_mut(record.index)
            && Some(session.number) == of
        {
            session.committed = Evt(record.evt);
        }
        self.notices.push(Notice::Committed {
            index: record.index,
            evt: Evt(record.evt),
            happened,
        });
    }
}

fn marks_of(arrived: &Arrived) -> Marks {
    let mut marks = Marks::default();
    if arrived.inferred {
        marks = marks.with(Marks::INFERRED);
    }
    if arrived.test {
        marks = marks.with(Marks::TEST);
    }
    if arrived.flags.contains(Flags::UNSTABLE) {
        marks = marks.with(Marks::UNSTABLE);
    }
    marks
}

fn moment(micros: u64) -> Moment {
    let NetTime { seconds, fraction } = NetTime::from_micros(micros);
    Moment { seconds, fraction }
}
