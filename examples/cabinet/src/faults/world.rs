//! The two parties, the channel between them, and what goes wrong. Time in microseconds, one clock
//! for both.

use super::Verdict;
use super::broken::{Broken, Keys};
use super::ledger::Ledger;
use rf_frame::Instant;
use rf_frame::access::event::ResetCause;
use rf_frame::access::node::{self, Boot};
use rf_frame::journal::Entry;
use rf_frame::journal::entry::{Record, RecordKind};
use rf_frame::security::SuiteMissing;
use rf_frame::wire::{Evt, Flags, Frame, Message};
use sim::air::{Air, Channel, Heard, Radio, Transmission};
use sim::crystal::Crystal;
use sim::flash::{Fault, Flash};
use sim::machine::Input;
use sim::queue::SECOND;
use sim::radio::Radios;
use sim::rng::Rng;
use sim::v2::{self, Notice, Stored};
use sim::world::Host;

/// A node, or the gateway of two.
pub(crate) type Party = v2::Party<2, 64>;

/// A burst that is not through after this is given up as lost.
const PATIENCE: u64 = 3_600 * SECOND;
/// How long a gateway that breaks rule 1 puts its write off.
const LATE_WRITE: u64 = SECOND / 2;
/// How often a node that breaks rule 6 reports an event by itself.
const TRIES: u8 = 4;
/// Bytes of a flash sector of the gateway: it moves its log every dozen events.
const SECTOR: usize = 2048;
/// Between two bursts: transitions that come closer count as flapping (E-6)…
const APART: u64 = 60 * SECOND;
/// …and a supply that flaps has to be quiet for five minutes.
const QUIET: u64 = 310 * SECOND;
pub(crate) const GATEWAY: Radio = 0;
pub(crate) const NODE: Radio = 1;

/// A node and a gateway with everything that goes wrong between them.
pub(crate) type World = sim::World<Faults>;

/// Where a party loses power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Crash {
    /// Before the entry is written.
    Before,
    /// In the middle of the write.
    Within,
    /// When it is written, before anybody hears of it.
    After,
}

/// Something that goes wrong later.
#[derive(Debug)]
pub(crate) enum Event {
    /// A copy of a frame arrives.
    Copy(Radio, Vec<u8>),
    /// Power comes back.
    PowerOn(Radio),
    /// A write that was put off in this life of the party.
    Write(Radio, u32, Box<Entry>),
}

/// A party beside its machine.
#[derive(Debug)]
struct Side {
    /// The party while it has no power.
    asleep: Option<Party>,
    up_at: u64,
    out: bool,
    crash: Option<Crash>,
}

/// What is around the two machines.
#[derive(Debug)]
pub(crate) struct Faults {
    pub(crate) broken: Option<Broken>,
    /// Chance that the session ends before a burst.
    rejoin: f64,
    sides: [Side; 2],
    /// What breaks a rule, until a party has lost its power.
    keys: Option<Keys>,
    ledger: Ledger,
    false_acks: u64,
    /// The event that the node reported by itself last, and how often.
    alone: (u16, u8),
}

/// Frames are lost at random and by any overlap.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lossy(f64);

impl Channel for Lossy {
    fn receive<'a>(
        &self,
        sent: &Transmission,
        mut others: impl Iterator<Item = &'a Transmission>,
        _: Radio,
        rng: &mut Rng,
    ) -> Heard {
        if others.next().is_some() {
            return Heard::Collided;
        }
        if rng.chance(self.0) {
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

impl Host for Faults {
    type Machine = Party;
    type Channel = Lossy;
    type Clock = Crystal;
    type Event = Event;

    fn event(world: &mut World, event: Event) {
        let now = world.now();
        match event {
            Event::Copy(to, bytes) => deliver(world, to, now.saturating_sub(4_000), bytes),
            Event::PowerOn(party) => {
                let side = world.host.sides.get(party);
                if world.machine(party).is_none() && side.is_some_and(|side| now >= side.up_at) {
                    power_on(world, party);
                }
            }
            Event::Write(party, life, entry) => {
                let station = world.radios.station(party);
                if station.is_some_and(|station| station.life == life) {
                    write(world, party, *entry);
                }
            }
        }
    }

    /// Writes an entry and tells the machine, in this order if rule 1 holds.
    fn store(world: &mut World, party: Radio, what: Stored) {
        let done = match what {
            Stored::Entry(entry) => {
                if world.host.broken == Some(Broken::AckBeforeStore)
                    && matches!(entry, Entry::Record(_))
                    && let Some(station) = world.radios.station(party)
                {
                    let life = station.life;
                    let at = world.now() + LATE_WRITE;
                    world.at(at, Event::Write(party, life, Box::new(entry)));
                    true
                } else {
                    write(world, party, entry)
                }
            }
            page @ Stored::Generation(_) => {
                let machine = world.machine_mut(party);
                machine.is_some_and(|machine| machine.commit(page))
            }
        };
        if done {
            world.stored(party);
        }
    }

    fn notice(world: &mut World, _: Radio, notice: Notice) {
        if let Notice::Node(node::Notice::Told(evt) | node::Notice::Proven(evt)) = notice {
            acknowledged(world, evt);
        }
    }

    fn left(world: &mut World, from: Radio, frame: &[u8]) -> bool {
        if from == NODE && world.host.gives_up(frame) {
            return false;
        }
        if dice(world).chance(0.1) {
            // A stale copy, seconds later.
            let at = world.now() + 1 + dice(world).range(0, 5 * SECOND);
            world.at(at, Event::Copy(1 - from, frame.to_vec()));
        }
        true
    }

    fn receive(world: &mut World, to: Radio, input: Input) {
        let Input::Frame { sync, bytes, .. } = input else {
            return;
        };
        if dice(world).chance(0.05) {
            deliver(world, to, sync, bytes.clone());
        }
        deliver(world, to, sync, bytes);
    }
}

/// Everything random comes from one sequence.
const fn dice(world: &mut World) -> &mut Rng {
    &mut world.radios.air.rng
}

/// The two parties, about to start.
pub(crate) fn new(
    loss: f64,
    rejoin: f64,
    seed: u64,
    broken: Option<Broken>,
) -> Result<World, SuiteMissing> {
    let side = |party| Side {
        asleep: Some(party),
        up_at: 0,
        out: false,
        crash: None,
    };
    // The second node is never there: epochs go on without the first one being named.
    let gateway = v2::gateway_on(Flash::new(4, SECTOR), 2, 1, None)?;
    let host = Faults {
        broken,
        rejoin,
        keys: None,
        sides: [side(gateway), side(v2::node(1, 2, 1)?)],
        ledger: Ledger::default(),
        false_acks: 0,
        alone: (0, 0),
    };
    let air = Air::new(2, Lossy(loss), Rng::sequence(seed));
    let clocks = [Crystal::started(0, 0); 2];
    let mut world = World::new(Radios::new(air, clocks), [None, None], host);
    for party in [GATEWAY, NODE] {
        world.at(1, Event::PowerOn(party));
    }
    world.run(30 * SECOND);
    Ok(world)
}

/// One burst of 2 to 6 transitions, until the node knows that all of it is stored.
pub(crate) fn cycle(world: &mut World, verdict: &mut Verdict) {
    if dice(world).chance(0.5) {
        let point = [Crash::Before, Crash::Within, Crash::After];
        let pick = dice(world).range(0, 3) as usize;
        let [gateway, _] = &mut world.host.sides;
        gateway.crash = point.get(pick).copied();
    }
    if dice(world).chance(0.2) {
        let [_, node] = &mut world.host.sides;
        node.crash = Some(Crash::Within);
    }
    if dice(world).chance(0.3) {
        // The gateway misses the whole burst.
        power_off(world, GATEWAY, 12 * SECOND);
    }
    let rejoin = world.host.rejoin;
    if rejoin > 0.0 && dice(world).chance(rejoin) {
        end_session(world);
    }
    for _ in 0..2 + dice(world).range(0, 5) {
        if dice(world).chance(0.3) {
            flicker(world);
        }
        let out = is_out(world);
        supply(world, !out);
        let stay = 1_020_000 + dice(world).range(0, 1_500_000);
        world.run(world.now() + stay);
    }
    run_until_quiet(world);
    if !is_quiet(world) && is_out(world) {
        // On its capacitor a node does not join for the silence of the gateway alone (C-4).
        supply(world, false);
        run_until_quiet(world);
    }
    // Whatever comes late comes into the next burst.
    let rest = dice(world).range(0, 3 * SECOND);
    world.run(world.now() + rest);
    run_until_quiet(world);
    verdict.false_acks += std::mem::take(&mut world.host.false_acks);
    world.host.ledger.compare(verdict);
    let rest = if is_unstable(world) { QUIET } else { APART };
    world.run(world.now() + rest);
    run_until_quiet(world);
    confirm(world);
}

/// The gateway ends the session: the node learns of it by silence.
fn end_session(world: &mut World) {
    world.with(GATEWAY, |party, _| {
        if let Some(gateway) = party.gateway_mut() {
            gateway.members().end_session(1);
        }
    });
}

/// The concentrator has stored all records.
fn confirm(world: &mut World) {
    world.with(GATEWAY, |party, _| {
        if let Some(gateway) = party.gateway_mut() {
            let next = gateway.state().records().next_number();
            gateway.confirm_records(next.saturating_sub(1));
        }
    });
}

fn is_unstable(world: &World) -> bool {
    let newest = world
        .machine(NODE)
        .and_then(Party::node)
        .and_then(|node| node.state().newest_event());
    newest.is_some_and(|kept| Flags(kept.event.flags).contains(Flags::UNSTABLE))
}

fn flicker(world: &mut World) {
    let out = is_out(world);
    for _ in 0..1 + dice(world).range(0, 4) {
        supply(world, !out);
        let dip = 1 + dice(world).range(0, 400_000);
        world.run(world.now() + dip);
        supply(world, out);
        let pause = 1 + dice(world).range(0, 300_000);
        world.run(world.now() + pause);
    }
}

fn run_until_quiet(world: &mut World) {
    if !is_quiet(world) {
        let end = world.now() + PATIENCE;
        world.run_until(end, |world| is_quiet(world));
    }
}

fn is_quiet(world: &World) -> bool {
    let node = world.machine(NODE).and_then(Party::node);
    world.machine(GATEWAY).is_some()
        && node.is_some_and(|node| {
            let stored = node.state().newest_event().map_or(0, |kept| kept.event.evt);
            !node.delivery().is_open(Evt(stored))
        })
}

/// Whether the node's meter has no mains.
const fn is_out(world: &World) -> bool {
    let [_, node] = &world.host.sides;
    node.out
}

/// The mains of the node's meter change.
fn supply(world: &mut World, out: bool) {
    let [_, node] = &mut world.host.sides;
    node.out = out;
    world.give(NODE, &Input::Supply { present: !out });
}

fn power_off(world: &mut World, party: Radio, at_most: u64) {
    let up_at = world.now() + 1_000 + dice(world).range(0, at_most);
    let machine = world.power_off(party);
    if let Some(side) = world.host.sides.get_mut(party) {
        side.asleep = machine.or(side.asleep.take());
        side.up_at = side.up_at.max(up_at);
        let at = side.up_at;
        world.at(at, Event::PowerOn(party));
    }
}

/// Boots a party; what its log holds then may be one entry more than it knew.
fn power_on(world: &mut World, party: Radio) {
    let seed = dice(world).bits() as u32;
    let cause = if dice(world).chance(0.5) {
        ResetCause::PowerLoss
    } else {
        ResetCause::Other
    };
    let now = world.now();
    let boot = Boot {
        now: Instant::from_micros(world.radios.timer(party, now)),
        seed,
        ran_through: true,
        cause,
    };
    let Some(side) = world.host.sides.get_mut(party) else {
        return;
    };
    let present = !side.out;
    let Some(asleep) = side.asleep.take() else {
        return;
    };
    match v2::restart(asleep, &boot) {
        Ok(machine) => {
            assert!(!machine.verdict.is_doubt(), "a loss of power is no rot");
            world.radios.start(party);
            world.power_on(party, machine.party);
            world.give(party, &Input::Supply { present });
            read_meter(world);
            number(world);
        }
        Err(missing) => unreachable!("{missing}"),
    }
}

/// The meter of the node answers.
fn read_meter(world: &mut World) {
    world.with(NODE, |party, timer| {
        if let Some(node) = party.node_mut() {
            node.handle_meter(Instant::from_micros(timer), v2::meter(1));
        }
    });
}

/// A frame reaches a party, changed if a rule is broken.
fn deliver(world: &mut World, to: Radio, sync: u64, bytes: Vec<u8>) {
    let newest = [GATEWAY, NODE].map(|party| world.machine(party).map_or(Evt::NONE, newest));
    if world.host.broken.is_some() {
        world.host.keys = keys_of(world).or(world.host.keys.take());
    }
    let (broken, keys) = (world.host.broken, world.host.keys.as_ref());
    let forged = broken
        .zip(keys)
        .and_then(|(broken, keys)| keys.forge(broken, to, &bytes, newest));
    let bytes = forged.unwrap_or(bytes);
    let again = keys
        .filter(|_| to == GATEWAY && broken == Some(Broken::StoreDuplicates))
        .and_then(|keys| keys.duplicate(&bytes, newest));
    let frame = Input::Frame {
        sync,
        bytes,
        dbm: -60,
    };
    world.give(to, &frame);
    if let Some((evt, flags)) = again {
        write(world, to, record_again(world, evt, flags));
    }
}

/// The keys of the present session, if both have power.
fn keys_of(world: &mut World) -> Option<Keys> {
    let node = world.machine_mut(NODE).and_then(Party::node_mut)?;
    let session = node.membership().session()?;
    let (uplink, number) = (session.uplink().clone(), session.number);
    let gateway = world.machine_mut(GATEWAY).and_then(Party::gateway_mut)?;
    let session = gateway.members().session_mut(1)?;
    (session.number == number).then(|| Keys {
        uplink,
        downlink: session.downlink().clone(),
        session: number,
    })
}

/// The record that a gateway makes which stores what it knows to be a duplicate.
fn record_again(world: &World, evt: Evt, flags: u8) -> Entry {
    let gateway = world.machine(GATEWAY).and_then(Party::gateway);
    let number = gateway.map_or(1, |gateway| gateway.state().records().next_number());
    let member = gateway.and_then(|gateway| gateway.state().member(1));
    Record {
        index: 1,
        session: member.map_or(1, |member| member.session),
        evt: evt.0,
        flags,
        ..Record::own(RecordKind::Event, number)
    }
    .into()
}

/// Newest event that is durable: of a node its own, of the gateway the committed one of node 1.
fn newest(party: &Party) -> Evt {
    let of_node = party.node().and_then(|node| node.state().newest_event());
    let of_gateway = party.gateway().and_then(|it| it.state().member(1));
    of_node
        .map(|kept| Evt(kept.event.evt))
        .or(of_gateway.map(|member| Evt(member.committed)))
        .unwrap_or(Evt::NONE)
}

/// Writes an entry, with the crash that waits for it. Whether it is written and the party still has
/// power.
fn write(world: &mut World, party: Radio, entry: Entry) -> bool {
    let matters = matches!(entry, Entry::Record(_) | Entry::Event(_));
    let cut = dice(world).range(0, 32) as usize;
    let before = world.machine(party).map_or(Evt::NONE, newest);
    let Some(side) = world.host.sides.get_mut(party) else {
        return false;
    };
    let crash = if matters { side.crash.take() } else { None };
    let mut done = false;
    if crash != Some(Crash::Before)
        && let Some(machine) = world.machine_mut(party)
    {
        if crash == Some(Crash::Within)
            && let Some(flash) = machine.flash_mut()
        {
            flash.fault = Some(Fault {
                done: cut,
                power: true,
                ..Fault::default()
            });
        }
        done = machine.commit(Stored::Entry(entry.clone()));
    }
    if crash.is_none() {
        assert!(done, "the journal of {party} is full");
        note(world, party, &entry);
        return done;
    }
    power_off(world, party, 3 * SECOND);
    // What the log holds now is what counts, whatever the machine heard of its write.
    if world.host.logged(party).unwrap_or(before) != before {
        note(world, party, &entry);
    }
    false
}

/// An entry is durable.
fn note(world: &mut World, party: Radio, entry: &Entry) {
    let ledger = &mut world.host.ledger;
    match entry {
        Entry::Event(event) => ledger.happened(event.flags),
        Entry::Record(record) => ledger.stored(record),
        _ => {}
    }
    if party == NODE {
        number(world);
    }
}

/// How the node numbers the events that it keeps.
fn number(world: &mut World) {
    let machine = world.machines.get(NODE);
    if let Some(node) = machine.and_then(|machine| machine.as_ref()?.node()) {
        world.host.ledger.number(node.state());
    }
}

/// The node takes everything up to `evt` for stored. Is it?
fn acknowledged(world: &mut World, evt: Evt) {
    let session = world
        .machine(NODE)
        .and_then(Party::node)
        .and_then(|node| node.state().session())
        .map(|session| session.session);
    let known = session.is_none_or(|session| world.host.ledger.is_stored(session, evt));
    world.host.false_acks += u64::from(!known);
}

impl Faults {
    /// Newest event in the memory of a party that has no power.
    fn logged(&mut self, party: Radio) -> Option<Evt> {
        let asleep = self.sides.get_mut(party)?.asleep.as_mut()?;
        let flash = asleep.flash_mut()?.clone();
        Some(asleep.newest_in(flash))
    }

    /// Whether a node that breaks rule 6 would not have sent this.
    fn gives_up(&mut self, frame: &[u8]) -> bool {
        let Ok(parsed) = Frame::parse(frame) else {
            return false;
        };
        let Message::Report(report) = parsed.message() else {
            return false;
        };
        if report.round != 0 || parsed.header().from_log {
            return false;
        }
        let times = if self.alone.0 == report.evt.0 {
            self.alone.1.saturating_add(1)
        } else {
            1
        };
        self.alone = (report.evt.0, times);
        self.broken == Some(Broken::GiveUp) && times > TRIES
    }
}
