//! Discrete-event world of one cabinet: real machines, virtual time, one channel.
//!
//! Time is in nanoseconds of the world; every party has its own clock in microseconds, off by an offset and a rate.

use super::channel::{Channel, Reception};
use super::dice::Dice;
use rf_frame::access::{Action, Gateway, Node, Notice, Peer, Phy};
use rf_frame::report::Flags;
use rf_frame::{FrameBuf, MAX_FRAME};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Party 0 is the gateway, party i the node with index i.
pub(crate) type Party = usize;

/// Supply currents of a node's radio, mA: receiving, sending at 17 dBm, and everything off but the timer.
const RX_MA: f64 = 15.0;
const TX_MA: f64 = 35.0;
const OFF_MA: f64 = 0.01;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    SenseEnd(Party),
    Start(Party),
    End(usize),
    Timer(Party),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Radio {
    Off,
    Listen { since: u64 },
    Send,
}

#[derive(Clone, Debug)]
struct Station {
    /// Local microseconds = (world ns − offset) / 1000 · (1 + ppm / 1e6), kept positive.
    offset_ns: i64,
    rate: f64,
    radio: Radio,
    timer: Option<u64>,
    sense: Option<(u64, u64)>,
    frame: Option<FrameBuf>,
    since: u64,
    charge_uc: f64,
}

#[derive(Clone, Debug)]
struct OnAir {
    from: Party,
    start: u64,
    end: u64,
    frame: FrameBuf,
    over: bool,
}

/// When something happened to a node in this outage, ns.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) stored: Option<u64>,
    pub(crate) acked: Option<u64>,
}

#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) now: u64,
    pub(crate) dice: Dice,
    pub(crate) channel: Channel,
    pub(crate) gateway: Gateway<Vec<Peer>>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) frames: Vec<u32>,
    stations: Vec<Station>,
    phy: Phy,
    queue: BinaryHeap<Reverse<(u64, u32, What)>>,
    serial: u32,
    air: Vec<OnAir>,
}

impl World {
    pub(crate) fn new(
        gateway: Gateway<Vec<Peer>>,
        nodes: Vec<Node>,
        phy: Phy,
        channel: Channel,
        dice: Dice,
    ) -> Self {
        let parties = nodes.len() + 1;
        let mut world = World {
            now: 0,
            dice,
            channel,
            gateway,
            nodes,
            outcomes: vec![Outcome::default(); parties],
            frames: vec![0; parties],
            stations: Vec::new(),
            phy,
            queue: BinaryHeap::new(),
            serial: 0,
            air: Vec::new(),
        };
        for _ in 0..parties {
            // Boot times spread over an hour, crystals within 40 ppm.
            let offset_ns = -(world.dice.below(3_600_000_000_000) as i64);
            let rate = 1.0 + world.dice.between(-40e-6, 40e-6);
            world.stations.push(Station {
                offset_ns,
                rate,
                radio: Radio::Off,
                timer: None,
                sense: None,
                frame: None,
                since: 0,
                charge_uc: 0.0,
            });
        }
        world
    }

    /// New crystals and slot dice, the same cabinet: another outage.
    pub(crate) fn reroll(&mut self, seed: u64) {
        self.dice = Dice::new(seed);
        let now = self.now;
        let rates: Vec<f64> = self
            .stations
            .iter()
            .map(|_| 1.0 + self.dice.between(-40e-6, 40e-6))
            .collect();
        for (station, rate) in self.stations.iter_mut().zip(rates) {
            // The local clock goes on where it is: local = (now − offset) · rate / 1000.
            let local_ns = (now as i64 - station.offset_ns) as f64 * station.rate;
            station.rate = rate;
            station.offset_ns = now as i64 - (local_ns / rate) as i64;
            station.charge_uc = 0.0;
            station.since = now;
        }
        for node in &mut self.nodes {
            node.reseed(self.dice.next() as u32);
        }
        self.gateway.reseed(self.dice.next() as u32);
        self.outcomes.fill(Outcome::default());
        self.frames.fill(0);
    }

    fn local(&self, party: Party, at: u64) -> u64 {
        let Some(s) = self.stations.get(party) else {
            return 0;
        };
        ((at as i64 - s.offset_ns) as f64 * s.rate / 1000.0) as u64
    }

    /// First world instant at which the local clock shows at least `local`.
    fn world_time(&self, party: Party, local: u64) -> u64 {
        let Some(s) = self.stations.get(party) else {
            return u64::MAX;
        };
        let at = (local as f64 * 1000.0 / s.rate) as i64 + s.offset_ns;
        u64::try_from(at).unwrap_or(0).saturating_add(1_000)
    }

    pub(crate) fn local_now(&self, party: Party) -> u64 {
        self.local(party, self.now)
    }

    /// Charge a node took since the last roll, mC.
    pub(crate) fn charge_mc(&mut self, party: Party) -> f64 {
        self.account(party);
        self.stations
            .get(party)
            .map_or(0.0, |s| s.charge_uc / 1000.0)
    }

    pub(crate) fn supply(&mut self, party: Party, out: bool) {
        let local = self.local_now(party);
        match party.checked_sub(1) {
            None => self.gateway.handle_supply(local, out),
            Some(n) => {
                if let Some(node) = self.nodes.get_mut(n) {
                    node.handle_supply(local, if out { Flags::OUT } else { Flags(0) });
                }
            }
        }
        self.drain(party);
    }

    /// Runs until `until` or until `done` says so (asked after every event).
    pub(crate) fn run(&mut self, until: u64, done: impl Fn(&World) -> bool) {
        while let Some(Reverse((at, _, what))) = self.queue.peek().copied() {
            if at > until {
                break;
            }
            self.queue.pop();
            self.now = self.now.max(at);
            self.happen(at, what);
            if done(self) {
                return;
            }
        }
        self.now = self.now.max(until);
    }

    fn push(&mut self, at: u64, what: What) {
        self.serial = self.serial.wrapping_add(1);
        self.queue.push(Reverse((at, self.serial, what)));
    }

    fn happen(&mut self, at: u64, what: What) {
        match what {
            What::Timer(party) => {
                if self.stations.get(party).is_none_or(|s| s.timer != Some(at)) {
                    return;
                }
                if let Some(s) = self.stations.get_mut(party) {
                    s.timer = None;
                }
                let local = self.local_now(party);
                match party.checked_sub(1) {
                    None => self.gateway.handle_timeout(local),
                    Some(n) => {
                        if let Some(node) = self.nodes.get_mut(n) {
                            node.handle_timeout(local);
                        }
                    }
                }
                self.drain(party);
            }
            What::SenseEnd(party) => {
                let Some((from, to)) = self.stations.get_mut(party).and_then(|s| s.sense.take())
                else {
                    return;
                };
                let busy = self.air.iter().any(|a| {
                    a.start < to
                        && a.end > from
                        && a.from != party
                        && self.channel.is_heard(a.from, party)
                });
                let local = self.local_now(party);
                match party.checked_sub(1) {
                    None => self.gateway.handle_channel(local, busy),
                    Some(n) => {
                        if let Some(node) = self.nodes.get_mut(n) {
                            node.handle_channel(local, busy);
                        }
                    }
                }
                self.drain(party);
            }
            What::Start(party) => self.start(party),
            What::End(slot) => self.end(slot),
        }
    }

    fn start(&mut self, party: Party) {
        let Some(frame) = self.stations.get_mut(party).and_then(|s| s.frame.take()) else {
            return;
        };
        self.set_radio(party, Radio::Send);
        let end = self.now + self.phy.air_us(frame.as_bytes().len()) * 1000;
        let sent = OnAir {
            from: party,
            start: self.now,
            end,
            frame,
            over: false,
        };
        if let Some(count) = self.frames.get_mut(party) {
            *count += 1;
        }
        // Finished transmissions stay until nothing on air overlaps them any more.
        let now = self.now;
        let oldest = self
            .air
            .iter()
            .filter(|a| !a.over)
            .map(|a| a.start)
            .min()
            .unwrap_or(now);
        let slot = match self
            .air
            .iter()
            .position(|a| a.over && a.end + 1_000_000 < oldest.min(now))
        {
            Some(free) => {
                if let Some(place) = self.air.get_mut(free) {
                    *place = sent;
                }
                free
            }
            None => {
                self.air.push(sent);
                self.air.len() - 1
            }
        };
        self.push(end, What::End(slot));
    }

    fn end(&mut self, slot: usize) {
        let Some(done) = self.air.get_mut(slot) else {
            return;
        };
        done.over = true;
        let (from, start, end, frame) = (done.from, done.start, done.end, done.frame);
        self.set_radio(from, Radio::Off);
        let bytes = frame.as_bytes();
        let sync_ns = start + self.phy.sync_us() * 1000;
        let heard_from = start + 2 * 160_000;
        for party in 0..self.stations.len() {
            let ready = matches!(self.stations.get(party).map(|s| s.radio), Some(Radio::Listen { since }) if since <= heard_from);
            if party == from || !ready {
                continue;
            }
            let dbm = self.channel.strength(from, party, &mut self.dice);
            let others = self.air.iter().enumerate();
            let others = others
                .filter(|(i, a)| *i != slot && a.start < end && a.end > start)
                .map(|(_, a)| a.from);
            let got = self.channel.receive(dbm, others, party, &mut self.dice);
            // Stamps jitter by ±15 µs.
            let jitter = self.dice.below(30_000);
            let stamp = self.local(party, (sync_ns + jitter).saturating_sub(15_000));
            match got {
                Reception::Nothing => {}
                Reception::Good => self.hand_over(party, stamp, bytes, dbm),
                Reception::Damaged(flips) => {
                    let mut copy = [0u8; MAX_FRAME];
                    let copy = copy.get_mut(..bytes.len()).unwrap_or_default();
                    copy.copy_from_slice(bytes);
                    for _ in 0..flips {
                        let bit = self.dice.below(8 * bytes.len() as u64) as usize;
                        if let Some(byte) = copy.get_mut(bit / 8) {
                            *byte ^= 1 << (bit % 8);
                        }
                    }
                    self.hand_over(party, stamp, copy, dbm);
                }
            }
        }
        let local = self.local_now(from);
        match from.checked_sub(1) {
            None => self.gateway.handle_sent(local),
            Some(n) => {
                if let Some(node) = self.nodes.get_mut(n) {
                    node.handle_sent(local);
                }
            }
        }
        self.drain(from);
    }

    fn hand_over(&mut self, party: Party, stamp: u64, bytes: &[u8], dbm: f64) {
        let local = self.local_now(party);
        // What the machine refuses, it has counted.
        let _refused = match party.checked_sub(1) {
            None => self.gateway.handle_frame(local, stamp, bytes, dbm as i16),
            Some(n) => match self.nodes.get_mut(n) {
                Some(node) => node.handle_frame(local, stamp, bytes, dbm as i16),
                None => Ok(()),
            },
        };
        self.drain(party);
    }

    /// Adds the charge of the present radio state up to now.
    fn account(&mut self, party: Party) {
        let now = self.now;
        if let Some(s) = self.stations.get_mut(party) {
            let ma = match s.radio {
                Radio::Off => OFF_MA,
                Radio::Listen { .. } => RX_MA,
                Radio::Send => TX_MA,
            };
            s.charge_uc += ma * now.saturating_sub(s.since) as f64 / 1e6;
            s.since = now;
        }
    }

    fn set_radio(&mut self, party: Party, radio: Radio) {
        self.account(party);
        if let Some(s) = self.stations.get_mut(party) {
            s.radio = radio;
        }
    }

    /// Takes the party's actions and its next time-out.
    pub(crate) fn drain(&mut self, party: Party) {
        loop {
            let local = self.local_now(party);
            let action = match party.checked_sub(1) {
                None => self.gateway.poll_action(),
                Some(n) => self.nodes.get_mut(n).and_then(Node::poll_action),
            };
            match action {
                None => break,
                Some(Action::Store(_)) => match party.checked_sub(1) {
                    None => self.gateway.handle_stored(local),
                    Some(n) => {
                        if let Some(node) = self.nodes.get_mut(n) {
                            node.handle_stored(local);
                        }
                    }
                },
                Some(Action::Sense { at, us }) => {
                    let from = self.world_time(party, at).max(self.now);
                    let to = from + u64::from(us) * 1000;
                    // The receiver runs for the measurement, from off if need be.
                    if let Some(s) = self.stations.get_mut(party) {
                        s.sense = Some((from, to));
                        if s.radio == Radio::Off {
                            s.charge_uc += RX_MA * 0.3;
                        }
                    }
                    self.push(to, What::SenseEnd(party));
                }
                Some(Action::Transmit { at, frame }) => {
                    let start = self.world_time(party, at).max(self.now);
                    if let Some(s) = self.stations.get_mut(party) {
                        s.frame = Some(frame);
                    }
                    self.push(start, What::Start(party));
                }
                Some(Action::Listen) => {
                    let since = self.now;
                    if !matches!(
                        self.stations.get(party).map(|s| s.radio),
                        Some(Radio::Listen { .. })
                    ) {
                        self.set_radio(party, Radio::Listen { since });
                    }
                }
                Some(Action::Sleep) => self.set_radio(party, Radio::Off),
                Some(Action::Notice(Notice::Event(event))) => {
                    if let Some(outcome) = self.outcomes.get_mut(usize::from(event.index)) {
                        outcome.stored = Some(self.now);
                    }
                }
                Some(Action::Notice(Notice::Acknowledged { .. })) => {
                    let all = party
                        .checked_sub(1)
                        .and_then(|n| self.nodes.get(n))
                        .is_some_and(|n| !n.is_pending());
                    if let Some(outcome) = self.outcomes.get_mut(party)
                        && all
                    {
                        outcome.acked = Some(self.now);
                    }
                }
                Some(_) => {}
            }
        }
        let timer = match party.checked_sub(1) {
            None => self.gateway.poll_timeout(),
            Some(n) => self.nodes.get(n).and_then(Node::poll_timeout),
        };
        let at = timer.map(|local| self.world_time(party, local).max(self.now));
        if let Some(s) = self.stations.get_mut(party)
            && s.timer != at
        {
            s.timer = at;
            if let Some(at) = at {
                self.push(at, What::Timer(party));
            }
        }
    }
}
