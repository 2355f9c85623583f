//! Instants and offsets that carry their time scale in the type.
//!
//! Subtracting an instant of one scale from an instant of another does not compile; the only
//! bridge is an [`Offset`], which says which two scales it joins:
//!
//! ```compile_fail
//! use timesync::time::{MeterTime, NodeTime, Timestamp};
//! let meter = Timestamp::<MeterTime>::from_micros(0);
//! let node = Timestamp::<NodeTime>::from_micros(0);
//! let wrong = meter - node;
//! ```
//!
//! Nor does a comparison of two scales, an instant of the wrong scale handed to an estimator, or an offset that joins
//! two others:
//!
//! ```compile_fail
//! use timesync::time::{GatewayTime, NodeTime, Timestamp};
//! let later = Timestamp::<GatewayTime>::from_micros(1) > Timestamp::<NodeTime>::from_micros(0);
//! ```
//!
//! ```compile_fail
//! use timesync::{CounterTime, Profile, Timestamp, Tracker};
//! let tracker = Tracker::new(Profile::UNKNOWN);
//! let known = tracker.estimate(Timestamp::<CounterTime>::from_micros(0));
//! ```
//!
//! ```compile_fail
//! use timesync::time::{CounterTime, GatewayTime, MeterTime, NodeTime, Offset, Timestamp};
//! let node = Timestamp::<NodeTime>::from_micros(5_000_000);
//! let wrong: Timestamp<MeterTime> = node.shift(Offset::<CounterTime, GatewayTime>::from_micros(250_000));
//! ```
//!
//! ```
//! use timesync::time::{MeterTime, NodeTime, Offset, Timestamp};
//! let node = Timestamp::<NodeTime>::from_micros(5_000_000);
//! let fast = Offset::<MeterTime, NodeTime>::from_micros(250_000);
//! assert_eq!(node.shift(fast), Timestamp::<MeterTime>::from_micros(5_250_000));
//! assert!(node > Timestamp::<NodeTime>::from_micros(0));
//! assert_eq!(timesync::Tracker::new(timesync::Profile::UNKNOWN).estimate(node), None);
//! ```

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;

use crate::math::{abs, add, between, later, mul, neg, sub};

/// Microseconds, signed: a length of time, an uncertainty, a correction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Micros(pub i64);

impl Micros {
    /// No time.
    pub const ZERO: Self = Self(0);

    /// From whole milliseconds; saturates.
    #[must_use]
    pub const fn from_millis(ms: i64) -> Self {
        Self(mul(ms, 1_000))
    }

    /// From whole seconds; saturates.
    #[must_use]
    pub const fn from_secs(s: i64) -> Self {
        Self(mul(s, 1_000_000))
    }

    /// The plain number of microseconds.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// The length without its sign; saturates.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(abs(self.0))
    }
}

impl core::ops::Add for Micros {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(add(self.0, other.0))
    }
}

impl core::ops::Sub for Micros {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(sub(self.0, other.0))
    }
}

impl core::ops::Neg for Micros {
    type Output = Self;
    fn neg(self) -> Self {
        Self(neg(self.0))
    }
}

impl fmt::Display for Micros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let us = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:03} ms", us / 1_000, us % 1_000)
    }
}

mod sealed {
    pub trait Sealed {}
}

/// A time scale. Implemented by the marker types of this module only.
pub trait Scale: sealed::Sealed {
    /// Name for messages.
    const NAME: &'static str;
}

macro_rules! scales {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl Scale for $name {
            const NAME: &'static str = $text;
        }
    )*};
}

scales! {
    /// The free-running counter of one device (crystal, never set, never steered).
    CounterTime = "counter";
    /// The node's disciplined time: what it believes local standard time to be.
    NodeTime = "node";
    /// The gateway's disciplined time.
    GatewayTime = "gateway";
    /// The calendar that a meter shows.
    MeterTime = "meter";
    /// What a reference source (the concentrator, a satellite receiver) claims.
    ReferenceTime = "reference";
    /// True local standard time: known to simulations and laboratories only.
    TrueTime = "true";
}

/// An instant on the scale `S`.
///
/// **Units**: µs, signed 64 bit, which is 290 000 years: sums and differences do not overflow in any use, and wrap around if
/// they do. Calendar scales count from 2000-01-01 00:00:00 local standard
/// time (a scenario that has no calendar may count from anywhere, if it does so on all scales).
pub struct Timestamp<S> {
    micros: i64,
    scale: PhantomData<fn() -> S>,
}

/// Scale `A` minus scale `B` at one instant. Positive: `A` is ahead.
///
/// **Units**: µs.
pub struct Offset<A, B> {
    micros: i64,
    scales: PhantomData<fn() -> (A, B)>,
}

impl<S> Timestamp<S> {
    /// From microseconds since the epoch of the scale.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self {
            micros,
            scale: PhantomData,
        }
    }

    /// From whole seconds since the epoch of the scale; saturates.
    #[must_use]
    pub const fn from_secs(s: i64) -> Self {
        Self::from_micros(mul(s, 1_000_000))
    }

    /// Microseconds since the epoch of the scale.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.micros
    }

    /// Whole seconds since the epoch, rounded down.
    #[must_use]
    pub const fn as_secs(self) -> i64 {
        crate::math::floor_div(self.micros, 1_000_000)
    }

    /// The instant `d` later.
    #[must_use]
    pub const fn plus(self, d: Micros) -> Self {
        Self::from_micros(add(self.micros, d.0))
    }

    /// The instant `d` earlier.
    #[must_use]
    pub const fn minus(self, d: Micros) -> Self {
        Self::from_micros(sub(self.micros, d.0))
    }

    /// Time from `earlier` to here, on the same scale.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Micros {
        Micros(sub(self.micros, earlier.micros))
    }

    /// The same instant on scale `A`.
    #[must_use]
    pub const fn shift<A>(self, offset: Offset<A, S>) -> Timestamp<A> {
        Timestamp::from_micros(add(self.micros, offset.micros))
    }

    /// `self` minus `other`: the offset between the scales, if both name the same instant.
    #[must_use]
    pub const fn offset_from<B>(self, other: Timestamp<B>) -> Offset<S, B> {
        Offset::from_micros(sub(self.micros, other.micros))
    }

    /// The same number on another scale. The one deliberate hole in the type: use it where a scale
    /// *is* the best knowledge of another one, and say why.
    #[must_use]
    pub const fn assume<A>(self) -> Timestamp<A> {
        Timestamp::from_micros(self.micros)
    }
}

impl<A, B> Offset<A, B> {
    /// No offset.
    pub const ZERO: Self = Self::from_micros(0);

    /// From microseconds; positive: `A` is ahead of `B`.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self {
            micros,
            scales: PhantomData,
        }
    }

    /// Microseconds; positive: `A` is ahead of `B`.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.micros
    }

    /// The same fact seen from the other side.
    #[must_use]
    pub const fn invert(self) -> Offset<B, A> {
        Offset::from_micros(neg(self.micros))
    }

    /// `A - B` and `B - C` give `A - C`.
    #[must_use]
    pub const fn chain<C>(self, next: Offset<B, C>) -> Offset<A, C> {
        Offset::from_micros(add(self.micros, next.micros))
    }

    /// The offset moved by `d`.
    #[must_use]
    pub const fn plus(self, d: Micros) -> Self {
        Self::from_micros(add(self.micros, d.0))
    }

    /// An end of bounds moved by `d` µs: where nothing is known it stays so.
    const fn bounded(self, d: i64) -> Self {
        Self::from_micros(later(self.micros, d))
    }

    /// Distance without sign; saturates.
    #[must_use]
    pub const fn abs(self) -> Micros {
        Micros(abs(self.micros))
    }
}

impl<A, B> From<Offset<A, B>> for Micros {
    fn from(o: Offset<A, B>) -> Self {
        Self(o.micros)
    }
}

macro_rules! plain_traits {
    ($name:ident<$($p:ident),*>) => {
        impl<$($p),*> Clone for $name<$($p),*> {
            fn clone(&self) -> Self {
                *self
            }
        }
        impl<$($p),*> Copy for $name<$($p),*> {}
        impl<$($p),*> PartialEq for $name<$($p),*> {
            fn eq(&self, other: &Self) -> bool {
                self.micros == other.micros
            }
        }
        impl<$($p),*> Eq for $name<$($p),*> {}
        impl<$($p),*> PartialOrd for $name<$($p),*> {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }
        impl<$($p),*> Ord for $name<$($p),*> {
            fn cmp(&self, other: &Self) -> Ordering {
                self.micros.cmp(&other.micros)
            }
        }
        impl<$($p),*> Hash for $name<$($p),*> {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.micros.hash(state);
            }
        }
    };
}

plain_traits!(Timestamp<S>);
plain_traits!(Offset<A, B>);

impl<S: Scale> fmt::Debug for Timestamp<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}us", S::NAME, self.micros)
    }
}

impl<A: Scale, B: Scale> fmt::Debug for Offset<A, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}={}us", A::NAME, B::NAME, self.micros)
    }
}

/// A range of offsets that holds the truth: no statistics in it.
///
/// `lower <= upper` unless the observations contradict each other (see [`Bounds::is_empty`]).
pub struct Bounds<A, B> {
    /// The offset is not below this.
    pub lower: Offset<A, B>,
    /// The offset is not above this.
    pub upper: Offset<A, B>,
}

impl<A, B> Bounds<A, B> {
    /// Nothing known.
    pub const UNKNOWN: Self = Self {
        lower: Offset::from_micros(i64::MIN),
        upper: Offset::from_micros(i64::MAX),
    };

    /// From both ends.
    #[must_use]
    pub const fn new(lower: Offset<A, B>, upper: Offset<A, B>) -> Self {
        Self { lower, upper }
    }

    /// Whether `offset` lies inside.
    #[must_use]
    pub const fn contains(self, offset: Offset<A, B>) -> bool {
        self.lower.micros <= offset.micros && offset.micros <= self.upper.micros
    }

    /// Whether the ends contradict each other.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.lower.micros > self.upper.micros
    }

    /// Distance between the ends; saturates.
    #[must_use]
    pub const fn width(self) -> Micros {
        Micros(between(self.upper.micros, self.lower.micros))
    }

    /// What both know.
    #[must_use]
    pub const fn intersect(self, other: Self) -> Self {
        Self {
            lower: if self.lower.micros > other.lower.micros {
                self.lower
            } else {
                other.lower
            },
            upper: if self.upper.micros < other.upper.micros {
                self.upper
            } else {
                other.upper
            },
        }
    }

    /// Both ends moved outwards by `d`; saturates.
    #[must_use]
    pub const fn widen(self, d: Micros) -> Self {
        Self {
            lower: self.lower.bounded(neg(d.0)),
            upper: self.upper.bounded(d.0),
        }
    }

    /// Both ends moved by `d`; saturates.
    #[must_use]
    pub const fn moved(self, d: Micros) -> Self {
        Self {
            lower: self.lower.bounded(d.0),
            upper: self.upper.bounded(d.0),
        }
    }
}

impl<A, B> Clone for Bounds<A, B> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<A, B> Copy for Bounds<A, B> {}
impl<A, B> PartialEq for Bounds<A, B> {
    fn eq(&self, other: &Self) -> bool {
        self.lower == other.lower && self.upper == other.upper
    }
}
impl<A, B> Eq for Bounds<A, B> {}
impl<A: Scale, B: Scale> fmt::Debug for Bounds<A, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{} in [{}, {}]us",
            A::NAME,
            B::NAME,
            self.lower.micros,
            self.upper.micros
        )
    }
}

/// What is known about scale `A` against scale `B` at one instant.
pub struct Estimate<A, B> {
    /// The instant the estimate is for.
    pub at: Timestamp<B>,
    /// Best value of `A - B`.
    pub offset: Offset<A, B>,
    /// Hard bounds: they hold the truth as long as no observation was false.
    pub bounds: Bounds<A, B>,
    /// Rate of the offset, in ppb (1 ppb = 1 ns/s; positive: `A` gains).
    pub rate: i32,
    /// One standard deviation of `offset` (the constant that reads cannot show is not in it).
    pub uncertainty: Micros,
}

impl<A, B> Estimate<A, B> {
    /// The instant `t` of scale `B` on scale `A`, by offset and rate.
    #[must_use]
    pub const fn convert(self, t: Timestamp<B>) -> Timestamp<A> {
        t.shift(self.offset_at(t))
    }

    /// The offset at `t`, by the rate.
    #[inline(never)]
    pub(crate) const fn offset_at(&self, t: Timestamp<B>) -> Offset<A, B> {
        let dt = t.since(self.at).0;
        self.offset.plus(Micros(crate::math::mul_div(
            dt,
            self.rate as i64,
            1_000_000_000,
        )))
    }
}

impl<A, B> Clone for Estimate<A, B> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<A, B> Copy for Estimate<A, B> {}
impl<A, B> PartialEq for Estimate<A, B> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
            && self.offset == other.offset
            && self.bounds == other.bounds
            && self.rate == other.rate
            && self.uncertainty == other.uncertainty
    }
}
impl<A, B> Eq for Estimate<A, B> {}
impl<A: Scale, B: Scale> fmt::Debug for Estimate<A, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Estimate")
            .field("at", &self.at)
            .field("offset", &self.offset)
            .field("bounds", &self.bounds)
            .field("rate_ppb", &self.rate)
            .field("uncertainty_us", &self.uncertainty.0)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overflow_wraps_and_does_not_panic() {
        let t = Timestamp::<NodeTime>::from_micros(i64::MAX);
        assert_eq!(t.plus(Micros(1)), Timestamp::from_micros(i64::MIN));
        assert_eq!(t.plus(Micros(1)).since(t), Micros(1));
        let o = Offset::<MeterTime, NodeTime>::from_micros(i64::MIN);
        assert_eq!(o.invert().as_micros(), i64::MAX);
        assert_eq!(o.abs().0, i64::MAX);
    }

    #[test]
    fn unknown_bounds_stay_unknown() {
        let unknown = Bounds::<MeterTime, NodeTime>::UNKNOWN;
        assert_eq!(unknown.widen(Micros(5)), unknown);
        assert_eq!(unknown.width().0, i64::MAX);
        assert_eq!(unknown.moved(Micros(5)).upper, unknown.upper);
    }

    #[test]
    fn bounds_intersect_to_what_both_know() {
        let b = |l, u| {
            Bounds::<MeterTime, NodeTime>::new(Offset::from_micros(l), Offset::from_micros(u))
        };
        assert_eq!(b(0, 10).intersect(b(5, 20)), b(5, 10));
        assert!(b(0, 1).intersect(b(2, 3)).is_empty());
    }
}
