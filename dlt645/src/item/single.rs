//! The parts of an item without a layout: one value, or the two of a pair.

use super::Item;
use super::part::{Half, Part, PartName, halves};
use super::warning::Warning;
use crate::Data;
use crate::value::{Decimal, Limit, Small, Unit, Value, ValueError, decode_scalar, short};

#[derive(Clone, Debug)]
pub(super) struct Single<'a> {
    pub(super) item: Item,
    /// All bytes after the identifier.
    pub(super) data: Data<'a>,
    next: Next,
}

#[derive(Clone, Copy, Debug)]
enum Next {
    Value,
    /// The second of a pair, this many bytes on.
    Second(u8),
    Nothing,
}

impl<'a> Single<'a> {
    #[inline]
    pub(super) const fn new(item: Item, data: Data<'a>) -> Self {
        let next = Next::Value;
        Self { item, data, next }
    }

    /// The value, if it is a plain number and the only one.
    #[inline]
    pub(super) fn quick(&mut self) -> Option<Result<Part<'a>, ValueError>> {
        let (Next::Value, Item { layout: None, .. }) = (self.next, &self.item) else {
            return None;
        };
        let item = &self.item;
        let small = Small::of(item.format, item.signed)?;
        if self.data.len() < small.width() {
            return None;
        }
        let mantissa = small.read(self.data.wire_word())?;
        self.next = Next::Nothing;
        Some(Ok(Part {
            id: Some(item.id),
            name: PartName::VALUE,
            offset: 0,
            format: item.format,
            unit: item.unit,
            limit: item.limit,
            value: Ok(Value::Decimal(Decimal::new(
                mantissa,
                small.scale,
                item.unit,
            ))),
        }))
    }

    /// Whether its value, or both of its pair, were given.
    #[inline]
    pub(super) const fn is_done(&self) -> bool {
        matches!(self.next, Next::Nothing)
    }

    pub(super) fn next(&mut self) -> Option<Result<Part<'a>, ValueError>> {
        match self.next {
            Next::Nothing => None,
            Next::Value => Some(self.value()),
            Next::Second(at) => Some(Ok(self.second(at))),
        }
    }

    fn value(&mut self) -> Result<Part<'a>, ValueError> {
        self.next = Next::Nothing;
        let item = &self.item;
        let width = item.format.byte_len().unwrap_or(self.data.len());
        let Some((own, _)) = self.data.split_at(width) else {
            return Err(short(width, self.data));
        };
        let part = Part {
            id: Some(item.id),
            name: PartName::VALUE,
            offset: 0,
            format: item.format,
            unit: item.unit,
            limit: item.limit,
            value: Ok(Value::Absent),
        };
        let (part, second) = halves(part, item.signed, own);
        if let Some(second) = second {
            let first = width.saturating_sub(second.len());
            self.next = Next::Second(u8::try_from(first).unwrap_or(u8::MAX));
        }
        Ok(part)
    }

    fn second(&mut self, from: u8) -> Part<'a> {
        self.next = Next::Nothing;
        let item = &self.item;
        let format = item.format.pair().map_or(item.format, |pair| pair.1);
        let (_, own) = self.data.split_at(from.into()).unwrap_or_default();
        let offset = from.into();
        Part {
            id: Some(item.id),
            name: PartName {
                half: Half::second_of(item.format),
                ..PartName::VALUE
            },
            offset,
            format,
            unit: Unit::None,
            limit: Limit::NONE,
            value: decode_scalar(format, Unit::None, false, own)
                .map_err(|error| error.shifted(offset)),
        }
    }

    /// What comes after the value.
    pub(super) fn leftover(&self) -> Option<Warning<'a>> {
        let width = self.item.format.byte_len()?;
        let (_, rest) = self.data.split_at(width)?;
        (!rest.is_empty()).then(|| Warning::extra(rest))
    }
}
