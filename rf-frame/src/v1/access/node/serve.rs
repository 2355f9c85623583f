//! Nodes that a helper serves: turns, calls, and what they may sleep through.

use super::send::Job;
use super::{AWAKE_US, CALL_US, DEAF, Mode, Node, Wait};
use crate::v1::access::gateway::TurnTimes;
use crate::v1::frame::Frame;
use crate::v1::receive::{Refusal, Window};
use crate::v1::sync::{Form, Mode as SyncMode, Pause, Sync};

/// Shorter pauses are not worth sleeping through.
const PAUSE_US: u64 = 50_000;

/// Replay window of a helper that called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Caller {
    index: u16,
    window: Window,
}

impl Caller {
    pub(super) const NONE: Caller = Caller {
        index: 0,
        window: Window::from_top(0),
    };
}

impl Node {
    /// Helpers and served nodes are kept awake by the gateway's frames while helpers are at work.
    pub(super) fn stay_awake(&mut self, now: u64, mode: SyncMode) {
        if !self.relay || !(self.helps() || self.is_ward) {
            return;
        }
        self.awake_until = if mode.contains(SyncMode::CLOSING) {
            now
        } else {
            now.wrapping_add(self.awake_us())
        };
    }

    /// A served node waits for a pass over the whole cabinet.
    fn awake_us(&self) -> u64 {
        if self.is_ward {
            AWAKE_US.wrapping_add(self.round_us().into())
        } else {
            AWAKE_US
        }
    }

    /// What a node does that has nothing to report.
    pub(super) fn rest(&mut self) {
        // It may sleep until its next call.
        if self.mode == Mode::Rest && self.until < self.awake_until {
            return;
        }
        self.until = self.awake_until;
        self.mode = if self.awake_until > 0 {
            Mode::Hear
        } else {
            Mode::Idle
        };
    }

    /// The time to sleep is over: served nodes and helpers have a reason to listen on.
    pub(super) fn after_rest(&mut self, now: u64) {
        let patience = if self.is_ward && !self.is_pending() {
            0
        } else {
            self.patience()
        };
        self.hear(self.awake_until.max(now.wrapping_add(patience)));
    }

    /// The time to listen is over: a served node sleeps through the first round, others report by
    /// themselves.
    pub(super) fn heard_enough(&mut self, now: u64) {
        self.mode = Mode::Idle;
        if !self.is_pending() || self.changing {
            return;
        }
        if self.is_ward && self.wait == Wait::Fresh && !self.helps() {
            self.wait = Wait::Call;
            // The block of 256 indices with its own slot comes this much later, if not the first.
            let slots = u32::from(self.index.wrapping_sub(1) & 0xff00);
            let block = slots.wrapping_mul(self.slot_us);
            let pause = if block > 0 {
                block.wrapping_sub(block / 16)
            } else {
                self.round_us() / 2
            };
            self.mode = Mode::Rest;
            self.until = now.wrapping_add(pause.into());
            return;
        }
        self.contend(now);
    }

    /// Form 5: this node's turn, or that of another helper.
    pub(super) fn take_serve(&mut self, sync: &Sync<'_>, now: u64, end: u64) {
        let times = TurnTimes::new(
            &self.config.phy,
            sync.slot,
            sync.t0,
            sync.list().len() as u8,
        );
        self.helper.note_turn(now);
        let over = end.wrapping_add(times.end.into());
        let mine = self.take_turn(sync, end, &times);
        if !mine && self.mode == Mode::Hear && sync.ack(self.index).is_none() {
            // Nothing for this node before the turn is over.
            self.rest_until(now, over);
        } else {
            self.hear_until(over.wrapping_add(self.patience()));
        }
    }

    /// Listens at least until then, if it has a reason to.
    fn hear_until(&mut self, until: u64) {
        if self.mode == Mode::Hear {
            self.until = self.until.max(until);
        } else if self.is_pending() || self.helper.has_turn() {
            self.hear(until);
        }
    }

    /// A served node that has something to report hears others: its call will come.
    pub(super) fn wait_for_call(&mut self, now: u64) {
        if self.waits_to_report() {
            self.drop_plan();
        }
        if self.wait != Wait::Fresh {
            self.hear_until(now.wrapping_add(CALL_US));
        }
    }

    /// A helper calls: takes what is stored and answers in the slot of the list.
    #[inline(never)]
    pub(super) fn take_call(
        &mut self,
        frame: &Frame<'_>,
        now: u64,
        end: u64,
    ) -> Result<(), Refusal> {
        let header = frame.header();
        // The window of this helper, or the older of the two.
        let (first, second) = &mut self.callers;
        if first.index != header.src {
            core::mem::swap(first, second);
            if first.index != header.src {
                *first = Caller {
                    index: header.src,
                    ..Caller::NONE
                };
            }
        }
        if !first.window.accept(header.ctr) {
            return Err(Refusal::Counter);
        }
        let parsed = Sync::parse(frame.payload());
        let sync = match &parsed {
            Ok(sync) if sync.form == Form::Exact && !sync.map.is_empty() => sync,
            _ => return Err(Refusal::Payload),
        };
        self.helper.note_turn(now);
        let pause = Pause::from_rank0(sync.rank0);
        let times = TurnTimes::new(
            &self.config.phy,
            sync.slot,
            sync.t0,
            sync.list().len() as u8,
        );
        let over = end.wrapping_add(times.answers.into());
        let Some((slot, committed)) = sync.entry(self.index) else {
            self.pass_by(now, over, pause.odd, sync.base);
            return Ok(());
        };
        self.is_ward = true;
        self.wait = Wait::called(pause.odd);
        self.take_ack(sync, self.last_ack);
        if !self.is_on_air() && !self.spent {
            self.round = sync.round;
            self.committed = committed;
            self.in_slot(Job::Answer, end.wrapping_add(sync.slot_start_us(slot)));
        }
        let next = over.wrapping_add(pause.us);
        self.awake_until = self.awake_until.max(
            next.wrapping_add(pause.us / 2)
                .wrapping_add(self.awake_us()),
        );
        self.hear(self.awake_until);
        if pause.us > PAUSE_US && !self.helps() {
            self.mode = Mode::Rest;
            self.until = next;
        }
        Ok(())
    }

    /// A CALL for others.
    fn pass_by(&mut self, now: u64, over: u64, odd: bool, base: u16) {
        if self.is_on_air() || self.helper.has_turn() {
            return;
        }
        // Lists of a pass ascend: this one has gone by, and nothing was left to confirm.
        let passed = self.wait == Wait::called(!odd) && base > self.index;
        if self.is_pending() {
            self.wait_for_call(now);
            self.rest_until(now, over);
        } else if passed && !self.helps() {
            self.awake_until = now;
            self.mode = Mode::Idle;
        } else if self.mode == Mode::Hear {
            self.rest_until(now, over);
        }
    }

    pub(super) fn note_gateway(&mut self, dbm: i16) {
        let old = i32::from(self.gateway_dbm.unwrap_or(dbm));
        self.gateway_dbm = Some((old.wrapping_mul(3).wrapping_add(i32::from(dbm)) / 4) as i16);
    }

    /// How strong the gateway is heard, −dBm.
    pub(super) fn gateway_loss(&self) -> u8 {
        self.gateway_dbm.map_or(DEAF, loss)
    }
}

/// −dBm in one byte.
pub(super) fn loss(dbm: i16) -> u8 {
    i32::from(dbm).wrapping_neg().clamp(0, 255) as u8
}
