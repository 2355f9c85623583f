//! Items: what a data identifier names, and how its data read.
//!
//! ```text
//!  00 01 FF 00          identifier, DI0 first: 0001FF00
//!  30 36 00 00  56 02 00 00  …   block: total, tariff 1, … of format XXXXXX.XX, unit kWh
//! ```
//!
//! [`lookup`] finds an [`Item`] for any identifier of either edition in a table of patterns;
//! [`lookup_with`] looks into a table of the caller's first, since makers use standard numbers for
//! items of their own. Code that needs one known item takes it from [`items`] and links no table.
//!
//! [`Item::decode`] reads a single value, [`Item::parts`] walks through the parts of a block, an
//! event record, freeze data, load records or an active report. [`Item::encode`] and
//! [`Item::encode_parts`] are the way back.
//!
//! # Flash
//!
//! The table of formats and layouts takes less than 20 KiB (a test holds it there). A program that
//! reads one known item of [`items`] has none of it. Names are another 80 KB with the feature
//! `names`.
//!
//! # Where sources disagree
//!
//! | identifier | taken here | also seen |
//! | --- | --- | --- |
//! | 160012nn 170012nn 200012nn imbalance | XX.XXXX, 3 bytes | XX.XX, 2 bytes; the blocks 1600FFnn … are then 142 bytes long, which is recognised |
//! | 10000100 | count of loss of voltage | used by one test tool only; others 10000001 |
//! | 04001402 | relay current threshold NNN.NNN A | close delay NNNN min |
//! | 040600nn to 040603nn | ladder values and prices of set 1, then of set 2 | values of both sets, then prices of both |
//! | 1F000101 to 1F00060A, start and end of a total power factor below its limit | DI2 = 00 (three concentrators' tables) | DI2 = 01 (a public table of 1169 numbers): 1F0101nn, 1F0106nn |
//! | 0507xxnn | freeze at the switch of ladder sets | monthly freeze |
//! | B660 to B663 (1997) | unknown, 2 bytes | apparent power XX.XXXX, or phase angle |
//!
//! The other reading of each is in [`alternatives`]: put it in front with [`lookup_with`].

pub mod alternatives;
mod encode;
mod fields;
mod from_text;
mod generated;
pub mod items;
mod label;
pub mod layout;
mod load;
mod lookup;
#[cfg(feature = "names")]
mod names;
mod part;
mod parts;
mod pattern;
mod report;
mod row;
mod run;
mod single;
mod view;
mod warning;
mod warnings;
mod writer;

pub use from_text::TextError;
#[cfg(feature = "serde")]
pub(crate) use from_text::decimal;
pub use load::encode_load_record;
pub use lookup::{lookup, patterns};
#[cfg(feature = "names")]
pub use names::{Language, Name, search};
pub use part::{Chinese, Half, Part, PartName};
pub use parts::Parts;
pub use pattern::{Items, Pattern, lookup_with};
pub use report::encode_report;
pub use warning::{Detail, Warning, WarningKind};
pub use warnings::Warnings;

use crate::value::{
    Decimal, Format, Limit, Times, Unit, Value, ValueError, count, decode_scalar, short,
};
use crate::{Data, DataId, Edition};
use core::fmt;
use layout::{Layout, Sign};

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
#[non_exhaustive]
pub struct Item {
    /// The identifier.
    pub id: DataId,
    /// Format of the item, or of the parts of a block whose parts are alike.
    pub format: Format,
    /// How often the standard repeats the format.
    pub times: Times,
    /// Unit. For records of different units the table gives a common name; the parts have their
    /// own.
    pub unit: Unit,
    /// Whether the top bit is a sign.
    pub signed: bool,
    /// The largest magnitude that its number can have.
    pub limit: Limit,
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
            && (self.signed, self.limit) == (other.signed, other.limit)
            && (self.access, self.table) == (other.access, other.table)
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
            limit: Limit::NONE,
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

    /// The same item with a largest magnitude of its number, in units of the last digit.
    #[must_use]
    pub const fn limit(self, limit: Limit) -> Self {
        Self { limit, ..self }
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
    /// [`ValueError::WrongId`] for another identifier, [`ValueError::Short`] for a field
    /// too short for one.
    pub fn strip_id<'a>(&self, data: Data<'a>) -> Result<Data<'a>, ValueError> {
        let short = || short(self.id.wire_len(), data);
        let (found, rest) = DataId::split_from(self.id.edition(), data).ok_or_else(short)?;
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

    /// Decodes the data of an item of one value (after the identifier).
    ///
    /// Bytes after the value do not change it; [`Self::warnings`] has them and whatever else is
    /// odd about the data.
    ///
    /// # Errors
    /// Every [`ValueError`] that says why there is none; [`ValueError::Short`] for bytes that are
    /// missing. An item with parts gives its raw bytes.
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

    /// Walks through the parts of the item's data (after the identifier). An item of one value has
    /// one part.
    ///
    /// The walk ends after the first error of structure: bytes that are missing or no part. A part
    /// whose bytes are no value carries its own error in [`Part::value`] and does not end it. What
    /// is odd is no error: see [`Part::warnings`], [`Parts::leftover`] and [`Self::warnings`].
    #[inline]
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
}
