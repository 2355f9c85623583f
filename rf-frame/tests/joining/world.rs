//! A gateway and its nodes on one channel.
//!
//! Who wants to send waits for a clear channel. Two that start within 160 µs of each other do not
//! see each other and both frames are lost. Each receiver loses a frame with the same probability.

use rf_frame::access::join::{Generation, Heard, JoinState, Membership, Module, StoredSession};
use rf_frame::access::members::{
    Admission, GroupKeyring, Joined, KeyNumber, Line, ListHead, Members, Network, StoredMember,
};
use rf_frame::security::{DeviceId, GroupKeys, Key, Ladder, SenderCounter, Suite};
use rf_frame::wire::control::OrderWhat;
use rf_frame::wire::join::Ability;
use rf_frame::wire::tlv::Fresh;
use rf_frame::wire::{
    Age, Evt, Extensions, Flags, Frame, FrameBuf, FrameType, Header, Message, MeterNumber, Order,
    Quality, Refusals, Report,
};
use rf_frame::{Instant, Micros};

pub(crate) const NET: u16 = 0x1a2b;
pub(crate) const NODES: usize = 64;
pub(crate) const NETWORK: Network = Network {
    epoch: 5,
    slot: 24,
    channel: 0,
};

pub(crate) fn s(seconds: u64) -> Micros {
    Micros::from_secs(seconds)
}

pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(seed: u64) -> Self {
        Rng(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as u32
    }

    pub(crate) fn bytes(&mut self) -> [u8; 8] {
        (u64::from(self.next()) << 32 | u64::from(self.next())).to_le_bytes()
    }

    fn below(&mut self, n: u64) -> u64 {
        u64::from(self.next()) % n
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

fn store(counter: &mut SenderCounter) {
    if let Some(start) = counter.wants() {
        counter.stored(start);
    }
}

pub(crate) fn device(n: u16) -> DeviceId {
    let [a, b] = n.to_le_bytes();
    DeviceId([a, b, 0, 0, 0, 0, 0, 0x80])
}

pub(crate) fn meter(n: u16) -> MeterNumber {
    let [a, b] = n.to_le_bytes();
    MeterNumber([a, b, 0, 0x11, 0x26, 0x20])
}

/// KD of a module.
pub(crate) fn root(n: u16) -> Key {
    Key::new(Suite::Ascon, [0x42; 16])
        .unwrap()
        .device_key(device(n))
}

pub(crate) fn line(n: u16, meter_of: u16, generation: u16) -> Line<Key> {
    Line {
        meter: Some(meter(meter_of)),
        device: device(n),
        generation,
        root: root(n).join_root(device(n), NET, generation),
        index: None,
    }
}

pub(crate) fn head(number: u32) -> ListHead {
    ListHead {
        number,
        net: NET,
        generation_floor: 0,
        sole_reference: false,
    }
}

pub(crate) fn group(n: u8) -> KeyNumber<Key> {
    KeyNumber {
        keyno: n,
        key: Key::new(Suite::Ascon, [n; 16]).unwrap(),
    }
}

pub(crate) struct Node {
    pub(crate) n: u16,
    pub(crate) meter: MeterNumber,
    pub(crate) members: Membership<Key>,
    pub(crate) counter: SenderCounter,
    pub(crate) evt: Evt,
    pub(crate) intact: bool,
    pub(crate) sent: u32,
    pub(crate) refusals: Refusals,
    pub(crate) leaves: bool,
    /// Stored group keys.
    pub(crate) keys_stored: u32,
    not_before: Instant,
    rng: Rng,
}

impl Node {
    pub(crate) fn new(n: u16, generation: Option<u16>, seed: u64) -> Self {
        let module = Module {
            device: device(n),
            hardware: 1,
            firmware: 2,
            ability: Ability::default(),
        };
        let generation = generation.map(|number| Generation { net: NET, number });
        let mut counter = SenderCounter::after_boot(0);
        store(&mut counter);
        Node {
            n,
            meter: meter(n),
            members: Membership::new(module, root(n), generation),
            counter,
            evt: Evt(0),
            intact: true,
            sent: 0,
            refusals: Refusals::default(),
            leaves: false,
            keys_stored: 0,
            not_before: Instant::ZERO,
            rng: Rng::new(seed << 16 | u64::from(n)),
        }
    }

    pub(crate) fn start(&mut self, now: Instant, doubt: bool) {
        let random = self.rng.next();
        self.members.start(now, true, doubt, random);
        self.not_before = now;
    }

    /// Loses everything but the module's key and, if told so, its generation page.
    pub(crate) fn lose_memory(&mut self, now: Instant, keep_page: bool) {
        let generation = self.members.generation().filter(|_| keep_page);
        let fresh = Node::new(self.n, None, u64::from(self.rng.next()));
        let Node { meter, evt, .. } = *self;
        *self = fresh;
        let module = Module {
            device: device(self.n),
            hardware: 1,
            firmware: 2,
            ability: Ability::default(),
        };
        self.members = Membership::new(module, root(self.n), generation);
        (self.meter, self.evt, self.intact) = (meter, evt, false);
        self.start(now, false);
    }

    /// Restarts from what it stored.
    pub(crate) fn reboot(&mut self, now: Instant) {
        let session = self.members.session().expect("a session").clone();
        let stored = StoredSession {
            number: session.number,
            id: session.id,
            generation: session.generation,
            size: session.size,
            slot: session.slot,
            channel: session.channel,
            unicast: self.members.unicast(),
        };
        let groups = core::mem::replace(self.members.groups(), GroupKeys::new());
        let module = Module {
            device: device(self.n),
            hardware: 1,
            firmware: 2,
            ability: Ability::default(),
        };
        let generation = self.members.generation();
        self.members = Membership::new(module, root(self.n), generation);
        self.members.restore(&stored, groups);
        self.counter = SenderCounter::after_boot(self.counter.start().unwrap_or(0));
        store(&mut self.counter);
        self.start(now, false);
    }

    pub(crate) fn is_member(&self) -> bool {
        self.members
            .session()
            .is_some_and(|session| session.confirmed)
    }

    fn due(&self) -> Option<Instant> {
        let join = self.members.join_due();
        let status = self.members.status_due();
        let due = [join, status, self.members.poll_timeout()]
            .into_iter()
            .flatten()
            .min()?;
        Some(due.later(self.not_before))
    }

    /// A STATUS of the newest state.
    pub(crate) fn status(&mut self) -> Option<FrameBuf> {
        let keyno = self.members.groups().newest_keyno().unwrap_or(0);
        let heard = self.members.last_heard();
        let session = self.members.session()?;
        let ctr = self.counter.take()?;
        let header = Header::up(session.id.net, session.id.index, ctr, session.number);
        let report = Report {
            evt: self.evt,
            flags: Flags(0),
            round: 0,
            inferred: false,
            quality: Quality::Unset,
            age: Age::UNKNOWN,
            cap: 200,
        };
        let extensions = Extensions {
            fresh: Some(Fresh { heard, keyno }),
            ..Extensions::NONE
        };
        FrameBuf::encode(
            &header,
            &Message::Status(report),
            &extensions,
            session.uplink(),
            0,
        )
        .ok()
    }

    fn transmit(&mut self, now: Instant) -> Option<FrameBuf> {
        store(&mut self.counter);
        if self.members.poll_timeout().is_some_and(|at| at <= now) {
            self.members.handle_timeout(now);
            return None;
        }
        self.sent += 1;
        if self.members.status_due().is_some_and(|at| at <= now) {
            let frame = self.status();
            let random = self.rng.next();
            self.members.status_sent(now, random);
            return frame;
        }
        let state = JoinState {
            meter: self.meter,
            intact: self.intact,
            pending: false,
            evt: self.evt,
        };
        let random = self.rng.bytes();
        self.members
            .take_join(now, random, &mut self.counter, &state)
    }

    pub(crate) fn hear(&mut self, now: Instant, bytes: &[u8]) -> Option<Heard> {
        let random = self.rng.next();
        let heard = match Frame::parse(bytes) {
            Ok(frame) => {
                let heard = self.members.handle_frame(now, &frame, random);
                if let (Ok(Heard::Unicast), Message::Order(order)) = (heard, frame.message())
                    && matches!(
                        order,
                        Order {
                            what: OrderWhat::Leave,
                            ..
                        }
                    )
                {
                    self.members.drop_session();
                    self.leaves = true;
                }
                heard
            }
            Err(refusal) => Err(refusal),
        };
        match heard {
            Ok(Heard::NewGeneration) => self.members.generation_stored(now, random),
            Ok(Heard::NewSession) => {
                self.intact = true;
                if self
                    .members
                    .session()
                    .is_some_and(|session| session.restart)
                {
                    self.evt = Evt(0);
                }
                self.members.session_stored(now);
            }
            Ok(Heard::NewKey { .. }) => self.keys_stored += 1,
            Ok(_) => {}
            Err(refusal) => self.refusals.count(refusal),
        }
        heard.ok()
    }
}

pub(crate) struct Gateway {
    pub(crate) members: Members<Key, NODES, 16>,
    pub(crate) counter: SenderCounter,
    pub(crate) joined: Vec<(u16, Joined)>,
    pub(crate) admissions: Vec<Admission>,
    pub(crate) refusals: Refusals,
    pub(crate) stolen: u32,
    pub(crate) tampers: u32,
    pub(crate) sent: Vec<(Instant, FrameBuf)>,
    receipts: Vec<(Instant, u16)>,
    not_before: Instant,
    rng: Rng,
}

impl Gateway {
    pub(crate) fn new(last_start: u32, keyno: u8, seed: u64) -> Self {
        let mut counter = SenderCounter::after_boot(last_start);
        store(&mut counter);
        let start = counter.start().unwrap();
        Gateway {
            members: Members::new(head(0), GroupKeyring::new(group(keyno)), start),
            counter,
            joined: Vec::new(),
            admissions: Vec::new(),
            refusals: Refusals::default(),
            stolen: 0,
            tampers: 0,
            sent: Vec::new(),
            receipts: Vec::new(),
            not_before: Instant::ZERO,
            rng: Rng::new(seed ^ 0x5555),
        }
    }

    pub(crate) fn load(&mut self, now: Instant, number: u32, lines: &[Line<Key>]) -> bool {
        self.members
            .load(now, head(number), lines.iter().cloned())
            .expect("list")
    }

    /// Restarts from what it stored, with the same list.
    pub(crate) fn reboot(&mut self, now: Instant, number: u32, lines: &[Line<Key>]) {
        let stored: Vec<StoredMember> = (1..=NODES as u16)
            .filter_map(|index| {
                let session = self.members.member(index)?.session()?;
                Some(StoredMember {
                    number: session.number,
                    id: session.id,
                    generation: session.generation,
                    meter: session.meter,
                    top: session.window.top(),
                    committed: session.committed,
                    receipted: session.receipted,
                })
            })
            .collect();
        let keyno = self.members.keyring().signing().keyno;
        let last = self.counter.start().unwrap();
        *self = Gateway::new(last, keyno, u64::from(self.rng.next()));
        self.load(now, number, lines);
        for member in &stored {
            assert!(self.members.restore(member));
        }
    }

    fn due(&self, now: Instant) -> Option<Instant> {
        let assign = self.members.assign_waits(now).then_some(now);
        let receipt = self.receipts.iter().map(|(at, _)| *at).min();
        let parts = [
            assign,
            receipt,
            self.members.key_due(),
            self.members.invite_due(),
        ];
        Some(parts.into_iter().flatten().min()?.later(self.not_before))
    }

    fn transmit(&mut self, now: Instant) -> Option<FrameBuf> {
        store(&mut self.counter);
        if let Some(assign) = self.members.take_assign(now) {
            return Some(assign);
        }
        if let Some(at) = self.receipts.iter().position(|(due, _)| *due <= now) {
            let (_, index) = self.receipts.remove(at);
            return self.members.receipt(index, &mut self.counter);
        }
        if let Some(key) = self.members.take_key(now, &mut self.counter) {
            return Some(key);
        }
        let random = self.rng.bytes();
        self.members.take_invite(now, random, &mut self.counter)
    }

    pub(crate) fn hear(&mut self, now: Instant, bytes: &[u8]) {
        let frame = match Frame::parse_in(bytes, NET) {
            Ok(frame) => frame,
            Err(refusal) => return self.refusals.count(refusal),
        };
        if frame.frame_type() == FrameType::Join {
            let random = self.rng.bytes();
            match self
                .members
                .handle_join(now, &frame, random, &NETWORK, &mut self.counter)
            {
                Ok(admission) => self.admissions.push(admission),
                Err(refusal) => self.refusals.count(refusal),
            }
            return;
        }
        let own = self.counter.last();
        match self.members.handle_up(now, &frame, NETWORK.epoch, own) {
            Ok(up) => {
                if let Some(joined) = up.joined {
                    self.joined.push((up.index, joined));
                }
                self.stolen += u32::from(up.group_key_stolen);
                self.receipts.push((now + Micros::from_millis(1), up.index));
            }
            Err(refusal) => {
                self.refusals.count(refusal);
                let src = frame.header().src;
                self.tampers += u32::from(self.members.take_tamper(now, src));
            }
        }
    }
}

pub(crate) struct World {
    pub(crate) now: Instant,
    pub(crate) gateway: Gateway,
    pub(crate) nodes: Vec<Node>,
    pub(crate) loss: u64,
    /// Everything that was on air, with the moment of its end.
    pub(crate) air: Vec<FrameBuf>,
    /// The same with the moment of its end and the sender: 0 the gateway, else the position of the
    /// node from 1.
    pub(crate) log: Vec<(Instant, usize, FrameBuf)>,
    rng: Rng,
}

fn air(frame: &FrameBuf) -> Micros {
    Micros::from_micros((frame.as_bytes().len() as u64 + 8) * 160)
}

impl World {
    pub(crate) fn new(gateway: Gateway, nodes: Vec<Node>, loss: u64, seed: u64) -> Self {
        World {
            now: Instant::ZERO,
            gateway,
            nodes,
            loss,
            air: Vec::new(),
            log: Vec::new(),
            rng: Rng::new(seed ^ 0x1234_5678),
        }
    }

    /// A gateway with lines of these nodes, all on mains from the start. A journal was there before
    /// when the generation is known.
    pub(crate) fn cabinet(count: u16, generation: Option<u16>, loss: u64, seed: u64) -> Self {
        let mut gateway = Gateway::new(0, 5, seed);
        let lines: Vec<_> = (1..=count).map(|n| line(n, n, 1)).collect();
        gateway.load(Instant::ZERO, 1, &lines);
        let nodes = (1..=count)
            .map(|n| Node::new(n, generation, seed))
            .collect();
        let mut world = World::new(gateway, nodes, loss, seed);
        for node in &mut world.nodes {
            node.start(Instant::ZERO, false);
        }
        world
    }

    pub(crate) fn all_joined(&self) -> bool {
        self.nodes.iter().all(Node::is_member)
    }

    pub(crate) fn run_for(&mut self, span: Micros) {
        let end = self.now + span;
        while self.step(end) {}
        self.now = end;
    }

    /// Runs until `done`; the time it took, `None` past `limit`.
    pub(crate) fn run_until(
        &mut self,
        limit: Micros,
        done: impl Fn(&World) -> bool,
    ) -> Option<Micros> {
        let begin = self.now;
        while !done(self) {
            if !self.step(begin + limit) {
                self.now = begin + limit;
                return None;
            }
        }
        Some(self.now.since(begin))
    }

    /// One transmission. `false` when none begins before `end`.
    fn step(&mut self, end: Instant) -> bool {
        let dues: Vec<Option<Instant>> = core::iter::once(self.gateway.due(self.now))
            .chain(self.nodes.iter().map(Node::due))
            .map(|due| due.map(|due| due.later(self.now)))
            .collect();
        let Some(first) = dues.iter().flatten().min().copied().filter(|at| *at < end) else {
            return false;
        };
        let blind = first + Micros::from_micros(160);
        let mut frames = Vec::new();
        for (who, due) in dues.iter().enumerate() {
            if due.is_none_or(|due| due > blind) {
                continue;
            }
            let frame = match who.checked_sub(1) {
                None => self.gateway.transmit(first),
                Some(n) => self.nodes[n].transmit(first),
            };
            if let Some(frame) = frame {
                frames.push((who, frame));
            }
        }
        let Some(longest) = frames.iter().map(|(_, frame)| air(frame)).max() else {
            self.now = first;
            return true;
        };
        self.now = first + longest;
        self.defer(&dues);
        for (who, frame) in &frames {
            self.air.push(*frame);
            self.log.push((self.now, *who, *frame));
            if *who == 0 {
                self.gateway.sent.push((self.now, *frame));
            }
        }
        if let [(who, frame)] = frames[..] {
            self.deliver(who, &frame);
        }
        true
    }

    /// Who found the channel busy tries again.
    fn defer(&mut self, dues: &[Option<Instant>]) {
        for (who, due) in dues.iter().enumerate() {
            if due.is_some_and(|due| due < self.now) {
                match who.checked_sub(1) {
                    None => {
                        let wait = 500 + self.rng.below(1500);
                        self.gateway.not_before = self.now + Micros::from_micros(wait);
                    }
                    Some(n) => {
                        let wait = 1_000 + self.rng.below(96_000);
                        self.nodes[n].not_before = self.now + Micros::from_micros(wait);
                    }
                }
            }
        }
    }

    pub(crate) fn deliver(&mut self, who: usize, frame: &FrameBuf) {
        let loss = self.loss;
        if who != 0 {
            if !self.rng.chance(loss) {
                self.gateway.hear(self.now, frame.as_bytes());
            }
            return;
        }
        for node in &mut self.nodes {
            if !self.rng.chance(loss) {
                node.hear(self.now, frame.as_bytes());
            }
        }
    }

    /// Somebody else sends bytes that all hear.
    pub(crate) fn inject(&mut self, bytes: &[u8]) {
        self.gateway.hear(self.now, bytes);
        for node in &mut self.nodes {
            node.hear(self.now, bytes);
        }
    }
}
