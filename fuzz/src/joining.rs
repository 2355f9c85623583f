//! Joining of version 2 under any order of loss, replay, restart, lost memory, lists and rotation.
//!
//! Whatever happens: no counter of a sender is used for two different frames, a frame that was sent
//! to a session never counts in another one, and when the trouble is over every listed module is a
//! member with the newest group key.

use rf_frame::access::join::{Generation, Heard, JoinState, Membership, Module};
use rf_frame::access::members::{GroupKeyring, KeyNumber, Line, ListHead, Members, Network};
use rf_frame::security::{Counter, DeviceId, Key, Ladder, SenderCounter, Suite};
use rf_frame::wire::join::Ability;
use rf_frame::wire::tlv::Fresh;
use rf_frame::wire::{
    Age, Evt, Extensions, Flags, Frame, FrameBuf, FrameType, Header, Message, MeterNumber, Quality,
    Report,
};
use rf_frame::{Instant, Micros};
use std::collections::BTreeMap;

const NET: u16 = 0x1a2b;
const NODES: usize = 2;
/// Longest plan: more steps show nothing new and take long.
const STEPS: usize = 400;

/// What each sender sent under each counter, since it last lost its memory.
#[derive(Default)]
struct Sent(BTreeMap<u32, Vec<u8>>);

impl Sent {
    fn check(&mut self, frame: &FrameBuf) {
        let parsed = Frame::parse(frame.as_bytes()).expect("own frames parse");
        let ctr = parsed.header().ctr.0;
        let bytes = frame.as_bytes().to_vec();
        let before = self.0.entry(ctr).or_insert_with(|| bytes.clone());
        assert_eq!(*before, bytes, "counter {ctr:x} was used twice");
    }
}

fn store(counter: &mut SenderCounter) {
    if let Some(start) = counter.wants() {
        counter.stored(start);
    }
}

fn device(n: u8) -> DeviceId {
    DeviceId([n, 0, 0, 0, 0, 0, 0, 1])
}

fn root(n: u8) -> Key {
    let master = Key::new(Suite::Ascon, [7; 16]).expect("built");
    master.device_key(device(n))
}

struct Node {
    n: u8,
    membership: Membership<Key>,
    counter: SenderCounter,
    intact: bool,
    sent: Sent,
}

impl Node {
    fn new(n: u8, generation: Option<Generation>, last: u32) -> Self {
        let module = Module {
            device: device(n),
            hardware: 0,
            firmware: 0,
            ability: Ability::default(),
        };
        let mut counter = SenderCounter::after_boot(last);
        store(&mut counter);
        Node {
            n,
            membership: Membership::new(module, root(n), generation),
            counter,
            intact: false,
            sent: Sent::default(),
        }
    }

    fn status(&mut self) -> Option<FrameBuf> {
        let fresh = Fresh {
            heard: self.membership.last_heard(),
            keyno: self.membership.groups().newest_keyno()?,
        };
        let session = self.membership.session()?;
        let ctr = self.counter.take()?;
        let header = Header::up(session.id.net, session.id.index, ctr, session.number);
        let status = Message::Status(Report {
            evt: Evt(0),
            flags: Flags(0),
            round: 0,
            inferred: false,
            quality: Quality::Unset,
            age: Age::UNKNOWN,
            cap: 0,
        });
        let extensions = Extensions {
            fresh: Some(fresh),
            ..Extensions::NONE
        };
        FrameBuf::encode(&header, &status, &extensions, session.uplink(), 0).ok()
    }

    fn speak(&mut self, now: Instant, random: [u8; 8]) -> Option<FrameBuf> {
        store(&mut self.counter);
        self.membership.handle_timeout(now);
        let due = |at: Option<Instant>| at.is_some_and(|at| at <= now);
        let frame = if due(self.membership.status_due()) {
            let frame = self.status();
            self.membership.status_sent(now, 3);
            frame
        } else if due(self.membership.join_due()) {
            let state = JoinState {
                meter: MeterNumber([self.n; 6]),
                intact: self.intact,
                pending: false,
                evt: Evt(0),
            };
            self.membership
                .take_join(now, random, &mut self.counter, &state)
        } else {
            None
        };
        frame.inspect(|frame| self.sent.check(frame))
    }

    fn hear(&mut self, now: Instant, bytes: &[u8]) {
        let Ok(frame) = Frame::parse(bytes) else {
            return;
        };
        match self.membership.handle_frame(now, &frame, 5) {
            Ok(Heard::NewGeneration) => self.membership.generation_stored(now, 5),
            Ok(Heard::NewSession) => {
                self.intact = true;
                self.membership.session_stored(now);
            }
            _ => {}
        }
    }
}

struct World {
    now: Instant,
    members: Members<Key, 4, 3>,
    counter: SenderCounter,
    sent: Sent,
    nodes: [Node; NODES],
    list: u32,
    generation: u16,
    recorded: Vec<Vec<u8>>,
    randoms: u64,
    receipts: Vec<u16>,
}

impl World {
    fn new() -> Self {
        let mut counter = SenderCounter::after_boot(0);
        store(&mut counter);
        let head = ListHead {
            number: 0,
            net: NET,
            generation_floor: 0,
            sole_reference: false,
        };
        let key = KeyNumber {
            keyno: 0,
            key: Key::new(Suite::Ascon, [1; 16]).expect("built"),
        };
        let mut world = World {
            now: Instant::ZERO,
            members: Members::new(head, GroupKeyring::new(key), 1),
            counter,
            sent: Sent::default(),
            nodes: [Node::new(1, None, 0), Node::new(2, None, 0)],
            list: 0,
            generation: 1,
            recorded: Vec::new(),
            randoms: 0,
            receipts: Vec::new(),
        };
        world.load();
        world
    }

    fn random(&mut self) -> [u8; 8] {
        self.randoms += 1;
        self.randoms
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .to_le_bytes()
    }

    fn load(&mut self) {
        self.list += 1;
        let generation = self.generation;
        let lines = (1..=NODES as u8).map(|n| Line {
            meter: Some(MeterNumber([n; 6])),
            device: device(n),
            generation,
            root: root(n).join_root(device(n), NET, generation),
            index: None,
        });
        let head = ListHead {
            number: self.list,
            ..*self.members.head()
        };
        let revoked = self
            .members
            .load(self.now, head, lines)
            .expect("a newer list");
        assert!(!revoked);
    }

    fn gateway_speaks(&mut self) -> Option<FrameBuf> {
        store(&mut self.counter);
        let random = self.random();
        let frame = if let Some(assign) = self.members.take_assign(self.now) {
            Some(assign)
        } else if let Some(index) = self.receipts.pop() {
            self.members.receipt(index, &mut self.counter)
        } else if let Some(key) = self.members.take_key(self.now, &mut self.counter) {
            Some(key)
        } else {
            self.members
                .take_invite(self.now, random, &mut self.counter)
        };
        frame.inspect(|frame| self.sent.check(frame))
    }

    fn gateway_hears(&mut self, bytes: &[u8]) {
        let Ok(frame) = Frame::parse_in(bytes, NET) else {
            return;
        };
        if frame.frame_type() == FrameType::Join {
            let random = self.random();
            let network = Network {
                epoch: 0,
                slot: 24,
                channel: 0,
            };
            let counter = &mut self.counter;
            let _ = self
                .members
                .handle_join(self.now, &frame, random, &network, counter);
            return;
        }
        let own = self.counter.last();
        if let Ok(up) = self.members.handle_up(self.now, &frame, 0, own) {
            assert!(!up.group_key_stolen, "nobody has the group key");
            self.receipts.push(up.index);
        }
    }

    /// Everybody who has something to say says it; `lost(n)` tells whether frame number n is lost
    /// on its way.
    fn exchange(&mut self, mut lost: impl FnMut() -> bool) {
        if let Some(frame) = self.gateway_speaks() {
            self.recorded.push(frame.as_bytes().to_vec());
            for node in &mut self.nodes {
                if !lost() {
                    node.hear(self.now, frame.as_bytes());
                }
            }
        }
        for at in 0..NODES {
            let random = self.random();
            if let Some(frame) = self.nodes[at].speak(self.now, random) {
                self.recorded.push(frame.as_bytes().to_vec());
                if !lost() {
                    self.gateway_hears(frame.as_bytes());
                }
            }
        }
    }

    fn replay(&mut self, which: u8) {
        if self.recorded.is_empty() {
            return;
        }
        let bytes = self.recorded[usize::from(which) * 7 % self.recorded.len()].clone();
        self.gateway_hears(&bytes);
        for node in &mut self.nodes {
            node.hear(self.now, &bytes);
        }
    }

    fn lose_memory(&mut self, at: usize, keep_page: bool) {
        let node = &mut self.nodes[at];
        let generation = node.membership.generation().filter(|_| keep_page);
        *node = Node::new(node.n, generation, 0);
        node.membership.start(self.now, true, false, 1);
    }

    fn rotate(&mut self, urgent: bool) {
        let keyno = self.members.keyring().next_number();
        let key = Key::new(Suite::Ascon, [keyno; 16]).expect("built");
        self.members
            .rotate(self.now, KeyNumber { keyno, key }, urgent);
    }

    fn step(&mut self, step: u8, argument: u8) {
        let at = usize::from(argument) % NODES;
        match step % 16 {
            0..=7 => {
                let mut losses = argument;
                self.exchange(|| {
                    losses = losses.rotate_left(1);
                    losses & 1 == 1
                });
                self.now += Micros::from_millis(u64::from(step % 8) * 40 + 10);
            }
            8 => self.now += Micros::from_millis(u64::from(argument) * 100),
            9 | 10 => self.replay(argument),
            11 => self.lose_memory(at, argument & 2 == 0),
            12 => self.nodes[at]
                .membership
                .handle_silence(self.now, argument.into()),
            13 => self.rotate(argument & 1 == 1),
            14 => {
                self.generation = self.generation.saturating_add(u16::from(argument & 1));
                self.load();
            }
            _ => self.now += Micros::from_secs(u64::from(argument) * 30),
        }
    }

    fn is_settled(&mut self) -> bool {
        let newest = self.members.keyring().newest().keyno;
        let generation = self.generation;
        self.nodes.iter_mut().all(|node| {
            node.membership
                .session()
                .is_some_and(|s| s.confirmed && s.generation == generation)
                && node.membership.groups().newest_keyno() == Some(newest)
        })
    }
}

/// Any plan: pairs of step and argument.
pub fn any_plan(bytes: &[u8]) {
    let mut world = World::new();
    for pair in bytes.chunks_exact(2).take(STEPS) {
        world.step(pair[0], pair[1]);
        for node in &world.nodes {
            let Some(session) = node.membership.session() else {
                continue;
            };
            let known = world
                .members
                .member(session.id.index)
                .and_then(|m| m.session());
            let Some(known) = known.filter(|k| session.confirmed && k.number == session.number)
            else {
                continue;
            };
            assert_eq!(
                known.id.device,
                node.membership_device(),
                "a session of another module"
            );
        }
    }
    // The trouble is over: everybody is in again. A module that lost its generation page as well is
    // invited 7 h after it was last heard; the last of several sessions a day may have to wait
    // an hour.
    let end = world.now + Micros::from_secs(10 * 3600);
    while !world.is_settled() {
        assert!(
            world.now < end,
            "not settled 10 h after the last step: generation {}, {:?}, {:?}",
            world.generation,
            world.members,
            [&world.nodes[0].membership, &world.nodes[1].membership]
        );
        world.exchange(|| false);
        let answers = world.members.assign_waits(world.now) || !world.receipts.is_empty();
        world.now += Micros::from_millis(if answers { 20 } else { 1000 });
    }
    assert!(world.counter.last() > Counter(0));
}

impl Node {
    fn membership_device(&self) -> DeviceId {
        device(self.n)
    }
}
