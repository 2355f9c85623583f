//! Keeps one meter's clock right: when to read it, whether and when to set it, what to remember,
//! what to tell.
//!
//! ```text
//!              ┌──────────────────────────────────────────────────────────────┐
//!  meet ──► burst of reads ──► decide ─┬─ nothing, or not now ─► wait until ──┘
//!                 ▲                    │                         the estimate is worn
//!                 │                    └─ set: store, wait for its instant, send ─┐
//!                 └───────────── a burst verifies and learns ─────────────────────┘
//! ```
//!
//! The keeper does no I/O and reads no clock. Call [`Keeper::poll`] with the node's time whenever
//! it is known, do what the [`Action`] says, and hand back what came of it:
//!
//! | action | do | hand back |
//! | --- | --- | --- |
//! | [`Action::Meet`] | ask the meter for its address | [`Keeper::meet`] |
//! | [`Action::Read`] | send a read whose last stop bit ends at [`ReadRequest::end`] | [`Keeper::answered`] or [`Keeper::lost`] |
//! | [`Action::Store`] | [`Keeper::save`] and make the bytes durable | – |
//! | [`Action::Set`] | send the set frame at [`SetRequest::plan`] | [`Keeper::sent`] or [`Keeper::not_sent`] |
//! | [`Action::Tell`] | pass it on | – |
//! | [`Action::Wait`] | sleep until then | – |
//!
//! What the gateway says of its time goes in with [`Keeper::handle_reference`]; without it, and 15
//! min after it, no meter is set. A request is consumed by its answer, so that none is answered
//! twice:
//!
//! ```compile_fail
//! # use timesync::keeper::*;
//! # fn wrong(keeper: &mut Keeper, read: ReadRequest) {
//! let now = timesync::Timestamp::from_secs(0);
//! let _ = keeper.lost(read, now, Lost::NoAnswer);
//! let _ = keeper.lost(read, now, Lost::NoAnswer);
//! # }
//! ```
//!
//! Nor can one be made up or copied, and one that the keeper no longer waits for is refused
//! ([`Stale`]). No set is given out before it was stored, none while the reference is not believed,
//! and no more than [`READS_A_DAY`] reads are asked for whatever a meter answers.

mod history;
mod reading;
#[cfg(test)]
mod tests;
mod upkeep;

use core::fmt;

pub use reading::{Form, Lost, Shown, What, days};

use crate::correct::policy::{Decision, Order, Policy, Reference, Refusal};
use crate::correct::set::{Behaviour, SetPlan};
use crate::correct::slot::Schedule;
use crate::estimate::burst::Burst;
use crate::estimate::timing::Profile;
use crate::estimate::tracker::Tracker;
use crate::time::{Estimate, MeterTime, Micros, NodeTime, Timestamp};
pub(crate) use history::{History, Kept};
use history::{Stage, day_of};
use reading::Reading;

/// Reads of any 24 hours, at most: `SAVED_READS` that were not made before, and one in 12 min.
pub const READS_A_DAY: u16 = 200;
/// Time that one read has to be earned.
const READ_EARNED: Micros = Micros::from_secs(720);
/// So many reads can be saved up.
const SAVED_READS: i64 = READS_A_DAY as i64 - 120;
/// A reference counts for so long after it was told (rule T-10 of the radio specification).
pub const REFERENCE_AGE: Micros = Micros::from_secs(900);
/// A set frame is given out so long before it has to start.
const LEAD: Micros = Micros::SECOND;
/// An answer that has not come by then is lost.
const ANSWER: Micros = Micros::from_secs(5);
/// Pause after a set, for the meter.
const SETTLE: Micros = Micros::from_secs(2);

/// What is known of a meter and its line before it is read.
#[derive(Clone, Copy, Debug)]
pub struct KeeperConfig {
    /// When the meter's firmware samples its clock, from the asset data.
    pub profile: Profile,
    /// Limits of what is set.
    pub policy: Policy,
    /// What the meter does by its clock.
    pub schedule: Schedule<'static>,
    /// Time from a call of [`Keeper::poll`] to the earliest end of a read request: the pause that
    /// the line needs, and the frame.
    pub request: Micros,
    /// Length of a set frame on the line.
    pub set_frame: Micros,
    /// Bursts for which the first set waits until the drift is known; 8 take up to ten hours, and
    /// so long it waits also if the node is started anew in between.
    pub patience: u8,
}

/// What the keeper wants done.
#[derive(Debug)]
#[must_use]
#[non_exhaustive]
pub enum Action {
    /// Ask the meter for its address: [`Keeper::meet`].
    Meet,
    /// Read the meter's calendar: [`Keeper::answered`] or [`Keeper::lost`].
    Read(ReadRequest),
    /// Make what [`Keeper::save`] gives durable. A set waits for it.
    Store,
    /// Send a set frame: [`Keeper::sent`] or [`Keeper::not_sent`].
    Set(SetRequest),
    /// Pass this on; it is told once.
    Tell(Event),
    /// Nothing to do before this instant. Call again then, or when anything was handed in.
    Wait(Timestamp<NodeTime>),
}

/// A read to be made. It cannot be copied, and is consumed by its answer.
#[derive(Debug)]
pub struct ReadRequest {
    serial: u16,
    end: Timestamp<NodeTime>,
    what: What,
    form: Form,
}

impl ReadRequest {
    /// When the last stop bit of the request has to end.
    #[must_use]
    pub const fn end(&self) -> Timestamp<NodeTime> {
        self.end
    }

    /// What to ask for.
    #[must_use]
    pub const fn what(&self) -> What {
        self.what
    }

    /// By which identifiers.
    #[must_use]
    pub const fn form(&self) -> Form {
        self.form
    }
}

/// A set to be sent. It cannot be copied, and is consumed by its outcome.
#[derive(Debug)]
pub struct SetRequest {
    serial: u16,
    plan: SetPlan,
}

impl SetRequest {
    /// When the frame starts and ends, and which second it carries.
    #[must_use]
    pub const fn plan(&self) -> &SetPlan {
        &self.plan
    }
}

/// The keeper does not wait for this request any more: its answer came too late, or the meter was
/// taken for gone in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stale;

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request is not waited for any more")
    }
}

impl core::error::Error for Stale {}

/// Something that people should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Event {
    /// The clock cannot be kept, and why. Told again only after it could be, or for another reason.
    Unkept(Reason),
    /// The clock is kept again.
    Kept,
    /// A set moved the clock by so much.
    Moved(Micros),
}

/// Why a clock cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The meter does not answer.
    NoAnswer,
    /// No form of reading gives a calendar.
    NoCalendar,
    /// The answers contradict each other: the reads of a day are used up.
    NoEstimate,
    /// The policy says no, and waiting will not help.
    Refused(Refusal),
    /// Another master sets the meter.
    Contested,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAnswer => f.write_str("the meter does not answer: check its line and its supply"),
            Self::NoCalendar => {
                f.write_str("no form of reading gives a calendar: read the meter by hand, its clock may have failed")
            }
            Self::NoEstimate => {
                f.write_str("its answers contradict each other and the reads of a day are used up: check the line for noise")
            }
            Self::Refused(why) => why.fmt(f),
            Self::Contested => {
                f.write_str("another master sets the clock too: find it and stop it")
            }
        }
    }
}

/// What the keeper would do now, and by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    /// What is known of the clock.
    pub estimate: Option<Estimate<MeterTime, NodeTime>>,
    /// The decision by it; `None` before anything is known.
    pub decision: Option<Decision>,
    /// Whether another master sets the clock too.
    pub contested: bool,
    /// Reads that may be asked for now.
    pub reads_left: u16,
    /// Why the clock cannot be kept.
    pub unkept: Option<Reason>,
    /// Before this nothing is started.
    pub next: Timestamp<NodeTime>,
}

/// Counters; they saturate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeeperCounts {
    /// Reads that gave a time.
    pub reads: u32,
    /// Reads that gave none.
    pub lost: u32,
    /// Bursts.
    pub bursts: u32,
    /// Sets sent.
    pub sets: u32,
    /// Sets without effect.
    pub ineffective: u32,
    /// Decisions against a set; the same one again and again counts once.
    pub refused: u32,
}

/// A request that the caller holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Out {
    None,
    Read(u16, What),
    Set(u16),
}

/// Keeper of one meter's clock.
#[derive(Clone, Debug)]
pub struct Keeper {
    config: KeeperConfig,
    /// The meter that all that is known belongs to.
    pub(crate) meter: Option<[u8; 6]>,
    /// Whether it has told its address since it was last gone.
    met: bool,
    reading: Reading,
    pub(crate) tracker: Tracker,
    burst: Burst,
    bursting: bool,
    pub(crate) history: History,
    reference: Option<(Timestamp<NodeTime>, Reference)>,
    order: Option<Order>,
    leap: Option<Timestamp<NodeTime>>,
    out: Out,
    /// By when the request has to be answered.
    out_until: Timestamp<NodeTime>,
    serial: u16,
    next_at: Timestamp<NodeTime>,
    /// Something was learned that must not be forgotten.
    unsaved: bool,
    /// Day on which that was last so.
    noted_day: i32,
    /// The reads made so far were earned up to here.
    earned: Timestamp<NodeTime>,
    /// Today.
    day: i32,
    /// Bursts in a row that brought nothing.
    vain: u8,
    /// Standard deviation that the last burst left, and when that was.
    reached: Micros,
    looked_at: Timestamp<NodeTime>,
    refusal: Option<Refusal>,
    unkept: Option<Reason>,
    event: Option<Event>,
    counts: KeeperCounts,
}

impl Keeper {
    /// A keeper that knows nothing of its meter yet.
    #[must_use]
    pub const fn new(config: KeeperConfig) -> Self {
        Self {
            config,
            meter: None,
            met: false,
            reading: Reading::new(Form::Together),
            tracker: Tracker::new(config.profile),
            burst: Burst::idle(),
            bursting: false,
            history: History::new(),
            reference: None,
            order: None,
            leap: None,
            out: Out::None,
            out_until: Timestamp::from_micros(0),
            serial: 0,
            next_at: Timestamp::from_micros(i64::MIN),
            unsaved: false,
            noted_day: 0,
            earned: Timestamp::from_micros(i64::MIN),
            day: 0,
            vain: 0,
            reached: Micros::ZERO,
            looked_at: Timestamp::from_micros(i64::MIN),
            refusal: None,
            unkept: None,
            event: None,
            counts: KeeperCounts {
                reads: 0,
                lost: 0,
                bursts: 0,
                sets: 0,
                ineffective: 0,
                refused: 0,
            },
        }
    }

    /// What has to be done at `now`.
    pub fn poll(&mut self, now: Timestamp<NodeTime>) -> Action {
        self.begin_day(now);
        if let Some(event) = self.event.take() {
            return Action::Tell(event);
        }
        if !self.met {
            return Action::Meet;
        }
        if self.out != Out::None {
            if now <= self.out_until {
                return Action::Wait(self.out_until);
            }
            self.give_up(now);
        }
        if self.unsaved {
            return Action::Store;
        }
        if let Stage::Waiting(plan) = self.history.stage {
            return self.release_set(now, plan);
        }
        if now < self.next_at {
            return Action::Wait(self.next_at);
        }
        self.step(now)
    }

    /// A set waits for its instant: gives it out when that is near, or drops it if the reference is
    /// not believed any more.
    fn release_set(&mut self, now: Timestamp<NodeTime>, plan: SetPlan) -> Action {
        let believed = matches!(
            self.reference_at(now),
            Reference::Trusted | Reference::SingleSource
        );
        if !believed || now > plan.start {
            self.history.cancel();
            self.unsaved = true;
            self.wait(now, Micros::from_secs(60));
            return Action::Store;
        }
        if now + LEAD < plan.start {
            return Action::Wait(plan.start - LEAD);
        }
        self.history.hand_out();
        self.serial = self.serial.wrapping_add(1);
        self.out = Out::Set(self.serial);
        self.out_until = plan.end + ANSWER;
        Action::Set(SetRequest {
            serial: self.serial,
            plan,
        })
    }

    /// Nothing is under way and it is time for something.
    fn step(&mut self, now: Timestamp<NodeTime>) -> Action {
        if !self.bursting {
            let verify = self.history.verify_reads();
            if verify.is_none() && self.is_fresh(now) {
                return self.consider(now);
            }
            if !self.begin_burst(now, verify) {
                return Action::Wait(self.next_at);
            }
        }
        self.read(now)
    }

    /// The next read of the burst, or what follows from the burst.
    fn read(&mut self, now: Timestamp<NodeTime>) -> Action {
        let earliest = now + self.config.request;
        let end = if self.reading.wants_date() {
            Some(earliest)
        } else {
            self.burst.next_read(earliest)
        };
        let Some(what) = self.reading.next(end.is_some()) else {
            return self.finish_burst(now);
        };
        if self.reads_left(now) == 0 {
            self.burst_in_vain(now, Reason::NoEstimate);
            return Action::Wait(self.next_at);
        }
        let end = end.unwrap_or(earliest);
        self.earned = self.earned.max(now - READ_EARNED * SAVED_READS) + READ_EARNED;
        self.serial = self.serial.wrapping_add(1);
        self.out = Out::Read(self.serial, what);
        self.out_until = end + ANSWER;
        Action::Read(ReadRequest {
            serial: self.serial,
            end,
            what,
            form: self.reading.form,
        })
    }

    /// A read was answered: `t1` is the end of the request's last stop bit, `t2` the first start
    /// bit of the answer.
    ///
    /// # Errors
    /// [`Stale`] if the keeper does not wait for it any more; nothing changes then.
    pub fn answered(
        &mut self,
        read: ReadRequest,
        t1: Timestamp<NodeTime>,
        t2: Timestamp<NodeTime>,
        shown: Shown,
    ) -> Result<(), Stale> {
        let what = self.take_read(&read)?;
        match self.reading.take(what, shown) {
            Ok(Some(calendar)) => {
                self.counts.reads = self.counts.reads.saturating_add(1);
                self.burst.feed(t1, t2, calendar);
                self.wait(t2, Burst::PAUSE);
            }
            Ok(None) => self.wait(t2, Burst::PAUSE),
            Err(()) => self.read_lost(what, t2, Lost::NoCalendar),
        }
        Ok(())
    }

    /// A read brought no calendar; told at `now`.
    ///
    /// # Errors
    /// As [`Keeper::answered`].
    pub fn lost(
        &mut self,
        read: ReadRequest,
        now: Timestamp<NodeTime>,
        why: Lost,
    ) -> Result<(), Stale> {
        let what = self.take_read(&read)?;
        self.read_lost(what, now, why);
        Ok(())
    }

    fn take_read(&mut self, read: &ReadRequest) -> Result<What, Stale> {
        match self.out {
            Out::Read(serial, what) if serial == read.serial => {
                self.out = Out::None;
                Ok(what)
            }
            _ => Err(Stale),
        }
    }

    /// A set has left: its last stop bit ended at `end`.
    ///
    /// # Errors
    /// [`Stale`] if the keeper does not wait for it any more: it has been taken for sent.
    pub fn sent(&mut self, set: SetRequest, end: Timestamp<NodeTime>) -> Result<(), Stale> {
        self.take_set(&set)?;
        self.set_left(end);
        Ok(())
    }

    /// A set was not sent, not even its first byte. One that may have left in part is
    /// [`Keeper::sent`].
    ///
    /// # Errors
    /// As [`Keeper::sent`].
    pub fn not_sent(&mut self, set: SetRequest, now: Timestamp<NodeTime>) -> Result<(), Stale> {
        self.take_set(&set)?;
        self.history.cancel();
        self.unsaved = true;
        self.wait(now, Micros::from_secs(60));
        Ok(())
    }

    fn take_set(&mut self, set: &SetRequest) -> Result<(), Stale> {
        if self.out != Out::Set(set.serial) {
            return Err(Stale);
        }
        self.out = Out::None;
        Ok(())
    }

    fn set_left(&mut self, end: Timestamp<NodeTime>) {
        if let Some(plan) = self.history.sent() {
            self.tracker
                .clock_set(end, plan.predicted, plan.uncertainty);
            self.counts.sets = self.counts.sets.saturating_add(1);
            self.wait(end, SETTLE);
        }
    }

    /// The caller has not answered in time.
    fn give_up(&mut self, now: Timestamp<NodeTime>) {
        match core::mem::replace(&mut self.out, Out::None) {
            Out::Read(_, what) => self.read_lost(what, now, Lost::NoAnswer),
            // It may have left.
            Out::Set(_) => self.set_left(self.out_until - ANSWER),
            Out::None => {}
        }
    }

    /// The meter has told its address. Another one than before: nothing of what is known belongs to
    /// it.
    pub fn meet(&mut self, address: [u8; 6], now: Timestamp<NodeTime>) {
        if self.meter.is_some_and(|known| known != address) {
            self.reading = Reading::new(Form::Together);
            self.tracker = Tracker::new(self.config.profile);
            self.history = History::new();
            self.order = None;
            self.refusal = None;
            self.unkept = None;
            self.vain = 0;
        }
        self.meter = Some(address);
        if !self.met {
            self.met = true;
            self.wait(now, Micros::SECOND);
        }
    }

    /// The meter is gone, as when mains fail: whatever is under way ends, and it has to be met
    /// again.
    pub fn pause(&mut self) {
        self.met = false;
        self.bursting = false;
        match core::mem::replace(&mut self.out, Out::None) {
            // It may have left.
            Out::Set(_) => self.set_left(self.out_until - ANSWER),
            _ => self.history.cancel(),
        }
    }

    /// What is to be thought of the node's time, at `now`. It counts for 15 min.
    pub const fn handle_reference(&mut self, now: Timestamp<NodeTime>, reference: Reference) {
        self.reference = Some((now, reference));
    }

    /// A signed order to set this meter, after its signature was checked.
    pub const fn handle_order(&mut self, order: Order) {
        self.order = Some(order);
    }

    /// A leap second ends at this instant.
    pub const fn handle_leap(&mut self, at: Option<Timestamp<NodeTime>>) {
        self.leap = at;
    }

    /// The node's own time was put right: it is `by` later than it would have been. That is no step
    /// of the meter's clock. A set that waits is dropped, a burst begins anew.
    pub fn node_stepped(&mut self, by: Micros) {
        self.tracker.node_stepped(by);
        self.history.node_stepped(by);
        self.reference = None;
        self.bursting = false;
        if let Out::Read(..) = self.out {
            self.out = Out::None;
        }
        self.out_until = self.out_until + by;
        self.next_at = self.next_at + by;
        self.earned = self.earned + by;
        self.looked_at = self.looked_at + by;
        self.unsaved |= self.meter.is_some();
    }

    /// The line's speed changed: turn-arounds seen so far count no more.
    pub fn baud_changed(&mut self) {
        self.tracker.baud_changed();
    }

    /// The reference as it is at `now`.
    fn reference_at(&self, now: Timestamp<NodeTime>) -> Reference {
        match self.reference {
            Some((told, reference)) if (now - told).abs() <= REFERENCE_AGE => reference,
            _ => Reference::Holdover,
        }
    }

    fn wait(&mut self, now: Timestamp<NodeTime>, span: Micros) {
        self.next_at = now + span;
    }

    /// The meter's address, once it has told it.
    #[must_use]
    pub const fn meter(&self) -> Option<[u8; 6]> {
        self.meter
    }

    /// What is known of the meter's clock at `at`.
    #[must_use]
    pub fn estimate(&self, at: Timestamp<NodeTime>) -> Option<Estimate<MeterTime, NodeTime>> {
        self.tracker.estimate(at)
    }

    /// What would be done at `now`, and by what; nothing changes.
    #[must_use]
    pub fn why(&self, now: Timestamp<NodeTime>) -> Why {
        let estimate = self.tracker.estimate(now);
        Why {
            estimate,
            decision: estimate.and_then(|known| self.decision(now, &known)),
            contested: self.history.is_contested(),
            reads_left: self.reads_left(now),
            unkept: self.unkept,
            next: self.next_at,
        }
    }

    /// How the meter takes a set, as far as that is known.
    #[must_use]
    pub const fn behaviour(&self) -> Behaviour {
        self.history.kept.model.behaviour()
    }

    /// Why the last set that was wanted was refused.
    #[must_use]
    pub const fn last_refusal(&self) -> Option<Refusal> {
        self.refusal
    }

    /// When the meter was last set.
    #[must_use]
    pub const fn last_set(&self) -> Option<Timestamp<NodeTime>> {
        self.history.kept.last
    }

    /// Whether a set waits for its instant or its frame is under way: storing must not wait.
    #[must_use]
    pub const fn is_setting(&self) -> bool {
        matches!(self.history.stage, Stage::Waiting(_) | Stage::Leaving(_))
    }

    /// Counters.
    #[must_use]
    pub const fn counts(&self) -> KeeperCounts {
        self.counts
    }

    /// What was learned is stored.
    pub(crate) const fn stored(&mut self) {
        self.unsaved = false;
    }

    pub(crate) const fn form(&self) -> Form {
        self.reading.form
    }

    pub(crate) const fn set_form(&mut self, form: Form) {
        self.reading.form = form;
    }

    /// Reads that may be made at `now`.
    fn reads_left(&self, now: Timestamp<NodeTime>) -> u16 {
        let earned = (now - self.earned).0 / READ_EARNED.0;
        earned.clamp(0, SAVED_READS) as u16
    }

    fn begin_day(&mut self, now: Timestamp<NodeTime>) {
        let day = day_of(now);
        if day != self.day {
            self.day = day;
            self.history.new_day();
        }
    }
}
