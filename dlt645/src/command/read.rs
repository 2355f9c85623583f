//! Reading data, 2007 edition: 11 read, 12 read follow-on data.
//!
//! ```text
//!  11  DI0 DI1 DI2 DI3                              L = 4
//!      DI0 DI1 DI2 DI3 N                            L = 5   load record: N blocks
//!      DI0 DI1 DI2 DI3 N mm hh DD MM YY             L = 10  load record: N blocks from a time on
//!  91  DI0 DI1 DI2 DI3 data                         B1 if more follows
//!  12  DI0 DI1 DI2 DI3 SEQ                          L = 5
//!  92  DI0 DI1 DI2 DI3 data SEQ                     B2 if more follows
//! ```

use super::error::{exactly, expect_reply, expect_request, is_reply, no_reply};
use super::fields::{Free, WireField, message};
use super::{CommandError, DataWriter, Minute};
use crate::{Control, Data, DataId, Edition, Frame, Full, Function, Sink};

/// Which part of an item a read asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub enum Selection {
    /// The item.
    Item,
    /// This many blocks of a load record (负荷记录), the earliest ones. The byte as it is sent:
    /// sources do not tell whether it is binary or BCD, which is the same below 10.
    Blocks(u8),
    /// This many blocks from a time on.
    BlocksFrom(u8, Minute),
}

/// Request 11, read data (读数据).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Read {
    /// Data identifier DI3 DI2 DI1 DI0.
    pub di: u32,
    /// Which part of the item.
    pub selection: Selection,
}

impl Read {
    /// Request for a plain item.
    #[must_use]
    pub const fn item(di: u32) -> Self {
        Self {
            di,
            selection: Selection::Item,
        }
    }

    /// The data identifier with its edition.
    #[must_use]
    pub const fn id(&self) -> DataId {
        DataId::V2007(self.di)
    }

    /// Parses the request.
    ///
    /// # Errors
    /// [`CommandError::Length`] unless there are 4, 5 or 10 bytes, [`CommandError::Field`] for an
    /// impossible time.
    pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
        expect_request(frame, Function::Read)?;
        let data = frame.data();
        let (di, rest) = data
            .split_first_chunk()
            .ok_or(CommandError::length(frame))?;
        let selection = match rest.len() {
            0 => Selection::Item,
            1 => Selection::Blocks(rest.get(0).unwrap_or_default()),
            _ => {
                let [.., count, m, h, d, mo, y] = exactly::<10>(frame)?;
                Selection::BlocksFrom(count, Minute::from_wire([m, h, d, mo, y], 5)?)
            }
        };
        Ok(Self {
            di: u32::from_le_bytes(di),
            selection,
        })
    }
}

message!(Read, it => Control::request(Function::Read), Edition::V2007, [it.di, it.selection]);

impl WireField for Selection {
    #[inline]
    fn wire_len(&self) -> usize {
        match self {
            Self::Item => 0,
            Self::Blocks(_) => 1,
            Self::BlocksFrom(..) => 6,
        }
    }

    #[inline]
    fn put<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
        match *self {
            Self::Item => Ok(()),
            Self::Blocks(count) => out.put([count]),
            Self::BlocksFrom(count, from) => {
                out.put([count])?;
                out.put(from.to_wire())
            }
        }
    }
}

/// Reply 91 to a read; B1 if more follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct ReadReply<B> {
    /// Data identifier DI3 DI2 DI1 DI0.
    pub di: u32,
    /// The item after its identifier.
    pub data: B,
    /// Bit 5: the rest must be asked for with [`ReadNext`]. Meters with active report also set it
    /// to mark a pending event; the first [`ReadNext`] is then refused.
    pub more: bool,
}

impl<'a> ReadReply<Data<'a>> {
    /// Parses the reply.
    ///
    /// # Errors
    /// [`CommandError::Length`] if there is no whole identifier.
    #[inline]
    pub fn parse(frame: &Frame<'a>) -> Result<Self, CommandError> {
        let control = frame.control();
        if !is_reply(control, Function::Read) {
            return Err(no_reply(control, frame.data(), Function::Read));
        }
        match frame.data().split_u32() {
            Some((di, data)) => Ok(Self {
                di,
                data,
                more: control.has_more(),
            }),
            None => Err(no_reply(control, frame.data(), Function::Read)),
        }
    }
}

impl<B> ReadReply<B> {
    /// The data identifier with its edition.
    #[must_use]
    pub const fn id(&self) -> DataId {
        DataId::V2007(self.di)
    }
}

message!(ReadReply<B>, it => reply(Function::Read, it.more), Edition::V2007, [it.di, Free(&it.data)]);

/// Report 86 (主动上报): an item that a meter sends unasked, in the form of a reply to a read.
///
/// *Seen in the field*: newer meters of the Southern Grid, with 04001501.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct Report<B> {
    /// Data identifier DI3 DI2 DI1 DI0.
    pub di: u32,
    /// The item after its identifier.
    pub data: B,
    /// Bit 5: more follows.
    pub more: bool,
}

impl<'a> Report<Data<'a>> {
    /// Parses the report.
    ///
    /// # Errors
    /// [`CommandError::Length`] if there is no whole identifier.
    pub fn parse(frame: &Frame<'a>) -> Result<Self, CommandError> {
        expect_reply(frame, Function::Report)?;
        let (di, data) = frame
            .data()
            .split_u32()
            .ok_or(CommandError::length(frame))?;
        Ok(Self {
            di,
            data,
            more: frame.control().has_more(),
        })
    }
}

impl<B> Report<B> {
    /// The data identifier with its edition.
    #[must_use]
    pub const fn id(&self) -> DataId {
        DataId::V2007(self.di)
    }
}

message!(Report<B>, it => reply(Function::Report, it.more), Edition::V2007, [it.di, Free(&it.data)]);

/// Request 12, read follow-on data (读后续数据).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct ReadNext {
    /// Data identifier of the item begun with [`Read`].
    pub di: u32,
    /// Frame number (帧序号) 1–255; 1 asks for the first follow-on frame.
    pub sequence: u8,
}

impl ReadNext {
    /// The data identifier with its edition.
    #[must_use]
    pub const fn id(&self) -> DataId {
        DataId::V2007(self.di)
    }

    /// Parses the request.
    ///
    /// # Errors
    /// [`CommandError::Length`] unless there are 5 bytes.
    pub fn parse(frame: &Frame<'_>) -> Result<Self, CommandError> {
        expect_request(frame, Function::ReadNext)?;
        let [d0, d1, d2, d3, sequence] = exactly(frame)?;
        Ok(Self {
            di: u32::from_le_bytes([d0, d1, d2, d3]),
            sequence,
        })
    }
}

message!(ReadNext, it => Control::request(Function::ReadNext), Edition::V2007, [it.di, it.sequence]);

/// Reply 92 with follow-on data; B2 if still more follows. It repeats the identifier and ends with
/// the frame number, neither of which is part of [`data`](Self::data).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[cfg_attr(feature = "arbitrary", derive(arbitrary::Arbitrary))]
pub struct ReadNextReply<B> {
    /// Data identifier DI3 DI2 DI1 DI0.
    pub di: u32,
    /// The next piece of the item.
    pub data: B,
    /// Frame number of the request, echoed.
    pub sequence: u8,
    /// Bit 5: still more follows.
    pub more: bool,
}

impl<'a> ReadNextReply<Data<'a>> {
    /// Parses the reply.
    ///
    /// # Errors
    /// [`CommandError::Length`] if identifier or frame number are missing.
    pub fn parse(frame: &Frame<'a>) -> Result<Self, CommandError> {
        expect_reply(frame, Function::ReadNext)?;
        let length = CommandError::length(frame);
        let (di, rest) = frame.data().split_first_chunk().ok_or(length)?;
        let (data, [sequence]) = rest.split_last_chunk().ok_or(length)?;
        Ok(Self {
            di: u32::from_le_bytes(di),
            data,
            sequence,
            more: frame.control().has_more(),
        })
    }
}

impl<B> ReadNextReply<B> {
    /// The data identifier with its edition.
    #[must_use]
    pub const fn id(&self) -> DataId {
        DataId::V2007(self.di)
    }
}

message!(ReadNextReply<B>, it => reply(Function::ReadNext, it.more), Edition::V2007,
    [it.di, Free(&it.data), it.sequence]);

pub(super) const fn reply(function: Function, more: bool) -> Control {
    if more {
        Control::reply_more(function)
    } else {
        Control::reply(function)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Message;
    use crate::{Address, EncodeError};
    use std::vec::Vec;

    fn meter() -> Address {
        "202211080645".parse().unwrap()
    }

    fn encoded(message: &impl Message) -> Vec<u8> {
        message.encode(meter(), &mut [0xA5; 267]).unwrap().to_vec()
    }

    #[test]
    fn a_read_of_each_form_parses_back() {
        let from = Minute::new(26, 11, 22, 15, 35).unwrap();
        for (selection, len) in [
            (Selection::Item, 4),
            (Selection::Blocks(5), 5),
            (Selection::BlocksFrom(5, from), 10),
        ] {
            let read = Read {
                di: 0x0600_0001,
                selection,
            };
            let bytes = encoded(&read);
            assert_eq!(bytes[9], len);
            assert_eq!(Read::parse(&Frame::parse(&bytes).unwrap()), Ok(read));
        }
        let bytes = encoded(&Read {
            di: 0x0600_0001,
            selection: Selection::BlocksFrom(5, from),
        });
        let data: Vec<u8> = Frame::parse(&bytes).unwrap().data().iter().collect();
        assert_eq!(
            data,
            [0x01, 0x00, 0x00, 0x06, 0x05, 0x35, 0x15, 0x22, 0x11, 0x26],
            "count, then minute first"
        );
    }

    #[test]
    fn follow_on_data_lose_identifier_and_number() {
        let reply = ReadNextReply {
            di: 0x0001_FF00,
            data: [1, 2, 3],
            sequence: 7,
            more: true,
        };
        let bytes = encoded(&reply);
        assert_eq!(bytes[8], 0xB2);
        let parsed = ReadNextReply::parse(&Frame::parse(&bytes).unwrap()).unwrap();
        assert!(parsed.data.iter().eq([1, 2, 3]));
        assert_eq!(
            (parsed.di, parsed.sequence, parsed.more),
            (0x0001_FF00, 7, true)
        );
    }

    #[test]
    fn a_reply_is_no_longer_than_200_bytes() {
        let reply = ReadReply {
            di: 0x0001_FF00,
            data: [0; 196],
            more: false,
        };
        assert_eq!(encoded(&reply).len(), 212);
        let reply = ReadReply {
            di: 0x0001_FF00,
            data: [0; 197],
            more: false,
        };
        let error = reply.encode(meter(), &mut [0; 267]).map(|_| ());
        assert_eq!(error, Err(EncodeError::TooLong { len: 201, max: 200 }));
    }
}
