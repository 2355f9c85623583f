//! From an identifier to its item.

use super::layout::Layout;
use super::layouts::LAYOUTS;
use super::table::{FORMATS, ROWS_1997, ROWS_2007};
use super::{Access, Item, Table};
use crate::value::Unit;
use crate::{DataId, Edition};

/// A row of the table: inclusive ranges of the four bytes of an identifier, DI3 first, and what they name. A 1997
/// identifier has its two bytes behind; DI3 of such a row is a mask of bits that DI1 must have in common with the lower
/// end (3 for "current, last month, month before last").
#[derive(Clone, Copy)]
pub(super) struct Row {
    lo: [u8; 4],
    hi: [u8; 4],
    format: u8,
    unit: Unit,
    /// Bit 7 sign, bits 6..5 access, bits 4..0 table.
    flags: u8,
    layout: u8,
}

const _: () = assert!(size_of::<Row>() == 12);

#[expect(
    clippy::too_many_arguments,
    reason = "called by the generated table only"
)]
pub(super) const fn row(
    lo: [u8; 4],
    hi: [u8; 4],
    format: u8,
    unit: Unit,
    signed: bool,
    access: Access,
    table: Table,
    layout: u8,
) -> Row {
    let flags = (signed as u8) << 7 | (access as u8) << 5 | table as u8;
    Row {
        lo,
        hi,
        format,
        unit,
        flags,
        layout,
    }
}

impl Row {
    fn matches_2007(&self, di: [u8; 4]) -> bool {
        within(&self.lo, &self.hi, di)
    }

    fn matches_1997(&self, di: [u8; 4]) -> bool {
        let ([mask, _, low, _], [_, _, di1, di0]) = (self.lo, di);
        within(&self.lo, &self.hi, [mask, 0, di1, di0]) && di1.wrapping_sub(low) & mask == 0
    }

    fn item(&self, id: DataId) -> Option<Item> {
        let (format, times) = *FORMATS.get(usize::from(self.format))?;
        let layout: Option<&'static Layout> = match self.layout {
            0 => None,
            number => Some(LAYOUTS.get(usize::from(number).wrapping_sub(1))?),
        };
        let access = match self.flags >> 5 & 3 {
            0 => Access::Read,
            1 => Access::Write,
            _ => Access::ReadWrite,
        };
        let table = TABLES.get(usize::from(self.flags & 0x1F)).copied()?;
        let signed = self.flags & 0x80 != 0;
        Some(Item {
            id,
            format,
            times,
            unit: self.unit,
            signed,
            access,
            table,
            layout,
        })
    }
}

const TABLES: [Table; 17] = [
    Table::A1,
    Table::A2,
    Table::A3,
    Table::A4,
    Table::A5,
    Table::A6,
    Table::A7,
    Table::StateGrid,
    Table::StateGridItem,
    Table::Energy97,
    Table::Demand97,
    Table::DemandTime97,
    Table::Variable97,
    Table::Parameter97,
    Table::Load97,
    Table::Extension97,
    Table::Own,
];

pub(super) fn within(lo: &[u8; 4], hi: &[u8; 4], di: [u8; 4]) -> bool {
    let ([l3, l2, l1, l0], [h3, h2, h1, h0], [d3, d2, d1, d0]) = (*lo, *hi, di);
    d3 >= l3 && d3 <= h3 && d2 >= l2 && d2 <= h2 && d1 >= l1 && d1 <= h1 && d0 >= l0 && d0 <= h0
}

/// The item of an identifier, or `None` if neither the standard nor the State Grid supplement has it.
///
/// ```
/// # use dlt645::{DataId, item};
/// let item = item::lookup(DataId::V2007(0x0001_0300)).unwrap();
/// assert_eq!((item.format.to_string().as_str(), item.unit.symbol()), ("XXXXXX.XX", "kWh"));
/// ```
#[must_use]
pub fn lookup(id: DataId) -> Option<Item> {
    match id {
        DataId::V2007(di) => ROWS_2007
            .iter()
            .find(|row| row.matches_2007(di.to_be_bytes()))?
            .item(id),
        DataId::V1997(di) => {
            let di = u32::from(di).to_be_bytes();
            ROWS_1997.iter().find(|row| row.matches_1997(di))?.item(id)
        }
    }
}

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

/// The item of an identifier from the caller's own table, else from the standard's.
#[must_use]
pub fn lookup_with(own: &[Pattern], id: DataId) -> Option<Item> {
    match own.iter().find(|pattern| pattern.matches(id)) {
        Some(pattern) => Some(pattern.item.with_id(id)),
        None => lookup(id),
    }
}

/// The first identifier of every pattern of the table with its item: a few hundred that stand for all.
pub fn patterns(edition: Edition) -> impl Iterator<Item = Item> {
    let rows: &'static [Row] = match edition {
        Edition::V2007 => &ROWS_2007,
        Edition::V1997 => &ROWS_1997,
    };
    rows.iter().filter_map(move |row| {
        let [_, _, di1, di0] = row.lo;
        row.item(match edition {
            Edition::V2007 => DataId::V2007(u32::from_be_bytes(row.lo)),
            Edition::V1997 => DataId::V1997(u16::from_be_bytes([di1, di0])),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::layout::Field;

    /// With pointers of four bytes, as on Cortex-M; what the linker keeps there is measured by the probes.
    #[test]
    fn the_table_stays_within_16_kib() {
        let rows = (ROWS_2007.len() + ROWS_1997.len()) * size_of::<Row>();
        let mut arrays: std::vec::Vec<&[Field]> =
            LAYOUTS.iter().map(|layout| layout.fields).collect();
        arrays.sort_by_key(|fields| fields.as_ptr());
        arrays.dedup_by_key(|fields| fields.as_ptr());
        let fields = arrays
            .iter()
            .map(|fields| size_of_val(*fields))
            .sum::<usize>();
        let total = rows + fields + LAYOUTS.len() * 16 + size_of_val(&FORMATS);
        assert!(total <= 16 * 1024, "{total}");
    }
}
