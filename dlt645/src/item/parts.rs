//! The walk through the parts of an item.
//!
//! Blocks and records go by the fields of their layout. Meters of the State Grid supplement put AA behind every item
//! of a freeze or event block; no BCD byte is AA, so an AA behind the first item says that the whole block has them.

use super::layout::{Children, Engine, FREEZE_SINGLE, Field, Label, Layout};
use super::load::LoadRecords;
use super::report::Report;
use super::{Item, alternatives, layout};
use crate::value::{Format, Unit, Value, ValueError, at, count, decode_scalar, numbered};
use crate::{Data, DataId};
use core::fmt;

/// What stands between the items of a block in the State Grid supplement.
pub(super) const SEPARATOR: u8 = 0xAA;

/// One part of an item: a value, what it is called, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Part<'a> {
    /// The identifier under which this part can be read alone; in a freeze block, that of the item it belongs to.
    pub id: Option<DataId>,
    /// What it is.
    pub label: Label,
    /// Its number among its like, from 1: tariff, settlement day, season, status bit.
    pub index: Option<u16>,
    /// Number of the record in a reply with several load records, from 1; else 0.
    pub record: u16,
    /// Which of two values of one field, such as demand and its time; [`Half::Whole`] for a field of one value.
    pub half: Half,
    /// Position of its first byte behind the identifier.
    pub offset: u16,
    /// Its format.
    pub format: Format,
    /// Its unit.
    pub unit: Unit,
    /// What the bytes say, or why they say nothing.
    pub value: Result<Value<'a>, ValueError>,
}

/// Which of the two values of a field a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Half {
    /// The field has one value.
    Whole,
    /// The number: demand, day schedule, tariff.
    Number,
    /// The day or time that goes with it.
    When,
}

/// Name, number and half: `tariff 3 time`, `record 2 voltage_A`.
impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.record > 0 {
            write!(f, "record {} ", self.record)?;
        }
        f.write_str(self.label.name())?;
        if let Some(index) = self.index {
            write!(f, " {index}")?;
        }
        f.write_str(match (self.half, self.format) {
            (Half::Whole, _) => "",
            (Half::Number, Format::Number { .. }) => " demand",
            (Half::Number, _) => " number",
            (Half::When, _) => " time",
        })
    }
}

/// Iterator over the parts of an item; see [`Item::parts`].
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    walk: Walk<'a>,
}

#[derive(Clone, Debug)]
enum Walk<'a> {
    Fields(Fields<'a>),
    Report(Report<'a>),
    Load(LoadRecords<'a>),
}

impl<'a> Parts<'a> {
    pub(super) fn new(item: Item, data: Data<'a>) -> Self {
        let walk = match item.engine() {
            Engine::Fields => Walk::Fields(Fields::new(item, data)),
            Engine::ActiveReport => Walk::Report(Report::new(item, data)),
            Engine::LoadRecord => Walk::Load(LoadRecords::new(item, data)),
        };
        Self { walk }
    }

    /// Tells which items of a freeze block the meter records, by its freeze data mode word (04000902 to 04000906):
    /// without it a block with items left out is [`ValueError::Ambiguous`]. Other items do not change.
    #[must_use]
    pub fn with_mode(mut self, mode: u8) -> Self {
        if let Walk::Fields(fields) = &mut self.walk {
            fields.set_mode(mode);
        }
        self
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Result<Part<'a>, ValueError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.walk {
            Walk::Fields(fields) => fields.next(),
            Walk::Report(report) => report.next(),
            Walk::Load(records) => records.next(),
        }
    }
}

impl core::iter::FusedIterator for Parts<'_> {}

#[derive(Clone, Debug)]
struct Fields<'a> {
    item: Item,
    rest: Data<'a>,
    /// Bytes behind the identifier in all.
    len: usize,
    fields: &'static [Field],
    children: Children,
    /// Items of the block end with AA.
    separated: bool,
    /// The block of an imbalance event with the short form of the imbalance.
    narrow: bool,
    /// Mode word of a freeze block, if the caller gave it.
    mode: Option<u8>,
    /// Rounds of the repeated fields; known once the walk begins.
    rounds: Option<usize>,
    /// Index of the present field, repetition and number of values so far.
    field: usize,
    repeat: usize,
    ordinal: u8,
    /// Second value of a pair, to come next.
    pending: Option<Part<'a>>,
    done: bool,
}

impl<'a> Fields<'a> {
    fn new(item: Item, data: Data<'a>) -> Self {
        let (fields, children, separable): (&'static [Field], _, _) = match item.layout {
            Some(Layout {
                fields,
                children,
                separated,
                ..
            }) => (fields, *children, *separated),
            None => (&[], Children::None, false),
        };
        let first = fields
            .first()
            .and_then(|field| field.format.byte_len())
            .unwrap_or(0);
        let separated = separable && first > 0 && data.get(first) == Some(SEPARATOR);
        Self {
            item,
            rest: data,
            len: data.len(),
            fields,
            children,
            separated,
            narrow: alternatives::is_narrow(&item, data.len()),
            mode: None,
            rounds: None,
            field: 0,
            repeat: 0,
            ordinal: 0,
            pending: None,
            done: false,
        }
    }

    fn set_mode(&mut self, mode: u8) {
        if self.children == Children::Freeze {
            self.mode = Some(mode);
        }
    }

    /// Whether the meter records the item that a field of a freeze block belongs to.
    fn present(&self, field: usize) -> bool {
        let Some(mode) = self.mode else { return true };
        let bit = match field {
            0 => return true,
            1..=4 => field.wrapping_sub(1) & 7,
            5..=8 => 4,
            9 => 5,
            10 => 6,
            _ => 7,
        };
        mode >> bit & 1 != 0
    }

    fn ends_item(&self, field: usize) -> bool {
        self.item
            .layout
            .is_none_or(|layout| layout.ends_item(field))
    }

    /// Rounds of the repeated fields in a block without separators, or the error that the length gives.
    fn count_rounds(&self) -> Result<usize, ValueError> {
        let mut fixed = 0usize;
        let mut round = 0usize;
        let mut repeated = 0u8;
        for (_, field) in numbered(self.fields.iter()).filter(|(index, _)| self.present(*index)) {
            let len = field.format.byte_len().unwrap_or(0);
            if field.times == 0 {
                round = round.saturating_add(len);
                repeated = repeated.saturating_add(1);
            } else {
                fixed = fixed.saturating_add(len.saturating_mul(usize::from(field.times)));
            }
        }
        let open = self.len.saturating_sub(fixed);
        let rounds = open.checked_div(round).unwrap_or(0);
        // With several repeated fields a length that does not come out leaves open where each of them ends.
        if repeated > 1 && (self.len < fixed || rounds.saturating_mul(round) != open || rounds == 0)
        {
            let first = self
                .fields
                .first()
                .and_then(|field| field.format.byte_len())
                .unwrap_or(0);
            return Err(match self.children {
                Children::Freeze if self.len > first => ValueError::Ambiguous { at: at(first) },
                _ => ValueError::Length {
                    expected: at(fixed.saturating_add(round)),
                    found: at(self.len),
                },
            });
        }
        Ok(rounds)
    }

    /// With separators, behind the first item: whether every item of a freeze block is there, if only empty.
    fn all_items_there(&self) -> bool {
        if self.children != Children::Freeze || self.mode.is_some() {
            return true;
        }
        let marks = count(self.rest.iter().filter(|byte| *byte == SEPARATOR));
        let open_end = usize::from(self.rest.iter().next_back() != Some(SEPARATOR));
        let items = count(
            numbered(self.fields.iter()).filter(|(index, _)| *index > 0 && self.ends_item(*index)),
        );
        marks.saturating_add(open_end) == items
    }

    fn offset(&self) -> usize {
        self.len.saturating_sub(self.rest.len())
    }

    fn fail(&mut self, error: ValueError) -> Option<Result<Part<'a>, ValueError>> {
        self.done = true;
        Some(Err(error))
    }

    fn next(&mut self) -> Option<Result<Part<'a>, ValueError>> {
        if let Some(part) = self.pending.take() {
            return Some(Ok(part));
        }
        if self.done {
            return None;
        }
        if self.item.layout.is_none() {
            return self.single();
        }
        loop {
            let Some(field) = self.fields.get(self.field) else {
                return self.end();
            };
            if self.field == 1 && self.repeat == 0 && self.separated && !self.all_items_there() {
                return self.fail(ValueError::Ambiguous {
                    at: at(self.offset()),
                });
            }
            if !self.present(self.field) {
                self.skip_field();
                continue;
            }
            if self.separated && self.repeat == 0 && self.rest.get(0) == Some(SEPARATOR) {
                // An item that is off keeps its mark in some meters.
                match self.skip_item() {
                    Ok(()) => continue,
                    Err(error) => return self.fail(error),
                }
            }
            let times = match (field.times, self.separated) {
                (0, true) => match self.group_len() {
                    len if self.repeat == 0 => {
                        let each = field.format.byte_len().unwrap_or(1).max(1);
                        self.rounds = Some(len.checked_div(each).unwrap_or(0).max(1));
                        self.rounds.unwrap_or(1)
                    }
                    _ => self.rounds.unwrap_or(1),
                },
                (0, false) => match self.rounds {
                    Some(rounds) => rounds,
                    None => match self.count_rounds() {
                        Ok(rounds) => {
                            self.rounds = Some(rounds);
                            rounds
                        }
                        Err(error) => return self.fail(error),
                    },
                },
                (times, _) => usize::from(times),
            };
            if self.repeat < times {
                return self.take(*field);
            }
            if self.separated && self.ends_item(self.field) {
                match self.rest.split_first_chunk::<1>() {
                    Some(([SEPARATOR], rest)) => self.rest = rest,
                    Some(([byte], _)) => {
                        let at = at(self.offset());
                        return self.fail(ValueError::Marker { at, byte });
                    }
                    None => {}
                }
            }
            self.skip_field();
        }
    }

    fn skip_field(&mut self) {
        self.field = self.field.saturating_add(1);
        self.repeat = 0;
    }

    /// Steps over an item of which only the separator is there.
    fn skip_item(&mut self) -> Result<(), ValueError> {
        while !self.ends_item(self.field) && self.field < self.fields.len() {
            self.skip_field();
        }
        self.skip_field();
        self.ordinal = self.ordinal.saturating_add(1);
        match self.rest.split_first_chunk::<1>() {
            Some((_, rest)) => {
                self.rest = rest;
                Ok(())
            }
            None => Err(ValueError::Fewer {
                at: at(self.len),
                missing: 1,
            }),
        }
    }

    /// Bytes up to the next separator or the end.
    fn group_len(&self) -> usize {
        count(self.rest.iter().take_while(|byte| *byte != SEPARATOR))
    }

    fn end(&mut self) -> Option<Result<Part<'a>, ValueError>> {
        self.done = true;
        match self.rest.len() {
            0 => None,
            len => Some(Err(ValueError::Extra {
                at: at(self.offset()),
                len: at(len),
            })),
        }
    }

    /// Bytes that are missing from here to the end of the fixed fields.
    fn fewer(&mut self) -> Option<Result<Part<'a>, ValueError>> {
        let mut missing = 0usize;
        for (index, field) in numbered(self.fields.iter()).filter(|(index, _)| *index >= self.field)
        {
            let times = if field.times == 0 {
                self.rounds.unwrap_or(0)
            } else {
                usize::from(field.times)
            };
            let left = if index == self.field {
                times.saturating_sub(self.repeat)
            } else {
                times
            };
            missing =
                missing.saturating_add(left.saturating_mul(field.format.byte_len().unwrap_or(0)));
        }
        let missing = at(missing.saturating_sub(self.rest.len()));
        self.fail(ValueError::Fewer {
            at: at(self.len),
            missing,
        })
    }

    /// Takes one value or pair of `field`.
    fn take(&mut self, field: Field) -> Option<Result<Part<'a>, ValueError>> {
        let field = if self.narrow {
            alternatives::narrowed(field)
        } else {
            field
        };
        let len = field.format.byte_len().unwrap_or(0);
        let offset = self.offset();
        let Some((own, rest)) = self.rest.split_at(len) else {
            return self.fewer();
        };
        self.rest = rest;
        let index = match (field.times, self.children) {
            (1, _) => None,
            (0, Children::Freeze) => u16::try_from(self.repeat).ok().filter(|index| *index > 0),
            _ => u16::try_from(self.repeat.saturating_add(1)).ok(),
        };
        let part = Part {
            id: self.child(),
            label: field.label,
            index,
            record: 0,
            half: Half::Whole,
            offset: at(offset),
            format: field.format,
            unit: self.item.unit_of(field.unit),
            value: Ok(Value::Absent),
        };
        self.repeat = self.repeat.saturating_add(1);
        self.ordinal = self.ordinal.saturating_add(1);
        let (first, second) = halves(part, self.item.sign_of(field.sign), own);
        self.pending = second;
        Some(Ok(first))
    }

    /// The identifier of the present part.
    fn child(&self) -> Option<DataId> {
        match (self.children, self.item.id) {
            (Children::Freeze, DataId::V2007(di)) => {
                let di1 = if self.field < FREEZE_SINGLE {
                    u32::try_from(self.field).ok()?
                } else {
                    0x10
                };
                Some(DataId::V2007(di & 0xFFFF_00FF | di1 << 8))
            }
            (Children::Byte { byte, first }, DataId::V2007(di)) => {
                let shift = u32::from(byte & 3).wrapping_mul(8);
                let number = first
                    .checked_add(self.ordinal)
                    .filter(|number| *number < 0xFF)?;
                let mask = 0xFFu32.wrapping_shl(shift);
                (di & mask == mask)
                    .then(|| DataId::V2007(di & !mask | u32::from(number).wrapping_shl(shift)))
            }
            (Children::Byte { first, .. }, DataId::V1997(di)) => {
                let number = first
                    .checked_add(self.ordinal)
                    .filter(|number| *number < 0xF)?;
                (di & 0xF == 0xF).then_some(DataId::V1997(di & 0xFFF0 | u16::from(number)))
            }
            _ => None,
        }
    }

    /// An item without a layout: one value, or a pair, and what follows it.
    fn single(&mut self) -> Option<Result<Part<'a>, ValueError>> {
        if self.ordinal > 0 {
            return self.end();
        }
        self.ordinal = 1;
        let item = self.item;
        let own = match item.format.byte_len() {
            None => self.rest,
            Some(len) => match self.rest.split_at(len) {
                Some((own, _)) => own,
                None => {
                    return self.fail(ValueError::Length {
                        expected: at(len),
                        found: at(self.len),
                    });
                }
            },
        };
        self.rest = self
            .rest
            .split_at(own.len())
            .map_or(self.rest, |(_, rest)| rest);
        let part = Part {
            id: Some(item.id),
            label: layout::Label::VALUE,
            index: None,
            record: 0,
            half: Half::Whole,
            offset: 0,
            format: item.format,
            unit: item.unit,
            value: Ok(Value::Absent),
        };
        let (first, second) = halves(part, item.signed, own);
        self.pending = second;
        Some(Ok(first))
    }
}

/// Decodes a field of one or two values; `part` has everything but the value.
pub(super) fn halves<'a>(
    part: Part<'a>,
    signed: bool,
    own: Data<'a>,
) -> (Part<'a>, Option<Part<'a>>) {
    let value = |format, unit, signed, data, offset: u16| {
        decode_scalar(format, unit, signed, data).map_err(|error| error.shifted(offset))
    };
    let split = part.format.pair().and_then(|(first, second)| {
        let (head, tail) = own.split_at(first.byte_len()?)?;
        Some((first, head, second, tail))
    });
    let Some((first, head, second, tail)) = split else {
        let value = value(part.format, part.unit, signed, own, part.offset);
        return (Part { value, ..part }, None);
    };
    let second_at = part.offset.saturating_add(at(head.len()));
    let unit = if matches!(part.format, Format::Demand) {
        part.unit
    } else {
        Unit::None
    };
    let number = Part {
        half: Half::Number,
        format: first,
        unit,
        value: value(first, unit, signed, head, part.offset),
        ..part
    };
    let when = Part {
        half: Half::When,
        format: second,
        unit: Unit::None,
        offset: second_at,
        value: value(second, Unit::None, false, tail, second_at),
        ..part
    };
    (number, Some(when))
}
