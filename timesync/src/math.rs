//! Integer helpers that cannot panic: products through 128 bits, floor division, roots.
//!
//! Sums go through the saturating operators of the unit types, see [`time`](crate::time).

/// The nearest `i64`.
const fn narrow(v: i128) -> i64 {
    if v > i64::MAX as i128 {
        i64::MAX
    } else if v < i64::MIN as i128 {
        i64::MIN
    } else {
        v as i64
    }
}

/// The nearest `i32`.
pub(crate) const fn to_i32(v: i64) -> i32 {
    clamp(v, i32::MIN as i64, i32::MAX as i64) as i32
}

/// `a · b`, which always fits.
pub(crate) const fn product(a: i64, b: i64) -> i128 {
    (a as i128).wrapping_mul(b as i128)
}

/// `v / 2^bits`, rounded to the nearest, halves up; saturates.
pub(crate) const fn round_off(v: i128, bits: u32) -> i64 {
    let half = 1i128.wrapping_shl(bits.saturating_sub(1));
    narrow(v.saturating_add(half).wrapping_shr(bits))
}

/// `a · b / c`, rounded down; saturates, and is 0 when `c` is not positive.
pub(crate) const fn mul_div(a: i64, b: i64, c: i64) -> i64 {
    let p = product(a, b);
    // Nearly always the product fits, and a short division is many times cheaper on a small core.
    if p as i64 as i128 == p {
        return floor_div(p as i64, c);
    }
    if c <= 0 {
        return 0;
    }
    match p.checked_div_euclid(c as i128) {
        Some(q) => narrow(q),
        None => 0,
    }
}

/// What `rate` ppb gathers in `dt` µs without a division, 1/90 000 short: for reads of a burst.
pub(crate) const fn drift(dt: i32, rate: i64) -> i64 {
    let rate = within(rate, 1 << 24);
    // 2^42 / 1e9 = 4398.05.
    ((dt as i64).wrapping_mul(rate) >> 10).wrapping_mul(4_398) >> 32
}

/// `v` held inside `[lo, hi]` without the panic of `Ord::clamp` on a reversed range.
pub(crate) const fn clamp(v: i64, lo: i64, hi: i64) -> i64 {
    if v < lo {
        lo
    } else if v > hi {
        hi
    } else {
        v
    }
}

/// `v` held inside `[-most, most]`.
pub(crate) const fn within(v: i64, most: i64) -> i64 {
    clamp(v, most.wrapping_neg(), most)
}

/// Floor division; 0 when `b` is not positive.
pub(crate) const fn floor_div(a: i64, b: i64) -> i64 {
    if b <= 0 {
        return 0;
    }
    match a.checked_div_euclid(b) {
        Some(q) => q,
        None => 0,
    }
}

/// Remainder of [`floor_div`], in `0..b`; 0 when `b` is not positive.
pub(crate) const fn floor_mod(a: i64, b: i64) -> i64 {
    if b <= 0 {
        return 0;
    }
    match a.checked_rem_euclid(b) {
        Some(r) => r,
        None => 0,
    }
}

/// Whole square root, rounded down; 0 for negative values.
pub(crate) const fn isqrt(v: i64) -> i64 {
    let v = if v < 0 { 0 } else { v as u64 };
    let mut root = 0u32;
    let mut bit = 1u32 << 31;
    while bit != 0 {
        let more = (root | bit) as u64;
        if more.wrapping_mul(more) <= v {
            root |= bit;
        }
        bit >>= 1;
    }
    root as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn isqrt_is_the_floor(v in 0i64..i64::MAX) {
            let r = i128::from(isqrt(v));
            prop_assert!(r * r <= i128::from(v) && (r + 1) * (r + 1) > i128::from(v));
            prop_assert_eq!(isqrt(-v), 0);
        }

        #[test]
        fn what_does_not_fit_is_the_nearest_that_does(a: i64, b: i64, few in 1u32..64) {
            let held = |v: i128| v.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64;
            let exact = i128::from(a) * i128::from(b);
            prop_assert_eq!(product(a, b), exact);
            prop_assert_eq!(round_off(exact, few), held((exact >> few) + (exact >> (few - 1) & 1)));
            let b = b >> few;
            prop_assert_eq!(i64::from(to_i32(b)), b.clamp(i64::from(i32::MIN), i64::from(i32::MAX)));
        }

        #[test]
        fn floor_div_and_mod_are_those_of_euclid(a: i64, b in 1i64..) {
            prop_assert_eq!((floor_div(a, b), floor_mod(a, b)), (a.div_euclid(b), a.rem_euclid(b)));
            prop_assert_eq!((floor_div(a, -b), floor_mod(a, 0), mul_div(a, a, -b)), (0, 0, 0));
        }

        #[test]
        fn mul_div_floors_and_saturates(a: i64, b: i64, few in 0u32..64, c in 1i64..) {
            for (a, b) in [(a, b), (a >> few, b >> 32)] {
                let exact = (i128::from(a) * i128::from(b)).div_euclid(i128::from(c));
                let held = exact.clamp(i128::from(i64::MIN), i128::from(i64::MAX));
                prop_assert_eq!(i128::from(mul_div(a, b, c)), held);
            }
        }
    }
}
