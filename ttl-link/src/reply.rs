//! The answer to a request, and the value in it.

use crate::event::{ReplyEnd, Stamps};
use dlt645::command::RelayReply;
use dlt645::item::{Item, Parts, Warning};
use dlt645::value::{Value, ValueError};
use dlt645::{Address, Control, Data, DataId};

/// The answer to a request.
///
/// ```
/// use dlt645::item::items::FORWARD_ACTIVE_ENERGY;
/// use dlt645::value::ValueError;
/// use ttl_link::Reply;
///
/// fn energy(reply: &Reply<'_>) -> Result<i64, ValueError> {
///     let value = reply.decode(&FORWARD_ACTIVE_ENERGY)?; // refuses the answer for another item
///     Ok(value.decimal().map_or(0, |number| number.mantissa))
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct Reply<'a> {
    /// Address in the request.
    pub asked: Address,
    /// Identifier in the request, where it has one.
    pub id: Option<DataId>,
    /// Address in the reply: the meter's own where the request used AA.
    pub address: Address,
    /// Control code of the first frame.
    pub control: Control,
    /// What follows the identifier (all of the data field where the function has none), follow-on
    /// frames joined. As on the wire: [`Data`] takes the 0x33 off on access.
    pub data: Data<'a>,
    /// When request and reply were on the line.
    pub stamps: Stamps,
    /// How the reply ended.
    pub end: ReplyEnd,
    /// How often something was sent for it, follow-on requests not counted.
    pub tries: u8,
}

impl<'a> Reply<'a> {
    /// The value of `item`; of a block its bytes.
    ///
    /// # Errors
    /// [`ValueError::WrongId`] if another item was asked for; why the bytes are no value.
    pub fn decode(&self, item: &Item) -> Result<Value<'a>, ValueError> {
        item.decode(self.data_of(item)?)
    }

    /// The parts of a block or record.
    ///
    /// # Errors
    /// [`ValueError::WrongId`] if another item was asked for.
    pub fn parts(&self, item: &Item) -> Result<Parts<'a>, ValueError> {
        Ok(item.parts(self.data_of(item)?))
    }

    /// The value of `item` with what is odd about it and when it was read.
    ///
    /// # Errors
    /// As [`decode`](Self::decode).
    pub fn reading(&self, item: &Item) -> Result<Reading<'a>, ValueError> {
        Ok(Reading {
            value: self.decode(item)?,
            stamps: self.stamps,
            address: self.address,
            asked: self.asked,
            item: *item,
            data: self.data,
        })
    }

    fn data_of(&self, item: &Item) -> Result<Data<'a>, ValueError> {
        if self.id == Some(item.id) {
            return Ok(self.data);
        }
        let found = self.id.map_or([0; 4], DataId::to_wire);
        let own = item.id.to_wire();
        let same = own.iter().zip(&found).take_while(|(a, b)| a == b).count();
        Err(ValueError::WrongId {
            at: u8::try_from(same).unwrap_or(u8::MAX),
            found,
        })
    }
}

/// A relay order that a meter took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct Relayed {
    /// When request and reply were on the line.
    pub stamps: Stamps,
    /// The answer: [`RelayReply::done`] has what was done, where the meter says so.
    pub reply: RelayReply,
}

/// A value that was read, when, and what is odd about it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Reading<'a> {
    /// The value; of a block its bytes, see [`parts`](Self::parts).
    pub value: Value<'a>,
    /// When request and reply were on the line.
    pub stamps: Stamps,
    /// Who answered.
    pub address: Address,
    asked: Address,
    item: Item,
    data: Data<'a>,
}

impl<'a> Reading<'a> {
    /// What is odd about it; nothing of this changes the value. An answer from another address than
    /// was asked for is odd too.
    pub fn warnings(&self) -> impl Iterator<Item = Warning<'a>> + use<'a> {
        let odd = !self.asked.matches(self.address);
        let address = odd.then(|| Warning::address(self.asked, self.address));
        address.into_iter().chain(self.item.warnings(self.data))
    }

    /// The value, if nothing is odd about it.
    ///
    /// # Errors
    /// The first warning.
    pub fn strict(&self) -> Result<Value<'a>, Warning<'a>> {
        self.warnings().next().map_or(Ok(self.value), Err)
    }

    /// The parts of a block or record.
    #[must_use]
    pub fn parts(&self) -> Parts<'a> {
        self.item.parts(self.data)
    }

    /// The bytes after the identifier.
    #[must_use]
    pub const fn data(&self) -> Data<'a> {
        self.data
    }
}
