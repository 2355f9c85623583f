//! The meter's side alone: what it answers, and when it is silent.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests"
)]

mod common;

use common::{ENERGY, METER, Shelf};
use dlt645::{Address, Control, DataId, Edition, Frame, FrameRepr};
use ttl_link::{Delays, Instant, Line, Meter, Micros};

struct Bench {
    meter: Meter<600>,
    shelf: Shelf,
    now: Instant,
}

impl Bench {
    fn new() -> Self {
        let long: Vec<u8> = (0..=255).chain(0..200).collect();
        let mut shelf = Shelf::new(METER)
            .with(ENERGY, &[0x89, 0x00, 0x24, 0x01])
            .with(DataId::V2007(0x0001_FF00), &long)
            .with(DataId::V1997(0x901F), &long);
        shelf.editions = vec![Edition::V2007, Edition::V1997];
        Self {
            meter: Meter::sized(Line::ttl(2400)),
            shelf,
            now: Instant::ZERO,
        }
    }

    fn bytes(&mut self, bytes: &[u8]) -> Option<(Address, u8, Vec<u8>)> {
        self.now = self.now + Micros::from_millis(100);
        self.meter.handle_input(self.now, bytes);
        let end = self.now + Micros::from_millis(600);
        loop {
            self.meter.handle_timeout(self.now, &mut self.shelf);
            if let Some(frame) = self.meter.poll_transmit(self.now) {
                let (frame, rest) = Frame::parse_prefix(&frame[4..]).unwrap();
                assert!(rest.is_empty());
                return Some((
                    frame.address(),
                    frame.control().0,
                    frame.data().iter().collect(),
                ));
            }
            match self.meter.poll_timeout() {
                Some(due) if due <= end => self.now = self.now.later(due),
                _ => return None,
            }
        }
    }

    fn ask(
        &mut self,
        address: Address,
        control: u8,
        data: &[u8],
    ) -> Option<(Address, u8, Vec<u8>)> {
        self.bytes(&frame(address, control, data))
    }
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

#[test]
fn silent_where_the_standard_wants_silence() {
    let short = Address::from_wire([0x66, 0x55, 0xAA, 0xAA, 0xAA, 0xAA]);
    let other = Address::from_wire([1; 6]);
    let read = [0, 0, 1, 0];
    let write = [9, 4, 0, 4, 2, 1, 2, 3, 0, 0, 0, 0, 1];
    let mut bench = Bench::new();
    let silent: [(Address, u8, &[u8]); 13] = [
        (other, 0x11, &read),
        (Address::BROADCAST, 0x11, &read),
        (METER, 0x91, &read),
        (METER, 0x31, &read),
        (short, 0x14, &write),
        (Address::WILDCARD, 0x14, &write),
        (Address::BROADCAST, 0x14, &write),
        (Address::BROADCAST, 0x08, &[0, 0, 0, 1, 1, 0x26]),
        (Address::WILDCARD, 0x08, &[0, 0, 0, 1, 1, 0x26]),
        (Address::BROADCAST, 0x16, &[0x99; 4]),
        (Address::BROADCAST, 0x13, &[]),
        (short, 0x15, &[1; 6]),
        (METER, 0x11, &[0, 0, 1]),
    ];
    for (address, control, data) in silent {
        assert_eq!(
            bench.ask(address, control, data),
            None,
            "{address} {control:02x}"
        );
    }
    // One of the two broadcast times was for it, nothing was written, the freeze was done.
    assert_eq!(
        (
            bench.shelf.times.len(),
            bench.shelf.writes.len(),
            bench.shelf.freezes.len()
        ),
        (1, 0, 1)
    );
    let mut broken = frame(METER, 0x11, &read);
    broken[10] ^= 1;
    assert_eq!(bench.bytes(&broken), None);
    assert!(bench.ask(short, 0x11, &read).is_some());
    assert_eq!(bench.ask(METER, 0x14, &write), Some((METER, 0x94, vec![])));
}

#[test]
fn writes_an_address_and_answers_from_the_new_one() {
    let mut bench = Bench::new();
    let new = Address::from_wire([7; 6]);
    assert_eq!(
        bench.ask(Address::WILDCARD, 0x15, &new.to_wire()),
        Some((new, 0x95, vec![]))
    );
    assert_eq!(
        bench.ask(Address::WILDCARD, 0x13, &[]),
        Some((new, 0x93, vec![7; 6]))
    );
}

#[test]
fn follow_on_frames_can_be_asked_for_again_but_not_out_of_order() {
    let mut bench = Bench::new();
    let di = [0, 0xFF, 1, 0];
    let (_, control, first) = bench.ask(METER, 0x11, &di).unwrap();
    assert_eq!((control, first.len()), (0xB1, 200));
    let next = |n: u8| [di[0], di[1], di[2], di[3], n];
    assert_eq!(
        bench.ask(METER, 0x12, &next(2)),
        Some((METER, 0xD2, vec![2]))
    );
    let second = bench.ask(METER, 0x12, &next(1)).unwrap();
    assert_eq!(
        (second.1, second.2.len(), second.2.last()),
        (0xB2, 200, Some(&1))
    );
    assert_eq!(bench.ask(METER, 0x12, &next(1)), Some(second));
    let third = bench.ask(METER, 0x12, &next(2)).unwrap();
    assert_eq!(
        (third.1, third.2.len(), third.2.last()),
        (0x92, 4 + (456 - 196 - 195) + 1, Some(&2))
    );
    assert_eq!(
        bench.ask(METER, 0x12, &next(3)),
        Some((METER, 0xD2, vec![2]))
    );
    assert_eq!(
        bench.ask(METER, 0x12, &[1, 0xFF, 1, 0, 2]),
        Some((METER, 0xD2, vec![2]))
    );
    // Kept for three seconds, no longer.
    bench.now = bench.now + Micros::from_millis(3100);
    assert_eq!(
        bench.ask(METER, 0x12, &next(2)),
        Some((METER, 0xD2, vec![2]))
    );
}

#[test]
fn edition_of_1997_follows_on_and_repeats() {
    let mut bench = Bench::new();
    let (_, control, first) = bench.ask(METER, 0x01, &[0x1F, 0x90]).unwrap();
    assert_eq!((control, first.len()), (0xA1, 200));
    let second = bench.ask(METER, 0x02, &[0x1F, 0x90]).unwrap();
    assert_eq!((second.1, second.2.len()), (0xA2, 200));
    assert_eq!(bench.ask(METER, 0x03, &[]), Some(second));
    let third = bench.ask(METER, 0x02, &[0x1F, 0x90]).unwrap();
    assert_eq!((third.1, third.2.len()), (0x82, 2 + 456 - 198 - 198));
    assert_eq!(
        bench.ask(METER, 0x02, &[0x1F, 0x90]),
        Some((METER, 0xC2, vec![2]))
    );
    assert_eq!(
        bench
            .ask(Address::BROADCAST, 0x01, &[0x1F, 0x90])
            .map(|answer| answer.0),
        Some(METER)
    );
}

#[test]
fn answers_after_its_delay_and_a_new_request_ends_the_old_one() {
    let mut bench = Bench::new();
    let delays = Delays {
        reply: Micros::from_millis(60),
        ..Delays::new()
    };
    bench.meter.set_delays(delays);
    bench
        .meter
        .handle_input(bench.now, &frame(METER, 0x11, &[0, 0, 1, 0]));
    bench.meter.handle_timeout(bench.now, &mut bench.shelf);
    assert_eq!(
        bench
            .meter
            .poll_transmit(bench.now + Micros::from_millis(59)),
        None
    );
    // The master has given up and asks for the address.
    bench.now = bench.now + Micros::from_millis(40);
    bench
        .meter
        .handle_input(bench.now, &frame(Address::WILDCARD, 0x13, &[]));
    bench.meter.handle_timeout(bench.now, &mut bench.shelf);
    assert_eq!(
        bench
            .meter
            .poll_transmit(bench.now + Micros::from_millis(59)),
        None
    );
    let at = bench.now + Micros::from_millis(60);
    assert_eq!(bench.meter.poll_timeout(), Some(at));
    assert_eq!(
        bench.meter.poll_transmit(at).map(|frame| frame[4 + 8]),
        Some(0x93)
    );
    assert!(bench.meter.is_transmitting());
    bench.meter.handle_sent();
    assert!(!bench.meter.is_transmitting());
}
