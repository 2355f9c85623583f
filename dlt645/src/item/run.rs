//! A run of plain numbers: most parts of most items.
//!
//! What the values of one field have in common is worked out once, when the walk comes to them; the
//! number of a value then gives its bytes, its identifier and its index. Whatever is no such number
//! ends the run, and the slow way says what it is.

use super::part::{Part, PartName};
use crate::value::{Decimal, Format, Limit, Small, Unit, Value, ValueError};
use crate::{Data, DataId};

#[derive(Clone, Debug)]
pub(super) struct Run<'a> {
    /// The data from the first value on.
    data: Data<'a>,
    /// Values that it has, and that were given.
    count: u16,
    given: u16,
    small: Small,
    /// The first part, all but its value.
    id: Option<DataId>,
    name: PartName,
    offset: u16,
    format: Format,
    unit: Unit,
    limit: Limit,
    /// What each identifier has more than the one before.
    step: u32,
}

impl<'a> Run<'a> {
    /// `count` values like `first` at the front of `data`.
    #[inline]
    pub(super) const fn new(
        data: Data<'a>,
        count: u16,
        small: Small,
        first: &Part<'_>,
        step: u32,
    ) -> Self {
        Self {
            data,
            count,
            given: 0,
            small,
            id: first.id,
            name: first.name,
            offset: first.offset,
            format: first.format,
            unit: first.unit,
            limit: first.limit,
            step,
        }
    }

    /// Values that were given.
    pub(super) const fn given(&self) -> u16 {
        self.given
    }

    #[inline]
    pub(super) fn next(&mut self) -> Option<Result<Part<'a>, ValueError>> {
        if self.given >= self.count {
            return None;
        }
        let number = self.given;
        let width = self.small.width();
        let at = usize::from(number).wrapping_mul(width);
        let data = Data::from_wire(self.data.wire().get(at..)?);
        if data.len() < width {
            return None;
        }
        let mantissa = self.small.read(data.wire_word())?;
        self.given = number.wrapping_add(1);
        let more = self.step.wrapping_mul(number.into());
        let id = match self.id {
            Some(DataId::V2007(di)) => Some(DataId::V2007(di.wrapping_add(more))),
            Some(DataId::V1997(di)) => Some(DataId::V1997(di.wrapping_add(more as u16))),
            None => None,
        };
        let index = self.name.index.map(|index| index.wrapping_add(number));
        Some(Ok(Part {
            id,
            name: PartName { index, ..self.name },
            offset: self.offset.wrapping_add(at as u16),
            format: self.format,
            unit: self.unit,
            limit: self.limit,
            value: Ok(Value::Decimal(Decimal::new(
                mantissa,
                self.small.scale,
                self.unit,
            ))),
        }))
    }
}
