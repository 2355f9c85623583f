//! The walk by the fields of a layout: blocks and records.
//!
//! Meters of the State Grid supplement put AA after every item of a freeze or event block; no BCD
//! byte is AA, so an AA after the first item says that the whole block has them.
//!
//! Fields that repeat (tariffs, settlement days) follow each other as often as the data go, but not
//! more often than the standard allows: [`Fields::leftover`] has what comes after the last part.
//!
//! Most parts are plain numbers of at most four bytes: those of a field are handed over to a
//! [`Run`], and [`Fields::resume`] goes on after it.

use super::layout::{Children, FREEZE_SINGLE, Field, Layout, Repeat, Sign};
use super::part::{Half, Part, PartName, SEPARATOR, halves};
use super::run::Run;
use super::warning::{Detail, Warning};
use super::{Item, Pattern, alternatives};
use crate::value::{Format, Limit, Unit, Value, ValueError, at, count};
use crate::value::{Small, decode_scalar, numbered, short};
use crate::{Data, DataId};

#[derive(Clone, Debug)]
pub(super) struct Fields<'a> {
    item: Item,
    /// The caller's own identifiers, which hold for parts too.
    own: &'a [Pattern],
    /// Bytes after the identifier in all, and those that are still to be read.
    len: usize,
    rest: Data<'a>,
    fields: &'static [Field],
    children: Children,
    ids: Ids,
    /// Items of the block end with AA.
    separated: bool,
    /// The block of an imbalance event with the short form of the imbalance.
    narrow: bool,
    /// Mode word of a freeze block, if the caller gave it.
    mode: Option<u8>,
    /// Rounds of the repeated fields; known once the walk comes to the first of them.
    rounds: Option<usize>,
    /// Bytes that the last round is short of.
    cut: usize,
    /// Index of the next field, and the present one.
    next: usize,
    now: Now,
    begun: bool,
    /// Values of the present field that are still to come, and that have been.
    left: usize,
    repeat: u16,
    /// Values so far.
    ordinal: u8,
    /// Second value of a pair, to come next.
    second: Option<Data<'a>>,
    done: bool,
}

/// The present field, with what its item adds to it.
#[derive(Clone, Copy, Debug)]
struct Now {
    field: Field,
    unit: Unit,
    signed: bool,
    /// Bytes of one value or pair.
    width: usize,
    /// How to read plain numbers of at most four bytes.
    quick: Option<Small>,
}

impl Now {
    fn of(field: Field, item: &Item) -> Self {
        let signed = item.sign_of(field.sign);
        Self {
            field,
            unit: item.unit_of(field.unit),
            signed,
            width: field.format.byte_len().unwrap_or(0),
            quick: Small::of(field.format, signed),
        }
    }
}

/// Where the parts are items of their own.
#[derive(Clone, Copy, Debug)]
enum Ids {
    Nowhere,
    /// Identifier of part 0, what the next one has more, and how many there are.
    Series {
        first: DataId,
        step: u32,
        count: u8,
    },
    /// Field i of a freeze block has DI1 = i.
    Freeze(u32),
}

impl Ids {
    fn of(item: &Item, children: Children) -> Self {
        match (children, item.id) {
            (Children::Freeze, DataId::V2007(di)) => Self::Freeze(di),
            (Children::Byte { byte, first }, DataId::V2007(di)) => {
                let shift = u32::from(byte & 3).wrapping_mul(8);
                let mask = 0xFFu32.wrapping_shl(shift);
                if di & mask != mask {
                    return Self::Nowhere;
                }
                Self::Series {
                    first: DataId::V2007(di & !mask | u32::from(first).wrapping_shl(shift)),
                    step: 1u32.wrapping_shl(shift),
                    count: 0xFF_u8.saturating_sub(first),
                }
            }
            (Children::Byte { first, .. }, DataId::V1997(di)) if di & 0xF == 0xF => Self::Series {
                first: DataId::V1997(di & 0xFFF0 | u16::from(first)),
                step: 1,
                count: 0xF_u8.saturating_sub(first),
            },
            _ => Self::Nowhere,
        }
    }
}

impl<'a> Fields<'a> {
    pub(super) fn new(item: Item, layout: &'static Layout, data: Data<'a>) -> Self {
        let none = Field::new(super::label::Label::VALUE, Format::Composite, Unit::None);
        let first = layout.fields.first();
        let first = first.and_then(|field| field.format.byte_len()).unwrap_or(0);
        let marked = first > 0 && data.get(first) == Some(SEPARATOR);
        Self {
            item,
            own: &[],
            len: data.len(),
            rest: data,
            fields: layout.fields,
            children: layout.children,
            ids: Ids::of(&item, layout.children),
            separated: layout.separated && marked,
            narrow: layout.separated && alternatives::is_narrow(&item, data.len()),
            mode: None,
            rounds: None,
            cut: 0,
            next: 0,
            now: Now::of(none, &item),
            begun: false,
            left: 0,
            repeat: 0,
            ordinal: 0,
            second: None,
            done: false,
        }
    }

    pub(super) fn set_mode(&mut self, mode: u8) {
        if self.children == Children::Freeze {
            self.mode = Some(mode);
        }
    }

    pub(super) fn set_own(&mut self, own: &'a [Pattern]) {
        self.own = own;
    }

    /// The values of the present field that are still to come, if they can be plain numbers.
    fn run(&self) -> Option<Run<'a>> {
        let small = self.now.quick?;
        if self.left == 0 || self.second.is_some() || self.children == Children::Freeze {
            return None;
        }
        let (step, left) = match self.ids {
            Ids::Series { step, count, .. } => {
                let ids = usize::from(count.saturating_sub(self.ordinal));
                (step, self.left.min(ids))
            }
            Ids::Nowhere | Ids::Freeze(_) => (0, self.left),
        };
        let left = u16::try_from(left).unwrap_or(u16::MAX);
        let next = self.part(&self.now, at(self.offset()));
        Some(Run::new(self.rest, left, small, &next, step))
    }

    /// Goes on after what a run gave.
    fn resume(&mut self, run: &Run<'a>) {
        let taken = usize::from(run.given());
        let bytes = taken.saturating_mul(self.now.width);
        self.rest = self
            .rest
            .split_at(bytes)
            .map_or(self.rest, |(_, rest)| rest);
        self.left = self.left.saturating_sub(taken);
        self.repeat = self.repeat.saturating_add(at(taken));
        self.ordinal = self
            .ordinal
            .saturating_add(u8::try_from(taken).unwrap_or(u8::MAX));
    }

    /// The next part of the present field without its value.
    fn part(&self, now: &Now, offset: u16) -> Part<'a> {
        Part {
            id: self.child(),
            name: PartName {
                index: self.index(self.repeat),
                ..PartName::of(now.field.label)
            },
            offset,
            format: now.field.format,
            unit: now.unit,
            limit: now.field.limit,
            value: Ok(Value::Absent),
        }
    }

    /// The next part, after what the run gave. Leaves a run where plain numbers follow.
    pub(super) fn next(
        &mut self,
        run: &mut Option<Run<'a>>,
    ) -> Option<Result<Part<'a>, ValueError>> {
        if let Some(ended) = run.take() {
            self.resume(&ended);
        }
        if let Some(own) = self.second.take() {
            return Some(Ok(self.second_of_pair(own)));
        }
        let found = loop {
            if self.left > 0 {
                if let Some(mut begun) = self.run()
                    && let Some(part) = begun.next()
                {
                    *run = Some(begun);
                    break part;
                }
                break self.take();
            }
            match self.step() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => break Err(error),
            }
        };
        if found.is_err() {
            self.done = true;
            self.begun = false;
            self.left = 0;
            self.rest = Data::default();
        }
        Some(found)
    }

    /// Takes one value or pair of the present field.
    fn take(&mut self) -> Result<Part<'a>, ValueError> {
        let now = self.owned(self.now);
        let offset = at(self.offset());
        let Some((own, rest)) = self.rest.split_at(now.width) else {
            return Err(self.short());
        };
        self.rest = rest;
        self.left = self.left.saturating_sub(1);
        // With identifiers of the caller's the data decide how many there are.
        if !self.own.is_empty() && rest.is_empty() && now.field.repeat.times().is_none() {
            self.left = 0;
        }
        let part = self.part(&now, offset);
        self.repeat = self.repeat.saturating_add(1);
        let (part, second) = halves(part, now.signed, own);
        self.second = second;
        if second.is_none() {
            self.ordinal = self.ordinal.saturating_add(1);
        }
        Ok(part)
    }

    /// The day or time of a pair, after its number.
    fn second_of_pair(&mut self, own: Data<'a>) -> Part<'a> {
        let now = self.owned(self.now);
        let offset = at(self.offset().saturating_sub(own.len()));
        let format = now
            .field
            .format
            .pair()
            .map_or(now.field.format, |pair| pair.1);
        let part = Part {
            id: self.child(),
            name: PartName {
                index: self.index(self.repeat.saturating_sub(1)),
                half: Half::second_of(now.field.format),
                ..PartName::of(now.field.label)
            },
            offset,
            format,
            unit: Unit::None,
            limit: Limit::NONE,
            value: decode_scalar(format, Unit::None, false, own)
                .map_err(|error| error.shifted(offset)),
        };
        self.ordinal = self.ordinal.saturating_add(1);
        part
    }

    /// Number of a part of which there were `before` like it.
    #[inline]
    fn index(&self, before: u16) -> Option<u16> {
        match (self.now.field.repeat, self.children) {
            (Repeat::Once, _) => None,
            (Repeat::UpTo(_), Children::Freeze) => Some(before).filter(|index| *index > 0),
            _ => Some(before.saturating_add(1)),
        }
    }

    /// The present field as the caller's own table has the item that its part is.
    fn owned(&self, now: Now) -> Now {
        if self.own.is_empty() {
            return now;
        }
        let item = self.child().and_then(|id| {
            let pattern = self.own.iter().find(|pattern| pattern.matches(id))?;
            Some(pattern.item)
        });
        match item {
            Some(Item {
                layout: None,
                format,
                unit,
                signed,
                limit,
                ..
            }) if format.byte_len().is_some() => {
                let sign = if signed { Sign::Signed } else { Sign::Plain };
                let field = Field {
                    format,
                    sign,
                    limit,
                    ..now.field
                };
                Now {
                    unit,
                    quick: None,
                    ..Now::of(field, &self.item)
                }
            }
            _ => now,
        }
    }

    /// Goes on to the next field; `false` after the last.
    fn step(&mut self) -> Result<bool, ValueError> {
        if self.done {
            return Ok(false);
        }
        if core::mem::take(&mut self.begun) {
            self.close()?;
        }
        let Some(field) = self.fields.get(self.next) else {
            self.done = true;
            return match self.cut {
                0 => Ok(false),
                missing => Err(ValueError::Short {
                    found: at(self.len),
                    missing: at(missing),
                }),
            };
        };
        if self.next == 1 && self.separated && !self.all_items_there() {
            return Err(ValueError::Ambiguous {
                at: at(self.offset()),
            });
        }
        if !self.present(self.next) {
            self.next = self.next.saturating_add(1);
            return Ok(true);
        }
        if self.separated && self.rest.get(0) == Some(SEPARATOR) {
            // An item that is off keeps its mark in some meters.
            self.skip_item()?;
            return Ok(true);
        }
        let field = match self.narrow {
            true => alternatives::narrowed(*field),
            false => *field,
        };
        self.now = Now::of(field, &self.item);
        if !self.own.is_empty() {
            self.now.quick = None;
        }
        self.left = self.times(&field, self.now.width)?;
        self.repeat = 0;
        self.next = self.next.saturating_add(1);
        self.begun = true;
        Ok(true)
    }

    /// How often the field is there.
    fn times(&mut self, field: &Field, width: usize) -> Result<usize, ValueError> {
        match (field.repeat.times(), self.rounds, self.separated) {
            (Some(times), _, _) => Ok(usize::from(times)),
            (None, _, true) => {
                let group = count(self.rest.iter().take_while(|byte| *byte != SEPARATOR));
                let rounds = group.checked_div(width).unwrap_or(0).max(1);
                self.rounds = Some(rounds);
                Ok(rounds)
            }
            (None, Some(rounds), false) => Ok(rounds),
            (None, None, false) if !self.own.is_empty() => match field.repeat {
                Repeat::UpTo(most) if !self.rest.is_empty() => Ok(usize::from(most)),
                _ => Ok(0),
            },
            (None, None, false) => {
                let rounds = self.count_rounds()?;
                self.rounds = Some(rounds);
                Ok(rounds)
            }
        }
    }

    /// Rounds of the repeated fields in a block without separators, or the error that the length
    /// gives.
    fn count_rounds(&mut self) -> Result<usize, ValueError> {
        let (mut fixed, mut round, mut repeated, mut most) = (0usize, 0usize, 0u8, u8::MAX);
        for (index, field) in numbered(self.fields.iter()) {
            if self.mode.is_some() && !self.present(index) {
                continue;
            }
            let len = field.format.byte_len().unwrap_or(0);
            match field.repeat {
                Repeat::Once => fixed = fixed.saturating_add(len),
                Repeat::Times(times) => {
                    fixed = fixed.saturating_add(len.saturating_mul(usize::from(times)));
                }
                Repeat::UpTo(limit) => {
                    round = round.saturating_add(len);
                    repeated = repeated.saturating_add(1);
                    most = most.min(limit);
                }
            }
        }
        let open = self.len.saturating_sub(fixed);
        let rounds = open.checked_div(round).unwrap_or(0);
        let over = open.saturating_sub(rounds.saturating_mul(round));
        if repeated == 1 {
            let rest = self.rest.iter().skip(open.saturating_sub(over));
            let most = usize::from(most);
            // AA is no digit: some meters end a block with it.
            if over > 0 && rounds < most && !rest.eq(core::iter::repeat_n(SEPARATOR, over)) {
                self.cut = round.saturating_sub(over);
            }
            return Ok(rounds.min(most));
        }
        // With several repeated fields a length that does not come out leaves open where each of
        // them ends.
        if self.len < fixed || over > 0 || rounds == 0 {
            let first = self.first_len();
            return Err(match self.children {
                Children::Freeze if self.len > first => ValueError::Ambiguous { at: at(first) },
                _ => ValueError::Short {
                    found: at(self.len),
                    missing: at(round.saturating_sub(over)),
                },
            });
        }
        Ok(rounds)
    }

    /// Reads the mark after the field that was the present one.
    fn close(&mut self) -> Result<(), ValueError> {
        if self.separated && self.ends_item(self.next.saturating_sub(1)) {
            match self.rest.split_first_chunk::<1>() {
                Some(([SEPARATOR], rest)) => self.rest = rest,
                Some(([byte], _)) => {
                    return Err(ValueError::Marker {
                        at: at(self.offset()),
                        byte,
                    });
                }
                None => {}
            }
        }
        Ok(())
    }

    /// Steps over an item of which only the separator is there.
    fn skip_item(&mut self) -> Result<(), ValueError> {
        while !self.ends_item(self.next) && self.next < self.fields.len() {
            self.next = self.next.saturating_add(1);
        }
        self.next = self.next.saturating_add(1);
        self.ordinal = self.ordinal.saturating_add(1);
        match self.rest.split_first_chunk::<1>() {
            Some((_, rest)) => {
                self.rest = rest;
                Ok(())
            }
            None => Err(short(1, self.rest)),
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
        let layout = self.item.layout;
        layout.is_none_or(|layout| layout.ends_item(field))
    }

    fn first_len(&self) -> usize {
        let first = self.fields.first();
        first.and_then(|field| field.format.byte_len()).unwrap_or(0)
    }

    /// With separators, after the first item: whether every item of a freeze block is there, if
    /// only empty.
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

    /// Bytes that are missing from here to the end of the fields.
    fn short(&self) -> ValueError {
        let width = self.now.width;
        let later = self.fields.get(self.next..).unwrap_or_default();
        let rounds = self.rounds.unwrap_or(0);
        let left = match self.now.field.repeat {
            Repeat::UpTo(_) if self.rounds.is_none() => 1,
            _ => self.left,
        };
        let missing = later
            .iter()
            .fold(left.saturating_mul(width), |missing, field| {
                let times = field.repeat.times().map_or(rounds, usize::from);
                let len = field.format.byte_len().unwrap_or(0);
                missing.saturating_add(times.saturating_mul(len))
            });
        ValueError::Short {
            found: at(self.len),
            missing: at(missing.saturating_sub(self.rest.len())),
        }
    }

    /// What comes after the last part: more values of a part that repeats than the standard has,
    /// or bytes that are no part.
    pub(super) fn leftover(&self) -> Option<Warning<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if let (Some(rounds), Some(last)) = (self.rounds, self.fields.last())
            && let (Repeat::UpTo(most), Some(width)) = (last.repeat, last.format.byte_len())
            && rounds == usize::from(most)
            && self.rest.len() >= width
        {
            let more = self.rest.len().checked_div(width).unwrap_or(0);
            return Some(Warning {
                part: Some(PartName::of(last.label)),
                detail: Detail::Count {
                    found: at(rounds.saturating_add(more)),
                    most,
                },
            });
        }
        Some(Warning::extra(self.rest))
    }

    /// The identifier of the present part.
    #[inline]
    fn child(&self) -> Option<DataId> {
        match self.ids {
            Ids::Nowhere => None,
            Ids::Series { first, step, count } if self.ordinal < count => {
                let more = step.wrapping_mul(self.ordinal.into());
                Some(match first {
                    DataId::V2007(di) => DataId::V2007(di.wrapping_add(more)),
                    DataId::V1997(di) => DataId::V1997(di.wrapping_add(more as u16)),
                })
            }
            Ids::Series { .. } => None,
            Ids::Freeze(di) => {
                // The variables, which are one item, follow the others.
                let field = self.next.saturating_sub(1);
                let di1 = if field < FREEZE_SINGLE {
                    field as u32
                } else {
                    0x10
                };
                Some(DataId::V2007(di & 0xFFFF_00FF | di1 << 8))
            }
        }
    }
}
