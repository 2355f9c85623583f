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
use crate::clock::{Clock, PACKED, Packed, rate_sd};
use crate::latch::{LatchState, Profile, TURN_MAX};
use crate::math::{abs, add, clamp, isqrt, mul, mul_div, sub, to_i32};
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

/// Everything kept about one meter's clock (at most 320 bytes).
///
/// All but the latch is in memory as it is stored; the offsets below are those of [`persist`](crate::persist).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tracker {
    /// From the version to the hard bounds.
    pub(crate) head: [u8; HEAD],
    pub(crate) latch: LatchState,
    /// From the pending phase to the reserved bytes.
    pub(crate) tail: [u8; TAIL],
}

pub(crate) const VERSION: u8 = 1;
pub(crate) const HEAD: usize = 154;
pub(crate) const TAIL: usize = 36;

/// Flag: the clock is known.
const KNOWN: u8 = 1;
/// Flag: a phase that one burst saw and none confirmed yet.
const PENDING: u8 = 2;
/// Flag: the phase was started again once.
const RESTARTED: u8 = 4;
/// All flags.
pub(crate) const FLAGS: u8 = KNOWN | PENDING | RESTARTED;

/// Offsets in the head.
const AT: usize = 2;
const CLOCK: usize = 10;
const LOW: usize = 146;
const HIGH: usize = 150;
/// Offsets in the tail, of a pending phase and of the last restart.
const SINCE: usize = 0;
const MEAN: usize = 8;
const VAR: usize = 16;
const RESTART: usize = 24;

const _: () = assert!(size_of::<Tracker>() <= 320);

fn field<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes
        .get(at..)
        .and_then(|rest| rest.first_chunk())
        .copied()
        .unwrap_or([0; N])
}

fn put<const N: usize>(bytes: &mut [u8], at: usize, v: [u8; N]) {
    if let Some(to) = bytes.get_mut(at..).and_then(|rest| rest.first_chunk_mut()) {
        *to = v;
    }
}

impl Tracker {
    /// Nothing known but the profile of the meter's firmware type.
    #[must_use]
    #[inline(never)]
    pub const fn new(profile: Profile) -> Self {
        let mut head = [0; HEAD];
        let [version, ..] = &mut head;
        *version = VERSION;
        Self {
            head,
            latch: LatchState::new(profile),
            tail: [0; TAIL],
        }
    }

    pub(crate) const fn latch(&self) -> &LatchState {
        &self.latch
    }

    const fn has(&self, flag: u8) -> bool {
        let [_, flags, ..] = &self.head;
        *flags & flag != 0
    }

    const fn flag(&mut self, flag: u8) {
        let [_, flags, ..] = &mut self.head;
        *flags |= flag;
    }

    fn at(&self) -> i64 {
        i64::from_be_bytes(field(&self.head, AT))
    }

    #[inline(never)]
    fn forget_pending(&mut self) {
        let [_, flags, ..] = &mut self.head;
        *flags &= !PENDING;
        put(&mut self.tail, SINCE, [0; 24]);
    }

    /// Instant, offset and variance.
    pub(crate) fn note_pending(&mut self, phase: [i64; 3]) {
        self.flag(PENDING);
        let [at, mean, var] = phase;
        put(&mut self.tail, SINCE, at.to_be_bytes());
        put(&mut self.tail, MEAN, mean.to_be_bytes());
        put(&mut self.tail, VAR, var.to_be_bytes());
    }

    pub(crate) fn note_restart(&mut self, at: i64) {
        self.flag(RESTARTED);
        put(&mut self.tail, RESTART, at.to_be_bytes());
    }

    fn set_bounds(&mut self, low: i32, high: i32) {
        put(&mut self.head, LOW, low.to_be_bytes());
        put(&mut self.head, HIGH, high.to_be_bytes());
    }

    /// Nothing hard is known until it is read again.
    #[inline(never)]
    pub(crate) fn forget_bounds(&mut self) {
        self.set_bounds(i32::MIN, i32::MAX);
        self.forget_pending();
    }

    /// Passive reads that did not fit, less those that did.
    pub(crate) const fn surprises(&mut self) -> &mut u8 {
        let [.., surprises, _, _, _] = &mut self.tail;
        surprises
    }

    fn packed(&self) -> &Packed {
        self.head
            .get(CLOCK..)
            .and_then(|rest| rest.first_chunk())
            .unwrap_or(&[0; PACKED])
    }

    /// Fills in the clock at `at`, if it is known.
    #[inline(never)]
    pub(crate) fn load(&self, clock: &mut Clock, at: i64) -> bool {
        if !self.has(KNOWN) {
            return false;
        }
        clock.unpack(self.packed());
        let from = self.at();
        if at != from {
            clock.run(from, at);
        }
        true
    }

    /// As [`Tracker::load`], at the instant for which the clock is kept.
    pub(crate) fn load_kept(&self, clock: &mut Clock) -> bool {
        self.load(clock, self.at())
    }

    #[inline(never)]
    pub(crate) fn keep(&mut self, clock: &mut Clock) {
        self.flag(KNOWN);
        if let Some(to) = self
            .head
            .get_mut(CLOCK..)
            .and_then(|rest| rest.first_chunk_mut())
        {
            clock.pack(to);
        }
    }

    fn set_at(&mut self, at: i64) {
        put(&mut self.head, AT, at.to_be_bytes());
    }

    /// Keeps `clock` for the instant `at`; no phase is in doubt.
    #[inline(never)]
    fn settle(&mut self, clock: &mut Clock, at: i64) {
        self.keep(clock);
        self.set_at(at);
        self.forget_pending();
    }

    pub(crate) fn rate_at(&self, at: Timestamp<NodeTime>) -> i64 {
        let mut clock = Clock::ZERO;
        if self.load_kept(&mut clock) {
            clock.rate_at(at.as_micros())
        } else {
            0
        }
    }

    /// Offset at `at` by the pending phase, and its variance.
    #[inline(never)]
    fn pending_at(&self, clock: &Clock, at: i64) -> (i64, i64) {
        let since = i64::from_be_bytes(field(&self.tail, SINCE));
        let drift = mul_div(sub(at, since), clock.rate_at(self.at()), 1_000_000_000);
        let mean = i64::from_be_bytes(field(&self.tail, MEAN));
        (add(mean, drift), i64::from_be_bytes(field(&self.tail, VAR)))
    }

    /// Mean and standard deviation that a burst at `now` starts from: an unconfirmed phase first, else the prediction.
    pub(crate) fn prior(&self, now: Timestamp<NodeTime>) -> Option<(i64, i64)> {
        let mut clock = Clock::ZERO;
        if !self.load(&mut clock, now.as_micros()) {
            return None;
        }
        if self.is_pending() {
            let (mean, var) = self.pending_at(&clock, now.as_micros());
            return Some((mean, isqrt(var).max(5_000)));
        }
        // Known no better than a part of the second: search it.
        let sd = clock.sd();
        (sd <= WARM_SD).then(|| (clock.offset(), sd))
    }

    /// What is known of the clock at `at`; `None` before the first burst.
    #[inline(never)]
    #[must_use]
    pub fn estimate(&self, at: Timestamp<NodeTime>) -> Option<Estimate<MeterTime, NodeTime>> {
        let mut clock = Clock::ZERO;
        if !self.load(&mut clock, at.as_micros()) {
            return None;
        }
        let known = rate_sd(self.packed()).wrapping_mul(6);
        let worst = i64::from(
            known
                .wrapping_add(BOUND_DRIFT as i32)
                .min(BOUND_DRIFT_MAX as i32),
        );
        let slack = mul_div(abs(sub(at.as_micros(), self.at())), worst, 1_000_000_000);
        let base = clock.offset();
        let low = add(base, i64::from(i32::from_be_bytes(field(&self.head, LOW))));
        let high = add(base, i64::from(i32::from_be_bytes(field(&self.head, HIGH))));
        Some(Estimate {
            at,
            offset: Offset::from_micros(base),
            bounds: Bounds::new(
                Offset::from_micros(sub(low, slack)),
                Offset::from_micros(add(high, slack)),
            ),
            rate: to_i32(clock.rate()),
            uncertainty: Micros(clock.sd()),
        })
    }

    /// Whether one burst saw another phase and a second one should follow after 30 s.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        self.has(PENDING)
    }

    /// When the phase was last started again after a confirmed step.
    #[must_use]
    pub fn restarted(&self) -> Option<Timestamp<NodeTime>> {
        self.has(RESTARTED)
            .then(|| Timestamp::from_micros(i64::from_be_bytes(field(&self.tail, RESTART))))
    }

    /// The clock was set: at `at` it should show `offset`, known to `uncertainty` (see
    /// [`crate::set::SetPlan`]). The next burst starts from there.
    pub fn clock_set(
        &mut self,
        at: Timestamp<NodeTime>,
        offset: Offset<MeterTime, NodeTime>,
        uncertainty: Micros,
    ) {
        let mut clock = Clock::ZERO;
        if self.load(&mut clock, at.as_micros()) {
            let sd = clamp(uncertainty.0, 1_000, 1 << 25);
            clock.restart_offset(offset.as_micros(), mul(sd, sd));
            self.settle(&mut clock, at.as_micros());
            self.forget_bounds();
        }
    }

    /// Takes one read of ordinary data collection, made at an instant that nobody chose: no traffic of
    /// its own, the drift of the clock itself moves the phase.
    ///
    /// Six surprises that agreements do not cancel start the clock again.
    pub fn observe(
        &mut self,
        t1: Timestamp<NodeTime>,
        t2: Timestamp<NodeTime>,
        reading: Timestamp<MeterTime>,
    ) -> Fed {
        let r = t2.since(t1).0;
        if r <= 0 || r > TURN_MAX {
            return Fed::Discarded;
        }
        self.latch.note_turn(r);
        let at = t1.as_micros();
        let (z, r) = (sub(mul(reading.as_secs(), 1_000_000), at), r as i32);
        let mut clock = Clock::ZERO;
        if !self.load(&mut clock, at) {
            self.start_passive(z, r, at);
            return Fed::Used;
        }
        let base = clock.offset();
        let prior = Prior::normal(clock.sd().max(500));
        let reads = [Read::new(sub(z, base), r)];
        let model = self.latch.model();
        let (least, middle) = cost_range(&reads, &model, &prior);
        if least > 500 && middle > 900 {
            let surprises = self.surprises();
            *surprises = surprises.saturating_add(1);
            if *surprises < 6 {
                return Fed::Doubted;
            }
            self.note_restart(at);
            self.start_passive(z, r, at);
            return Fed::Restarted;
        }
        let surprises = self.surprises();
        *surprises = surprises.saturating_sub(1);
        self.learn_latch(&reads, &prior);
        let p = posterior(&reads, &model, &prior);
        clock.fuse(add(base, i64::from(p.mean)), p.var);
        self.keep(&mut clock);
        let known = self.estimate(t1);
        self.set_at(at);
        self.passive_bounds(z, r, clock.offset(), known);
        if model.is_slow(r) {
            Fed::Slow
        } else {
            Fed::Used
        }
    }

    /// A single read knows the clock to a second.
    fn start_passive(&mut self, z: i64, r: i32, at: i64) {
        let (low, _) = edge(&Read { z: 0, r }, &self.latch.model());
        let mut clock = Clock::ZERO;
        clock.first(add(add(z, i64::from(low)), 500_000), 290_000 * 290_000);
        self.settle(&mut clock, at);
        *self.surprises() = 0;
        self.passive_bounds(z, r, clock.offset(), None);
    }

    /// Hard bounds of one read against the estimate `base`, intersected with what was known before unless they contradict.
    fn passive_bounds(
        &mut self,
        z: i64,
        r: i32,
        base: i64,
        known: Option<Estimate<MeterTime, NodeTime>>,
    ) {
        let low = sub(sub(z, i64::from(r)), STAMP_ERROR.0);
        let high = add(add(add(z, 1_000_000), COPY_AGE.0), STAMP_ERROR.0);
        let mut bounds = Bounds::new(Offset::from_micros(low), Offset::from_micros(high));
        if let Some(e) = known {
            let both = bounds.intersect(e.bounds);
            if !both.is_empty() {
                bounds = both;
            }
        }
        let near = |edge: Offset<MeterTime, NodeTime>| to_i32(sub(edge.as_micros(), base));
        self.set_bounds(near(bounds.lower), near(bounds.upper));
    }

    /// The line's speed changed: turn-arounds seen so far count no more.
    pub fn baud_changed(&mut self) {
        self.latch.clear_ring();
    }

    pub(crate) fn absorb(&mut self, burst: &mut Burst) -> Outcome {
        self.latch = burst.latch;
        // A search that was not brought to its end found nothing.
        let searching = burst.cold && burst.stage == Stage::Search;
        burst.stage = Stage::Done;
        let reads = burst.used();
        if searching || reads.len() < if burst.cold { 4 } else { 1 } {
            return Outcome::TooFew;
        }
        if reads.len() >= 4 {
            self.learn_latch(reads, &burst.prior);
        }
        let p = burst.posterior(&burst.model());
        self.fuse(burst, add(burst.base, i64::from(p.mean)), p.var)
    }

    #[inline(never)]
    fn fuse(&mut self, burst: &Burst, mean: i64, var: i64) -> Outcome {
        let at = burst.begun;
        let var = add(var, VAR_FLOOR);
        let mut clock = Clock::ZERO;
        let outcome = if !self.load(&mut clock, at) {
            let sd = isqrt(var);
            clock.first(mean, sd.wrapping_mul(sd));
            Outcome::Started
        } else if burst.cold || self.is_pending() {
            self.fuse_cold(&mut clock, at, mean, var)
        } else {
            clock.fuse(mean, var.min(clock.variance()));
            if burst.one_sided() {
                // Perhaps the rest of a small step is still to come: the next burst shall be able to follow.
                clock.doubt_offset(ONE_SIDED_SD * ONE_SIDED_SD);
            }
            Outcome::Updated
        };
        if outcome != Outcome::Unconfirmed {
            self.settle(&mut clock, at);
        }
        let (low, high) = burst.hard((COPY_AGE.0 + STAMP_ERROR.0) as i32);
        let near = |edge: i32| to_i32(add(sub(burst.base, clock.offset()), i64::from(edge)));
        self.set_bounds(near(low.wrapping_sub(STAMP_ERROR.0 as i32)), near(high));
        outcome
    }

    fn fuse_cold(&mut self, clock: &mut Clock, at: i64, mean: i64, var: i64) -> Outcome {
        if self.is_pending() {
            let (expected, doubt) = self.pending_at(clock, at);
            let sd = isqrt(add(var, doubt));
            if abs(sub(mean, expected)) <= add(sd << 2, 30_000) {
                clock.restart_offset(mean, var);
                self.note_restart(at);
                return Outcome::StepConfirmed;
            }
        }
        if clock.update(mean, var, 36) {
            return Outcome::Updated;
        }
        self.note_pending([at, mean, var]);
        Outcome::Unconfirmed
    }

    fn learn_latch(&mut self, reads: &[Read], prior: &Prior) {
        self.latch
            .learn(reads.len() > 1, |model| evidence(reads, model, prior));
    }
}
