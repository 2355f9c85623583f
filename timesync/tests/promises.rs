//! Small promises of the documentation that no larger test would miss.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use timesync::calendar::{CalendarError, Field};
use timesync::correct::policy::{Method, SetOrder};
use timesync::correct::set::{SetModel, SetOutcome};
use timesync::reference::radio::{Discipline, RadioFilter};
use timesync::{
    Behaviour, Bounds, Burst, Estimate, MeterTime, Micros, NodeTime, Offset, Ppb, Profile,
    Timestamp, Tracker,
};

/// A broadcast set on the line: 22 bytes of 11 bits at 2400 baud.
const FRAME: Micros = Micros(22 * 11_000_000 / 2_400);
const SECOND: i64 = 1_000_000;

#[test]
fn bounds_contain_their_ends_and_nothing_beyond() {
    let at = Offset::<MeterTime, NodeTime>::from_micros;
    let bounds = Bounds::new(at(-5), at(7));
    for (offset, inside) in [(-6, false), (-5, true), (0, true), (7, true), (8, false)] {
        assert_eq!(bounds.contains(at(offset)), inside, "{offset}");
    }
}

#[test]
fn a_calendar_error_says_what_was_wrong() {
    for (error, text) in [
        (CalendarError::NotBcd(0x5A), "byte 5a is not BCD"),
        (
            CalendarError::OutOfRange(Field::Month, 13),
            "month 13 is out of range",
        ),
    ] {
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn time_is_held_over_after_an_hour_without_exchange() {
    let mut filter = RadioFilter::new();
    let node = Timestamp::from_micros;
    assert_eq!(filter.discipline(node(0)), Discipline::Unknown);
    for n in 0..30 {
        let t = n * 60 * SECOND;
        let gateway = |at: i64| Timestamp::from_micros(at + 500);
        filter.feed(
            node(t),
            gateway(t + 4_000),
            gateway(t + 6_000),
            node(t + 10_000),
        );
    }
    let last = 29 * 60 * SECOND + 10_000;
    assert_eq!(filter.discipline(node(last)), Discipline::Locked);
    assert_eq!(
        filter.discipline(node(last + 3_600 * SECOND)),
        Discipline::Locked
    );
    assert_eq!(
        filter.discipline(node(last + 3_600 * SECOND + 1)),
        Discipline::Holdover
    );
}

/// One set of a meter whose clock stands at `offset`: `moved` gives by how much, µs, from the
/// second carried and what the clock showed at the write.
fn set(
    model: &mut SetModel,
    at: i64,
    offset: i64,
    aim: i64,
    moved: impl Fn(i64, i64) -> i64,
) -> (SetOutcome, i64) {
    let estimate = |at: i64, offset: i64| Estimate {
        at: Timestamp::from_micros(at),
        offset: Offset::from_micros(offset),
        bounds: Bounds::UNKNOWN,
        rate: Ppb(0),
        rate_deviation: Ppb(100),
        deviation: Micros(1_000),
        half_width: Micros(2_000),
    };
    let order = SetOrder {
        at: Timestamp::from_micros(at + 30 * SECOND),
        motion: Micros(aim - offset),
        aim: Offset::from_micros(aim),
        method: Method::Broadcast,
    };
    let before = estimate(at, offset);
    let plan = model.plan(&order, &before, FRAME, before.at).unwrap();
    let write = plan.end.as_micros() + 30_000;
    let carried = plan.carries.as_micros();
    let after = offset + moved(carried, write + offset);
    (
        model.verify(&plan, &estimate(write + 60 * SECOND, after)),
        after,
    )
}

#[test]
fn the_first_two_verify_bursts_are_long() {
    let mut model = SetModel::new();
    let mut offset = 1_700_000;
    for (n, reads) in [16, 16, 12, 12].into_iter().enumerate() {
        assert_eq!(model.verify_reads(), reads, "set {n}");
        // A write takes the second over and restarts it.
        let (outcome, after) = set(
            &mut model,
            (n as i64 + 4_000) * 86_400 * SECOND,
            offset,
            0,
            |carried, shown| carried - shown,
        );
        assert!(
            matches!(outcome, SetOutcome::Moved { .. }),
            "set {n}: {outcome:?}"
        );
        offset = after + 400_000;
    }
}

#[test]
fn a_running_divider_that_no_longer_moves_is_a_refusal() {
    let mut model = SetModel::with_latency(Micros(30_000), Behaviour::Keep);
    for refused in 1..=3 {
        let at = (4_000 + i64::from(refused)) * 86_400 * SECOND;
        let (outcome, _) = set(&mut model, at, 2_300_000, 0, |_, _| 0);
        assert_eq!((outcome, model.refused()), (SetOutcome::NotMoved, refused));
    }
    // Whole seconds are all it can be moved by, and then the count begins anew.
    let (outcome, after) = set(&mut model, 4_010 * 86_400 * SECOND, 2_300_000, 0, |_, _| {
        -2 * SECOND
    });
    assert!(matches!(outcome, SetOutcome::Moved { .. }), "{outcome:?}");
    assert_eq!(
        (after, model.refused(), model.behaviour()),
        (300_000, 0, Behaviour::Keep)
    );
}

#[test]
fn one_set_that_could_have_moved_the_fraction_tells_a_running_divider() {
    let mut model = SetModel::new();
    // The second carried is taken, the fraction runs on.
    let whole = |carried: i64, shown: i64| carried + shown.rem_euclid(SECOND) - shown;
    let (outcome, _) = set(
        &mut model,
        4_000 * 86_400 * SECOND,
        -1_330_000,
        123_456,
        whole,
    );
    assert_eq!(
        (outcome, model.behaviour()),
        (SetOutcome::Kept, Behaviour::Keep)
    );
}

#[test]
fn a_burst_of_a_silent_meter_ends() {
    let tracker = Tracker::new(Profile::default());
    let mut now = Timestamp::from_micros(400_000 * SECOND);
    let mut burst = Burst::begin(&tracker, now);
    for asked in 0.. {
        let Some(at) = burst.next_read(now) else {
            break;
        };
        assert!(at >= now && asked < 100, "{asked}");
        burst.lost();
        now = at.plus(Micros(650_000));
    }
}

#[test]
fn time_is_asked_for_more_often_at_first_and_in_heat_and_cold() {
    assert_eq!(RadioFilter::interval_s(0, Some(60)), 60);
    assert_eq!(RadioFilter::interval_s(1_199, None), 60);
    let later = |temperature| RadioFilter::interval_s(1_200, temperature);
    assert_eq!([None, Some(10), Some(25), Some(40)].map(later), [300; 4]);
    assert_eq!([Some(-20), Some(9), Some(41)].map(later), [150; 3]);
}
