//! The charge that a node's radio takes.

/// Supply currents, mA: receiving, sending at 17 dBm, and everything off but the timer.
const RX_MA: f64 = 15.0;
const TX_MA: f64 = 35.0;
const OFF_MA: f64 = 0.01;
/// Time that the receiver runs to measure the channel when it was off, ms.
const SENSE_MS: f64 = 0.3;

/// What the radio does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Use {
    /// Nothing.
    #[default]
    Off,
    /// It listens.
    Listen,
    /// It sends.
    Send,
}

/// The charge so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Charge {
    does: Use,
    since: u64,
    microcoulombs: f64,
}

impl Charge {
    /// What the radio does from `now` on; a millisecond has `ms` ticks.
    pub fn enter(&mut self, now: u64, ms: u64, does: Use) {
        if self.does != does {
            self.account(now, ms);
            self.does = does;
        }
    }

    fn account(&mut self, now: u64, ms: u64) {
        let ma = match self.does {
            Use::Off => OFF_MA,
            Use::Listen => RX_MA,
            Use::Send => TX_MA,
        };
        // mA times ms are µC.
        self.microcoulombs += ma * now.saturating_sub(self.since) as f64 / ms as f64;
        self.since = now;
    }

    /// The channel is measured; a receiver that is off starts for it.
    pub fn sense(&mut self) {
        if self.does == Use::Off {
            self.microcoulombs += RX_MA * SENSE_MS;
        }
    }

    /// Charge since the start or the last [`restart`](Self::restart), mC.
    pub fn millicoulombs(&mut self, now: u64, ms: u64) -> f64 {
        self.account(now, ms);
        self.microcoulombs / 1000.0
    }

    /// Counts from zero again.
    pub const fn restart(&mut self, now: u64) {
        self.microcoulombs = 0.0;
        self.since = now;
    }
}
