//! Energies, demands, and snapshots of them.

use crate::bcd::{put, put_signed, time5};
use crate::load::Phases;

/// Tariffs of this meter; register 0 is the total.
pub(crate) const TARIFFS: usize = 4;
const SLOTS: usize = TARIFFS + 1;

/// mW·s of 0.01 kWh.
const CENTI_KWH: u64 = 36_000_000;

/// Identifier bytes DI2 from one phase to the next: 15 is forward active of phase A, 29 of phase B,
/// 3D of phase C.
const PHASE_STEP: u8 = 0x14;

/// The counted registers of one tariff or phase; the combined ones are made of them. Unit: mW·s
/// (mvar·s, mVA·s), so that nothing is lost between readings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counters {
    forward: u64,
    reverse: u64,
    /// Reactive energy of quadrants 1 to 4.
    quadrants: [u64; 4],
    apparent_forward: u64,
    apparent_reverse: u64,
}

impl Counters {
    /// Adds what flows in `ms` milliseconds.
    fn add(&mut self, watts: i64, vars: i64, ms: u64) {
        let apparent = (watts * watts + vars * vars).unsigned_abs().isqrt();
        let (active, apparent_side) = if watts >= 0 {
            (&mut self.forward, &mut self.apparent_forward)
        } else {
            (&mut self.reverse, &mut self.apparent_reverse)
        };
        *active = active.saturating_add(watts.unsigned_abs() * ms);
        *apparent_side = apparent_side.saturating_add(apparent * ms);
        let [first, second, third, fourth] = &mut self.quadrants;
        let quadrant = match (watts >= 0, vars >= 0) {
            (true, true) => first,
            (false, true) => second,
            (false, false) => third,
            (true, false) => fourth,
        };
        *quadrant = quadrant.saturating_add(vars.unsigned_abs() * ms);
    }

    /// The register that identifier byte DI2 (01, 02, 05 to 0A) names; the combined ones are no
    /// registers.
    fn register(&mut self, kind: u8) -> Option<&mut u64> {
        match kind {
            0x01 => Some(&mut self.forward),
            0x02 => Some(&mut self.reverse),
            0x05..=0x08 => self.quadrants.get_mut(usize::from(kind - 5)),
            0x09 => Some(&mut self.apparent_forward),
            0x0A => Some(&mut self.apparent_reverse),
            _ => None,
        }
    }

    /// Value for identifier byte DI2 from 00 to 0A, 0.01 kWh.
    fn centi(&self, kind: u8) -> Option<i64> {
        let [first, second, third, fourth] = self.quadrants;
        let centi = |register: u64| (register / CENTI_KWH) as i64;
        match kind {
            // Combined active: forward plus reverse (04000601 = 05).
            0x00 => Some(centi(self.forward) + centi(self.reverse)),
            // Combined reactive 1 and 2: Q1 + Q4, Q2 + Q3 (04000602 = 41, 04000603 = 14).
            0x03 => Some(centi(first) + centi(fourth)),
            0x04 => Some(centi(second) + centi(third)),
            _ => {
                let mut copy = *self;
                copy.register(kind).map(|register| centi(*register))
            }
        }
    }
}

/// Energy registers of all tariffs and of the phases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Energies {
    /// Total, then the tariffs.
    slots: [Counters; SLOTS],
    phases: [Counters; 3],
}

impl Energies {
    /// Adds what flows in `micros` while `tariff` (from 1) is on.
    pub(crate) fn add(&mut self, flow: &Phases, micros: u64, tariff: usize) {
        let ms = micros / 1000;
        for (counters, phase) in self.phases.iter_mut().zip(flow) {
            if let Some(phase) = phase {
                counters.add(phase.watts, phase.vars, ms);
            }
        }
        let watts: i64 = flow.iter().flatten().map(|phase| phase.watts).sum();
        let vars: i64 = flow.iter().flatten().map(|phase| phase.vars).sum();
        for (slot, counters) in self.slots.iter_mut().enumerate() {
            if slot == 0 || slot == tariff {
                counters.add(watts, vars, ms);
            }
        }
    }

    /// Register for identifier byte DI2 and tariff `slot`, 0.01 kWh; the phases (DI2 from 15 on)
    /// have the total only.
    pub(crate) fn centi(&self, kind: u8, slot: usize) -> Option<i64> {
        match (kind / PHASE_STEP, kind % PHASE_STEP) {
            (0, kind) => self.slots.get(slot)?.centi(kind),
            (_, 0) => None,
            (phase, kind) if slot == 0 => self.phases.get(usize::from(phase) - 1)?.centi(kind),
            _ => None,
        }
    }

    /// Appends the register in four bytes; `None` if there is no such register.
    pub(crate) fn put(&self, out: &mut Vec<u8>, kind: u8, slot: usize) -> Option<()> {
        put_signed(out, self.centi(kind, slot)?, 4);
        Some(())
    }

    /// Sets a counted register to `centi` × 0.01 kWh; it goes on counting from there.
    pub(crate) fn preset(&mut self, kind: u8, slot: usize, centi: u64) -> Option<()> {
        let counters = self.slots.get_mut(slot)?;
        if kind == 0x00 {
            // The combined energy is forward plus reverse: forward takes what is missing.
            counters.forward = (centi * CENTI_KWH).saturating_sub(counters.reverse);
        } else {
            *counters.register(kind)? = centi * CENTI_KWH;
        }
        Some(())
    }
}

/// Largest block average so far and when it ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Peak {
    /// 0.1 W.
    deciwatts: u64,
    /// Seconds since 2000-01-01; `None` if there was none.
    at: Option<i64>,
}

/// Maximum demands, forward and reverse active, total and tariffs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Demands {
    peaks: [[Peak; SLOTS]; 2],
}

impl Demands {
    /// A block average of total power ended at `seconds`.
    pub(crate) fn note(&mut self, deciwatts: i64, seconds: i64, tariff: usize) {
        let [forward, reverse] = &mut self.peaks;
        let side = if deciwatts >= 0 { forward } else { reverse };
        for (slot, peak) in side.iter_mut().enumerate() {
            if (slot == 0 || slot == tariff)
                && (peak.at.is_none() || deciwatts.unsigned_abs() > peak.deciwatts)
            {
                *peak = Peak {
                    deciwatts: deciwatts.unsigned_abs(),
                    at: Some(seconds),
                };
            }
        }
    }

    /// Appends XX.XXXX kW and mm hh DD MM YY for identifier byte DI2; all zero where no demand was
    /// yet.
    pub(crate) fn put(&self, out: &mut Vec<u8>, kind: u8, slot: usize) -> Option<()> {
        let peak = match kind {
            0x01 => *self.peaks.first()?.get(slot)?,
            0x02 => *self.peaks.last()?.get(slot)?,
            0x03..=0x0A if slot < SLOTS => Peak::default(),
            _ => return None,
        };
        put(out, peak.deciwatts, 3);
        out.extend(peak.at.map_or([0; 5], time5));
        Some(())
    }
}

/// Registers as they stood at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Snapshot {
    /// Seconds since 2000-01-01 on the meter's clock.
    pub(crate) at: i64,
    pub(crate) energies: Energies,
    pub(crate) demands: Demands,
    pub(crate) flow: Phases,
}

impl Snapshot {
    /// Part `di1` of a freeze record (05xx di1 nn), or the block for FF. Hourly records are short.
    pub(crate) fn freeze_part(&self, di1: u8, hourly: bool) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        match (di1, hourly) {
            (0x00, _) => out.extend(time5(self.at)),
            (0x01 | 0x02, true) => self.energies.put(&mut out, di1, 0)?,
            (0xFF, true) => {
                for part in 0..=2 {
                    out.extend(self.freeze_part(part, true)?);
                }
            }
            (_, true) => return None,
            (0x01..=0x08, _) => {
                for slot in 0..SLOTS {
                    self.energies.put(&mut out, di1, slot)?;
                }
            }
            (0x09 | 0x0A, _) => {
                for slot in 0..SLOTS {
                    self.demands.put(&mut out, di1 - 8, slot)?;
                }
            }
            (0x10, _) => {
                put_powers(&mut out, &self.flow, |phase| phase.watts);
                put_powers(&mut out, &self.flow, |phase| phase.vars);
            }
            (0xFF, _) => {
                for part in (0x00..=0x0A).chain([0x10]) {
                    out.extend(self.freeze_part(part, false)?);
                }
            }
            _ => return None,
        }
        Some(out)
    }
}

/// Appends XX.XXXX for the total and the three phases; a phase that is not there is FF.
pub(crate) fn put_powers(
    out: &mut Vec<u8>,
    flow: &Phases,
    of: impl Fn(&crate::load::Phase) -> i64,
) {
    put_signed(out, flow.iter().flatten().map(&of).sum::<i64>() * 10, 3);
    for phase in flow {
        match phase {
            Some(phase) => put_signed(out, of(phase) * 10, 3),
            None => out.extend([0xFF; 3]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Phase;

    #[test]
    fn an_hour_at_one_kilowatt_is_one_kilowatt_hour() {
        let flow = [
            Some(Phase {
                watts: 1000,
                vars: 500,
                ..Phase::default()
            }),
            None,
            None,
        ];
        let mut energies = Energies::default();
        for _ in 0..3600 {
            energies.add(&flow, 1_000_000, 2);
        }
        let row = |kind| [0, 1, 2].map(|slot| energies.centi(kind, slot));
        assert_eq!(row(0x01), [Some(100), Some(0), Some(100)]);
        assert_eq!(row(0x00), [Some(100), Some(0), Some(100)]);
        assert_eq!(row(0x05), [Some(50), Some(0), Some(50)]);
        assert_eq!(energies.centi(0x15, 0), Some(100));
        assert_eq!(
            (energies.centi(0x17, 0), energies.centi(0x29, 0)),
            (Some(50), Some(0))
        );
        assert_eq!(
            (energies.centi(0x15, 1), energies.centi(0x14, 0)),
            (None, None)
        );
        energies.preset(0x01, 0, 99_999_999);
        energies.add(&flow, 3_600_000_000, 1);
        let mut out = Vec::new();
        energies.put(&mut out, 0x01, 0);
        assert_eq!(
            out,
            [0x99, 0x00, 0x00, 0x00],
            "rolls over as a counter does"
        );
    }

    #[test]
    fn what_flows_back_counts_in_reverse_and_in_quadrant_2() {
        let back = Phase {
            watts: -2000,
            vars: 500,
            ..Phase::default()
        };
        let mut energies = Energies::default();
        (0..3600).for_each(|_| energies.add(&[None, Some(back), None], 1_000_000, 1));
        let read = |kind| energies.centi(kind, 0);
        assert_eq!(
            [0x01, 0x02, 0x04, 0x06, 0x0A].map(read),
            [0, 200, 50, 50, 206].map(Some)
        );
        assert_eq!([0x29, 0x2A, 0x2E].map(read), [0, 200, 50].map(Some));
    }

    #[test]
    fn freeze_block_has_its_length() {
        let snapshot = Snapshot {
            at: 0,
            energies: Energies::default(),
            demands: Demands::default(),
            flow: [None; 3],
        };
        assert_eq!(
            snapshot.freeze_part(0xFF, false).map(|block| block.len()),
            Some(29 + 48 * SLOTS)
        );
        assert_eq!(
            snapshot.freeze_part(0xFF, true).map(|block| block.len()),
            Some(13)
        );
        assert_eq!(snapshot.freeze_part(0x11, false), None);
    }
}
