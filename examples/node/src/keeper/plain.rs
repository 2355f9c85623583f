//! Keeping the clock without an estimator, for comparison.

use super::{CLOCK, Job, Keeper, MINUTE, SECOND};
use crate::plain::Method;
use crate::reading::{Reading, wire_time};
use dlt645::Address;
use timesync::{Civil, NodeTime, Timestamp};
use ttl_link::{Instant, Request};

const DAY: i64 = 86_400_000_000;
/// A set keeps this far from midnight, µs.
const FROM_MIDNIGHT: i64 = 600_000_000;

impl Keeper {
    pub(super) fn take_plain(&mut self, read: Option<&Reading>, now: u64) {
        if let Some(read) = read {
            self.counts.reads = self.counts.reads.wrapping_add(1);
            self.trimmed.take(read.t1, read.t2, read.shown);
        }
        self.wait(SECOND, now);
    }

    /// A day's set, or the next of ten readings, without an estimator.
    pub(super) fn step_plain(&mut self, now: u64, node_now: Timestamp<NodeTime>, meter: Address) {
        let of_day = node_now.as_micros().rem_euclid(DAY);
        let set_today = self.sets.made_on_day_of(node_now);
        let far_from_midnight = (FROM_MIDNIGHT..DAY - FROM_MIDNIGHT).contains(&of_day);
        self.wait(10 * MINUTE, now);
        let due = match self.method {
            Method::DailyBroadcast => true,
            _ => match self.trimmed.verdict() {
                Some(due) => due,
                None => {
                    self.job = Job::Read;
                    self.wait(5 * SECOND, now);
                    let request = Request::read(meter, CLOCK).expect_len(7).tries(1);
                    let _ = self.master.request(Instant::from_micros(now), &request);
                    return;
                }
            },
        };
        if !due || set_today || !far_from_midnight {
            return;
        }
        let Some(civil) = Civil::from_secs(node_now.as_secs()) else {
            return;
        };
        if self
            .master
            .request(
                Instant::from_micros(now),
                &Request::broadcast_time(&wire_time(civil)),
            )
            .is_ok()
        {
            self.job = Job::Set;
            self.sets.note(node_now);
            self.counts.sets = self.counts.sets.wrapping_add(1);
        }
    }
}
