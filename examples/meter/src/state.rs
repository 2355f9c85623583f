//! All that one meter knows, and how it goes on with time.

use crate::bcd::{self, Civil};
use crate::clock::{Clock, DAY_SECONDS, SECOND};
use crate::disturbances::Disturbances;
use crate::events::{Events, FLOW_REVERSED, POWER_FAILURE, Report};
use crate::load::{Load, Phases, Supply};
use crate::profile::Profile;
use crate::registers::{Demands, Energies, Snapshot, TARIFFS};
use crate::tariffs::Sets;
use crate::voltage::VoltageStatistics;
use crate::{Config, params};
use dlt645::{Address, DataId};
use std::collections::{BTreeMap, VecDeque};

/// Freeze records of one kind, latest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Freezes {
    pub(crate) records: VecDeque<Snapshot>,
}

impl Freezes {
    fn push(&mut self, record: Snapshot, depth: usize) {
        self.records.push_front(record);
        self.records.truncate(depth);
    }
}

/// The state of one meter.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) energies: Energies,
    pub(crate) demands: Demands,
    /// 0.1 W × minutes of the present block and its minutes.
    block: (i64, i64),
    pub(crate) last_demand: i64,
    /// At the last 12 settlement moments, latest first.
    pub(crate) bills: VecDeque<Snapshot>,
    /// By DI2 of their identifiers: 00 timed, 01 instant, 04 hourly, 06 daily.
    pub(crate) freezes: BTreeMap<u8, Freezes>,
    pub(crate) freeze_pattern: Option<[u8; 4]>,
    pub(crate) profile: Profile,
    pub(crate) events: Events,
    pub(crate) report: Report,
    pub(crate) disturbances: Disturbances,
    pub(crate) voltage: VoltageStatistics,
    /// What somebody does to the supply of the phases.
    pub(crate) supply: Supply,
    /// Whether power flows back in all phases together.
    reversed: bool,
    pub(crate) params: BTreeMap<u32, Vec<u8>>,
    /// Items that somebody fixed; read as they are.
    pub(crate) fixed: BTreeMap<DataId, Vec<u8>>,
    pub(crate) passwords: BTreeMap<u8, [u8; 3]>,
    pub(crate) sets: Sets,
    pub(crate) relay_open: bool,
    pub(crate) keep_on: bool,
    pub(crate) alarm: bool,
    mains: bool,
    /// True time up to which everything is counted, µs.
    counted: u64,
    minute: i64,
}

impl State {
    pub(crate) fn new(config: Config, now: u64) -> Self {
        let clock = Clock::new(config.clock, now);
        let minute = clock.at(now).div_euclid(60 * SECOND);
        let mut energies = Energies::default();
        for slot in 0..=TARIFFS {
            let centi = u64::from(config.start_energy) / if slot == 0 { 1 } else { TARIFFS as u64 };
            energies.preset(0x01, slot, centi);
        }
        let mut state = Self {
            params: params::defaults(&config),
            config,
            clock,
            energies,
            demands: Demands::default(),
            block: (0, 0),
            last_demand: 0,
            bills: VecDeque::new(),
            freezes: BTreeMap::new(),
            freeze_pattern: None,
            profile: Profile::default(),
            events: Events::new(),
            report: Report::new(),
            disturbances: Disturbances::default(),
            voltage: VoltageStatistics::default(),
            supply: Supply::default(),
            reversed: false,
            fixed: BTreeMap::new(),
            passwords: (0..=9).map(|level| (level, [0; 3])).collect(),
            sets: Sets::default(),
            relay_open: false,
            keep_on: false,
            alarm: false,
            mains: true,
            counted: now,
            minute,
        };
        // A meter out of the box has frozen the day it is on.
        let midnight = minute.div_euclid(1440) * DAY_SECONDS;
        state.freeze(6, midnight);
        state
    }

    pub(crate) fn address(&self) -> Address {
        self.config.address
    }

    pub(crate) fn is_powered(&self) -> bool {
        self.mains
    }

    /// What flows now; nothing while the relay is open or the mains are away.
    pub(crate) fn flow(&self) -> Phases {
        let flow = self.supply.change(self.config.load.at(self.minute));
        if self.relay_open || !self.mains {
            return flow.map(|phase| {
                phase.map(|phase| crate::load::Phase {
                    watts: 0,
                    vars: 0,
                    current: 0,
                    ..phase
                })
            });
        }
        flow
    }

    pub(crate) fn set_mains(&mut self, now: u64, on: bool) {
        self.advance(now);
        if on == self.mains {
            return;
        }
        let seconds = self.clock.seconds(now);
        self.mains = on;
        if !on {
            self.events.power_down(seconds);
        } else if self.events.power_up(seconds) && self.reports_event(37) {
            self.report.raise(POWER_FAILURE, now);
        }
        self.look_at_flow(now);
    }

    /// Another consumer or another supply from `now` on.
    pub(crate) fn change_flow(&mut self, now: u64, change: impl FnOnce(&mut Load, &mut Supply)) {
        self.advance(now);
        change(&mut self.config.load, &mut self.supply);
        self.look_at_flow(now);
    }

    /// Faults of the phases that have begun or ended by `now`.
    fn look_at_flow(&mut self, now: u64) {
        let here = self.snapshot(self.clock.seconds(now));
        for begun in self
            .disturbances
            .look(&here, self.mains && !self.relay_open)
        {
            if self.reports_event(begun.mode_bit) {
                self.report.raise(begun.status_bit, now);
            }
        }
        let total: i64 = here.flow.iter().flatten().map(|phase| phase.watts).sum();
        let was = std::mem::replace(&mut self.reversed, total < 0);
        if self.reversed && !was && self.reports_event(41) {
            self.report.raise(FLOW_REVERSED, now);
        }
    }

    /// Whether mode bit `bit` of 04001104 lets an event into the status word.
    pub(crate) fn reports_event(&self, bit: usize) -> bool {
        let on = self.param_byte(0x0400_1101) & 0x0C != 0;
        let mode = self
            .params
            .get(&0x0400_1104)
            .and_then(|mode| mode.get(bit / 8))
            .copied()
            .unwrap_or(0);
        on && mode >> (bit % 8) & 1 == 1
    }

    /// First byte of a parameter.
    pub(crate) fn param_byte(&self, di: u32) -> u8 {
        self.params
            .get(&di)
            .and_then(|data| data.first())
            .copied()
            .unwrap_or(0)
    }

    /// A one- or two-byte BCD parameter.
    pub(crate) fn param_number(&self, di: u32) -> i64 {
        let data = self.params.get(&di).map_or(&[][..], Vec::as_slice);
        data.iter().rev().fold(0, |number, byte| {
            number * 100 + bcd::digits(*byte).unwrap_or(0)
        })
    }

    /// Second of the day of settlement day 1 (04000B01), and its day of the month.
    pub(crate) fn settlement(&self) -> (i64, i64) {
        let data = self.params.get(&0x0400_0B01).map_or(&[][..], Vec::as_slice);
        let field = |at: usize| {
            data.get(at)
                .and_then(|byte| bcd::digits(*byte))
                .unwrap_or(0)
        };
        (field(0) * 3600, field(1))
    }

    /// Counts everything up to true time `now`, minute by minute of the meter's clock.
    pub(crate) fn advance(&mut self, now: u64) {
        while self.counted < now {
            let here = self.clock.at(self.counted).div_euclid(60 * SECOND);
            if here != self.minute {
                self.minute = here;
                self.on_minute();
            }
            let next = self
                .clock
                .when((here + 1) * 60 * SECOND)
                .max(self.counted + 1)
                .min(now);
            let tariff = self.tariff();
            let flow = self.flow();
            if self.mains {
                self.energies.add(&flow, next - self.counted, tariff);
            }
            self.counted = next;
        }
        let here = self.clock.at(self.counted).div_euclid(60 * SECOND);
        if here != self.minute {
            self.minute = here;
            self.on_minute();
        }
        let minutes = u64::from(self.param_byte(0x0400_1405).max(1));
        self.report.expire(now, minutes * 60_000_000);
    }

    /// A minute of the meter's clock began.
    fn on_minute(&mut self) {
        self.switch_sets(self.minute);
        let flow = self.flow();
        self.disturbances.count_charge(&flow);
        if self.mains {
            let limit = |di: u32| u64::try_from(self.param_number(di)).unwrap_or(0);
            let limits = (limit(0x0400_0E04), limit(0x0400_0E03));
            self.voltage.note(&flow, self.minute * 60, limits);
        }
        self.look_at_flow(self.counted);
        let civil = Civil::from_seconds(self.minute * 60);
        let watts: i64 = self.flow().iter().flatten().map(|phase| phase.watts).sum();
        let (sum, minutes) = self.block;
        self.block = (sum + watts * 10, minutes + 1);
        let period = self.param_number(0x0400_0103).max(1);
        if self.minute.rem_euclid(period) == 0 {
            let (sum, minutes) = std::mem::take(&mut self.block);
            self.last_demand = sum / minutes.max(1);
            if self.mains && minutes > 0 {
                self.demands
                    .note(self.last_demand, self.minute * 60, self.tariff());
            }
        }
        let interval = self.param_number(0x0400_0A02).max(1);
        if self.mains && self.minute.rem_euclid(interval) == 0 {
            let record = self.snapshot(self.minute * 60);
            self.profile.push(record);
        }
        if civil.minute == 0 {
            self.freeze(4, self.minute * 60);
        }
        if civil.minute == 0 && civil.hour == 0 {
            self.freeze(6, self.minute * 60);
        }
        let (bill_second, bill_day) = self.settlement();
        if civil.day == bill_day && civil.minute == 0 && civil.hour * 3600 == bill_second {
            let record = self.snapshot(self.minute * 60);
            self.bills.push_front(record);
            self.bills.truncate(12);
            self.demands = Demands::default();
        }
        if self
            .freeze_pattern
            .is_some_and(|pattern| is_due(pattern, &civil))
        {
            self.freeze(0, self.minute * 60);
        }
    }

    pub(crate) fn snapshot(&self, at: i64) -> Snapshot {
        Snapshot {
            at,
            energies: self.energies,
            demands: self.demands,
            flow: self.flow(),
        }
    }

    /// Writes a freeze record of kind `di2`.
    pub(crate) fn freeze(&mut self, di2: u8, at: i64) {
        let depth = match di2 {
            0 => 12,
            1 => 3,
            4 => 254,
            6 => 62,
            _ => 2,
        };
        let record = self.snapshot(at);
        self.freezes.entry(di2).or_default().push(record, depth);
    }

    /// Tariff now, from 1.
    pub(crate) fn tariff(&self) -> usize {
        self.tariff_at(self.minute)
    }
}

/// Whether a freeze pattern mm hh DD MM (99 for "every") means this minute.
fn is_due(pattern: [u8; 4], civil: &Civil) -> bool {
    let fields = [civil.minute, civil.hour, civil.day, civil.month];
    pattern
        .iter()
        .zip(fields)
        .all(|(byte, field)| *byte == 0x99 || bcd::digits(*byte) == Some(field))
}
