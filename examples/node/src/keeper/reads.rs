//! What a read brings, the end of a burst, and how long what is known will do.

use super::{Keeper, MINUTE, SECOND};
use crate::clock::NodeClock;
#[cfg(feature = "comparison")]
use crate::plain::Method;
use crate::reading::Reading;
use crate::sets::day_of;
use timesync::{Burst, Micros, NodeTime, Outcome, Timestamp};

/// Longest times between two bursts that are tried, minutes.
const INTERVALS: [u64; 6] = [20, 40, 60, 90, 120, 180];
/// The estimate is worn when its standard deviation passes this.
const WORN: Micros = Micros(4_000);
const HALF_DAY: Micros = Micros(43_200_000_000);
/// The drift is known when half a day from now the clock is known to this.
const FORESEEN: Micros = Micros(20_000);

impl Keeper {
    #[inline(never)]
    pub(super) fn take_read(&mut self, now: u64, read: Option<Reading>) {
        #[cfg(feature = "comparison")]
        if self.config.method != Method::Tracker {
            self.take_plain(now, read);
            return;
        }
        if !self.bursting {
            return;
        }
        let pause = match read {
            Some(read) => {
                self.counts.reads = self.counts.reads.saturating_add(1);
                self.burst.feed(read.t1, read.t2, read.shown);
                Burst::PAUSE
            }
            None => {
                self.counts.lost = self.counts.lost.saturating_add(1);
                self.burst.lost();
                Burst::PAUSE_LOST
            }
        };
        self.next_at = now.saturating_add(u64::try_from(pause.as_micros()).unwrap_or(SECOND));
    }

    #[inline(never)]
    pub(super) fn finish_burst(&mut self, now: u64, node_now: Timestamp<NodeTime>, clock: &NodeClock) {
        self.bursting = false;
        self.counts.bursts = self.counts.bursts.saturating_add(1);
        let soon = now.saturating_add(30 * SECOND);
        match self.burst.finish(&mut self.tracker) {
            Outcome::Unconfirmed => {
                self.next_at = soon;
                return;
            }
            Outcome::TooFew => {
                self.next_at = soon.saturating_add(MINUTE);
                return;
            }
            Outcome::StepConfirmed => self.sets.step_confirmed(),
            _ => {}
        }
        if let Some(effective) = self.tracker.estimate(node_now).and_then(|after| self.sets.verify(&after)) {
            self.counts.ineffective = self.counts.ineffective.saturating_add(u32::from(!effective));
            self.unsaved = true;
        }
        self.unsaved |= self.noted_day != day_of(node_now);
        if self.unsaved {
            self.noted_day = day_of(node_now);
        }
        self.consider(now, node_now, clock);
    }

    /// Whether the estimate is good enough to decide by it without another burst.
    #[inline(never)]
    pub(super) fn estimate_is_fresh(&self, node_now: Timestamp<NodeTime>) -> bool {
        !self.tracker.is_pending()
            && self.tracker.estimate(node_now).is_some_and(|estimate| estimate.uncertainty.0 < WORN.0)
    }

    /// Whether a set can be aimed against the drift of the day after it, or has waited long enough for that. A clock that
    /// nobody set for years can wait some hours more; the next set is a day away.
    pub(super) fn drift_is_known(&self, node_now: Timestamp<NodeTime>) -> bool {
        let noon = node_now.plus(HALF_DAY);
        self.counts.bursts >= u32::from(self.config.patience)
            || self.tracker.estimate(noon).is_some_and(|then| then.uncertainty < FORESEEN)
    }

    /// Counter value at which the estimate will be worn, at least twenty minutes and at most three hours ahead.
    #[inline(never)]
    pub(super) fn worn_at(&self, now: u64, node_now: Timestamp<NodeTime>) -> u64 {
        let good = |minutes: &&u64| {
            let at = node_now.plus(Micros::from_secs(i64::try_from(**minutes).unwrap_or(0).saturating_mul(60)));
            self.tracker.estimate(at).is_some_and(|estimate| estimate.uncertainty.0 < WORN.0)
        };
        let minutes = INTERVALS.iter().rev().find(good).or(INTERVALS.first()).copied().unwrap_or(20);
        now.saturating_add(minutes.saturating_mul(MINUTE))
    }
}
