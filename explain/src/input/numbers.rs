//! Bytes in other forms than pairs of digits: base64, decimal numbers, values of logic analysers.

use super::hex::hex_digit;
use std::ops::Range;

/// Shortest base64 that is looked at, characters: a frame has at least 16.
const SHORTEST: usize = 16;

/// A word in base64 that holds something like a frame: two 68 eight bytes apart. Appends its bytes
/// to `pool`.
pub(super) fn base64(word: &[u8], pool: &mut Vec<u8>) -> Option<Range<usize>> {
    // Digits with marks between them are no base64.
    let lettered = |byte: &u8| byte.is_ascii_alphabetic() && !byte.is_ascii_hexdigit();
    if word.len() < SHORTEST || !word.iter().any(lettered) {
        return None;
    }
    let start = pool.len();
    let mut bits = 0u32;
    let mut have = 0u32;
    for byte in word {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => {
                pool.truncate(start);
                return None;
            }
        };
        bits = (bits << 6) | u32::from(value);
        have += 6;
        if have >= 8 {
            have -= 8;
            pool.push((bits >> have & 0xFF) as u8);
        }
    }
    let bytes = pool.get(start..).unwrap_or_default();
    let is_frame = bytes
        .windows(8)
        .any(|head| head.first() == Some(&0x68) && head.last() == Some(&0x68));
    if !is_frame {
        pool.truncate(start);
        return None;
    }
    Some(start..pool.len())
}

/// A decimal byte, signed or not.
pub(super) fn byte(value: i16) -> u8 {
    value.rem_euclid(256) as u8
}

/// One value of a logic analyser: `0x68`, `68`, `'h'`, `h`, `\x16`.
pub(super) fn single(text: &str) -> Option<u8> {
    let text = text.trim();
    let hex = text
        .strip_prefix("0x")
        .or(text.strip_prefix("0X"))
        .or(text.strip_prefix("\\x"));
    if let Some(hex) = hex {
        return u8::from_str_radix(hex, 16).ok();
    }
    let bytes = text.as_bytes();
    match bytes {
        [high, low] => Some(hex_digit(*high)? << 4 | hex_digit(*low)?),
        [b'\'', byte, b'\''] => Some(*byte),
        [byte] if !byte.is_ascii_digit() => Some(*byte),
        _ => match text {
            "COMMA" => Some(b','),
            "\\r" => Some(b'\r'),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_needs_something_like_a_frame() {
        let mut pool = Vec::new();
        let range = base64(b"aKqqqqqqqmgTAN8W", &mut pool).unwrap();
        assert_eq!(
            pool[range],
            [
                0x68, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0x68, 0x13, 0, 0xDF, 0x16
            ]
        );
        assert!(base64(b"SGVsbG8gd29ybGQhISEh", &mut pool).is_none());
    }
}
