//! State of one meter's clock between bursts.

use crate::burst::{Burst, Outcome, Stage};
use crate::filter::TwoState;
use crate::latch::{HYPOTHESES, LatchState, Profile};
use crate::math::{clamp, mul_div};
use crate::posterior::{Prior, evidence};
use crate::time::{Bounds, Estimate, MeterTime, Micros, NodeTime, Offset, Timestamp};

/// Random walk of a meter's rate, ppb²/s.
const WANDER: i64 = 10;
/// Start of the rate, ppb (1 sd).
const RATE_SD: i64 = 4_000;
/// Noise that no burst can remove (time base of the node), µs².
const VAR_FLOOR: i64 = 900 * 900;
/// Age of the copy that a firmware may answer from, µs.
pub const COPY_AGE: Micros = Micros(10_000);
/// Error of a stamp that the hard bounds allow for, µs.
pub const STAMP_ERROR: Micros = Micros(10_000);
/// Change of rate since the burst that the hard bounds allow for, ppb.
pub const BOUND_DRIFT: i64 = 5_000;

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
    pub(crate) clock: Option<TwoState>,
    pub(crate) low: i32,
    pub(crate) high: i32,
    pub(crate) latch: LatchState,
    pub(crate) pending: Option<Pending>,
    pub(crate) restarted: Option<i64>,
}

const _: () = assert!(size_of::<Tracker>() <= 320);

impl Tracker {
    /// Nothing known but the profile of the meter's firmware type.
    #[must_use]
    pub const fn new(profile: Profile) -> Self {
        Self { at: 0, clock: None, low: 0, high: 0, latch: LatchState::new(profile), pending: None, restarted: None }
    }

    pub(crate) const fn latch(&self) -> &LatchState {
        &self.latch
    }

    fn clock_at(&self, at: i64) -> Option<TwoState> {
        let mut clock = self.clock?;
        clock.advance(at.saturating_sub(self.at), WANDER);
        Some(clock)
    }

    pub(crate) fn rate_at(&self, _at: Timestamp<NodeTime>) -> i64 {
        self.clock.map_or(0, |c| c.rate())
    }

    /// What a burst at `now` starts from: an unconfirmed phase first, else the prediction.
    pub(crate) fn prior(&self, now: Timestamp<NodeTime>) -> Option<Prior> {
        let clock = self.clock_at(now.as_micros())?;
        if let Some(p) = self.pending {
            let drift = mul_div(now.as_micros().saturating_sub(p.at), clock.rate(), 1_000_000_000);
            let sd = crate::math::isqrt(p.var).max(5_000);
            return Some(Prior::Normal(p.mean.saturating_add(drift), sd));
        }
        Some(Prior::Normal(clock.offset(), clock.sd()))
    }

    /// What is known of the clock at `at`; `None` before the first burst.
    #[must_use]
    pub fn estimate(&self, at: Timestamp<NodeTime>) -> Option<Estimate<MeterTime, NodeTime>> {
        let clock = self.clock_at(at.as_micros())?;
        let age = at.as_micros().saturating_sub(self.at);
        let drift = mul_div(age, clock.rate(), 1_000_000_000);
        let slack = mul_div(age.saturating_abs(), BOUND_DRIFT, 1_000_000_000);
        let base = self.clock.map_or(0, |c| c.offset()).saturating_add(drift);
        let bounds = Bounds::new(
            Offset::from_micros(base.saturating_add(i64::from(self.low)).saturating_sub(slack)),
            Offset::from_micros(base.saturating_add(i64::from(self.high)).saturating_add(slack)),
        );
        Some(Estimate {
            at,
            offset: Offset::from_micros(clock.offset()),
            bounds,
            rate: clamp(clock.rate(), i64::from(i32::MIN), i64::from(i32::MAX)) as i32,
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
        if let Some(mut clock) = self.clock_at(at.as_micros()) {
            let sd = clamp(uncertainty.0, 1_000, 1 << 25);
            clock.restart_offset(offset.as_micros(), sd.saturating_mul(sd));
            self.clock = Some(clock);
            self.at = at.as_micros();
            // Nothing hard is known until it is read again.
            self.low = i32::MIN;
            self.high = i32::MAX;
            self.pending = None;
        }
    }

    /// The line's speed changed: turn-arounds seen so far count no more.
    pub fn baud_changed(&mut self) {
        self.latch.clear_ring();
    }

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
        self.learn_latch(burst);
        let p = burst.posterior();
        let var = p.var.max(1);
        let begun = burst.begun;
        let hard = burst.hard(COPY_AGE.0);
        let outcome = self.fuse(burst, p.mean, var);
        if let Some((lo, hi)) = hard {
            self.note_bounds(begun, lo, hi);
        }
        outcome
    }

    fn fuse(&mut self, burst: &Burst, mean: i64, var: i64) -> Outcome {
        let at = burst.begun;
        let Some(mut clock) = self.clock_at(at) else {
            self.clock = Some(TwoState::new(mean, [crate::math::isqrt(var.saturating_add(VAR_FLOOR)), RATE_SD]));
            self.at = at;
            return Outcome::Started;
        };
        if burst.cold || self.pending.is_some() {
            return self.fuse_cold(clock, at, mean, var);
        }
        clock.fuse(mean, var.saturating_add(VAR_FLOOR).min(clock.variance()));
        self.clock = Some(clock);
        self.at = at;
        Outcome::Updated
    }

    fn fuse_cold(&mut self, mut clock: TwoState, at: i64, mean: i64, var: i64) -> Outcome {
        let var = var.saturating_add(VAR_FLOOR);
        if let Some(p) = self.pending {
            let drift = mul_div(at.saturating_sub(p.at), clock.rate(), 1_000_000_000);
            let off = mean.saturating_sub(p.mean.saturating_add(drift)).saturating_abs();
            let sd = crate::math::isqrt(var.saturating_add(p.var));
            if off <= sd.saturating_mul(4).saturating_add(30_000) {
                clock.restart_offset(mean, var);
                self.clock = Some(clock);
                self.at = at;
                self.pending = None;
                self.restarted = Some(at);
                return Outcome::StepConfirmed;
            }
        }
        if clock.surprise16(mean, var) <= 36 * 16 {
            clock.update(mean, var);
            self.clock = Some(clock);
            self.at = at;
            self.pending = None;
            return Outcome::Updated;
        }
        self.pending = Some(Pending { at, mean, var });
        Outcome::Unconfirmed
    }

    fn note_bounds(&mut self, begun: i64, lo: i64, hi: i64) {
        let Some(clock) = self.clock else { return };
        let age = begun.saturating_sub(self.at);
        let base = clock.offset().saturating_add(mul_div(age, clock.rate(), 1_000_000_000));
        let near = |v: i64| clamp(v.saturating_sub(base), i64::from(i32::MIN), i64::from(i32::MAX)) as i32;
        self.low = near(lo.saturating_sub(STAMP_ERROR.0));
        self.high = near(hi.saturating_add(STAMP_ERROR.0));
    }

    fn learn_latch(&mut self, burst: &Burst) {
        if burst.n < 4 {
            return;
        }
        let mut costs = [0i32; HYPOTHESES];
        for (h, c) in costs.iter_mut().enumerate() {
            *c = evidence(burst.used(), &self.latch.model(h), burst.rate, burst.prior);
        }
        self.latch.learn(&costs);
    }
}
