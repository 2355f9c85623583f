//! The status word of active reports (主动上报状态字), 04001501.
//!
//! ```text
//!  12 status bytes | AA | one count byte for each set bit, lowest bit first | AA
//! ```
//! Some meters leave the AA out; with no bit set the tail is AA AA; very old meters send 10 or 12
//! bytes alone. Source: State Grid supplement to DL/T 645-2007.

use core::fmt;
use dlt645::DataId;

/// Identifier of the status word.
pub const EVENT_STATUS: DataId = DataId::V2007(0x0400_1501);
/// Identifier that resets it.
pub const EVENT_RESET: DataId = DataId::V2007(0x0400_1503);
/// Bit of the status word for a power failure (掉电).
pub const POWER_FAILURE: u8 = 69;
/// Bit of the mode word 04001104 for a power failure; byte 4 of the word is 0x20 then.
pub const POWER_FAILURE_MODE: u8 = 37;

const SEPARATOR: u8 = 0xAA;

/// A status word with its counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct EventStatus<'a> {
    word: u128,
    counts: Option<&'a [u8]>,
}

/// Why bytes are no status word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct StatusError {
    /// Bytes found where 10, or 12 and more, are expected.
    pub len: u16,
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a status word has 10 bytes, or 12 and its counts, not {}",
            self.len
        )
    }
}

impl core::error::Error for StatusError {}

impl<'a> EventStatus<'a> {
    /// No event; what is reported when the pin is up and the meter is silent.
    pub const EMPTY: Self = Self {
        word: 0,
        counts: None,
    };

    /// Reads what follows the identifier in the answer, without offset. Counts in no known layout
    /// are left out.
    ///
    /// # Errors
    /// [`StatusError`] for less than 10 or for 11 bytes.
    pub fn parse(data: &'a [u8]) -> Result<Self, StatusError> {
        let error = StatusError {
            len: u16::try_from(data.len()).unwrap_or(u16::MAX),
        };
        let (word, tail) = match data.len() {
            10 => (data, &[][..]),
            _ => data.split_at_checked(12).ok_or(error)?,
        };
        let word = word
            .iter()
            .rev()
            .fold(0u128, |word, byte| word << 8 | u128::from(*byte));
        let set = word.count_ones() as usize;
        let counts = match (tail.split_first(), tail.split_last()) {
            _ if set == 0 || tail.len() < set => None,
            (Some((&SEPARATOR, rest)), _)
                if rest.len() > set && rest.get(set) == Some(&SEPARATOR) =>
            {
                rest.get(..set)
            }
            (Some((&SEPARATOR, rest)), _) if rest.len() == set => Some(rest),
            (_, Some((&SEPARATOR, rest))) if rest.len() == set => Some(rest),
            _ if tail.len() == set => Some(tail),
            _ => None,
        };
        Ok(Self { word, counts })
    }

    /// The 96 bits, lowest bit first.
    #[must_use]
    pub const fn word(&self) -> u128 {
        self.word
    }

    /// Whether event `bit` occurred.
    #[must_use]
    pub const fn has(&self, bit: u8) -> bool {
        bit < 96 && self.word.wrapping_shr(bit as u32) & 1 != 0
    }

    /// New occurrences of event `bit`; `None` if it did not occur or was not counted (FF).
    #[must_use]
    pub fn count(&self, bit: u8) -> Option<u8> {
        if !self.has(bit) {
            return None;
        }
        let below = self.word & !u128::MAX.wrapping_shl(u32::from(bit));
        self.counts?
            .get(below.count_ones() as usize)
            .copied()
            .filter(|count| *count != 0xFF)
    }

    /// The set bits, lowest first.
    pub fn bits(&self) -> impl Iterator<Item = u8> + use<> {
        let word = self.word;
        (0..96).filter(move |bit| word >> bit & 1 != 0)
    }

    /// What to write to [`EVENT_RESET`] to clear these bits alone: 12 bytes, 0 clears and 1 keeps.
    /// What happened after the word was read stays. Twelve zeros clear everything on every
    /// known meter; some do that always.
    #[must_use]
    pub fn reset_data(&self) -> [u8; 12] {
        let [a, b, c, d, e, f, g, h, i, j, k, l, ..] = (!self.word).to_le_bytes();
        [a, b, c, d, e, f, g, h, i, j, k, l]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    fn power(tail: &[u8]) -> Vec<u8> {
        let mut data = std::vec![0; 12];
        data[8] = 0x20;
        data.extend(tail);
        data
    }

    #[test]
    fn counts_with_and_without_separators() {
        for tail in [&[0xAA, 1, 0xAA][..], &[0xAA, 1], &[1, 0xAA], &[1]] {
            let data = power(tail);
            let status = EventStatus::parse(&data).unwrap();
            assert!(status.has(POWER_FAILURE), "{tail:02x?}");
            assert_eq!(status.count(POWER_FAILURE), Some(1), "{tail:02x?}");
            assert!(status.bits().eq([69]));
        }
        let data = power(&[0xAA, 0xFF, 0xAA]);
        assert_eq!(
            EventStatus::parse(&data).unwrap().count(POWER_FAILURE),
            None
        );
        // A count that looks like a separator.
        let mut data = power(&[0xAA, 0xAA, 0xAA]);
        assert_eq!(
            EventStatus::parse(&data).unwrap().count(POWER_FAILURE),
            Some(0xAA)
        );
        data.truncate(12);
        assert_eq!(
            EventStatus::parse(&data).unwrap().count(POWER_FAILURE),
            None
        );
        let mut data = power(&[0xAA, 7, 9, 0xAA]);
        data[0] = 8;
        let status = EventStatus::parse(&data).unwrap();
        assert_eq!((status.count(3), status.count(69)), (Some(7), Some(9)));
    }

    #[test]
    fn empty_and_old_answers() {
        let mut data = std::vec![0; 12];
        data.extend([0xAA, 0xAA]);
        assert_eq!(EventStatus::parse(&data), Ok(EventStatus::EMPTY));
        assert_eq!(EventStatus::parse(&[0; 10]), Ok(EventStatus::EMPTY));
        assert_eq!(EventStatus::parse(&[0; 9]), Err(StatusError { len: 9 }));
        assert_eq!(EventStatus::parse(&[0; 11]), Err(StatusError { len: 11 }));
    }

    #[test]
    fn reset_clears_what_was_seen() {
        let data = power(&[1]);
        let status = EventStatus::parse(&data).unwrap();
        let mut expected = [0xFF; 12];
        expected[8] = 0xDF;
        assert_eq!(status.reset_data(), expected);
        // Bits 14 and 18, as a test script does it.
        let mut data = std::vec![0; 12];
        (data[1], data[2]) = (0x40, 0x04);
        assert_eq!(
            EventStatus::parse(&data).unwrap().reset_data()[..4],
            [0xFF, 0xBF, 0xFB, 0xFF]
        );
    }

    #[test]
    fn power_failure_of_mode_word_is_bit_5_of_byte_4() {
        assert_eq!(
            (POWER_FAILURE_MODE / 8, 1u8 << (POWER_FAILURE_MODE % 8)),
            (4, 0x20)
        );
    }
}
