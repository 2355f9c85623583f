//! When a node sends, and what.

use super::{ANSWER_US, CALL_US, Mode, Node, PATIENCE_US};
use crate::v1::access::{Notice, Past, SENSE_LEAD_US};
use crate::v1::bytes::Writer;
use crate::v1::frame::{
    FC_ADDR, FC_DOWN, FC_EXACT, FC_HISTORY, FC_MIC, FC_TLVS, FrameBuf, FrameType, HEAD, Head,
    UNASSIGNED,
};
use crate::v1::mic::Mic;
use crate::v1::report::{Age, Flags};
use crate::v1::tlv::LOG_GAP;

/// How late a measurement may start and the slot still be used.
const LATE_US: u64 = 200;

/// What the next transmission carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Job {
    /// The newest event.
    Report,
    /// The newest event, asked for, pending or not.
    Newest,
    /// The next event of the log that was asked for.
    History,
    /// Called by a helper: the event behind the committed one, or the newest once more when all are
    /// stored.
    Answer,
    /// As a helper: calls the nodes of the turn.
    #[cfg(feature = "helper")]
    Call,
    /// As a helper: brings what the turn has to bring.
    #[cfg(feature = "helper")]
    Relay,
    /// As a helper: a report that was heard outside any turn.
    #[cfg(feature = "helper")]
    Pass,
    Status,
    Treq,
    Join,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing is to be sent.
    None,
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
    /// Slots to choose from again when the channel is busy; 0 for a slot given by the gateway.
    pub(super) window: u32,
    pub(super) job: Job,
    pub(super) stage: Stage,
}

impl Plan {
    pub(super) const NONE: Plan = Plan {
        at: 0,
        window: 0,
        job: Job::Report,
        stage: Stage::None,
    };
}

impl Node {
    /// Plans a transmission in a slot that the gateway gave.
    #[inline(never)]
    pub(super) fn in_slot(&mut self, job: Job, at: u64) {
        self.plan = Plan {
            at,
            job,
            window: 0,
            stage: Stage::Waiting,
        };
    }

    /// Plans a transmission in one of the next `window` slots.
    #[inline(never)]
    pub(super) fn at_random(&mut self, window: u32, now: u64, job: Job) {
        let window = window.max(1);
        let wait = self.dice.below(window).wrapping_mul(self.slot_us);
        // Contenders that heard the same frame end at the same instant: spread them inside the slot
        // as well.
        let inside = self.dice.below(1_000);
        let wait = wait.wrapping_add(inside).wrapping_add(SENSE_LEAD_US as u32);
        self.in_slot(job, now.wrapping_add(wait.into()));
        self.plan.window = window;
    }

    /// Reports by itself: four times in 16 slots, three frames in 5 s, then one each in 10, 20, 40
    /// s windows.
    #[inline(never)]
    pub(super) fn contend(&mut self, now: u64) {
        if self.spent {
            return;
        }
        let window_us = match self.attempts {
            0..=3 => self
                .slot_us
                .wrapping_mul(u32::from(self.config.cabinet_size / 8).max(16)),
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
        self.at_random(
            window_us.checked_div(self.slot_us).unwrap_or(16),
            now,
            Job::Report,
        );
        // Close by, or while others are heard, a SYNC may still come; far away, the capacitor is
        // worth more.
        self.mode = Mode::Idle;
        if near {
            self.hear(now.wrapping_add(window_us.into()));
        }
    }

    /// Starts the measurement of a plan that is due.
    pub(super) fn plan_due(&mut self, now: u64) {
        let start = self.plan.at.wrapping_sub(SENSE_LEAD_US);
        if self.plan.stage != Stage::Waiting || now < start {
            return;
        }
        let late = now.wrapping_sub(start) > LATE_US;
        let idle = self.plan.job == Job::Report && !self.is_pending();
        if idle || (late && self.plan.window == 0) {
            self.drop_plan();
            return;
        }
        if late {
            self.plan.at = now.wrapping_add(SENSE_LEAD_US);
        }
        self.plan.stage = Stage::Sense;
    }

    pub(super) fn channel_measured(&mut self, now: u64, busy: bool) {
        if self.plan.stage != Stage::Sensing {
            return;
        }
        if !busy {
            self.plan.stage = Stage::Clear;
            self.plan.at = self.plan.at.max(now);
            return;
        }
        if self.tries_again(now) {
            return;
        }
        let Plan { window, job, .. } = self.plan;
        self.drop_plan();
        if window > 0 {
            // Look again within a few frames' time.
            self.at_random(window.min(16), now, job);
            if self.mode != Mode::Idle || window <= 16 {
                self.hear_patiently(now);
            }
        } else {
            self.next_history(now);
        }
    }

    pub(super) fn frame_sent(&mut self, now: u64) {
        if !self.is_on_air() {
            return;
        }
        self.drop_plan();
        let Plan {
            window, job, at, ..
        } = self.plan;
        self.help_sent(now, job);
        if job == Job::Treq {
            let at = at.wrapping_add(self.config.phy.sync_us());
            self.notify(&Notice::DelaySent {
                seq: self.asked,
                at,
            });
        }
        if window > 0 {
            let last = job == Job::Report && self.cap < self.config.cap_last && !self.on_mains();
            self.spent |= last;
            let wait = match self.attempts {
                _ if last => ANSWER_US,
                _ if self.is_ward => CALL_US,
                // Others are at work: a frame of the gateway will come.
                5.. if self.busy_air => PATIENCE_US,
                _ => ANSWER_US,
            };
            self.hear(now.wrapping_add(wait));
        }
        self.next_history(now);
    }

    /// Continues a history answer.
    fn next_history(&mut self, now: u64) {
        if self.history.is_some() {
            let gap = self
                .config
                .phy
                .slot_us(32)
                .wrapping_sub(self.config.phy.air_us(26));
            self.in_slot(Job::History, now.wrapping_add(gap));
        }
    }

    /// Encodes the frame of the plan for its instant into an empty one; `None` when there is
    /// nothing to say after all.
    pub(super) fn build(&mut self, frame: &mut FrameBuf) -> Option<()> {
        let sync = self.plan.at.wrapping_add(self.config.phy.sync_us());
        let mut w = Writer::behind(HEAD, &mut frame.bytes);
        let mut src = self.index;
        let mut fc = FC_MIC | self.config.key_slot << 6;
        let kind = match self.plan.job {
            #[cfg(feature = "helper")]
            job @ (Job::Call | Job::Relay | Job::Pass) => {
                if job == Job::Call {
                    let number = self
                        .state
                        .group_key
                        .as_ref()
                        .map_or(0, |(number, _)| *number);
                    fc = FC_MIC | FC_DOWN | number << 6;
                }
                self.write_help(&mut w, job, sync)?
            }
            Job::Treq => {
                let opaque = sync as u32;
                self.delay_opaque = Some(opaque);
                w.u8(self.asked);
                w.u32(opaque);
                FrameType::Treq
            }
            Job::Join => {
                self.joining = true;
                src = UNASSIGNED;
                fc |= FC_ADDR;
                w.put(&self.config.addr);
                w.u32(self.dice.next());
                w.u16(self.versions.0);
                w.u16(self.versions.1);
                w.u8((cfg!(feature = "helper") && self.config.can_relay).into());
                FrameType::Join
            }
            job => {
                fc |= self.write_report(&mut w, job, sync)?;
                if job == Job::Status {
                    FrameType::Status
                } else {
                    FrameType::Report
                }
            }
        };
        let ctr = self.counter.take()?;
        let head = Head {
            vt: kind.vt(),
            fc,
            net: self.config.net,
            src,
            ctr,
        };
        let key: &dyn Mic = if fc & FC_DOWN != 0 {
            &self.config.group_key
        } else {
            &self.config.node_key
        };
        let len = head.close(w, Some(key)).ok()?.len();
        frame.len = len as u8;
        Some(())
    }

    /// Writes a report, with what belongs behind it, and gives the bits of FC that tell of it.
    fn write_report(&mut self, w: &mut Writer<'_>, job: Job, sync: u64) -> Option<u8> {
        let evt = self.state.evt;
        let unknown = Past {
            evt,
            flags: self.stable,
            at: u64::MAX,
        };
        let newest = self.state.event(evt);
        let mut past = newest.unwrap_or(&unknown);
        let mut fc = if evt.wrapping_sub(self.acked) > 3 {
            FC_EXACT
        } else {
            0
        };
        let mut round = self.round;
        let mut confirms = false;
        match job {
            Job::History => {
                let (from, to) = self.history.take()?;
                past = self.state.oldest()?;
                (round, fc) = (0, FC_HISTORY | FC_TLVS);
                if let Some(found) = self.state.event(from) {
                    past = found;
                    fc = FC_HISTORY;
                }
                let next = past.evt.wrapping_add(1);
                if to.wrapping_sub(next) as i16 >= 0 {
                    self.history = Some((next, to));
                }
            }
            Job::Answer => {
                let open = evt.wrapping_sub(self.committed) as i16;
                if evt == self.acked {
                    confirms = !self.changing;
                } else if let Some(next) = self.state.event(self.committed.wrapping_add(1)) {
                    past = next;
                } else if let Some(oldest) = self.state.oldest()
                    && open > 0
                {
                    // What the log no longer has: its oldest says where it goes on.
                    past = oldest;
                    confirms = true;
                }
                if past.evt != evt || (confirms && evt != self.acked) {
                    fc |= FC_HISTORY;
                }
            }
            Job::Status => (round, fc) = (0, FC_TLVS),
            // Nothing happened yet.
            _ if newest.is_none() => return None,
            _ => {}
        }
        let mut flags = self.flags_of(past);
        if confirms {
            flags = Flags(flags.0 & !Flags::CAP_LOW.0).with(Flags::LAST);
        }
        let age = if past.at <= sync {
            Age::from_micros(sync.wrapping_sub(past.at))
        } else {
            Age::MAX
        };
        w.u16(past.evt);
        w.u8(flags.0);
        w.u8(round << 4 | self.quality);
        // Three bytes of age, low byte first, and the voltage.
        w.u32(age.ticks() | u32::from(self.cap) << 24);
        if job == Job::Status {
            self.write_links(w);
        } else if fc & FC_TLVS != 0 {
            // It is the oldest.
            w.u16(u16::from_le_bytes([LOG_GAP, 2]));
            w.u16(past.evt);
        }
        Some(fc)
    }

    /// State bits of a report now.
    fn flags_of(&self, past: &Past) -> Flags {
        let mut flags = past.flags.with(self.extra);
        if !self.on_mains() {
            if self.cap < self.config.cap_low {
                flags = flags.with(Flags::CAP_LOW);
            }
            if self.cap < self.config.cap_last {
                flags = flags.with(Flags::LAST);
            }
        }
        flags
    }
}
