//! Items and values: any data of any identifier decodes to a value or says why not; a value that
//! encodes comes back; a second reading of the numbers agrees.

use crate::naive;
use dlt645::item::{Item, WarningKind, lookup, patterns};
use dlt645::value::{EncodeValueError, Format, Value, ValueError};
use dlt645::{Data, DataId, Edition};

/// Two bytes choose a pattern of the table, one fills its wildcards, the rest is the data as it is
/// on the wire. An odd first byte chooses by the identifier itself, which may be in no table.
pub fn decode(bytes: &[u8]) {
    let Some(([kind, a, b, c, d], rest)) = bytes.split_first_chunk() else {
        return;
    };
    let data = Data::from_wire(rest);
    let id = match kind & 3 {
        0 | 2 => {
            let edition = if kind & 2 == 0 {
                Edition::V2007
            } else {
                Edition::V1997
            };
            let all = patterns(edition).count();
            let Some(item) = patterns(edition).nth(usize::from(u16::from_le_bytes([*a, *b])) % all)
            else {
                return;
            };
            one(&item, data);
            match item.id {
                DataId::V2007(di) => DataId::V2007(di | u32::from(*c)),
                DataId::V1997(di) => DataId::V1997(di | u16::from(c & 0xF)),
            }
        }
        1 => DataId::V2007(u32::from_le_bytes([*a, *b, *c, *d])),
        _ => DataId::V1997(u16::from_le_bytes([*a, *b])),
    };
    if let Some(item) = lookup(id) {
        assert_eq!(item.id, id, "the item found is another");
        one(&item, data);
    }
}

fn one(item: &Item, data: Data<'_>) {
    match item.decode(data) {
        Ok(value) => {
            touch(&value);
            if !item.has_parts() {
                comes_back(item, &value, data);
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    if let (Format::Number { digits, scale }, None) = (item.format, item.layout) {
        number_agrees(item, digits, scale, data);
    }
    walk(item, data);
}

fn touch(value: &Value<'_>) {
    let text = value.to_string();
    assert!(
        !text.is_empty() || matches!(value, Value::Raw(_) | Value::Text(_) | Value::Bits(_)),
        "{value:?}"
    );
    let _ = (
        value.unit().symbol(),
        value.reason(),
        value.decimal(),
        value.date_time(),
    );
    if let Some(bits) = value.bits() {
        bits.states()
            .for_each(|state| assert!(!state.to_string().is_empty()));
        let _ = bits.names().count();
    }
    if let Some(moment) = value.date_time() {
        assert!(matches!(moment.to_string().len(), 16 | 19), "{moment}");
    }
}

fn comes_back(item: &Item, value: &Value<'_>, data: Data<'_>) {
    // Replies joined from several frames are longer than one frame.
    let mut out = vec![0xA5; data.len().max(300)];
    let encoded = match item.encode(value, &mut out) {
        Ok(encoded) => encoded.to_vec(),
        // Read with a warning, refused where somebody would write it.
        Err(EncodeValueError::Weekday)
            if (item.warnings(data)).any(|one| one.kind() == WarningKind::Weekday) =>
        {
            return;
        }
        Err(error) => {
            panic!("{item:?}: {value} was decoded from {data:?} and does not encode: {error}")
        }
    };
    assert!(out[encoded.len()..].iter().all(|byte| *byte == 0xA5));
    let wire: Vec<u8> = encoded.iter().map(|byte| byte.wrapping_add(0x33)).collect();
    let again = item.decode(Data::from_wire(&wire));
    assert_eq!(
        again.map(|again| again.to_string()),
        Ok(value.to_string()),
        "{item:?}"
    );
    if let Some(shorter) = encoded.len().checked_sub(1) {
        let short = item.encode(value, &mut out[..shorter]);
        assert!(
            matches!(short, Err(EncodeValueError::Full { .. })),
            "{short:?}"
        );
    }
}

fn number_agrees(item: &Item, digits: u8, scale: u8, data: Data<'_>) {
    // What follows the standard's bytes changes no value and is told.
    let len = usize::from(digits).div_ceil(2);
    let plain: Vec<u8> = data.iter().take(len).collect();
    let extra = item
        .warnings(data)
        .any(|one| one.kind() == WarningKind::ExtraBytes);
    assert_eq!(extra, data.len() > len, "{item:?} {plain:02x?}");
    let mine = naive::number(&plain, usize::from(digits), usize::from(scale), item.signed);
    match (item.decode(data), mine) {
        (Ok(Value::Absent | Value::Never), _) => {}
        (Ok(value), Some(mine)) => assert_eq!(value.to_string(), mine, "{item:?} {plain:02x?}"),
        (Err(_), None) => {}
        (theirs, mine) => panic!("{item:?} {plain:02x?}: {theirs:?}, second reading {mine:?}"),
    }
}

fn walk(item: &Item, data: Data<'_>) {
    let mut failed = false;
    let mut values = Vec::new();
    for (count, part) in item.parts(data).enumerate() {
        assert!(!failed, "a part after an error");
        assert!(count <= 2 * data.len() + 64, "more parts than bytes");
        match part {
            Ok(part) => {
                assert!(usize::from(part.offset) <= data.len());
                let _ = part.to_string();
                match part.value {
                    Ok(value) => {
                        touch(&value);
                        values.push(value);
                    }
                    Err(error) => assert!(!error.to_string().is_empty()),
                }
            }
            Err(error) => {
                assert!(!error.to_string().is_empty());
                failed = true;
            }
        }
    }
    let mut out = [0; 512];
    let Ok(encoded) = item.encode_parts(&values, &mut out) else {
        return;
    };
    let wire: Vec<u8> = encoded.iter().map(|byte| byte.wrapping_add(0x33)).collect();
    let again: Result<Vec<String>, ValueError> = item
        .parts(Data::from_wire(&wire))
        .map(|part| part?.value.map(|value| value.to_string()))
        .collect();
    if !failed {
        assert_eq!(
            again,
            Ok(values.iter().map(ToString::to_string).collect()),
            "{item:?}"
        );
    }
}
