//! Each step against its numbered equation in floating point.

use super::*;
use std::vec::Vec;

/// Fixed point to floating point.
fn real(v: Fixed) -> f64 {
    v.0 as f64 / f64::from(1u32 << FRAC)
}

/// `P` or `Q` as a matrix of floating point numbers.
fn reals<const N: usize>(m: &[[Fixed; N]; N]) -> [[f64; N]; N] {
    m.map(|row| row.map(real))
}

/// `A B Aᵀ` and `A x`.
fn carried<const N: usize>(
    a: &[[f64; N]; N],
    p: &[[f64; N]; N],
    x: &[f64; N],
) -> ([[f64; N]; N], [f64; N]) {
    let cell = |i: usize, j: usize| {
        let mut sum = 0.0;
        for k in 0..N {
            for l in 0..N {
                sum += a[i][k] * p[k][l] * a[j][l];
            }
        }
        sum
    };
    (
        core::array::from_fn(|i| core::array::from_fn(|j| cell(i, j))),
        core::array::from_fn(|i| (0..N).map(|k| a[i][k] * x[k]).sum()),
    )
}

/// Within a millionth, or within `least`: what rounding to 1/256 and 2^-32 leaves.
fn near(found: f64, exact: f64, least: f64, case: &str) {
    let room = (exact.abs() * 1e-6).max(least);
    assert!((found - exact).abs() <= room, "{case}: {found} for {exact}");
}

/// A covariance with correlations of every sign: `L Lᵀ` of a lower triangle.
fn filter<const N: usize>(x: [i64; N], lower: [[i64; N]; N]) -> Kalman<N> {
    let mut filter = Kalman::<N>::ZERO;
    filter.x = x.map(Fixed::whole);
    for i in 0..N {
        for j in 0..N {
            let sum = (0..N).map(|k| lower[i][k] * lower[j][k]).sum();
            filter.p[i][j] = Fixed::whole(sum);
        }
    }
    filter
}

fn two() -> Kalman<2> {
    filter([250_000, -3_210], [[4_100, 0], [-1_700, 900]])
}

fn three() -> ThreeState {
    let lower = [[9_000, 0, 0], [2_100, 3_000, 0], [-70, 150, 240]];
    filter([-1_200_345, 17_003, -412], lower)
}

#[test]
fn noise_gathers_as_powers_of_time() {
    for (dt_s, q) in [
        (60i64, 60i64),
        (300, 60),
        (900, 2),
        (10_800, 60),
        (86_400, 2),
    ] {
        let (h, powers) = growth::<5>(Fixed::whole(q), 0, dt_s * 1_000_000);
        // µs per ppb, which is ks.
        let time = dt_s as f64 / 1_000.0;
        near(h.0 as f64, time * 4_294_967_296.0, 1.0, "h");
        // q is per second, and a ks has a thousand of them.
        for (n, v) in (1..).zip(powers) {
            let exact = q as f64 * 1_000.0 * time.powi(n);
            near(real(v), exact, 1.0, &std::format!("q h^{n} of {dt_s} s"));
        }
    }
}

/// Equations (1) and (2) with `F` and `Q` of (10). The noise is tested alone too: beside a large
/// covariance a wrong share of it would not be seen.
#[test]
fn three_states_follow_their_equations() {
    for (dt_s, q) in [
        (1i64, 60i64),
        (60, 60),
        (900, 60),
        (10_800, 60),
        (86_400, 60),
    ] {
        for start in [three(), ThreeState::ZERO] {
            let mut filter = start;
            let h = dt_s as f64 / 1_000.0;
            let f = [[1.0, h, h * h / 2.0], [0.0, 1.0, h], [0.0, 0.0, 1.0]];
            let (p, x) = carried(&f, &reals(&filter.p), &filter.x.map(real));
            let q_ks = q as f64 * 1_000.0;
            let share = |n: i32, d: f64| q_ks * h.powi(n) / d;
            let noise = [
                [share(5, 20.0), share(4, 8.0), share(3, 6.0)],
                [share(4, 8.0), share(3, 3.0), share(2, 2.0)],
                [share(3, 6.0), share(2, 2.0), share(1, 1.0)],
            ];
            filter.advance(0, dt_s * 1_000_000, q);
            for i in 0..3 {
                near(
                    real(filter.x[i]),
                    x[i],
                    0.5,
                    &std::format!("x{i} after {dt_s} s"),
                );
                for j in 0..3 {
                    let case = std::format!("p{i}{j} after {dt_s} s");
                    near(real(filter.p[i][j]), p[i][j] + noise[i][j], 2.0, &case);
                }
            }
        }
    }
}

/// Equations (3) to (6).
#[test]
fn a_measurement_is_taken_in_by_its_equations() {
    for (z, r) in [
        (-1_200_345i64, 3_600i64),
        (-1_190_000, 250_000),
        (-1_230_000, 90_000_000),
    ] {
        let before = three();
        let (p, x) = (reals(&before.p), before.x.map(real));
        let (nu, s) = (z as f64 - x[0], p[0][0] + r as f64);
        let k: Vec<f64> = (0..3).map(|i| p[i][0] / s).collect();
        let mut after = before;
        assert!(after.update(z, r, 25));
        for i in 0..3 {
            near(
                real(after.x[i]),
                x[i] + k[i] * nu,
                0.05,
                &std::format!("x{i} by {z}"),
            );
            #[expect(
                clippy::needless_range_loop,
                reason = "two matrices, as in the equation"
            )]
            for j in 0..3 {
                let exact = p[i][j] - k[i] * p[0][j];
                near(
                    real(after.p[i][j]),
                    exact,
                    8.0,
                    &std::format!("p{i}{j} by {z}"),
                );
            }
        }
    }
}

#[test]
fn a_measurement_beyond_the_gate_changes_nothing() {
    let before = three();
    let sd = ((before.variance() + 3_600) as f64).sqrt() as i64;
    for (deviations_tenths, taken) in [(49, true), (51, false), (-49, true), (-51, false)] {
        let mut after = before;
        let z = before.offset() + sd * deviations_tenths / 10;
        assert_eq!(after.update(z, 3_600, 25), taken, "{deviations_tenths}");
        assert_eq!(after == before, !taken);
    }
}

/// Equations (7) to (9).
#[test]
fn a_posterior_is_matched_by_its_equations() {
    for (mean, var) in [
        (-1_198_000i64, 2_250_000i64),
        (-1_230_000, 490_000),
        (-1_200_345, 1),
    ] {
        let before = three();
        let (p, x) = (reals(&before.p), before.x.map(real));
        let k: Vec<f64> = (0..3).map(|i| p[i][0] / p[0][0]).collect();
        let mut after = before;
        after.fuse(mean, var);
        for i in 0..3 {
            let exact = x[i] + k[i] * (mean as f64 - x[0]);
            near(
                real(after.x[i]),
                exact,
                0.05,
                &std::format!("x{i} to {mean}"),
            );
            for j in 0..3 {
                let exact = p[i][j] - k[i] * k[j] * (p[0][0] - var as f64);
                near(
                    real(after.p[i][j]),
                    exact,
                    8.0,
                    &std::format!("p{i}{j} to {var}"),
                );
            }
        }
        assert_eq!((after.offset(), after.variance()), (mean, var));
    }
}

#[test]
fn a_restart_keeps_the_others_and_forgets_what_ties_the_offset_to_them() {
    let mut filter = three();
    let rest = filter.p[2][2];
    filter.restart_offset(77, 900);
    assert_eq!(
        (filter.offset(), filter.variance(), filter.rate()),
        (77, 900, 17_003)
    );
    assert_eq!(
        (filter.p[0][1], filter.p[2][0], filter.p[2][2]),
        (Fixed::ZERO, Fixed::ZERO, rest)
    );
    filter.doubt_offset(400);
    assert_eq!(filter.variance(), 900);
    filter.doubt_offset(1_600);
    assert_eq!(filter.variance(), 1_600);
}

#[test]
fn an_offset_that_moves_takes_its_doubt_along() {
    let mut filter = three();
    filter.move_offset(-5_000, 400);
    assert_eq!(
        (filter.offset(), filter.variance(), filter.rate()),
        (-1_205_345, three().variance() + 400, 17_003)
    );
    filter.begin_rate(-77);
    assert_eq!((filter.rate(), filter.p[1]), (-77, three().p[1]));
    filter.begin_rate(1 << 40);
    assert_eq!(filter.rate(), RATE_MAX);
}

#[test]
fn a_doubted_rate_forgets_what_ties_it_to_the_others() {
    let mut filter = three();
    filter.doubt_rate(100);
    assert_eq!(filter, three(), "it is known worse already");
    filter.doubt_rate(4_000 * 4_000);
    assert_eq!((filter.rate_sd(), filter.rate()), (4_000, 17_003));
    assert_eq!((filter.p[0][1], filter.p[1][2]), (Fixed::ZERO, Fixed::ZERO));
    let kept = three();
    assert_eq!(
        (filter.p[0][0], filter.p[0][2], filter.p[2][2]),
        (kept.p[0][0], kept.p[0][2], kept.p[2][2])
    );
}

#[test]
fn a_covariance_that_no_clock_has_is_brought_back() {
    let mut filter = two();
    filter.p[0][1] = Fixed(-(1 << 50));
    filter.p[1][0] = filter.p[0][1];
    filter.x[1] = Fixed::whole(1 << 40);
    filter.tidy();
    let [a, b, cross] = [filter.p[0][0], filter.p[1][1], filter.p[0][1]].map(|v| i128::from(v.0));
    assert!(cross < 0 && cross * cross <= a * b && cross * cross > a * b * 99 / 100);
    assert_eq!(filter.rate(), RATE_MAX);
}

#[test]
fn time_runs_forward_and_no_further_than_twelve_days() {
    assert_eq!(elapsed(5, 3), 0);
    assert_eq!(elapsed(-5, 3), 8);
    assert_eq!(elapsed(0, i64::MAX), DT_MAX);
    assert_eq!(elapsed(i64::MIN, i64::MAX), DT_MAX);
}
