//! Writing data, 2007 edition: 14, and the password and operator code that other commands carry
//! too.
//!
//! ```text
//!  14  DI0 DI1 DI2 DI3 PA P0 P1 P2 C0 C1 C2 C3 data      94: no data
//! ```

use super::CommandError;
use super::empty::empty_message;
use super::error::{expect_reply, expect_request};
use super::fields::{Free, message};
use crate::{Control, Data, DataId, Edition, Frame, Function};
use core::fmt;

/// A password (密码) with its level, four bytes PA P0 P1 P2 on the wire. Its digits are not
/// printed.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Password {
    /// Level PA (密级): 0–9 in the base standard, 0 highest; 02 and 04 in State Grid meters, 98
    /// and 99 where the data are enciphered.
    pub level: u8,
    /// P0 P1 P2, lowest byte first.
    pub code: [u8; 3],
}

impl Password {
    /// Level and six digits as printed, for example `new(2, 0x12_34_56)`. Bits above 23 are not
    /// used.
    #[must_use]
    pub const fn new(level: u8, digits: u32) -> Self {
        let [p0, p1, p2, _] = digits.to_le_bytes();
        Self {
            level,
            code: [p0, p1, p2],
        }
    }

    /// PA P0 P1 P2.
    #[must_use]
    pub const fn to_wire(self) -> [u8; 4] {
        let [p0, p1, p2] = self.code;
        [self.level, p0, p1, p2]
    }

    /// From PA P0 P1 P2.
    #[must_use]
    pub const fn from_wire([level, p0, p1, p2]: [u8; 4]) -> Self {
        Self {
            level,
            code: [p0, p1, p2],
        }
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Password {{ level: {:#04x}, .. }}", self.level)
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Password {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "Password {{ level: {=u8:#04x}, .. }}", self.level);
    }
}

/// Operator code C0 C1 C2 C3 (操作者代码), lowest byte first; the meter keeps it in its records. It
/// is not printed: with the password it opens a meter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Operator(pub [u8; 4]);

impl fmt::Debug for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Operator(..)")
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Operator {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "Operator(..)");
    }
}

/// Request 14, write data (写数据). At most 50 bytes of data field in the standard, 38 of them the
/// item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Write<B> {
    /// Data identifier DI3 DI2 DI1 DI0.
    pub di: u32,
    /// Password.
    pub password: Password,
    /// Operator code.
    pub operator: Operator,
    /// The item.
    pub data: B,
}

impl<'a> Write<Data<'a>> {
    /// Parses the request.
    ///
    /// # Errors
    /// [`CommandError::Length`] below 12 bytes.
    pub fn parse(frame: &Frame<'a>) -> Result<Self, CommandError> {
        expect_request(frame, Function::Write)?;
        let length = CommandError::length(frame);
        let (di, rest) = frame.data().split_first_chunk().ok_or(length)?;
        let (password, rest) = rest.split_first_chunk().ok_or(length)?;
        let (operator, data) = rest.split_first_chunk().ok_or(length)?;
        let (password, operator) = (Password::from_wire(password), Operator(operator));
        Ok(Self {
            di: u32::from_le_bytes(di),
            password,
            operator,
            data,
        })
    }
}

impl<B> Write<B> {
    /// The data identifier with its edition.
    #[must_use]
    pub const fn id(&self) -> DataId {
        DataId::V2007(self.di)
    }
}

message!(Write<B>, it => Control::request(Function::Write), Edition::V2007,
    [it.di, it.password, it.operator, Free(&it.data)]);

empty_message! {
    /// Reply 94 to a write that was done; no data.
    WriteReply, Control::reply(Function::Write), expect_reply
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Message;
    use crate::{Address, EncodeError};
    use std::format;
    use std::vec::Vec;

    #[test]
    fn a_write_carries_identifier_password_and_operator_in_that_order() {
        let write = Write {
            di: 0x0400_0103,
            password: Password::new(2, 0x12_34_56),
            operator: Operator([0x78, 0x56, 0x34, 0x12]),
            data: [0x15],
        };
        let mut out = [0xA5; 64];
        let bytes = write.encode(Address::from_wire([1; 6]), &mut out).unwrap();
        let frame = Frame::parse(bytes).unwrap();
        let plain: Vec<u8> = frame.data().iter().collect();
        assert_eq!(
            plain,
            [
                0x03, 0x01, 0x00, 0x04, 0x02, 0x56, 0x34, 0x12, 0x78, 0x56, 0x34, 0x12, 0x15
            ]
        );
        let parsed = Write::parse(&frame).unwrap();
        assert_eq!(
            (parsed.di, parsed.password, parsed.operator),
            (write.di, write.password, write.operator)
        );
        assert!(parsed.data.iter().eq([0x15]));
        assert_eq!(
            format!("{:?}", write.password),
            "Password { level: 0x02, .. }"
        );
    }

    #[test]
    fn a_write_goes_to_one_meter_and_is_short() {
        let write = |len| Write {
            di: 1,
            password: Password::new(2, 0),
            operator: Operator::default(),
            data: &[0; 60][..len],
        };
        let mut out = [0xA5; 100];
        assert!(
            write(38)
                .encode(Address::from_wire([1; 6]), &mut out)
                .is_ok()
        );
        let error = write(39).encode(Address::from_wire([1; 6]), &mut out);
        assert_eq!(error, Err(EncodeError::TooLong { len: 51, max: 50 }));
        for address in [Address::BROADCAST, Address::WILDCARD] {
            assert!(write(1).encode(address, &mut out).is_err());
        }
    }
}
