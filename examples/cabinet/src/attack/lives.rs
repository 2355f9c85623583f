//! The life of a network under attack: commissioning, swaps, rotation, stolen keys (P5, P6, P8,
//! P9).

use super::figures::Found;
use rf_frame::Instant;
use rf_frame::access::event::ResetCause;
use rf_frame::access::node::Boot;
use rf_frame::journal::entry::{Marks, Record, RecordKind};
use rf_frame::security::{Counter, SuiteMissing};
use rf_frame::wire::sync::{Form, Mode};
use rf_frame::wire::{
    Beacon, Evt, Extensions, Flags, FrameBuf, Header, Message, NetTime, Quality, SyncFrame, Verdict,
};
use sim::Rng;
use sim::bare::{self, Cabinet, Event, SECOND};
use sim::v2::{self, List, Party, Seat};

/// Number of the group key of a commissioned cabinet.
const KEYNO: u8 = 5;

/// Whether a node has a confirmed session of this generation.
fn is_member(world: &mut Cabinet, radio: usize, generation: u16) -> bool {
    let node = world.machine_mut(radio).and_then(Party::node_mut);
    node.is_some_and(|node| {
        let session = node.membership().session();
        session.is_some_and(|it| it.confirmed && it.generation == generation)
    })
}

/// The group key that a node uses.
fn keyno(world: &mut Cabinet, radio: usize) -> Option<u8> {
    let node = world.machine_mut(radio).and_then(Party::node_mut)?;
    node.membership().live_groups().next().map(|key| key.keyno)
}

/// The newest event of a node.
pub(super) fn newest(world: &Cabinet, radio: usize) -> Evt {
    let node = world.machine(radio).and_then(Party::node);
    let kept = node.and_then(|node| node.state().newest_event());
    kept.map_or(Evt::NONE, |kept| Evt(kept.event.evt))
}

/// Nodes whose newest event is not in the gateway's journal.
pub(super) fn missing(world: &Cabinet, nodes: usize) -> usize {
    let behind =
        |radio: &usize| newest(world, *radio).is_newer_than(bare::committed(world, *radio));
    (1..=nodes).filter(behind).count()
}

fn count(world: &Cabinet, is: impl Fn(&&Record) -> bool) -> usize {
    world.host.records.iter().filter(is).count()
}

/// Seconds until something is so; infinite if it does not come within `patience` seconds.
pub(super) fn until(
    world: &mut Cabinet,
    patience: u64,
    mut is: impl FnMut(&mut Cabinet) -> bool,
) -> f64 {
    let begin = world.now();
    if is(world) {
        return 0.0;
    }
    let end = begin + patience * SECOND;
    if world.run_until(end, is) {
        (world.now() - begin) as f64 / SECOND as f64
    } else {
        f64::INFINITY
    }
}

fn all_members(nodes: usize, generation: u16) -> impl FnMut(&mut Cabinet) -> bool {
    move |world| (1..=nodes).all(|radio| is_member(world, radio, generation))
}

fn boot_now(world: &Cabinet, radio: usize, seed: u64) -> Boot {
    Boot {
        now: Instant::from_micros(world.radios.timer(radio, world.now())),
        seed: seed as u32,
        ran_through: true,
        cause: ResetCause::PowerLoss,
    }
}

/// C-8: list, window, INVITE, JOIN, ASSIGN, STATUS, RECEIPT.
pub(super) fn commissioning(seed: u64) -> Result<Found, SuiteMissing> {
    const NODES: u16 = 8;
    let mut rng = Rng::new(seed, "commissioning");
    let boot = Boot {
        now: Instant::ZERO,
        seed: rng.bits() as u32,
        ran_through: true,
        cause: ResetCause::PowerLoss,
    };
    let mut machines = vec![v2::fresh_gateway(List::plain(1, 1, NODES), &boot)?];
    for device in 1..=NODES {
        machines.push(v2::fresh_node(device, None, rng.bits() as u32)?);
    }
    let mut world = bare::new(machines, 0.3, rng);
    let joined = until(&mut world, 120, all_members(NODES.into(), 1));
    world.run(world.now() + 10 * SECOND);
    let records = count(&world, |it| it.kind == RecordKind::Joined);
    Ok(Found::default()
        .most("all joined after, s", joined, 60.0)
        .least("JOINED", records as f64, NODES.into())
        .most("of them again", records as f64 - f64::from(NODES), 4.0))
}

/// Row 3, C-13: the new gateway has an empty journal and a list with GEN + 1.
pub(super) fn gateway_swap(seed: u64) -> Result<Found, SuiteMissing> {
    const NODES: u16 = 8;
    let mut world = bare::cabinet(NODES, 0.1, seed)?;
    // Three days' worth of frames: outages and returns, beacons, receipts.
    for radio in 1..=3 {
        let at = world.now() + radio as u64 * 80 * SECOND;
        world.at(at, Event::Mains(radio, false));
        world.at(at + 20 * SECOND, Event::Mains(radio, true));
    }
    world.run(world.now() + 400 * SECOND);
    let old: Vec<_> = world
        .host
        .recorded
        .iter()
        .map(|(_, frame)| frame.clone())
        .collect();
    let (played, known) = (old.len(), world.host.records.len());
    let before: Vec<_> = world.host.events.iter().map(Vec::len).collect();
    let boot = boot_now(&world, 0, seed);
    let fresh = v2::fresh_gateway(List::plain(2, 2, NODES), &boot)?;
    bare::replace(&mut world, 0, fresh);
    world.host.recorded.clear();
    bare::attack(&mut world, 60_000, 300 * SECOND, old);
    let outage = world.now() + 10 * SECOND;
    world.at(outage, Event::Mains(1, false));
    world.at(outage + 25 * SECOND, Event::Mains(1, true));
    let joined = until(&mut world, 600, all_members(NODES.into(), 2));
    world.run(world.now() + 300 * SECOND);
    // New events of the nodes: those of node 1. All others come again, marked.
    let new: usize = world
        .host
        .events
        .iter()
        .zip(&before)
        .map(|(all, before)| all.len() - before)
        .sum();
    let records = world.host.records.get(known..).unwrap_or_default();
    let events = records.iter().filter(|it| it.kind == RecordKind::Event);
    let unmarked = events
        .filter(|it| !it.marks.has(Marks::MAYBE_DOUBLE))
        .count();
    Ok(Found::default()
        .least("old frames played", played as f64, 50.0)
        .most("all joined after, s", joined, 300.0)
        .count("new events", new, 2)
        .most("unmarked events", unmarked as f64, new as f64)
        .count(
            "nodes with missing events",
            missing(&world, NODES.into()),
            0,
        )
        .count("false acknowledgements", world.host.false_acks, 0))
}

/// Row 5, C-10: the list binds the meter to another module.
pub(super) fn node_swap(seed: u64) -> Result<Found, SuiteMissing> {
    let mut world = bare::cabinet(4, 0.1, seed)?;
    let mut list = List::plain(2, 1, 4);
    list.seats.retain(|seat| seat.index != 2);
    list.seats.push(Seat {
        index: 2,
        device: 50,
        meter: 2,
    });
    let fresh = v2::fresh_node(50, None, seed as u32)?;
    bare::replace(&mut world, 2, fresh);
    let timer = world.radios.timer(0, world.now());
    let loaded = world
        .machine_mut(0)
        .map(|party| party.load_list(timer, list));
    loaded.transpose()?;
    world.drive(0);
    let joined = until(&mut world, 120, |world| is_member(world, 2, 1));
    let (begin, known) = (
        world.now() + 60 * SECOND,
        world.host.events.get(2).map_or(0, Vec::len),
    );
    for outage in 0..20 {
        let at = begin + outage * 200 * SECOND;
        world.at(at, Event::Mains(2, false));
        world.at(at + 5 * SECOND, Event::Mains(2, true));
    }
    world.run(begin + 20 * 200 * SECOND + 120 * SECOND);
    let events = world.host.events.get(2).map_or(0, Vec::len) - known;
    let restarts = count(&world, |it| it.kind == RecordKind::Restart && it.index == 2);
    let stored = count(&world, |it| it.kind == RecordKind::Event && it.index == 2);
    Ok(Found::default()
        .most("joined after, s", joined, 60.0)
        .least("RESTART", restarts as f64, 1.0)
        .count("its events", events, 40)
        .count("of them stored", stored, 40)
        .count("nodes with missing events", missing(&world, 4), 0))
}

/// Row 4, S-14: with an event pending at a node that hears nothing at first.
pub(super) fn rotation(seed: u64) -> Result<Found, SuiteMissing> {
    const NODES: usize = 8;
    let mut world = bare::cabinet(NODES as u16, 0.3, seed)?;
    world.radios.air.channel.jammed = Some((1, world.now() + 20 * SECOND));
    bare::mains(&mut world, 1, false);
    let back = world.now() + 30 * SECOND;
    world.at(back, Event::Mains(1, true));
    if let Some(gateway) = world.machine_mut(0) {
        gateway.rotate(false);
    }
    world.drive(0);
    let is_new = |world: &mut Cabinet| {
        (1..=NODES).all(|radio| keyno(world, radio).is_some_and(|keyno| keyno != KEYNO))
    };
    let taken = until(&mut world, 3_600, is_new);
    let begin = world.now();
    let signs = until(&mut world, 4 * 3_600, |world| {
        let gateway = world.machine_mut(0).and_then(Party::gateway_mut);
        gateway.is_some_and(|it| it.members().keyring().signing().keyno != KEYNO)
    });
    world.run(begin + 4 * 3_600 * SECOND);
    Ok(Found::default()
        .most("all hold it after, s", taken, 3_600.0)
        .most("it signs after, s", signs, 4.0 * 3_600.0)
        .count("nodes with missing events", missing(&world, NODES), 0)
        .count("false acknowledgements", world.host.false_acks, 0))
}

/// A BEACON under the stolen group key with the highest counter there is.
fn poison(number: u32) -> Result<Vec<u8>, SuiteMissing> {
    let beacon = Message::Beacon(Beacon {
        seq: 1,
        verdict: Verdict::Trusted,
        quality: Quality::Milli,
        time: NetTime::from_micros(v2::BEGIN),
        correction_us: 0,
        next: 6_000,
        epoch: 1,
    });
    let header = Header::down(v2::NET, Counter(number), KEYNO & 3);
    let key = v2::group_key()?;
    let frame = FrameBuf::encode(&header, &beacon, &Extensions::NONE, &key, 0);
    Ok(frame.map_or_else(|_| Vec::new(), |frame| frame.as_bytes().to_vec()))
}

/// Row 4, S-9: reports and receipts go on, FRESH tells, the key changes.
pub(super) fn counter_theft(seed: u64) -> Result<Found, SuiteMissing> {
    const NODES: usize = 8;
    let mut world = bare::cabinet(NODES as u16, 0.1, seed)?;
    let poison = poison(0xffff_fffe)?;
    bare::attack(&mut world, 100_000, 2 * SECOND, vec![poison]);
    world.run(world.now() + 10 * SECOND);
    let zero = bare::dark(&mut world, [1].into_iter());
    world.run(zero + 30 * SECOND);
    let stored = world.host.nodes.get(1).and_then(|node| node.stored);
    let stored = stored.map_or(f64::INFINITY, |at| (at - zero) as f64 / SECOND as f64);
    world.give(1, &sim::machine::Input::Supply { present: true });
    let noticed = until(&mut world, 4 * 3_600, |world| world.host.thefts > 0);
    let changed = until(&mut world, 3_600, |world| {
        (1..=NODES).all(|radio| keyno(world, radio).is_some_and(|keyno| keyno != KEYNO))
    });
    let tampers = count(&world, |it| it.kind == RecordKind::Tamper);
    Ok(Found::default()
        .most("an outage meanwhile stored after, s", stored, 3.0)
        .most("noticed after, s", noticed, 3.0 * 3_600.0)
        .most("then all hold a new key after, s", changed, 3_600.0)
        .least("TAMPER", tampers as f64, 1.0))
}

/// Form 4 under the stolen group key: event `evt` of node 1 is told.
fn told(evt: Evt, counter: u32) -> Result<Vec<u8>, SuiteMissing> {
    let map = [evt.modulo4()];
    let sync = SyncFrame {
        epoch: 2,
        form: Form::Told,
        round: 1,
        mode: Mode::CLOSING,
        slot: 24,
        t0: 4,
        base: 1,
        count: 1,
        rank0: 0,
        map: &map,
    };
    let header = Header::down(v2::NET, Counter(counter), KEYNO & 3);
    let key = v2::group_key()?;
    let message = Message::Sync(sync);
    let frame = FrameBuf::encode(&header, &message, &Extensions::NONE, &key, 0);
    Ok(frame.map_or_else(|_| Vec::new(), |frame| frame.as_bytes().to_vec()))
}

/// S-12: what was told falsely is reported again after mains return.
pub(super) fn stolen_module(seed: u64) -> Result<Found, SuiteMissing> {
    let mut world = bare::cabinet(4, 0.0, seed)?;
    world.radios.air.channel.muted = Some((1, world.now() + 60 * SECOND));
    let evt = newest(&world, 1).next();
    bare::mains(&mut world, 1, false);
    world.run(world.now() + 1_100_000);
    let frames = (0..20)
        .map(|n| told(evt, 0x00f0_0000 + n))
        .collect::<Result<_, _>>()?;
    bare::attack(&mut world, 50_000, SECOND, frames);
    let believed = until(&mut world, 20, |world| world.host.false_acks > 0);
    world.run(world.now() + 60 * SECOND);
    bare::mains(&mut world, 1, true);
    let stored = until(&mut world, 3_600, |world| missing(world, 1) == 0);
    let invented = count(&world, |it| {
        it.kind == RecordKind::Event && it.index != 1 && it.flags & Flags::NO_MAINS.0 != 0
    });
    Ok(Found::default()
        .most("believed after, s", believed, 20.0)
        .most("stored after mains return, s", stored, 900.0)
        .count("events of others", invented, 0))
}

/// Row 12: a copy of a module with the same number, and another module at the meter of one.
pub(super) fn twins(seed: u64) -> Result<Found, SuiteMissing> {
    let mut rng = Rng::new(seed, "twins");
    let mut machines = vec![v2::gateway(3, rng.bits() as u32)?];
    for index in 1..=3 {
        machines.push(v2::node(index, 3, rng.bits() as u32)?);
    }
    // The same number as module 1; and one that no list names, at the meter of module 2.
    machines.push(v2::fresh_node(1, Some(1), rng.bits() as u32)?);
    machines.push(v2::fresh_node(77, Some(1), rng.bits() as u32)?);
    let mut world = bare::new(machines, 0.1, rng);
    for (radio, meter) in [(4, 1), (5, 2)] {
        if let Some(place) = world.host.meters.get_mut(radio) {
            *place = meter;
        }
        bare::read_meter(&mut world, radio);
    }
    let day = world.now() + 24 * 3_600 * SECOND;
    for hour in 0..23 {
        let at = world.now() + hour * 3_600 * SECOND + 1_800 * SECOND;
        for radio in [1, 4] {
            world.at(at, Event::Mains(radio, false));
            world.at(at + 20 * SECOND, Event::Mains(radio, true));
        }
    }
    world.run(day);
    let clones = count(&world, |it| it.kind == RecordKind::Clone);
    let conflicts = count(&world, |it| it.kind == RecordKind::Conflict);
    Ok(Found::default()
        .least("CLONE in a day", clones as f64, 1.0)
        .least("CONFLICT in a day", conflicts as f64, 1.0)
        .count(
            "others with missing events",
            usize::from(missing(&world, 3) > 1),
            0,
        ))
}
