//! Time as the machines see it: passed in, counted in microseconds, from any start.

use core::fmt;
use core::num::NonZeroU32;
use core::ops::{Add, AddAssign, Sub};

/// A point in time, µs since a start that the caller chose. All arithmetic saturates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Instant(u64);

impl Instant {
    /// The start.
    pub const ZERO: Self = Self(0);

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
}

/// A point in time in four bytes, rounded up to 65.536 ms: for what a gateway remembers of each of
/// its nodes for minutes to days. It reaches for nine years; later ones count as its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp(NonZeroU32);

impl Stamp {
    /// log2 of its unit in µs.
    const UNIT: u32 = 16;

    /// The stamp of `at`, never before it.
    pub(crate) const fn of(at: Instant) -> Self {
        let units = at.0.div_ceil(1 << Self::UNIT);
        let units = if units < u32::MAX as u64 {
            units as u32
        } else {
            u32::MAX
        };
        Stamp(NonZeroU32::MIN.saturating_add(units))
    }

    /// The moment that it means.
    pub(crate) const fn instant(self) -> Instant {
        Instant((self.0.get() as u64).saturating_sub(1) << Self::UNIT)
    }

    /// Time from here to `now`: never more than has passed.
    pub(crate) fn until(self, now: Instant) -> Micros {
        now.since(self.instant())
    }
}

impl Add<Micros> for Instant {
    type Output = Self;

    fn add(self, span: Micros) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl AddAssign<Micros> for Instant {
    fn add_assign(&mut self, span: Micros) {
        *self = *self + span;
    }
}

impl Sub<Micros> for Instant {
    type Output = Self;

    fn sub(self, span: Micros) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Micros(self.0).fmt(f)
    }
}

/// A span of time, µs. All arithmetic saturates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Micros(u64);

impl Micros {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// A span of `us` microseconds.
    #[must_use]
    pub const fn from_micros(us: u64) -> Self {
        Self(us)
    }

    /// A span of `ms` milliseconds.
    #[must_use]
    pub const fn from_millis(ms: u64) -> Self {
        Self(ms.saturating_mul(1000))
    }

    /// A span of `s` seconds.
    #[must_use]
    pub const fn from_secs(s: u64) -> Self {
        Self(s.saturating_mul(1_000_000))
    }

    /// The number of microseconds.
    #[must_use]
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// `n` times this span.
    #[must_use]
    pub const fn times(self, n: u64) -> Self {
        Self(self.0.saturating_mul(n))
    }
}

impl Add for Micros {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Micros {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// Milliseconds with three decimals: `12.345 ms`.
impl fmt::Display for Micros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03} ms", self.0 / 1000, self.0 % 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_never_before_its_moment() {
        for us in [0, 1, 65_535, 65_536, 65_537, 3_600_000_000, u64::MAX >> 17] {
            let at = Instant::from_micros(us);
            let stamp = Stamp::of(at).instant();
            assert!(stamp >= at && stamp.since(at) < Micros::from_micros(65_536));
            assert_eq!(Stamp::of(at).until(at), Micros::ZERO);
        }
        assert!(
            Stamp::of(Instant::from_micros(u64::MAX)).instant() > Instant::from_micros(1 << 47)
        );
    }

    #[test]
    fn arithmetic_saturates_at_both_ends() {
        let end = Instant::from_micros(u64::MAX);
        assert_eq!(end + Micros::from_secs(1), end);
        assert_eq!(Instant::ZERO - Micros::from_secs(1), Instant::ZERO);
        assert_eq!(Instant::ZERO.since(end), Micros::ZERO);
        assert_eq!(Micros::from_secs(u64::MAX).as_micros(), u64::MAX);
        assert_eq!(std::format!("{}", Micros::from_micros(12_345)), "12.345 ms");
    }
}
