//! Kalman filter with one observed state, in integers: the core of every estimator of the crate.
//!
//! State 0 is an offset in µs; the others drive it (a rate in ppb, a slope in ppb/ks, …). All of
//! state and covariance carries [`FRAC`] fraction bits; the transition carries [`F_FRAC`].

use crate::math::{Wide, abs, add, clamp, isqrt, mul, mul_div, narrow, product, sub};

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

/// 1.0 of a transition.
pub(crate) const ONE: i64 = 1 << F_FRAC;

/// Most states of a filter.
const STATES: usize = 6;

/// `dt` µs as µs per ppb (1e-9 · dt) in transition units.
pub(crate) const fn per_ppb(dt: i64) -> i64 {
    mul_div(dt, ONE, 1_000_000_000)
}

/// `sum` without its [`F_FRAC`] fraction bits, rounded.
fn unscale(sum: Wide) -> i64 {
    let (low, carry) = sum.low.overflowing_add(1 << (F_FRAC - 1));
    let high = sum.high.wrapping_add(i64::from(carry));
    narrow(Wide { high: high >> F_FRAC, low: (low >> F_FRAC) | ((high as u64) << F_FRAC) })
}

/// `a · f`, `f` in transition units, rounded.
#[inline(never)]
fn scaled(a: i64, f: i64) -> i64 {
    unscale(product(a, f))
}

/// `own` and of every `step`th of `others` the part that `row` says, in transition units. States and covariances stay
/// below 2^63 and transitions below 2^52, so 128 bits hold the sum.
#[inline(never)]
fn mixed(own: i64, row: &[i64], others: &[i64], step: usize) -> i64 {
    let mut sum = product(own, ONE);
    for (k, f) in row.iter().enumerate() {
        let v = others.get(k.wrapping_mul(step)).copied().unwrap_or(0);
        let more = product(v, *f);
        let (low, carry) = sum.low.overflowing_add(more.low);
        sum = Wide { high: sum.high.wrapping_add(more.high).wrapping_add(i64::from(carry)), low };
    }
    unscale(sum)
}

/// The states and the rows of the covariance of a filter of any size: what is calculated with them is in the image once.
struct Parts<'a> {
    x: &'a mut [i64],
    p: &'a mut [i64],
}

impl Parts<'_> {
    fn cell(&self, i: usize, j: usize) -> i64 {
        self.p.get(i.wrapping_mul(self.x.len()).wrapping_add(j)).copied().unwrap_or(0)
    }

    #[inline(never)]
    fn put(&mut self, i: usize, j: usize, v: i64) {
        for (a, b) in [(i, j), (j, i)] {
            if let Some(c) = self.p.get_mut(a.wrapping_mul(self.x.len()).wrapping_add(b)) {
                *c = v;
            }
        }
    }

    /// See [`Kalman::propagate`]. Row by row in place: what a row takes in lies behind it and is still the old.
    #[inline(never)]
    fn propagate(mut self, f: &[&[i64]], q: &[(usize, usize, i64)]) {
        let n = self.x.len();
        for (i, row) in f.iter().enumerate() {
            let moved = mixed(0, row, self.x.get(i.wrapping_add(1)..).unwrap_or(&[]), 1);
            if let Some(x) = self.x.get_mut(i) {
                *x = add(*x, moved);
            }
            for at in i.wrapping_mul(n)..i.wrapping_add(1).wrapping_mul(n) {
                self.mix(at, row, n);
            }
        }
        for i in 0..n {
            for (j, row) in f.iter().enumerate() {
                self.mix(i.wrapping_mul(n).wrapping_add(j), row, 1);
            }
        }
        for c in self.p.iter_mut() {
            *c = clamp(*c, -P_MAX, P_MAX);
        }
        for &(i, j, v) in q {
            for (a, b) in [(i, j), (j, i)].into_iter().take(if i == j { 1 } else { 2 }) {
                if let Some(c) = self.p.get_mut(a.wrapping_mul(n).wrapping_add(b)) {
                    *c = clamp(add(*c, v), -P_MAX, P_MAX);
                }
            }
        }
        self.tidy();
    }

    fn mix(&mut self, at: usize, row: &[i64], step: usize) {
        let others = self.p.get(at.wrapping_add(step)..).unwrap_or(&[]);
        let own = self.p.get(at).copied().unwrap_or(0);
        let v = mixed(own, row, others, step);
        if let Some(c) = self.p.get_mut(at) {
            *c = v;
        }
    }

    /// `x += p·nu/s`, `p -= p0·p0ᵀ·(share)`, where `p00` becomes `p00·left/s`.
    #[inline(never)]
    fn gain(mut self, nu: i64, s: i64, p00: i64, left: i64) {
        let n = self.x.len();
        let p00 = p00.max(1);
        // How much of a change of the offset each state takes, [`F_FRAC`] fraction bits.
        let mut shares = [ONE; STATES];
        let moved = if s == p00 { nu } else { mul_div(nu, p00, s) };
        for (i, g) in shares.iter_mut().enumerate().take(n) {
            if i > 0 {
                *g = mul_div(self.cell(i, 0), ONE, p00);
            }
            if let Some(x) = self.x.get_mut(i) {
                *x = add(*x, scaled(moved, *g));
            }
        }
        // Both forms remove p0 p0ᵀ (p00 - new)/p00²; for an update new = p00·r/s, for fuse new = var.
        let new = if s == p00 { left } else { mul_div(p00, left, s) };
        let taken = sub(p00, new);
        for (i, gi) in shares.into_iter().enumerate().take(n) {
            let share = scaled(taken, gi);
            for (j, gj) in shares.into_iter().enumerate().take(n).skip(i) {
                let v = sub(self.cell(i, j), scaled(share, gj));
                self.put(i, j, v);
            }
        }
        self.tidy();
    }

    /// Rounding must not push the covariance out of the positive half, nor rates out of reason.
    #[inline(never)]
    fn tidy(&mut self) {
        let n = self.x.len();
        for (i, x) in self.x.iter_mut().enumerate() {
            let limit = if i == 0 { TH_MAX } else { X_MAX };
            *x = clamp(*x, limit.wrapping_neg(), limit);
        }
        for i in 0..n {
            let v = clamp(self.cell(i, i), 1, P_MAX);
            self.put(i, i, v);
        }
        for i in 0..n {
            for j in 0..i {
                let mean = add(self.cell(i, j), self.cell(j, i)) >> 1;
                let (a, b) = (self.cell(i, i), self.cell(j, j));
                let (square, limit) = (product(mean, mean), product(a, b));
                let v = if (square.high, square.low) > (limit.high, limit.low) {
                    let bound = mul(isqrt(a), isqrt(b));
                    if mean < 0 { bound.wrapping_neg() } else { bound }
                } else {
                    mean
                };
                self.put(i, j, v);
            }
        }
    }
}

impl<const N: usize> Kalman<N> {
    pub(crate) const ZERO: Self = Self { x: [0; N], p: [[0; N]; N] };

    /// Starts at offset `th` (µs) with the standard deviations `sd` of all states.
    pub(crate) fn new(th: i64, sd: [i64; N]) -> Self {
        let mut k = Self::ZERO;
        k.set_offset(th);
        for (i, (row, s)) in k.p.iter_mut().zip(sd).enumerate() {
            let s = clamp(s, 0, 1 << 25);
            if let Some(v) = row.get_mut(i) {
                *v = mul(s, s) << FRAC;
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
        add(self.state(0), 1 << (FRAC - 1)) >> FRAC
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

    const fn parts(&mut self) -> Parts<'_> {
        Parts { x: &mut self.x, p: self.p.as_flattened_mut() }
    }

    /// Applies a transition and then the noise `q`: (i, j, value with [`FRAC`] bits). The transition is a triangle with
    /// ones on its diagonal; `f` has what stands right of them, of the rows that have anything there.
    pub(crate) fn propagate(&mut self, f: &[&[i64]], q: &[(usize, usize, i64)]) {
        self.parts().propagate(f, q);
    }

    /// Square of the innovation over its variance, times 16.
    pub(crate) fn surprise16(&self, z: i64, r: i64) -> i64 {
        let nu = abs(sub(z, self.offset()));
        let s = add(self.variance(), clamp(r, 1, 1 << 50));
        mul(mul_div(nu, nu, s), 16)
    }

    /// Measurement `z` of the offset (µs) with variance `r` (µs²).
    pub(crate) fn update(&mut self, z: i64, r: i64) {
        let r = clamp(r, 1, P_MAX >> FRAC) << FRAC;
        let s = add(self.cell(0, 0), r);
        let z = clamp(z, -(TH_MAX >> FRAC), TH_MAX >> FRAC) << FRAC;
        let nu = sub(z, self.state(0));
        let p00 = self.cell(0, 0);
        self.parts().gain(nu, s, p00, r);
    }

    /// The offset is now known to be `mean` with variance `var` (µs², prior included): moment match.
    pub(crate) fn fuse(&mut self, mean: i64, var: i64) {
        let p00 = self.cell(0, 0).max(1);
        let var = clamp(var, 1, P_MAX >> FRAC) << FRAC;
        let mean = clamp(mean, -(TH_MAX >> FRAC), TH_MAX >> FRAC) << FRAC;
        let d = sub(mean, self.state(0));
        // As an update with all of d taken: divide by p00, shrink p00 to var.
        self.parts().gain(d, p00, p00, var);
    }

    pub(crate) fn put(&mut self, i: usize, j: usize, v: i64) {
        self.parts().put(i, j, v);
    }
}

/// Offset and rate.
pub(crate) type TwoState = Kalman<2>;
/// Offset, rate and slope of the rate (ppb/ks).
pub(crate) type ThreeState = Kalman<3>;

impl Kalman<2> {
    /// Rate, ppb.
    pub(crate) fn rate(&self) -> i64 {
        add(self.state(1), 1 << (FRAC - 1)) >> FRAC
    }

    /// Lets `dt` µs pass; `q` is the random walk of the rate, ppb²/s.
    pub(crate) fn advance(&mut self, dt: i64, q: i64) {
        let dt = clamp(dt, 0, DT_MAX);
        let h = per_ppb(dt);
        let grown = mul_div(clamp(q, 0, 1_000_000) << FRAC, dt, 1_000_000);
        let once = scaled(grown, h);
        let (q01, q00) = (once / 2, scaled(once, h) / 3);
        self.propagate(&[&[h]], &[(0, 0, q00), (0, 1, q01), (1, 1, grown)]);
    }
}

impl Kalman<3> {
    /// Rate, ppb.
    pub(crate) fn rate(&self) -> i64 {
        add(self.state(1), 1 << (FRAC - 1)) >> FRAC
    }

    /// Lets `dt` µs pass; `q` is the random walk of the slope, (ppb/ks)²/s.
    pub(crate) fn advance(&mut self, dt: i64, q: i64) {
        let dt = clamp(dt, 0, DT_MAX);
        let h = per_ppb(dt);
        // dt in ks, and dt²/2 in µs per (ppb/ks).
        let ks = mul_div(dt, ONE, 1_000_000_000);
        let hh = scaled(h, ks) / 2;
        let grown = mul_div(clamp(q, 0, 1_000_000) << FRAC, dt, 1_000_000);
        let once = scaled(grown, ks);
        let twice = scaled(once, ks);
        let (q12, q11, q02) = (once / 2, twice / 3, scaled(once, h) / 6);
        let thrice = scaled(twice, h);
        let (q01, q00) = (thrice / 8, scaled(thrice, h) / 20);
        self.propagate(
            &[&[h, hh], &[ks]],
            &[(0, 0, q00), (0, 1, q01), (0, 2, q02), (1, 1, q11), (1, 2, q12), (2, 2, grown)],
        );
    }
}
