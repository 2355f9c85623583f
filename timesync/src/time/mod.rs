//! Instants and offsets that carry their time scale in the type.
//!
//! Sums, differences and products of all these types **saturate**: a result that does not fit is
//! the nearest one that does. 2^63 µs are 290 000 years, so that nothing real comes near.
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
//! Nor does a comparison of two scales, an instant of the wrong scale handed to an estimator, or an
//! offset that joins two others:
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
use core::ops::{Add, Sub};

mod bounds;
mod units;

pub use bounds::{Bounds, Estimate};
pub use units::{Micros, Ppb};

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
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
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
/// **Units**: µs, signed 64 bit. Calendar scales count from 2000-01-01 00:00:00 local standard time
/// (a scenario that has no calendar may count from anywhere, if it does so on all scales).
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
        Self::from_micros(s.saturating_mul(1_000_000))
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
        Self::from_micros(self.micros.saturating_add(d.0))
    }

    /// The instant `d` earlier.
    #[must_use]
    pub const fn minus(self, d: Micros) -> Self {
        Self::from_micros(self.micros.saturating_sub(d.0))
    }

    /// Time from `earlier` to here, on the same scale.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Micros {
        Micros(self.micros.saturating_sub(earlier.micros))
    }

    /// The same instant on scale `A`.
    #[must_use]
    pub const fn shift<A>(self, offset: Offset<A, S>) -> Timestamp<A> {
        Timestamp::from_micros(self.micros.saturating_add(offset.micros))
    }

    /// `self` minus `other`: the offset between the scales, if both name the same instant.
    #[must_use]
    pub const fn offset_from<B>(self, other: Timestamp<B>) -> Offset<S, B> {
        Offset::from_micros(self.micros.saturating_sub(other.micros))
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
        Offset::from_micros(self.micros.saturating_neg())
    }

    /// `A - B` and `B - C` give `A - C`.
    #[must_use]
    pub const fn chain<C>(self, next: Offset<B, C>) -> Offset<A, C> {
        Offset::from_micros(self.micros.saturating_add(next.micros))
    }

    /// The offset moved by `d`.
    #[must_use]
    pub const fn plus(self, d: Micros) -> Self {
        Self::from_micros(self.micros.saturating_add(d.0))
    }

    /// Distance without sign; saturates.
    #[must_use]
    pub const fn abs(self) -> Micros {
        Micros(self.micros.saturating_abs())
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

#[cfg(feature = "defmt")]
impl<S: Scale> defmt::Format for Timestamp<S> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{=str}@{=i64}us", S::NAME, self.micros);
    }
}

#[cfg(feature = "defmt")]
impl<A: Scale, B: Scale> defmt::Format for Offset<A, B> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{=str}-{=str}={=i64}us", A::NAME, B::NAME, self.micros);
    }
}

impl<S> Add<Micros> for Timestamp<S> {
    type Output = Self;
    fn add(self, d: Micros) -> Self {
        self.plus(d)
    }
}

impl<S> Sub<Micros> for Timestamp<S> {
    type Output = Self;
    fn sub(self, d: Micros) -> Self {
        self.minus(d)
    }
}

impl<S> Sub for Timestamp<S> {
    type Output = Micros;
    fn sub(self, earlier: Self) -> Micros {
        self.since(earlier)
    }
}

impl<A, B> Add<Micros> for Offset<A, B> {
    type Output = Self;
    fn add(self, d: Micros) -> Self {
        self.plus(d)
    }
}

impl<A, B> Sub<Micros> for Offset<A, B> {
    type Output = Self;
    fn sub(self, d: Micros) -> Self {
        self.plus(-d)
    }
}

impl<A, B> Sub for Offset<A, B> {
    type Output = Micros;
    fn sub(self, other: Self) -> Micros {
        Micros(self.micros) - Micros(other.micros)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_the_nearest_that_does() {
        let t = Timestamp::<NodeTime>::from_micros(i64::MAX);
        assert_eq!(t + Micros(1), t);
        assert_eq!(t - Timestamp::from_micros(i64::MIN), Micros(i64::MAX));
        assert_eq!(Micros(i64::MIN) - Micros(1), Micros(i64::MIN));
        assert_eq!(Micros(i64::MAX) * -2, Micros(i64::MIN));
        assert_eq!(Ppb(-1) * Micros(1), Micros(-1));
        assert_eq!(Ppb(30_000) * Micros::from_secs(1), Micros(30));
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
