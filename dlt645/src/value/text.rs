//! Characters of an item.

use super::count;
use crate::Data;
use core::fmt::{self, Write};

/// Characters (ASCII 码). The last character is sent first; [`Self::bytes`] puts them in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Text<'a>(pub(crate) Data<'a>);

impl<'a> Text<'a> {
    /// Text over bytes as sent.
    #[must_use]
    pub const fn from_data(data: Data<'a>) -> Self {
        Self(data)
    }

    /// The bytes as sent.
    #[must_use]
    pub const fn data(self) -> Data<'a> {
        self.0
    }

    /// The characters in reading order, with the padding.
    pub fn bytes(self) -> impl Iterator<Item = u8> + Clone + 'a {
        self.0.iter().rev()
    }

    /// The characters in reading order without NUL, space and FF at both ends.
    pub fn trimmed(self) -> impl Iterator<Item = u8> + Clone + 'a {
        let blank = |byte: &u8| matches!(byte, 0 | b' ' | 0xFF);
        let blanks = count(self.0.iter().take_while(blank));
        let len = self.0.len().saturating_sub(blanks);
        self.bytes().take(len).skip_while(blank)
    }
}

/// The trimmed characters; a byte that is no printable ASCII is written `\xNN`.
impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.trimmed().try_for_each(|byte| match byte {
            b' '..=b'~' => f.write_char(char::from(byte)),
            _ => write!(f, "\\x{byte:02x}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn last_character_first_and_padding_off() {
        let wire: std::vec::Vec<u8> = b"\0\0A0.5 ".iter().map(|b| b.wrapping_add(0x33)).collect();
        assert_eq!(Text(Data::from_wire(&wire)).to_string(), "5.0A");
        let wire: std::vec::Vec<u8> = [0xB0, 0x00]
            .iter()
            .map(|b: &u8| b.wrapping_add(0x33))
            .collect();
        assert_eq!(Text(Data::from_wire(&wire)).to_string(), "\\xb0");
    }
}
