//! What the radios of the parties ask for, carried out on the channel.

use super::air::{OnAir, Radio};
use super::queue::Micros;
use super::{Event, World};
use rf_frame::access::Action;

impl World {
    /// Timer of the party that owns a radio, its start number, and the true time of one of its timer values.
    fn radio_time(&self, radio: Radio, timer: u64) -> (Micros, u32) {
        let now = self.now();
        match radio.checked_sub(1) {
            None => (
                self.gateway.crystal.true_time(timer).max(now),
                self.gateway.boots,
            ),
            Some(i) => match self.nodes.get(i) {
                Some(board) => (board.crystal.true_time(timer).max(now), board.boots),
                None => (now, 0),
            },
        }
    }

    fn boots(&self, radio: Radio) -> u32 {
        match radio.checked_sub(1) {
            None => self.gateway.boots,
            Some(i) => self.nodes.get(i).map_or(0, |board| board.boots),
        }
    }

    pub(super) fn radio_action(&mut self, radio: Radio, action: Action) {
        let now = self.now();
        match action {
            Action::Sense { at, us } => {
                let (start, boots) = self.radio_time(radio, at);
                self.queue
                    .at(start + u64::from(us), Event::Sensed(radio, start, boots));
            }
            Action::Transmit { at, frame } => {
                let (start, boots) = self.radio_time(radio, at);
                self.queue.at(start, Event::Send(radio, frame, boots));
            }
            Action::Listen => self.set_listening(now, radio, true),
            Action::Sleep => self.set_listening(now, radio, false),
            _ => {}
        }
    }

    fn set_listening(&mut self, now: Micros, radio: Radio, on: bool) {
        match radio.checked_sub(1) {
            None => self.gateway.listens = on,
            Some(i) => {
                if let Some(board) = self.nodes.get_mut(i) {
                    board.listens = on;
                }
            }
        }
        self.air.listen(now, radio, on);
    }

    pub(super) fn sensed(&mut self, radio: Radio, since: Micros, boots: u32) {
        if self.boots(radio) != boots {
            return;
        }
        let busy = self.air.busy(since, self.now(), radio);
        self.with_radio(
            radio,
            |gateway, timer| gateway.handle_channel(timer, busy),
            |node, timer| {
                node.handle_channel(timer, busy);
            },
        );
    }

    pub(super) fn send(&mut self, radio: Radio, frame: &rf_frame::FrameBuf, boots: u32) {
        if self.boots(radio) != boots {
            return;
        }
        let on_air = self.air.send(self.now(), radio, frame.as_bytes());
        self.queue
            .at(on_air.end, Event::Arrive(on_air, radio, boots));
    }

    pub(super) fn arrive(&mut self, on_air: OnAir, radio: Radio, boots: u32) {
        let now = self.now();
        let receptions = self.air.arrive(on_air.number);
        if self.boots(radio) == boots {
            let listens = match radio.checked_sub(1) {
                None => self.gateway.listens,
                Some(i) => self.nodes.get(i).is_some_and(|board| board.listens),
            };
            self.air.listen(now, radio, listens);
            self.with_radio(
                radio,
                |gateway, timer| gateway.handle_radio_sent(timer),
                |node, timer| {
                    node.handle_radio_sent(timer);
                },
            );
        }
        for reception in receptions {
            let (bytes, stamp, dbm) = (reception.bytes, reception.stamp, reception.dbm);
            match reception.radio.checked_sub(1) {
                None => {
                    let sync = self.gateway.crystal.timer(stamp);
                    self.with_gateway(|gateway, timer| {
                        gateway.handle_frame(timer, sync, &bytes, dbm)
                    });
                }
                Some(i) => {
                    let sync = self
                        .nodes
                        .get(i)
                        .map_or(0, |board| board.crystal.timer(stamp));
                    self.with_node(i, |node, timer| node.handle_frame(timer, sync, &bytes, dbm));
                }
            }
        }
    }

    fn with_radio(
        &mut self,
        radio: Radio,
        gateway: impl FnOnce(&mut super::Gateway<super::Flash, { super::METERS }, { super::LOG }>, u64),
        node: impl FnOnce(&mut super::Node<super::Flash>, u64),
    ) {
        match radio.checked_sub(1) {
            None => self.with_gateway(gateway),
            Some(i) => self.with_node(i, node),
        }
    }
}
