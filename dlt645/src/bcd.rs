//! Packed BCD, lowest byte first: checked and converted eight bytes at a time.
//!
//! ```text
//!  value 123456.78   wire without offset  78 56 34 12   wire  AB 89 67 45
//! ```
//!
//! A nibble A–F is an error that names its byte, never a number. Signs are no matter of this
//! module: who knows that an item has one takes the bit off first.

use crate::OFFSET;
use core::fmt;

const LOW: u64 = 0x0F0F_0F0F_0F0F_0F0F;
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;
const ONES: u64 = 0x1111_1111_1111_1111;
const RAISE: u64 = u64::from_le_bytes([OFFSET; 8]);

/// A byte that is no BCD.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct BcdError {
    /// Its position in the field, 0 = lowest.
    pub at: u8,
    /// The byte without offset.
    pub found: u8,
}

const _: () = assert!(size_of::<BcdError>() <= 8);

impl fmt::Display for BcdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "byte {} of the field is {:02x}, no BCD",
            self.at, self.found
        )
    }
}

impl core::error::Error for BcdError {}

/// Value of `N` BCD bytes (at most 8, sixteen digits), offset removed, lowest byte first.
///
/// # Errors
/// [`BcdError`] names the lowest byte with a nibble above 9.
///
/// ```
/// # use dlt645::bcd;
/// assert_eq!(bcd::decode([0x78, 0x56, 0x34, 0x12]), Ok(12_345_678));
/// assert_eq!(bcd::decode([0x78, 0x5A]), Err(bcd::BcdError { at: 1, found: 0x5A }));
/// ```
#[inline]
pub const fn decode<const N: usize>(bytes: [u8; N]) -> Result<u64, BcdError> {
    convert(word(&bytes))
}

/// Value of `N` BCD bytes (at most 8) as they are on the wire, each raised by 0x33.
///
/// # Errors
/// As [`decode`].
#[inline]
pub const fn decode_wire<const N: usize>(bytes: [u8; N]) -> Result<u64, BcdError> {
    let mut mask = u64::MAX;
    if N < 8 {
        mask = (1 << (8 * N)) - 1;
    }
    convert(lower_wide(word(&bytes)) & mask)
}

/// Value of eight BCD digits in a word, which are all below 10.
#[inline]
pub(crate) const fn from_digits(digits: u32) -> u32 {
    let bytes = digits.wrapping_sub(((digits >> 4) & 0x0F0F_0F0F).wrapping_mul(16 - 10));
    let pairs = bytes.wrapping_sub(((bytes >> 8) & 0x00FF_00FF).wrapping_mul(256 - 100));
    pairs.wrapping_sub((pairs >> 16).wrapping_mul(65_536 - 10_000))
}

/// The lowest `2 * N` decimal digits as `N` BCD bytes (at most 8), lowest byte first; `None` if
/// `value` has more.
///
/// ```
/// # use dlt645::bcd;
/// assert_eq!(bcd::encode(12_345_678), Some([0x78, 0x56, 0x34, 0x12]));
/// assert_eq!(bcd::encode::<1>(100), None);
/// ```
#[must_use]
pub const fn encode<const N: usize>(value: u64) -> Option<[u8; N]> {
    const { assert!(N <= 8, "at most 8 bytes") };
    let mut bytes = [0; N];
    let mut left = value;
    let mut rest: &mut [u8] = &mut bytes;
    while let [byte, after @ ..] = rest {
        let pair = (left % 100) as u8;
        *byte = pair / 10 * 16 + pair % 10;
        left /= 100;
        rest = after;
    }
    if left == 0 { Some(bytes) } else { None }
}

/// One BCD byte, offset removed, as a number 0–99.
#[inline]
#[must_use]
pub const fn decode_byte(byte: u8) -> Option<u8> {
    if byte & 0x0F > 9 || byte > 0x99 {
        None
    } else {
        Some((byte >> 4) * 10 + (byte & 0x0F))
    }
}

/// A number 0–99 as one BCD byte.
#[inline]
#[must_use]
pub const fn encode_byte(value: u8) -> Option<u8> {
    if value > 99 {
        None
    } else {
        Some(value / 10 * 16 + value % 10)
    }
}

/// Position of the first byte that is no BCD.
#[must_use]
pub fn first_invalid(bytes: impl IntoIterator<Item = u8>) -> Option<usize> {
    bytes
        .into_iter()
        .position(|byte| decode_byte(byte).is_none())
}

/// Up to eight bytes as a word, lowest byte first, zeros above.
#[inline]
const fn word<const N: usize>(bytes: &[u8; N]) -> u64 {
    const { assert!(N <= 8, "at most 8 bytes") };
    if let Some(all) = bytes.first_chunk::<8>() {
        return u64::from_le_bytes(*all);
    }
    if N == 4
        && let Some(all) = bytes.first_chunk::<4>()
    {
        return u32::from_le_bytes(*all) as u64;
    }
    let mut word = 0;
    let mut rest: &[u8] = bytes;
    while let [before @ .., byte] = rest {
        word = word << 8 | *byte as u64;
        rest = before;
    }
    word
}

/// Takes 0x33 off each byte of a word modulo 256.
#[inline]
pub(crate) const fn lower(wire: u32) -> u32 {
    (wire | 0x8080_8080).wrapping_sub(0x3333_3333) ^ (!wire & 0x8080_8080)
}

/// Takes 0x33 off each byte of a word modulo 256.
#[inline]
const fn lower_wide(wire: u64) -> u64 {
    (wire | HIGH_BITS).wrapping_sub(RAISE) ^ (!wire & HIGH_BITS)
}

/// Bit 0 of every nibble that is above 9.
#[inline]
const fn invalid(digits: u64) -> u64 {
    (digits >> 3) & ((digits >> 2) | (digits >> 1)) & ONES
}

/// Each half of eight valid BCD bytes as a number, in the halves of the result.
#[inline]
const fn quads(digits: u64) -> u64 {
    let bytes = digits.wrapping_sub(((digits >> 4) & LOW).wrapping_mul(6));
    let pairs = (bytes & 0x00FF_00FF_00FF_00FF)
        .wrapping_add(((bytes >> 8) & 0x00FF_00FF_00FF_00FF).wrapping_mul(100));
    (pairs & 0x0000_FFFF_0000_FFFF)
        .wrapping_add(((pairs >> 16) & 0x0000_FFFF_0000_FFFF).wrapping_mul(10_000))
}

#[inline]
const fn convert(digits: u64) -> Result<u64, BcdError> {
    match invalid(digits) {
        0 => {
            let quads = quads(digits);
            Ok((quads & 0xFFFF_FFFF).wrapping_add((quads >> 32).wrapping_mul(100_000_000)))
        }
        bad => Err(error(digits, bad)),
    }
}

#[cold]
const fn error(digits: u64, bad: u64) -> BcdError {
    let at = bad.trailing_zeros() / 8;
    BcdError {
        at: at as u8,
        found: (digits >> (8 * (at & 7))) as u8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_at_every_place_is_judged_as_its_digits() {
        for byte in 0..=255u8 {
            let digits = (byte >> 4 < 10 && byte & 15 < 10)
                .then(|| u64::from(byte >> 4) * 10 + u64::from(byte & 15));
            assert_eq!(decode_byte(byte).map(u64::from), digits);
            for at in 0..8usize {
                let mut bytes = [0x21, 0x43, 0x65, 0x87, 0x09, 0x10, 0x32, 0x54];
                bytes[at] = byte;
                let wire = bytes.map(|byte| byte.wrapping_add(0x33));
                let expected = match digits {
                    None => Err(BcdError {
                        at: at as u8,
                        found: byte,
                    }),
                    Some(_) => Ok(bytes.iter().rev().fold(0, |sum, b| {
                        sum * 100 + u64::from(b >> 4) * 10 + u64::from(b & 15)
                    })),
                };
                assert_eq!(decode(bytes), expected);
                assert_eq!(decode_wire(wire), expected);
            }
            assert_eq!(decode([byte]).ok(), digits);
            assert_eq!(decode_wire([byte.wrapping_add(0x33)]).ok(), digits);
            assert_eq!(first_invalid([0, byte]), digits.is_none().then_some(1));
        }
    }

    #[test]
    fn short_fields_convert_both_ways() {
        assert_eq!(decode([]), Ok(0));
        assert_eq!(decode_wire([]), Ok(0));
        assert_eq!(decode([0x99, 0x99, 0x79]), Ok(799_999));
        assert_eq!(encode(799_999), Some([0x99, 0x99, 0x79]));
        assert_eq!(encode(9_999_999_999_999_999), Some([0x99; 8]));
        assert_eq!(encode::<8>(10_000_000_000_000_000), None);
        assert_eq!(decode([0x99; 8]), Ok(9_999_999_999_999_999));
        for value in 0..=255u8 {
            assert_eq!(
                encode_byte(value).and_then(decode_byte),
                (value < 100).then_some(value)
            );
        }
    }
}
