//! Node and gateway machines under an arbitrary channel: frames lost, repeated, late and bent, supplies that come and go,
//! power cuts in the middle of a store. Whatever happens, each event is committed once, in order and with its own state,
//! and a node takes nothing for acknowledged that the gateway has not committed.

use arbitrary::{Arbitrary, Unstructured};
use rf_frame::access::{
    Action, Durable, Entry, Gateway, GatewayConfig, GatewayState, Node, NodeConfig, NodeState,
    Peer, Phy,
};
use rf_frame::report::Flags;
use rf_frame::{FrameBuf, Key, Suite};
use std::collections::VecDeque;

const NET: u16 = 7;
const NODES: usize = 3;

#[derive(Arbitrary, Debug)]
enum Step {
    /// To the next moment at which a machine wants to be called, this many times.
    Next(u8),
    Jump(u32),
    Supply {
        party: u8,
        flags: u8,
    },
    All(bool),
    Capacitor {
        party: u8,
        cap: u8,
    },
    Deliver {
        which: u8,
        to: u8,
        bend: Option<u16>,
    },
    Raw {
        to: u8,
        bytes: Vec<u8>,
    },
    Channel(bool),
    /// Power goes at the next store of this party; the entry may be in the memory or not.
    Cut {
        party: u8,
        stored: bool,
    },
    Restart(u8),
    PollAll,
    Health(u8),
}

fn key(byte: u8) -> Key {
    Key::new(Suite::Ascon, [byte; 16]).unwrap_or_else(|_| panic!("built"))
}

fn addr(index: usize) -> [u8; 6] {
    [index as u8, 0, 0, 0, 0, 1]
}

fn node(index: usize, state: NodeState, boots: u32) -> Node {
    let config = NodeConfig {
        net: NET,
        index: index as u16,
        addr: addr(index),
        phy: Phy::kbit50(),
        debounce_us: 1_000_000,
        node_key: key(1).derive_node(NET, &addr(index)),
        group_key: key(2),
        join_key: key(1).derive_join(NET, &addr(index)),
        key_slot: 0,
        cabinet_size: NODES as u16,
        cap_low: 100,
        cap_last: 80,
        can_relay: true,
        clock_kept: boots.is_multiple_of(2),
        seed: index as u32 * 77 + boots,
    };
    Node::new(config, state)
}

fn gateway(state: GatewayState<Vec<Peer>>, boots: u32) -> Gateway<Vec<Peer>> {
    let config = GatewayConfig {
        net: NET,
        phy: Phy::kbit50(),
        master: key(1),
        group_key: key(2),
        key_number: 0,
        debounce_us: 1_000_000,
        relay: true,
        beacon_us: 0,
        seed: boots + 3,
    };
    Gateway::new(config, state)
}

fn members() -> GatewayState<Vec<Peer>> {
    GatewayState::new((1..=NODES).map(|i| Peer::member(addr(i))).collect())
}

/// Party 0 is the gateway, party i the node with index i.
struct World {
    now: u64,
    gateway: Gateway<Vec<Peer>>,
    nodes: Vec<Node>,
    /// What each party has in its memory.
    stored: Vec<Vec<Entry>>,
    cut: Vec<Option<bool>>,
    sensing: Vec<Option<u64>>,
    waiting: Vec<Option<(u64, FrameBuf)>>,
    air: VecDeque<(usize, FrameBuf)>,
    /// Last event of each node that the gateway has committed or declared lost.
    committed: Vec<u16>,
    busy: bool,
    boots: u32,
}

impl World {
    fn new() -> Self {
        Self {
            now: 0,
            gateway: gateway(members(), 0),
            nodes: (1..=NODES)
                .map(|i| node(i, NodeState::default(), 0))
                .collect(),
            stored: vec![Vec::new(); NODES + 1],
            cut: vec![None; NODES + 1],
            sensing: vec![None; NODES + 1],
            waiting: vec![None; NODES + 1],
            air: VecDeque::new(),
            committed: vec![0; NODES + 1],
            busy: false,
            boots: 0,
        }
    }

    fn drain(&mut self, party: usize) {
        for _ in 0..200 {
            let action = match party {
                0 => self.gateway.poll_action(),
                n => self.nodes[n - 1].poll_action(),
            };
            match action {
                None => return,
                Some(Action::Store(entry)) => {
                    let cut = self.cut[party].take();
                    if cut != Some(false) {
                        self.keep(party, entry);
                    }
                    if cut.is_some() {
                        self.restart(party);
                        return;
                    }
                    match party {
                        0 => self.gateway.handle_stored(self.now),
                        n => self.nodes[n - 1].handle_stored(self.now),
                    }
                }
                Some(Action::Sense { at, us }) => {
                    self.sensing[party] = Some(at.saturating_add(u64::from(us)))
                }
                Some(Action::Transmit { at, frame }) => self.waiting[party] = Some((at, frame)),
                Some(_) => {}
            }
        }
        panic!("actions without end");
    }

    /// The promise: every entry that reaches a memory is checked against the truth.
    fn keep(&mut self, party: usize, entry: Entry) {
        match entry {
            Entry::Committed {
                index, evt, flags, ..
            } => {
                let last = &mut self.committed[usize::from(index)];
                assert_eq!(
                    evt,
                    last.wrapping_add(1),
                    "node {index}: committed out of order or twice"
                );
                *last = evt;
                let known = self.stored[usize::from(index)]
                    .iter()
                    .any(|entry| match entry {
                        Entry::Event(past) => {
                            past.evt == evt && past.flags.event_bits() == flags.event_bits()
                        }
                        _ => false,
                    });
                assert!(
                    known,
                    "node {index}: event {evt} with {flags:?} never happened"
                );
            }
            Entry::Gap { index, from, to } => {
                let last = &mut self.committed[usize::from(index)];
                assert_eq!(
                    from,
                    last.wrapping_add(1),
                    "node {index}: a gap where none is"
                );
                assert!(to.wrapping_sub(from) < 0x8000);
                *last = to;
            }
            Entry::Acknowledged { evt, .. } if party > 0 => {
                let ahead = evt.wrapping_sub(self.committed[party]);
                assert!(
                    ahead == 0 || ahead >= 0x8000,
                    "node {party} takes {evt} for stored, but it is not"
                );
            }
            Entry::Event(past) => {
                let last = self.stored[party]
                    .iter()
                    .rev()
                    .find_map(|entry| match entry {
                        Entry::Event(past) => Some(past.evt),
                        _ => None,
                    });
                assert_eq!(
                    past.evt,
                    last.unwrap_or(0).wrapping_add(1),
                    "node {party}: event number used twice"
                );
            }
            _ => {}
        }
        self.stored[party].push(entry);
    }

    /// Power comes back: the state is what the memory holds, by its entries or by its snapshot.
    fn restart(&mut self, party: usize) {
        self.boots += 1;
        self.sensing[party] = None;
        self.waiting[party] = None;
        let by_snapshot = self.boots.is_multiple_of(3);
        if party == 0 {
            let mut state = members();
            self.stored[0].iter().for_each(|entry| state.apply(entry));
            if by_snapshot {
                let mut copy = members();
                (0..)
                    .map_while(|n| state.snapshot(n))
                    .take(100)
                    .for_each(|entry| copy.apply(&entry));
                state = copy;
            }
            self.gateway = gateway(state, self.boots);
        } else {
            let mut state = NodeState::default();
            self.stored[party]
                .iter()
                .for_each(|entry| state.apply(entry));
            if by_snapshot {
                let mut copy = NodeState::default();
                (0..)
                    .map_while(|n| state.snapshot(n))
                    .take(100)
                    .for_each(|entry| copy.apply(&entry));
                assert_eq!(copy, state, "the snapshot is another state");
            }
            self.nodes[party - 1] = node(party, state, self.boots);
        }
    }

    fn next(&mut self) {
        let timers = self
            .nodes
            .iter()
            .map(Node::poll_timeout)
            .chain([self.gateway.poll_timeout()])
            .flatten();
        let radio = self
            .sensing
            .iter()
            .flatten()
            .copied()
            .chain(self.waiting.iter().flatten().map(|w| w.0));
        let Some(at) = timers.chain(radio).min() else {
            return;
        };
        self.now = self.now.max(at);
        for party in 0..=NODES {
            if self.sensing[party].is_some_and(|end| end <= self.now) {
                self.sensing[party] = None;
                match party {
                    0 => self.gateway.handle_channel(self.now, self.busy),
                    n => self.nodes[n - 1].handle_channel(self.now, self.busy),
                }
                self.drain(party);
            }
            if let Some((start, frame)) =
                self.waiting[party].filter(|(start, _)| *start <= self.now)
            {
                self.waiting[party] = None;
                self.now = self
                    .now
                    .max(start + Phy::kbit50().air_us(frame.as_bytes().len()));
                assert!(
                    rf_frame::Frame::parse(frame.as_bytes()).is_ok(),
                    "a machine sends what is no frame"
                );
                self.air.push_front((party, frame));
                self.air.truncate(24);
                match party {
                    0 => self.gateway.handle_sent(self.now),
                    n => self.nodes[n - 1].handle_sent(self.now),
                }
                self.drain(party);
            }
            match party {
                0 => self.gateway.handle_timeout(self.now),
                n => self.nodes[n - 1].handle_timeout(self.now),
            }
            self.drain(party);
        }
    }

    fn hear(&mut self, to: usize, bytes: &[u8]) {
        let sync = self.now.saturating_sub(Phy::kbit50().body_us(bytes.len()));
        let _ = match to {
            0 => self.gateway.handle_frame(self.now, sync, bytes, -60),
            n => self.nodes[n - 1].handle_frame(self.now, sync, bytes, -60),
        };
        self.drain(to);
    }

    fn supply(&mut self, party: usize, flags: u8) {
        match party {
            0 => self.gateway.handle_supply(self.now, flags & 1 != 0),
            n => self.nodes[n - 1].handle_supply(self.now, Flags(flags & 0x2F)),
        }
        self.drain(party);
    }

    fn step(&mut self, step: Step) {
        let party = |party: u8| usize::from(party) % (NODES + 1);
        match step {
            Step::Next(times) => (0..times % 32).for_each(|_| self.next()),
            Step::Jump(us) => self.now += u64::from(us % 3_600_000_000),
            Step::Supply { party: p, flags } => self.supply(party(p), flags),
            Step::All(out) => (0..=NODES).for_each(|p| self.supply(p, u8::from(out))),
            Step::Capacitor { party: p, cap } => {
                if let Some(n) = party(p).checked_sub(1) {
                    self.nodes[n].handle_capacitor(self.now, cap);
                    self.drain(n + 1);
                }
            }
            Step::Deliver { which, to, bend } => {
                let Some((from, frame)) = self.air.get(usize::from(which) % 24).copied() else {
                    return;
                };
                let mut bytes = frame.as_bytes().to_vec();
                if let Some(bend) = bend {
                    let at = usize::from(bend >> 3) % bytes.len();
                    bytes[at] ^= 1 << (bend & 7);
                }
                let to = party(to);
                if to != from {
                    self.hear(to, &bytes);
                }
            }
            Step::Raw { to, bytes } => self.hear(party(to), &bytes),
            Step::Channel(busy) => self.busy = busy,
            Step::Cut { party: p, stored } => self.cut[party(p)] = Some(stored),
            Step::Restart(p) => self.restart(party(p)),
            Step::PollAll => {
                self.gateway.poll_all(self.now);
                self.drain(0);
            }
            Step::Health(p) => {
                if let Some(n) = party(p).checked_sub(1) {
                    self.nodes[n].report_health(self.now);
                    self.drain(n + 1);
                }
            }
        }
    }
}

/// The machines under an arbitrary plan.
pub fn exactly_once(bytes: &[u8]) {
    let mut input = Unstructured::new(bytes);
    let mut world = World::new();
    while !input.is_empty() {
        let Ok(step) = Step::arbitrary(&mut input) else {
            break;
        };
        world.step(step);
    }
}
