//! The node's time: its counter against the gateway's time, by two-way exchanges.

use timesync::correct::policy::Reference;
use timesync::reference::Verdict;
use timesync::reference::radio::{Discipline, Exchange};
use timesync::{CounterTime, GatewayTime, Micros, NodeTime, RadioFilter, Timestamp};

/// Exchanges before the rate of the crystal is known well enough to time a burst by it.
const EXCHANGES: u32 = 3;
/// What the node's time is put right by is a step of the gateway's time from here on; less is the
/// crystal's.
const STEP: Micros = Micros::from_millis(20);
/// A step from here on is doubted: the largest that a reference makes at once by rule T-6.
const DOUBTED: Micros = Micros::from_millis(100);
/// So long after such a step no meter is set (verdict 5 of rule T-10), µs.
const AFTER_STEP_US: u64 = 3_600_000_000;

/// Local standard time as the node knows it. Counter values are µs since the node's start.
#[derive(Clone, Debug, Default)]
pub struct NodeClock {
    filter: RadioFilter,
    exchanges: u32,
    trusted: bool,
    /// It was so once: before, the gateway itself does not know the time yet, and a meter read by
    /// it would seem to move.
    was_trusted: bool,
    /// The last exchange started the phase again.
    restarted: bool,
    /// When the gateway's time stepped.
    stepped: Option<u64>,
}

impl NodeClock {
    /// Takes one exchange: the request left at `t1` and the answer came at `t4` by the counter; the
    /// gateway took the request at `t2` and sent the answer at `t3`, both in local standard
    /// time. `trusted` says what the gateway claims of its time.
    pub fn exchange(&mut self, t1: u64, t2: i64, t3: i64, t4: u64, trusted: bool) -> Exchange {
        let (t2, t3) = (
            Timestamp::<GatewayTime>::from_micros(t2),
            Timestamp::from_micros(t3),
        );
        let done = self.filter.feed(counter(t1), t2, t3, counter(t4));
        self.restarted = done == Exchange::Started;
        if matches!(done, Exchange::Used | Exchange::Started) {
            self.exchanges = self.exchanges.saturating_add(1);
            self.trusted = trusted;
            self.was_trusted |= trusted;
        }
        done
    }

    /// By how much the last exchange has put the node's time right, if that is a step of the
    /// gateway's time; `before` is what the node took for its time at `now` before it.
    pub fn take_step(&mut self, before: Option<Timestamp<NodeTime>>, now: u64) -> Option<Micros> {
        let restarted = core::mem::take(&mut self.restarted);
        let by = self.to_node(now)? - before.filter(|_| restarted)?;
        if by.abs() < STEP {
            return None;
        }
        if by.abs() >= DOUBTED {
            self.stepped = Some(now);
        }
        Some(by)
    }

    /// Whether time is known well enough to read a meter by it.
    #[must_use]
    pub fn is_ready(&self, now: u64) -> bool {
        self.was_trusted
            && self.exchanges >= EXCHANGES
            && self.filter.discipline(counter(now)) == Discipline::Locked
    }

    /// Standing of the time, for the correction policy.
    #[must_use]
    pub fn reference(&self, now: u64) -> Reference {
        let stepped = |at: u64| now.saturating_sub(at) < AFTER_STEP_US;
        match self.filter.discipline(counter(now)) {
            Discipline::Locked if self.stepped.is_some_and(stepped) => {
                Reference::Refused(Verdict::Stepped)
            }
            Discipline::Locked if self.trusted => Reference::Trusted,
            Discipline::Locked => Reference::Refused(Verdict::NoWitnesses),
            _ => Reference::Holdover,
        }
    }

    /// Local standard time at a counter value. The node's time is the gateway's, as far as the
    /// filter knows it.
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
            .map(|estimate| estimate.deviation.as_micros())
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

    #[test]
    fn a_step_of_the_gateways_time_is_told_and_sets_no_meter_for_an_hour() {
        let mut clock = NodeClock::default();
        let mut exchange = |at: u64, ahead: i64| {
            let before = clock.to_node(at + 12_000);
            let gateway = 800_000_000_000_000 + ahead + at as i64;
            clock.exchange(at, gateway + 5_000, gateway + 7_000, at + 12_000, true);
            let step = clock.take_step(before, at + 12_000);
            (step, clock.reference(at + 12_000))
        };
        for minute in 0..20 {
            let (step, _) = exchange(minute * 60_000_000, 0);
            assert_eq!(step, None, "{minute}");
        }
        let far = Micros::from_secs(18);
        let after: std::vec::Vec<_> = (20..90)
            .map(|minute| exchange(minute * 60_000_000, far.as_micros()))
            .collect();
        let steps: std::vec::Vec<_> = after.iter().filter_map(|(step, _)| *step).collect();
        assert!(
            steps.len() == 1 && (steps[0] - far).abs() < Micros(2_000),
            "{steps:?}"
        );
        let refused = after
            .iter()
            .filter(|(_, of)| *of == Reference::Refused(Verdict::Stepped));
        assert_eq!(refused.count(), 60);
        assert_eq!(after[69].1, Reference::Trusted);
    }
}
