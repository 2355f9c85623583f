//! What each identifier reads as.

use crate::bcd::{self, put, put_signed, time6};
use crate::events::Events;
use crate::load::Phase;
use crate::profile::put_factors;
use crate::registers::TARIFFS;
use crate::state::State;

/// Length of a variable of one phase, by DI2.
const fn variable_len(di2: u8) -> usize {
    match di2 {
        0x01 | 0x06 | 0x07 => 2,
        _ => 3,
    }
}

impl State {
    /// Value of `di`, `None` if this meter has no such item. `extra` is what follows the identifier
    /// in the request.
    pub(crate) fn read_item(&mut self, now: u64, di: u32, extra: &[u8]) -> Option<Vec<u8>> {
        let [di0, di1, di2, di3] = di.to_le_bytes();
        match di3 {
            0x00 => self.register(di2, di1, di0, Self::energy),
            0x01 => self.register(di2, di1, di0, Self::demand),
            0x02 if di0 == 0 || di2 == 0x80 => self.variable(di2, di1, di0),
            0x03 if di2 == 0x10 => self.voltage.read(di1, di0),
            0x03 if (0x05..=0x0A).contains(&di2) => Events::read_never(di),
            0x03 if di2 < 0x10 => self.disturbances.read(di, self.clock.seconds(now)),
            0x10..=0x13 => self.disturbances.read(di, self.clock.seconds(now)),
            0x03 | 0x1D | 0x1E => self.events.read(di),
            0x04 => self.parameter(now, di),
            0x05 => self
                .freezes
                .get(&di2)?
                .records
                .get(usize::from(di0.checked_sub(1)?))?
                .freeze_part(di1, di2 == 4),
            0x06 if di1 == 0 => self.load_record(di2, di0, extra),
            _ => None,
        }
    }

    /// One register, or the block of tariffs (DI1 = FF) or of settlement moments (DI0 = FF).
    fn register(
        &self,
        kind: u8,
        tariff: u8,
        period: u8,
        one: fn(&Self, &mut Vec<u8>, u8, usize, u8) -> Option<()>,
    ) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        match (tariff, period) {
            (0xFF, 0xFF) => return None,
            (0xFF, _) => {
                for slot in 0..=TARIFFS {
                    one(self, &mut out, kind, slot, period)?;
                }
            }
            (_, 0xFF) => {
                for period in 0..=12 {
                    one(self, &mut out, kind, usize::from(tariff), period)?;
                }
            }
            _ => one(self, &mut out, kind, usize::from(tariff), period)?,
        }
        Some(out)
    }

    fn energy(&self, out: &mut Vec<u8>, kind: u8, slot: usize, period: u8) -> Option<()> {
        if period == 0 {
            return self.energies.put(out, kind, slot);
        }
        // A settlement moment that has not come yet reads zero.
        match self.bills.get(usize::from(period) - 1) {
            Some(bill) => bill.energies.put(out, kind, slot),
            None if period <= 12 => crate::registers::Energies::default().put(out, kind, slot),
            None => None,
        }
    }

    fn demand(&self, out: &mut Vec<u8>, kind: u8, slot: usize, period: u8) -> Option<()> {
        if period == 0 {
            return self.demands.put(out, kind, slot);
        }
        match self.bills.get(usize::from(period) - 1) {
            Some(bill) => bill.demands.put(out, kind, slot),
            None if period <= 12 => crate::registers::Demands::default().put(out, kind, slot),
            None => None,
        }
    }

    fn variable(&self, di2: u8, di1: u8, di0: u8) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let flow = self.flow();
        if di2 == 0x80 {
            return (di1 == 0).then(|| self.single(di0)).flatten();
        }
        let per_phase: fn(&mut Vec<u8>, &Phase) = match di2 {
            0x01 => |out, phase| put(out, phase.voltage, 2),
            0x02 => |out, phase| put(out, phase.current, 3),
            0x03 => |out, phase| put_signed(out, phase.watts * 10, 3),
            0x04 => |out, phase| put_signed(out, phase.vars * 10, 3),
            0x05 => |out, phase| put(out, apparent(phase) * 10, 3),
            0x06 => |out, phase| put_signed(out, phase.factor, 2),
            0x07 => |out, phase| put(out, phase_angle(phase), 2),
            _ => return None,
        };
        let has_total = (0x03..=0x06).contains(&di2);
        let total = |out: &mut Vec<u8>| match di2 {
            0x03 => put_signed(
                out,
                flow.iter().flatten().map(|phase| phase.watts).sum::<i64>() * 10,
                3,
            ),
            0x04 => put_signed(
                out,
                flow.iter().flatten().map(|phase| phase.vars).sum::<i64>() * 10,
                3,
            ),
            0x05 => put(
                out,
                flow.iter().flatten().map(apparent).sum::<u64>() * 10,
                3,
            ),
            _ => {
                let mut all = Vec::new();
                put_factors(&mut all, &flow);
                out.extend(all.iter().take(2));
            }
        };
        let phase = |out: &mut Vec<u8>, at: usize| match flow.get(at) {
            Some(Some(phase)) => per_phase(out, phase),
            _ => out.extend(std::iter::repeat_n(0xFF, variable_len(di2))),
        };
        match di1 {
            0x00 if has_total => total(&mut out),
            0x01..=0x03 => phase(&mut out, usize::from(di1) - 1),
            0xFF => {
                if has_total {
                    total(&mut out);
                }
                (0..3).for_each(|at| phase(&mut out, at));
            }
            _ => return None,
        }
        Some(out)
    }

    /// 028000xx.
    fn single(&self, di0: u8) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let flow = self.flow();
        let watts: i64 = flow.iter().flatten().map(|phase| phase.watts).sum();
        let vars: i64 = flow.iter().flatten().map(|phase| phase.vars).sum();
        match di0 {
            0x01 => put_signed(
                &mut out,
                flow.iter()
                    .flatten()
                    .map(|phase| phase.current as i64)
                    .min()
                    .unwrap_or(0)
                    / 50,
                3,
            ),
            0x02 => put(&mut out, 5000, 2),
            0x03 => put_signed(&mut out, watts * 10, 3),
            0x04 => put_signed(&mut out, self.last_demand, 3),
            0x05 => put_signed(&mut out, vars * 10, 3),
            0x06 => put(
                &mut out,
                flow.iter().flatten().map(apparent).sum::<u64>() * 10,
                3,
            ),
            0x07 => put_signed(&mut out, 236, 2),
            0x08 => put(&mut out, 360, 2),
            0x09 => put(&mut out, 605, 2),
            0x0A => put(&mut out, 0, 4),
            _ => return None,
        }
        Some(out)
    }

    fn parameter(&mut self, now: u64, di: u32) -> Option<Vec<u8>> {
        let seconds = self.clock.shown(now);
        let [second, minute, hour, day, month, year] = time6(seconds);
        let weekday = bcd::weekday(seconds) as u8;
        match di {
            0x0400_0101 => Some(vec![weekday, day, month, year]),
            0x0400_0102 => Some(vec![second, minute, hour]),
            0x0400_010C => Some(vec![second, minute, hour, weekday, day, month, year]),
            0x0400_0401 => Some(self.address().to_wire().to_vec()),
            0x0400_0501..=0x0400_0507 => Some(self.status_word(di & 0xFF).to_le_bytes().to_vec()),
            0x0400_05FF => Some(
                (1..=7)
                    .flat_map(|word| self.status_word(word).to_le_bytes())
                    .collect(),
            ),
            0x0400_1501 => Some(self.report.read()),
            _ => self.params.get(&di).cloned(),
        }
    }

    /// Running status word 1 to 7 (04000501 to 04000507).
    fn status_word(&self, word: u32) -> u16 {
        let flow = self.flow();
        let bit = |on: bool, bit: u16| u16::from(on) << bit;
        let back = |at: usize| {
            flow.get(at)
                .copied()
                .flatten()
                .is_some_and(|phase| phase.watts < 0)
        };
        match word {
            1 => bit(
                flow.iter().flatten().map(|phase| phase.watts).sum::<i64>() < 0,
                4,
            ),
            2 => bit(back(0), 0) | bit(back(1), 1) | bit(back(2), 2),
            3 => {
                bit(self.sets.day, 0)
                    | bit(self.relay_open, 4)
                    | bit(self.sets.season, 5)
                    | bit(self.relay_open, 6)
                    | bit(self.alarm, 7)
                    | bit(self.keep_on, 12)
            }
            4..=6 => self
                .disturbances
                .fault_word(usize::try_from(word - 4).unwrap_or(0)),
            7 => bit(!self.is_powered(), 5),
            _ => 0,
        }
    }

    /// 06 class 00 which: count, or count and mm hh DD MM YY after the identifier.
    fn load_record(&self, class: u8, which: u8, extra: &[u8]) -> Option<Vec<u8>> {
        let count = match extra.first() {
            Some(count) => usize::try_from(bcd::digits(*count)?).ok()?,
            None => 1,
        };
        let from = match extra.get(1..) {
            Some([minute, hour, day, month, year]) => {
                bcd::Civil::from_wire([0, *minute, *hour, *day, *month, *year])?.seconds()?
            }
            _ => 0,
        };
        self.profile.read(class, which, count, from)
    }

    /// Makes `di` read as `data`. Registers go on counting from there, the clock runs on from
    /// there; everything else stays as it is set. False if a register or the clock does not
    /// take this value.
    pub(crate) fn preset(&mut self, now: u64, di: u32, data: &[u8]) -> bool {
        let [di0, di1, di2, di3] = di.to_le_bytes();
        match (di3, di0) {
            (0x00, 0x00) if di1 != 0xFF => {
                let Some(centi) = number(data) else {
                    return false;
                };
                if self.energies.preset(di2, usize::from(di1), centi).is_some() {
                    return true;
                }
            }
            // A block of total and tariffs sets each of them.
            (0x00, 0x00) if data.len().is_multiple_of(4) && data.len() / 4 <= TARIFFS + 1 => {
                let mut all = self.energies;
                let set = |(slot, bytes): (usize, &[u8])| all.preset(di2, slot, number(bytes)?);
                if data
                    .chunks(4)
                    .enumerate()
                    .map(set)
                    .all(|done| done.is_some())
                {
                    self.energies = all;
                    return true;
                }
            }
            (0x04, _) if matches!(di, 0x0400_0101 | 0x0400_0102 | 0x0400_010C) => {
                return self.write_clock(now, di, data).is_some();
            }
            (0x04, _) if self.params.contains_key(&di) => {
                self.params.insert(di, data.to_vec());
                return true;
            }
            _ => {}
        }
        self.fixed.insert(dlt645::DataId::V2007(di), data.to_vec());
        true
    }
}

/// Value of unsigned BCD bytes, low byte first.
fn number(data: &[u8]) -> Option<u64> {
    data.iter().rev().try_fold(0u64, |number, byte| {
        let digits = u64::try_from(bcd::digits(*byte)?).ok()?;
        number.checked_mul(100)?.checked_add(digits)
    })
}

/// VA.
fn apparent(phase: &Phase) -> u64 {
    (phase.watts * phase.watts + phase.vars * phase.vars)
        .unsigned_abs()
        .isqrt()
}

/// Angle between voltage and current, 0.1 degree, near enough: 90° × (1 − share of active power).
fn phase_angle(phase: &Phase) -> u64 {
    let (watts, vars) = (phase.watts.unsigned_abs(), phase.vars.unsigned_abs());
    900 * vars / (watts + vars).max(1)
}
