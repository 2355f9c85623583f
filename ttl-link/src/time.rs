//! Time as the engines see it: passed in, counted in microseconds, from any start.

use core::fmt;
use core::ops::{Add, Sub};

/// A point in time, µs since a start that the caller chose. All arithmetic saturates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Instant(u64);

impl Instant {
    /// The start.
    pub const ZERO: Self = Self(0);
    pub(crate) const NEVER: Self = Self(u64::MAX);

    /// `us` microseconds after the start.
    #[must_use]
    pub const fn from_micros(us: u64) -> Self {
        Self(us)
    }

    /// `ms` milliseconds after the start.
    #[must_use]
    pub const fn from_millis(ms: u64) -> Self {
        Self(ms.saturating_mul(1000))
    }

    /// Microseconds since the start.
    #[must_use]
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// Time from `earlier` to here; zero if `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Micros {
        Micros(self.0.saturating_sub(earlier.0))
    }

    /// This point or `other`, whichever is later.
    #[must_use]
    pub const fn later(self, other: Self) -> Self {
        if self.0 > other.0 { self } else { other }
    }

    /// This point or `other`, whichever is earlier.
    #[must_use]
    pub const fn earlier(self, other: Self) -> Self {
        if self.0 < other.0 { self } else { other }
    }

    pub(crate) const fn plus(self, span: Micros) -> Self {
        Self(self.0.saturating_add(span.0))
    }

    pub(crate) const fn minus(self, span: Micros) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Add<Micros> for Instant {
    type Output = Self;

    fn add(self, span: Micros) -> Self {
        self.plus(span)
    }
}

impl Sub<Micros> for Instant {
    type Output = Self;

    fn sub(self, span: Micros) -> Self {
        self.minus(span)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Micros(self.0).fmt(f)
    }
}

/// A span of time, µs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Micros(u64);

impl Micros {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// A span of `us` microseconds.
    #[must_use]
    pub const fn new(us: u64) -> Self {
        Self(us)
    }

    /// A span of `ms` milliseconds.
    #[must_use]
    pub const fn from_millis(ms: u64) -> Self {
        Self(ms.saturating_mul(1000))
    }

    /// The number of microseconds.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl Add for Micros {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

/// Milliseconds with three decimals: `12.345 ms`.
impl fmt::Display for Micros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03} ms", self.0 / 1000, self.0 % 1000)
    }
}

/// Whole microseconds, saturating.
impl From<core::time::Duration> for Micros {
    fn from(span: core::time::Duration) -> Self {
        Self(u64::try_from(span.as_micros()).unwrap_or(u64::MAX))
    }
}

impl From<Micros> for core::time::Duration {
    fn from(span: Micros) -> Self {
        Self::from_micros(span.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn saturates_at_both_ends() {
        let end = Instant::from_micros(u64::MAX);
        assert_eq!(end + Micros::from_millis(u64::MAX), end);
        assert_eq!(Instant::ZERO - Micros::new(1), Instant::ZERO);
        assert_eq!(Instant::ZERO.since(end), Micros::ZERO);
        assert_eq!(Micros::new(12_345).to_string(), "12.345 ms");
    }
}
