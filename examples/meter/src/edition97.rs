//! The same meter in the 1997 edition: other identifiers, fewer digits.

use crate::bcd::{self, Civil, put};
use crate::registers::TARIFFS;
use crate::state::State;
use ttl_link::Refusal;

impl State {
    /// Value of a 1997 identifier.
    pub(crate) fn read_97(&mut self, now: u64, di: u16) -> Option<Vec<u8>> {
        let [di0, di1] = di.to_le_bytes();
        match di1 {
            0x90 | 0x91 | 0x94 | 0x95 | 0xA0 | 0xA4 | 0xB0 | 0xB4 => self.register_97(di1, di0),
            0xB6 => self.variable_97(di0),
            0xB2 => self.programming_97(di0),
            0xC0..=0xC3 => self.parameter_97(now, di),
            _ => None,
        }
    }

    /// Energies (9x), maximum demands (Ax) and their times (Bx), now and of the last settlement.
    fn register_97(&self, di1: u8, di0: u8) -> Option<Vec<u8>> {
        // Q1, Q4, Q2, Q3 in this order.
        let reactive = di1 & 1 == 1;
        let kind = match (reactive, di0 >> 4) {
            (false, 1) => 0x01,
            (false, 2) => 0x02,
            (true, 1) => 0x03,
            (true, 2) => 0x04,
            (true, 3) => 0x05,
            (true, 4) => 0x08,
            (true, 5) => 0x06,
            (true, 6) => 0x07,
            _ => return None,
        };
        let period = if di1 & 0x0C == 0x04 { 1 } else { 0 };
        let snapshot = match period {
            0 => self.snapshot(0),
            _ => *self.bills.front()?,
        };
        let mut out = Vec::new();
        let slots = match di0 & 0x0F {
            0x0F => 0..=TARIFFS,
            slot => usize::from(slot)..=usize::from(slot),
        };
        for slot in slots {
            match di1 & 0xF0 {
                0x90 => snapshot.energies.put(&mut out, kind, slot)?,
                0xA0 | 0xB0 => {
                    let mut both = Vec::new();
                    snapshot.demands.put(&mut both, kind, slot)?;
                    // Three bytes of power; of the time mm hh DD MM, without the year.
                    let part = if di1 & 0xF0 == 0xA0 {
                        both.get(..3)
                    } else {
                        both.get(3..7)
                    };
                    out.extend(part?);
                }
                _ => return None,
            }
        }
        Some(out)
    }

    fn variable_97(&self, di0: u8) -> Option<Vec<u8>> {
        let flow = self.flow();
        let mut out = Vec::new();
        let phases = |low: u8| match low {
            1..=3 => Some(usize::from(low) - 1..usize::from(low)),
            0x0F => Some(0..3),
            _ => None,
        };
        match di0 >> 4 {
            1 | 2 => {
                for at in phases(di0 & 0x0F)? {
                    match (flow.get(at)?, di0 >> 4) {
                        (Some(phase), 1) => put(&mut out, phase.voltage / 10, 2),
                        (Some(phase), _) => put(&mut out, phase.current / 10, 2),
                        (None, _) => out.extend([0, 0]),
                    }
                }
            }
            3..=5 => {
                let low = di0 & 0x0F;
                let list = if low == 0x0F { 0..=3 } else { low..=low };
                for at in list {
                    let some = |phase: &crate::load::Phase| match di0 >> 4 {
                        3 => phase.watts.unsigned_abs(),
                        4 => phase.vars.unsigned_abs(),
                        _ => phase.factor.unsigned_abs(),
                    };
                    let count = flow.iter().flatten().count().max(1) as u64;
                    let value = match at {
                        0 if di0 >> 4 == 5 => flow.iter().flatten().map(some).sum::<u64>() / count,
                        0 => flow.iter().flatten().map(some).sum(),
                        1..=3 => flow.get(usize::from(at) - 1)?.as_ref().map_or(0, some),
                        _ => return None,
                    };
                    match di0 >> 4 {
                        3 => put(&mut out, value * 10, 3),
                        4 => put(&mut out, value / 10, 2),
                        _ => put(&mut out, value, 2),
                    }
                }
            }
            _ => return None,
        }
        Some(out)
    }

    /// B210 time of the last programming, B212 how often.
    fn programming_97(&self, di0: u8) -> Option<Vec<u8>> {
        match di0 {
            0x12 => self
                .events
                .read(crate::events::PROGRAMMING)
                .map(|count| count.into_iter().take(2).collect()),
            0x13 => self
                .events
                .read(crate::events::DEMAND_CLEAR)
                .map(|count| count.into_iter().take(2).collect()),
            _ => None,
        }
    }

    fn parameter_97(&mut self, now: u64, di: u16) -> Option<Vec<u8>> {
        let seconds = self.clock.shown(now);
        let [second, minute, hour, day, month, year] = Civil::from_seconds(seconds).wire();
        let from_2007 = |di: u32| self.params.get(&di).cloned();
        match di {
            0xC010 => Some(vec![bcd::weekday(seconds) as u8, day, month, year]),
            0xC011 => Some(vec![second, minute, hour]),
            0xC020 | 0xC021 => Some(vec![0]),
            0xC030 => from_2007(0x0400_0409),
            0xC031 => from_2007(0x0400_040A),
            0xC032 | 0xC034 => from_2007(0x0400_0402),
            0xC033 => from_2007(0x0400_040E),
            0xC111 => from_2007(0x0400_0103),
            0xC112 => from_2007(0x0400_0104),
            0xC117 => from_2007(0x0400_0B01),
            0xC310..=0xC314 => from_2007(0x0400_0201 + u32::from(di - 0xC310)),
            _ => None,
        }
    }

    /// Writes date or time; a maker's password of four bytes may come in front.
    pub(crate) fn write_97(&mut self, now: u64, di: u16, data: &[u8]) -> Result<(), Refusal> {
        let (di, len) = match di {
            0xC010 => (0x0400_0101, 4),
            0xC011 => (0x0400_0102, 3),
            0xC032 => (0x0400_0402, 6),
            0xC033 => (0x0400_040E, 6),
            0xC111 => (0x0400_0103, 1),
            _ => return Err(Refusal::NO_DATA),
        };
        let (password, data) = match data.len().checked_sub(len) {
            Some(0) => ([0; 4], data),
            Some(4) => match data.split_first_chunk::<4>() {
                Some((password, data)) => (*password, data),
                None => return Err(Refusal::OTHER),
            },
            _ => return Err(Refusal::OTHER),
        };
        self.write_item(now, di, password, [0; 4], data)
    }
}
