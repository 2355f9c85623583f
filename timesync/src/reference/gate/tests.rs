//! Cabinets of free quartzes and references that go wrong.

use super::*;
use std::vec::Vec;

const SECOND: i64 = 1_000_000;
const HOUR: i64 = 3_600 * SECOND;
const DAY: i64 = 24 * HOUR;
const START: i64 = 9_500 * DAY;

struct Cabinet {
    gate: Gate,
    /// Rate of each meter, ppb; its offset at the start.
    meters: Vec<(i64, i64)>,
    /// Network time minus true time.
    network: i64,
    /// Rate of the gateway's oscillator, ppb.
    oscillator: i64,
    last: i64,
    seed: u64,
}

/// What came of some days.
#[derive(Debug, Default)]
struct Seen {
    /// Largest error of network time under a verdict that allows sets, µs.
    worst: i64,
    verdicts: Vec<Verdict>,
    trusted: usize,
    asked: usize,
}

impl Cabinet {
    fn new(n: usize, seed: u64) -> Self {
        let mut cabinet = Self {
            gate: Gate::new(true, Ppb(5_000)),
            meters: Vec::new(),
            network: 0,
            oscillator: 1_500,
            last: 0,
            seed,
        };
        for i in 0..n {
            // In pairs, so that the middle value of an even cabinet has no drift of its own.
            let rate = if i % 2 == 0 {
                cabinet.below(1_000)
            } else {
                -cabinet.meters[i - 1].0
            };
            let offset = cabinet.below(400_000) - 200_000;
            cabinet.meters.push((rate, offset));
        }
        cabinet
    }

    fn below(&mut self, span: i64) -> i64 {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.seed >> 33) as i64).rem_euclid(span)
    }

    /// Every five minutes from day `from` to day `to`, the reference `error(t)` off.
    fn days(&mut self, from: i64, to: i64, error: impl Fn(i64) -> i64) -> Seen {
        let mut seen = Seen::default();
        let mut t = from * DAY;
        while t < to * DAY {
            // Between frames network time runs by the oscillator that the last day has taught.
            let _ = self.last;
            self.last = t;
            let witnesses: Vec<Witness> = self
                .meters
                .iter()
                .enumerate()
                .map(|(i, (rate, offset))| Witness {
                    index: i as u8,
                    offset: Micros(offset + t / 1_000 * rate / 1_000_000 - self.network),
                    eligible: true,
                })
                .collect();
            let candidate = Candidate {
                at: Timestamp::from_micros(START + t + self.network),
                ahead: Micros(self.network - error(t)),
                counter: Timestamp::from_micros(t + t / 1_000 * self.oscillator / 1_000_000),
                sources: 1,
            };
            let judged = self.gate.judge(&candidate, &witnesses);
            if judged.accepted {
                self.network = error(t);
            }
            seen.asked += 1;
            seen.trusted += usize::from(judged.verdict == Verdict::Trusted);
            if judged.verdict.allows_sets() {
                seen.worst = seen.worst.max(self.network.abs());
            }
            if seen.verdicts.last() != Some(&judged.verdict) {
                seen.verdicts.push(judged.verdict);
            }
            t += 300 * SECOND;
        }
        seen
    }
}

#[test]
fn a_good_reference_is_trusted_for_a_month() {
    for n in [3, 4, 12, 32, 64] {
        for seed in 0..4 {
            let mut cabinet = Cabinet::new(n, seed);
            // The reference is read to 20 ms.
            let seen = cabinet.days(0, 30, |t| (t / HOUR * 7_919) % 40_000 - 20_000);
            assert_eq!(seen.verdicts, [Verdict::Trusted], "{n} {seed}");
        }
    }
}

#[test]
fn a_jump_moves_no_meter_by_more_than_450_ms() {
    for n in [3, 4, 12, 32] {
        for jump in [
            300_000,
            500_000,
            2 * SECOND,
            18 * SECOND,
            8 * HOUR,
            DAY,
            -4 * SECOND,
        ] {
            let mut cabinet = Cabinet::new(n, 3);
            // Their own drift would move the meters too.
            cabinet.meters.iter_mut().for_each(|(rate, _)| *rate /= 20);
            cabinet.days(0, 3, |_| 0);
            let seen = cabinet.days(3, 33, |_| jump);
            assert!(seen.worst <= 450_000, "{n} meters, {jump}: {seen:?}");
            if jump.abs() > SECOND {
                assert_eq!(seen.trusted, 0, "{n} meters, {jump}");
                assert_eq!(seen.verdicts[0], Verdict::Refused);
            }
        }
    }
}

#[test]
fn an_order_ends_a_refusal_and_holds_for_a_quarter_of_an_hour() {
    let mut cabinet = Cabinet::new(5, 1);
    cabinet.days(0, 2, |_| 0);
    let seen = cabinet.days(2, 3, |_| 18 * SECOND);
    assert_eq!(seen.trusted, 0);
    let candidate = Candidate {
        at: Timestamp::from_micros(START + 3 * DAY),
        ahead: Micros(-18 * SECOND),
        counter: Timestamp::from_micros(3 * DAY),
        sources: 1,
    };
    let sealed = |s: i64| Timestamp::from_micros(START + 3 * DAY + (18 + s) * SECOND);
    assert!(!cabinet.gate.first_trust(sealed(1), &candidate, &[]));
    assert!(!cabinet.gate.first_trust(sealed(-901), &candidate, &[]));
    assert!(cabinet.gate.first_trust(sealed(-900), &candidate, &[]));
    cabinet.network = 18 * SECOND;
    let seen = cabinet.days(3, 5, |_| 18 * SECOND);
    assert!(seen.trusted * 100 >= seen.asked * 95, "{seen:?}");
}

#[test]
fn a_reference_wrong_from_the_first_frame_is_not_trusted() {
    for error in [8 * HOUR, -8 * HOUR, 18 * SECOND, DAY] {
        let mut cabinet = Cabinet::new(4, 2);
        let seen = cabinet.days(0, 10, |_| error);
        assert_eq!(seen.verdicts, [Verdict::NoWitnesses], "{error}");
    }
}

#[test]
fn a_ramp_is_found_within_the_bound_of_its_meters() {
    for n in [3usize, 12, 32] {
        for ppm in [4, 16, 33, 50, -16] {
            let mut cabinet = Cabinet::new(n, 7);
            cabinet.meters.iter_mut().for_each(|(rate, _)| *rate /= 20);
            cabinet.days(0, 3, |_| 0);
            let seen = cabinet.days(3, 13, |t| (t - 3 * DAY) / SECOND * ppm);
            // E(D) of rule T-7 with the meters' own common drift 0: 0.1 s and 6 ppm/√n a day, and
            // the step.
            let bound = 100_000 + (10.0 * 86_400.0 * 6.0 / (n as f64).sqrt()) as i64 + 100_000;
            assert!(
                seen.worst <= bound,
                "{n} meters, {ppm} ppm: {} > {bound}",
                seen.worst
            );
            if ppm.abs() >= 16 {
                assert!(
                    seen.verdicts.contains(&Verdict::Refused),
                    "{n} {ppm}: {:?}",
                    seen.verdicts
                );
                assert!(
                    seen.worst <= 700_000,
                    "{n} meters, {ppm} ppm: {}",
                    seen.worst
                );
            }
        }
    }
}

#[test]
fn fewer_than_half_of_the_meters_cannot_hide_a_jump() {
    for n in 3..=9usize {
        for liars in 0..=n {
            let mut cabinet = Cabinet::new(n, 5);
            cabinet.days(0, 2, |_| 0);
            // The liars move with the reference.
            for (_, offset) in cabinet.meters.iter_mut().take(liars) {
                *offset += 2 * SECOND;
            }
            let seen = cabinet.days(2, 3, |_| 2 * SECOND);
            if 2 * liars < n {
                assert_eq!(seen.trusted, 0, "{n} meters, {liars} liars");
            }
        }
    }
}

#[test]
fn one_source_alone_has_limits_of_its_own() {
    // One meter, which is too few to be witnesses.
    let good = |_: i64| 0;
    let mut cabinet = Cabinet::new(1, 9);
    let seen = cabinet.days(0, 10, good);
    assert_eq!(seen.verdicts, [Verdict::SingleSource]);
    // A jump, a ramp beyond the oscillator, ten seconds in a month.
    let mut jumping = Cabinet::new(1, 9);
    jumping.days(0, 3, good);
    let seen = jumping.days(3, 6, |_| 2 * SECOND);
    assert_eq!(
        (seen.verdicts, seen.worst),
        (std::vec![Verdict::NoWitnesses], 0)
    );
    // It stays barred, also when the source comes back, until an order.
    assert_eq!(jumping.days(6, 7, good).verdicts, [Verdict::NoWitnesses]);
    let mut ramping = Cabinet::new(1, 9);
    ramping.days(0, 3, good);
    let seen = ramping.days(3, 33, |t| (t - 3 * DAY) / SECOND * 16);
    assert!(
        seen.worst <= 10 * SECOND && seen.verdicts.contains(&Verdict::NoWitnesses),
        "{seen:?}"
    );
    // Not allowed at all, or nobody there: an order only.
    let mut strict = Cabinet::new(1, 9);
    strict.gate = Gate::new(false, Ppb(5_000));
    assert_eq!(strict.days(0, 2, good).verdicts, [Verdict::NoWitnesses]);
    let mut empty = Cabinet::new(0, 9);
    assert_eq!(empty.days(0, 2, good).verdicts, [Verdict::NoWitnesses]);
}

#[test]
fn a_witness_that_comes_or_goes_makes_no_step() {
    let mut cabinet = Cabinet::new(5, 4);
    cabinet.days(0, 2, |_| 0);
    // One more, 40 s off: the middle moves with it, the reference is as good as before.
    cabinet.meters.push((0, 40 * SECOND));
    cabinet.meters.push((0, 30 * SECOND));
    let seen = cabinet.days(2, 4, |_| 0);
    assert_eq!(seen.verdicts, [Verdict::Trusted]);
    assert_eq!(cabinet.days(4, 5, |_| 2 * SECOND).trusted, 0);
}

#[test]
fn after_a_step_of_network_time_no_meter_is_set_for_an_hour() {
    let mut cabinet = Cabinet::new(5, 6);
    cabinet.days(0, 2, |_| 0);
    let seen = cabinet.days(2, 4, |_| 180_000);
    assert_eq!(
        seen.verdicts,
        [Verdict::Refused, Verdict::Stepped, Verdict::Trusted]
    );
}

#[test]
fn numbers_on_air_are_those_of_the_specification() {
    for v in 0..=6 {
        assert_eq!(Verdict::from_number(v).map(Verdict::number), Some(v));
    }
    assert_eq!(Verdict::from_number(7), None);
    let sets = [1, 6].map(|v| Verdict::from_number(v).is_some_and(Verdict::allows_sets));
    assert_eq!(sets, [true, true]);
}
