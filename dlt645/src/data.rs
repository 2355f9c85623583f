//! The data field as a view that takes the 0x33 off on access.

use crate::{OFFSET, bcd};

/// A data field (数据域) or a part of it. Holds the wire bytes; every access subtracts 0x33 modulo
/// 256.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Data<'a>(&'a [u8]);

impl<'a> Data<'a> {
    /// View of wire bytes, each raised by 0x33.
    #[inline]
    #[must_use]
    pub const fn from_wire(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The bytes as they are on the wire.
    #[inline]
    #[must_use]
    pub const fn wire(self) -> &'a [u8] {
        self.0
    }

    /// Number of bytes.
    #[inline]
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there is no byte.
    #[inline]
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Byte at `index`, offset removed.
    #[inline]
    #[must_use]
    pub fn get(self, index: usize) -> Option<u8> {
        self.0.get(index).map(|byte| byte.wrapping_sub(OFFSET))
    }

    /// All bytes, offset removed.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = u8> + ExactSizeIterator + Clone + 'a {
        self.0.iter().map(|byte| byte.wrapping_sub(OFFSET))
    }

    /// The first `N` bytes, offset removed, and the rest.
    #[inline]
    #[must_use]
    pub fn split_first_chunk<const N: usize>(self) -> Option<([u8; N], Self)> {
        let (head, tail) = self.0.split_first_chunk::<N>()?;
        Some((head.map(|byte| byte.wrapping_sub(OFFSET)), Self(tail)))
    }

    /// The first four bytes as a number, lowest first, and the rest.
    #[inline]
    pub(crate) fn split_u32(self) -> Option<(u32, Self)> {
        let (head, tail) = self.0.split_first_chunk()?;
        Some((bcd::lower(u32::from_le_bytes(*head)), Self(tail)))
    }

    /// The first four wire bytes as a word, lowest first; 0 for those that are not there.
    #[inline]
    pub(crate) fn wire_word(self) -> u32 {
        match *self.0 {
            [a, b, c, d, ..] => u32::from_le_bytes([a, b, c, d]),
            [a, b, c] => u32::from_le_bytes([a, b, c, 0]),
            [a, b] => u32::from(u16::from_le_bytes([a, b])),
            [a] => u32::from(a),
            [] => 0,
        }
    }

    /// The last `N` bytes, offset removed, and the bytes before them.
    #[inline]
    #[must_use]
    pub fn split_last_chunk<const N: usize>(self) -> Option<(Self, [u8; N])> {
        let (head, tail) = self.0.split_last_chunk::<N>()?;
        Some((Self(head), tail.map(|byte| byte.wrapping_sub(OFFSET))))
    }

    /// The first `at` bytes and the rest.
    #[inline]
    #[must_use]
    pub fn split_at(self, at: usize) -> Option<(Self, Self)> {
        let (head, tail) = self.0.split_at_checked(at)?;
        Some((Self(head), Self(tail)))
    }

    /// Copies all bytes, offset removed, to the front of `out`; `None` if `out` is shorter.
    pub fn copy_to(self, out: &mut [u8]) -> Option<&mut [u8]> {
        let out = out.get_mut(..self.0.len())?;
        for (to, from) in out.iter_mut().zip(self.0) {
            *to = from.wrapping_sub(OFFSET);
        }
        Some(out)
    }
}

/// Prints the bytes without offset, hexadecimal, in wire order.
impl core::fmt::Debug for Data<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Data(")?;
        for byte in self.iter() {
            write!(f, "{byte:02x}")?;
        }
        f.write_str(")")
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Data<'_> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "Data(");
        for byte in self.iter() {
            defmt::write!(f, "{=u8:02x}", byte);
        }
        defmt::write!(f, ")");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_offset_off() {
        let data = Data::from_wire(&[0x33, 0x32, 0x00, 0xFF]);
        assert!(data.iter().eq([0x00, 0xFF, 0xCD, 0xCC]));
        assert_eq!(data.get(1), Some(0xFF));
        assert_eq!(data.get(4), None);
        let (head, rest) = data.split_first_chunk::<3>().unwrap();
        assert_eq!(head, [0x00, 0xFF, 0xCD]);
        assert_eq!(rest.wire(), [0xFF]);
        assert_eq!(data.split_first_chunk::<5>(), None);
        let mut out = [0xA5; 5];
        assert_eq!(
            data.copy_to(&mut out),
            Some(&mut [0x00, 0xFF, 0xCD, 0xCC][..])
        );
        assert_eq!(out[4], 0xA5);
        assert_eq!(data.copy_to(&mut [0; 3]), None);
    }
}
