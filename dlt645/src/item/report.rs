//! Active-report status word 04001501 (主动上报状态字) with its counts.
//!
//! ```text
//!  status (12)  [AA]  count of each set bit, lowest bit first  [AA]
//! ```
//!
//! Meters differ in the separators: both layouts are read, and AA between the counts too. A count
//! is a binary byte, FF = not counted. Very old meters send ten bytes of status; 14 bytes or less
//! have no counts.

use super::Item;
use super::generated::labels::LabelNumber;
use super::label::Label;
use super::part::{Part, PartName, SEPARATOR};
use super::view::{View, mark, span};
use super::warning::Warning;
use crate::Data;
use crate::value::{
    BitMap, EncodeValueError, Format, Limit, Unit, Value, ValueError, at, count, decode_scalar,
    short,
};

use nom::branch::alt;
use nom::combinator::all_consuming;
use nom::error::{Error, ErrorKind};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

const STATUS: usize = 12;
const OLD_STATUS: usize = 10;

/// Encodes an active-report status word with a count for each set bit, lowest bit first, to the
/// front of `out`, without the 0x33 offset: `status AA counts AA`, or `status AA AA` with no bit
/// set. A count of 255 says "not counted".
///
/// # Errors
/// [`EncodeValueError::Range`] for a bit above 95, [`EncodeValueError::Parts`] for another number
/// of counts than set bits, [`EncodeValueError::Full`].
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
        if self.bits == 0 {
            self.done = true;
            return None;
        }
        let bit = self.bits.trailing_zeros();
        while self.skip
            && let Some(([SEPARATOR], rest)) = self.counts.split_first_chunk::<1>()
        {
            self.counts = rest;
        }
        let Some((own, rest)) = self.counts.split_at(1) else {
            self.done = true;
            return Some(Err(ValueError::Short {
                found: at(self.data.len()),
                missing: at(self.bits.count_ones() as usize),
            }));
        };
        self.counts = rest;
        self.bits &= self.bits.wrapping_sub(1);
        let label = Label::of(LabelNumber::NewCount);
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

    /// Bytes after the counts of all set bits.
    pub(super) fn leftover(&self) -> Option<Warning<'a>> {
        (self.bits == 0 && !self.counts.is_empty()).then(|| Warning::extra(self.counts))
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
            name: PartName {
                index,
                ..PartName::of(label)
            },
            offset: at(offset),
            format,
            unit,
            limit: Limit::NONE,
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
            return Some(Err(short(STATUS, self.data)));
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
        let label = Label::of(LabelNumber::Status);
        Some(Ok(self.part(label, None, 0, format, Unit::None, value)))
    }

    fn find_layout(&mut self, bits: usize) {
        let tail = self.counts;
        let Ok((_, found)) = counts(bits)(View(tail)) else {
            return;
        };
        self.counts = found.counts;
        self.skip = found.separated;
        // Positions count from the front of the item, so what was cut after the counts is cut from
        // it too.
        let end = self.data.len().saturating_sub(found.after);
        if let Some((data, _)) = self.data.split_at(end) {
            self.data = data;
        }
    }
}

/// The counts as a meter sends them.
struct Counts<'a> {
    counts: Data<'a>,
    /// AA between them.
    separated: bool,
    /// Bytes after them.
    after: usize,
}

impl<'a> Counts<'a> {
    fn new(counts: Data<'a>, after: usize) -> Self {
        Self {
            counts,
            separated: false,
            after,
        }
    }
}

/// All layouts of the counts of `bits` set bits that were seen:
///
/// ```text
///  AA counts AA    AA counts    counts AA    count AA count AA …    AA and too few counts
/// ```
fn counts<'a>(bits: usize) -> impl Fn(View<'a>) -> IResult<View<'a>, Counts<'a>, Error<View<'a>>> {
    move |input| {
        let aa = || mark(SEPARATOR);
        alt((
            all_consuming(delimited(aa(), span(bits), aa())).map(|found| Counts::new(found, 1)),
            all_consuming(preceded(aa(), span(bits))).map(|found| Counts::new(found, 0)),
            all_consuming(terminated(span(bits), aa())).map(|found| Counts::new(found, 1)),
            separated(bits),
            all_consuming(preceded(aa(), fewer(bits))).map(|found| Counts::new(found, 0)),
        ))
        .parse(input)
    }
}

/// Counts with AA between or around them; no count is AA itself.
fn separated<'a>(
    bits: usize,
) -> impl Fn(View<'a>) -> IResult<View<'a>, Counts<'a>, Error<View<'a>>> {
    move |input| {
        let marks = count(input.0.iter().filter(|byte| *byte == SEPARATOR));
        if marks == 0 || marks.saturating_add(bits) != input.0.len() {
            return Err(nom::Err::Error(Error::new(input, ErrorKind::Verify)));
        }
        let last = input.0.iter().rev();
        let after = count(last.take_while(|byte| *byte == SEPARATOR));
        let (rest, counts) = span(input.0.len().saturating_sub(after))(input)?;
        Ok((
            rest,
            Counts {
                counts,
                separated: true,
                after,
            },
        ))
    }
}

/// All bytes, if with the AA before them they are fewer than `bits`.
fn fewer<'a>(bits: usize) -> impl Fn(View<'a>) -> IResult<View<'a>, Data<'a>, Error<View<'a>>> {
    move |input| {
        let len = input.0.len();
        if len.saturating_add(1) < bits {
            span(len)(input)
        } else {
            Err(nom::Err::Error(Error::new(input, ErrorKind::Verify)))
        }
    }
}
