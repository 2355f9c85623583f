//! Security authentication: 03, State Grid supplement (安全认证).
//!
//! ```text
//!  03  DI0 DI1 DI2 DI3 C0 C1 C2 C3 data      83: DI0 DI1 DI2 DI3 data      C3: SERR, two bytes
//! ```
//! Identifiers begin with DI3 = 07. What the data mean is the matter of the security module.

use super::error::{expect_reply, expect_request};
use super::fields::{Free, message};
use super::{CommandError, Operator};
use crate::{Control, Data, DataId, Edition, Frame, Function};

/// Request 03, security authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Security<B> {
    /// Data identifier 07xxxxxx.
    pub di: u32,
    /// Operator code.
    pub operator: Operator,
    /// The rest.
    pub data: B,
}

impl<'a> Security<Data<'a>> {
    /// Parses the request.
    ///
    /// # Errors
    /// [`CommandError::Length`] below 8 bytes; without data it is the re-read of 1997.
    pub fn parse(frame: &Frame<'a>) -> Result<Self, CommandError> {
        expect_request(frame, Function::SecurityOrReread)?;
        let length = CommandError::length(frame);
        let (di, rest) = frame.data().split_first_chunk().ok_or(length)?;
        let (operator, data) = rest.split_first_chunk().ok_or(length)?;
        Ok(Self {
            di: u32::from_le_bytes(di),
            operator: Operator(operator),
            data,
        })
    }
}

impl<B> Security<B> {
    /// The data identifier with its edition.
    #[must_use]
    pub const fn id(&self) -> DataId {
        DataId::V2007(self.di)
    }
}

message!(Security<B>, it => Control::request(Function::SecurityOrReread), Edition::V2007,
    [it.di, it.operator, Free(&it.data)]);

/// Reply 83 to a security authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct SecurityReply<B> {
    /// Data identifier 07xxxxxx.
    pub di: u32,
    /// The rest.
    pub data: B,
}

impl<'a> SecurityReply<Data<'a>> {
    /// Parses the reply.
    ///
    /// # Errors
    /// [`CommandError::Length`] if there is no whole identifier.
    pub fn parse(frame: &Frame<'a>) -> Result<Self, CommandError> {
        expect_reply(frame, Function::SecurityOrReread)?;
        let (di, data) = frame
            .data()
            .split_u32()
            .ok_or(CommandError::length(frame))?;
        Ok(Self { di, data })
    }
}

impl<B> SecurityReply<B> {
    /// The data identifier with its edition.
    #[must_use]
    pub const fn id(&self) -> DataId {
        DataId::V2007(self.di)
    }
}

message!(SecurityReply<B>, it => Control::reply(Function::SecurityOrReread), Edition::V2007,
    [it.di, Free(&it.data)]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Message;
    use crate::{Address, FrameRepr};

    #[test]
    fn a_captured_request_gives_its_item() {
        let data = [0x01, 0x00, 0x00, 0x07, 0, 0, 0, 0];
        let repr = FrameRepr {
            address: Address::from_wire([1, 0, 0, 0, 0, 0]),
            control: Control(0x03),
            data: &data,
        };
        let mut out = [0xA5; 32];
        let bytes = repr.encode(&mut out).unwrap();
        let frame = Frame::parse(bytes).unwrap();
        let security = Security::parse(&frame).unwrap();
        assert_eq!(
            (security.di, security.operator, security.data.len()),
            (0x0700_0001, Operator([0; 4]), 0)
        );
        let mut again = [0xA5; 32];
        assert_eq!(security.encode(frame.address(), &mut again).unwrap(), bytes);
    }
}
