//! Fields of an entry: fixed length, little-endian, no padding between them.
//!
//! Each field type says once how many bytes it takes and how they are written and read; the table
//! in [`super::entry`] is then a list of names and types.

use zeroize::Zeroize;

/// A value of fixed length inside an entry.
pub(super) trait Field: Sized {
    const LEN: usize;
    fn put(&self, to: &mut Bytes);
    fn take(from: &mut &[u8]) -> Option<Self>;
}

/// Longest entry in bytes, tag included: the length field of a record has five bits, and a record
/// of 28 bytes is the longest that the table needs.
pub const ENTRY_MAX: usize = 28;

/// An entry being written: at most [`ENTRY_MAX`] bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bytes {
    bytes: [u8; ENTRY_MAX],
    len: usize,
}

impl Bytes {
    /// Appends `more`. The lengths of all entries are asserted at compile time, so it always fits.
    pub(super) fn put(&mut self, more: &[u8]) {
        let end = self.len.saturating_add(more.len());
        if let Some(place) = self.bytes.get_mut(self.len..end) {
            // Byte by byte: a copy of slices would check once more that the lengths are the same.
            for (to, from) in place.iter_mut().zip(more) {
                *to = *from;
            }
            self.len = end;
        }
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or(&[])
    }
}

impl Drop for Bytes {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

fn take_array<const N: usize>(from: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = from.split_first_chunk::<N>()?;
    *from = tail;
    Some(*head)
}

macro_rules! number_field {
    ($($type:ty),*) => {$(
        impl Field for $type {
            const LEN: usize = size_of::<$type>();
            fn put(&self, to: &mut Bytes) {
                to.put(&self.to_le_bytes());
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                take_array(from).map(<$type>::from_le_bytes)
            }
        }
    )*};
}

number_field!(u8, u16, u32, i32);

impl<const N: usize> Field for [u8; N] {
    const LEN: usize = N;
    fn put(&self, to: &mut Bytes) {
        to.put(self);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        take_array(from)
    }
}

/// START of a sender's counter (S-5): 20 bits, stored in 3 bytes.
///
/// It rises at every boot and before SEQ would overflow, and is durable before a frame uses it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Start(u32);

impl Start {
    /// The highest value that 20 bits hold. A sender that has reached it sends nothing more.
    pub const MAX: Start = Start(0xf_ffff);
    /// From here on a node joins anew and a gateway asks for a list with GEN + 1 (S-5).
    pub const RENEW: Start = Start(0xf_ff00);

    /// `None` above [`Start::MAX`].
    #[must_use]
    pub const fn new(value: u32) -> Option<Self> {
        if value <= Self::MAX.0 {
            Some(Start(value))
        } else {
            None
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// `steps` higher, at most [`Start::MAX`].
    #[must_use]
    pub const fn raised_by(self, steps: u32) -> Self {
        let sum = self.0.saturating_add(steps);
        if sum > Self::MAX.0 {
            Self::MAX
        } else {
            Start(sum)
        }
    }
}

impl Field for Start {
    const LEN: usize = 3;
    fn put(&self, to: &mut Bytes) {
        let [a, b, c, _] = self.0.to_le_bytes();
        to.put(&[a, b, c]);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let [a, b, c] = take_array(from)?;
        Start::new(u32::from_le_bytes([a, b, c, 0]))
    }
}

/// Local counter of milliseconds: 40 bits, 34 years.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Millis40(u64);

impl Millis40 {
    /// The counter, taken modulo 2⁴⁰ ms.
    #[must_use]
    pub const fn new(millis: u64) -> Self {
        Millis40(millis & 0xff_ffff_ffff)
    }

    /// Milliseconds.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl Field for Millis40 {
    const LEN: usize = 5;
    fn put(&self, to: &mut Bytes) {
        let [a, b, c, d, e, ..] = self.0.to_le_bytes();
        to.put(&[a, b, c, d, e]);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let [a, b, c, d, e] = take_array(from)?;
        Some(Millis40(u64::from_le_bytes([a, b, c, d, e, 0, 0, 0])))
    }
}

/// A point in network time: seconds since 2000-01-01 UTC and 2⁻¹⁶ s (F-15, E-9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Moment {
    /// Seconds since 2000-01-01 00:00:00 UTC.
    pub seconds: u32,
    /// 1/65536 s.
    pub fraction: u16,
}

impl Field for Moment {
    const LEN: usize = 6;
    fn put(&self, to: &mut Bytes) {
        self.seconds.put(to);
        self.fraction.put(to);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let (seconds, fraction) = (Field::take(from)?, Field::take(from)?);
        Some(Moment { seconds, fraction })
    }
}

/// The 16 bytes of a group key as the journal keeps them: wiped when dropped, printed without them.
#[derive(Clone, PartialEq, Eq)]
pub struct GroupKeyBytes([u8; 16]);

impl GroupKeyBytes {
    /// From the bytes of the key.
    #[must_use]
    pub const fn new(bytes: [u8; 16]) -> Self {
        GroupKeyBytes(bytes)
    }

    /// The bytes, for the cipher alone.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl Drop for GroupKeyBytes {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl core::fmt::Debug for GroupKeyBytes {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("GroupKeyBytes(..)")
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for GroupKeyBytes {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "GroupKeyBytes(..)");
    }
}

impl Field for GroupKeyBytes {
    const LEN: usize = 16;
    fn put(&self, to: &mut Bytes) {
        to.put(&self.0);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        take_array(from).map(GroupKeyBytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;

    #[test]
    fn start_saturates_and_refuses_more_than_twenty_bits() {
        assert_eq!(Start::new(0x10_0000), None);
        assert_eq!(Start::take(&mut &[0xff, 0xff, 0x1f][..]), None);
        assert_eq!(Start::MAX.raised_by(512), Start::MAX);
        assert_eq!(Start(3).raised_by(64).get(), 67);
    }

    #[test]
    fn a_printed_key_shows_no_byte() {
        let printed = format!("{:?}", GroupKeyBytes::new([0xab; 16]));
        assert!(
            !printed.contains("ab") && !printed.contains("171"),
            "{printed}"
        );
    }
}
