//! What a read brings, the end of a burst, and how long what is known will do.

use super::{Keeper, MINUTE, SECOND};
use crate::clock::NodeClock;
#[cfg(feature = "comparison")]
use crate::plain::Method;
use crate::reading::Reading;
use crate::sets::day_of;
use timesync::{Burst, Micros, NodeTime, Outcome, Timestamp};

/// Times between two bursts, minutes: the longest after which the estimate is not worn, or the shortest.
const LONGER: [u8; 5] = [180, 120, 90, 60, 40];
const SHORTEST: u8 = 20;
/// The estimate is worn when its standard deviation passes this.
const WORN: Micros = Micros(4_000);
const HALF_DAY: Micros = Micros(43_200_000_000);
/// The drift is known when half a day from now the clock is known to this.
const FORESEEN: Micros = Micros(20_000);

impl Keeper {
    pub(super) fn take_read(&mut self, read: Option<&Reading>, now: u64) {
        #[cfg(feature = "comparison")]
        if self.method != Method::Tracker {
            self.take_plain(read, now);
            return;
        }
        if !self.bursting {
            return;
        }
        let Micros(pause) = match read {
            Some(read) => {
                self.counts.reads = self.counts.reads.wrapping_add(1);
                self.burst.feed(read.t1, read.t2, read.shown);
                Burst::PAUSE
            }
            None => {
                self.counts.lost = self.counts.lost.wrapping_add(1);
                self.burst.lost();
                Burst::PAUSE_LOST
            }
        };
        self.wait((pause / 1_000) as u32, now);
    }

    pub(super) fn finish_burst(
        &mut self,
        clock: &NodeClock,
        now: u64,
        node_now: Timestamp<NodeTime>,
    ) {
        self.bursting = false;
        self.counts.bursts = self.counts.bursts.wrapping_add(1);
        match self.burst.finish(&mut self.tracker) {
            Outcome::Unconfirmed => {
                self.wait(30 * SECOND, now);
                return;
            }
            Outcome::TooFew => {
                self.wait(90 * SECOND, now);
                return;
            }
            Outcome::StepConfirmed => self.sets.step_confirmed(),
            _ => {}
        }
        if let Some(effective) = self
            .tracker
            .estimate(node_now)
            .and_then(|after| self.sets.verify(&after))
        {
            self.counts.ineffective = self.counts.ineffective.wrapping_add(u32::from(!effective));
            self.unsaved = true;
        }
        let today = day_of(node_now);
        self.unsaved |= self.noted_day != today;
        if self.unsaved {
            self.noted_day = today;
        }
        self.consider(clock, now, node_now);
    }

    /// Whether the estimate is good enough to decide by it without another burst.
    pub(super) fn estimate_is_fresh(&self, node_now: Timestamp<NodeTime>) -> bool {
        !self.tracker.is_pending() && self.is_known(node_now, WORN)
    }

    /// Whether a set can be aimed against the drift of the day after it, or has waited long enough for that. A clock that
    /// nobody set for years can wait some hours more; the next set is a day away.
    pub(super) fn drift_is_known(&self, node_now: Timestamp<NodeTime>) -> bool {
        self.counts.bursts >= u32::from(self.patience)
            || self.is_known(node_now.plus(HALF_DAY), FORESEEN)
    }

    /// Waits until the estimate will be worn, at least twenty minutes and at most three hours.
    pub(super) fn wait_until_worn(&mut self, now: u64, node_now: Timestamp<NodeTime>) {
        let ms = |minutes| MINUTE.wrapping_mul(u32::from(minutes));
        let good = |minutes: &u8| {
            self.is_known(
                node_now.plus(Micros::from_millis(i64::from(ms(*minutes)))),
                WORN,
            )
        };
        let minutes = LONGER.into_iter().find(good).unwrap_or(SHORTEST);
        self.wait(ms(minutes), now);
    }

    /// Whether the clock is known to a standard deviation below `limit` at `at`.
    fn is_known(&self, at: Timestamp<NodeTime>, limit: Micros) -> bool {
        self.tracker
            .estimate(at)
            .is_some_and(|estimate| estimate.uncertainty < limit)
    }
}
