//! What was set when, how the meter takes a set, and what follows for the next one.
//!
//! ```text
//! none ──plan──► waiting ──hand_out──► leaving ──sent──► verifying ──burst──► none
//!                   └────── cancel: as if never planned
//! ```
//!
//! A set is noted before its frame leaves, so that a node that dies in between makes no second one
//! that day.

use crate::correct::policy::{Cause, Context, Decision, Policy, Reference, SetOrder, decide};
use crate::correct::set::{Behaviour, SetModel, SetOutcome, SetPlan};
use crate::correct::slot::Schedule;
use crate::math::to_i32;
use crate::time::{Estimate, MeterTime, Micros, NodeTime, Timestamp};

const DAY_S: i64 = 86_400;
/// A clock that moved less than this was not moved.
const STOOD: Micros = Micros(50_000);
/// A clock that has to be moved this far soon after a set is no good one: the standard's limit of a
/// broadcast set.
const FAR: Micros = Micros::from_secs(300);
/// A set that leaves no more than this has made the clock right.
const RIGHT: Micros = Micros(650_000);
/// A frame does not start sooner than this after it was planned.
const READY: Micros = Micros(300_000);
/// A step of less is no other master's set.
const FOREIGN: Micros = Micros(60_000);
/// So many steps by others make the clock contested.
const CONTESTED: u8 = 2;
/// After so many days without one it is contested no more, until the next: the other master may
/// have been refused all the time, and trying costs one step.
const PEACE_DAYS: u8 = 60;

/// What must outlive the node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) model: SetModel,
    /// The last set.
    pub(crate) last: Option<Timestamp<NodeTime>>,
    /// Day of the last second try.
    pub(crate) retried: i32,
    /// Sets after which the clock was found far off again.
    pub(crate) far_again: u8,
    /// Steps by another master, and days without one.
    pub(crate) foreign: u8,
    pub(crate) peace: u8,
    /// When the first set was first put off until the drift is known.
    pub(crate) waits_since: Option<Timestamp<NodeTime>>,
}

impl Kept {
    pub(crate) const NEW: Self = Self {
        model: SetModel::new(),
        last: None,
        retried: 0,
        far_again: 0,
        foreign: 0,
        peace: 0,
        waits_since: None,
    };
}

/// How far a set is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    None,
    /// It waits for its instant.
    Waiting(SetPlan),
    /// Its frame is with the caller.
    Leaving(SetPlan),
    /// Its frame has left; a burst shall tell what came of it.
    Verifying(SetPlan),
}

/// The sets of one meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct History {
    pub(crate) stage: Stage,
    /// Why the clock is where it is.
    cause: Cause,
    /// Day, and sum of the motions on it; the sum before the last set.
    moved_day: i32,
    moved: Micros,
    unmoved: Micros,
    /// The set before the last one.
    previous: Option<Timestamp<NodeTime>>,
    pub(crate) kept: Kept,
}

impl History {
    pub(crate) const fn new() -> Self {
        Self {
            stage: Stage::None,
            cause: Cause::FirstContact,
            moved_day: 0,
            moved: Micros::ZERO,
            unmoved: Micros::ZERO,
            previous: None,
            kept: Kept::NEW,
        }
    }

    /// Reads of the burst that verifies the last set; `None` if there is nothing to verify.
    pub(crate) const fn verify_reads(&self) -> Option<u8> {
        match self.stage {
            Stage::Verifying(_) => Some(self.kept.model.verify_reads()),
            _ => None,
        }
    }

    /// Whether another master sets the clock too.
    pub(crate) const fn is_contested(&self) -> bool {
        self.kept.foreign >= CONTESTED
    }

    /// A step of `by` was confirmed.
    pub(crate) fn step_confirmed(&mut self, by: Micros) {
        if matches!(self.stage, Stage::Verifying(_)) {
            return;
        }
        self.cause = Cause::ConfirmedStep;
        if self.kept.last.is_some() && by.abs() > FOREIGN && by.abs() < FAR {
            self.kept.foreign = self.kept.foreign.saturating_add(1).min(CONTESTED);
            self.kept.peace = 0;
        }
    }

    /// A day began.
    pub(crate) fn new_day(&mut self) {
        self.kept.peace = self.kept.peace.saturating_add(1);
        if self.kept.peace >= PEACE_DAYS {
            self.kept.foreign = self.kept.foreign.min(CONTESTED - 1);
        }
    }

    /// The node's time was put right by `by`.
    pub(crate) fn node_stepped(&mut self, by: Micros) {
        self.kept.last = self.kept.last.map(|at| at + by);
        self.kept.waits_since = self.kept.waits_since.map(|at| at + by);
        self.previous = self.previous.map(|at| at + by);
        if matches!(self.stage, Stage::Waiting(_)) {
            self.cancel();
        }
    }

    /// What to do about a clock, by everything that is known.
    ///
    /// As long as nobody knows how the meter takes a set, one is wanted even if the clock is right:
    /// the planner aims it so that the clock is near whatever comes of it, while a first set
    /// made weeks later would be half a second off. The same if another master would take the
    /// day's set.
    pub(crate) fn decide(
        &self,
        estimate: &Estimate<MeterTime, NodeTime>,
        policy: &Policy,
        given: &Given,
    ) -> Decision {
        let model = &self.kept.model;
        let context = Context {
            meter: given.meter,
            reference: given.reference,
            cause: self.cause,
            pending: given.pending,
            last_set: self.kept.last,
            moved_today: self.moved_on(estimate.at),
            failed_sets: model.refused(),
            far_again: self.kept.far_again,
            // A step that a set has removed needs no watching any more.
            restarted: given
                .restarted
                .filter(|at| self.kept.last.is_none_or(|last| *at > last)),
            behaviour: model.behaviour(),
            always: model.behaviour() == Behaviour::Unknown || self.is_contested(),
            contested: self.is_contested(),
            leap: given.leap,
            schedule: given.schedule,
            order: given.order,
        };
        decide(estimate, policy, &context)
    }

    fn moved_on(&self, at: Timestamp<NodeTime>) -> Micros {
        if self.moved_day == day_of(at) {
            self.moved
        } else {
            Micros::ZERO
        }
    }

    /// Plans `order` and notes it as the day's set; false if the calendar does not allow it.
    pub(crate) fn begin(
        &mut self,
        order: &SetOrder,
        estimate: &Estimate<MeterTime, NodeTime>,
        frame: Micros,
    ) -> bool {
        let earliest = estimate.at + READY;
        let Ok(plan) = self.kept.model.plan(order, estimate, frame, earliest) else {
            return false;
        };
        self.stage = Stage::Waiting(plan);
        let size = order.motion.abs();
        self.unmoved = self.moved_on(estimate.at);
        self.moved = self.unmoved + size;
        self.moved_day = day_of(estimate.at);
        if self.kept.last.is_some() && size > FAR {
            self.kept.far_again = self.kept.far_again.saturating_add(1);
        }
        self.previous = self.kept.last;
        self.kept.last = Some(plan.end);
        true
    }

    /// The frame goes to the caller.
    pub(crate) const fn hand_out(&mut self) {
        if let Stage::Waiting(plan) = self.stage {
            self.stage = Stage::Leaving(plan);
        }
    }

    /// The frame will not leave.
    pub(crate) const fn cancel(&mut self) {
        if matches!(self.stage, Stage::Waiting(_) | Stage::Leaving(_)) {
            self.kept.last = self.previous;
            self.moved = self.unmoved;
            self.stage = Stage::None;
        }
    }

    /// The frame has left, or may have; the plan is to be verified.
    pub(crate) const fn sent(&mut self) -> Option<SetPlan> {
        match self.stage {
            Stage::Waiting(plan) | Stage::Leaving(plan) => {
                self.stage = Stage::Verifying(plan);
                Some(plan)
            }
            Stage::None | Stage::Verifying(_) => None,
        }
    }

    /// A burst is complete: if it verifies a set, learns from it. Returns how far the set has moved
    /// the clock, 0 if it had no effect.
    pub(crate) fn verify(&mut self, after: &Estimate<MeterTime, NodeTime>) -> Option<Micros> {
        let Stage::Verifying(plan) = self.stage else {
            return None;
        };
        self.stage = Stage::None;
        let day = day_of(plan.end);
        let moved = plan.moved(after);
        // A meter that refused once today refuses again: that says nothing new about how it takes a
        // set.
        let again = self.kept.retried == day && moved.abs() < STOOD;
        let outcome = if again {
            SetOutcome::NotMoved
        } else {
            self.kept.model.verify(&plan, after)
        };
        match outcome {
            SetOutcome::NotMoved => {
                // Perhaps the frame was spoilt on the way: one more try that day. A meter that took
                // it takes no other.
                if self.kept.retried != day {
                    self.kept.retried = day;
                    self.kept.last = self.previous;
                }
                (self.moved_day, self.moved) = (day, self.unmoved);
                // The phase "stepped" back to where it was; that is no reason to distrust it.
                self.cause = Cause::ConfirmedStep;
                return Some(Micros::ZERO);
            }
            // From here on it is drift that moves the clock. The first set only teaches how the
            // meter takes one, and leaves up to half a second, which is less than drift
            // may be set by in a day.
            SetOutcome::Moved { .. } if Micros::from(after.offset).abs() < RIGHT => {
                self.cause = Cause::Drift;
            }
            _ => {}
        }
        Some(moved)
    }
}

/// What a decision needs to know besides the history.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given {
    pub(crate) meter: [u8; 6],
    pub(crate) reference: Reference,
    pub(crate) pending: bool,
    pub(crate) restarted: Option<Timestamp<NodeTime>>,
    pub(crate) leap: Option<Timestamp<NodeTime>>,
    pub(crate) schedule: Schedule<'static>,
    pub(crate) order: Option<crate::correct::policy::Order>,
}

/// Day of a local standard time, since 2000.
pub(crate) fn day_of(at: Timestamp<NodeTime>) -> i32 {
    to_i32(at.as_secs().div_euclid(DAY_S))
}
