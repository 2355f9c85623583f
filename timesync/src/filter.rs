//! Kalman filter with one observed state, in integers: the core of every estimator of the crate.
//!
//! State 0 is an offset in µs; the others drive it (a rate in ppb, a slope in ppb/ks, …). All of
//! state and covariance carries [`FRAC`] fraction bits; the transition carries [`F_FRAC`].

use crate::math::{clamp, isqrt, mul_div, narrow};

/// Fraction bits of the state and of the covariance.
pub(crate) const FRAC: u32 = 8;
/// Fraction bits of the transition matrix.
pub(crate) const F_FRAC: u32 = 32;
/// Largest rate that is believed, ppb (a quartz that is further off is broken).
pub(crate) const RATE_MAX: i64 = 200_000;
/// Longest step of one propagation: 2^20 s, about twelve days.
pub(crate) const DT_MAX: i64 = 1_048_576_000_000;

const TH_MAX: i64 = 1 << 62;
const X_MAX: i64 = RATE_MAX << FRAC;
const P_MAX: i64 = 1 << 60;

/// Offset and the states that drive it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kalman<const N: usize> {
    pub(crate) x: [i64; N],
    pub(crate) p: [[i64; N]; N],
}

/// Transition of a step: how much of each state goes into each, [`F_FRAC`] fraction bits.
pub(crate) type Transition<const N: usize> = [[i64; N]; N];

/// 1.0 of a [`Transition`].
pub(crate) const ONE: i64 = 1 << F_FRAC;

/// `dt` µs as µs per ppb (1e-9 · dt) in transition units.
pub(crate) const fn per_ppb(dt: i64) -> i64 {
    mul_div(dt, ONE, 1_000_000_000)
}

fn times(a: i64, f: i64) -> i128 {
    i128::from(a).wrapping_mul(i128::from(f))
}

/// [`times`] that knows the two factors of which a transition mostly consists.
fn scaled(a: i64, f: i64) -> i128 {
    match f {
        0 => 0,
        ONE => i128::from(a).wrapping_shl(F_FRAC),
        _ => times(a, f),
    }
}

fn unscale(v: i128) -> i64 {
    narrow(v.saturating_add(1 << (F_FRAC - 1)).wrapping_shr(F_FRAC))
}

impl<const N: usize> Kalman<N> {
    /// Starts at offset `th` (µs) with the standard deviations `sd` of all states.
    pub(crate) fn new(th: i64, sd: [i64; N]) -> Self {
        let mut k = Self { x: [0; N], p: [[0; N]; N] };
        k.set_offset(th);
        for (i, (row, s)) in k.p.iter_mut().zip(sd).enumerate() {
            let s = clamp(s, 0, 1 << 25);
            if let Some(v) = row.get_mut(i) {
                *v = s.saturating_mul(s) << FRAC;
            }
        }
        k
    }

    fn cell(&self, i: usize, j: usize) -> i64 {
        self.p.get(i).and_then(|r| r.get(j)).copied().unwrap_or(0)
    }

    pub(crate) fn state(&self, i: usize) -> i64 {
        self.x.get(i).copied().unwrap_or(0)
    }

    /// Offset, µs.
    pub(crate) fn offset(&self) -> i64 {
        self.state(0).saturating_add(1 << (FRAC - 1)) >> FRAC
    }

    /// Variance of the offset, µs².
    pub(crate) fn variance(&self) -> i64 {
        self.cell(0, 0) >> FRAC
    }

    /// Standard deviation of the offset, µs.
    pub(crate) fn sd(&self) -> i64 {
        isqrt(self.variance())
    }

    pub(crate) fn set_offset(&mut self, th: i64) {
        if let Some(v) = self.x.first_mut() {
            *v = clamp(th, -(TH_MAX >> FRAC), TH_MAX >> FRAC) << FRAC;
        }
    }

    /// Forgets how the offset hangs together with the rest and gives it the variance `var` (µs²).
    pub(crate) fn restart_offset(&mut self, th: i64, var: i64) {
        self.set_offset(th);
        for row in self.p.iter_mut() {
            if let Some(v) = row.first_mut() {
                *v = 0;
            }
        }
        if let Some(row) = self.p.first_mut() {
            *row = [0; N];
            if let Some(v) = row.first_mut() {
                *v = clamp(var, 1, P_MAX >> FRAC) << FRAC;
            }
        }
    }

    /// The offset is known no better than to the variance `var` (µs²).
    pub(crate) fn doubt_offset(&mut self, var: i64) {
        if let Some(v) = self.p.first_mut().and_then(|r| r.first_mut()) {
            *v = (*v).max(clamp(var, 1, P_MAX >> FRAC) << FRAC);
        }
    }

    /// Applies a transition and then the noise `q`: (i, j, value with [`FRAC`] bits).
    pub(crate) fn propagate(&mut self, f: &Transition<N>, q: &[(usize, usize, i64)]) {
        let mut x = [0i64; N];
        for (i, (out, row)) in x.iter_mut().zip(f).enumerate() {
            // The diagonal is exactly one: the offset keeps its full range.
            let mut sum = 0i128;
            for (j, (c, v)) in row.iter().zip(self.x).enumerate() {
                if i != j {
                    sum = sum.saturating_add(scaled(v, *c));
                }
            }
            *out = self.state(i).saturating_add(unscale(sum));
        }
        self.x = x;
        let mut fp = [[0i64; N]; N];
        for (out_row, f_row) in fp.iter_mut().zip(f) {
            for (j, out) in out_row.iter_mut().enumerate() {
                let mut sum = 0i128;
                for (c, p_row) in f_row.iter().zip(&self.p) {
                    sum = sum.saturating_add(scaled(p_row.get(j).copied().unwrap_or(0), *c));
                }
                *out = unscale(sum);
            }
        }
        for (p_row, fp_row) in self.p.iter_mut().zip(&fp) {
            for (out, f_row) in p_row.iter_mut().zip(f) {
                let mut sum = 0i128;
                for (c, v) in f_row.iter().zip(fp_row) {
                    sum = sum.saturating_add(scaled(*v, *c));
                }
                *out = clamp(unscale(sum), -P_MAX, P_MAX);
            }
        }
        for &(i, j, v) in q {
            for (a, b) in [(i, j), (j, i)].into_iter().take(if i == j { 1 } else { 2 }) {
                if let Some(c) = self.p.get_mut(a).and_then(|r| r.get_mut(b)) {
                    *c = clamp(c.saturating_add(v), -P_MAX, P_MAX);
                }
            }
        }
        self.tidy();
    }

    /// Square of the innovation over its variance, times 16.
    pub(crate) fn surprise16(&self, z: i64, r: i64) -> i64 {
        let nu = z.saturating_sub(self.offset()).saturating_abs();
        let s = self.variance().saturating_add(clamp(r, 1, 1 << 50));
        mul_div(nu, nu, s).saturating_mul(16)
    }

    /// Measurement `z` of the offset (µs) with variance `r` (µs²).
    pub(crate) fn update(&mut self, z: i64, r: i64) {
        let r = clamp(r, 1, P_MAX >> FRAC) << FRAC;
        let s = self.cell(0, 0).saturating_add(r);
        let z = clamp(z, -(TH_MAX >> FRAC), TH_MAX >> FRAC) << FRAC;
        let nu = z.saturating_sub(self.state(0));
        self.gain(nu, s, self.cell(0, 0), r);
    }

    /// The offset is now known to be `mean` with variance `var` (µs², prior included): moment match.
    pub(crate) fn fuse(&mut self, mean: i64, var: i64) {
        let p00 = self.cell(0, 0).max(1);
        let var = clamp(var, 1, P_MAX >> FRAC) << FRAC;
        let mean = clamp(mean, -(TH_MAX >> FRAC), TH_MAX >> FRAC) << FRAC;
        let d = mean.saturating_sub(self.state(0));
        // As an update with all of d taken: divide by p00, shrink p00 to var.
        self.gain(d, p00, p00, var);
    }

    /// `x += p·nu/s`, `p -= p0·p0ᵀ·(share)`, where `p00` becomes `p00·left/s`.
    fn gain(&mut self, nu: i64, s: i64, p00: i64, left: i64) {
        let p00 = p00.max(1);
        // How much of a change of the offset each state takes, [`F_FRAC`] fraction bits.
        let mut shares = [ONE; N];
        for (g, row) in shares.iter_mut().zip(&self.p).skip(1) {
            let c = row.first().copied().unwrap_or(0);
            *g = mul_div(c, ONE, p00);
        }
        let moved = if s == p00 { nu } else { mul_div(nu, p00, s) };
        for (x, g) in self.x.iter_mut().zip(shares) {
            *x = x.saturating_add(unscale(scaled(moved, g)));
        }
        // Both forms remove p0 p0ᵀ (p00 - new)/p00²; for an update new = p00·r/s, for fuse new = var.
        let new = if s == p00 { left } else { mul_div(p00, left, s) };
        let taken = p00.saturating_sub(new);
        for (i, gi) in shares.into_iter().enumerate() {
            let share = unscale(scaled(taken, gi));
            for (j, gj) in shares.into_iter().enumerate().skip(i) {
                let v = self.cell(i, j).saturating_sub(unscale(scaled(share, gj)));
                self.put(i, j, v);
            }
        }
        self.tidy();
    }

    pub(crate) fn put(&mut self, i: usize, j: usize, v: i64) {
        for (a, b) in [(i, j), (j, i)] {
            if let Some(c) = self.p.get_mut(a).and_then(|r| r.get_mut(b)) {
                *c = v;
            }
        }
    }

    /// Rounding must not push the covariance out of the positive half, nor rates out of reason.
    fn tidy(&mut self) {
        for (i, x) in self.x.iter_mut().enumerate() {
            let limit = if i == 0 { TH_MAX } else { X_MAX };
            *x = clamp(*x, limit.wrapping_neg(), limit);
        }
        for i in 0..N {
            if let Some(v) = self.p.get_mut(i).and_then(|r| r.get_mut(i)) {
                *v = clamp(*v, 1, P_MAX);
            }
        }
        for i in 0..N {
            for j in 0..i {
                let mean = self.cell(i, j).saturating_add(self.cell(j, i)) >> 1;
                let room = i128::from(self.cell(i, i)).saturating_mul(i128::from(self.cell(j, j)));
                let used = i128::from(mean).saturating_mul(i128::from(mean));
                let v = if used > room {
                    let bound = isqrt(self.cell(i, i)).saturating_mul(isqrt(self.cell(j, j)));
                    if mean < 0 { bound.saturating_neg() } else { bound }
                } else {
                    mean
                };
                self.put(i, j, v);
            }
        }
    }
}

/// Offset and rate.
pub(crate) type TwoState = Kalman<2>;
/// Offset, rate and slope of the rate (ppb/ks).
pub(crate) type ThreeState = Kalman<3>;

impl Kalman<2> {
    /// Rate, ppb.
    pub(crate) fn rate(&self) -> i64 {
        self.state(1).saturating_add(1 << (FRAC - 1)) >> FRAC
    }

    /// Lets `dt` µs pass; `q` is the random walk of the rate, ppb²/s.
    pub(crate) fn advance(&mut self, dt: i64, q: i64) {
        let dt = clamp(dt, 0, DT_MAX);
        let h = per_ppb(dt);
        let grown = mul_div(clamp(q, 0, 1_000_000) << FRAC, dt, 1_000_000);
        let q01 = unscale(times(grown, h)) / 2;
        let q00 = unscale(times(unscale(times(grown, h)), h)) / 3;
        self.propagate(&[[ONE, h], [0, ONE]], &[(0, 0, q00), (0, 1, q01), (1, 1, grown)]);
    }
}

impl Kalman<3> {
    /// Rate, ppb.
    pub(crate) fn rate(&self) -> i64 {
        self.state(1).saturating_add(1 << (FRAC - 1)) >> FRAC
    }

    /// Lets `dt` µs pass; `q` is the random walk of the slope, (ppb/ks)²/s.
    pub(crate) fn advance(&mut self, dt: i64, q: i64) {
        let dt = clamp(dt, 0, DT_MAX);
        let h = per_ppb(dt);
        // dt in ks, and dt²/2 in µs per (ppb/ks).
        let ks = mul_div(dt, ONE, 1_000_000_000);
        let hh = unscale(times(h, ks)) / 2;
        let grown = mul_div(clamp(q, 0, 1_000_000) << FRAC, dt, 1_000_000);
        let q12 = unscale(times(grown, ks)) / 2;
        let q11 = unscale(times(unscale(times(grown, ks)), ks)) / 3;
        let q02 = unscale(times(unscale(times(grown, ks)), h)) / 6;
        let q01 = unscale(times(unscale(times(unscale(times(grown, ks)), ks)), h)) / 8;
        let q00 = unscale(times(unscale(times(unscale(times(unscale(times(grown, ks)), ks)), h)), h)) / 20;
        self.propagate(
            &[[ONE, h, hh], [0, ONE, ks], [0, 0, ONE]],
            &[(0, 0, q00), (0, 1, q01), (0, 2, q02), (1, 1, q11), (1, 2, q12), (2, 2, grown)],
        );
    }
}
