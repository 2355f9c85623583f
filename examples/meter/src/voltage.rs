//! Voltage statistics of each month (电压合格率, 0310ppnn): how long it was watched, how long out
//! of its limits.
//!
//! The limits are the parameters 04000E03 and 04000E04. A minute counts by the voltage at its
//! begin.

use crate::bcd::{Civil, byte, put};
use crate::load::Phases;
use std::collections::VecDeque;

/// This month and the twelve before it.
const MONTHS: usize = 13;

/// The highest or lowest voltage and when it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Extreme {
    /// 0.1 V.
    voltage: u64,
    /// Seconds since 2000-01-01.
    at: i64,
}

/// One phase in one month.
#[derive(Clone, Copy, Debug, Default)]
struct Month {
    watched: u64,
    above: u64,
    below: u64,
    highest: Option<Extreme>,
    lowest: Option<Extreme>,
}

impl Month {
    fn note(&mut self, voltage: u64, at: i64, (lower, upper): (u64, u64)) {
        let here = Extreme { voltage, at };
        self.watched += 1;
        self.above += u64::from(voltage > upper);
        self.below += u64::from(voltage < lower);
        if self.highest.is_none_or(|highest| voltage > highest.voltage) {
            self.highest = Some(here);
        }
        if self.lowest.is_none_or(|lowest| voltage < lowest.voltage) {
            self.lowest = Some(here);
        }
    }

    /// Minutes 3, rates in 0.01 % 3 + 3, minutes above 3 and below 3, highest 2 + 4, lowest 2 + 4.
    fn put(&self, out: &mut Vec<u8>) {
        let outside = self.above + self.below;
        let rate = |minutes: u64| (minutes * 10_000).checked_div(self.watched).unwrap_or(0);
        put(out, self.watched, 3);
        put(out, rate(self.watched - outside), 3);
        put(out, rate(outside), 3);
        put(out, self.above, 3);
        put(out, self.below, 3);
        for extreme in [self.highest, self.lowest] {
            put(out, extreme.map_or(0, |extreme| extreme.voltage), 2);
            out.extend(extreme.map_or([0; 4], |extreme| {
                let civil = Civil::from_seconds(extreme.at);
                [civil.minute, civil.hour, civil.day, civil.month]
                    .map(|field| byte(field.unsigned_abs()))
            }));
        }
    }
}

/// Statistics of this month and of those before, latest first: all phases, then A, B, C.
#[derive(Clone, Debug, Default)]
pub(crate) struct VoltageStatistics {
    months: VecDeque<((i64, i64), [Month; 4])>,
}

impl VoltageStatistics {
    /// A minute begins at `at` with `flow`; `limits` are the lower and the upper one, 0.1 V.
    pub(crate) fn note(&mut self, flow: &Phases, at: i64, limits: (u64, u64)) {
        let civil = Civil::from_seconds(at);
        let month = (civil.year, civil.month);
        if self
            .months
            .front()
            .is_none_or(|(latest, _)| *latest != month)
        {
            self.months.push_front((month, Default::default()));
            self.months.truncate(MONTHS);
        }
        let Some((_, [all, phases @ ..])) = self.months.front_mut() else {
            return;
        };
        for (month, phase) in phases.iter_mut().zip(flow) {
            if let Some(phase) = phase {
                month.note(phase.voltage, at, limits);
                all.note(phase.voltage, at, limits);
            }
        }
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.months.clear();
    }

    /// Value of 0310ppnn: phase `di1` (0: all), month `di0` (0: this one).
    pub(crate) fn read(&self, di1: u8, di0: u8) -> Option<Vec<u8>> {
        if di1 > 3 || usize::from(di0) >= MONTHS {
            return None;
        }
        let found = self.months.get(usize::from(di0));
        let month = found.and_then(|(_, phases)| phases.get(usize::from(di1)));
        let mut out = Vec::new();
        month.copied().unwrap_or_default().put(&mut out);
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Phase;

    #[test]
    fn minutes_out_of_limits_are_counted_and_the_month_turns() {
        let flow = |voltage| {
            let phase = Phase {
                voltage,
                ..Phase::default()
            };
            [Some(phase), None, None]
        };
        let mut statistics = VoltageStatistics::default();
        for minute in 0..100 {
            let voltage = if minute < 5 {
                2500
            } else {
                2200 + minute as u64
            };
            statistics.note(&flow(voltage), minute * 60, (1980, 2350));
        }
        let read = statistics.read(1, 0).unwrap();
        assert_eq!(read.len(), 27);
        assert_eq!(read[..6], [0x00, 0x01, 0, 0x00, 0x95, 0]);
        assert_eq!(read[15..21], [0x00, 0x25, 0x00, 0x00, 0x01, 0x01]);
        assert_eq!(read[21..25], [0x05, 0x22, 0x05, 0x00]);
        statistics.note(&flow(2200), 31 * 86_400, (1980, 2350));
        assert_eq!(statistics.read(0, 0).map(|read| read[0]), Some(1));
        assert_eq!(statistics.read(0, 1).map(|read| read[1]), Some(1));
        assert_eq!(statistics.read(2, 0).map(|read| read[0]), Some(0));
        assert_eq!(statistics.read(4, 0), None);
    }
}
