//! Runs each measured piece of code between two calls of [`mark`] and ends. `scripts/counts.sh`
//! runs it under the emulator's instruction trace and counts what was executed between the marks;
//! the first piece is empty and taken off.
#![no_std]
#![no_main]

use core::hint::black_box;
use cortex_m_rt::entry;
use dlt645::command::{Message, Read, ReadReply};
use dlt645::item::items;
use dlt645::{Address, Frame as MeterFrame, FrameScanner, Scan};
use firmware::exit;
use rf_frame::v1::report::{Age, Flags, Quality};
use rf_frame::v1::{Frame, FrameBuf, Header, Key, Report, Suite};
use timesync::{Burst, Profile, RadioFilter, Timestamp, Tracker};

/// The trace is cut here.
#[unsafe(no_mangle)]
#[inline(never)]
extern "C" fn mark() {
    cortex_m::asm::nop();
}

/// Runs `piece` between two marks; its result is used, so that nothing of it is left out.
#[inline(never)]
fn measure<T>(piece: impl FnOnce() -> T) -> T {
    mark();
    let result = black_box(piece());
    mark();
    result
}

/// Reply with the forward active energy 123456.78 kWh of meter 202211220042: four wake-up bytes and
/// 20 bytes.
const REPLY: [u8; 24] = [
    0xFE, 0xFE, 0xFE, 0xFE, 0x68, 0x42, 0x00, 0x22, 0x11, 0x22, 0x20, 0x68, 0x91, 0x08, 0x33, 0x33,
    0x34, 0x33, 0xAB, 0x89, 0x67, 0x45, 0xCD, 0x16,
];

fn report(n: u32) -> (Header, Report) {
    let report = Report {
        evt: 1,
        flags: Flags(1),
        round: 1,
        quality: Quality::from_code(3),
        age: Age::from_ticks(102),
        cap: 196,
    };
    (Header::up(0x1A2B, 7, n), report)
}

// The order is that of the names in scripts/counts.sh.
firmware::line!();

#[entry]
fn main() -> ! {
    measure(|| ());
    meter();
    radio();
    clocks();
    exit::good()
}

fn meter() {
    let bytes = black_box(&REPLY);
    let frame = measure(|| MeterFrame::parse_prefix(&bytes[4..]));
    let Ok((frame, _)) = frame else {
        panic!("the reply does not parse")
    };
    let value = measure(|| {
        ReadReply::parse(&frame)
            .ok()
            .and_then(|reply| items::FORWARD_ACTIVE_ENERGY.number(reply.data).ok())
    });
    assert!(
        value
            .flatten()
            .is_some_and(|value| value.mantissa == 12_345_678),
        "wrong value"
    );
    let mut out = [0; 32];
    let address = black_box(Address::from_wire([0x42, 0x00, 0x22, 0x11, 0x22, 0x20]));
    let len = measure(|| {
        Read::item(black_box(0x0001_0000))
            .encode(address, &mut out)
            .map(|wire| wire.len())
    });
    assert_eq!(len, Ok(16));
    let mut scanner = FrameScanner::<64>::sized();
    let found = measure(|| {
        for byte in bytes {
            scanner.push(core::slice::from_ref(byte));
            if let Scan::Frame(frame) = scanner.poll() {
                return Some(frame.wire_len());
            }
        }
        None
    });
    assert_eq!(found, Some(20));
}

fn radio() {
    let key =
        |suite| Key::new(suite, black_box([7; 16])).unwrap_or_else(|_| panic!("suite not built"));
    let (header, value) = black_box(report(0x100));
    let plain = measure(|| FrameBuf::encode(&header, &value, &[], None))
        .unwrap_or_else(|_| panic!("no frame"));
    let parsed = measure(|| {
        Frame::parse(plain.as_bytes())
            .ok()
            .and_then(|frame| Report::of(&frame))
    });
    assert!(parsed == Some(value));
    for suite in [Suite::Ascon, Suite::AesCcm] {
        let key = key(suite);
        let signed = measure(|| FrameBuf::encode(&header, &value, &[], Some(&key)));
        let signed = signed.unwrap_or_else(|_| panic!("no frame"));
        let good =
            measure(|| Frame::parse(signed.as_bytes()).is_ok_and(|frame| frame.verify(&key)));
        assert!(good);
    }
}

fn clocks() {
    // A meter 0.3 s fast; a cold burst first, so that what is counted is the usual warm one.
    let mut tracker = Tracker::new(Profile::default());
    let mut now = 800_000_000_000_000;
    burst(&mut tracker, &mut now, false);
    now += 3_600_000_000;
    burst(&mut tracker, &mut now, true);

    let mut filter = RadioFilter::new();
    let exchange = |filter: &mut RadioFilter, at: i64| {
        let t = |us: i64| at + us;
        let counter = Timestamp::from_micros;
        filter.feed(
            counter(t(0)),
            Timestamp::from_micros(t(700)),
            Timestamp::from_micros(t(9_000)),
            counter(t(9_700)),
        )
    };
    for minute in 0..4 {
        exchange(&mut filter, 1_000_000_000 + minute * 60_000_000);
    }
    measure(|| exchange(&mut filter, 1_300_000_000));
}

/// One burst of reads; with `counted` its first read, its third read and its end are measured.
fn burst(tracker: &mut Tracker, now: &mut i64, counted: bool) {
    let mut burst = Burst::begin(tracker, Timestamp::from_micros(*now));
    for n in 0..100 {
        let earliest = Timestamp::from_micros(*now + 150_000);
        let next = if counted && n == 2 {
            measure(|| burst.next_read(earliest))
        } else {
            burst.next_read(earliest)
        };
        let Some(end) = next else { break };
        *now = end.as_micros() + 60_000;
        let shown = Timestamp::from_secs((end.as_micros() + 300_000).div_euclid(1_000_000));
        let answer = Timestamp::from_micros(*now);
        if counted && n == 2 {
            measure(|| burst.feed(end, answer, shown));
        } else {
            burst.feed(end, answer, shown);
        }
    }
    if counted {
        measure(|| burst.finish(tracker));
    } else {
        burst.finish(tracker);
    }
    assert!(
        tracker.estimate(Timestamp::from_micros(*now)).is_some(),
        "the burst gave nothing"
    );
}
