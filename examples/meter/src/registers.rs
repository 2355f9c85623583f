//! Energies, demands, and snapshots of them.

use crate::bcd::{put, put_signed, time5};
use crate::load::Phases;

/// Tariffs of this meter; register 0 is the total.
pub(crate) const TARIFFS: usize = 4;
const SLOTS: usize = TARIFFS + 1;

/// Registers that are counted; everything else is made of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Forward,
    Reverse,
    Quadrant(usize),
    ForwardApparent,
    ReverseApparent,
}

/// mW·s of 0.01 kWh.
const CENTI_KWH: u64 = 36_000_000;

/// Energy registers. Unit inside: mW·s (mvar·s, mVA·s), so that nothing is lost between readings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Energies {
    forward: [u64; SLOTS],
    reverse: [u64; SLOTS],
    quadrants: [[u64; SLOTS]; 4],
    apparent: [[u64; SLOTS]; 2],
    /// Forward active of each phase, total only.
    phases: [u64; 3],
}

impl Energies {
    /// Adds what flows in `micros` while `tariff` (from 1) is on.
    pub(crate) fn add(&mut self, flow: &Phases, micros: u64, tariff: usize) {
        let ms = micros / 1000;
        for (total, phase) in self.phases.iter_mut().zip(flow) {
            let watts = phase.map_or(0, |phase| phase.watts.max(0));
            *total = total.saturating_add(watts.unsigned_abs() * ms);
        }
        let watts: i64 = flow.iter().flatten().map(|phase| phase.watts).sum();
        let vars: i64 = flow.iter().flatten().map(|phase| phase.vars).sum();
        let apparent = (watts * watts + vars * vars).unsigned_abs().isqrt();
        let quadrant = match (watts >= 0, vars >= 0) {
            (true, true) => 0,
            (false, true) => 1,
            (false, false) => 2,
            (true, false) => 3,
        };
        let (active, side) = if watts >= 0 {
            (Kind::Forward, Kind::ForwardApparent)
        } else {
            (Kind::Reverse, Kind::ReverseApparent)
        };
        for (kind, power) in [
            (active, watts.unsigned_abs()),
            (side, apparent),
            (Kind::Quadrant(quadrant), vars.unsigned_abs()),
        ] {
            if let Some(slots) = self.slots_mut(kind) {
                for (slot, register) in slots.iter_mut().enumerate() {
                    if slot == 0 || slot == tariff {
                        *register = register.saturating_add(power * ms);
                    }
                }
            }
        }
    }

    fn slots_mut(&mut self, kind: Kind) -> Option<&mut [u64; SLOTS]> {
        match kind {
            Kind::Forward => Some(&mut self.forward),
            Kind::Reverse => Some(&mut self.reverse),
            Kind::Quadrant(at) => self.quadrants.get_mut(at),
            Kind::ForwardApparent => self.apparent.first_mut(),
            Kind::ReverseApparent => self.apparent.last_mut(),
        }
    }

    /// Register for identifier byte DI2 and tariff `slot`, 0.01 kWh; signed where combined.
    pub(crate) fn centi(&self, kind: u8, slot: usize) -> Option<i64> {
        let at = |slots: &[u64; SLOTS]| {
            slots
                .get(slot)
                .map(|register| (register / CENTI_KWH) as i64)
        };
        let quadrants =
            |a: usize, b: usize| Some(at(self.quadrants.get(a)?)? + at(self.quadrants.get(b)?)?);
        match kind {
            // Combined active: forward plus reverse (04000601 = 05).
            0x00 => Some(at(&self.forward)? + at(&self.reverse)?),
            0x01 => at(&self.forward),
            0x02 => at(&self.reverse),
            // Combined reactive 1 and 2: Q1 + Q4, Q2 + Q3 (04000602 = 41, 04000603 = 14).
            0x03 => quadrants(0, 3),
            0x04 => quadrants(1, 2),
            0x05..=0x08 => at(self.quadrants.get(usize::from(kind - 5))?),
            0x09 => at(self.apparent.first()?),
            0x0A => at(self.apparent.last()?),
            0x15 | 0x29 | 0x3D if slot == 0 => self
                .phases
                .get(usize::from(kind - 0x15) / 0x14)
                .map(|register| (register / CENTI_KWH) as i64),
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
        let kind = match kind {
            // The combined energy is forward plus reverse: forward takes what is missing.
            0x00 => {
                let reverse = *self.reverse.get(slot)?;
                *self.forward.get_mut(slot)? = (centi * CENTI_KWH).saturating_sub(reverse);
                return Some(());
            }
            0x01 => Kind::Forward,
            0x02 => Kind::Reverse,
            0x05..=0x08 => Kind::Quadrant(usize::from(kind - 5)),
            0x09 => Kind::ForwardApparent,
            0x0A => Kind::ReverseApparent,
            _ => return None,
        };
        *self.slots_mut(kind)?.get_mut(slot)? = centi * CENTI_KWH;
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

    /// Appends XX.XXXX kW and mm hh DD MM YY for identifier byte DI2; all zero where no demand was yet.
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
