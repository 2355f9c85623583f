//! Programming records of single tables (编程记录, 033005 to 03300C): who changed what, and how it
//! was before.
//!
//! Beside the general record 033000, which names the identifiers, these keep the old value whole:
//!
//! ```text
//!  YYMMDDhhmmss 6 | operator 4 | the table before the change, all sets, padded with FF
//! ```

use crate::bcd::time6;
use crate::events::{
    ACTIVE_COMBINATION, DAY_TABLES, HOLIDAYS, REACTIVE_COMBINATION_1, REACTIVE_COMBINATION_2,
    REST_DAYS, SEASONS, SETTLEMENT_DAYS,
};
use crate::state::State;

/// Bytes of the tables in the records: rows of three bytes, day schedules and seasons with 14 rows.
const TABLE: usize = 14 * 3;
/// Holidays in the record of 033008.
const HOLIDAY_ROWS: u32 = 254;

impl State {
    /// The write of `di` is about to happen at `seconds` on the meter's clock.
    pub(crate) fn log_programming(&mut self, di: u32, seconds: i64, operator: [u8; 4]) {
        let (kind, before) = match di {
            0x0401_0001..=0x0401_0008 | 0x0402_0001..=0x0402_0008 => {
                let tables = (1..=8)
                    .map(|n| 0x0401_0000 + n)
                    .chain((1..=8).map(|n| 0x0402_0000 + n));
                (DAY_TABLES, self.before(tables, TABLE))
            }
            0x0401_0000 | 0x0402_0000 => (SEASONS, self.before([0x0401_0000, 0x0402_0000], TABLE)),
            0x0400_0802 => (REST_DAYS, self.before([di], 1)),
            0x0403_0001..=0x0403_00FE => (
                HOLIDAYS,
                self.before((1..=HOLIDAY_ROWS).map(|n| 0x0403_0000 + n), 4),
            ),
            0x0400_0601 => (ACTIVE_COMBINATION, self.before([di], 1)),
            0x0400_0602 => (REACTIVE_COMBINATION_1, self.before([di], 1)),
            0x0400_0603 => (REACTIVE_COMBINATION_2, self.before([di], 1)),
            0x0400_0B01..=0x0400_0B03 => {
                (SETTLEMENT_DAYS, self.before(0x0400_0B01..=0x0400_0B03, 2))
            }
            _ => return,
        };
        self.events
            .push(kind, [&time6(seconds)[..], &operator, &before].concat());
    }

    /// The present values of `dis`, each padded with FF to `len` bytes.
    fn before(&self, dis: impl IntoIterator<Item = u32>, len: usize) -> Vec<u8> {
        let mut out = Vec::new();
        for di in dis {
            let end = out.len() + len;
            out.extend(self.params.get(&di).into_iter().flatten());
            out.resize(end, 0xFF);
        }
        out
    }
}
