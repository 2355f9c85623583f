//! The machine of a node: it routes between the parts.
//!
//! ```text
//!  inputs ─► Supply ─► Outbox ─► journal ─► Delivery ─► Talk ─► Transmitter ─► air
//!  frames ─► Membership (key, MIC, counter) ─► Talk, Delivery
//! ```
//!
//! **Call order.** After every `handle_…` call [`Node::poll_action`] until it gives `None`, then
//! call [`Node::handle_timeout`] at [`Node::poll_timeout`] at the latest. Times are those of one
//! counter that never runs back within a boot.

use super::TimeExchange;
use super::talk::{HEALTH, Job, Talk};
use crate::access::action::Action;
use crate::access::event::{
    Clock, DEBOUNCE, Delivery, NewEvent, Outbox, ResetCause, Supply, inferred_outage,
};
use crate::access::join::Membership;
use crate::access::medium::{self, Next, Rng, Sensed, Transmitter};
use crate::journal::entry::{Installed, Left};
use crate::journal::{Entry, Generation, NodeState, State as _};
use crate::security::{Key, SenderCounter};
use crate::time::{Instant, Micros};
use crate::wire::tlv::MeterClock;
use crate::wire::{Beacon, Evt, Flags, MeterNumber, Quality, Refusals};

/// A memory that did not answer, or said no, is asked again after this time.
pub(super) const STORE_AGAIN: Micros = Micros::from_millis(100);
/// The receiver is on this long before the end of the debounce (N-1)…
const BEFORE: Micros = Micros::from_millis(30);
/// …and this long after it: the first SYNC comes then.
pub(super) const AFTER: Micros = Micros::from_millis(40);
/// Reasons of a LEFT.
const OUT_OF_BAY: u8 = 0;
const OTHER_METER: u8 = 2;
/// Entries of the membership that wait for the memory.
const WAITING: usize = 6;

/// What the application is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Notice {
    /// An event has happened.
    Event(NewEvent),
    /// Everything up to this event is told.
    Told(Evt),
    /// Everything up to this event is proven.
    Proven(Evt),
    /// A session has begun or was confirmed.
    Session,
    /// A BEACON came; its sync word ended at that moment. None is told of before the first exchange
    /// of a boot (T-1).
    Beacon(Beacon, Instant),
    /// The gateway has answered what time it is.
    Time(TimeExchange),
}

/// Settings of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct NodeConfig {
    /// Debounce of a stable supply, 0.2 to 10 s (N-1).
    pub debounce: Micros,
    /// Below this voltage of the capacitor, 25 mV, one last report goes out (N-7).
    pub last_volts: u8,
}

impl Default for NodeConfig {
    fn default() -> Self {
        // 1.8 V, where the radio stops.
        NodeConfig {
            debounce: DEBOUNCE,
            last_volts: 72,
        }
    }
}

/// What a node knows when it starts.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Boot {
    /// Its counter.
    pub now: Instant,
    /// Seed of its slots: different in every node.
    pub seed: u32,
    /// The counter has run through the time without supply (E-3).
    pub ran_through: bool,
    /// Why the processor has started.
    pub cause: ResetCause,
}

/// What goes out, and with which counter.
#[derive(Debug)]
pub(super) struct Sender {
    pub(super) counter: SenderCounter,
    pub(super) transmitter: Transmitter<Job>,
    pub(super) rng: Rng,
    /// Its own, so that a STATUS now and then moves no slot of a storm.
    health_rng: Rng,
    /// Voltage of the capacitor, 25 mV.
    pub(super) volts: u8,
    /// Below this voltage one last report goes out.
    last_volts: u8,
}

/// Where the node is: its meter, and what a JOIN needs.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// The number that the meter answers with.
    pub(super) meter: Option<MeterNumber>,
    /// Random bytes for the next JOIN.
    pub(super) random: Option<[u8; 8]>,
    /// State of its clock, for STATUS.
    pub(super) meter_clock: Option<MeterClock>,
    /// The supply was lost while mains were there, as far as is known: when the debounce is over
    /// and the meter has answered, an outage is inferred (E-4).
    pub(super) infer_at: Option<Instant>,
}

/// The clocks of a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clocks {
    /// The counter that dates events.
    pub(super) counter: Clock,
    /// Network time, µs since 2000, at a moment of the counter.
    pub(super) network: Option<(Instant, u64)>,
    /// How good it is.
    pub(super) quality: Quality,
}

/// What is on its way into the journal.
#[derive(Debug, Default)]
pub(super) struct Storing {
    /// The entry that the driver has.
    pub(super) entry: Option<Entry>,
    /// Entries that go before events: a session and its key.
    pub(super) first: [Option<Entry>; WAITING],
    /// The generation page is to be written; whether the driver knows.
    pub(super) generation: Option<(Generation, bool)>,
    /// After a failure nothing is stored before this.
    pub(super) not_before: Instant,
}

/// A node.
#[derive(Debug)]
pub struct Node {
    pub(super) place: Place,
    pub(super) membership: Membership<Key>,
    pub(super) state: NodeState,
    pub(super) supply: Supply,
    pub(super) outbox: Outbox,
    pub(super) delivery: Delivery,
    pub(super) talk: Talk,
    pub(super) sender: Sender,
    pub(super) clocks: Clocks,
    pub(super) storing: Storing,
    pub(super) notice: [Option<Notice>; WAITING],
    pub(super) refusals: Refusals,
}

impl Node {
    /// A node that starts. `state` is what the journal gave back, `membership` has taken up the
    /// session in it.
    #[must_use]
    pub fn new(
        config: NodeConfig,
        boot: &Boot,
        state: NodeState,
        membership: Membership<Key>,
    ) -> Self {
        let newest = state.newest_event();
        let flags = newest.map_or(Flags(0), |kept| Flags(kept.event.flags));
        let evt = newest.map_or(Evt::NONE, |kept| Evt(kept.event.evt));
        let start = state.start().get();
        let mut counter = SenderCounter::after_boot(start.saturating_sub(1));
        // The journal has made it durable when it was opened.
        counter.stored(start);
        let mut supply = Supply::new(flags, config.debounce);
        let was_on_mains = state.last_state_has_mains();
        let lost = boot.cause == ResetCause::PowerLoss;
        if lost && !was_on_mains {
            supply.count_start();
        }
        let infer_at = (lost && was_on_mains).then(|| boot.now + config.debounce);
        let mut node = Node {
            outbox: Outbox::new(evt),
            delivery: Delivery::new(Evt(state.told()), Evt(state.proven())),
            talk: Talk::default(),
            sender: Sender {
                counter,
                transmitter: Transmitter::default(),
                rng: Rng::new(boot.seed),
                health_rng: Rng::new(boot.seed.rotate_left(16)),
                volts: u8::MAX,
                last_volts: config.last_volts,
            },
            clocks: Clocks {
                counter: Clock {
                    start: state.start(),
                    ran_through: boot.ran_through,
                },
                network: None,
                quality: Quality::Unset,
            },
            storing: Storing::default(),
            notice: [None; WAITING],
            refusals: Refusals::default(),
            place: Place {
                infer_at,
                ..Place::default()
            },
            membership,
            state,
            supply,
        };
        node.talk.mains_changed(boot.now, node.supply.has_mains());
        if node.is_open() {
            node.talk.decide_at = Some(boot.now);
        }
        node
    }

    /// The durable state, for [`Journal::commit`](crate::journal::Journal::commit).
    pub const fn state_mut(&mut self) -> &mut NodeState {
        &mut self.state
    }

    /// The durable state.
    #[must_use]
    pub const fn state(&self) -> &NodeState {
        &self.state
    }

    /// The session and the group keys.
    pub const fn membership(&mut self) -> &mut Membership<Key> {
        &mut self.membership
    }

    /// How far its events have come.
    #[must_use]
    pub const fn delivery(&self) -> &Delivery {
        &self.delivery
    }

    /// Frames refused.
    #[must_use]
    pub const fn refusals(&self) -> &Refusals {
        &self.refusals
    }

    /// The inputs as they are, not debounced: FLG 0..3, 5, 6.
    pub fn handle_inputs(&mut self, now: Instant, inputs: Flags) {
        let had_mains = self.supply.has_mains();
        let happened = self.supply.read(now, inputs);
        let has_mains = self.supply.has_mains();
        if has_mains && self.talk.health_at.is_none() {
            self.plan_health(now);
        }
        if had_mains != has_mains {
            self.membership.handle_mains(now, has_mains);
            self.talk.mains_changed(now, has_mains);
        }
        if let Some(happened) = happened {
            self.happen(now, happened.flags, Some(happened.since));
        }
        if let Some(end) = self.supply.debounce_ends() {
            self.talk
                .receiver
                .around_debounce(end - BEFORE, end + AFTER);
        }
    }

    /// Voltage of the capacitor, 25 mV.
    pub fn handle_voltage(&mut self, now: Instant, volts: u8) {
        self.sender.volts = volts;
        if self.is_last() && self.talk.last_report(now) {
            self.sender.transmitter.cancel();
            self.talk.decide_at = Some(now);
        }
    }

    /// Network time at `now`, µs since 2000, and how good it is.
    pub const fn set_time(&mut self, now: Instant, micros: u64, quality: Quality) {
        self.clocks.network = Some((now, micros));
        self.clocks.quality = quality;
    }

    /// Somebody wants to know the time: a TREQ goes out when nothing else does, and
    /// [`Notice::Time`] comes of it if all goes well. `seq` is the BEACON last heard.
    pub const fn ask_time(&mut self, seq: u8) {
        self.talk.exchange.want(seq);
    }

    /// Exchanges of time that took too long (T-2).
    #[must_use]
    pub const fn rejected_exchanges(&self) -> u32 {
        self.talk.exchange.rejected()
    }

    /// State of the meter's clock: it goes up with every STATUS (METER). `None`: nothing is
    /// known.
    pub const fn set_meter_clock(&mut self, clock: Option<MeterClock>) {
        self.place.meter_clock = clock;
    }

    /// The number that the meter answers with. Without it the node does not join (C-1), nothing is
    /// inferred (E-4), and no installation begins (E-10).
    pub fn handle_meter(&mut self, now: Instant, meter: MeterNumber) {
        self.place.meter = Some(meter);
        self.check_installation();
        self.infer(now);
    }

    /// Whether the next JOIN needs random bytes; they must come from a generator fit for keys.
    #[must_use]
    pub const fn wants_random(&self) -> bool {
        self.place.random.is_none()
    }

    /// Random bytes for the next JOIN.
    pub const fn handle_random(&mut self, random: [u8; 8]) {
        self.place.random = Some(random);
    }

    /// The channel was measured.
    pub fn handle_channel(&mut self, now: Instant, busy: bool) {
        if let Sensed::Busy(job) = self.sender.transmitter.sensed(now, busy) {
            self.channel_busy(now, job);
        }
    }

    /// The frame has left the air.
    pub fn handle_sent(&mut self, now: Instant) {
        if let Some(job) = self.sender.transmitter.done() {
            self.frame_sent(now, job);
        }
    }

    /// The time of [`poll_timeout`](Self::poll_timeout) has come.
    pub fn handle_timeout(&mut self, now: Instant) {
        while let Some(happened) = self.supply.take(now) {
            self.happen(now, happened.flags, Some(happened.since));
        }
        self.infer(now);
        if self.talk.health_at.is_some_and(|at| now >= at) {
            self.talk.health_at = Some(now + HEALTH);
            self.talk.tells_health = self.supply.has_mains();
        }
        if let Some(keyno) = self.membership.handle_timeout(now) {
            self.store_first(crate::journal::entry::Retire { keyno }.into());
        }
        self.decide(now);
    }

    /// When [`handle_timeout`](Self::handle_timeout) or [`poll_action`](Self::poll_action) has
    /// something to do.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Instant> {
        let page = self.storing.generation.is_some_and(|(_, told)| !told);
        let store = (page || self.next_entry().is_some()).then_some(self.storing.not_before);
        // While a frame is on the air the receiver is not switched; `handle_sent` comes first.
        let receiver = self.talk.receiver.due();
        let all = [
            self.supply.due(),
            self.talk.due(),
            receiver.filter(|_| !self.sender.transmitter.is_on_air()),
            self.sender.transmitter.due(),
            self.membership.poll_timeout(),
            store.filter(|_| self.storing.entry.is_none()),
            self.membership_due(),
            self.talk.health_at,
            self.place.infer_at.filter(|_| self.place.meter.is_some()),
        ];
        all.into_iter().flatten().min()
    }

    /// What is to be done now; call until `None`.
    pub fn poll_action(&mut self, now: Instant) -> Option<Action<Notice>> {
        self.keep_going(now);
        if let Some(notice) = self.notice.iter_mut().find_map(Option::take) {
            return Some(Action::Notice(notice));
        }
        if let Some((generation, told)) = &mut self.storing.generation
            && !*told
            && now >= self.storing.not_before
        {
            *told = true;
            return Some(Action::StoreGeneration(*generation));
        }
        if self.storing.entry.is_none()
            && now >= self.storing.not_before
            && let Some(entry) = self.next_entry()
        {
            self.storing.entry = Some(entry.clone());
            return Some(Action::Store(entry));
        }
        // A slot holds for its instant; anything else goes as soon as it can.
        let exact = |job: Job| matches!(job, Job::Report { round: 1.., .. });
        match self.sender.transmitter.next(now, exact) {
            Some(Next::Sense(at)) => {
                return Some(Action::Sense {
                    at,
                    length: medium::SENSE,
                });
            }
            Some(Next::Send { job, at, sync }) => match self.build(job, sync) {
                Some(frame) => return Some(Action::Transmit { at, frame }),
                None => {
                    self.sender.transmitter.done();
                    self.nothing_to_say(now, job);
                }
            },
            None => {}
        }
        if self.sender.transmitter.is_on_air() {
            return None;
        }
        let on = self.talk.receiver.switch(now)?;
        Some(if on { Action::Listen } else { Action::Sleep })
    }

    /// The first STATUS that nobody asks for comes at a random moment (F-19).
    fn plan_health(&mut self, now: Instant) {
        let spread = u32::try_from(HEALTH.as_micros() / 1_000).unwrap_or(u32::MAX);
        let wait = Micros::from_millis(self.sender.health_rng.below(spread).into());
        self.talk.health_at = Some(now + wait);
    }

    /// E-4: two events at once, when mains have been there for the debounce and the meter of the
    /// installation has answered. Another meter, or mains that are gone again, end the question.
    fn infer(&mut self, now: Instant) {
        if self.place.infer_at.is_none_or(|at| now < at) {
            return;
        }
        let Some(meter) = self.place.meter else {
            return;
        };
        self.place.infer_at = None;
        let steady = self.supply.has_mains() && !self.supply.is_changing();
        if steady && inferred_outage(&self.state, ResetCause::PowerLoss, meter.0) {
            let flags = self.supply.stable();
            self.push_event(now, flags.with(Flags::NO_MAINS), None, true);
            self.push_event(now, flags, Some(now), false);
        }
    }

    /// An event, unless it speaks of a supply outside any installation (E-10).
    fn happen(&mut self, now: Instant, flags: Flags, since: Option<Instant>) {
        let before = self.state.newest_event().map_or(0, |kept| kept.event.flags);
        let elsewhere = Flags::COVER.with(Flags::OUT_OF_BAY);
        let only_supply = (flags.0 ^ before) & elsewhere.0 == 0;
        if only_supply && self.state.installed().is_none() {
            return;
        }
        if flags.contains(Flags::NO_MAINS) {
            self.place.infer_at = None;
        }
        self.push_event(now, flags, since, false);
        if flags.contains(Flags::OUT_OF_BAY) {
            // Back in a bay the meter has to answer first.
            self.place.meter = None;
            self.store_first(Left { reason: OUT_OF_BAY }.into());
        }
    }

    /// An event: numbered and on its way into the journal.
    fn push_event(&mut self, now: Instant, flags: Flags, since: Option<Instant>, inferred: bool) {
        let event = self.outbox.push(flags, since, inferred);
        self.talk.new_event();
        // The first SYNC of the gateway may come until then.
        let patience = now + AFTER;
        self.talk.decide_at = Some(
            self.talk
                .decide_at
                .map_or(patience, |at| at.later(patience)),
        );
        self.notify(Notice::Event(event));
    }

    /// The installation begins when the session is confirmed and the meter was read; it ends when
    /// another meter answers (E-10).
    pub(super) fn check_installation(&mut self) {
        let Some(meter) = self.place.meter else {
            return;
        };
        let Some(session) = self.membership.session().filter(|s| s.confirmed) else {
            return;
        };
        let entry = Entry::from(Installed {
            session: session.number,
            address: meter.0,
        });
        let known = self.state.installed() == Some(meter.0) && self.state.is_confirmed();
        let on_its_way = self
            .storing
            .first
            .iter()
            .flatten()
            .any(|other| *other == entry);
        if known || on_its_way || self.storing.entry.as_ref() == Some(&entry) {
            return;
        }
        if self.state.installed().is_some_and(|other| other != meter.0) {
            self.store_first(
                Left {
                    reason: OTHER_METER,
                }
                .into(),
            );
        }
        self.store_first(entry);
    }

    pub(super) fn notify(&mut self, notice: Notice) {
        match self.notice.iter_mut().find(|place| place.is_none()) {
            Some(free) => *free = Some(notice),
            // The newest counts: what is told is a state.
            None => {
                if let Some(last) = self.notice.last_mut() {
                    *last = Some(notice);
                }
            }
        }
    }

    /// Number of the newest stored event.
    pub(super) fn newest(&self) -> Evt {
        self.state
            .newest_event()
            .map_or(Evt::NONE, |kept| Evt(kept.event.evt))
    }

    /// Whether an event is still to be reported, stored or not.
    pub(super) fn is_open(&self) -> bool {
        self.delivery.is_open(self.outbox.newest())
    }

    /// Whether the capacitor is nearly empty.
    pub(super) fn is_last(&self) -> bool {
        !self.supply.has_mains() && self.sender.volts < self.sender.last_volts
    }
}
