//! A meter's quartz, which follows the temperature of its cabinet: the model of the estimate.
//!
//! What compensation leaves of the temperature curve repeats from day to day, in its first two
//! harmonics: the sun warms the cabinet once a day, and the curve is a parabola. Six states, the
//! offset `θ` (µs), the mean rate `ρ` and cosine and sine amplitudes `a₁ b₁ a₂ b₂` of the rate
//! (ppb):
//!
//! ```text
//! dθ/dt = ρ + a₁ cos ωt + b₁ sin ωt + a₂ cos 2ωt + b₂ sin 2ωt      ω = 2π/day      (11)
//! ```
//!
//! Integrated from `t` to `t + h` this is the first row of `F`; the other rows are of the identity:
//!
//! ```text
//! F₁ = ( 1, h, Δsin ωt/ω, −Δcos ωt/ω, Δsin 2ωt/2ω, −Δcos 2ωt/2ω )                  (12)
//! ```
//!
//! `ρ` walks at random with `q` = ½ ppb²/s: 200 ppb a day, what ageing and the weather do. The
//! amplitudes walk at an eighth of it, those of the second harmonic at a quarter of that again:
//!
//! ```text
//! Q₁₁ = q h³/3   Q₁₂ = q h²/2   Q₂₂ = q h   Q₃₃ = Q₄₄ = q h/8   Q₅₅ = Q₆₆ = q h/32  (13)
//! ```

use crate::estimate::kalman::{FRAC, Factor, Fixed, Kalman, elapsed, growth};
use crate::math::{mul_div, to_i32};

const DAY_US: i64 = 86_400_000_000;
/// Start of the mean rate, ppb (1 sd): 0.35 s a day, good meters.
const RATE_SD: u16 = 4_000;
/// Start of the amplitudes of both harmonics, ppb (1 sd).
const FIRST_SD: u16 = 300;
const SECOND_SD: u16 = 200;
/// Random walk of the mean rate: ½ ppb²/s.
const WANDER: Fixed = Fixed(1 << (FRAC - 1));
/// `1/ω` as a factor: 86 400 s / 2π = 13 750.987 s, so many ns for a ppb.
const RADIAN: i64 = 59_060_040_000;
/// A quarter turn of a phase.
const QUARTER: i32 = 1 << 14;
/// Fraction bits by which the kept covariance of the rates is shorter.
const SHORTER: u32 = FRAC - 4;

/// Offset, mean rate and the four amplitudes, for calculations.
pub(crate) type Clock = Kalman<6>;

/// The same between bursts: 136 bytes instead of 336.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KeptClock {
    /// Offset, µs.
    pub(crate) offset: Fixed,
    /// Mean rate and the four amplitudes, 1/256 ppb.
    pub(crate) rates: [i32; 5],
    /// Covariance of the offset with all six.
    pub(crate) offset_row: [Fixed; 6],
    /// Covariance of the rates: upper triangle by rows, 1/16 ppb².
    pub(crate) rates_cov: [i32; 15],
}

impl KeptClock {
    /// For calculations.
    pub(crate) fn open(&self) -> Clock {
        let mut clock = Clock::ZERO;
        let [theta, rates @ ..] = &mut clock.x;
        *theta = self.offset;
        for (x, kept) in rates.iter_mut().zip(self.rates) {
            *x = Fixed(i64::from(kept));
        }
        for (j, p) in self.offset_row.iter().enumerate() {
            clock.set_cov(0, j, *p);
        }
        for ((i, j), kept) in upper_triangle().zip(self.rates_cov) {
            clock.set_cov(i, j, Fixed(i64::from(kept) << SHORTER));
        }
        clock
    }
}

/// Places of the covariance of the rates, by rows.
fn upper_triangle() -> impl Iterator<Item = (usize, usize)> {
    (1..6).flat_map(|i| (i..6).map(move |j| (i, j)))
}

impl Clock {
    /// A clock met for the first time: offset in µs and its variance in µs².
    pub(crate) fn first(theta: i64, var: i64) -> Self {
        let sd = [RATE_SD, FIRST_SD, FIRST_SD, SECOND_SD, SECOND_SD];
        Self::start(theta, var, &sd)
    }

    /// For keeping.
    pub(crate) fn keep(&self) -> KeptClock {
        let mut kept = KeptClock {
            offset: Fixed::ZERO,
            rates: [0; 5],
            offset_row: self.column(0),
            rates_cov: [0; 15],
        };
        let [theta, rates @ ..] = &self.x;
        kept.offset = *theta;
        for (kept, x) in kept.rates.iter_mut().zip(rates) {
            *kept = to_i32(x.0);
        }
        for (kept, (i, j)) in kept.rates_cov.iter_mut().zip(upper_triangle()) {
            *kept = to_i32(self.cov(i, j).0 >> SHORTER);
        }
        kept
    }

    /// The mean rate counts no more than that of a clock met for the first time.
    pub(crate) fn widen_rate(&mut self) {
        self.set_cov(1, 1, Fixed::whole(i64::from(RATE_SD) * i64::from(RATE_SD)));
    }

    /// Rate at `t` (µs of the day's scale), ppb: equation (11).
    pub(crate) fn rate_at(&self, t: i64) -> i64 {
        let [_, mean, amplitudes @ ..] = &self.x;
        let mut sum = mean.0 << 15;
        for (amplitude, wave) in amplitudes.iter().zip(waves(t, 0)) {
            sum = sum.saturating_add(amplitude.0.saturating_mul(i64::from(wave)));
        }
        sum >> (FRAC + 15)
    }

    /// Lets the clock run from `from` to `to` (µs): equations (12) and (13).
    pub(crate) fn run(&mut self, from: i64, to: i64) {
        self.run_by(WANDER, from, to);
    }

    /// The same for a quartz whose mean rate walks at random with `wander`, ppb²/s.
    pub(crate) fn run_by(&mut self, wander: Fixed, from: i64, to: i64) {
        let (h, [q1, q2, q3]) = growth(wander, from, to);
        let end = from.saturating_add(elapsed(from, to));
        // The integral of a wave is the wave a quarter of a turn earlier.
        let (before, after) = (waves(from, -QUARTER), waves(end, -QUARTER));
        let radians = [RADIAN, RADIAN, RADIAN / 2, RADIAN / 2];
        let [a1, b1, a2, b2] = core::array::from_fn(|i| {
            let at = |waves: &[i32; 4]| waves.get(i).map_or(0, |w| i64::from(*w));
            let radian = radians.get(i).copied().unwrap_or(0);
            Factor(radian.saturating_mul(at(&after) - at(&before)) >> 15)
        });
        let transition = [[Factor::ONE, h, a1, b1, a2, b2]];
        let (cross, zero) = (q2.part(2), Fixed::ZERO);
        let (first, second) = (q1.part(8), q1.part(32));
        let noise = [
            [q3.part(3), cross, zero, zero, zero, zero],
            [cross, q1, zero, zero, zero, zero],
            [zero, zero, first, zero, zero, zero],
            [zero, zero, zero, first, zero, zero],
            [zero, zero, zero, zero, second, zero],
            [zero, zero, zero, zero, zero, second],
        ];
        self.predict(&transition, &noise);
    }
}

/// `32768·cos` and `32768·sin` of the time of day `t` (µs, one turn a day) and of its double,
/// `lead` ahead.
fn waves(t: i64, lead: i32) -> [i32; 4] {
    // Phases in 1/65536 of a turn; whole turns are lost with the upper bits.
    let twice = mul_div(t, 131_072, DAY_US) as i32;
    let (once, twice) = ((twice >> 1).wrapping_add(lead), twice.wrapping_add(lead));
    [
        sine(once.wrapping_add(QUARTER)),
        sine(once),
        sine(twice.wrapping_add(QUARTER)),
        sine(twice),
    ]
}

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
            let (q, g) = (0.5 * dt, 0.5 / 8.0 * dt);
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

    /// Equations (12) and (13), with a covariance and with the noise alone.
    #[test]
    fn each_run_follows_its_equations() {
        for from_s in [0i64, 7_777, 800_000_000] {
            for dt_s in [60i64, 10_800, 43_200, 86_400] {
                for first in [Clock::first(250_000, 16_000_000), Clock::ZERO] {
                    let mut clock = first;
                    let [_, rates @ ..] = &mut clock.x;
                    *rates = [3_100, -250, 180, 90, -140].map(Fixed::whole);
                    let real = |v: Fixed| v.0 as f64 / 256.0;
                    let mut model = Model {
                        x: clock.x.map(real),
                        p: clock.p.map(|row| row.map(real)),
                    };
                    let (from, to) = (from_s * 1_000_000, (from_s + dt_s) * 1_000_000);
                    clock.run(from, to);
                    model.run(from, to);
                    // The waves come from a table of 64 steps a quarter turn, good to 1/10 000, and
                    // reach 13.75 µs a ppb.
                    let wave = 13.75 * 1e-3;
                    for i in 0..6 {
                        let found = real(clock.x[i]);
                        assert!(
                            (found - model.x[i]).abs() < 1.0,
                            "x{i} {found} {}",
                            model.x[i]
                        );
                        for j in 0..6 {
                            let (found, exact) = (real(clock.p[i][j]), model.p[i][j]);
                            let scale = (model.p[i][i] * model.p[j][j]).sqrt();
                            let room = 2.0
                                + scale * 1e-5
                                + wave * (model.p[i][i] + model.p[j][j]).sqrt() * 600.0;
                            let room = if first == Clock::ZERO {
                                2.0 + exact.abs() * 1e-5
                            } else {
                                room
                            };
                            assert!(
                                (found - exact).abs() < room,
                                "p{i}{j} {found} for {exact}, {dt_s} s"
                            );
                        }
                    }
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
            let mut clock = Clock::first(250_000, 4_000 * 4_000);

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
                    for (i, j) in (0..6).flat_map(|j| (0..j).map(move |i| (i, j))) {
                        let [cross, a, b] =
                            [(i, j), (i, i), (j, j)].map(|(i, j)| i128::from(clock.cov(i, j).0));
                        assert!(
                            a >= 0 && b >= 0 && cross * cross <= a * b,
                            "{case}: {i} {j}"
                        );
                        assert_eq!(cross, i128::from(clock.cov(j, i).0));
                    }
                }
                // What is kept between bursts.
                clock = clock.keep().open();
                at = to;
            }
        }
    }
}
