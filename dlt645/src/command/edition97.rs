//! Commands of the 1997 edition: 01 read, 02 read follow-on data, 03 re-read, 04 write, 10 clear
//! maximum demand.
//!
//! ```text
//!  01  DI0 DI1                  81: DI0 DI1 data       A1 if more follows
//!  02  DI0 DI1                  82: DI0 DI1 data       A2 if more follows; no frame number
//!  03  no data                  83: the last reply again
//!  04  DI0 DI1 data             84: no data            some meters: DI0 DI1 PA P0 P1 P2 data
//!  10  no data, or PA P0 P1 P2  90: no data
//! ```
//!
//! The base text lets the programming key protect writing; a password in 04 and 10 is the maker's
//! choice.

use super::empty::empty_message;
use super::error::{exactly, expect_reply, expect_request};
use super::fields::{Free, message};
use super::{CommandError, Password, read};
use crate::{Control, Data, DataId, Edition, Frame, Function};

macro_rules! read97 {
    ($(#[$doc:meta])* $request:ident, $(#[$reply_doc:meta])* $reply:ident, $function:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
        pub struct $request {
            /// Data identifier DI1 DI0.
            pub di: u16,
        }

        impl $request {
            /// The data identifier with its edition.
            #[must_use]
            pub const fn id(&self) -> DataId {
                DataId::V1997(self.di)
            }

            /// Parses the request.
            ///
            /// # Errors
            /// [`CommandError::Length`] unless there are 2 bytes. *Seen in the field*: the four bytes of a 2007
            /// identifier (vector d645-0002).
            pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
                expect_request(frame, $function)?;
                exactly(frame).map(|di| Self { di: u16::from_le_bytes(di) })
            }
        }

        message!($request, it => Control::request($function), Edition::V1997, [it.di]);

        reply97! { $(#[$reply_doc])* $reply, $function }
    };
}

macro_rules! reply97 {
    ($(#[$doc:meta])* $reply:ident, $function:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
        pub struct $reply<B> {
            /// Data identifier DI1 DI0.
            pub di: u16,
            /// The item, or its next piece, after the identifier.
            pub data: B,
            /// Bit 5: more must be asked for with [`ReadNext97`].
            pub more: bool,
        }

        impl<'a> $reply<Data<'a>> {
            /// Parses the reply.
            ///
            /// # Errors
            /// [`CommandError::Length`] if there is no whole identifier.
            pub fn parse(frame: &Frame<'a>) -> Result<Self, CommandError> {
                expect_reply(frame, $function)?;
                let (di, data) = frame.data().split_first_chunk().ok_or(CommandError::length(frame))?;
                Ok(Self { di: u16::from_le_bytes(di), data, more: frame.control().has_more() })
            }
        }

        impl<B> $reply<B> {
            /// The data identifier with its edition.
            #[must_use]
            pub const fn id(&self) -> DataId {
                DataId::V1997(self.di)
            }
        }

        message!($reply<B>, it => read::reply($function, it.more), Edition::V1997, [it.di, Free(&it.data)]);
    };
}

read97! {
    /// Request 01, read data, 1997 edition.
    Read97,
    /// Reply 81 to a read, 1997 edition; A1 if more follows.
    Read97Reply, Function::Read97
}
read97! {
    /// Request 02, read follow-on data, 1997 edition. There is no frame number.
    ReadNext97,
    /// Reply 82 with follow-on data, 1997 edition; A2 if still more follows.
    ReadNext97Reply, Function::ReadNext97
}
empty_message! {
    /// Request 03, re-read (重读数据), 1997 edition: the meter sends its last reply again.
    Reread97, Control::request(Function::SecurityOrReread), expect_request
}
reply97! {
    /// Reply 83 to a re-read, 1997 edition: the last reply again. Its layout has one source only.
    Reread97Reply, Function::SecurityOrReread
}

/// Request 04, write data, 1997 edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Write97<B> {
    /// Data identifier DI1 DI0.
    pub di: u16,
    /// Password between identifier and item, where the meter's maker wants one. The frame does not
    /// tell: a parsed request has none until [`take_password`](Write97::take_password).
    pub password: Option<Password>,
    /// The item.
    pub data: B,
}

impl<'a> Write97<Data<'a>> {
    /// Parses the request; all after the identifier is taken for data.
    ///
    /// # Errors
    /// [`CommandError::Length`] if there is no whole identifier.
    pub fn parse(frame: &Frame<'a>) -> Result<Self, CommandError> {
        expect_request(frame, Function::Write97)?;
        let (di, data) = frame
            .data()
            .split_first_chunk()
            .ok_or(CommandError::length(frame))?;
        Ok(Self {
            di: u16::from_le_bytes(di),
            password: None,
            data,
        })
    }

    /// Reads the first four bytes of the data as a password, for meters that want one; `None` if
    /// there are fewer.
    #[must_use]
    pub fn take_password(self) -> Option<Self> {
        let (password, data) = self.data.split_first_chunk()?;
        Some(Self {
            di: self.di,
            password: Some(Password::from_wire(password)),
            data,
        })
    }
}

impl<B> Write97<B> {
    /// The data identifier with its edition.
    #[must_use]
    pub const fn id(&self) -> DataId {
        DataId::V1997(self.di)
    }
}

message!(Write97<B>, it => Control::request(Function::Write97), Edition::V1997,
    [it.di, it.password, Free(&it.data)]);

empty_message! {
    /// Reply 84 to a write that was done, 1997 edition; no data.
    Write97Reply, Control::reply(Function::Write97), expect_reply
}

/// Request 10, clear maximum demand, 1997 edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct ClearDemand97 {
    /// Password, where the meter's maker wants one.
    pub password: Option<Password>,
}

impl ClearDemand97 {
    /// Parses the request.
    ///
    /// # Errors
    /// [`CommandError::Length`] unless there are no or 4 bytes.
    pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
        expect_request(frame, Function::ClearDemand97)?;
        if frame.data().is_empty() {
            return Ok(Self { password: None });
        }
        exactly(frame).map(|wire| Self {
            password: Some(Password::from_wire(wire)),
        })
    }
}

message!(ClearDemand97, it => Control::request(Function::ClearDemand97), Edition::V1997, [it.password]);

empty_message! {
    /// Reply 90 to a clearing of the maximum demand, 1997 edition; no data.
    ClearDemand97Reply, Control::reply(Function::ClearDemand97), expect_reply
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Address;
    use crate::command::Message;

    #[test]
    fn a_password_in_a_write_is_read_only_when_asked_for() {
        let write = Write97 {
            di: 0xC010,
            password: Some(Password::new(1, 0x33_22_11)),
            data: [5, 6],
        };
        let mut out = [0xA5; 64];
        let bytes = write.encode(Address::from_wire([1; 6]), &mut out).unwrap();
        let parsed = Write97::parse(&Frame::parse(bytes).unwrap()).unwrap();
        assert!(parsed.data.iter().eq([1, 0x11, 0x22, 0x33, 5, 6]));
        let parsed = parsed.take_password().unwrap();
        assert_eq!(parsed.password, write.password);
        assert!(parsed.data.iter().eq([5, 6]));
        assert_eq!(parsed.take_password(), None);
    }

    #[test]
    fn a_re_read_keeps_to_the_rules_of_1997() {
        let mut out = [0xA5; 64];
        let bytes = Reread97.encode(Address::WILDCARD, &mut out).unwrap();
        assert_eq!((bytes[8], bytes[9]), (0x03, 0x00));
        assert_eq!(Reread97::parse(&Frame::parse(bytes).unwrap()), Ok(Reread97));
    }
}
