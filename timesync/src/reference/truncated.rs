//! A normal distribution of which only the part above an edge is left.
//!
//! A clock is known as `N(m, σ²)` and then a frame shows that it is not below `edge`. With
//! `α = (edge − m)/σ` and the hazard `λ(α) = φ(α)/(1 − Φ(α))` of the standard normal distribution:
//!
//! ```text
//! mean      m + σ λ(α) = edge + σ g(α)          g(α) = λ(α) − α        (1)
//! variance  σ² (1 − λ(α) g(α))                                          (2)
//! ```
//!
//! Far below (`α → −∞`) the edge changes nothing. Far above, `g → 1/α`: what is left is an
//! exponential distribution of the mean `σ/α`.

use crate::math::{clamp, isqrt, mul_div};

/// `2^16 g(α)` for α from −4 to 8 in steps of 1/4.
const GAP: [i64; 49] = [
    262_153, 245_783, 229_433, 213_125, 196_899, 180_822, 164_996, 149_562, 134_693, 120_578,
    107_400, 95_304, 84_384, 74_671, 66_136, 58_710, 52_290, 46_763, 42_014, 37_931, 34_415,
    31_380, 28_749, 26_460, 24_459, 22_702, 21_151, 19_777, 18_553, 17_458, 16_475, 15_588, 14_785,
    14_056, 13_390, 12_781, 12_223, 11_708, 11_234, 10_794, 10_386, 10_007, 9_654, 9_323, 9_014,
    8_724, 8_452, 8_196, 7_954,
];
/// One in the scale of the table and of α.
const ONE: i64 = 1 << 16;
/// Where the table begins and ends.
const BEGIN: i64 = -4 * ONE;
const END: i64 = 8 * ONE;
/// Step of the table, as a power of two in the scale of α.
const STEP: u32 = 14;

/// Mean and variance (µs, µs²) of `N(mean, variance)` above `edge`.
pub(super) fn above(mean: i64, variance: i64, edge: i64) -> (i64, i64) {
    let sd = isqrt(variance).max(1);
    let gap = edge.saturating_sub(mean);
    let alpha = mul_div(gap, ONE, sd);
    if alpha < BEGIN {
        return (mean, variance);
    }
    if alpha >= END {
        // Nearly an exponential distribution: σ g ≈ σ²/(gap + 2 σ²/gap).
        let gap = gap.saturating_add(mul_div(variance, 2, gap));
        let left = mul_div(variance, 1, gap);
        return (edge.saturating_add(left), mul_div(left, left, 1));
    }
    let g = gap_at(alpha);
    let above_edge = mul_div(sd, g, ONE);
    let taken = mul_div(alpha.saturating_add(g), g, ONE);
    let rest = clamp(ONE.saturating_sub(taken), 1, ONE);
    (
        edge.saturating_add(above_edge),
        mul_div(variance, rest, ONE),
    )
}

/// `2^16 g(α)`, linear between the points of the table.
fn gap_at(alpha: i64) -> i64 {
    let place = clamp(
        alpha.saturating_sub(BEGIN),
        0,
        END.saturating_sub(BEGIN).saturating_sub(1),
    );
    let at = |n: i64| GAP.get(n as usize).copied().unwrap_or(0);
    let n = place >> STEP;
    let (a, b) = (at(n), at(n.saturating_add(1)));
    let part = place & ((1 << STEP) - 1);
    a.saturating_add((b.saturating_sub(a)).saturating_mul(part) >> STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean and variance by sums over a fine grid.
    fn by_sums(mean: f64, sd: f64, edge: f64) -> (f64, f64) {
        let top = (mean + 8.0 * sd).max(edge + 2.0 * sd);
        let n = 200_000;
        let step = (top - edge) / f64::from(n);
        let peak = edge.max(mean);
        let (mut w, mut wx, mut wxx) = (0.0, 0.0, 0.0);
        for i in 0..n {
            let x = edge + (f64::from(i) + 0.5) * step;
            let weight =
                (((peak - mean) / sd).powi(2) / 2.0 - ((x - mean) / sd).powi(2) / 2.0).exp();
            w += weight;
            wx += weight * (x - edge);
            wxx += weight * (x - edge) * (x - edge);
        }
        let first = wx / w;
        (edge + first, wxx / w - first * first)
    }

    /// Equations (1) and (2).
    #[test]
    fn agrees_with_sums_over_the_density() {
        for tenths in -60..=200 {
            let (mean, sd) = (1_000_000.0, 40_000.0);
            let edge = mean + sd * f64::from(tenths) / 10.0;
            let (exact_mean, exact_variance) = by_sums(mean, sd, edge);
            let (found, variance) = above(mean as i64, (sd * sd) as i64, edge as i64);
            let off = (found as f64 - exact_mean).abs();
            assert!(
                off < exact_variance.sqrt() * 0.02,
                "{tenths}: {found} for {exact_mean}"
            );
            let ratio = variance as f64 / exact_variance;
            assert!(
                (0.95..1.05).contains(&ratio),
                "{tenths}: variance {ratio} times the exact one"
            );
        }
    }

    #[test]
    fn no_input_is_out_of_reach() {
        for mean in [i64::MIN, -1, 0, i64::MAX] {
            for variance in [i64::MIN, 0, 1, i64::MAX] {
                for edge in [i64::MIN, 0, i64::MAX] {
                    let (found, left) = above(mean, variance, edge);
                    assert!(left <= variance.max(0) || variance <= 0, "{found} {left}");
                }
            }
        }
    }
}
