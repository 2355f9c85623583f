//! Marks of hexadecimal that are words of their own in other languages, made blanks.
//!
//! Basic writes `&H68`, PLC languages `16#68`, Verilog `8'h68`, Pascal strings `#$68`, and some
//! tools `68_66_55`, `68/66/55`, `x68x66` or `#68 #66`; mails have `=68=66` and pages `&nbsp;`
//! between the bytes. Each mark is
//! replaced by as many blanks, so that columns stay right.

/// Fewest marks on a line: a single one may be a word of the text.
const FEWEST: usize = 8;

const MARKS: [&[u8]; 13] = [
    b"&nbsp;", b"&#160;", b"&h", b"&H", b"B#16#", b"16#", b"8'h", b"8'H", b"#$", b"#", b"x", b"=",
    b"+",
];

/// What Kotlin wants after a number above 127.
const CASTS: [&[u8]; 2] = [b".toByte()", b".toUByte()"];

/// Blanks the marks of a plain line.
pub(super) fn blank(line: &mut [u8]) {
    for cast in CASTS {
        let windows = line.windows(cast.len()).zip(0..);
        let found: Vec<usize> = windows
            .filter(|(part, _)| *part == cast)
            .map(|(_, at)| at)
            .collect();
        found.iter().for_each(|at| fill(line, *at, cast.len()));
    }
    for mark in MARKS {
        let places = before_pairs(line, mark);
        if places.len() >= FEWEST {
            places.iter().for_each(|at| fill(line, *at, mark.len()));
        }
    }
    escaped_marks(line);
    let quoted = quoted_characters(line);
    if quoted.len() >= FEWEST {
        quoted.into_iter().for_each(|(at, len)| fill(line, at, len));
    }
    let between: Vec<usize> = line
        .windows(5)
        .enumerate()
        .filter(|(_, five)| {
            matches!(five, [a, b, b'_' | b'/', c, d]
                if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()))
        })
        .map(|(at, _)| at + 2)
        .collect();
    if between.len() >= FEWEST {
        between.iter().for_each(|at| fill(line, *at, 1));
    }
}

/// Characters that debuggers print after each number: `{104 'h', 6 '\006'}`.
fn quoted_characters(line: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = line.get(at..).filter(|rest| rest.len() > 4) {
        let len = match rest {
            [digit, b' ', b'\'', b'\\', tail @ ..] if digit.is_ascii_digit() => {
                let end = tail.iter().skip(1).take(4).position(|byte| *byte == b'\'');
                end.map(|end| end + 4)
            }
            [digit, b' ', b'\'', _, b'\'', ..] if digit.is_ascii_digit() => Some(3),
            _ => None,
        };
        if let Some(len) = len {
            found.push((at + 2, len));
        }
        at += len.map_or(1, |len| len + 2);
    }
    found
}

/// Makes `\n`, `\t` and `\"` of a text in a text blanks, where no other letter is escaped: in
/// `"TX: 68 16\nRX: 68 16\n"` they end lines, in `"\xfehE\n"` they are bytes.
fn escaped_marks(line: &mut [u8]) {
    let escapes = |line: &[u8]| {
        let pairs = line.windows(2).zip(0..);
        let found = pairs.filter(|(pair, _)| pair.starts_with(b"\\"));
        found
            .map(|(pair, at)| (at, pair.last().copied().unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    let all = escapes(line);
    let is_mark = |letter: u8| matches!(letter, b'n' | b'r' | b't' | b'"' | b'/' | b'\\');
    if all.is_empty() || !all.iter().all(|(_, letter)| is_mark(*letter)) {
        return;
    }
    for (at, letter) in all {
        fill(
            line,
            at,
            if matches!(letter, b'n' | b'r' | b't') {
                2
            } else {
                1
            },
        );
    }
}

/// Where `mark` comes before a pair of digits that ends there.
fn before_pairs(line: &[u8], mark: &[u8]) -> Vec<usize> {
    let pair = |at: usize| match line.get(at + mark.len()..) {
        Some([high, low, rest @ ..]) => {
            high.is_ascii_hexdigit()
                && low.is_ascii_hexdigit()
                && !rest.first().is_some_and(u8::is_ascii_hexdigit)
        }
        _ => false,
    };
    // `0x68` and `\x68` are read as they are.
    let prefixed = |at: usize| {
        let before = line.get(..at).unwrap_or_default();
        // `x20x68` has a zero before its mark too.
        let zero = matches!(before, [b'0'] | [.., b'0']) && !matches!(before, [.., b'x', _, b'0']);
        mark == b"x" && (zero || before.ends_with(b"\\"))
    };
    let windows = line.windows(mark.len()).enumerate();
    windows
        .filter(|(at, part)| *part == mark && pair(*at) && !prefixed(*at))
        .map(|(at, _)| at)
        .collect()
}

fn fill(line: &mut [u8], at: usize, len: usize) {
    if let Some(place) = line.get_mut(at..at + len) {
        place.fill(b' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_blanks_where_there_are_many() {
        for mark in MARKS {
            let mark = std::str::from_utf8(mark).unwrap();
            let mut line = format!("{mark}68 ").repeat(8).into_bytes();
            blank(&mut line);
            let text = String::from_utf8(line).unwrap();
            assert_eq!(text.split_whitespace().count(), 8, "{text}");
            let mut few = format!("{mark}68").into_bytes();
            blank(&mut few);
            assert_eq!(few, format!("{mark}68").into_bytes());
        }
        let mut line = *b"68_66_55_44_33_22_11_68_91";
        blank(&mut line);
        assert_eq!(&line, b"68 66 55 44 33 22 11 68 91");
    }
}
