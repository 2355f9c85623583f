//! One machine alone: what it refuses, what it numbers, what it says of itself. Machines against
//! each other over a channel are tested in the simulator (`examples/sim` of the repository), which
//! this crate does not know.
#![cfg(feature = "ascon")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use rf_frame::v1::access::{Action, Entry, Gateway, GatewayConfig, GatewayState, Phy};
use rf_frame::v1::access::{Node, NodeConfig, NodeState, Peer};
use rf_frame::v1::call::Call;
use rf_frame::v1::control::Join;
use rf_frame::v1::frame::Header;
use rf_frame::v1::receive::{Refusal, Refusals};
use rf_frame::v1::report::{Age, Flags, Quality, Report};
use rf_frame::v1::sync::{Form, Mode, Sync};
use rf_frame::v1::{Frame, FrameBuf, Key, Suite};

const NET: u16 = 7;

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

/// A gateway of two nodes that had mains for 20 s, with a free channel and nobody else on it.
fn settled_gateway() -> Gateway<Vec<Peer>> {
    let peers = (1..=2).map(|i| Peer::member(addr(i))).collect();
    let mut gateway = Gateway::new(gateway_config(), GatewayState::new(peers));
    let mut now = 0;
    gateway.handle_supply(now, false);
    loop {
        match gateway.poll_action() {
            Some(Action::Store(_)) => gateway.handle_stored(now),
            Some(Action::Sense { at, us }) => {
                now = at + u64::from(us);
                gateway.handle_channel(now, false);
            }
            Some(Action::Transmit { at, frame }) => {
                now = at + Phy::kbit50().air_us(frame.as_bytes().len());
                gateway.handle_sent(now);
            }
            Some(_) => {}
            None => match gateway.poll_timeout().filter(|at| *at < 20_000_000) {
                Some(at) => {
                    now = now.max(at);
                    gateway.handle_timeout(now);
                }
                None => break,
            },
        }
    }
    assert!(!gateway.in_epoch());
    gateway
}

/// A node that has mains and has stored what it wanted.
fn settled_node() -> Node {
    let mut node = Node::new(node_config(1, 1), NodeState::default());
    node.handle_supply(0, Flags(0));
    while let Some(action) = node.poll_action() {
        if let Action::Store(_) = action {
            node.handle_stored(0);
        }
    }
    node
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
    let mut gateway = settled_gateway();
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
    let mut node = settled_node();
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
