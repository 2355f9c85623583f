//! Items: what a data identifier names, and how its data read.
//!
//! ```text
//!  00 01 FF 00          identifier, DI0 first: 0001FF00
//!  30 36 00 00  56 02 00 00  …   block: total, tariff 1, … of format XXXXXX.XX, unit kWh
//! ```
//!
//! [`lookup`] finds an [`Item`] for any identifier of either edition in a table of patterns; [`lookup_with`] looks
//! into a table of the caller's first, since makers use standard numbers for items of their own. Code that needs one
//! known item takes it from [`items`] and links no table.
//!
//! [`Item::decode`] reads a single value, [`Item::parts`] walks through the parts of a block, an event record, freeze
//! data, load records or an active report. [`Item::encode`] and [`Item::encode_parts`] are the way back.
//!
//! # Flash
//!
//! On `thumbv7m-none-eabi` the table of formats and layouts takes 14 578 bytes, and a program that does nothing but
//! [`lookup`] 14 960; one that reads one known item takes 456. Names are another 80 KB behind the feature `names`.
//!
//! # Where sources disagree
//!
//! | identifier | taken here | also seen |
//! | --- | --- | --- |
//! | 160012nn 170012nn 200012nn imbalance | XX.XXXX, 3 bytes | XX.XX, 2 bytes; the blocks 1600FFnn … are then 142 bytes long, which is recognised |
//! | 10000100 | count of loss of voltage | used by one test tool only; others 10000001 |
//! | 04001402 | relay current threshold NNN.NNN A | close delay NNNN min |
//! | 040600nn to 040603nn | ladder values and prices of set 1, then of set 2 | values of both sets, then prices of both |
//! | 0507xxnn | freeze at the switch of ladder sets | monthly freeze |
//! | B660 to B663 (1997) | unknown, 2 bytes | apparent power XX.XXXX, or phase angle |
//!
//! The other reading of each is in [`alternatives`]: put it in front with [`lookup_with`].

pub mod alternatives;
mod encode;
mod from_text;
pub mod items;
mod join;
pub mod layout;
mod layouts;
mod load;
mod lookup;
#[cfg(feature = "names")]
mod name_table;
#[cfg(feature = "names")]
mod names;
mod parts;
mod report;
mod table;
mod view;

pub use from_text::TextError;
#[cfg(feature = "serde")]
pub(crate) use from_text::decimal;
pub use join::{Join, JoinError};
pub use load::encode_load_record;
pub use lookup::{Pattern, lookup, lookup_with, patterns};
#[cfg(feature = "names")]
pub use names::{Language, Name, search};
pub use parts::{Half, Part, Parts};
pub use report::encode_report;

use crate::value::{Decimal, Format, Times, Unit, Value, ValueError, at, count, decode_scalar};
use crate::{Data, DataId, Edition};
use core::fmt;
use layout::{Engine, Layout, Sign};

/// What the read and write commands may do with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Access {
    /// Read only.
    Read,
    /// Written only: passwords, resets.
    Write,
    /// Read and written; writing takes a password.
    ReadWrite,
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Read => "R",
            Self::Write => "W",
            Self::ReadWrite => "RW",
        })
    }
}

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// Where an item is tabulated. `Display` gives the table's name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "defmt", derive(defmt::Format))]
        #[non_exhaustive]
        pub enum Table {
            $($(#[$doc])* $name,)*
        }

        impl fmt::Display for Table {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self {
                    $(Self::$name => $text,)*
                })
            }
        }
    };
}

tables! {
    /// Energies.
    A1 = "A.1";
    /// Maximum demands.
    A2 = "A.2";
    /// Variables.
    A3 = "A.3";
    /// Event records.
    A4 = "A.4";
    /// Parameters.
    A5 = "A.5";
    /// Freeze data.
    A6 = "A.6";
    /// Load records.
    A7 = "A.7";
    /// State Grid supplement (国网备案).
    StateGrid = "SG";
    /// State Grid supplement: event records item by item.
    StateGridItem = "SG-item";
    /// 1997 edition, energies.
    Energy97 = "energy";
    /// 1997 edition, maximum demands.
    Demand97 = "demand";
    /// 1997 edition, times of maximum demands.
    DemandTime97 = "demand-time";
    /// 1997 edition, variables.
    Variable97 = "variable";
    /// 1997 edition, parameters.
    Parameter97 = "parameter";
    /// 1997 edition, load curves.
    Load97 = "load";
    /// Makers' extensions of the 1997 edition.
    Extension97 = "extension";
    /// The caller's own table.
    Own = "own";
}

/// What an identifier names: format, unit, sign, access and parts of its data.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// The identifier.
    pub id: DataId,
    /// Format of the item, or of the parts of a block whose parts are alike.
    pub format: Format,
    /// How often the standard repeats the format.
    pub times: Times,
    /// Unit. For records of different units the table gives a common name; the parts have their own.
    pub unit: Unit,
    /// Whether the top bit is a sign.
    pub signed: bool,
    /// What the read and write commands may do.
    pub access: Access,
    /// Table of the standard.
    pub table: Table,
    /// The parts of a block or record, `None` for an item of one value (or of one pair of values).
    pub layout: Option<&'static Layout>,
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        let same_layout = match (self.layout, other.layout) {
            (Some(a), Some(b)) => core::ptr::eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        same_layout
            && (self.id, self.format, self.times, self.unit)
                == (other.id, other.format, other.times, other.unit)
            && (self.signed, self.access, self.table) == (other.signed, other.access, other.table)
    }
}

impl Eq for Item {}

impl Item {
    /// An item of one value that is only read and has no sign.
    #[must_use]
    pub const fn new(id: DataId, format: Format, unit: Unit) -> Self {
        let (times, access, table) = (Times::Once, Access::Read, Table::Own);
        Self {
            id,
            format,
            times,
            unit,
            signed: false,
            access,
            table,
            layout: None,
        }
    }

    /// The same item with a sign in the top bit.
    #[must_use]
    pub const fn signed(self) -> Self {
        Self {
            signed: true,
            ..self
        }
    }

    /// The same item with another access.
    #[must_use]
    pub const fn access(self, access: Access) -> Self {
        Self { access, ..self }
    }

    /// The same item in a table of the standard.
    #[must_use]
    pub const fn table(self, table: Table) -> Self {
        Self { table, ..self }
    }

    /// The same item with parts.
    #[must_use]
    pub const fn layout(self, layout: &'static Layout) -> Self {
        Self {
            layout: Some(layout),
            ..self
        }
    }

    /// The same item under another identifier, such as another tariff.
    #[must_use]
    pub const fn with_id(self, id: DataId) -> Self {
        Self { id, ..self }
    }

    /// Length of its data in bytes, `None` if it varies (tariffs, seasons, records).
    #[must_use]
    pub fn byte_len(&self) -> Option<usize> {
        match self.layout {
            Some(layout) => layout.byte_len(),
            None => self.format.byte_len(),
        }
    }

    /// Whether its data have several parts.
    #[must_use]
    pub const fn has_parts(&self) -> bool {
        self.layout.is_some()
            || self.format.pair().is_some()
            || matches!(self.format, Format::LoadRecord)
    }

    /// Takes this item's identifier from the front of a data field, as read replies carry it.
    ///
    /// # Errors
    /// [`ValueError::WrongId`] for another identifier, [`ValueError::Length`] for a field too short for one.
    pub fn strip_id<'a>(&self, data: Data<'a>) -> Result<Data<'a>, ValueError> {
        let short = ValueError::Length {
            expected: at(self.id.wire_len()),
            found: at(data.len()),
        };
        let (found, rest) = DataId::split_from(self.id.edition(), data).ok_or(short)?;
        if found == self.id {
            return Ok(rest);
        }
        let (own, found) = (self.id.to_wire(), found.to_wire());
        let differs = count(own.iter().zip(&found).take_while(|(a, b)| a == b));
        Err(ValueError::WrongId {
            at: u8::try_from(differs).unwrap_or(u8::MAX),
            found,
        })
    }

    /// Decodes the data of an item of one value (behind the identifier).
    ///
    /// # Errors
    /// Every [`ValueError`] that says why there is none; [`ValueError::Length`] for a byte too many or too few. An
    /// item with parts gives its raw bytes.
    pub fn decode<'a>(&self, data: Data<'a>) -> Result<Value<'a>, ValueError> {
        if self.has_parts() {
            return Ok(Value::Raw(data));
        }
        decode_scalar(self.format, self.unit, self.signed, data)
    }

    /// Decodes the data field of a read reply: identifier and one value.
    ///
    /// # Errors
    /// Those of [`Self::strip_id`] and [`Self::decode`].
    pub fn decode_reply<'a>(&self, data: Data<'a>) -> Result<Value<'a>, ValueError> {
        self.decode(self.strip_id(data)?)
    }

    /// Decodes one number.
    ///
    /// # Errors
    /// Those of [`Self::decode`]; `Ok(None)` if the bytes say that there is none (all FF).
    pub fn number(&self, data: Data<'_>) -> Result<Option<Decimal>, ValueError> {
        Ok(self.decode(data)?.decimal())
    }

    /// Walks through the parts of the item's data (behind the identifier). An item of one value has one part.
    ///
    /// The walk ends after the first error of structure: bytes that are missing, left over or no part. A part whose
    /// bytes are no value carries its own error in [`Part::value`] and does not end it.
    #[must_use]
    pub fn parts<'a>(&self, data: Data<'a>) -> Parts<'a> {
        Parts::new(*self, data)
    }

    /// Edition of the identifier.
    #[must_use]
    pub const fn edition(&self) -> Edition {
        self.id.edition()
    }

    pub(crate) const fn sign_of(&self, sign: Sign) -> bool {
        match sign {
            Sign::Inherit => self.signed,
            Sign::Signed => true,
            Sign::Plain => false,
        }
    }

    pub(crate) const fn unit_of(&self, unit: Unit) -> Unit {
        match unit {
            Unit::Inherit => self.unit,
            unit => unit,
        }
    }

    pub(crate) const fn engine(&self) -> Engine {
        match (self.layout, self.format) {
            (Some(layout), _) => layout.engine,
            (None, Format::LoadRecord) => Engine::LoadRecord,
            (None, _) => Engine::Fields,
        }
    }
}
