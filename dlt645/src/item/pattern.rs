//! A caller's own table of identifiers: patterns that are looked at before the standard's.

use super::lookup::lookup;
use super::{Item, Parts, Warnings};
use crate::{Data, DataId};

/// Identifiers of a caller's own table: those with `id` in all bits of `mask`.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// What they name; `item.id` is the identifier that the bits are compared with.
    pub item: Item,
    /// Bits that must agree; all for one single identifier.
    pub mask: u32,
    /// English name.
    pub name: &'static str,
    /// Chinese name; may be empty.
    pub name_zh: &'static str,
}

impl Pattern {
    /// One identifier.
    #[must_use]
    pub const fn new(item: Item, name: &'static str) -> Self {
        Self {
            item,
            mask: u32::MAX,
            name,
            name_zh: "",
        }
    }

    /// Whether it names `id`.
    #[must_use]
    pub fn matches(&self, id: DataId) -> bool {
        match (self.item.id, id) {
            (DataId::V2007(own), DataId::V2007(id)) => (own ^ id) & self.mask == 0,
            (DataId::V1997(own), DataId::V1997(id)) => u32::from(own ^ id) & self.mask == 0,
            _ => false,
        }
    }
}

/// The identifiers of the standard, with the caller's own before them.
///
/// Makers use numbers of the standard for items of their own. What is in the caller's table holds
/// for the item and for the parts of blocks and load records that are that item.
///
/// ```
/// use dlt645::item::{Item, Items, Pattern};
/// use dlt645::value::{Format, Unit};
/// use dlt645::{Data, DataId};
///
/// // A meter that sends the voltage of phase B as XXX.XX in three bytes.
/// let format = Format::Number { digits: 6, scale: 2 };
/// let own = [Pattern::new(Item::new(DataId::V2007(0x0201_0200), format, Unit::Volt), "Voltage B")];
/// let items = Items::with(&own);
/// let block = items.lookup(DataId::V2007(0x0201_FF00)).unwrap();
/// // 225.6 V, 0225.64 V, 225.6 V.
/// let data = Data::from_wire(&[0x89, 0x55, 0x97, 0x58, 0x35, 0x89, 0x55]);
/// let values: Vec<_> = items.parts(&block, data).map(|part| part?.value).collect();
/// assert_eq!(values[1].unwrap().to_string(), "225.64");
/// assert_eq!(values[2].unwrap().to_string(), "225.6");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Items<'t> {
    own: &'t [Pattern],
}

impl<'t> Items<'t> {
    /// The identifiers of the standard.
    pub const STANDARD: Self = Self { own: &[] };

    /// The caller's own before those of the standard.
    #[must_use]
    pub const fn with(own: &'t [Pattern]) -> Self {
        Self { own }
    }

    /// The caller's own.
    #[must_use]
    pub const fn own(&self) -> &'t [Pattern] {
        self.own
    }

    /// The item of an identifier.
    #[must_use]
    pub fn lookup(&self, id: DataId) -> Option<Item> {
        match self.own.iter().find(|pattern| pattern.matches(id)) {
            Some(pattern) => Some(pattern.item.with_id(id)),
            None => lookup(id),
        }
    }

    /// The parts of an item's data, as [`Item::parts`].
    #[must_use]
    pub fn parts<'a>(&self, item: &Item, data: Data<'a>) -> Parts<'a>
    where
        't: 'a,
    {
        item.parts(data).with_own(self.own)
    }

    /// What is odd about an item's data, as [`Item::warnings`].
    #[must_use]
    pub fn warnings<'a>(&self, item: &Item, data: Data<'a>) -> Warnings<'a>
    where
        't: 'a,
    {
        Warnings::of(self.parts(item, data))
    }
}

/// The item of an identifier from the caller's own table, else from the standard's.
#[must_use]
pub fn lookup_with(own: &[Pattern], id: DataId) -> Option<Item> {
    Items::with(own).lookup(id)
}
