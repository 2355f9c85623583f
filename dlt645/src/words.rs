//! Sums and searches over many bytes, a machine word at a time where that pays.

use crate::START;

/// Sum modulo 256.
#[inline]
pub(crate) fn sum(bytes: &[u8]) -> u8 {
    if cfg!(target_pointer_width = "64") {
        sum_by_words(bytes)
    } else {
        sum_by_bytes(bytes)
    }
}

/// Sum of the bytes of a frame: at least ten, mostly few.
// Always: a call would take as long as the sum of a short frame.
#[cfg_attr(target_pointer_width = "64", inline(always))]
pub(crate) fn sum_of_frame(bytes: &[u8]) -> u8 {
    match bytes.last_chunk::<8>() {
        Some(last) if cfg!(target_pointer_width = "64") && bytes.len() < 32 => {
            sum_of_rest(bytes, *last)
        }
        _ => sum_of_long(bytes),
    }
}

pub(crate) fn sum_of_long(bytes: &[u8]) -> u8 {
    sum(bytes)
}

/// Bytes that [`sum_of_short`] looks at.
pub(crate) const SHORT: usize = 32;

/// Sum modulo 256 of all bytes but the last `without` (fewer than all): a few vector instructions
/// and no branch over the length.
// Apart, so that the compiler loads whole vectors and does not build them of bytes that the caller
// has.
#[inline(never)]
pub(crate) fn sum_of_short(bytes: &[u8; SHORT], without: usize) -> u8 {
    static KEEP: [[u8; SHORT]; 2] = [[0xFF; SHORT], [0; SHORT]];
    let from = KEEP.as_flattened().split_at_checked(without % SHORT);
    let Some(keep) = from.and_then(|(_, keep)| keep.first_chunk::<SHORT>()) else {
        return 0;
    };
    keep.iter()
        .zip(bytes)
        .map(|(keep, byte)| keep & byte)
        .fold(0, u8::wrapping_add)
}

#[inline]
fn sum_by_bytes(bytes: &[u8]) -> u8 {
    bytes
        .iter()
        .fold(0, |sum: u8, byte| sum.wrapping_add(*byte))
}

#[inline]
fn sum_by_words(bytes: &[u8]) -> u8 {
    match bytes.last_chunk::<8>() {
        Some(last) if bytes.len() < 64 => sum_of_rest(bytes, *last),
        Some(last) => sum_of_many(bytes, *last),
        None => sum_by_bytes(bytes),
    }
}

fn sum_of_many(bytes: &[u8], last: [u8; 8]) -> u8 {
    let (pieces, rest) = bytes.as_chunks::<64>();
    let total = pieces
        .iter()
        .fold(0, |total: u8, piece| total.wrapping_add(sum_of(*piece)));
    total.wrapping_add(sum_of_rest(rest, last))
}

/// Sum of fewer than 64 bytes that end with, or are the end of, the eight bytes `last`.
#[inline]
fn sum_of_rest(bytes: &[u8], last: [u8; 8]) -> u8 {
    let (mut total, mut lanes, mut rest) = (0u8, 0u64, bytes);
    if let Some((piece, after)) = rest.split_first_chunk::<32>() {
        (total, rest) = (sum_of(*piece), after);
    }
    if let Some((piece, after)) = rest.split_first_chunk::<16>() {
        (total, rest) = (total.wrapping_add(sum_of(*piece)), after);
    }
    if let Some((word, after)) = rest.split_first_chunk::<8>() {
        (lanes, rest) = (halves(u64::from_le_bytes(*word)), after);
    }
    // What is left is the upper part of `last`. In two steps, because a word cannot be shifted by
    // all of its bits.
    let shift = 32u32.wrapping_sub(4u32.wrapping_mul(rest.len() as u32)) & 63;
    lanes = lanes.wrapping_add(halves(u64::from_le_bytes(last) >> shift >> shift));
    total.wrapping_add(fold(lanes))
}

/// Sum modulo 256 of a fixed number of bytes: a few vector instructions.
#[inline]
fn sum_of<const N: usize>(bytes: [u8; N]) -> u8 {
    bytes.iter().fold(0, |sum, byte| sum.wrapping_add(*byte))
}

const EVEN: u64 = 0x00FF_00FF_00FF_00FF;

/// Even and odd bytes of a word, added in lanes of 16 bits.
#[inline]
const fn halves(word: u64) -> u64 {
    (word & EVEN).wrapping_add((word >> 8) & EVEN)
}

/// Sum of few such lanes modulo 256.
#[inline]
const fn fold(lanes: u64) -> u8 {
    (lanes.wrapping_mul(0x0001_0001_0001_0001) >> 48) as u8
}

/// Sum modulo 256 of eight bytes, which need not be in memory.
#[inline]
pub(crate) fn sum_of_eight(bytes: [u8; 8]) -> u8 {
    if cfg!(target_pointer_width = "64") {
        fold(halves(u64::from_le_bytes(bytes)))
    } else {
        sum_by_bytes(&bytes)
    }
}

/// Position of the first 68.
#[inline]
pub(crate) fn find_start(bytes: &[u8]) -> Option<usize> {
    if cfg!(target_pointer_width = "64") {
        find_by_words(bytes)
    } else {
        find_by_bytes(bytes)
    }
}

#[inline]
fn find_by_bytes(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| *byte == START)
}

#[inline]
fn find_by_words(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (words, tail) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let zero_where_start = u64::from_le_bytes(*word) ^ (ONES * START as u64);
        // The lowest marked byte is right; a borrow may mark bytes above it.
        let marks = zero_where_start.wrapping_sub(ONES) & !zero_where_start & (ONES << 7);
        if marks != 0 {
            return Some(
                index
                    .wrapping_mul(8)
                    .wrapping_add((marks.trailing_zeros() / 8) as usize),
            );
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
            assert_eq!(
                sum_by_words(&noise[..len]),
                sum_by_bytes(&noise[..len]),
                "{len}"
            );
            assert_eq!(
                sum_by_words(&[0xFF; 3000][..len]),
                sum_by_bytes(&[0xFF; 3000][..len]),
                "{len}"
            );
        }
        for len in 1..=SHORT {
            let (short, sum) = (noise.first_chunk().unwrap(), sum_by_bytes(&noise[..len]));
            assert_eq!(sum_of_short(short, SHORT - len), sum, "{len}");
        }
        for start in 0..2900 {
            assert_eq!(
                find_by_words(&noise[start..]),
                find_by_bytes(&noise[start..])
            );
        }
        for at in 0..20 {
            let mut bytes = [0x69; 20];
            bytes[at] = 0x68;
            assert_eq!(find_by_words(&bytes), Some(at));
            assert_eq!(find_by_words(&bytes[..at]), None);
        }
    }
}
