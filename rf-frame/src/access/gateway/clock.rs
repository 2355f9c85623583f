//! Network time as the gateway has it, and who has asked for it (F-15, T-4).

use crate::time::{Instant, Micros};
use crate::wire::{NetTime, Quality, Treq, Verdict};

/// A node gets at most one answer in this time (T-4).
const PACE: Micros = Micros::from_secs(1);
/// An answer later than this counts for nothing at the node (T-2).
const LATEST: Micros = Micros::from_millis(100);

/// Network time by the gateway's counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct NetworkClock {
    /// A moment of the counter.
    pub at: Instant,
    /// Network time then, µs since 2000-01-01 00:00:00 UTC.
    pub micros: u64,
    /// How much faster than the counter network time runs, ppb.
    pub rate_ppb: i32,
    /// What the gate says of the reference.
    pub verdict: Verdict,
    /// How good the time is.
    pub quality: Quality,
}

impl NetworkClock {
    /// A time of which nothing more is known.
    #[must_use]
    pub const fn new(at: Instant, micros: u64) -> Self {
        NetworkClock {
            at,
            micros,
            rate_ppb: 0,
            verdict: Verdict::FreeRunning,
            quality: Quality::Unset,
        }
    }

    /// Network time at a moment of the counter, µs since 2000.
    #[must_use]
    pub fn micros_at(&self, at: Instant) -> u64 {
        if at >= self.at {
            let span = at.since(self.at).as_micros();
            self.micros.saturating_add_signed(self.stretched(span))
        } else {
            let span = self.at.since(at).as_micros();
            self.micros
                .saturating_add_signed(self.stretched(span).saturating_neg())
        }
    }

    /// A span of the counter as one of network time.
    fn stretched(&self, span: u64) -> i64 {
        let span = i64::try_from(span).unwrap_or(i64::MAX);
        // Milliseconds first: the product of a year with 100 ppm fits.
        let more = (span / 1_000).saturating_mul(self.rate_ppb.into()) / 1_000_000;
        span.saturating_add(more)
    }

    /// The same as it goes on air.
    pub(super) fn time_at(&self, at: Instant) -> NetTime {
        NetTime::from_micros(self.micros_at(at))
    }
}

/// The last request of a node.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TimeRequest {
    opaque: [u8; 4],
    arrived: Instant,
    step: Step,
}

/// How far the last request has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    #[default]
    None,
    Waits,
    Answered,
}

impl TimeRequest {
    /// A TREQ, whose sync word ended at `sync`. A second one within a second is not answered.
    pub(super) fn take(&mut self, treq: &Treq, sync: Instant) {
        if self.step != Step::Answered || sync >= self.arrived + PACE {
            (self.opaque, self.arrived, self.step) = (treq.opaque, sync, Step::Waits);
        }
    }

    /// Whether an answer is still worth something at `now`.
    pub(super) fn waits(&self, now: Instant) -> bool {
        self.step == Step::Waits && now.since(self.arrived) < LATEST
    }

    /// The request to answer: its opaque bytes, and when it came.
    pub(super) fn answer(&mut self) -> Option<([u8; 4], Instant)> {
        if self.step != Step::Waits {
            return None;
        }
        self.step = Step::Answered;
        Some((self.opaque, self.arrived))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_runs_by_its_rate_both_ways() {
        let clock = NetworkClock {
            rate_ppb: -20_000,
            ..NetworkClock::new(Instant::from_millis(100_000), 800_000_000_000_000)
        };
        let after = |ms| clock.micros_at(Instant::from_millis(ms)) as i64 - 800_000_000_000_000;
        assert_eq!(after(200_000), 100_000_000 - 2_000);
        assert_eq!(after(0), -(100_000_000 - 2_000));
    }

    #[test]
    fn one_answer_a_second_and_none_that_is_too_late() {
        let treq = Treq {
            seq: 0,
            opaque: [1; 4],
        };
        let mut request = TimeRequest::default();
        let at = Instant::from_millis;
        request.take(&treq, at(10));
        assert!(request.waits(at(109)) && !request.waits(at(110)));
        assert_eq!(request.answer(), Some(([1; 4], at(10))));
        request.take(&treq, at(1009));
        assert!(!request.waits(at(1009)));
        request.take(&treq, at(1010));
        assert!(request.waits(at(1010)));
    }
}
