//! Kalman filter whose first state is the one that is observed, in integers.
//!
//! The first state is an offset in µs; the others drive it (a rate in ppb, a slope in ppb/ks, …).
//!
//! ```text
//! predict   x ← F x                                   (1)
//!           P ← F P Fᵀ + Q                            (2)
//! update    ν = z − x₁        S = P₁₁ + R             (3)   z measured with variance R; e₁ = (1, 0, …)
//!           K = P e₁ / S                              (4)
//!           x ← x + K ν                               (5)
//!           P ← P − K (P e₁)ᵀ                         (6)
//! ```
//!
//! What a burst found is no measurement `z` but a posterior, mean `m` and variance `v` of the
//! offset with the prediction taken in already. The other states follow as they hang together with
//! it:
//!
//! ```text
//! match     k = P e₁ / P₁₁                            (7)   k₁ = 1
//!           x ← x + k (m − x₁)                        (8)
//!           P ← P − k kᵀ (P₁₁ − v)                    (9)
//! ```
//!
//! (3) to (6) are (7) to (9) with `m = x₁ + ν P₁₁/S` and `v = P₁₁ R/S`, and are calculated so.
//!
//! State and covariance are [`Fixed`] with 8 fraction bits, transitions [`Factor`] with 32. `F` is
//! 1 on and 0 below the diagonal: a state moves those before it only.

use crate::math::{clamp, floor_div, isqrt, mul_div, product, round_off, within};
use core::ops::{Add, AddAssign, Sub, SubAssign};

/// Fraction bits of the state and of the covariance.
pub(crate) const FRAC: u32 = 8;
/// Fraction bits of the transition matrix.
const F_FRAC: u32 = 32;
/// Largest rate that is believed, ppb (a quartz that is further off is broken).
const RATE_MAX: i64 = 200_000;
/// Longest step of one propagation, µs: 2^20 s, about twelve days; with it no product leaves 128
/// bits.
const DT_MAX: i64 = 1_048_576_000_000;
const X_MAX: Fixed = Fixed(RATE_MAX << FRAC);
const P_MIN: Fixed = Fixed(1);
const P_MAX: Fixed = Fixed(1 << 60);

/// A state or a covariance with [`FRAC`] fraction bits; sums saturate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fixed(pub(crate) i64);

impl Fixed {
    pub(crate) const ZERO: Self = Self(0);

    /// From whole µs or ppb, or their squares.
    pub(crate) const fn whole(v: i64) -> Self {
        Self(v << FRAC)
    }

    /// From a length of time; saturates.
    pub(crate) const fn micros(v: crate::time::Micros) -> Self {
        Self(v.0.saturating_mul(1 << FRAC))
    }

    /// To the nearest whole number.
    pub(crate) const fn rounded(self) -> i64 {
        self.0.saturating_add(1 << (FRAC - 1)) >> FRAC
    }

    /// To the whole number below.
    pub(crate) const fn floor(self) -> i64 {
        self.0 >> FRAC
    }

    /// The share `1/n`, rounded down.
    pub(crate) const fn part(self, n: i64) -> Self {
        Self(floor_div(self.0, n))
    }

    /// `self · f`, rounded to the nearest.
    const fn times(self, f: Factor) -> Self {
        Self(round_off(product(self.0, f.0), F_FRAC))
    }
}

impl Add for Fixed {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Fixed {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Fixed {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl SubAssign for Fixed {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

/// An element of a transition matrix or a ratio, with 32 fraction bits.
///
/// A length of time is one in µs per ppb: `1e-9 · dt` with `dt` in µs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Factor(pub(crate) i64);

impl Factor {
    pub(crate) const ZERO: Self = Self(0);
    pub(crate) const ONE: Self = Self(1 << F_FRAC);

    /// A span of time (µs) in µs per ppb.
    fn time(dt: i64) -> Self {
        Self(mul_div(dt, Self::ONE.0, 1_000_000_000))
    }

    /// `a / b`, rounded down; 0 for a `b` that is not positive.
    fn ratio(a: Fixed, b: Fixed) -> Self {
        Self(mul_div(a.0, Self::ONE.0, b.0))
    }

    /// Half of the square.
    fn half_square(self) -> Self {
        Self(Fixed(self.0).times(self).0 >> 1)
    }
}

/// `Σ fₖ vₖ`, rounded once.
fn dot<const N: usize>(f: &[Factor; N], v: &[Fixed; N]) -> Fixed {
    let mut sum = 0i128;
    for (f, v) in f.iter().zip(v) {
        sum = sum.saturating_add(product(v.0, f.0));
    }
    Fixed(round_off(sum, F_FRAC))
}

/// State `x` and covariance `P` of `N` states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kalman<const N: usize> {
    /// Means, µs for the offset.
    pub(crate) x: [Fixed; N],
    /// Covariances, symmetric to the bit.
    pub(crate) p: [[Fixed; N]; N],
}

/// Offset, rate and slope of the rate (ppb/ks).
pub(crate) type ThreeState = Kalman<3>;

impl<const N: usize> Kalman<N> {
    pub(crate) const ZERO: Self = Self {
        x: [Fixed::ZERO; N],
        p: [[Fixed::ZERO; N]; N],
    };

    /// At offset `theta` (µs) with the variance `var` (µs²); the other states are 0 with the
    /// standard deviations `sd`.
    pub(crate) fn start(theta: i64, var: i64, sd: &[u16]) -> Self {
        let mut new = Self::ZERO;
        for (n, row) in new.p.iter_mut().enumerate().skip(1) {
            if let (Some(p), Some(&sd)) = (row.get_mut(n), sd.get(n.wrapping_sub(1))) {
                *p = Fixed::whole(i64::from(sd) * i64::from(sd));
            }
        }
        new.restart_offset(theta, var);
        new
    }

    fn mean(&self, i: usize) -> Fixed {
        self.x.get(i).copied().unwrap_or(Fixed::ZERO)
    }

    pub(crate) fn cov(&self, i: usize, j: usize) -> Fixed {
        let row = self.p.get(i).and_then(|row| row.get(j));
        row.copied().unwrap_or(Fixed::ZERO)
    }

    pub(crate) fn set_cov(&mut self, i: usize, j: usize, v: Fixed) {
        for (i, j) in [(i, j), (j, i)] {
            if let Some(p) = self.p.get_mut(i).and_then(|row| row.get_mut(j)) {
                *p = v;
            }
        }
    }

    /// Column `j` of the covariance, which is its row `j`.
    pub(crate) fn column(&self, j: usize) -> [Fixed; N] {
        self.p.get(j).copied().unwrap_or([Fixed::ZERO; N])
    }

    /// Offset, µs.
    pub(crate) fn offset(&self) -> i64 {
        self.mean(0).rounded()
    }

    /// Rate, ppb.
    pub(crate) fn rate(&self) -> i64 {
        self.mean(1).rounded()
    }

    /// Standard deviation of the rate, ppb.
    pub(crate) fn rate_sd(&self) -> i64 {
        isqrt(self.cov(1, 1).floor())
    }

    /// Variance of the offset, µs².
    pub(crate) fn variance(&self) -> i64 {
        self.cov(0, 0).floor()
    }

    /// Standard deviation of the offset, µs.
    pub(crate) fn sd(&self) -> i64 {
        isqrt(self.variance())
    }

    /// Equations (1) and (2). `transition` holds the first rows of `F`, those left out are of the
    /// identity; `q` is the noise.
    pub(crate) fn predict(&mut self, transition: &[[Factor; N]], q: &[[Fixed; N]; N]) {
        // F is the product of matrices that differ from 1 in one row, the first row applied first.
        for (i, f) in transition.iter().enumerate() {
            let x = dot(f, &self.x);
            if let Some(xi) = self.x.get_mut(i) {
                *xi = x;
            }
            // F P: row i; then (F P) Fᵀ: column i, the same but for the corner.
            let row: [Fixed; N] = core::array::from_fn(|j| dot(f, &self.column(j)));
            for (j, v) in row.iter().enumerate() {
                self.set_cov(i, j, *v);
            }
            self.set_cov(i, i, dot(f, &row));
        }
        for (row, noise) in self.p.iter_mut().zip(q) {
            for (p, q) in row.iter_mut().zip(noise) {
                *p += *q;
            }
        }
        self.tidy();
    }

    /// Equations (3) to (6): measurement `z` of the offset (µs) with variance `r` (µs²). Taken in
    /// if the square of the innovation is at most `most` times its variance; returns whether.
    pub(crate) fn update(&mut self, z: i64, r: i64, most: i32) -> bool {
        let p = self.cov(0, 0);
        let nu = z.saturating_sub(self.offset()).saturating_abs();
        let s = p.floor().saturating_add(r);
        if mul_div(nu, nu, s) > i64::from(most) {
            return false;
        }
        let (nu, r) = (Fixed::whole(z) - self.mean(0), held(r));
        let s = p + r;
        self.shift(
            Fixed(mul_div(nu.0, p.0, s.0)),
            Fixed(mul_div(p.0, r.0, s.0)),
        );
        true
    }

    /// Equations (7) to (9): the offset is now known to be `mean` with variance `var` (µs²).
    pub(crate) fn fuse(&mut self, mean: i64, var: i64) {
        self.shift(Fixed::whole(mean) - self.mean(0), held(var));
    }

    /// (7) to (9): the offset moves by `moved`, its variance becomes `left`.
    fn shift(&mut self, moved: Fixed, left: Fixed) {
        let p11 = self.cov(0, 0);
        let taken = p11 - left;
        let k = self.column(0).map(|p| Factor::ratio(p, p11));
        for (x, k) in self.x.iter_mut().zip(&k) {
            *x += moved.times(*k);
        }
        for (j, kj) in k.iter().enumerate() {
            for (i, ki) in k.iter().enumerate().take(j.wrapping_add(1)) {
                let p = self.cov(i, j) - taken.times(*ki).times(*kj);
                self.set_cov(i, j, p);
            }
        }
        self.tidy();
    }

    /// Rounding must not push the covariance out of the positive half, `P_ij² ≤ P_ii P_jj`, nor
    /// rates out of reason.
    fn tidy(&mut self) {
        for x in self.x.iter_mut().skip(1) {
            *x = Fixed(within(x.0, X_MAX.0));
        }
        for j in 0..N {
            let var = self.cov(j, j).clamp(P_MIN, P_MAX);
            self.set_cov(j, j, var);
            for i in 0..j {
                let (p, other) = (self.cov(i, j), self.cov(i, i));
                if mul_div(p.0.saturating_neg(), p.0, var.0) < other.0.wrapping_neg() {
                    let bound = isqrt(var.0).wrapping_mul(isqrt(other.0));
                    self.set_cov(i, j, Fixed(within(p.0, bound)));
                }
            }
        }
    }

    /// The offset is `theta` with the variance `var` (µs²), whatever the other states say: zeroes
    /// its covariances with them.
    pub(crate) fn restart_offset(&mut self, theta: i64, var: i64) {
        for j in 1..N {
            self.set_cov(0, j, Fixed::ZERO);
        }
        if let Some(x) = self.x.first_mut() {
            *x = Fixed::whole(theta);
        }
        self.set_cov(0, 0, held(var));
    }

    /// The offset has moved by `by` (µs), known to the variance `var` (µs²), for a reason that is
    /// none of the states.
    pub(crate) fn move_offset(&mut self, by: i64, var: i64) {
        if let Some(x) = self.x.first_mut() {
            *x += Fixed::whole(by);
        }
        let var = (self.cov(0, 0) + held(var)).min(P_MAX);
        self.set_cov(0, 0, var);
    }

    /// The rate is `rate` (ppb), as something else has learned it.
    pub(crate) fn begin_rate(&mut self, rate: i64) {
        if let Some(x) = self.x.get_mut(1) {
            *x = Fixed(within(Fixed::whole(rate).0, X_MAX.0));
        }
    }

    /// The rate is known no better than to the variance `var` (ppb²), whatever the other states
    /// say.
    pub(crate) fn doubt_rate(&mut self, var: i64) {
        if N > 1 && held(var) > self.cov(1, 1) {
            for j in (0..N).filter(|j| *j != 1) {
                self.set_cov(1, j, Fixed::ZERO);
            }
            self.set_cov(1, 1, held(var));
        }
    }

    /// The offset is known no better than to the variance `var` (µs²).
    pub(crate) fn doubt_offset(&mut self, var: i64) {
        self.set_cov(0, 0, self.cov(0, 0).max(held(var)));
    }
}

/// A variance (µs²) as it is kept in the covariance.
fn held(var: i64) -> Fixed {
    Fixed::whole(clamp(var, 1, P_MAX.floor()))
}

/// Time from `from` to `to`, µs: not backwards, and no longer than a filter looks ahead.
pub(crate) fn elapsed(from: i64, to: i64) -> i64 {
    clamp(to.saturating_sub(from), 0, DT_MAX)
}

/// Time from `from` to `to` (µs) as a factor, and what white noise of density `q` (a second)
/// gathers in it: `q dt`, `q dt²`, `q dt³`, …, each in the unit of the state that it reaches.
pub(crate) fn growth<const M: usize>(q: Fixed, from: i64, to: i64) -> (Factor, [Fixed; M]) {
    let dt = elapsed(from, to);
    let h = Factor::time(dt);
    let mut power = Fixed(floor_div(dt.saturating_mul(q.0), 1_000_000));
    let mut powers = [Fixed::ZERO; M];
    for v in &mut powers {
        *v = power;
        power = Fixed(mul_div(power.0, h.0, Factor::ONE.0));
    }
    (h, powers)
}

impl ThreeState {
    /// Lets the time from `from` to `to` (µs) pass; `q` is the random walk of the slope,
    /// (ppb/ks)²/s (up to 30 000).
    ///
    /// ```text
    /// F = │ 1  h  h²/2 │    Q = q │ h⁵/20  h⁴/8  h³/6 │        h = dt      (10)
    ///     │ 0  1   h   │          │ h⁴/8   h³/3  h²/2 │
    ///     │ 0  0   1   │          │ h³/6   h²/2   h   │
    /// ```
    ///
    /// dt is the same number in µs per ppb as in ks, which is why one `h` serves for both.
    pub(crate) fn advance(&mut self, from: i64, to: i64, q: i64) {
        let (h, [q1, q2, q3, q4, q5]) = growth(Fixed::whole(q), from, to);
        let transition = [
            [Factor::ONE, h, h.half_square()],
            [Factor::ZERO, Factor::ONE, h],
        ];
        let noise = [
            [q5.part(20), q4.part(8), q3.part(6)],
            [q4.part(8), q3.part(3), q2.part(2)],
            [q3.part(6), q2.part(2), q1],
        ];
        self.predict(&transition, &noise);
    }
}

#[cfg(test)]
mod tests;
