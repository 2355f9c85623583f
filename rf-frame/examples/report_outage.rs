//! Send an outage report: a node and a gateway machine, joined by a radio that this program plays
//! in virtual time.
//!
//! `cargo run -p rf-frame --example report_outage`

use rf_frame::v1::access::{
    Action, Gateway, GatewayConfig, GatewayState, Node, NodeConfig, NodeState, Notice, Peer, Phy,
};
use rf_frame::v1::report::Flags;
use rf_frame::v1::{FrameBuf, Key, Suite};
use std::error::Error;

const NET: u16 = 7;
const METER: [u8; 6] = [0x66, 0x55, 0x44, 0x33, 0x22, 0x11];

/// What a board does for its machine: here both boards and the air between them. Times are
/// microseconds.
struct Air {
    now: u64,
    node: Node,
    gateway: Gateway<[Peer; 1]>,
    /// What each radio has in hand: 0 the gateway's, 1 the node's.
    sensing: [Option<u64>; 2],
    sending: [Option<(u64, FrameBuf)>; 2],
}

impl Air {
    /// Takes every action of a machine. A real board would write flash, measure the channel, start
    /// the radio.
    fn serve(&mut self, party: usize) {
        while let Some(action) = if party == 0 {
            self.gateway.poll_action()
        } else {
            self.node.poll_action()
        } {
            match action {
                Action::Store(_) if party == 0 => self.gateway.handle_stored(self.now),
                Action::Store(_) => self.node.handle_stored(self.now),
                Action::Sense { at, us } => self.put_sensing(party, at + u64::from(us)),
                Action::Transmit { at, frame } => {
                    if let Some(slot) = self.sending.get_mut(party) {
                        *slot = Some((at + Phy::kbit50().air_us(frame.as_bytes().len()), frame));
                    }
                }
                Action::Notice(Notice::Event(event)) => {
                    let (at, out) = (event.at.unwrap_or(0), event.flags.contains(Flags::OUT));
                    println!(
                        "{} gateway: event {} of node {}, mains lost: {out}, at {} s",
                        self.clock(),
                        event.evt,
                        event.index,
                        at as f64 / 1e6
                    );
                }
                Action::Notice(Notice::Acknowledged { evt }) => {
                    println!(
                        "{} node: event {evt} is stored at the gateway",
                        self.clock()
                    );
                }
                _ => {}
            }
        }
    }

    fn put_sensing(&mut self, party: usize, end: u64) {
        if let Some(slot) = self.sensing.get_mut(party) {
            *slot = Some(end);
        }
    }

    fn clock(&self) -> String {
        format!("{:9.4} s", self.now as f64 / 1e6)
    }

    fn run(&mut self, until: u64) {
        loop {
            let timers = [self.node.poll_timeout(), self.gateway.poll_timeout()];
            let frames = self.sending.iter().flatten().map(|(end, _)| *end);
            let next = timers
                .into_iter()
                .flatten()
                .chain(self.sensing.into_iter().flatten())
                .chain(frames)
                .min();
            let Some(next) = next.filter(|next| *next <= until) else {
                break;
            };
            self.now = self.now.max(next);
            self.step();
        }
        self.now = until;
    }

    fn step(&mut self) {
        let now = self.now;
        let due = |at: &u64| *at <= now;
        let [gateway, node] = self.sensing.each_mut();
        // Nobody else is on this channel.
        if gateway.take_if(|at| due(at)).is_some() {
            self.gateway.handle_channel(now, false);
        }
        if node.take_if(|at| due(at)).is_some() {
            self.node.handle_channel(now, false);
        }
        let [gateway, node] = self.sending.each_mut();
        let (down, up) = (
            gateway.take_if(|sent| due(&sent.0)),
            node.take_if(|sent| due(&sent.0)),
        );
        let sync_of = |frame: &FrameBuf| now - Phy::kbit50().body_us(frame.as_bytes().len());
        if let Some((_, frame)) = down {
            self.gateway.handle_sent(now);
            let _ = self
                .node
                .handle_frame(now, sync_of(&frame), frame.as_bytes(), -60);
        }
        if let Some((_, frame)) = up {
            println!(
                "{} node sends {} bytes",
                self.clock(),
                frame.as_bytes().len()
            );
            self.node.handle_sent(now);
            let _ = self
                .gateway
                .handle_frame(now, sync_of(&frame), frame.as_bytes(), -60);
        }
        self.gateway.handle_timeout(now);
        self.node.handle_timeout(now);
        self.serve(0);
        self.serve(1);
    }

    fn mains(&mut self, lost: bool) {
        println!(
            "{} mains {}",
            self.clock(),
            if lost { "fail" } else { "are there" }
        );
        self.gateway.handle_supply(self.now, lost);
        self.node
            .handle_supply(self.now, if lost { Flags::OUT } else { Flags(0) });
        self.serve(0);
        self.serve(1);
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let (master, group_key) = (
        Key::new(Suite::Ascon, [1; 16])?,
        Key::new(Suite::Ascon, [2; 16])?,
    );
    let node = NodeConfig {
        net: NET,
        index: 1,
        addr: METER,
        phy: Phy::kbit50(),
        debounce_us: 1_000_000,
        node_key: master.derive_node(NET, &METER),
        group_key: group_key.clone(),
        join_key: master.derive_join(NET, &METER),
        key_slot: 0,
        cabinet_size: 1,
        cap_low: 100,
        cap_last: 80,
        can_relay: false,
        clock_kept: true,
        seed: 5,
    };
    let gateway = GatewayConfig {
        net: NET,
        phy: Phy::kbit50(),
        master,
        group_key,
        key_number: 0,
        debounce_us: 1_000_000,
        relay: false,
        beacon_us: 0,
        seed: 3,
    };
    let mut air = Air {
        now: 0,
        node: Node::new(node, NodeState::default()),
        gateway: Gateway::new(gateway, GatewayState::new([Peer::member(METER)])),
        sensing: [None; 2],
        sending: [None; 2],
    };
    air.mains(false);
    air.run(20_000_000);
    air.mains(true);
    air.run(40_000_000);
    air.mains(false);
    air.run(60_000_000);
    let state = air.node.state();
    if (state.evt(), state.aevt()) == (2, 2) {
        Ok(())
    } else {
        Err(format!("not all acknowledged: {state:?}").into())
    }
}
