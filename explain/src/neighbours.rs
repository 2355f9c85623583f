//! Frames of other protocols that share the lines and the logs of DL/T 645 meters.
//!
//! Who pastes one of them asks why there is no frame. Each protocol is known by its lengths and its
//! checksum, so that a damaged meter frame is never taken for one of them; where a protocol has no
//! checksum, its fixed words decide.

use crate::phrases::Phrase;
use dlt645::{END, START, WAKE_UP};

/// A protocol that is not read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Neighbour {
    /// Q/GDW 1376.1, concentrator to head-end: 68 L L 68.
    Gdw3761,
    /// Q/GDW 1376.2, concentrator to its carrier module: 68 L, no second start byte.
    Gdw3762,
    /// DL/T 698.45, object-oriented: 68 L, two check sequences.
    Dlt69845,
    /// CJ/T 188, water, gas and heat meters: 68, type, seven address bytes.
    Cjt188,
    /// EN 13757 (M-Bus): 68 L L 68 with lengths of one byte.
    MBus,
    /// Modbus RTU.
    ModbusRtu,
    /// Modbus TCP.
    ModbusTcp,
    /// DLMS/COSEM in HDLC: 7E A0.
    Hdlc,
    /// IEC 62056-21: text that begins with a slash.
    Iec6205621,
    /// IEC 60870-5-104: 68 L, four control bytes.
    Iec104,
}

impl Neighbour {
    /// The protocol of the frame that `bytes` begin with, wake-up bytes aside.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let wake_up = bytes.iter().take_while(|byte| **byte == WAKE_UP).count();
        let bytes = bytes.get(wake_up..)?;
        let (known, _) = ALL.iter().find(|(_, is)| is(bytes) == Some(true))?;
        Some(*known)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> Phrase {
        let (en, zh) = match self {
            Self::Gdw3761 => (
                "a 376.1 frame (concentrator to head-end)",
                "376.1 帧（集中器与主站通信）",
            ),
            Self::Gdw3762 => (
                "a 376.2 frame (concentrator to carrier module)",
                "376.2 帧（集中器与本地通信模块）",
            ),
            Self::Dlt69845 => ("a DL/T 698.45 frame", "DL/T 698.45 帧"),
            Self::Cjt188 => (
                "a CJ/T 188 frame (water, gas or heat meter)",
                "CJ/T 188 帧（水表、燃气表或热量表）",
            ),
            Self::MBus => ("an M-Bus frame (EN 13757)", "M-Bus 帧（EN 13757）"),
            Self::ModbusRtu => ("a Modbus RTU frame", "Modbus RTU 帧"),
            Self::ModbusTcp => ("a Modbus TCP frame", "Modbus TCP 帧"),
            Self::Hdlc => ("a DLMS/COSEM frame (HDLC)", "DLMS/COSEM 帧（HDLC）"),
            Self::Iec6205621 => ("an IEC 62056-21 message", "IEC 62056-21 报文"),
            Self::Iec104 => ("an IEC 60870-5-104 frame", "IEC 60870-5-104 帧"),
        };
        Phrase::new(en, zh)
    }

    /// Whether its frames carry those of meters.
    #[must_use]
    pub fn carries(self) -> bool {
        matches!(self, Self::Gdw3761 | Self::Gdw3762 | Self::Dlt69845)
    }

    /// That it is no frame of a meter here, and what comes of one inside of it.
    #[must_use]
    pub fn hint(self) -> Phrase {
        let name = self.name();
        let (en, zh) = match self.carries() {
            true => (
                "; a meter frame inside of it is shown by itself",
                "；其中若有电表帧则单独给出",
            ),
            false => ("", ""),
        };
        Phrase::new(
            format!("this is {}, not DL/T 645{en}", name.en),
            format!("这是 {}，不是 DL/T 645{zh}", name.zh),
        )
    }
}

/// Whether bytes begin with a frame of a protocol; `None` where bytes are missing.
type Test = fn(&[u8]) -> Option<bool>;

/// Each protocol and how it is known.
const ALL: [(Neighbour, Test); 10] = [
    (Neighbour::Dlt69845, dlt69845),
    (Neighbour::Gdw3761, gdw3761),
    (Neighbour::MBus, m_bus),
    (Neighbour::Cjt188, cjt188),
    (Neighbour::Gdw3762, gdw3762),
    (Neighbour::Hdlc, hdlc),
    (Neighbour::ModbusRtu, modbus_rtu),
    (Neighbour::ModbusTcp, modbus_tcp),
    (Neighbour::Iec6205621, iec6205621),
    (Neighbour::Iec104, iec104),
];

fn sum(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |sum, byte| sum.wrapping_add(*byte))
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// CRC with the bits of each byte lowest first, as HDLC and Modbus have it.
fn crc(bytes: &[u8], polynomial: u16) -> u16 {
    bytes.iter().fold(0xFFFF, |crc, byte| {
        (0..8).fold(crc ^ u16::from(*byte), |crc, _| match crc & 1 {
            1 => crc >> 1 ^ polynomial,
            _ => crc >> 1,
        })
    })
}

/// Polynomials, lowest bit first.
const HDLC: u16 = 0x8408;
const MODBUS: u16 = 0xA001;

/// Whether the two bytes at `end` are the check sequence of those from `start` on.
fn checked(bytes: &[u8], start: usize, end: usize) -> Option<bool> {
    Some(word(bytes, end)? == !crc(bytes.get(start..end)?, HDLC))
}

/// 68 L L C address HCS …: the head has a check sequence of its own.
fn dlt69845(bytes: &[u8]) -> Option<bool> {
    let address = usize::from(bytes.get(4)? & 0x0F) + 1;
    // Start, length, control, address with its flags and the client's.
    let head = 4 + 1 + address + 1;
    Some(bytes.first() == Some(&START) && checked(bytes, 1, head)?)
}

/// 68 L L 68 …: the length in units of four, its low bits name the edition.
fn gdw3761(bytes: &[u8]) -> Option<bool> {
    let (first, second) = (word(bytes, 1)?, word(bytes, 3)?);
    let edition = matches!(first & 3, 1 | 2);
    let starts = bytes.first() == Some(&START) && bytes.get(5) == Some(&START);
    let long = first >> 2 >= 8;
    Some(starts && first == second && edition && long)
}

fn m_bus(bytes: &[u8]) -> Option<bool> {
    let [START, first, second, START, body @ ..] = bytes else {
        return Some(false);
    };
    let len = usize::from(*first);
    let fits = first == second && len >= 3 && body.get(len + 1) == Some(&END);
    Some(fits && *body.get(len)? == sum(body.get(..len)?))
}

/// 68 type, seven bytes of address, control, length: one byte of address more than a meter's.
fn cjt188(bytes: &[u8]) -> Option<bool> {
    let kind = *bytes.get(1)?;
    let len = usize::from(*bytes.get(10)?);
    let frame = bytes.get(..11 + len)?;
    let meter = matches!(kind, 0x10..=0x19 | 0x20..=0x29 | 0x30..=0x39 | 0x40..=0x49 | 0xAA);
    let ends = bytes.get(12 + len) == Some(&END);
    Some(frame.first() == Some(&START) && meter && ends && *bytes.get(11 + len)? == sum(frame))
}

/// 68 L … with L of the whole frame, and the sum from the control byte on.
fn gdw3762(bytes: &[u8]) -> Option<bool> {
    let len = usize::from(word(bytes, 1)?);
    let frame = bytes.get(..len).filter(|frame| frame.len() >= 12)?;
    let [START, _, _, body @ .., check, END] = frame else {
        return Some(false);
    };
    Some(sum(body) == *check)
}

/// 7E A0 L …: a check sequence before the last flag.
fn hdlc(bytes: &[u8]) -> Option<bool> {
    let [0x7E, format, low, ..] = bytes else {
        return Some(false);
    };
    let len = usize::from(format & 7) << 8 | usize::from(*low);
    let ends = bytes.get(len + 1) == Some(&0x7E);
    Some(format & 0xF0 == 0xA0 && ends && len >= 7 && checked(bytes, 1, len - 1)?)
}

/// Address, function, and as many bytes as it has: the sum of a request or of an answer fits.
fn modbus_rtu(bytes: &[u8]) -> Option<bool> {
    let function = *bytes.get(1)?;
    let counted = |at: usize| bytes.get(at).map(|count| at + 1 + usize::from(*count));
    let lengths = match function {
        1..=4 => [Some(6), counted(2)],
        5 | 6 => [Some(6), None],
        15 | 16 => [Some(6), counted(6)],
        0x81..=0x90 => [Some(3), None],
        _ => [None, None],
    };
    let fits = |len: usize| {
        let frame = bytes.get(..len)?;
        Some(word(bytes, len)? == crc(frame, MODBUS))
    };
    Some(
        lengths
            .into_iter()
            .flatten()
            .any(|len| fits(len) == Some(true)),
    )
}

/// Transaction, protocol 0, length, unit, function.
fn modbus_tcp(bytes: &[u8]) -> Option<bool> {
    let [_, _, 0, 0, high, low, _, function, ..] = bytes else {
        return Some(false);
    };
    let len = usize::from(u16::from_be_bytes([*high, *low]));
    let known = matches!(function, 1..=6 | 15 | 16 | 0x81..=0x90);
    Some(known && (3..=254).contains(&len) && bytes.len() == 6 + len)
}

fn iec6205621(bytes: &[u8]) -> Option<bool> {
    let first = bytes
        .iter()
        .map(|byte| byte & 0x7F)
        .take(6)
        .collect::<Vec<u8>>();
    let request = first.starts_with(b"/?") && first.contains(&b'!');
    let maker = first.get(1..4)?.iter().all(u8::is_ascii_alphabetic);
    Some(request || (first.starts_with(b"/") && maker && first.get(4)?.is_ascii_digit()))
}

/// 68 L and four control bytes: a numbered frame, an acknowledgement, or one of six orders.
fn iec104(bytes: &[u8]) -> Option<bool> {
    let [START, len, control, second, third, _, ..] = bytes else {
        return Some(false);
    };
    let order = matches!(control, 0x07 | 0x0B | 0x13 | 0x23 | 0x43 | 0x83);
    let short = *len == 4 && ((order && (*second, *third) == (0, 0)) || *control == 1);
    Some(short && bytes.len() == 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        let digits: Vec<char> = hex.chars().filter(char::is_ascii_hexdigit).collect();
        let pair = |pair: &[char]| u8::from_str_radix(&String::from_iter(pair), 16).unwrap();
        digits.chunks(2).map(pair).collect()
    }

    /// Frames of other protocols, from their standards and from public logs.
    const FRAMES: [(&str, Neighbour); 14] = [
        (
            "68 32 00 32 00 68 C9 00 44 33 02 00 02 70 00 00 01 00 B5 16",
            Neighbour::Gdw3761,
        ),
        (
            "68 17 00 43 05 01 02 03 04 05 06 00 BC EC 05 01 01 40 00 02 00 00 7D 1B 16",
            Neighbour::Dlt69845,
        ),
        (
            "FE FE 68 10 AA AA AA AA AA AA AA 01 03 90 1F 01 D2 16",
            Neighbour::Cjt188,
        ),
        ("68 03 03 68 53 01 72 C6 16", Neighbour::MBus),
        ("01 03 00 00 00 02 C4 0B", Neighbour::ModbusRtu),
        ("01 03 04 00 68 16 68 74 61", Neighbour::ModbusRtu),
        ("01 83 02 C0 F1", Neighbour::ModbusRtu),
        ("00 01 00 00 00 06 01 03 00 00 00 02", Neighbour::ModbusTcp),
        ("7E A0 07 03 21 93 0F 01 7E", Neighbour::Hdlc),
        ("2F 3F 21 0D 0A", Neighbour::Iec6205621),
        ("AF 3F 21 8D 0A", Neighbour::Iec6205621),
        ("2F 45 4C 53 35 5C 40 56 31 30", Neighbour::Iec6205621),
        ("68 04 07 00 00 00", Neighbour::Iec104),
        ("68 04 01 00 02 00", Neighbour::Iec104),
    ];

    #[test]
    fn each_protocol_is_known_by_its_frames() {
        for (hex, neighbour) in FRAMES {
            assert_eq!(Neighbour::of(&bytes(hex)), Some(neighbour), "{hex}");
        }
        // 376.2 with the length and the sum of its own.
        let mut frame = bytes("68 0F 00 41 00 00 28 00 00 03 00 01 00");
        frame.push(sum(&frame[3..]));
        frame.push(END);
        assert_eq!(Neighbour::of(&frame), Some(Neighbour::Gdw3762));
    }

    #[test]
    fn a_meter_frame_is_no_neighbour_however_damaged() {
        let good = bytes("68 45 06 08 11 22 20 68 91 08 33 33 34 33 BC 33 57 34 E8 16");
        for at in 0..good.len() {
            for value in [0x00, 0x16, 0x68, 0xFF, 0x10] {
                let mut frame = good.clone();
                frame[at] = value;
                assert_eq!(Neighbour::of(&frame), None, "{frame:02x?}");
                frame.remove(at);
                assert_eq!(Neighbour::of(&frame), None, "{frame:02x?}");
            }
        }
        for len in 0..8 {
            assert_eq!(Neighbour::of(&[START; 8][..len]), None);
        }
    }
}
