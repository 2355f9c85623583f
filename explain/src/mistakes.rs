//! Identifiers that were encoded wrongly, or given where a frame is wanted.
//!
//! The mistakes that people ask about again and again: the 33H forgotten or added twice, the bytes
//! in the order in which they are printed, an identifier of one edition under the control code of
//! the other, and an identifier pasted alone. Each is only told where the bytes as they are mean
//! nothing and the other reading is in the tables.

use crate::phrases::Phrase;
use crate::values::Warning;
use crate::{Lang, names};
use dlt645::{DataId, Direction, Edition, Frame, OFFSET, item};

/// What is odd about the identifier of a frame; `fits` says whether the data are what it holds.
pub(crate) fn of_identifier(frame: &Frame<'_>, di: Option<DataId>, fits: bool) -> Vec<Warning> {
    let warn = |kind, detail| Warning {
        kind,
        part: Some("di".to_owned()),
        detail,
    };
    let Some(di) = di else {
        return other_edition(frame)
            .map(|detail| warn("edition", detail))
            .into_iter()
            .collect();
    };
    if item::lookup(di).is_some() && fits {
        return Vec::new();
    }
    let wire = frame.data().wire();
    let known =
        |bytes: &[u8]| from_wire(di.edition(), bytes).filter(|di| item::lookup(*di).is_some());
    let own: Vec<u8> = wire.iter().take(di.wire_len()).copied().collect();
    let minus = |bytes: &[u8], count: u8| -> Vec<u8> {
        let offset = OFFSET.wrapping_mul(count);
        bytes.iter().map(|byte| byte.wrapping_sub(offset)).collect()
    };
    let turned: Vec<u8> = minus(&own, 1).into_iter().rev().collect();
    let unknown = item::lookup(di).is_none();
    let (kind, meant, en, zh) = if let Some(meant) = known(&own).filter(|_| unknown) {
        (
            "without_33",
            meant,
            "as sent without the 33H",
            "像是发送时未加 33H",
        )
    } else if let Some(meant) = known(&minus(&own, 2)).filter(|_| unknown) {
        (
            "twice_33",
            meant,
            "as sent with the 33H added twice",
            "像是加了两次 33H",
        )
    } else if let Some(meant) = known(&turned) {
        (
            "swapped",
            meant,
            "as sent with its bytes in reverse order",
            "像是字节顺序颠倒",
        )
    } else {
        return Vec::new();
    };
    let detail = Phrase::new(format!("{en}: {meant}"), format!("{zh}：{meant}"));
    vec![warn(kind, detail)]
}

fn from_wire(edition: Edition, bytes: &[u8]) -> Option<DataId> {
    Some(match edition {
        Edition::V2007 => DataId::V2007(u32::from_le_bytes(*bytes.first_chunk()?)),
        Edition::V1997 => DataId::V1997(u16::from_le_bytes(*bytes.first_chunk()?)),
    })
}

/// A request to read whose identifier has the length of the other edition.
fn other_edition(frame: &Frame<'_>) -> Option<Phrase> {
    let control = frame.control();
    if control.direction() != Direction::Request {
        return None;
    }
    let (edition, code, years) = match (control.0, frame.data().len()) {
        (0x01, 4..) => (Edition::V2007, 0x11, ["1997", "2007"]),
        (0x11, 2) => (Edition::V1997, 0x01, ["2007", "1997"]),
        _ => return None,
    };
    let bytes: Vec<u8> = frame.data().iter().collect();
    let di = from_wire(edition, &bytes).filter(|di| item::lookup(*di).is_some())?;
    let [own, other] = years;
    Some(Phrase::new(
        format!("control code of {own} with the identifier {di} of {other}: use {code:02X}"),
        format!("{own} 版控制码后是 {other} 版数据标识 {di}：应使用控制码 {code:02X}"),
    ))
}

/// What two or four bytes may be that are no frame: an identifier as it is printed, or as it is on
/// the line.
pub(crate) fn alone(bytes: &[u8]) -> Option<Phrase> {
    let turned: Vec<u8> = bytes.iter().rev().copied().collect();
    let plain: Vec<u8> = bytes.iter().map(|byte| byte.wrapping_sub(OFFSET)).collect();
    let edition = match bytes.len() {
        4 => Edition::V2007,
        2 => Edition::V1997,
        _ => return None,
    };
    let readings = [turned.as_slice(), &plain, bytes];
    let known = readings
        .into_iter()
        .find_map(|bytes| from_wire(edition, bytes).filter(|di| item::lookup(*di).is_some()))?;
    let name = |lang| names::of(known, lang).unwrap_or_default();
    Some(Phrase::new(
        format!(
            "an identifier is no frame: {known} is {}; ask `dlt645 items {known}`",
            name(Lang::En)
        ),
        format!(
            "数据标识不是帧：{known} 是{}，可用 dlt645 items {known} 查询",
            name(Lang::Zh)
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(control: u8, wire: &[u8]) -> Vec<(&'static str, String)> {
        let mut bytes = vec![0x68, 1, 0, 0, 0, 0, 0, 0x68, control, wire.len() as u8];
        bytes.extend(wire);
        let sum = bytes.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte));
        bytes.extend([sum, 0x16]);
        let frame = Frame::parse(&bytes).unwrap();
        let edition = crate::edition::of(&frame, None);
        let described = crate::describe::frame(&frame, edition);
        let warnings = described.warnings.into_iter();
        warnings
            .map(|warning| (warning.kind, warning.detail.en))
            .collect()
    }

    #[test]
    fn wrong_encodings_of_an_identifier_are_named() {
        for (control, wire, kind, meant) in [
            (
                0x11,
                &[0x00, 0x00, 0x01, 0x00][..],
                "without_33",
                "00010000",
            ),
            (0x11, &[0x66, 0x66, 0x67, 0x66], "twice_33", "00010000"),
            (0x01, &[0xC3, 0x43], "swapped", "9010"),
            (
                0x91,
                &[0x35, 0x34, 0x34, 0x33, 0x43, 0x55],
                "swapped",
                "02010100",
            ),
            (0x01, &[0x33, 0x33, 0x34, 0x33], "edition", "00010000"),
            (0x11, &[0x43, 0xC3], "edition", "9010"),
        ] {
            let told = told(control, wire);
            let found = told
                .iter()
                .any(|(own, text)| *own == kind && text.contains(meant));
            assert!(found, "{wire:02x?}: {told:?}");
        }
        assert_eq!(told(0x11, &[0x33, 0x33, 0x34, 0x33]), []);
        // History is asked for too.
        assert_eq!(told(0x11, &[0x35, 0x34, 0x34, 0x33]), []);
    }

    #[test]
    fn an_identifier_alone_has_its_name() {
        for bytes in [[0, 1, 0, 0], [0x33, 0x33, 0x34, 0x33], [0, 0, 1, 0]] {
            let phrase = alone(&bytes).unwrap();
            assert!(phrase.en.contains("active energy"), "{}", phrase.en);
        }
        assert!(alone(&[0x90, 0x10]).unwrap().zh.contains("9010"));
        assert!(alone(&[0x68, 0x68, 0x68, 0x68]).is_none());
        assert!(alone(&[1, 2, 3]).is_none());
    }
}
