//! Load records (负荷记录), annex B: the data of 06000000 to 06060002.
//!
//! ```text
//!  A0 A0 | L | mm hh DD MM YY | class 1 AA class 2 AA … class 6 AA | CS | E5
//!          L = bytes from mm to the last AA; CS = their sum with A0 A0 L; E0 E0 marks a damaged record
//! ```
//!
//! A class that is not recorded leaves its slot empty and keeps its AA. A meter asked for one class
//! (06cc…) sends all six separators or only its own slot: both are read. Several records follow
//! each other.

use super::generated::labels::LabelNumber;
use super::generated::layouts::CLASSES;
use super::label::Label;
use super::layout::Sign;
use super::part::{Part, PartName, SEPARATOR};
use super::view::{View, chunk, mark, span};
use super::warning::Warning;
use super::writer::Writer;
use super::{Item, Pattern};
use crate::value::{
    Calendar, EncodeValueError, Format, Limit, Unit, Value, ValueError, at, count, decode_scalar,
    encode_scalar, numbered,
};
use crate::{Data, DataId};
use nom::branch::alt;
use nom::error::Error;
use nom::sequence::terminated;
use nom::{IResult, Parser};

/// The values as load curves: DI1 and DI0 after 0610; 0 for the frequency, which has none.
const CURVES: [&[u16]; 6] = [
    &[0x0101, 0x0102, 0x0103, 0x0201, 0x0202, 0x0203, 0],
    &[
        0x0300, 0x0301, 0x0302, 0x0303, 0x0400, 0x0401, 0x0402, 0x0403,
    ],
    &[0x0500, 0x0501, 0x0502, 0x0503],
    &[0x0601, 0x0602, 0x0603, 0x0604],
    &[0x0701, 0x0702, 0x0703, 0x0704],
    &[0x0801, 0x0802],
];

/// Bytes of each class.
const LENGTHS: [usize; 6] = [17, 24, 8, 16, 16, 6];

#[derive(Clone, Debug)]
pub(super) struct LoadRecords<'a> {
    item: Item,
    /// The caller's own identifiers.
    own: &'a [Pattern],
    len: usize,
    /// Records still to be read.
    rest: Data<'a>,
    record: u16,
    /// Class slots of the present record still to be read, and the class they begin with.
    body: Data<'a>,
    class: usize,
    /// The record has only the slot of the class that was asked for.
    single: bool,
    /// Position of the first byte after the body.
    body_end: usize,
    /// Values of the present class still to come: their bytes and the number of the next.
    values: Data<'a>,
    value: usize,
    /// Bytes of a record after its last class.
    extra: Data<'a>,
    done: bool,
}

impl<'a> LoadRecords<'a> {
    pub(super) fn new(item: Item, data: Data<'a>) -> Self {
        Self {
            item,
            own: &[],
            len: data.len(),
            rest: data,
            record: 0,
            body: Data::default(),
            class: 0,
            single: false,
            body_end: 0,
            values: Data::default(),
            value: 0,
            extra: Data::default(),
            done: false,
        }
    }

    pub(super) fn set_own(&mut self, own: &'a [Pattern]) {
        self.own = own;
    }

    pub(super) fn next(&mut self) -> Option<Result<Part<'a>, ValueError>> {
        if self.done {
            return None;
        }
        loop {
            if !self.values.is_empty() {
                return self.value();
            }
            if !self.body.is_empty() {
                if let Err(error) = self.open_class() {
                    return self.fail(error);
                }
                continue;
            }
            if self.rest.is_empty() {
                self.done = true;
                return None;
            }
            return self.open_record();
        }
    }

    /// Bytes of the last record after its classes.
    pub(super) fn leftover(&self) -> Option<Warning<'a>> {
        (!self.extra.is_empty()).then(|| Warning::extra(self.extra))
    }

    fn fail(&mut self, error: ValueError) -> Option<Result<Part<'a>, ValueError>> {
        self.done = true;
        Some(Err(error))
    }

    /// Class that the identifier asks for, 1 to 6, or `None` for all.
    fn asked(&self) -> Option<usize> {
        match self.item.id {
            DataId::V2007(di) => usize::from(di.to_be_bytes()[1]).checked_sub(1),
            DataId::V1997(_) => None,
        }
    }

    /// Reads start, length, checksum and end of a record; gives its time.
    fn open_record(&mut self) -> Option<Result<Part<'a>, ValueError>> {
        let start = self.len.saturating_sub(self.rest.len());
        let whole = self.rest;
        let (rest, (time, body)) = match record(View(whole)) {
            Ok(found) => found,
            Err(error) => return self.fail(error.shifted(at(start))),
        };
        self.rest = rest.0;
        self.record = self.record.saturating_add(1);
        self.body = body;
        self.class = 0;
        // After the body come the checksum and E5.
        self.body_end = self.len.saturating_sub(self.rest.len()).saturating_sub(2);
        let marks = count(body.iter().filter(|byte| *byte == SEPARATOR));
        self.single = false;
        if let (Some(class), true) = (self.asked(), marks < CLASSES.len())
            && let Some(len) = LENGTHS.get(class)
            && body.len() == len.saturating_add(1)
            && body.get(*len) == Some(SEPARATOR)
        {
            self.single = true;
            self.class = class;
        }
        let format = Format::Calendar(Calendar::DateMinute);
        let offset = at(start.saturating_add(3));
        let value =
            decode_scalar(format, Unit::None, false, time).map_err(|error| error.shifted(offset));
        let label = Label::of(LabelNumber::Time);
        let record = self.record;
        Some(Ok(Part {
            id: None,
            name: PartName {
                record,
                ..PartName::of(label)
            },
            offset,
            format,
            unit: Unit::None,
            limit: Limit::NONE,
            value,
        }))
    }

    /// Steps to the next slot of the record.
    fn open_class(&mut self) -> Result<(), ValueError> {
        let offset = self.body_end.saturating_sub(self.body.len());
        let class = self.class;
        let Some(len) = LENGTHS.get(class) else {
            self.extra = core::mem::take(&mut self.body);
            return Ok(());
        };
        self.class = if self.single {
            CLASSES.len()
        } else {
            class.saturating_add(1)
        };
        let (rest, values) = slot(*len)(View(self.body)).map_err(|_| {
            let missing = len.saturating_sub(self.body.len());
            let end = at(offset.saturating_add(*len));
            match self.body.get(*len) {
                Some(byte) => ValueError::Marker { at: end, byte },
                None => ValueError::Short {
                    found: at(self.body_end),
                    missing: at(missing.max(1)),
                },
            }
        })?;
        self.body = rest.0;
        self.values = values.unwrap_or_default();
        self.value = 0;
        Ok(())
    }

    /// The next value of the present class.
    fn value(&mut self) -> Option<Result<Part<'a>, ValueError>> {
        let class = if self.single {
            self.asked().unwrap_or(0)
        } else {
            self.class.saturating_sub(1)
        };
        let field = CLASSES.get(class).and_then(|fields| fields.get(self.value));
        let split =
            field.and_then(|field| Some((field, self.values.split_at(field.format.byte_len()?)?)));
        let Some((field, (own, rest))) = split else {
            return self.fail(ValueError::Record {
                at: at(self.body_end),
            });
        };
        let curve = CURVES
            .get(class)
            .and_then(|curves| curves.get(self.value))
            .copied()
            .unwrap_or(0);
        let read = self
            .body_end
            .saturating_sub(self.body.len())
            .saturating_sub(1);
        let offset = at(read.saturating_sub(self.values.len()));
        self.values = rest;
        self.value = self.value.saturating_add(1);
        let id = (curve != 0).then_some(DataId::V2007(0x0610_0000 | u32::from(curve)));
        // The caller's own meaning of the curve, where it is as long: the record has fixed slots.
        let mine = id.and_then(|id| {
            let pattern = self.own.iter().find(|pattern| pattern.matches(id))?;
            (pattern.item.format.byte_len() == field.format.byte_len()).then_some(pattern.item)
        });
        let (format, unit, limit, signed) = match mine {
            Some(item) => (item.format, item.unit, item.limit, item.signed),
            None => {
                let signed = self.item.sign_of(field.sign);
                (field.format, field.unit, field.limit, signed)
            }
        };
        Some(Ok(Part {
            id,
            name: PartName {
                record: self.record,
                ..PartName::of(field.label)
            },
            offset,
            format,
            unit,
            limit,
            value: decode_scalar(format, unit, signed, own).map_err(|error| error.shifted(offset)),
        }))
    }
}

/// Encodes one load record of annex B to the front of `out`, without the 0x33 offset: time, and the
/// values of classes 1 to 6 in the order in which [`Item::parts`] gives them; a class without
/// values leaves its slot empty.
///
/// # Errors
/// [`EncodeValueError::Parts`] for a class with too few or too many values; what a value or the
/// time itself does not fit; [`EncodeValueError::Full`].
pub fn encode_load_record<'o>(
    time: &Value<'_>,
    classes: [&[Value<'_>]; 6],
    out: &'o mut [u8],
) -> Result<&'o mut [u8], EncodeValueError> {
    let mut writer = Writer::new(&mut *out);
    for byte in writer.take(3)?.iter_mut() {
        *byte = 0xA0;
    }
    encode_scalar(
        Format::Calendar(Calendar::DateMinute),
        Unit::None,
        false,
        time,
        writer.take(5)?,
    )?;
    for (values, fields) in classes.iter().zip(CLASSES) {
        if !values.is_empty() && values.len() != fields.len() {
            return Err(EncodeValueError::Parts);
        }
        for (value, field) in values.iter().zip(fields) {
            let len = field.format.byte_len().unwrap_or(0);
            encode_scalar(
                field.format,
                field.unit,
                field.sign == Sign::Signed,
                value,
                writer.take(len)?,
            )?;
        }
        writer.take(1)?.fill(SEPARATOR);
    }
    // At most 98 bytes from the time to the last separator.
    let len = u8::try_from(writer.used().saturating_sub(3)).unwrap_or(u8::MAX);
    let end = writer.used();
    writer.take(2)?;
    let mut sum = 0xA0u8.wrapping_add(0xA0).wrapping_add(len);
    for (index, byte) in numbered(out.iter_mut().take(end.saturating_add(2))) {
        match index {
            0 | 1 => {}
            2 => *byte = len,
            _ if index < end => sum = sum.wrapping_add(*byte),
            _ if index == end => *byte = sum,
            _ => *byte = 0xE5,
        }
    }
    out.get_mut(..end.saturating_add(2))
        .ok_or(EncodeValueError::Full { needed: at(end) })
}

/// The slot of a class: its values, or nothing, and AA.
fn slot<'a>(
    len: usize,
) -> impl Fn(View<'a>) -> IResult<View<'a>, Option<Data<'a>>, Error<View<'a>>> {
    move |input| {
        let empty = mark(SEPARATOR).map(|()| None);
        let values = terminated(span(len), mark(SEPARATOR)).map(Some);
        alt((empty, values)).parse(input)
    }
}

/// One record: time and class slots. An error counts positions from the front of the record.
fn record<'a>(input: View<'a>) -> Result<(View<'a>, (Data<'a>, Data<'a>)), ValueError> {
    let whole = input.0;
    let (rest, [a, b, len]) =
        chunk::<3, Error<View<'a>>>(input).map_err(|_| ValueError::Short {
            found: at(whole.len()),
            missing: at(3usize.saturating_sub(whole.len())),
        })?;
    match [a, b] {
        [0xA0, 0xA0] => {}
        [0xE0, 0xE0] => return Err(ValueError::Record { at: 0 }),
        [0xA0, byte] => return Err(ValueError::Marker { at: 1, byte }),
        [byte, _] => return Err(ValueError::Marker { at: 0, byte }),
    }
    let body_len = usize::from(len)
        .checked_sub(5)
        .ok_or(ValueError::Marker { at: 2, byte: len })?;
    let needed = usize::from(len).saturating_add(5);
    let short = ValueError::Short {
        found: at(whole.len()),
        missing: at(needed.saturating_sub(whole.len())),
    };
    let (rest, (time, body, [sum])) = (span(5), span(body_len), chunk::<1, Error<View<'a>>>)
        .parse(rest)
        .map_err(|_| short)?;
    let end = at(needed.saturating_sub(1));
    let (rest, ()) = mark(0xE5)(rest).map_err(|_| {
        rest.0
            .get(0)
            .map_or(short, |byte| ValueError::Marker { at: end, byte })
    })?;
    let found = whole
        .iter()
        .take(usize::from(len).saturating_add(3))
        .fold(0u8, |sum, byte| sum.wrapping_add(byte));
    if found != sum {
        return Err(ValueError::Record { at: 0 });
    }
    Ok((rest, (time, body)))
}
