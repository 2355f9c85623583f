//! Small integer helpers: nothing can panic.
//!
//! What does not fit one or two instructions of a small core stands here once and is called. Times, offsets and variances
//! stay far below 2^63 (2^55 µs are a thousand years), so that they are added and subtracted with wrap-around; products,
//! quotients and bounds saturate.

/// `a + b`, wraps around.
pub(crate) const fn add(a: i64, b: i64) -> i64 {
    a.wrapping_add(b)
}

/// `a - b`, wraps around.
pub(crate) const fn sub(a: i64, b: i64) -> i64 {
    a.wrapping_sub(b)
}

/// `a + b` of bounds, saturates.
#[inline(never)]
pub(crate) const fn later(a: i64, b: i64) -> i64 {
    a.saturating_add(b)
}

/// `a - b` of bounds, saturates.
#[inline(never)]
pub(crate) const fn between(a: i64, b: i64) -> i64 {
    a.saturating_sub(b)
}

/// `a · b`.
#[inline(never)]
pub(crate) const fn mul(a: i64, b: i64) -> i64 {
    narrow(product(a, b))
}

/// `v` without its sign; saturates.
#[inline(never)]
pub(crate) const fn abs(v: i64) -> i64 {
    v.saturating_abs()
}

/// `-v`, saturates.
pub(crate) const fn neg(v: i64) -> i64 {
    v.saturating_neg()
}

/// The nearest `i32`.
#[inline(never)]
pub(crate) const fn to_i32(v: i64) -> i32 {
    let near = v as i32;
    if near as i64 == v {
        near
    } else {
        (v >> 63) as i32 ^ i32::MAX
    }
}

/// A whole number of 128 bits in two halves, which is how a small core has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wide {
    pub(crate) high: i64,
    pub(crate) low: u64,
}

impl Wide {
    pub(crate) const fn plus(self, more: Self) -> Self {
        let (low, carry) = self.low.overflowing_add(more.low);
        Self {
            high: self.high.wrapping_add(more.high).wrapping_add(carry as i64),
            low,
        }
    }
}

/// `a · b` in full.
#[inline(never)]
pub(crate) const fn product(a: i64, b: i64) -> Wide {
    // By halves; no sum of them leaves 64 bits.
    const fn part(signed: i64, plain: u32) -> i64 {
        ((signed >> 32) as i32 as i64).wrapping_mul(plain as i64)
    }
    let low = (a as u32 as u64).wrapping_mul(b as u32 as u64);
    let middle = part(a, b as u32).wrapping_add((low >> 32) as i64);
    let upper = part(b, a as u32).wrapping_add(middle as u32 as i64);
    let high = ((a >> 32) as i32 as i64).wrapping_mul((b >> 32) as i32 as i64);
    Wide {
        high: high.wrapping_add(middle >> 32).wrapping_add(upper >> 32),
        low: (upper << 32) as u64 | low as u32 as u64,
    }
}

/// `a * b / c`, rounded down, through 128 bits; saturates, and is 0 when `c` is 0 or negative.
#[inline(never)]
pub(crate) const fn mul_div(a: i64, b: i64, c: i64) -> i64 {
    if c <= 0 {
        return 0;
    }
    let c = c as u64;
    let p = product(a, b);
    // Rounded down, -n / c is the complement of (n - 1) / c.
    let sign = (p.high >> 63) as u64;
    let (mut rest, mut q) = (p.high as u64 ^ sign, p.low ^ sign);
    if rest == 0 {
        // Nearly always, and many times cheaper on a small core. `c` is not 0.
        q = match q.checked_div(c) {
            Some(q) => q,
            None => 0,
        };
    } else if rest >= c {
        q = u64::MAX;
    } else {
        let mut left = 64u32;
        while left > 0 {
            rest = (rest << 1) | (q >> 63);
            q <<= 1;
            if rest >= c {
                rest = rest.wrapping_sub(c);
                q |= 1;
            }
            left = left.wrapping_sub(1);
        }
    }
    let most = i64::MAX as u64;
    (if q > most { most } else { q } ^ sign) as i64
}

/// `dt` µs at `rate` ppb, µs: [`mul_div`] by 1e9 without a division, 1/90 000 short, for reads of a burst.
pub(crate) const fn drift(dt: i32, rate: i64) -> i64 {
    let rate = within(rate, 1 << 24);
    // 2^42 / 1e9 = 4398.05.
    ((dt as i64).wrapping_mul(rate) >> 10).wrapping_mul(4_398) >> 32
}

/// The nearest `i64`.
const fn narrow(v: Wide) -> i64 {
    let near = v.low as i64;
    if near >> 63 == v.high {
        near
    } else {
        (v.high >> 63) ^ i64::MAX
    }
}

/// `v` held inside `[lo, hi]` without the panic of `Ord::clamp` on a reversed range.
#[inline(never)]
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
#[inline(never)]
pub(crate) const fn within(v: i64, most: i64) -> i64 {
    clamp(v, most.wrapping_neg(), most)
}

/// Floor division by a positive constant; 0 when `b` is not positive.
#[inline(never)]
pub(crate) const fn floor_div(a: i64, b: i64) -> i64 {
    mul_div(a, 1, b)
}

/// Remainder of [`floor_div`], in `0..b`.
#[inline(never)]
pub(crate) const fn floor_mod(a: i64, b: i64) -> i64 {
    if b <= 0 {
        return 0;
    }
    a.wrapping_sub(floor_div(a, b).wrapping_mul(b))
}

/// Whole square root, rounded down; 0 for negative values.
#[inline(never)]
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
        fn what_does_not_fit_is_the_nearest_that_does(a: i64, b: i64, few in 0u32..64) {
            let held = |v: i128| v.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64;
            let p = product(a, b);
            prop_assert_eq!(i128::from(p.high) << 64 | i128::from(p.low), i128::from(a) * i128::from(b));
            for b in [b, b >> few] {
                prop_assert_eq!(mul(a >> few, b), held(i128::from(a >> few) * i128::from(b)));
                prop_assert_eq!(i64::from(to_i32(b)), b.clamp(i64::from(i32::MIN), i64::from(i32::MAX)));
            }
        }

        #[test]
        fn floor_div_and_mod_are_those_of_euclid(a: i64, b in 1i64..) {
            prop_assert_eq!((floor_div(a, b), floor_mod(a, b)), (a.div_euclid(b), a.rem_euclid(b)));
        }

        #[test]
        fn mul_div_in_64_bits(a in -1_000_000i64..1_000_000, b in -1_000_000i64..1_000_000, c in 1i64..1_000_000) {
            prop_assert_eq!(mul_div(a, b, c), (a * b).div_euclid(c));
        }

        #[test]
        fn mul_div_floors_and_saturates(a: i64, b: i64, c in 1i64..) {
            let exact = (i128::from(a) * i128::from(b)).div_euclid(i128::from(c));
            prop_assert_eq!(i128::from(mul_div(a, b, c)), exact.clamp(i128::from(i64::MIN), i128::from(i64::MAX)));
        }
    }
}
