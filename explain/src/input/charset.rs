//! What the first bytes of an input are, and text in other charsets than UTF-8.

use super::form::Form;
use std::borrow::Cow;

/// What an input is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Text in UTF-8 or GBK, line by line.
    Text,
    /// The same after a mark.
    MarkedText,
    /// Text in units of two bytes.
    Utf16 {
        /// The high byte is first.
        big: bool,
    },
    /// Text in units of four bytes.
    Utf32 {
        /// The high byte is first.
        big: bool,
    },
    /// Bytes of the line.
    Raw,
    /// pcap or pcapng.
    Packets {
        /// The newer format.
        ng: bool,
    },
}

impl Content {
    pub(super) fn form(self) -> Option<Form> {
        match self {
            Self::Text => None,
            Self::MarkedText => Some(Form::Utf8Mark),
            Self::Utf16 { .. } => Some(Form::Utf16),
            Self::Utf32 { .. } => Some(Form::Utf32),
            Self::Raw => Some(Form::Raw),
            Self::Packets { ng: false } => Some(Form::Pcap),
            Self::Packets { ng: true } => Some(Form::PcapNg),
        }
    }
}

/// Judges an input by its first bytes; the mark of the charset, if any, is `skip` bytes.
pub(super) fn content(first: &[u8]) -> (Content, usize) {
    match first {
        [0xEF, 0xBB, 0xBF, ..] => return (Content::MarkedText, 3),
        [0xFF, 0xFE, 0, 0, ..] => return (Content::Utf32 { big: false }, 4),
        [0, 0, 0xFE, 0xFF, ..] => return (Content::Utf32 { big: true }, 4),
        [0xFF, 0xFE, ..] => return (Content::Utf16 { big: false }, 2),
        // FE FF is a mark only before text: a wake-up byte and noise look alike.
        [0xFE, 0xFF, 0, ..] => return (Content::Utf16 { big: true }, 2),
        [0x0A, 0x0D, 0x0D, 0x0A, ..] => return (Content::Packets { ng: true }, 0),
        [0xD4, 0xC3, 0xB2 | 0x3C, 0xA1 | 0xB2, ..] | [0xA1, 0xB2, 0xC3 | 0x3C, 0xD4 | 0x4D, ..] => {
            return (Content::Packets { ng: false }, 0);
        }
        [0x4D, 0x3C, 0xB2, 0xA1, ..] => return (Content::Packets { ng: false }, 0),
        _ => {}
    }
    let sample = first.get(..first.len().min(SAMPLE)).unwrap_or_default();
    if let Some(big) = unmarked_utf32(sample) {
        return (Content::Utf32 { big }, 0);
    }
    // Text in UTF-16 without a mark: every other byte of ASCII is 0.
    let zeros = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let half = sample.len() / 2;
    if half >= 2 && zeros(1) * 10 >= half * 8 && zeros(0) == 0 {
        return (Content::Utf16 { big: false }, 0);
    }
    if half >= 2 && zeros(0) * 10 >= half * 8 && zeros(1) == 0 {
        return (Content::Utf16 { big: true }, 0);
    }
    let odd = |byte: &&u8| {
        (**byte < b' ' && !matches!(**byte, b'\t' | b'\r' | b'\n' | 0x0C | 0x1B)) || **byte == 0x7F
    };
    // Buffers of C are printed with the zeros after their text.
    let zeros = sample.iter().filter(|byte| **byte == 0).count();
    let odd = match sample.iter().filter(odd).count() {
        all if all == zeros && zeros * 2 < sample.len() => 0,
        all => all,
    };
    // A log may have a stray control character; of raw bytes many are, or they hold a frame as they
    // are.
    let wake_up = sample.starts_with(&[dlt645::WAKE_UP; 2]);
    if odd * 20 > sample.len() || wake_up || holds_frame(sample) {
        return (Content::Raw, 0);
    }
    (Content::Text, 0)
}

/// Whether bytes are text in UTF-32 without a mark, with its high bytes first or last: of each four
/// bytes at least two are 0, and the first four are a character of ASCII.
fn unmarked_utf32(bytes: &[u8]) -> Option<bool> {
    let text = |byte: u8| matches!(byte, b'\t' | b'\r' | b'\n' | b' '..=b'~');
    let big = match *bytes {
        [first, 0, 0, 0, ..] if text(first) => false,
        [0, 0, 0, first, ..] if text(first) => true,
        _ => return None,
    };
    let is_unit = |unit: &[u8]| match (big, unit) {
        (false, [_, _, plane, 0]) => *plane <= 0x10,
        (true, [0, plane, _, _]) => *plane <= 0x10,
        _ => false,
    };
    bytes.chunks_exact(4).all(is_unit).then_some(big)
}

/// Whether there is a frame among the bytes, if with a wrong checksum: text has no `h` eight
/// characters apart with all that a frame needs besides.
fn holds_frame(bytes: &[u8]) -> bool {
    use dlt645::{Frame, FrameError};
    bytes
        .iter()
        .zip(0..)
        .filter(|(byte, _)| **byte == dlt645::START)
        .any(|(_, at)| {
            let parsed = Frame::parse_prefix(bytes.get(at..).unwrap_or_default());
            matches!(parsed, Ok(_) | Err(FrameError::Checksum { .. }))
        })
}

/// Bytes that are looked at.
const SAMPLE: usize = 4096;

/// Turns whole units of UTF-16 into UTF-8.
pub(super) fn utf16(from: &mut Vec<u8>, big: bool, over: bool, to: &mut Vec<u8>) {
    let mut units: Vec<u16> = from
        .chunks_exact(2)
        .filter_map(|pair| <[u8; 2]>::try_from(pair).ok())
        .map(if big {
            u16::from_be_bytes
        } else {
            u16::from_le_bytes
        })
        .collect();
    // Half a character waits for its other half.
    let half = units
        .last()
        .is_some_and(|unit| (0xD800..0xDC00).contains(unit))
        && !over;
    if half {
        units.pop();
    }
    let mut buffer = [0; 4];
    for c in char::decode_utf16(units.iter().copied()) {
        let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
        to.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
    }
    from.drain(..(units.len() * 2).min(from.len()));
}

/// Turns whole units of UTF-32 into UTF-8.
pub(super) fn utf32(from: &mut Vec<u8>, big: bool, to: &mut Vec<u8>) {
    let units = from.chunks_exact(4);
    let whole = from.len() - units.remainder().len();
    let mut buffer = [0; 4];
    for unit in units.filter_map(|unit| <[u8; 4]>::try_from(unit).ok()) {
        let unit = if big {
            u32::from_be_bytes(unit)
        } else {
            u32::from_le_bytes(unit)
        };
        let c = char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER);
        to.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
    }
    from.drain(..whole);
}

/// A line that is no UTF-8.
///
/// Nearly every line of Big5 is one of GBK too, with other characters: it is taken for Big5 where
/// only that has a word for a direction.
pub(super) fn other(line: &[u8]) -> (Cow<'_, str>, Option<Form>) {
    #[cfg(feature = "encodings")]
    {
        let simplified =
            encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(line);
        let told = |text: &Cow<'_, str>| super::way::has_chinese(text);
        if !simplified.as_ref().is_some_and(told)
            && let Some(text) =
                encoding_rs::BIG5.decode_without_bom_handling_and_without_replacement(line)
            && (simplified.is_none() || told(&text))
        {
            return (text, Some(Form::Big5));
        }
        let (text, faults) = encoding_rs::GB18030.decode_without_bom_handling(line);
        if !faults {
            return (text, Some(Form::Gbk));
        }
    }
    (String::from_utf8_lossy(line), None)
}

/// Index of the first end of a line.
pub(super) fn end_of_line(text: &[u8]) -> Option<usize> {
    text.iter().position(|byte| *byte == b'\n')
}

/// A line of pairs of hexadecimal digits alone, with blanks between them: its bytes. Whether
/// it is one.
pub(super) fn simple_hex(line: &[u8], bytes: &mut Vec<u8>) -> bool {
    let mut rest = line;
    bytes.reserve(line.len() / 2);
    loop {
        rest = match rest {
            [high, low, tail @ ..] => match (value(*high), value(*low)) {
                (high @ 0..=15, low @ 0..=15) => {
                    bytes.push(high << 4 | low);
                    tail
                }
                (BLANK, _) => rest.get(1..).unwrap_or_default(),
                _ => return false,
            },
            [last] => return value(*last) == BLANK && !bytes.is_empty(),
            [] => return !bytes.is_empty(),
        };
    }
}

/// Marks a blank in [`VALUES`].
const BLANK: u8 = 0x20;
/// Values of hexadecimal digits; 0xFF for what is none.
static VALUES: [u8; 256] = values();

const fn values() -> [u8; 256] {
    let mut all = [0xFF; 256];
    let mut byte = 0u8;
    // A loop of constants: iterators cannot run at compile time.
    while byte < 0x80 {
        let value = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'f' => byte - b'a' + 10,
            b'A'..=b'F' => byte - b'A' + 10,
            b' ' => BLANK,
            _ => 0xFF,
        };
        if let Some((_, [place, ..])) = all.split_at_mut_checked(byte as usize) {
            *place = value;
        }
        byte += 1;
    }
    all
}

fn value(digit: u8) -> u8 {
    VALUES.get(usize::from(digit)).copied().unwrap_or(0xFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::hex::hex_digit;

    #[test]
    fn contents_tell_themselves_by_their_first_bytes() {
        for (first, content) in [
            (&b"68 45 06"[..], Content::Text),
            (b"\xEF\xBB\xBF68", Content::MarkedText),
            (b"\xFF\xFE6\x008\x00", Content::Utf16 { big: false }),
            (b"6\x008\x00 \x004\x00", Content::Utf16 { big: false }),
            (b"\x68\x45\x06\x08\x11\x22\x20\x68", Content::Raw),
            (b"\xFE\xFE\xFE\xFE\x68", Content::Raw),
            (b"\x0A\x0D\x0D\x0A", Content::Packets { ng: true }),
            (b"\xD4\xC3\xB2\xA1", Content::Packets { ng: false }),
            ("收：68".as_bytes(), Content::Text),
            (b"\xCA\xD5\xA3\xBA68 45", Content::Text),
        ] {
            assert_eq!(super::content(first).0, content, "{first:02x?}");
        }
    }

    #[test]
    fn digits_have_the_values_of_the_standard_library() {
        for byte in 0..=255u8 {
            let expected = if byte == b' ' {
                BLANK
            } else {
                hex_digit(byte).unwrap_or(0xFF)
            };
            assert_eq!(value(byte), expected);
        }
    }

    #[test]
    fn halves_of_characters_wait() {
        let (mut from, mut to) = (vec![0x36, 0, 0x3D, 0xD8], Vec::new());
        utf16(&mut from, false, false, &mut to);
        assert_eq!((to.as_slice(), from.len()), (&b"6"[..], 2));
    }
}
