//! Posterior of a clock's offset on a grid, from the one-bit answers of a burst.
//!
//! A read says `z <= theta + latch < z + 1 s`. With logistic noise of scale `s` on the latch its cost
//! at a candidate is `SP(m/s) + SP((1 s - m)/s)`, `m` the distance above the lower edge and
//! `SP(x) = ln(1 + e^-x)`, capped so that a false answer cannot win against the others.

use crate::latch::Latch;
use crate::math::{add, clamp, drift, isqrt, mul, mul_div, sub};
use crate::tables::{exp_neg, ln, softplus};

/// Largest cost of one read, Q8 nats (5.5 nats).
pub(crate) const COST_CAP: i32 = 1_420;
const POINTS: usize = 65;
const HALF: i64 = 32;
/// Points of the grid that compares models.
const FEW_POINTS: usize = 49;
const STEP_MIN: i64 = 40;
const STEP_MAX: i64 = 60_000;
const SECOND: i64 = 1_000_000;
/// Largest distance from the prior that is told apart: 11 standard deviations, 16 fraction bits.
const Z_MAX: i64 = 11 << 16;
/// Largest distance from an edge that is told apart, in units of the noise, 16 fraction bits.
const X_MAX: i64 = i32::MAX as i64;
/// From here on an edge costs nothing.
const X_FREE: i32 = 8 << 16;
/// Up to here it costs the cap.
const X_CAP: i32 = -(6 << 16);

/// One read: `dt` from the start of the burst (µs), turn-around `r` (µs), `z = T - t1` (µs).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) dt: i32,
    pub(crate) r: i32,
    pub(crate) z: i64,
}

/// Summary of a posterior; offsets are at the start of the burst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posterior {
    pub(crate) mean: i64,
    pub(crate) median: i64,
    pub(crate) var: i64,
    /// `-ln` of the probability of the reads, Q8 nats, up to a constant of the window.
    pub(crate) cost: i32,
}

/// What is known before the reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prior {
    /// Normal with mean and standard deviation, µs.
    Normal(i64, i64),
    /// Anything in the window, µs.
    Flat(i64, i64),
}

impl Prior {
    fn window(self) -> (i64, i64) {
        match self {
            Self::Normal(mean, sd) => (mean, mul(sd.max(100), 5)),
            Self::Flat(a, b) => (add(a, sub(b, a) / 2), sub(b, a) / 2),
        }
    }
}

/// Lower edge of a read in offsets at the start of the burst, and the noise scale.
pub(crate) fn edge(read: &Read, latch: &Latch, rate: i64) -> (i64, i32) {
    let (l, s) = latch.at(read.r);
    (sub(sub(read.z, i64::from(l)), drift(read.dt, rate)), s)
}

/// Posterior by a coarse grid over the prior and a fine one around its mean.
pub(crate) fn posterior(reads: &[Read], latch: &Latch, rate: i64, prior: Prior) -> Posterior {
    let (centre, half) = prior.window();
    let coarse = grid(reads, latch, rate, prior, centre, half);
    let fine = add(mul(isqrt(coarse.var), 6), 1_500);
    if fine >= half {
        return coarse;
    }
    let fine = grid(reads, latch, rate, prior, coarse.mean, fine);
    Posterior { cost: coarse.cost, ..fine }
}

/// `-ln` of the probability of the reads under the prior, Q8 nats: for comparing models and priors.
pub(crate) fn evidence(reads: &[Read], latch: &Latch, rate: i64, prior: Prior) -> i32 {
    let (centre, half) = prior.window();
    // Mass of the prior on the grid: sqrt(2 pi) sd, or the width.
    let mass = match prior {
        Prior::Normal(_, sd) => mul_div(sd.max(100), 25_066, 10_000),
        Prior::Flat(a, b) => sub(b, a).max(1),
    };
    let mut cost = [0i32; FEW_POINTS];
    let step = costs(&mut cost, reads, (latch, rate), prior, (centre, half));
    let least = cost.iter().copied().min().unwrap_or(0);
    let sum = cost.iter().fold(0u64, |sum, &c| sum.saturating_add(u64::from(exp_neg(c.saturating_sub(least)))));
    weight_cost(least, sum, step).saturating_add(ln(mass.max(1) as u64))
}

/// Least cost of the reads over the window of the prior, and their cost in its middle, without the
/// prior itself, Q8 nats.
pub(crate) fn cost_range(reads: &[Read], latch: &Latch, prior: Prior) -> (i32, i32) {
    let (centre, half) = prior.window();
    let mut cost = [0i32; POINTS];
    costs(&mut cost, reads, (latch, 0), Prior::Flat(0, 0), (centre, half));
    let least = cost.iter().copied().min().unwrap_or(0);
    (least, cost.get(HALF as usize).copied().unwrap_or(0))
}

fn grid(reads: &[Read], latch: &Latch, rate: i64, prior: Prior, centre: i64, half: i64) -> Posterior {
    let mut cost = [0i32; POINTS];
    let step = costs(&mut cost, reads, (latch, rate), prior, (centre, half));
    summarise(&mut cost, centre, step)
}

/// Cost of the reads and the prior at each point of a grid around `centre`; returns its step.
fn costs(
    cost: &mut [i32],
    reads: &[Read],
    (latch, rate): (&Latch, i64),
    prior: Prior,
    (centre, half): (i64, i64),
) -> i64 {
    let points = (cost.len() >> 1) as i64;
    let step = clamp(half.checked_div(points).unwrap_or(0), STEP_MIN, STEP_MAX);
    let first = sub(centre, mul(step, points));
    prior_cost(cost, prior, first, step);
    for read in reads {
        let (low, s) = edge(read, latch, rate);
        // Distance of the first grid point above the lower edge.
        add_read(cost, clamp(sub(first, low), -2_000_000_000, 2_000_000_000), step, i64::from(s));
    }
    step
}

/// Half the square of the distance in standard deviations, in Q8 nats.
fn prior_cost(cost: &mut [i32], prior: Prior, first: i64, step: i64) {
    let Prior::Normal(mean, sd) = prior else { return };
    let sd = clamp(sd, 100, 1 << 30);
    let first = clamp(sub(first, mean), -(1 << 40), 1 << 40);
    let mut z = mul_div(first, 1 << 16, sd); // standard deviations, 16 fraction bits
    let dz = mul_div(step, 1 << 16, sd);
    for c in cost.iter_mut() {
        // Beyond eleven the cost stays as it is there.
        let near = (clamp(z, -Z_MAX, Z_MAX) as i32) >> 4;
        *c = near.wrapping_mul(near) >> 17;
        z = add(z, dz);
    }
}

/// Adds the cost of a read at each point: of its lower edge, `first` below the first point, and of its
/// upper one a second above that.
fn add_read(cost: &mut [i32], first: i64, step: i64, s: i64) {
    let per_s = i64::from(u32::MAX.checked_div(clamp(s, 200, 400_000) as u32).unwrap_or(0));
    // Distances over `s`, 16 fraction bits. What does not fit is far beyond the cap all along the grid.
    let over = |m: i64| clamp(m.wrapping_mul(per_s) >> 16, -X_MAX, X_MAX) as i32;
    let dx = over(step);
    let lower = over(first);
    let upper = over(sub(SECOND, first));
    let last = cost.len().saturating_sub(1) as i32;
    let ends = (lower, upper.saturating_sub(dx.saturating_mul(last)));
    match (ends.0 < X_FREE, ends.1 < X_FREE) {
        (false, false) => {}
        (true, false) => add_edge(cost, lower, dx),
        (false, true) => add_edge(cost, upper, dx.wrapping_neg()),
        (true, true) => add_both(cost, lower, upper, dx),
    }
}

/// Adds the cost of an edge; `x` grows by `dx` a point.
fn add_edge(cost: &mut [i32], mut x: i32, dx: i32) {
    for c in cost.iter_mut() {
        if x < X_FREE {
            *c = c.saturating_add(if x < X_CAP { COST_CAP } else { softplus(x >> 4).min(COST_CAP) });
        }
        x = x.saturating_add(dx);
    }
}

fn add_both(cost: &mut [i32], mut lower: i32, mut upper: i32, dx: i32) {
    for c in cost.iter_mut() {
        let v = softplus(lower >> 4).saturating_add(softplus(upper >> 4));
        *c = c.saturating_add(v.min(COST_CAP));
        lower = lower.saturating_add(dx);
        upper = upper.saturating_sub(dx);
    }
}

fn summarise(cost: &mut [i32; POINTS], centre: i64, step: i64) -> Posterior {
    let least = cost.iter().copied().min().unwrap_or(0);
    let (mut sum, mut first) = (0u32, 0u32);
    for (i, c) in (0u32..).zip(cost.iter_mut()) {
        // From here on the weight; 65 of them times their place stay below 2^29.
        let w = exp_neg(c.saturating_sub(least));
        *c = w as i32;
        sum = sum.wrapping_add(w);
        first = first.wrapping_add(w.wrapping_mul(i));
    }
    let (sum, first) = (i64::from(sum.max(1)), i64::from(first));
    // Mean in 1/256 of a step; variance in 1/65536 of a step squared.
    let mean = mul_div(first, 256, sum);
    let mut second = 0i64;
    let (mut run, mut median) = (0i64, None);
    for (i, &w) in (0i64..).zip(cost.iter()) {
        if w == 0 {
            continue;
        }
        let w = i64::from(w);
        // Below 2^16 and 2^15: the sum stays below 2^53.
        let d = i.wrapping_mul(256).wrapping_sub(mean);
        second = second.wrapping_add(w.wrapping_mul(d.wrapping_mul(d)));
        let next = run.wrapping_add(w);
        if median.is_none() && next.wrapping_mul(2) >= sum {
            // Between the half steps around this point.
            let into = mul_div(sub(sum / 2, run), 256, w.max(1));
            median = Some(add(sub(mul(i, 256), 128), into));
        }
        run = next;
    }
    let place = |q8: i64| add(centre, mul_div(sub(q8, HALF * 256), step, 256));
    let var = mul_div(mul_div(second, 1, sum), mul(step, step), 65_536);
    Posterior {
        mean: place(mean),
        median: place(median.unwrap_or(mean)),
        var: var.max(1),
        cost: weight_cost(least, sum as u64, step),
    }
}

/// Evidence of a grid: its weights times the step, so that grids of different steps compare.
fn weight_cost(least: i32, sum: u64, step: i64) -> i32 {
    least.saturating_sub(ln(sum.saturating_mul(step as u64) / 65_535))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::latch::{LatchState, Profile};

    /// Mean and standard deviation by summing over every microsecond, in floating point.
    fn brute_force(reads: &[Read], latch: &Latch, rate: i64, (mean, sd): (i64, i64)) -> (f64, f64) {
        let softplus = |x: f64| (-x).exp().ln_1p();
        let edges: std::vec::Vec<_> = reads.iter().map(|r| edge(r, latch, rate)).collect();
        let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
        for d in -6 * sd..=6 * sd {
            let mut cost = (d as f64 / sd as f64).powi(2) / 2.0;
            for &(low, s) in &edges {
                let m = (mean + d - low) as f64;
                let one = softplus(m / f64::from(s)) + softplus((1e6 - m) / f64::from(s));
                cost += one.min(f64::from(COST_CAP) / 256.0);
            }
            let w = (-cost).exp();
            sum += w;
            first += w * d as f64;
            second += w * (d as f64).powi(2);
        }
        let m = first / sum;
        (mean as f64 + m, (second / sum - m * m).sqrt())
    }

    #[test]
    fn grid_follows_a_brute_force_posterior() {
        let mut seed = 7u64;
        let mut dice = |a: i64, b: i64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            a + ((seed >> 33) as i64).rem_euclid(b - a)
        };
        for case in 0..60 {
            let (mean, sd) = (dice(-2_000_000, 2_000_000), dice(1_500, 12_000));
            let truth = mean + dice(-2 * sd, 2 * sd);
            let rate = dice(-10_000, 10_000);
            let mut state = LatchState::new(Profile::measured(dice(0, 256) as i16));
            let turns: std::vec::Vec<_> = (0..8).map(|_| dice(22_000, 30_000)).collect();
            turns.iter().for_each(|&r| state.note_turn(r));
            let latch = Latch { share: dice(0, 257) as i32, noise: dice(600, 6_000) as i32, ..state.model() };
            // Each read aims near what is known, as a burst does; the answer is by the model with some noise.
            let reads: std::vec::Vec<_> = turns
                .iter()
                .enumerate()
                .map(|(n, &r)| {
                    let aim = mean + dice(-sd, sd);
                    let dt = n as i64 * 1_400_000;
                    let mut read = Read { dt: dt as i32, r: r as i32, z: 0 };
                    let (shift, s) = edge(&read, &latch, rate);
                    let noise = dice(-i64::from(s), i64::from(s));
                    read.z = aim - shift - if truth + noise >= aim { 0 } else { 1_000_000 };
                    read
                })
                .collect();
            let found = posterior(&reads, &latch, rate, Prior::Normal(mean, sd));
            let (exact, spread) = brute_force(&reads, &latch, rate, (mean, sd));
            assert!((found.mean as f64 - exact).abs() <= 50.0, "case {case}: mean {} for {exact:.1}", found.mean);
            let ratio = (found.var as f64).sqrt() / spread;
            assert!((0.95..1.05).contains(&ratio), "case {case}: sd {ratio:.3} of {spread:.0}");
        }
    }
}
