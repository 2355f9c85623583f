//! A truthful meter lies within the hard bounds at every instant: passive reads, a rate that swings
//! over the day, firmware that answers from a copy of its clock.

#![allow(
    clippy::expect_used,
    reason = "a test may fail loudly; the lint looks only into functions marked as tests"
)]

use timesync::{Burst, Micros, Offset, Profile, Timestamp, Tracker};

const SECOND: i64 = 1_000_000;
const HOUR: i64 = 3_600 * SECOND;
const DAY: i64 = 24 * HOUR;
const START: i64 = 800_000_000 * SECOND;

struct Meter {
    theta: f64,
    rate_ppm: f64,
    swing_ppm: f64,
    phase: f64,
    /// Time between two copies of the clock by the firmware's own oscillator, µs; 0: no copy.
    loop_us: i64,
    reads: u32,
    seed: u64,
}

impl Meter {
    fn new(seed: u64, rate_ppm: f64, swing_ppm: f64) -> Self {
        let mut meter = Self {
            theta: 0.0,
            rate_ppm,
            swing_ppm,
            phase: 0.0,
            loop_us: 0,
            reads: 0,
            seed,
        };
        meter.theta = meter.below(4 * SECOND) as f64 - 2e6;
        meter.phase = meter.below(6_283) as f64 / 1_000.0;
        meter
    }

    fn below(&mut self, span: i64) -> i64 {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.seed >> 33) as i64).rem_euclid(span)
    }

    fn offset(&self, at: i64) -> i64 {
        let t = (at - START) as f64;
        let w = std::f64::consts::TAU / DAY as f64;
        let swing = ((w * t + self.phase).sin() - self.phase.sin()) / w * self.swing_ppm * 1e-6;
        (self.theta + t * self.rate_ppm * 1e-6 + swing) as i64
    }

    /// Answer to a request that ends at `t1`: start of the answer, and whole seconds.
    fn answer(&mut self, t1: i64) -> (i64, i64) {
        let (d1, d2) = (2_000 + self.below(6_000), 20_000 + self.below(5_000));
        self.reads += 1;
        let mut sample = t1 + d1;
        if self.loop_us > 0 {
            // The firmware's own oscillator is 70 ppm off.
            let period = self.loop_us + self.loop_us * 70 / 1_000_000 + 1;
            sample -= (sample - START).rem_euclid(period);
        }
        (
            t1 + d1 + d2,
            (sample + self.offset(sample)).div_euclid(SECOND),
        )
    }

    fn burst(&mut self, tracker: &mut Tracker, at: i64) -> i64 {
        let mut burst = Burst::begin(tracker, Timestamp::from_micros(at));
        let mut earliest = at;
        while let Some(t1) = burst.next_read(Timestamp::from_micros(earliest)) {
            let (t2, shown) = self.answer(t1.as_micros());
            burst.feed(t1, Timestamp::from_micros(t2), Timestamp::from_secs(shown));
            earliest = t1.as_micros() + 400_000;
        }
        burst.finish(tracker);
        earliest
    }

    /// How far the truth lies outside of the bounds, and outside of three half widths, µs.
    fn outside(&self, tracker: &Tracker, at: i64) -> (i64, i64) {
        let known = tracker.estimate(Timestamp::from_micros(at)).expect("known");
        let truth = self.offset(at);
        let (low, high) = (
            known.bounds.lower.as_micros(),
            known.bounds.upper.as_micros(),
        );
        let error = (known.offset - Offset::from_micros(truth)).abs();
        let beyond = error - known.half_width * 3;
        (
            (low.saturating_sub(truth)).max(truth.saturating_sub(high)),
            beyond.as_micros(),
        )
    }
}

#[test]
fn passive_reads_never_leave_the_truth_outside() {
    for seed in 0..40 {
        let rate = (seed as f64 - 20.0) * 0.4;
        let mut meter = Meter::new(seed, rate, 0.5);
        let mut tracker = Tracker::new(Profile::UNKNOWN);
        let mut at = START;
        for read in 0..400 {
            at += 300 * SECOND + meter.below(1_200 * SECOND);
            let (t2, shown) = meter.answer(at);
            tracker.observe(
                Timestamp::from_micros(at),
                Timestamp::from_micros(t2),
                Timestamp::from_secs(shown),
            );
            for later in [0, 30 * SECOND, 300 * SECOND, 1_500 * SECOND, 12 * HOUR] {
                let (outside, _) = meter.outside(&tracker, at + later);
                assert!(
                    outside <= 0,
                    "{rate} ppm, read {read}, {later} later: {outside} us outside"
                );
            }
        }
    }
}

#[test]
fn a_rate_that_swings_over_the_day_never_leaves_the_truth_outside() {
    for swing in [5.0, 10.0, 15.0] {
        for seed in 0..12 {
            let mut meter = Meter::new(seed, seed as f64 - 6.0, swing);
            let mut tracker = Tracker::new(Profile::UNKNOWN);
            for n in 0..40 {
                let at = START + n * 3 * HOUR;
                let mut t = meter.burst(&mut tracker, at);
                if tracker.is_pending() {
                    t = meter.burst(&mut tracker, t + 30 * SECOND);
                }
                while t < at + 3 * HOUR {
                    let (outside, _) = meter.outside(&tracker, t);
                    assert!(
                        outside <= 0,
                        "{swing} ppm, seed {seed}, burst {n}: {outside} us outside"
                    );
                    t += 600 * SECOND;
                }
            }
        }
    }
}

#[test]
fn a_step_of_the_nodes_own_time_is_no_step_of_the_meter() {
    for by in [-8 * HOUR, -300_000, 18 * SECOND] {
        let mut meter = Meter::new(7, 1.5, 0.0);
        let mut tracker = Tracker::new(Profile::UNKNOWN);
        for n in 0..6 {
            meter.burst(&mut tracker, START + n * 3 * HOUR);
        }
        let at = START + 18 * HOUR;
        let before = tracker.estimate(Timestamp::from_micros(at)).unwrap();
        tracker.node_stepped(Micros(by));
        let after = tracker.estimate(Timestamp::from_micros(at + by)).unwrap();
        // The daily pattern is counted from another instant, which is all that may differ.
        let shift = (before.offset - after.offset) - Micros(by);
        assert!(shift.abs() < Micros(10_000), "{by}: {shift}");
        assert_eq!(after.bounds, before.bounds.moved(Micros(-by)), "{by}");
        assert!(!tracker.is_pending() && tracker.restarted().is_none());
        // The same meter by the stepped time: the next burst is warm and confirms what was known.
        meter.theta -= by as f64 + by as f64 * meter.rate_ppm * 1e-6;
        let mut burst = Burst::begin(&tracker, Timestamp::from_micros(at + by));
        let mut earliest = at + by;
        while let Some(t1) = burst.next_read(Timestamp::from_micros(earliest)) {
            let (t2, shown) = meter.answer(t1.as_micros());
            burst.feed(t1, Timestamp::from_micros(t2), Timestamp::from_secs(shown));
            earliest = t1.as_micros() + 400_000;
        }
        assert!(burst.reads_made() <= 8, "{by}: {}", burst.reads_made());
        assert_eq!(
            burst.finish(&mut tracker),
            timesync::Outcome::Updated,
            "{by}"
        );
    }
}

/// Firmware that copies its clock in a main loop answers up to a loop late. Found from a clock that
/// seems to jump, or from reads that contradict each other; from then on the error stays within
/// three half widths.
#[test]
fn a_copy_of_the_clock_is_found_and_told() {
    for loop_ms in [50, 70, 100, 130, 250, 500, 999] {
        let (mut errors, mut outside, mut beyond) = (vec![], 0, 0);
        for seed in 0..10 {
            let mut meter = Meter::new(seed, 2.0, 0.5);
            meter.loop_us = loop_ms * 1_000;
            let mut tracker = Tracker::new(Profile::UNKNOWN);
            for n in 0..48 {
                // Not quite every three hours, as nodes do it.
                let at = START + n * 3 * HOUR + meter.below(1_200 * SECOND);
                let mut t = meter.burst(&mut tracker, at);
                if tracker.is_pending() {
                    t = meter.burst(&mut tracker, t + 30 * SECOND);
                }
                while n >= 16 && t < at + 3 * HOUR {
                    let (out, small) = meter.outside(&tracker, t);
                    outside += usize::from(out > 0);
                    beyond += usize::from(small > 0);
                    let known = tracker.estimate(Timestamp::from_micros(t)).unwrap();
                    errors.push((known.offset.as_micros() - meter.offset(t)).abs());
                    t += 600 * SECOND;
                }
            }
        }
        errors.sort_unstable();
        let (n, p99) = (errors.len(), errors[errors.len() * 99 / 100]);
        println!(
            "{loop_ms} ms: p50 {} p99 {p99} us; of {n} {outside} outside, {beyond} beyond",
            errors[n / 2]
        );
        assert!(p99 < loop_ms * 1_000 + 15_000, "{loop_ms} ms: {p99} us");
        assert!(
            beyond * 100 <= n * 5,
            "{loop_ms} ms: {beyond} of {n} beyond"
        );
    }
}
