//! Meters that answer late, one after the other, twice or not at all: never a false
//! acknowledgement, a false refusal, another request's value, a stamp outside its bound, or half a
//! value that is called whole.
//!
//! Every latency from 0.1 to 3 s in steps of 10 ms runs on every line and edition, each time with a
//! quarter of the habits; with `SWEEP=full` in the environment with all of them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests"
)]

mod model;

use dlt645::Edition;
use dlt645::command::{Operator, Password};
use model::{
    BUSY, Busy, Ended, Habits, Kind, Look, METER, Pair, RIGHT, WRONG, id, is_whole, value_of,
};
use ttl_link::{ErrorCode, Failure, Line, Micros, ReplyEnd, Request};

/// What is never to happen, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Wrong {
    acknowledged: u32,
    refused: u32,
    value: u32,
    stamp: u32,
    incomplete: u32,
    /// Requests that brought what they should, and those without result.
    good: u32,
    none: u32,
    first: Option<String>,
}

impl Wrong {
    fn note(&mut self, what: impl FnOnce() -> String) {
        if self.first.is_none() {
            self.first = Some(what());
        }
    }

    fn is_clean(&self) -> bool {
        [
            self.acknowledged,
            self.refused,
            self.value,
            self.stamp,
            self.incomplete,
        ] == [0; 5]
    }
}

const EDITIONS: [Edition; 2] = [Edition::V2007, Edition::V1997];

fn lines() -> [(&'static str, Line); 6] {
    [
        ("ttl 2400", Line::ttl(2400)),
        ("ttl 9600", Line::ttl(9600)),
        ("rs485 1200", Line::rs485(1200)),
        ("rs485 9600", Line::rs485(9600)),
        ("tunnel 2400", Line::tunnel(2400)),
        ("tunnel 9600", Line::tunnel(9600)),
    ]
}

/// 0.1 to 3 s in steps of 10 ms.
fn latencies() -> impl Iterator<Item = Micros> {
    (10..=300).map(|n| Micros::from_millis(n * 10))
}

/// Runs `session` over all latencies, lines and editions, with `habits`.
fn sweep(name: &str, habits: &[fn(&mut Habits)], session: fn(&mut Pair, Habits, &mut Wrong)) {
    let mut total = Wrong::default();
    let full = std::env::var("SWEEP").is_ok_and(|sweep| sweep == "full");
    for (at, change) in habits.iter().enumerate() {
        for (line_name, line) in lines() {
            for edition in EDITIONS {
                let mut wrong = Wrong::default();
                for (number, latency) in latencies().enumerate() {
                    if !full && (number + at) % 4 != 0 {
                        continue;
                    }
                    let mut habits = Habits::new(edition, latency);
                    change(&mut habits);
                    let mut pair = Pair::new(line, habits);
                    let before = wrong.first.is_some();
                    session(&mut pair, habits, &mut wrong);
                    if !before && let Some(first) = &mut wrong.first {
                        *first =
                            format!("habit {at}, {line_name}, {edition:?}, {latency}: {first}");
                    }
                }
                total.acknowledged += wrong.acknowledged;
                total.refused += wrong.refused;
                total.value += wrong.value;
                total.stamp += wrong.stamp;
                total.incomplete += wrong.incomplete;
                total.good += wrong.good;
                total.none += wrong.none;
                total.first = total.first.or(wrong.first);
            }
        }
    }
    println!("{name}: {total:?}");
    assert!(total.is_clean(), "{name}: {total:?}");
    assert!(total.good > total.none, "{name}: {total:?}");
}

const PATIENT: &[fn(&mut Habits)] = &[
    |_| (),
    |h| h.busy = Busy::Parallel,
    |h| h.busy = Busy::Restart,
    |h| h.busy = Busy::Ignore,
    |h| h.again = Some(Micros::from_millis(200)),
    |h| h.again = Some(Micros::from_millis(300)),
    |h| h.again = Some(Micros::from_millis(400)),
    |h| {
        h.again = Some(Micros::from_millis(300));
        h.busy = Busy::Parallel;
    },
    |h| h.lost = 0b0000_0000_0000_0001,
    |h| h.lost = 0b0000_0100_1001_0010,
    |h| {
        h.lost = 0b0010_0100_1001_0100;
        h.busy = Busy::Parallel;
    },
    |h| {
        h.lost = 0b0001_0010_0100_0110;
        h.again = Some(Micros::from_millis(250));
    },
];

/// The identifier and the value of one of the items that are only read.
fn energy(edition: Edition, n: u8) -> (dlt645::DataId, Vec<u8>) {
    let di = id(edition, Kind::Energy(n));
    (di, value_of(&di.to_wire()[..di.wire_len()]))
}

fn read(pair: &mut Pair, habits: Habits, kind: Kind, wrong: &mut Wrong) {
    let di = id(habits.edition, kind);
    let ended = pair.run(&Request::read(METER, di));
    let is_unknown = matches!(kind, Kind::Unknown(_));
    match ended {
        Ended::Value { data, end, .. } => {
            if is_unknown || data != value_of(&di.to_wire()[..di.wire_len()]) {
                wrong.value += 1;
                wrong.note(|| format!("{kind:?} read as {data:02x?}"));
            } else if end != ReplyEnd::Complete && !habits.event_mark {
                wrong.incomplete += 1;
            } else {
                wrong.good += 1;
            }
        }
        Ended::Failed(failed) => match failed.reason {
            Failure::Meter(ErrorCode::NO_DATA) if is_unknown => wrong.good += 1,
            Failure::Meter(_) => {
                wrong.refused += 1;
                wrong.note(|| format!("{kind:?} refused"));
            }
            _ => wrong.none += 1,
        },
    }
}

fn write(pair: &mut Pair, habits: Habits, n: u8, password: [u8; 4], wrong: &mut Wrong) {
    let before = pair.meter.deeds.len();
    let di = id(habits.edition, Kind::Setting(n));
    let value = [n, 0x55];
    let data97 = [&password[..], &[0; 4], &value].concat();
    let request = match habits.edition {
        Edition::V2007 => Request::write(
            METER,
            di,
            Password::from_wire(password),
            Operator([0; 4]),
            &value,
        ),
        Edition::V1997 => Request::write(
            METER,
            di,
            Password::from_wire([0; 4]),
            Operator([0; 4]),
            &data97,
        ),
    };
    let ended = pair.run(&request);
    let sent = [&di.to_wire()[..di.wire_len()], &data97].concat();
    let mut done = pair.meter.deeds[before..]
        .iter()
        .filter(|deed| deed.data == sent);
    match ended {
        Ended::Value { .. } => {
            if done.any(|deed| deed.accepted) {
                wrong.good += 1;
            } else {
                wrong.acknowledged += 1;
                wrong.note(|| format!("write {n} with {password:?} acknowledged"));
            }
        }
        Ended::Failed(failed) => match failed.reason {
            Failure::Meter(_) if done.any(|deed| !deed.accepted) => wrong.good += 1,
            Failure::Meter(_) => {
                wrong.refused += 1;
                wrong.note(|| format!("write {n} with {password:?} refused"));
            }
            _ => wrong.none += 1,
        },
    }
}

#[test]
fn no_item_is_refused_for_another_one() {
    sweep("reads", PATIENT, |pair, habits, wrong| {
        for kind in [
            Kind::Unknown(9),
            Kind::Energy(0),
            Kind::Unknown(8),
            Kind::Energy(1),
            Kind::Energy(0),
        ] {
            read(pair, habits, kind, wrong);
        }
    });
}

#[test]
fn no_write_is_acknowledged_or_refused_for_another_one() {
    sweep("writes", PATIENT, |pair, habits, wrong| {
        for (n, password) in [(3, RIGHT), (4, WRONG), (5, RIGHT), (3, WRONG)] {
            write(pair, habits, n, password, wrong);
        }
    });
}

#[test]
fn the_clock_was_looked_at_between_the_stamps() {
    let habits: Vec<fn(&mut Habits)> = PATIENT.to_vec();
    for look in [Look::First, Look::Last] {
        let session: fn(&mut Pair, Habits, &mut Wrong) = match look {
            Look::First => |pair, habits, wrong| clocks(pair, habits, Look::First, wrong),
            Look::Last => |pair, habits, wrong| clocks(pair, habits, Look::Last, wrong),
        };
        sweep(&format!("clock {look:?}"), &habits, session);
    }
}

fn clocks(pair: &mut Pair, mut habits: Habits, look: Look, wrong: &mut Wrong) {
    habits.look = look;
    let line = *pair.master.line();
    *pair = Pair::new(line, habits);
    for _ in 0..6 {
        let di = id(habits.edition, Kind::Clock);
        match pair.run(&Request::read(METER, di)) {
            Ended::Value { data, stamps, .. } => {
                let number = u32::from_le_bytes(data[..].try_into().unwrap());
                let looked = pair.meter.looked[number as usize];
                if stamps.earliest_request_end <= looked && looked <= stamps.reply_start {
                    wrong.good += 1;
                } else {
                    wrong.stamp += 1;
                    wrong.note(|| format!("looked at {looked}, told {stamps:?}"));
                }
            }
            Ended::Failed(failed) => match failed.reason {
                Failure::Meter(_) => wrong.refused += 1,
                _ => wrong.none += 1,
            },
        }
    }
}

#[test]
fn a_record_is_the_one_that_was_asked_for() {
    sweep("records", PATIENT, |pair, habits, wrong| {
        let di = id(habits.edition, Kind::Record);
        for (day, tries) in [(1u8, 1), (2, 1), (3, 3), (1, 3)] {
            let extra = [1, 0, 0, day, 1, 0x26];
            let request = Request::read_with(METER, di, &extra).tries(tries);
            match pair.run(&request) {
                Ended::Value { data, .. } => {
                    if data == [&[0x77][..], &extra].concat() {
                        wrong.good += 1;
                    } else {
                        wrong.value += 1;
                        wrong.note(|| format!("record of day {day} is {data:02x?}"));
                    }
                }
                Ended::Failed(failed) => match failed.reason {
                    Failure::Meter(_) => wrong.refused += 1,
                    _ => wrong.none += 1,
                },
            }
        }
    });
}

/// All that may go wrong with follow-on frames.
const FOLLOWING: &[fn(&mut Habits)] = &[
    |_| (),
    |h| h.busy = Busy::Parallel,
    |h| h.sequence_blind = true,
    |h| {
        h.sequence_blind = true;
        h.lost = 0b0000_0000_0000_0010;
    },
    |h| {
        h.sequence_blind = true;
        h.lost = 0b0000_0100_0001_0100;
        h.busy = Busy::Parallel;
    },
    |h| h.again = Some(Micros::from_millis(200)),
    |h| h.again = Some(Micros::from_millis(300)),
    |h| h.again = Some(Micros::from_millis(400)),
    |h| {
        h.again = Some(Micros::from_millis(250));
        h.lost = 0b0010_0000_0010_0010;
    },
    |h| {
        h.again = Some(Micros::from_millis(350));
        h.lost = 0b0000_0000_0000_0100;
        h.sequence_blind = true;
        h.busy = Busy::Parallel;
    },
    |h| h.lost = 0b0000_0000_0000_0001,
    |h| h.lost = 0b1000_0001_0000_0100,
    |h| {
        h.busy = Busy::Ignore;
        h.lost = 0b0000_0000_0000_0010;
    },
    |h| h.busy = Busy::Restart,
];

#[test]
fn a_long_value_is_whole_and_of_one_look() {
    sweep("long values", FOLLOWING, long_values);
}

fn long_values(pair: &mut Pair, habits: Habits, wrong: &mut Wrong) {
    let di = id(habits.edition, Kind::Long);
    for _ in 0..2 {
        match pair.run(&Request::read(METER, di)) {
            Ended::Value { data, end, .. } => {
                if is_whole(habits, &data) && end == ReplyEnd::Complete {
                    wrong.good += 1;
                } else {
                    wrong.incomplete += 1;
                    wrong.note(|| {
                        let mut runs: Vec<(u8, usize)> = Vec::new();
                        for byte in &data {
                            match runs.last_mut() {
                                Some((last, count)) if last == byte => *count += 1,
                                _ => runs.push((*byte, 1)),
                            }
                        }
                        format!("{end:?} {runs:02x?}")
                    });
                }
            }
            Ended::Failed(failed) => match failed.reason {
                Failure::Meter(_) => wrong.refused += 1,
                _ => wrong.none += 1,
            },
        }
        // A single item between two long ones.
        let (di, value) = energy(habits.edition, 1);
        if let Ended::Value { data, .. } = pair.run(&Request::read(METER, di))
            && data != value
        {
            wrong.value += 1;
        }
    }
}

#[test]
fn a_refused_follow_on_frame_is_no_whole_value() {
    let mut wrong = Wrong::default();
    for (_, line) in lines() {
        for edition in EDITIONS {
            for latency in latencies().step_by(7) {
                for busy in BUSY {
                    let mut habits = Habits::new(edition, latency);
                    habits.busy = busy;
                    habits.refuses_follow_on = true;
                    let mut pair = Pair::new(line, habits);
                    let di = id(edition, Kind::Long);
                    if let Ended::Value { data, .. } = pair.run(&Request::read(METER, di)) {
                        wrong.incomplete += 1;
                        wrong.note(|| format!("{} bytes", data.len()));
                    }
                }
            }
        }
    }
    println!("refused follow-on: {wrong:?}");
    assert!(wrong.is_clean(), "{wrong:?}");
}
