//! What was on the line before a request, or comes long after it, is never its answer.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests"
)]

mod common;

use common::{ENERGY, End, METER, Shelf, Sim};
use dlt645::command::{Operator, Password};
use dlt645::{Address, Control, DataId};
use ttl_link::{ErrorCode, Failure, HeardKind, Line, Micros, Request};

const OLD: [u8; 4] = [0x11, 0x11, 0x11, 0x00];
const NEW: [u8; 4] = [0x22, 0x22, 0x22, 0x00];

fn frame(address: Address, control: u8, data: &[u8]) -> Vec<u8> {
    let repr = dlt645::FrameRepr {
        address,
        control: Control(control),
        data,
    };
    let mut out = [0; 267];
    repr.encode(&mut out).unwrap().to_vec()
}

fn answer(value: &[u8]) -> Vec<u8> {
    frame(METER, 0x91, &[ENERGY.to_wire().as_slice(), value].concat())
}

/// Begins like a long frame, so that what follows waits in the receiver until the line is silent.
const FALSE_START: [u8; 10] = [0x68, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x68, 0x91, 0xC8];

#[test]
fn an_answer_from_before_the_request_behind_a_false_start() {
    for silent in [true, false] {
        for tell_sent in [true, false] {
            let mut sim: Sim = Sim::new(Line::ttl(9600), Shelf::new(METER).with(ENERGY, &NEW));
            sim.tell_sent = tell_sent;
            if silent {
                sim.meters.clear();
            }
            let start = sim.now;
            sim.inject(start, &[FALSE_START.as_slice(), &answer(&OLD)].concat());
            sim.idle(Micros::from_millis(100));
            match sim.run(&Request::read(METER, ENERGY).tries(1)) {
                End::Value { data, .. } if !silent => assert_eq!(data, NEW),
                End::Failed(_) if silent => {}
                other => panic!("silent: {silent}, {other:?}"),
            }
            assert!(
                sim.heard.iter().any(|(kind, ..)| *kind == HeardKind::Late),
                "{:?}",
                sim.heard
            );
        }
    }
}

#[test]
fn half_an_old_answer_is_completed_after_the_request() {
    let old = answer(&OLD);
    for split in 1..old.len() {
        let mut sim: Sim = Sim::new(Line::ttl(9600), Shelf::new(METER));
        sim.meters.clear();
        sim.tell_sent = false;
        let (head, tail) = old.split_at(split);
        let start = sim.now;
        sim.inject(start, head);
        sim.idle(Micros::from_millis(60));
        let request = Request::read(METER, ENERGY).tries(1);
        sim.master.request(sim.now, &request).unwrap();
        let late = sim.now + Micros::from_millis(30);
        sim.inject(late, tail);
        assert!(matches!(sim.finish(), End::Failed(_)), "cut at {split}");
    }
}

#[test]
fn a_late_answer_to_a_write_confirms_no_other_write() {
    let items = [DataId::V2007(0x0400_0103), DataId::V2007(0x0400_0104)];
    // The answer to the first write comes so long after it was given up.
    for after in [10, 300, 900, 1500, 1900] {
        let mut sim: Sim = Sim::new(Line::ttl(9600), Shelf::new(METER));
        let meters = std::mem::take(&mut sim.meters);
        let first = Request::write(
            METER,
            items[0],
            Password::from_wire([2, 1, 2, 3]),
            Operator([0; 4]),
            &[0x30],
        )
        .tries(1);
        assert_eq!(sim.run(&first).failure(), Failure::NoByte);
        let late = sim.now + Micros::from_millis(after);
        sim.inject(late, &frame(METER, 0x94, &[]));
        sim.meters = meters;
        // This one is refused for its password.
        let second = Request::write(
            METER,
            items[1],
            Password::from_wire([2, 9, 9, 9]),
            Operator([0; 4]),
            &[0x02],
        )
        .tries(1);
        assert_eq!(
            sim.run(&second).failure(),
            Failure::Meter(ErrorCode::PASSWORD),
            "after {after} ms"
        );
        assert!(
            sim.heard.iter().any(|(kind, ..)| *kind == HeardKind::Late),
            "after {after} ms: {:?}",
            sim.heard
        );
    }
}

/// A meter that says everything three times, 0.35 s apart.
#[test]
fn the_third_copy_of_an_acknowledgement_confirms_no_other_write() {
    let copy = frame(METER, 0x94, &[]);
    // Nobody can read the second one: without its first byte it is no frame.
    let torn = [&[0x00], &copy[1..]].concat();
    for (second, gap) in [(&copy, 350), (&copy, 480), (&torn, 350)] {
        let items = [DataId::V2007(0x0400_0103), DataId::V2007(0x0400_0104)];
        let mut sim: Sim = Sim::new(Line::ttl(9600), Shelf::new(METER).with(items[0], &[0]));
        let write = |item| {
            let password = Password::from_wire([2, 1, 2, 3]);
            Request::write(METER, item, password, Operator([0; 4]), &[0x30]).tries(1)
        };
        assert!(matches!(sim.run(&write(items[0])), End::Value { .. }));
        sim.meters.clear();
        let start = sim.now;
        for (n, bytes) in [second, &copy].into_iter().enumerate() {
            sim.inject(start + Micros::from_millis(gap * (n as u64 + 1)), bytes);
        }
        let end = sim.run(&write(items[1]));
        assert!(matches!(end, End::Failed(_)), "{gap} ms: {end:?}");
    }
}

#[test]
fn a_refusal_tells_who_refused() {
    let mut sim: Sim = Sim::new(Line::ttl(9600), Shelf::new(METER));
    let End::Failed(failed) = sim.run(&Request::read(Address::WILDCARD, ENERGY)) else {
        panic!("no refusal")
    };
    assert_eq!(
        (failed.reason, failed.by, failed.tries),
        (Failure::Meter(ErrorCode::NO_DATA), Some(METER), 1)
    );
    sim.meters.clear();
    let End::Failed(failed) = sim.run(&Request::read(METER, ENERGY)) else {
        panic!("no failure")
    };
    assert_eq!((failed.reason, failed.by), (Failure::NoByte, None));
}

/// Masters that do not listen before they talk, and their meters, over a line where everyone hears
/// everyone.
#[test]
fn values_stay_right_among_three_other_masters() {
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let mut random = move |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) % below
    };
    let other = Address::from_wire([0x77, 0, 0, 0, 0, 0]);
    let mut sim: Sim = Sim::new(Line::rs485(9600), Shelf::new(METER).with(ENERGY, &NEW));
    let (mut good, mut bad) = (0, 0);
    for _ in 0..300 {
        // In the next second each of them asks once; answers follow after 30 to 200 ms.
        for master in 0..3 {
            let (address, di) = match (master, random(3)) {
                (0, _) => (METER, [0x00, 0x02, 0x01, 0x00]),
                (_, 0) => (other, [0x00, 0x00, 0x01, 0x00]),
                (_, 1) => (METER, [0x00, 0x01, 0x01, 0x02]),
                _ => (other, [0x03, 0x01, 0x00, 0x04]),
            };
            let asked = sim.now + Micros::new(random(1_000_000));
            let answered = asked + Micros::new(30_000 + random(170_000));
            sim.inject(
                asked,
                &[&[0xFE; 4][..], &frame(address, 0x11, &di)].concat(),
            );
            sim.inject(answered, &frame(address, 0x91, &[&di[..], &OLD].concat()));
        }
        match sim.run(&Request::read(METER, ENERGY)) {
            End::Value { data, address, .. } => {
                assert_eq!((data.as_slice(), address), (&NEW[..], METER));
                good += 1;
            }
            // Collisions that lasted for all tries.
            End::Failed(_) => bad += 1,
            End::Sent(_) => panic!("a read is answered"),
        }
        sim.idle(Micros::from_millis(50));
    }
    assert!(good > 250 && good + bad == 300, "{good} of 300");
}
