//! From an identifier to its item.

use super::Item;
use super::generated::rows::{ROWS_1997, ROWS_2007};
use super::row::Row;
use crate::{DataId, Edition};

/// The item of an identifier, or `None` if neither the standard nor the State Grid supplement has
/// it.
///
/// ```
/// # use dlt645::{DataId, item};
/// let item = item::lookup(DataId::V2007(0x0001_0300)).unwrap();
/// assert_eq!((item.format.to_string().as_str(), item.unit.symbol()), ("XXXXXX.XX", "kWh"));
/// ```
// On hosts in the caller's loop, where the item need not be put into memory as a whole.
#[cfg_attr(target_pointer_width = "64", inline)]
#[must_use]
pub fn lookup(id: DataId) -> Option<Item> {
    match id {
        DataId::V2007(di) => row_2007(di)?.item(id),
        DataId::V1997(di) => {
            let after = ROWS_1997.partition_point(|row| row.lo_1997() <= di);
            let before = ROWS_1997.get(..after)?.iter();
            before.rev().find(|row| row.matches_1997(di))?.item(id)
        }
    }
}

/// The row of an identifier.
///
/// The rows are sorted by their lower ends and do not overlap: the row is the last one that begins
/// at or before the identifier, or, where rows are ranges of several bytes, one of the few before
/// it. The search begins with the rows of its DI3, and ends at once where a row begins with it.
fn row_2007(di: u32) -> Option<&'static Row> {
    let [di3, ..] = di.to_be_bytes();
    let (mut from, mut to) = match ENDS.get(usize::from(di3)..) {
        Some([from, to, ..]) => (usize::from(*from), usize::from(*to)),
        // The last rows may be ranges that reach further.
        _ => (ROWS_2007.len(), ROWS_2007.len()),
    };
    while from < to {
        let middle = from.wrapping_add(to) / 2;
        let row = ROWS_2007.get(middle)?;
        if row.lo == di {
            return Some(row);
        }
        if row.lo < di {
            from = middle.wrapping_add(1);
        } else {
            to = middle;
        }
    }
    let before = ROWS_2007.get(..from)?.iter();
    before.rev().find(|row| row.matches_2007(di))
}

/// Rows whose DI3 is below 00, 01, 02 …
static ENDS: [u16; 0x23] = {
    let mut ends = [0; 0x23];
    let mut slots: &mut [u16] = &mut ends;
    let mut di3 = 0;
    while let [slot, others @ ..] = slots {
        let mut rows = ROWS_2007;
        while let [row, rest @ ..] = rows {
            if row.lo >> 24 >= di3 {
                break;
            }
            *slot += 1;
            rows = rest;
        }
        di3 += 1;
        slots = others;
    }
    ends
};

/// The first identifier of every pattern of the table with its item: a few hundred that stand for
/// all.
pub fn patterns(edition: Edition) -> impl Iterator<Item = Item> {
    let rows: &'static [Row] = match edition {
        Edition::V2007 => ROWS_2007,
        Edition::V1997 => ROWS_1997,
    };
    rows.iter().filter_map(move |row| {
        row.item(match edition {
            Edition::V2007 => DataId::V2007(row.lo),
            Edition::V1997 => DataId::V1997(row.lo_1997()),
        })
    })
}
