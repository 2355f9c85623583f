//! Node and gateway machines against each other over an ideal channel, in virtual time.
#![cfg(feature = "ascon")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use rf_frame::access::{
    Action, Durable, Entry, Event, Gateway, GatewayConfig, GatewayState, Notice, Phy,
};
use rf_frame::access::{Node, NodeConfig, NodeState, Peer};
use rf_frame::call::Call;
use rf_frame::control::Join;
use rf_frame::frame::Header;
use rf_frame::receive::{Refusal, Refusals};
use rf_frame::report::{Age, Flags, Quality, Report};
use rf_frame::sync::{Form, Mode, Sync};
use rf_frame::{Frame, FrameBuf, FrameType, Key, Suite};

const NET: u16 = 7;

/// One transmission on air.
struct OnAir {
    from: usize,
    start: u64,
    end: u64,
    frame: FrameBuf,
    spoilt: bool,
}

/// Party 0 is the gateway, party i the node with index i.
struct World {
    now: u64,
    phy: Phy,
    gateway: Gateway<Vec<Peer>>,
    nodes: Vec<Node>,
    listening: Vec<bool>,
    sensing: Vec<Option<(u64, u64)>>,
    waiting: Vec<Option<(u64, FrameBuf)>>,
    air: Vec<OnAir>,
    events: Vec<Event>,
    acked: Vec<u16>,
    gaps: Vec<(u16, u16, u16)>,
    sent: Vec<(usize, FrameType)>,
    /// Frames that the receiver does not get: (from, to, n-th frame of that sender).
    lose: fn(usize, usize, FrameType) -> bool,
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
        debounce_us: 1_000_000,
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
        debounce_us: 1_000_000,
        relay: false,
        beacon_us: 0,
        seed: 3,
    }
}

impl World {
    fn new(size: usize) -> Self {
        let peers = (1..=size).map(|i| Peer::member(addr(i))).collect();
        World {
            now: 0,
            phy: Phy::kbit50(),
            gateway: Gateway::new(gateway_config(), GatewayState::new(peers)),
            nodes: (1..=size)
                .map(|i| Node::new(node_config(i, size), NodeState::default()))
                .collect(),
            listening: vec![false; size + 1],
            sensing: vec![None; size + 1],
            waiting: vec![None; size + 1],
            air: Vec::new(),
            events: Vec::new(),
            acked: vec![0; size + 1],
            gaps: Vec::new(),
            sent: Vec::new(),
            lose: |_, _, _| false,
        }
    }

    fn supply(&mut self, party: usize, out: bool) {
        match party {
            0 => self.gateway.handle_supply(self.now, out),
            n => self.nodes[n - 1].handle_supply(self.now, if out { Flags::OUT } else { Flags(0) }),
        }
        self.drain(party);
    }

    fn all(&mut self, out: bool) {
        (0..=self.nodes.len()).for_each(|p| self.supply(p, out));
    }

    fn drain(&mut self, party: usize) {
        loop {
            let action = match party {
                0 => self.gateway.poll_action(),
                n => self.nodes[n - 1].poll_action(),
            };
            match action {
                None => return,
                Some(Action::Store(_)) if party == 0 => self.gateway.handle_stored(self.now),
                Some(Action::Store(_)) => self.nodes[party - 1].handle_stored(self.now),
                Some(Action::Sense { at, us }) => {
                    self.sensing[party] = Some((at, at + u64::from(us)))
                }
                Some(Action::Transmit { at, frame }) => {
                    assert!(at >= self.now, "asked to send in the past");
                    assert!(self.phy.air_us(frame.as_bytes().len()) <= 1_000_000);
                    self.waiting[party] = Some((at, frame));
                    self.listening[party] = false;
                }
                Some(Action::Listen) => self.listening[party] = true,
                Some(Action::Sleep) => self.listening[party] = false,
                Some(Action::Notice(Notice::Event(event))) => self.events.push(event),
                Some(Action::Notice(Notice::Acknowledged { evt })) => self.acked[party] = evt,
                Some(Action::Notice(Notice::Gap { index, from, to })) => {
                    self.gaps.push((index, from, to))
                }
                Some(_) => {}
            }
        }
    }

    fn next(&self) -> Option<u64> {
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
            .map(|s| s.1)
            .chain(self.waiting.iter().flatten().map(|w| w.0));
        timers
            .chain(radio)
            .chain(self.air.iter().map(|a| a.end))
            .min()
    }

    fn run(&mut self, until: u64) {
        while let Some(at) = self.next().filter(|at| *at <= until) {
            self.now = self.now.max(at);
            self.step();
        }
        self.now = until;
    }

    fn step(&mut self) {
        let now = self.now;
        for party in 0..=self.nodes.len() {
            if self.sensing[party].is_some_and(|s| s.1 <= now) {
                let (from, to) = self.sensing[party].take().expect("measuring");
                let busy = self.air.iter().any(|a| a.start < to && a.end > from);
                match party {
                    0 => self.gateway.handle_channel(now, busy),
                    n => self.nodes[n - 1].handle_channel(now, busy),
                }
                self.drain(party);
            }
            if self.waiting[party].is_some_and(|w| w.0 <= now) {
                let (start, frame) = self.waiting[party].take().expect("waiting");
                let end = start + self.phy.air_us(frame.as_bytes().len());
                let mut spoilt = false;
                for other in self.air.iter_mut().filter(|a| a.end > start) {
                    other.spoilt = true;
                    spoilt = true;
                }
                self.air.push(OnAir {
                    from: party,
                    start,
                    end,
                    frame,
                    spoilt,
                });
            }
        }
        while let Some(at) = self.air.iter().position(|a| a.end <= now) {
            let done = self.air.remove(at);
            self.deliver(&done);
        }
        for party in 0..=self.nodes.len() {
            match party {
                0 => self.gateway.handle_timeout(now),
                n => self.nodes[n - 1].handle_timeout(now),
            }
            self.drain(party);
        }
    }

    fn deliver(&mut self, done: &OnAir) {
        let bytes = done.frame.as_bytes();
        let kind = Frame::parse(bytes).expect("own frame").frame_type();
        self.sent.push((done.from, kind));
        match done.from {
            0 => self.gateway.handle_sent(self.now),
            n => self.nodes[n - 1].handle_sent(self.now),
        }
        let sync = done.start + self.phy.sync_us();
        for party in 0..=self.nodes.len() {
            if party == done.from
                || !self.listening[party]
                || done.spoilt
                || (self.lose)(done.from, party, kind)
            {
                continue;
            }
            let _ = match party {
                0 => self.gateway.handle_frame(self.now, sync, bytes, -60),
                n => self.nodes[n - 1].handle_frame(self.now, sync, bytes, -60),
            };
            self.drain(party);
        }
        self.drain(done.from);
    }
}

/// A cabinet with mains for two seconds, all counters stored, no epoch running.
fn settled(size: usize) -> World {
    let mut world = World::new(size);
    world.all(false);
    world.run(20_000_000);
    assert!(!world.gateway.in_epoch());
    world.sent.clear();
    world
}

#[test]
fn whole_cabinet_is_stored_and_acknowledged_in_one_round() {
    let mut world = settled(64);
    world.all(true);
    world.run(21_000_000 + 407_000);
    assert_eq!(world.events.len(), 64);
    assert!(
        world
            .events
            .iter()
            .all(|e| e.flags == Flags::OUT && e.evt == 1)
    );
    assert!(
        world
            .events
            .iter()
            .all(|e| e.at.is_some_and(|at| at.abs_diff(20_000_000) <= 5_000)),
        "AGE is wrong"
    );
    assert!(
        world.acked[1..].iter().all(|evt| *evt == 1),
        "{:?}",
        world.acked
    );
    let reports = world
        .sent
        .iter()
        .filter(|(_, kind)| *kind == FrameType::Report)
        .count();
    assert_eq!(reports, 64, "everybody sends once");
}

#[test]
fn outage_and_restoration_come_in_order() {
    let mut world = settled(8);
    world.all(true);
    world.run(60_000_000);
    world.all(false);
    world.run(80_000_000);
    assert_eq!(world.events.len(), 16);
    assert!(world.acked[1..].iter().all(|evt| *evt == 2));
    assert!(
        world
            .nodes
            .iter()
            .all(|n| !n.is_pending() && n.state().aevt() == 2)
    );
}

#[test]
fn single_outage_is_acknowledged_exactly() {
    let mut world = settled(8);
    world.supply(5, true);
    world.run(21_300_000);
    assert_eq!(world.events.len(), 1);
    assert_eq!((world.events[0].index, world.acked[5]), (5, 1));
}

#[test]
fn node_that_misses_the_first_sync_reads_its_slot_off_a_neighbour() {
    let mut world = settled(16);
    world.lose = |from, to, kind| from == 0 && to == 9 && kind == FrameType::Sync;
    world.all(true);
    world.run(21_000_000 + 120_000);
    assert_eq!(world.events.len(), 16, "node 9 reported in round 1 too");
    assert_eq!(world.acked[9], 0);
}

#[test]
fn lost_reports_come_in_the_next_round() {
    let mut world = settled(16);
    world.lose = |from, to, kind| to == 0 && from % 5 == 0 && kind == FrameType::Report;
    world.all(true);
    world.run(21_000_000 + 115_000);
    assert_eq!(world.events.len(), 13);
    world.lose = |_, _, _| false;
    world.run(21_000_000 + 500_000);
    assert_eq!(world.events.len(), 16);
    assert!(
        world.acked[1..].iter().all(|evt| *evt == 1),
        "{:?}",
        world.acked
    );
}

#[test]
fn burst_of_transitions_without_a_gateway_is_fetched_from_the_history() {
    let mut world = settled(4);
    world.lose = |from, to, _| from == 0 || to == 0;
    for i in 0..5 {
        world.supply(2, i % 2 == 0);
        let now = world.now;
        world.run(now + 3_000_000);
    }
    assert_eq!(world.nodes[1].state().evt(), 5);
    assert_eq!(world.nodes[1].state().history().count(), 5);
    world.lose = |_, _, _| false;
    let now = world.now;
    world.run(now + 100_000_000);
    let evts: Vec<u16> = world.events.iter().map(|e| e.evt).collect();
    assert_eq!(evts, [1, 2, 3, 4, 5]);
    assert_eq!(world.acked[2], 5);
    assert_eq!(world.gateway.peer(2).map(Peer::evt), Some(5));
}

#[test]
fn events_that_left_the_log_of_a_node_are_recorded_as_a_gap() {
    let mut world = settled(4);
    world.lose = |from, to, _| from == 0 || to == 0;
    flicker(&mut world, 2, 11);
    world.lose = |_, _, _| false;
    let now = world.now;
    world.run(now + 100_000_000);
    assert_eq!(world.gaps, [(2, 1, 3)]);
    let evts: Vec<u16> = world.events.iter().map(|e| e.evt).collect();
    assert_eq!((evts, world.acked[2]), ((4..=11).collect(), 11));
}

#[cfg(feature = "helper")]
/// Node 3 is out of the gateway's reach; the ways over its neighbours are rehearsed.
fn settled_with_helpers() -> World {
    let mut world = World::new(4);
    let peers = (1..=4).map(|i| Peer::member(addr(i))).collect();
    world.gateway = Gateway::new(
        GatewayConfig {
            relay: true,
            ..gateway_config()
        },
        GatewayState::new(peers),
    );
    world.lose = |from, to, _| (from, to) == (0, 3) || (from, to) == (3, 0);
    world.all(false);
    world.run(10_000_000);
    for _ in 0..2 {
        for party in 1..=4 {
            let now = world.now;
            world.nodes[party - 1].report_health(now);
            world.run(now + 200_000);
        }
    }
    let now = world.now;
    world.gateway.announce_relays(now);
    world.drain(0);
    world.run(20_000_000);
    assert!(!world.gateway.in_epoch() && !world.gateway.is_announcing());
    world.sent.clear();
    world
}

/// Transitions of the mains of one node, three seconds each, starting with an outage.
fn flicker(world: &mut World, party: usize, transitions: u16) {
    for i in 0..transitions {
        world.supply(party, i % 2 == 0);
        let now = world.now;
        world.run(now + 3_000_000);
    }
    assert_eq!(world.nodes[party - 1].state().evt(), transitions);
}

#[cfg(feature = "helper")]
#[test]
fn single_outage_and_return_out_of_reach_are_acknowledged_over_a_helper() {
    let mut world = settled_with_helpers();
    world.supply(3, true);
    world.run(24_000_000);
    assert_eq!((world.events.len(), world.acked[3]), (1, 1));
    assert!(
        world.events[0]
            .at
            .is_some_and(|at| at.abs_diff(20_000_000) <= 5_000),
        "AGE and HOLD are wrong"
    );
    assert!(
        world
            .sent
            .iter()
            .any(|(from, kind)| *from != 3 && *kind == FrameType::Relay)
    );
    world.supply(3, false);
    world.run(28_000_000);
    assert_eq!((world.events.len(), world.acked[3]), (2, 2));
    // The helpers do not go on calling.
    world.sent.clear();
    world.run(60_000_000);
    assert_eq!(world.sent, []);
}

#[cfg(feature = "helper")]
#[test]
fn gap_in_the_log_of_a_called_node_is_recorded_over_a_helper() {
    let mut world = settled_with_helpers();
    world.lose = |from, to, _| from == 3 || to == 3;
    flicker(&mut world, 3, 11);
    world.lose = |from, to, _| (from, to) == (0, 3) || (from, to) == (3, 0);
    let now = world.now;
    world.run(now + 100_000_000);
    assert_eq!(world.gaps, [(3, 1, 3)]);
    let events: Vec<(u16, Flags)> = world.events.iter().map(|e| (e.evt, e.flags)).collect();
    let truth: Vec<_> = (4..=11)
        .map(|evt| (evt, if evt % 2 == 1 { Flags::OUT } else { Flags(0) }))
        .collect();
    assert_eq!((events, world.acked[3]), (truth, 11));
}

#[test]
fn join_gives_index_and_group_key() {
    let mut world = World::new(2);
    let peers = vec![Peer::member(addr(1)), Peer::new()];
    world.gateway = Gateway::new(gateway_config(), GatewayState::new(peers));
    let config = NodeConfig {
        index: 0xffff,
        group_key: key(9),
        ..node_config(2, 0)
    };
    world.nodes[1] = Node::new(config, NodeState::default());
    world.all(false);
    world.run(20_000_000);
    let now = world.now;
    world.nodes[1].join(now, 1, 1);
    world.run(now + 1_000_000);
    let now = world.now;
    assert!(world.gateway.assign(now, 2, addr(2)));
    world.drain(0);
    world.run(now + 1_000_000);
    assert_eq!(world.nodes[1].index(), 2);
    world.supply(2, true);
    world.run(now + 4_000_000);
    assert_eq!(world.events.len(), 1);
    assert_eq!(world.acked[2], 1);
}

#[test]
fn join_says_whether_the_node_can_relay() {
    let mut node = Node::new(node_config(1, 1), NodeState::default());
    node.handle_supply(0, Flags::default());
    let mut now = 0;
    let frame = loop {
        node.handle_timeout(now);
        match node.poll_action() {
            Some(Action::Store(_)) => node.handle_stored(now),
            Some(Action::Sense { .. }) => node.handle_channel(now, false),
            Some(Action::Transmit { frame, .. }) => break frame,
            Some(_) => {}
            None => {
                node.join(now, 1, 1);
                now = node.poll_timeout().expect("a JOIN is planned");
            }
        }
    };
    let frame = Frame::parse(frame.as_bytes()).expect("a frame");
    let join = Join::parse(frame.payload()).expect("a JOIN");
    assert_eq!(join.abilities, u8::from(cfg!(feature = "helper")));
}

#[test]
fn events_that_wait_for_a_slow_memory_are_numbered_in_order() {
    let mut node = Node::new(node_config(1, 1), NodeState::default());
    node.handle_supply(0, Flags::default());
    let mut evts = vec![];
    let mut stores = |node: &mut Node, now, taken: bool| {
        while let Some(action) = node.poll_action() {
            if let Action::Store(entry) = action {
                if let Entry::Event(past) = entry {
                    evts.push(past.evt);
                }
                if taken {
                    node.handle_stored(now);
                }
            }
        }
    };
    stores(&mut node, 0, true);
    for now in [2_000_000, 4_000_000, 6_000_000] {
        node.handle_supply(
            now,
            if now == 4_000_000 {
                Flags::default()
            } else {
                Flags::OUT
            },
        );
        node.handle_timeout(now + 1_000_000);
        stores(&mut node, now, false);
    }
    node.handle_stored(8_000_000);
    stores(&mut node, 8_000_000, true);
    assert_eq!(evts, [1, 2, 3]);
}

#[test]
fn snapshot_rebuilds_the_state() {
    let mut world = settled(4);
    world.all(true);
    world.run(30_000_000);
    let node = world.nodes[0].state();
    let mut copy = NodeState::default();
    (0..)
        .map_while(|n| node.snapshot(n))
        .for_each(|e| copy.apply(&e));
    assert_eq!(&copy, node);
    let gateway = world.gateway.state();
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

/// What a party wants to store or send after a frame.
fn effects(mut next: impl FnMut() -> Option<Action>) -> usize {
    let mut count = 0;
    while let Some(action) = next() {
        count += usize::from(matches!(
            action,
            Action::Store(_) | Action::Sense { .. } | Action::Transmit { .. }
        ));
    }
    count
}

#[test]
fn gateway_refuses_in_order_and_does_nothing_before_mic_and_counter() {
    let mut gateway = settled(2).gateway;
    let report = Report {
        evt: 1,
        flags: Flags::OUT,
        round: 0,
        quality: Quality::Second,
        age: Age::MAX,
        cap: 1,
    };
    let node = key(1).derive_node(NET, &addr(1));
    let make = |header: Header, key: &Key| {
        FrameBuf::encode(&header, &report, &[], Some(key))
            .expect("fits")
            .as_bytes()
            .to_vec()
    };
    let header = Header::up(NET, 1, 5_000);
    let good = make(header, &node);
    // Puts a byte and repairs the checksum.
    let with = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        let body = bytes.len() - 3;
        let crc = crc24(&bytes[..body]);
        bytes[body..].copy_from_slice(&crc);
        bytes
    };
    let mut broken = good.clone();
    broken[12] ^= 1;
    let refused = [
        (good[..25].to_vec(), Refusal::Length),
        (broken, Refusal::Crc),
        (with(1, 0x41), Refusal::Version),
        (with(3, 0xff), Refusal::Net),
        (with(1, 0x2c), Refusal::Type),
        (with(2, 0x09), Refusal::Shape),
        (make(header, &key(9)), Refusal::Mic),
        (with(11, 2), Refusal::Mic),
        (make(Header::up(NET, 1, 1), &node), Refusal::Counter),
    ];
    let now = 20_000_000;
    let _ = effects(|| gateway.poll_action());
    gateway
        .handle_frame(now, now, &make(Header::up(NET, 1, 4_000), &node), -60)
        .expect("good");
    assert!(
        effects(|| gateway.poll_action()) > 0,
        "a good report is stored"
    );
    gateway.handle_stored(now);
    let _ = effects(|| gateway.poll_action());
    let total = |r: &Refusals| {
        let counters = [
            r.length,
            r.crc,
            r.version,
            r.net,
            r.kind,
            r.shape,
            r.mic,
            r.throttled,
            r.counter,
            r.payload,
        ];
        counters.iter().sum::<u32>()
    };
    for (bytes, why) in refused {
        let before = *gateway.refusals();
        assert_eq!(gateway.handle_frame(now, now, &bytes, -60), Err(why));
        let mut counted = before;
        counted.count(why);
        assert_eq!(*gateway.refusals(), counted);
        assert_eq!(total(gateway.refusals()), total(&before) + 1, "one counter");
        assert_eq!(effects(|| gateway.poll_action()), 0, "{why:?} has effects");
    }
}

#[test]
fn node_takes_no_slot_and_no_acknowledgement_from_a_forged_or_repeated_frame() {
    let mut world = settled(1);
    let node = &mut world.nodes[0];
    let map = [0, 1, 0];
    let sync = Sync {
        epoch: 9,
        form: Form::Exact,
        round: 1,
        mode: Mode(1),
        slot: 24,
        t0: 4,
        base: 1,
        count: 1,
        rank0: 0,
        map: &map,
    };
    let call = Call::new(sync).expect("has an entry");
    let header = Header {
        src: 2,
        ..Header::down(NET, 90)
    };
    let forged = FrameBuf::encode(&header, &call, &[], Some(&key(9))).expect("fits");
    let good = FrameBuf::encode(&header, &call, &[], Some(&key(2))).expect("fits");
    let stray = FrameBuf::encode(
        &Header {
            src: 2,
            ..Header::down(NET, 9_000)
        },
        &sync,
        &[],
        Some(&key(2)),
    );
    let now = 20_000_000;
    assert_eq!(
        node.handle_frame(now, now, forged.as_bytes(), -60),
        Err(Refusal::Mic)
    );
    assert_eq!(
        node.handle_frame(now, now, stray.expect("fits").as_bytes(), -60),
        Err(Refusal::NotMine)
    );
    assert_eq!(node.poll_timeout(), None, "no slot");
    assert_eq!(node.handle_frame(now, now, good.as_bytes(), -60), Ok(()));
    assert!(node.poll_timeout().is_some(), "the call gives a slot");
    assert_eq!(
        node.handle_frame(now, now, good.as_bytes(), -60),
        Err(Refusal::Counter)
    );
    assert_eq!(
        (
            node.refusals().mic,
            node.refusals().counter,
            node.refusals().not_mine
        ),
        (1, 1, 1)
    );
}

fn crc24(bytes: &[u8]) -> [u8; 3] {
    let mut crc = 0xb7_04ce_u32;
    for byte in bytes {
        crc ^= u32::from(*byte) << 16;
        for _ in 0..8 {
            crc <<= 1;
            if crc & 0x100_0000 != 0 {
                crc ^= 0x186_4cfb;
            }
        }
    }
    [(crc >> 16) as u8, (crc >> 8) as u8, crc as u8]
}
