//! A cabinet of bare radio machines and what is around them: flash, supplies, and an attacker.
//!
//! The gateway is radio 0, the node with index `i` radio `i`; the last radio belongs to the
//! attacker, who sends what it is given and plays what it has recorded. What it can do to the
//! frames of others is [`Even`]'s.
#![expect(
    clippy::indexing_slicing,
    reason = "radios are numbered from 0 to the last party, and all lists have a place for each"
)]

use crate::air::{Air, Channel, Heard, Radio, Transmission};
use crate::crystal::Crystal;
use crate::machine::Input;
use crate::radio::Radios;
use crate::v2::{self, Notice, Party, Stored};
use crate::world::Host;
use crate::{Rng, World};
use rf_frame::access;
use rf_frame::access::event::ResetCause;
use rf_frame::access::node::{Boot, TimeExchange};
use rf_frame::journal::{ENTRY_MAX, Entry, Verdict, entry};
use rf_frame::security::SuiteMissing;
use rf_frame::wire::tlv::MeterClock;
use rf_frame::wire::{Evt, Flags};
use rf_frame::{Instant, Micros};

/// A second of the world.
pub const SECOND: u64 = 1_000_000;
/// Losses of mains from here on must make an event; below 0.9 s none.
const OUTAGE: u64 = 1_200_000;
/// A capacitor is full after so long, and then lasts so long.
const FULL: u64 = 60 * SECOND;
const LASTS: u64 = 40 * SECOND;

/// Everybody hears everybody; what overlaps is lost, and so is a part of the rest.
#[derive(Clone, Copy, Debug, Default)]
pub struct Even {
    /// That part.
    pub loss: f64,
    /// Somebody jams every frame from and to this radio, until then.
    pub jammed: Option<(Radio, u64)>,
    /// Somebody jams every frame from this radio, until then.
    pub muted: Option<(Radio, u64)>,
}

impl Channel for Even {
    fn receive<'a>(
        &self,
        sent: &Transmission,
        mut others: impl Iterator<Item = &'a Transmission>,
        to: Radio,
        rng: &mut Rng,
    ) -> Heard {
        if others.any(|other| other.from != to) {
            return Heard::Collided;
        }
        let hit = |(victim, until)| (sent.from == victim || to == victim) && sent.start < until;
        let mute = |(victim, until)| sent.from == victim && sent.start < until;
        if rng.chance(self.loss) || self.jammed.is_some_and(hit) || self.muted.is_some_and(mute) {
            return Heard::Lost;
        }
        let late = rng.range(0, 15) as i64;
        Heard::Frame {
            bytes: sent.bytes.clone(),
            damaged: false,
            late,
            dbm: -60,
        }
    }
}

/// When something happened to a node, µs of world time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome {
    /// Its newest event was stored at the gateway.
    pub stored: Option<u64>,
    /// It was told so.
    pub told: Option<u64>,
    /// It was proven so.
    pub proven: Option<u64>,
}

/// A frame that somebody holds back: which, by whether it is wanted, and for how long.
pub type Hold = fn(&[u8]) -> bool;

/// What became of everybody.
#[derive(Debug, Default)]
pub struct Outcomes {
    /// Of each radio.
    pub nodes: Vec<Outcome>,
    /// Epochs so far.
    pub epochs: usize,
    /// A flash takes so long for a record, µs.
    pub flash_us: u64,
    /// The memories of nodes do not answer until then.
    pub slow_until: u64,
    /// What each node has stored, in order.
    pub events: Vec<Vec<entry::Event>>,
    /// Sessions of each node in which its numbers began anew: events and records until then.
    pub renumbered: Vec<Vec<(usize, usize)>>,
    /// Frames that were on the air, for somebody to play them again, by whom, and how many of them
    /// were.
    pub recorded: Vec<(Radio, Vec<u8>)>,
    /// At most so many are kept.
    pub tape: usize,
    /// Frames that the attacker has sent.
    pub played: usize,
    /// Frames that are held back, and for how long, µs.
    pub hold: Option<(Hold, u64)>,
    /// Bytes that the gateway has written into its journal: records of 8-byte units.
    pub written: usize,
    /// What the gateway has stored, in order.
    pub records: Vec<entry::Record>,
    /// The supplies.
    pub supplies: Vec<Supply>,
    /// The number of the meter at each radio.
    pub meters: Vec<u16>,
    /// What is open at each party besides mains: FLG 1..3, 5 and 6.
    pub inputs: Vec<Flags>,
    /// Whether the counter of a party runs on while it has no power.
    pub counter_stops: bool,
    /// Starts at which a journal was found rotten.
    pub doubts: usize,
    /// Exchanges of time that counted.
    pub exchanges: Vec<(Radio, TimeExchange)>,
    /// BEACONs that were taken.
    pub beacons: usize,
    /// What the gateway was told of meters' clocks.
    pub clocks: Vec<(u16, MeterClock)>,
    /// Events that a node took for told or proven before they were stored.
    pub false_acks: usize,
    /// Times that the gateway has noticed its group key in other hands.
    pub thefts: usize,
    /// Parties without power, with their flash.
    asleep: Vec<Option<Party>>,
}

/// The supply of a party.
#[derive(Clone, Copy, Debug, Default)]
pub struct Supply {
    /// Whether there are mains.
    pub mains: bool,
    /// When mains came or went last.
    pub since: u64,
    /// Losses of mains that lasted beyond the debounce.
    pub outages: usize,
    /// The machine, while it has no power.
    asleep: bool,
}

/// Something that happens besides the radio.
#[derive(Clone, Debug)]
pub enum Event {
    /// The memory of a party, in its life, has stored something.
    Stored(Radio, u32),
    /// Mains of a party.
    Mains(Radio, bool),
    /// The capacitor of a party is empty, if mains are still away since then.
    Empty(Radio, u64),
    /// The watchdog of a party bites.
    Reset(Radio),
    /// The attacker plays recordings, until then.
    Replay(u64),
    /// A frame that was held back reaches a radio; its sync word ended at this time of the world.
    Late(Radio, u64, Vec<u8>),
}

impl Host for Outcomes {
    type Machine = Party;
    type Channel = Even;
    type Clock = Crystal;
    type Event = Event;

    fn event(world: &mut Cabinet, event: Event) {
        match event {
            Event::Stored(radio, life) => {
                let now = world.now();
                if radio > 0 && now < world.host.slow_until {
                    let until = world.host.slow_until;
                    world.at(until, Event::Stored(radio, life));
                } else if life_of(world, radio) == life {
                    world.give(radio, &Input::Stored);
                }
            }
            Event::Mains(radio, present) => mains(world, radio, present),
            Event::Empty(radio, since) => {
                let supply = world.host.supplies[radio];
                if !supply.mains && supply.since == since && !supply.asleep {
                    power_off(world, radio);
                }
            }
            Event::Replay(until) => replay(world, until),
            Event::Late(radio, at, bytes) => {
                let sync = world.radios.timer(radio, at);
                let dbm = -60;
                world.give(radio, &Input::Frame { sync, bytes, dbm });
            }
            Event::Reset(radio) => {
                if !world.host.supplies[radio].asleep {
                    power_off(world, radio);
                    power_on(world, radio, ResetCause::Other);
                }
            }
        }
    }

    fn store(world: &mut Cabinet, radio: Radio, entry: Stored) {
        match &entry {
            Stored::Entry(Entry::Event(event)) => world.host.events[radio].push(event.clone()),
            Stored::Entry(Entry::Record(record)) => world.host.records.push(*record),
            Stored::Entry(Entry::Session(session)) if session.flags & 1 != 0 => {
                let until = (world.host.events[radio].len(), world.host.records.len());
                world.host.renumbered[radio].push(until);
            }
            _ => {}
        }
        if let Stored::Entry(entry) = &entry
            && radio == 0
        {
            let len = entry.encode(&mut [0; ENTRY_MAX]).len();
            world.host.written += (len + 6).next_multiple_of(8);
        }
        let stored = world
            .machine_mut(radio)
            .is_some_and(|party| party.commit(entry));
        assert!(stored, "the journal of {radio} is full");
        let at = world.now() + world.host.flash_us;
        let life = life_of(world, radio);
        world.at(at, Event::Stored(radio, life));
    }

    fn left(world: &mut Cabinet, from: Radio, frame: &[u8]) -> bool {
        if from + 1 == world.machines.len() {
            world.host.played += 1;
        } else if world.host.recorded.len() < world.host.tape {
            world.host.recorded.push((from, frame.to_vec()));
        }
        true
    }

    fn receive(world: &mut Cabinet, radio: Radio, input: Input) {
        let held = world.host.hold;
        match (&input, held) {
            (Input::Frame { bytes, .. }, Some((is, us))) if is(bytes) => {
                let air = 160 * (bytes.len() as u64 - 1);
                let late = Event::Late(radio, world.now() - air + us, bytes.clone());
                world.at(world.now() + us, late);
            }
            _ => world.give(radio, &input),
        }
    }

    fn notice(world: &mut World<Self>, radio: Radio, notice: Notice) {
        if let Notice::Node(access::node::Notice::Told(evt) | access::node::Notice::Proven(evt)) =
            notice
        {
            let early = evt.is_newer_than(committed(world, radio));
            world.host.false_acks += usize::from(early);
        }
        let now = world.now();
        let newest = |world: &World<Self>, evt: Evt| {
            let node = world.machine(radio).and_then(Party::node);
            node.and_then(|node| node.state().newest_event())
                .is_some_and(|kept| kept.event.evt == evt.0)
        };
        match notice {
            Notice::Gateway(access::gateway::Notice::Committed { index, .. }) => {
                world.host.nodes[usize::from(index)].stored = Some(now);
            }
            Notice::Gateway(access::gateway::Notice::Epoch(..)) => world.host.epochs += 1,
            Notice::Gateway(access::gateway::Notice::MeterClock(index, clock)) => {
                world.host.clocks.push((index, clock));
            }
            Notice::Gateway(access::gateway::Notice::GroupKeyStolen) => {
                world.host.thefts += 1;
                if let Some(party) = world.machine_mut(radio) {
                    party.rotate(true);
                }
            }
            Notice::Node(access::node::Notice::Time(exchange)) => {
                world.host.exchanges.push((radio, exchange));
            }
            Notice::Node(access::node::Notice::Beacon(..)) => world.host.beacons += 1,
            Notice::Node(access::node::Notice::Told(evt)) if newest(world, evt) => {
                world.host.nodes[radio].told.get_or_insert(now);
            }
            Notice::Node(access::node::Notice::Proven(evt)) if newest(world, evt) => {
                world.host.nodes[radio].told.get_or_insert(now);
                world.host.nodes[radio].proven.get_or_insert(now);
            }
            _ => {}
        }
    }
}

/// The world of such a cabinet.
pub type Cabinet = World<Outcomes>;

/// A cabinet on mains whose boot epoch is over.
///
/// # Errors
/// When the suite is not built.
pub fn cabinet(nodes: u16, loss: f64, seed: u64) -> Result<Cabinet, SuiteMissing> {
    cabinet_with(nodes, loss, seed, None)
}

/// The same whose gateway sends a BEACON every so often.
///
/// # Errors
/// When the suite is not built.
pub fn cabinet_with(
    nodes: u16,
    loss: f64,
    seed: u64,
    beacon: Option<Micros>,
) -> Result<Cabinet, SuiteMissing> {
    let mut rng = Rng::new(seed, "cabinet");
    let mut machines = vec![v2::gateway_with(nodes, rng.bits() as u32, beacon)?];
    for index in 1..=nodes {
        machines.push(v2::node(index, nodes, rng.bits() as u32)?);
    }
    let mut world = new(machines, loss, rng);
    // Time for the boot epoch, its RECEIPTs, and for every node to show which group key it holds.
    let settled = (20 + 2 * u64::from(nodes)) * SECOND;
    world.run(settled);
    for station in world.radios.stations_mut() {
        station.charge.restart(settled);
    }
    world.host.nodes.fill(Outcome::default());
    world.host.epochs = 0;
    Ok(world)
}

/// These parties on mains, and an attacker, at the begin of the world.
#[must_use]
pub fn new(mut machines: Vec<Party>, loss: f64, mut rng: Rng) -> Cabinet {
    machines.push(Party::Forger(v2::Forger::new()));
    let parties = machines.len();
    let crystals: Vec<_> = (0..parties)
        .map(|_| Crystal::started(0, rng.range(0, 80_000) as i64 - 40_000))
        .collect();
    let channel = Even {
        loss,
        ..Even::default()
    };
    let air = Air::new(parties, channel, rng);
    let on_mains = Supply {
        mains: true,
        ..Supply::default()
    };
    let host = Outcomes {
        nodes: vec![Outcome::default(); parties],
        flash_us: 500,
        tape: 4_000,
        events: vec![Vec::new(); parties],
        renumbered: vec![Vec::new(); parties],
        supplies: vec![on_mains; parties],
        meters: (0..).take(parties).collect(),
        inputs: vec![Flags(0); parties],
        asleep: (0..parties).map(|_| None).collect(),
        ..Outcomes::default()
    };
    let machines = machines.into_iter().map(Some);
    let mut world = World::new(Radios::new(air, crystals), machines, host);
    for party in 0..parties {
        supply(&mut world, party);
        read_meter(&mut world, party);
    }
    world
}

/// Tells a party how its supply is.
fn supply(world: &mut Cabinet, radio: Radio) {
    let present = world.host.supplies[radio].mains;
    let flags = world.host.inputs[radio];
    if flags == Flags(0) {
        world.give(radio, &Input::Supply { present });
        return;
    }
    let flags = if present {
        flags
    } else {
        flags.with(Flags::NO_MAINS)
    };
    world.with(radio, |party, timer| {
        if let Some(node) = party.node_mut() {
            node.handle_inputs(Instant::from_micros(timer), flags);
        }
    });
}

/// The inputs of a node besides mains change: FLG 1..3, 5 and 6.
pub fn inputs(world: &mut Cabinet, radio: Radio, flags: Flags) {
    world.host.inputs[radio] = flags;
    supply(world, radio);
}

/// The mains of these parties go within 2 ms. Returns the end of the debounce.
pub fn dark(world: &mut Cabinet, parties: impl Iterator<Item = Radio>) -> u64 {
    let onset = world.now();
    let rng = &mut world.radios.air.rng;
    let mut order: Vec<(u64, Radio)> = parties
        .map(|p| (if p == 0 { 1_000 } else { rng.range(0, 2_000) }, p))
        .collect();
    order.sort_unstable();
    for (delay, party) in order {
        world.run(onset + delay);
        world.give(party, &Input::Supply { present: false });
    }
    onset + 1_000 + SECOND
}

fn life_of(world: &Cabinet, radio: Radio) -> u32 {
    world
        .radios
        .station(radio)
        .map_or(0, |station| station.life)
}

/// The newest event of a node that the gateway has in its journal.
#[must_use]
pub fn committed(world: &Cabinet, node: Radio) -> Evt {
    let of = |party: &Party| {
        let member = party
            .gateway()
            .and_then(|gateway| gateway.state().member(node as u16));
        member.map_or(Evt::NONE, |member| Evt(member.committed))
    };
    let asleep = world.host.asleep[0].as_ref();
    world.machine(0).or(asleep).map_or(Evt::NONE, of)
}

/// The forger plays some of what was recorded for ten seconds.
fn replay(world: &mut Cabinet, until: u64) {
    let now = world.now();
    let rng = &mut world.radios.air.rng;
    let recorded = &world.host.recorded;
    let last = (recorded.len() as u64).saturating_sub(1);
    let pick = |_| recorded[rng.range(0, last) as usize].1.clone();
    let frames = (0..16).map(pick).collect();
    let every = world.radios.air.rng.range(40_000, 400_000);
    attack(world, every, 10 * SECOND, frames);
    if now < until {
        world.at(now + 10 * SECOND, Event::Replay(until));
    }
}

/// The attacker sends these frames in turn, one every so many µs, for so many µs.
pub fn attack(world: &mut Cabinet, every: u64, lasts: u64, frames: Vec<Vec<u8>>) {
    let attacker = world.machines.len() - 1;
    let now = world.radios.timer(attacker, world.now());
    let until = now.saturating_add(lasts);
    if let Some(Party::Forger(forger)) = world.machine_mut(attacker) {
        forger.begin(now, every, until, frames);
    }
    world.drive(attacker);
}

/// The meter of a node answers, while there are mains.
pub fn read_meter(world: &mut Cabinet, radio: Radio) {
    let meter = v2::meter(world.host.meters[radio]);
    world.with(radio, |party, timer| {
        if let Some(node) = party.node_mut() {
            node.handle_meter(Instant::from_micros(timer), meter);
        }
    });
}

/// Mains of a party come or go; without them its capacitor lasts as long as it was charged.
pub fn mains(world: &mut Cabinet, radio: Radio, present: bool) {
    let now = world.now();
    let before = world.host.supplies[radio];
    if before.mains == present {
        return;
    }
    let span = now - before.since;
    let it = &mut world.host.supplies[radio];
    (it.mains, it.since) = (present, now);
    if present {
        // What was too short for the debounce, yet put the node out, is inferred as well.
        it.outages += usize::from(span >= OUTAGE || before.asleep);
        if before.asleep {
            power_on(world, radio, ResetCause::PowerLoss);
        } else {
            supply(world, radio);
        }
        read_meter(world, radio);
    } else {
        supply(world, radio);
        // A short return charges little, and the radio takes it all.
        let charged = span.min(FULL);
        let lasts = LASTS * charged / FULL * charged / FULL;
        world.at(now + lasts, Event::Empty(radio, now));
    }
}

/// A party loses its power.
pub fn power_off(world: &mut Cabinet, radio: Radio) {
    if let Some(party) = world.power_off(radio) {
        world.host.asleep[radio] = Some(party);
        world.host.supplies[radio].asleep = true;
    }
}

/// The flash of a party that has no power.
pub fn flash_of(world: &mut Cabinet, radio: Radio) -> Option<&mut crate::flash::Flash> {
    world.host.asleep[radio].as_mut()?.flash_mut()
}

/// Another party takes the place of one, with power as that had.
pub fn replace(world: &mut Cabinet, radio: Radio, party: Party) {
    power_off(world, radio);
    world.host.asleep[radio] = None;
    world.host.supplies[radio].asleep = false;
    world.radios.start(radio);
    world.power_on(radio, party);
    supply(world, radio);
    if world.host.supplies[radio].mains {
        read_meter(world, radio);
    }
}

/// A party has power again. What its journal looked like; `None` if it had power.
pub fn power_on(world: &mut Cabinet, radio: Radio, cause: ResetCause) -> Option<Verdict> {
    let party = world.host.asleep[radio].take()?;
    let now = world.now();
    world.radios.start(radio);
    let timer = world.radios.timer(radio, now);
    let seed = world.radios.air.rng.bits() as u32;
    let boot = Boot {
        now: Instant::from_micros(timer),
        seed,
        ran_through: !world.host.counter_stops,
        cause,
    };
    let party = match v2::restart(party, &boot) {
        Ok(party) => party,
        Err(missing) => unreachable!("it had its suite before: {missing}"),
    };
    world.host.supplies[radio].asleep = false;
    world.host.doubts += usize::from(party.verdict.is_doubt());
    world.power_on(radio, party.party);
    supply(world, radio);
    if world.host.supplies[radio].mains {
        read_meter(world, radio);
    }
    Some(party.verdict)
}
