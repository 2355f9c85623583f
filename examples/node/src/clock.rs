//! The node's time: its counter against the gateway's time, by two-way exchanges.

use timesync::gate::GateReason;
use timesync::policy::Reference;
use timesync::radio::{Discipline, Exchange};
use timesync::{CounterTime, GatewayTime, NodeTime, RadioFilter, Timestamp};

/// Exchanges before the rate of the crystal is known well enough to time a burst by it.
const EXCHANGES: u32 = 3;

/// Local standard time as the node knows it. Counter values are µs since the node's start.
#[derive(Clone, Debug, Default)]
pub struct NodeClock {
    filter: RadioFilter,
    exchanges: u32,
    trusted: bool,
}

impl NodeClock {
    /// Takes one exchange: the request left at `t1` and the answer came at `t4` by the counter; the gateway took the
    /// request at `t2` and sent the answer at `t3`, both in local standard time. `trusted` says what the gateway
    /// claims of its time.
    pub fn exchange(&mut self, t1: u64, t2: i64, t3: i64, t4: u64, trusted: bool) -> Exchange {
        let (t2, t3) = (
            Timestamp::<GatewayTime>::from_micros(t2),
            Timestamp::from_micros(t3),
        );
        let done = self.filter.feed(counter(t1), t2, t3, counter(t4));
        if matches!(done, Exchange::Used | Exchange::Started) {
            self.exchanges = self.exchanges.saturating_add(1);
            self.trusted = trusted;
        }
        done
    }

    /// Whether time is known well enough to read a meter by it.
    #[must_use]
    pub fn is_ready(&self, now: u64) -> bool {
        self.exchanges >= EXCHANGES && self.filter.discipline(counter(now)) == Discipline::Locked
    }

    /// Standing of the time, for the correction policy.
    #[must_use]
    pub fn reference(&self, now: u64) -> Reference {
        match self.filter.discipline(counter(now)) {
            Discipline::Locked if self.trusted => Reference::Trusted,
            Discipline::Locked => Reference::Refused(GateReason::NoSource),
            _ => Reference::Holdover,
        }
    }

    /// Local standard time at a counter value. The node's time is the gateway's, as far as the filter knows it.
    #[must_use]
    pub fn to_node(&self, at: u64) -> Option<Timestamp<NodeTime>> {
        self.filter.to_gateway(counter(at)).map(Timestamp::assume)
    }

    /// Counter value at a local standard time.
    #[must_use]
    pub fn to_counter(&self, at: Timestamp<NodeTime>) -> Option<u64> {
        let counter = self.filter.to_counter(at.assume())?;
        u64::try_from(counter.as_micros()).ok()
    }

    /// Standard deviation of the node's time, µs.
    #[must_use]
    pub fn uncertainty_us(&self, now: u64) -> Option<i64> {
        self.filter
            .estimate(counter(now))
            .map(|estimate| estimate.uncertainty.as_micros())
    }

    /// µs to wait from the last exchange to the next.
    #[must_use]
    pub const fn interval_us(&self, running_us: u64) -> u32 {
        (RadioFilter::interval_s((running_us / 1_000_000) as i64, None) as u32)
            .wrapping_mul(1_000_000)
    }
}

fn counter(at: u64) -> Timestamp<CounterTime> {
    Timestamp::from_micros(i64::try_from(at).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_gateway_through_a_fast_crystal() {
        let mut clock = NodeClock::default();
        assert!(!clock.is_ready(0));
        // The counter runs 30 ppm fast; frames take 5 ms each way.
        let gateway =
            |counter: u64| 800_000_000_000_000 + (counter as i128 * 1_000_000 / 1_000_030) as i64;
        for i in 0..20u64 {
            let t1 = i * 60_000_000;
            let t4 = t1 + 12_000;
            clock.exchange(t1, gateway(t1) + 5_000, gateway(t4) - 5_000, t4, true);
        }
        let now = 20 * 60_000_000;
        assert!(clock.is_ready(now));
        let error = clock.to_node(now).unwrap().as_micros() - gateway(now);
        assert!(error.abs() < 200, "{error}");
        let back = clock.to_counter(clock.to_node(now).unwrap()).unwrap();
        assert!(back.abs_diff(now) <= 2);
        assert_eq!(clock.reference(now), Reference::Trusted);
        assert_eq!(clock.reference(now + 7_200_000_000), Reference::Holdover);
    }
}
