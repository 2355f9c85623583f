//! The identifiers that filled slots lead to.

use super::words::{Event, Kind, Measure, Way};
use super::{Aspect, Slots};
use dlt645::{DataId, item};

/// DI1 and DI0 of a block.
const ALL: u8 = 0xFF;
/// DI2 of the first energy of phase A; each phase has 20.
const PHASE_A: u8 = 0x15;
const PHASE: u8 = 0x14;

impl Slots {
    /// The identifiers, best first.
    pub(super) fn identifiers(&self) -> Vec<DataId> {
        let ids = self.bytes().into_iter().map(u32::from_be_bytes);
        ids.map(DataId::V2007)
            .filter(|di| item::lookup(*di).is_some())
            .collect()
    }

    fn has(&self, measure: Measure) -> bool {
        self.measures.contains(&measure)
    }

    fn bytes(&self) -> Vec<[u8; 4]> {
        if let Some(event) = self.event {
            return self.event(event);
        }
        if self.aspect.is_some() && !self.is_counted() {
            return Vec::new();
        }
        if let Some(day) = self.settlement_day {
            let alone = Self {
                settlement_day: Some(day),
                ..Self::default()
            };
            return match *self == alone {
                true => vec![[0x04, 0, 0x0B, day]],
                false => Vec::new(),
            };
        }
        if self.has(Measure::Price) {
            return self.price();
        }
        if let Some(found) = self.measured() {
            return vec![found];
        }
        match self.is_counted() {
            true => self.counted(),
            false => Vec::new(),
        }
    }

    /// Prices of tariffs, of the set that holds now, and the present price.
    fn price(&self) -> Vec<[u8; 4]> {
        let only = |measure: &Measure| {
            matches!(measure, Measure::Price | Measure::Energy | Measure::Current)
        };
        let plain = Self {
            measures: self.measures.clone(),
            tariff: self.tariff,
            now: self.now,
            ..Self::default()
        };
        match self.tariff {
            _ if *self != plain || !self.measures.iter().all(only) => Vec::new(),
            Some(tariff) => vec![[4, 5, 1, tariff]],
            None => vec![[2, 0x80, 0, 0x20], [2, 0x80, 0, 0x21]],
        }
    }

    /// Energies and demands: named, or known by their direction, quadrant, tariff or period.
    fn is_counted(&self) -> bool {
        let named = self.has(Measure::Energy) || self.has(Measure::Demand);
        let told = self.way.is_some() || self.quadrant.is_some();
        let power = self.has(Measure::Power) || self.has(Measure::Voltage);
        named || (!power && (told || self.tariff.is_some() || self.freeze.is_some()))
    }

    /// What is measured now.
    fn measured(&self) -> Option<[u8; 4]> {
        let past = self.months.is_some() || self.days.is_some() || self.back.is_some();
        let counted = self.has(Measure::Energy) || self.has(Measure::Demand);
        let directed = self.way.is_some() || self.quadrant.is_some() || self.tariff.is_some();
        if past || counted || directed || self.maximum || self.freeze.is_some() {
            return None;
        }
        let phase = match (self.phase, self.all_phases) {
            (Some(phase), _) => phase,
            (None, _) => ALL,
        };
        // Of powers and their factor there is a sum.
        let or_sum = |phases: bool| self.phase.unwrap_or(if phases { ALL } else { 0 });
        let of = |name: u8, phase: u8| Some([0x02, name, phase, 0]);
        let (voltage, current) = (self.has(Measure::Voltage), self.has(Measure::Current));
        let is = |measure: Measure| self.has(measure);
        if is(Measure::Angle) {
            return of(0x07, phase);
        }
        if is(Measure::Factor) {
            return of(0x06, or_sum(self.all_phases));
        }
        if is(Measure::NeutralCurrent) {
            return Some([0x02, 0x80, 0, 1]);
        }
        if is(Measure::Distortion) {
            return match (voltage, current) {
                (true, false) => of(0x08, phase),
                (false, true) => of(0x09, phase),
                _ => None,
            };
        }
        if is(Measure::Harmonic) {
            let name = match (voltage, current) {
                (true, false) => 0x0A,
                (false, true) => 0x0B,
                _ => return None,
            };
            return Some([
                0x02,
                name,
                self.phase.unwrap_or(1),
                self.order.unwrap_or(ALL),
            ]);
        }
        if is(Measure::LineVoltage) || (self.pair.is_some() && self.measures.len() <= 1) {
            let between = !current && !is(Measure::Power);
            return between.then_some([0x02, 0x0C, self.pair.unwrap_or(ALL), 0]);
        }
        if is(Measure::Power) {
            let name = match self.kind {
                Some(Kind::Active) | None => 0x03,
                Some(Kind::Reactive) => 0x04,
                Some(Kind::Apparent) => 0x05,
            };
            return of(name, or_sum(self.all_phases));
        }
        match (voltage, current, self.kind, self.measures.is_empty()) {
            (true, false, None, _) => of(0x01, phase),
            (false, true, None, _) => of(0x02, phase),
            // `A相无功`: of a single phase the power is asked for.
            (false, false, Some(kind), true) if self.phase.is_some() || self.all_phases => {
                let name = match kind {
                    Kind::Active => 0x03,
                    Kind::Reactive => 0x04,
                    Kind::Apparent => 0x05,
                };
                of(name, phase)
            }
            _ => None,
        }
    }

    /// Energies and maximum demands, now, at a settlement day or frozen.
    fn counted(&self) -> Vec<[u8; 4]> {
        let demand = self.has(Measure::Demand);
        let other = |measure: &Measure| {
            !matches!(measure, Measure::Energy | Measure::Demand | Measure::Power)
                // `present demand`, `current energy`.
                && *measure != Measure::Current
                && !matches!(measure, Measure::Fundamental | Measure::Harmonic)
        };
        if self.measures.iter().any(other) || self.pair.is_some() || self.all_phases {
            return Vec::new();
        }
        let past = self.months.is_some() || self.days.is_some() || self.freeze.is_some();
        let directed = self.way.is_some() || self.quadrant.is_some() || self.tariff.is_some();
        // Only a maximum has a time.
        let maximum = self.maximum || self.aspect.is_some();
        if demand && !(maximum || past || directed) {
            let part = match self.kind {
                Some(Kind::Reactive) => 5,
                Some(Kind::Apparent) => 6,
                _ => 4,
            };
            return vec![[0x02, 0x80, 0, part]];
        }
        let Some(name) = self.name() else {
            return Vec::new();
        };
        let kind = u8::from(demand);
        // A freeze with nothing beside it: its time, then what it holds.
        if let Some(freeze) = self.freeze
            && self.measures.is_empty()
            && !directed
            && self.kind.is_none()
        {
            let back = self.back.or(self.days).unwrap_or(1);
            return vec![[5, freeze, 0, back], [5, freeze, 1, back]];
        }
        if let Some(freeze) = self.freeze.or(self.days.map(|_| 6)) {
            return Self::frozen(freeze, kind, name, self.back.or(self.days).unwrap_or(1));
        }
        let tariff = self.tariff.unwrap_or(0);
        let age = self.months.or(self.back).unwrap_or(0);
        let mut found = vec![[kind, name, tariff, age]];
        if self.way.is_none() && name == 1 && !demand {
            found.push([kind, 0, tariff, age]);
        }
        found
    }

    /// Frozen energies and demands: each of them is a block with its tariffs.
    fn frozen(freeze: u8, kind: u8, name: u8, age: u8) -> Vec<[u8; 4]> {
        let part = match (kind, name) {
            (0, 1..=8) => name,
            (1, 1 | 2) => name + 8,
            _ => return Vec::new(),
        };
        // The freeze of the hour has but two.
        vec![[0x05, freeze, part, age]]
    }

    /// DI2 of an energy or demand.
    fn name(&self) -> Option<u8> {
        let way = self.way;
        let total = match (self.kind, way, self.quadrant) {
            (_, _, Some(quadrant @ 1..=4)) => 4 + quadrant,
            (_, _, Some(_)) => return None,
            (Some(Kind::Reactive), Some(Way::Combined), _) => match self.numbered.unwrap_or(1) {
                number @ (1 | 2) => 2 + number,
                _ => return None,
            },
            (Some(Kind::Active) | None, Some(Way::Combined), _) => 0,
            (Some(Kind::Apparent), Some(Way::Combined), _) => return None,
            (Some(Kind::Reactive), way, _) => 3 + u8::from(way == Some(Way::Reverse)),
            (Some(Kind::Apparent), way, _) => 9 + u8::from(way == Some(Way::Reverse)),
            (_, way, _) => 1 + u8::from(way == Some(Way::Reverse)),
        };
        let part = match (self.has(Measure::Fundamental), self.has(Measure::Harmonic)) {
            (false, false) => return self.of_phase(total),
            // Fundamental and harmonic energies are active ones.
            _ if !matches!(total, 1 | 2) => return None,
            (true, false) => 0x80,
            (false, true) => 0x82,
            _ => return None,
        };
        let phases = self.phase.map_or(0, |phase| PHASE * phase);
        Some(part + phases + total)
    }

    fn of_phase(&self, total: u8) -> Option<u8> {
        match (self.phase, total) {
            (None, _) => Some(total),
            (Some(_), 0) => None,
            (Some(phase), _) => Some(PHASE_A + PHASE * (phase - 1) + total - 1),
        }
    }

    /// Records and counters of events. One without any word beside it is an everyday word.
    fn event(&self, event: Event) -> Vec<[u8; 4]> {
        let asked = self.aspect.is_some() || self.back.is_some() || self.phase.is_some();
        // `电压逆相序` has names of its own.
        let others = self.way.is_some() || self.tariff.is_some() || !self.measures.is_empty();
        if !asked || others || self.months.is_some() {
            return Vec::new();
        }
        let last = self.back.unwrap_or(1);
        match (event, self.aspect) {
            (Event::Phases(records, counters), Some(aspect)) if aspect != Aspect::Record => {
                let part = 1 + u8::from(aspect == Aspect::Duration);
                match self.phase {
                    Some(phase) => vec![[counters, phase, 0, part], [3, records, 0, 0]],
                    None => vec![[3, records, 0, 0], [counters, 0, 0, part]],
                }
            }
            (Event::Phases(records, _), _) => {
                vec![[3, records, self.phase.unwrap_or(1), last]]
            }
            _ if self.phase.is_some() => Vec::new(),
            (Event::Meter(kind, part), Some(Aspect::Count)) => vec![[3, kind, part, 0]],
            (Event::Meter(kind, part), _) => vec![[3, kind, part, last]],
            (Event::Switch(order), Some(Aspect::Count)) => vec![[order, 0, 0, 1]],
            (Event::Switch(order), _) => vec![[order, 0, 1, last]],
        }
    }
}
