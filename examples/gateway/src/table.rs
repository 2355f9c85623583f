//! The outage table: one record a meter, and the log of changes after it.
//!
//! The caller stores every [`Change`] before it acknowledges the report it came from, and plays the
//! stored changes back with [`Table::restore`] at the next start. Everything else follows from
//! them.

mod answer;
pub mod write;

use crate::extension::{LONGEST, Record, STILL_OUT, State, Status};

/// One entry of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Number of the change, from 1.
    pub seq: u32,
    /// The meter's record after it.
    pub record: Record,
}

/// When something happened: by the gateway's timer since its start and, once it has a reference, by
/// the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// ms of this start's timer; negative before the start.
    pub timer_ms: Option<i64>,
    /// Seconds since 2000-01-01 local time.
    pub calendar: Option<u32>,
}

/// A supply event of one meter as the radio delivered it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SupplyEvent {
    /// The node's event number.
    pub number: u16,
    /// Whether mains are lost.
    pub out: bool,
    /// When it began.
    pub at: Moment,
    /// Further status bits ([`Status::SHORT_HOLD_UP`], …).
    pub bits: u8,
}

/// What the summary says besides the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surroundings {
    /// Flags of the summary, [`LOG_OVERFLOWED`](crate::extension::Summary::LOG_OVERFLOWED) left
    /// out.
    pub flags: u8,
    /// Number of this start.
    pub boot_id: u32,
    /// Calendar time now.
    pub now: Option<u32>,
    /// Firmware, eight characters.
    pub firmware: [u8; 8],
}

/// The item asked for is not there: error bit 1 on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchData;

#[derive(Clone, Copy, Debug)]
struct Entry {
    record: Record,
    begin: Moment,
    /// End of the last outage while its calendar time is not known.
    end: Moment,
    /// Minutes since the node was heard.
    silent: u8,
}

const NOTHING: Record = Record::new([0; 6]);

/// Up to `N` meters and the last `LOG` changes.
#[derive(Clone, Debug)]
pub struct Table<const N: usize, const LOG: usize> {
    entries: [Entry; N],
    meters: usize,
    log: [Change; LOG],
    /// Changes in `log`.
    logged: usize,
    /// Where the next change goes.
    next: usize,
    change_seq: u32,
    overflowed: bool,
    last_event: Option<u32>,
    /// Inverted, so that an empty table is all zero and costs no flash as a static.
    registry_crc: u16,
    /// Whether meters that are not registered are taken in when they are written.
    learning: bool,
}

impl<const N: usize, const LOG: usize> Table<N, LOG> {
    /// A table of `registry`, meter addresses in the order of the nodes' indices; more than `N` are
    /// left out.
    #[must_use]
    pub fn new(registry: impl IntoIterator<Item = [u8; 6]>) -> Self {
        let mut table = Self::empty();
        table.register(registry);
        table
    }

    /// A table of no meter.
    #[must_use]
    pub const fn empty() -> Self {
        let none = Moment {
            timer_ms: None,
            calendar: None,
        };
        Self {
            entries: [Entry {
                record: NOTHING,
                begin: none,
                end: none,
                silent: 0,
            }; N],
            meters: 0,
            log: [Change {
                seq: 0,
                record: NOTHING,
            }; LOG],
            logged: 0,
            next: 0,
            change_seq: 0,
            overflowed: false,
            last_event: None,
            registry_crc: 0,
            learning: false,
        }
    }

    /// Takes these meters in, after those that it has.
    pub fn register(&mut self, registry: impl IntoIterator<Item = [u8; 6]>) {
        for (entry, address) in self.entries.iter_mut().skip(self.meters).zip(registry) {
            entry.record = Record::new(address);
            self.meters += 1;
            self.registry_crc = !address
                .iter()
                .fold(!self.registry_crc, |crc, byte| crc16(crc, *byte));
        }
    }

    /// Plays back one stored change.
    pub fn restore(&mut self, change: &Change) {
        if self.place_of(change.record.address).is_none() && self.learning {
            self.register([change.record.address]);
        }
        let Some(entry) = self
            .place_of(change.record.address)
            .and_then(|at| self.entries.get_mut(at))
        else {
            return;
        };
        entry.record = change.record;
        entry.begin = Moment {
            timer_ms: None,
            calendar: change.record.begin,
        };
        entry.end = Moment::default();
        self.last_event = end_of(&change.record)
            .or(change.record.begin)
            .or(self.last_event);
        self.change_seq = self.change_seq.max(change.seq);
        self.remember(*change);
    }

    /// Number of the last change.
    #[must_use]
    pub const fn change_seq(&self) -> u32 {
        self.change_seq
    }

    /// The records of the registered meters in order.
    pub fn records(&self) -> impl ExactSizeIterator<Item = &Record> {
        self.entries
            .iter()
            .take(self.meters)
            .map(|entry| &entry.record)
    }

    /// The changes that are still in the log, oldest first.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        let start = (self.next + LOG - self.logged)
            .checked_rem(LOG)
            .unwrap_or(0);
        self.log.iter().cycle().skip(start).take(self.logged)
    }

    /// Takes a supply event of the meter at `index` (from 0). Returns the change to store; the
    /// table holds it already. `None` if there is no such meter, or the event is in the table
    /// already.
    pub fn event(&mut self, index: usize, event: &SupplyEvent) -> Option<Change> {
        let entry = self
            .entries
            .get_mut(index)
            .filter(|_| index < self.meters)?;
        entry.silent = 0;
        let record = &mut entry.record;
        let state = if event.out {
            State::Outage
        } else {
            State::Powered
        };
        if record.sequence == event.number as u8
            && record.status.state() == state
            && event.number != 0
        {
            return None;
        }
        let kept = Status::GATEWAY_TIME | event.bits;
        let skipped = record.sequence.wrapping_add(1) != event.number as u8
            && record.status.state() != State::Unknown;
        let more = if skipped { Status::MORE_CHANGES } else { 0 };
        record.sequence = event.number as u8;
        if event.out {
            record.status = Status(State::Outage.bits() | Status::LAST_GASP | more | kept);
            record.begin = event.at.calendar;
            record.duration = STILL_OUT;
            entry.begin = event.at;
            entry.end = Moment::default();
        } else {
            let ended = record.status.state() == State::Outage;
            record.status = Status(State::Powered.bits() | Status::RESTORATION | more | kept);
            if ended {
                entry.end = event.at;
                if let Some(duration) = duration(entry.begin, entry.end) {
                    record.duration = duration;
                }
            }
        }
        self.last_event = event.at.calendar.or(self.last_event);
        let record = *record;
        Some(self.log_change(record))
    }

    /// A frame of the node at `index` came.
    pub fn contact(&mut self, index: usize) {
        if let Some(entry) = self.entries.get_mut(index) {
            entry.silent = 0;
        }
    }

    /// A minute has passed for the meter at `index`; `awaited` says that its node has nothing left
    /// to report, as far as is known. A node that is heard without a report has mains; one that
    /// was not heard for `limit` minutes (0: for ever) is unreachable. Only a meter with mains
    /// becomes unreachable: an outage ends with a report, and none begins without one. Returns
    /// the change to store, if there is one.
    pub fn minute(&mut self, index: usize, awaited: bool, limit: u8) -> Option<Change> {
        let entry = self
            .entries
            .get_mut(index)
            .filter(|_| index < self.meters)?;
        entry.silent = entry.silent.saturating_add(1);
        let heard = limit == 0 || entry.silent < limit;
        let state = match entry.record.status.state() {
            State::Unknown | State::Unreachable if awaited && heard => State::Powered.bits(),
            State::Powered if !heard => State::Unreachable.bits() | Status::JUDGED,
            _ => return None,
        };
        entry.record.status = Status(entry.record.status.0 & !(3 | Status::JUDGED) | state);
        let record = entry.record;
        Some(self.log_change(record))
    }

    /// The gateway's timer has a place in the calendar now: `to_calendar` tells the calendar time
    /// of a timer value in ms. Returns the first change that follows from it; call again until
    /// there is none.
    pub fn date_next(&mut self, to_calendar: impl Fn(i64) -> u32) -> Option<Change> {
        let undated = |at: &Moment| at.calendar.is_none() && at.timer_ms.is_some();
        let entry = self
            .entries
            .iter_mut()
            .find(|entry| undated(&entry.begin) || undated(&entry.end))?;
        for at in [&mut entry.begin, &mut entry.end] {
            at.calendar = at.calendar.or(at.timer_ms.map(&to_calendar));
        }
        entry.record.begin = entry.begin.calendar;
        if let Some(duration) = duration(entry.begin, entry.end) {
            entry.record.duration = duration;
        }
        self.last_event = entry
            .end
            .calendar
            .or(entry.begin.calendar)
            .or(self.last_event);
        let record = entry.record;
        Some(self.log_change(record))
    }

    fn place_of(&self, address: [u8; 6]) -> Option<usize> {
        self.records().position(|record| record.address == address)
    }

    fn log_change(&mut self, record: Record) -> Change {
        self.change_seq = self.change_seq.saturating_add(1);
        let change = Change {
            seq: self.change_seq,
            record,
        };
        self.remember(change);
        change
    }

    fn remember(&mut self, change: Change) {
        if let Some(slot) = self.log.get_mut(self.next) {
            *slot = change;
            self.next = (self.next + 1).checked_rem(LOG).unwrap_or(0);
            self.overflowed |= self.logged == LOG;
            self.logged = (self.logged + 1).min(LOG);
        }
    }
}

/// Seconds between two moments, by the calendar if it knows both, else by the timer.
fn duration(begin: Moment, end: Moment) -> Option<u16> {
    let seconds = match (begin, end) {
        (
            Moment {
                calendar: Some(begin),
                ..
            },
            Moment {
                calendar: Some(end),
                ..
            },
        ) => end.saturating_sub(begin),
        (
            Moment {
                timer_ms: Some(begin),
                ..
            },
            Moment {
                timer_ms: Some(end),
                ..
            },
        ) => u32::try_from(end.saturating_sub(begin).saturating_add(500) / 1000).unwrap_or(0),
        _ => return None,
    };
    Some(u16::try_from(seconds).unwrap_or(LONGEST).min(LONGEST))
}

/// End of a record's outage, if it has ended.
fn end_of(record: &Record) -> Option<u32> {
    (record.duration < LONGEST).then_some(record.begin?.checked_add(u32::from(record.duration))?)
}

/// CRC-16/CCITT (polynomial 1021), one byte.
fn crc16(crc: u16, byte: u8) -> u16 {
    (0..8).fold(crc ^ u16::from(byte) << 8, |crc, _| {
        if crc & 0x8000 == 0 {
            crc << 1
        } else {
            crc << 1 ^ 0x1021
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extension::{Item, Reader, Summary};
    use std::vec::Vec;

    type Small = Table<4, 8>;

    fn at(seconds: u32) -> Moment {
        Moment {
            timer_ms: Some(i64::from(seconds) * 1000),
            calendar: Some(800_000_000 + seconds),
        }
    }

    fn event(number: u16, out: bool, at: Moment) -> SupplyEvent {
        SupplyEvent {
            number,
            out,
            at,
            bits: 0,
        }
    }

    fn table() -> Small {
        Table::new([[1, 0, 0, 0, 0, 0], [2, 0, 0, 0, 0, 0], [3, 0, 0, 0, 0, 0]])
    }

    fn around() -> Surroundings {
        Surroundings {
            flags: Summary::CLOCK_VALID,
            boot_id: 1,
            now: None,
            firmware: *b"test 0.1",
        }
    }

    /// CRC-16/CCITT-FALSE of all addresses in their order.
    #[test]
    fn the_summary_tells_the_registry_by_its_crc() {
        let told = |table: &Small| {
            let mut out = [0xA5; 64];
            let len = table
                .answer(Item::Summary, &[], &around(), &mut out)
                .unwrap();
            Summary::from_wire(out[..len].first_chunk().unwrap())
                .unwrap()
                .registry_crc
        };
        assert_eq!(told(&Table::empty()), 0xFFFF);
        assert_eq!(told(&Table::new([*b"123456"])), 0x2EF4);
    }

    fn changes(table: &Small, cursor: u32) -> Result<(u32, Vec<Record>), NoSuchData> {
        let mut out = [0xA5; 200];
        let len = table.answer(Item::Changes, &cursor.to_le_bytes(), &around(), &mut out)?;
        let mut from = Reader(&out[..len]);
        let next = from.u32().unwrap();
        Ok((next, std::iter::from_fn(|| from.record()).collect()))
    }

    #[test]
    fn begin_and_end_are_two_changes() {
        let mut table = table();
        table.event(1, &event(1, true, at(100)));
        table.event(1, &event(2, false, at(1300)));
        let (next, records) = changes(&table, 0).unwrap();
        assert_eq!(next, 2);
        assert_eq!(records[0].begin, Some(800_000_100));
        assert_eq!(records[0].duration, STILL_OUT);
        assert_eq!(records[1].begin, Some(800_000_100));
        assert_eq!(records[1].duration, 1200);
        assert_eq!(records[1].status.state(), State::Powered);
        assert_eq!(changes(&table, 2), Ok((2, Vec::new())));
        assert_eq!(changes(&table, 3), Err(NoSuchData));
        assert!(table.event(3, &event(1, true, at(1))).is_none());
    }

    #[test]
    fn stored_changes_bring_the_table_back() {
        let mut table = table();
        let stored: Vec<_> = [(0, 1, true, 10), (2, 1, true, 11), (0, 2, false, 40)]
            .map(|(index, number, out, second)| {
                table.event(index, &event(number, out, at(second))).unwrap()
            })
            .into();
        let mut again = self::table();
        stored.iter().for_each(|change| again.restore(change));
        assert!(table.records().eq(again.records()));
        assert_eq!(changes(&again, 1), changes(&table, 1));
        again.event(2, &event(2, false, at(71)));
        assert_eq!(again.records().nth(2).unwrap().duration, 60);
    }

    #[test]
    fn an_old_cursor_is_refused_when_the_log_lost_what_it_needs() {
        let mut table = table();
        for number in 1..=9 {
            table.event(0, &event(number, number % 2 == 1, at(u32::from(number))));
        }
        assert_eq!(changes(&table, 0), Err(NoSuchData));
        assert_eq!(changes(&table, 1).unwrap().1.len(), 8);
        let mut out = [0; 200];
        table
            .answer(Item::Summary, &[], &around(), &mut out)
            .unwrap();
        assert_eq!(out[1] & Summary::LOG_OVERFLOWED, Summary::LOG_OVERFLOWED);
    }

    #[test]
    fn events_without_a_calendar_are_dated_later() {
        let mut table = table();
        let undated = |seconds: i64| Moment {
            timer_ms: Some(seconds * 1000),
            calendar: None,
        };
        table.event(0, &event(1, true, at(5)));
        table.event(0, &event(2, false, undated(20)));
        table.event(1, &event(1, true, undated(7)));
        table.event(1, &event(2, false, undated(9)));
        assert_eq!(table.records().next().unwrap().duration, 15);
        assert_eq!(table.records().nth(1).unwrap().begin, None);
        assert_eq!(table.records().nth(1).unwrap().duration, 2);
        let mut dated = 0;
        while table
            .date_next(|ms| 800_000_000 + (ms / 1000) as u32)
            .is_some()
        {
            dated += 1;
        }
        assert_eq!(dated, 2);
        assert_eq!(table.records().nth(1).unwrap().begin, Some(800_000_007));
        assert_eq!(table.change_seq(), 6);
    }

    #[test]
    fn silence_makes_unreachable_and_never_an_outage() {
        let mut table = table();
        table.minute(0, true, 3);
        table.event(1, &event(1, true, at(3)));
        let state = |table: &Small, at: usize| table.records().nth(at).unwrap().status;
        for _ in 0..2 {
            table.contact(0);
            assert!(table.minute(0, true, 3).is_none());
        }
        let silence = |table: &mut Small| {
            (0..3)
                .flat_map(|_| {
                    (0..3)
                        .map(|at| table.minute(at, false, 3))
                        .collect::<Vec<_>>()
                })
                .flatten()
                .count()
        };
        assert_eq!(silence(&mut table), 1, "only the meter with mains");
        assert_eq!(
            state(&table, 0),
            Status(State::Unreachable.bits() | Status::JUDGED)
        );
        assert_eq!(state(&table, 1).state(), State::Outage);
        assert_eq!(state(&table, 2).state(), State::Unknown);
        assert_eq!(silence(&mut table), 0);
        table.contact(0);
        assert!(table.minute(0, true, 3).is_some());
        assert_eq!(state(&table, 0), Status(State::Powered.bits()));
        // Without a limit nobody is judged.
        assert!((0..300).all(|_| table.minute(0, false, 0).is_none()));
    }

    #[test]
    fn pages_and_bitmap() {
        let mut table = table();
        table.minute(0, true, 60);
        table.event(2, &event(1, true, at(3)));
        assert!(table.minute(2, true, 60).is_none());
        let mut out = [0xA5; 200];
        assert_eq!(
            table.answer(Item::Bitmap(0), &[], &around(), &mut out),
            Ok(132)
        );
        assert_eq!(out[..6], [0, 0, 3, 0, 0b10_00_01, 0]);
        assert_eq!(
            table.answer(Item::Bitmap(1), &[], &around(), &mut out),
            Err(NoSuchData)
        );
        assert_eq!(
            table.answer(Item::Records(0), &[], &around(), &mut out),
            Ok(4 + 3 * 16)
        );
        assert_eq!(
            table.answer(Item::Records(1), &[], &around(), &mut out),
            Err(NoSuchData)
        );
        assert_eq!(
            table.answer(Item::Capabilities, &[], &around(), &mut out),
            Ok(16)
        );
    }
}
