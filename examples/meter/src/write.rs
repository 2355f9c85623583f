//! What writes and commands do.

use crate::bcd::{self, Civil, time6};
use crate::clock::DAY_SECONDS;
use crate::events::{CLOSING, DEMAND_CLEAR, EVENT_CLEAR, METER_CLEAR, PROGRAMMING, TIME_SET, TRIP};
use crate::registers::{Demands, Energies};
use crate::state::State;
use dlt645::command::{Freeze, FreezeTime};
use ttl_link::Refusal;

impl State {
    /// Whether level PA with P0 P1 P2 is right.
    pub(crate) fn check_password(&self, password: [u8; 4]) -> Result<(), Refusal> {
        let [level, rest @ ..] = password;
        if self.passwords.get(&level) == Some(&rest) {
            Ok(())
        } else {
            Err(Refusal::PASSWORD)
        }
    }

    /// Writes an item of the 2007 edition.
    pub(crate) fn write_item(
        &mut self,
        now: u64,
        di: u32,
        password: [u8; 4],
        operator: [u8; 4],
        data: &[u8],
    ) -> Result<(), Refusal> {
        // The reset of the status word asks for no password and leaves no programming record.
        if di == 0x0400_1503 {
            let done = data.len() == 12 && self.report.reset(data);
            return if done { Ok(()) } else { Err(Refusal::OTHER) };
        }
        self.check_password(password)?;
        let before = self.clock.seconds(now);
        match di {
            0x0400_0101 | 0x0400_0102 | 0x0400_010C => {
                self.write_clock(now, di, data).ok_or(Refusal::OTHER)?;
                let after = self.clock.seconds(now);
                self.events.push(
                    TIME_SET,
                    [&operator[..], &time6(before), &time6(after)].concat(),
                );
                return Ok(());
            }
            0x0400_0401 => {
                let wire: [u8; 6] = data.try_into().map_err(|_| Refusal::OTHER)?;
                if wire.iter().any(|byte| bcd::digits(*byte).is_none()) {
                    return Err(Refusal::OTHER);
                }
                self.config.address = dlt645::Address::from_wire(wire);
            }
            _ => {
                self.validate(di, data)?;
                self.log_programming(di, before, operator);
                self.params.insert(di, data.to_vec());
            }
        }
        let mut record = [&time6(before)[..], &operator, &di.to_le_bytes()].concat();
        record.resize(50, 0xFF);
        self.events.push(PROGRAMMING, record);
        Ok(())
    }

    /// Sets date, time of day or both; `None` if `data` is no such time.
    pub(crate) fn write_clock(&mut self, now: u64, di: u32, data: &[u8]) -> Option<()> {
        let own = Civil::from_seconds(self.clock.seconds(now)).wire();
        let [
            own_second,
            own_minute,
            own_hour,
            own_day,
            own_month,
            own_year,
        ] = own;
        let (time, weekday) = match (di, data) {
            (0x0400_0101, [weekday, day, month, year]) => (
                [own_second, own_minute, own_hour, *day, *month, *year],
                Some(*weekday),
            ),
            (0x0400_0102, [second, minute, hour]) => (
                [*second, *minute, *hour, own_day, own_month, own_year],
                None,
            ),
            (0x0400_010C, [second, minute, hour, weekday, day, month, year]) => (
                [*second, *minute, *hour, *day, *month, *year],
                Some(*weekday),
            ),
            _ => return None,
        };
        let seconds = Civil::from_wire(time)?.seconds()?;
        // The day of the week follows from the date, as in most meters; only a wrong digit is
        // refused.
        if weekday.is_some_and(|weekday| weekday > 6) {
            return None;
        }
        self.clock.set(now, seconds);
        Some(())
    }

    /// Broadcast time, ss mm hh DD MM YY; wrong or forbidden times are passed over.
    pub(crate) fn broadcast(&mut self, now: u64, time: [u8; 6]) {
        let (settlement, _) = self.settlement();
        if let Some(seconds) = Civil::from_wire(time).and_then(|civil| civil.seconds()) {
            let _ = self
                .clock
                .set_by_broadcast(now, seconds, settlement % DAY_SECONDS);
        }
    }

    /// Freeze command: at once, or from now on at each moment that fits.
    pub(crate) fn command_freeze(&mut self, now: u64, freeze: Freeze) {
        if freeze.time() == FreezeTime::Now {
            self.freeze(1, self.clock.seconds(now));
        } else {
            self.freeze_pattern = Some(freeze.to_wire());
        }
    }

    /// New password: identifier 04000C01 + level, old and new password.
    pub(crate) fn change_password(&mut self, data: [u8; 12]) -> Result<[u8; 4], Refusal> {
        let [d0, d1, d2, d3, old_level, o0, o1, o2, level, n0, n1, n2] = data;
        let di = u32::from_le_bytes([d0, d1, d2, d3]);
        self.check_password([old_level, o0, o1, o2])?;
        // A password opens its own level and those below it.
        if di.checked_sub(0x0400_0C01) != Some(u32::from(level)) || old_level > level {
            return Err(Refusal::PASSWORD);
        }
        self.passwords.insert(level, [n0, n1, n2]);
        Ok([level, n0, n1, n2])
    }

    /// 19: forgets the maximum demands.
    pub(crate) fn clear_demand(
        &mut self,
        now: u64,
        password: [u8; 4],
        operator: [u8; 4],
    ) -> Result<(), Refusal> {
        self.check_password(password)?;
        let mut record = [&time6(self.clock.seconds(now))[..], &operator].concat();
        for kind in [1, 2] {
            let _ = self.demands.put(&mut record, kind, 0);
        }
        record.resize(202, 0);
        self.events.push(DEMAND_CLEAR, record);
        self.demands = Demands::default();
        Ok(())
    }

    /// 1A: forgets energies, demands, freezes, load profile and events.
    pub(crate) fn clear_meter(
        &mut self,
        now: u64,
        password: [u8; 4],
        operator: [u8; 4],
    ) -> Result<(), Refusal> {
        self.check_password(password)?;
        let mut record = [&time6(self.clock.seconds(now))[..], &operator].concat();
        for kind in [0x01, 0x02, 0x05, 0x06, 0x07, 0x08] {
            let _ = self.energies.put(&mut record, kind, 0);
        }
        record.resize(106, 0);
        self.energies = Energies::default();
        self.demands = Demands::default();
        self.bills.clear();
        self.freezes.clear();
        self.profile.clear();
        self.disturbances.clear();
        self.voltage.clear();
        self.events.clear(u32::MAX);
        self.events.push(METER_CLEAR, record);
        Ok(())
    }

    /// 1B: forgets the records of one kind or all.
    pub(crate) fn clear_events(
        &mut self,
        now: u64,
        password: [u8; 4],
        operator: [u8; 4],
        di: u32,
    ) -> Result<(), Refusal> {
        self.check_password(password)?;
        if di == u32::MAX {
            self.disturbances.clear();
        }
        if !self.events.clear(di) {
            return Err(Refusal::NO_DATA);
        }
        let record = [
            &time6(self.clock.seconds(now))[..],
            &operator,
            &di.to_le_bytes(),
        ]
        .concat();
        self.events.push(EVENT_CLEAR, record);
        Ok(())
    }

    /// 1C: `code` is N1, `until` ss mm hh DD MM YY.
    pub(crate) fn relay(
        &mut self,
        now: u64,
        password: [u8; 4],
        operator: [u8; 4],
        code: u8,
        until: [u8; 6],
    ) -> Result<(), Refusal> {
        self.check_password(password)?;
        let until = Civil::from_wire(until)
            .and_then(|civil| civil.seconds())
            .ok_or(Refusal::OTHER)?;
        if until < self.clock.seconds(now) {
            return Err(Refusal::OTHER);
        }
        match code {
            0x1A if self.keep_on => return Err(Refusal::OTHER),
            0x1A if !self.relay_open => {
                self.note_relay(now, TRIP, operator);
                self.relay_open = true;
                self.raise(14, now);
            }
            // 1B permits closing by key; nobody is there to press it, so the relay closes.
            0x1B | 0x1C if self.relay_open => {
                self.note_relay(now, CLOSING, operator);
                self.relay_open = false;
                self.raise(15, now);
            }
            0x1A..=0x1C => {}
            0x2A => self.alarm = true,
            0x2B => self.alarm = false,
            0x3A => self.keep_on = true,
            0x3B => self.keep_on = false,
            _ => return Err(Refusal::OTHER),
        }
        Ok(())
    }

    /// Time, operator and energies of a trip or closing.
    fn note_relay(&mut self, now: u64, kind: u32, operator: [u8; 4]) {
        let mut record = [&time6(self.clock.seconds(now))[..], &operator].concat();
        for energy in [0x01, 0x02, 0x05, 0x06, 0x07, 0x08] {
            let _ = self.energies.put(&mut record, energy, 0);
        }
        self.events.push(kind, record);
    }

    fn raise(&mut self, bit: usize, now: u64) {
        if self.reports_event(bit) {
            self.report.raise(bit, now);
        }
    }
}
