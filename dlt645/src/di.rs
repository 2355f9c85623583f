//! Data identifiers (数据标识): four bytes in the 2007 edition, two in the 1997 edition.

use crate::{Data, Edition};
use core::fmt;
use core::str::FromStr;

/// A data identifier with the edition it belongs to. Sent DI0 (lowest byte) first.
///
/// ```
/// # use dlt645::DataId;
/// assert_eq!("00010000".parse(), Ok(DataId::V2007(0x0001_0000)));
/// assert_eq!("9010".parse(), Ok(DataId::V1997(0x9010)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum DataId {
    /// DI3 DI2 DI1 DI0 of the 2007 edition.
    V2007(u32),
    /// DI1 DI0 of the 1997 edition.
    V1997(u16),
}

impl DataId {
    /// The edition it belongs to.
    #[inline]
    #[must_use]
    pub const fn edition(self) -> Edition {
        match self {
            Self::V2007(_) => Edition::V2007,
            Self::V1997(_) => Edition::V1997,
        }
    }

    /// Bytes on the wire: 4 or 2.
    #[inline]
    #[must_use]
    pub const fn wire_len(self) -> usize {
        match self {
            Self::V2007(_) => 4,
            Self::V1997(_) => 2,
        }
    }

    /// Takes an identifier of `edition` from the front of a data field.
    #[must_use]
    pub fn split_from(edition: Edition, data: Data<'_>) -> Option<(Self, Data<'_>)> {
        match edition {
            Edition::V2007 => data
                .split_first_chunk()
                .map(|(b, rest)| (Self::V2007(u32::from_le_bytes(b)), rest)),
            Edition::V1997 => data
                .split_first_chunk()
                .map(|(b, rest)| (Self::V1997(u16::from_le_bytes(b)), rest)),
        }
    }

    /// Wire bytes without offset, DI0 first; only the first [`Self::wire_len`] count.
    #[inline]
    #[must_use]
    pub const fn to_wire(self) -> [u8; 4] {
        match self {
            Self::V2007(di) => di.to_le_bytes(),
            Self::V1997(di) => (di as u32).to_le_bytes(),
        }
    }
}

/// Highest byte first, 8 or 4 hexadecimal digits.
impl fmt::Display for DataId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::V2007(di) => write!(f, "{di:08X}"),
            Self::V1997(di) => write!(f, "{di:04X}"),
        }
    }
}

/// The text is not 8 or 4 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct DataIdError;

impl fmt::Display for DataIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a data identifier has 8 (2007) or 4 (1997) hexadecimal digits")
    }
}

impl core::error::Error for DataIdError {}

impl FromStr for DataId {
    type Err = DataIdError;

    fn from_str(text: &str) -> Result<Self, DataIdError> {
        if !text.bytes().all(|c| c.is_ascii_hexdigit()) {
            return Err(DataIdError);
        }
        match text.len() {
            8 => u32::from_str_radix(text, 16)
                .map(Self::V2007)
                .map_err(|_| DataIdError),
            4 => u16::from_str_radix(text, 16)
                .map(Self::V1997)
                .map_err(|_| DataIdError),
            _ => Err(DataIdError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn lowest_byte_first_on_the_wire() {
        let di = DataId::V2007(0x0280_0002);
        assert_eq!(di.to_wire(), [0x02, 0x00, 0x80, 0x02]);
        assert_eq!(di.to_string(), "02800002");
        let data = Data::from_wire(&[0x35, 0x33, 0xB3, 0x35, 0x77]);
        let (found, rest) = DataId::split_from(Edition::V2007, data).unwrap();
        assert_eq!(found, di);
        assert_eq!(rest.wire(), [0x77]);
        assert_eq!("+1234567".parse::<DataId>(), Err(DataIdError));
    }
}
