//! What the world keeps about each party besides the party itself.

use super::crystal::Crystal;
use super::nvm::Nvm;
use super::queue::Micros;
use super::supply::Supply;
use super::uart::Wire;
use crate::rng::Rng;
use meter::VirtualMeter;

/// Who an event is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// Node, from 0; its radio is one more.
    Node(usize),
    /// Meter, from 0.
    Meter(usize),
    /// Gateway, radio 0.
    Gateway,
    /// Concentrator.
    Concentrator,
}

/// The next call that a party asked for. A call whose number is not the last one is void.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Alarm {
    at: Option<Micros>,
    number: u64,
}

impl Alarm {
    /// The party wants to be called at `at`. Returns the number of the call to enter, `None` if it stands already.
    pub(crate) fn want(&mut self, at: Option<Micros>) -> Option<(Micros, u64)> {
        if self.at == at {
            return None;
        }
        self.at = at;
        self.number += 1;
        at.map(|at| (at, self.number))
    }

    /// The call `number` has come. Returns whether it still counts.
    pub(crate) fn rings(&mut self, number: u64) -> bool {
        let counts = self.number == number && self.at.is_some();
        if counts {
            self.at = None;
        }
        counts
    }
}

/// One meter and the two directions of its UART.
pub(crate) struct MeterSlot {
    pub(crate) meter: VirtualMeter,
    pub(crate) address: dlt645::Address,
    pub(crate) alarm: Alarm,
    /// Meter to node.
    pub(crate) up: Wire,
    /// Node to meter.
    pub(crate) down: Wire,
    pub(crate) rng: Rng,
    /// Clock error at the start, µs.
    pub(crate) start_error: i64,
    /// Times that the clock jumped.
    pub(crate) sets: u64,
}

/// A party with a crystal, a supply and a memory of its own, and the program that runs while it is alive.
pub(crate) struct Board<P> {
    pub(crate) program: Option<P>,
    pub(crate) crystal: Crystal,
    /// Rate error at 25 °C, ppb.
    pub(crate) base_ppb: i64,
    pub(crate) supply: Supply,
    pub(crate) alarm: Alarm,
    pub(crate) nvm: Nvm,
    /// Starts so far; what was under way before the last one is void.
    pub(crate) boots: u32,
    /// Whether the receiver is to be on when the radio does not send.
    pub(crate) listens: bool,
}

impl<P> Board<P> {
    /// A board that is off.
    pub(crate) fn new(hold_up: Micros, base_ppb: i64) -> Self {
        Self {
            program: None,
            crystal: Crystal::started(0, base_ppb),
            base_ppb,
            supply: Supply::new(hold_up),
            alarm: Alarm::default(),
            nvm: Nvm::default(),
            boots: 0,
            listens: false,
        }
    }
}
