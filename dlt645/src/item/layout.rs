//! Parts of blocks and records.
//!
//! A layout is a list of fields in wire order. A field may repeat: a number of times, or as often as the data go
//! (tariffs, settlement days, seasons). A caller's own table uses the same types.

use super::layouts::LABELS;
use crate::value::{Format, Unit};
use core::fmt;

/// What a part is called. `Display` gives the English name in snake case: `fwd_active_total`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Label(u16);

impl Label {
    /// Label of an item of one value.
    pub const VALUE: Self = Self(0);

    pub(super) const fn of(number: u16) -> Self {
        Self(number)
    }

    /// English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        LABELS
            .get(usize::from(self.0))
            .map_or("part", |label| label.0)
    }

    /// Chinese name.
    #[must_use]
    pub fn name_zh(self) -> &'static str {
        LABELS
            .get(usize::from(self.0))
            .map_or("部分", |label| label.1)
    }

    /// The label with this English name, for a table of one's own.
    #[must_use]
    pub const fn find(name: &str) -> Option<Self> {
        let mut rest: &[(&str, &str)] = &LABELS;
        let mut number = 0u16;
        while let [(english, _), behind @ ..] = rest {
            if same(english.as_bytes(), name.as_bytes()) {
                return Some(Self(number));
            }
            number = number.wrapping_add(1);
            rest = behind;
        }
        None
    }
}

const fn same(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([first_a, rest_a @ ..], [first_b, rest_b @ ..]) = (a, b) {
        if *first_a != *first_b {
            return false;
        }
        (a, b) = (rest_a, rest_b);
    }
    a.is_empty() && b.is_empty()
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

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

/// A field of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it is called.
    pub label: Label,
    /// Its format.
    pub format: Format,
    /// Its unit, or that of the item.
    pub unit: Unit,
    /// Whether it has a sign.
    pub sign: Sign,
    /// How often it stands; 0 = as often as the data go, the same for every such field of the layout.
    pub times: u8,
}

pub(super) const fn field(label: u16, format: Format, unit: Unit, sign: Sign, times: u8) -> Field {
    Field {
        label: Label(label),
        format,
        unit,
        sign,
        times,
    }
}

/// Where the parts of a block stand as items of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Children {
    /// Nowhere.
    None,
    /// Part i has this byte of the identifier (0 = DI0) set to `first` + i; in the 1997 edition its low nibble.
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
    /// Where the parts stand as items of their own.
    pub children: Children,
    /// Whether meters may send AA between or behind the items of the block.
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

    /// Whether the item of which field `index` is a part ends with it: behind it stands AA, if any.
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

    /// Bytes of the fields that stand a fixed number of times, and of one round of the others.
    pub(super) fn sums(&self) -> (usize, usize) {
        self.fields.iter().fold((0, 0), |(fixed, round), field| {
            let len = field.format.byte_len().unwrap_or(0);
            match field.times {
                0 => (fixed, round.saturating_add(len)),
                times => (
                    len.saturating_mul(usize::from(times)).saturating_add(fixed),
                    round,
                ),
            }
        })
    }
}
