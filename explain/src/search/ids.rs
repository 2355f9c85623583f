//! Identifiers as people write them.

use super::fold::fold;
use crate::phrases::Phrase;
use dlt645::{DataId, Edition, OFFSET, item};

/// An identifier that was read, and one that was perhaps meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// What is written.
    pub di: DataId,
    /// What was perhaps meant, where the tables do not know what is written.
    pub meant: Option<Meant>,
}

/// Another reading of an identifier that no table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// The bytes are in the order of the wire.
    Backwards(DataId),
    /// Each byte still has its 33H.
    WithOffset(DataId),
}

impl Meant {
    /// The identifier.
    #[must_use]
    pub const fn di(self) -> DataId {
        match self {
            Self::Backwards(di) | Self::WithOffset(di) => di,
        }
    }

    /// The question.
    #[must_use]
    pub fn question(self) -> Phrase {
        let di = self.di();
        match self {
            Self::Backwards(_) => Phrase::new(
                format!("written backwards? did you mean {di}"),
                format!("字节顺序颠倒？是否指 {di}"),
            ),
            Self::WithOffset(_) => Phrase::new(
                format!("with 33H still added? did you mean {di}"),
                format!("未减 33H？是否指 {di}"),
            ),
        }
    }
}

/// Reads an identifier in any dress: `02010100`, `02-01-01-00`, `02 01 01 00`, `0x02010100`,
/// `02010100H`, full-width digits. `None` if it is no identifier.
#[must_use]
pub fn parse(text: &str) -> Option<Written> {
    let di = digits(text)?;
    let meant = match item::lookup(di) {
        Some(_) => turned(di)
            .filter(|meant| is_history(di) && !is_history(*meant))
            .map(Meant::Backwards),
        None => other_reading(di),
    };
    Some(Written { di, meant })
}

fn digits(text: &str) -> Option<DataId> {
    let plain: String = fold(text);
    let plain = plain.trim();
    let body = plain
        .strip_prefix("0x")
        .or(plain.strip_prefix("\\x"))
        .unwrap_or(plain);
    let body = match body.strip_suffix('h') {
        Some(body) => body,
        None => body,
    };
    let digits: String = body
        .chars()
        .filter(|c| !matches!(c, '-' | '.' | ':' | '_' | ' ' | ','))
        .collect();
    let marks = body.len() - digits.len();
    // 2024-01-01 has marks too, but never four pairs.
    let mut pairs = body.split(['-', '.', ':', '_', ' ', ',']).map(str::len);
    let first = pairs.next().unwrap_or(0);
    let paired = marks == 0 || (matches!(first, 2 | 4) && pairs.all(|len| len == first));
    if !paired || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    match digits.len() {
        8 => u32::from_str_radix(&digits, 16).ok().map(DataId::V2007),
        4 => u16::from_str_radix(&digits, 16).ok().map(DataId::V1997),
        _ => None,
    }
}

/// Whether it is a value of the past, which few people ask for by number.
fn is_history(di: DataId) -> bool {
    matches!(di, DataId::V2007(di) if matches!(di.to_be_bytes(), [0 | 1, _, _, 1..=0x0C]))
}

/// The identifier with its bytes in the other order, if the tables have it.
fn turned(di: DataId) -> Option<DataId> {
    let turned = match di {
        DataId::V2007(di) => DataId::V2007(di.swap_bytes()),
        DataId::V1997(di) => DataId::V1997(di.swap_bytes()),
    };
    item::lookup(turned).map(|_| turned)
}

fn other_reading(di: DataId) -> Option<Meant> {
    let known = |di: DataId| item::lookup(di).is_some();
    let each = |di: DataId, change: fn(u8) -> u8, turn: bool| {
        let mut bytes = di.to_wire();
        let len = di.wire_len();
        let own = bytes.get_mut(..len)?;
        own.iter_mut().for_each(|byte| *byte = change(*byte));
        if turn {
            own.reverse();
        }
        Some(match di.edition() {
            Edition::V2007 => DataId::V2007(u32::from_le_bytes(bytes)),
            Edition::V1997 => DataId::V1997(u16::from_le_bytes(*bytes.first_chunk()?)),
        })
    };
    let minus: fn(u8) -> u8 = |byte| byte.wrapping_sub(OFFSET);
    let without = [true, false].map(|turn| each(di, minus, turn).filter(|di| known(*di)));
    let recent = without.into_iter().flatten().find(|di| !is_history(*di));
    let without = recent.or(without.into_iter().flatten().next());
    turned(di)
        .map(Meant::Backwards)
        .or(without.map(Meant::WithOffset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_in_any_dress() {
        let voltage = DataId::V2007(0x0201_0100);
        for text in [
            "02010100",
            "0x02010100",
            "02010100H",
            "02-01-01-00",
            "02.01.01.00",
            "02 01 01 00",
            "0201 0100",
            "０２０１０１００",
            "0X02010100",
            "02_01_01_00",
        ] {
            assert_eq!(
                parse(text),
                Some(Written {
                    di: voltage,
                    meant: None
                }),
                "{text}"
            );
        }
        assert_eq!(parse("9010").unwrap().di, DataId::V1997(0x9010));
        assert_eq!(parse("B6-11").unwrap().di, DataId::V1997(0xB611));
        for text in ["2024-01-01", "voltage", "0201", "020101", "112233445566"] {
            assert!(
                parse(text).is_none_or(|found| found.di.edition() == Edition::V1997),
                "{text}"
            );
        }
    }

    #[test]
    fn other_readings_are_asked_for() {
        let voltage = DataId::V2007(0x0201_0100);
        assert_eq!(
            parse("00010102").unwrap().meant,
            Some(Meant::Backwards(voltage))
        );
        assert_eq!(
            parse("33343435").unwrap().meant,
            Some(Meant::WithOffset(voltage))
        );
        assert_eq!(
            parse("35343433").unwrap().meant,
            Some(Meant::WithOffset(voltage))
        );
        assert_eq!(parse("77777777").unwrap().meant, None);
    }
}
