//! Posterior of a clock's offset on a grid, from the one-bit answers of a burst.
//!
//! A read says that the meter showed the second `[T, T + 1 s)` when it sampled its clock `l` after
//! the request: `z ≤ θ + l < z + 1 s` with `z = T - t1`. The noise on `l` is logistic with scale
//! `s`, whose distribution function is `1/(1 + e^-x)`, so that one read has the cost (`-ln` of its
//! probability)
//!
//! ```text
//! c(θ) = SP(m/s) + SP((1 s - m)/s)      m = θ + l - z      SP(x) = ln(1 + e^-x)      (14)
//! ```
//!
//! `m` is the distance above the lower edge. The cost is capped at 5.5 nats (one in 245), so that
//! one false answer cannot win against the others. With a normal prior of deviation `σ` around the
//! base
//!
//! ```text
//! C(θ) = θ²/2σ² + Σ min(c(θ), 5.5)          p(θ) ∝ e^-C(θ)                           (15)
//! ```
//!
//! `C` is summed up at the 65 points of a grid over ±5 σ, then again over ±(6 sd + 1.5 ms) around
//! the mean. Costs are in Q8 nats (1/256).
//!
//! All lengths here are µs in 32 bits: edges lie within 800 s of the base (`FAR`), the sampling
//! instant within 130 s, windows within 1300 s, which adds up to less than 2^31.

use core::num::NonZero;

use crate::estimate::tables::{exp_neg, ln, softplus};
use crate::estimate::timing::TimingModel;
use crate::math::{clamp, floor_div, isqrt};

/// Largest cost of one read, Q8 nats (5.5 nats).
pub(crate) const COST_CAP: i32 = 1_420;
/// Points of a grid, and of one that compares models.
const POINTS: usize = 65;
const FEW_POINTS: usize = 49;
/// The middle one of the points.
const HALF: i32 = 32;
/// A step below 40 µs would teach nothing, for the node's time is no better; one above 60 ms is for
/// windows of seconds.
const STEP_MIN: i32 = 40;
const STEP_MAX: i32 = 60_000;
const SECOND: i32 = 1_000_000;
/// A read that lies farther from its base says no more than one here, µs.
pub(crate) const FAR: i64 = 800_000_000;
/// Largest distance from the prior that is told apart: 11 standard deviations, 16 fraction bits.
const Z_MAX: i32 = 11 << 16;
/// From here on an edge costs nothing, in units of the noise, 16 fraction bits.
const X_FREE: i32 = 8 << 16;
/// Up to here it costs the cap.
const X_CAP: i32 = -(6 << 16);

/// One read: where the lower edge of what it allows would be if the meter sampled its clock right
/// at the end of the request, and its turn-around, µs.
///
/// Offsets here are those at the start of the burst, less a base near all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) z: i32,
    pub(crate) r: i32,
}

impl Read {
    /// From an edge `z` above the base.
    pub(crate) const fn new(z: i64, r: i32) -> Self {
        Self {
            z: clamp(z, -FAR, FAR) as i32,
            r,
        }
    }
}

/// Summary of a posterior.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posterior {
    pub(crate) mean: i32,
    pub(crate) median: i32,
    pub(crate) var: i64,
}

/// What is known before the reads: a window, and a normal distribution around the base or nothing,
/// µs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Prior {
    pub(crate) centre: i32,
    /// Half the width of the window.
    pub(crate) half: i32,
    /// Standard deviation; 0: anything in the window.
    sd: i32,
}

impl Prior {
    /// Normal around the base.
    pub(crate) const fn normal(sd: i64) -> Self {
        let sd = clamp(sd, 100, 1 << 28) as i32;
        Self {
            centre: 0,
            half: sd * 5,
            sd,
        }
    }

    /// Anything up to `half` from `centre`.
    pub(crate) const fn flat(centre: i32, half: i32) -> Self {
        Self {
            centre,
            half,
            sd: 0,
        }
    }
}

/// Lower edge of a read, and the noise scale.
pub(crate) fn edge(read: &Read, timing: &TimingModel) -> (i32, i32) {
    let (sample, s) = timing.at(read.r);
    (read.z - sample, s)
}

/// Posterior by a coarse grid over the prior and a fine one around its mean.
pub(crate) fn posterior(reads: &[Read], timing: &TimingModel, prior: &Prior) -> Posterior {
    let coarse = grid(reads, timing, prior);
    // Up to 60 000 steps of 60 ms.
    let half = isqrt(coarse.var) as i32 * 6 + 1_500;
    if half >= prior.half {
        return coarse;
    }
    let around = Prior {
        centre: coarse.mean,
        half,
        ..*prior
    };
    grid(reads, timing, &around)
}

/// `-ln` of the probability of the reads under the prior, Q8 nats: for comparing models and priors.
pub(crate) fn evidence(reads: &[Read], timing: &TimingModel, prior: &Prior) -> i32 {
    let mut cost = [0i32; FEW_POINTS];
    let step = costs(&mut cost, reads, timing, prior);
    let least = least(&cost);
    let weights = cost.iter().map(|&c| u64::from(exp_neg(c - least)));
    // The weights times the step, so that grids of different steps compare.
    let weight = weights.sum::<u64>() * step as u64 / 65_535;
    // Mass of the prior on the grid: sqrt(2 pi) sd, or the width.
    let mass = if prior.sd == 0 {
        u64::from(prior.half as u32) * 2
    } else {
        u64::from(prior.sd as u32) * 25_066 / 10_000
    };
    least - ln(weight) + ln(mass)
}

/// Least cost of the reads over the window of the prior, and their cost in its middle, without the
/// prior itself, Q8 nats.
pub(crate) fn cost_range(reads: &[Read], timing: &TimingModel, prior: &Prior) -> (i32, i32) {
    let mut cost = [0i32; POINTS];
    costs(&mut cost, reads, timing, &Prior { sd: 0, ..*prior });
    (least(&cost), cost.get(HALF as usize).copied().unwrap_or(0))
}

fn least(cost: &[i32]) -> i32 {
    cost.iter().fold(i32::MAX, |least, &c| least.min(c))
}

fn grid(reads: &[Read], timing: &TimingModel, prior: &Prior) -> Posterior {
    let mut cost = [0i32; POINTS];
    let step = costs(&mut cost, reads, timing, prior);
    summarise(&mut cost, prior.centre, step)
}

/// Equation (15) at each point of a grid over the window; returns its step.
fn costs(cost: &mut [i32], reads: &[Read], timing: &TimingModel, prior: &Prior) -> i32 {
    let points = (cost.len() / 2) as i32;
    let step = prior.half.checked_div(points).unwrap_or(0);
    let step = step.clamp(STEP_MIN, STEP_MAX);
    let first = prior.centre - step * points;
    if prior.sd != 0 {
        prior_cost(cost, prior.sd, first, step);
    }
    for read in reads {
        let (low, s) = edge(read, timing);
        add_read(cost, first - low, step, s);
    }
    step
}

/// `θ²/2σ²` in Q8 nats.
fn prior_cost(cost: &mut [i32], sd: i32, first: i32, step: i32) {
    // Standard deviations, 16 fraction bits.
    let over = |m: i32| floor_div(i64::from(m) << 16, i64::from(sd)) as i32;
    let mut z = over(first);
    let dz = over(step);
    for c in cost {
        // Beyond eleven the cost stays as it is there. 4 + 4 + 17 bits: half the square in 1/256.
        let near = z.clamp(-Z_MAX, Z_MAX) >> 4;
        *c = (near * near) >> 17;
        z = z.saturating_add(dz);
    }
}

/// Adds the cost of a read, equation (14), at each point; `first` is the first point's `m`.
fn add_read(cost: &mut [i32], first: i32, step: i32, s: i32) {
    let per_s = u32::MAX.checked_div(s.clamp(200, 400_000) as u32);
    let per_s = i64::from(per_s.unwrap_or(0));
    // Distances over `s`, 16 fraction bits. What does not fit is far beyond the cap all along the
    // grid.
    let over = |m: i32| {
        let x = (i64::from(m) * per_s) >> 16;
        i32::try_from(x).unwrap_or(if m < 0 { i32::MIN } else { i32::MAX })
    };
    let dx = over(step);
    let mut lower = over(first);
    let mut upper = over(SECOND - first);
    for c in cost {
        let one = edge_cost(lower) + edge_cost(upper);
        *c += one.min(COST_CAP);
        lower = lower.saturating_add(dx);
        upper = upper.saturating_sub(dx);
    }
}

/// `SP(x)` in Q8 nats, `x` with 16 fraction bits; no more than the cap.
fn edge_cost(x: i32) -> i32 {
    if x >= X_FREE {
        0
    } else if x < X_CAP {
        COST_CAP
    } else {
        softplus(x >> 4)
    }
}

/// Mean, median and variance from the costs at the points of a grid.
fn summarise(cost: &mut [i32; POINTS], centre: i32, step: i32) -> Posterior {
    let least = least(cost);
    // 65 weights of 16 bits: their sum stays below 2^23, times their place below 2^28.
    let (mut sum, mut first) = (0u32, 0u32);
    for (i, c) in (0u32..).zip(cost.iter_mut()) {
        // From here on the weight.
        let w = exp_neg(*c - least);
        *c = w as i32;
        sum += w;
        first += w * i;
    }
    // The least cost has weight, so that the sum is not 0.
    let Some(sum) = NonZero::new(sum) else {
        return Posterior {
            mean: centre,
            median: centre,
            var: 1,
        };
    };
    // Places in 1/256 of a step.
    let mean = (((first / sum) << 8) + ((first % sum) << 8) / sum) as i32;
    // Variance in 1/65536 of a step squared, times the sum: below 2^53.
    let mut second = 0u64;
    let (mut run, mut median) = (0u32, mean);
    for (i, &w) in (0i32..).zip(cost.iter()) {
        let w = w as u32;
        let place = i << 8;
        let d = place - mean;
        second += u64::from(w) * u64::from((d * d) as u32);
        let before = run;
        run += w;
        if before << 1 < sum.get() && run << 1 >= sum.get() {
            // Between the half steps around this point.
            let into = ((sum.get() >> 1).saturating_sub(before) << 8).checked_div(w);
            median = place - 128 + into.unwrap_or(0) as i32;
        }
    }
    let at = |place: i32| centre + (((place - (HALF << 8)) * step) >> 8);
    let square = u64::from(step as u32).pow(2);
    // Below 2^30 times 2^32.
    let var = ((second / NonZero::from(sum)) * square) >> 16;
    Posterior {
        mean: at(mean),
        median: at(median),
        var: (var as i64).max(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::timing::{Profile, ReplyTiming};

    /// Mean and standard deviation by summing over every microsecond, in floating point.
    fn brute_force(reads: &[Read], timing: &TimingModel, sd: i32) -> (f64, f64) {
        let softplus = |x: f64| (-x).exp().ln_1p();
        let edges: std::vec::Vec<_> = reads.iter().map(|r| edge(r, timing)).collect();
        let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
        for d in -6 * sd..=6 * sd {
            let mut cost = (f64::from(d) / f64::from(sd)).powi(2) / 2.0;
            for &(low, s) in &edges {
                let m = f64::from(d - low);
                let one = softplus(m / f64::from(s)) + softplus((1e6 - m) / f64::from(s));
                cost += one.min(f64::from(COST_CAP) / 256.0);
            }
            let w = (-cost).exp();
            sum += w;
            first += w * f64::from(d);
            second += w * f64::from(d).powi(2);
        }
        let m = first / sum;
        (m, (second / sum - m * m).sqrt())
    }

    #[test]
    fn grid_follows_a_brute_force_posterior() {
        let mut seed = 7u64;
        let mut dice = |a: i32, b: i32| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            a + ((seed >> 33) as i32).rem_euclid(b - a)
        };
        for case in 0..60 {
            let sd = dice(1_500, 12_000);
            let truth = dice(-2 * sd, 2 * sd);
            let mut state = ReplyTiming::new(Profile::measured(dice(0, 256) as i16));
            let turns: std::vec::Vec<_> = (0..8).map(|_| dice(22_000, 30_000)).collect();
            turns
                .iter()
                .for_each(|&r| state.note_turn(crate::Micros(i64::from(r))));
            let timing = TimingModel {
                share: dice(0, 257),
                noise: dice(600, 6_000),
                ..state.model()
            };
            // Each read aims near what is known, as a burst does; the answer is by the model with
            // some noise.
            let reads: std::vec::Vec<_> = turns
                .iter()
                .map(|&r| {
                    let aim = dice(-sd, sd);
                    let mut read = Read { z: 0, r };
                    let (shift, s) = edge(&read, &timing);
                    let noise = dice(-s, s);
                    read.z = aim - shift - if truth + noise >= aim { 0 } else { 1_000_000 };
                    read
                })
                .collect();
            let found = posterior(&reads, &timing, &Prior::normal(i64::from(sd)));
            let (exact, spread) = brute_force(&reads, &timing, sd);
            assert!(
                (f64::from(found.mean) - exact).abs() <= 50.0,
                "case {case}: mean {} for {exact:.1}",
                found.mean
            );
            let ratio = (found.var as f64).sqrt() / spread;
            assert!(
                (0.95..1.05).contains(&ratio),
                "case {case}: sd {ratio:.3} of {spread:.0}"
            );
        }
    }
}
