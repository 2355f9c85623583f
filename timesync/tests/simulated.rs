//! A simulated meter: bursts cold and warm, false answers, steps, losses, hard bounds, shifts.

use proptest::prelude::*;
use timesync::{Burst, Micros, NodeTime, Outcome, Profile, Timestamp, Tracker};

const SECOND: i64 = 1_000_000;

struct Meter {
    theta: i64,
    rate_ppb: i64,
    seed: u64,
    /// Read number and seconds of a false answer.
    lies: Vec<(usize, i64)>,
    lost: Vec<usize>,
    /// Read number and µs of a step just before it.
    step: Option<(usize, i64)>,
    reads: usize,
    shift: i64,
}

impl Meter {
    fn new(theta: i64, rate_ppb: i64, seed: u64) -> Self {
        Self {
            theta,
            rate_ppb,
            seed,
            lies: vec![],
            lost: vec![],
            step: None,
            reads: 0,
            shift: 0,
        }
    }

    fn dice(&mut self, span: i64) -> i64 {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.seed >> 33) as i64).rem_euclid(span)
    }

    fn theta_at(&self, t: i64) -> i64 {
        self.theta + (i128::from(t - self.shift) * i128::from(self.rate_ppb) / 1_000_000_000) as i64
    }

    /// A whole burst from `at`; returns its end and what it did.
    fn burst(&mut self, tracker: &mut Tracker, at: i64) -> (i64, Outcome, u8) {
        let mut burst = Burst::begin(tracker, Timestamp::from_micros(at));
        let mut earliest = at;
        while let Some(t) = burst.next_read(Timestamp::from_micros(earliest)) {
            let t = t.as_micros();
            assert!(
                t >= earliest && t - earliest < 2 * SECOND,
                "aimed {} after the earliest instant",
                t - earliest
            );
            let number = self.reads;
            self.reads += 1;
            if let Some((n, by)) = self.step
                && n == number
            {
                self.theta += by;
            }
            earliest = t + 400_000;
            let (d1, d2) = (2_000 + self.dice(6_000), 20_000 + self.dice(5_000));
            if self.lost.contains(&number) {
                burst.lost();
                continue;
            }
            let latch = t + d1;
            let lie = self
                .lies
                .iter()
                .find(|(n, _)| *n == number)
                .map_or(0, |(_, s)| *s);
            let shown = (latch + self.theta_at(latch)).div_euclid(SECOND) + lie;
            burst.feed(
                Timestamp::<NodeTime>::from_micros(t),
                Timestamp::from_micros(t + d1 + d2),
                Timestamp::from_secs(shown),
            );
        }
        let made = burst.reads_made();
        (earliest, burst.finish(tracker), made)
    }

    fn error(&self, tracker: &Tracker, at: i64) -> i64 {
        tracker
            .estimate(Timestamp::from_micros(at))
            .map_or(i64::MAX, |e| e.offset.as_micros() - self.theta_at(at))
    }
}

fn tracker() -> Tracker {
    // The laboratory value of this meter: latch at about 2 of 22 ms.
    Tracker::new(Profile::measured(24))
}

/// Five bursts, three hours apart.
fn settled(meter: &mut Meter) -> (Tracker, i64) {
    let mut t = tracker();
    let mut at = 60 * SECOND;
    for _ in 0..5 {
        meter.burst(&mut t, at);
        at += 10_800 * SECOND;
    }
    (t, at)
}

#[test]
fn a_cold_burst_of_sixteen_reads_knows_the_clock_to_milliseconds() {
    for seed in 0..40 {
        let mut meter = Meter::new(-1_234_567 + seed as i64 * 98_765, 1_500, seed);
        let mut t = tracker();
        let (end, outcome, made) = meter.burst(&mut t, 5 * SECOND);
        assert_eq!((outcome, made), (Outcome::Started, 16));
        assert!(
            meter.error(&t, end).abs() < 13_000,
            "{seed}: {}",
            meter.error(&t, end)
        );
    }
}

#[test]
fn a_false_answer_at_any_place_of_a_cold_burst_does_no_harm() {
    for place in 0..16 {
        for lie in [-1, 1, 60, -3_600] {
            let mut meter = Meter::new(777_777, -2_000, 5 + place as u64);
            meter.lies = vec![(place, lie)];
            let mut t = tracker();
            let (end, _, made) = meter.burst(&mut t, 5 * SECOND);
            assert!(made <= 46);
            assert!(
                meter.error(&t, end).abs() < 20_000,
                "place {place} lie {lie}: {}",
                meter.error(&t, end)
            );
        }
    }
}

#[test]
fn a_false_answer_at_any_place_of_a_warm_burst_does_no_harm() {
    for place in 0..6 {
        for lie in [-1, 1, 60, -3_600] {
            let mut meter = Meter::new(-444_444, 1_000, 9 + place as u64);
            let (mut t, at) = settled(&mut meter);
            meter.lies = vec![(meter.reads + place, lie)];
            let (end, outcome, _) = meter.burst(&mut t, at);
            assert_eq!(outcome, Outcome::Updated, "place {place} lie {lie}");
            assert!(
                meter.error(&t, end).abs() < 15_000,
                "place {place} lie {lie}: {}",
                meter.error(&t, end)
            );
        }
    }
}

#[test]
fn any_lost_read_of_a_burst_costs_only_itself() {
    for place in 0..16 {
        let mut meter = Meter::new(31_415, 0, place as u64);
        meter.lost = vec![place];
        let mut t = tracker();
        let (end, outcome, _) = meter.burst(&mut t, SECOND);
        assert_eq!(outcome, Outcome::Started);
        assert!(
            meter.error(&t, end).abs() < 15_000,
            "{place}: {}",
            meter.error(&t, end)
        );
    }
}

#[test]
fn every_step_from_60_ms_on_is_followed_within_three_bursts_and_66_reads() {
    for by in [
        -3_600 * SECOND,
        -7 * SECOND,
        -SECOND,
        -300_000,
        -60_000,
        60_000,
        150_000,
        500_000,
        SECOND,
        45 * SECOND,
    ] {
        for seed in 0..6 {
            let mut meter = Meter::new(222_222, 1_200, 100 + seed);
            let (mut t, mut at) = settled(&mut meter);
            meter.theta += by;
            let before = meter.reads;
            let mut bursts = 0;
            loop {
                let (end, _, _) = meter.burst(&mut t, at);
                bursts += 1;
                if meter.error(&t, end).abs() < 25_000 {
                    break;
                }
                assert!(
                    bursts < 3,
                    "step {by} seed {seed}: {} off",
                    meter.error(&t, end)
                );
                at = if t.is_pending() {
                    end + 30 * SECOND
                } else {
                    at + 10_800 * SECOND
                };
            }
            assert!(
                meter.reads - before <= 66,
                "step {by} seed {seed}: {} reads",
                meter.reads - before
            );
        }
    }
}

#[test]
fn a_step_inside_a_burst_is_followed_too() {
    for place in 0..6 {
        for by in [-7 * SECOND, 500_000, SECOND] {
            let mut meter = Meter::new(5_000, -700, 40 + place as u64);
            let (mut t, mut at) = settled(&mut meter);
            meter.step = Some((meter.reads + place, by));
            for _ in 0..4 {
                let (end, _, _) = meter.burst(&mut t, at);
                at = if t.is_pending() {
                    end + 30 * SECOND
                } else {
                    at + 10_800 * SECOND
                };
            }
            let (end, _, _) = meter.burst(&mut t, at);
            assert!(
                meter.error(&t, end).abs() < 25_000,
                "place {place} by {by}: {}",
                meter.error(&t, end)
            );
        }
    }
}

#[test]
fn a_second_more_on_the_clock_moves_the_estimate_by_exactly_that() {
    let run = |shown: i64, shift: i64| {
        let mut meter = Meter::new(123_456 + shown * SECOND, 900, 3);
        meter.shift = shift;
        let mut t = tracker();
        let (end, _, _) = meter.burst(&mut t, 60 * SECOND + shift);
        t.estimate(Timestamp::from_micros(end))
            .map(|e| e.offset.as_micros())
    };
    let base = run(0, 0).unwrap();
    assert_eq!(run(1, 0), Some(base + SECOND));
    assert_eq!(run(-300, 0), Some(base - 300 * SECOND));
    // All times and the meter's whole seconds shifted together change nothing.
    assert_eq!(run(0, 864_000 * SECOND), Some(base));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Without false answers the truth is inside the hard bounds, at the burst and hours later.
    #[test]
    fn hard_bounds_hold(theta in -400_000_000i64..400_000_000, rate in -11_000i64..11_000, seed: u64) {
        let mut meter = Meter::new(theta, rate, seed);
        let mut t = tracker();
        for n in 0..4i64 {
            let at = 60 * SECOND + n * 10_800 * SECOND;
            let (end, _, _) = meter.burst(&mut t, at);
            for later in [0, 3_600 * SECOND, 10_000 * SECOND] {
                let e = t.estimate(Timestamp::from_micros(end + later)).unwrap();
                let truth = meter.theta_at(end + later);
                prop_assert!(e.bounds.lower.as_micros() <= truth && truth <= e.bounds.upper.as_micros());
            }
        }
    }

    /// The tracker survives any reads.
    #[test]
    fn any_reads_are_survived(
        reads in proptest::collection::vec((any::<i64>(), any::<i64>(), any::<i64>()), 0..50),
        near in any::<i64>(),
    ) {
        let mut t = tracker();
        let mut burst = Burst::begin(&t, Timestamp::from_micros(near));
        for &(a, b, c) in &reads {
            let _ = burst.next_read(Timestamp::from_micros(a));
            burst.feed(Timestamp::from_micros(a), Timestamp::from_micros(a.saturating_add(b % 700_000)), Timestamp::from_micros(c));
            t.observe(Timestamp::from_micros(a), Timestamp::from_micros(a.saturating_add(b.rem_euclid(600_000))), Timestamp::from_micros(c));
        }
        burst.finish(&mut t);
        let _ = t.estimate(Timestamp::from_micros(near).plus(Micros(near)));
    }
}
