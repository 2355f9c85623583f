//! Values of real frames: what `computed` in `vectors/dlt645-real.jsonl` says against what the items decode to.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]

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
    if trimmed.is_empty() || trimmed.starts_with('.') { format!("0{trimmed}") } else { trimmed.to_string() }
}

fn check_value(id: &str, want: &Json, part: &Part<'_>) {
    match (want, part.value) {
        (Json::Null, Ok(Value::Absent)) => {}
        (Json::String(text), Err(ValueError::NotBcd { .. })) => assert!(text.starts_with("non-bcd:"), "{id}: {text}"),
        (Json::String(text), Ok(Value::Decimal(value))) => assert_eq!(value.to_string(), plain(text), "{id}"),
        // One meter sends a number of seven bytes, the item has six.
        (Json::String(text), Ok(Value::Code(value))) => assert!(text.ends_with(&value.to_string()), "{id}: {text}"),
        (want, found) => panic!("{id}: {want} but {found:?}"),
    }
}

/// The days and times of a vector as the digits that it gives.
fn digits(value: Value<'_>) -> String {
    value.to_string().chars().filter(char::is_ascii_digit).collect()
}

#[test]
fn computed_values_of_real_frames() {
    let mut checked = 0;
    for vector in vectors(REAL) {
        let bytes = unhex(vector["hex"].as_str().unwrap());
        let frame = Frames::new(&bytes).next().unwrap().frame;
        let read = matches!(frame.control().function(), Function::Read | Function::Read97);
        if frame.control().direction() != Direction::Reply || frame.control().is_error() || !read {
            continue;
        }
        let edition = frame.control().edition().unwrap();
        let Some((di, data)) = DataId::split_from(edition, frame.data()) else { continue };
        let Some(item) = lookup(di) else { continue };
        let (id, computed) = (vector["id"].as_str().unwrap(), &vector["computed"]);
        let parts: Vec<_> = item.parts(data).collect();
        let good: Vec<Part<'_>> = parts.iter().filter_map(|part| part.ok()).collect();
        let Some(fields) = computed.as_object() else { continue };
        for (key, want) in fields {
            checked += 1;
            let value = good[0].value;
            match (key.as_str(), want) {
                ("value" | "count", want) => check_value(id, want, &good[0]),
                ("values", Json::Array(list)) => {
                    assert_eq!(good.len(), list.len(), "{id}");
                    list.iter().zip(&good).for_each(|(want, part)| check_value(id, want, part));
                }
                ("unit", Json::String(unit)) if unit != "m3" => {
                    let unit = if unit.is_empty() { "1" } else { unit };
                    assert_eq!(good[0].unit.symbol(), unit, "{id}");
                }
                ("extra_bytes", Json::String(extra)) => {
                    let len = (extra.len() / 2) as u16;
                    assert_eq!(parts.last(), Some(&Err(ValueError::Extra { at: 4, len })), "{id}");
                }
                ("text", Json::String(text)) => assert_eq!(&value.unwrap().to_string(), text, "{id}"),
                ("status_word", Json::String(word)) => {
                    assert_eq!(format!("{:04x}", value.unwrap().bits().unwrap().raw), *word, "{id}");
                }
                ("bit4_relay_open", Json::Bool(open)) => {
                    let names: Vec<_> = value.unwrap().bits().unwrap().names().filter_map(|(_, name)| name).collect();
                    assert_eq!(names.contains(&"relay open"), *open, "{id}");
                }
                ("yymmdd" | "hhmmss" | "yymmddhhmm", Json::String(want)) => {
                    match (want.strip_prefix("non-bcd:"), value) {
                        (Some(_), Err(ValueError::NotBcd { .. })) => {}
                        (None, Ok(value)) => {
                            assert_eq!(digits(value).strip_prefix("20").unwrap_or(&digits(value)), want, "{id}")
                        }
                        (_, value) => panic!("{id}: {want} but {value:?}"),
                    }
                }
                ("weekday", Json::Number(want)) => {
                    if let Ok(Value::Date(date)) = value {
                        assert_eq!(date.sent_weekday().map(|day| u64::from(day.number())), want.as_u64(), "{id}");
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
        let Some((di, data)) = DataId::split_from(edition, frame.data()) else { continue };
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
