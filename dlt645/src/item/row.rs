//! A row of the identifier table: ranges of identifiers and what they name.

use super::generated::formats::{FORMATS, FormatNumber};
use super::generated::layouts::{LAYOUTS, LayoutNumber};
use super::{Access, Item, Table};
use crate::DataId;
use crate::value::Unit;

/// Ranges of the four bytes of an identifier, from the bytes of `lo` to those of `hi`, and what
/// they name.
///
/// A 1997 identifier has its two bytes last; the first byte of such a row is a mask of the bits
/// that DI1 must have in common with the lower end (3 for "current, last month, month before
/// last").
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) lo: u32,
    pub(super) hi: u32,
    format: FormatNumber,
    unit: Unit,
    /// Bit 7 sign, bits 6 and 5 access, the rest table.
    flags: u8,
    layout: LayoutNumber,
}

const _: () = assert!(size_of::<Row>() == 12);

/// Access as the tables of the standard write it.
pub(super) const R: Access = Access::Read;
pub(super) const W: Access = Access::Write;
pub(super) const RW: Access = Access::ReadWrite;

/// Items without a sign.
pub(super) const fn plain(
    lo: u32,
    hi: u32,
    format: FormatNumber,
    unit: Unit,
    access: Access,
    table: Table,
    layout: LayoutNumber,
) -> Row {
    let flags = (access as u8) << 5 | table as u8;
    Row {
        lo,
        hi,
        format,
        unit,
        flags,
        layout,
    }
}

/// Items whose top bit is a sign.
pub(super) const fn signed(
    lo: u32,
    hi: u32,
    format: FormatNumber,
    unit: Unit,
    access: Access,
    table: Table,
    layout: LayoutNumber,
) -> Row {
    let row = plain(lo, hi, format, unit, access, table, layout);
    Row {
        flags: row.flags | 0x80,
        ..row
    }
}

impl Row {
    /// The lower end as an identifier of the 1997 edition.
    pub(super) const fn lo_1997(&self) -> u16 {
        (self.lo & 0xFFFF) as u16
    }

    pub(super) fn matches_2007(&self, di: u32) -> bool {
        self.lo == di || within(self.lo, self.hi, di)
    }

    pub(super) fn matches_1997(&self, di: u16) -> bool {
        let [mask, _, low, _] = self.lo.to_be_bytes();
        let [di1, _] = di.to_be_bytes();
        let low_ends = 0xFFFF;
        within(self.lo & low_ends, self.hi & low_ends, u32::from(di))
            && di1.wrapping_sub(low) & mask == 0
    }

    /// The item that identifier `id` of this row names.
    #[cfg_attr(target_pointer_width = "64", inline)]
    pub(super) fn item(&self, id: DataId) -> Option<Item> {
        let (format, times, limit) = *FORMATS.get(self.format as usize)?;
        let layout = match self.layout {
            LayoutNumber::None => None,
            number => Some(LAYOUTS.get((number as usize).wrapping_sub(1))?),
        };
        Some(Item {
            id,
            format,
            times,
            unit: self.unit,
            signed: self.flags & 0x80 != 0,
            access: *ACCESS.get(usize::from(self.flags >> 5 & 3))?,
            limit,
            table: table(self.flags & 0x1F),
            layout,
        })
    }
}

const ACCESS: [Access; 4] = [R, W, RW, RW];

/// The inverse of `table as u8`.
const fn table(number: u8) -> Table {
    match number {
        0 => Table::A1,
        1 => Table::A2,
        2 => Table::A3,
        3 => Table::A4,
        4 => Table::A5,
        5 => Table::A6,
        6 => Table::A7,
        7 => Table::StateGrid,
        8 => Table::StateGridItem,
        9 => Table::Energy97,
        10 => Table::Demand97,
        11 => Table::DemandTime97,
        12 => Table::Variable97,
        13 => Table::Parameter97,
        14 => Table::Load97,
        15 => Table::Extension97,
        _ => Table::Own,
    }
}

/// Whether each byte of `di` is within its range.
pub(super) fn within(lo: u32, hi: u32, di: u32) -> bool {
    let [l3, l2, l1, l0] = lo.to_be_bytes();
    let [h3, h2, h1, h0] = hi.to_be_bytes();
    let [d3, d2, d1, d0] = di.to_be_bytes();
    d3 >= l3 && d3 <= h3 && d2 >= l2 && d2 <= h2 && d1 >= l1 && d1 <= h1 && d0 >= l0 && d0 <= h0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::generated::rows::{ROWS_1997, ROWS_2007};
    use crate::item::layout::Field;

    /// With pointers of four bytes, as on Cortex-M; what the linker keeps there is measured by the
    /// probes.
    #[test]
    fn the_table_stays_within_20_kib() {
        let rows = (ROWS_2007.len() + ROWS_1997.len()) * size_of::<Row>();
        let mut arrays: std::vec::Vec<&[Field]> =
            LAYOUTS.iter().map(|layout| layout.fields).collect();
        arrays.sort_by_key(|fields| fields.as_ptr());
        arrays.dedup_by_key(|fields| fields.as_ptr());
        let fields = arrays
            .iter()
            .map(|fields| size_of_val(*fields))
            .sum::<usize>();
        let total = rows + fields + LAYOUTS.len() * 16 + size_of_val(FORMATS);
        assert!(total <= 20 * 1024, "{total}");
    }
}
