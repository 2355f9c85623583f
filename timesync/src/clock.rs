//! A quartz that follows the temperature of its cabinet: offset, mean rate and the day's pattern.
//!
//! What compensation leaves of the temperature curve repeats from day to day, in its first two
//! harmonics (the sun warms the cabinet once a day, and the curve is a parabola). Six states:
//! offset, mean rate, and cosine and sine amplitudes of the rate for both harmonics.

use crate::filter::{FRAC, Kalman, ONE};
use crate::math::{add, clamp, floor_mod, isqrt, mul, mul_div, sub, to_i32};

const DAY_US: i64 = 86_400_000_000;
/// Start of the mean rate, ppb (1 sd).
const RATE_SD: i64 = 4_000;
/// Start of the amplitudes of both harmonics, ppb (1 sd).
const FIRST_SD: i64 = 300;
const SECOND_SD: i64 = 200;
/// Random walk of the mean rate, ppb²/s, in 1/16.
const WANDER_16: i64 = 8;
/// Random walk of each amplitude, ppb²/s, in 1/16.
const PATTERN_16: i64 = 1;
/// µs that 1 ppb gathers in one radian of a day, 32 fraction bits: 13.750987.
const RADIAN: i64 = 59_060_040_000;
/// Fraction bits of the packed covariance.
const PACK: u32 = 4;

/// Full state, for calculations.
pub(crate) type Clock = Kalman<6>;

/// Packed state, for keeping: 136 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Packed {
    /// Offset, 1/256 µs.
    pub(crate) th: i64,
    /// Mean rate and four amplitudes, 1/256 ppb.
    pub(crate) x: [i32; 5],
    /// Row of the offset, 1/256.
    pub(crate) p0: [i64; 6],
    /// Upper triangle of the rest by rows, 1/16 ppb².
    pub(crate) p: [i32; 15],
}

/// Places of the upper triangle below the first row.
static TRIANGLE: [(usize, usize); 15] = [
    (1, 1),
    (1, 2),
    (1, 3),
    (1, 4),
    (1, 5),
    (2, 2),
    (2, 3),
    (2, 4),
    (2, 5),
    (3, 3),
    (3, 4),
    (3, 5),
    (4, 4),
    (4, 5),
    (5, 5),
];

impl Packed {
    pub(crate) fn unpack(&self) -> Clock {
        let mut k = Clock::ZERO;
        let rates = core::iter::once(self.th).chain(self.x.iter().map(|&v| i64::from(v)));
        for (out, v) in k.x.iter_mut().zip(rates) {
            *out = v;
        }
        for (j, v) in self.p0.iter().enumerate() {
            k.put(0, j, *v);
        }
        for ((i, j), v) in TRIANGLE.iter().zip(&self.p) {
            k.put(*i, *j, i64::from(*v).wrapping_shl(FRAC - PACK));
        }
        k
    }
}

impl Packed {
    /// Standard deviation of the mean rate, ppb.
    pub(crate) fn rate_sd(&self) -> i64 {
        isqrt(i64::from(self.p.first().copied().unwrap_or(0)) >> PACK)
    }

    /// See [`Clock::rate_at`].
    pub(crate) fn rate_at(&self, t: i64) -> i64 {
        mean(self.x.map(i64::from), t)
    }
}

impl Clock {
    /// A clock met for the first time: offset and its standard deviation in µs.
    pub(crate) fn first(th: i64, sd: i64) -> Self {
        Self::new(th, [sd, RATE_SD, FIRST_SD, FIRST_SD, SECOND_SD, SECOND_SD])
    }

    pub(crate) fn pack(&self) -> Packed {
        let mut out = Packed { th: self.state(0), x: [0; 5], p0: [0; 6], p: [0; 15] };
        for (o, v) in out.x.iter_mut().zip(self.x.iter().skip(1)) {
            *o = to_i32(*v);
        }
        if let Some(row) = self.p.first() {
            out.p0 = *row;
        }
        for (o, &(i, j)) in out.p.iter_mut().zip(&TRIANGLE) {
            let v = self.p.get(i).and_then(|r| r.get(j)).copied().unwrap_or(0) >> (FRAC - PACK);
            *o = to_i32(v);
        }
        out
    }

    /// Mean rate over a day, ppb.
    pub(crate) fn mean_rate(&self) -> i64 {
        add(self.state(1), 1 << (FRAC - 1)) >> FRAC
    }

    /// The mean rate counts no more than that of a clock met for the first time.
    pub(crate) fn widen_rate(&mut self) {
        if let Some(v) = self.p.get_mut(1).and_then(|r| r.get_mut(1)) {
            *v = (RATE_SD * RATE_SD) << FRAC;
        }
    }

    /// Rate at `t` (µs of the day's scale), ppb.
    pub(crate) fn rate_at(&self, t: i64) -> i64 {
        let [_, rates @ ..] = self.x;
        mean(rates, t)
    }

    /// Lets the clock run from `from` to `to` (µs).
    #[inline(never)]
    pub(crate) fn run(&mut self, from: i64, to: i64) {
        let dt = clamp(sub(to, from), 0, crate::filter::DT_MAX);
        let to = add(from, dt);
        let h = crate::filter::per_ppb(dt);
        let ((s0, c0), (s1, c1)) = (sin_cos(from), sin_cos(to));
        let ((s20, c20), (s21, c21)) = (sin_cos(from.wrapping_mul(2)), sin_cos(to.wrapping_mul(2)));
        let swing = |a: i64, b: i64, radian: i64| mul_div(sub(b, a), radian, 32_768);
        let (one, two) = (RADIAN, RADIAN / 2);
        let row = [h, swing(s0, s1, one), swing(c1, c0, one), swing(s20, s21, two), swing(c21, c20, two)];
        let grown = |q16: i64| mul_div(q16 << (FRAC - 4), dt, 1_000_000);
        let (q, a) = (grown(WANDER_16), grown(PATTERN_16));
        let q01 = mul_div(q, h, ONE) / 2;
        let q00 = mul_div(mul_div(q, h, ONE), h, ONE) / 3;
        self.propagate(
            &[&row],
            &[(0, 0, q00), (0, 1, q01), (1, 1, q), (2, 2, a), (3, 3, a), (4, 4, a / 4), (5, 5, a / 4)],
        );
    }
}

/// The sum of the rates with their weights at `t`.
fn mean(rates: [i64; 5], t: i64) -> i64 {
    let (s1, c1) = sin_cos(t);
    let (s2, c2) = sin_cos(t.wrapping_mul(2));
    let weights = [32_768, c1, s1, c2, s2];
    let sum = rates.into_iter().zip(weights).fold(0i64, |sum, (x, w)| add(sum, mul(x, w)));
    sum >> (FRAC + 15)
}

/// `32768·sin` and `32768·cos` of the time of day `t` (µs, one turn a day).
pub(crate) fn sin_cos(t: i64) -> (i64, i64) {
    // Phase in 1/16384 of a quarter turn.
    let phase = mul_div(floor_mod(t, DAY_US), 65_536, DAY_US);
    (sine(phase), sine(add(phase, 16_384)))
}

fn sine(phase: i64) -> i64 {
    let phase = phase & 0xffff;
    let quarter = phase & 0x3fff;
    let v = if phase & 0x4000 == 0 { quarter_sine(quarter) } else { quarter_sine(16_384i64.wrapping_sub(quarter)) };
    if phase & 0x8000 == 0 { v } else { v.wrapping_neg() }
}

fn quarter_sine(q: i64) -> i64 {
    let (i, frac) = ((q >> 8) as usize, q & 255);
    let a = i64::from(SINE.get(i).copied().unwrap_or(32_768));
    let b = i64::from(SINE.get(i.wrapping_add(1)).copied().unwrap_or(32_768));
    a.wrapping_add(b.wrapping_sub(a).wrapping_mul(frac) >> 8)
}

/// `32768·sin` of a quarter turn in 64 steps.
const SINE: [u16; 65] = [
    0, 804, 1608, 2411, 3212, 4011, 4808, 5602, 6393, 7180, 7962, 8740, 9512, 10279, 11039, 11793, 12540, 13279, 14010,
    14733, 15447, 16151, 16846, 17531, 18205, 18868, 19520, 20160, 20788, 21403, 22006, 22595, 23170, 23732, 24279,
    24812, 25330, 25833, 26320, 26791, 27246, 27684, 28106, 28511, 28899, 29269, 29622, 29957, 30274, 30572, 30853,
    31114, 31357, 31581, 31786, 31972, 32138, 32286, 32413, 32522, 32610, 32679, 32729, 32758, 32768,
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::TAU;

    /// The same clock in floating point, µs and ppb.
    struct Model {
        x: [f64; 6],
        p: [[f64; 6]; 6],
    }

    impl Model {
        fn run(&mut self, from: i64, to: i64) {
            let (a, b) = (from as f64 / 1e6, to as f64 / 1e6);
            let (dt, w) = (b - a, TAU / 86_400.0);
            let swing = |k: f64| {
                let (pa, pb) = (k * w * a, k * w * b);
                ((pb.sin() - pa.sin()) / (k * w) * 1e-3, (pa.cos() - pb.cos()) / (k * w) * 1e-3)
            };
            let ((c1, s1), (c2, s2)) = (swing(1.0), swing(2.0));
            let f = [1.0, dt * 1e-3, c1, s1, c2, s2];
            self.x[0] = f.iter().zip(self.x).map(|(f, x)| f * x).sum();
            let row: [f64; 6] = core::array::from_fn(|j| (0..6).map(|i| f[i] * self.p[i][j]).sum());
            let corner = (0..6).map(|j| row[j] * f[j]).sum();
            for (j, v) in row.into_iter().enumerate() {
                self.p[0][j] = v;
                self.p[j][0] = v;
            }
            self.p[0][0] = corner;
            let (q, g) = (WANDER_16 as f64 / 16.0 * dt, PATTERN_16 as f64 / 16.0 * dt);
            let h = dt * 1e-3;
            self.p[0][0] += q * h * h / 3.0;
            self.p[0][1] += q * h / 2.0;
            self.p[1][0] += q * h / 2.0;
            for (i, v) in [(1, q), (2, g), (3, g), (4, g / 4.0), (5, g / 4.0)] {
                self.p[i][i] += v;
            }
        }

        fn fuse(&mut self, mean: f64, var: f64) {
            let p00 = self.p[0][0];
            let column: [f64; 6] = core::array::from_fn(|i| self.p[i][0] / p00);
            let d = mean - self.x[0];
            for i in 0..6 {
                self.x[i] += column[i] * d;
                for j in 0..6 {
                    self.p[i][j] -= column[i] * column[j] * (p00 - var);
                }
            }
        }
    }

    fn wide<const N: usize>(k: &Kalman<N>, i: usize, j: usize) -> i128 {
        i128::from(k.p.get(i).and_then(|r| r.get(j)).copied().unwrap_or(0))
    }

    #[test]
    fn thirty_days_follow_a_model_in_floating_point() {
        let mut seed = 3u64;
        let mut dice = |span: i64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((seed >> 33) as i64).rem_euclid(2 * span + 1) - span
        };
        for start in [0, 60_000_000, 800_000_000_000_000] {
            let mut clock = Clock::first(250_000, 4_000);
            let sd = [4_000, RATE_SD, FIRST_SD, FIRST_SD, SECOND_SD, SECOND_SD];
            let mut model = Model { x: [250_000.0, 0.0, 0.0, 0.0, 0.0, 0.0], p: [[0.0; 6]; 6] };
            for (i, s) in sd.into_iter().enumerate() {
                model.p[i][i] = (s * s) as f64;
            }
            let mut at = start;
            let (mut theta, rate) = (250_000, dice(3_000));
            for burst in 0..240 {
                let to = at + 10_800_000_000 + dice(600_000_000);
                clock.run(at, to);
                model.run(at, to);
                theta += (to - at) * rate / 1_000_000_000;
                let case = std::format!("burst {burst} from {start}");
                assert!((clock.offset() as f64 - model.x[0]).abs() <= 1.0, "{case}: {} {}", clock.offset(), model.x[0]);
                assert!(
                    (clock.mean_rate() as f64 - model.x[1]).abs() <= 1.0,
                    "{case}: {} {}",
                    clock.mean_rate(),
                    model.x[1]
                );
                let spread = (clock.variance() as f64 / model.p[0][0]).sqrt();
                assert!((0.98..1.02).contains(&spread), "{case}: sd {spread}");
                for step in [false, true] {
                    if step {
                        let mean = theta + dice(2_000);
                        let var = clock.variance().min(1_500 * 1_500);
                        clock.fuse(mean, var);
                        model.fuse(mean as f64, var as f64);
                    }
                    for (i, j) in TRIANGLE.into_iter().chain([(0, 1), (0, 2), (0, 3), (0, 4), (0, 5)]) {
                        let (cross, a, b) = (wide(&clock, i, j), wide(&clock, i, i), wide(&clock, j, j));
                        assert!(a >= 0 && b >= 0 && cross * cross <= a * b, "{case}: {i} {j}");
                        assert_eq!(cross, wide(&clock, j, i));
                    }
                }
                // What is kept between bursts.
                clock = clock.pack().unpack();
                at = to;
            }
        }
    }
}
