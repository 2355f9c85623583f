//! Lengths of time and rates, with saturating operators.

use core::fmt;
use core::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

use crate::math::{floor_div, floor_mod, mul_div};

/// Microseconds, signed: a length of time, an uncertainty, a correction.
///
/// `+`, `-` and `*` saturate; `/` rounds down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Micros(pub i64);

impl Micros {
    /// No time.
    pub const ZERO: Self = Self(0);
    /// One second.
    pub const SECOND: Self = Self(1_000_000);
    /// One day.
    pub const DAY: Self = Self::from_secs(86_400);

    /// From whole milliseconds; saturates.
    #[must_use]
    pub const fn from_millis(ms: i64) -> Self {
        Self(ms.saturating_mul(1_000))
    }

    /// From whole seconds; saturates.
    #[must_use]
    pub const fn from_secs(s: i64) -> Self {
        Self(s.saturating_mul(1_000_000))
    }

    /// The plain number of microseconds.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// The length without its sign; saturates.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// What is left over whole multiples of `unit`, in `0..unit`; 0 for a unit that is not
    /// positive.
    #[must_use]
    pub const fn rem_floor(self, unit: Self) -> Self {
        Self(floor_mod(self.0, unit.0))
    }
}

impl Add for Micros {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Micros {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Micros {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl SubAssign for Micros {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Neg for Micros {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Mul<i64> for Micros {
    type Output = Self;
    fn mul(self, n: i64) -> Self {
        Self(self.0.saturating_mul(n))
    }
}

/// Rounds down; by nothing and by negative numbers it is 0.
impl Div<i64> for Micros {
    type Output = Self;
    fn div(self, n: i64) -> Self {
        Self(floor_div(self.0, n))
    }
}

impl fmt::Display for Micros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let us = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:03} ms", us / 1_000, us % 1_000)
    }
}

/// Parts per billion: the rate of one clock against another. 1 ppb gathers 1 ns in a second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Ppb(pub i32);

impl Ppb {
    /// The plain number.
    #[must_use]
    pub const fn as_ppb(self) -> i32 {
        self.0
    }

    /// What it gathers in `span`, rounded down; saturates.
    #[must_use]
    pub const fn over(self, span: Micros) -> Micros {
        Micros(mul_div(span.0, self.0 as i64, 1_000_000_000))
    }
}

/// What the rate gathers in the time, as [`Ppb::over`].
impl Mul<Micros> for Ppb {
    type Output = Micros;
    fn mul(self, span: Micros) -> Micros {
        self.over(span)
    }
}

impl fmt::Display for Ppb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ppb", self.0)
    }
}
