//! The vectors of the specification, section 7: every frame reads as described and encodes to the
//! same bytes.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]
#![cfg(all(feature = "ascon", feature = "aes-ccm"))]

use rf_frame::v1::call::Call;
use rf_frame::v1::control::{Poll, What};
use rf_frame::v1::frame::{Frame, FrameType, Header, encode};
use rf_frame::v1::report::{Age, Flags, Quality, Report, Status};
use rf_frame::v1::sync::{Ack, Form, Mode, Sync};
use rf_frame::v1::tlv::{LinksTo, Tlv};
use rf_frame::v1::{Key, Mic, Suite};

const NET: u16 = 0x1a2b;

struct Vector {
    hex: String,
    suite: String,
}

/// The handful of `key = "value"` lines of `vectors/section7.toml`, in order.
fn vectors() -> Vec<Vector> {
    let text = include_str!("../vectors/section7.toml");
    let field = |block: &str, key: &str| {
        let line = block.lines().find(|l| l.starts_with(key)).expect("field");
        line.split('"').nth(1).expect("quoted value").to_owned()
    };
    text.split("[[frame]]")
        .skip(1)
        .map(|b| Vector {
            hex: field(b, "hex"),
            suite: field(b, "suite"),
        })
        .collect()
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2)
        .map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).expect("hex"))
        .collect()
}

fn key(suite: &str, down: bool) -> Option<Key> {
    let suite = match suite {
        "ascon" => Suite::Ascon,
        "aes-ccm" => Suite::AesCcm,
        _ => return None,
    };
    let first = if down { 0x10 } else { 0 };
    Some(Key::new(suite, core::array::from_fn(|i| first + i as u8)).expect("suite is built"))
}

#[test]
fn every_vector_parses_and_verifies() {
    for v in vectors() {
        let bytes = unhex(&v.hex);
        let frame = Frame::parse_in(&bytes, NET).expect(&v.hex);
        match key(&v.suite, frame.header().down) {
            Some(key) => {
                assert!(frame.verify(&key), "{}", v.hex);
                let other = Key::new(key.suite(), [9; 16]).expect("built");
                assert!(!frame.verify(&other), "{}", v.hex);
            }
            None => assert!(frame.mic().is_empty()),
        }
    }
}

fn report() -> Report {
    Report {
        evt: 1,
        flags: Flags::OUT,
        round: 1,
        quality: Quality::Second,
        age: Age::from_micros(1_020_000),
        cap: 196,
    }
}

fn check(at: usize, header: Header, payload: &impl rf_frame::v1::frame::Payload, tlvs: &[Tlv<'_>]) {
    let v = &vectors()[at];
    let key = key(&v.suite, header.down);
    let mut out = [0xa5; 64];
    let sent = encode(
        &header,
        payload,
        tlvs,
        key.as_ref().map(|k| k as &dyn Mic),
        &mut out,
    )
    .expect("encodes");
    assert_eq!(sent, unhex(&v.hex), "vector {at}");
}

#[test]
fn reports_encode_to_the_vectors() {
    let h = Header::up(NET, 7, 0x100);
    let number = [0x42, 0x00, 0x22, 0x11, 0x26, 0x20];
    check(0, h, &report(), &[]);
    check(
        1,
        Header {
            addr: Some(number),
            ..h
        },
        &report(),
        &[],
    );
    check(2, Header { ctr: 0x101, ..h }, &report(), &[]);
    check(3, Header { ctr: 0x101, ..h }, &report(), &[]);
    let time = Tlv::Time {
        seconds: 848_000_000,
        ms: 250,
    };
    check(
        4,
        Header {
            ctr: 0x102,
            addr: Some(number),
            ..h
        },
        &report(),
        &[time],
    );
    let restored = Report {
        evt: 2,
        flags: Flags(0),
        age: Age::from_ticks(12),
        cap: 200,
        ..report()
    };
    let skipped = Tlv::Unknown {
        tag: 0x5a,
        value: &[0xde, 0xad],
    };
    check(5, Header { ctr: 0x103, ..h }, &restored, &[skipped]);
}

#[test]
fn downlink_encodes_to_the_vectors() {
    let sync = Sync {
        epoch: 5,
        form: Form::All,
        round: 1,
        mode: Mode::ON_CAPACITOR,
        slot: 24,
        t0: 4,
        base: 1,
        count: 64,
        rank0: 0,
        map: &[],
    };
    check(6, Header::down(NET, 9), &sync, &[]);
    check(
        7,
        Header::down(NET, 10),
        &Sync {
            form: Form::List,
            round: 2,
            map: &[2, 16, 39],
            ..sync
        },
        &[],
    );
    let bits = Sync {
        form: Form::Bits,
        round: 2,
        count: 16,
        map: &[4, 8],
        ..sync
    };
    check(8, Header::down(NET, 13), &bits, &[]);
    let closing = Sync {
        form: Form::Modulo,
        round: 3,
        count: 8,
        mode: Mode::ON_CAPACITOR.with(Mode::CLOSING),
        map: &[0x55, 0x15],
        ..sync
    };
    check(9, Header::down(NET, 11), &closing, &[]);
    check(
        10,
        Header::down(NET, 12),
        &Poll {
            what: What::History,
            index: 7,
            from: 12,
            to: 15,
        },
        &[],
    );
}

#[test]
fn frames_of_helpers_encode_to_the_vectors() {
    let map = [7, 0, 0, 1, 0, 55, 3, 2];
    let serve = Sync {
        epoch: 5,
        form: Form::Serve,
        round: 3,
        mode: Mode::ON_CAPACITOR.with(Mode::RELAY),
        slot: 24,
        t0: 4,
        base: 20,
        count: 56,
        rank0: 0,
        map: &map,
    };
    check(11, Header::down(NET, 14), &serve, &[]);
    let call = Call::new(Sync {
        form: Form::Exact,
        map: &map[2..],
        ..serve
    })
    .expect("has entries");
    check(
        12,
        Header {
            src: 7,
            ..Header::down(NET, 0x104)
        },
        &call,
        &[],
    );
    let links = LinksTo::new(&[0, 0, 71, 0x2c, 1, 84]).expect("triples");
    let status = Status(Report {
        round: 0,
        ..report()
    });
    check(
        13,
        Header::up(NET, 7, 0x105),
        &status,
        &[Tlv::LinksTo(links)],
    );
}

#[test]
fn vectors_mean_what_the_specification_says() {
    let all: Vec<Vec<u8>> = vectors().iter().map(|v| unhex(&v.hex)).collect();
    let frame = |i: usize| Frame::parse(&all[i]).expect("vector");
    assert_eq!(Report::of(&frame(3)), Some(report()));
    assert_eq!(
        frame(5).tlvs().collect::<Vec<_>>(),
        [Ok(Tlv::Unknown {
            tag: 0x5a,
            value: &[0xde, 0xad]
        })]
    );
    let list = Sync::of(&frame(7)).expect("sync").expect("map");
    assert_eq!(
        [3, 17, 40, 4].map(|i| list.rank(i)),
        [Some(0), Some(1), Some(2), None]
    );
    let closing = Sync::of(&frame(9)).expect("sync").expect("map");
    assert_eq!(closing.ack(7), Some(Ack::Modulo(1)));
    assert_eq!(closing.ack(8), Some(Ack::Modulo(0)));
    assert_eq!(closing.ack(9), None);
    assert!(closing.mode.contains(Mode::CLOSING));
    assert_eq!(frame(10).frame_type(), FrameType::Poll);
    let serve = Sync::of(&frame(11)).expect("sync").expect("map");
    assert_eq!(
        (serve.helper(), serve.ack(75)),
        (Some(7), Some(Ack::Exact(0x0203)))
    );
    let call = Call::of(&frame(12)).expect("call").expect("list");
    assert_eq!(
        (frame(12).header().src, call.slot(20), call.slot(75)),
        (7, Some((0, 1)), Some((1, 0x0203)))
    );
    let links = frame(13).tlvs().next();
    assert!(matches!(links, Some(Ok(Tlv::LinksTo(l))) if l.iter().eq([(0, 71), (300, 84)])));
}
