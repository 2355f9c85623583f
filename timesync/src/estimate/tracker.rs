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
//! The same state as bytes: [`persist`](crate::persist).

use crate::estimate::burst::{Burst, Fed, Outcome, Stage};
use crate::estimate::clock::{Clock, KeptClock};
use crate::estimate::kalman::Fixed;
use crate::estimate::posterior::{Prior, Read, cost_range, edge, evidence, posterior};
use crate::estimate::timing::{Profile, REPLY_MAX, ReplyTiming};
use crate::math::{clamp, isqrt, to_i32};
use crate::time::{Bounds, Estimate, MeterTime, Micros, NodeTime, Offset, Ppb, Timestamp};

/// Noise that no burst can remove (time base of the node), µs².
const VAR_FLOOR: i64 = 700 * 700;
/// After a burst whose answers all pointed to one side the clock is known no better than this, µs.
const ONE_SIDED_SD: i64 = 20_000;
/// Up to this standard deviation a burst starts warm, µs: beyond it six reads might not reach.
const WARM_SD: i64 = 100_000;
/// A pending phase is no better known than this to the burst that shall confirm it, µs.
const PENDING_SD: i64 = 5_000;
/// A passive read starts a clock in the middle of a second: sd of an even spread, 1 s / √12, µs.
const PASSIVE_SD: i64 = 290_000;
/// A passive read that costs more than this at the prediction, and this anywhere near it, is a
/// surprise, Q8 nats: 3.5 and 2 nats, one in thirty and one in seven by chance.
const SURPRISE_MIDDLE: i32 = 900;
const SURPRISE_LEAST: i32 = 500;
/// So many surprises that agreements do not cancel start the clock again.
const SURPRISES: u8 = 6;
/// Two bursts agree on a phase within this and four standard deviations.
const AGREE: Micros = Micros(30_000);
/// A cold burst fits the prediction within six standard deviations.
const FITS: i32 = 36;
/// Error of a stamp that the hard bounds allow for.
pub const STAMP_ERROR: Micros = Micros(10_000);
/// Largest rate of a quartz over its temperature range: a meter's over a day and a year, 2.6 s a
/// day. Hard bounds widen by it, whatever was learned of the rate: yesterday proves nothing of
/// today.
pub const RATE_BOUND: Ppb = Ppb(30_000);

/// Hard bounds of the offset at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hard {
    pub(crate) at: Timestamp<NodeTime>,
    pub(crate) bounds: Bounds<MeterTime, NodeTime>,
}

impl Hard {
    pub(crate) const UNKNOWN: Self = Self {
        at: Timestamp::from_micros(0),
        bounds: Bounds::UNKNOWN,
    };

    /// What they say of another instant.
    fn at(&self, at: Timestamp<NodeTime>) -> Bounds<MeterTime, NodeTime> {
        self.bounds.widen(RATE_BOUND * (at - self.at).abs())
    }
}

/// A phase that one burst saw and none confirmed yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pending {
    pub(crate) at: Timestamp<NodeTime>,
    /// Offset, µs, and its variance, µs².
    pub(crate) mean: i64,
    pub(crate) var: i64,
}

/// Everything kept about one meter's clock (at most 368 bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tracker {
    /// The clock at [`epoch`](Self::epoch), once it is known.
    pub(crate) clock: Option<KeptClock>,
    pub(crate) epoch: Timestamp<NodeTime>,
    pub(crate) hard: Hard,
    pub(crate) timing: ReplyTiming,
    pub(crate) pending: Option<Pending>,
    /// When the phase was last started again.
    pub(crate) restarted: Option<Timestamp<NodeTime>>,
    /// Passive reads that did not fit, less those that did.
    pub(crate) surprises: u8,
}

const _: () = assert!(size_of::<Tracker>() <= 368);

impl Tracker {
    /// Nothing known but the profile of the meter's firmware type.
    #[must_use]
    pub const fn new(profile: Profile) -> Self {
        Self {
            clock: None,
            epoch: Timestamp::from_micros(0),
            hard: Hard::UNKNOWN,
            timing: ReplyTiming::new(profile),
            pending: None,
            restarted: None,
            surprises: 0,
        }
    }

    /// Nothing hard is known until it is read again.
    fn forget_bounds(&mut self) {
        self.hard = Hard::UNKNOWN;
        self.pending = None;
    }

    /// The clock run to `at`, if it is known.
    fn clock_at(&self, at: Timestamp<NodeTime>) -> Option<Clock> {
        let mut clock = self.clock?.open();
        if at != self.epoch {
            clock.run(self.epoch.as_micros(), at.as_micros());
        }
        Some(clock)
    }

    /// Keeps `clock` for the instant `at`; no phase is in doubt.
    fn settle(&mut self, clock: &Clock, at: Timestamp<NodeTime>) {
        self.clock = Some(clock.keep());
        self.epoch = at;
        self.pending = None;
    }

    pub(crate) fn rate_at(&self, at: Timestamp<NodeTime>) -> Ppb {
        let rate = |clock: KeptClock| clock.open().rate_at(at.as_micros());
        Ppb(to_i32(self.clock.map_or(0, rate)))
    }

    /// Offset at `at` by a pending phase.
    fn pending_at(&self, pending: Pending, clock: &Clock, at: Timestamp<NodeTime>) -> Micros {
        let rate = Ppb(to_i32(clock.rate_at(self.epoch.as_micros())));
        Micros(pending.mean) + rate * (at - pending.at)
    }

    /// Mean and standard deviation that a burst at `now` starts from: an unconfirmed phase first,
    /// else the prediction. `None`: search the second.
    pub(crate) fn prior(&self, now: Timestamp<NodeTime>) -> Option<(i64, i64)> {
        let clock = self.clock_at(now)?;
        if let Some(pending) = self.pending {
            let mean = self.pending_at(pending, &clock, now);
            return Some((mean.0, isqrt(pending.var).max(PENDING_SD)));
        }
        let sd = clock.sd();
        // What the reads will show is the clock as its copy has it.
        let shown = isqrt(clock.variance().saturating_add(self.common_var()));
        (sd <= WARM_SD).then(|| (clock.offset(), shown))
    }

    /// Variance of the error that all reads of a burst have in common, µs².
    fn common_var(&self) -> i64 {
        let sd = self.timing.common_sd().0;
        sd * sd
    }

    /// What is known of the clock at `at`; `None` before the first burst.
    #[must_use]
    pub fn estimate(&self, at: Timestamp<NodeTime>) -> Option<Estimate<MeterTime, NodeTime>> {
        let clock = self.clock_at(at)?;
        let deviation = Micros(clock.sd());
        Some(Estimate {
            at,
            offset: Offset::from_micros(clock.offset()),
            bounds: self.hard.at(at),
            rate: Ppb(to_i32(clock.rate())),
            rate_deviation: Ppb(to_i32(clock.rate_sd())),
            deviation,
            half_width: deviation * 2 + self.timing.unseen(),
        })
    }

    /// Whether one burst saw another phase and a second one should follow after 30 s.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        self.pending.is_some()
    }

    /// When the phase was last started again after a confirmed step.
    #[must_use]
    pub const fn restarted(&self) -> Option<Timestamp<NodeTime>> {
        self.restarted
    }

    /// The clock was set: at `at` it should show `offset`, known to `uncertainty` (see
    /// [`crate::correct::set::SetPlan`]). The next burst starts from there.
    pub fn clock_set(
        &mut self,
        at: Timestamp<NodeTime>,
        offset: Offset<MeterTime, NodeTime>,
        uncertainty: Micros,
    ) {
        if let Some(mut clock) = self.clock_at(at) {
            let sd = clamp(uncertainty.0, 1_000, 1 << 25);
            clock.restart_offset(offset.as_micros(), sd * sd);
            self.settle(&clock, at);
            self.forget_bounds();
            self.timing.forget_jump();
        }
    }

    /// After the node lost its time (its own power cut): keeps what belongs to the meter – rate,
    /// pattern, reply timing – and forgets the phase, so the next burst is cold.
    pub fn forget_phase(&mut self) {
        if let Some(kept) = self.clock {
            let mut clock = kept.open();
            clock.restart_offset(clock.offset(), 1 << 50);
            clock.widen_rate();
            self.clock = Some(clock.keep());
        }
        self.forget_bounds();
        self.surprises = 0;
    }

    /// The node's own time was put right: from now on it is `by` later than it would have been.
    /// That is no step of the meter's clock: all instants move by it, and all offsets the other
    /// way.
    pub fn node_stepped(&mut self, by: Micros) {
        if let Some(kept) = &mut self.clock {
            kept.offset -= Fixed::micros(by);
            self.epoch = self.epoch + by;
        }
        self.hard.at = self.hard.at + by;
        self.hard.bounds = self.hard.bounds.moved(-by);
        if let Some(pending) = &mut self.pending {
            pending.at = pending.at + by;
            pending.mean = (Micros(pending.mean) - by).0;
        }
        self.restarted = self.restarted.map(|at| at + by);
    }

    /// Takes one read of ordinary data collection, made at an instant that nobody chose: no traffic
    /// of its own, the drift of the clock itself moves the phase.
    ///
    /// Six surprises that agreements do not cancel start the clock again.
    pub fn observe(
        &mut self,
        t1: Timestamp<NodeTime>,
        t2: Timestamp<NodeTime>,
        reading: Timestamp<MeterTime>,
    ) -> Fed {
        let turn = t2 - t1;
        if turn <= Micros::ZERO || turn > REPLY_MAX {
            return Fed::Discarded;
        }
        self.timing.note_turn(turn);
        let z = Micros::from_secs(reading.as_secs())
            .0
            .saturating_sub(t1.as_micros());
        let r = turn.0 as i32;
        let Some(mut clock) = self.clock_at(t1) else {
            self.start_passive(z, r, t1);
            return Fed::Used;
        };
        let base = clock.offset();
        let prior = Prior::normal(clock.sd().max(500));
        let reads = [Read::new(z.saturating_sub(base), r)];
        let model = self.timing.model();
        let (least, middle) = cost_range(&reads, &model, &prior);
        if least > SURPRISE_LEAST && middle > SURPRISE_MIDDLE {
            self.surprises = self.surprises.saturating_add(1);
            if self.surprises < SURPRISES {
                return Fed::Doubted;
            }
            self.restarted = Some(t1);
            self.start_passive(z, r, t1);
            return Fed::Restarted;
        }
        self.surprises = self.surprises.saturating_sub(1);
        self.learn_timing(&reads, &prior);
        let p = posterior(&reads, &model, &prior);
        clock.fuse(base.saturating_add(i64::from(p.mean)), p.var);
        self.clock = Some(clock.keep());
        self.epoch = t1;
        let known = self.hard.at(t1);
        self.passive_bounds(z, r, t1, known);
        if model.is_slow(r) {
            Fed::Slow
        } else {
            Fed::Used
        }
    }

    /// A single read knows the clock to a second.
    fn start_passive(&mut self, z: i64, r: i32, at: Timestamp<NodeTime>) {
        let (low, _) = edge(&Read { z: 0, r }, &self.timing.model());
        let middle = z.saturating_add(i64::from(low) + 500_000);
        self.settle(&Clock::first(middle, PASSIVE_SD * PASSIVE_SD), at);
        self.surprises = 0;
        self.passive_bounds(z, r, at, Bounds::UNKNOWN);
    }

    /// Hard bounds of one read at `at`, intersected with what was known before unless they
    /// contradict.
    fn passive_bounds(
        &mut self,
        z: i64,
        r: i32,
        at: Timestamp<NodeTime>,
        known: Bounds<MeterTime, NodeTime>,
    ) {
        let z = Offset::from_micros(z);
        let low = z - Micros(i64::from(r)) - STAMP_ERROR;
        let high = z + Micros::SECOND + self.timing.copy_age() + STAMP_ERROR;
        let read = Bounds::new(low, high);
        let both = read.intersect(known);
        let bounds = if both.is_empty() { read } else { both };
        self.hard = Hard { at, bounds };
    }

    /// The line's speed changed: turn-arounds seen so far count no more.
    pub fn baud_changed(&mut self) {
        self.timing.forget_turns();
    }

    pub(crate) fn absorb(&mut self, burst: &mut Burst) -> Outcome {
        burst.note_contradiction();
        self.timing = burst.timing;
        if burst.used().len() >= 4 {
            self.timing.contradicted(burst.copy_seen());
        }
        // A search that was not brought to its end found nothing.
        let searching = burst.cold && burst.stage == Stage::Search;
        burst.stage = Stage::Done;
        let reads = burst.used();
        if searching || reads.len() < if burst.cold { 4 } else { 1 } {
            return Outcome::TooFew;
        }
        if reads.len() >= 4 {
            self.learn_timing(reads, &burst.prior);
        }
        let p = burst.posterior(&burst.model());
        let mean = (burst.base + Micros(i64::from(p.mean))).0;
        let floor = VAR_FLOOR.saturating_add(self.common_var());
        self.fuse(burst, mean, p.var.saturating_add(floor))
    }

    fn fuse(&mut self, burst: &Burst, mean: i64, var: i64) -> Outcome {
        let at = burst.begun;
        let (clock, outcome) = match self.clock_at(at) {
            None => {
                let sd = isqrt(var);
                (Clock::first(mean, sd.saturating_mul(sd)), Outcome::Started)
            }
            Some(mut clock) if burst.cold || self.is_pending() => {
                let outcome = self.fuse_cold(&mut clock, at, mean, var);
                (clock, outcome)
            }
            Some(mut clock) if self.timing.common_sd() > Micros::ZERO => {
                // The prior of the burst was as wide as the age of the copy, so that its posterior
                // is a measurement with that error.
                clock.update(mean, var, i32::MAX);
                (clock, Outcome::Updated)
            }
            Some(mut clock) => {
                clock.fuse(mean, var.min(clock.variance()));
                if burst.one_sided() {
                    // Perhaps the rest of a small step is still to come: the next burst shall be
                    // able to follow.
                    clock.doubt_offset(ONE_SIDED_SD * ONE_SIDED_SD);
                }
                (clock, Outcome::Updated)
            }
        };
        if outcome != Outcome::Unconfirmed {
            self.settle(&clock, at);
        }
        let (low, high) = burst.hard();
        let base = Offset::from_micros(burst.base.0);
        let copied = self.timing.copy_age();
        let bounds = Bounds::new(base + low, base + high + copied);
        self.hard = Hard {
            at,
            bounds: bounds.widen(STAMP_ERROR + burst.drifted(RATE_BOUND)),
        };
        outcome
    }

    fn fuse_cold(
        &mut self,
        clock: &mut Clock,
        at: Timestamp<NodeTime>,
        mean: i64,
        var: i64,
    ) -> Outcome {
        if let Some(pending) = self.pending {
            let expected = self.pending_at(pending, clock, at);
            let sd = Micros(isqrt(var.saturating_add(pending.var)));
            if (Micros(mean) - expected).abs() <= sd * 4 + AGREE {
                // A copy of changing age jumps again within hours; people move a clock days apart.
                if self.restarted.is_none_or(|last| at - last > Micros::DAY) {
                    self.timing.forget_jump();
                }
                self.timing.jumped(Micros(mean) - Micros(clock.offset()));
                let common = self.common_var();
                clock.restart_offset(mean, var.max(common));
                if common > 0 {
                    // A rate that was learned from copies of changing age is none.
                    clock.widen_rate();
                }
                self.restarted = Some(at);
                return Outcome::StepConfirmed;
            }
        }
        if clock.update(mean, var, FITS) {
            return Outcome::Updated;
        }
        self.pending = Some(Pending { at, mean, var });
        Outcome::Unconfirmed
    }

    fn learn_timing(&mut self, reads: &[Read], prior: &Prior) {
        self.timing
            .learn(reads.len() > 1, |model| evidence(reads, model, prior));
    }
}
