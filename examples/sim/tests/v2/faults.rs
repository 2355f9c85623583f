//! Promise P8: whatever the supply does, every outage beyond the debounce is stored once, in order,
//! or covered by a record.

use crate::cabinet::{Cabinet, Event, SECOND, cabinet};
use crate::storm::with_room;
use rf_frame::journal::Moment;
use rf_frame::journal::entry::{Event as NodeEvent, Marks, Record, RecordKind};
use rf_frame::wire::{Flags, NetTime};
use sim::Rng;
use sim::air::Radio;
use sim::v2::BEGIN;

const NODES: u16 = 8;

/// Mains of a node for half an hour: dips, short and long outages, and short returns.
fn flapping(world: &mut Cabinet, radio: Radio, rng: &mut Rng, begin: u64, end: u64) {
    let mut at = begin + rng.range(0, 60 * SECOND);
    while at < end {
        let away = match rng.range(0, 4) {
            0 => rng.range(100_000, 850_000),
            1 | 2 => rng.range(1_300_000, 15 * SECOND),
            _ => rng.range(50 * SECOND, 200 * SECOND),
        };
        world.at(at, Event::Mains(radio, false));
        at += away;
        world.at(at, Event::Mains(radio, true));
        at += match rng.range(0, 3) {
            0 => rng.range(1_500_000, 4 * SECOND),
            1 => rng.range(20 * SECOND, 90 * SECOND),
            _ => rng.range(100 * SECOND, 300 * SECOND),
        };
    }
}

/// A life of everybody with faults, with recordings played all the time or without, then an hour of
/// peace.
fn live(seed: u64, loss: f64, replays: bool) -> Cabinet {
    let mut world = cabinet(NODES, 0.0, seed);
    world.radios.air.channel.loss = loss;
    let mut rng = Rng::new(seed, "faults");
    let begin = world.now();
    let end = begin + 1_800 * SECOND;
    for radio in 0..=usize::from(NODES) {
        flapping(&mut world, radio, &mut rng, begin, end);
        for _ in 0..3 {
            world.at(rng.range(begin, end), Event::Reset(radio));
        }
    }
    if replays {
        world.at(begin + 60 * SECOND, Event::Replay(end));
    }
    world.run(end + 5_400 * SECOND);
    world
}

/// The interval of a record holds the moment of the event, to 2 s (P2). All timers began together
/// and run apart by less than 80 ppm.
fn holds_the_truth(record: &Record, event: &NodeEvent, what: &str) {
    if event.quality & 8 != 0 {
        // Nobody saw it; what is known is that it lies before the event that follows.
        return;
    }
    let micros = |at: Moment| {
        let time = NetTime {
            seconds: at.seconds,
            fraction: at.fraction,
        };
        time.as_micros() as i64
    };
    let truth = BEGIN as i64 + event.at.get() as i64 * 1000;
    let (early, late) = (micros(record.from) - truth, truth - micros(record.to));
    let node = record.index;
    assert!(
        early <= 2_000_000 && late <= 2_000_000,
        "{what}, node {node}: {early} {late} us"
    );
}

/// Every event of a node is in the records once, in order, as it was, or in a gap. After a RESTART
/// the node numbers what it keeps from 1: these come again, marked, and what it had forgotten is
/// told by the RESTART.
fn judge(world: &Cabinet, index: u16, what: &str) -> (usize, usize) {
    assert_eq!(world.host.false_acks, 0, "{what}: told before it is stored");
    let events = &world.host.events[usize::from(index)];
    // The event that is expected next, in the order of their storing, and its number.
    let (mut at, mut next, mut lost, mut again) = (0, 1u16, 0, 0);
    let of_node = |(_, record): &(usize, &Record)| record.index == index;
    for (place, record) in world.host.records.iter().enumerate().filter(of_node) {
        match record.kind {
            RecordKind::Event => {
                assert_eq!(
                    record.evt, next,
                    "{what}, node {index}: out of order or twice"
                );
                let event = events.get(at).expect("an event that never happened");
                assert_eq!(
                    record.flags, event.flags,
                    "{what}, node {index}, event {next}"
                );
                if again > 0 {
                    assert!(record.marks.has(Marks::MAYBE_DOUBLE), "{what}: {record:?}");
                    again -= 1;
                }
                holds_the_truth(record, event, what);
                (at, next) = (at + 1, next + 1);
            }
            RecordKind::Gap => {
                assert_eq!(record.evt, next, "{what}, node {index}: gap out of order");
                at += usize::from(record.flags);
                next += u16::from(record.flags);
                lost += usize::from(record.flags);
            }
            RecordKind::Restart => {
                let anew = &world.host.renumbered[usize::from(index)];
                let session = anew.iter().rfind(|(_, records)| *records <= place);
                let all = session.expect("a session that begins anew").0;
                again = all.min(8);
                lost += (all - again).saturating_sub(at);
                (at, next) = (all - again, 1);
            }
            _ => {}
        }
    }
    assert_eq!(at, events.len(), "{what}, node {index}: events are missing");
    (events.len(), lost)
}

fn lives(loss: f64, seeds: std::ops::Range<u64>) {
    let (mut events, mut lost, mut outages, mut inferred) = (0, 0, 0, 0);
    for seed in seeds {
        let world = live(seed, loss, false);
        let what = format!("loss {loss}, seed {seed}");
        for index in 1..=NODES {
            let (all, gaps) = judge(&world, index, &what);
            (events, lost) = (events + all, lost + gaps);
            let supply = world.host.supplies[usize::from(index)];
            outages += supply.outages;
            let told = &world.host.events[usize::from(index)];
            let dark = |event: &&NodeEvent| Flags(event.flags).contains(Flags::NO_MAINS);
            let known = told.iter().filter(dark).count();
            inferred += told.iter().filter(|event| event.quality & 8 != 0).count();
            let unstable = told
                .iter()
                .any(|e| Flags(e.flags).contains(Flags::UNSTABLE));
            assert!(
                known == supply.outages || unstable && known <= supply.outages,
                "{what}, node {index}: {known} of {} outages",
                supply.outages
            );
        }
    }
    println!(
        "loss {loss}: {outages} outages, {inferred} inferred, {events} events, {lost} in gaps"
    );
    assert!(inferred > 10, "the capacitors last too long: {inferred}");
}

#[test]
fn every_outage_is_stored_once_or_covered() {
    with_room(|| lives(0.1, 0..6));
}

#[test]
fn every_outage_is_stored_once_or_covered_at_half_loss() {
    with_room(|| lives(0.5, 100..106));
}

/// Everything that was ever on the air, played again at any time by somebody without a key (P2,
/// rows 5 and 10): no event comes of it, none is told before it is stored, and nothing is lost.
#[test]
fn recordings_tell_nothing_that_is_not_stored() {
    with_room(|| {
        let (mut events, mut played) = (0, 0);
        for seed in 200..204 {
            let world = live(seed, 0.1, true);
            for index in 1..=NODES {
                events += judge(&world, index, &format!("seed {seed}")).0;
            }
            played += world.host.played;
        }
        println!("{played} recorded frames played, {events} events, each stored once");
        assert!(played > 5_000);
    });
}
