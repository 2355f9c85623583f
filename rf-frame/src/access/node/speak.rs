//! What a node sends, and when it decides to (N-2, N-7, N-10, S-13).

use super::machine::Node;
use super::talk::{History, Job};
use super::{ANSWER, Attempt};
use crate::access::event::age_of;
use crate::access::join::JoinState;
use crate::access::medium::{self, SENSE_LEAD};
use crate::journal::Millis40;
use crate::journal::entry::Event;
use crate::journal::node::KeptEvent;
use crate::time::{Instant, Micros};
use crate::wire::tlv::{EventTime, Fresh, SelfCheck};
use crate::wire::{Age, Evt, Extensions, Flags, FrameBuf, Header, Message, Quality, Report};

/// A report without extensions, and what TIME and DIPS add: 8 bytes each.
const SHORT_REPORT: usize = 26;
const EXTENSION: usize = 8;
/// With TIME: the slot of an answer.
const REPORT_LEN: usize = SHORT_REPORT + EXTENSION;
/// From the end of a POLL to the answer (N-10).
pub(super) const POLL_GAP: Micros = Micros::from_millis(1);
/// Local counter of an event whose moment is not known.
pub(super) const NO_MOMENT: Millis40 = Millis40::new(u64::MAX);

/// Whether the time of an event is known to a minute.
fn knows_time(event: &Event) -> bool {
    Quality::from_number(event.quality & 7) >= Quality::Minute
}

impl Node {
    /// Reports by itself if it is time to.
    pub(super) fn decide(&mut self, now: Instant) {
        if self.talk.decide_at.is_some_and(|at| now >= at) {
            self.talk.decide_at = None;
            self.contend(now);
        }
        let proves = self.talk.take_proof(now);
        if proves
            && self.delivery.is_unproven(self.newest())
            && self.sender.transmitter.job().is_none()
        {
            self.talk.contention.restart();
            self.plan_attempt(
                now,
                Attempt {
                    wait: Micros::ZERO,
                    listens: true,
                },
            );
        }
        self.plan_membership(now);
    }

    /// An open event always has a next moment, whatever took the place of its report: an answer to
    /// a POLL, a STATUS, a JOIN.
    pub(super) fn keep_going(&mut self, now: Instant) {
        let idle = self.talk.decide_at.is_none() && self.sender.transmitter.job().is_none();
        if idle && self.is_open() && !self.talk.is_silent() {
            self.talk.decide_at = Some(now + ANSWER);
        }
    }

    /// The next attempt without a SYNC (N-2).
    pub(super) fn contend(&mut self, now: Instant) {
        let wanted = self.is_open() || self.is_last();
        if !wanted || self.talk.is_silent() || self.sender.transmitter.job().is_some() {
            return;
        }
        if self.newest() != self.outbox.newest() {
            // An event is stored before it is sent (N-1); the attempt does not count.
            self.talk.decide_at = Some(now + ANSWER);
            return;
        }
        let size = self.size();
        let slot = self.own_slot();
        let attempt = self.talk.contention.next(slot, size, &mut self.sender.rng);
        self.plan_attempt(now, attempt);
    }

    /// Slot of the report that goes out without a SYNC (N-2): it has TIME if that is known to a
    /// minute (F-12), and DIPS with the end of flapping (E-6).
    fn own_slot(&self) -> Micros {
        let newest = self.state.newest_event();
        let timed = newest.is_some_and(|kept| knows_time(&kept.event));
        let mut len = SHORT_REPORT;
        for has in [timed, self.ends_flapping()] {
            len = len.saturating_add(if has { EXTENSION } else { 0 });
        }
        medium::slot(len)
    }

    /// Whether the newest event clears FLG.4.
    fn ends_flapping(&self) -> bool {
        let mut last = [false; 2];
        for kept in self.state.events() {
            let [_, newest] = last;
            last = [newest, Flags(kept.event.flags).contains(Flags::UNSTABLE)];
        }
        last == [true, false]
    }

    fn plan_attempt(&mut self, now: Instant, attempt: Attempt) {
        let at = now + SENSE_LEAD + attempt.wait;
        self.sender
            .transmitter
            .plan(Job::Report { round: 0, epoch: 0 }, at);
        if attempt.listens {
            self.talk.receiver.prolong(now, at + ANSWER);
        } else {
            self.talk.receiver.rest();
        }
    }

    pub(super) fn channel_busy(&mut self, now: Instant, job: Job) {
        match job {
            Job::Report { round: 0, .. } => {
                let slot = self.own_slot();
                let attempt = self.talk.contention.again(slot, &mut self.sender.rng);
                self.plan_attempt(now, attempt);
            }
            // The slot is lost; the next SYNC comes.
            Job::Report { .. } => {}
            Job::History | Job::Status | Job::Join | Job::Time => {
                let slots = u64::from(self.sender.rng.below(16));
                let wait = medium::slot(REPORT_LEN).times(slots);
                self.sender.transmitter.plan(job, now + SENSE_LEAD + wait);
            }
        }
    }

    pub(super) fn frame_sent(&mut self, now: Instant, job: Job) {
        let random = self.sender.rng.next();
        match job {
            Job::Report { round: 0, .. } => {
                if self.supply.has_mains() && self.talk.reported(now) {
                    self.membership.handle_silence(now, random);
                }
                self.talk.decide_at = Some(now + ANSWER);
                self.talk.receiver.prolong(now, now + ANSWER);
                if self.is_last() {
                    self.talk.last_sent();
                }
            }
            Job::Report { .. } => {}
            Job::History => self.plan_history(now),
            Job::Status => {
                self.membership.status_sent(now, random);
                self.talk.receiver.prolong(now, now + ANSWER);
            }
            Job::Join => self.talk.receiver.prolong(now, now + ANSWER.times(15)),
            Job::Time => {}
        }
    }

    /// The frame could not be made: its reason is gone, or no counter is durable.
    pub(super) fn nothing_to_say(&mut self, now: Instant, job: Job) {
        if matches!(job, Job::Report { .. }) && self.is_open() && self.talk.decide_at.is_none() {
            // The event is not stored yet.
            self.talk.decide_at = Some(now + ANSWER);
        }
    }

    /// JOIN and STATUS of the membership, when nothing else is on its way.
    fn plan_membership(&mut self, now: Instant) {
        if self.sender.transmitter.job().is_some() {
            return;
        }
        let due = |at: Option<Instant>| at.is_some_and(|at| now >= at);
        let job = if due(self.membership.join_due()) && self.place.meter.is_some() {
            Job::Join
        } else if due(self.membership.status_due()) || self.wants_health() {
            self.talk.tells_health = false;
            Job::Status
        } else if self.wants_time() {
            Job::Time
        } else {
            return;
        };
        self.sender.transmitter.plan(job, now + SENSE_LEAD);
    }

    fn is_member(&self) -> bool {
        self.membership
            .session()
            .is_some_and(|session| session.confirmed)
    }

    /// A STATUS is due that nobody has asked for.
    fn wants_health(&self) -> bool {
        self.talk.tells_health && self.is_member()
    }

    /// A TREQ is due. On the capacitor nobody wants to know the time.
    fn wants_time(&self) -> bool {
        self.talk.exchange.is_wanted() && self.supply.has_mains() && self.is_member()
    }

    /// When the membership wants to send.
    pub(super) fn membership_due(&self) -> Option<Instant> {
        if self.sender.transmitter.job().is_some() {
            return None;
        }
        let join = self
            .membership
            .join_due()
            .filter(|_| self.place.meter.is_some());
        let at_once = (self.wants_health() || self.wants_time()).then_some(Instant::ZERO);
        [join, self.membership.status_due(), at_once]
            .into_iter()
            .flatten()
            .min()
    }

    /// The next event of the history, one frame a slot.
    fn plan_history(&mut self, now: Instant) {
        if self.talk.history.is_some() {
            let gap = medium::slot(REPORT_LEN) - medium::air(REPORT_LEN);
            self.sender.transmitter.plan(Job::History, now + gap);
        }
    }

    pub(super) fn begin_history(&mut self, received: Instant, next: Evt, last: Evt) {
        self.talk.history = Some(History { next, last });
        self.sender
            .transmitter
            .plan(Job::History, received + POLL_GAP);
    }

    /// Makes the frame of a job, whose sync word will end at `sync`.
    pub(super) fn build(&mut self, job: Job, sync: Instant) -> Option<FrameBuf> {
        match job {
            Job::Report { round, epoch } => {
                let kept = self.state.newest_event()?.clone();
                let wanted = self.delivery.is_unproven(Evt(kept.event.evt)) || self.is_last();
                wanted.then_some(())?;
                self.report(&kept, round, epoch, sync, Extensions::NONE)
            }
            Job::History => self.history(sync),
            Job::Status => self.status(),
            Job::Join => self.join(sync),
            Job::Time => self.treq(sync),
        }
    }

    fn treq(&mut self, sync: Instant) -> Option<FrameBuf> {
        let opaque = self.sender.rng.next().to_le_bytes();
        let treq = self.talk.exchange.request(opaque, sync)?;
        let header = self.header()?;
        self.sign(&header, &Message::Treq(treq), &Extensions::NONE, 0)
    }

    fn history(&mut self, sync: Instant) -> Option<FrameBuf> {
        let History { next, last } = self.talk.history.take()?;
        let not_before = |kept: &&KeptEvent| !next.is_newer_than(Evt(kept.event.evt));
        let kept = self.state.events().find(not_before)?.clone();
        let evt = Evt(kept.event.evt);
        if last.is_newer_than(evt) {
            self.talk.history = Some(History {
                next: evt.next(),
                last,
            });
        }
        // What was asked for is not there: this is the oldest from there on.
        let log_gap = (evt != next).then_some(evt);
        self.report(
            &kept,
            0,
            0,
            sync,
            Extensions {
                log_gap,
                ..Extensions::NONE
            },
        )
    }

    fn report(
        &mut self,
        kept: &KeptEvent,
        round: u8,
        epoch: u16,
        sync: Instant,
        mut extensions: Extensions,
    ) -> Option<FrameBuf> {
        let event = &kept.event;
        let newest = self.newest();
        let quality = Quality::from_number(event.quality & 7);
        if round == 0 && knows_time(event) {
            extensions.time = Some(EventTime {
                seconds: event.seconds,
                millis: event.millis,
            });
        }
        if round == 0 && Evt(event.evt) == newest && self.ends_flapping() {
            extensions.dips = Some(self.supply.dips().tlv());
        }
        let since = (event.at != NO_MOMENT).then_some(event.at);
        let mut flags = Flags(event.flags);
        if self.is_last() {
            flags = flags.with(Flags::LAST);
        }
        let report = Report {
            evt: Evt(event.evt),
            flags,
            round,
            inferred: event.quality & 8 != 0,
            quality,
            age: age_of(self.clocks.counter, event.start, since, sync),
            cap: self.sender.volts,
        };
        let told = !self.delivery.is_open(newest);
        let mut header = self.header()?;
        header.from_log = Evt(event.evt) != newest;
        header.receipt = told
            || self.delivery.needs_receipt(newest)
            || round == 0 && self.talk.contention.asks_receipt();
        self.sign(&header, &Message::Report(report), &extensions, epoch)
    }

    /// State, FRESH, DIPS and SELF (F-19).
    fn status(&mut self) -> Option<FrameBuf> {
        let newest = self.state.newest_event();
        let report = Report {
            evt: newest.map_or(Evt::NONE, |kept| Evt(kept.event.evt)),
            flags: self.supply.stable(),
            round: 0,
            inferred: false,
            quality: self.clocks.quality,
            age: Age::UNKNOWN,
            cap: self.sender.volts,
        };
        let keyno = self.membership.groups().newest_keyno().unwrap_or(0);
        let extensions = Extensions {
            fresh: Some(Fresh {
                heard: self.membership.last_heard(),
                keyno,
            }),
            meter: self.place.meter_clock,
            dips: Some(self.supply.dips().tlv()),
            self_check: Some(SelfCheck {
                false_acks: self.delivery.false_acks(),
                ..SelfCheck::default()
            }),
            ..Extensions::NONE
        };
        let mut header = self.header()?;
        // The RECEIPT that confirms the session may be lost: it is asked for until it comes.
        header.receipt = !self.is_member();
        self.sign(&header, &Message::Status(report), &extensions, 0)
    }

    fn join(&mut self, sync: Instant) -> Option<FrameBuf> {
        let state = JoinState {
            meter: self.place.meter?,
            intact: self.state.session().is_some(),
            pending: self.is_open(),
            evt: self.newest(),
        };
        let random = self.place.random.take()?;
        self.membership
            .take_join(sync, random, &mut self.sender.counter, &state)
    }

    fn header(&mut self) -> Option<Header> {
        let session = self.membership.session()?;
        let (net, index, number) = (session.id.net, session.id.index, session.number);
        Some(Header::up(net, index, self.sender.counter.take()?, number))
    }

    fn sign(
        &self,
        header: &Header,
        message: &Message<'_>,
        extensions: &Extensions,
        epoch: u16,
    ) -> Option<FrameBuf> {
        let key = self.membership.session()?.uplink();
        FrameBuf::encode(header, message, extensions, key, epoch).ok()
    }

    pub(super) fn size(&self) -> u16 {
        self.membership.session().map_or(0, |session| session.size)
    }

    pub(super) fn index(&self) -> Option<u16> {
        self.membership.session().map(|session| session.id.index)
    }
}
