//! Dumps of any program that prints the bytes of a line once more as characters.
//!
//! Debuggers, loggers and editors lay their dumps out in a hundred ways: with an address or
//! without, with words of a log before it, with frames of lines around it. What they share is that
//! the text after the bytes has one character for each of them, and that a byte that can be printed
//! is printed as itself. That is checked, so the layout does not have to be known, and a digit in
//! the column of characters is never taken for a byte.

use super::hex::pairs;
use super::plain::TEXT;
use std::ops::Range;

/// A line whose characters were found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// The number before them, if there is one that looks like an address.
    pub(super) address: Option<usize>,
    /// What is before the address, or before the bytes.
    pub(super) lead: Range<usize>,
}

/// Most bytes of a row; programs print 8, 16 or 32.
const WIDEST: usize = 64;
/// Fewest bytes that are believed without an address: three letters may match by chance.
const FEWEST: usize = 4;
/// Marks in the column of characters that are none: `|` at both ends, one in the middle.
const MARKS: usize = 3;

/// Reads a plain line.
pub(super) fn row(line: &[u8]) -> Option<Row> {
    if line.len() > 8 * WIDEST {
        return None;
    }
    let (words, pool) = hex_words(line);
    // The first end of bytes that fits is not always right: `33 33  33` may go on. The last is.
    (0..words.len())
        .rev()
        .find_map(|last| ending_at(line, words.get(..=last)?, &pool))
}

/// A word of digit pairs and where its bytes are.
struct Pairs {
    place: Range<usize>,
    bytes: Range<usize>,
}

/// The row whose last byte is in the last of `words`.
fn ending_at(line: &[u8], words: &[Pairs], pool: &[u8]) -> Option<Row> {
    let last = words.last()?;
    let tail = line.get(last.place.end..)?;
    let gap = tail.iter().take_while(|byte| is_gap(**byte)).count();
    if gap == 0 {
        return None;
    }
    let mut best: Option<(usize, usize, &[u8])> = None;
    // Groups of a row are equally wide, but for the last.
    let width = words.iter().rev().nth(1).map(|word| word.place.len());
    let mut after = last.place.start;
    for (index, word) in words.iter().enumerate().rev() {
        let bytes = pool.get(word.bytes.start..last.bytes.end)?;
        let between = line.get(word.place.end..after).unwrap_or_default();
        let apart = bytes.len() > word.bytes.len()
            && (width != Some(word.place.len()) || between.contains(&b':'));
        if apart || bytes.len() > WIDEST.min(tail.len() + MARKS) {
            break;
        }
        after = word.place.start;
        // Blanks and marks between bytes and characters may be characters themselves.
        let texts = (1..=gap).filter_map(|skip| tail.get(skip..));
        let cost = texts.filter_map(|text| shows(text, bytes)).min();
        if let Some(cost) = cost
            && best.is_none_or(|(least, ..)| cost <= least)
        {
            best = Some((cost, index, bytes));
        }
    }
    let (_, first, bytes) = best?;
    let (address, lead) = address(line.get(..words.get(first)?.place.start)?);
    // More bytes before those that are shown: the characters fit by chance.
    let beside = first.checked_sub(1).and_then(|at| words.get(at));
    let beside = beside.is_some_and(|word| word.bytes.len() == 1 && address.is_none());
    let believed = bytes.len() >= FEWEST || (address.is_some() && gap >= 2);
    (believed && !beside).then(|| Row {
        bytes: bytes.to_vec(),
        address,
        lead,
    })
}

fn is_gap(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | TEXT | b'|' | b'>' | b'"' | b'\'' | b':' | b'*'
    )
}

/// Whether `text` shows each of `bytes` as one character: how many characters are left over or
/// missing.
fn shows(text: &[u8], bytes: &[u8]) -> Option<usize> {
    // Whether all bytes so far can be shown with so many marks between them: a mark may as well be
    // the sign for a byte, so both ways are followed.
    let mut ways = [true, false, false, false];
    for (at, byte) in bytes.iter().enumerate() {
        for marks in 1..ways.len() {
            let mark = text.get(at + marks - 1);
            let skips = matches!(mark, Some(&(b'|' | b' ' | TEXT)));
            let before = ways.get(marks - 1) == Some(&true);
            if let Some(way) = ways.get_mut(marks) {
                *way |= before && skips;
            }
        }
        // Blanks at the end of a line may be lost.
        for (marks, way) in ways.iter_mut().enumerate() {
            *way &= match text.get(at + marks) {
                Some(c) => shown(*c, *byte),
                None => *byte <= b' ' && at + marks < text.len() + MARKS,
            };
        }
        if ways == [false; 4] {
            return None;
        }
    }
    let over = |marks: usize| {
        let end = bytes.len() + marks;
        let rest = text.get(end.min(text.len())..).unwrap_or_default();
        let gap = rest.iter().all(|c| is_gap(*c) || *c == b'<');
        gap.then(|| marks + rest.len() + end.saturating_sub(text.len()))
    };
    let ways = ways.iter().zip(0..).filter(|(way, _)| **way);
    ways.filter_map(|(_, marks)| over(marks)).min()
}

/// Whether `c` is how a program prints `byte`.
fn shown(c: u8, byte: u8) -> bool {
    match byte {
        b'!'..=b'~' => c == byte,
        b' ' => matches!(c, b' ' | b'.' | b'_'),
        0 => !c.is_ascii_alphanumeric() || c == b'0',
        // A blank is a mark in the column, not a byte.
        _ => !c.is_ascii_alphanumeric() && c != b' ',
    }
}

/// Words of digit pairs, bytes or groups of two, four or eight, and all their bytes.
fn hex_words(line: &[u8]) -> (Vec<Pairs>, Vec<u8>) {
    let (mut words, mut pool) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < line.len() {
        let rest = line.get(at..).unwrap_or_default();
        let len = rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        let word = rest.get(..len).unwrap_or_default();
        if matches!(len, 2 | 4 | 8 | 16) && word.iter().all(u8::is_ascii_hexdigit) {
            let start = pool.len();
            pairs(word, &mut pool);
            words.push(Pairs {
                place: at..at + len,
                bytes: start..pool.len(),
            });
        }
        at += len.max(1);
    }
    (words, pool)
}

/// The address at the end of what is before the bytes, and what is before it: `00000010:`,
/// `0x3ffb0010`, `0010-001F:`.
fn address(before: &[u8]) -> (Option<usize>, Range<usize>) {
    let is_mark = |byte: &u8| is_gap(*byte) || *byte == b'[' || *byte == b']';
    let trimmed = before.len() - before.iter().rev().take_while(|byte| is_mark(byte)).count();
    let word = |end: usize| {
        let digits = before.get(..end).unwrap_or_default().iter().rev();
        end - digits.take_while(|byte| byte.is_ascii_hexdigit()).count()..end
    };
    let mut place = word(trimmed);
    // Of a range the first counts.
    if let Some(b'-') = place.start.checked_sub(1).and_then(|at| before.get(at)) {
        place = word(place.start - 1);
    }
    let start = match before.get(..place.start) {
        Some([.., b'0', b'x' | b'X']) => place.start - 2,
        _ => place.start,
    };
    let touched = start
        .checked_sub(1)
        .and_then(|at| before.get(at))
        .is_some_and(u8::is_ascii_alphanumeric);
    let digits = before.get(place.clone()).unwrap_or_default();
    let value = std::str::from_utf8(digits)
        .ok()
        .filter(|digits| (4..=16).contains(&digits.len()) && !touched)
        .and_then(|digits| usize::from_str_radix(digits, 16).ok());
    match value {
        Some(value) => (Some(value), 0..start),
        None => (None, 0..before.len()),
    }
}

/// Where a run of rows is: rows with the same words before them go on with each other.
#[derive(Default)]
pub(super) struct Sheets {
    known: Vec<(Vec<u8>, usize)>,
}

impl Sheets {
    /// Whether a line is the address after the last row, as `hexdump` prints it.
    pub(super) fn is_end(&self, line: &[u8]) -> bool {
        let digits = std::str::from_utf8(line.trim_ascii()).unwrap_or_default();
        let address = usize::from_str_radix(digits, 16).ok();
        (6..=8).contains(&digits.len()) && self.known.iter().any(|(_, next)| address == Some(*next))
    }

    /// The number of the run that a row belongs to, and whether it begins here.
    pub(super) fn place(&mut self, lead: &[u8], row: &Row) -> (u32, bool) {
        let known = self.known.iter().position(|(other, _)| other == lead);
        let index = known.unwrap_or(self.known.len());
        if known.is_none() {
            if self.known.len() == MOST {
                self.known.clear();
            }
            self.known.push((lead.to_vec(), 0));
        }
        let index = index.min(self.known.len() - 1);
        let Some((_, next)) = self.known.get_mut(index) else {
            return (FIRST_SHEET, true);
        };
        let first = match row.address {
            Some(address) => address != *next || known.is_none(),
            None => known.is_none(),
        };
        *next = row.address.unwrap_or(*next) + row.bytes.len();
        (FIRST_SHEET + index as u32, first)
    }
}

/// Most runs that are told apart.
const MOST: usize = 64;
/// Numbers of streams below are those of directions, networks and connections.
const FIRST_SHEET: u32 = 0x4000_0000;

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: [u8; 16] = [
        0xFE, 0xFE, 0x68, 0x45, 0x06, 0x08, 0x33, 0x33, 0x34, 0x33, 0x20, 0x00, 0x7C, 0x16, 0x68,
        0x31,
    ];

    #[test]
    fn characters_are_found_in_any_layout() {
        for (line, address) in [
            (
                "0000  fe fe 68 45 06 08 33 33  34 33 20 00 7c 16 68 31   ..hE..33 43 .|.h1",
                Some(0),
            ),
            (
                "    00000010  fe fe 68 45 06 08 33 33  34 33 20 00 7c 16 68 31  |..hE..3343 .|.h1|",
                Some(16),
            ),
            (
                "I (1) UART: 0x3ffb0010   fe fe 68 45 06 08 33 33  34 33 20 00 7c 16 68 31  |..hE..3343 .|.h1|",
                Some(0x3ffb_0010),
            ),
            (
                "D/HEX rx: 0010-001F: FE FE 68 45 06 08 33 33 34 33 20 00 7C 16 68 31  ..hE..3343 .|.h1",
                Some(16),
            ),
            (
                "   fe fe 68 45 06 08 33 33  34 33 20 00 7c 16 68 31 |..hE..33 43 .|.h1",
                None,
            ),
            (
                "00000010: fefe 6845 0608 3333 3433 2000 7c16 6831  ..hE..3343 .|.h1",
                Some(16),
            ),
            (
                "0000000000000010 FE FE 68 45 06 08 33 33 34 33 20 00 7C 16 68 31 ..hE..3343 .|.h1",
                Some(16),
            ),
            (
                "000010 fe fe 68 45 06 08 33 33 34 33 20 00 7c 16 68 31  >..hE..3343 .|.h1<",
                Some(16),
            ),
        ] {
            let row = row(line.as_bytes()).unwrap();
            assert_eq!(
                (row.bytes.as_slice(), row.address),
                (&BYTES[..], address),
                "{line}"
            );
        }
        let short =
            row(b"00000020  33 16                                            |3.|").unwrap();
        assert_eq!((short.bytes, short.address), (vec![0x33, 0x16], Some(32)));
    }

    #[test]
    fn text_after_bytes_is_no_column() {
        for line in [
            "RX: 68 45 06 08 33 33  good",
            "68 45 06 08 33 33",
            "68 45 06 08 33 33 34",
            "68 16  ok",
            "12:00:00 33 3",
        ] {
            assert_eq!(row(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn rows_with_the_same_words_go_on() {
        let mut sheets = Sheets::default();
        let row = |address| Row {
            bytes: vec![0; 16],
            address,
            lead: 0..0,
        };
        assert!(sheets.place(b"", &row(Some(0))).1);
        assert!(sheets.place(b"    ", &row(Some(0))).1);
        assert!(!sheets.place(b"", &row(Some(16))).1);
        assert!(!sheets.place(b"    ", &row(Some(16))).1);
        assert!(sheets.place(b"", &row(Some(0))).1);
    }
}
