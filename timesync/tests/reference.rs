//! The reader of a source that shows whole seconds, as a gateway uses it: the concentrator's
//! broadcast time.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly; the lint looks only into functions marked as tests"
)]

use proptest::prelude::*;
use timesync::reference::frames::ReferenceFrame;
use timesync::time::{CounterTime, GatewayTime, ReferenceTime, Timestamp};
use timesync::{Micros, RadioFilter, ReferenceReader};

const SECOND: i64 = 1_000_000;
/// 22 bytes at 9600 baud, 8E1, µs.
const FRAME: i64 = 25_200;
const QUEUE: i64 = 100_000;

/// Reference time at gateway time `t`: `offset` at zero, `ppb` faster since.
fn reference(t: i64, offset: i64, ppb: i64) -> i64 {
    t + offset + t * ppb / 1_000_000_000
}

/// Feeds a frame built `into` µs into the source's second `second` and sent `waited` µs later.
fn send(
    reader: &mut ReferenceReader,
    world: (i64, i64),
    second: i64,
    into: i64,
    waited: i64,
) -> ReferenceFrame {
    let (offset, ppb) = world;
    let end = second * SECOND + into + waited + FRAME;
    // The gateway's time at which the reference shows `end`.
    let t = end - offset - (end - offset) * ppb / (1_000_000_000 + ppb);
    reader.feed(
        Timestamp::<GatewayTime>::from_micros(t),
        Timestamp::<ReferenceTime>::from_micros(second * SECOND),
        Micros(FRAME),
    )
}

#[test]
fn a_prompt_source_is_known_to_milliseconds() {
    let world = (-3 * SECOND + 123_456, 24_000);
    let mut reader = ReferenceReader::new(Micros(QUEUE));
    for n in 0..48i64 {
        // Waits between 0 and 40 ms in no order.
        let said = send(&mut reader, world, 1000 + 300 * n, 0, n * 17_389 % 40_000);
        assert_eq!(
            said,
            if n == 0 {
                ReferenceFrame::Started
            } else {
                ReferenceFrame::Used
            },
            "frame {n}"
        );
    }
    let t = 16_000 * SECOND;
    let estimate = reader.estimate(Timestamp::from_micros(t)).unwrap();
    let error = estimate.offset.as_micros() - (reference(t, world.0, world.1) - t);
    assert!(error.abs() < 15_000, "{error} µs off");
    assert!(
        (i64::from(estimate.rate.0) - world.1).abs() < 3_000,
        "rate {} ppb",
        estimate.rate
    );
}

#[test]
fn one_late_frame_changes_nothing_and_three_that_agree_are_a_jump() {
    let world = (40 * SECOND, -10_000);
    let mut reader = ReferenceReader::new(Micros(QUEUE));
    for n in 0..20 {
        send(&mut reader, world, 1000 + 300 * n, 0, 5_000);
    }
    let before = reader
        .estimate(Timestamp::from_micros(7_000 * SECOND))
        .unwrap();
    assert_eq!(
        send(&mut reader, world, 7_010, 0, 5 * SECOND),
        ReferenceFrame::Contradicts
    );
    assert_eq!(
        reader
            .estimate(Timestamp::from_micros(7_000 * SECOND))
            .unwrap()
            .offset,
        before.offset
    );
    // The source is set an hour ahead and stays there.
    let ahead = (world.0 + 3600 * SECOND, world.1);
    let said: Vec<_> = (0..4)
        .map(|n| send(&mut reader, ahead, 11_000 + 300 * n, 0, 5_000))
        .collect();
    let [first, second, third, fourth] = said[..] else {
        unreachable!()
    };
    assert_eq!(
        (first, second),
        (ReferenceFrame::Contradicts, ReferenceFrame::Contradicts)
    );
    assert_eq!(
        (third, fourth),
        (ReferenceFrame::Started, ReferenceFrame::Used)
    );
    let t = 8_400 * SECOND;
    let found = reader.estimate(Timestamp::from_micros(t)).unwrap();
    assert!((found.offset.as_micros() - (reference(t, ahead.0, ahead.1) - t)).abs() < 50_000);
}

/// Frames that leave up to `late` µs after the second they carry, every `every` s, for `days`; p99
/// of the error in ms, and how often it was beyond three claimed deviations, after the first day.
fn late_frames(late: i64, every: i64, days: i64, seed: u64) -> (i64, usize, usize) {
    let world = (-3 * SECOND + 123_456, 12_000);
    let mut reader = ReferenceReader::new(Micros(QUEUE));
    let mut seed = seed;
    let (mut errors, mut beyond) = (vec![], 0);
    for n in 0..days * 86_400 / every {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let waited = ((seed >> 33) as i64).rem_euclid(late.max(1));
        let second = 1_000 + every * n;
        send(&mut reader, world, second, 0, waited);
        // Half way to the next frame.
        let t = (second + every / 2) * SECOND - world.0;
        let found = reader.estimate(Timestamp::from_micros(t)).unwrap();
        let error = (found.offset.as_micros() - (reference(t, world.0, world.1) - t)).abs();
        // After a day; after ten frames if there is one a day.
        if second > 87_400 && n >= 10 {
            errors.push(error);
            beyond += usize::from(error > 3 * found.deviation.as_micros());
        }
    }
    errors.sort_unstable();
    (
        errors[errors.len() * 99 / 100] / 1_000,
        beyond,
        errors.len(),
    )
}

#[test]
fn late_frames_are_the_normal_case() {
    for (late, every, days, limit) in [
        (20_000, 300, 10, 5),
        (50_000, 300, 10, 10),
        (300_000, 300, 10, 25),
        (1_000_000, 300, 10, 60),
        (300_000, 86_400, 60, 150),
    ] {
        for seed in 0..6 {
            let (p99, beyond, all) = late_frames(late, every, days, seed);
            println!(
                "0-{} ms every {every} s: p99 {p99} ms, {beyond} of {all} beyond",
                late / 1_000
            );
            assert!(
                p99 <= limit,
                "0-{} ms every {every} s: p99 {p99} ms",
                late / 1_000
            );
            assert_eq!(beyond, 0, "0-{} ms every {every} s", late / 1_000);
        }
    }
}

/// Nothing is assumed of the lateness: after two frames a prompt source is known to some
/// milliseconds.
#[test]
fn a_prompt_source_is_known_from_its_second_frame_on() {
    let world = (-3 * SECOND + 123_456, 30_000);
    let mut reader = ReferenceReader::new(Micros(QUEUE));
    for n in 0..12 {
        let second = 1_000 + 60 * n;
        send(&mut reader, world, second, 0, 0);
        let t = (second + 60) * SECOND - world.0;
        let found = reader.estimate(Timestamp::from_micros(t)).unwrap();
        let error = (found.offset.as_micros() - (reference(t, world.0, world.1) - t)).abs();
        let limit = match n {
            0 => 500_000,
            1 => 8_000,
            _ => 4_000,
        };
        assert!(error < limit, "frame {n}: {error} µs");
        assert!(
            error < 3 * found.deviation.as_micros(),
            "frame {n}: {error} µs claimed better"
        );
    }
}

/// One frame that waited in a queue teaches nothing, but a program that becomes late is noticed
/// soon.
#[test]
fn lateness_that_changes_is_learned_anew() {
    let world = (-3 * SECOND + 123_456, 12_000);
    let mut reader = ReferenceReader::new(Micros(QUEUE));
    let error = |reader: &ReferenceReader, second: i64| {
        let t = (second + 150) * SECOND - world.0;
        let found = reader.estimate(Timestamp::from_micros(t)).unwrap();
        let error = found.offset.as_micros() - (reference(t, world.0, world.1) - t);
        (error.abs(), found.deviation.as_micros())
    };
    for n in 0..300 {
        // Now and then a frame waits.
        let waited = if n % 50 == 49 {
            900_000
        } else {
            n * 389 % 1_000
        };
        send(&mut reader, world, 1_000 + 300 * n, 0, waited);
        let (error, _) = error(&reader, 1_000 + 300 * n);
        assert!(n < 20 || error < 4_000, "frame {n}: {error} µs");
    }
    for n in 300..700 {
        send(
            &mut reader,
            world,
            1_000 + 300 * n,
            0,
            n * 104_729 % 300_000,
        );
        let (error, claimed) = error(&reader, 1_000 + 300 * n);
        assert!(error < 30_000, "frame {n}: {error} µs");
        assert!(
            error < 3 * claimed || n < 310,
            "frame {n}: {error} µs, claimed {claimed}"
        );
    }
}

/// A tuning fork in a cabinet of 12 to 28 °C is 16 ppm off and swings by 2 ppm over the day: its
/// error at `t` s, µs.
fn crystal(t: i64) -> i64 {
    let turn = std::f64::consts::TAU * t as f64 / 86_400.0;
    (16.0 * t as f64 + 27_500.0 * turn.sin() + 3_400.0 * (2.0 * turn).cos()) as i64
}

/// Late frames and a crystal that follows the day: what a reader without its pattern has 300 ms
/// wrong.
#[test]
fn a_crystal_that_follows_the_day_is_learned() {
    let mut reader = ReferenceReader::new(Micros(QUEUE));
    let offset = |t: i64| 40 * SECOND - crystal(t);
    let mut worst = 0;
    for n in 0..6 * 288 {
        let t = 1_000 + 300 * n;
        let waited = n * 104_729 % 300_000;
        // At `t` of the gateway the frame ends; the reference shows `carried + waited + FRAME`.
        let shows = t * SECOND + offset(t);
        let carried = (shows - waited - FRAME).div_euclid(SECOND) * SECOND;
        let end = t * SECOND - (shows - waited - FRAME - carried);
        reader.feed(
            Timestamp::<GatewayTime>::from_micros(end),
            Timestamp::<ReferenceTime>::from_micros(carried),
            Micros(FRAME),
        );
        let at = t + 150;
        let found = reader
            .estimate(Timestamp::from_micros(at * SECOND))
            .unwrap();
        let error = (found.offset.as_micros() - offset(at)).abs();
        if n > 288 {
            worst = worst.max(error);
        }
    }
    assert!(worst < 50_000, "{worst} µs");
}

/// One step of a filter looks twelve days ahead; a reference may be away for longer.
#[test]
fn a_reference_that_is_away_for_a_month_is_still_foretold() {
    let world = (-3 * SECOND + 123_456, 20_000);
    let mut reader = ReferenceReader::new(Micros(QUEUE));
    for n in 0..4 * 288 {
        send(&mut reader, world, 1_000 + 300 * n, 0, n * 389 % 1_000);
    }
    let t = 34 * 86_400 * SECOND;
    let found = reader.estimate(Timestamp::from_micros(t)).unwrap();
    let error = found.offset.as_micros() - (reference(t, world.0, world.1) - t);
    assert!(error.abs() < 500_000, "{error} µs");
    assert!(error.abs() < 3 * found.deviation.as_micros());
}

/// A radio that is silent for a day: rate and slope foretell an hour, the pattern of the day the
/// rest.
#[test]
fn a_silent_radio_is_bridged_by_the_pattern_of_the_day() {
    let mut filter = RadioFilter::new();
    let counter = |t: i64| Timestamp::<CounterTime>::from_micros(t * SECOND + crystal(t));
    for n in 0..5 * 288 {
        let t = 300 * n;
        let gateway = |after| Timestamp::<GatewayTime>::from_micros(t * SECOND + after);
        let t1 = counter(t);
        filter.feed(t1, gateway(5_000), gateway(7_000), t1.plus(Micros(12_000)));
    }
    let last = 300 * (5 * 288 - 1);
    for (hours, limit) in [(1, 3_000), (6, 60_000), (24, 100_000), (72, 300_000)] {
        let t = last + hours * 3_600;
        let found = filter.to_gateway(counter(t)).unwrap().as_micros();
        let error = found - t * SECOND;
        assert!(error.abs() < limit, "{hours} h: {error} µs");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// However a source sends within its queue, the hard bounds hold the truth.
    #[test]
    fn the_bounds_hold(
        offset in -100 * SECOND..100 * SECOND,
        ppb in -30_000i64..30_000,
        frames in proptest::collection::vec((1i64..2_000, 0i64..SECOND, 0i64..QUEUE), 1..60),
    ) {
        let mut reader = ReferenceReader::new(Micros(QUEUE));
        let mut second = 1_000;
        for (pause, into, waited) in frames {
            second += pause + 2;
            let said = send(&mut reader, (offset, ppb), second, into, waited);
            prop_assert!(said != ReferenceFrame::Contradicts, "an honest frame refused");
            let t = second * SECOND - offset + 3 * SECOND;
            let estimate = reader.estimate(Timestamp::from_micros(t)).unwrap();
            let truth = reference(t, offset, ppb) - t;
            let (lower, upper) = (estimate.bounds.lower.as_micros(), estimate.bounds.upper.as_micros());
            prop_assert!(lower <= truth && truth <= upper, "{truth} outside {lower}..{upper}");
            prop_assert!(lower <= estimate.offset.as_micros() && estimate.offset.as_micros() <= upper);
        }
    }

    /// Any frames at any times are survived (overflow checks are on here).
    #[test]
    fn any_frames_are_survived(frames in proptest::collection::vec((any::<i64>(), any::<i64>(), any::<i64>()), 0..30)) {
        let mut reader = ReferenceReader::new(Micros(QUEUE));
        for (end, carried, frame) in frames {
            reader.feed(Timestamp::from_micros(end), Timestamp::from_micros(carried), Micros(frame));
            let _ = reader.estimate(Timestamp::from_micros(end));
        }
    }
}
