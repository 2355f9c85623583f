//! The words of a plain line: bytes, numbers, and text that is neither.
//!
//! A word is a run of letters and digits. It gives bytes as pairs of hexadecimal digits, with `0x`
//! or `\x` in front or `H` after them; as a decimal number from -128 to 255; or as a string of a
//! programming language with escapes. Text that touches a long run of digits is cut off. Notes in
//! brackets and comments after `//` and `#` count as nothing.

use super::hex::{hex_digit, pairs};
use super::plain::TEXT;
use super::{cells, escapes, numbers};
use std::ops::Range;

/// What a word is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Bytes: a range of the pool.
    Bytes(Range<usize>),
    /// One or three decimal digits, or a negative number: a byte only among its like.
    Number,
    /// An odd number of hexadecimal digits; the bytes as far as they come in pairs.
    Odd(Range<usize>),
    /// Neither.
    Text,
    /// A comma, semicolon, bar or tab.
    Delimiter,
    /// A note in brackets or a comment.
    Note,
}

/// One word and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// What it is.
    pub(super) kind: Kind,
    /// Its place in the line.
    pub(super) place: Range<usize>,
    /// Its value as a decimal byte, if it is one.
    pub(super) decimal: Option<i16>,
    /// One or two digits: its value as a hexadecimal number of its own.
    pub(super) single: Option<u8>,
    /// Whether it says that it is hexadecimal: `0x68`, `68H`.
    pub(super) marked: bool,
}

/// Fewest digits of a run that text may touch: the shortest frame has 24.
const TOUCHED: usize = 16;

/// Fewest words of a line in binary.
const BINARY: usize = 4;

/// The words of a line and the bytes they hold.
#[derive(Default)]
pub(super) struct Words {
    /// In order.
    pub(super) list: Vec<Word>,
    /// Bytes of the words.
    pub(super) pool: Vec<u8>,
}

impl Words {
    /// Reads a plain line, from `from` on.
    pub(super) fn read(&mut self, line: &[u8]) {
        self.list.clear();
        self.pool.clear();
        let mut at = 0;
        while let Some(byte) = line.get(at) {
            at = self.next(line, at, *byte);
        }
        self.binary(line);
    }

    /// Words of eight binary digits, if all of them are.
    fn binary(&mut self, line: &[u8]) {
        let bits = |word: &Word| {
            let text = line.get(word.place.clone()).unwrap_or_default();
            let text = text.strip_prefix(b"0b").unwrap_or(text);
            let is = text.len() == 8 && text.iter().all(|digit| matches!(digit, b'0' | b'1'));
            is.then(|| cells::bits(text))
        };
        let is_byte =
            |word: &&Word| !matches!(word.kind, Kind::Text | Kind::Delimiter | Kind::Note);
        let words = || self.list.iter().filter(is_byte);
        if words().count() < BINARY || !words().all(|word| bits(word).is_some()) {
            return;
        }
        for word in &mut self.list {
            if let Some(byte) = bits(word) {
                word.kind = Kind::Bytes(self.pool.len()..self.pool.len() + 1);
                self.pool.push(byte);
            }
        }
    }

    fn push(&mut self, kind: Kind, place: Range<usize>) {
        if let (Kind::Text, Some(last)) = (&kind, self.list.last_mut())
            && last.kind == Kind::Text
            && last.place.end == place.start
        {
            last.place.end = place.end;
            return;
        }
        self.list.push(Word {
            kind,
            place,
            decimal: None,
            single: None,
            marked: false,
        });
    }

    /// Reads what begins at `at`; where the next begins.
    fn next(&mut self, line: &[u8], at: usize, byte: u8) -> usize {
        let after = line.get(at + 1).copied();
        if matches!(byte, b'/' | b'+')
            && let Some(end) = self.base64(line, at)
        {
            return end;
        }
        let string = match (byte, after) {
            (b'\\', Some(b'u' | b'0'..=b'9')) => escapes::bare(line, at, &mut self.pool),
            (b'%', _) => escapes::percent(line, at, &mut self.pool),
            _ if line.contains(&b'%') && is_fresh(line, at) => {
                escapes::percent(line, at, &mut self.pool)
            }
            _ => None,
        };
        if let Some((bytes, end)) = string {
            self.push(Kind::Bytes(bytes), at..end);
            return end;
        }
        match byte {
            b',' | b';' | b'|' | b'\t' => {
                self.push(Kind::Delimiter, at..at + 1);
                at + 1
            }
            // Not in https://…
            b'/' if after == Some(b'/')
                && line.get(..at).is_none_or(|head| !head.ends_with(b":")) =>
            {
                self.push(Kind::Note, at..line.len());
                line.len()
            }
            b'/' if after == Some(b'*') => {
                let rest = line.get(at + 2..).unwrap_or_default();
                let len = rest.windows(2).position(|pair| pair == b"*/");
                let end = len.map_or(line.len(), |len| at + len + 4);
                self.push(Kind::Note, at..end);
                end
            }
            b'#' if (at == 0 || line.get(at - 1).is_some_and(u8::is_ascii_whitespace))
                && !is_placeholder(line, at)
                && !is_row(line, at) =>
            {
                self.push(Kind::Note, at..line.len());
                line.len()
            }
            b'(' | b'[' | b'{' => match note(line, at) {
                Some(end) => {
                    self.push(Kind::Note, at..end);
                    end
                }
                None => at + 1,
            },
            b'"' | b'\'' => match escapes::literal(line, at, &mut self.pool) {
                Some((bytes, end)) => {
                    self.push(Kind::Bytes(bytes), at..end);
                    end
                }
                None => at + 1,
            },
            b'-' if after.is_some_and(|byte| byte.is_ascii_digit()) && is_sign(line, at) => {
                self.negative(line, at)
            }
            b'=' | TEXT | b'%' | b'@' | b'&' | b'!' | b'?' | b'*' | b'~' | b'^' | b'+' | b'/'
            | b'#' => {
                self.push(Kind::Text, at..at + 1);
                at + 1
            }
            b'.' if !dotted(line, at) => {
                self.push(Kind::Text, at..at + 1);
                at + 1
            }
            b'\\' if matches!(after, Some(b'x' | b'X')) => self.word(line, at),
            _ if byte.is_ascii_alphanumeric() || byte == b'_' => self.word(line, at),
            // Control characters, letters of other sets: text; all other marks are between bytes.
            _ if byte < b' ' && byte != b'\r' => {
                self.push(Kind::Text, at..at + 1);
                at + 1
            }
            _ => at + 1,
        }
    }

    fn negative(&mut self, line: &[u8], at: usize) -> usize {
        let end = end_of(line, at + 1, |byte| byte.is_ascii_digit());
        let value = decimal(line.get(at + 1..end).unwrap_or_default());
        let place = at..end;
        match value.filter(|value| (1..=128).contains(value)) {
            Some(value) => self.list.push(Word {
                kind: Kind::Number,
                place,
                decimal: Some(-value),
                single: None,
                marked: false,
            }),
            // -68 in 16-68-AA is a byte after a hyphen.
            None => return self.word(line, at + 1),
        }
        end
    }

    fn word(&mut self, line: &[u8], at: usize) -> usize {
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'\\');
        let end = end_of(line, at, is_word);
        if let Some(end) = self.base64(line, at) {
            return end;
        }
        let text = line.get(at..end).unwrap_or_default();
        let start = self.pool.len();
        if text.iter().all(u8::is_ascii_hexdigit) {
            self.digits(text, at..end);
        } else if marked(text, &mut self.pool).is_some() {
            let bytes = start..self.pool.len();
            let single = (bytes.len() == 1)
                .then(|| self.pool.last().copied())
                .flatten();
            self.list.push(Word {
                kind: Kind::Bytes(bytes),
                place: at..end,
                decimal: None,
                single,
                marked: true,
            });
        } else {
            self.pool.truncate(start);
            self.touched(text, at);
        }
        end
    }

    /// A word in base64, which has marks of its own; where it ends.
    fn base64(&mut self, line: &[u8], at: usize) -> Option<usize> {
        let is = |byte: u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_')
        };
        let end = end_of(line, at, is);
        let bytes = numbers::base64(line.get(at..end)?, &mut self.pool)?;
        self.push(Kind::Bytes(bytes), at..end);
        Some(end)
    }

    /// A word of hexadecimal digits alone.
    fn digits(&mut self, text: &[u8], place: Range<usize>) {
        let start = self.pool.len();
        let value = decimal(text).filter(|value| *value <= 255);
        let kind = match text.len() {
            1 => Kind::Number,
            3 if value.is_some() => Kind::Number,
            len if len % 2 == 0 => {
                pairs(text, &mut self.pool);
                Kind::Bytes(start..self.pool.len())
            }
            _ => {
                pairs(aligned(text), &mut self.pool);
                Kind::Odd(start..self.pool.len())
            }
        };
        let single = match text {
            [low] => hex_digit(*low),
            [high, low] => hex_digit(*high)
                .zip(hex_digit(*low))
                .map(|(high, low)| high << 4 | low),
            _ => None,
        };
        self.list.push(Word {
            kind,
            place,
            decimal: value,
            single,
            marked: false,
        });
    }

    /// A word with other letters in it: long runs of digits are bytes that text touches.
    fn touched(&mut self, text: &[u8], at: usize) {
        let mut from = 0;
        while from < text.len() {
            let is_hex = text.get(from).is_some_and(u8::is_ascii_hexdigit);
            let end = end_of(text, from, |byte| byte.is_ascii_hexdigit() == is_hex);
            let run = text.get(from..end).unwrap_or_default();
            let start = self.pool.len();
            if is_hex && run.len() >= TOUCHED {
                pairs(aligned(run), &mut self.pool);
                self.push(Kind::Bytes(start..self.pool.len()), at + from..at + end);
            } else if is_hex && self.after_bytes() && from > 0 && run.len() % 2 == 0 {
                // After a placeholder: …33CS16.
                pairs(run, &mut self.pool);
                self.push(Kind::Bytes(start..self.pool.len()), at + from..at + end);
            } else {
                // `data` is one word of text, not `da`, `t`, `a`: neighbours grow together.
                self.push(Kind::Text, at + from..at + end);
            }
            from = end;
        }
    }

    /// Whether bytes and two letters of text are what was read last.
    fn after_bytes(&self) -> bool {
        let [.., bytes, text] = self.list.as_slice() else {
            return false;
        };
        matches!(bytes.kind, Kind::Bytes(_)) && text.kind == Kind::Text && text.place.len() == 2
    }
}

/// Whether a word may begin at `at`.
fn is_fresh(line: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| line.get(at));
    !before.is_some_and(u8::is_ascii_alphanumeric)
        && line.get(at).is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether `#` at `at` begins the number of a row of a table: `#12`, a tab, fields.
pub(super) fn is_row(line: &[u8], at: usize) -> bool {
    let rest = line.get(at + 1..).unwrap_or_default();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0 && rest.get(digits) == Some(&b'\t')
}

/// Whether `##` at `at` hides a byte that nobody is to see.
fn is_placeholder(line: &[u8], at: usize) -> bool {
    at > 0 && matches!(line.get(at..), Some([b'#', b'#', rest @ ..]) if !rest.starts_with(b"#"))
}

fn end_of(line: &[u8], at: usize, is: impl Fn(u8) -> bool) -> usize {
    let rest = line.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| is(**byte)).count()
}

/// Up to three decimal digits.
fn decimal(text: &[u8]) -> Option<i16> {
    if text.is_empty() || text.len() > 3 {
        return None;
    }
    text.iter().try_fold(0i16, |value, digit| {
        digit
            .is_ascii_digit()
            .then(|| value * 10 + i16::from(digit - b'0'))
    })
}

/// A run of digits without the one in front that belongs to a word it touches: two 68 eight bytes
/// apart show where the pairs begin.
fn aligned(run: &[u8]) -> &[u8] {
    let start = run
        .windows(16)
        .position(|bytes| bytes.starts_with(b"68") && bytes.ends_with(b"68"));
    match start {
        Some(at) if at % 2 == 1 => run.get(1..).unwrap_or_default(),
        // Without two starts the end shows it, if the run has one.
        None if run.len() % 2 == 1 && run.ends_with(b"16") => run.get(1..).unwrap_or_default(),
        _ => run,
    }
}

/// Digits with marks: `0x68`, `\x68\x45`, `0x6845`, `0x8`, `68H`, `0FEH`, `68H45H`.
fn marked(text: &[u8], pool: &mut Vec<u8>) -> Option<()> {
    let mut rest = text;
    // `0x68u8` of Rust, `0x68U` of C.
    if text.starts_with(b"0x") {
        let types: [&[u8]; 5] = [b"u8", b"UL", b"ul", b"U", b"u"];
        let kind = types.iter().find(|kind| text.ends_with(kind));
        rest = kind.map_or(text, |kind| text.strip_suffix(*kind).unwrap_or(text));
    }
    while !rest.is_empty() {
        rest = match rest {
            [b'0' | b'\\', b'x' | b'X', tail @ ..] => {
                let len = tail
                    .iter()
                    .take_while(|byte| byte.is_ascii_hexdigit())
                    .count();
                // `0x680x45`: the last zero begins the next mark.
                let next = matches!(tail.get(..len + 1), Some([.., b'0', b'x' | b'X']));
                let len = len - usize::from(next);
                // `\x68E` has an E after the byte; `0x6845` is two bytes.
                let digits = tail.get(..len)?;
                match (len, rest.first()) {
                    (0, _) => return None,
                    (1, _) => pool.push(hex_digit(*digits.first()?)?),
                    (len, Some(b'0')) if len % 2 == 1 => return None,
                    _ => pairs(digits, pool),
                }
                tail.get(len..)?
            }
            _ => {
                let len = rest
                    .iter()
                    .take_while(|byte| byte.is_ascii_hexdigit())
                    .count();
                let (digits, tail) = rest.split_at_checked(len)?;
                let [b'h' | b'H', tail @ ..] = tail else {
                    return None;
                };
                match digits {
                    // Assemblers want a digit in front: 0FEH.
                    [b'0', high, low] => pairs(&[*high, *low], pool),
                    [low] => pool.push(hex_digit(*low)?),
                    [_, _, ..] if len % 2 == 0 => pairs(digits, pool),
                    _ => return None,
                }
                tail
            }
        };
    }
    Some(())
}

/// Whether the hyphen at `at` is a sign and not what separates two bytes.
fn is_sign(line: &[u8], at: usize) -> bool {
    let pair = |text: &[u8]| {
        text.split_at_checked(2).is_some_and(|(digits, rest)| {
            digits.iter().all(u8::is_ascii_hexdigit) && matches!(rest, [] | [b' ', ..])
        })
    };
    let Some(before) = at.checked_sub(1).and_then(|at| line.get(at)) else {
        // A removed line of a patch, or a list: -68 66 55.
        let first = line.get(at + 1..).unwrap_or_default();
        return !(pair(first) && first.get(3..).is_some_and(pair));
    };
    matches!(before, b' ' | b'\t' | b',' | b'[' | b'{' | b'(')
}

/// Whether the point at `at` is between two pairs of digits, as in `68.45.06`.
fn dotted(line: &[u8], at: usize) -> bool {
    let pair = |from: Option<usize>| {
        from.and_then(|from| line.get(from..from + 2))
            .is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit))
    };
    let digit = |at: Option<usize>| {
        at.and_then(|at| line.get(at))
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    pair(at.checked_sub(2))
        && pair(Some(at + 1))
        && !digit(at.checked_sub(3))
        && !digit(Some(at + 3))
        && line.iter().filter(|byte| **byte == b'.').count() >= 8
}

/// The end of a bracket that holds a note: text, or a lone number such as a length.
fn note(line: &[u8], at: usize) -> Option<usize> {
    let open = *line.get(at)?;
    let close = match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    };
    let rest = line.get(at + 1..)?;
    let len = rest.iter().position(|byte| *byte == close)?;
    let inside = rest.get(..len)?;
    let end = at + len + 2;
    // [68][45] and [68] [45] are bytes in brackets.
    let after = line.get(end..).unwrap_or_default();
    let beside = line.get(end) == Some(&open)
        || at.checked_sub(1).and_then(|at| line.get(at)) == Some(&close)
        || matches!(after, [b' ', next, high, low, end, ..] if *next == open && *end == close
            && high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
        || matches!(line.get(..at), Some([.., high, low, end, b' ']) if *end == close
            && high.is_ascii_hexdigit() && low.is_ascii_hexdigit());
    let lone = (1..=4).contains(&len) && inside.iter().all(u8::is_ascii_digit) && !beside;
    // Braces hold data in most languages, square brackets lists: only words of letters make a note
    // of them.
    let lettered =
        |byte: &u8| *byte == TEXT || (byte.is_ascii_alphabetic() && !byte.is_ascii_hexdigit());
    let mut letters = inside.split(|byte| !byte.is_ascii_alphanumeric() && *byte != TEXT);
    let has_text =
        letters.any(|word| word.iter().any(lettered) && marked(word, &mut Vec::new()).is_none());
    let holds_bytes = inside
        .iter()
        .filter(|byte| byte.is_ascii_hexdigit())
        .count()
        >= TOUCHED + 8;
    // `write(3, "\376h…")`: arguments of a call.
    let escaped = inside.contains(&b'\\');
    // `BinData(0, "aKqq…")`: a string long enough for base64.
    let mut strings = inside.split(|byte| *byte == b'"').skip(1).step_by(2);
    let encoded = strings.any(|string| string.len() >= TOUCHED && !string.contains(&b' '));
    let is_data = holds_bytes || escaped || encoded;
    (lone || (has_text && open != b'{' && !is_data)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(line: &str) -> Vec<u8> {
        let mut words = Words::default();
        words.read(line.as_bytes());
        let ranges = words.list.iter().filter_map(|word| match &word.kind {
            Kind::Bytes(range) | Kind::Odd(range) => Some(range.clone()),
            _ => None,
        });
        ranges
            .flat_map(|range| words.pool[range].to_vec())
            .collect()
    }

    #[test]
    fn bytes_in_every_dress() {
        for line in [
            "68AA13",
            "68 aa 13",
            "0x68,0xAA,0x13",
            "\\x68\\xaa\\x13",
            "68H AAH 13H",
            "68h, 0AAh, 13h",
            "[68-AA-13]",
            "0x68AA13",
            "68\tAA13 ",
            "(byte) 0x68, (byte)0xAA, (byte) 0x13",
            "68 (start) AA [code] 13 // end 16",
            "68 /* 16 */ AA 13 # FF",
            "data=68=AA=13",
        ] {
            assert_eq!(bytes(line), [0x68, 0xAA, 0x13], "{line}");
        }
        assert_eq!(bytes("0x8, 0x16"), [0x08, 0x16]);
        assert_eq!(bytes("[68][AA][13]"), [0x68, 0xAA, 0x13]);
    }

    #[test]
    fn text_that_touches_is_cut_off() {
        let frame = "68AAAAAAAAAAAA681300DF16";
        let hex = |text: &str| {
            let mut pool = Vec::new();
            pairs(text.as_bytes(), &mut pool);
            pool
        };
        for line in [
            format!("RX{frame}"),
            format!("data{frame}end"),
            format!("A{frame}"),
            format!("{frame}ok"),
            format!("cmd:{frame};"),
        ] {
            let found = bytes(&line);
            assert!(found.ends_with(&hex(frame)), "{line} {found:02x?}");
        }
    }
}
