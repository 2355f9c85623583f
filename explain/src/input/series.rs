//! One byte a line with a number before it: `[0]: 104`, `byte 3: 68`, `12-96 uart-1: FE`.
//!
//! Debuggers print arrays so, simple programs print what they receive so, and protocol analysers
//! write their annotations so. The number is an index or a time and no byte; whether the values are
//! decimal is told by the first of them, which is a start byte or a wake-up byte in one base only.

use super::hex::hex_digit;

/// Base of the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    Hex,
    Decimal,
}

/// A line of a list, taken apart.
#[derive(Debug, PartialEq, Eq)]
struct Item<'a> {
    /// The text with its digits as 0.
    label: Vec<u8>,
    /// The index, if it counts.
    index: Option<usize>,
    /// The digits of the value.
    value: &'a [u8],
    /// It says that it is hexadecimal.
    marked: bool,
}

/// Where the list is.
#[derive(Default)]
pub(super) struct Series {
    label: Vec<u8>,
    next: usize,
    base: Option<Base>,
}

impl Series {
    /// The byte of a line, and whether a list begins here.
    pub(super) fn byte(&mut self, line: &[u8]) -> Option<(u8, bool)> {
        let item = item(line)?;
        let goes_on = self.base.is_some()
            && item.label == self.label
            // A number that stays is part of a name: `uart-1: 68`.
            && item.index.is_none_or(|index| index == self.next || index + 1 == self.next);
        let base = match self.base.filter(|_| goes_on) {
            Some(base) => base,
            None => first_base(&item)?,
        };
        let byte = match base {
            Base::Hex => hex(item.value)?,
            Base::Decimal => decimal(item.value)?,
        };
        self.next = item.index.unwrap_or_default() + 1;
        self.label = item.label;
        self.base = Some(base);
        Some((byte, !goes_on))
    }
}

/// The base of a list that begins with this item: its first byte is 68 or FE.
fn first_base(item: &Item<'_>) -> Option<Base> {
    let is_first = |byte: Option<u8>| matches!(byte, Some(dlt645::START | dlt645::WAKE_UP));
    let in_hex = is_first(hex(item.value));
    let in_decimal = is_first(decimal(item.value)) && !item.marked;
    match (in_hex, in_decimal) {
        (true, _) => Some(Base::Hex),
        (false, true) => Some(Base::Decimal),
        _ => None,
    }
}

fn hex(digits: &[u8]) -> Option<u8> {
    match digits {
        [low] => hex_digit(*low),
        [high, low] => Some(hex_digit(*high)? << 4 | hex_digit(*low)?),
        _ => None,
    }
}

fn decimal(digits: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(digits).ok()?;
    let value: i16 = text.parse().ok()?;
    (-128..=255)
        .contains(&value)
        .then(|| value.rem_euclid(256) as u8)
}

/// Takes a line apart: words, a number, a mark, words, the value, its character or its type.
fn item(line: &[u8]) -> Option<Item<'_>> {
    if line.len() > LONGEST {
        return None;
    }
    let line = line.trim_ascii();
    let end = value_end(line);
    let head = line.get(..end)?;
    let len = head
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let word = head.get(end - len..)?;
    let sign = matches!(head.get(..end - len), Some([.., b' ' | b'=', b'-'])) as usize;
    let value_at = end - len - sign;
    let digits = word.strip_prefix(b"0x").or(word.strip_prefix(b"0X"));
    let before = head.get(..value_at)?;
    let lead = before.trim_ascii_end();
    // Blanks alone are no mark: `12 68` is two bytes.
    let (last, text) = lead.split_last()?;
    let bracket = *last == b']' && before.len() > lead.len();
    if !matches!(last, b':' | b'=' | b')') && !bracket {
        return None;
    }
    let value = match digits {
        Some(digits) => digits,
        None => head.get(value_at..)?,
    };
    if value.is_empty() || value.len() > 4 {
        return None;
    }
    let first = text.iter().position(u8::is_ascii_digit)?;
    let number = text.get(first..)?;
    let len = number
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let touched = first
        .checked_sub(1)
        .and_then(|at| text.get(at))
        .is_some_and(u8::is_ascii_alphabetic);
    let rest = number.get(len..)?;
    // Of a span of samples neither end counts by one.
    let span = rest.first() == Some(&b'-') && rest.get(1).is_some_and(u8::is_ascii_digit);
    if touched || (!span && rest.iter().any(u8::is_ascii_alphanumeric)) {
        return None;
    }
    let index = std::str::from_utf8(number.get(..len)?).ok()?;
    let index = index.parse().ok().filter(|_| !span);
    let mut label: Vec<u8> = lead
        .iter()
        .map(|byte| if byte.is_ascii_digit() { b'0' } else { *byte })
        .filter(|byte| *byte != b' ')
        .collect();
    label.dedup_by(|one, other| *one == b'0' && *other == b'0');
    Some(Item {
        label,
        index,
        value,
        marked: digits.is_some(),
    })
}

/// Longest line of a list.
const LONGEST: usize = 120;

/// The end of the value: before a character in quotes, a type, a comma.
fn value_end(line: &[u8]) -> usize {
    let mut line = line;
    for word in [
        &b"unsigned char"[..],
        b"uint8_t",
        b"uchar",
        b"char",
        b"byte",
        b"u8",
    ] {
        line = line.strip_suffix(word).unwrap_or(line).trim_ascii_end();
    }
    if let [.., b'\''] = line {
        let body = line.get(..line.len() - 1).unwrap_or_default();
        // The quote may itself be quoted.
        let open = body
            .iter()
            .rposition(|byte| *byte == b'\'')
            .unwrap_or(body.len());
        let open = match body.get(..open) {
            Some([.., b'\'' | b'\\']) => open.saturating_sub(1 + usize::from(open > 1)),
            _ => open,
        };
        line = body.get(..open).unwrap_or_default();
    }
    let line = line.trim_ascii_end();
    line.strip_suffix(b",")
        .or(line.strip_suffix(b";"))
        .unwrap_or(line)
        .trim_ascii_end()
        .len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Vec<u8> {
        let mut series = Series::default();
        let found = lines.iter().filter_map(|line| series.byte(line.as_bytes()));
        found.map(|(byte, _)| byte).collect()
    }

    #[test]
    fn indexes_are_no_bytes() {
        let bytes = [0x68, 0x45, 0x06, 0x9A];
        for lines in [
            [
                "[0]: 104 'h'",
                "[1]: 69 'E'",
                "[2]: 6 '\\006'",
                "[3]: 154 '\\232'",
            ],
            [
                "[0]   0x68   unsigned char",
                "[1]   0x45   unsigned char",
                "[2]   0x06   unsigned char",
                "[3]   0x9A   unsigned char",
            ],
            ["byte 0: 68", "byte 1: 45", "byte 2: 6", "byte 3: 9A"],
            ["0: 104", "1: 69", "2: 6", "3: 154"],
            [
                "0-9 uart-1: 68",
                "12-20 uart-1: 45",
                "30-38 uart-1: 06",
                "40-48 uart-1: 9A",
            ],
            [
                "buf[0] = 0x68;",
                "buf[1] = 0x45;",
                "buf[2] = 0x6;",
                "buf[3] = 0x9a;",
            ],
        ] {
            assert_eq!(read(&lines), bytes, "{lines:?}");
        }
    }

    #[test]
    fn other_lines_are_no_list() {
        for line in [
            "12 68",
            "COM3: 68",
            "time 12:00:68",
            "len=20: FE FE",
            "68: 45",
            "at 1: 45",
        ] {
            assert_eq!(read(&[line]), [], "{line}");
        }
        // A list that counts otherwise ends it.
        assert_eq!(read(&["[0]: 104", "[7]: 69"]), [0x68]);
    }
}
