//! Bytes among the characters of a string: `b'\xfehE\x06'`, `"\376hE\006"`, `%FEhE%06`.
//!
//! Python, C, shells, tracers and browsers print bytes that are letters as letters and all others
//! with an escape. The digits of an escape are octal in most languages and decimal in Lua; a digit
//! above 7 or a number above 377 tells which.

use super::hex::{hex_digit, pairs};
use std::ops::Range;

/// Fewest escapes of a string that is not in quotes, or has no `\x`: paths have a few.
const FEWEST: usize = 4;

/// A string in quotes at `at` that has escapes of bytes among its characters. Appends its bytes to
/// `pool`; `None` if it is no such string.
pub(super) fn literal(line: &[u8], at: usize, pool: &mut Vec<u8>) -> Option<(Range<usize>, usize)> {
    let quote = *line.get(at)?;
    let rest = line.get(at + 1..)?;
    let len = closing(rest, quote)?;
    let prefixed = at
        .checked_sub(1)
        .and_then(|at| line.get(at))
        .is_some_and(|byte| matches!(byte, b'b' | b'B'));
    let start = pool.len();
    let counts = decode(rest.get(..len)?, pool);
    let good = counts.is_some_and(|counts| {
        // Escapes with blanks or commas between them are a list, not one string.
        let separated = pool.len() - start > counts.escapes + counts.plain;
        let told = counts.hex > 0 || counts.escapes >= FEWEST;
        told && !(separated && counts.plain == 0 && !prefixed)
    });
    if !good {
        pool.truncate(start);
        return None;
    }
    Some((start..pool.len(), at + len + 2))
}

/// Escapes without quotes from `at` on, which is a backslash.
pub(super) fn bare(line: &[u8], at: usize, pool: &mut Vec<u8>) -> Option<(Range<usize>, usize)> {
    let rest = line.get(at..)?;
    let end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b',' | b';');
    let len = rest.iter().position(end).unwrap_or(rest.len());
    let start = pool.len();
    let counts = decode(rest.get(..len)?, pool);
    if counts.is_none_or(|counts| counts.escapes <= FEWEST) {
        pool.truncate(start);
        return None;
    }
    Some((start..pool.len(), at + len))
}

/// What a browser makes of bytes: `%FE%FEhE%06`.
pub(super) fn percent(line: &[u8], at: usize, pool: &mut Vec<u8>) -> Option<(Range<usize>, usize)> {
    let rest = line.get(at..)?;
    let is = |byte: &u8| byte.is_ascii_alphanumeric() || b"%-._~*!()'".contains(byte);
    let len = rest.iter().take_while(|byte| is(byte)).count();
    let text = rest.get(..len)?;
    let (start, mut index, mut escapes) = (pool.len(), 0, 0);
    while let Some(byte) = text.get(index) {
        index += 1;
        match (byte, text.get(index..index + 2)) {
            (b'%', Some(pair)) if pair.iter().all(u8::is_ascii_hexdigit) => {
                pairs(pair, pool);
                index += 2;
                escapes += 1;
            }
            _ => pool.push(*byte),
        }
    }
    if escapes < FEWEST {
        pool.truncate(start);
        return None;
    }
    Some((start..pool.len(), at + len))
}

/// Length of a string up to its closing quote.
fn closing(rest: &[u8], quote: u8) -> Option<usize> {
    let mut index = 0;
    loop {
        match rest.get(index)? {
            b'\\' => index += 2,
            byte if *byte == quote => return Some(index),
            _ => index += 1,
        }
    }
}

/// What a string was made of.
#[derive(Clone, Copy, Default)]
struct Counts {
    /// Escapes with digits.
    escapes: usize,
    /// Those of them that say that they are hexadecimal.
    hex: usize,
    /// Characters, without the marks that may separate bytes.
    plain: usize,
}

/// Appends the bytes of a string; `None` if an escape is of no byte.
fn decode(text: &[u8], pool: &mut Vec<u8>) -> Option<Counts> {
    let decimal = is_decimal(text);
    let mut counts = Counts::default();
    let mut index = 0;
    while let Some(byte) = text.get(index) {
        index += 1;
        if *byte != b'\\' {
            pool.push(*byte);
            counts.plain += usize::from(!matches!(byte, b' ' | b',' | b';'));
            continue;
        }
        let escaped = *text.get(index)?;
        let digits = |from: usize, most: usize, is: fn(&u8) -> bool| {
            let rest = text.get(from..).unwrap_or_default();
            rest.iter().take(most).take_while(|byte| is(byte)).count()
        };
        index += 1;
        match escaped {
            b'x' | b'X' => {
                // One digit is `\x6` of a debugger.
                let len = digits(index, 2, u8::is_ascii_hexdigit);
                let value = text.get(index..index + len)?;
                pool.push(
                    value
                        .iter()
                        .try_fold(0, |sum, digit| Some(sum << 4 | hex_digit(*digit)?))?,
                );
                (len > 0).then_some(())?;
                index += len;
                counts.escapes += 1;
                counts.hex += 1;
            }
            b'u' => {
                let code = text.get(index..index + 4)?.strip_prefix(b"00")?;
                code.iter().all(u8::is_ascii_hexdigit).then_some(())?;
                pairs(code, pool);
                index += 4;
                counts.escapes += 1;
                counts.hex += 1;
            }
            b'0'..=b'9' => {
                let len = digits(index - 1, 3, u8::is_ascii_digit);
                let value = std::str::from_utf8(text.get(index - 1..index - 1 + len)?).ok()?;
                let base = if decimal { 10 } else { 8 };
                pool.push(u8::from_str_radix(value, base).ok()?);
                index += len - 1;
                counts.escapes += 1;
            }
            other => pool.push(control(other)),
        }
    }
    Some(counts)
}

/// The control character of an escape of one letter, or the letter itself.
fn control(letter: u8) -> u8 {
    match letter {
        b'a' => 7,
        b'b' => 8,
        b't' => b'\t',
        b'n' => b'\n',
        b'v' => 11,
        b'f' => 12,
        b'r' => b'\r',
        b'e' => 27,
        other => other,
    }
}

/// Whether the digits of escapes are decimal.
fn is_decimal(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        rest = rest.get(at + 1..).unwrap_or_default();
        let len = rest
            .iter()
            .take(3)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let digits = rest.get(..len).unwrap_or_default();
        if digits.iter().any(|digit| *digit > b'7') || (len == 3 && *digits > b"377"[..]) {
            return true;
        }
        // The letter after a backslash may be a backslash.
        rest = rest.get(len.max(1)..).unwrap_or_default();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: [u8; 9] = [0xFE, 0x68, 0x45, 6, 8, 0x11, 0x22, 0x20, 0x68];

    #[test]
    fn strings_of_many_languages() {
        for (line, at) in [
            (&br#"b'\xfehE\x06\x08\x11" h' rest"#[..], 1),
            (br#""\376hE\006\010\021\" h" rest"#, 0),
            (br#""\376hE\6\10\21\42 h" rest"#, 0),
            (br#""\254hE\6\8\17\34\32\104" rest"#, 0),
            (br#""\u00feh\u0045\u0006\b\u0011\"\u0020h" rest"#, 0),
        ] {
            let mut pool = Vec::new();
            let (range, end) = literal(line, at, &mut pool).unwrap();
            let shown = String::from_utf8_lossy(line);
            assert_eq!(
                (&pool[range], &line[end..]),
                (&BYTES[..], &b" rest"[..]),
                "{shown}"
            );
        }
        let mut pool = Vec::new();
        assert!(literal(b"'plain'", 0, &mut pool).is_none());
        assert!(literal(br#""\x68 \x45""#, 0, &mut pool).is_none());
        assert!(literal(br#""C:\1\2\log""#, 0, &mut pool).is_none());
        assert!(pool.is_empty());
    }

    #[test]
    fn escapes_without_quotes() {
        let mut pool = Vec::new();
        let line = br"\376\150\105\006\010\021\042\040\150 rest";
        let (range, end) = bare(line, 0, &mut pool).unwrap();
        assert_eq!((&pool[range], &line[end..]), (&BYTES[..], &b" rest"[..]));
        pool.clear();
        let line = b"%FEhE%06%08%11%22%20h&id=7";
        let (range, end) = percent(line, 0, &mut pool).unwrap();
        assert_eq!((&pool[range], &line[end..]), (&BYTES[..], &b"&id=7"[..]));
        assert!(percent(b"100%25", 0, &mut pool).is_none());
        assert!(bare(br"\1\2", 0, &mut pool).is_none());
    }
}
