//! Node and gateway machines under an arbitrary channel: frames lost, repeated, late and bent,
//! supplies that come and go, power cuts in the middle of a store. Whatever happens, each event is
//! committed once, in order and with its own state, and a node takes nothing for acknowledged that
//! the gateway has not committed.

use arbitrary::{Arbitrary, Unstructured};
use rf_frame::v1::access::{
    Durable, Entry, Gateway, GatewayConfig, GatewayState, Node, NodeConfig, NodeState, Notice,
    Peer, Phy,
};
use rf_frame::v1::report::Flags;
use rf_frame::v1::{Frame, Key, Suite};
use sim::air::{Air, Channel, Heard, Radio, Transmission};
use sim::crystal::Crystal;
use sim::machine::Input;
use sim::numbers::DEBOUNCE_US;
use sim::radio::Radios;
use sim::rng::Rng;
use sim::v1::Party;
use sim::world::Host;
use std::collections::VecDeque;
use std::convert::Infallible;

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

fn node(index: usize, state: NodeState, boots: u32) -> Party {
    let config = NodeConfig {
        net: NET,
        index: index as u16,
        addr: addr(index),
        phy: Phy::kbit50(),
        debounce_us: DEBOUNCE_US,
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
    Party::Node(Box::new(Node::new(config, state)))
}

fn gateway(state: GatewayState<Vec<Peer>>, boots: u32) -> Party {
    let config = GatewayConfig {
        net: NET,
        phy: Phy::kbit50(),
        master: key(1),
        group_key: key(2),
        key_number: 0,
        debounce_us: DEBOUNCE_US,
        relay: true,
        beacon_us: 0,
        seed: boots + 3,
    };
    Party::Gateway(Box::new(Gateway::new(config, state)))
}

fn members() -> GatewayState<Vec<Peer>> {
    GatewayState::new((1..=NODES).map(|i| Peer::member(addr(i))).collect())
}

type World = sim::World<Plan>;

/// Nobody receives anything by itself: the plan delivers what was sent, when and as it likes.
struct Jammed(bool);

impl Channel for Jammed {
    fn receive<'a>(
        &self,
        _: &Transmission,
        _: impl Iterator<Item = &'a Transmission>,
        _: Radio,
        _: &mut Rng,
    ) -> Heard {
        Heard::Lost
    }

    fn is_jammed(&self) -> bool {
        self.0
    }
}

/// What is around the machines. Party 0 is the gateway, party i the node with index i.
struct Plan {
    /// What each party has in its memory.
    stored: Vec<Vec<Entry>>,
    cut: Vec<Option<bool>>,
    air: VecDeque<(Radio, Vec<u8>)>,
    /// Last event of each node that the gateway has committed or declared lost.
    committed: Vec<u16>,
    boots: u32,
}

impl Host for Plan {
    type Machine = Party;
    type Channel = Jammed;
    type Clock = Crystal;
    type Event = Infallible;

    fn event(_: &mut World, event: Infallible) {
        match event {}
    }

    fn store(world: &mut World, party: Radio, entry: Entry) {
        let cut = world.host.cut[party].take();
        if cut != Some(false) {
            world.host.keep(party, entry);
        }
        if cut.is_some() {
            restart(world, party);
        } else {
            world.stored(party);
        }
    }

    fn notice(_: &mut World, _: Radio, _: Notice) {}

    fn left(world: &mut World, from: Radio, frame: &[u8]) -> bool {
        assert!(
            Frame::parse(frame).is_ok(),
            "a machine sends what is no frame"
        );
        world.host.air.push_front((from, frame.to_vec()));
        world.host.air.truncate(24);
        false
    }
}

fn world() -> World {
    let plan = Plan {
        stored: vec![Vec::new(); NODES + 1],
        cut: vec![None; NODES + 1],
        air: VecDeque::new(),
        committed: vec![0; NODES + 1],
        boots: 0,
    };
    let nodes = (1..=NODES).map(|i| node(i, NodeState::default(), 0));
    let machines = [gateway(members(), 0)].into_iter().chain(nodes);
    let air = Air::new(NODES + 1, Jammed(false), Rng::sequence(0));
    let clocks = [Crystal::started(0, 0); NODES + 1];
    World::new(Radios::new(air, clocks), machines.map(Some), plan)
}

impl Plan {
    /// The promise: every entry that reaches a memory is checked against the truth.
    fn keep(&mut self, party: Radio, entry: Entry) {
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

    /// The state of a machine that boots, by its entries or by its snapshot.
    fn recall<S: Durable + Clone>(&self, party: Radio, fresh: S) -> S {
        let mut state = fresh.clone();
        self.stored[party]
            .iter()
            .for_each(|entry| state.apply(entry));
        if !self.boots.is_multiple_of(3) {
            return state;
        }
        let mut copy = fresh;
        (0..)
            .map_while(|n| state.snapshot(n))
            .take(100)
            .for_each(|entry| copy.apply(&entry));
        copy
    }
}

/// Power comes back.
fn restart(world: &mut World, party: Radio) {
    world.power_off(party);
    world.radios.start(party);
    let plan = &mut world.host;
    plan.boots += 1;
    let machine = if party == 0 {
        gateway(plan.recall(0, members()), plan.boots)
    } else {
        let state = plan.recall(party, NodeState::default());
        let mut whole = NodeState::default();
        plan.stored[party]
            .iter()
            .for_each(|entry| whole.apply(entry));
        assert_eq!(state, whole, "the snapshot is another state");
        node(party, state, plan.boots)
    };
    world.power_on(party, machine);
}

/// To the next moment at which a machine wants to be called; then all are called.
fn next(world: &mut World) {
    let Some(at) = world.queue.next_at() else {
        return;
    };
    while world.queue.next_at().is_some_and(|next| next <= at) && world.step(at) {}
    (0..=NODES).for_each(|party| world.give(party, &Input::Timeout));
}

fn hear(world: &mut World, to: Radio, bytes: Vec<u8>) {
    let sync = world
        .now()
        .saturating_sub(Phy::kbit50().body_us(bytes.len()));
    let dbm = -60;
    world.give(to, &Input::Frame { sync, bytes, dbm });
}

fn supply(world: &mut World, party: Radio, flags: u8) {
    world.with(party, |party, now| match party {
        Party::Gateway(gateway) => gateway.handle_supply(now, flags & 1 != 0),
        Party::Node(node) => node.handle_supply(now, Flags(flags & 0x2F)),
    });
}

fn with_node(world: &mut World, party: Radio, call: impl FnOnce(&mut Node, u64)) {
    world.with(party, |party, now| {
        if let Some(node) = party.node_mut() {
            call(node, now);
        }
    });
}

fn step(world: &mut World, step: Step) {
    let party = |party: u8| usize::from(party) % (NODES + 1);
    match step {
        // A frame takes two moments, begin and end.
        Step::Next(times) => (0..times % 64).for_each(|_| next(world)),
        Step::Jump(us) => {
            let at = world.now() + u64::from(us % 3_600_000_000);
            world.queue.skip_to(at);
        }
        Step::Supply { party: p, flags } => supply(world, party(p), flags),
        Step::All(out) => (0..=NODES).for_each(|p| supply(world, p, u8::from(out))),
        Step::Capacitor { party: p, cap } => {
            with_node(world, party(p), |node, now| node.handle_capacitor(now, cap));
        }
        Step::Deliver { which, to, bend } => {
            let Some((from, mut bytes)) = world.host.air.get(usize::from(which) % 24).cloned()
            else {
                return;
            };
            if let Some(bend) = bend {
                let at = usize::from(bend >> 3) % bytes.len();
                bytes[at] ^= 1 << (bend & 7);
            }
            let to = party(to);
            if to != from {
                hear(world, to, bytes);
            }
        }
        Step::Raw { to, bytes } => hear(world, party(to), bytes),
        Step::Channel(busy) => world.radios.air.channel = Jammed(busy),
        Step::Cut { party: p, stored } => world.host.cut[party(p)] = Some(stored),
        Step::Restart(p) => restart(world, party(p)),
        Step::PollAll => world.with(0, |party, now| {
            if let Some(gateway) = party.gateway_mut() {
                gateway.poll_all(now);
            }
        }),
        Step::Health(p) => with_node(world, party(p), Node::report_health),
    }
}

/// The machines under an arbitrary plan.
pub fn exactly_once(bytes: &[u8]) {
    let mut input = Unstructured::new(bytes);
    let mut world = world();
    while !input.is_empty() {
        let Ok(next) = Step::arbitrary(&mut input) else {
            break;
        };
        step(&mut world, next);
    }
}
