//! Lines as they are: noise, echo, late and foreign frames, losses. Never a value that was not
//! asked for.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests"
)]

mod common;

use common::{ENERGY, End, METER, Shelf, Sim};
use dlt645::{Address, Control, DataId, FrameRepr};
use ttl_link::{Failure, HeardKind, Instant, Likely, Line, Micros, ReplyEnd, Request};

const VALUE: [u8; 4] = [0x89, 0x00, 0x24, 0x01];

fn sim() -> Sim {
    let long: Vec<u8> = (0..=255).chain(0..200).collect();
    let shelf = Shelf::new(METER)
        .with(ENERGY, &VALUE)
        .with(DataId::V2007(0x0001_FF00), &long);
    Sim::new(Line::ttl(2400), shelf)
}

fn frame(address: Address, control: u8, data: &[u8]) -> Vec<u8> {
    let mut out = [0; 267];
    FrameRepr {
        address,
        control: Control(control),
        data,
    }
    .encode(&mut out)
    .unwrap()
    .to_vec()
}

/// Puts bytes in front of a transmission, without gap, and delays it.
fn in_front(bytes: &mut Vec<(Instant, u8)>, front: &[u8]) {
    let first = bytes[0].0;
    let shift = Line::ttl(2400).wire_time(front.len());
    let start = first - Line::ttl(2400).wire_time(1);
    for (at, _) in bytes.iter_mut() {
        *at = *at + shift;
    }
    let head = Sim::<1>::timed(&Line::ttl(2400), start, front);
    bytes.splice(0..0, head);
}

#[test]
fn noise_in_front_of_the_reply() {
    for noise in [
        &[0x00][..],
        &[0xFF, 0xE0, 0xF8],
        &[0x68],
        &[0x68, 0x68, 0x68],
        &[0xFE; 30],
        &[0x16, 0x68, 0xFE],
    ] {
        let mut sim = sim();
        let front = noise.to_vec();
        sim.fault = Some(Box::new(move |bytes| in_front(bytes, &front)));
        assert_eq!(
            sim.run(&Request::read(METER, ENERGY)).data(),
            VALUE,
            "{noise:02x?}"
        );
    }
}

#[test]
fn false_header_with_a_long_length_in_front_of_the_reply() {
    let mut sim = sim();
    sim.fault = Some(Box::new(|bytes| {
        in_front(bytes, &[0x68, 1, 2, 3, 4, 5, 6, 0x68, 0x91, 0xC8])
    }));
    let End::Value { data, tries, .. } = sim.run(&Request::read(METER, ENERGY)) else {
        panic!()
    };
    assert_eq!((&data[..], tries), (&VALUE[..], 1));
}

#[test]
fn full_partial_and_noisy_echo() {
    type Change = fn(&mut Vec<(Instant, u8)>);
    let echoes: [Change; 6] = [
        |_| {},
        |bytes| bytes.truncate(11),
        |bytes| {
            bytes.drain(..9);
        },
        |bytes| {
            bytes.drain(6..10);
        },
        |bytes| bytes[14].1 ^= 0x55,
        |bytes| bytes.retain(|(at, _)| at.as_micros() % 3 != 0),
    ];
    for (i, echo) in echoes.into_iter().enumerate() {
        let mut sim = sim();
        sim.echo = Some(Box::new(echo));
        assert_eq!(
            sim.run(&Request::read(METER, ENERGY)).data(),
            VALUE,
            "echo {i}"
        );
        assert!(sim.heard.is_empty());
        let nobody = Address::from_wire([9; 6]);
        let failure = sim.run(&Request::read(nobody, ENERGY)).failure();
        assert!(
            i == 4 || i == 3 || failure == Failure::NoByte,
            "echo {i}: {failure}"
        );
    }
}

#[test]
fn gaps_inside_the_frame_up_to_the_limit() {
    for at in [1, 3, 8, 10, 23] {
        for (gap, good) in [(499, true), (600, false)] {
            let mut sim = sim();
            sim.fault = Some(Box::new(move |bytes| {
                for (time, _) in bytes.iter_mut().skip(at) {
                    *time = *time + Micros::from_millis(gap);
                }
            }));
            let end = sim.run(&Request::read(METER, ENERGY).tries(1));
            // A gap inside the preamble cuts no frame.
            assert_eq!(
                matches!(end, End::Value { .. }),
                good || at < 5,
                "gap {gap} at {at}: {end:?}"
            );
        }
    }
    let mut sim = sim();
    sim.fault = Some(Box::new(|bytes| {
        for (i, (time, _)) in bytes.iter_mut().enumerate() {
            *time = *time + Micros::from_millis(300 * i as u64);
        }
    }));
    assert_eq!(sim.run(&Request::read(METER, ENERGY)).data(), VALUE);
}

#[test]
fn late_reply_is_not_the_answer_to_the_next_question() {
    let other = DataId::V2007(0x0201_0100);
    let mut sim = sim();
    sim.meters[0].1.items.insert(other, vec![0x33, 0x22]);
    let mut late = true;
    sim.fault = Some(Box::new(move |bytes| {
        if std::mem::take(&mut late) {
            for (time, _) in bytes.iter_mut() {
                *time = *time + Micros::from_millis(900);
            }
        }
    }));
    let end = sim.run(&Request::read(METER, ENERGY).tries(1));
    assert_eq!(end.failure(), Failure::NoByte);
    assert_eq!(sim.run(&Request::read(METER, other)).data(), [0x33, 0x22]);
    assert_eq!(sim.heard[0].0, HeardKind::Late);
}

#[test]
fn repeated_reply_is_dated_from_the_first_request() {
    let mut sim = sim();
    let mut late = true;
    sim.fault = Some(Box::new(move |bytes| {
        if std::mem::take(&mut late) {
            for (time, _) in bytes.iter_mut() {
                *time = *time + Micros::from_millis(850);
            }
        }
    }));
    // The repeated request is lost, and the late reply to the first one comes after it.
    let mut first = true;
    sim.request_fault = Some(Box::new(move |bytes| {
        if !std::mem::take(&mut first) {
            bytes.clear();
        }
    }));
    let start = sim.now + Line::ttl(2400).wire_time(20);
    let End::Value { stamps, tries, .. } = sim.run(&Request::read(METER, ENERGY)) else {
        panic!()
    };
    assert_eq!(tries, 2);
    assert_eq!(stamps.earliest_request_end, start);
    assert!(stamps.request_end > start);
    let latch = sim.meters[0].1.reads[0];
    assert!(stamps.earliest_request_end <= latch && latch <= stamps.reply_start);
}

#[test]
fn foreign_frames_stale_identifiers_and_pushes_are_handed_out() {
    let foreign = Address::from_wire([0x77; 6]);
    let fronts = [
        (
            frame(foreign, 0x91, &[0, 0, 1, 0, 9, 9, 9, 9]),
            HeardKind::Foreign,
        ),
        (
            frame(METER, 0x91, &[0, 0, 2, 0, 9, 9, 9, 9]),
            HeardKind::Late,
        ),
        (frame(METER, 0x94, &[]), HeardKind::Late),
        (frame(foreign, 0x11, &[0, 0, 1, 0]), HeardKind::OtherMaster),
        (frame(METER, 0x86, &[1, 2, 3]), HeardKind::Unsolicited),
    ];
    for (front, kind) in fronts {
        let mut sim = sim();
        let first = front.clone();
        sim.fault = Some(Box::new(move |bytes| in_front(bytes, &first)));
        assert_eq!(
            sim.run(&Request::read(METER, ENERGY)).data(),
            VALUE,
            "{kind:?}"
        );
        assert_eq!(
            sim.heard.iter().map(|heard| heard.0).collect::<Vec<_>>(),
            [kind]
        );
        // And while nothing is asked.
        sim.fault = None;
        sim.heard.clear();
        sim.idle(Micros::from_millis(5000));
        sim.inject(sim.now, &front);
        sim.idle(Micros::from_millis(1000));
        let expected = if kind == HeardKind::OtherMaster {
            kind
        } else {
            HeardKind::Unsolicited
        };
        assert_eq!(
            sim.heard.iter().map(|heard| heard.0).collect::<Vec<_>>(),
            [expected]
        );
    }
}

#[test]
fn every_end_has_its_reason() {
    let always = |change: fn(&mut Vec<(Instant, u8)>)| {
        let mut sim = sim();
        sim.fault = Some(Box::new(change));
        sim.run(&Request::read(METER, ENERGY)).failure()
    };
    assert_eq!(always(|bytes| bytes.clear()), Failure::NoByte);
    assert_eq!(
        always(|bytes| bytes.truncate(3)),
        Failure::Noise {
            bytes: 9,
            likely: Likely::Parity
        }
    );
    assert!(matches!(
        always(|bytes| bytes[20].1 ^= 1),
        Failure::BadFrames { count: 3, .. }
    ));
    assert!(matches!(
        always(|bytes| bytes.truncate(20)),
        Failure::BadFrames { count: 3, .. }
    ));
    // The parity bit taken for data, the usual sign of 7E1.
    let parity = always(|bytes| {
        for (_, byte) in bytes.iter_mut() {
            *byte = *byte & 0x7F | ((*byte & 0x7F).count_ones() as u8 & 1) << 7;
        }
    });
    assert!(
        matches!(
            parity,
            Failure::Noise {
                likely: Likely::Parity,
                ..
            }
        ),
        "{parity}"
    );
    // Bytes with a parity bit of zero lost, as a receiver at 8N1 does.
    let lost = always(|bytes| bytes.retain(|(_, byte)| byte.count_ones() % 2 == 1));
    assert!(
        matches!(
            lost,
            Failure::Noise {
                likely: Likely::Parity,
                ..
            } | Failure::BadFrames {
                likely: Likely::Parity,
                ..
            }
        ),
        "{lost}"
    );
    let baud = always(|bytes| {
        bytes
            .iter_mut()
            .for_each(|(at, byte)| *byte = (at.as_micros() / 7) as u8 & 0xE7)
    });
    assert!(
        matches!(
            baud,
            Failure::Noise {
                likely: Likely::Baud,
                ..
            }
        ),
        "{baud}"
    );
    let mut sim = sim();
    let foreign = frame(
        Address::from_wire([0x77; 6]),
        0x91,
        &[0, 0, 1, 0, 9, 9, 9, 9],
    );
    sim.fault = Some(Box::new(move |bytes| {
        let start = bytes[0].0;
        *bytes = Sim::<1>::timed(&Line::ttl(2400), start, &foreign);
    }));
    let end = sim.run(&Request::read(METER, ENERGY));
    assert_eq!(
        end.failure(),
        Failure::WrongAddress(Address::from_wire([0x77; 6]))
    );
}

#[test]
fn wrong_sequence_and_lost_follow_on_frames() {
    let long: Vec<u8> = (0..=255).chain(0..200).collect();
    let di = DataId::V2007(0x0001_FF00);
    // The second transmission of the meter is lost, and the third: the value starts again from its
    // first frame.
    let mut sim = sim();
    let mut count = 0;
    sim.fault = Some(Box::new(move |bytes| {
        count += 1;
        if count == 2 || count == 3 {
            bytes.clear();
        }
    }));
    let End::Value { data, tries, .. } = sim.run(&Request::read(METER, di)) else {
        panic!("no value")
    };
    // Each request waits until the one before can no longer be answered.
    assert_eq!((data, tries), (long.clone(), 3));
    // The sequence number is off by one, always.
    let mut sim = self::sim();
    sim.fault = Some(Box::new(|bytes| {
        let at = bytes.len() - 3;
        if bytes[12].1 & 0x1F == 0x12 {
            bytes[at].1 = bytes[at].1.wrapping_add(1);
            bytes[at + 1].1 = bytes[at + 1].1.wrapping_add(1);
        }
    }));
    assert_eq!(
        sim.run(&Request::read(METER, di)).failure(),
        Failure::Incomplete { received: 196 }
    );
}

#[test]
fn silence_on_follow_on_requests_ends_a_short_value_only() {
    let mut sim = sim();
    sim.meters[0].1.pending = true;
    sim.request_fault = Some(Box::new(|bytes| {
        if bytes[12].1 == 0x12 {
            bytes.clear();
        }
    }));
    let End::Value {
        data, end, tries, ..
    } = sim.run(&Request::read(METER, ENERGY))
    else {
        panic!()
    };
    assert_eq!(
        (&data[..], end, tries),
        (&VALUE[..], ReplyEnd::EventPending, 2)
    );
    // A full frame is no value by itself.
    let long = Request::read(METER, DataId::V2007(0x0001_FF00));
    assert_eq!(
        sim.run(&long).failure(),
        Failure::Incomplete { received: 196 }
    );
    assert_eq!(sim.master.received().len(), 196);
}

#[test]
fn babbling_line_ends_before_and_after_sending() {
    let mut sim = sim();
    for i in 0..4000u64 {
        sim.to_master
            .push_back((sim.now + Micros::from_millis(5 * i), (i * 37) as u8 | 0x80));
    }
    let start = sim.now;
    sim.idle(Micros::from_millis(50));
    let end = sim.run(&Request::read(METER, ENERGY));
    assert!(matches!(end.failure(), Failure::Noise { .. }));
    assert!(
        sim.now.since(start) < Micros::from_millis(9000),
        "{}",
        sim.now.since(start)
    );
}

#[test]
fn aborted_request_leaves_the_engine_usable() {
    let mut sim = sim();
    let other = DataId::V2007(0x0201_0100);
    sim.meters[0].1.items.insert(other, vec![0x33, 0x22]);
    sim.master
        .request(sim.now, &Request::read(METER, other))
        .unwrap();
    for _ in 0..10 {
        sim.step();
    }
    sim.master.abort();
    let start = sim.now;
    assert_eq!(sim.run(&Request::read(METER, ENERGY)).data(), VALUE);
    // As soon as the late reply has come, not after its time-out.
    assert!(
        sim.now.since(start) < Micros::from_millis(600),
        "{} {:?}",
        sim.now.since(start),
        sim.heard
    );
    assert_eq!(
        sim.heard.iter().map(|heard| heard.0).collect::<Vec<_>>(),
        [HeardKind::Late]
    );
}

#[test]
fn another_master_and_its_meter_are_not_talked_into() {
    let foreign = Address::from_wire([0x77; 6]);
    let line = Line::ttl(2400);
    let mut sim = sim();
    sim.inject(sim.now, &frame(foreign, 0x11, &[0, 0, 1, 0]));
    sim.idle(line.wire_time(16) + Micros::new(1));
    // Its meter answers 400 ms later.
    let answer = frame(foreign, 0x91, &[0, 0, 1, 0, 9, 9, 9, 9]);
    let start = sim.now + Micros::from_millis(400);
    sim.inject(start, &answer);
    let End::Value {
        data,
        stamps,
        tries,
        ..
    } = sim.run(&Request::read(METER, ENERGY))
    else {
        panic!()
    };
    assert_eq!((&data[..], tries), (&VALUE[..], 1));
    assert_eq!(
        stamps.request_end,
        start + line.wire_time(answer.len()) + line.quiet + line.wire_time(20)
    );
    assert_eq!(
        sim.heard.iter().map(|heard| heard.0).collect::<Vec<_>>(),
        [HeardKind::OtherMaster, HeardKind::Unsolicited]
    );
}

#[test]
fn what_goes_wrong_once_costs_one_try() {
    type Change = fn(&mut Vec<(Instant, u8)>);
    let once: [(&str, Change); 6] = [
        ("silence", |bytes| bytes.clear()),
        ("bad checksum", |bytes| bytes[22].1 ^= 0x10),
        ("cut", |bytes| bytes.truncate(15)),
        ("noise inside", |bytes| bytes.insert(20, bytes[20])),
        ("lost byte", |bytes| {
            bytes.remove(20);
        }),
        ("second start byte doubled", |bytes| {
            bytes.insert(11, bytes[11])
        }),
    ];
    for (name, change) in once {
        let mut sim = sim();
        let mut first = true;
        sim.fault = Some(Box::new(move |bytes| {
            if std::mem::take(&mut first) {
                change(bytes);
            }
        }));
        let End::Value { data, tries, .. } = sim.run(&Request::read(METER, ENERGY)) else {
            panic!("{name}")
        };
        assert_eq!((&data[..], tries), (&VALUE[..], 2), "{name}");
    }
}

#[test]
fn preambles_of_any_length_and_stray_bytes_around_the_frame_cost_nothing() {
    type Change = fn(&mut Vec<(Instant, u8)>);
    let always: [(&str, Change); 4] = [
        ("no preamble", |bytes| {
            bytes.drain(..4);
        }),
        ("first start byte doubled", |bytes| {
            in_front(bytes, &[0xFE, 0xFE, 0x68])
        }),
        ("trailing stray bytes", |bytes| {
            let end = bytes[bytes.len() - 1].0;
            bytes.extend(Sim::<1>::timed(
                &Line::ttl(2400),
                end,
                &[0x00, 0xFF, 0x68, 0xE0, 0xF8],
            ));
        }),
        ("twice", |bytes| {
            let end = bytes[bytes.len() - 1].0;
            let copy: Vec<u8> = bytes.iter().map(|(_, byte)| *byte).collect();
            bytes.extend(Sim::<1>::timed(&Line::ttl(2400), end, &copy));
        }),
    ];
    for (name, change) in always {
        let mut sim = sim();
        sim.fault = Some(Box::new(change));
        for _ in 0..3 {
            let End::Value { data, tries, .. } = sim.run(&Request::read(METER, ENERGY)) else {
                panic!("{name}")
            };
            assert_eq!((&data[..], tries), (&VALUE[..], 1), "{name}");
        }
        assert!(
            sim.heard.iter().all(|heard| heard.0 == HeardKind::Late),
            "{name}: {:?}",
            sim.heard
        );
    }
}
