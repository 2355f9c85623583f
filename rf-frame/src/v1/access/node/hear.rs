//! What a node does with a frame it hears.

use super::send::Job;
use super::{Mode, NUDGES, Node, SENSE_LEAD_US, Stage};
use crate::v1::access::{Entry, Notice};
use crate::v1::control::{Assign, Poll, What};
use crate::v1::frame::{Frame, FrameType, GATEWAY, MAX_FRAME};
use crate::v1::receive::Refusal;
use crate::v1::sync::{Ack, Form, Mode as SyncMode, Sync};
use crate::v1::time::{Beacon, Trsp};
use zeroize::Zeroize as _;

/// From the end of a POLL to the answer, µs.
pub(in crate::v1::access) const ANSWER_GAP_US: u64 = 1_000;
/// A gateway may go on this much before the nominal end of the slots.
const ROUND_EARLY_US: u64 = 1_500;

impl Node {
    /// A frame was received: its bytes, the local time `sync_time` at which its sync word ended,
    /// its strength in dBm.
    ///
    /// # Errors
    /// The [`Refusal`] that was counted.
    #[inline(never)]
    pub fn handle_frame(
        &mut self,
        now: u64,
        sync_time: u64,
        bytes: &[u8],
        rssi_dbm: i16,
    ) -> Result<(), Refusal> {
        let result = self.take_frame(now, sync_time, bytes, rssi_dbm);
        if let Err(why) = result {
            self.refusals.count(why);
        }
        self.keep_counter();
        result
    }

    fn take_frame(
        &mut self,
        now: u64,
        sync_time: u64,
        bytes: &[u8],
        rssi_dbm: i16,
    ) -> Result<(), Refusal> {
        let parsed = Frame::parse_in(bytes, self.config.net);
        let frame = match &parsed {
            Ok(frame) => frame,
            Err(why) => return Err(Refusal::from(*why)),
        };
        if !frame.header().down {
            self.overhear(frame, now, sync_time, rssi_dbm);
            return Ok(());
        }
        if frame.frame_type() == FrameType::Assign {
            return self.take_assign(frame);
        }
        if self.guesses.is_throttled(now) {
            return Err(Refusal::Throttled);
        }
        if !frame.verify_dyn(&self.config.group_key) {
            let _ = self.guesses.wrong(now);
            return Err(Refusal::Mic);
        }
        let end = sync_time.wrapping_add(self.config.phy.body_us(bytes.len()));
        if frame.frame_type() == FrameType::Call {
            return self.take_call(frame, now, end);
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
                let parsed = Sync::parse(frame.payload());
                let Ok(sync) = &parsed else {
                    return Err(Refusal::Payload);
                };
                if sync.is_ack() && ctr > self.last_ack {
                    self.take_ack(sync, ctr);
                }
                if ordered {
                    self.last_schedule = ctr;
                    self.take_schedule(sync, now, end);
                }
                Ok(())
            }
            _ if !ordered => Err(Refusal::Counter),
            FrameType::Beacon => {
                self.last_schedule = ctr;
                let beacon = Beacon::parse(frame.payload()).ok_or(Refusal::Payload)?;
                self.notify(&Notice::Beacon {
                    beacon,
                    at: sync_time,
                });
                Ok(())
            }
            FrameType::Trsp => {
                let response = Trsp::parse(frame.payload()).ok_or(Refusal::Payload)?;
                if self.delay_opaque != Some(response.opaque) {
                    return Err(Refusal::NotMine);
                }
                self.delay_opaque = None;
                self.notify(&Notice::Delay {
                    response,
                    at: sync_time,
                });
                Ok(())
            }
            FrameType::Poll => {
                self.last_schedule = ctr;
                let poll = Poll::parse(frame.payload()).ok_or(Refusal::Payload)?;
                self.take_poll(&poll, now, end)
            }
            _ => Err(Refusal::NotMine),
        }
    }

    /// A frame of another node: its timing, its strength, and in a relay phase its content are of
    /// use.
    #[inline(never)]
    fn overhear(&mut self, frame: &Frame<'_>, now: u64, sync_time: u64, rssi_dbm: i16) {
        let src = frame.header().src;
        if src == self.index || src == 0 {
            return;
        }
        let mut round = 0;
        match frame.frame_type() {
            FrameType::Status => self.note_neighbour(frame, rssi_dbm),
            FrameType::Report => {
                self.note_report(frame, now, sync_time);
                round = frame.payload().get(3).map_or(0, |rq| rq >> 4);
            }
            _ => {}
        }
        self.busy_air = true;
        if !self.is_pending() || self.is_on_air() {
            return;
        }
        if self.is_ward {
            self.wait_for_call(now);
            return;
        }
        if round == 0 && frame.frame_type() != FrameType::Relay {
            return;
        }
        if round != 1 && now.wrapping_sub(self.sync_heard) >= 500_000 {
            // The cabinet is busy and the gateway is out of reach: a helper may be listening now.
            self.nudge(now);
            return;
        }
        if self.mode != Mode::Hear || (self.has_plan() && self.plan.window == 0) {
            return;
        }
        // A round is running: nobody contends into it, its next SYNC will come.
        if self.waits_to_report() {
            self.drop_plan();
        }
        self.hear_on(now);
        if round == 1 && self.round == 0 && !self.has_plan() {
            self.slot_by_neighbour(now, sync_time, src);
        }
    }

    /// Brings a far contention slot forward, a limited number of times.
    fn nudge(&mut self, now: u64) {
        let far = self.plan.window > 64 && self.plan.at > now.wrapping_add(200_000);
        if far && self.waits_to_report() && self.nudges < NUDGES && !self.spent {
            self.nudges = self.nudges.wrapping_add(1);
            self.at_random(32, now, Job::Report);
            self.hear_patiently(now);
        }
    }

    /// The SYNC of round 1 was missed: its slots are the indices of a block of 256, so a
    /// neighbour's slot tells this one's, or how long another block still lasts.
    fn slot_by_neighbour(&mut self, now: u64, sync_time: u64, src: u16) {
        let own = self.index;
        let start = sync_time.wrapping_sub(self.config.phy.sync_us());
        let slot = self.slot_us;
        let after = |slots: u16| u64::from(u32::from(slots).wrapping_mul(slot));
        let (src, own_0) = (src.wrapping_sub(1), own.wrapping_sub(1));
        if src >> 8 < own_0 >> 8 {
            let left = (src | 0xff).wrapping_sub(src).wrapping_add(1);
            self.rest_until(now, start.wrapping_add(after(left)));
            return;
        }
        let at = start.wrapping_add(after(own_0.wrapping_sub(src)));
        if src >> 8 != own_0 >> 8 || own_0 <= src || at <= now.wrapping_add(SENSE_LEAD_US) {
            return;
        }
        self.round = 1;
        self.in_slot(Job::Report, at);
        let block_end = (own_0 | 0xff).saturating_add(1);
        let behind = self
            .config
            .cabinet_size
            .min(block_end)
            .saturating_sub(own)
            .wrapping_add(1);
        self.rest_until(now, at.wrapping_add(after(behind)));
    }

    /// Whether its own report is still to come.
    pub(super) fn waits_to_report(&self) -> bool {
        self.plan.job == Job::Report && self.plan.stage == Stage::Waiting
    }

    pub(super) fn take_ack(&mut self, sync: &Sync<'_>, ctr: u32) {
        let Some(ack) = sync.ack(self.index) else {
            return;
        };
        self.last_ack = self.last_ack.max(ctr);
        let open = self.state.evt.wrapping_sub(self.acked);
        let step = match ack {
            Ack::Exact(evt) => evt.wrapping_sub(self.acked),
            Ack::Modulo(m) => u16::from(m).wrapping_sub(self.acked) & 3,
        };
        // Rule 3: four events in flight look like none.
        let clear = open <= 3 || matches!(ack, Ack::Exact(_));
        if clear && step > 0 && step <= open {
            self.acked = self.acked.wrapping_add(step);
            self.store(&Entry::Acknowledged {
                evt: self.acked,
                ctr: self.last_ack,
            });
            self.notify(&Notice::Acknowledged { evt: self.acked });
        }
    }

    fn take_schedule(&mut self, sync: &Sync<'_>, now: u64, end: u64) {
        self.relay = sync.mode.contains(SyncMode::RELAY);
        self.stay_awake(now, sync.mode);
        self.sync_heard = now;
        self.busy_air = true;
        if self.is_on_air() {
            return;
        }
        if sync.form == Form::Serve {
            self.take_serve(sync, now, end);
        } else if !(self.is_pending() || self.changing) || self.spent {
            if self.plan.job == Job::Report {
                self.drop_plan();
            }
            self.rest();
        } else if sync.is_schedule() {
            self.drop_plan();
            self.attempts = 0;
            if let Some(rank) = sync.rank(self.index) {
                self.round = sync.round;
                self.in_slot(Job::Report, end.wrapping_add(sync.slot_start_us(rank)));
            }
            let slots = sync.rank0.saturating_add(sync.slots());
            self.rest_until(now, end.wrapping_add(sync.slot_start_us(slots)));
        } else if sync.mode.contains(SyncMode::CLOSING) && sync.ack(self.index).is_some() {
            // Not in the last acknowledgement of the epoch: rule 6.
            if !self.has_plan() {
                self.contend(now);
            }
        } else {
            self.hear_on(now);
        }
    }

    /// Sleeps until shortly before `end`.
    #[inline(never)]
    pub(super) fn rest_until(&mut self, now: u64, end: u64) {
        let left = end.saturating_sub(now);
        // Both crystals may be 80 ppm off; 1/4096 is 244 ppm.
        let early = ROUND_EARLY_US.wrapping_add(left / 4096);
        if left <= early {
            self.hear_patiently(end);
        } else {
            self.mode = Mode::Rest;
            self.until = end.wrapping_sub(early);
        }
    }

    pub(super) fn is_on_air(&self) -> bool {
        self.plan.stage == Stage::OnAir
    }

    fn take_poll(&mut self, poll: &Poll, now: u64, end: u64) -> Result<(), Refusal> {
        let all = poll.index == Poll::ALL;
        if !(all || poll.index == self.index) {
            // Somebody else answers; the next SYNC comes behind it.
            self.hear_on(now);
            return Err(Refusal::NotMine);
        }
        if self.is_on_air() {
            return Ok(());
        }
        let rank = if all {
            u32::from(self.index.saturating_sub(1))
        } else {
            0
        };
        let at = end.wrapping_add(ANSWER_GAP_US);
        match poll.what {
            What::Newest => {
                self.round = 0;
                self.in_slot(
                    Job::Newest,
                    at.wrapping_add(rank.wrapping_mul(self.slot_us).into()),
                );
            }
            What::History if !all => {
                self.history = Some((poll.from, poll.to));
                self.in_slot(Job::History, at);
                self.hear_patiently(now);
            }
            What::Health => {
                let long = self.config.phy.slot_us_32(MAX_FRAME);
                self.in_slot(Job::Status, at.wrapping_add(rank.wrapping_mul(long).into()));
            }
            What::Identify => self.notify(&Notice::Identify),
            _ => return Err(Refusal::NotMine),
        }
        Ok(())
    }

    /// Index and group key, only as the answer to a JOIN of this boot.
    fn take_assign(&mut self, frame: &Frame<'_>) -> Result<(), Refusal> {
        if frame.header().addr != Some(self.config.addr) || !self.joining {
            return Err(Refusal::NotMine);
        }
        let mut key = [0; 16];
        if !Assign::unwrap_key(frame, &self.config.join_key, &mut key) {
            return Err(Refusal::Mic);
        }
        let ctr = frame.header().ctr;
        let [i0, i1, _, _, key_number, ..] =
            *frame.payload().first_chunk::<6>().ok_or(Refusal::Payload)?;
        if !self.window.accept(ctr) {
            return Err(Refusal::Counter);
        }
        self.joining = false;
        self.last_schedule = self.last_schedule.max(ctr);
        self.last_ack = self.last_ack.max(ctr);
        self.store(&Entry::Assigned {
            index: u16::from_le_bytes([i0, i1]),
            key_number,
            key,
        });
        key.zeroize();
        self.store(&Entry::Acknowledged {
            evt: self.acked,
            ctr: self.last_ack,
        });
        Ok(())
    }
}
