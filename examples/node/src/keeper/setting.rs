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
    pub(super) fn consider(&mut self, now: u64, node_now: Timestamp<NodeTime>, clock: &NodeClock) {
        let (Some(meter), Some(estimate)) = (self.meter, self.tracker.estimate(node_now)) else {
            self.next_at = now.saturating_add(MINUTE);
            return;
        };
        let context = Context {
            reference: clock.reference(now),
            pending: self.tracker.is_pending(),
            restarted: self.tracker.restarted(),
            ..Context::first(meter.to_wire())
        };
        self.next_at = self.worn_at(now, node_now);
        match self.sets.decide(&estimate, &self.config.policy, context) {
            Decision::None => self.last_refusal = None,
            Decision::Set(_) if self.sets.is_first() && !self.drift_is_known(node_now) => self.last_refusal = None,
            Decision::Set(order) => {
                self.last_refusal = None;
                let ahead = order.at.since(node_now).as_micros();
                if ahead <= NEAR {
                    self.set(now, &order, &estimate, clock);
                } else {
                    let wait = u64::try_from(ahead.saturating_sub(NEAR / 2)).unwrap_or(0);
                    self.next_at = self.next_at.min(now.saturating_add(wait));
                }
            }
            Decision::Refuse(why) => {
                let told = self.last_refusal.map(|last| core::mem::discriminant(&last));
                if told != Some(core::mem::discriminant(&why)) {
                    self.counts.refused = self.counts.refused.saturating_add(1);
                }
                self.last_refusal = Some(why);
                let soon_over = Refusal::Holdover == why || matches!(why, Refusal::ReferenceRefused(_));
                if soon_over || matches!(why, Refusal::Unconfirmed | Refusal::TooUncertain(_)) {
                    self.next_at = self.next_at.min(now.saturating_add(MINUTE));
                }
            }
        }
    }

    #[inline(never)]
    pub(super) fn set(
        &mut self,
        now: u64,
        order: &SetOrder,
        estimate: &Estimate<MeterTime, NodeTime>,
        clock: &NodeClock,
    ) {
        let preamble = u32::from(self.config.line.preamble);
        let line = timesync::set::Line { bytes: SET_BYTES.saturating_add(preamble), baud: self.config.line.baud };
        let Some(plan) = self.sets.begin(order, estimate, line) else { return };
        let (now, start) = (Instant::from_micros(now), clock.to_counter(plan.start).map(Instant::from_micros));
        let sent = plan.civil().ok().zip(start).is_some_and(|(civil, start)| {
            self.master.request_at(now, start, &Request::broadcast_time(&wire_time(civil))).is_ok()
        });
        if sent {
            self.job = Job::Set;
            self.unsaved = true;
        } else {
            self.sets.cancel();
        }
    }

    #[inline(never)]
    pub(super) fn set_sent(&mut self, at: u64, clock: &NodeClock) {
        let Some(plan) = self.sets.sent() else { return };
        self.counts.sets = self.counts.sets.saturating_add(1);
        if let Some(end) = clock.to_node(at) {
            self.tracker.clock_set(end, plan.predicted, plan.uncertainty);
        }
        self.next_at = at.saturating_add(2 * SECOND);
    }
}
