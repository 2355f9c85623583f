//! The vectors of version 2: every frame is built from the values below and must give the published
//! bytes, and is read back from them; every refusal must have its reason.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]
#![cfg(all(feature = "ascon", feature = "aes-ccm"))]

use rf_frame::security::{Counter, DeviceId, Key, Ladder, SessionId, Suite};
use rf_frame::wire::control::{KeyAction, OrderWhat, PollWhat};
use rf_frame::wire::join::{Ability, JoinFlags};
use rf_frame::wire::tlv::{ClockState, Dips, EventTime, Fresh, MeterClock, SelfCheck};
use rf_frame::wire::{
    Age, Assign, Beacon, EncodeError, Evt, Extensions, Flags, Form, Frame, FrameBuf, FrameType,
    Header, Invite, Join, KeyFrame, KeyKind, Message, MeterNumber, Mode, NetTime, Order, Poll,
    Quality, Receipt, Refusal, Report, SyncFrame, Treq, Trsp, Verdict, encode,
};
use serde_json::Value;

const NET: u16 = 0x1a2b;
const EPOCH: u16 = 5;
const DEVICE: DeviceId = DeviceId([1, 2, 3, 4, 5, 6, 7, 8]);
const SESSION: SessionId = SessionId {
    device: DEVICE,
    net: NET,
    index: 7,
    node_random: [0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7],
    gateway_random: [0xb0, 0xb1, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7],
};

fn vectors() -> Value {
    serde_json::from_str(include_str!("../vectors/rf-v2-vectors.json")).expect("JSON")
}

fn text<'a>(v: &'a Value, member: &str) -> &'a str {
    v[member]
        .as_str()
        .unwrap_or_else(|| panic!("{member} of {v}"))
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2)
        .map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).expect("hex"))
        .collect()
}

fn suite(v: &Value) -> Suite {
    match v["suite"].as_u64() {
        Some(1) => Suite::AesCcm,
        Some(2) => Suite::Ascon,
        other => panic!("suite {other:?}"),
    }
}

fn key(suite: Suite, hex: &str) -> Key {
    let bytes = unhex(hex).try_into().expect("16 bytes");
    Key::new(suite, bytes).expect("suite is built")
}

/// The keys of one suite, derived by the crate.
struct Keys {
    root: Key,
    group: Key,
    next_group: Key,
}

impl Keys {
    fn new(suite: Suite) -> Self {
        let master = key(suite, "000102030405060708090a0b0c0d0e0f");
        Keys {
            root: master.device_key(DEVICE).join_root(DEVICE, NET, 1),
            group: key(suite, "101112131415161718191a1b1c1d1e1f"),
            next_group: key(suite, "202122232425262728292a2b2c2d2e2f"),
        }
    }

    fn of(&self, kind: FrameType) -> Key {
        match kind.key() {
            KeyKind::Uplink => self.root.uplink_key(&SESSION),
            KeyKind::Downlink => self.root.downlink_key(&SESSION),
            KeyKind::Group => self.group.clone(),
            KeyKind::Invite => self.root.invite_key(DEVICE),
            KeyKind::Answer => self.root.answer_key(DEVICE, &SESSION.node_random),
        }
    }
}

/// What a vector says, as values.
struct Said {
    header: Header,
    message: Message<'static>,
    extensions: Extensions,
}

fn said(header: Header, message: Message<'static>) -> Said {
    Said {
        header,
        message,
        extensions: Extensions::NONE,
    }
}

fn up(seq: u16) -> Header {
    Header::up(NET, 7, Counter::new(3, seq).expect("in range"), 1)
}

/// `slot` 1 is both session 1 and KEYNO 5 modulo 4.
fn down(seq: u16, slot: u8) -> Header {
    Header::down(NET, Counter::new(9, seq).expect("in range"), slot)
}

fn report(evt: u16, flags: Flags, round: u8, age_ms: u64, cap: u8) -> Report {
    Report {
        evt: Evt(evt),
        flags,
        round,
        inferred: false,
        quality: Quality::Second,
        age: Age::from_micros(age_ms * 1000),
        cap,
    }
}

const TIME: Extensions = Extensions {
    time: Some(EventTime {
        seconds: 848_000_000,
        millis: 250,
    }),
    ..Extensions::NONE
};

fn status() -> Extensions {
    Extensions {
        fresh: Some(Fresh {
            heard: Counter::new(9, 0x12).expect("in range"),
            keyno: 5,
        }),
        meter: Some(MeterClock {
            offset_ms: -5_025_000,
            half_width: 44,
            rate: -10,
            age: 3,
            state: ClockState::VERIFIED,
            sets: 4,
        }),
        dips: Some(Dips {
            count: 3600,
            longest: 90,
            starts: 3,
        }),
        self_check: Some(SelfCheck {
            torn: 0,
            doubts: 1,
            false_acks: 0,
            firmware: 0x0203,
        }),
        ..Extensions::NONE
    }
}

fn sync(form: Form, round: u8, count: u16, map: &'static [u8]) -> SyncFrame<'static> {
    SyncFrame {
        epoch: EPOCH,
        form,
        round,
        mode: Mode::ON_CAPACITOR,
        slot: 24,
        t0: 4,
        base: 1,
        count,
        rank0: 0,
        map,
    }
}

fn join_frames(name: &str) -> Option<Said> {
    Some(match name {
        "INVITE" => said(
            down(0, 0),
            Message::Invite(Invite {
                device: DEVICE,
                generation: 1,
                random: [0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7],
            }),
        ),
        "JOIN, journal intact" => said(
            Header::join(NET, Counter::new(3, 0).expect("in range")),
            Message::Join(Join {
                meter: MeterNumber([0x42, 0x00, 0x22, 0x11, 0x26, 0x20]),
                device: DEVICE,
                random: SESSION.node_random,
                generation: 1,
                hardware: 0x0102,
                firmware: 0x0203,
                ability: Ability::CLOCK_KEPT,
                flags: JoinFlags::INTACT,
                evt: Evt(1),
            }),
        ),
        "ASSIGN, numbers begin again, KG wrapped" => said(
            down(1, 0),
            Message::Assign(Assign {
                hint: [0xa0, 0xa1],
                index: 7,
                epoch: EPOCH,
                keyno: 5,
                slot: 24,
                channel: 12,
                size: 64,
                evt: Evt(0),
                session: 1,
                restart: true,
                random: SESSION.gateway_random,
            }),
        ),
        "KEY installs KEYNO + 1 beside KEYNO" => said(
            down(0x100, 1),
            Message::Key(KeyFrame {
                index: 7,
                keyno: 6,
                action: KeyAction::Install,
            }),
        ),
        "KEY installs KEYNO + 1 and retires the others" => said(
            down(0x101, 1),
            Message::Key(KeyFrame {
                index: 7,
                keyno: 6,
                action: KeyAction::Replace,
            }),
        ),
        _ => return None,
    })
}

fn report_frames(name: &str) -> Option<Said> {
    Some(match name {
        "REPORT in round 1, mains lost" => {
            let report = report(1, Flags::NO_MAINS, 1, 1020, 0xc4);
            said(up(1), Message::Report(report))
        }
        "REPORT in round 0 with TIME, mains back" => Said {
            extensions: TIME,
            ..said(up(2), Message::Report(report(2, Flags(0), 0, 120, 0xc8)))
        },
        "REPORT of round 2 that asks for a receipt" => said(
            Header {
                receipt: true,
                ..up(3)
            },
            Message::Report(report(2, Flags(0), 2, 300, 0xbe)),
        ),
        "REPORT, INFERRED, age unknown" => said(
            up(4),
            Message::Report(Report {
                inferred: true,
                quality: Quality::Unset,
                age: Age::UNKNOWN,
                ..report(3, Flags::NO_MAINS, 0, 0, 0xc8)
            }),
        ),
        "REPORT from the log with LOGGAP" => Said {
            extensions: Extensions {
                log_gap: Some(Evt(3)),
                ..Extensions::NONE
            },
            ..said(
                Header {
                    from_log: true,
                    ..up(5)
                },
                Message::Report(report(3, Flags(0), 0, 50_000, 0xc8)),
            )
        },
        "REPORT, presence lost" => Said {
            extensions: TIME,
            ..said(
                up(6),
                Message::Report(report(3, Flags::OUT_OF_BAY, 0, 30, 0xb4)),
            )
        },
        "REPORT, test" => Said {
            extensions: Extensions {
                test: true,
                ..Extensions::NONE
            },
            ..said(
                up(7),
                Message::Report(report(3, Flags::NO_MAINS, 0, 30, 0xb4)),
            )
        },
        "STATUS with FRESH, METER, DIPS, SELF" => Said {
            extensions: status(),
            ..said(
                up(8),
                Message::Status(Report {
                    quality: Quality::Milli,
                    age: Age::UNKNOWN,
                    ..report(3, Flags(0), 0, 0, 0xc8)
                }),
            )
        },
        _ => return None,
    })
}

fn group_frames(name: &str) -> Option<Said> {
    let time = NetTime {
        seconds: 848_000_000,
        fraction: 0x8000,
    };
    Some(match name {
        "SYNC form 0, round 1" => said(down(9, 1), Message::Sync(sync(Form::All, 1, 64, &[]))),
        "SYNC form 1, round 2, three open" => said(
            down(10, 1),
            Message::Sync(sync(Form::List, 2, 64, &[2, 16, 39])),
        ),
        "SYNC form 2, round 2, offsets 2 and 11 of 16 open" => said(
            down(11, 1),
            Message::Sync(SyncFrame {
                rank0: 5,
                ..sync(Form::Bits, 2, 16, &[0x04, 0x08])
            }),
        ),
        "SYNC form 4, closing, 8 nodes" => said(
            down(12, 1),
            Message::Sync(SyncFrame {
                mode: Mode::ON_CAPACITOR.with(Mode::CLOSING),
                ..sync(Form::Told, 3, 8, &[0x55, 0x1e])
            }),
        ),
        "BEACON" => said(
            down(0x11, 1),
            Message::Beacon(Beacon {
                seq: 0x11,
                verdict: Verdict::Trusted,
                quality: Quality::Milli,
                time,
                correction_us: -3,
                next: 6000,
                epoch: EPOCH,
            }),
        ),
        "POLL history" => said(
            down(0x13, 1),
            Message::Poll(Poll {
                what: PollWhat::History,
                index: 7,
                from: Evt(1),
                to: Evt(3),
            }),
        ),
        _ => return None,
    })
}

fn node_frames(name: &str) -> Option<Said> {
    Some(match name {
        "RECEIPT" => said(
            down(0x10, 1),
            Message::Receipt(Receipt {
                index: 7,
                evt: Evt(1),
            }),
        ),
        "ORDER 2: leave the network" => said(
            down(0x102, 1),
            Message::Order(Order {
                index: 7,
                what: OrderWhat::Leave,
            }),
        ),
        "ORDER 1: set the meter, valid 300 s" => said(
            down(0x14, 1),
            Message::Order(Order {
                index: 7,
                what: OrderWhat::SetMeter { until: 848_000_300 },
            }),
        ),
        "TREQ" => said(
            up(9),
            Message::Treq(Treq {
                seq: 0x11,
                opaque: [0x78, 0x56, 0x34, 0x12],
            }),
        ),
        "TRSP" => said(
            down(0x12, 1),
            Message::Trsp(Trsp {
                index: 7,
                opaque: [0x78, 0x56, 0x34, 0x12],
                time: NetTime {
                    seconds: 848_000_001,
                    fraction: 0x4000,
                },
                turn_us: 8000,
                verdict: Verdict::Trusted,
                quality: Quality::Milli,
            }),
        ),
        _ => return None,
    })
}

fn built(name: &str) -> Said {
    join_frames(name)
        .or_else(|| report_frames(name))
        .or_else(|| group_frames(name))
        .or_else(|| node_frames(name))
        .unwrap_or_else(|| panic!("no values for {name}"))
}

fn frames(vectors: &Value, member: &str) -> Vec<Value> {
    vectors[member].as_array().expect("array").clone()
}

#[test]
fn key_ladder_is_the_published_one() {
    for published in frames(&vectors(), "keys") {
        let suite = suite(&published);
        let expect = |name: &str, derived: &Key| {
            assert_eq!(*derived, key(suite, text(&published, name)), "{name}");
        };
        let master = key(suite, text(&published, "KM"));
        let device = master.device_key(DEVICE);
        let root = device.join_root(DEVICE, NET, 1);
        let helper = SessionId {
            index: 9,
            ..SESSION
        };
        expect("KD", &device);
        expect("KJ", &root);
        expect("KJ of GEN + 1", &device.join_root(DEVICE, NET, 2));
        expect("KI", &root.invite_key(DEVICE));
        expect("KA", &root.answer_key(DEVICE, &SESSION.node_random));
        expect("KU", &root.uplink_key(&SESSION));
        expect("KN", &root.downlink_key(&SESSION));
        expect("KU of the helper", &root.uplink_key(&helper));
        expect("KN of the helper", &root.downlink_key(&helper));
    }
}

#[test]
fn each_core_frame_is_built_byte_for_byte_and_read_back() {
    let mut seen = 0;
    for vector in frames(&vectors(), "frames") {
        if text(&vector, "stage") == "A" {
            continue;
        }
        seen += 1;
        let (name, bytes) = (text(&vector, "name"), unhex(text(&vector, "hex")));
        let keys = Keys::new(suite(&vector));
        let Said {
            header,
            message,
            extensions,
        } = built(name);
        let kind = message.frame_type();
        let key = keys.of(kind);

        let group = match vector["unwrapped"].as_str() {
            Some(hex) if hex.starts_with("10") => Some(&keys.group),
            Some(_) => Some(&keys.next_group),
            None => None,
        };
        let sent = match group {
            Some(group) => FrameBuf::encode_key(&header, &message, group, &key),
            None => FrameBuf::encode(&header, &message, &extensions, &key, EPOCH),
        };
        assert_eq!(sent.expect(name).as_bytes(), bytes, "{name}");

        let frame = Frame::parse_in(&bytes, NET).expect(name);
        assert_eq!(*frame.header(), header, "{name}");
        assert_eq!(*frame.message(), message, "{name}");
        assert_eq!(frame.extensions(), extensions, "{name}");
        assert_eq!(frame.group_key(&key).as_ref(), group, "{name}");
        assert_eq!(frame.verify(&key, EPOCH), group.is_none(), "{name}");
        let other = key.with_bytes([0x77; 16]);
        assert!(!frame.verify(&other, EPOCH), "{name}");
        assert_eq!(frame.group_key(&other), None, "{name}");
    }
    assert_eq!(seen, 48, "24 frames in two suites");
}

#[test]
fn no_bit_of_a_frame_can_change_unseen() {
    let crc = crc::Crc::<u32, crc::NoTable>::new(&crc::CRC_24_OPENPGP);
    for vector in frames(&vectors(), "frames") {
        if text(&vector, "stage") == "A" {
            continue;
        }
        let bytes = unhex(text(&vector, "hex"));
        let key = Keys::new(suite(&vector)).of(built(text(&vector, "name")).message.frame_type());
        for bit in 0..bytes.len() * 8 {
            let mut bent = bytes.clone();
            bent[bit / 8] ^= 1 << (bit % 8);
            assert!(Frame::parse_in(&bent, NET).is_err());
            // With a CRC that fits, the shape or the MIC refuses it.
            let end = bent.len() - 3;
            let [_, repaired @ ..] = crc.checksum(&bent[..end]).to_be_bytes();
            bent[end..].copy_from_slice(&repaired);
            if bent == bytes {
                continue;
            }
            if let Ok(frame) = Frame::parse_in(&bent, NET) {
                assert!(!frame.verify(&key, EPOCH), "bit {bit} of {vector}");
                assert_eq!(frame.group_key(&key), None, "bit {bit} of {vector}");
            }
        }
    }
}

#[test]
fn frames_of_the_annex_are_counted_and_dropped() {
    let mut names = Vec::new();
    for vector in frames(&vectors(), "frames") {
        if text(&vector, "stage") != "A" {
            continue;
        }
        let bytes = unhex(text(&vector, "hex"));
        let name = text(&vector, "name").to_owned();
        match Frame::parse_in(&bytes, NET) {
            Err(Refusal::Annex(_)) => {}
            // LINKS is an unknown TLV, ORDER 4 an unknown order: shape and MIC are those of the
            // core.
            Ok(frame) if name.starts_with("STATUS") => {
                let key = Keys::new(suite(&vector)).root.uplink_key(&SESSION);
                assert!(frame.verify(&key, 0), "{name}");
                assert!(frame.extensions().fresh.is_some(), "{name}");
            }
            Ok(frame) => assert!(
                matches!(
                    frame.message(),
                    Message::Order(Order {
                        index: 9,
                        what: OrderWhat::Unknown { what: 4, .. }
                    })
                ),
                "{name}"
            ),
            Err(other) => panic!("{name}: {other}"),
        }
        names.push(name);
    }
    assert_eq!(names.len(), 16);
}

#[test]
fn each_refusal_has_its_reason() {
    for vector in frames(&vectors(), "refused") {
        let (name, bytes) = (text(&vector, "name"), unhex(text(&vector, "hex")));
        let receiver_epoch = vector["receiver_x"].as_u64().unwrap_or(EPOCH.into()) as u16;
        let key = Keys::new(suite(&vector)).root.uplink_key(&SESSION);
        let refused = Frame::parse_in(&bytes, NET).and_then(|frame| {
            if frame.verify(&key, receiver_epoch) {
                Ok(())
            } else {
                Err(Refusal::Mic)
            }
        });
        let reason = match refused {
            Err(Refusal::Mic) => "mic",
            Err(Refusal::Crc) => "crc",
            Err(Refusal::Version(1)) => "version",
            Err(Refusal::Shape(_)) => "shape",
            other => panic!("{name}: {other:?}"),
        };
        assert_eq!(reason, text(&vector, "expect"), "{name}");
    }
}

#[test]
fn what_must_be_refused_cannot_be_made() {
    let keys = Keys::new(Suite::Ascon);
    let key = keys.of(FrameType::Sync);
    let make = |header: &Header, message: &Message<'_>, extensions: &Extensions| {
        FrameBuf::encode(header, message, extensions, &key, EPOCH).map(|_| ())
    };
    let none = Extensions::NONE;
    let list = Message::Sync(sync(Form::List, 2, 64, &[9, 9]));
    assert_eq!(make(&down(1, 1), &list, &none), Err(EncodeError::Payload));
    let receipt = built("RECEIPT").message;
    assert_eq!(make(&up(1), &receipt, &none), Err(EncodeError::Header));
    let all = Message::Sync(sync(Form::All, 1, 64, &[]));
    assert_eq!(make(&down(1, 1), &all, &TIME), Err(EncodeError::Tlvs));
    let assign = built("ASSIGN, numbers begin again, KG wrapped");
    assert_eq!(
        make(&assign.header, &assign.message, &none),
        Err(EncodeError::GroupKey)
    );
    assert_eq!(
        FrameBuf::encode_key(&down(1, 1), &receipt, &keys.group, &key).map(|_| ()),
        Err(EncodeError::GroupKey)
    );
    let mut long = status();
    long.time = TIME.time;
    let report = built("STATUS with FRESH, METER, DIPS, SELF").message;
    assert_eq!(make(&up(1), &report, &long), Err(EncodeError::TooLong(67)));
    let mut small = [0xa5; 61];
    assert_eq!(
        encode(
            &up(1),
            &built("TREQ").message,
            &none,
            &key,
            0,
            &mut small[..22]
        ),
        Err(EncodeError::Buffer(23))
    );
    assert_eq!(small, [0xa5; 61]);
}
