//! Load profile (负荷记录): records of A.7, one every quarter of an hour.

use crate::bcd::{put, put_signed, time5};
use crate::registers::{Snapshot, put_powers};
use std::collections::VecDeque;

/// Records kept: ten days.
const DEPTH: usize = 960;

/// Records, oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    records: VecDeque<Snapshot>,
}

impl Profile {
    pub(crate) fn push(&mut self, record: Snapshot) {
        if self.records.len() == DEPTH {
            self.records.pop_front();
        }
        self.records.push_back(record);
    }

    pub(crate) fn clear(&mut self) {
        self.records.clear();
    }

    /// Blocks for 06 `class` 00 `which`: 0 from the earliest, 1 from `from` (seconds), 2 the
    /// latest.
    pub(crate) fn read(&self, class: u8, which: u8, count: usize, from: i64) -> Option<Vec<u8>> {
        if class > 6 {
            return None;
        }
        let mut out = Vec::new();
        let start = match which {
            0 => 0,
            1 => self.records.iter().position(|record| record.at >= from)?,
            2 => self.records.len().checked_sub(1)?,
            _ => return None,
        };
        let count = if which == 2 { 1 } else { count.max(1) };
        for record in self.records.iter().skip(start).take(count) {
            put_block(&mut out, record, class);
        }
        (!out.is_empty()).then_some(out)
    }
}

/// A0 A0, length, time, six slots each closed by AA, checksum, E5. `class` 0 fills all slots.
fn put_block(out: &mut Vec<u8>, record: &Snapshot, class: u8) {
    let mut body = time5(record.at).to_vec();
    for slot in 1..=6 {
        if class == 0 || class == slot {
            put_class(&mut body, record, slot);
        }
        body.push(0xAA);
    }
    let start = out.len();
    out.extend([0xA0, 0xA0, body.len() as u8]);
    out.append(&mut body);
    let sum = out
        .iter()
        .skip(start)
        .fold(0u8, |sum, byte| sum.wrapping_add(*byte));
    out.extend([sum, 0xE5]);
}

fn put_class(out: &mut Vec<u8>, record: &Snapshot, class: u8) {
    let flow = &record.flow;
    match class {
        1 => {
            for phase in flow {
                match phase {
                    Some(phase) => put(out, phase.voltage, 2),
                    None => out.extend([0xFF; 2]),
                }
            }
            for phase in flow {
                match phase {
                    Some(phase) => put(out, phase.current, 3),
                    None => out.extend([0xFF; 3]),
                }
            }
            put(out, 5000, 2);
        }
        2 => {
            put_powers(out, flow, |phase| phase.watts);
            put_powers(out, flow, |phase| phase.vars);
        }
        3 => put_factors(out, flow),
        4 => {
            for kind in 1..=4 {
                record.energies.put(out, kind, 0);
            }
        }
        5 => {
            for kind in 5..=8 {
                record.energies.put(out, kind, 0);
            }
        }
        _ => {
            put_signed(
                out,
                flow.iter().flatten().map(|phase| phase.watts).sum::<i64>() * 10,
                3,
            );
            put_signed(
                out,
                flow.iter().flatten().map(|phase| phase.vars).sum::<i64>() * 10,
                3,
            );
        }
    }
}

/// Appends X.XXX for the total and the three phases.
pub(crate) fn put_factors(out: &mut Vec<u8>, flow: &crate::load::Phases) {
    let all = || flow.iter().flatten();
    let total = all().map(|phase| phase.factor).sum::<i64>() / (all().count().max(1) as i64);
    put_signed(out, total, 2);
    for phase in flow {
        match phase {
            Some(phase) => put_signed(out, phase.factor, 2),
            None => out.extend([0xFF; 2]),
        }
    }
}
