//! Master and meter on one line, in simulated time, nothing wrong with the line.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests"
)]

mod common;

use common::{ENERGY, End, METER, Shelf, Sim};
use dlt645::command::{Baud, BroadcastTime, Freeze, FreezeTime, Operator, Password};
use dlt645::{Address, Control, DataId, Edition, Function};
use ttl_link::{
    Delays, ErrorCode, Failure, Instant, Line, Meter, MeterEvent, Micros, ReplyEnd, Request,
};

fn sim() -> Sim {
    Sim::new(
        Line::ttl(2400),
        Shelf::new(METER).with(ENERGY, &[0x89, 0x00, 0x24, 0x01]),
    )
}

#[test]
fn reads_a_value_in_the_time_the_line_needs() {
    let mut sim = sim();
    let start = sim.now;
    let end = sim.run(&Request::read(METER, ENERGY));
    let End::Value {
        address,
        data,
        end,
        stamps,
        tries,
    } = end
    else {
        panic!("{end:?}")
    };
    assert_eq!(
        (address, &data[..], end, tries),
        (METER, &[0x89, 0x00, 0x24, 0x01][..], ReplyEnd::Complete, 1)
    );
    let line = Line::ttl(2400);
    assert_eq!(stamps.request_end, start + line.wire_time(20));
    assert_eq!(stamps.earliest_request_end, stamps.request_end);
    let delay = stamps.reply_start.since(stamps.request_end);
    assert!((20_000..20_003).contains(&delay.get()), "{delay}");
    assert_eq!(
        stamps.reply_end,
        stamps.request_end + Micros::from_millis(20) + line.wire_time(24)
    );
}

#[test]
fn stamps_bracket_the_moment_the_meter_looks_at_its_clock() {
    let mut sim = sim();
    sim.meters[0].0.set_delays(Delays {
        latch: Micros::from_millis(13),
        reply: Micros::from_millis(77),
        ..Delays::new()
    });
    let End::Value { stamps, .. } = sim.run(&Request::read(METER, ENERGY)) else {
        panic!()
    };
    let latch = sim.meters[0].1.reads[0];
    assert_eq!(latch.since(stamps.request_end), Micros::from_millis(13));
    assert!(latch < stamps.reply_start);
}

#[test]
fn abbreviated_address_gives_the_full_one() {
    let mut sim = sim();
    let short = Address::from_wire([0x66, 0x55, 0xAA, 0xAA, 0xAA, 0xAA]);
    let End::Value { address, .. } = sim.run(&Request::read(short, ENERGY)) else {
        panic!()
    };
    assert_eq!(address, METER);
    assert_eq!(sim.run(&Request::read_address()).data(), METER.to_wire());
}

#[test]
fn refusals_come_back_as_what_they_are() {
    let mut sim = sim();
    let end = sim.run(&Request::read(METER, DataId::V2007(0x0400_9999)));
    assert_eq!(end.failure(), Failure::Meter(ErrorCode::NO_DATA));
    let di = DataId::V2007(0x0400_0409);
    let end = sim.run(&Request::write(
        METER,
        di,
        Password::from_wire([2, 0, 0, 0]),
        Operator([0; 4]),
        &[1],
    ));
    assert_eq!(end.failure(), Failure::Meter(ErrorCode::PASSWORD));
    let end = sim.run(&Request::write(
        METER,
        di,
        Password::from_wire([2, 1, 2, 3]),
        Operator([9; 4]),
        &[1, 2],
    ));
    assert_eq!(end.data(), []);
    assert_eq!(sim.meters[0].1.writes, [(di, vec![1, 2])]);
}

#[test]
fn broadcasts_end_with_their_last_bit_and_are_obeyed_silently() {
    let mut sim = sim();
    let time = BroadcastTime::new(26, 11, 22, 12, 15, 30).unwrap();
    let now = Freeze::new(FreezeTime::Now).unwrap();
    let start = sim.now;
    let end = sim.run(&Request::broadcast_time(time));
    assert_eq!(end, End::Sent(start + Line::ttl(2400).wire_time(22)));
    assert_eq!(sim.run(&Request::freeze(Address::BROADCAST, now)), {
        let quiet = start + Line::ttl(2400).wire_time(22) + Line::ttl(2400).quiet;
        End::Sent(quiet + Line::ttl(2400).wire_time(20))
    });
    sim.idle(Micros::from_millis(2000));
    assert_eq!(sim.meters[0].1.times.len(), 1);
    assert_eq!(sim.meters[0].1.times[0].1, time);
    assert_eq!(sim.meters[0].1.freezes, [now]);
    assert!(sim.heard.is_empty());
    assert_eq!(sim.run(&Request::freeze(METER, now)).data(), []);
}

#[test]
fn no_meter_is_no_byte_after_all_tries() {
    let mut sim = sim();
    let other = Address::from_wire([1; 6]);
    let start = sim.now;
    let End::Failed(failed) = sim.run(&Request::read(other, ENERGY)) else {
        panic!()
    };
    assert_eq!((failed.reason, failed.tries), (Failure::NoByte, 3));
    assert!(sim.now.since(start) < Micros::from_millis(3000));
}

#[test]
fn follow_on_frames_are_joined() {
    for (len, edition) in [
        (197, Edition::V2007),
        (391, Edition::V2007),
        (1000, Edition::V2007),
        (700, Edition::V1997),
    ] {
        let di = if edition == Edition::V2007 {
            DataId::V2007(0x0001_FF00)
        } else {
            DataId::V1997(0x901F)
        };
        let value: Vec<u8> = (0..len).map(|i| (i * 7 % 251) as u8).collect();
        let mut shelf = Shelf::new(METER).with(di, &value);
        shelf.editions = vec![edition];
        let mut sim: Sim = Sim::new(Line::ttl(9600), shelf);
        let End::Value { data, end, .. } = sim.run(&Request::read(METER, di)) else {
            panic!("{len}")
        };
        assert_eq!((data, end), (value, ReplyEnd::Complete));
        let mut small: Sim<100> = Sim::new(Line::ttl(9600), Shelf::new(METER).with(di, &[7; 101]));
        small.meters[0].1.editions = vec![edition];
        assert_eq!(
            small.run(&Request::read(METER, di)).failure(),
            Failure::BufferTooSmall { needed: 101 }
        );
    }
}

#[test]
fn follow_on_requests_fit_behind_the_longest_preamble() {
    let value: Vec<u8> = (0..391).map(|i| (i * 7 % 251) as u8).collect();
    let line = Line::ttl(9600).with_preamble(ttl_link::line::MAX_PREAMBLE as u8);
    let mut sim: Sim = Sim::new(line, Shelf::new(METER).with(ENERGY, &value));
    let End::Value { data, .. } = sim.run(&Request::read(METER, ENERGY)) else {
        panic!("no value")
    };
    assert_eq!(data, value);
}

#[test]
fn pending_event_mark_does_not_break_reading() {
    let mut sim = sim();
    sim.meters[0].1.pending = true;
    let End::Value { data, end, .. } = sim.run(&Request::read(METER, ENERGY)) else {
        panic!()
    };
    assert_eq!((data.len(), end), (4, ReplyEnd::EventPending));
    // With the length known no second question is asked.
    let before = sim.wire_bytes;
    let End::Value { data, end, .. } = sim.run(&Request::read(METER, ENERGY).expect_len(4)) else {
        panic!()
    };
    assert_eq!(
        (data.len(), end, sim.wire_bytes - before),
        (4, ReplyEnd::EventPending, 20 + 24)
    );
}

#[test]
fn meter_of_1997_is_found_with_the_broadcast_address() {
    let di = DataId::V1997(0x9010);
    let own = Address::from_wire([0x66, 0x55, 0x44, 0xAA, 0xAA, 0xAA]);
    let mut shelf = Shelf::new(own).with(di, &[1, 2, 3, 4]);
    shelf.editions = vec![Edition::V1997];
    let mut sim: Sim = Sim::new(Line::ttl(1200), shelf);
    assert_eq!(sim.run(&Request::read_address()).failure(), Failure::NoByte);
    let End::Value { address, data, .. } = sim.run(&Request::read(Address::BROADCAST, di)) else {
        panic!()
    };
    assert_eq!((address, &data[..]), (own, &[1, 2, 3, 4][..]));
}

#[test]
fn baud_change_is_announced_after_the_answer() {
    let mut sim = sim();
    assert_eq!(
        sim.run(&Request::change_baud(METER, Edition::V2007, Baud::B9600).unwrap())
            .data(),
        [0x20]
    );
    sim.idle(Micros::from_millis(100));
    assert_eq!(sim.baud_events, [MeterEvent::Baud(Baud::B9600)]);
    let two = Control::request(Function::ChangeBaud);
    let end = sim.run(&Request::raw(METER, two, &[0x21]));
    assert_eq!(end.failure(), Failure::Meter(ErrorCode::BAUD));
}

#[test]
fn several_meters_share_a_line() {
    let mut sim = sim();
    let second = Address::from_wire([2; 6]);
    sim.meters.push((
        Meter::sized(Line::ttl(2400)),
        Shelf::new(second).with(ENERGY, &[4, 3, 2, 1]),
    ));
    for _ in 0..3 {
        assert_eq!(
            sim.run(&Request::read(METER, ENERGY)).data(),
            [0x89, 0x00, 0x24, 0x01]
        );
        assert_eq!(sim.run(&Request::read(second, ENERGY)).data(), [4, 3, 2, 1]);
    }
    assert!(sim.heard.is_empty());
}

#[test]
fn request_at_a_moment_ends_when_it_should() {
    let mut sim = sim();
    let request = Request::read(METER, ENERGY);
    let wanted = sim.now + Micros::from_millis(750);
    let start = wanted - sim.master.request_time(&request);
    sim.master.request_at(sim.now, start, &request).unwrap();
    let End::Value { stamps, .. } = sim.finish() else {
        panic!()
    };
    assert_eq!(stamps.request_end, wanted);
    assert_ne!(stamps.request_end, Instant::ZERO);
}

#[test]
fn line_is_used_well() {
    // The benchmark `efficiency` has the full counts; here a few, with the same limit.
    for baud in [2400, 9600] {
        for len in [4, 196] {
            let line = Line::ttl(baud);
            let mut sim: Sim = Sim::new(line, Shelf::new(METER).with(ENERGY, &vec![0x11; len]));
            let start = sim.now;
            for _ in 0..10 {
                assert_eq!(sim.run(&Request::read(METER, ENERGY)).data().len(), len);
            }
            let needed =
                line.wire_time(sim.wire_bytes as usize).get() + 10 * 20_000 + 9 * line.quiet.get();
            let spent = sim.now.since(start).get();
            assert!(
                spent * 100 <= needed * 103,
                "{spent} µs instead of {needed} µs"
            );
        }
    }
}
