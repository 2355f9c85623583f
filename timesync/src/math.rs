//! Small integer helpers: every operation saturates, nothing can panic.

//!
//! What saturates in 64 bits takes a small core 20 to 30 bytes wherever it stands, a call 8 to 10: so it is called.

/// `a + b`.
#[inline(never)]
pub(crate) const fn add(a: i64, b: i64) -> i64 {
    a.saturating_add(b)
}

/// `a - b`.
#[inline(never)]
pub(crate) const fn sub(a: i64, b: i64) -> i64 {
    a.saturating_sub(b)
}

/// `a · b`.
#[inline(never)]
pub(crate) const fn mul(a: i64, b: i64) -> i64 {
    a.saturating_mul(b)
}

/// `v` without its sign.
#[inline(never)]
pub(crate) const fn abs(v: i64) -> i64 {
    v.saturating_abs()
}

/// `-v`.
#[inline(never)]
pub(crate) const fn neg(v: i64) -> i64 {
    v.saturating_neg()
}

/// The nearest `i32`.
#[inline(never)]
pub(crate) const fn to_i32(v: i64) -> i32 {
    clamp(v, i32::MIN as i64, i32::MAX as i64) as i32
}

/// `a * b / c`, rounded down, through 128 bits; saturates, and is 0 when `c` is 0 or negative.
#[inline(never)]
pub(crate) const fn mul_div(a: i64, b: i64, c: i64) -> i64 {
    if c <= 0 {
        return 0;
    }
    // Nearly always enough, and many times cheaper on a small core.
    if let Some(p) = a.checked_mul(b) {
        return match p.checked_div_euclid(c) {
            Some(q) => q,
            None => 0,
        };
    }
    let p = (a as i128).wrapping_mul(b as i128);
    match p.checked_div_euclid(c as i128) {
        Some(q) => narrow(q),
        None => 0,
    }
}

/// `dt` µs at `rate` ppb, µs: [`mul_div`] by 1e9 without a division, 1/90 000 short, for reads of a burst.
#[inline(never)]
pub(crate) const fn drift(dt: i32, rate: i64) -> i64 {
    let rate = clamp(rate, -(1 << 24), 1 << 24);
    // 2^42 / 1e9 = 4398.05.
    ((dt as i64).wrapping_mul(rate) >> 10).wrapping_mul(4_398) >> 32
}

/// The nearest `i64`.
#[inline(never)]
pub(crate) const fn narrow(v: i128) -> i64 {
    if v > i64::MAX as i128 {
        i64::MAX
    } else if v < i64::MIN as i128 {
        i64::MIN
    } else {
        v as i64
    }
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

/// Floor division by a positive constant; 0 when `b` is not positive.
#[inline(never)]
pub(crate) const fn floor_div(a: i64, b: i64) -> i64 {
    if b <= 0 {
        return 0;
    }
    match a.checked_div_euclid(b) {
        Some(q) => q,
        None => 0,
    }
}

/// Remainder of [`floor_div`], in `0..b`.
#[inline(never)]
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
#[inline(never)]
pub(crate) const fn isqrt(v: i64) -> i64 {
    if v <= 0 {
        return 0;
    }
    let v = v as u64;
    let mut root: u64 = 0;
    let mut bit: u64 = 1 << 62;
    let mut rest = v;
    while bit > v {
        bit >>= 2;
    }
    while bit != 0 {
        if rest >= root.wrapping_add(bit) {
            rest = rest.wrapping_sub(root.wrapping_add(bit));
            root = (root >> 1).wrapping_add(bit);
        } else {
            root >>= 1;
        }
        bit >>= 2;
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
        }

        #[test]
        fn mul_div_floors_and_saturates(a: i64, b: i64, c in 1i64..) {
            let exact = (i128::from(a) * i128::from(b)).div_euclid(i128::from(c));
            prop_assert_eq!(i128::from(mul_div(a, b, c)), exact.clamp(i128::from(i64::MIN), i128::from(i64::MAX)));
        }
    }
}
