//! Whatever comes over the line: no panic, an end in bounded time, and only the value that was
//! asked for.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests"
)]

mod common;

use common::{ENERGY, End, METER, Shelf, Sim};
use dlt645::command::{Operator, Password};
use dlt645::{Address, Control, DataId, Direction, Edition, Frame, FrameRepr};
use proptest::collection::vec;
use proptest::prelude::*;
use ttl_link::{Event, Failure, Instant, Line, LineError, Master, Meter, Micros, Request};

const VALUE: [u8; 4] = [0x89, 0x00, 0x24, 0x01];
const OTHER: [u8; 4] = [0x66, 0x66, 0x66, 0x66];

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

/// The true answer.
fn truth() -> Vec<u8> {
    frame(METER, 0x91, &[&[0, 0, 1, 0], &VALUE[..]].concat())
}

/// Something that may come over a line, with the time before it in µs.
fn piece() -> impl Strategy<Value = (u64, Vec<u8>)> {
    let address = prop_oneof![
        Just(METER),
        Just(Address::WILDCARD),
        any::<[u8; 6]>().prop_map(Address::from_wire)
    ];
    let decoy = (
        address,
        prop_oneof![
            Just(0x91),
            Just(0xB1),
            Just(0x92),
            Just(0x11),
            Just(0x86),
            any::<u8>()
        ],
        0..4u8,
    )
        .prop_filter_map("would be the answer", |(address, control, kind)| {
            let ours = control & 0x9F == 0x91
                && control & 0x40 == 0
                && [METER, Address::WILDCARD].contains(&address);
            let di = match kind {
                0 if ours => return None,
                0 => [0, 0, 1, 0],
                1 => [0, 0, 2, 0],
                2 => [0, 0xFF, 1, 0],
                _ => return Some(frame(address, control, &OTHER[..usize::from(control) % 4])),
            };
            Some(frame(address, control, &[di, OTHER].concat()))
        });
    let noise = vec(
        prop_oneof![Just(0x68), Just(0xFE), Just(0x16), any::<u8>()],
        0..40,
    );
    let cut = (0..24usize).prop_map(|len| truth()[..len.min(truth().len())].to_vec());
    let flipped = (0..20usize, 0..8u8).prop_map(|(at, bit)| {
        let mut bytes = truth();
        bytes[at] ^= 1 << bit;
        bytes
    });
    let lying = (any::<u8>(), any::<u8>())
        .prop_map(|(control, len)| vec![0x68, 1, 2, 3, 4, 5, 6, 0x68, control, len]);
    let bytes =
        prop_oneof![3 => noise, 2 => decoy, 1 => cut, 1 => flipped, 1 => lying, 1 => Just(truth())];
    (prop_oneof![0..2_000u64, 0..800_000u64], bytes)
}

/// Ends a request: only time passes from here on.
fn end_of<const N: usize>(
    master: &mut Master<N>,
    mut now: Instant,
    start: Instant,
) -> Result<(), TestCaseError> {
    for _ in 0..100 {
        let Some(due) = master.poll_timeout() else {
            break;
        };
        now = now.later(due);
        master.handle_timeout(now);
        let _ = master.poll_transmit(now);
    }
    prop_assert!(master.has_ended(), "no end");
    prop_assert!(
        now.since(start) < Micros::from_millis(60_000),
        "end after {}",
        now.since(start)
    );
    Ok(())
}

fn only_the_truth<const N: usize>(master: &mut Master<N>) -> Result<(), TestCaseError> {
    while let Some(event) = master.poll_event() {
        if let Event::Reply(reply) = event {
            prop_assert!(reply.data.iter().eq(VALUE), "{:?}", reply.data);
            prop_assert!([METER, Address::WILDCARD].contains(&reply.address));
            prop_assert!(reply.stamps.reply_start <= reply.stamps.reply_end);
            prop_assert!(reply.stamps.earliest_request_end <= reply.stamps.request_end);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn master_returns_only_the_value_asked_for(
        pieces in vec(piece(), 0..12),
        chunk in 1..300usize,
        tell in any::<bool>(),
        tunnel in any::<bool>(),
        abort_at in 0..40usize,
        error_at in 0..40usize,
    ) {
        let line = if tunnel { Line::tunnel(2400) } else { Line::ttl(2400) };
        let mut master: Master<64> = Master::sized(line);
        let mut now = Instant::from_millis(10);
        let start = now;
        master.request(now, &Request::read(METER, ENERGY)).unwrap();
        for (i, (pause, bytes)) in pieces.iter().enumerate() {
            now = now + Micros::new(*pause);
            for bytes in bytes.chunks(chunk) {
                now = now + line.wire_time(bytes.len());
                master.handle_timeout(now);
                if master.poll_transmit(now).is_some() && tell {
                    now = now + line.wire_time(20);
                    master.handle_sent(now);
                }
                master.handle_input(now, bytes);
                if error_at == i {
                    master.handle_line_error(now, LineError::Parity);
                }
            }
            if abort_at == i {
                master.abort();
                master.request(now, &Request::read(METER, ENERGY)).unwrap();
            }
            if master.has_ended() {
                break;
            }
        }
        end_of(&mut master, now, start)?;
        only_the_truth(&mut master)?;
    }

    #[test]
    fn meter_answers_only_what_is_for_it(pieces in vec(piece(), 0..12), requests in vec(0..6u8, 0..4), chunk in 1..64usize) {
        let line = Line::ttl(2400);
        let mut meter: Meter<300> = Meter::sized(line);
        let mut shelf = Shelf::new(METER).with(ENERGY, &VALUE).with(DataId::V2007(0x0001_FF00), &[7; 290]);
        shelf.editions = vec![Edition::V2007, Edition::V1997];
        let mut now = Instant::ZERO;
        let asked = requests.iter().map(|kind| {
            let bytes = match kind {
                0 => frame(METER, 0x11, &[0, 0xFF, 1, 0]),
                1 => frame(METER, 0x12, &[0, 0xFF, 1, 0, 1]),
                2 => frame(Address::WILDCARD, 0x13, &[]),
                3 => frame(Address::BROADCAST, 0x08, &[0, 0, 0, 1, 1, 0x26]),
                4 => frame(METER, 0x02, &[0, 0xFF]),
                _ => frame(METER, 0x03, &[]),
            };
            (1000, bytes)
        });
        for (pause, bytes) in pieces.iter().cloned().chain(asked) {
            now = now + Micros::new(pause);
            for bytes in bytes.chunks(chunk) {
                meter.handle_input(now, bytes);
            }
            for _ in 0..10 {
                meter.handle_timeout(now, &mut shelf);
                if let Some(bytes) = meter.poll_transmit(now) {
                    prop_assert_eq!(&bytes[..4], &[0xFE; 4]);
                    let (answer, rest) = Frame::parse_prefix(&bytes[4..]).unwrap();
                    prop_assert!(rest.is_empty());
                    prop_assert_eq!(answer.control().direction(), Direction::Reply);
                    prop_assert_eq!(answer.address(), shelf.address);
                }
                let _ = meter.poll_event();
                match meter.poll_timeout() {
                    Some(due) => now = now.later(due),
                    None => break,
                }
            }
            // Only a follow-on series may still be kept.
            prop_assert!(!meter.is_transmitting());
        }
    }
}

/// Loses bytes, flips bits and returns echo as the numbers say.
fn spoil(bytes: &mut Vec<(Instant, u8)>, dice: &mut impl Iterator<Item = u32>, rate: u32) {
    let mut roll = |n: u32| dice.next().is_some_and(|x| x % 1000 < n);
    if roll(rate) {
        bytes.clear();
    }
    let flip = roll(rate);
    let cut = roll(rate);
    let drop = roll(rate);
    let at = dice.next().unwrap_or(0) as usize;
    if let Some((_, byte)) = bytes.get_mut(at % 40)
        && flip
    {
        *byte ^= 1 << (at % 8);
    }
    if cut {
        bytes.truncate(at % 40);
    }
    if drop && bytes.len() > at % 40 {
        bytes.remove(at % 40);
    }
}

fn dice(seed: u64) -> impl Iterator<Item = u32> {
    let mut x = seed | 1;
    std::iter::from_fn(move || {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        Some((x >> 32) as u32)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn pair_over_a_bad_line(
        seed in any::<u64>(),
        rate in 0..250u32,
        len in prop_oneof![1..8usize, 150..600usize],
        edition in prop_oneof![Just(Edition::V2007), Just(Edition::V1997)],
        echo in any::<bool>(),
        pending in any::<bool>(),
        known in any::<bool>(),
    ) {
        let di = if edition == Edition::V2007 { DataId::V2007(0x0001_FF00) } else { DataId::V1997(0x901F) };
        let value: Vec<u8> = (0..len).map(|i| (i * 31 % 253) as u8).collect();
        let mut shelf = Shelf::new(METER).with(di, &value);
        shelf.editions = vec![edition];
        shelf.pending = pending;
        let mut sim: Sim = Sim::new(Line::ttl(9600), shelf);
        let mut up = dice(seed);
        sim.fault = Some(Box::new(move |bytes| spoil(bytes, &mut up, rate)));
        let mut down = dice(seed ^ 0x5555);
        sim.request_fault = Some(Box::new(move |bytes| spoil(bytes, &mut down, rate)));
        if echo {
            let mut back = dice(seed ^ 0xAAAA);
            sim.echo = Some(Box::new(move |bytes| spoil(bytes, &mut back, rate)));
        }
        let mut request = Request::read(METER, di);
        if known {
            request = request.expect_len(len as u16);
        }
        for _ in 0..3 {
            let before = sim.steps;
            match sim.run(&request) {
                End::Value { data, .. } => prop_assert_eq!(&data, &value),
                End::Failed(failed) => prop_assert!(rate > 0, "{} on a good line", failed.reason),
                End::Sent(_) => prop_assert!(false, "a read ends with a value or a reason"),
            }
            prop_assert!(sim.steps - before < 20_000);
        }
    }

    #[test]
    fn writes_are_not_acknowledged_by_stale_answers(seed in any::<u64>(), late in 0..1900u64) {
        // The first write is answered late, but within `Line::late`; the second one is refused by the meter.
        let mut sim: Sim = Sim::new(Line::ttl(2400), Shelf::new(METER));
        let mut first = true;
        sim.fault = Some(Box::new(move |bytes| {
            if std::mem::take(&mut first) {
                bytes.iter_mut().for_each(|(at, _)| *at = *at + Micros::from_millis(700 + late));
            }
        }));
        let di = DataId::V2007(0x0400_0409);
        let good = Request::write(METER, di, Password::from_wire([2, 1, 2, 3]), Operator([0; 4]), &[1]).tries(1);
        let byte = [seed as u8];
        let wrong = Request::write(METER, di, Password::from_wire([2, 9, 9, 9]), Operator([0; 4]), &byte).tries(1);
        prop_assert_eq!(sim.run(&good).failure(), Failure::NoByte);
        let end = sim.run(&wrong);
        prop_assert!(matches!(end, End::Failed(_)), "{:?}", end);
    }
}
