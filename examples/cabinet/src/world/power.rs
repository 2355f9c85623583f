//! Mains and what hangs on them.

use super::party::Who;
use super::truth::TrueOutage;
use super::{Event, GATEWAY, World, story};
use gateway::Gateway;
use node::Node;
use ttl_link::Instant;

impl World {
    pub(super) fn cut(&mut self, index: usize) {
        let now = self.now();
        let Some(cut) = self.cuts.get(index).cloned() else {
            return;
        };
        if !cut.dip {
            let who = story::meters(&cut.meters, self.meters.len());
            let gateway = if cut.gateway { " and the gateway" } else { "" };
            let minutes = (cut.end - cut.begin) / super::MINUTE;
            self.story
                .tell(now, &format!("{who}{gateway} lose mains for {minutes} min"));
        }
        for i in cut.meters {
            if !cut.dip {
                self.truth.push(TrueOutage {
                    meter: i,
                    begin: now,
                    end: None,
                });
            }
            if let Some(slot) = self.meters.get_mut(i) {
                slot.meter.set_mains(Instant::from_micros(now), false);
            }
            if let Some(board) = self.nodes.get_mut(i) {
                let dies = board.supply.lose(now);
                self.queue.at(dies, Event::Exhaust(Who::Node(i)));
            }
            self.serve_meter(i);
            self.with_node(i, |node, timer| node.handle_mains(timer, false));
        }
        if cut.gateway {
            let dies = self.gateway.supply.lose(now);
            self.queue.at(dies, Event::Exhaust(Who::Gateway));
            self.with_gateway(|gateway, timer| gateway.handle_mains(timer, false));
        }
    }

    pub(super) fn restore(&mut self, index: usize) {
        let now = self.now();
        let Some(cut) = self.cuts.get(index).cloned() else {
            return;
        };
        if !cut.dip {
            let who = story::meters(&cut.meters, self.meters.len());
            let gateway = if cut.gateway { " and the gateway" } else { "" };
            self.story
                .tell(now, &format!("{who}{gateway} have mains again"));
        }
        if cut.gateway {
            if self.gateway.supply.restore(now) {
                self.boot_gateway();
            } else {
                self.with_gateway(|gateway, timer| gateway.handle_mains(timer, true));
            }
        }
        for i in cut.meters {
            if let Some(outage) = self.truth.iter_mut().rev().find(|outage| outage.meter == i)
                && !cut.dip
            {
                outage.end = Some(now);
            }
            if let Some(slot) = self.meters.get_mut(i) {
                slot.meter.set_mains(Instant::from_micros(now), true);
            }
            self.serve_meter(i);
            if self
                .nodes
                .get_mut(i)
                .is_some_and(|board| board.supply.restore(now))
            {
                self.boot_node(i);
            } else {
                self.with_node(i, |node, timer| node.handle_mains(timer, true));
            }
        }
    }

    pub(super) fn exhaust(&mut self, who: Who) {
        let now = self.now();
        match who {
            Who::Node(i) => {
                let Some(board) = self.nodes.get_mut(i) else {
                    return;
                };
                if board.supply.exhaust(now) {
                    board.program = None;
                    board.alarm.want(None);
                    board.boots += 1;
                    self.air.cut(now, i + 1);
                    self.air.listen(now, i + 1, false);
                    if self.nodes.iter().all(|board| !board.supply.alive()) {
                        self.story.tell(now, "the last node's capacitor is empty");
                    }
                }
            }
            Who::Gateway => {
                if self.gateway.supply.exhaust(now) {
                    self.gateway.program = None;
                    self.gateway.alarm.want(None);
                    self.gateway.boots += 1;
                    self.bus.cut(now, GATEWAY);
                    self.air.cut(now, 0);
                    self.air.listen(now, 0, false);
                    self.story.tell(now, "the gateway's capacitor is empty");
                }
            }
            Who::Meter(_) | Who::Concentrator => {}
        }
    }

    /// Starts a node with what its memory holds.
    pub(super) fn boot_node(&mut self, i: usize) {
        let now = self.now();
        let Some(board) = self.nodes.get_mut(i) else {
            return;
        };
        board.boots += 1;
        let config = self.config.node(i, board.boots);
        // The counter is the real-time clock's, which ran on.
        let timer = board.crystal.timer(now);
        let mut program = Node::boot(config, board.nvm.flash(), timer);
        program.handle_capacitor(timer, board.supply.millivolts(now));
        program.handle_mains(timer, board.supply.mains());
        board.program = Some(program);
        self.serve_node(i);
    }

    /// Starts the gateway with what its memory holds.
    pub(super) fn boot_gateway(&mut self) {
        let now = self.now();
        let board = &mut self.gateway;
        board.boots += 1;
        let config = self.config.gateway(board.boots);
        board.crystal = super::crystal::Crystal::started(now, board.crystal.ppb());
        let registry = self.meters.iter().map(|slot| slot.address.to_wire());
        let mut program = Gateway::boot(config, registry, board.nvm.flash(), 0);
        program.handle_mains(0, board.supply.mains());
        board.program = Some(program);
        self.serve_gateway();
    }
}
