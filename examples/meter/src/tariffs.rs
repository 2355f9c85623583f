//! Which tariff is in force: two sets of seasons and day schedules, holidays and rest days (时区表,
//! 日时段表).
//!
//! ```text
//!  holiday today?  040300nn ─► its day schedule ┐
//!  rest day?       04000801/802 ─► that one     ├─► 0401000n or 0402000n ─► the slot that has begun ─► tariff
//!  else            season 04010000 or 04020000 ─┘   (set of day schedules)
//! ```
//!
//! At the moments of 04000106 and 04000107 the meter goes over to the other set of seasons and of
//! day schedules.

use crate::bcd::{self, Civil};
use crate::registers::TARIFFS;
use crate::state::State;

/// The sets that are in force: false for the first, true for the second.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sets {
    pub(crate) season: bool,
    pub(crate) day: bool,
    /// Minute of the meter's clock up to which switching was looked at.
    seen: Option<i64>,
}

/// Fields of one byte of a table of three-byte rows, in wire order.
fn rows(table: &[u8]) -> impl Iterator<Item = [i64; 3]> + '_ {
    table.chunks_exact(3).map(|row| {
        let field = |at: usize| row.get(at).and_then(|byte| bcd::digits(*byte)).unwrap_or(0);
        [field(0), field(1), field(2)]
    })
}

/// The last row that has begun at `now`; before the first one, the last of all goes on.
fn begun(table: &[u8], now: i64, start: impl Fn(i64, i64) -> i64) -> Option<i64> {
    let mut latest = None;
    let mut current = None;
    for [number, low, high] in rows(table) {
        latest = Some(number);
        if start(low, high) <= now {
            current = latest;
        }
    }
    current.or(latest)
}

impl State {
    fn table(&self, di: u32) -> &[u8] {
        self.params.get(&di).map_or(&[], Vec::as_slice)
    }

    /// Goes over to the other sets where their moment has come since this was called last.
    pub(crate) fn switch_sets(&mut self, minute: i64) {
        let seen = self.sets.seen.replace(minute).unwrap_or(minute);
        let due = |di: u32| match self.table(di) {
            [mm, hh, day, month, year] => Civil::from_wire([0, *mm, *hh, *day, *month, *year])
                .and_then(|civil| civil.seconds())
                .is_some_and(|at| (seen + 1..=minute).contains(&at.div_euclid(60))),
            _ => false,
        };
        let (season, day) = (due(0x0400_0106), due(0x0400_0107));
        self.sets.season ^= season;
        self.sets.day ^= day;
    }

    /// Number of the day schedule of the day on which `minute` lies.
    fn day_schedule(&self, minute: i64) -> i64 {
        let civil = Civil::from_seconds(minute * 60);
        let [_, _, _, day, month, year] = civil.wire();
        let holidays = u32::try_from(self.param_number(0x0400_0205))
            .unwrap_or(0)
            .min(254);
        for number in 1..=holidays {
            if let [table, d, m, y] = self.table(0x0403_0000 + number)
                && [*d, *m, *y] == [day, month, year]
            {
                return bcd::digits(*table).unwrap_or(1);
            }
        }
        let weekday = bcd::weekday(minute * 60);
        if self.param_byte(0x0400_0801) >> weekday & 1 == 0 {
            return self.param_number(0x0400_0802);
        }
        let seasons = self.table(if self.sets.season {
            0x0402_0000
        } else {
            0x0401_0000
        });
        begun(seasons, civil.month * 100 + civil.day, |day, month| {
            month * 100 + day
        })
        .unwrap_or(1)
    }

    /// Tariff at a minute of the meter's clock, from 1.
    pub(crate) fn tariff_at(&self, minute: i64) -> usize {
        let schedule = u32::try_from(self.day_schedule(minute))
            .unwrap_or(1)
            .clamp(1, 8);
        let set = if self.sets.day {
            0x0402_0000
        } else {
            0x0401_0000
        };
        let slots = self.table(set + schedule);
        let tariff = begun(slots, minute.rem_euclid(1440), |minute, hour| {
            hour * 60 + minute
        })
        .unwrap_or(1);
        usize::try_from(tariff).unwrap_or(1).clamp(1, TARIFFS)
    }
}
