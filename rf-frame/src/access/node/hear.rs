//! What a node makes of a frame (N-3 to N-9, S-10, S-12).

use super::machine::{Node, Notice};
use super::talk::Job;
use super::{PATIENCE, Round, window};
use crate::access::event::{AckSource, Receipted};
use crate::access::join::Heard;
use crate::access::medium::{self, SENSE_LEAD};
use crate::journal::entry::Left;
use crate::journal::node::BY_ORDER;
use crate::security::Counter;
use crate::time::{Instant, Micros};
use crate::wire::control::{OrderWhat, PollWhat};
use crate::wire::{Evt, Frame, Message, Mode, Poll, Receipt, Refusal, Report, SyncFrame};

/// Slot of a round.
const SLOT: Micros = medium::slot(26);
/// Slot of an answer to a POLL of all.
const POLL_SLOT: Micros = medium::slot(34);
/// The next SYNC has come this long after the slots, or it was missed: a RECEIPT row of 24 ms may
/// go before it, and it takes up to 11 ms itself.
const NEXT_SYNC: Micros = Micros::from_millis(40);
/// Slot of a STATUS.
const STATUS_SLOT: Micros = medium::slot(59);

impl Node {
    /// A frame was received: `sync` is the end of its sync word.
    ///
    /// # Errors
    /// Why it was refused; it is counted.
    pub fn handle_frame(
        &mut self,
        now: Instant,
        sync: Instant,
        bytes: &[u8],
    ) -> Result<(), Refusal> {
        let result = self.take_frame(now, sync, bytes);
        if let Err(refusal) = result {
            self.refusals.count(refusal);
        }
        result
    }

    fn take_frame(&mut self, now: Instant, sync: Instant, bytes: &[u8]) -> Result<(), Refusal> {
        let net = self
            .membership
            .generation()
            .map(|generation| generation.net);
        let frame = match net {
            Some(net) => Frame::parse_in(bytes, net)?,
            None => Frame::parse(bytes)?,
        };
        if !frame.frame_type().is_down() {
            if let Message::Report(report) = frame.message() {
                self.overhear(now, sync, frame.header().src, report);
            }
            return Ok(());
        }
        let random = self.sender.rng.next();
        let heard = self.membership.handle_frame(now, &frame, random)?;
        let received = sync + medium::body(bytes.len());
        let counter = frame.header().ctr;
        match heard {
            Heard::Group { keyno } => match frame.message() {
                Message::Sync(map) if map.is_schedule() => self.hear_schedule(now, received, map),
                Message::Sync(map) => self.hear_told(now, map, AckSource { counter, keyno }),
                Message::Poll(poll) => self.hear_poll(received, poll),
                // It may be a recording from before this boot: it says nothing until an exchange
                // has counted (T-1).
                Message::Beacon(beacon) if self.talk.exchange.has_counted() => {
                    self.notify(Notice::Beacon(*beacon, sync));
                }
                _ => {}
            },
            Heard::Unicast => {
                // Stored with each frame but TRSP (S-8).
                if !matches!(frame.message(), Message::Trsp(_)) {
                    self.store_unicast();
                }
                self.check_installation();
                match frame.message() {
                    Message::Receipt(receipt) => self.hear_receipt(now, receipt, counter),
                    Message::Trsp(trsp) => {
                        if let Some(exchange) = self.talk.exchange.answer(trsp, sync) {
                            self.notify(Notice::Time(exchange));
                        }
                    }
                    Message::Order(order) if order.what == OrderWhat::Leave => self.leave(),
                    _ => {}
                }
            }
            Heard::NewSession => self.store_session(),
            Heard::NewKey { retired, .. } => {
                if let Some(number) = self.membership.session().map(|session| session.number) {
                    self.store_group(number);
                }
                if let Some(keyno) = retired {
                    self.store_first(crate::journal::entry::Retire { keyno }.into());
                }
            }
            Heard::NewGeneration => self.store_generation(),
            Heard::Nothing => {}
        }
        Ok(())
    }

    /// ORDER 2: the session ends, and the installation with it (C-12).
    fn leave(&mut self) {
        self.membership.drop_session();
        self.sender.transmitter.cancel();
        self.talk.rest();
        self.store_first(Left { reason: BY_ORDER }.into());
    }

    /// A SYNC that gives slots (N-3, N-4).
    fn hear_schedule(&mut self, now: Instant, received: Instant, sync: &SyncFrame<'_>) {
        let Some(index) = self.index() else { return };
        self.talk.epoch = sync.epoch;
        self.talk.budget.renew();
        self.talk.contention.restart();
        if self.sender.transmitter.is_on_air() || self.talk.is_silent() {
            return;
        }
        if matches!(self.sender.transmitter.job(), Some(Job::Report { .. })) {
            self.sender.transmitter.cancel();
        }
        // A slot announced while the change is debounced is kept (N-1).
        if !self.is_open() && !self.supply.is_changing() {
            self.talk.rest();
            return;
        }
        let round = Round::of(sync, index, received);
        self.follow(now, &round, sync.epoch);
        // What the window around the debounce was for has come.
        self.talk.receiver.around_debounce(now, now);
        self.talk.scheduled_until = round.end + NEXT_SYNC;
    }

    /// Takes the slot of a round, and listens for the next SYNC.
    fn follow(&mut self, now: Instant, round: &Round, epoch: u16) {
        if let Some(at) = round.slot.filter(|at| *at >= now + SENSE_LEAD) {
            self.sender.transmitter.plan(
                Job::Report {
                    round: round.number,
                    epoch,
                },
                at,
            );
        }
        let for_receipt = self.delivery.needs_receipt(self.newest());
        let (from, until) = round.next_sync(now, for_receipt, self.size(), SLOT);
        self.talk.receiver.wait(from, until);
        self.talk.decide_at = Some(until);
    }

    /// Form 4: what is told (S-8, S-10, N-5, N-6).
    fn hear_told(&mut self, now: Instant, sync: &SyncFrame<'_>, source: AckSource) {
        let told = self.index().and_then(|index| sync.told(index));
        let Some(modulo4) = told else { return };
        let newest = self.newest();
        let confirmed = self
            .membership
            .session()
            .is_some_and(|session| session.confirmed);
        if confirmed && self.delivery.take_told(modulo4, newest, source) {
            if let Some(group) = self.membership.groups().of_keyno(source.keyno) {
                group.ack.accept(source.counter);
            }
            self.notify(Notice::Told(self.delivery.told()));
        }
        if !self.is_open() {
            self.done_for_now();
        } else if sync.mode.contains(Mode::CLOSING) {
            // The epoch ends without the own event: nobody will call any more.
            if self.sender.transmitter.job().is_none() && self.is_stored() {
                self.contend(now);
            }
        } else if self.sender.transmitter.job().is_none() {
            self.talk.receiver.prolong(now, now + PATIENCE);
            self.talk.decide_at = Some(now + PATIENCE);
        }
    }

    fn hear_receipt(&mut self, now: Instant, receipt: &Receipt, counter: Counter) {
        self.talk.answered();
        let newest = self.newest();
        let meant = self.delivery.take_receipt(receipt.evt, newest, counter);
        match meant {
            Receipted::Proven => self.notify(Notice::Proven(self.delivery.proven())),
            Receipted::Less => self.talk.contention.restart(),
            Receipted::Beyond => return,
        }
        if !self.is_open() {
            self.done_for_now();
        } else if self.sender.transmitter.job().is_none() {
            self.talk.decide_at = Some(now + SENSE_LEAD);
        }
    }

    /// Nothing is open: no report is planned any more, and the receiver sleeps.
    fn done_for_now(&mut self) {
        if matches!(self.sender.transmitter.job(), Some(Job::Report { .. })) {
            self.sender.transmitter.cancel();
        }
        self.talk.contention.restart();
        self.talk.rest();
    }

    fn hear_poll(&mut self, received: Instant, poll: &Poll) {
        let Some(index) = self.index().filter(|index| poll.is_for(*index)) else {
            return;
        };
        if self.sender.transmitter.is_on_air() {
            return;
        }
        let all = poll.index != index;
        let turn = |slot: Micros| {
            let before = if all {
                u64::from(index.saturating_sub(1))
            } else {
                0
            };
            received + super::speak::POLL_GAP + slot.times(before)
        };
        match poll.what {
            PollWhat::History => self.begin_history(received, poll.from, poll.to),
            PollWhat::State => {
                let job = Job::Report { round: 0, epoch: 0 };
                self.sender.transmitter.plan(job, turn(POLL_SLOT));
            }
            PollWhat::Health | PollWhat::MeterOffset => {
                self.sender.transmitter.plan(Job::Status, turn(STATUS_SLOT));
            }
            PollWhat::Identify | PollWhat::Unknown(_) => {}
        }
    }

    /// A report of a neighbour. Nobody has proved it: it counts within the budget only (N-8, N-9).
    fn overhear(&mut self, now: Instant, sync: Instant, src: u16, report: &Report) {
        let in_slot = matches!(
            self.sender.transmitter.job(),
            Some(Job::Report { round: 1.., .. })
        );
        let told_when = in_slot || now < self.talk.scheduled_until;
        if report.round == 0 || told_when || !self.is_open() || self.sender.transmitter.is_on_air()
        {
            return;
        }
        let Some(end) = self.talk.budget.allows(now, window(self.size(), SLOT)) else {
            return;
        };
        if matches!(self.sender.transmitter.job(), Some(Job::Report { .. })) {
            self.sender.transmitter.cancel();
        }
        let Some(index) = self.index() else { return };
        let slot = (report.round == 1)
            .then(|| Round::by_neighbour(src, sync, index, self.size(), SLOT))
            .flatten();
        if let Some(round) = slot {
            // The SYNC was missed: the epoch is the next one.
            self.follow(now, &round, self.talk.epoch.wrapping_add(1));
            // What an unproven frame promises is awaited no longer than the budget allows.
            self.talk.decide_at = self.talk.decide_at.map(|at| at.earlier(end));
            return;
        }
        let until = end.earlier(now + PATIENCE);
        self.talk.receiver.prolong(now, until);
        self.talk.decide_at = Some(until);
    }

    /// Whether the newest event is stored.
    fn is_stored(&self) -> bool {
        self.newest() == self.outbox.newest() && self.newest() != Evt::NONE
    }
}
