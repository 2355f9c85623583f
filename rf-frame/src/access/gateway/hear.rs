//! What the gateway makes of a frame (G-2, G-3, G-7, S-13).

use super::arrival::{Arrival, judge};
use super::machine::{Gateway, Notice, Step};
use super::seat::Arrived;
use crate::access::members::Admission;
use crate::journal::entry::{MemberA, MemberB, Record, RecordKind};
use crate::time::{Instant, Micros, Stamp};
use crate::wire::{Evt, Extensions, Flags, Frame, FrameType, Message, Mode, Refusal, Report};

/// One record of dips of a node in this time (E-6).
const HOUR: Micros = Micros::from_secs(3600);

impl<const N: usize, const R: usize, const P: usize> Gateway<N, R, P> {
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
            // The wreck of a frame: two have met (G-7).
            if matches!(refusal, Refusal::Crc | Refusal::Length(_)) {
                self.sign(now, false);
            }
        }
        self.go_on(now);
        result
    }

    fn take_frame(&mut self, now: Instant, sync: Instant, bytes: &[u8]) -> Result<(), Refusal> {
        let frame = Frame::parse_in(bytes, self.members.head().net)?;
        if frame.frame_type() == FrameType::Join {
            return self.take_join(now, &frame);
        }
        let epoch = self
            .course
            .rounds
            .as_ref()
            .map_or(self.course.epochs.last(), |r| r.epoch());
        let own = self.sender.counter.last();
        if frame.frame_type().is_down() {
            if self.members.hear_gateway(now, &frame, own) {
                self.record(RecordKind::Twin, 0, Evt::NONE);
            }
            return Err(Refusal::NoKey);
        }
        let heard = self.members.handle_up(now, &frame, epoch, own);
        let src = frame.header().src;
        if heard == Err(Refusal::Mic) && self.members.take_tamper(now, src) {
            self.record(RecordKind::Tamper, src, Evt::NONE);
        }
        let up = heard?;
        if let Some(joined) = up.joined {
            if let Some(before) = joined.restart {
                // First of all (C-5): between it and the session power may fail, and RESTART twice
                // is better than never, for it replaces what the node no longer keeps.
                self.record(RecordKind::Restart, up.index, before);
            }
            self.session_begins(up.index, joined.restart.is_some());
            if joined.restart.is_some() {
                self.expect_again(up.index, frame.message());
            }
            self.record(RecordKind::Joined, up.index, Evt::NONE);
        }
        if up.group_key_stolen {
            self.record(RecordKind::Tamper, up.index, Evt::NONE);
            self.notices.push(Notice::GroupKeyStolen);
        }
        match frame.message() {
            Message::Report(report) => self.take_report(now, sync, &frame, report),
            Message::Status(report) => {
                if up.joined.is_some() || frame.header().receipt {
                    self.ask_receipt(up.index);
                }
                self.take_status(now, up.index, report, &frame.extensions());
            }
            Message::Treq(treq) => {
                if let Some(seat) = self.seat_mut(up.index) {
                    seat.time.take(treq, sync);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn take_join(&mut self, now: Instant, frame: &Frame<'_>) -> Result<(), Refusal> {
        let network = crate::access::members::Network {
            epoch: self.course.epochs.last(),
            slot: super::SLOT_UNITS,
            channel: 0,
        };
        let Some(random) = self.sender.random else {
            return Ok(());
        };
        let admission =
            self.members
                .handle_join(now, frame, random, &network, &mut self.sender.counter)?;
        match admission {
            Admission::Answered(_) => self.sender.random = None,
            Admission::Conflict {
                index,
                record: true,
                ..
            } => self.record(RecordKind::Conflict, index, Evt::NONE),
            Admission::Clone {
                index,
                record: true,
            } => {
                self.record(RecordKind::Clone, index, Evt::NONE);
            }
            _ => {}
        }
        Ok(())
    }

    /// The newest event that the node speaks of: what is missing is asked for. Counts that have
    /// grown make records (E-6, S-12).
    fn take_status(&mut self, now: Instant, index: u16, report: &Report, extensions: &Extensions) {
        let Some(seat) = self.seat_mut(index) else {
            return;
        };
        seat.speaks_of(report.evt);
        if let Some(meter) = extensions.meter {
            self.notices.push(Notice::MeterClock(index, meter));
        }
        self.take_dips(now, index, extensions);
        let Some(seat) = self.seat_mut(index) else {
            return;
        };
        let lied = extensions
            .self_check
            .map_or(seat.false_acks, |own| own.false_acks);
        let tells_lies = lied > seat.false_acks;
        seat.false_acks = lied;
        if tells_lies {
            self.record(RecordKind::Tamper, index, Evt::NONE);
        }
    }

    /// A STATUS, or the event that ends flapping, tells the dips: a record when they are more.
    fn take_dips(&mut self, now: Instant, index: u16, extensions: &Extensions) {
        let Some(dips) = extensions.dips else {
            return;
        };
        let Some(seat) = self.seat_mut(index) else {
            return;
        };
        let due = seat.dips_told.is_none_or(|told| told.until(now) >= HOUR);
        if due && dips.count > seat.dips {
            (seat.dips, seat.dips_told) = (dips.count, Some(Stamp::of(now)));
            self.record(RecordKind::Dips, index, Evt(dips.count));
        }
    }

    /// An authentic report.
    fn take_report(&mut self, now: Instant, sync: Instant, frame: &Frame<'_>, report: &Report) {
        let index = frame.header().src;
        let extensions = frame.extensions();
        let running = self.course.rounds;
        let in_round = running.is_some_and(|rounds| {
            report.round != 0 && rounds.round().saturating_sub(report.round) <= 1
        });
        self.course.contact.good_report();
        self.take_dips(now, index, &extensions);
        let received_at = self.network_time(sync);
        let full = self.storing.arrivals.is_full();
        let Some(seat) = self.seat_mut(index) else {
            return;
        };
        let arrival = judge(seat.accepted, report.evt, extensions.log_gap);
        let known = !report.evt.is_newer_than(seat.newest);
        seat.speaks_of(report.evt);
        if arrival == Arrival::Ahead {
            // It has reported again: its history is worth asking for once more.
            seat.polls = 0;
        }
        if in_round {
            seat.alive = received_at.unwrap_or(seat.alive);
        }
        let mut new = !known;
        let gap = match arrival {
            Arrival::Gap { first, count } => Some((first, count)),
            _ => None,
        };
        if matches!(arrival, Arrival::Next | Arrival::Gap { .. }) {
            if full {
                // Heard, but there is no room: it keeps its slot, and comes again.
                return;
            }
            seat.accepted = report.evt;
            seat.dark = report.flags.contains(Flags::NO_MAINS);
        }
        seat.open = false;
        let asks = frame.header().receipt || running.is_none();
        if asks {
            seat.owed.ask();
        }
        if matches!(arrival, Arrival::Next | Arrival::Gap { .. }) {
            let test =
                extensions.test || running.is_some_and(|r| r.mode(false).contains(Mode::TEST));
            let session = self.members.session_mut(index);
            let session = session.map_or(0, |session| session.number);
            new = self.storing.arrivals.push(Arrived {
                index,
                session,
                evt: report.evt,
                flags: report.flags.without(Flags::LAST),
                quality: report.quality,
                inferred: report.inferred,
                gap,
                received: sync,
                age: report.age.as_micros(),
                time: extensions.time,
                in_round,
                test,
            });
        }
        if new {
            if let Some(rounds) = self.course.rounds.as_mut() {
                rounds.progress();
            } else if report.round == 0 && !frame.header().from_log {
                self.sign(now, true);
            }
        }
        // G-2: at once when the last index was heard.
        if matches!(self.sender.step, Step::Slots { last, .. } if last == index) {
            self.sender.step = Step::Idle;
        }
    }

    /// A sign of several nodes at once (G-7).
    fn sign(&mut self, now: Instant, authentic: bool) {
        if self.course.rounds.is_none() && self.course.contact.sign(now, authentic) {
            self.course.wanted = Some(super::Kind::Contact);
        }
    }

    fn ask_receipt(&mut self, index: u16) {
        if let Some(seat) = self.seat_mut(index) {
            seat.owed.ask();
        }
    }

    /// A session was confirmed: it is stored before anything else is. With `restart` what is on its
    /// way has numbers of the session before, and the node sends it again; else it goes on in
    /// the new one.
    fn session_begins(&mut self, index: u16, restart: bool) {
        // A session that goes on has the rest of what the one before was to send again.
        let again = match self.seat_mut(index) {
            Some(seat) if !restart => seat.again,
            _ => Evt::NONE,
        };
        let Some(session) = self.members.session_mut(index) else {
            return;
        };
        let (committed, number) = (session.committed, session.number);
        let first = MemberA {
            index,
            session: number,
            device: session.id.device.0,
            generation: session.generation,
            join_random: session.id.node_random,
            flags: u8::from(restart || again.is_newer_than(committed)),
        };
        let second = MemberB {
            index,
            session: number,
            gateway_random: session.id.gateway_random,
            address: session.meter.0,
            last_evt: committed.0,
        };
        let mut accepted = committed;
        let arrivals = &mut self.storing.arrivals;
        if restart {
            let being_stored = usize::from(self.storing.entry.is_some());
            arrivals.retain(being_stored, |arrived| arrived.index != index);
        } else {
            for arrived in arrivals.iter_mut().filter(|it| it.index == index) {
                arrived.session = number;
                accepted = accepted.newer(arrived.evt);
            }
        }
        if let Some(seat) = self.seat_mut(index) {
            seat.begin(accepted);
            seat.again = again;
        }
        self.storing.others.push(first.into());
        self.storing.others.push(second.into());
    }

    /// A node whose numbers begin anew sends again what it keeps; the frame that confirms the
    /// session names the newest.
    fn expect_again(&mut self, index: u16, message: &Message<'_>) {
        if let Message::Status(report) | Message::Report(report) = message
            && let Some(seat) = self.seat_mut(index)
        {
            seat.again = report.evt;
        }
    }

    /// A record that is no event. Without room it is left out: the next one of its kind comes.
    pub(super) fn record(&mut self, kind: RecordKind, index: u16, evt: Evt) {
        let session = self
            .members
            .session_mut(index)
            .map_or(0, |session| session.number);
        let record = Record {
            index,
            session,
            evt: evt.0,
            ..Record::own(kind, 0)
        };
        self.storing.others.push(record.into());
    }
}
