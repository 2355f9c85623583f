//! Event records, and the status word that a meter reports by itself.

use crate::bcd::{put, time6};
use std::collections::{BTreeMap, VecDeque};

/// Records that are kept of each kind.
const DEPTH: usize = 10;

pub(crate) const POWER_DOWN: u32 = 0x0311_0000;
pub(crate) const PROGRAMMING: u32 = 0x0330_0000;
pub(crate) const METER_CLEAR: u32 = 0x0330_0100;
pub(crate) const DEMAND_CLEAR: u32 = 0x0330_0200;
pub(crate) const EVENT_CLEAR: u32 = 0x0330_0300;
pub(crate) const TIME_SET: u32 = 0x0330_0400;
pub(crate) const DAY_TABLES: u32 = 0x0330_0500;
pub(crate) const SEASONS: u32 = 0x0330_0600;
pub(crate) const REST_DAYS: u32 = 0x0330_0700;
pub(crate) const HOLIDAYS: u32 = 0x0330_0800;
pub(crate) const ACTIVE_COMBINATION: u32 = 0x0330_0900;
pub(crate) const REACTIVE_COMBINATION_1: u32 = 0x0330_0A00;
pub(crate) const REACTIVE_COMBINATION_2: u32 = 0x0330_0B00;
pub(crate) const SETTLEMENT_DAYS: u32 = 0x0330_0C00;
pub(crate) const TRIP: u32 = 0x1D00_0000;
pub(crate) const CLOSING: u32 = 0x1E00_0000;

/// Kinds of records and the length of one.
const KINDS: [(u32, usize); 16] = [
    (DAY_TABLES, 682),
    (SEASONS, 94),
    (REST_DAYS, 11),
    (HOLIDAYS, 1026),
    (ACTIVE_COMBINATION, 11),
    (REACTIVE_COMBINATION_1, 11),
    (REACTIVE_COMBINATION_2, 11),
    (SETTLEMENT_DAYS, 16),
    (POWER_DOWN, 12),
    (PROGRAMMING, 50),
    (METER_CLEAR, 106),
    (DEMAND_CLEAR, 202),
    (EVENT_CLEAR, 14),
    (TIME_SET, 16),
    (TRIP, 34),
    (CLOSING, 34),
];

/// How often something happened, and the latest records of it.
#[derive(Clone, Debug, Default)]
struct Log {
    count: u64,
    records: VecDeque<Vec<u8>>,
    len: usize,
}

/// All records of a meter, by the identifier of their count.
#[derive(Clone, Debug)]
pub(crate) struct Events {
    logs: BTreeMap<u32, Log>,
    /// When the power went, seconds on the meter's clock, while it is away.
    down_since: Option<i64>,
}

impl Events {
    pub(crate) fn new() -> Self {
        let logs = KINDS.map(|(di, len)| {
            (
                di,
                Log {
                    len,
                    ..Log::default()
                },
            )
        });
        Self {
            logs: logs.into(),
            down_since: None,
        }
    }

    /// Puts a record of kind `di` in front.
    pub(crate) fn push(&mut self, di: u32, record: Vec<u8>) {
        if let Some(log) = self.logs.get_mut(&di) {
            log.count += 1;
            log.records.push_front(record);
            log.records.truncate(DEPTH);
        }
    }

    /// Count for DI0 = 00, record for 01 to 0A; a record that was never written is all zero.
    pub(crate) fn read(&self, di: u32) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        match di {
            0x1D00_0001 | 0x1E00_0001 => {
                put(&mut out, self.logs.get(&(di & 0xFF00_0000))?.count, 3)
            }
            0x1D00_0000..=0x1EFF_FFFF => return self.relay_record(di),
            _ => {
                let log = self.logs.get(&(di & 0xFFFF_FF00))?;
                match (di & 0xFF) as usize {
                    0 => put(&mut out, log.count, 3),
                    nth @ 1..=DEPTH => {
                        out = log
                            .records
                            .get(nth - 1)
                            .cloned()
                            .unwrap_or_else(|| vec![0; log.len]);
                    }
                    _ => return None,
                }
            }
        }
        Some(out)
    }

    /// Zeros for the events that this meter can never have: all phases lost, auxiliary supply,
    /// phase sequence, imbalance (0305 to 030A): count and minutes, or a record.
    pub(crate) fn read_never(di: u32) -> Option<Vec<u8>> {
        let [di0, di1, di2, _] = di.to_le_bytes();
        let record = match di2 {
            0x05 => 15,
            0x06 => 12,
            0x07 | 0x08 => 76,
            0x09 | 0x0A => 78,
            _ => return None,
        };
        match (di1, usize::from(di0)) {
            (0, 0) => Some(vec![0; 6]),
            (0, 1..=DEPTH) => Some(vec![0; record]),
            _ => None,
        }
    }

    /// Record DI0 of a trip or closing, its field DI1: time, operator, six energies; all of them
    /// for FF.
    fn relay_record(&self, di: u32) -> Option<Vec<u8>> {
        let [nth, field, zero, _] = di.to_le_bytes();
        let log = self
            .logs
            .get(&(di & 0xFF00_0000))
            .filter(|_| zero == 0 && (1..=0x0A).contains(&nth))?;
        let empty = [0; 34];
        let record = log
            .records
            .get(usize::from(nth) - 1)
            .map_or(&empty[..], Vec::as_slice);
        let range = match field {
            1 => 0..6,
            2 => 6..10,
            3..=8 => 10 + 4 * (usize::from(field) - 3)..14 + 4 * (usize::from(field) - 3),
            0xFF => 0..34,
            _ => return None,
        };
        record.get(range).map(<[u8]>::to_vec)
    }

    /// Forgets all records (FFFFFFFF) or those of one kind; the clears themselves stay. False if
    /// there is no such.
    pub(crate) fn clear(&mut self, di: u32) -> bool {
        let permanent = |di: u32| matches!(di, METER_CLEAR | EVENT_CLEAR);
        if di == u32::MAX {
            for log in self
                .logs
                .iter_mut()
                .filter(|(di, _)| !permanent(**di))
                .map(|(_, log)| log)
            {
                *log = Log {
                    len: log.len,
                    ..Log::default()
                };
            }
            return true;
        }
        let kind = di & 0xFFFF_FF00;
        match self
            .logs
            .get_mut(&kind)
            .filter(|_| di & 0xFF == 0xFF && !permanent(kind))
        {
            Some(log) => {
                *log = Log {
                    len: log.len,
                    ..Log::default()
                };
                true
            }
            None => false,
        }
    }

    /// The power went at `seconds` on the meter's clock.
    pub(crate) fn power_down(&mut self, seconds: i64) {
        self.down_since = Some(seconds);
    }

    /// The power is back: the record is written. Whether there was one to write.
    pub(crate) fn power_up(&mut self, seconds: i64) -> bool {
        let Some(begin) = self.down_since.take() else {
            return false;
        };
        self.push(POWER_DOWN, [time6(begin), time6(seconds)].concat());
        true
    }
}

/// Status bit of a power failure (掉电).
pub(crate) const POWER_FAILURE: usize = 69;
/// Status bit of power that flows back in all phases together (潮流反向).
pub(crate) const FLOW_REVERSED: usize = 73;

/// The active-report status word (主动上报状态字, 04001501).
#[derive(Clone, Debug)]
pub(crate) struct Report {
    status: [u8; 12],
    counts: [u8; 96],
    /// A reset counts only after a reading.
    read: bool,
    /// When the first bit was set, true time, µs.
    since: u64,
}

impl Report {
    pub(crate) fn new() -> Self {
        Self {
            status: [0; 12],
            counts: [0; 96],
            read: false,
            since: 0,
        }
    }

    pub(crate) fn is_pending(&self) -> bool {
        self.status != [0; 12]
    }

    /// Status bit `bit` happened.
    pub(crate) fn raise(&mut self, bit: usize, now: u64) {
        if !self.is_pending() {
            self.since = now;
        }
        if let (Some(byte), Some(count)) = (self.status.get_mut(bit / 8), self.counts.get_mut(bit))
        {
            *byte |= 1 << (bit % 8);
            *count = count.saturating_add(1);
        }
    }

    /// 12 status bytes, AA, a count for each set bit, AA.
    pub(crate) fn read(&mut self) -> Vec<u8> {
        self.read = true;
        let mut out = self.status.to_vec();
        out.push(0xAA);
        let set = |bit: usize| {
            self.status
                .get(bit / 8)
                .is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
        };
        out.extend(
            self.counts
                .iter()
                .enumerate()
                .filter(|(bit, _)| set(*bit))
                .map(|(_, count)| *count),
        );
        out.push(0xAA);
        out
    }

    /// Keeps the bits that are 1 in `keep`; false before anything was read.
    pub(crate) fn reset(&mut self, keep: &[u8]) -> bool {
        if !self.read {
            return false;
        }
        for (byte, keep) in self.status.iter_mut().zip(keep) {
            *byte &= keep;
        }
        for (bit, count) in self.counts.iter_mut().enumerate() {
            if self
                .status
                .get(bit / 8)
                .is_none_or(|byte| byte >> (bit % 8) & 1 == 0)
            {
                *count = 0;
            }
        }
        self.read = false;
        true
    }

    /// Forgets everything `after` µs after the first event.
    pub(crate) fn expire(&mut self, now: u64, after: u64) {
        if self.is_pending() && now.saturating_sub(self.since) >= after {
            *self = Self::new();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_count_and_keep_the_latest_ten() {
        let mut events = Events::new();
        assert_eq!(events.read(POWER_DOWN + 1), Some(vec![0; 12]));
        for hour in 0..12 {
            events.power_down(hour * 3600);
            assert!(events.power_up(hour * 3600 + 60));
        }
        assert_eq!(events.read(POWER_DOWN), Some(vec![0x12, 0, 0]));
        assert_eq!(
            events.read(POWER_DOWN + 1),
            Some(vec![0, 0, 0x11, 1, 1, 0, 0, 1, 0x11, 1, 1, 0])
        );
        assert_eq!(
            events.read(POWER_DOWN + 10).map(|record| record[2]),
            Some(0x02)
        );
        assert_eq!(events.read(POWER_DOWN + 11), None);
        assert!(!events.power_up(0));
        assert!(events.clear(POWER_DOWN | 0xFF) && !events.clear(0x0399_00FF));
        assert_eq!(events.read(POWER_DOWN), Some(vec![0; 3]));
    }

    #[test]
    fn status_word_is_read_then_reset() {
        let mut report = Report::new();
        assert_eq!(report.read(), [[0; 12].as_slice(), &[0xAA, 0xAA]].concat());
        report.raise(POWER_FAILURE, 0);
        report.raise(POWER_FAILURE, 0);
        report.raise(14, 0);
        let mut expected = vec![0; 12];
        (expected[8], expected[1]) = (0x20, 0x40);
        expected.extend([0xAA, 1, 2, 0xAA]);
        assert_eq!(report.read(), expected);
        let mut keep = [0xFF; 12];
        keep[8] = 0xDF;
        assert!(report.reset(&keep) && !report.reset(&keep));
        assert_eq!(report.read().len(), 15);
    }
}
