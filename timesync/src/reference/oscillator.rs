//! The gateway's own oscillator as the only witness of a single source (rule T-9).
//!
//! Between two accepted states the source may step by `min(450 ms, 100 ms + age · ρ)` against the
//! oscillator, its rate over six hours may differ by `ρ` from that of the first day, and in 30 days
//! it may move by ten seconds against the oscillator carried on at that rate. `ρ` bounds the
//! oscillator over temperature and a month.

use crate::math::{mul_div, to_i32};
use crate::time::{CounterTime, Micros, Offset, Ppb, ReferenceTime, Timestamp};

/// What passes right after an accepted state, and whatever the age.
pub(crate) const STEP: Micros = Micros::from_millis(100);
pub(crate) const STEP_MOST: Micros = Micros::from_millis(450);
/// Span over which the rate is compared, and the one over which it is learned.
const RATE_SPAN: Micros = Micros::from_secs(6 * 3_600);
const LEARN_SPAN: Micros = Micros::DAY;
/// What the source may move in [`MONTH`] against the oscillator carried on.
const MONTH_MOST: Micros = Micros::from_secs(10);
const MONTH: Micros = Micros::from_secs(30 * 86_400);

type Source = Offset<ReferenceTime, CounterTime>;

/// The source at one instant of the counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    at: Timestamp<CounterTime>,
    source: Source,
}

impl Mark {
    /// Rate of the source from here to `later`.
    fn rate_to(&self, later: &Self) -> Ppb {
        let span = (later.at - self.at).0;
        Ppb(to_i32(mul_div(
            (later.source - self.source).0,
            1_000_000_000,
            span,
        )))
    }
}

/// What the oscillator has seen of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Oscillator {
    /// Its bound over temperature and a month.
    bound: Ppb,
    /// First trust, or where the month began.
    anchor: Option<Mark>,
    /// Last accepted state.
    last: Option<Mark>,
    /// Where the six hours began.
    window: Option<Mark>,
    /// Rate of the first day, once that is over.
    rate: Option<Ppb>,
}

impl Oscillator {
    pub(crate) const fn new(bound: Ppb) -> Self {
        Self {
            bound,
            anchor: None,
            last: None,
            window: None,
            rate: None,
        }
    }

    /// Whether a source was trusted since the counter began.
    pub(crate) const fn is_anchored(&self) -> bool {
        self.anchor.is_some()
    }

    /// The counter begins anew: nothing seen by it counts.
    pub(crate) const fn forget(&mut self) {
        *self = Self::new(self.bound);
    }

    /// The source is trusted from here on.
    pub(crate) const fn trust(&mut self, at: Timestamp<CounterTime>, source: Source) {
        let mark = Some(Mark { at, source });
        *self = Self {
            bound: self.bound,
            anchor: mark,
            last: mark,
            window: mark,
            rate: None,
        };
    }

    /// Whether the oscillator vouches for the source; takes it in if so.
    pub(crate) fn accepts(&mut self, at: Timestamp<CounterTime>, source: Source) -> bool {
        let now = Mark { at, source };
        let (Some(anchor), Some(last), Some(window)) = (self.anchor, self.last, self.window) else {
            return false;
        };
        let age = at - last.at;
        if age < Micros::ZERO {
            return false;
        }
        let rate = self.rate.unwrap_or(Ppb(0));
        let step = (source - last.source) - rate * age;
        if step.abs() > STEP_MOST.min(STEP + self.bound * age) {
            return false;
        }
        let since = at - window.at;
        if let Some(first) = self.rate
            && since >= RATE_SPAN
        {
            let drift = window.rate_to(&now).0.saturating_sub(first.0);
            if drift.saturating_abs() > self.bound.0 {
                return false;
            }
        }
        let carried = (source - anchor.source) - rate * (at - anchor.at);
        if self.rate.is_some() && carried.abs() > MONTH_MOST {
            return false;
        }
        if self.rate.is_none() && at - anchor.at >= LEARN_SPAN {
            self.rate = Some(anchor.rate_to(&now));
            self.anchor = Some(now);
        } else if at - anchor.at >= MONTH {
            self.anchor = Some(now);
        }
        if since >= RATE_SPAN {
            self.window = Some(now);
        }
        self.last = Some(now);
        true
    }
}
