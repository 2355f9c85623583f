//! Digits and pairs of digits, which every reader of this folder needs.

/// Value of a hexadecimal digit.
pub(super) fn hex_digit(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|digit| digit as u8)
}

/// Appends the bytes of digit pairs; a digit without its fellow is left out.
pub(super) fn pairs(text: &[u8], pool: &mut Vec<u8>) {
    pool.extend(text.chunks_exact(2).filter_map(|pair| match pair {
        [high, low] => Some(hex_digit(*high)? << 4 | hex_digit(*low)?),
        _ => None,
    }));
}
