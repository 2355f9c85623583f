//! Rows of `od` and its like that are no pairs of hexadecimal digits: octal, decimal, binary, or
//! characters with escapes.

use super::hex::{hex_digit, pairs};

/// How the cells of a dump are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cells {
    Binary,
    Characters,
    Octal,
    Decimal,
}

/// Bytes of a row after its address, and how they are written; `known` from the row before.
pub(super) fn row(rest: &[u8], known: Option<Cells>) -> Option<(Vec<u8>, Cells)> {
    let words: Vec<&[u8]> = rest
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() || words.len() > MOST {
        return None;
    }
    let as_binary = || Some((binary(&words)?, Cells::Binary));
    let as_characters = |sure| Some((characters(rest, sure)?, Cells::Characters));
    let as_octal = || Some((octals(&words)?, Cells::Octal));
    let as_decimal = || Some((decimals(&words)?, Cells::Decimal));
    match known {
        Some(Cells::Binary) => as_binary(),
        Some(Cells::Characters) => as_characters(true),
        Some(Cells::Octal) => as_octal(),
        Some(Cells::Decimal) => as_decimal(),
        None => {
            let has = |wanted: &[u8]| words.contains(&wanted);
            // 150 and 376 are the start byte and the wake-up byte in octal, 104 and 254 in decimal.
            let is_octal = has(b"150") || has(b"376") || !(has(b"104") || has(b"254"));
            // Two digits in every cell are hexadecimal: that is for others to read.
            let hex = words.iter().all(|word| word.len() == 2);
            as_binary()
                .or_else(|| as_characters(false))
                .or_else(|| as_octal().filter(|_| is_octal))
                .or_else(|| as_decimal().filter(|_| !hex))
        }
    }
}

/// Most cells of a row.
const MOST: usize = 32;

/// `01101000 01000101 hE`: as many as there are, up to the characters.
fn binary(words: &[&[u8]]) -> Option<Vec<u8>> {
    let is_bits = |word: &&&[u8]| word.len() == 8 && word.iter().all(|c| matches!(c, b'0' | b'1'));
    let bytes: Vec<u8> = words
        .iter()
        .take_while(is_bits)
        .map(|word| bits(word))
        .collect();
    (bytes.len() > 1 || (bytes.len() == 1 && words.len() <= 2)).then_some(bytes)
}

/// The byte of eight binary digits.
pub(super) fn bits(word: &[u8]) -> u8 {
    word.iter()
        .fold(0, |byte, digit| byte << 1 | u8::from(*digit == b'1'))
}

/// Cells of four columns with a character, an escape or three octal digits, as `od -c` prints them;
/// only if one of them is no number.
fn characters(rest: &[u8], sure: bool) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut told = sure;
    // The last cells may have lost their blanks.
    for cell in rest.chunks(4) {
        let byte = match cell {
            [b' ', b' ', b'\\', escape] => {
                told = true;
                escaped(*escape)?
            }
            [b' ', b' ', b' ', c] => {
                told |= !c.is_ascii_digit();
                *c
            }
            [b' ', high, mid, low] => octal(&[*high, *mid, *low])?,
            _ => return None,
        };
        bytes.push(byte);
    }
    told.then_some(bytes)
}

fn escaped(letter: u8) -> Option<u8> {
    Some(match letter {
        b'0' => 0,
        b'a' => 7,
        b'b' => 8,
        b't' => 9,
        b'n' => 10,
        b'v' => 11,
        b'f' => 12,
        b'r' => 13,
        _ => return None,
    })
}

fn octal(digits: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(digits).ok()?;
    u8::from_str_radix(text, 8).ok()
}

/// Octal numbers of three digits.
fn octals(words: &[&[u8]]) -> Option<Vec<u8>> {
    let one = |word: &&[u8]| octal(word).filter(|_| word.len() == 3);
    words.iter().map(one).collect()
}

/// Decimal numbers, also negative.
fn decimals(words: &[&[u8]]) -> Option<Vec<u8>> {
    let one = |word: &&[u8]| {
        let digits = word.strip_prefix(b"-").unwrap_or(word);
        let short = (1..=3).contains(&digits.len());
        let text = std::str::from_utf8(word).ok().filter(|_| short)?;
        let value: i16 = text.parse().ok()?;
        (-128..=255)
            .contains(&value)
            .then(|| value.rem_euclid(256) as u8)
    };
    words.iter().map(one).collect()
}

/// Bytes of a row as debuggers print memory: `0x68`, `68` or `6845` with blanks between.
pub(super) fn memory(rest: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for word in rest
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
    {
        let digits = word.strip_prefix(b"0x").unwrap_or(word);
        let whole = digits.len() % 2 == 0 && digits.iter().all(|c| hex_digit(*c).is_some());
        // What follows is the column of characters.
        if !whole {
            break;
        }
        // `0x45066808` is a word of the processor, whose order is not known.
        if digits.len() > 2 && word.len() > digits.len() {
            return None;
        }
        pairs(digits, &mut bytes);
    }
    (!bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_every_base() {
        let bytes = vec![0xFE, 0x68, 0x45, 0x00, 0x33];
        for (row, cells) in [
            (" 376 150 105 000 063", Cells::Octal),
            (" 254 104  69   0  51", Cells::Decimal),
            ("   -2  104   69    0   51", Cells::Decimal),
            (" 376   h   E  \\0   3", Cells::Characters),
            (
                " 11111110 01101000 01000101 00000000 00110011  .hE.3",
                Cells::Binary,
            ),
        ] {
            assert_eq!(
                super::row(row.as_bytes(), None),
                Some((bytes.clone(), cells)),
                "{row}"
            );
        }
        assert_eq!(super::row(b" fe 68 45 00 33", None), None);
        assert_eq!(super::row(b" 68 45 06 08 33", None), None);
        let last = super::row(b"  22", Some(Cells::Decimal)).unwrap();
        assert_eq!(last.0, [22]);
        assert_eq!(memory(b"\t0xfe\t0x68\t0x45\t0x00\t0x33"), Some(bytes));
    }
}
