//! Keeping the clock without an estimator, for comparison.

use super::{Job, Keeper, KeeperCounts, SECOND};
use crate::clock::NodeClock;
use crate::plain::{Method, Trimmed};
use crate::reading::{broadcast, request, shown};
use dlt645::Address;
use timesync::keeper::{Form, Shown, What};
use timesync::{Civil, NodeTime, Timestamp};
use ttl_link::{Instant, Reply, Request};

const DAY: i64 = 86_400_000_000;
/// A set keeps this far from midnight, µs.
const FROM_MIDNIGHT: i64 = 600_000_000;

/// What such a keeper knows.
#[derive(Clone, Debug)]
pub(super) struct Plain {
    pub(super) method: Method,
    trimmed: Trimmed,
    /// Day of the last set.
    set_day: i64,
    pub(super) counts: KeeperCounts,
}

impl Plain {
    pub(super) const fn new(method: Method) -> Self {
        Self {
            method,
            trimmed: Trimmed {
                differences: [0; 10],
                taken: 0,
            },
            set_day: -1,
            counts: KeeperCounts {
                reads: 0,
                lost: 0,
                bursts: 0,
                sets: 0,
                ineffective: 0,
                refused: 0,
            },
        }
    }

    /// Takes an answer.
    pub(super) fn take(&mut self, reply: &Reply<'_>, clock: &NodeClock) {
        let stamps = &reply.stamps;
        let times = clock
            .to_node(stamps.request_end.as_micros())
            .zip(clock.to_node(stamps.reply_start.as_micros()));
        if let Some((t1, t2)) = times
            && let Some(Shown::DateTime(at)) = shown(What::DateTime, reply.data)
        {
            self.counts.reads = self.counts.reads.wrapping_add(1);
            self.trimmed.take(t1, t2, at);
        }
    }
}

impl Keeper {
    /// A day's set, or the next of ten readings, without an estimator.
    pub(super) fn step_plain(&mut self, now: u64, node_now: Timestamp<NodeTime>, meter: Address) {
        let of_day = node_now.as_micros().rem_euclid(DAY);
        let day = node_now.as_micros().div_euclid(DAY);
        let far_from_midnight = (FROM_MIDNIGHT..DAY - FROM_MIDNIGHT).contains(&of_day);
        self.wait(600 * SECOND, now);
        let at = Instant::from_micros(now);
        let due = match self.plain.method {
            Method::DailyBroadcast => true,
            _ => match self.plain.trimmed.verdict() {
                Some(due) => due,
                None => {
                    self.job = Job::Plain;
                    self.wait(5 * SECOND, now);
                    let read = request(meter, Form::Together, What::DateTime);
                    let _ = self.master.request(at, &read);
                    return;
                }
            },
        };
        if !due || self.plain.set_day == day || !far_from_midnight {
            return;
        }
        let Some(time) = Civil::from_secs(node_now.as_secs()).and_then(broadcast) else {
            return;
        };
        let set = Request::broadcast_time(time);
        if self.master.request(at, &set).is_ok() {
            self.plain.set_day = day;
            self.plain.counts.sets = self.plain.counts.sets.wrapping_add(1);
        }
    }
}
