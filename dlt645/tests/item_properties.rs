//! Properties of items and values: any bytes decode or say why, what is encoded decodes to the
//! same.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail"
)]

use dlt645::item::{Half, Item, Part, encode_load_record, encode_report, lookup, patterns};
use dlt645::value::{Code, DateTime, Decimal, EncodeValueError, Format, Unit, Value, ValueError};
use dlt645::{Data, DataId, Edition};
use proptest::prelude::*;
use std::sync::LazyLock;

static ITEMS: LazyLock<Vec<Item>> = LazyLock::new(|| {
    patterns(Edition::V2007)
        .chain(patterns(Edition::V1997))
        .collect()
});

fn any_item() -> impl Strategy<Value = Item> {
    any::<prop::sample::Index>().prop_map(|index| ITEMS[index.index(ITEMS.len())])
}

/// Bytes that often make values: BCD, small BCD for days and times, fill bytes and separators.
fn likely_bytes() -> impl Strategy<Value = Vec<u8>> {
    let bcd = |tens: std::ops::Range<u8>| (tens, 0..10u8).prop_map(|(tens, ones)| tens << 4 | ones);
    let byte = prop_oneof![8 => bcd(0..10), 12 => bcd(0..1), 4 => Just(0), 1 => Just(0xFF), 1 => Just(0xAA), 1 => any::<u8>()];
    prop::collection::vec(byte, 0..300)
}

fn wire(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| byte.wrapping_add(0x33)).collect()
}

/// The bytes of an item of fixed length or of a few rounds.
fn cut<'a>(item: &Item, bytes: &'a [u8], rounds: usize) -> &'a [u8] {
    let len = item.byte_len().unwrap_or_else(|| {
        item.layout.map_or(bytes.len(), |layout| {
            let len = |times: u8| if times == 0 { rounds } else { times.into() };
            layout
                .fields
                .iter()
                .map(|field| {
                    field.format.byte_len().unwrap() * len(field.repeat.times().unwrap_or(0))
                })
                .sum()
        })
    });
    &bytes[..len.min(bytes.len())]
}

fn good<'a>(parts: &[Result<Part<'a>, ValueError>]) -> Option<Vec<Value<'a>>> {
    parts
        .iter()
        .map(|part| part.ok().and_then(|part| part.value.ok()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_bytes_decode_or_say_why(item in any_item(), bytes in prop_oneof![likely_bytes(), prop::collection::vec(any::<u8>(), 0..260)], mode in any::<Option<u8>>()) {
        let wire = wire(&bytes);
        let mut parts = item.parts(Data::from_wire(&wire));
        if let Some(mode) = mode {
            parts = parts.with_mode(mode);
        }
        let parts: Vec<_> = parts.take(700).collect();
        prop_assert!(parts.len() <= bytes.len() * 2 + 2, "every part takes bytes");
        for (index, part) in parts.iter().enumerate() {
            match part {
                Err(error) => {
                    prop_assert_eq!(index + 1, parts.len(), "an error of structure ends the walk");
                    prop_assert!(!error.to_string().is_empty());
                }
                Ok(part) => {
                    prop_assert!(usize::from(part.offset) < bytes.len().max(1));
                    prop_assert!(!part.to_string().is_empty());
                    if let Err(ValueError::NotBcd { at, byte } | ValueError::OutOfRange { at, byte }) = part.value {
                        prop_assert_eq!(bytes.get(usize::from(at)), Some(&byte), "the byte that the error names");
                    }
                    if let Ok(value) = part.value {
                        let _ = value.to_string();
                        prop_assert_eq!(value.decimal().map_or(part.unit, |number| number.unit), part.unit);
                    }
                }
            }
        }
        let _ = item.decode(Data::from_wire(&wire)).map(|value| value.to_string());
        // At most one warning a value and one a bit, and one for what comes after the parts.
        let warnings: Vec<_> = item.warnings(Data::from_wire(&wire)).take(4000).collect();
        prop_assert!(warnings.len() <= bytes.len() * 9 + 1);
        prop_assert!(warnings.iter().all(|warning| warning.to_string().contains(": ")));
    }

    #[test]
    fn decoded_values_encode_back(item in any_item(), bytes in likely_bytes(), rounds in 1usize..5) {
        let bytes = cut(&item, &bytes, rounds);
        let wire_bytes = wire(bytes);
        let parts: Vec<_> = item.parts(Data::from_wire(&wire_bytes)).collect();
        let Some(values) = good(&parts) else { return Ok(()) };
        let mut out = [0xA5; 1100];
        match item.encode_parts(&values, &mut out) {
            Ok(encoded) => {
                let again = wire(encoded);
                let reparsed: Vec<_> = item.parts(Data::from_wire(&again)).collect();
                prop_assert_eq!(good(&reparsed), Some(values));
            }
            // A meter may send a day with the wrong day of the week; nobody may write one.
            Err(EncodeValueError::Weekday) => {}
            // Built by functions of their own.
            Err(EncodeValueError::Kind) => {
                let own = matches!(item.format, Format::LoadRecord) || item.id == DataId::V2007(0x0400_1501);
                let open = item.format.byte_len().is_none() && item.layout.is_none();
                prop_assert!(own || open, "{:?}", item);
            }
            Err(error) => prop_assert!(false, "{:?}: {:?}", item, error),
        }
    }

    #[test]
    fn numbers_fit_or_are_refused(item in any_item(), mantissa in -1_000_000_000_000i64..1_000_000_000_000, shrink in 0u32..12) {
        let mantissa = mantissa / 10i64.pow(shrink);
        let (Format::Number { digits, scale } | Format::Setting { digits, scale }, None) = (item.format, item.layout) else { return Ok(()) };
        let value = Value::Decimal(Decimal::new(mantissa, scale, item.unit));
        let limit = 10i64.pow(digits.into());
        let limit = if item.signed { limit / 10 * 8 } else { limit };
        let fits = mantissa.abs() < limit && (mantissa >= 0 || item.signed);
        let mut out = [0xA5; 8];
        match item.encode(&value, &mut out) {
            Ok(bytes) => {
                prop_assert!(fits);
                let bytes = wire(bytes);
                prop_assert_eq!(item.decode(Data::from_wire(&bytes)), Ok(value));
            }
            Err(error) => {
                prop_assert!(!fits, "{:?} {}", item, mantissa);
                prop_assert!(matches!(error, EncodeValueError::Sign | EncodeValueError::Range));
            }
        }
        let other = if item.unit == Unit::Volt { Unit::Ampere } else { Unit::Volt };
        let wrong = Value::Decimal(Decimal::new(0, scale, other));
        prop_assert_eq!(item.encode(&wrong, &mut out), Err(EncodeValueError::Unit));
        let finer = Value::Decimal(Decimal::new(1, scale + 1, item.unit));
        prop_assert_eq!(item.encode(&finer, &mut out), Err(EncodeValueError::Range));
        prop_assert_eq!(item.encode(&Value::Code(Code { number: 1, digits: 2 }), &mut out), Err(EncodeValueError::Kind));
        if item.format.byte_len() > Some(1) {
            let full = matches!(item.encode(&value, &mut out[..1]), Err(EncodeValueError::Full { .. }));
            prop_assert!(full);
        }
    }

    #[test]
    fn any_moment_both_ways(seconds in 0u32..3_155_760_000) {
        let moment = DateTime::from_seconds(seconds).unwrap();
        prop_assert_eq!(moment.seconds(), seconds);
        let item = lookup(DataId::V2007(0x0400_010C)).unwrap();
        let mut out = [0; 7];
        let bytes = wire(item.encode(&Value::DateTime(moment), &mut out).unwrap());
        let found = item.decode(Data::from_wire(&bytes)).unwrap().date_time().unwrap();
        prop_assert_eq!(found.seconds(), seconds);
        prop_assert!(found.date.weekday_is_right() && found.date.sent_weekday().is_some());
    }

    #[test]
    fn reports_both_ways(status in any::<[u8; 12]>(), sparse in any::<[u8; 12]>(), counts in prop::collection::vec(0u8..255, 96)) {
        let raw = status.iter().zip(sparse).rev().fold(0u128, |raw, (a, b)| raw << 8 | u128::from(a & b));
        let counts = &counts[..raw.count_ones() as usize];
        let mut out = [0xA5; 120];
        let bytes = wire(encode_report(raw, counts, &mut out).unwrap());
        let item = lookup(DataId::V2007(0x0400_1501)).unwrap();
        let parts: Vec<_> = item.parts(Data::from_wire(&bytes)).map(Result::unwrap).collect();
        prop_assert_eq!(parts[0].value.unwrap().bits().unwrap().raw, raw);
        let found: Vec<_> = parts[1..].iter().map(|part| part.value.unwrap().decimal().unwrap().mantissa as u8).collect();
        prop_assert_eq!(found, counts);
        let bits: Vec<_> = (0..96).filter(|bit| raw >> bit & 1 != 0).collect();
        let indices: Vec<_> = parts[1..].iter().map(|part| part.name.index.unwrap()).collect();
        prop_assert_eq!(indices, bits);
    }

    #[test]
    fn load_records_both_ways(seconds in 0u32..3_155_760_000, records in prop::collection::vec(prop::collection::vec((any::<bool>(), 0i64..799), 6), 1..4)) {
        let moment = DateTime::from_seconds(seconds / 60 * 60).unwrap();
        let shapes: [&[(u8, Unit)]; 6] = [
            &[(1, Unit::Volt), (1, Unit::Volt), (1, Unit::Volt), (3, Unit::Ampere), (3, Unit::Ampere), (3, Unit::Ampere), (2, Unit::Hertz)],
            &[(4, Unit::Kilowatt), (4, Unit::Kilowatt), (4, Unit::Kilowatt), (4, Unit::Kilowatt), (4, Unit::Kilovar), (4, Unit::Kilovar), (4, Unit::Kilovar), (4, Unit::Kilovar)],
            &[(3, Unit::One); 4],
            &[(2, Unit::KilowattHour), (2, Unit::KilowattHour), (2, Unit::KilovarHour), (2, Unit::KilovarHour)],
            &[(2, Unit::KilovarHour); 4],
            &[(4, Unit::Kilowatt), (4, Unit::Kilovar)],
        ];
        let mut bytes = vec![];
        let mut expected = vec![];
        let minute = dlt645::value::Time::from_minutes(moment.time.hour(), moment.time.minute()).unwrap();
        let time = Value::DateTime(DateTime { date: moment.date, time: minute });
        for record in &records {
            let classes: Vec<Vec<Value<'_>>> = record.iter().zip(shapes).map(|((on, number), shape)| {
                shape.iter().filter(|_| *on).map(|(scale, unit)| Value::Decimal(Decimal::new(*number, *scale, *unit))).collect()
            }).collect();
            let classes: [&[Value<'_>]; 6] = std::array::from_fn(|class| &classes[class][..]);
            let mut out = [0xA5; 103];
            bytes.extend_from_slice(encode_load_record(&time, classes, &mut out).unwrap());
            expected.push(time);
            expected.extend(classes.into_iter().flatten());
        }
        let bytes = wire(&bytes);
        let item = lookup(DataId::V2007(0x0600_0000)).unwrap();
        let parts: Vec<_> = item.parts(Data::from_wire(&bytes)).collect();
        prop_assert_eq!(good(&parts), Some(expected));
        prop_assert_eq!(usize::from(parts.last().unwrap().unwrap().name.record), records.len());
        prop_assert!(parts.iter().all(|part| part.unwrap().name.half == Half::Whole));
    }
}

/// A value that fits a format, from a number.
fn value_for(format: Format, unit: Unit, signed: bool, seed: u64) -> Value<'static> {
    use dlt645::value::{Bits, Calendar, Date, Pattern, Slot, Text, Time};
    let date = Date::from_days((seed % 36_525) as u32).unwrap();
    let (hour, minute, second) = (
        (seed % 24) as u8,
        (seed / 7 % 60) as u8,
        (seed / 11 % 60) as u8,
    );
    let bytes: &'static [u8] = (0..96)
        .map(|n| (seed >> (n % 32)) as u8 | 1)
        .collect::<Vec<_>>()
        .leak();
    match format {
        Format::Number { digits, scale } | Format::Setting { digits, scale } => {
            let limit = 10i64.pow(digits.into()) / if signed { 10 } else { 1 };
            let mantissa = (seed % limit as u64) as i64;
            Value::Decimal(Decimal::new(
                if signed && seed.is_multiple_of(3) {
                    -mantissa
                } else {
                    mantissa
                },
                scale,
                unit,
            ))
        }
        Format::Code { digits } => Value::Code(Code {
            number: seed % 10u64.pow(digits.into()),
            digits,
        }),
        Format::Bits { width, map } => Value::Bits(Bits {
            raw: u128::from(seed) & ((1 << width) - 1),
            width,
            map,
        }),
        Format::Text { len } => Value::Text(Text::from_data(Data::from_wire(&bytes[..len.into()]))),
        Format::Id => Value::Id(DataId::V2007(seed as u32)),
        Format::Operator => Value::Raw(Data::from_wire(&bytes[..4])),
        Format::Bytes { len } | Format::Unknown { len } => {
            Value::Raw(Data::from_wire(&bytes[..len.into()]))
        }
        Format::Calendar(calendar) => {
            let weekday = date.with_weekday(Some(date.weekday().number()));
            let minutes = Time::from_minutes(hour, minute).unwrap();
            let seconds = Time::new(hour, minute, second).unwrap();
            let pattern = Pattern {
                day: Slot::Is(date.day()),
                hour: Slot::Is(hour),
                ..Pattern::default()
            };
            let month = Slot::Is(date.month());
            match calendar {
                Calendar::DateTime => Value::DateTime(DateTime {
                    date,
                    time: seconds,
                }),
                Calendar::DateMinute => Value::DateTime(DateTime {
                    date,
                    time: minutes,
                }),
                Calendar::DateWeekTime => Value::DateTime(DateTime {
                    date: weekday,
                    time: seconds,
                }),
                Calendar::DateWeek => Value::Date(weekday),
                Calendar::Date => Value::Date(date),
                Calendar::Time => Value::Time(seconds),
                Calendar::Minute => Value::Time(minutes),
                Calendar::MonthDayMinute => Value::Pattern(Pattern {
                    month,
                    minute: Slot::Any,
                    ..pattern
                }),
                Calendar::MonthDayHour => Value::Pattern(Pattern { month, ..pattern }),
                Calendar::MonthDay => Value::Pattern(Pattern {
                    month,
                    hour: Slot::Absent,
                    ..pattern
                }),
                Calendar::DayHour => Value::Pattern(pattern),
                other => panic!("{other:?}"),
            }
        }
        other => panic!("{other:?}"),
    }
}

/// Every pattern of both tables, with one to four rounds: values, bytes and the same values.
#[test]
fn every_format_and_layout_both_ways() {
    let mut seed = 0x9E37_79B9_7F4A_7C15u64;
    let mut next = || {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        seed >> 20
    };
    let mut done = 0;
    for item in ITEMS
        .iter()
        .filter(|item| item.layout.is_some() || item.format.byte_len().is_some())
    {
        if matches!(item.format, Format::LoadRecord) || item.id == DataId::V2007(0x0400_1501) {
            continue;
        }
        for rounds in 1..5 {
            let mut values = vec![];
            let mut put = |format: Format, unit, signed| match format.pair() {
                None => values.push(value_for(format, unit, signed, next())),
                Some((first, second)) => {
                    let number_unit = if matches!(format, Format::Demand) {
                        unit
                    } else {
                        Unit::None
                    };
                    values.push(value_for(
                        first,
                        number_unit,
                        signed && matches!(format, Format::Demand),
                        next(),
                    ));
                    values.push(value_for(second, Unit::None, false, next()));
                }
            };
            match item.layout {
                None => put(item.format, item.unit, item.signed),
                Some(layout) => {
                    for field in layout.fields {
                        let unit = if field.unit == Unit::Inherit {
                            item.unit
                        } else {
                            field.unit
                        };
                        let signed = match field.sign {
                            dlt645::item::layout::Sign::Inherit => item.signed,
                            sign => sign == dlt645::item::layout::Sign::Signed,
                        };
                        let times = if field.repeat.times().is_none() {
                            rounds
                        } else {
                            field.repeat.times().unwrap_or(0).into()
                        };
                        (0..times).for_each(|_| put(field.format, unit, signed));
                    }
                }
            }
            let mut out = [0xA5; 1100];
            let bytes = item
                .encode_parts(&values, &mut out)
                .unwrap_or_else(|error| panic!("{item:?}: {error}"));
            assert_eq!(bytes.len(), item.byte_len().unwrap_or(bytes.len()));
            let bytes = wire(bytes);
            let parts: Vec<_> = item.parts(Data::from_wire(&bytes)).collect();
            assert_eq!(good(&parts).as_ref(), Some(&values), "{}", item.id);
            let separable = item.layout.is_some_and(|layout| layout.separated);
            match item.encode_parts_separated(&values, &mut out) {
                Err(error) => assert_eq!(
                    (error, separable),
                    (EncodeValueError::Kind, false),
                    "{}",
                    item.id
                ),
                Ok(separated) => {
                    assert!(
                        separable
                            && separated.len() > bytes.len()
                            && separated.last() == Some(&0xAA)
                    );
                    let separated = wire(separated);
                    let parts: Vec<_> = item.parts(Data::from_wire(&separated)).collect();
                    assert_eq!(
                        good(&parts).as_ref(),
                        Some(&values),
                        "{} with separators",
                        item.id
                    );
                }
            }
            if item.byte_len().is_some() {
                assert_eq!(
                    item.encode_parts(&values[..values.len() - 1], &mut out),
                    Err(EncodeValueError::Parts),
                    "{}",
                    item.id
                );
            }
            done += 1;
        }
    }
    assert!(done > 2000, "{done}");
}
