//! Node and gateway machines of the frame's version 1 against each other over an ideal channel, in
//! virtual time.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use rf_frame::v1::access::{
    Durable, Entry, Event, Gateway, GatewayConfig, GatewayState, Node, NodeConfig, NodeState,
    Notice, Peer, Phy,
};
use rf_frame::v1::report::Flags;
use rf_frame::v1::{Frame, FrameType, Key, Suite};
use sim::air::{Air, Channel, Heard, Radio, Transmission};
use sim::crystal::Crystal;
use sim::machine::{Action, Command, Input, Machine};
use sim::numbers::DEBOUNCE_US;
use sim::radio::Radios;
use sim::rng::Rng;
use sim::v1::Party;
use sim::world::Host;
use std::convert::Infallible;

const NET: u16 = 7;

type World = sim::World<Bench>;

/// What the machines did. Party 0 is the gateway, party i the node with index i.
struct Bench {
    events: Vec<Event>,
    acked: Vec<u16>,
    gaps: Vec<(u16, u16, u16)>,
    sent: Vec<(Radio, FrameType)>,
}

/// Any overlap spoils a frame, and what is named is lost.
struct Ideal {
    /// Whether a receiver does not get a frame: from, to, type.
    lose: fn(Radio, Radio, FrameType) -> bool,
}

impl Channel for Ideal {
    fn receive<'a>(
        &self,
        sent: &Transmission,
        mut others: impl Iterator<Item = &'a Transmission>,
        to: Radio,
        _: &mut Rng,
    ) -> Heard {
        if others.next().is_some() {
            return Heard::Collided;
        }
        if (self.lose)(sent.from, to, kind(&sent.bytes)) {
            return Heard::Lost;
        }
        Heard::Frame {
            bytes: sent.bytes.clone(),
            damaged: false,
            late: 0,
            dbm: -60,
        }
    }
}

fn kind(frame: &[u8]) -> FrameType {
    Frame::parse(frame).expect("own frame").frame_type()
}

/// A machine that must not ask for what is over, nor send for longer than the rules of the air
/// allow.
struct Strict(Party);

impl Machine for Strict {
    type Entry = Entry;
    type Notice = Notice;

    fn handle(&mut self, now: u64, input: &Input) {
        self.0.handle(now, input);
    }

    fn poll(&mut self, now: u64) -> Option<Action<Entry, Notice>> {
        let action = self.0.poll(now);
        if let Some(Action::Radio(Command::Transmit { at, frame })) = &action {
            assert!(*at >= now, "asked to send in the past");
            assert!(Phy::kbit50().air_us(frame.len()) <= 1_000_000);
        }
        action
    }

    fn next(&self) -> Option<u64> {
        self.0.next()
    }
}

impl Host for Bench {
    type Machine = Strict;
    type Channel = Ideal;
    type Clock = Crystal;
    type Event = Infallible;

    fn event(_: &mut World, event: Infallible) {
        match event {}
    }

    fn store(world: &mut World, radio: Radio, _: Entry) {
        world.stored(radio);
    }

    fn notice(world: &mut World, radio: Radio, notice: Notice) {
        match notice {
            Notice::Event(event) => world.host.events.push(event),
            Notice::Acknowledged { evt } => world.host.acked[radio] = evt,
            Notice::Gap { index, from, to } => world.host.gaps.push((index, from, to)),
            _ => {}
        }
    }

    fn left(world: &mut World, from: Radio, frame: &[u8]) -> bool {
        world.host.sent.push((from, kind(frame)));
        true
    }
}

fn addr(index: usize) -> [u8; 6] {
    [index as u8, (index >> 8) as u8, 0, 0, 0, 1]
}

fn key(byte: u8) -> Key {
    Key::new(Suite::Ascon, [byte; 16]).expect("built")
}

fn node_config(index: usize, size: usize) -> NodeConfig {
    NodeConfig {
        net: NET,
        index: index as u16,
        addr: addr(index),
        phy: Phy::kbit50(),
        debounce_us: DEBOUNCE_US,
        node_key: key(1).derive_node(NET, &addr(index)),
        group_key: key(2),
        join_key: key(1).derive_join(NET, &addr(index)),
        key_slot: 0,
        cabinet_size: size as u16,
        cap_low: 100,
        cap_last: 80,
        can_relay: true,
        clock_kept: true,
        seed: index as u32 * 77 + 5,
    }
}

fn gateway_config() -> GatewayConfig {
    GatewayConfig {
        net: NET,
        phy: Phy::kbit50(),
        master: key(1),
        group_key: key(2),
        key_number: 0,
        debounce_us: DEBOUNCE_US,
        relay: false,
        beacon_us: 0,
        seed: 3,
    }
}

fn cabinet_of(gateway: Gateway<Vec<Peer>>, nodes: Vec<Node>) -> World {
    let parties = nodes.len() + 1;
    let air = Air::new(
        parties,
        Ideal {
            lose: |_, _, _| false,
        },
        Rng::sequence(1),
    );
    let bench = Bench {
        events: Vec::new(),
        acked: vec![0; parties],
        gaps: Vec::new(),
        sent: Vec::new(),
    };
    let gateway = Party::Gateway(Box::new(gateway));
    let nodes = nodes.into_iter().map(|node| Party::Node(Box::new(node)));
    let machines = [gateway].into_iter().chain(nodes).map(Strict);
    let clocks = vec![Crystal::started(0, 0); parties];
    World::new(Radios::new(air, clocks), machines.map(Some), bench)
}

fn nodes(size: usize) -> Vec<Node> {
    (1..=size)
        .map(|i| Node::new(node_config(i, size), NodeState::default()))
        .collect()
}

fn members(size: usize) -> GatewayState<Vec<Peer>> {
    GatewayState::new((1..=size).map(|i| Peer::member(addr(i))).collect())
}

fn lose(world: &mut World, lose: fn(Radio, Radio, FrameType) -> bool) {
    world.radios.air.channel.lose = lose;
}

fn supply(world: &mut World, party: Radio, out: bool) {
    world.give(party, &Input::Supply { present: !out });
}

fn all(world: &mut World, out: bool) {
    (0..world.machines.len()).for_each(|party| supply(world, party, out));
}

fn gateway(world: &World) -> &Gateway<Vec<Peer>> {
    let gateway = world.machine(0).and_then(|machine| machine.0.gateway());
    gateway.expect("has power")
}

fn node(world: &World, party: Radio) -> &Node {
    let node = world.machine(party).and_then(|machine| machine.0.node());
    node.expect("has power")
}

fn with_gateway(world: &mut World, call: impl FnOnce(&mut Gateway<Vec<Peer>>, u64)) {
    world.with(0, |machine, now| {
        call(machine.0.gateway_mut().expect("a gateway"), now);
    });
}

fn with_node(world: &mut World, party: Radio, call: impl FnOnce(&mut Node, u64)) {
    world.with(party, |machine, now| {
        call(machine.0.node_mut().expect("a node"), now);
    });
}

/// A cabinet with mains for 20 s, all counters stored, no epoch running.
fn settled(size: usize) -> World {
    let mut world = cabinet_of(Gateway::new(gateway_config(), members(size)), nodes(size));
    all(&mut world, false);
    world.run(20_000_000);
    assert!(!gateway(&world).in_epoch());
    world.host.sent.clear();
    world
}

#[test]
fn whole_cabinet_is_stored_and_acknowledged_in_one_round() {
    let mut world = settled(64);
    all(&mut world, true);
    world.run(21_000_000 + 407_000);
    assert_eq!(world.host.events.len(), 64);
    assert!(
        world
            .host
            .events
            .iter()
            .all(|e| e.flags == Flags::OUT && e.evt == 1)
    );
    assert!(
        world
            .host
            .events
            .iter()
            .all(|e| e.at.is_some_and(|at| at.abs_diff(20_000_000) <= 5_000)),
        "AGE is wrong"
    );
    assert!(
        world.host.acked[1..].iter().all(|evt| *evt == 1),
        "{:?}",
        world.host.acked
    );
    let reports = world
        .host
        .sent
        .iter()
        .filter(|(_, kind)| *kind == FrameType::Report)
        .count();
    assert_eq!(reports, 64, "everybody sends once");
}

#[test]
fn outage_and_restoration_come_in_order() {
    let mut world = settled(8);
    all(&mut world, true);
    world.run(60_000_000);
    all(&mut world, false);
    world.run(80_000_000);
    assert_eq!(world.host.events.len(), 16);
    assert!(world.host.acked[1..].iter().all(|evt| *evt == 2));
    assert!(
        (1..=8)
            .map(|party| node(&world, party))
            .all(|n| !n.is_pending() && n.state().aevt() == 2)
    );
}

#[test]
fn single_outage_is_acknowledged_exactly() {
    let mut world = settled(8);
    supply(&mut world, 5, true);
    world.run(21_300_000);
    assert_eq!(world.host.events.len(), 1);
    assert_eq!((world.host.events[0].index, world.host.acked[5]), (5, 1));
}

#[test]
fn node_that_misses_the_first_sync_reads_its_slot_off_a_neighbour() {
    let mut world = settled(16);
    lose(&mut world, |from, to, kind| {
        from == 0 && to == 9 && kind == FrameType::Sync
    });
    all(&mut world, true);
    world.run(21_000_000 + 120_000);
    assert_eq!(
        world.host.events.len(),
        16,
        "node 9 reported in round 1 too"
    );
    assert_eq!(world.host.acked[9], 0);
}

#[test]
fn lost_reports_come_in_the_next_round() {
    let mut world = settled(16);
    lose(&mut world, |from, to, kind| {
        to == 0 && from % 5 == 0 && kind == FrameType::Report
    });
    all(&mut world, true);
    world.run(21_000_000 + 115_000);
    assert_eq!(world.host.events.len(), 13);
    lose(&mut world, |_, _, _| false);
    world.run(21_000_000 + 500_000);
    assert_eq!(world.host.events.len(), 16);
    assert!(
        world.host.acked[1..].iter().all(|evt| *evt == 1),
        "{:?}",
        world.host.acked
    );
}

#[test]
fn burst_of_transitions_without_a_gateway_is_fetched_from_the_history() {
    let mut world = settled(4);
    lose(&mut world, |from, to, _| from == 0 || to == 0);
    for i in 0..5 {
        supply(&mut world, 2, i % 2 == 0);
        world.run(world.now() + 3_000_000);
    }
    assert_eq!(node(&world, 2).state().evt(), 5);
    assert_eq!(node(&world, 2).state().history().count(), 5);
    lose(&mut world, |_, _, _| false);
    world.run(world.now() + 100_000_000);
    let evts: Vec<u16> = world.host.events.iter().map(|e| e.evt).collect();
    assert_eq!(evts, [1, 2, 3, 4, 5]);
    assert_eq!(world.host.acked[2], 5);
    assert_eq!(gateway(&world).peer(2).map(Peer::evt), Some(5));
}

#[test]
fn events_that_left_the_log_of_a_node_are_recorded_as_a_gap() {
    let mut world = settled(4);
    lose(&mut world, |from, to, _| from == 0 || to == 0);
    flicker(&mut world, 2, 11);
    lose(&mut world, |_, _, _| false);
    world.run(world.now() + 100_000_000);
    assert_eq!(world.host.gaps, [(2, 1, 3)]);
    let evts: Vec<u16> = world.host.events.iter().map(|e| e.evt).collect();
    assert_eq!((evts, world.host.acked[2]), ((4..=11).collect(), 11));
}

/// Node 3 is out of the gateway's reach; the ways over its neighbours are rehearsed.
fn settled_with_helpers() -> World {
    let config = GatewayConfig {
        relay: true,
        ..gateway_config()
    };
    let mut world = cabinet_of(Gateway::new(config, members(4)), nodes(4));
    lose(&mut world, |from, to, _| {
        (from, to) == (0, 3) || (from, to) == (3, 0)
    });
    all(&mut world, false);
    world.run(10_000_000);
    for _ in 0..2 {
        for party in 1..=4 {
            with_node(&mut world, party, Node::report_health);
            world.run(world.now() + 200_000);
        }
    }
    with_gateway(&mut world, Gateway::announce_relays);
    world.run(20_000_000);
    assert!(!gateway(&world).in_epoch() && !gateway(&world).is_announcing());
    world.host.sent.clear();
    world
}

/// Transitions of the mains of one node, three seconds each, starting with an outage.
fn flicker(world: &mut World, party: Radio, transitions: u16) {
    for i in 0..transitions {
        supply(world, party, i % 2 == 0);
        world.run(world.now() + 3_000_000);
    }
    assert_eq!(node(world, party).state().evt(), transitions);
}

#[test]
fn single_outage_and_return_out_of_reach_are_acknowledged_over_a_helper() {
    let mut world = settled_with_helpers();
    supply(&mut world, 3, true);
    world.run(24_000_000);
    assert_eq!((world.host.events.len(), world.host.acked[3]), (1, 1));
    assert!(
        world.host.events[0]
            .at
            .is_some_and(|at| at.abs_diff(20_000_000) <= 5_000),
        "AGE and HOLD are wrong"
    );
    assert!(
        world
            .host
            .sent
            .iter()
            .any(|(from, kind)| *from != 3 && *kind == FrameType::Relay)
    );
    supply(&mut world, 3, false);
    world.run(28_000_000);
    assert_eq!((world.host.events.len(), world.host.acked[3]), (2, 2));
    // The helpers do not go on calling.
    world.host.sent.clear();
    world.run(60_000_000);
    assert_eq!(world.host.sent, []);
}

#[test]
fn gap_in_the_log_of_a_called_node_is_recorded_over_a_helper() {
    let mut world = settled_with_helpers();
    lose(&mut world, |from, to, _| from == 3 || to == 3);
    flicker(&mut world, 3, 11);
    lose(&mut world, |from, to, _| {
        (from, to) == (0, 3) || (from, to) == (3, 0)
    });
    world.run(world.now() + 100_000_000);
    assert_eq!(world.host.gaps, [(3, 1, 3)]);
    let events: Vec<(u16, Flags)> = world.host.events.iter().map(|e| (e.evt, e.flags)).collect();
    let truth: Vec<_> = (4..=11)
        .map(|evt| (evt, if evt % 2 == 1 { Flags::OUT } else { Flags(0) }))
        .collect();
    assert_eq!((events, world.host.acked[3]), (truth, 11));
}

#[test]
fn join_gives_index_and_group_key() {
    let peers = GatewayState::new(vec![Peer::member(addr(1)), Peer::new()]);
    let config = NodeConfig {
        index: 0xffff,
        group_key: key(9),
        ..node_config(2, 0)
    };
    let mut nodes = nodes(1);
    nodes.push(Node::new(config, NodeState::default()));
    let mut world = cabinet_of(Gateway::new(gateway_config(), peers), nodes);
    all(&mut world, false);
    world.run(20_000_000);
    with_node(&mut world, 2, |node, now| node.join(now, 1, 1));
    world.run(world.now() + 1_000_000);
    with_gateway(&mut world, |gateway, now| {
        assert!(gateway.assign(now, 2, addr(2)));
    });
    world.run(world.now() + 1_000_000);
    assert_eq!(node(&world, 2).index(), 2);
    supply(&mut world, 2, true);
    world.run(world.now() + 4_000_000);
    assert_eq!(world.host.events.len(), 1);
    assert_eq!(world.host.acked[2], 1);
}

#[test]
fn snapshot_rebuilds_the_state() {
    let mut world = settled(4);
    all(&mut world, true);
    world.run(30_000_000);
    let node = node(&world, 1).state();
    let mut copy = NodeState::default();
    (0..)
        .map_while(|n| node.snapshot(n))
        .for_each(|e| copy.apply(&e));
    assert_eq!(&copy, node);
    let gateway = gateway(&world).state();
    let mut copy = GatewayState::new(vec![Peer::new(); 4]);
    (0..)
        .map_while(|n| gateway.snapshot(n))
        .for_each(|e| copy.apply(&e));
    assert!(
        copy.peers()
            .iter()
            .zip(gateway.peers())
            .all(|(a, b)| (a.addr(), a.evt()) == (b.addr(), b.evt()))
    );
}
