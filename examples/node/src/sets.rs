//! What was set when, what is known of how the meter takes a set, and what follows for the next one.
//!
//! A set is noted before its frame leaves, so that a node that dies in between makes no second one that day.

use crate::saved::Saved;
use dlt645::Address;
use timesync::policy::{Cause, SetOrder};
use timesync::set::{Behaviour, Line, SetOutcome};
use timesync::{
    Context, Decision, Estimate, MeterTime, Micros, NodeTime, Policy, SetModel, SetPlan, Timestamp, Tracker, decide,
};

const DAY: i64 = 86_400_000_000;
/// A clock that moved less than this was not moved.
const STOOD: Micros = Micros(50_000);
/// A set that lands this near to its aim has made the clock right.
const RIGHT: Micros = Micros(100_000);
/// A set whose effect is not foreseen any better than this teaches how the meter takes one.
const FORESEEN: Micros = Micros(100_000);

/// The sets of one meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sets {
    /// How the meter takes a set.
    pub(crate) model: SetModel,
    /// The set whose frame is on its way, and the one to be verified.
    plan: Option<SetPlan>,
    leaving: bool,
    verifying: Option<SetPlan>,
    last: Option<Timestamp<NodeTime>>,
    /// The set before that one, and the day of the last second try.
    previous: Option<Timestamp<NodeTime>>,
    retried: i32,
    /// Day, and sum of the motions on it; the sum before the last set.
    moved: (i64, Micros),
    unmoved: Micros,
    far_again: u8,
    /// Why the clock stands where it stands.
    cause: Cause,
}

impl Sets {
    /// Nothing set yet.
    pub(crate) const fn new() -> Self {
        Self {
            model: SetModel::new(),
            plan: None,
            leaving: false,
            verifying: None,
            last: None,
            previous: None,
            retried: 0,
            moved: (0, Micros::ZERO),
            unmoved: Micros::ZERO,
            far_again: 0,
            cause: Cause::FirstContact,
        }
    }

    /// What a node that died knows of its meter; whether the clock moved since, nobody does.
    pub(crate) const fn restored(saved: &Saved) -> Self {
        let mut sets = Self::new();
        sets.model = saved.model;
        sets.last = saved.last;
        sets.retried = saved.retried;
        sets.far_again = saved.far_again;
        sets
    }

    /// What must not be forgotten.
    pub(crate) const fn save(&self, meter: Address, tracker: Tracker) -> Saved {
        let Self { model, last, retried, far_again, .. } = *self;
        Saved { meter, far_again, last, retried, model, tracker }
    }

    /// Whether none was made yet.
    pub(crate) const fn is_first(&self) -> bool {
        self.last.is_none()
    }

    /// Whether a set was made on the day of `at`.
    #[cfg(feature = "comparison")]
    pub(crate) fn made_on_day_of(&self, at: Timestamp<NodeTime>) -> bool {
        self.last.is_some_and(|last| day_of(last) == day_of(at))
    }

    /// Reads of the burst that verifies the last set; `None` if there is nothing to verify.
    pub(crate) fn verify_reads(&self) -> Option<u8> {
        self.verifying.map(|_| self.model.verify_reads())
    }

    /// A step was confirmed that is not the effect of a set.
    pub(crate) fn step_confirmed(&mut self) {
        if self.verifying.is_none() {
            self.cause = Cause::ConfirmedStep;
        }
    }

    /// What to do about the clock. `around` says what the node knows besides; what was set is filled in here.
    ///
    /// As long as nobody knows how the meter takes a set, one is wanted even if the clock is right: the planner aims it
    /// so that the clock is near whatever comes of it, while a first set made weeks later would be half a second off.
    pub(crate) fn decide(
        &self,
        estimate: &Estimate<MeterTime, NodeTime>,
        policy: &Policy,
        around: Context<'static>,
    ) -> Decision {
        let (day, moved) = self.moved;
        let context = Context {
            cause: self.cause,
            last_set: self.last,
            moved_today: if day == day_of(estimate.at) { moved } else { Micros::ZERO },
            failed_sets: self.model.refused(),
            far_again: self.far_again,
            behaviour: self.model.behaviour(),
            // A step that a set has removed needs no watching any more.
            restarted: around.restarted.filter(|at| self.last.is_none_or(|last| *at > last)),
            ..around
        };
        match decide(estimate, policy, &context) {
            Decision::None if self.model.behaviour() == Behaviour::Unknown => {
                decide(estimate, &Policy { band: Micros(1), ..*policy }, &context)
            }
            decision => decision,
        }
    }

    /// Plans `order` and notes it as the day's set; `None` if the line or the calendar does not allow it.
    pub(crate) fn begin(
        &mut self,
        order: &SetOrder,
        estimate: &Estimate<MeterTime, NodeTime>,
        line: Line,
    ) -> Option<SetPlan> {
        let earliest = estimate.at.plus(Micros::from_millis(300));
        let plan = self.model.plan(order, estimate, line, earliest).ok()?;
        let (day, moved) = self.moved;
        let today = day_of(estimate.at);
        self.unmoved = if day == today { moved } else { Micros::ZERO };
        self.moved = (today, self.unmoved + order.motion.abs());
        if self.last.is_some() && order.motion.abs() > Micros::from_secs(300) {
            self.far_again = self.far_again.saturating_add(1);
        }
        self.note(plan.end);
        self.plan = Some(plan);
        Some(plan)
    }

    /// A set was sent at `at`.
    pub(crate) const fn note(&mut self, at: Timestamp<NodeTime>) {
        self.previous = self.last;
        self.last = Some(at);
    }

    /// Whether a set waits for its instant.
    pub(crate) const fn is_waiting(&self) -> bool {
        self.plan.is_some() && !self.leaving
    }

    /// The first byte of the frame leaves.
    pub(crate) const fn leave(&mut self) {
        self.leaving = self.plan.is_some();
    }

    /// The frame of the plan will not leave, or not as a whole. What has begun to leave may have done its work.
    pub(crate) const fn cancel(&mut self) {
        if self.is_waiting() {
            self.last = self.previous;
            self.moved.1 = self.unmoved;
        }
        self.plan = None;
        self.leaving = false;
    }

    /// The frame has left; the plan is to be verified.
    pub(crate) const fn sent(&mut self) -> Option<SetPlan> {
        self.verifying = self.plan.take();
        self.leaving = false;
        self.verifying
    }

    /// A burst is complete: if it verifies a set, learns from it. Returns whether the set had an effect.
    pub(crate) fn verify(&mut self, after: &Estimate<MeterTime, NodeTime>) -> Option<bool> {
        let plan = self.verifying.take()?;
        let day = day_of(plan.end);
        let short_day = day as i32;
        let moved = after.convert(plan.end).offset_from(plan.end).as_micros().saturating_sub(plan.before.as_micros());
        // A meter that refused once today refuses again: that says nothing new about how it takes a set.
        let again = self.retried == short_day && Micros(moved).abs() < STOOD;
        let outcome = if again { SetOutcome::NotMoved } else { self.model.verify(&plan, after) };
        match outcome {
            SetOutcome::NotMoved => {
                // Perhaps the frame was spoilt on the way: one more try that day. A meter that took it takes no other.
                if self.retried != short_day {
                    self.retried = short_day;
                    self.last = self.previous;
                }
                self.moved = (day, self.unmoved);
                // The phase "stepped" back to where it was; that is no reason to distrust it.
                self.cause = Cause::ConfirmedStep;
                return Some(false);
            }
            // From here on it is drift that moves the clock.
            SetOutcome::Moved { error } if error.abs() < RIGHT && plan.uncertainty < FORESEEN => {
                self.cause = Cause::Drift;
            }
            // A set that taught something has not made it right yet.
            _ => {}
        }
        Some(true)
    }
}

/// Day of a local standard time.
pub(crate) const fn day_of(at: Timestamp<NodeTime>) -> i64 {
    at.as_micros().div_euclid(DAY)
}
