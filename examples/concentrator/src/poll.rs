//! Reading discipline: what to ask the gateway next, and what its answers mean.
//!
//! Each cycle reads the summary alone. The changes after the cursor are read when the change
//! number moved, the bitmap and all records when the gateway was restarted, its registry changed or
//! the log no longer reaches back to the cursor, the bitmap alone after the reader's own start. The
//! cursor is the reader's; a lost answer is asked for again.

use crate::outages::{News, Outages};
use dlt645::Address;
use gateway::extension::{
    CAPABILITIES_LEN, Capabilities, Item, PAGE_RECORDS, PAGE_STATES, RECORD_LEN, Reader, Record,
    SUMMARY_LEN, State, Summary,
};

/// What one answer led to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Next {
    /// The item to ask for next; `None` ends the cycle.
    pub(crate) item: Option<Item>,
    /// What is new.
    pub(crate) news: Vec<News>,
    /// Meters whose node is silent now, was heard for the first time, or is heard again.
    pub(crate) states: Vec<(Address, State)>,
    /// All meters of the gateway with their states, when they were read.
    pub(crate) meters: Option<Vec<(Address, State)>>,
}

/// Meters that the pages of records can tell.
const MOST_METERS: usize = (Item::LAST_PAGE as usize + 1) * PAGE_RECORDS;

/// How far a gateway was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Its changes up to here are known.
    pub cursor: u32,
    /// Start and registry of the gateway whose pages were read.
    pub pages_of: Option<(u32, u16)>,
    /// When the gateway was seen to be another one, whose numbers begin anew; 0: never.
    pub numbers_since_us: u64,
    /// The change of number `cursor`, as it was read: another gateway's is another one.
    pub last_change: Option<[u8; RECORD_LEN]>,
}

impl Progress {
    /// Cursor 4, start 4, registry 2, begin of the numbers 8, little-endian, last change 16; without
    /// the start and the registry while no pages were read, without the begin where it is 0, without
    /// the change where it is not known.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = self.cursor.to_le_bytes().to_vec();
        if let Some((boot, registry)) = self.pages_of {
            out.extend(boot.to_le_bytes());
            out.extend(registry.to_le_bytes());
        }
        if self.numbers_since_us != 0 {
            out.extend(self.numbers_since_us.to_le_bytes());
        }
        out.extend(self.last_change.iter().flatten());
        out
    }

    /// The reverse; `None` for any other length.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut from = Reader(bytes);
        let cursor = from.u32()?;
        // After the cursor each of the parts, or not: 6, 8 and 16 bytes.
        let pages_of = match from.0.len() {
            6 | 14 | 22 | 30 => Some((from.u32()?, from.u16()?)),
            _ => None,
        };
        let numbers_since_us = match from.0.len() {
            8 | 24 => u64::from_le_bytes(from.take()?),
            _ => 0,
        };
        let last_change = match from.0.is_empty() {
            true => None,
            false => Some(from.take()?),
        };
        from.0.is_empty().then_some(Self {
            cursor,
            pages_of,
            numbers_since_us,
            last_change,
        })
    }
}

/// An answer that is not what the item should look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

/// Takes a record, which is `in_order` of the log or not; what it tells of the meter's state besides
/// outages.
fn take_record(
    now_us: u64,
    record: &Record,
    in_order: bool,
    outages: &mut Outages,
    next: &mut Next,
) {
    if in_order {
        outages.follow(now_us, record);
    }
    let meter = Address::from_wire(record.address);
    let before = outages.state(meter);
    let news = outages.take(now_us, record);
    let state = outages.state(meter);
    // An outage is told as one; a record of an old one that comes again is no state.
    if news == News::Nothing && before != state && state != State::Outage {
        next.states.push((meter, state));
    }
    next.news.push(news);
    next.news.push(outages.take_missed_end(now_us, record));
}

/// How far the reading of one gateway is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    capabilities: Option<Capabilities>,
    summary: Option<Summary>,
    /// Start and registry of the gateway whose pages were read last.
    pages_of: Option<(u32, u16)>,
    pages_due: bool,
    /// The bitmap was read since this reader began.
    states_known: bool,
    /// The table moved while its pages were read.
    moved: bool,
    cursor: u32,
    numbers_since_us: u64,
    /// The change at the cursor, and whether it has to be read again: the gateway was away or
    /// started anew, and may be another one.
    last_change: Option<[u8; RECORD_LEN]>,
    to_verify: bool,
    /// Changes up to here are older than the pages that were read before them.
    pages_at: u32,
    /// Meters in the order of the registry, for the bitmap.
    registry: Vec<Address>,
    bitmap: Vec<State>,
}

impl Reading {
    /// Goes on from `progress`, with the meters that were known then.
    pub(crate) fn resume(&mut self, progress: Progress, registry: Vec<Address>) {
        self.cursor = progress.cursor;
        self.pages_of = progress.pages_of;
        self.numbers_since_us = progress.numbers_since_us;
        self.last_change = progress.last_change;
        self.to_verify = true;
        self.registry = registry;
    }

    /// The gateway did not answer: whoever answers next may be another one.
    pub(crate) fn lost(&mut self) {
        self.to_verify = true;
    }

    /// How far the gateway was read.
    pub(crate) const fn progress(&self) -> Progress {
        Progress {
            cursor: self.cursor,
            pages_of: self.pages_of,
            numbers_since_us: self.numbers_since_us,
            last_change: self.last_change,
        }
    }

    /// The last summary.
    pub(crate) const fn summary(&self) -> Option<&Summary> {
        self.summary.as_ref()
    }

    /// First item of a cycle.
    pub(crate) const fn first(&self) -> Item {
        if self.capabilities.is_none() {
            Item::Capabilities
        } else {
            Item::Summary
        }
    }

    /// What follows the identifier in the request for `item`.
    pub(crate) fn argument(&self, item: Item) -> Vec<u8> {
        match item {
            Item::Changes if self.verifies() => self.cursor.wrapping_sub(1).to_le_bytes().to_vec(),
            Item::Changes => self.cursor.to_le_bytes().to_vec(),
            _ => Vec::new(),
        }
    }

    /// Takes the answer to `item`: what followed the identifier.
    pub(crate) fn take(
        &mut self,
        now_us: u64,
        item: Item,
        data: &[u8],
        outages: &mut Outages,
    ) -> Result<Next, Malformed> {
        let mut from = Reader(data);
        match item {
            Item::Capabilities => {
                let wire = from.take::<CAPABILITIES_LEN>().ok_or(Malformed)?;
                self.capabilities = Some(Capabilities::from_wire(&wire).ok_or(Malformed)?);
                Ok(Next {
                    item: Some(Item::Summary),
                    ..Next::default()
                })
            }
            Item::Summary => {
                let wire = from.take::<SUMMARY_LEN>().ok_or(Malformed)?;
                let summary = Summary::from_wire(&wire).ok_or(Malformed)?;
                self.summary = Some(summary);
                self.to_verify |= self
                    .pages_of
                    .is_some_and(|(boot, _)| boot != summary.boot_id);
                if self.is_another(&summary) {
                    self.begin_anew(now_us, outages);
                }
                self.pages_due |= self.pages_of != Some((summary.boot_id, summary.registry_crc));
                let item = if self.cursor != summary.change_seq || self.verifies() {
                    Some(Item::Changes)
                } else {
                    self.pages()
                };
                Ok(Next {
                    item,
                    ..Next::default()
                })
            }
            Item::Changes => self.changes(now_us, from, outages),
            Item::Bitmap(page) => self.bitmap(page, from),
            Item::Records(page) => self.records(now_us, page, from, outages),
            Item::AllRecords | Item::Numbered => Err(Malformed),
        }
    }

    /// Whether this is not the gateway whose pages were read: it keeps count of its starts, and its
    /// change number never falls, for what it tells is in its memory.
    fn is_another(&self, summary: &Summary) -> bool {
        let fewer_starts = self
            .pages_of
            .is_some_and(|(boot, _)| summary.boot_id < boot);
        fewer_starts || summary.change_seq < self.cursor
    }

    /// Another gateway: its log is read from its begin, for it may have passed the old cursor.
    fn begin_anew(&mut self, now_us: u64, outages: &mut Outages) {
        self.cursor = 0;
        self.last_change = None;
        self.to_verify = false;
        self.pages_of = None;
        self.pages_due = true;
        self.pages_at = 0;
        self.numbers_since_us = now_us;
        outages.numbers_began(now_us);
    }

    /// Whether the change at the cursor is read once more, to see whose it is.
    const fn verifies(&self) -> bool {
        self.to_verify && self.last_change.is_some() && self.cursor > 0
    }

    /// The gateway has no such data.
    pub(crate) fn refused(&mut self, item: Item) -> Next {
        match (item, self.summary) {
            (Item::Changes, _) if self.verifies() => {
                // The log begins after the change at the cursor; perhaps right after it.
                self.to_verify = false;
                Next {
                    item: Some(Item::Changes),
                    ..Next::default()
                }
            }
            (Item::Changes, Some(summary)) => {
                // The log does not reach back to the cursor: everything again, then go on from
                // here.
                self.cursor = summary.change_seq;
                self.last_change = None;
                self.to_verify = false;
                self.pages_due = true;
                Next {
                    item: self.pages(),
                    ..Next::default()
                }
            }
            _ => Next::default(),
        }
    }

    /// The bitmap if it is due, alone or with the records after it.
    fn pages(&mut self) -> Option<Item> {
        let meters = self
            .summary
            .map_or(0, |summary| usize::from(summary.meters));
        self.pages_due |= self.registry.len() != meters.min(MOST_METERS);
        if meters == 0 || (!self.pages_due && self.states_known) {
            return None;
        }
        self.moved = false;
        self.bitmap.clear();
        if self.pages_due {
            self.registry.clear();
        }
        Some(Item::Bitmap(0))
    }

    /// All meters with their states, once both were read.
    fn meters(&mut self) -> Vec<(Address, State)> {
        self.states_known = true;
        let states = self.bitmap.iter().copied();
        self.registry.iter().copied().zip(states).collect()
    }

    fn changes(
        &mut self,
        now_us: u64,
        mut from: Reader<'_>,
        outages: &mut Outages,
    ) -> Result<Next, Malformed> {
        let cursor = from.u32().ok_or(Malformed)?;
        let mut next = Next::default();
        let verifies = self.verifies();
        self.to_verify = false;
        let (wires, rest) = from.0.as_chunks::<RECORD_LEN>();
        let count = u32::try_from(wires.len()).unwrap_or(u32::MAX);
        if !rest.is_empty() || count > cursor {
            return Err(Malformed);
        }
        let records: Option<Vec<_>> = wires.iter().map(Record::from_wire).collect();
        let mut records = records.ok_or(Malformed)?.into_iter();
        let mut number = cursor - count;
        if verifies {
            if wires.first() != self.last_change.as_ref() {
                self.begin_anew(now_us, outages);
                next.item = Some(Item::Changes);
                return Ok(next);
            }
            records.next();
            number += 1;
        }
        for record in records {
            number += 1;
            take_record(now_us, &record, number > self.pages_at, outages, &mut next);
        }
        self.last_change = wires.last().copied().or(self.last_change);
        let moved = std::mem::replace(&mut self.cursor, cursor) != cursor;
        let up_to_date = self
            .summary
            .is_some_and(|summary| cursor.wrapping_sub(summary.change_seq) as i32 > -1);
        next.item = if moved && !up_to_date {
            Some(Item::Changes)
        } else {
            self.pages()
        };
        Ok(next)
    }

    fn bitmap(&mut self, page: u8, mut from: Reader<'_>) -> Result<Next, Malformed> {
        let first = usize::from(from.u16().ok_or(Malformed)?);
        let count = usize::from(from.u16().ok_or(Malformed)?);
        if first != usize::from(page) * PAGE_STATES
            || count > PAGE_STATES
            || from.0.len() * 4 < count
        {
            return Err(Malformed);
        }
        let states = from
            .0
            .iter()
            .flat_map(|byte| (0..4).map(move |pair| State::from_bits(byte >> (2 * pair))));
        self.bitmap.extend(states.take(count));
        let more = self
            .summary
            .is_some_and(|summary| usize::from(summary.meters) > first + count)
            && count > 0;
        let item = match (more, self.pages_due) {
            (true, _) => Some(Item::Bitmap(page.saturating_add(1))),
            (false, true) => Some(Item::Records(0)),
            (false, false) => None,
        };
        Ok(Next {
            item,
            meters: item.is_none().then(|| self.meters()),
            ..Next::default()
        })
    }

    fn records(
        &mut self,
        now_us: u64,
        page: u8,
        mut from: Reader<'_>,
        outages: &mut Outages,
    ) -> Result<Next, Malformed> {
        let first = usize::from(from.u16().ok_or(Malformed)?);
        let revision = from.u16().ok_or(Malformed)?;
        if first != usize::from(page) * PAGE_RECORDS {
            return Err(Malformed);
        }
        self.moved |= revision != self.cursor as u16;
        // Sixteen bits of the change number at which the page was read.
        let ahead = revision.wrapping_sub(self.cursor as u16);
        self.pages_at = self.cursor.wrapping_add(u32::from(ahead));
        let (before, mut next) = (self.registry.len(), Next::default());
        while !from.0.is_empty() {
            let record = from.record().ok_or(Malformed)?;
            self.registry.push(Address::from_wire(record.address));
            take_record(now_us, &record, true, outages, &mut next);
        }
        let meters = self
            .summary
            .map_or(0, |summary| usize::from(summary.meters));
        let read = self.registry.len();
        if read < meters && page < Item::LAST_PAGE && read > before {
            next.item = Some(Item::Records(page + 1));
            return Ok(next);
        }
        self.pages_due = false;
        self.pages_of = self
            .summary
            .map(|summary| (summary.boot_id, summary.registry_crc));
        next.item = self.moved.then_some(Item::Changes);
        next.meters = Some(self.meters());
        Ok(next)
    }

    /// Meters whose state in the bitmap differs from their record: the table moved between the two
    /// readings.
    #[cfg(test)]
    fn disagreements(&self, outages: &Outages) -> usize {
        self.registry
            .iter()
            .zip(&self.bitmap)
            .filter(|(meter, state)| outages.state(**meter) != **state)
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gateway::extension::Status;
    use gateway::table::{Moment, SupplyEvent, Surroundings, Table};

    /// Plays one cycle between a table and a reading, without a line between them.
    fn cycle(
        reading: &mut Reading,
        table: &Table<20, 16>,
        boot_id: u32,
        outages: &mut Outages,
    ) -> Vec<Item> {
        let around = Surroundings {
            flags: Summary::CLOCK_VALID,
            boot_id,
            now: None,
            firmware: *b"test 0.1",
        };
        let mut asked = Vec::new();
        let mut item = Some(reading.first());
        while let Some(ask) = item {
            asked.push(ask);
            assert!(asked.len() < 50, "{asked:?}");
            let mut out = [0; 200];
            let next = match table.answer(ask, &reading.argument(ask), &around, &mut out) {
                Ok(len) => reading.take(1, ask, &out[..len], outages).unwrap(),
                Err(_) => reading.refused(ask),
            };
            item = next.item;
        }
        asked
    }

    fn table() -> Table<20, 16> {
        Table::new((0..20).map(|i| [i, 0, 0, 0, 0, 0]))
    }

    fn event(table: &mut Table<20, 16>, index: usize, number: u16, at: u32) {
        let at = Moment {
            timer_ms: None,
            calendar: Some(at),
        };
        table.event(
            index,
            &SupplyEvent {
                number,
                out: number % 2 == 1,
                at,
                bits: 0,
            },
        );
    }

    #[test]
    fn summary_alone_when_nothing_changed() {
        let (mut reading, mut outages, mut table) =
            (Reading::default(), Outages::default(), table());
        let first = [
            Item::Capabilities,
            Item::Summary,
            Item::Bitmap(0),
            Item::Records(0),
            Item::Records(1),
        ];
        assert_eq!(cycle(&mut reading, &table, 1, &mut outages), first);
        assert_eq!(
            cycle(&mut reading, &table, 1, &mut outages),
            [Item::Summary]
        );
        event(&mut table, 3, 1, 100);
        assert_eq!(
            cycle(&mut reading, &table, 1, &mut outages),
            [Item::Summary, Item::Changes]
        );
        assert_eq!(outages.list().len(), 1);
        assert_eq!(
            cycle(&mut reading, &table, 1, &mut outages),
            [Item::Summary]
        );
    }

    #[test]
    fn all_meters_are_told_once_and_after_the_readers_start() {
        let (mut reading, mut outages, mut table) =
            (Reading::default(), Outages::default(), table());
        event(&mut table, 3, 1, 100);
        cycle(&mut reading, &table, 1, &mut outages);
        let told = reading.meters();
        assert_eq!(told.len(), 20);
        assert_eq!(
            told[3],
            (Address::from_wire([3, 0, 0, 0, 0, 0]), State::Outage)
        );
        assert!(
            told.iter()
                .filter(|(_, state)| *state == State::Unknown)
                .count()
                == 19
        );

        // A later run knows the registry from its store: the states are enough, after a look at
        // whether it is the same gateway.
        let mut later = Reading::default();
        later.resume(reading.progress(), reading.registry.clone());
        let asked = cycle(&mut later, &table, 1, &mut outages);
        let first = [Item::Capabilities, Item::Summary, Item::Changes];
        assert_eq!(asked[..3], first);
        assert_eq!(asked[3..], [Item::Bitmap(0)]);
        assert_eq!(later.meters(), told);
        // Without the registry it reads the records too.
        let mut without = Reading::default();
        without.resume(reading.progress(), Vec::new());
        assert_eq!(cycle(&mut without, &table, 1, &mut outages).len(), 6);
    }

    #[test]
    fn a_silent_node_is_told_once_and_when_it_is_heard_again() {
        let mut outages = Outages::default();
        let mut told = |state: State| {
            let mut record = Record::new([1, 0, 0, 0, 0, 0]);
            record.status = Status(state.bits());
            let mut next = Next::default();
            take_record(5, &record, true, &mut outages, &mut next);
            assert_eq!(next.news, [News::Nothing, News::Nothing]);
            next.states
        };
        let meter = Address::from_wire([1, 0, 0, 0, 0, 0]);
        assert_eq!(told(State::Unknown), []);
        for state in [State::Powered, State::Unreachable, State::Powered] {
            assert_eq!(told(state), [(meter, state)]);
            assert_eq!(told(state), []);
        }
    }

    #[test]
    fn many_changes_need_several_answers() {
        let (mut reading, mut outages, mut table) =
            (Reading::default(), Outages::default(), table());
        cycle(&mut reading, &table, 1, &mut outages);
        (0..14).for_each(|i| event(&mut table, i, 1, 100));
        assert_eq!(
            cycle(&mut reading, &table, 1, &mut outages),
            [Item::Summary, Item::Changes, Item::Changes]
        );
        assert_eq!(outages.list().len(), 14);
    }

    #[test]
    fn a_restart_brings_the_pages_and_no_outage_twice() {
        let (mut reading, mut outages, mut table) =
            (Reading::default(), Outages::default(), table());
        cycle(&mut reading, &table, 1, &mut outages);
        event(&mut table, 0, 1, 100);
        event(&mut table, 0, 2, 160);
        event(&mut table, 0, 3, 200);
        let asked = cycle(&mut reading, &table, 2, &mut outages);
        assert_eq!(asked[..3], [Item::Summary, Item::Changes, Item::Bitmap(0)]);
        assert_eq!(outages.list().len(), 2);
        assert_eq!(reading.disagreements(&outages), 0);
        assert_eq!(
            cycle(&mut reading, &table, 2, &mut outages),
            [Item::Summary]
        );
    }

    #[test]
    fn a_replaced_gateway_that_has_passed_the_cursor_is_read_from_its_begin() {
        let (mut reading, mut outages, mut first) =
            (Reading::default(), Outages::default(), table());
        event(&mut first, 0, 1, 100);
        event(&mut first, 0, 2, 160);
        cycle(&mut reading, &first, 9, &mut outages);
        // Another one, whose numbers begin anew; it counts to the cursor before it is heard.
        let mut second = table();
        for (number, at) in [(1, 1000), (2, 1060), (3, 1100), (4, 1160), (5, 1200)] {
            event(&mut second, 0, number, at);
        }
        cycle(&mut reading, &second, 1, &mut outages);
        let begins: Vec<_> = outages.list().iter().map(|one| one.begin).collect();
        assert_eq!(begins, [Some(100), Some(1000), Some(1100), Some(1200)]);
        // A later run knows that too.
        let progress = reading.progress();
        assert_eq!(progress.numbers_since_us, 1);
        assert_eq!(Progress::from_bytes(&progress.to_bytes()), Some(progress));
    }

    /// Outages of meter 0, one a hundred seconds, numbered from 1 on.
    fn outages_of_first(table: &mut Table<20, 16>, from: u32, count: u16) {
        for one in 0..count {
            let at = from + u32::from(one) * 100;
            event(table, 0, one * 2 + 1, at);
            event(table, 0, one * 2 + 2, at + 60);
        }
    }

    #[test]
    fn a_replaced_gateway_with_as_many_starts_is_read_from_its_begin() {
        // As many changes as the first had, fewer, and more; as many starts, and more.
        for (changes, boot) in [(2, 9), (1, 9), (4, 9), (2, 10), (1, 30), (4, 30)] {
            for killed in [false, true] {
                let (mut reading, mut outages, mut first) =
                    (Reading::default(), Outages::default(), table());
                outages_of_first(&mut first, 100, 2);
                cycle(&mut reading, &first, 9, &mut outages);
                let mut second = table();
                outages_of_first(&mut second, 5000, changes);
                if killed {
                    let progress = Progress::from_bytes(&reading.progress().to_bytes()).unwrap();
                    assert_eq!(progress, reading.progress());
                    let registry = std::mem::take(&mut reading.registry);
                    reading = Reading::default();
                    reading.resume(progress, registry);
                } else {
                    reading.lost();
                }
                cycle(&mut reading, &second, boot, &mut outages);
                let told = outages.list().len();
                assert_eq!(told, 2 + usize::from(changes), "{changes} {boot} {killed}");
                // The same one again, after it was away: nothing is told twice.
                reading.lost();
                cycle(&mut reading, &second, boot, &mut outages);
                cycle(&mut reading, &second, boot + 1, &mut outages);
                assert_eq!(outages.list().len(), told);
            }
        }
    }

    #[test]
    fn a_log_that_begins_right_after_the_cursor_loses_nothing() {
        let (mut reading, mut outages, mut table) =
            (Reading::default(), Outages::default(), table());
        outages_of_first(&mut table, 100, 1);
        cycle(&mut reading, &table, 1, &mut outages);
        // Sixteen changes fill the log; the two that are known have fallen out of it.
        outages_of_first(&mut table, 1000, 8);
        reading.lost();
        cycle(&mut reading, &table, 1, &mut outages);
        assert_eq!(outages.list().len(), 9);
    }

    #[test]
    fn a_log_that_is_too_short_leads_to_the_pages() {
        let (mut reading, mut outages, mut table) =
            (Reading::default(), Outages::default(), table());
        cycle(&mut reading, &table, 1, &mut outages);
        (0..20).for_each(|i| event(&mut table, i, 1, 100));
        let asked = cycle(&mut reading, &table, 1, &mut outages);
        assert_eq!(asked[..3], [Item::Summary, Item::Changes, Item::Bitmap(0)]);
        assert_eq!(outages.list().len(), 20);
        assert_eq!(
            cycle(&mut reading, &table, 1, &mut outages),
            [Item::Summary]
        );
    }

    #[test]
    fn answers_that_are_cut_are_malformed() {
        let mut reading = Reading::default();
        let mut outages = Outages::default();
        for item in [
            Item::Summary,
            Item::Capabilities,
            Item::Changes,
            Item::Bitmap(0),
            Item::Records(0),
        ] {
            assert_eq!(
                reading.take(1, item, &[1, 2, 3], &mut outages),
                Err(Malformed)
            );
        }
    }
}
