//! Reading discipline: what to ask the gateway next, and what its answers mean.
//!
//! Each cycle reads the summary alone. The changes behind the cursor are read when the change number moved, the bitmap
//! and all records when the gateway was restarted, its registry changed or the log no longer reaches back to the
//! cursor. The cursor is the reader's; a lost answer is asked for again.

use crate::outages::{News, Outages};
use dlt645::Address;
use gateway::extension::{
    CAPABILITIES_LEN, Capabilities, Item, PAGE_RECORDS, PAGE_STATES, Reader, SUMMARY_LEN, State,
    Summary,
};

/// What one answer led to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Next {
    /// The item to ask for next; `None` ends the cycle.
    pub(crate) item: Option<Item>,
    /// What is new.
    pub(crate) news: Vec<News>,
}

/// An answer that is not what the item should look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

/// Where the reading of one gateway stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    capabilities: Option<Capabilities>,
    summary: Option<Summary>,
    /// Start and registry of the gateway whose pages were read last.
    pages_of: Option<(u32, u16)>,
    pages_due: bool,
    /// The table moved while its pages were read.
    moved: bool,
    cursor: u32,
    /// Meters in the order of the registry, for the bitmap.
    registry: Vec<Address>,
    bitmap: Vec<State>,
}

impl Reading {
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
                self.pages_due |= self.pages_of != Some((summary.boot_id, summary.registry_crc));
                let item = if self.cursor != summary.change_seq {
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
            Item::AllRecords => Err(Malformed),
        }
    }

    /// The gateway has no such data.
    pub(crate) fn refused(&mut self, item: Item) -> Next {
        match (item, self.summary) {
            (Item::Changes, Some(summary)) => {
                // The log does not reach back to the cursor: everything again, then go on from here.
                self.cursor = summary.change_seq;
                self.pages_due = true;
                Next {
                    item: self.pages(),
                    ..Next::default()
                }
            }
            _ => Next::default(),
        }
    }

    fn pages(&mut self) -> Option<Item> {
        if !self.pages_due || self.summary.is_none_or(|summary| summary.meters == 0) {
            return None;
        }
        self.moved = false;
        self.registry.clear();
        self.bitmap.clear();
        Some(Item::Bitmap(0))
    }

    fn changes(
        &mut self,
        now_us: u64,
        mut from: Reader<'_>,
        outages: &mut Outages,
    ) -> Result<Next, Malformed> {
        let cursor = from.u32().ok_or(Malformed)?;
        let mut news = Vec::new();
        while !from.0.is_empty() {
            let record = from.record().ok_or(Malformed)?;
            news.push(outages.take(now_us, &record));
        }
        let moved = std::mem::replace(&mut self.cursor, cursor) != cursor;
        let behind = self
            .summary
            .is_some_and(|summary| cursor.wrapping_sub(summary.change_seq) as i32 > -1);
        let item = if moved && !behind {
            Some(Item::Changes)
        } else {
            self.pages()
        };
        Ok(Next { item, news })
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
        let item = if more {
            Item::Bitmap(page.saturating_add(1))
        } else {
            Item::Records(0)
        };
        Ok(Next {
            item: Some(item),
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
        let mut news = Vec::new();
        while !from.0.is_empty() {
            let record = from.record().ok_or(Malformed)?;
            self.registry.push(Address::from_wire(record.address));
            news.push(outages.take(now_us, &record));
        }
        let meters = self
            .summary
            .map_or(0, |summary| usize::from(summary.meters));
        let item = if self.registry.len() < meters && page < Item::LAST_PAGE && !news.is_empty() {
            Some(Item::Records(page + 1))
        } else {
            self.pages_due = false;
            self.pages_of = self
                .summary
                .map(|summary| (summary.boot_id, summary.registry_crc));
            self.moved.then_some(Item::Changes)
        };
        Ok(Next { item, news })
    }

    /// Meters whose state in the bitmap differs from their record: the table moved between the two readings.
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
