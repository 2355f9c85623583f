//! The slot's signals from UART2: supply, zero-crossings, contact, event pin, and the voltage of
//! the capacitor.

use crate::uart::UART2;
use board::slot::Signal;
use ttl_link::slot::{Signals, ZeroCrossTimer};
use ttl_link::{Instant, Micros};

/// Mains are lost when no zero-crossing came for so long; at 50 Hz one comes every 10 ms.
const CROSSING_US: u64 = 50_000;
/// The inputs have settled after the start.
const SETTLE_US: u64 = 100_000;

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Mains are there, or are not.
    Mains(bool),
    /// The capacitor has so many mV.
    Capacitor(u16),
    /// The meter has something to be read, or not any more.
    Event(bool),
}

/// The inputs.
#[derive(Debug)]
pub struct Inputs {
    zero_cross: ZeroCrossTimer,
    supply: bool,
    plugged: bool,
    event: bool,
    mains: Option<bool>,
    settled: u64,
}

impl Inputs {
    /// Nothing read yet.
    pub const fn new(now: u64) -> Self {
        Self {
            zero_cross: ZeroCrossTimer::new(Micros::new(CROSSING_US)),
            supply: false,
            plugged: true,
            event: false,
            mains: None,
            settled: now.wrapping_add(SETTLE_US),
        }
    }

    /// The next change; call it until there is none, at least every few ms.
    #[inline(never)]
    pub fn poll(&mut self, now: u64) -> Option<Change> {
        while let Some(received) = UART2.receive() {
            match received.byte.and_then(Signal::from_byte) {
                Some(Signal::Crossing) => {
                    self.zero_cross.crossing(Instant::from_micros(received.at))
                }
                Some(Signal::Capacitor(millivolts)) => return Some(Change::Capacitor(millivolts)),
                Some(Signal::Levels {
                    supply,
                    plugged,
                    event,
                }) => {
                    (self.supply, self.plugged) = (supply, plugged);
                    if core::mem::replace(&mut self.event, event) != event {
                        return Some(Change::Event(event));
                    }
                }
                None => {}
            }
        }
        if now < self.settled {
            return None;
        }
        let mains = self.zero_cross.mains_present(Instant::from_micros(now));
        let signals = Signals {
            supply: self.supply,
            mains,
            plugged: self.plugged,
        };
        // One sign alone is a broken wire, and a module out of its slot knows nothing of the mains.
        let present = match signals {
            Signals::OUTAGE => false,
            Signals {
                plugged: true,
                supply: true,
                mains: true,
            } => true,
            _ => self.mains.unwrap_or(signals.supply || signals.mains),
        };
        (self.mains.replace(present) != Some(present)).then_some(Change::Mains(present))
    }
}
