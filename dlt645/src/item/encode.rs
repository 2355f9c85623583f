//! Items to bytes.

use super::Item;
use super::layout::{Engine, Layout};
use super::part::SEPARATOR;
use super::writer::Writer;
use crate::value::{EncodeValueError, Format, Unit, Value, at, encode_scalar, numbered};

impl Item {
    /// Encodes an item of one value to the front of `out`, without the 0x33 offset and without the
    /// identifier.
    ///
    /// # Errors
    /// Every [`EncodeValueError`] that says why the value does not fit.
    pub fn encode<'o>(
        &self,
        value: &Value<'_>,
        out: &'o mut [u8],
    ) -> Result<&'o mut [u8], EncodeValueError> {
        if self.has_parts() {
            return Err(EncodeValueError::Kind);
        }
        let len = match (self.format.byte_len(), value) {
            (Some(len), _) => len,
            (None, Value::Raw(data)) => data.len(),
            (None, _) => return Err(EncodeValueError::Kind),
        };
        let out = out
            .get_mut(..len)
            .ok_or(EncodeValueError::Full { needed: at(len) })?;
        encode_scalar(self.format, self.unit, self.signed, value, out)?;
        Ok(out)
    }

    /// Encodes a block or record from the values of its parts, in the order in which
    /// [`Item::parts`] gives them. Repeated parts (tariffs, settlement days) come as often as
    /// there are values for. No separators are written. Load records and active reports are
    /// built by [`encode_load_record`](super::encode_load_record) and
    /// [`encode_report`](super::encode_report).
    ///
    /// # Errors
    /// [`EncodeValueError::Parts`] for too few or too many values; what a value itself does not
    /// fit.
    pub fn encode_parts<'o>(
        &self,
        values: &[Value<'_>],
        out: &'o mut [u8],
    ) -> Result<&'o mut [u8], EncodeValueError> {
        self.encode_all(values, false, out)
    }

    /// As [`encode_parts`](Self::encode_parts), with AA after every item of a freeze or event
    /// block, as meters of the State Grid supplement send them. A whole block is built, with
    /// all its items.
    ///
    /// # Errors
    /// As there, and [`EncodeValueError::Kind`] for an item that is sent without separators.
    pub fn encode_parts_separated<'o>(
        &self,
        values: &[Value<'_>],
        out: &'o mut [u8],
    ) -> Result<&'o mut [u8], EncodeValueError> {
        match self.layout {
            Some(Layout {
                separated: true, ..
            }) => self.encode_all(values, true, out),
            _ => Err(EncodeValueError::Kind),
        }
    }

    fn encode_all<'o>(
        &self,
        values: &[Value<'_>],
        separated: bool,
        out: &'o mut [u8],
    ) -> Result<&'o mut [u8], EncodeValueError> {
        let mut writer = Writer::new(&mut *out);
        let mut left = values.iter();
        match self.layout {
            None if self.format.byte_len().is_none() => return Err(EncodeValueError::Kind),
            None => self.put(self.format, self.unit, self.signed, &mut left, &mut writer)?,
            Some(layout) if layout.engine != Engine::Fields => return Err(EncodeValueError::Kind),
            Some(layout) => {
                let rounds = rounds(layout, values.len())?;
                for (index, field) in numbered(layout.fields.iter()) {
                    let (unit, signed) = (self.unit_of(field.unit), self.sign_of(field.sign));
                    let times = field.repeat.times().map_or(rounds, usize::from);
                    for _ in 0..times {
                        self.put(field.format, unit, signed, &mut left, &mut writer)?;
                    }
                    if separated && layout.ends_item(index) {
                        writer.take(1)?.fill(SEPARATOR);
                    }
                }
            }
        }
        if left.next().is_some() {
            return Err(EncodeValueError::Parts);
        }
        let used = writer.used();
        out.get_mut(..used)
            .ok_or(EncodeValueError::Full { needed: at(used) })
    }

    /// One field: one value, or the two of a pair.
    fn put(
        &self,
        format: Format,
        unit: Unit,
        signed: bool,
        values: &mut core::slice::Iter<'_, Value<'_>>,
        writer: &mut Writer<'_>,
    ) -> Result<(), EncodeValueError> {
        let mut one = |format: Format, unit, signed| {
            let value = values.next().ok_or(EncodeValueError::Parts)?;
            let len = format.byte_len().ok_or(EncodeValueError::Kind)?;
            encode_scalar(format, unit, signed, value, writer.take(len)?)
        };
        match format.pair() {
            None => one(format, unit, signed),
            Some((first, second)) => {
                let number_unit = if matches!(format, Format::Demand) {
                    unit
                } else {
                    Unit::None
                };
                one(first, number_unit, signed)?;
                one(second, Unit::None, false)
            }
        }
    }
}

/// How often the repeated fields come so that all take `values` values.
fn rounds(layout: &Layout, values: usize) -> Result<usize, EncodeValueError> {
    let (mut fixed, mut round, mut repeated) = (0usize, 0usize, 0u8);
    for field in layout.fields {
        let each = if field.format.pair().is_some() { 2 } else { 1 };
        match field.repeat.times() {
            None => {
                round = round.saturating_add(each);
                repeated = repeated.saturating_add(1);
            }
            Some(times) => fixed = fixed.saturating_add(usize::from(times).saturating_mul(each)),
        }
    }
    let open = values.checked_sub(fixed).ok_or(EncodeValueError::Parts)?;
    match open.checked_div(round) {
        // With several repeated fields, `parts` does not read a record that has none of them.
        Some(0) if repeated > 1 => Err(EncodeValueError::Parts),
        Some(rounds) if rounds.saturating_mul(round) == open => Ok(rounds),
        None if open == 0 => Ok(0),
        _ => Err(EncodeValueError::Parts),
    }
}
