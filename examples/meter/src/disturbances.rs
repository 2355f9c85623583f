//! Faults of the supply phase by phase: loss of voltage, over-current, reversed power and so on.
//!
//! A meter of a test bench has to log them. Each minute, and whenever somebody turns the supply,
//! the flow is held against the thresholds of this meter. A fault that begins counts and opens a
//! record; when it ends, the record is closed with the energies of that moment. The same records
//! are read in two forms:
//!
//! ```text
//!  03kk0000   count and minutes of the phases A, B, C          10pp0001, 10pp0002  (11, 12, 13 alike)
//!  03kkppnn   one record: begin, end, increments, values       10ppFFnn            values at begin and end
//! ```
//!
//! `kk` is the kind, `pp` the phase from 01, `nn` the record from 01 (latest). Source: DL/T
//! 645-2007, tables A.4 and the patterns of classes 10 to 13.

use crate::bcd::{put, put_signed, time6};
use crate::load::{Phase, Phases};
use crate::registers::{Energies, Snapshot};
use std::collections::VecDeque;

/// Records that are kept of each kind and phase.
const DEPTH: usize = 10;

/// Nominal voltage, 0.1 V; a share of it in per cent.
const NOMINAL: u64 = 2200;
const fn share(percent: u64) -> u64 {
    NOMINAL * percent / 100
}

/// 0.5 % and 5 % of the basic current 5 A, and 120 % of the largest current 60 A, mA.
const STARTING_CURRENT: u64 = 25;
const LOADED_CURRENT: u64 = 250;
const OVER_CURRENT: u64 = 72_000;
/// 120 % of 60 A at 220 V, W.
const OVERLOAD: i64 = 15_840;

/// A kind of fault that a phase can have, in the order of the bits of the fault words 04000504 to
/// 04000506.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    VoltageLoss,
    UnderVoltage,
    OverVoltage,
    CurrentLoss,
    OverCurrent,
    Overload,
    Reversal,
    PhaseBreak,
    CurrentBreak,
}

impl Kind {
    const ALL: [Self; 9] = [
        Self::VoltageLoss,
        Self::UnderVoltage,
        Self::OverVoltage,
        Self::CurrentLoss,
        Self::OverCurrent,
        Self::Overload,
        Self::Reversal,
        Self::PhaseBreak,
        Self::CurrentBreak,
    ];

    /// Bit in the fault word of its phase; the mode word 04001104 has it 16 higher.
    const fn bit(self) -> usize {
        self as usize
    }

    /// DI2 of its count and records in class 03.
    const fn di2(self) -> u8 {
        match self {
            Self::VoltageLoss => 0x01,
            Self::UnderVoltage => 0x02,
            Self::OverVoltage => 0x03,
            Self::PhaseBreak => 0x04,
            Self::CurrentLoss => 0x0B,
            Self::OverCurrent => 0x0C,
            Self::CurrentBreak => 0x0D,
            Self::Reversal => 0x0E,
            Self::Overload => 0x0F,
        }
    }

    /// Class with the values part by part, where there is one.
    const fn class(self) -> Option<u8> {
        match self {
            Self::VoltageLoss => Some(0x10),
            Self::UnderVoltage => Some(0x11),
            Self::OverVoltage => Some(0x12),
            Self::PhaseBreak => Some(0x13),
            _ => None,
        }
    }

    /// What a record of class 03 has beside times and increments: values of the phases,
    /// ampere-hours.
    const fn extent(self) -> (bool, bool) {
        match self {
            Self::Reversal | Self::Overload => (false, false),
            Self::CurrentLoss | Self::OverCurrent | Self::CurrentBreak => (true, false),
            _ => (true, true),
        }
    }

    /// Whether `phase` of `flow` has this fault.
    fn is_on(self, flow: &Phases, phase: &Phase) -> bool {
        let flows = phase.current >= STARTING_CURRENT;
        let others_loaded = flow
            .iter()
            .flatten()
            .any(|other| other.current >= LOADED_CURRENT);
        match self {
            Self::VoltageLoss => phase.voltage < share(78) && flows,
            Self::UnderVoltage => (share(78)..share(90)).contains(&phase.voltage),
            Self::OverVoltage => phase.voltage > share(120),
            Self::PhaseBreak => phase.voltage < share(60) && !flows,
            Self::CurrentLoss => others_loaded && !flows && phase.current > 0,
            Self::CurrentBreak => others_loaded && phase.current == 0 && phase.voltage >= share(60),
            Self::OverCurrent => phase.current > OVER_CURRENT,
            Self::Overload => phase.watts.abs() > OVERLOAD,
            Self::Reversal => phase.watts < 0 && flows,
        }
    }
}

/// One fault from its begin to its end.
#[derive(Clone, Debug)]
struct Record {
    begin: Snapshot,
    /// `None` while it lasts.
    end: Option<Snapshot>,
    /// mA × minutes while it lasted: all phases, A, B, C.
    charge: [u64; 4],
}

impl Record {
    /// Seconds it has lasted at `now`.
    fn seconds(&self, now: i64) -> i64 {
        (self.end.as_ref().map_or(now, |end| end.at) - self.begin.at).max(0)
    }

    /// Appends begin and end, as zero while it lasts.
    fn put_times(&self, out: &mut Vec<u8>) {
        out.extend(time6(self.begin.at));
        out.extend(self.end.as_ref().map_or([0; 6], |end| time6(end.at)));
    }

    /// Appends 0.01 Ah of all phases, A, B, C.
    fn put_charge(&self, out: &mut Vec<u8>) {
        for milliampere_minutes in self.charge {
            put(out, milliampere_minutes / 600, 4);
        }
    }

    /// The record of class 03: increments of the energies, values at the begin.
    fn short_form(&self, kind: Kind) -> Vec<u8> {
        let (has_values, has_charge) = kind.extent();
        let mut out = Vec::new();
        self.put_times(&mut out);
        self.put_increments(&mut out, 0);
        for (phase, base) in PHASES.iter().enumerate() {
            self.put_increments(&mut out, *base);
            if has_values {
                put_values(&mut out, self.begin.flow.get(phase).copied().flatten());
            }
        }
        if has_charge {
            self.put_charge(&mut out);
        }
        out
    }

    /// Forward, reverse active, combined reactive 1 and 2 since the begin, of the registers from
    /// DI2 `base` on.
    fn put_increments(&self, out: &mut Vec<u8>, base: u8) {
        for kind in base + 1..=base + 4 {
            let centi = |snapshot: &Snapshot| snapshot.energies.centi(kind, 0).unwrap_or(0);
            let grown = self
                .end
                .as_ref()
                .map_or(0, |end| centi(end) - centi(&self.begin));
            put_signed(out, grown, 4);
        }
    }

    /// The parts 01 to 35 of classes 10 to 13 with their lengths, in order.
    fn long_form(&self) -> Vec<Vec<u8>> {
        let mut parts = vec![time6(self.begin.at).to_vec()];
        parts.extend(energies(&self.begin.energies, 0));
        for (phase, base) in PHASES.iter().enumerate() {
            parts.extend(energies(&self.begin.energies, *base));
            let mut values = Vec::new();
            put_values(&mut values, self.begin.flow.get(phase).copied().flatten());
            // Voltage, current, active and reactive power, power factor.
            let mut rest = values.as_slice();
            for len in [2, 3, 3, 3, 2] {
                let (part, after) = rest.split_at_checked(len).unwrap_or((rest, &[]));
                parts.push(part.to_vec());
                rest = after;
            }
        }
        let mut charge = Vec::new();
        self.put_charge(&mut charge);
        parts.extend(charge.chunks(4).map(<[u8]>::to_vec));
        parts.push(
            self.end
                .as_ref()
                .map_or(vec![0; 6], |end| time6(end.at).to_vec()),
        );
        let at_end = self
            .end
            .as_ref()
            .map_or(Energies::default(), |end| end.energies);
        for base in [0].iter().chain(&PHASES) {
            parts.extend(energies(&at_end, *base));
        }
        parts
    }
}

/// DI2 in front of the registers of phase A, B, C.
const PHASES: [u8; 3] = [0x14, 0x28, 0x3C];

/// Forward, reverse active, combined reactive 1 and 2 from DI2 `base` on, four bytes each.
fn energies(energies: &Energies, base: u8) -> impl Iterator<Item = Vec<u8>> + '_ {
    (base + 1..=base + 4).map(|kind| {
        let mut part = Vec::new();
        put_signed(&mut part, energies.centi(kind, 0).unwrap_or(0), 4);
        part
    })
}

/// Appends voltage, current, powers and factor of a phase; FF where the meter has none.
fn put_values(out: &mut Vec<u8>, phase: Option<Phase>) {
    match phase {
        Some(phase) => {
            put(out, phase.voltage, 2);
            put(out, phase.current, 3);
            put_signed(out, phase.watts * 10, 3);
            put_signed(out, phase.vars * 10, 3);
            put_signed(out, phase.factor, 2);
        }
        None => out.extend([0xFF; 13]),
    }
}

/// Faults of one kind in one phase.
#[derive(Clone, Debug, Default)]
struct Log {
    count: u64,
    /// Seconds of the faults that are over.
    seconds: i64,
    records: VecDeque<Record>,
}

impl Log {
    fn is_open(&self) -> bool {
        self.records
            .front()
            .is_some_and(|record| record.end.is_none())
    }

    fn open(&mut self, begin: Snapshot) {
        self.count += 1;
        self.records.push_front(Record {
            begin,
            end: None,
            charge: [0; 4],
        });
        self.records.truncate(DEPTH);
    }

    fn close(&mut self, end: Snapshot) {
        if let Some(record) = self.records.front_mut() {
            self.seconds += record.seconds(end.at);
            record.end = Some(end);
        }
    }

    fn minutes(&self, now: i64) -> u64 {
        let open = self.records.front().filter(|record| record.end.is_none());
        let seconds = self.seconds + open.map_or(0, |record| record.seconds(now));
        u64::try_from(seconds / 60).unwrap_or(0)
    }

    fn put_count(&self, out: &mut Vec<u8>, now: i64) {
        put(out, self.count, 3);
        put(out, self.minutes(now), 3);
    }
}

/// The faults of all phases.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disturbances {
    /// By kind, then phase.
    logs: [[Log; 3]; 9],
}

/// A fault that has just begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Begun {
    /// Bit of the status word 04001501.
    pub(crate) status_bit: usize,
    /// Bit of the mode word 04001104 that lets it in.
    pub(crate) mode_bit: usize,
}

impl Disturbances {
    /// Holds the flow of `here` against the thresholds; `None` for a meter without supply, which
    /// ends all faults. Returns what has begun.
    pub(crate) fn look(&mut self, here: &Snapshot, supplied: bool) -> Vec<Begun> {
        let mut begun = Vec::new();
        for (kind, logs) in Kind::ALL.iter().zip(&mut self.logs) {
            for (phase, (log, flow)) in logs.iter_mut().zip(&here.flow).enumerate() {
                let on = flow.is_some_and(|flow| supplied && kind.is_on(&here.flow, &flow));
                match (log.is_open(), on) {
                    (false, true) => {
                        log.open(*here);
                        begun.push(Begun {
                            status_bit: 16 + 16 * phase + kind.bit(),
                            mode_bit: 16 + kind.bit(),
                        });
                    }
                    (true, false) => log.close(*here),
                    _ => {}
                }
            }
        }
        begun
    }

    /// A minute of `flow` has passed: ampere-hours of the faults that last.
    pub(crate) fn count_charge(&mut self, flow: &Phases) {
        let [a, b, c] = flow.map(|phase| phase.map_or(0, |phase| phase.current));
        for log in self.logs.iter_mut().flatten().filter(|log| log.is_open()) {
            if let Some(record) = log.records.front_mut() {
                for (sum, current) in record.charge.iter_mut().zip([a + b + c, a, b, c]) {
                    *sum += current;
                }
            }
        }
    }

    /// Fault word of a phase (04000504 to 04000506), `phase` from 0.
    pub(crate) fn fault_word(&self, phase: usize) -> u16 {
        let on = |(bit, logs): (usize, &[Log; 3])| {
            u16::from(logs.get(phase).is_some_and(Log::is_open)) << bit
        };
        self.logs.iter().enumerate().map(on).sum()
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Value of an identifier of class 03 (kinds 01 to 04 and 0B to 0F) or 10 to 13; `None` if it
    /// is none of them.
    pub(crate) fn read(&self, di: u32, now: i64) -> Option<Vec<u8>> {
        let [di0, di1, di2, di3] = di.to_le_bytes();
        let found = |wanted: &dyn Fn(Kind) -> bool| {
            let mut all = Kind::ALL.iter().zip(&self.logs);
            all.find(|(kind, _)| wanted(**kind))
                .map(|(kind, logs)| (*kind, logs))
        };
        if di3 == 0x03 {
            let (kind, logs) = found(&|kind| kind.di2() == di2)?;
            let mut out = Vec::new();
            if (di1, di0) == (0, 0) {
                logs.iter().for_each(|log| log.put_count(&mut out, now));
                return Some(out);
            }
            let log = logs.get(usize::from(di1.checked_sub(1)?))?;
            let record = nth(log, di0)?;
            return Some(match record {
                Some(record) => record.short_form(kind),
                None => vec![0; short_len(kind)],
            });
        }
        let (_, logs) = found(&|kind| kind.class() == Some(di3))?;
        if di2 == 0 {
            return Self::read_all_phases(logs, di1, di0, now);
        }
        let log = logs.get(usize::from(di2 - 1))?;
        let mut out = Vec::new();
        match (di1, di0) {
            (0, 1) => put(&mut out, log.count, 3),
            (0, 2) => put(&mut out, log.minutes(now), 3),
            _ => {
                let parts = nth(log, di0)?.map_or_else(empty_parts, Record::long_form);
                match di1 {
                    0xFF => out.extend(parts.concat()),
                    part => out.extend(parts.get(usize::from(part.checked_sub(1)?))?),
                }
            }
        }
        Some(out)
    }

    /// 10000001, 10000002: all phases together; 10000101, 10000201: begin and end of the latest.
    fn read_all_phases(logs: &[Log; 3], di1: u8, di0: u8, now: i64) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let latest = || {
            let records = logs.iter().filter_map(|log| log.records.front());
            records.max_by_key(|record| record.begin.at)
        };
        match (di1, di0) {
            (0, 1) => put(&mut out, logs.iter().map(|log| log.count).sum(), 3),
            (0, 2) => put(&mut out, logs.iter().map(|log| log.minutes(now)).sum(), 3),
            (1, 1) => out.extend(latest().map_or([0; 6], |record| time6(record.begin.at))),
            (2, 1) => {
                let end = latest().and_then(|record| record.end.as_ref());
                out.extend(end.map_or([0; 6], |end| time6(end.at)));
            }
            _ => return None,
        }
        Some(out)
    }
}

/// Record `number` from 1, the inner `None` if it was never written; the outer one if there can be
/// none.
fn nth(log: &Log, number: u8) -> Option<Option<&Record>> {
    let at = usize::from(number.checked_sub(1)?);
    (at < DEPTH).then(|| log.records.get(at))
}

/// Length of a record of class 03.
fn short_len(kind: Kind) -> usize {
    let (values, charge) = kind.extent();
    76 + if values { 39 } else { 0 } + if charge { 16 } else { 0 }
}

/// Zeros in the lengths of the parts.
fn empty_parts() -> Vec<Vec<u8>> {
    let none = Snapshot {
        at: 0,
        energies: Energies::default(),
        demands: crate::registers::Demands::default(),
        flow: [Some(Phase::default()); 3],
    };
    let record = Record {
        begin: none,
        end: None,
        charge: [0; 4],
    };
    let parts = record.long_form();
    parts.into_iter().map(|part| vec![0; part.len()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::Demands;

    fn phase(voltage: u64, current: u64) -> Phase {
        Phase {
            voltage,
            current,
            watts: (voltage * current / 10_000) as i64,
            ..Phase::default()
        }
    }

    fn here(at: i64, flow: [Phase; 3]) -> Snapshot {
        Snapshot {
            at,
            energies: Energies::default(),
            demands: Demands::default(),
            flow: flow.map(Some),
        }
    }

    const GOOD: [(u64, u64); 3] = [(2200, 5000); 3];

    fn flow(a: (u64, u64)) -> [Phase; 3] {
        let [_, b, c] = GOOD.map(|(voltage, current)| phase(voltage, current));
        [phase(a.0, a.1), b, c]
    }

    #[test]
    fn a_lost_voltage_counts_lasts_and_ends() {
        let mut faults = Disturbances::default();
        assert_eq!(faults.look(&here(0, flow(GOOD[0])), true), []);
        let begun = faults.look(&here(3600, flow((1000, 5000))), true);
        assert_eq!(
            begun,
            [Begun {
                status_bit: 16,
                mode_bit: 16
            }]
        );
        assert_eq!((faults.fault_word(0), faults.fault_word(1)), (1, 0));
        assert_eq!(faults.look(&here(3660, flow((1000, 5000))), true), []);
        (0..10).for_each(|_| faults.count_charge(&here(0, flow((1000, 5000))).flow));
        faults.look(&here(4200, flow(GOOD[0])), true);
        assert_eq!(faults.fault_word(0), 0);
        let counts = faults.read(0x0301_0000, 9999).unwrap();
        assert_eq!(
            (counts.len(), &counts[..6]),
            (18, &[1, 0, 0, 0x10, 0, 0][..])
        );
        let record = faults.read(0x0301_0101, 9999).unwrap();
        // Begin 01:00:00, end 01:10:00; 15 A over ten minutes are 2.5 Ah.
        assert_eq!((record.len(), record[2], record[7]), (131, 0x01, 0x10));
        assert_eq!(record[115..119], [0x50, 0x02, 0, 0]);
        assert_eq!(
            faults.read(0x1001_FF01, 9999).map(|block| block.len()),
            Some(195)
        );
        assert_eq!(faults.read(0x1001_0A01, 9999), Some(vec![0x00, 0x10]));
        assert_eq!(faults.read(0x1001_2501, 9999).map(|end| end[1]), Some(0x10));
        assert_eq!(faults.read(0x1000_0001, 9999), Some(vec![1, 0, 0]));
    }

    #[test]
    fn each_kind_has_its_sign() {
        let bits = |a| {
            let mut faults = Disturbances::default();
            faults.look(&here(0, flow(a)), true);
            faults.fault_word(0)
        };
        assert_eq!(bits((1000, 5000)), 1 << 0, "loss of voltage");
        assert_eq!(bits((1900, 5000)), 1 << 1, "under-voltage");
        assert_eq!(bits((2700, 5000)), 1 << 2, "over-voltage");
        assert_eq!(bits((2200, 10)), 1 << 3, "loss of current");
        assert_eq!(
            bits((2200, 73_000)),
            1 << 4 | 1 << 5,
            "over-current, overload"
        );
        assert_eq!(bits((0, 0)), 1 << 7, "phase break");
        assert_eq!(bits((2200, 0)), 1 << 8, "current break");
    }

    #[test]
    fn records_that_were_never_written_are_zero_in_full_length() {
        let faults = Disturbances::default();
        let lens = [
            (0x0302_030A, Some(131)),
            (0x030B_0101, Some(115)),
            (0x030F_0101, Some(76)),
            (0x0301_010B, None),
            (0x0301_0401, None),
            (0x1303_FF0A, Some(195)),
            (0x1303_3501, Some(4)),
            (0x1303_3601, None),
        ];
        for (di, len) in lens {
            let read = faults.read(di, 0);
            assert_eq!(read.as_ref().map(Vec::len), len, "{di:08X}");
            assert!(read.is_none_or(|bytes| bytes.iter().all(|byte| *byte == 0)));
        }
    }
}
