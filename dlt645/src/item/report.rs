//! Active-report status word 04001501 (主动上报状态字) with its counts.
//!
//! ```text
//!  status (12)  [AA]  count of each set bit, lowest bit first  [AA]
//! ```
//!
//! Meters differ in the separators: both layouts are read, and AA between the counts too. A count is a binary byte, FF =
//! not counted. Very old meters send ten bytes of status; 14 bytes or less have no counts.

use super::Item;
use super::layout::Label;
use super::layouts::{LABEL_NEW_COUNT, LABEL_STATUS};
use super::parts::{Half, Part, SEPARATOR};
use crate::Data;
use crate::value::{
    BitMap, EncodeValueError, Format, Unit, Value, ValueError, at, count, decode_scalar,
};

const STATUS: usize = 12;
const OLD_STATUS: usize = 10;

/// Encodes an active-report status word with a count for each set bit, lowest bit first, to the front of `out`, without
/// the 0x33 offset: `status AA counts AA`, or `status AA AA` with no bit set. A count of 255 says "not counted".
///
/// # Errors
/// [`EncodeValueError::Range`] for a bit above 95, [`EncodeValueError::Parts`] for another number of counts than set
/// bits, [`EncodeValueError::Full`].
pub fn encode_report<'o>(
    status: u128,
    counts: &[u8],
    out: &'o mut [u8],
) -> Result<&'o mut [u8], EncodeValueError> {
    if status >> 96 != 0 {
        return Err(EncodeValueError::Range);
    }
    if status.count_ones() as usize != counts.len() {
        return Err(EncodeValueError::Parts);
    }
    let len = STATUS.saturating_add(counts.len()).saturating_add(2);
    let out = out
        .get_mut(..len)
        .ok_or(EncodeValueError::Full { needed: at(len) })?;
    let bytes = status
        .to_le_bytes()
        .into_iter()
        .take(STATUS)
        .chain([SEPARATOR]);
    for (to, from) in out
        .iter_mut()
        .zip(bytes.chain(counts.iter().copied()).chain([SEPARATOR]))
    {
        *to = from;
    }
    Ok(out)
}

#[derive(Clone, Debug)]
pub(super) struct Report<'a> {
    item: Item,
    data: Data<'a>,
    counts: Data<'a>,
    /// Separators are to be skipped between counts.
    skip: bool,
    /// Set bits whose count is to come.
    bits: u128,
    started: bool,
    done: bool,
}

impl<'a> Report<'a> {
    pub(super) fn new(item: Item, data: Data<'a>) -> Self {
        Self {
            item,
            data,
            counts: Data::default(),
            skip: false,
            bits: 0,
            started: false,
            done: false,
        }
    }

    pub(super) fn next(&mut self) -> Option<Result<Part<'a>, ValueError>> {
        if self.done {
            return None;
        }
        if !self.started {
            return self.start();
        }
        let offset = self.data.len().saturating_sub(self.counts.len());
        if self.bits == 0 {
            self.done = true;
            return match self.counts.len() {
                0 => None,
                len => Some(Err(ValueError::Extra {
                    at: at(offset),
                    len: at(len),
                })),
            };
        }
        let bit = self.bits.trailing_zeros();
        while self.skip
            && let Some(([SEPARATOR], rest)) = self.counts.split_first_chunk::<1>()
        {
            self.counts = rest;
        }
        let Some((own, rest)) = self.counts.split_at(1) else {
            self.done = true;
            return Some(Err(ValueError::Fewer {
                at: at(self.data.len()),
                missing: at(self.bits.count_ones() as usize),
            }));
        };
        self.counts = rest;
        self.bits &= self.bits.wrapping_sub(1);
        let label = Label::of(LABEL_NEW_COUNT);
        let offset = self.data.len().saturating_sub(rest.len()).saturating_sub(1);
        let value = decode_scalar(Format::Count, Unit::Times, false, own);
        Some(Ok(self.part(
            label,
            u16::try_from(bit).ok(),
            offset,
            Format::Count,
            Unit::Times,
            value,
        )))
    }

    fn part(
        &self,
        label: Label,
        index: Option<u16>,
        offset: usize,
        format: Format,
        unit: Unit,
        value: Result<Value<'a>, ValueError>,
    ) -> Part<'a> {
        Part {
            id: Some(self.item.id),
            label,
            index,
            record: 0,
            half: Half::Whole,
            offset: at(offset),
            format,
            unit,
            value,
        }
    }

    /// The status word; finds out which layout the counts have.
    fn start(&mut self) -> Option<Result<Part<'a>, ValueError>> {
        self.started = true;
        let words = if self.data.len() == OLD_STATUS {
            OLD_STATUS
        } else {
            STATUS
        };
        let Some((status, tail)) = self.data.split_at(words) else {
            self.done = true;
            return Some(Err(ValueError::Length {
                expected: at(STATUS),
                found: at(self.data.len()),
            }));
        };
        let format = Format::Bits {
            width: if words == STATUS { 96 } else { 80 },
            map: BitMap::ReportStatus,
        };
        let value = decode_scalar(format, Unit::None, false, status);
        let set = match value {
            Ok(Value::Bits(bits)) => bits.raw,
            _ => 0,
        };
        let bits = set.count_ones() as usize;
        let only_marks = tail.iter().all(|byte| byte == SEPARATOR);
        if tail.len() <= 2 && (only_marks || bits == 0) && (bits == 0 || tail.len() != bits) {
            // No counts, or the empty tail AA AA.
            self.counts = if only_marks { Data::default() } else { tail };
            self.bits = 0;
        } else {
            self.bits = set;
            self.counts = tail;
            self.find_layout(bits);
        }
        let label = Label::of(LABEL_STATUS);
        Some(Ok(self.part(label, None, 0, format, Unit::None, value)))
    }

    fn find_layout(&mut self, bits: usize) {
        let tail = self.counts;
        let extra = tail.len().checked_sub(bits);
        let leading = tail.get(0) == Some(SEPARATOR);
        let trailing = tail.iter().next_back() == Some(SEPARATOR);
        let inner = |from: usize, to: usize| {
            tail.split_at(from)
                .and_then(|(_, rest)| rest.split_at(rest.len().saturating_sub(to)))
                .map(|(inner, _)| inner)
        };
        let marks = count(tail.iter().filter(|byte| *byte == SEPARATOR));
        self.counts = match extra {
            Some(1) if leading => inner(1, 0),
            Some(1) if trailing => inner(0, 1),
            Some(2) if leading && trailing => inner(1, 1),
            Some(extra) if extra > 0 && marks == extra => {
                self.skip = true;
                let behind = count(tail.iter().rev().take_while(|byte| *byte == SEPARATOR));
                inner(0, behind)
            }
            None if leading => inner(1, 0),
            _ => None,
        }
        .unwrap_or(tail);
        // Positions count from the front of the item, so what was cut behind the counts is cut from it too.
        let cut = tail.len().saturating_sub(self.counts.len());
        let front = usize::from(leading && !self.skip && matches!(extra, Some(1 | 2) | None));
        let behind = cut.saturating_sub(front);
        if let Some((data, _)) = self.data.split_at(self.data.len().saturating_sub(behind)) {
            self.data = data;
        }
    }
}
