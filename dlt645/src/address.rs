//! Meter addresses (通信地址): six bytes, lowest digit pair first on the wire.

use core::fmt;
use core::str::FromStr;

/// A meter address as it is on the wire: A0 (lowest two digits) first.
///
/// Prints as the meter is labelled, highest digit first. Real meters also send nibbles A–F, so
/// every byte is held.
///
/// ```
/// # use dlt645::Address;
/// let address: Address = "202211080645".parse()?;
/// assert_eq!(address.to_wire(), [0x45, 0x06, 0x08, 0x11, 0x22, 0x20]);
/// # Ok::<(), dlt645::AddressError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Address([u8; 6]);

impl Address {
    /// Broadcast (广播地址), 99 six times: every meter obeys, none answers.
    pub const BROADCAST: Self = Self([0x99; 6]);
    /// Wildcard (通配地址), AA six times: the one meter on the line answers.
    pub const WILDCARD: Self = Self([0xAA; 6]);

    /// Address from its six wire bytes, A0 first.
    #[inline]
    #[must_use]
    pub const fn from_wire(bytes: [u8; 6]) -> Self {
        Self(bytes)
    }

    /// The six wire bytes, A0 first.
    #[inline]
    #[must_use]
    pub const fn to_wire(self) -> [u8; 6] {
        self.0
    }

    /// The six bytes as a number, A0 lowest.
    #[inline]
    pub(crate) const fn word(self) -> u64 {
        let [a0, a1, a2, a3, a4, a5] = self.0;
        u64::from_le_bytes([a0, a1, a2, a3, a4, a5, 0, 0])
    }

    /// Whether this is the broadcast address.
    #[inline]
    #[must_use]
    pub const fn is_broadcast(self) -> bool {
        self.word() == Self::BROADCAST.word()
    }

    /// Whether high bytes are abbreviated by AA (缩位寻址).
    #[inline]
    #[must_use]
    pub const fn has_wildcard(self) -> bool {
        self.0[5] == 0xAA
    }

    /// Whether a meter of address `meter` is meant by this address: equal in all bytes below the
    /// run of AA at the high end. The broadcast address matches every meter.
    ///
    /// Source: DL/T 645-2007, clause 5.2.2.
    #[must_use]
    pub fn matches(self, meter: Self) -> bool {
        if self.is_broadcast() {
            return true;
        }
        let mut high = true;
        for (mine, theirs) in self.0.iter().zip(meter.0.iter()).rev() {
            high = high && *mine == 0xAA;
            if !high && mine != theirs {
                return false;
            }
        }
        true
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.iter().rev() {
            write!(f, "{byte:02X}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Address {
    fn format(&self, f: defmt::Formatter<'_>) {
        let [a0, a1, a2, a3, a4, a5] = self.0;
        defmt::write!(
            f,
            "{=u8:02X}{=u8:02X}{=u8:02X}{=u8:02X}{=u8:02X}{=u8:02X}",
            a5,
            a4,
            a3,
            a2,
            a1,
            a0
        );
    }
}

/// Why a text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum AddressError {
    /// Not one to twelve digits.
    Length,
    /// Byte at this position is no hexadecimal digit.
    Digit(u8),
}

const _: () = assert!(size_of::<AddressError>() <= 8);

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length => f.write_str("an address has 1 to 12 digits"),
            Self::Digit(at) => write!(f, "no hexadecimal digit at position {at} of the address"),
        }
    }
}

impl core::error::Error for AddressError {}

/// Digits as printed on the meter; fewer than twelve are filled with zeros in front (2007 edition).
impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        if text.is_empty() || text.len() > 12 {
            return Err(AddressError::Length);
        }
        let mut wire = [0u8; 6];
        for (i, (at, c)) in text.bytes().enumerate().rev().enumerate() {
            let nibble = match c {
                b'0'..=b'9' => c - b'0',
                b'a'..=b'f' => c - b'a' + 10,
                b'A'..=b'F' => c - b'A' + 10,
                _ => return Err(AddressError::Digit(at as u8)),
            };
            if let Some(byte) = wire.get_mut(i / 2) {
                *byte |= if i % 2 == 0 { nibble } else { nibble << 4 };
            }
        }
        Ok(Self(wire))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn prints_as_labelled_and_parses_back() {
        let address = Address::from_wire([0x45, 0x06, 0x08, 0x11, 0x22, 0x20]);
        assert_eq!(address.to_string(), "202211080645");
        assert_eq!("202211080645".parse(), Ok(address));
        assert_eq!(
            "A5".parse::<Address>().unwrap().to_wire(),
            [0xA5, 0, 0, 0, 0, 0]
        );
        assert_eq!("20x".parse::<Address>(), Err(AddressError::Digit(2)));
        assert_eq!(
            "1234567890123".parse::<Address>(),
            Err(AddressError::Length)
        );
    }

    #[test]
    fn wildcards_count_from_the_high_end() {
        let meter = Address::from_wire([1, 2, 3, 4, 5, 6]);
        assert!(Address::WILDCARD.matches(meter));
        assert!(Address::BROADCAST.matches(meter));
        assert!(Address::from_wire([1, 2, 0xAA, 0xAA, 0xAA, 0xAA]).matches(meter));
        assert!(!Address::from_wire([1, 9, 0xAA, 0xAA, 0xAA, 0xAA]).matches(meter));
        assert!(!Address::from_wire([1, 0xAA, 3, 4, 5, 6]).matches(meter));
    }
}
