//! The node: debounce → journal → wait for SYNC or contend → slot → sleep → acknowledge → closing.

mod hear;
mod send;
mod serve;
mod state;

pub(super) use hear::ANSWER_GAP_US;
pub use state::NodeState;

use super::{Action, Dice, Durable as _, Entry, Notice, Past, Phy, SENSE_LEAD_US, SENSE_US};
use crate::mic::Key;
use crate::receive::{Counter, Guesses, Refusals, Window};
use crate::relay::Record;
use crate::report::{Flags, Quality};
use send::{Job, Plan, Stage};
use serve::{Caller, NEIGHBOURS, Neighbour, Turn};

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
/// How long helpers and served nodes stay awake after the last frame of the gateway or the last call.
const AWAKE_US: u64 = 3_000_000;
/// Wait of a served node for traffic around it, and for a call while it hears some.
const CALL_US: u64 = 2_000_000;
/// Overheard reports kept for relaying.
const HEARD: usize = 16;
/// Nodes this one is the helper of.
const WARDS: usize = 16;
/// How often a node that hears its neighbours relay, but not the gateway, brings its next frame forward.
const NUDGES: u8 = 24;
/// What a node is told at its start.
#[derive(Clone, Debug)]
pub struct NodeConfig {
    /// Cabinet or network id.
    pub net: u16,
    /// Index, [`crate::frame::UNASSIGNED`] before the first ASSIGN; an index in the durable state wins.
    pub index: u16,
    /// Meter number (表号), packed BCD as on air.
    pub addr: [u8; 6],
    /// Radio timing.
    pub phy: Phy,
    /// Debounce of the supply, µs: 1 s by default, 0.2 to 10 s.
    pub debounce_us: u64,
    /// Node key.
    pub node_key: Key,
    /// Group key; a key in the durable state wins.
    pub group_key: Key,
    /// Join key.
    pub join_key: Key,
    /// Key slot of this node's frames.
    pub key_slot: u8,
    /// Number of indices in the cabinet if known, else 0: lets a node that missed the first SYNC sleep through it.
    pub cabinet_size: u16,
    /// Capacitor voltage below which reports say "capacitor low", 25 mV.
    pub cap_low: u8,
    /// Capacitor voltage below which one last frame is sent, 25 mV.
    pub cap_last: u8,
    /// Whether the node listens for its neighbours in a relay phase.
    pub can_relay: bool,
    /// Whether `now` went on counting while the node was without power, so that old events keep their age.
    pub clock_kept: bool,
    /// Seed of the slot dice, different for every node and boot.
    pub seed: u32,
}

/// What the receiver does while no transmission is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Nothing is expected: listen on mains, sleep on the capacitor.
    Idle,
    /// Radio off until then, then [`Mode::Hear`].
    Rest(u64),
    /// Listening; when the time is over, contend if something is unacknowledged.
    Hear(u64),
}

/// How far a served node is with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    /// It just came; the gateway itself may be heard.
    Fresh,
    /// The first round runs, or its call has not come.
    Call,
    /// Called, in a pass with this mark.
    Called { odd: bool },
}

/// A report of a neighbour, kept to be relayed.
#[derive(Clone, Copy, Debug)]
struct Heard {
    record: Record,
    at: u64,
}

/// State machine of a node. See [the module](crate::access) for how to drive it.
#[derive(Clone, Debug)]
pub struct Node {
    config: NodeConfig,
    state: NodeState,
    group_key: Key,
    counter: Counter,
    window: Window,
    /// Highest counter of a gateway frame that gave slots or times: these must come in order.
    last_schedule: u32,
    /// Highest counter of an acknowledge form used.
    last_ack: u32,
    refusals: Refusals,
    guesses: Guesses,
    dice: Dice,
    /// Last event known to be stored at the gateway; durable as `state.aevt` a moment later.
    acked: u16,
    // Supply.
    raw: Option<Flags>,
    stable: Flags,
    changed: Option<(u64, u64)>,
    extra: Flags,
    cap: u8,
    quality: Quality,
    spent: bool,
    dips: u32,
    // Access.
    mode: Mode,
    plan: Option<Plan>,
    attempts: u8,
    round: u8,
    history: Option<(u16, u16)>,
    /// The gateway said that helpers are at work.
    relay: bool,
    /// Helper or served: awake until then.
    awake_until: u64,
    turn: Option<Turn>,
    callers: [Caller; 2],
    /// A helper calls this node: it waits to be called instead of contending.
    is_ward: bool,
    wait: Wait,
    /// When the last frame of a turn was heard.
    turn_heard: Option<u64>,
    heard: [Option<Heard>; HEARD],
    wards: [u16; WARDS],
    next_ward: u8,
    nudges: u8,
    /// Others were heard since the event: the cabinet is at work.
    busy_air: bool,
    /// When the last SYNC of the gateway itself came.
    sync_heard: Option<u64>,
    /// Strength of the gateway, dBm.
    gateway_dbm: Option<i16>,
    neighbours: [Option<Neighbour>; NEIGHBOURS],
    told: u8,
    delay_opaque: Option<u32>,
    joining: bool,
    // Outbox.
    stores: [Option<Entry>; 4],
    storing: Option<Entry>,
    notices: [Option<Notice>; 4],
    radio: Option<bool>,
}

impl Node {
    /// A node that boots with the durable `state` its journal rebuilt.
    #[must_use]
    #[inline(never)]
    pub fn new(config: NodeConfig, state: NodeState) -> Self {
        let group_key = match &state.group_key {
            Some((_, bytes)) => Key::new(config.group_key.suite(), *bytes).unwrap_or_else(|_| config.group_key.clone()),
            None => config.group_key.clone(),
        };
        Node {
            group_key,
            counter: Counter::at_boot(state.ceiling),
            window: Window::from_top(state.ack_ctr),
            last_schedule: state.ack_ctr,
            last_ack: state.ack_ctr,
            refusals: Refusals::default(),
            guesses: Guesses::default(),
            dice: Dice::new(config.seed),
            acked: state.aevt,
            raw: None,
            stable: state.flags.event_bits(),
            changed: None,
            extra: Flags::default(),
            cap: u8::MAX,
            quality: Quality::NeverSet,
            spent: false,
            dips: 0,
            mode: Mode::Idle,
            plan: None,
            attempts: 0,
            round: 0,
            history: None,
            relay: false,
            awake_until: 0,
            turn: None,
            callers: [Caller::NONE; 2],
            is_ward: false,
            wait: Wait::Fresh,
            turn_heard: None,
            heard: [None; HEARD],
            wards: [0; WARDS],
            next_ward: 0,
            nudges: 0,
            busy_air: false,
            sync_heard: None,
            gateway_dbm: None,
            neighbours: [None; NEIGHBOURS],
            told: 0,
            delay_opaque: None,
            joining: false,
            stores: [None; 4],
            storing: None,
            notices: [None; 4],
            radio: None,
            config,
            state,
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
        match self.state.index {
            Some(index) => index,
            None => self.config.index,
        }
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
        self.quality = quality;
    }

    /// Seeds the slot dice anew.
    pub const fn reseed(&mut self, seed: u32) {
        self.dice = Dice::new(seed);
    }

    /// The supply as measured, not debounced: the event bits of `flags` (0..=3 and 5) are compared with the last stable
    /// ones, the other bits are sent along. Call it at every change, and once after the boot.
    pub fn handle_supply(&mut self, now: u64, flags: Flags) {
        let powered = |raw: Option<Flags>| raw.is_some_and(|f| !f.contains(Flags::OUT));
        let came_back = !powered(self.raw) && powered(Some(flags));
        self.raw = Some(flags);
        self.extra = Flags(flags.0 & Flags::TEST.0);
        if came_back {
            self.spent = false;
            self.attempts = 0;
        }
        let bits = flags.event_bits();
        let until = now.saturating_add(self.config.debounce_us);
        self.changed = match self.changed {
            Some(_) if bits == self.stable => {
                self.dips = self.dips.saturating_add(1);
                None
            }
            Some((since, _)) => Some((since, until)),
            None if bits == self.stable => None,
            None => Some((now, until)),
        };
        self.keep_reporting(now);
        self.keep_counter();
    }

    /// Capacitor voltage in 25 mV.
    pub fn handle_capacitor(&mut self, now: u64, cap: u8) {
        self.cap = cap;
        let dying = cap < self.config.cap_last && !self.on_mains();
        if dying && !self.spent && self.is_pending() && self.plan.is_none() {
            // The last frame goes out at once, in a contention slot.
            self.contend(now);
        }
    }

    /// The entry of the last [`Action::Store`] is durable.
    pub fn handle_stored(&mut self, now: u64) {
        let Some(entry) = self.storing.take() else { return };
        self.state.apply(&entry);
        match entry {
            Entry::Ceiling(ceiling) => self.counter.raise(ceiling),
            Entry::Event(_) => self.begin(now),
            Entry::Assigned { index, key, .. } => {
                if let Ok(key) = Key::new(self.config.group_key.suite(), key) {
                    self.group_key = key;
                }
                self.notify(Notice::Assigned { index });
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
    pub fn handle_timeout(&mut self, now: u64) {
        if let Some((since, until)) = self.changed {
            if now >= until {
                self.changed = None;
                self.stable = self.raw.unwrap_or_default().event_bits();
                self.log_event(since);
            } else if until.saturating_sub(now) <= EARLY_US && self.mode == Mode::Idle {
                self.mode = Mode::Hear(until.saturating_add(AWAIT_US));
            }
        }
        match self.mode {
            Mode::Rest(until) if now >= until => self.mode = self.after_rest(now),
            Mode::Hear(until) if now >= until && self.plan.is_none() => self.heard_enough(now),
            _ => {}
        }
        self.plan_due(now);
        self.keep_reporting(now);
        self.keep_counter();
    }

    /// When [`Node::handle_timeout`] wants to be called next, µs.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<u64> {
        let supply =
            self.changed.map(|(_, until)| if self.mode == Mode::Idle { until.saturating_sub(EARLY_US) } else { until });
        let mode = match self.mode {
            Mode::Idle => None,
            Mode::Hear(_) if self.plan.is_some() => None,
            Mode::Rest(until) | Mode::Hear(until) => Some(until),
        };
        let plan = self.plan.as_ref().filter(|p| p.stage == Stage::Waiting).map(|p| p.at.saturating_sub(SENSE_LEAD_US));
        [supply, mode, plan].into_iter().flatten().min()
    }

    /// The next thing to do, until `None`.
    pub fn poll_action(&mut self) -> Option<Action> {
        if self.storing.is_none()
            && let Some(entry) = pop(&mut self.stores)
        {
            self.storing = Some(entry);
            return Some(Action::Store(entry));
        }
        if let Some(notice) = pop(&mut self.notices) {
            return Some(Action::Notice(notice));
        }
        if let Some(plan) = &mut self.plan {
            match plan.stage {
                Stage::Sense => {
                    plan.stage = Stage::Sensing;
                    self.radio = None;
                    let at = plan.at.saturating_sub(SENSE_LEAD_US);
                    return Some(Action::Sense { at, us: SENSE_US as u16 });
                }
                Stage::Clear => {
                    let at = plan.at;
                    return match self.build() {
                        Some(frame) => {
                            if let Some(plan) = &mut self.plan {
                                plan.stage = Stage::OnAir;
                            }
                            Some(Action::Transmit { at, frame })
                        }
                        None => {
                            self.plan = None;
                            self.poll_action()
                        }
                    };
                }
                Stage::Sensing | Stage::OnAir => return None,
                Stage::Waiting => {}
            }
        }
        let listen = match self.mode {
            Mode::Hear(_) => true,
            Mode::Rest(_) => self.on_mains(),
            Mode::Idle => self.on_mains(),
        };
        if self.radio != Some(listen) {
            self.radio = Some(listen);
            return Some(if listen { Action::Listen } else { Action::Sleep });
        }
        None
    }

    /// Sends a STATUS with the link margins of the neighbours heard, at a random slot.
    pub fn report_health(&mut self, now: u64) {
        if self.plan.is_none() {
            self.at_random(now, 16, Job::Status);
        }
    }

    /// Sends a delay request for beacon `seq` at a random slot.
    pub fn request_delay(&mut self, now: u64, seq: u8) {
        if self.plan.is_none() {
            self.at_random(now, 8, Job::Treq(seq));
        }
    }

    /// Asks for an index at a random slot; repeat it until [`Notice::Assigned`].
    pub fn join(&mut self, now: u64, hardware: u16, firmware: u16) {
        if self.plan.is_none() {
            self.at_random(now, 64, Job::Join { hardware, firmware });
        }
    }

    /// How long to wait for the next SYNC before contending.
    const fn patience(&self) -> u64 {
        let wait = match (self.is_ward, self.relay) {
            (true, _) => CALL_US,
            (false, true) => RELAY_PATIENCE_US,
            (false, false) => PATIENCE_US,
        };
        // A round of a large cabinet takes longer than that.
        let more = self.config.cabinet_size.saturating_sub(64);
        wait.saturating_add((more as u64).saturating_mul(self.config.phy.slot_us(26)))
    }

    fn on_mains(&self) -> bool {
        self.raw.is_some_and(|f| !f.contains(Flags::OUT))
    }

    /// A debounced change is an event: number it and make it durable.
    fn log_event(&mut self, since: u64) {
        // Events that wait to be stored are numbered already.
        let waiting = self.stores.iter().flatten().chain(&self.storing);
        let newest = waiting.fold(self.state.evt, |n, e| if let Entry::Event(past) = e { past.evt } else { n });
        let evt = newest.wrapping_add(1);
        self.store(Entry::Event(Past { evt, flags: self.stable, at: since }));
    }

    /// Something new is to be reported: listen for a SYNC first.
    fn begin(&mut self, now: u64) {
        self.attempts = 0;
        self.nudges = 0;
        self.busy_air = false;
        self.round = 0;
        self.wait = Wait::Fresh;
        if self.is_ward {
            // It lets the first round of the cabinet pass.
            self.awake_until = now.saturating_add(AWAIT_US).saturating_add(self.round_us());
        }
        // A slot that was announced during the debounce stays.
        if self.plan.is_none() && !self.spent {
            self.mode = Mode::Hear(now.saturating_add(AWAIT_US));
        }
    }

    /// Air time of a round over the whole cabinet.
    fn round_us(&self) -> u64 {
        u64::from(self.config.cabinet_size).saturating_mul(self.config.phy.slot_us(26))
    }

    /// Rule 6: whatever ended, an unacknowledged event is reported again, after a boot and after a dip as well.
    fn keep_reporting(&mut self, now: u64) {
        if self.is_pending() && self.mode == Mode::Idle && self.plan.is_none() && self.changed.is_none() {
            self.begin(now);
        }
    }

    fn keep_counter(&mut self) {
        let busy = self.stores.iter().flatten().chain(&self.storing).any(|e| matches!(e, Entry::Ceiling(_)));
        if let Some(ceiling) = self.counter.wanted()
            && !busy
        {
            self.store(Entry::Ceiling(ceiling));
        }
    }

    fn store(&mut self, entry: Entry) {
        push(&mut self.stores, entry);
    }

    fn notify(&mut self, notice: Notice) {
        push(&mut self.notices, notice);
    }
}

/// Appends to a small queue; a full one drops its newest, which its producer repeats or the peer asks for again.
pub(super) fn push<T: Copy>(queue: &mut [Option<T>], item: T) {
    if let Some(free) = queue.iter_mut().find(|slot| slot.is_none()) {
        *free = Some(item);
    }
}

/// Takes the oldest of a small queue.
pub(super) fn pop<T: Copy>(queue: &mut [Option<T>]) -> Option<T> {
    let mut carry = None;
    for slot in queue.iter_mut().rev() {
        core::mem::swap(slot, &mut carry);
    }
    carry
}
