//! What was on the line before a request, or comes long after it, is never its answer.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "helpers of tests")]

mod common;

use common::{ENERGY, End, METER, Shelf, Sim};
use dlt645::{Address, Control};
use ttl_link::{HeardKind, Line, Micros, Request};

const OLD: [u8; 4] = [0x11, 0x11, 0x11, 0x00];
const NEW: [u8; 4] = [0x22, 0x22, 0x22, 0x00];

fn frame(address: Address, control: u8, data: &[u8]) -> Vec<u8> {
    let repr = dlt645::FrameRepr { address, control: Control(control), data };
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
            assert!(sim.heard.iter().any(|(kind, ..)| *kind == HeardKind::Late), "{:?}", sim.heard);
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
