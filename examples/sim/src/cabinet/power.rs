//! Mains and what depends on them.

use super::{Event, GATEWAY, GATEWAY_RADIO, Outside, Program, World};
use crate::air::Radio;
use crate::crystal::Crystal;
use crate::machine::Input;
use gateway::Gateway;
use node::Node;
use ttl_link::Instant;

impl<O: Outside> World<O> {
    /// Whether the board of a radio has mains.
    #[must_use]
    pub fn has_mains(&self, radio: Radio) -> bool {
        let board = self.host.boards.get(radio);
        board.is_some_and(|board| board.supply.mains())
    }

    /// The board of a radio loses mains, and with a node its meter.
    pub fn lose_mains(&mut self, radio: Radio) {
        let now = self.now();
        self.meter_mains(radio, false);
        if let Some(board) = self.host.boards.get_mut(radio) {
            let dies = board.supply.lose(now);
            self.at(dies, Event::Exhaust(radio));
        }
        if let Some(i) = radio.checked_sub(1) {
            self.serve_meter(i);
        }
        self.give(radio, &Input::Supply { present: false });
    }

    /// Mains come back.
    pub fn restore_mains(&mut self, radio: Radio) {
        let now = self.now();
        self.meter_mains(radio, true);
        if let Some(i) = radio.checked_sub(1) {
            self.serve_meter(i);
        }
        let board = self.host.boards.get_mut(radio);
        if board.is_some_and(|board| board.supply.restore(now)) {
            self.boot(radio);
        } else {
            self.give(radio, &Input::Supply { present: true });
        }
    }

    fn meter_mains(&mut self, radio: Radio, on: bool) {
        let now = Instant::from_micros(self.now());
        let meter = radio.checked_sub(1);
        if let Some(slot) = meter.and_then(|i| self.host.meters.get_mut(i)) {
            slot.meter.set_mains(now, on);
        }
    }

    pub(super) fn exhaust(&mut self, radio: Radio) {
        let now = self.now();
        let board = self.host.boards.get_mut(radio);
        if board.is_some_and(|board| board.supply.exhaust(now)) {
            self.kill(radio);
            O::died(self, radio);
        }
    }

    /// The program of a board is gone at once, with what it was sending.
    pub fn kill(&mut self, radio: Radio) {
        self.power_off(radio);
        if radio == GATEWAY_RADIO {
            let now = self.now();
            self.host.bus.cut(now, GATEWAY);
        }
    }

    /// Starts the program of a board with what its memory holds.
    pub fn boot(&mut self, radio: Radio) {
        let now = self.now();
        let life = self.radios.start(radio);
        let Some(board) = self.host.boards.get(radio) else {
            return;
        };
        let config = &self.host.config;
        let program = if let Some(i) = radio.checked_sub(1) {
            // The counter is the real-time clock's, which ran on.
            let timer = self.radios.timer(radio, now);
            let mut node = Node::boot(config.node(i, life), board.nvm.memory(), timer);
            node.handle_capacitor(timer, board.supply.millivolts(now));
            node.handle_mains(timer, board.supply.mains());
            Program::Node(Box::new(node))
        } else {
            if let Some(station) = self.radios.station_mut(radio) {
                station.clock = Crystal::started(now, station.clock.ppb());
            }
            let meters = self.host.meters.iter().map(|slot| slot.address.to_wire());
            let mut gateway = Gateway::boot(config.gateway(life), meters, board.nvm.memory(), 0);
            gateway.handle_mains(0, board.supply.mains());
            Program::Gateway(Box::new(gateway))
        };
        self.power_on(radio, program);
    }
}
