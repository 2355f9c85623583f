//! One part of an item: a value, what it is called, and where it is.

use super::label::Label;
use crate::value::{Format, Limit, Unit, Value, ValueError, decode_scalar};
use crate::{Data, DataId};
use core::fmt;

/// What meters of the State Grid supplement send between the items of a block.
pub(super) const SEPARATOR: u8 = 0xAA;

/// One part of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct Part<'a> {
    /// The identifier under which this part can be read alone; in a freeze block, that of the item
    /// it belongs to.
    pub id: Option<DataId>,
    /// What it is called.
    pub name: PartName,
    /// Position of its first byte after the identifier.
    pub offset: u16,
    /// Its format.
    pub format: Format,
    /// Its unit.
    pub unit: Unit,
    /// The largest magnitude that it can have.
    pub limit: Limit,
    /// What the bytes say, or why they say nothing.
    pub value: Result<Value<'a>, ValueError>,
}

/// What a part of an item is called: `Display` gives `tariff 3 time`, `record 2 voltage_A`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct PartName {
    /// What it is.
    pub label: Label,
    /// Its number among its like, from 1: tariff, settlement day, season; of the counts of an
    /// active report, the status bit.
    pub index: Option<u16>,
    /// Number of the record in a reply with several load records, from 1; else 0.
    pub record: u16,
    /// Which of two values of one field, such as demand and its time; [`Half::Whole`] for a field
    /// of one value.
    pub half: Half,
}

/// Which of the two values of a field a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Half {
    /// The field has one value.
    Whole,
    /// The demand of a maximum demand (最大需量) and its time.
    Demand,
    /// The time of a maximum demand (发生时间).
    Occurred,
    /// The number of a day schedule or tariff.
    Number,
    /// The day or time that goes with it.
    When,
}

impl Half {
    /// What the second value of a pair is.
    pub(super) const fn second_of(format: Format) -> Self {
        match format {
            Format::Demand => Self::Occurred,
            _ => Self::When,
        }
    }
}

/// Gives a part its value: all of `own`, or the first of two and the bytes of the second.
pub(super) fn halves<'a>(
    part: Part<'a>,
    signed: bool,
    own: Data<'a>,
) -> (Part<'a>, Option<Data<'a>>) {
    let pair = part.format.pair();
    let split = pair.and_then(|(first, _)| Some((first, own.split_at(first.byte_len()?)?)));
    let (half, format, unit, own, second) = match (part.format, split) {
        (Format::Demand, Some((first, (head, tail)))) => {
            (Half::Demand, first, part.unit, head, Some(tail))
        }
        (_, Some((first, (head, tail)))) => (Half::Number, first, Unit::None, head, Some(tail)),
        (format, None) => (Half::Whole, format, part.unit, own, None),
    };
    let value =
        decode_scalar(format, unit, signed, own).map_err(|error| error.shifted(part.offset));
    let name = PartName { half, ..part.name };
    let part = Part {
        name,
        format,
        unit,
        value,
        ..part
    };
    (part, second)
}

impl PartName {
    /// The only value of an item.
    pub const VALUE: Self = Self::of(Label::VALUE);

    pub(super) const fn of(label: Label) -> Self {
        Self {
            label,
            index: None,
            record: 0,
            half: Half::Whole,
        }
    }

    /// The name in Chinese.
    #[must_use]
    pub const fn chinese(self) -> Chinese {
        Chinese(self)
    }
}

impl fmt::Display for PartName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.record > 0 {
            write!(f, "record {} ", self.record)?;
        }
        f.write_str(self.label.name())?;
        if let Some(index) = self.index {
            write!(f, " {index}")?;
        }
        f.write_str(match self.half {
            Half::Whole => "",
            Half::Demand => " demand",
            Half::Number => " number",
            Half::Occurred | Half::When => " time",
        })
    }
}

/// A [`PartName`] in Chinese: `费率3最大需量发生时间`, `上2结算日`, `记录2 A相电压`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chinese(PartName);

impl fmt::Display for Chinese {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PartName {
            label,
            index,
            record,
            half,
        } = self.0;
        if record > 0 {
            write!(f, "记录{record} ")?;
        }
        let what = match half {
            Half::Whole => "",
            Half::Demand => "最大需量",
            Half::Occurred if label == Label::VALUE => "发生时间",
            Half::Occurred => "最大需量发生时间",
            Half::Number => "编号",
            Half::When => "时间",
        };
        // The word for "value" says nothing where the half does.
        if label == Label::VALUE && half != Half::Whole {
            return f.write_str(what);
        }
        match (label.name_zh().split_once('#'), index) {
            (Some((before, after)), Some(index)) => write!(f, "{before}{index}{after}")?,
            (Some((before, after)), None) => write!(f, "{before}{after}")?,
            (None, Some(index)) => write!(f, "{}{index}", label.name_zh())?,
            (None, None) => f.write_str(label.name_zh())?,
        }
        f.write_str(what)
    }
}

/// Its name.
impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}
