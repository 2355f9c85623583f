//! What the gateway sends next (G-1, G-2, G-8, G-10).

use super::arrival;
use super::machine::{Gateway, Step};
use super::receipts::IN_ROUND;
use super::{Call, Phase, SLOT_UNITS, T0};
use crate::access::medium::{self, SENSE_LEAD};
use crate::time::{Instant, Micros};
use crate::wire::control::PollWhat;
use crate::wire::{Beacon, Evt, Extensions, FrameBuf, Header, Message, Poll, Trsp};

/// Spare after the last slot (G-2).
const TAIL: Micros = Micros::from_micros(300);
/// From the end of a frame to a RECEIPT: they are 6 ms apart (G-10).
const RECEIPT_GAP: Micros = Micros::from_micros(560);
/// From the end of a POLL to its first answer, with the time to turn the radio around.
const ANSWER_GAP: Micros = Micros::from_millis(2);
/// Unit of slots.
const UNIT: Micros = Micros::from_micros(250);
/// A full turn of phases without a job never takes more steps.
const STEPS: usize = 16;

/// What a transmission carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Job {
    /// Calls the open indices from this one on.
    Call(u16),
    /// Tells what is stored, from this index on.
    Told(u16),
    /// Proves what is stored.
    Receipt(u16),
    /// Asks for missing events.
    History(u16),
    /// Answers a TREQ.
    Time(u16),
    /// Answers a JOIN.
    Assign,
    /// A new group key.
    Key,
    /// Calls a module.
    Invite,
    /// Network time for all.
    Beacon,
}

impl<const N: usize, const R: usize, const P: usize> Gateway<N, R, P> {
    /// Plans the next frame if nothing is going on.
    pub(super) fn go_on(&mut self, now: Instant) {
        if let Step::Slots { end, .. } | Step::Gap(end) = self.sender.step
            && now >= end
        {
            self.sender.step = Step::Idle;
        }
        self.open_wanted();
        self.note_life();
        if self.sender.transmitter.job().is_some() || self.sender.step != Step::Idle {
            return;
        }
        let job = match self.course.rounds {
            Some(_) => self.next_of_epoch(now),
            None => self.next_outside(now),
        };
        if let Some(job) = job {
            let gap = match job {
                Job::Receipt(_) => RECEIPT_GAP,
                _ => SENSE_LEAD,
            };
            self.sender.transmitter.plan(job, now + gap);
        }
    }

    fn next_of_epoch(&mut self, now: Instant) -> Option<Job> {
        // What is being stored decides who is open and what is told.
        if !self.storing.arrivals.is_empty() {
            return None;
        }
        for _ in 0..STEPS {
            let size = self.members.size();
            let phase = self.course.rounds.as_ref()?.phase();
            let round = self.course.rounds.as_ref()?.round();
            let next = match phase {
                Phase::Round(from) if round == 1 && from <= size => return Some(Job::Call(from)),
                Phase::Round(from) if round > 1 => {
                    if let Some(index) = self.find(from, |seat| seat.open) {
                        return Some(Job::Call(index));
                    }
                    Phase::Receipts(0)
                }
                Phase::Round(_) => Phase::Receipts(0),
                Phase::Receipts(sent) => match self.receipt_due().filter(|_| sent < IN_ROUND) {
                    Some(index) => return Some(Job::Receipt(index)),
                    None => Phase::History(1),
                },
                Phase::History(from) => match self.find(from, super::seat::Seat::wants_poll) {
                    Some(index) => return Some(Job::History(index)),
                    None => {
                        let open = self.find(1, |seat| seat.open).is_some();
                        let lagging = self.find(1, super::seat::Seat::wants_poll).is_some();
                        let pause = self.course.rounds.as_mut()?.decide(open, lagging);
                        self.sender.step = Step::Gap(now + pause);
                        return None;
                    }
                },
                Phase::Told(from) | Phase::Closing(from) if from <= size => {
                    return Some(Job::Told(from));
                }
                Phase::Told(_) | Phase::Closing(_) => {
                    let pause = self.course.rounds.as_mut()?.told();
                    self.sender.step = Step::Gap(now + pause);
                    return None;
                }
                Phase::Over => {
                    self.close(now);
                    return None;
                }
            };
            self.course.rounds.as_mut()?.go(next);
        }
        None
    }

    /// What goes outside of an epoch, in the order of G-8.
    fn next_outside(&mut self, now: Instant) -> Option<Job> {
        if self.network.is_some()
            && let Some(index) = self.find(1, |seat| seat.time.waits(now))
        {
            return Some(Job::Time(index));
        }
        if self.members.assign_waits(now) {
            return Some(Job::Assign);
        }
        let owed = self.seats.iter_mut().map(|seat| &mut seat.owed);
        self.sender.rows.take(now, owed);
        if let Some(index) = self.receipt_due() {
            return Some(Job::Receipt(index));
        }
        if self.members.key_due().is_some_and(|at| now >= at) {
            return Some(Job::Key);
        }
        if let Some(index) = self.find(1, super::seat::Seat::wants_poll) {
            return Some(Job::History(index));
        }
        let invites = self.members.invite_due().is_some_and(|at| now >= at);
        if invites && self.sender.random.is_some() {
            return Some(Job::Invite);
        }
        let beacons = self.beacon_due().is_some_and(|at| now >= at);
        beacons.then_some(Job::Beacon)
    }

    /// When the next BEACON is due.
    pub(super) fn beacon_due(&self) -> Option<Instant> {
        self.beacons.every?;
        self.network.map(|_| self.beacons.due)
    }

    /// When the members want something by themselves.
    pub(super) fn members_due(&self) -> Option<Instant> {
        let invite = self
            .members
            .invite_due()
            .filter(|_| self.sender.random.is_some());
        [invite, self.members.key_due()].into_iter().flatten().min()
    }

    /// The lowest index that has asked and whose events are all stored, or cannot be had.
    fn receipt_due(&self) -> Option<u16> {
        let on_its_way = |index| {
            self.storing
                .arrivals
                .iter()
                .any(|other| other.index == index)
        };
        let mut seats = (1..=u16::MAX).zip(&self.seats);
        let ready = |(index, seat): &(u16, &super::seat::Seat)| {
            seat.owed.is_asked() && !seat.wants_poll() && !on_its_way(*index)
        };
        seats.find(ready).map(|(index, _)| index)
    }

    /// Makes the frame of a job.
    pub(super) fn build(&mut self, job: Job, sync: Instant) -> Option<FrameBuf> {
        match job {
            Job::Call(from) => {
                let call = self.call(from)?;
                self.sync_frame(&call)
            }
            Job::Told(from) => {
                let members = &self.members;
                let committed = |index| {
                    let session = members.member(index).and_then(|member| member.session());
                    session.map_or(Evt::NONE, |session| session.committed)
                };
                let call = Call::told(from, members.size(), committed);
                self.sync_frame(&call)
            }
            Job::Receipt(index) => self.members.receipt(index, &mut self.sender.counter),
            Job::History(index) => {
                let seat = self.seat_mut(index)?;
                let (from, to) = arrival::history(seat.accepted, seat.newest);
                self.group_frame(&Message::Poll(Poll {
                    what: PollWhat::History,
                    index,
                    from,
                    to,
                }))
            }
            Job::Time(index) => self.trsp(index, sync),
            Job::Beacon => self.beacon(sync),
            Job::Assign => self.members.take_assign(sync),
            Job::Key => self.members.take_key(sync, &mut self.sender.counter),
            Job::Invite => {
                let random = self.sender.random.take()?;
                self.members
                    .take_invite(sync, random, &mut self.sender.counter)
            }
        }
    }

    /// The answer to a TREQ (F-15).
    fn trsp(&mut self, index: u16, sync: Instant) -> Option<FrameBuf> {
        let clock = self.network?;
        let (opaque, arrived) = self.seat_mut(index)?.time.answer()?;
        let turn_us = u32::try_from(sync.since(arrived).as_micros()).ok()?;
        let trsp = Trsp {
            index,
            opaque,
            time: clock.time_at(arrived),
            turn_us,
            verdict: clock.verdict,
            quality: clock.quality,
        };
        self.members.time_response(trsp, &mut self.sender.counter)
    }

    fn beacon(&mut self, sync: Instant) -> Option<FrameBuf> {
        let (clock, every) = (self.network?, self.beacons.every?);
        self.beacons.due = sync + every;
        self.beacons.seq = self.beacons.seq.wrapping_add(1);
        self.group_frame(&Message::Beacon(Beacon {
            seq: self.beacons.seq,
            verdict: clock.verdict,
            quality: clock.quality,
            time: clock.time_at(sync),
            // The radio does not say when its sync word really ended.
            correction_us: 0,
            next: u16::try_from(every.as_micros() / 10_000).unwrap_or(u16::MAX),
            epoch: self.course.epochs.last(),
        }))
    }

    fn call(&self, from: u16) -> Option<Call> {
        let rounds = self.course.rounds.as_ref()?;
        if rounds.round() == 1 {
            return Some(Call::all(from, self.members.size()));
        }
        let seats = (1..=u16::MAX)
            .zip(&self.seats)
            .skip(usize::from(from.saturating_sub(1)));
        Call::open(seats.filter(|(_, seat)| seat.open).map(|(index, _)| index))
    }

    fn sync_frame(&mut self, call: &Call) -> Option<FrameBuf> {
        let rounds = self.course.rounds?;
        let mode = rounds.mode(!self.supply.has_mains());
        let sync = call.frame(rounds.epoch(), rounds.round(), mode);
        self.group_frame(&Message::Sync(sync))
    }

    fn group_frame(&mut self, message: &Message<'_>) -> Option<FrameBuf> {
        let signing = self.members.keyring().signing();
        let counter = self.sender.counter.take()?;
        let header = Header::down(self.members.head().net, counter, signing.keyno & 3);
        FrameBuf::encode(&header, message, &Extensions::NONE, &signing.key, 0).ok()
    }

    /// A frame has left the air: where the course goes on.
    pub(super) fn frame_sent(&mut self, now: Instant, job: Job) {
        self.sender.step = Step::Idle;
        match job {
            Job::Call(from) => self.called(now, from),
            Job::Told(from) => {
                let next = Call::told(from, self.members.size(), |_| Evt::NONE).next;
                self.go(|phase| match phase {
                    Phase::Closing(_) => Phase::Closing(next),
                    _ => Phase::Told(next),
                });
            }
            Job::Receipt(index) => {
                if let Some(seat) = self.seat_mut(index) {
                    seat.owed.sent();
                }
                if let Some(session) = self.members.session_mut(index) {
                    session.receipted = session.committed;
                }
                self.go(|phase| match phase {
                    Phase::Receipts(sent) => Phase::Receipts(sent.saturating_add(1)),
                    phase => phase,
                });
            }
            Job::History(index) => {
                let slots = self.seat_mut(index).map_or(0, |seat| {
                    seat.polls = seat.polls.saturating_add(1);
                    // After the last one the node has to report again: in its slot, if an epoch
                    // runs.
                    seat.open |= !seat.wants_poll();
                    let (from, to) = arrival::history(seat.accepted, seat.newest);
                    u64::from(to.0.wrapping_sub(from.0)).saturating_add(1)
                });
                self.go(|phase| match phase {
                    Phase::History(_) => Phase::History(index.saturating_add(1)),
                    phase => phase,
                });
                let wait = ANSWER_GAP + medium::slot(34).times(slots);
                self.sender.step = Step::Gap(now + wait);
            }
            Job::Time(_) | Job::Beacon | Job::Assign | Job::Key | Job::Invite => {}
        }
    }

    /// A SYNC is out: its slots run.
    fn called(&mut self, now: Instant, from: u16) {
        let Some(call) = self.call(from) else { return };
        let Some(rounds) = self.course.rounds.as_mut() else {
            return;
        };
        let slots = call.frame(0, 0, crate::wire::Mode::default()).slots();
        rounds.go(Phase::Round(call.next));
        let before = UNIT
            .times(u64::from(SLOT_UNITS))
            .times(u64::from(slots.saturating_sub(1)));
        let end = now + UNIT.times(u64::from(T0)) + before + medium::air(26) + TAIL;
        self.sender.step = Step::Slots {
            end,
            last: call.last,
        };
    }

    fn go(&mut self, next: impl FnOnce(Phase) -> Phase) {
        if let Some(rounds) = self.course.rounds.as_mut() {
            let phase = rounds.phase();
            rounds.go(next(phase));
        }
    }

    /// A frame could not be made: its reason is gone, or no counter is durable.
    pub(super) fn not_sent(&mut self, now: Instant, job: Job) {
        self.sender.step = Step::Gap(now + SENSE_LEAD);
        if let Job::Receipt(index) = job
            && let Some(seat) = self.seat_mut(index)
        {
            seat.owed.settled();
        }
    }
}
