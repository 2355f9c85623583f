//! Cases of strangers in which tools gave a wrong number or none, on the line or through the
//! client.
//!
//! Most have a sweep over latencies, lines and editions besides, or a test in `dlt645`. The last
//! column is the piece of code without which the test was seen red; two pieces where each alone is
//! enough. A row without it was not tried again after it was mended.
//!
//! | case | what was told wrong | test | red without |
//! | --- | --- | --- | --- |
//! | F1 | a late refusal, as that of the next item | `f1_…` here, `slow_meters::no_item_…` | `claims.others` in `judge` |
//! | F2 | a late acknowledgement, as that of the next write | `f2_…` here, `slow_meters::no_write_…` | `Caution::Usual` in `Owed::free_at` and `claims.others` |
//! | F3 | the record of another day | `f3_…` here, `slow_meters::a_record_…` | the key of `Asker` in `Owed::free_at` and `claims.others` |
//! | F4 | negative powers of events as positive ones | `f4_…` here, `dlt645` `values::f4_…` | `signed` in `Item::decode` |
//! | F5 | 113 values of 64 | `f5_…` here, `slow_meters::a_long_value_…` | `Job::begin_again` and `Assembly::restart` |
//! | F6 | 14 values of 10 | `f6_…` here, `slow_meters::a_long_value_…` | `joined` in `judge` |
//! | F7 | 49 values of 64 as all | `f7_…` here, `slow_meters::a_refused_…` | `SHORT` and `SINGLE` |
//! | F8 | tariffs to 79, settlement days to 19 | `dlt645` `warnings::f8_…` | |
//! | F9, F10 | accounts opened that are not, nothing for 0 | `f9_f10_…` here, `dlt645` `bits::tests` | |
//! | F11 | words of the relay command | `relay::a_refusal_…`, `dlt645` `field::f11_…` | `Refused::wide` |
//! | F12 | SERR 7 to 9 | `dlt645` `command::error::tests` | |
//! | F13 | control 86, and codes of neither edition | `dlt645` `field::control_codes_…` | |
//! | F14 | what the reset word resets | `dlt645` `bits::tests` | |
//! | F15 | one byte short as three too many | `f15_…` here, `dlt645` `warnings::f15_…` | |
//! | F16 | no value for one byte too many | `f16_…` here, `dlt645` `warnings::f16_…` | `Item::warnings` |
//! | F17, F18 | Sundays refused, wrong weekdays hidden | `f17_f18_…` here, `dlt645` `warnings::f17_…` | `Item::warnings` |
//! | F19 | "only another meter answered" for AA | `f19_…` here, `dlt645` `warnings::f19_…` | `Question::hears` |
//! | F25 | doubtful numbers as good ones | `f25_…` here, `dlt645` `warnings::f25_…` | `Item::warnings` |

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests"
)]

mod model;

use dlt645::command::{Operator, Password};
use dlt645::item::lookup;
use dlt645::value::ValueError;
use dlt645::{Address, Control, DataId, Edition, FrameRepr};
use model::{Ended, Habits, Kind, METER, Pair, RIGHT, WRONG, id, is_whole, value_of};
use ttl_link::adapter::ClientError;
use ttl_link::{
    ErrorCode, Event, Failure, Instant, Line, Master, Micros, Reply, ReplyEnd, Request,
};

/// The line that the tool uses, and the meter that answers 1.7 s after the request.
fn slow(edition: Edition) -> Habits {
    Habits::new(edition, Micros::from_millis(1700))
}

fn pair(habits: Habits) -> Pair {
    Pair::new(Line::tunnel(9600), habits)
}

#[test]
fn f1_a_late_refusal_is_not_that_of_the_next_item() {
    for edition in [Edition::V2007, Edition::V1997] {
        let mut pair = pair(slow(edition));
        let unknown = Request::read(METER, id(edition, Kind::Unknown(9))).tries(1);
        let first = pair.run(&unknown);
        let Ended::Failed(failed) = first else {
            panic!("{first:?}")
        };
        assert_eq!(failed.reason, Failure::NoByte);
        let di = id(edition, Kind::Energy(0));
        let Ended::Value { data, .. } = pair.run(&Request::read(METER, di)) else {
            panic!("{edition:?}: no value")
        };
        assert_eq!(data, value_of(&di.to_wire()[..di.wire_len()]));
    }
}

#[test]
fn f2_a_late_acknowledgement_is_not_that_of_the_next_write() {
    let mut pair = pair(slow(Edition::V2007));
    let di = |n| id(Edition::V2007, Kind::Setting(n));
    let write = |n, password| {
        let password = Password::from_wire(password);
        Request::write(METER, di(n), password, Operator([0; 4]), &[1]).tries(1)
    };
    let _ = pair.run(&write(3, RIGHT));
    let second = pair.run(&write(4, WRONG));
    let Ended::Failed(failed) = second else {
        panic!("{second:?}")
    };
    assert_ne!(failed.reason, Failure::Meter(ErrorCode::OTHER));
    assert!(pair.meter.deeds.iter().any(|deed| deed.accepted));
}

#[test]
fn f3_the_record_of_one_day_is_not_that_of_the_next() {
    let mut pair = pair(slow(Edition::V2007));
    let di = id(Edition::V2007, Kind::Record);
    let of_day = |day| [1, 0, 0, day, 1, 0x26];
    let _ = pair.run(&Request::read_with(METER, di, &of_day(1)).tries(1));
    let Ended::Value { data, .. } = pair.run(&Request::read_with(METER, di, &of_day(2))) else {
        panic!("no value")
    };
    assert_eq!(data, [&[0x77][..], &of_day(2)].concat());
}

#[test]
fn f5_a_lost_follow_on_frame_of_a_meter_that_counts_requests() {
    let mut habits = Habits::new(Edition::V2007, Micros::from_millis(100));
    habits.sequence_blind = true;
    habits.lost = 0b10;
    let mut pair = pair(habits);
    let di = id(Edition::V2007, Kind::Long);
    let Ended::Value { data, end, .. } = pair.run(&Request::read(METER, di)) else {
        panic!("no value")
    };
    assert!(is_whole(habits, &data) && end == ReplyEnd::Complete);
}

#[test]
fn f6_copies_of_follow_on_frames_of_1997() {
    // The copy comes before or after the answer to the next request.
    for (latency, gap) in [
        (100, 200),
        (100, 300),
        (100, 400),
        (450, 200),
        (450, 300),
        (450, 400),
    ] {
        let mut habits = Habits::new(Edition::V1997, Micros::from_millis(latency));
        habits.again = Some(Micros::from_millis(gap));
        let mut pair = pair(habits);
        let di = id(Edition::V1997, Kind::Long);
        let Ended::Value { data, .. } = pair.run(&Request::read(METER, di)) else {
            panic!("no value")
        };
        let len = data.len();
        assert!(
            is_whole(habits, &data),
            "{latency} and {gap} ms: {len} bytes"
        );
    }
}

#[test]
fn f7_a_refused_follow_on_frame_is_no_end() {
    let mut habits = Habits::new(Edition::V2007, Micros::from_millis(100));
    habits.refuses_follow_on = true;
    let mut pair = pair(habits);
    let ended = pair.run(&Request::read(METER, id(Edition::V2007, Kind::Long)));
    let Ended::Failed(failed) = ended else {
        panic!("{ended:?}")
    };
    assert_eq!(failed.reason, Failure::Incomplete { received: 196 });
}

/// Reads `di`, which the meter answers with `data` from `address`.
fn answered<T>(address: Address, di: &str, data: &[u8], look: impl FnOnce(&Reply<'_>) -> T) -> T {
    let di: DataId = di.parse().unwrap();
    let at = Instant::from_millis;
    let mut master = Master::new(Line::ttl(0));
    master.request(at(1), &Request::read(METER, di)).unwrap();
    master.poll_transmit(at(1000)).unwrap();
    master.handle_sent(at(1000));
    let control = match di {
        DataId::V2007(_) => 0x91,
        DataId::V1997(_) => 0x81,
    };
    let repr = FrameRepr {
        address,
        control: Control(control),
        data: &[&di.to_wire()[..di.wire_len()], data].concat(),
    };
    let mut out = [0; 267];
    master.handle_input(at(1100), repr.encode(&mut out).unwrap());
    match master.poll_event() {
        Some(Event::Reply(reply)) => look(&reply),
        other => panic!("{other:?}"),
    }
}

/// Value and warnings as the client tells them.
fn reading(address: Address, di: &str, data: &[u8]) -> (String, Vec<String>) {
    let item = lookup(di.parse().unwrap()).unwrap();
    answered(address, di, data, |reply| {
        let reading = reply.reading(&item).unwrap();
        let odd = reading
            .warnings()
            .map(|warning| warning.to_string())
            .collect();
        (reading.value.to_string(), odd)
    })
}

#[test]
fn f4_the_power_of_an_event_has_a_sign() {
    assert_eq!(reading(METER, "10010C01", &[0x00, 0x50, 0x81]).0, "-1.5000");
}

#[test]
fn f9_f10_accounts_and_what_0_says() {
    let (opened, _) = reading(METER, "04000503", &[0x00, 0xC0]);
    assert!(opened.contains("local account not opened"), "{opened}");
    assert!(opened.contains("remote account not opened"), "{opened}");
    let (zero, _) = reading(METER, "04000503", &[0x00, 0x00]);
    assert!(
        zero.contains("relay closed") && zero.contains("main supply"),
        "{zero}"
    );
}

#[test]
fn f15_a_block_that_is_one_byte_short() {
    let item = lookup("0001FF00".parse().unwrap()).unwrap();
    answered(METER, "0001FF00", &[0; 19], |reply| {
        let last = reply.parts(&item).unwrap().last().unwrap();
        let short = last.unwrap_err();
        assert!(
            matches!(short, ValueError::Short { missing: 1, .. }),
            "{short}"
        );
    });
}

#[test]
fn f16_a_byte_too_many_is_a_warning() {
    for (di, data, value) in [
        ("00010000", &[0x89, 0x00, 0x24, 0x01, 0x00][..], "12400.89"),
        ("02010100", &[0x87, 0x21, 0x00], "218.7"),
        ("9010", &[0x89, 0x00, 0x24, 0x01, 0x00], "12400.89"),
    ] {
        let (found, odd) = reading(METER, di, data);
        assert_eq!((found.as_str(), odd.len()), (value, 1), "{di}: {odd:?}");
        assert!(odd[0].starts_with("extra_bytes"), "{odd:?}");
    }
}

#[test]
fn f17_f18_the_day_of_the_week_is_shown() {
    for weekday in [7, 3] {
        let (date, odd) = reading(METER, "04000101", &[weekday, 0x15, 0x10, 0x23]);
        assert!(date.starts_with("2023-10-15"), "{date}");
        let sent = format!("weekday: value: weekday {weekday} was sent");
        assert!(odd.len() == 1 && odd[0].starts_with(&sent), "{odd:?}");
    }
}

#[test]
fn f19_an_answer_without_an_address() {
    let (value, odd) = reading(Address::WILDCARD, "00010000", &[0x89, 0x00, 0x24, 0x01]);
    assert_eq!(value, "12400.89");
    assert!(odd.len() == 1 && odd[0].starts_with("address"), "{odd:?}");
    let item = lookup("00010000".parse().unwrap()).unwrap();
    // Who wants refusal asks for it.
    answered(
        Address::WILDCARD,
        "00010000",
        &[0x89, 0x00, 0x24, 0x01],
        |reply| {
            assert!(reply.reading(&item).unwrap().strict().is_err());
        },
    );
}

#[test]
fn f25_doubtful_numbers() {
    for (di, data, value) in [
        ("02060000", &[0x05, 0x95][..], "-1.505"),
        ("02060000", &[0x05, 0x15], "1.505"),
        ("02070100", &[0x99, 0x89], "899.9"),
    ] {
        let (found, odd) = reading(METER, di, data);
        assert_eq!(found, value, "{di}");
        assert!(
            odd.len() == 1 && odd[0].starts_with("range"),
            "{di}: {odd:?}"
        );
    }
}

/// The errors of the client say what happened.
#[test]
fn no_value_is_an_error_with_its_reason() {
    let error: ClientError<std::io::Error> =
        ClientError::Value(answered(METER, "00010000", &[1, 2, 3], |reply| {
            let item = lookup("00010000".parse().unwrap()).unwrap();
            reply.decode(&item).unwrap_err()
        }));
    assert_eq!(error.to_string(), "1 byte short, 3 came");
}
