//! Kalman filter with one observed state, in integers: the core of every estimator of the crate.
//!
//! State 1 is an offset in µs; the others drive it (a rate in ppb, a slope in ppb/ks, …). All of
//! state and covariance carries [`FRAC`] fraction bits; the transition carries [`F_FRAC`].
//!
//! ```text
//!  x1 p11   x2 p12 p22   x3 p13 p23 p33   …      one word each: a column a state, its mean first
//! ```
//!
//! A filter of any size is a row of words. What is calculated with them stands in an image once.

use crate::math::{Wide, abs, add, clamp, floor_div, isqrt, mul_div, product, sub, within};

/// Fraction bits of the state and of the covariance.
pub(crate) const FRAC: u32 = 8;
/// Fraction bits of the transition matrix.
const F_FRAC: u32 = 32;
/// Largest rate that is believed, ppb (a quartz that is further off is broken).
const RATE_MAX: i64 = 200_000;
/// Longest step of one propagation: 2^20 s, about twelve days.
const DT_MAX: i64 = 1_048_576_000_000;

const X_MAX: i64 = RATE_MAX << FRAC;
const P_MAX: i64 = 1 << 60;

/// 1.0 of a transition. A time in its units is µs per ppb, 1e-9 · dt.
const ONE: i64 = 1 << F_FRAC;

/// Most states of a filter.
const STATES: usize = 6;

/// Offset and the states that drive it, in `W` words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kalman<const W: usize>([i64; W]);

/// Offset and rate.
pub(crate) type TwoState = Kalman<5>;
/// Offset, rate and slope of the rate (ppb/ks).
pub(crate) type ThreeState = Kalman<9>;

/// States in so many words.
const fn states(words: usize) -> usize {
    match words {
        5 => 2,
        9 => 3,
        _ => STATES,
    }
}

/// Where the covariance of the states `i` and `j` stands, in any order; with 0 the mean of the other.
const fn place(i: usize, j: usize) -> usize {
    let (low, high) = if i < j { (i, j) } else { (j, i) };
    (high.wrapping_mul(high.wrapping_add(1)) >> 1)
        .wrapping_add(low)
        .wrapping_sub(1)
}

#[inline(never)]
fn at(words: &[i64], i: usize, j: usize) -> i64 {
    words.get(place(i, j)).copied().unwrap_or(0)
}

fn cell(words: &mut [i64], i: usize, j: usize) -> Option<&mut i64> {
    words.get_mut(place(i, j))
}

/// `sum` without its [`F_FRAC`] fraction bits, rounded.
#[inline(never)]
fn unscale(sum: Wide) -> i64 {
    let near = (sum.high << F_FRAC) | (sum.low >> F_FRAC) as i64;
    if i64::from(sum.high as i32) == sum.high {
        add(near, (sum.low >> (F_FRAC - 1)) as i64 & 1)
    } else {
        (sum.high >> 63) ^ i64::MAX
    }
}

/// `a · f`, `f` in transition units, rounded.
#[inline(never)]
fn scaled(a: i64, f: i64) -> i64 {
    unscale(product(a, f))
}

/// Takes into the covariance of `i` and `j` (the mean of `i` for 0) what `row` says of the states behind `i`.
/// States and covariances stay below 2^63 and transitions below 2^52, so 128 bits hold the sum.
fn mix(words: &mut [i64], i: usize, j: usize, row: &[i64]) {
    let mut sum = product(at(words, i, j), ONE);
    let mut behind = i;
    for f in row {
        behind = behind.wrapping_add(1);
        sum = sum.plus(product(at(words, behind, j), *f));
    }
    if let Some(c) = cell(words, i, j) {
        *c = unscale(sum);
    }
}

/// Applies a transition that is 1 but for what `row` says of the influence of the states behind `i` on it.
#[inline(never)]
fn drive(words: &mut [i64], i: usize, row: &[i64]) {
    let n = states(words.len());
    let mut j = i;
    // From both sides: the variance of `i` takes in the covariances twice, as they were and as they are.
    for _ in 0..n.wrapping_add(2) {
        mix(words, i, j, row);
        j = if j < n { j.wrapping_add(1) } else { 0 };
    }
}

/// Adds noise, after [`drive`]: to each word a share of one of `sources`, by its place there and a divisor; 0 for none.
#[inline(never)]
fn disturb(words: &mut [i64], sources: &[i64], shares: &[[u8; 2]]) {
    for (c, [source, divisor]) in words.iter_mut().zip(shares) {
        let v = sources.get(usize::from(*source)).copied().unwrap_or(0);
        *c = add(*c, floor_div(v, i64::from(*divisor)));
    }
    tidy(words);
}

/// The columns of a filter, from the first.
struct Columns<'a>(&'a mut [i64], usize);

impl<'a> Columns<'a> {
    const fn of(words: &'a mut [i64]) -> Self {
        Self(words, 2)
    }
}

impl<'a> Iterator for Columns<'a> {
    type Item = (&'a mut i64, &'a mut [i64]);

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        let (column, rest) = core::mem::take(&mut self.0).split_at_mut_checked(self.1)?;
        self.0 = rest;
        self.1 = self.1.wrapping_add(1);
        column.split_first_mut()
    }
}

/// The offset moves by `moved`, the others go with it, and its variance becomes `left`.
#[inline(never)]
fn gain(words: &mut [i64], moved: i64, left: i64) {
    let p11 = words.get(1).copied().unwrap_or(0);
    let taken = sub(p11, left);
    // How much of a change of the offset each state takes, [`F_FRAC`] fraction bits.
    let mut shares = [0; STATES];
    let mut n = 0;
    for (x, column) in Columns::of(words) {
        let own = mul_div(column.first().copied().unwrap_or(0), ONE, p11);
        if let Some(share) = shares.get_mut(n) {
            *share = own;
        }
        n = n.wrapping_add(1);
        *x = add(*x, scaled(moved, own));
        // p -= p1 p1ᵀ (p11 - left)/p11².
        for (p, share) in column.iter_mut().zip(&shares) {
            *p = sub(*p, scaled(scaled(taken, *share), own));
        }
    }
    tidy(words);
}

/// Rounding must not push the covariance out of the positive half, nor rates out of reason.
#[inline(never)]
fn tidy(words: &mut [i64]) {
    let mut vars = [0i64; STATES];
    let mut n = 0;
    for (x, column) in Columns::of(words) {
        let Some((var, others)) = column.split_last_mut() else {
            return;
        };
        if !others.is_empty() {
            *x = within(*x, X_MAX);
        }
        *var = clamp(*var, 1, P_MAX);
        for (p, other) in others.iter_mut().zip(&vars) {
            // Whether p² is above the product of both variances.
            if mul_div(p.wrapping_neg(), *p, *var) < other.wrapping_neg() {
                let bound = isqrt(*var).wrapping_mul(isqrt(*other));
                *p = if *p < 0 { bound.wrapping_neg() } else { bound };
            }
        }
        if let Some(place) = vars.get_mut(n) {
            *place = *var;
        }
        n = n.wrapping_add(1);
    }
}

/// A variance in µs² as it stands in the covariance.
#[inline(never)]
fn held(var: i64) -> i64 {
    clamp(var, 1, P_MAX >> FRAC) << FRAC
}

/// Forgets how the offset hangs together with the rest.
#[inline(never)]
fn restart(words: &mut [i64], th: i64, var: i64) {
    for i in 1..STATES + 1 {
        if let Some(c) = cell(words, 1, i) {
            *c = 0;
        }
    }
    if let [x, p, ..] = words {
        *x = th << FRAC;
        *p = held(var);
    }
}

fn start(words: &mut [i64], th: i64, var: i64, sd: &[u16]) {
    restart(words, th, var);
    let mut j = 2usize;
    for s in sd {
        if let Some(c) = cell(words, j, j) {
            let s = i64::from(*s);
            *c = s.wrapping_mul(s) << FRAC;
        }
        j = j.wrapping_add(1);
    }
}

/// A mean without its fraction bits, rounded.
#[inline(never)]
fn rounded(x: i64) -> i64 {
    add(x, 1 << (FRAC - 1)) >> FRAC
}

/// A measurement `z` with the variance `r`, taken in if the square of the innovation is at most `most` times its variance.
#[inline(never)]
fn update(words: &mut [i64], z: i64, r: i64, most: i32) -> bool {
    let [x, p, ..] = *words else { return false };
    let nu = abs(sub(z, rounded(x)));
    let fits = mul_div(nu, nu, add(p >> FRAC, r)) <= i64::from(most);
    if fits {
        let r = held(r);
        let s = add(p, r);
        gain(words, mul_div(sub(z << FRAC, x), p, s), mul_div(p, r, s));
    }
    fits
}

fn fuse(words: &mut [i64], mean: i64, var: i64) {
    let moved = sub(mean << FRAC, words.first().copied().unwrap_or(0));
    gain(words, moved, held(var));
}

impl<const W: usize> Kalman<W> {
    pub(crate) const ZERO: Self = Self([0; W]);

    /// Starts, from [`Kalman::ZERO`], at offset `th` (µs) with the variance `var` (µs²) and the standard deviations `sd` of the other states.
    pub(crate) fn start(&mut self, th: i64, var: i64, sd: &[u16]) {
        start(&mut self.0, th, var, sd);
    }

    /// Covariance of the states `i` and `j`, counted from 1; with 0 the mean of the other.
    pub(crate) fn at(&self, i: usize, j: usize) -> i64 {
        at(&self.0, i, j)
    }

    fn word(&self, at: usize) -> i64 {
        self.0.get(at).copied().unwrap_or(0)
    }

    /// Where [`Kalman::at`] stands.
    pub(crate) fn cell(&mut self, i: usize, j: usize) -> Option<&mut i64> {
        cell(&mut self.0, i, j)
    }

    /// Offset, µs.
    pub(crate) fn offset(&self) -> i64 {
        rounded(self.word(0))
    }

    /// Rate, ppb.
    pub(crate) fn rate(&self) -> i64 {
        rounded(self.word(2))
    }

    /// Variance of the offset, µs².
    pub(crate) fn variance(&self) -> i64 {
        self.word(1) >> FRAC
    }

    /// Standard deviation of the offset, µs.
    pub(crate) fn sd(&self) -> i64 {
        isqrt(self.variance())
    }

    /// Forgets how the offset hangs together with the rest and gives it the variance `var` (µs²).
    pub(crate) fn restart_offset(&mut self, th: i64, var: i64) {
        restart(&mut self.0, th, var);
    }

    /// The offset is known no better than to the variance `var` (µs²).
    pub(crate) fn doubt_offset(&mut self, var: i64) {
        if let [_, p, ..] = &mut self.0[..] {
            *p = (*p).max(held(var));
        }
    }

    /// Measurement `z` of the offset (µs) with variance `r` (µs²), taken in if it is not too far off: if the square of
    /// the innovation is at most `most` times its variance.
    pub(crate) fn update(&mut self, z: i64, r: i64, most: i32) -> bool {
        update(&mut self.0, z, r, most)
    }

    /// The offset is now known to be `mean` with variance `var` (µs², prior included): moment match.
    pub(crate) fn fuse(&mut self, mean: i64, var: i64) {
        fuse(&mut self.0, mean, var);
    }

    /// The states behind the offset move it by `row`, in transition units; for `noise` see [`disturb`].
    pub(crate) fn propagate(&mut self, row: &[i64], noise: &[i64], shares: &[[u8; 2]]) {
        drive(&mut self.0, 1, row);
        disturb(&mut self.0, noise, shares);
    }
}

/// Time from `from` to `to` (µs; not backwards, and no longer than a filter can look ahead) in transition units, and what
/// noise of `q` a second ([`FRAC`] fraction bits) gathers in it: in a state, in the one that it drives, and so on.
#[inline(never)]
pub(crate) fn growth(sources: &mut [i64], q: i64, from: i64, to: i64) -> i64 {
    let dt = elapsed(from, to);
    let h = mul_div(dt, ONE, 1_000_000_000);
    let mut v = floor_div(dt.wrapping_mul(q), 1_000_000);
    for source in sources {
        *source = v;
        v = mul_div(v, h, ONE);
    }
    h
}

/// Time from `from` to `to`, µs, as far as a filter looks ahead.
pub(crate) fn elapsed(from: i64, to: i64) -> i64 {
    clamp(sub(to, from), 0, DT_MAX)
}

impl TwoState {
    /// Lets the time from `from` to `to` (µs) pass; `q` is the random walk of the rate, ppb²/s (up to 30 000).
    pub(crate) fn advance(&mut self, from: i64, to: i64, q: i64) {
        let mut noise = [0; 3];
        let h = growth(&mut noise, q << FRAC, from, to);
        self.propagate(&[h], &noise, &[[0, 0], [2, 3], [0, 0], [1, 2], [0, 1]]);
    }
}

impl ThreeState {
    /// Lets the time from `from` to `to` (µs) pass; `q` is the random walk of the slope, (ppb/ks)²/s (up to 30 000).
    pub(crate) fn advance(&mut self, from: i64, to: i64, q: i64) {
        let mut noise = [0; 5];
        // dt in µs per ppb, which is as much in ks, and dt²/2 in µs per (ppb/ks).
        let h = growth(&mut noise, q << FRAC, from, to);
        let row = [h, scaled(h, h) >> 1];
        drive(&mut self.0, 1, &row);
        drive(&mut self.0, 2, row.get(..1).unwrap_or(&[]));
        disturb(
            &mut self.0,
            &noise,
            &[
                [0, 0],
                [4, 20],
                [0, 0],
                [3, 8],
                [2, 3],
                [0, 0],
                [2, 6],
                [1, 2],
                [0, 1],
            ],
        );
    }
}
