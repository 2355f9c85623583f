//! The gateway: epochs, rounds, acknowledgements, relay plan, history, join, time.

mod epoch;
mod hear;
mod peer;
mod send;
mod serve;

pub(super) use serve::TurnTimes;

pub use peer::{GatewayState, Peer};

use super::{Action, Dice, Durable as _, Entry, Event, Notice, Phy, SENSE_LEAD_US, SENSE_US};
use super::{pop, push};
use crate::v1::mic::Key;
use crate::v1::receive::{Counter, Refusals};
use crate::v1::report::Quality;
use epoch::{Epoch, Kind};
use send::{Plan, Stage};
use serve::Turn;

/// What a gateway is told at its start.
#[derive(Clone, Debug)]
pub struct GatewayConfig {
    /// Cabinet or network id.
    pub net: u16,
    /// Radio timing.
    pub phy: Phy,
    /// Cabinet master key; node and join keys derive from it.
    pub master: Key,
    /// Group key.
    pub group_key: Key,
    /// Number of the group key; its two low bits are the key slot of this gateway's frames.
    pub key_number: u8,
    /// Debounce of the gateway's own supply, µs.
    pub debounce_us: u64,
    /// Whether nodes relay for those that are heard badly or not at all.
    pub relay: bool,
    /// Time between beacons in µs, 0 for none.
    pub beacon_us: u64,
    /// Seed of the back-off dice.
    pub seed: u32,
}

/// What the gateway waits for while nothing is to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Nothing.
    Idle,
    /// The reports of a schedule; over early when `last` was heard.
    Slots { end: u64, last: u16 },
    /// The answers that a helper brings; over early when all are there.
    Turn(u64),
    /// The end of a pause or of the answers to a POLL.
    Gap(u64),
}

/// Network time at a local instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Clock {
    local: u64,
    net_us: u64,
    /// Rate of network time against the local clock, parts per billion.
    ppb: i32,
    quality: Quality,
}

/// State machine of a gateway over the peer table `P`, for example `[Peer; 64]` or a `Vec<Peer>`;
/// the peer at position 0 has index 1. See [the module](crate::v1::access) for how to drive it.
#[derive(Clone, Debug)]
pub struct Gateway<P> {
    config: GatewayConfig,
    state: GatewayState<P>,
    counter: Counter,
    refusals: Refusals,
    duplicates: u32,
    dice: Dice,
    out: Option<bool>,
    stable_out: Option<bool>,
    changed: Option<u64>,
    step: Step,
    epoch: Option<Epoch>,
    plan: Option<Plan>,
    contacts: u8,
    contact_since: u64,
    clock: Option<Clock>,
    beacon_at: Option<u64>,
    beacon_seq: u8,
    stamp_error: i16,
    delay: Option<send::Delay>,
    welcome: Option<u16>,
    health: bool,
    /// Passes left of a rehearsal of the helpers.
    announce: u8,
    /// Number of the pass of calls.
    pass: u8,
    turn: Turn,
    stores: [Option<Entry>; 8],
    storing: Option<Entry>,
    notices: [Option<Notice>; 8],
    radio: bool,
}

impl<P: AsRef<[Peer]> + AsMut<[Peer]>> Gateway<P> {
    /// A gateway that boots with the durable `state` its journal rebuilt.
    #[must_use]
    pub fn new(config: GatewayConfig, mut state: GatewayState<P>) -> Self {
        for peer in state.peers.as_mut() {
            peer.boot(config.net, &config.master);
        }
        Gateway {
            counter: Counter::at_boot(state.ceiling),
            refusals: Refusals::default(),
            duplicates: 0,
            dice: Dice::new(config.seed),
            out: None,
            stable_out: None,
            changed: None,
            step: Step::Idle,
            epoch: None,
            plan: None,
            contacts: 0,
            contact_since: 0,
            clock: None,
            beacon_at: None,
            beacon_seq: 0,
            stamp_error: 0,
            delay: None,
            welcome: None,
            health: false,
            announce: 0,
            pass: 0,
            turn: Turn::default(),
            stores: [None; 8],
            storing: None,
            notices: [None; 8],
            radio: false,
            config,
            state,
        }
    }

    /// Durable state and peer table.
    #[must_use]
    pub const fn state(&self) -> &GatewayState<P> {
        &self.state
    }

    /// The peer with this index.
    #[must_use]
    pub fn peer(&self, index: u16) -> Option<&Peer> {
        self.state
            .peers
            .as_ref()
            .get(usize::from(index.checked_sub(1)?))
    }

    fn peer_mut(&mut self, index: u16) -> Option<&mut Peer> {
        self.state
            .peers
            .as_mut()
            .get_mut(usize::from(index.checked_sub(1)?))
    }

    /// Refused frames by cause.
    #[must_use]
    pub const fn refusals(&self) -> &Refusals {
        &self.refusals
    }

    /// Reports of events that were stored already.
    #[must_use]
    pub const fn duplicates(&self) -> u32 {
        self.duplicates
    }

    /// Whether an epoch is running.
    #[must_use]
    pub const fn in_epoch(&self) -> bool {
        self.epoch.is_some()
    }

    /// Seeds the back-off dice anew.
    pub const fn reseed(&mut self, seed: u32) {
        self.dice = Dice::new(seed);
    }

    /// The gateway's own supply as measured, not debounced. Call it at every change, and once after
    /// the boot.
    pub fn handle_supply(&mut self, now: u64, out: bool) {
        if self.out == Some(out) {
            return;
        }
        self.out = Some(out);
        self.changed =
            (self.stable_out != Some(out)).then_some(now.saturating_add(self.config.debounce_us));
        self.pump(now);
    }

    /// The entry of the last [`Action::Store`] is durable.
    pub fn handle_stored(&mut self, now: u64) {
        let Some(entry) = self.storing.take() else {
            return;
        };
        self.state.apply(&entry);
        match entry {
            Entry::Ceiling(ceiling) => self.counter.raise(ceiling),
            Entry::Committed {
                index,
                evt,
                flags,
                at,
                ..
            } => {
                let Some(peer) = self.peer_mut(index) else {
                    return;
                };
                peer.storing = false;
                let quality = peer.quality;
                let addr = peer.addr().unwrap_or_default();
                let done = !peer.lags();
                if done {
                    peer.open = false;
                    // Calls for the confirmation count anew.
                    peer.calls = 0;
                }
                if let Some(epoch) = &mut self.epoch {
                    epoch.progress = true;
                }
                let at = (at != u64::MAX).then_some(at);
                self.notify(Notice::Event(Event {
                    index,
                    addr,
                    evt,
                    flags,
                    at,
                    quality,
                }));
            }
            Entry::Gap { index, from, to } => {
                if let Some(peer) = self.peer_mut(index) {
                    peer.storing = false;
                }
                self.notify(Notice::Gap { index, from, to });
            }
            Entry::Member { index, .. } => {
                let (net, master) = (self.config.net, self.config.master.clone());
                if let Some(peer) = self.peer_mut(index) {
                    peer.boot(net, &master);
                }
                self.welcome = Some(index);
            }
            _ => {}
        }
        self.pump(now);
    }

    /// The result of the last [`Action::Sense`].
    pub fn handle_channel(&mut self, now: u64, busy: bool) {
        self.channel_measured(now, busy);
        self.pump(now);
    }

    /// The frame of the last [`Action::Transmit`] is on air completely.
    pub fn handle_sent(&mut self, now: u64) {
        self.frame_sent(now);
        self.pump(now);
    }

    /// Time went on; does what is due.
    pub fn handle_timeout(&mut self, now: u64) {
        if self.changed.is_some_and(|until| now >= until) {
            self.changed = None;
            let before = self.stable_out;
            self.stable_out = self.out;
            match (before, self.out) {
                (_, Some(true)) => self.open(Kind::Outage),
                // After a boot nobody knows what was missed, so everybody is asked.
                (None, Some(false)) => self.open(Kind::Boot),
                (_, Some(false)) => self.open(Kind::Restoration),
                _ => {}
            }
        }
        match self.step {
            Step::Slots { end, .. } | Step::Turn(end) | Step::Gap(end) if now >= end => {
                self.step = Step::Idle
            }
            _ => {}
        }
        self.pump(now);
        self.plan_due(now);
    }

    /// When [`Gateway::handle_timeout`] wants to be called next, µs.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<u64> {
        let step = match self.step {
            Step::Idle => None,
            Step::Slots { end, .. } | Step::Turn(end) | Step::Gap(end) => Some(end),
        };
        let plan = self
            .plan
            .as_ref()
            .filter(|p| p.stage == Stage::Waiting)
            .map(|p| p.at.saturating_sub(SENSE_LEAD_US));
        // While something is waited for, the beacon waits too: an instant that has passed must not
        // be told.
        let idle = self.epoch.is_none() && self.plan.is_none() && self.step == Step::Idle;
        let beacon = self.beacon_at.filter(|_| idle);
        [self.changed, step, plan, beacon]
            .into_iter()
            .flatten()
            .min()
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
                    let at = plan.at.saturating_sub(SENSE_LEAD_US);
                    return Some(Action::Sense {
                        at,
                        us: SENSE_US as u16,
                    });
                }
                Stage::Clear => {
                    let at = plan.at;
                    return match self.build() {
                        Some(frame) => {
                            if let Some(plan) = &mut self.plan {
                                plan.stage = Stage::OnAir;
                            }
                            self.radio = false;
                            Some(Action::Transmit { at, frame })
                        }
                        None => {
                            // Nothing to send after all, or the counter waits for its ceiling: look
                            // again shortly.
                            self.plan = None;
                            self.step = Step::Gap(at.saturating_add(1_000));
                            self.poll_action()
                        }
                    };
                }
                Stage::Sensing | Stage::OnAir => return None,
                Stage::Waiting => {}
            }
        }
        if !self.radio {
            self.radio = true;
            return Some(Action::Listen);
        }
        None
    }

    /// Makes the meter `addr` the node with `index` and welcomes it with an ASSIGN; `false` when
    /// there is no such place.
    pub fn assign(&mut self, now: u64, index: u16, addr: [u8; 6]) -> bool {
        if self.peer(index).is_none() {
            return false;
        }
        self.store(Entry::Member { index, addr });
        self.pump(now);
        true
    }

    /// Sets network time: at the local instant `local` it was `net_us` microseconds after
    /// 2000-01-01 00:00 UTC, and it runs `ppb` parts per billion faster than the local clock.
    /// Beacons start with this.
    pub fn set_clock(&mut self, local: u64, net_us: u64, ppb: i32, quality: Quality) {
        self.clock = Some(Clock {
            local,
            net_us,
            ppb,
            quality,
        });
        if self.config.beacon_us > 0 && self.beacon_at.is_none() {
            self.beacon_at = Some(local);
        }
    }

    /// Error of the time stamp of the last beacon as the radio measured it, µs; goes out with the
    /// next one.
    pub const fn set_stamp_error(&mut self, us: i16) {
        self.stamp_error = us;
    }

    /// Opens a test epoch in which every node with news reports.
    pub fn poll_all(&mut self, now: u64) {
        if self.epoch.is_none() {
            self.open(Kind::Test);
        }
        self.pump(now);
    }

    /// Asks every node for its health and link margins; they answer by rank.
    pub fn poll_health(&mut self, now: u64) {
        self.health = true;
        self.pump(now);
    }

    /// Rehearses the ways over helpers by the link margins known so far: every node that is heard
    /// badly is called over its two best helpers until it answered over both, six times at
    /// most. Helpers and served nodes learn of each other that way, so that they stay awake for
    /// each other in an outage. Worth doing after health rounds, and again after changes in the
    /// cabinet.
    pub fn announce_relays(&mut self, now: u64) {
        if self.config.relay && self.epoch.is_none() {
            self.announce = serve::REHEARSALS;
            self.pass = self.pass.wrapping_add(1);
            for peer in self.state.peers.as_mut() {
                peer.calls = 0;
                for helper in &mut peer.helpers {
                    helper.proven = false;
                }
            }
        }
        self.pump(now);
    }

    /// Whether a rehearsal of the helpers is running.
    #[must_use]
    pub const fn is_announcing(&self) -> bool {
        self.announce > 0
    }

    fn store(&mut self, entry: Entry) -> bool {
        let room = self.stores.iter().any(Option::is_none);
        push(&mut self.stores, entry);
        room
    }

    fn notify(&mut self, notice: Notice) {
        push(&mut self.notices, notice);
    }
}
