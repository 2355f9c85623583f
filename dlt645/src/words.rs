//! Sums and searches over many bytes, a machine word at a time where that pays.

use crate::START;

/// Sum modulo 256.
#[inline]
pub(crate) fn sum(bytes: &[u8]) -> u8 {
    if cfg!(target_pointer_width = "64") { sum_by_words(bytes) } else { sum_by_bytes(bytes) }
}

#[inline]
fn sum_by_bytes(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |sum: u8, byte| sum.wrapping_add(*byte))
}

/// Even and odd bytes of a word add up in lanes of 16 bits, of which the low 8 count in the end; a piece is short
/// enough that no lane overflows into the next.
#[inline]
fn sum_by_words(bytes: &[u8]) -> u8 {
    let mut total = 0u8;
    let mut rest = bytes;
    loop {
        // 128 words of 2 * 255 stay below 65 536 a lane.
        let (piece, behind) = rest.split_at_checked(1024).unwrap_or((rest, &[]));
        let (words, tail) = piece.as_chunks::<8>();
        let mut lanes = 0u64;
        for word in words {
            let word = u64::from_le_bytes(*word);
            lanes = lanes.wrapping_add((word & EVEN).wrapping_add((word >> 8) & EVEN));
        }
        total = total.wrapping_add(((lanes & EVEN).wrapping_mul(0x0001_0001_0001_0001) >> 48) as u8);
        total = total.wrapping_add(sum_by_bytes(tail));
        if behind.is_empty() {
            return total;
        }
        rest = behind;
    }
}

const EVEN: u64 = 0x00FF_00FF_00FF_00FF;

/// Position of the first 68.
#[inline]
pub(crate) fn find_start(bytes: &[u8]) -> Option<usize> {
    if cfg!(target_pointer_width = "64") { find_by_words(bytes) } else { find_by_bytes(bytes) }
}

#[inline]
fn find_by_bytes(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| *byte == START)
}

#[inline]
fn find_by_words(bytes: &[u8]) -> Option<usize> {
    const TARGET: u64 = u64::from_le_bytes([START; 8]);
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (words, tail) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let zero_where_start = u64::from_le_bytes(*word) ^ TARGET;
        // The lowest marked byte is right; a borrow may mark bytes above it.
        let marks = zero_where_start.wrapping_sub(ONES) & !zero_where_start & (ONES << 7);
        if marks != 0 {
            return Some(index.wrapping_mul(8).wrapping_add((marks.trailing_zeros() / 8) as usize));
        }
    }
    find_by_bytes(tail).map(|at| words.as_flattened().len().wrapping_add(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    #[test]
    fn words_and_bytes_agree() {
        let mut seed = 1u32;
        let noise: Vec<u8> = (0..3000)
            .map(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed >> 24) as u8
            })
            .collect();
        for len in (0..300).chain([1023, 1024, 1025, 2048, 3000]) {
            assert_eq!(sum_by_words(&noise[..len]), sum_by_bytes(&noise[..len]), "{len}");
            assert_eq!(sum_by_words(&[0xFF; 3000][..len]), sum_by_bytes(&[0xFF; 3000][..len]), "{len}");
        }
        for start in 0..2900 {
            assert_eq!(find_by_words(&noise[start..]), find_by_bytes(&noise[start..]));
        }
        for at in 0..20 {
            let mut bytes = [0x69; 20];
            bytes[at] = 0x68;
            assert_eq!(find_by_words(&bytes), Some(at));
            assert_eq!(find_by_words(&bytes[..at]), None);
        }
    }
}
