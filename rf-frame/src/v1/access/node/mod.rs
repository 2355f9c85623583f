//! The node: debounce → journal → wait for SYNC or contend → slot → sleep → acknowledge → closing.

mod config;
mod hear;
#[cfg(feature = "helper")]
mod helper;
#[cfg(not(feature = "helper"))]
#[path = "no_helper.rs"]
mod helper;
mod outbox;
mod send;
mod serve;
mod state;

pub use config::NodeConfig;
pub(super) use hear::ANSWER_GAP_US;
pub use state::NodeState;

use super::{Action, Dice, Durable as _, Entry, Notice, Past, SENSE_LEAD_US, SENSE_US};
use crate::v1::frame::FrameBuf;
use crate::v1::receive::{Counter, Guesses, Refusals, Window};
use crate::v1::report::{Flags, Quality};
use helper::Helper;
use outbox::Stores;
use send::{Job, Plan, Stage};
use serve::Caller;

/// Radio on before the debounce ends.
const EARLY_US: u64 = 30_000;
/// Wait for a SYNC after the debounce before contending.
const AWAIT_US: u64 = 40_000;
/// Wait for the next SYNC of a running epoch before contending.
const PATIENCE_US: u64 = 150_000;
/// The same in a relay phase, in which the helpers have their slots between two schedules.
const RELAY_PATIENCE_US: u64 = 600_000;
/// Wait for an answer after a contention frame.
const ANSWER_US: u64 = 20_000;
/// How long helpers and served nodes stay awake after the last frame of the gateway or the last
/// call.
const AWAKE_US: u64 = 3_000_000;
/// Wait of a served node for traffic around it, and for a call while it hears some.
const CALL_US: u64 = 2_000_000;
/// Strength told of a gateway that was never heard, −dBm.
const DEAF: u8 = 105;
/// When something that never was, was: further away than any time.
const NEVER: u64 = 1 << 63;
/// How often a node that hears its neighbours relay, but not the gateway, brings its next frame
/// forward.
const NUDGES: u8 = 24;
/// What the receiver does while no transmission is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Nothing is expected: listen on mains, sleep on the capacitor.
    Idle,
    /// Radio off until then, then [`Mode::Hear`].
    Rest,
    /// Listening; when the time is over, contend if something is unacknowledged.
    Hear,
}

/// How far a served node is with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    /// It just came; the gateway itself may be heard.
    Fresh,
    /// The first round runs, or its call has not come.
    Call,
    /// Called, in a pass without the mark.
    Even,
    /// Called, in a pass with the mark.
    Odd,
}

impl Wait {
    const fn called(odd: bool) -> Self {
        if odd { Wait::Odd } else { Wait::Even }
    }
}

/// State machine of a node. See [the module](crate::v1::access) for how to drive it.
#[derive(Clone, Debug)]
// In this order, the small and busy fields in front: they are reached with the shortest
// instructions there.
#[repr(C)]
pub struct Node {
    mode: Mode,
    attempts: u8,
    round: u8,
    spent: bool,
    /// A helper calls this node: it waits to be called instead of contending.
    is_ward: bool,
    /// Others were heard since the event: the cabinet is at work.
    busy_air: bool,
    /// The gateway said that helpers are at work.
    relay: bool,
    /// The supply differs from the last stable one.
    changing: bool,
    plan: Plan,
    /// Index in use.
    index: u16,
    /// Last event known to be stored at the gateway; durable as `state.aevt` a moment later.
    acked: u16,
    raw: Flags,
    stable: Flags,
    extra: Flags,
    cap: u8,
    joining: bool,
    /// A ceiling of the counter is on its way to the journal.
    raising: bool,
    nudges: u8,
    wait: Wait,
    /// What the radio was told: to listen or to sleep.
    radio: Option<bool>,
    /// Code of the clock's quality.
    quality: u8,
    /// Bounds of the events that a POLL asked for and that are still to be sent.
    history: Option<(u16, u16)>,
    /// Newest event that has a number, stored or not.
    numbered: u16,
    /// Committed event of the last call.
    committed: u16,
    /// Beacon of the last delay request.
    asked: u8,
    /// Hardware and firmware version for the next JOIN.
    versions: (u16, u16),
    /// Strength of the gateway, dBm.
    gateway_dbm: Option<i16>,
    /// Slot of a REPORT, µs.
    slot_us: u32,
    /// Highest counter of a gateway frame that gave slots or times: these must come in order.
    last_schedule: u32,
    /// Highest counter of an acknowledge form used.
    last_ack: u32,
    window: Window,
    dice: Dice,
    counter: Counter,
    delay_opaque: Option<u32>,
    dips: u32,
    /// End of [`Mode::Rest`] and [`Mode::Hear`].
    until: u64,
    /// Helper or served: awake until then.
    awake_until: u64,
    /// First moment of the change of the supply, and when it is stable.
    changed_at: u64,
    stable_at: u64,
    /// When the last SYNC of the gateway itself came.
    sync_heard: u64,
    /// Helpers that called, the last one first.
    callers: (Caller, Caller),
    guesses: Guesses,
    stores: Stores,
    notices: (Option<Notice>, Option<Notice>),
    refusals: Refusals,
    config: NodeConfig,
    state: NodeState,
    helper: Helper,
}

impl Node {
    /// A node that boots with the durable `state` its journal rebuilt.
    #[must_use]
    #[inline(never)]
    pub fn new(mut config: NodeConfig, state: NodeState) -> Self {
        if let Some((_, bytes)) = &state.group_key {
            config.group_key.replace(bytes);
        }
        Node {
            mode: Mode::Idle,
            plan: Plan::NONE,
            index: state.index.unwrap_or(config.index),
            acked: state.aevt,
            numbered: state.evt,
            attempts: 0,
            round: 0,
            spent: false,
            is_ward: false,
            busy_air: false,
            relay: false,
            changing: false,
            joining: false,
            raising: false,
            raw: Flags::OUT,
            stable: state.flags.event_bits(),
            extra: Flags::default(),
            cap: u8::MAX,
            nudges: 0,
            wait: Wait::Fresh,
            radio: None,
            quality: Quality::NeverSet.code(),
            history: None,
            committed: 0,
            asked: 0,
            versions: (0, 0),
            gateway_dbm: None,
            slot_us: config.phy.slot_us_32(26),
            last_schedule: state.ack_ctr,
            last_ack: state.ack_ctr,
            window: Window::from_top(state.ack_ctr),
            dice: Dice::new(config.seed),
            counter: Counter::at_boot(state.ceiling),
            delay_opaque: None,
            dips: 0,
            until: 0,
            awake_until: 0,
            changed_at: 0,
            stable_at: 0,
            sync_heard: NEVER,
            callers: (Caller::NONE, Caller::NONE),
            guesses: Guesses::default(),
            stores: Stores::NONE,
            notices: (None, None),
            refusals: Refusals::default(),
            config,
            state,
            helper: Helper::NONE,
        }
    }

    /// Durable state, for the journal's snapshot and for display.
    #[must_use]
    pub const fn state(&self) -> &NodeState {
        &self.state
    }

    /// Index in use.
    #[must_use]
    pub const fn index(&self) -> u16 {
        self.index
    }

    /// Whether an event is not yet known to be stored at the gateway.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        self.state.evt != self.acked
    }

    /// Refused frames by cause.
    #[must_use]
    pub const fn refusals(&self) -> &Refusals {
        &self.refusals
    }

    /// Dips of the supply that were shorter than the debounce.
    #[must_use]
    pub const fn dips(&self) -> u32 {
        self.dips
    }

    /// Tells how good the node's clock is; goes into every report.
    pub const fn set_quality(&mut self, quality: Quality) {
        self.quality = quality.code();
    }

    /// Seeds the slot dice anew.
    pub const fn reseed(&mut self, seed: u32) {
        self.dice = Dice::new(seed);
    }

    /// The supply as measured, not debounced: the event bits of `flags` (0..=3 and 5) are compared
    /// with the last stable ones, the other bits are sent along. Call it at every change, and
    /// once after the boot.
    #[inline(never)]
    pub fn handle_supply(&mut self, now: u64, flags: Flags) {
        let was = self.on_mains();
        self.raw = flags;
        self.extra = Flags(flags.0 & Flags::TEST.0);
        if !was && self.on_mains() {
            self.spent = false;
            self.attempts = 0;
        }
        if flags.event_bits() != self.stable {
            if !self.changing {
                self.changing = true;
                self.changed_at = now;
            }
            self.stable_at = now.saturating_add(self.config.debounce_us);
        } else if self.changing {
            self.changing = false;
            self.dips = self.dips.saturating_add(1);
        }
        self.keep_reporting(now);
        self.keep_counter();
    }

    /// Capacitor voltage in 25 mV.
    pub fn handle_capacitor(&mut self, now: u64, cap: u8) {
        self.cap = cap;
        let dying = cap < self.config.cap_last && !self.on_mains();
        if dying && !self.spent && self.is_pending() && !self.has_plan() {
            // The last frame goes out at once, in a contention slot.
            self.contend(now);
        }
    }

    /// The entry of the last [`Action::Store`] is durable.
    pub fn handle_stored(&mut self, now: u64) {
        let Some(entry) = self.stores.take() else {
            return;
        };
        self.state.apply(&entry);
        match &entry {
            Entry::Ceiling(ceiling) => {
                self.raising = false;
                self.counter.raise(*ceiling);
            }
            Entry::Event(_) => self.begin(now),
            Entry::Assigned { index, key, .. } => {
                self.config.group_key.replace(key);
                self.index = *index;
                self.notify(&Notice::Assigned { index: *index });
                if self.is_pending() {
                    self.begin(now);
                }
            }
            _ => {}
        }
    }

    /// The result of the last [`Action::Sense`].
    pub fn handle_channel(&mut self, now: u64, busy: bool) {
        self.channel_measured(now, busy);
    }

    /// The frame of the last [`Action::Transmit`] is on air completely.
    pub fn handle_sent(&mut self, now: u64) {
        self.frame_sent(now);
    }

    /// Time went on; does what is due.
    #[inline(never)]
    pub fn handle_timeout(&mut self, now: u64) {
        if self.changing {
            if now >= self.stable_at {
                self.changing = false;
                self.stable = self.raw.event_bits();
                self.log_event();
            } else if self.stable_at.wrapping_sub(now) <= EARLY_US && self.mode == Mode::Idle {
                self.hear(self.stable_at.wrapping_add(AWAIT_US));
            }
        }
        if now >= self.until {
            match self.mode {
                Mode::Rest => self.after_rest(now),
                Mode::Hear if !self.has_plan() => self.heard_enough(now),
                _ => {}
            }
        }
        self.plan_due(now);
        self.keep_reporting(now);
        self.keep_counter();
    }

    /// When [`Node::handle_timeout`] wants to be called next, µs.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<u64> {
        let mut due = u64::MAX;
        if self.changing {
            due = self.stable_at;
            if self.mode == Mode::Idle {
                due = due.saturating_sub(EARLY_US);
            }
        }
        if self.mode == Mode::Rest || (self.mode == Mode::Hear && !self.has_plan()) {
            due = due.min(self.until);
        }
        if self.plan.stage == Stage::Waiting {
            due = due.min(self.plan.at.wrapping_sub(SENSE_LEAD_US));
        }
        if due == u64::MAX { None } else { Some(due) }
    }

    /// The next thing to do, until `None`.
    #[inline(never)]
    pub fn poll_action(&mut self) -> Option<Action> {
        if let Some(entry) = self.stores.next() {
            return Some(Action::Store(entry));
        }
        if let Some(notice) = self.notices.0.take() {
            core::mem::swap(&mut self.notices.0, &mut self.notices.1);
            return Some(Action::Notice(notice));
        }
        let at = self.plan.at;
        match self.plan.stage {
            Stage::Sense => {
                self.plan.stage = Stage::Sensing;
                self.radio = None;
                return Some(Action::Sense {
                    at: at.wrapping_sub(SENSE_LEAD_US),
                    us: SENSE_US as u16,
                });
            }
            Stage::Clear => {
                let mut frame = FrameBuf::EMPTY;
                if self.build(&mut frame).is_some() {
                    self.plan.stage = Stage::OnAir;
                    return Some(Action::Transmit { at, frame });
                }
                self.drop_plan();
            }
            Stage::Sensing | Stage::OnAir => return None,
            Stage::None | Stage::Waiting => {}
        }
        let listen = self.mode == Mode::Hear || self.on_mains();
        if self.radio == Some(listen) {
            return None;
        }
        self.radio = Some(listen);
        Some(if listen {
            Action::Listen
        } else {
            Action::Sleep
        })
    }

    /// Sends a STATUS with the link margins of the neighbours heard, at a random slot.
    pub fn report_health(&mut self, now: u64) {
        if !self.has_plan() {
            self.at_random(16, now, Job::Status);
        }
    }

    /// Sends a delay request for beacon `seq` at a random slot.
    pub fn request_delay(&mut self, now: u64, seq: u8) {
        if !self.has_plan() {
            self.asked = seq;
            self.at_random(8, now, Job::Treq);
        }
    }

    /// Asks for an index at a random slot; repeat it until [`Notice::Assigned`].
    pub fn join(&mut self, now: u64, hardware: u16, firmware: u16) {
        if !self.has_plan() {
            self.versions = (hardware, firmware);
            self.at_random(64, now, Job::Join);
        }
    }

    /// How long to wait for the next SYNC before contending.
    fn patience(&self) -> u64 {
        let wait = match (self.is_ward, self.relay) {
            (true, _) => CALL_US,
            (false, true) => RELAY_PATIENCE_US,
            (false, false) => PATIENCE_US,
        };
        // A round of a large cabinet takes longer than that.
        let more = u32::from(self.config.cabinet_size.saturating_sub(64));
        wait.wrapping_add(more.wrapping_mul(self.slot_us).into())
    }

    /// Listens until then.
    #[inline(never)]
    fn hear(&mut self, until: u64) {
        self.mode = Mode::Hear;
        self.until = until;
    }

    /// Listens as long as the next SYNC may take.
    #[inline(never)]
    fn hear_patiently(&mut self, now: u64) {
        self.hear(now.wrapping_add(self.patience()));
    }

    /// If it listens, it goes on as long as the next SYNC may take.
    #[inline(never)]
    fn hear_on(&mut self, now: u64) {
        let until = self.until;
        if self.mode == Mode::Hear {
            self.hear_patiently(now);
            self.until = self.until.max(until);
        }
    }

    const fn has_plan(&self) -> bool {
        !matches!(self.plan.stage, Stage::None)
    }

    const fn drop_plan(&mut self) {
        self.plan.stage = Stage::None;
    }

    const fn on_mains(&self) -> bool {
        !self.raw.contains(Flags::OUT)
    }

    /// A debounced change is an event: number it and make it durable.
    fn log_event(&mut self) {
        let evt = self.numbered.wrapping_add(1);
        if self.store(&Entry::Event(Past {
            evt,
            flags: self.stable,
            at: self.changed_at,
        })) {
            self.numbered = evt;
        }
    }

    /// Something new is to be reported: listen for a SYNC first.
    #[inline(never)]
    fn begin(&mut self, now: u64) {
        self.attempts = 0;
        self.nudges = 0;
        self.busy_air = false;
        self.round = 0;
        self.wait = Wait::Fresh;
        if self.is_ward {
            // It lets the first round of the cabinet pass.
            self.awake_until = now
                .wrapping_add(AWAIT_US)
                .wrapping_add(self.round_us().into());
        }
        // A slot that was announced during the debounce stays.
        if !self.has_plan() && !self.spent {
            self.hear(now.wrapping_add(AWAIT_US));
        }
    }

    /// Air time of a round over the whole cabinet, at most 4.18e9 µs.
    fn round_us(&self) -> u32 {
        u32::from(self.config.cabinet_size).wrapping_mul(self.slot_us)
    }

    /// Rule 6: whatever ended, an unacknowledged event is reported again, after a boot and after a
    /// dip as well.
    fn keep_reporting(&mut self, now: u64) {
        if self.is_pending() && self.mode == Mode::Idle && !self.has_plan() && !self.changing {
            self.begin(now);
        }
    }

    #[inline(never)]
    fn keep_counter(&mut self) {
        if let Some(ceiling) = self.counter.wanted()
            && !self.raising
        {
            self.raising = self.store(&Entry::Ceiling(ceiling));
        }
    }

    /// Whether there was room for it.
    #[inline(never)]
    fn store(&mut self, entry: &Entry) -> bool {
        self.stores.push(entry)
    }

    #[inline(never)]
    fn notify(&mut self, notice: &Notice) {
        // A frame brings one at most, and the embedder takes it.
        let (first, second) = &mut self.notices;
        let place = if first.is_none() { first } else { second };
        place.get_or_insert(*notice);
    }
}
