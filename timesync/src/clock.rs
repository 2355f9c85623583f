//! A quartz that follows the temperature of its cabinet: offset, mean rate and the day's pattern.
//!
//! What compensation leaves of the temperature curve repeats from day to day, in its first two
//! harmonics (the sun warms the cabinet once a day, and the curve is a parabola). Six states:
//! offset, mean rate, and cosine and sine amplitudes of the rate for both harmonics.

use crate::codec::Codec;
use crate::filter::{FRAC, Kalman, elapsed, growth};
use crate::math::{add, isqrt, mul_div, to_i32};

const DAY_US: i64 = 86_400_000_000;
/// Start of the mean rate, ppb (1 sd).
const RATE_SD: u16 = 4_000;
/// Start of the amplitudes of both harmonics, ppb (1 sd).
const FIRST_SD: u16 = 300;
const SECOND_SD: u16 = 200;
/// Random walk of the mean rate, ppb²/s, in 1/16.
const WANDER_16: i64 = 8;
/// µs that 1 ppb gathers in one radian of a day, 32 fraction bits: 13.750987.
const RADIAN: i64 = 59_060_040_000;
/// Noise of each word: the walk of the rate, once and twice summed up, and the walks of the amplitudes: an eighth of it,
/// a quarter of that for the second harmonic.
static NOISE: [[u8; 2]; 27] = {
    let mut shares = [[0, 0]; 27];
    shares[1] = [2, 3];
    shares[3] = [1, 2];
    shares[4] = [0, 1];
    (shares[8], shares[13]) = ([0, 8], [0, 8]);
    (shares[19], shares[26]) = ([0, 32], [0, 32]);
    shares
};
/// Fraction bits of the packed covariance.
const PACK: u32 = 4;
/// A quarter turn of a phase.
const QUARTER: i32 = 1 << 14;

/// Full state, for calculations.
pub(crate) type Clock = Kalman<27>;

/// Bytes of the packed state, for keeping. All numbers big-endian.
///
/// ```text
/// offset  bytes  field
///      0      8  offset, 1/256 µs
///      8     20  mean rate and four amplitudes, 1/256 ppb
///     28     48  row of the offset, 1/256
///     76     60  upper triangle of the rest by rows, 1/16 ppb²
/// ```
pub(crate) const PACKED: usize = 136;

/// Packed state.
pub(crate) type Packed = [u8; PACKED];

/// Standard deviation of the mean rate, ppb.
pub(crate) fn rate_sd(packed: &Packed) -> i32 {
    let var = packed
        .get(76..)
        .and_then(|rest| rest.first_chunk())
        .map_or(0, |v| i32::from_be_bytes(*v));
    isqrt(i64::from(var >> PACK)) as i32
}

impl Clock {
    /// Becomes a clock met for the first time, of [`Clock::ZERO`]: offset in µs and its variance in µs².
    pub(crate) fn first(&mut self, th: i64, var: i64) {
        self.start(
            th,
            var,
            &[RATE_SD, FIRST_SD, FIRST_SD, SECOND_SD, SECOND_SD],
        );
    }

    /// The packed state, see [`PACKED`], in the direction of `codec`.
    #[inline(never)]
    fn code(&mut self, mut codec: Codec<'_>) {
        let (mut i, mut j) = (0, 1);
        while i <= 6 {
            let shift = if i > 1 { FRAC - PACK } else { 0 };
            if let Some(v) = self.cell(i, j) {
                *v = if i == 1 || j == 1 {
                    codec.long(*v)
                } else {
                    i64::from(codec.int(to_i32(*v >> shift))) << shift
                };
            }
            j = j.wrapping_add(1);
            if j > 6 {
                i = i.wrapping_add(1);
                j = i;
            }
        }
    }

    pub(crate) fn pack(&mut self, packed: &mut Packed) {
        self.code(Codec::writing(packed));
    }

    pub(crate) fn unpack(&mut self, packed: &Packed) {
        self.code(Codec::reading(packed));
    }

    /// The mean rate counts no more than that of a clock met for the first time.
    pub(crate) fn widen_rate(&mut self) {
        if let Some(v) = self.cell(2, 2) {
            *v = (RATE_SD as i64 * RATE_SD as i64) << FRAC;
        }
    }

    /// Rate at `t` (µs of the day's scale), ppb.
    #[inline(never)]
    pub(crate) fn rate_at(&self, t: i64) -> i64 {
        let mut sum = self.at(2, 0) << 15;
        let mut i = 3usize;
        for w in &waves(t, 0) {
            sum = add(sum, self.at(i, 0).wrapping_mul(i64::from(*w)));
            i = i.wrapping_add(1);
        }
        sum >> (FRAC + 15)
    }

    /// Lets the clock run from `from` to `to` (µs).
    pub(crate) fn run(&mut self, from: i64, to: i64) {
        let mut noise = [0; 3];
        let h = growth(&mut noise, WANDER_16 << (FRAC - 4), from, to);
        // What the amplitudes gathered: the waves a quarter of a turn behind, over a radian.
        let mut row = [h, RADIAN, RADIAN, RADIAN / 2, RADIAN / 2];
        let (before, after) = (
            waves(from, -QUARTER),
            waves(add(from, elapsed(from, to)), -QUARTER),
        );
        let [_, radians @ ..] = &mut row;
        for (radian, (a, b)) in radians.iter_mut().zip(before.iter().zip(&after)) {
            *radian = radian.wrapping_mul(i64::from(b.wrapping_sub(*a))) >> 15;
        }
        self.propagate(&row, &noise, &NOISE);
    }
}

/// `32768·cos` and `32768·sin` of the time of day `t` (µs, one turn a day) and of its double, `lead` ahead.
#[inline(never)]
fn waves(t: i64, lead: i32) -> [i32; 4] {
    // Phase of the double in 1/16384 of a quarter turn.
    let double = mul_div(t, 131_072, DAY_US) as i32;
    let mut phase = (double >> 1).wrapping_add(lead);
    let mut out = [0; 4];
    for (k, pair) in out.as_chunks_mut::<2>().0.iter_mut().enumerate() {
        if k == 1 {
            phase = double.wrapping_add(lead);
        }
        *pair = [sine(phase.wrapping_add(QUARTER)), sine(phase)];
    }
    out
}

#[inline(never)]
fn sine(phase: i32) -> i32 {
    let into = phase & 0x3fff;
    let q = if phase & 0x4000 == 0 {
        into
    } else {
        QUARTER.wrapping_sub(into)
    };
    let (i, frac) = ((q >> 8) as usize, q & 255);
    let a = SINE.get(i).map_or(32_768, |&v| i32::from(v));
    let b = SINE
        .get(i.wrapping_add(1))
        .map_or(32_768, |&v| i32::from(v));
    let v = a.wrapping_add(b.wrapping_sub(a).wrapping_mul(frac) >> 8);
    if phase & 0x8000 == 0 {
        v
    } else {
        v.wrapping_neg()
    }
}

/// `32768·sin` of a quarter turn in 64 steps.
const SINE: [u16; 65] = [
    0, 804, 1608, 2411, 3212, 4011, 4808, 5602, 6393, 7180, 7962, 8740, 9512, 10279, 11039, 11793,
    12540, 13279, 14010, 14733, 15447, 16151, 16846, 17531, 18205, 18868, 19520, 20160, 20788,
    21403, 22006, 22595, 23170, 23732, 24279, 24812, 25330, 25833, 26320, 26791, 27246, 27684,
    28106, 28511, 28899, 29269, 29622, 29957, 30274, 30572, 30853, 31114, 31357, 31581, 31786,
    31972, 32138, 32286, 32413, 32522, 32610, 32679, 32729, 32758, 32768,
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
                (
                    (pb.sin() - pa.sin()) / (k * w) * 1e-3,
                    (pa.cos() - pb.cos()) / (k * w) * 1e-3,
                )
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
            let (q, g) = (WANDER_16 as f64 / 16.0 * dt, 1.0 / 16.0 * dt);
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

    #[test]
    fn thirty_days_follow_a_model_in_floating_point() {
        let mut seed = 3u64;
        let mut dice = |span: i64| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            ((seed >> 33) as i64).rem_euclid(2 * span + 1) - span
        };
        for start in [0, 60_000_000, 800_000_000_000_000] {
            let mut clock = Clock::ZERO;
            clock.first(250_000, 4_000 * 4_000);
            let sd = [4_000, RATE_SD, FIRST_SD, FIRST_SD, SECOND_SD, SECOND_SD];
            let mut model = Model {
                x: [250_000.0, 0.0, 0.0, 0.0, 0.0, 0.0],
                p: [[0.0; 6]; 6],
            };
            for (i, s) in sd.into_iter().enumerate() {
                model.p[i][i] = f64::from(s).powi(2);
            }
            let mut at = start;
            let (mut theta, rate) = (250_000, dice(3_000));
            for burst in 0..240 {
                let to = at + 10_800_000_000 + dice(600_000_000);
                clock.run(at, to);
                model.run(at, to);
                theta += (to - at) * rate / 1_000_000_000;
                let case = std::format!("burst {burst} from {start}");
                assert!(
                    (clock.offset() as f64 - model.x[0]).abs() <= 1.0,
                    "{case}: {} {}",
                    clock.offset(),
                    model.x[0]
                );
                assert!(
                    (clock.rate() as f64 - model.x[1]).abs() <= 1.0,
                    "{case}: {} {}",
                    clock.rate(),
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
                    for (i, j) in (1..=6).flat_map(|j| (1..j).map(move |i| (i, j))) {
                        let [cross, a, b] =
                            [(i, j), (i, i), (j, j)].map(|(i, j)| i128::from(clock.at(i, j)));
                        assert!(
                            a >= 0 && b >= 0 && cross * cross <= a * b,
                            "{case}: {i} {j}"
                        );
                        assert_eq!(cross, i128::from(clock.at(j, i)));
                    }
                }
                // What is kept between bursts.
                let mut packed = [0; PACKED];
                clock.pack(&mut packed);
                clock = Clock::ZERO;
                clock.unpack(&packed);
                at = to;
            }
        }
    }
}
