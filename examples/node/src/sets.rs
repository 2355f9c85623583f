//! What was set when, what is known of how the meter takes a set, and what follows for the next one.
//!
//! A set is noted before its frame leaves, so that a node that dies in between makes no second one that day.

use crate::saved::{Kept, NEVER};
use timesync::policy::{Cause, SetOrder};
use timesync::set::{Behaviour, Line, SetOutcome};
use timesync::{
    Context, Decision, Estimate, MeterTime, Micros, NodeTime, Offset, Policy, SetPlan, Timestamp,
    decide,
};

const DAY_S: i64 = 86_400;
/// A clock that moved less than this was not moved.
const STOOD: Micros = Micros(50_000);
/// A clock that has to be moved this far soon after a set is no good one.
const FAR: Micros = Micros(300_000_000);
/// A set that lands this near to its aim has made the clock right.
const RIGHT: Micros = Micros(100_000);
/// A set whose effect is not foreseen any better than this teaches how the meter takes one.
const FORESEEN: Micros = Micros(100_000);

/// Where a set stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    None,
    /// It waits for its instant.
    Waiting,
    /// Its frame is on its way.
    Leaving,
    /// Its frame has left; a burst shall tell what came of it.
    Verifying,
}

/// The sets of one meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sets {
    stage: Stage,
    /// Why the clock stands where it stands.
    cause: Cause,
    /// Day, and sum of the motions on it; the sum before the last set.
    moved_day: i32,
    moved: Micros,
    unmoved: Micros,
    /// The set before the last one.
    previous: Timestamp<NodeTime>,
    pub(crate) kept: Kept,
    /// The set under way.
    plan: SetPlan,
}

const NO_PLAN: SetPlan = SetPlan {
    start: Timestamp::from_micros(0),
    end: Timestamp::from_micros(0),
    carries: Timestamp::from_micros(0),
    predicted: Offset::ZERO,
    uncertainty: Micros::ZERO,
    before: Offset::ZERO,
};

impl Sets {
    /// Nothing set yet.
    pub(crate) const fn new() -> Self {
        Self {
            stage: Stage::None,
            cause: Cause::FirstContact,
            moved_day: 0,
            moved: Micros::ZERO,
            unmoved: Micros::ZERO,
            previous: NEVER,
            kept: Kept::NEW,
            plan: NO_PLAN,
        }
    }

    /// Another meter: what was set and learned belongs to none.
    pub(crate) const fn forget(&mut self) {
        self.stage = Stage::None;
        self.cause = Cause::FirstContact;
        self.moved_day = 0;
        self.kept = Kept::NEW;
    }

    /// Whether none was made yet.
    pub(crate) fn is_first(&self) -> bool {
        self.kept.last == NEVER
    }

    /// Whether a set was made on the day of `at`.
    #[cfg(feature = "comparison")]
    pub(crate) fn made_on_day_of(&self, at: Timestamp<NodeTime>) -> bool {
        day_of(self.kept.last) == day_of(at)
    }

    /// Reads of the burst that verifies the last set; `None` if there is nothing to verify.
    pub(crate) fn verify_reads(&self) -> Option<u8> {
        (self.stage == Stage::Verifying).then(|| self.kept.model.verify_reads())
    }

    /// A step was confirmed that is not the effect of a set.
    pub(crate) fn step_confirmed(&mut self) {
        if self.stage != Stage::Verifying {
            self.cause = Cause::ConfirmedStep;
        }
    }

    /// What to do about a clock that may be off by `band`. `context` says what the node knows besides; what was set is
    /// filled in here.
    ///
    /// As long as nobody knows how the meter takes a set, one is wanted even if the clock is right: the planner aims it
    /// so that the clock is near whatever comes of it, while a first set made weeks later would be half a second off.
    pub(crate) fn decide(
        &self,
        estimate: &Estimate<MeterTime, NodeTime>,
        band: Micros,
        context: &mut Context<'static>,
    ) -> Decision {
        let Kept {
            model,
            last,
            far_again,
            ..
        } = self.kept;
        context.cause = self.cause;
        context.last_set = (!self.is_first()).then_some(last);
        context.moved_today = self.moved_on(estimate.at);
        context.failed_sets = model.refused();
        context.far_again = far_again;
        context.behaviour = model.behaviour();
        // A step that a set has removed needs no watching any more.
        context.restarted = context.restarted.filter(|at| *at > last);
        let mut policy = Policy {
            band,
            ..Policy::default()
        };
        loop {
            let decision = decide(estimate, &policy, context);
            if decision != Decision::None
                || model.behaviour() != Behaviour::Unknown
                || policy.band == Micros(1)
            {
                return decision;
            }
            policy.band = Micros(1);
        }
    }

    fn moved_on(&self, at: Timestamp<NodeTime>) -> Micros {
        if self.moved_day == day_of(at) {
            self.moved
        } else {
            Micros::ZERO
        }
    }

    /// Plans `order` and notes it as the day's set; `None` if the line or the calendar does not allow it.
    pub(crate) fn begin(
        &mut self,
        order: &SetOrder,
        estimate: &Estimate<MeterTime, NodeTime>,
        line: Line,
    ) -> Option<&SetPlan> {
        let earliest = estimate.at.plus(Micros(300_000));
        self.plan = self.kept.model.plan(order, estimate, line, earliest).ok()?;
        self.stage = Stage::Waiting;
        let size = order.motion.abs();
        self.unmoved = self.moved_on(estimate.at);
        self.moved = self.unmoved + size;
        self.moved_day = day_of(estimate.at);
        if !self.is_first() && size > FAR {
            self.kept.far_again = self.kept.far_again.saturating_add(1);
        }
        self.note(self.plan.end);
        Some(&self.plan)
    }

    /// A set was sent at `at`.
    pub(crate) const fn note(&mut self, at: Timestamp<NodeTime>) {
        self.previous = self.kept.last;
        self.kept.last = at;
    }

    /// Whether a set waits for its instant.
    pub(crate) const fn is_waiting(&self) -> bool {
        matches!(self.stage, Stage::Waiting)
    }

    /// The first byte of the frame leaves.
    pub(crate) const fn leave(&mut self) {
        if self.is_waiting() {
            self.stage = Stage::Leaving;
        }
    }

    /// The frame of the plan will not leave, or not as a whole. What has begun to leave may have done its work.
    pub(crate) const fn cancel(&mut self) {
        match self.stage {
            Stage::Waiting => {
                self.kept.last = self.previous;
                self.moved = self.unmoved;
                self.stage = Stage::None;
            }
            Stage::Leaving => self.stage = Stage::None,
            Stage::None | Stage::Verifying => {}
        }
    }

    /// The frame has left; the plan is to be verified.
    pub(crate) const fn sent(&mut self) -> Option<&SetPlan> {
        match self.stage {
            Stage::Waiting | Stage::Leaving => {
                self.stage = Stage::Verifying;
                Some(&self.plan)
            }
            Stage::None | Stage::Verifying => None,
        }
    }

    /// A burst is complete: if it verifies a set, learns from it. Returns whether the set had an effect.
    #[inline(never)]
    pub(crate) fn verify(&mut self, after: &Estimate<MeterTime, NodeTime>) -> Option<bool> {
        if self.stage != Stage::Verifying {
            return None;
        }
        self.stage = Stage::None;
        let day = day_of(self.plan.end);
        // A meter that refused once today refuses again: that says nothing new about how it takes a set.
        let again = self.kept.retried == day && self.plan.moved(after).abs() < STOOD;
        let outcome = if again {
            SetOutcome::NotMoved
        } else {
            self.kept.model.verify(&self.plan, after)
        };
        match outcome {
            SetOutcome::NotMoved => {
                // Perhaps the frame was spoilt on the way: one more try that day. A meter that took it takes no other.
                if self.kept.retried != day {
                    self.kept.retried = day;
                    self.kept.last = self.previous;
                }
                (self.moved_day, self.moved) = (day, self.unmoved);
                // The phase "stepped" back to where it was; that is no reason to distrust it.
                self.cause = Cause::ConfirmedStep;
                return Some(false);
            }
            // From here on it is drift that moves the clock.
            SetOutcome::Moved { error }
                if error.abs() < RIGHT && self.plan.uncertainty < FORESEEN =>
            {
                self.cause = Cause::Drift;
            }
            // A set that taught something has not made it right yet.
            _ => {}
        }
        Some(true)
    }
}

/// Day of a local standard time, since 2000.
#[inline(never)]
pub(crate) const fn day_of(at: Timestamp<NodeTime>) -> i32 {
    at.as_secs().div_euclid(DAY_S) as i32
}
