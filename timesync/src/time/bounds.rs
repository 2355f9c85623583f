//! What is known of an offset: hard bounds, and the estimate with its deviation.

use core::fmt;

use super::{Micros, Offset, Ppb, Scale, Timestamp};

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
        Micros(self.upper.micros.saturating_sub(self.lower.micros))
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
            lower: self.lower.plus(Micros(d.0.saturating_neg())),
            upper: self.upper.plus(d),
        }
    }

    /// Both ends moved by `d`; saturates.
    #[must_use]
    pub const fn moved(self, d: Micros) -> Self {
        Self {
            lower: self.lower.plus(d),
            upper: self.upper.plus(d),
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

#[cfg(feature = "defmt")]
impl<A: Scale, B: Scale> defmt::Format for Bounds<A, B> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(
            f,
            "{=str}-{=str} in [{=i64}, {=i64}]us",
            A::NAME,
            B::NAME,
            self.lower.micros,
            self.upper.micros
        );
    }
}

/// What is known about scale `A` against scale `B` at one instant.
///
/// Three answers to "how far off may it be", for three questions. [`deviation`](Self::deviation) is
/// for calculating on: one standard deviation of what chance does, to be combined with others as a
/// root of squares, and the measure of whether another burst would teach something. It leaves out
/// what no number of reads can show. [`half_width`](Self::half_width) is for telling people and for
/// deciding whether to act: two deviations and that constant on top, right in 95 % of cases.
/// [`bounds`](Self::bounds) are for proofs: no statistics in them; they hold the truth at every
/// instant as long as the meter answers truthfully, and they are wide between bursts because a
/// quartz may do anything within its range.
pub struct Estimate<A, B> {
    /// The instant the estimate is for.
    pub at: Timestamp<B>,
    /// Best value of `A - B`.
    pub offset: Offset<A, B>,
    /// Hard bounds: they hold the truth as long as no observation was false.
    pub bounds: Bounds<A, B>,
    /// Rate of the offset; positive: `A` gains.
    pub rate: Ppb,
    /// One standard deviation of `rate`.
    pub rate_deviation: Ppb,
    /// One standard deviation of `offset`, without the constant that reads cannot show.
    pub deviation: Micros,
    /// Half of the range that holds the offset in 95 % of cases, that constant included.
    pub half_width: Micros,
}

impl<A, B> Estimate<A, B> {
    /// The instant `t` of scale `B` on scale `A`, by offset and rate.
    #[must_use]
    pub const fn convert(self, t: Timestamp<B>) -> Timestamp<A> {
        t.shift(self.offset_at(t))
    }

    /// The offset at `t`, by the rate.
    pub(crate) const fn offset_at(&self, t: Timestamp<B>) -> Offset<A, B> {
        self.offset.plus(self.rate.over(t.since(self.at)))
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
            && self.rate_deviation == other.rate_deviation
            && self.deviation == other.deviation
            && self.half_width == other.half_width
    }
}
impl<A, B> Eq for Estimate<A, B> {}
impl<A: Scale, B: Scale> fmt::Debug for Estimate<A, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Estimate")
            .field("at", &self.at)
            .field("offset", &self.offset)
            .field("bounds", &self.bounds)
            .field("rate_ppb", &self.rate.0)
            .field("rate_deviation_ppb", &self.rate_deviation.0)
            .field("deviation_us", &self.deviation.0)
            .field("half_width_us", &self.half_width.0)
            .finish()
    }
}

#[cfg(feature = "defmt")]
impl<A: Scale, B: Scale> defmt::Format for Estimate<A, B> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(
            f,
            "Estimate {{ at: {}, offset: {}, bounds: {}, rate: {}, deviation: {}, half_width: {} }}",
            self.at,
            self.offset,
            self.bounds,
            self.rate,
            self.deviation,
            self.half_width
        );
    }
}
