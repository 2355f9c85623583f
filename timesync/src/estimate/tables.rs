//! Two function tables of the posterior grid.

/// `256·ln(1 + e^-x)` for x from 0 in steps of 1/16; 0 from its end on.
const SOFTPLUS: [u8; 100] = [
    177, 170, 162, 155, 147, 141, 134, 128, 121, 115, 110, 104, 99, 94, 89, 85, 80, 76, 72, 68, 64,
    61, 58, 55, 52, 49, 46, 43, 41, 39, 37, 34, 32, 31, 29, 27, 26, 24, 23, 21, 20, 19, 18, 17, 16,
    15, 14, 13, 12, 12, 11, 10, 10, 9, 9, 8, 8, 7, 7, 6, 6, 6, 5, 5, 5, 4, 4, 4, 4, 3, 3, 3, 3, 3,
    2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
];

/// `2^16·65535·e^-x` for x from 0 in steps of 1/2; less than a half of 2^16 from its end on.
const EXP: [u32; 24] = [
    4_294_901_760,
    2_604_989_598,
    1_580_006_059,
    958_322_118,
    581_251_746,
    352_547_005,
    213_830_568,
    129_694_795,
    78_663_870,
    47_712_049,
    28_938_820,
    17_552_282,
    10_645_997,
    6_457_124,
    3_916_443,
    2_375_443,
    1_440_779,
    873_877,
    530_033,
    321_481,
    194_988,
    118_266,
    71_732,
    43_508,
];

/// `2^32·e^-x` for x from 0 in steps of 1/32.
const EXP_FINE: [u32; 16] = [
    4_294_967_295,
    4_162_825_044,
    4_034_748_382,
    3_910_612_225,
    3_790_295_335,
    3_673_680_208,
    3_560_652_950,
    3_451_103_176,
    3_344_923_893,
    3_242_011_404,
    3_142_265_200,
    3_045_587_863,
    2_951_884_975,
    2_861_065_022,
    2_773_039_306,
    2_687_721_856,
];

/// `256·ln(1 + e^-x)`; `x` in 1/4096. Linear between points 1/16 apart; left of 0 it is what it is
/// on the right, and `-x` more.
pub(crate) fn softplus(x: i32) -> i32 {
    let (i, frac) = (x >> 8, x & 255);
    let right = |n: i32| SOFTPLUS.get(n as usize).map_or(0, |&v| i32::from(v));
    let (a, b) = if i < 0 {
        let n = i.wrapping_neg();
        (
            right(n).wrapping_add(n << 4),
            right(!i).wrapping_add(!i << 4),
        )
    } else {
        (right(i), right(i.wrapping_add(1)))
    };
    a.wrapping_add(b.wrapping_sub(a).wrapping_mul(frac) >> 8)
}

/// `65535·e^-x` at x = `i`/32, rounded.
fn exp_point(i: u32) -> i32 {
    let whole = EXP.get((i >> 4) as usize).copied().unwrap_or(0);
    let part = EXP_FINE.get((i & 15) as usize).copied().unwrap_or(0);
    let product = (u64::from(whole).wrapping_mul(u64::from(part)) >> 32) as u32;
    (product.wrapping_add(1 << 15) >> 16) as i32
}

/// `65535·e^-x`; `x` in 1/256 (a cost in Q8 nats), not negative. Linear between points 1/32 apart.
pub(crate) fn exp_neg(x: i32) -> u32 {
    let u = x.max(0) as u32;
    // After the end of the table, as most points of a grid are.
    if u >= (EXP.len() as u32) << 7 {
        return 0;
    }
    let (i, frac) = (u >> 3, (u & 7) as i32);
    let a = exp_point(i);
    let b = exp_point(i.wrapping_add(1));
    a.wrapping_add(b.wrapping_sub(a).wrapping_mul(frac) >> 3) as u32
}

/// `256·ln(v)`; 0 for 0. Good to 2/256.
pub(crate) fn ln(v: u64) -> i32 {
    let Some(log) = v.checked_ilog2() else {
        return 0;
    };
    // Mantissa in [1, 2) with 15 bits, log2 by a parabola.
    let m = if log >= 15 {
        v.wrapping_shr(log.wrapping_sub(15))
    } else {
        v.wrapping_shl(15u32.wrapping_sub(log))
    };
    let f = (m & 0x7fff) as i32; // fraction, Q15
    let bow = (f.wrapping_mul(32_768i32.wrapping_sub(f)) >> 15).wrapping_mul(11_265) >> 15;
    let log2 = (log as i32)
        .wrapping_shl(15)
        .wrapping_add(f)
        .wrapping_add(bow); // Q15
    // ln 2 = 22713 / 32768
    ((i64::from(log2).wrapping_mul(22_713)) >> 22) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_follow_their_functions() {
        for x in (-60_000..60_000).step_by(37) {
            let f = f64::from(x) / 4096.0;
            let exact = 256.0 * (-f).exp().ln_1p();
            assert!((f64::from(softplus(x)) - exact).abs() < 2.0, "{x}");
        }
        for x in 0..4_000 {
            let exact = 65_535.0 * (-f64::from(x) / 256.0).exp();
            assert!((f64::from(exp_neg(x)) - exact).abs() < 12.0, "{x}");
        }
        for i in 0..600u32 {
            // 16 bits of each point, rounded to the nearest.
            assert_eq!(
                f64::from(exp_point(i)),
                (65_535.0 * (-f64::from(i) / 32.0).exp()).round(),
                "{i}"
            );
        }
        for i in -200..200 {
            let x = f64::from(i) / 16.0;
            assert_eq!(
                f64::from(softplus(i << 8)),
                (256.0 * (-x).exp().ln_1p()).round(),
                "{i}"
            );
        }
        for v in (1..200_000u64).step_by(97).chain([u64::MAX, 1 << 40]) {
            assert!(
                (f64::from(ln(v)) - 256.0 * (v as f64).ln()).abs() < 3.0,
                "{v}"
            );
        }
    }
}
