//! The concentrator at the other end of the gateway's bus, with its clock and its next call.

use concentrator::{Concentrator, Notice, outages};
use dlt645::Address;
use sim::queue::Micros;
use sim::radio::Alarm;
use sim::truth::ReportedOutage;

/// A concentrator in a world that began at local time `epoch`.
pub(crate) struct Master {
    concentrator: Concentrator,
    alarm: Alarm,
    epoch: u64,
    /// Its clock minus true local time, µs.
    error: i64,
}

impl Master {
    /// A concentrator that starts when the world begins, with its clock wrong by `error` µs.
    pub(crate) fn new(config: concentrator::Config, epoch: u64, error: i64) -> Self {
        Self {
            concentrator: Concentrator::new(config, epoch.saturating_add_signed(error)),
            alarm: Alarm::default(),
            epoch,
            error,
        }
    }

    /// What its clock shows.
    const fn local(&self, now: Micros) -> u64 {
        (self.epoch + now).saturating_add_signed(self.error)
    }

    /// When its clock shows `local`.
    const fn world_time(&self, local: u64) -> Micros {
        let local = local.saturating_add_signed(-self.error);
        local.saturating_sub(self.epoch)
    }

    /// The call `number` has come. Returns whether it still counted.
    pub(crate) fn rings(&mut self, now: Micros, number: u64) -> bool {
        let counts = self.alarm.rings(number);
        if counts {
            self.concentrator.handle_timeout(self.local(now));
        }
        counts
    }

    /// A byte of the gateway has come, `None` if its parity was wrong.
    pub(crate) fn hear(&mut self, now: Micros, byte: Option<u8>) {
        let local = self.local(now);
        match byte {
            Some(value) => self.concentrator.handle_input(local, &[value]),
            None => self.concentrator.handle_parity_error(local),
        }
    }

    /// Its own bytes have left.
    pub(crate) fn sent(&mut self, now: Micros) {
        self.concentrator.handle_sent(self.local(now));
    }

    /// Somebody moves its clock by so much, µs.
    pub(crate) fn move_clock(&mut self, now: Micros, by: i64) {
        self.error += by;
        self.concentrator.handle_clock_set(self.local(now));
    }

    /// Its clock runs away by so much without a jump, µs.
    pub(crate) const fn drift(&mut self, by: i64) {
        self.error += by;
    }

    /// What it sends now.
    pub(crate) fn transmit(&mut self, now: Micros) -> Option<Vec<u8>> {
        let bytes = self.concentrator.poll_transmit(self.local(now));
        bytes.map(<[u8]>::to_vec)
    }

    /// What it has learned.
    pub(crate) fn notice(&mut self) -> Option<Notice> {
        self.concentrator.poll_notice()
    }

    /// Its next call to enter, if it is not entered already.
    pub(crate) fn next_alarm(&mut self, now: Micros) -> Option<(Micros, u64)> {
        let wanted = self.concentrator.poll_timeout();
        let wanted = wanted.map(|local| self.world_time(local).max(now + 1));
        self.alarm.want(wanted)
    }

    /// The concentrator itself.
    pub(crate) const fn concentrator(&self) -> &Concentrator {
        &self.concentrator
    }

    /// Its outages in the world's time; `index` numbers the meters.
    pub(crate) fn reports(&self, index: impl Fn(Address) -> Option<usize>) -> Vec<ReportedOutage> {
        let time = |seconds: u32| i64::from(seconds) * 1_000_000 - self.epoch as i64;
        let report = |outage: &outages::Outage| ReportedOutage {
            // A meter that does not exist can be in no true outage.
            meter: index(outage.meter).unwrap_or(usize::MAX),
            begin: outage.begin.map(time),
            end: outage.end.map(time),
            learned: self.world_time(outage.learned_us),
            end_learned: outage.end_learned_us.map(|at| self.world_time(at)),
        };
        let list = self.concentrator.outages().list();
        list.iter().map(report).collect()
    }
}
