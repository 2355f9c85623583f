//! When a node sends, and what.

use super::{ANSWER_US, Mode, Node};
use crate::access::{Notice, Past, SENSE_LEAD_US};
use crate::control::Join;
use crate::frame::{FrameBuf, Header, UNASSIGNED};
use crate::mic::Mic;
use crate::relay::{Record, Relay};
use crate::report::{Age, Flags, Report, Status};
use crate::time::Treq;
use crate::tlv::{LinksTo, Tlv};

/// How late a measurement may start and the slot still be used.
const LATE_US: u64 = 200;

/// How often a helper looks again, a millisecond later, when it finds the channel busy.
const HELPER_TRIES: u8 = 6;

/// What the next transmission carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Job {
    /// The newest event.
    Report,
    /// The newest event, asked for, pending or not.
    Newest,
    /// An event of the log.
    History(u16),
    /// Called by a helper: the event behind this one, or the newest once more when all are stored.
    Answer(u16),
    /// As a helper: calls the nodes of the turn.
    Call,
    /// As a helper: brings what the turn has to bring.
    Relay,
    /// As a helper: the newest report heard from this node, outside any turn.
    Pass(u16),
    Status,
    Treq(u8),
    Join {
        hardware: u16,
        firmware: u16,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Waiting,
    Sense,
    Sensing,
    Clear,
    OnAir,
}

/// The next transmission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) at: u64,
    pub(super) job: Job,
    /// Slots to choose from again when the channel is busy; 0 for a slot given by the gateway.
    pub(super) window: u32,
    pub(super) stage: Stage,
    /// How often a helper found the channel busy.
    pub(super) busy: u8,
}

impl Node {
    /// Plans a transmission in a slot that the gateway gave.
    pub(super) fn in_slot(&mut self, at: u64, job: Job) {
        self.plan = Some(Plan { at, job, window: 0, stage: Stage::Waiting, busy: 0 });
    }

    /// Plans a transmission in one of the next `window` slots.
    pub(super) fn at_random(&mut self, now: u64, window: u32, job: Job) {
        let slot = self.config.phy.slot_us(26);
        let wait = u64::from(self.dice.below(window.max(1))).saturating_mul(slot);
        // Contenders that heard the same frame end at the same instant: spread them inside the slot as well.
        let inside = u64::from(self.dice.below(1_000));
        let at = now.saturating_add(wait).saturating_add(inside).saturating_add(SENSE_LEAD_US);
        self.plan = Some(Plan { at, job, window: window.max(1), stage: Stage::Waiting, busy: 0 });
    }

    /// Reports by itself: four times in 16 slots, three frames in 5 s, then one each in 10, 20, 40 s windows.
    pub(super) fn contend(&mut self, now: u64) {
        if self.spent {
            return;
        }
        let slot = self.config.phy.slot_us(26).max(1);
        let window_us = match self.attempts {
            0..=3 => slot.saturating_mul(u64::from(self.config.cabinet_size / 8).max(16)),
            4..=6 => 5_000_000 / 3,
            7..=30 if self.busy_air => 5_000_000,
            7 => 10_000_000,
            8 => 20_000_000,
            _ => 40_000_000,
        };
        // A served node waits longer: calls come seldom.
        let most = if self.is_ward { 16 } else { 7 };
        let near = self.attempts < 4 || (self.attempts < most && self.busy_air);
        self.attempts = self.attempts.saturating_add(1);
        self.round = 0;
        let window = window_us.checked_div(slot).and_then(|n| u32::try_from(n).ok()).unwrap_or(16);
        self.at_random(now, window, Job::Report);
        // Close by, or while others are heard, a SYNC may still come; far away, the capacitor is worth more.
        self.mode = if near { Mode::Hear(now.saturating_add(window_us)) } else { Mode::Idle };
    }

    /// Starts the measurement of a plan that is due.
    pub(super) fn plan_due(&mut self, now: u64) {
        let Some(plan) = &mut self.plan else { return };
        let start = plan.at.saturating_sub(SENSE_LEAD_US);
        if plan.stage != Stage::Waiting || now < start {
            return;
        }
        if now > start.saturating_add(LATE_US) {
            if plan.window == 0 {
                self.plan = None;
                return;
            }
            plan.at = now.saturating_add(SENSE_LEAD_US);
        }
        let idle = match plan.job {
            Job::Report => !self.is_pending(),
            _ => false,
        };
        if idle {
            self.plan = None;
        } else if let Some(plan) = &mut self.plan {
            plan.stage = Stage::Sense;
        }
    }

    pub(super) fn channel_measured(&mut self, now: u64, busy: bool) {
        let Some(plan) = &mut self.plan else { return };
        if plan.stage != Stage::Sensing {
            return;
        }
        if !busy {
            plan.stage = Stage::Clear;
            plan.at = plan.at.max(now);
            return;
        }
        let (window, job) = (plan.window, plan.job);
        if matches!(job, Job::Call | Job::Relay) && plan.busy < HELPER_TRIES {
            // Nobody else has this slot; whoever is on air will be done soon.
            plan.busy = plan.busy.saturating_add(1);
            plan.stage = Stage::Waiting;
            plan.at = now.saturating_add(SENSE_LEAD_US).saturating_add(1_000);
            return;
        }
        self.plan = None;
        if window > 0 {
            // Look again within a few frames' time.
            self.at_random(now, window.min(16), job);
            if self.mode != Mode::Idle || window <= 16 {
                self.mode = Mode::Hear(now.saturating_add(self.patience()));
            }
        } else {
            self.next_history(now);
        }
    }

    pub(super) fn frame_sent(&mut self, now: u64) {
        let Some(plan) = self.plan.filter(|p| p.stage == Stage::OnAir) else { return };
        self.plan = None;
        match plan.job {
            Job::Treq(seq) => {
                let at = plan.at.saturating_add(self.config.phy.sync_us());
                self.notify(Notice::DelaySent { seq, at });
            }
            Job::Call => self.call_sent(now),
            Job::Relay => self.relay_sent(now),
            _ => {}
        }
        if plan.window > 0 {
            let wait = match self.attempts {
                _ if self.is_ward => super::CALL_US,
                // Others are at work: a frame of the gateway will come.
                5.. if self.busy_air => super::PATIENCE_US,
                _ => ANSWER_US,
            };
            self.mode = Mode::Hear(now.saturating_add(wait));
            let last = self.cap < self.config.cap_last && !self.on_mains();
            if last && matches!(plan.job, Job::Report) {
                self.spent = true;
                self.mode = Mode::Hear(now.saturating_add(ANSWER_US));
            }
        }
        self.next_history(now);
    }

    /// Continues a history answer.
    fn next_history(&mut self, now: u64) {
        let Some((next, _)) = self.history else { return };
        let gap = self.config.phy.slot_us(32).saturating_sub(self.config.phy.air_us(26));
        self.in_slot(now.saturating_add(gap), Job::History(next));
    }

    /// Encodes the frame of the plan for its instant; `None` when there is nothing to say after all.
    pub(super) fn build(&mut self) -> Option<FrameBuf> {
        let plan = self.plan?;
        let sync = plan.at.saturating_add(self.config.phy.sync_us());
        match plan.job {
            Job::Report | Job::Newest => {
                let newest = *self.state.history().find(|p| p.evt == self.state.evt)?;
                let mut header = self.header()?;
                header.exact = self.state.evt.wrapping_sub(self.acked) > 3;
                let report = self.report_of(&newest, sync, self.round);
                self.encode(&header, &report, &[])
            }
            Job::History(evt) => {
                let (_, to) = self.history.take()?;
                let found = self.state.history().find(|p| p.evt == evt).copied();
                let oldest = self.state.history().next().copied()?;
                let past = found.unwrap_or(oldest);
                let next = past.evt.wrapping_add(1);
                if (to.wrapping_sub(next) as i16) >= 0 {
                    self.history = Some((next, to));
                }
                let header = Header { history: true, ..self.header()? };
                let report = self.report_of(&past, sync, 0);
                let gap = [Tlv::LogGap(oldest.evt)];
                self.encode(&header, &report, if found.is_some() { &[] } else { &gap })
            }
            Job::Answer(committed) => {
                let next = committed.wrapping_add(1);
                let pending = self.is_pending();
                let newest = self.state.history().find(|p| p.evt == self.state.evt).copied();
                let newest = newest.unwrap_or(Past { evt: self.state.evt, flags: self.stable, at: u64::MAX });
                let behind = self.state.history().find(|p| pending && p.evt == next).copied();
                // What the log no longer has: its oldest says where it goes on.
                let missing = pending && behind.is_none() && (self.state.evt.wrapping_sub(committed) as i16) > 0;
                let oldest = self.state.history().next().filter(|_| missing).copied();
                let past = behind.or(oldest).unwrap_or(newest);
                let history = oldest.is_some() || past.evt != newest.evt;
                let exact = self.state.evt.wrapping_sub(self.acked) > 3;
                let header = Header { history, exact, ..self.header()? };
                let mut report = self.report_of(&past, sync, self.round);
                if oldest.is_some() || (!pending && self.changed.is_none()) {
                    report.flags = Flags(report.flags.0 & !Flags::CAP_LOW.0).with(Flags::LAST);
                }
                self.encode(&header, &report, &[])
            }
            Job::Call => self.call_frame(),
            Job::Relay => {
                let relay = self.relay_of_turn(sync)?;
                let header = self.header()?;
                self.encode(&header, &relay, &[])
            }
            Job::Pass(index) => {
                let relay = Relay { first: self.held(index, sync)?, second: None };
                let header = self.header()?;
                self.encode(&header, &relay, &[])
            }
            Job::Status => {
                let past = self.state.history().find(|p| p.evt == self.state.evt).copied();
                let past = past.unwrap_or(Past { evt: self.state.evt, flags: self.stable, at: u64::MAX });
                let report = self.report_of(&past, sync, 0);
                let (bytes, used) = self.links();
                let links = bytes.get(..used).and_then(LinksTo::new).map(Tlv::LinksTo);
                let header = self.header()?;
                self.encode(&header, &Status(report), links.as_slice())
            }
            Job::Treq(seq) => {
                let opaque = sync as u32;
                self.delay_opaque = Some(opaque);
                let header = self.header()?;
                self.encode(&header, &Treq { seq, opaque }, &[])
            }
            Job::Join { hardware, firmware } => {
                let random = self.dice.next();
                self.joining = true;
                let join = Join { random, hardware, firmware, abilities: u8::from(self.config.can_relay) };
                let header = Header { src: UNASSIGNED, addr: Some(self.config.addr), ..self.header()? };
                self.encode(&header, &join, &[])
            }
        }
    }

    fn encode(&self, header: &Header, payload: &impl crate::frame::Payload, tlvs: &[Tlv<'_>]) -> Option<FrameBuf> {
        let key: &dyn Mic = &self.config.node_key;
        FrameBuf::encode(header, payload, tlvs, Some(key)).ok()
    }

    /// Header with a fresh counter; `None` while no ceiling is stored.
    pub(super) fn header(&mut self) -> Option<Header> {
        let ctr = self.counter.take()?;
        Some(Header { key_slot: self.config.key_slot, ..Header::up(self.config.net, self.index(), ctr) })
    }

    fn report_of(&self, past: &Past, sync: u64, round: u8) -> Report {
        let mut flags = past.flags.with(self.extra);
        if !self.on_mains() {
            if self.cap < self.config.cap_low {
                flags = flags.with(Flags::CAP_LOW);
            }
            if self.cap < self.config.cap_last {
                flags = flags.with(Flags::LAST);
            }
        }
        let age = if past.at <= sync { Age::from_micros(sync.saturating_sub(past.at)) } else { Age::MAX };
        Report { evt: past.evt, flags, round, quality: self.quality, age, cap: self.cap }
    }

    /// The newest report heard from `index`, with its hold time at `sync`.
    pub(super) fn held(&self, index: u16, sync: u64) -> Option<Record> {
        let heard = self.heard.iter().flatten().find(|h| h.record.src == index)?;
        let hold_ms = u16::try_from(sync.saturating_sub(heard.at).saturating_add(500) / 1000).ok()?;
        Some(Record { hold_ms, ..heard.record })
    }
}
