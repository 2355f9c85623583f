//! Frames that people pasted into questions and logs: what each of them is said to mean.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail"
)]

mod common;

use common::{unhex, vectors, wire};
use dlt645::command::{ErrorKind, ErrorReply, Message, RelayAction, RelayOrder, Reply, Request};
use dlt645::item::{Detail, lookup};
use dlt645::value::{BitMap, Value};
use dlt645::{Address, Data, DataId, Direction, Edition, Frame, FrameError, Frames};

const FIELD: &str = include_str!("../vectors/dlt645-field.jsonl");

/// Everything that the crate says about a frame, in the words of the vectors.
fn facts(frame: &Frame<'_>) -> Vec<String> {
    let edition = frame.edition().unwrap_or(Edition::V2007);
    let mut facts = Vec::new();
    match frame.control().direction() {
        Direction::Request => match Request::parse(frame, edition) {
            Ok(request) => of_request(&request, &mut facts),
            Err(error) => facts.push(error.to_string()),
        },
        Direction::Reply => match Reply::parse(frame, edition).unwrap() {
            Reply::Error(error) => facts.push(format!("error: {}", error.errors)),
            Reply::ReadAddress(reply) => facts.push(format!("address {}", reply.address)),
            Reply::RelayControl(reply) if reply.extra.is_none() => facts.push("accepted".into()),
            Reply::Read(reply) => of_item(reply.id(), reply.data, &mut facts),
            Reply::Read97(reply) => of_item(reply.id(), reply.data, &mut facts),
            Reply::Report(report) => of_item(report.id(), report.data, &mut facts),
            other => facts.push(format!("{other:?}")),
        },
    }
    facts
}

fn of_request(request: &Request<Data<'_>>, facts: &mut Vec<String>) {
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02X}")).collect::<String>();
    let reversed = |bytes: [u8; 4]| hex(&bytes.into_iter().rev().collect::<Vec<_>>());
    match request {
        Request::RelayControl(relay) => {
            facts.push(format!("level {:02X}", relay.password.level));
            let code: Vec<u8> = relay.password.code.into_iter().rev().collect();
            facts.push(format!("password {}", hex(&code)));
            facts.push(format!("operator {}", reversed(relay.operator.0)));
            let RelayOrder::Plain { action, n2, .. } = relay.order else {
                return;
            };
            let word = match action {
                RelayAction::Trip => "trip",
                RelayAction::Close => "close",
                _ => "another order",
            };
            facts.push(format!("{word} ({:02X})", action.code()));
            facts.push(format!("N2 = {n2:02X}"));
            facts.push(match relay.until().unwrap() {
                Ok(until) => {
                    let [y, m, d, h, min, s] = until.fields();
                    format!("until 20{y:02}-{m:02}-{d:02}T{h:02}:{min:02}:{s:02}")
                }
                Err(_) => "until 00-00-00 (no time)".into(),
            });
        }
        Request::Write(write) => {
            facts.push(format!("level {:02X}", write.password.level));
            facts.push(format!("operator {}", reversed(write.operator.0)));
            let data: Vec<String> = write.data.iter().map(|b| format!("{b:02X}")).collect();
            facts.push(format!("data {}", data.join(" ")));
        }
        _ => {}
    }
}

fn of_item(id: DataId, data: Data<'_>, facts: &mut Vec<String>) {
    let item = lookup(id).unwrap();
    for part in item.parts(data) {
        let part = part.unwrap();
        let text = format!("{} {}", part.value.unwrap(), part.unit);
        facts.push(text.trim_end().trim_end_matches(" 1").to_string());
        facts.push(format!("{part} {}", text.trim_end()));
    }
    for warning in item.warnings(data) {
        if let Detail::ExtraBytes(extra) = warning.detail {
            let bytes: Vec<String> = extra.iter().map(|b| format!("{b:02X}")).collect();
            let plural = if bytes.len() == 1 { "" } else { "s" };
            facts.push(format!("extra byte{plural} {}", bytes.join(" ")));
        }
    }
}

/// What the texts of two frames with all status words say, and of one that is no frame of either
/// edition: checked by hand below.
const BY_HAND: [&str; 4] = ["field-sw-01", "field-nr-02", "field-h4ck-01", "field-bt-02"];

#[test]
fn frames_mean_what_their_sources_say() {
    let (mut frames, mut checked) = (0, 0);
    for vector in vectors(FIELD) {
        let id = vector["id"].as_str().unwrap();
        if id.contains("-bad-") || BY_HAND.contains(&id) {
            continue;
        }
        let bytes = unhex(vector["hex"].as_str().unwrap());
        let frame = Frames::new(&bytes).next().expect(id).frame;
        frames += 1;
        let text = |key: &str| vector[key].as_str().map(str::to_lowercase);
        assert_eq!(
            text("address").unwrap(),
            frame.address().to_string().to_lowercase(),
            "{id}"
        );
        assert_eq!(
            text("control").unwrap(),
            frame.control().to_string(),
            "{id}"
        );
        let edition = frame.edition().map(|edition| match edition {
            Edition::V2007 => "2007",
            Edition::V1997 => "1997",
        });
        assert_eq!(vector["edition"].as_str(), edition.or(Some("2007")), "{id}");
        let known = facts(&frame);
        for expected in vector["expected"].as_array().unwrap() {
            let expected = expected.as_str().unwrap();
            assert!(
                known.iter().any(|fact| fact == expected),
                "{id}: {expected} in {known:?}"
            );
            checked += 1;
        }
    }
    assert_eq!((frames, checked), (26, 40));
}

fn vector(id: &str) -> Vec<u8> {
    let found = vectors(FIELD).into_iter().find(|vector| vector["id"] == id);
    unhex(found.unwrap()["hex"].as_str().unwrap())
}

/// Raw words and names of the seven status words, and the bytes after them.
fn status_words(id: &str) -> (Vec<(u128, String)>, Vec<u8>) {
    let bytes = vector(id);
    let frame = Frames::new(&bytes).next().unwrap().frame;
    let (di, data) = DataId::split_from(Edition::V2007, frame.data()).unwrap();
    let item = lookup(di).unwrap();
    let words = item.parts(data).map(|part| {
        let bits = part.unwrap().value.unwrap().bits().unwrap();
        (bits.raw, bits.to_string())
    });
    let extra = item
        .warnings(data)
        .find_map(|warning| match warning.detail {
            Detail::ExtraBytes(extra) => Some(extra.iter().collect()),
            _ => None,
        });
    (words.collect(), extra.unwrap_or_default())
}

#[test]
fn status_words_of_two_meters() {
    let (words, extra) = status_words("field-sw-01");
    assert!(words.len() == 7 && words.iter().all(|(raw, _)| *raw == 0));
    assert_eq!(extra, [0, 0]);
    let (words, extra) = status_words("field-nr-02");
    assert_eq!(extra, [0; 14]);
    assert_eq!(
        (words[0].0, words[2].0, words[6].0),
        (0x000C, 0x8200, 0x0400)
    );
    assert!(
        words[0]
            .1
            .contains("clock battery low, outage-reading battery low")
    );
    assert!(words[2].1.contains("prepaid by cost"));
    assert!(
        words[2]
            .1
            .contains("local account opened, remote account not opened")
    );
    assert_eq!(words[6].1, "terminal cover open");
}

/// F13: no edition is guessed for a control code that neither has, and 86 is a report.
#[test]
fn control_codes_of_neither_edition() {
    let bytes = vector("field-h4ck-01");
    let frame = Frames::new(&bytes).next().unwrap().frame;
    assert_eq!(frame.edition(), None);
    assert_eq!(frame.data().wire(), [0x01, 0x1F]);
    for code in [0x00, 0x05, 0x06, 0x07, 0x85, 0x1F, 0x9F] {
        let bytes = wire([1; 6], code, [0; 4]);
        assert_eq!(Frame::parse(&bytes).unwrap().edition(), None, "{code:02x}");
    }
    let bytes = unhex("6812907856341268861434483337337337333333333333333333dd3434ddd016");
    let frame = Frames::new(&bytes).next().unwrap().frame;
    assert_eq!(frame.edition(), Some(Edition::V2007));
    let Ok(Reply::Report(report)) = Reply::parse(&frame, Edition::V1997) else {
        panic!("no report");
    };
    assert_eq!(report.di, 0x0400_1501);
    let parts: Vec<_> = lookup(report.id()).unwrap().parts(report.data).collect();
    let names = parts[0].unwrap().value.unwrap().to_string();
    assert_eq!(names, "tripped, phase A over-voltage");
    let mut out = [0; 64];
    let again = report.encode(frame.address(), &mut out).unwrap();
    assert_eq!(again, bytes);
}

/// A broadcast of a moment that is none: month 00.
#[test]
fn a_broadcast_without_a_time_is_no_time() {
    let bytes = vector("field-bt-02");
    let frame = Frames::new(&bytes).next().unwrap().frame;
    assert!(Request::parse(&frame, Edition::V2007).is_err());
}

#[test]
fn misprinted_frames_are_none() {
    for (id, error) in [
        (
            "field-bad-01",
            FrameError::Checksum {
                expected: 0xFE,
                found: 0x7E,
            },
        ),
        (
            "field-bad-05",
            FrameError::Checksum {
                expected: 0x06,
                found: 0x5E,
            },
        ),
    ] {
        assert_eq!(Frame::parse(&vector(id)), Err(error), "{id}");
    }
    assert!(Frame::parse(&vector("field-bad-03")).is_err());
}

/// F11: the two bytes of the supplement of 2014; their order on the wire has no source.
#[test]
fn f11_words_of_the_relay_command() {
    let refused = wire([1; 6], 0xDC, [0x20, 0x00]);
    let reply = ErrorReply::parse(&Frame::parse(&refused).unwrap(), Edition::V2007).unwrap();
    assert_eq!(reply.errors.kind, ErrorKind::Control);
    assert_eq!(reply.errors.to_string(), "trip refused: power kept on");
    assert_eq!(
        reply.errors.iter().next().unwrap().name_zh,
        "跳闸失败（保电）"
    );
    let done = wire([1; 6], 0x9C, [0x04, 0x00]);
    let reply = Reply::parse(&Frame::parse(&done).unwrap(), Edition::V2007).unwrap();
    let Reply::RelayControl(reply) = reply else {
        panic!("{reply:?}");
    };
    assert_eq!(reply.done().unwrap().to_string(), "tripped directly");
    assert_eq!(reply.done().unwrap().map, BitMap::ControlDone);
    // One byte stays what it was.
    let refused = wire([1; 6], 0xDC, [0x04]);
    let reply = ErrorReply::parse(&Frame::parse(&refused).unwrap(), Edition::V2007).unwrap();
    assert_eq!(reply.errors.to_string(), "wrong password or not authorised");
}

/// F24: N1 = 1D is a pre-trip, N2 its duration.
#[test]
fn f24_a_pre_trip_has_a_duration() {
    let data = [
        2, 0, 0, 0, 0x78, 0x56, 0x34, 0x12, 0x1D, 6, 0x30, 0x12, 0x23, 0x31, 0x01, 0x26,
    ];
    let bytes = wire([1; 6], 0x1C, data);
    let Request::RelayControl(relay) =
        Request::parse(&Frame::parse(&bytes).unwrap(), Edition::V2007).unwrap()
    else {
        panic!("no relay command");
    };
    assert_eq!(relay.pre_trip_minutes(), Some(30));
    let address = Address::from_wire([1; 6]);
    assert_eq!(relay.encode(address, &mut [0; 64]).unwrap(), bytes);
}

/// What a value prints can be written back.
#[test]
fn what_is_printed_can_be_written() {
    for (di, bytes) in [
        ("04000503", &[0x54u8, 0xC2][..]),
        ("04000503", &[0, 0]),
        (
            "04001503",
            &[
                0xFF, 0xFB, 0xBF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
            ],
        ),
        ("04000901", &[0x3F]),
        ("04000801", &[0x3E]),
        ("04001401", &[0x30, 0x00]),
        ("04000106", &[0; 5]),
        ("04000106", &[0x99; 5]),
        ("04000106", &[0x00, 0x00, 0x99, 0x99, 0x99]),
        ("04001201", &[0x00, 0x00, 0x99, 0x99, 0x99]),
        ("04001203", &[0x30, 0x07]),
        ("04000B01", &[0x00, 0x01]),
        ("04000B02", &[0x99, 0x99]),
        ("04000402", &[0x78, 0x56, 0x34, 0x12, 0, 0]),
        ("04000101", &[0x00, 0x15, 0x10, 0x23]),
        ("0400010C", &[0x58, 0x59, 0x12, 0x00, 0x15, 0x10, 0x23]),
        ("04000E01", &[0xFF; 3]),
    ] {
        let item = lookup(di.parse().unwrap()).unwrap();
        let wire: Vec<u8> = bytes.iter().map(|byte| byte.wrapping_add(0x33)).collect();
        let value: Value<'_> = item.decode(Data::from_wire(&wire)).unwrap();
        let text = value.to_string();
        let mut out = [0; 32];
        let again = item.encode_text(&text, &mut out).map(|out| out.to_vec());
        assert_eq!(again.as_deref(), Ok(bytes), "{di} {text}");
    }
    // In Chinese too.
    let word = lookup(DataId::V2007(0x0400_0503)).unwrap();
    let mut out = [0; 2];
    assert_eq!(
        word.encode_text("继电器断（跳闸）；远程未开户", &mut out),
        Ok(&mut [0x10, 0x80][..])
    );
    assert!(
        word.encode_text("relay open, relay closed", &mut out)
            .is_err()
    );
}
