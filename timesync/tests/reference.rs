//! The reader of a source that shows whole seconds, as a gateway uses it: the concentrator's broadcast time.

use proptest::prelude::*;
use timesync::reference::ReferenceFrame;
use timesync::time::{GatewayTime, ReferenceTime, Timestamp};
use timesync::{Micros, ReferenceReader};

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
    assert!(error.abs() < 10_000, "{error} µs off");
    assert!(
        (i64::from(estimate.rate) - world.1).abs() < 3_000,
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
