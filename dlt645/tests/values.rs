//! Values of real frames: what `computed` in `vectors/dlt645-real.jsonl` says against what the
//! items decode to.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail"
)]

mod common;

use common::{unhex, vectors};
use dlt645::item::{Detail, Part, lookup};
use dlt645::value::{Unit, Value, ValueError};
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
        let mut walk = item.parts(data);
        let parts: Vec<_> = walk.by_ref().collect();
        let leftover = walk.leftover();
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
                    let Some(Detail::ExtraBytes(found)) = leftover.map(|odd| odd.detail) else {
                        panic!("{id}: {leftover:?}");
                    };
                    let found: String = found.iter().map(|byte| format!("{byte:02X}")).collect();
                    assert_eq!(found, extra.to_uppercase(), "{id}");
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
                        assert_eq!(date.sent_weekday().map(u64::from), want.as_u64(), "{id}");
                        assert!(date.weekday_is_right(), "{id}");
                    }
                }
                _ => checked -= 1,
            }
        }
    }
    assert_eq!(checked, 141);
}

/// Whatever the bytes of a real reply, cut anywhere, the walk ends and no value is longer than its
/// bytes.
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
            if whole.iter().all(Result::is_ok) && item.byte_len().is_some_and(|len| cut < len) {
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
        Err(ValueError::Short {
            found: 1,
            missing: 3
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
    use dlt645::item::layout::{Field, Label, Layout};
    use dlt645::item::{Item, Pattern, Table, alternatives, lookup_with};
    use dlt645::value::Format;
    const fn part(label: &str, scale: u8) -> Field {
        let label = match Label::find(label) {
            Some(label) => label,
            None => Label::VALUE,
        };
        let format = Format::Number { digits: 8, scale };
        Field::new(label, format, Unit::Inherit).plain()
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

/// F4: powers, currents and power factors of events have the sign of the items 0202 to 0206, and
/// combined reactive energies that of 0003 and 0004.
#[test]
fn f4_event_values_have_the_sign_of_their_items() {
    let signed = |di| lookup(DataId::V2007(di)).map(|item| (item.unit, item.signed));
    let mut patterns = 0;
    for class in [0x10, 0x11, 0x12, 0x13, 0x18, 0x19, 0x1A] {
        for (phase, number) in (1..=3).flat_map(|phase| (1..=0x35).map(move |n| (phase, n))) {
            let di = class << 24 | phase << 16 | number << 8 | 1;
            match signed(di) {
                Some((Unit::Ampere | Unit::Kilowatt | Unit::Kilovar | Unit::One, signed)) => {
                    assert!(signed, "{di:08X}");
                    patterns += 1;
                }
                Some((Unit::KilowattHour | Unit::Volt | Unit::AmpereHour, signed)) => {
                    assert!(!signed, "{di:08X}");
                }
                Some((Unit::KilovarHour, signed)) => assert!(signed, "{di:08X}"),
                _ => {}
            }
        }
    }
    assert_eq!(patterns, 252);
    let hex = "68010000000000689107343f34433383b4bd16";
    let bytes = unhex(hex);
    let frame = Frames::new(&bytes).next().unwrap().frame;
    let (di, data) = DataId::split_from(Edition::V2007, frame.data()).unwrap();
    let value = lookup(di).unwrap().decode(data).unwrap();
    assert_eq!(
        (di.to_string(), value.to_string()),
        ("10010C01".into(), "-1.5000".into())
    );
}

/// F4 in records: every part of 0301 to 030F whose item has a sign has it too.
#[test]
fn f4_parts_of_event_records_have_signs() {
    let mut checked = 0;
    for class in 0x0301..=0x030Fu32 {
        for phase in 0..=3 {
            let di = DataId::V2007(class << 16 | phase << 8 | 1);
            let Some(item) = lookup(di) else { continue };
            let Some(len) = item.byte_len() else { continue };
            // 81 in every byte: -1 and digits where there is a sign, 81 and digits where not.
            let wire = vec![0x81 + 0x33; len];
            for part in item.parts(Data::from_wire(&wire)) {
                let part = part.unwrap();
                let name = part.to_string();
                let signed = ["comb_reactive", "current", "active_power", "power_factor"]
                    .iter()
                    .any(|word| name.contains(word));
                if let Ok(Value::Decimal(number)) = part.value {
                    assert_eq!(number.mantissa < 0, signed, "{di} {name}");
                    checked += usize::from(signed);
                }
            }
        }
    }
    assert_eq!(checked, 501);
}

/// An override holds for the item, for parts of blocks of other widths, and for load curves.
#[test]
fn own_items_hold_inside_blocks() {
    use dlt645::item::{Item, Items, Pattern};
    use dlt645::value::Format;
    let number = |di, digits, scale| {
        Item::new(
            DataId::V2007(di),
            Format::Number { digits, scale },
            Unit::Volt,
        )
    };
    let own = [
        Pattern::new(number(0x0001_0200, 10, 4).signed(), "Energy of tariff 2"),
        Pattern::new(number(0x0610_0102, 4, 2), "Voltage B"),
    ];
    let items = Items::with(&own);
    let values = |di, hex: &str| {
        let wire: Vec<u8> = unhex(hex)
            .iter()
            .map(|byte| byte.wrapping_add(0x33))
            .collect();
        let item = items.lookup(DataId::V2007(di)).unwrap();
        let parts: Vec<String> = items
            .parts(&item, Data::from_wire(&wire))
            .map(|part| match part {
                Ok(part) => part.value.unwrap().to_string(),
                Err(error) => error.kind().to_string(),
            })
            .collect();
        parts
    };
    assert_eq!(values(0x0001_0200, "7856341280"), ["-1234.5678"]);
    let block = "01000000020000007856341280 04000000".replace(' ', "");
    assert_eq!(
        values(0x0001_FF00, &block),
        ["0.01", "0.02", "-1234.5678", "0.04"]
    );
    assert_eq!(values(0x0001_FF00, &block[..18]), ["0.01", "0.02", "short"]);
    // Without the table the same bytes are what the standard says.
    let standard = Items::STANDARD.lookup(DataId::V2007(0x0001_0200)).unwrap();
    assert_eq!(standard, lookup(DataId::V2007(0x0001_0200)).unwrap());
}
