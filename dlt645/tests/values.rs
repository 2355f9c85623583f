//! Values of real frames: what `computed` in `vectors/dlt645-real.jsonl` says against what the items decode to.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail"
)]

mod common;

use common::{unhex, vectors};
use dlt645::item::{Part, lookup};
use dlt645::value::{Value, ValueError};
use dlt645::{Data, DataId, Direction, Edition, Frames, Function};
use serde_json::Value as Json;

const REAL: &str = include_str!("../vectors/dlt645-real.jsonl");

/// A decimal text without zeros in front.
fn plain(text: &str) -> String {
    let trimmed = text.trim_start_matches('0');
    if trimmed.is_empty() || trimmed.starts_with('.') {
        format!("0{trimmed}")
    } else {
        trimmed.to_string()
    }
}

fn check_value(id: &str, want: &Json, part: &Part<'_>) {
    match (want, part.value) {
        (Json::Null, Ok(Value::Absent)) => {}
        (Json::String(text), Err(ValueError::NotBcd { .. })) => {
            assert!(text.starts_with("non-bcd:"), "{id}: {text}")
        }
        (Json::String(text), Ok(Value::Decimal(value))) => {
            assert_eq!(value.to_string(), plain(text), "{id}")
        }
        // One meter sends a number of seven bytes, the item has six.
        (Json::String(text), Ok(Value::Code(value))) => {
            assert!(text.ends_with(&value.to_string()), "{id}: {text}")
        }
        (want, found) => panic!("{id}: {want} but {found:?}"),
    }
}

/// The days and times of a vector as the digits that it gives.
fn digits(value: Value<'_>) -> String {
    value
        .to_string()
        .chars()
        .filter(char::is_ascii_digit)
        .collect()
}

#[test]
fn computed_values_of_real_frames() {
    let mut checked = 0;
    for vector in vectors(REAL) {
        let bytes = unhex(vector["hex"].as_str().unwrap());
        let frame = Frames::new(&bytes).next().unwrap().frame;
        let read = matches!(
            frame.control().function(),
            Function::Read | Function::Read97
        );
        if frame.control().direction() != Direction::Reply || frame.control().is_error() || !read {
            continue;
        }
        let edition = frame.control().edition().unwrap();
        let Some((di, data)) = DataId::split_from(edition, frame.data()) else {
            continue;
        };
        let Some(item) = lookup(di) else { continue };
        let (id, computed) = (vector["id"].as_str().unwrap(), &vector["computed"]);
        let parts: Vec<_> = item.parts(data).collect();
        let good: Vec<Part<'_>> = parts.iter().filter_map(|part| part.ok()).collect();
        let Some(fields) = computed.as_object() else {
            continue;
        };
        for (key, want) in fields {
            checked += 1;
            let value = good[0].value;
            match (key.as_str(), want) {
                ("value" | "count", want) => check_value(id, want, &good[0]),
                ("values", Json::Array(list)) => {
                    assert_eq!(good.len(), list.len(), "{id}");
                    list.iter()
                        .zip(&good)
                        .for_each(|(want, part)| check_value(id, want, part));
                }
                ("unit", Json::String(unit)) if unit != "m3" => {
                    let unit = if unit.is_empty() { "1" } else { unit };
                    assert_eq!(good[0].unit.symbol(), unit, "{id}");
                }
                ("extra_bytes", Json::String(extra)) => {
                    let len = (extra.len() / 2) as u16;
                    assert_eq!(
                        parts.last(),
                        Some(&Err(ValueError::Extra { at: 4, len })),
                        "{id}"
                    );
                }
                ("text", Json::String(text)) => {
                    assert_eq!(&value.unwrap().to_string(), text, "{id}")
                }
                ("status_word", Json::String(word)) => {
                    assert_eq!(
                        format!("{:04x}", value.unwrap().bits().unwrap().raw),
                        *word,
                        "{id}"
                    );
                }
                ("bit4_relay_open", Json::Bool(open)) => {
                    let names: Vec<_> = value
                        .unwrap()
                        .bits()
                        .unwrap()
                        .names()
                        .filter_map(|(_, name)| name)
                        .collect();
                    assert_eq!(names.contains(&"relay open"), *open, "{id}");
                }
                ("yymmdd" | "hhmmss" | "yymmddhhmm", Json::String(want)) => {
                    match (want.strip_prefix("non-bcd:"), value) {
                        (Some(_), Err(ValueError::NotBcd { .. })) => {}
                        (None, Ok(value)) => {
                            assert_eq!(
                                digits(value).strip_prefix("20").unwrap_or(&digits(value)),
                                want,
                                "{id}"
                            )
                        }
                        (_, value) => panic!("{id}: {want} but {value:?}"),
                    }
                }
                ("weekday", Json::Number(want)) => {
                    if let Ok(Value::Date(date)) = value {
                        assert_eq!(
                            date.sent_weekday().map(|day| u64::from(day.number())),
                            want.as_u64(),
                            "{id}"
                        );
                        assert!(date.weekday_is_right(), "{id}");
                    }
                }
                _ => checked -= 1,
            }
        }
    }
    assert_eq!(checked, 141);
}

/// Whatever the bytes of a real reply, cut anywhere, the walk ends and no value is longer than its bytes.
#[test]
fn cut_replies_end_with_a_reason() {
    for vector in vectors(REAL) {
        let bytes = unhex(vector["hex"].as_str().unwrap());
        let frame = Frames::new(&bytes).next().unwrap().frame;
        let edition = frame.control().edition().unwrap_or(Edition::V2007);
        let Some((di, data)) = DataId::split_from(edition, frame.data()) else {
            continue;
        };
        let Some(item) = lookup(di) else { continue };
        let whole: Vec<_> = item.parts(data).collect();
        for cut in 0..data.len() {
            let parts: Vec<_> = item.parts(Data::from_wire(&data.wire()[..cut])).collect();
            assert!(parts.len() <= whole.len() + 1, "{di}");
            if whole.iter().all(Result::is_ok) && item.byte_len().is_some() {
                assert!(parts.last().unwrap().is_err(), "{di} cut to {cut}");
            }
        }
    }
}

/// What other decoders got wrong on the same bytes.
#[test]
fn faults_of_others_are_no_numbers_here() {
    let energy = lookup(DataId::V2007(0x0001_0000)).unwrap();
    let wire =
        |bytes: &[u8]| -> Vec<u8> { bytes.iter().map(|byte| byte.wrapping_add(0x33)).collect() };
    let read = |bytes: &[u8]| {
        energy
            .decode(Data::from_wire(&wire(bytes)))
            .map(|value| value.to_string())
    };
    // The top bit is a digit, and all digits count.
    assert_eq!(read(&[0x01, 0x00, 0x00, 0x80]), Ok("800000.01".into()));
    assert_eq!(read(&[0x99, 0x99, 0x99, 0x99]), Ok("999999.99".into()));
    assert_eq!(
        read(&[0xAB, 0xCD, 0xEF, 0x0F]),
        Err(ValueError::NotBcd { at: 0, byte: 0xAB })
    );
    assert_eq!(
        read(&[0x11, 0x00, 0x00, 0x0F]),
        Err(ValueError::NotBcd { at: 3, byte: 0x0F })
    );
    assert_eq!(
        read(&[0x11]),
        Err(ValueError::Length {
            expected: 4,
            found: 1
        })
    );
    // A reply for another identifier.
    let other = wire(&[0x00, 0x00, 0x02, 0x00, 0x01, 0x00, 0x00, 0x00]);
    let found = [0x00, 0x00, 0x02, 0x00];
    assert_eq!(
        energy.decode_reply(Data::from_wire(&other)),
        Err(ValueError::WrongId { at: 2, found })
    );
    // The sign of a power, and of a sum of energies.
    let power = lookup(DataId::V2007(0x0203_0000)).unwrap();
    let reverse = wire(&[0x00, 0x50, 0x80]);
    assert_eq!(
        power.decode(Data::from_wire(&reverse)).unwrap().to_string(),
        "-0.5000"
    );
}

/// A maker's own meaning of a standard identifier goes in front, with parts and all.
#[test]
fn own_table_in_front() {
    use dlt645::item::layout::{Field, Label, Layout, Sign};
    use dlt645::item::{Item, Pattern, Table, alternatives, lookup_with};
    use dlt645::value::{Format, Unit};
    const fn part(label: &str, scale: u8) -> Field {
        let label = match Label::find(label) {
            Some(label) => label,
            None => Label::VALUE,
        };
        Field {
            label,
            format: Format::Number { digits: 8, scale },
            unit: Unit::Inherit,
            sign: Sign::Plain,
            times: 1,
        }
    }
    static FLOW: Layout = Layout::new(&[part("total", 3), part("current", 4)]);
    let own = [
        Pattern::new(
            Item::new(DataId::V2007(0x0001_0000), Format::Composite, Unit::None).layout(&FLOW),
            "Volume and flow",
        ),
        alternatives::CLOSE_DELAY,
    ];
    let item = lookup_with(&own, DataId::V2007(0x0001_0000)).unwrap();
    let wire: Vec<u8> = [0x78, 0x56, 0x34, 0x12, 0, 0, 1, 0]
        .map(|byte: u8| byte.wrapping_add(0x33))
        .to_vec();
    let parts: Vec<_> = item
        .parts(Data::from_wire(&wire))
        .map(|part| part.unwrap())
        .collect();
    let text: Vec<_> = parts
        .iter()
        .map(|part| format!("{part} {}", part.value.unwrap()))
        .collect();
    assert_eq!(text, ["total 12345.678", "current 1.0000"]);
    assert_eq!((item.byte_len(), item.table), (Some(8), Table::Own));
    let delay = lookup_with(&own, DataId::V2007(0x0400_1402)).unwrap();
    assert_eq!((delay.unit, delay.byte_len()), (Unit::Minute, Some(2)));
    assert_eq!(
        lookup_with(&own, DataId::V2007(0x0001_0100)),
        lookup(DataId::V2007(0x0001_0100))
    );
}
