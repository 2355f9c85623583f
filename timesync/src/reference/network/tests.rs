//! A gateway with its nodes: reports every three hours, references that go wrong, restarts.

use super::*;
use std::vec::Vec;

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
const START: i64 = 820_000_000;

/// A meter, its error in µs, what its node has set it by, and how many times.
struct Meter {
    error: i64,
    rate_ppb: i64,
    sets: u8,
}

struct Network {
    gate: NetworkGate,
    meters: Vec<Meter>,
    /// Network time minus true time, µs.
    network: i64,
    /// True seconds since the start, and since the gateway's counter began.
    now: i64,
    booted: i64,
    single: bool,
    /// Largest move of a meter by its node.
    moved: i64,
}

const BOUND: Ppb = Ppb(5_000);

impl Network {
    fn new(meters: i64, single: bool) -> Self {
        let meter = |i: i64| Meter {
            error: (i * 7_919_000) % 400_000 - 200_000,
            rate_ppb: (i % 2 * 2 - 1) * (300 + i / 2 * 17),
            sets: 0,
        };
        Self {
            gate: NetworkGate::new(single, BOUND),
            meters: (0..meters).map(meter).collect(),
            network: 0,
            now: 0,
            booted: 0,
            single,
            moved: 0,
        }
    }

    fn network_now(&self) -> Timestamp<GatewayTime> {
        Timestamp::from_micros((START + self.now) * 1_000_000 + self.network)
    }

    fn report(&mut self, i: usize) {
        let meter = &self.meters[i];
        self.gate.report(&MeterReport {
            index: i as u8,
            offset: Some(Micros(meter.error - self.network)),
            read_at: self.network_now(),
            verified: true,
            faulty: false,
            sets: meter.sets,
        });
    }

    /// Five minutes under a reference that is `error` µs off. A meter that is more than 0.25 s off
    /// network time is set once a day if the verdict allows it. Every three hours it is reported.
    fn step(&mut self, error: i64) -> Ruling {
        let candidate = Candidate {
            at: self.network_now(),
            ahead: Micros(self.network - error),
            counter: Timestamp::from_secs(self.now - self.booted),
            sources: 1,
        };
        let ruling = self.gate.judge(&candidate);
        if ruling.follow {
            self.network = error;
        }
        for i in 0..self.meters.len() {
            let at = self.now + i as i64 * 9 * MINUTE;
            let meter = &mut self.meters[i];
            let off = meter.error - self.network;
            if ruling.verdict.allows_sets() && at % DAY < 5 * MINUTE && off.abs() > 250_000 {
                meter.error = self.network;
                meter.sets = meter.sets.wrapping_add(1);
                self.moved = self.moved.max(off.abs());
            }
            meter.error += meter.rate_ppb * 300 / 1_000;
            if at % (3 * HOUR) < 5 * MINUTE {
                self.report(i);
            }
        }
        self.now += 5 * MINUTE;
        ruling
    }

    /// The verdicts of some time, each told when it changes.
    fn run(&mut self, seconds: i64, error: impl Fn(i64) -> i64) -> Vec<Verdict> {
        let end = self.now + seconds;
        let mut seen = Vec::new();
        while self.now < end {
            let verdict = self.step(error(self.now)).verdict;
            if seen.last() != Some(&verdict) {
                seen.push(verdict);
            }
        }
        seen
    }

    /// The gateway is off for `off` seconds and starts anew with what it has stored.
    fn restart(&mut self, off: i64) {
        let bytes = self.gate.to_bytes();
        self.now += off;
        for meter in &mut self.meters {
            meter.error += meter.rate_ppb * off / 1_000;
        }
        self.booted = self.now;
        // It has no time: that of the first frame will be network time.
        self.network = 0;
        self.gate = NetworkGate::from_bytes(&bytes, self.single, BOUND).expect("its own bytes");
    }
}

#[test]
fn a_good_reference_is_trusted_when_three_meters_have_reported() {
    let mut network = Network::new(12, false);
    let seen = network.run(30 * DAY, |t| (t / HOUR * 7_919) % 40_000 - 20_000);
    assert_eq!(seen, [Verdict::NoWitnesses, Verdict::Trusted]);
}

#[test]
fn a_restarted_gateway_does_not_believe_its_first_frame() {
    for (n, off, error) in [
        (3, 60, 18_000_000),
        (5, 60, 2_000_000),
        (12, 5 * HOUR, 28_800_000_000),
        (12, DAY, -4_000_000),
        (32, 60, 600_000),
        (33, 7 * DAY, 86_400_000_000),
    ] {
        let mut network = Network::new(n, false);
        network.run(4 * DAY, |_| 0);
        network.restart(off);
        network.moved = 0;
        let seen = network.run(3 * DAY, |_| error);
        let case = std::format!("{n} meters, off for {off} s, {error} µs: {seen:?}");
        assert_eq!(network.moved, 0, "{case}");
        assert!(!seen.iter().any(|v| v.allows_sets()), "{case}");
        // A right one is believed again, by the meters alone; whoever followed the wrong one is
        // told of the step.
        let seen = network.run(2 * DAY, |_| 0);
        assert_eq!(seen.last(), Some(&Verdict::Trusted), "{case}: {seen:?}");
    }
}

#[test]
fn a_restarted_gateway_trusts_a_good_reference_when_its_meters_are_back() {
    for (n, off) in [(3, 60), (4, HOUR), (12, HOUR), (12, 3 * DAY), (64, 5 * DAY)] {
        let mut network = Network::new(n, false);
        network.run(4 * DAY, |_| 0);
        network.restart(off);
        let first = network.step(0);
        assert_eq!((first.follow, first.verdict), (true, Verdict::NoWitnesses));
        let seen = network.run(DAY, |_| 0);
        let waited = [Verdict::NoWitnesses, Verdict::Trusted];
        assert!(
            waited.ends_with(&seen),
            "{n} meters, off for {off} s: {seen:?}"
        );
    }
}

#[test]
fn sets_while_the_gateway_was_off_make_no_witness() {
    let mut network = Network::new(5, false);
    network.run(4 * DAY, |_| 0);
    network.restart(HOUR);
    // Three of five were moved by two seconds by their nodes, and so was the reference.
    for meter in network.meters.iter_mut().take(3) {
        meter.error += 2_000_000;
        meter.sets += 1;
    }
    let seen = network.run(2 * DAY, |_| 2_000_000);
    assert!(!seen.iter().any(|v| v.allows_sets()), "{seen:?}");
}

#[test]
fn an_order_ends_a_refusal_after_a_restart_too() {
    for n in [0, 1, 5] {
        let mut network = Network::new(n, true);
        if n > 0 {
            network.run(4 * DAY, |_| 0);
            network.restart(60);
        }
        let moved = 18_000_000;
        let seen = network.run(DAY, |_| moved);
        assert!(!seen.iter().any(|v| v.allows_sets()), "{n}: {seen:?}");
        let candidate = Candidate {
            at: network.network_now(),
            ahead: Micros(network.network - moved),
            counter: Timestamp::from_secs(network.now - network.booted),
            sources: 1,
        };
        let sealed = |late: i64| {
            let at = (START + network.now - late) * 1_000_000 + moved;
            Timestamp::from_micros(at)
        };
        let mut gate = network.gate;
        assert_eq!(gate.first_trust(sealed(901), &candidate), None);
        assert_eq!(gate.first_trust(sealed(-1), &candidate), None);
        let ruling = network.gate.first_trust(sealed(900), &candidate);
        assert!(ruling.is_some_and(|ruling| ruling.follow), "{n}");
        network.network = moved;
        let seen = network.run(DAY, |_| moved);
        let last = if n < 3 {
            Verdict::SingleSource
        } else {
            Verdict::Trusted
        };
        assert_eq!(seen.last(), Some(&last), "{n}: {seen:?}");
    }
}

#[test]
fn a_single_source_goes_on_after_a_restart_if_its_meter_says_so() {
    let mut network = Network::new(1, true);
    network.run(4 * DAY, |_| 0);
    network.restart(HOUR);
    let seen = network.run(DAY, |_| 0);
    assert_eq!(seen, [Verdict::NoWitnesses, Verdict::SingleSource]);
    network.restart(HOUR);
    let seen = network.run(DAY, |_| 5_000_000);
    assert_eq!(seen, [Verdict::NoWitnesses]);
}

#[test]
fn jumps_move_no_meter_by_more_than_450_ms_in_a_month() {
    for n in [3, 12, 32] {
        for jump in [300_000, 450_000, 2_000_000, -4_000_000, 86_400_000_000] {
            let mut network = Network::new(n, false);
            // Their own errors and drift would move the meters too.
            for meter in &mut network.meters {
                meter.error /= 20;
                meter.rate_ppb /= 20;
            }
            network.run(5 * DAY, |_| 0);
            network.moved = 0;
            network.run(30 * DAY, |_| jump);
            assert!(
                network.moved <= 450_000,
                "{n} meters, {jump} µs: {} µs",
                network.moved
            );
        }
    }
}

#[test]
fn a_ramp_is_found_within_a_day() {
    for n in [3, 12, 32] {
        for ppm in [16, 33, 50, -50] {
            let mut network = Network::new(n, false);
            network.run(5 * DAY, |_| 0);
            let seen = network.run(2 * DAY, |t| (t - 5 * DAY) * ppm);
            assert!(
                seen.contains(&Verdict::Refused),
                "{n} meters, {ppm} ppm: {seen:?}"
            );
            // E(1) of rule T-7, and the step that passes.
            let bound = 200_000 + (2.0 * 86_400.0 * 6.0 / (n as f64).sqrt()) as i64;
            assert!(
                network.network.abs() <= bound,
                "{n} meters, {ppm} ppm: {} µs",
                network.network
            );
        }
    }
}
