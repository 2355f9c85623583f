//! The decision, and the set that follows from it.

use super::{Job, Keeper, MINUTE, SECOND};
use crate::clock::NodeClock;
use crate::reading::wire_time;
use timesync::policy::SetOrder;
use timesync::{Context, Decision, Estimate, MeterTime, NodeTime, Refusal, Timestamp};
use ttl_link::{Instant, Request};

/// A set is sent by the estimate at hand if its slot is this near.
const NEAR: i64 = 20_000_000;
/// Bytes of a broadcast set without preamble.
const SET_BYTES: u32 = 18;

impl Keeper {
    #[inline(never)]
    pub(super) fn consider(&mut self, clock: &NodeClock, now: u64, node_now: Timestamp<NodeTime>) {
        let known = self.tracker.estimate(node_now);
        let (Some(meter), Some(estimate)) = (self.meter, &known) else {
            self.wait(MINUTE, now);
            return;
        };
        let mut context = Context {
            reference: clock.reference(now),
            pending: self.tracker.is_pending(),
            restarted: self.tracker.restarted(),
            ..Context::first(meter.to_wire())
        };
        self.wait_until_worn(now, node_now);
        match self.sets.decide(estimate, self.band, &mut context) {
            Decision::None => self.last_refusal = None,
            Decision::Set(_) if self.sets.is_first() && !self.drift_is_known(node_now) => {
                self.last_refusal = None
            }
            Decision::Set(order) => {
                self.last_refusal = None;
                let ahead = order.at.since(node_now).as_micros();
                if ahead <= NEAR {
                    self.set(clock, now, &order, estimate);
                } else {
                    self.next_at = self
                        .next_at
                        .min(now.wrapping_add(ahead.wrapping_sub(NEAR / 2) as u64));
                }
            }
            Decision::Refuse(why) => {
                let told = self.last_refusal.map(|last| core::mem::discriminant(&last));
                if told != Some(core::mem::discriminant(&why)) {
                    self.counts.refused = self.counts.refused.wrapping_add(1);
                }
                self.last_refusal = Some(why);
                let soon_over =
                    Refusal::Holdover == why || matches!(why, Refusal::ReferenceRefused(_));
                if soon_over || matches!(why, Refusal::Unconfirmed | Refusal::TooUncertain(_)) {
                    self.wait(MINUTE, now);
                }
            }
        }
    }

    pub(super) fn set(
        &mut self,
        clock: &NodeClock,
        now: u64,
        order: &SetOrder,
        estimate: &Estimate<MeterTime, NodeTime>,
    ) {
        let line = self.master.line();
        let bytes = SET_BYTES.wrapping_add(u32::from(line.preamble));
        let line = timesync::set::Line {
            bytes,
            baud: line.baud,
        };
        let Some(plan) = self.sets.begin(order, estimate, line) else {
            return;
        };
        let frame = plan.civil().ok().zip(clock.to_counter(plan.start));
        if let Some((civil, start)) = frame
            && self
                .master
                .request_at(
                    Instant::from_micros(now),
                    Instant::from_micros(start),
                    &Request::broadcast_time(&wire_time(civil)),
                )
                .is_ok()
        {
            self.job = Job::Set;
            self.unsaved = true;
        } else {
            self.sets.cancel();
        }
    }

    pub(super) fn set_sent(&mut self, clock: &NodeClock, at: u64) {
        let Some(plan) = self.sets.sent() else { return };
        if let Some(end) = clock.to_node(at) {
            self.tracker
                .clock_set(end, plan.predicted, plan.uncertainty);
        }
        self.counts.sets = self.counts.sets.wrapping_add(1);
        self.wait(2 * SECOND, at);
    }
}
