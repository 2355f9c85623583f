//! Parts of blocks and records.
//!
//! A layout is a list of fields in wire order. A field may repeat: a number of times, or as often
//! as the data go (tariffs, settlement days, seasons). A caller's own table uses the same types.

use super::generated::labels::LabelNumber;
use crate::value::{Format, Limit, Unit};

pub use super::label::Label;

/// Whether the top bit of a field is a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Sign {
    /// As for the item.
    Inherit,
    /// Yes.
    Signed,
    /// No.
    Plain,
}

/// How often a field follows itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Repeat {
    /// It does not: one value, or one pair.
    Once,
    /// This often.
    Times(u8),
    /// As often as the data go, the same for every such field of the layout, and at most this
    /// often: the tariffs, settlement days or seasons that the standard allows.
    UpTo(u8),
}

impl Repeat {
    /// The fixed number, `None` if the data decide.
    #[must_use]
    pub const fn times(self) -> Option<u8> {
        match self {
            Self::Once => Some(1),
            Self::Times(times) => Some(times),
            Self::UpTo(_) => None,
        }
    }
}

/// A field of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Field {
    /// What it is called.
    pub label: Label,
    /// Its format.
    pub format: Format,
    /// Its unit, or that of the item.
    pub unit: Unit,
    /// Whether it has a sign.
    pub sign: Sign,
    /// How often it follows itself.
    pub repeat: Repeat,
    /// The largest magnitude that it can have; of a pair, that of its number.
    pub limit: Limit,
}

impl Field {
    /// One value with the sign of its item.
    #[must_use]
    pub const fn new(label: Label, format: Format, unit: Unit) -> Self {
        Self {
            label,
            format,
            unit,
            sign: Sign::Inherit,
            repeat: Repeat::Once,
            limit: Limit::NONE,
        }
    }

    /// The same field as often as `repeat` says.
    #[must_use]
    pub const fn repeat(self, repeat: Repeat) -> Self {
        Self { repeat, ..self }
    }

    /// The same field with a sign in the top bit.
    #[must_use]
    pub const fn signed(self) -> Self {
        Self {
            sign: Sign::Signed,
            ..self
        }
    }

    /// The same field with a largest magnitude, in units of the last digit.
    #[must_use]
    pub const fn up_to(self, most: u16) -> Self {
        Self {
            limit: Limit::new(most),
            ..self
        }
    }

    /// The same field without a sign, whatever the item has.
    #[must_use]
    pub const fn plain(self) -> Self {
        Self {
            sign: Sign::Plain,
            ..self
        }
    }
}

/// A field with the sign of its item.
pub(super) const fn field(label: LabelNumber, format: Format, unit: Unit, repeat: Repeat) -> Field {
    Field::new(Label::of(label), format, unit).repeat(repeat)
}

/// Where the parts of a block are as items of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Children {
    /// Nowhere.
    None,
    /// Part i has this byte of the identifier (0 = DI0) set to `first` + i; in the 1997 edition its
    /// low nibble.
    Byte {
        /// Which byte.
        byte: u8,
        /// Value for the first part.
        first: u8,
    },
    /// Field i of a freeze block (0500FF01 …) has DI1 = i, the variables 10.
    Freeze,
}

/// Fields of a freeze block before its variables, which are one item.
pub(super) const FREEZE_SINGLE: usize = 11;

/// How the parts are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// By the fields of the layout.
    Fields,
    /// Active report: status word, then a count for each set bit.
    ActiveReport,
    /// Load records of annex B.
    LoadRecord,
}

/// Parts of a block or record.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The fields in wire order.
    pub fields: &'static [Field],
    /// Where the parts are items of their own.
    pub children: Children,
    /// Whether meters may send AA between or after the items of the block.
    pub separated: bool,
    /// How the parts are told apart.
    pub engine: Engine,
}

impl Layout {
    /// A layout of fields without separators.
    #[must_use]
    pub const fn new(fields: &'static [Field]) -> Self {
        Self {
            fields,
            children: Children::None,
            separated: false,
            engine: Engine::Fields,
        }
    }

    /// Whether the item of which field `index` is a part ends with it: AA comes after it, if any.
    pub(super) fn ends_item(&self, index: usize) -> bool {
        let single = self.children != Children::Freeze || index < FREEZE_SINGLE;
        single || index.saturating_add(1) == self.fields.len()
    }

    /// Length in bytes without separators, `None` if it varies.
    #[must_use]
    pub fn byte_len(&self) -> Option<usize> {
        match (self.engine, self.sums()) {
            (Engine::Fields, (fixed, 0)) => Some(fixed),
            _ => None,
        }
    }

    /// Bytes of the fields that come a fixed number of times, and of one round of the others.
    pub(super) fn sums(&self) -> (usize, usize) {
        self.fields.iter().fold((0, 0), |(fixed, round), field| {
            let len = field.format.byte_len().unwrap_or(0);
            match field.repeat.times() {
                None => (fixed, round.saturating_add(len)),
                Some(times) => (
                    len.saturating_mul(usize::from(times)).saturating_add(fixed),
                    round,
                ),
            }
        })
    }
}

/// A block of fields without separators.
pub(super) const fn plain(fields: &'static [Field], children: Children) -> Layout {
    Layout {
        fields,
        children,
        separated: false,
        engine: Engine::Fields,
    }
}

/// A block whose items may have AA after them.
pub(super) const fn marked(fields: &'static [Field], children: Children) -> Layout {
    Layout {
        separated: true,
        ..plain(fields, children)
    }
}

/// An active report.
pub(super) const fn report(fields: &'static [Field]) -> Layout {
    Layout {
        engine: Engine::ActiveReport,
        ..plain(fields, Children::None)
    }
}

/// Load records.
pub(super) const fn load(fields: &'static [Field]) -> Layout {
    Layout {
        engine: Engine::LoadRecord,
        ..plain(fields, Children::None)
    }
}
