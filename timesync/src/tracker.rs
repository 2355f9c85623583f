//! State of one meter's clock between bursts.
//!
//! ```text
//!           cold burst             warm bursts, passive reads
//! unknown ────────────► known ◄──────────────────────────────┐
//!    ▲                    │ a burst sees another phase       │ the next one sees the old phase again
//!    │ forget_phase       ▼                                  │
//!    └───────────────  pending ──────────────────────────────┘
//!                         │ a second burst agrees: restarted, known
//!
//! offset(at) = offset(epoch) + rate · (at - epoch) + pattern of the day      µs, ppb
//! ```
//!
//! The same state in bytes stands in [`persist`](crate::persist).

use crate::burst::{Burst, Fed, Outcome, Stage};
use crate::clock::{Clock, Packed};
use crate::latch::{HYPOTHESES, LatchState, Profile, TURN_MAX};
use crate::math::{abs, add, clamp, mul, mul_div, sub};
use crate::posterior::{Prior, Read, cost_range, edge, evidence, posterior};
use crate::time::{Bounds, Estimate, MeterTime, Micros, NodeTime, Offset, Timestamp};

/// Noise that no burst can remove (time base of the node), µs².
const VAR_FLOOR: i64 = 700 * 700;
/// After a burst whose answers all pointed to one side the clock is known no better than this, µs.
const ONE_SIDED_SD: i64 = 20_000;
/// Up to this standard deviation a burst starts warm, µs.
const WARM_SD: i64 = 100_000;
/// Age of the copy that a firmware may answer from, µs.
pub const COPY_AGE: Micros = Micros(10_000);
/// Error of a stamp that the hard bounds allow for, µs.
pub const STAMP_ERROR: Micros = Micros(10_000);
/// Error of the rate that the hard bounds allow for in any case, ppb; six standard deviations of what is
/// known of it come on top, up to [`BOUND_DRIFT_MAX`].
pub const BOUND_DRIFT: i64 = 2_000;
/// Largest rate of a meter's quartz over its temperature range, ppb.
pub const BOUND_DRIFT_MAX: i64 = 30_000;

/// A phase that one burst saw and none confirmed yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pending {
    pub(crate) at: i64,
    pub(crate) mean: i64,
    pub(crate) var: i64,
}

/// Everything kept about one meter's clock (at most 320 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tracker {
    pub(crate) at: i64,
    pub(crate) clock: Option<Packed>,
    pub(crate) low: i32,
    pub(crate) high: i32,
    pub(crate) latch: LatchState,
    pub(crate) pending: Option<Pending>,
    pub(crate) restarted: Option<i64>,
    /// Passive reads that did not fit, less those that did.
    pub(crate) surprises: u8,
}

const _: () = assert!(size_of::<Tracker>() <= 320);

impl Tracker {
    /// Nothing known but the profile of the meter's firmware type.
    #[must_use]
    #[inline(never)]
    pub const fn new(profile: Profile) -> Self {
        Self {
            at: 0,
            clock: None,
            low: 0,
            high: 0,
            latch: LatchState::new(profile),
            pending: None,
            restarted: None,
            surprises: 0,
        }
    }

    pub(crate) const fn latch(&self) -> &LatchState {
        &self.latch
    }

    fn clock_at(&self, at: i64) -> Option<Clock> {
        let mut clock = self.clock.as_ref().map(Packed::unpack);
        if at != self.at
            && let Some(clock) = &mut clock
        {
            clock.run(self.at, at);
        }
        clock
    }

    pub(crate) fn rate_at(&self, at: Timestamp<NodeTime>) -> i64 {
        self.clock.map_or(0, |c| c.rate_at(at.as_micros()))
    }

    /// What a burst at `now` starts from: an unconfirmed phase first, else the prediction.
    pub(crate) fn prior(&self, now: Timestamp<NodeTime>) -> Option<Prior> {
        let Some(clock) = &self.clock_at(now.as_micros()) else { return None };
        if let Some(p) = self.pending {
            let drift = mul_div(sub(now.as_micros(), p.at), clock.rate_at(self.at), 1_000_000_000);
            let sd = crate::math::isqrt(p.var).max(5_000);
            return Some(Prior::Normal(add(p.mean, drift), sd));
        }
        // Known no better than a part of the second: search it.
        (clock.sd() <= WARM_SD).then(|| Prior::Normal(clock.offset(), clock.sd()))
    }

    /// What is known of the clock at `at`; `None` before the first burst.
    #[inline(never)]
    #[must_use]
    pub fn estimate(&self, at: Timestamp<NodeTime>) -> Option<Estimate<MeterTime, NodeTime>> {
        let Some(clock) = &self.clock_at(at.as_micros()) else { return None };
        let age = sub(at.as_micros(), self.at);
        let known = self.clock.map_or(BOUND_DRIFT_MAX, |c| c.rate_sd());
        let worst = add(mul(known, 6), BOUND_DRIFT).min(BOUND_DRIFT_MAX);
        let slack = mul_div(abs(age), worst, 1_000_000_000);
        let base = clock.offset();
        let bounds = Bounds::new(
            Offset::from_micros(sub(add(base, i64::from(self.low)), slack)),
            Offset::from_micros(add(add(base, i64::from(self.high)), slack)),
        );
        Some(Estimate {
            at,
            offset: Offset::from_micros(clock.offset()),
            bounds,
            rate: clamp(clock.mean_rate(), i64::from(i32::MIN), i64::from(i32::MAX)) as i32,
            uncertainty: Micros(clock.sd()),
        })
    }

    /// Whether one burst saw another phase and a second one should follow after 30 s.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        self.pending.is_some()
    }

    /// When the phase was last started again after a confirmed step.
    #[must_use]
    pub fn restarted(&self) -> Option<Timestamp<NodeTime>> {
        self.restarted.map(Timestamp::from_micros)
    }

    /// The clock was set: at `at` it should show `offset`, known to `uncertainty` (see
    /// [`crate::set::SetPlan`]). The next burst starts from there.
    pub fn clock_set(&mut self, at: Timestamp<NodeTime>, offset: Offset<MeterTime, NodeTime>, uncertainty: Micros) {
        if let Some(clock) = &mut self.clock_at(at.as_micros()) {
            let sd = clamp(uncertainty.0, 1_000, 1 << 25);
            clock.restart_offset(offset.as_micros(), mul(sd, sd));
            self.clock = Some(clock.pack());
            self.at = at.as_micros();
            // Nothing hard is known until it is read again.
            self.low = i32::MIN;
            self.high = i32::MAX;
            self.pending = None;
        }
    }

    /// Takes one read of ordinary data collection, made at an instant that nobody chose: no traffic of
    /// its own, the drift of the clock itself moves the phase.
    ///
    /// Six surprises that agreements do not cancel start the clock again.
    pub fn observe(&mut self, t1: Timestamp<NodeTime>, t2: Timestamp<NodeTime>, reading: Timestamp<MeterTime>) -> Fed {
        let r = t2.since(t1).0;
        if r <= 0 || r > TURN_MAX {
            return Fed::Discarded;
        }
        self.latch.note_turn(r);
        let at = t1.as_micros();
        let z = sub(mul(reading.as_secs(), 1_000_000), at);
        let reads = [Read { dt: 0, r: r as i32, z }];
        let Some(clock) = &mut self.clock_at(at) else {
            self.start_passive(&reads, at);
            return Fed::Used;
        };
        let prior = Prior::Normal(clock.offset(), clock.sd().max(500));
        let model = self.latch.model();
        let (least, middle) = cost_range(&reads, &model, prior);
        if least > 500 && middle > 900 {
            self.surprises = self.surprises.saturating_add(1);
            if self.surprises < 6 {
                return Fed::Doubted;
            }
            self.restarted = Some(at);
            self.start_passive(&reads, at);
            return Fed::Restarted;
        }
        self.surprises = self.surprises.saturating_sub(1);
        self.learn_latch(&reads, 0, prior);
        let p = posterior(&reads, &model, 0, prior);
        clock.fuse(p.mean, p.var);
        self.clock = Some(clock.pack());
        let known = self.estimate(t1);
        self.at = at;
        self.passive_bounds(&reads, at, known);
        if model.is_slow(r as i32) { Fed::Slow } else { Fed::Used }
    }

    /// A single read knows the clock to a second.
    fn start_passive(&mut self, reads: &[Read], at: i64) {
        let Some(read) = reads.first() else { return };
        let (low, _) = edge(read, &self.latch.model(), 0);
        self.clock = Some(Clock::first(add(low, 500_000), 290_000).pack());
        self.at = at;
        self.surprises = 0;
        self.pending = None;
        self.passive_bounds(reads, at, None);
    }

    /// Hard bounds of one read, intersected with what was known before unless they contradict.
    fn passive_bounds(&mut self, reads: &[Read], at: i64, known: Option<Estimate<MeterTime, NodeTime>>) {
        let Some(read) = reads.first() else { return };
        let low = sub(sub(read.z, i64::from(read.r)), STAMP_ERROR.0);
        let high = add(add(add(read.z, 1_000_000), COPY_AGE.0), STAMP_ERROR.0);
        let mut bounds = Bounds::new(Offset::from_micros(low), Offset::from_micros(high));
        if let Some(e) = known {
            let both = bounds.intersect(e.bounds);
            if !both.is_empty() {
                bounds = both;
            }
        }
        self.keep_bounds(at, bounds);
    }

    /// The line's speed changed: turn-arounds seen so far count no more.
    pub fn baud_changed(&mut self) {
        self.latch.clear_ring();
    }

    #[inline(never)]
    pub(crate) fn absorb(&mut self, burst: &mut Burst) -> Outcome {
        burst.stage = Stage::Done;
        self.latch = burst.latch;
        let enough = if burst.cold { 4 } else { 1 };
        if burst.n < enough {
            return Outcome::TooFew;
        }
        if let (true, Prior::Flat(0, 0)) = (burst.cold, burst.prior) {
            return Outcome::TooFew;
        }
        if burst.n >= 4 {
            self.learn_latch(burst.used(), burst.rate, burst.prior);
        }
        let p = burst.posterior(&burst.model());
        let var = p.var.max(1);
        let begun = burst.begun;
        let hard = burst.hard(COPY_AGE.0);
        let outcome = self.fuse(burst, p.mean, var);
        if let Some((lo, hi)) = hard {
            let (lo, hi) = (sub(lo, STAMP_ERROR.0), add(hi, STAMP_ERROR.0));
            self.keep_bounds(begun, Bounds::new(Offset::from_micros(lo), Offset::from_micros(hi)));
        }
        outcome
    }

    #[inline(never)]
    fn fuse(&mut self, burst: &Burst, mean: i64, var: i64) -> Outcome {
        let at = burst.begun;
        let Some(clock) = &mut self.clock_at(at) else {
            self.clock = Some(Clock::first(mean, crate::math::isqrt(add(var, VAR_FLOOR))).pack());
            self.at = at;
            return Outcome::Started;
        };
        if burst.cold || self.pending.is_some() {
            return self.fuse_cold(clock, at, mean, var);
        }
        clock.fuse(mean, add(var, VAR_FLOOR).min(clock.variance()));
        if burst.one_sided() {
            // Perhaps the rest of a small step is still to come: the next burst shall be able to follow.
            clock.doubt_offset(ONE_SIDED_SD * ONE_SIDED_SD);
        }
        self.clock = Some(clock.pack());
        self.at = at;
        Outcome::Updated
    }

    #[inline(never)]
    fn fuse_cold(&mut self, clock: &mut Clock, at: i64, mean: i64, var: i64) -> Outcome {
        let var = add(var, VAR_FLOOR);
        if let Some(p) = self.pending {
            let drift = mul_div(sub(at, p.at), clock.rate_at(self.at), 1_000_000_000);
            let off = abs(sub(mean, add(p.mean, drift)));
            let sd = crate::math::isqrt(add(var, p.var));
            if off <= add(mul(sd, 4), 30_000) {
                clock.restart_offset(mean, var);
                self.clock = Some(clock.pack());
                self.at = at;
                self.pending = None;
                self.restarted = Some(at);
                return Outcome::StepConfirmed;
            }
        }
        if clock.surprise16(mean, var) <= 36 * 16 {
            clock.update(mean, var);
            self.clock = Some(clock.pack());
            self.at = at;
            self.pending = None;
            return Outcome::Updated;
        }
        self.pending = Some(Pending { at, mean, var });
        Outcome::Unconfirmed
    }

    /// Keeps bounds against the estimate at `at`.
    fn keep_bounds(&mut self, at: i64, bounds: Bounds<MeterTime, NodeTime>) {
        let Some(clock) = &self.clock_at(at) else { return };
        let base = clock.offset();
        let near = |v: i64| clamp(sub(v, base), i64::from(i32::MIN), i64::from(i32::MAX)) as i32;
        self.low = near(bounds.lower.as_micros());
        self.high = near(bounds.upper.as_micros());
    }

    #[inline(never)]
    fn learn_latch(&mut self, reads: &[Read], rate: i64, prior: Prior) {
        let mut costs = [0i32; HYPOTHESES];
        for (c, model) in costs.iter_mut().zip(self.latch.hypotheses()) {
            *c = evidence(reads, &model, rate, prior);
        }
        self.latch.learn(&costs, reads.len() > 1);
    }
}
