//! What a node does with a frame it hears.

use super::send::Job;
use super::{Heard, Mode, Node};
use crate::access::{Entry, Notice};
use crate::control::{Assign, Poll, What};
use crate::frame::{Frame, FrameType, GATEWAY};
use crate::receive::Refusal;
use crate::relay::Record;
use crate::report::Report;
use crate::sync::{Ack, Form, Mode as SyncMode, Sync};
use crate::time::{Beacon, Trsp};

/// From the end of a POLL to the answer, µs.
pub(in crate::access) const ANSWER_GAP_US: u64 = 1_000;
/// A gateway may go on this much before the nominal end of the slots.
const ROUND_EARLY_US: u64 = 1_500;

impl Node {
    /// A frame was received: its bytes, the local time `sync_time` at which its sync word ended, its strength in dBm.
    ///
    /// # Errors
    /// The [`Refusal`] that was counted.
    pub fn handle_frame(&mut self, now: u64, sync_time: u64, bytes: &[u8], rssi_dbm: i16) -> Result<(), Refusal> {
        let result = self.take_frame(now, sync_time, bytes, rssi_dbm);
        if let Err(why) = result {
            self.refusals.count(why);
        }
        self.keep_counter();
        result
    }

    fn take_frame(&mut self, now: u64, sync_time: u64, bytes: &[u8], rssi_dbm: i16) -> Result<(), Refusal> {
        let frame = Frame::parse_in(bytes, self.config.net).map_err(Refusal::from)?;
        if !frame.header().down {
            self.overhear(now, sync_time, &frame, rssi_dbm);
            return Ok(());
        }
        if frame.frame_type() == FrameType::Assign {
            return self.take_assign(&frame);
        }
        if self.guesses.is_throttled(now) {
            return Err(Refusal::Throttled);
        }
        if !frame.verify(&self.group_key) {
            let _ = self.guesses.wrong(now);
            return Err(Refusal::Mic);
        }
        let end = sync_time.saturating_add(self.config.phy.body_us(bytes.len()));
        if frame.frame_type() == FrameType::Call {
            return self.take_call(now, end, &frame);
        }
        if frame.header().src != GATEWAY {
            // Its counter says nothing of the gateway's.
            return Err(Refusal::NotMine);
        }
        let ctr = frame.header().ctr;
        let ordered = ctr > self.last_schedule;
        if !self.window.accept(ctr) {
            return Err(Refusal::Counter);
        }
        if !frame.tlvs().check() {
            return Err(Refusal::Payload);
        }
        self.note_gateway(rssi_dbm);
        match frame.frame_type() {
            FrameType::Sync => {
                let sync = Sync::parse(frame.payload()).map_err(|_| Refusal::Payload)?;
                if sync.is_ack() && ctr > self.last_ack {
                    self.take_ack(&sync, ctr);
                }
                if ordered {
                    self.last_schedule = ctr;
                    self.take_schedule(now, end, &sync);
                }
                Ok(())
            }
            _ if !ordered => Err(Refusal::Counter),
            FrameType::Beacon => {
                self.last_schedule = ctr;
                let beacon = Beacon::parse(frame.payload()).ok_or(Refusal::Payload)?;
                self.notify(Notice::Beacon { beacon, at: sync_time });
                Ok(())
            }
            FrameType::Trsp => {
                let response = Trsp::parse(frame.payload()).ok_or(Refusal::Payload)?;
                if self.delay_opaque != Some(response.opaque) {
                    return Err(Refusal::NotMine);
                }
                self.delay_opaque = None;
                self.notify(Notice::Delay { response, at: sync_time });
                Ok(())
            }
            FrameType::Poll => {
                self.last_schedule = ctr;
                let poll = Poll::parse(frame.payload()).ok_or(Refusal::Payload)?;
                self.take_poll(now, end, &poll)
            }
            _ => Err(Refusal::NotMine),
        }
    }

    /// A frame of another node: its timing, its strength, and in a relay phase its content are of use.
    fn overhear(&mut self, now: u64, sync_time: u64, frame: &Frame<'_>, rssi_dbm: i16) {
        let src = frame.header().src;
        if src == self.index() || src == 0 {
            return;
        }
        if frame.frame_type() == FrameType::Status {
            self.note_neighbour(frame, rssi_dbm);
        }
        let report = Report::of(frame).filter(|_| frame.frame_type() == FrameType::Report);
        if let Some(record) = Record::of(frame) {
            let ward = self.wards.contains(&src);
            if ward || self.turn.is_some() || now < self.awake_until {
                self.keep_record(Heard { record, at: sync_time });
            }
            if ward {
                self.pass_on(now, &record);
            }
        }
        let round = report.map_or(0, |r| r.round);
        self.busy_air = true;
        let waiting = matches!(self.mode, Mode::Hear(_)) && self.plan.is_none_or(|p| p.window > 0);
        if !self.is_pending() || self.is_on_air() {
            return;
        }
        if self.is_ward {
            self.wait_for_call(now);
            return;
        }
        let near = self.sync_heard.is_some_and(|at| now.saturating_sub(at) < 500_000);
        if round == 0 && frame.frame_type() != FrameType::Relay {
            return;
        }
        if round != 1 && !near {
            // The cabinet is busy and the gateway is out of reach: a helper may be listening now.
            self.nudge(now);
            return;
        }
        if !waiting {
            return;
        }
        // A round is running: nobody contends into it, its next SYNC will come.
        if self.plan.is_some_and(|p| p.job == Job::Report && p.stage == super::Stage::Waiting) {
            self.plan = None;
        }
        if let Mode::Hear(until) = self.mode {
            self.mode = Mode::Hear(until.max(now.saturating_add(self.patience())));
        }
        if round == 1 && self.round == 0 && self.plan.is_none() {
            self.slot_by_neighbour(now, sync_time, src);
        }
    }

    /// Brings a far contention slot forward, a limited number of times.
    fn nudge(&mut self, now: u64) {
        let far = self.plan.is_some_and(|p| {
            p.job == Job::Report
                && p.window > 64
                && p.stage == super::Stage::Waiting
                && p.at > now.saturating_add(200_000)
        });
        if far && self.nudges < super::NUDGES && !self.spent {
            self.nudges = self.nudges.saturating_add(1);
            self.at_random(now, 32, Job::Report);
            self.mode = Mode::Hear(now.saturating_add(self.patience()));
        }
    }

    /// The SYNC of round 1 was missed: its slots are the indices of a block of 256, so a neighbour's slot tells this
    /// one's, or how long another block still lasts.
    fn slot_by_neighbour(&mut self, now: u64, sync_time: u64, src: u16) {
        let block = |index: u16| index.wrapping_sub(1) >> 8;
        let own = self.index();
        let slot = self.config.phy.slot_us(26);
        let start = sync_time.saturating_sub(self.config.phy.sync_us());
        let after = |slots: u16| start.saturating_add(u64::from(slots).saturating_mul(slot));
        if block(src) < block(own) {
            let left = (src.wrapping_sub(1) | 0xff).saturating_add(1).saturating_sub(src).saturating_add(1);
            self.rest_until(now, after(left));
            return;
        }
        let at = after(own.saturating_sub(src));
        if block(src) != block(own) || own <= src || at <= now.saturating_add(super::SENSE_LEAD_US) {
            return;
        }
        self.round = 1;
        self.in_slot(at, Job::Report);
        let block_end = (own.wrapping_sub(1) | 0xff).saturating_add(1);
        let behind = self.config.cabinet_size.min(block_end).saturating_sub(own).saturating_add(1);
        self.rest_until(now, at.saturating_add(u64::from(behind).saturating_mul(slot)));
    }

    /// Keeps the newest report of a node: in its old place, a free one, or that of the oldest; wards go first.
    fn keep_record(&mut self, heard: Heard) {
        let src = heard.record.src;
        let is_ward = self.wards.contains(&src);
        let wards = &self.wards;
        let age = |h: &Option<Heard>| match h {
            None => (0, 0),
            Some(h) if wards.contains(&h.record.src) => (2, h.at),
            Some(h) => (1, h.at),
        };
        let same = self.heard.iter().position(|h| h.is_some_and(|h| h.record.src == src));
        let place = match same {
            Some(at) => self.heard.get_mut(at),
            None => self.heard.iter_mut().min_by_key(|h| age(h)).filter(|h| is_ward || age(h).0 < 2),
        };
        if let Some(place) = place {
            *place = Some(heard);
        }
    }

    pub(super) fn take_ack(&mut self, sync: &Sync<'_>, ctr: u32) {
        let Some(ack) = sync.ack(self.index()) else { return };
        self.last_ack = self.last_ack.max(ctr);
        let open = self.state.evt.wrapping_sub(self.acked);
        let step = match ack {
            Ack::Exact(evt) => Some(evt.wrapping_sub(self.acked)).filter(|step| *step <= open),
            // Rule 3: four events in flight look like none.
            Ack::Modulo(m) if open <= 3 => (0..=open).find(|step| self.acked.wrapping_add(*step) & 3 == u16::from(m)),
            Ack::Modulo(_) => None,
        };
        if let Some(step) = step.filter(|step| *step > 0) {
            self.acked = self.acked.wrapping_add(step);
            self.store(Entry::Acknowledged { evt: self.acked, ctr: self.last_ack });
            self.notify(Notice::Acknowledged { evt: self.acked });
        }
    }

    fn take_schedule(&mut self, now: u64, end: u64, sync: &Sync<'_>) {
        self.relay = sync.mode.contains(SyncMode::RELAY);
        self.stay_awake(now, sync.mode);
        self.sync_heard = Some(now);
        self.busy_air = true;
        let slots_end = end.saturating_add(sync.slot_start_us(sync.rank0.saturating_add(sync.slots())));
        if self.is_on_air() {
            return;
        }
        let reporting = (self.is_pending() || self.changed.is_some()) && !self.spent;
        match sync.form {
            Form::Serve => self.take_serve(now, end, sync),
            _ if !reporting => {
                if self.plan.is_some_and(|p| p.job == Job::Report) {
                    self.plan = None;
                }
                self.mode = self.rest();
            }
            _ if sync.is_schedule() => {
                self.plan = None;
                self.attempts = 0;
                if let Some(rank) = sync.rank(self.index()) {
                    self.round = sync.round;
                    self.in_slot(end.saturating_add(sync.slot_start_us(rank)), Job::Report);
                }
                self.rest_until(now, slots_end);
            }
            // Not in the last acknowledgement of the epoch: rule 6.
            _ if sync.mode.contains(SyncMode::CLOSING) && sync.ack(self.index()).is_some() => {
                if self.plan.is_none() {
                    self.contend(now);
                }
            }
            _ => {
                if let Mode::Hear(until) = self.mode {
                    self.mode = Mode::Hear(until.max(now.saturating_add(self.patience())));
                }
            }
        }
    }

    /// Sleeps until shortly before `end`.
    pub(super) fn rest_until(&mut self, now: u64, end: u64) {
        // Both crystals may be 80 ppm off; 1/4096 is 244 ppm.
        let drift = end.saturating_sub(now) / 4096;
        let wake = end.saturating_sub(ROUND_EARLY_US).saturating_sub(drift);
        self.mode = if wake <= now { Mode::Hear(end.saturating_add(self.patience())) } else { Mode::Rest(wake) };
    }

    pub(super) fn is_on_air(&self) -> bool {
        self.plan.is_some_and(|p| matches!(p.stage, super::Stage::OnAir))
    }

    fn take_poll(&mut self, now: u64, end: u64, poll: &Poll) -> Result<(), Refusal> {
        let own = self.index();
        let all = poll.index == Poll::ALL;
        if !(all || poll.index == own) {
            // Somebody else answers; the next SYNC comes behind it.
            if let Mode::Hear(until) = self.mode {
                self.mode = Mode::Hear(until.max(now.saturating_add(self.patience())));
            }
            return Err(Refusal::NotMine);
        }
        if self.is_on_air() {
            return Ok(());
        }
        let long = self.config.phy.slot_us(crate::frame::MAX_FRAME);
        let rank = if all { u64::from(own.saturating_sub(1)) } else { 0 };
        let at = end.saturating_add(ANSWER_GAP_US);
        match poll.what {
            What::Newest => {
                let slot = self.config.phy.slot_us(26);
                self.round = 0;
                self.in_slot(at.saturating_add(rank.saturating_mul(slot)), Job::Newest);
            }
            What::History if !all => {
                self.history = Some((poll.from, poll.to));
                self.in_slot(at, Job::History(poll.from));
                self.mode = Mode::Hear(now.saturating_add(self.patience()));
            }
            What::Health => self.in_slot(at.saturating_add(rank.saturating_mul(long)), Job::Status),
            What::Identify => self.notify(Notice::Identify),
            _ => return Err(Refusal::NotMine),
        }
        Ok(())
    }

    /// Index and group key, only as the answer to a JOIN of this boot.
    fn take_assign(&mut self, frame: &Frame<'_>) -> Result<(), Refusal> {
        if frame.header().addr != Some(self.config.addr) || !self.joining {
            return Err(Refusal::NotMine);
        }
        let (assign, key) = Assign::open(frame, &self.config.join_key).ok_or(Refusal::Mic)?;
        let ctr = frame.header().ctr;
        if !self.window.accept(ctr) {
            return Err(Refusal::Counter);
        }
        self.joining = false;
        self.last_schedule = self.last_schedule.max(ctr);
        self.last_ack = self.last_ack.max(ctr);
        self.store(Entry::Assigned { index: assign.index, key_number: assign.key_number, key: *key.bytes() });
        self.store(Entry::Acknowledged { evt: self.acked, ctr: self.last_ack });
        Ok(())
    }
}
