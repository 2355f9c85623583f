//! Small promises of the documentation that no larger test would miss.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod common;

use common::{ENERGY, End, METER, Shelf, Sim};
use dlt645::command::{Baud, Operator, Password};
use dlt645::{Address, Control, DataId, Edition};
use ttl_link::slot::ZeroCrossTimer;
use ttl_link::{
    ErrorCode, Event, Failure, HeardKind, Instant, Likely, Line, LineError, Master, Micros,
    ReplyEnd, Request, RequestError,
};

fn frame(control: u8, data: &[u8]) -> Vec<u8> {
    let mut out = [0; 267];
    dlt645::FrameRepr {
        address: METER,
        control: Control(control),
        data,
    }
    .encode(&mut out)
    .unwrap()
    .to_vec()
}

#[test]
fn a_failure_says_what_came_back() {
    let other = Address::from_wire([1, 0, 0, 0, 0, 0]);
    for (failure, text) in [
        (
            Failure::Meter(ErrorCode::PASSWORD),
            "the meter refused: error 04",
        ),
        (Failure::NoByte, "no byte came back"),
        (
            Failure::Noise {
                bytes: 9,
                likely: Likely::Baud,
            },
            "9 bytes came back but no frame; looks like a wrong baud rate",
        ),
        (
            Failure::BadFrames {
                count: 2,
                likely: Likely::Parity,
            },
            "2 broken frames came back; looks like a wrong parity setting: meters use 8E1, some 8N1 or 8N2 (Line::parity)",
        ),
        (
            Failure::WrongAddress(other),
            "only another meter answered, 000000000001",
        ),
        (
            Failure::OtherReply(Control(0x94)),
            "the meter answered only something else, control 94",
        ),
        (
            Failure::BufferTooSmall { needed: 300 },
            "the value needs a buffer of 300 bytes at least",
        ),
    ] {
        assert_eq!(failure.to_string(), text);
    }
}

#[test]
fn mains_are_lost_when_no_crossing_came_for_the_limit() {
    let mut timer = ZeroCrossTimer::new(Micros::from_millis(50));
    let at = |ms: u64| Instant::from_micros(ms * 1000);
    assert!(!timer.mains_present(at(0)));
    timer.crossing(at(10));
    assert!(timer.mains_present(at(60)));
    assert!(!timer.mains_present(at(61)));
}

#[test]
fn an_answer_that_began_before_the_request_had_ended_is_late() {
    let old = frame(
        0x91,
        &[ENERGY.to_wire().as_slice(), &[0x11, 0x11, 0x11, 0x00]].concat(),
    );
    // The request takes 21 ms or more, the frame 29 ms: it ends after the request.
    for after in [0, 5, 10, 15] {
        let mut sim: Sim = Sim::new(Line::ttl(9600), Shelf::new(METER));
        sim.meters.clear();
        let start = sim.now + Micros::from_millis(after);
        sim.master
            .request(sim.now, &Request::read(METER, ENERGY).tries(1))
            .unwrap();
        sim.inject(start, &old);
        assert!(matches!(sim.finish(), End::Failed(_)), "after {after} ms");
        assert!(
            sim.heard.iter().any(|(kind, ..)| *kind == HeardKind::Late),
            "after {after} ms: {:?}",
            sim.heard
        );
    }
}

#[test]
fn the_answer_to_a_write_has_no_follow_on_frame() {
    // B4: the bit of follow-on frames means a new event here.
    let mut sim: Sim = Sim::new(Line::ttl(9600), Shelf::new(METER));
    sim.meters.clear();
    let write = Request::write(
        METER,
        DataId::V2007(0x0400_0103),
        Password::from_wire([2, 1, 2, 3]),
        Operator([0; 4]),
        &[0x30],
    );
    sim.master.request(sim.now, &write).unwrap();
    let answered = sim.now + Micros::from_millis(100);
    sim.inject(answered, &frame(0xB4, &[]));
    match sim.finish() {
        End::Value { end, .. } => assert_eq!(end, ReplyEnd::EventPending),
        other => panic!("{other:?}"),
    }
}

#[test]
fn parity_errors_of_the_line_are_the_likely_reason() {
    for (error, expected) in [
        (LineError::Parity, Likely::Parity),
        (LineError::Framing, Likely::Baud),
    ] {
        let mut sim: Sim = Sim::new(Line::ttl(9600), Shelf::new(METER));
        sim.meters.clear();
        sim.master
            .request(sim.now, &Request::read(METER, ENERGY).tries(1))
            .unwrap();
        sim.idle(Micros::from_millis(60));
        for _ in 0..24 {
            sim.now = sim.now + Micros::from_millis(1);
            sim.master.handle_line_error(sim.now, error);
        }
        match sim.finish().failure() {
            Failure::Noise { likely, .. } => assert_eq!(likely, expected),
            other => panic!("{other:?}"),
        }
    }
}

/// What `request` ends with when the meter answers `control` with `data`.
fn answered(request: &Request<'_>, control: u8, data: &[u8]) -> End {
    let mut sim: Sim = Sim::new(Line::ttl(9600), Shelf::new(METER));
    sim.meters.clear();
    sim.master.request(sim.now, request).unwrap();
    let at = sim.now + Micros::from_millis(100);
    sim.inject(at, &frame(control, data));
    sim.finish()
}

#[test]
fn another_rate_than_the_one_asked_for_is_no_agreement() {
    let change = |edition, baud| Request::change_baud(METER, edition, baud).unwrap().tries(1);
    let new = change(Edition::V2007, Baud::B2400);
    let old = change(Edition::V1997, Baud::B1200);
    assert!(matches!(answered(&new, 0x97, &[0x08]), End::Value { .. }));
    assert!(matches!(answered(&old, 0x8C, &[0x08]), End::Value { .. }));
    for (request, control, z) in [(&new, 0x97, 0x10), (&old, 0x8C, 0x10), (&new, 0x97, 0xFF)] {
        assert_eq!(
            answered(request, control, &[z]).failure(),
            Failure::OtherReply(Control(control))
        );
    }
    // FF is how the edition of 1997 refuses.
    assert_eq!(
        answered(&old, 0x8C, &[0xFF]).failure(),
        Failure::Meter(ErrorCode::BAUD)
    );
}

#[test]
fn another_output_than_the_one_asked_for_is_no_answer() {
    let output = Request::raw(METER, Control(0x1D), &[0x01]).tries(1);
    for data in [&[][..], &[0x01]] {
        assert!(
            matches!(answered(&output, 0x9D, data), End::Value { .. }),
            "{data:?}"
        );
    }
    for data in [&[0x02][..], &[0x01, 0x01]] {
        assert_eq!(
            answered(&output, 0x9D, data).failure(),
            Failure::OtherReply(Control(0x9D)),
            "{data:?}"
        );
    }
}

#[test]
fn lines_differ_in_patience_and_silence() {
    let (ttl, rs485, tunnel) = (Line::ttl(2400), Line::rs485(2400), Line::tunnel(2400));
    assert_eq!(
        [ttl, rs485, tunnel].map(|line| line.quiet),
        [20, 50, 50].map(Micros::from_millis)
    );
    assert_eq!(
        [ttl, rs485, tunnel].map(|line| line.first_byte),
        [700, 700, 1500].map(Micros::from_millis)
    );
    assert_eq!(
        [ttl, rs485, tunnel].map(|line| line.margin),
        [10, 10, 100].map(Micros::from_millis)
    );
    assert_eq!(
        [ttl, rs485, tunnel].map(|line| line.tunnel),
        [false, false, true]
    );
}

#[test]
fn an_item_of_known_length_is_whole_without_its_follow_on_frame() {
    // B1 is the bit of a new event, or of data that follow: the length of the item decides.
    let energy = dlt645::item::lookup(ENERGY).unwrap();
    let mut sim: Sim = Sim::new(Line::ttl(9600), Shelf::new(METER));
    sim.meters.clear();
    sim.master
        .request(sim.now, &Request::read_item(METER, energy))
        .unwrap();
    let answered = sim.now + Micros::from_millis(100);
    sim.inject(
        answered,
        &frame(0xB1, &[ENERGY.to_wire().as_slice(), &[1, 2, 3, 4]].concat()),
    );
    match sim.finish() {
        End::Value { end, data, .. } => {
            assert_eq!((end, data), (ReplyEnd::EventPending, vec![1, 2, 3, 4]))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_read_after_an_unanswered_one_takes_its_own_answer_at_once() {
    let mut sim: Sim = Sim::new(
        Line::ttl(9600),
        Shelf::new(METER).with(ENERGY, &[1, 2, 3, 4]),
    );
    let meters = std::mem::take(&mut sim.meters);
    let other = Request::read(METER, DataId::V2007(0x0001_0100)).tries(1);
    assert_eq!(sim.run(&other).failure(), Failure::NoByte);
    sim.meters = meters;
    match sim.run(&Request::read(METER, ENERGY)) {
        End::Value { data, tries, .. } => assert_eq!((data, tries), (vec![1, 2, 3, 4], 1)),
        end => panic!("{end:?}"),
    }
    assert!(sim.heard.is_empty(), "{:?}", sim.heard);
}

#[test]
fn a_small_engine_takes_what_fits_and_refuses_the_rest() {
    let at = |ms: u64| Instant::from_millis(ms);
    let mut master: Master<16, 32, 46> = Master::sized(Line::ttl(2400));
    let clock = DataId::V2007(0x0400_010C);
    let long = Request::write(
        METER,
        clock,
        Password::from_wire([0; 4]),
        Operator([0; 4]),
        &[0; 20],
    );
    assert_eq!(
        master.request(at(0), &long),
        Err(RequestError::TooLong { len: 32 })
    );
    master
        .request(at(0), &Request::read(METER, clock).tries(1))
        .unwrap();
    let sent = master.poll_transmit(at(0)).unwrap().len();
    assert_eq!(sent, 20);
    master.handle_sent(at(92));
    // A frame that is too long for it is noise, and what comes after it is found.
    let foreign = frame(0x91, &[0xA5; 40]);
    let answer = frame(
        0xB1,
        &[clock.to_wire().as_slice(), &[0, 0, 12, 1, 28, 11, 26]].concat(),
    );
    for (i, byte) in foreign.iter().chain(&answer).enumerate() {
        master.handle_input(at(200 + 5 * i as u64), &[*byte]);
    }
    // It announces more than the engine has room for, which therefore does not ask.
    let Some(Event::Reply(reply)) = master.poll_event() else {
        panic!("no reply")
    };
    assert_eq!(
        (reply.data.iter().collect::<Vec<_>>(), reply.end),
        (vec![0, 0, 12, 1, 28, 11, 26], ReplyEnd::EventPending)
    );
}
