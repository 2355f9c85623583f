//! What becomes of events: replayed, delayed, jammed, and under a supply that does what it likes
//! (P2, P3, P8).

use super::figures::Found;
use super::forgeries::is_type;
use super::lives::{missing, newest, until};
use rf_frame::Micros;
use rf_frame::journal::Moment;
use rf_frame::journal::entry::{Marks, Record, RecordKind};
use rf_frame::security::SuiteMissing;
use rf_frame::wire::tlv::{ClockState, MeterClock};
use rf_frame::wire::{Flags, NetTime};
use sim::Rng;
use sim::bare::{self, Cabinet, Event, SECOND};
use sim::machine::Input;
use sim::v2::BEGIN;

/// The records of events of a node.
fn events(world: &Cabinet, index: u16) -> Vec<Record> {
    let records = world.host.records.iter();
    records
        .filter(|it| it.kind == RecordKind::Event && it.index == index)
        .copied()
        .collect()
}

/// How far a moment of the world lies outside of the interval of a record, s.
fn beside(record: &Record, truth: u64) -> f64 {
    let seconds = |at: Moment| {
        let time = NetTime {
            seconds: at.seconds,
            fraction: at.fraction,
        };
        (time.as_micros() as f64 - BEGIN as f64) / 1e6
    };
    let truth = truth as f64 / 1e6;
    (seconds(record.from) - truth)
        .max(truth - seconds(record.to))
        .max(0.0)
}

/// Rows 6 and 11: everything that was on the air is played while supplies come and go.
pub(super) fn replay(seed: u64) -> Result<Found, SuiteMissing> {
    const NODES: usize = 6;
    let mut world = bare::cabinet(NODES as u16, 0.1, seed)?;
    let mut rng = Rng::new(seed, "replay");
    let begin = world.now();
    let end = begin + 1_800 * SECOND;
    for radio in 0..=NODES {
        let mut at = begin + rng.range(0, 60 * SECOND);
        while at < end {
            world.at(at, Event::Mains(radio, false));
            at += rng.range(1_300_000, 60 * SECOND);
            world.at(at, Event::Mains(radio, true));
            at += rng.range(20 * SECOND, 200 * SECOND);
        }
        world.at(rng.range(begin, end), Event::Reset(radio));
    }
    world.at(begin + 60 * SECOND, Event::Replay(end));
    world.run(end + 5_400 * SECOND);
    let mut seen = std::collections::BTreeSet::new();
    let records = world.host.records.iter();
    let twice = records
        .filter(|it| it.kind == RecordKind::Event)
        .filter(|it| !seen.insert((it.index, it.session, it.evt)))
        .count();
    Ok(Found::default()
        .least("recorded frames played", world.host.played as f64, 500.0)
        .count("false acknowledgements", world.host.false_acks, 0)
        .count("events counted twice", twice, 0)
        .count("nodes with missing events", missing(&world, NODES), 0))
}

/// Row 10: it is dated by an interval that holds the truth.
pub(super) fn late_report(seed: u64) -> Result<Found, SuiteMissing> {
    let mut world = bare::cabinet(2, 0.0, seed)?;
    world.host.recorded.clear();
    world.radios.air.channel.jammed = Some((1, world.now() + 7_200 * SECOND));
    let truth = world.now();
    bare::mains(&mut world, 1, false);
    world.run(truth + 7_200 * SECOND);
    let recorded = world.host.recorded.iter();
    let reports: Vec<_> = recorded
        .filter(|(from, frame)| *from == 1 && is_type(frame, 1))
        .map(|(_, frame)| frame.clone())
        .collect();
    let played = reports.len();
    bare::attack(&mut world, 200_000, 20 * SECOND, reports);
    world.run(world.now() + 30 * SECOND);
    bare::mains(&mut world, 1, true);
    world.run(world.now() + 1_200 * SECOND);
    let lost: Vec<_> = events(&world, 1)
        .into_iter()
        .filter(|it| it.flags & Flags::NO_MAINS.0 != 0)
        .collect();
    let worst = lost.iter().map(|it| beside(it, truth)).fold(0.0, f64::max);
    Ok(Found::default()
        .least("recorded reports played", played as f64, 1.0)
        .count("outages stored", lost.len(), 1)
        .most("its interval misses the truth by, s", worst, 2.0)
        .count("nodes with missing events", missing(&world, 2), 0))
}

/// Row 11: recordings after both have restarted.
pub(super) fn restart_replay(seed: u64) -> Result<Found, SuiteMissing> {
    const NODES: usize = 4;
    let minute = Some(Micros::from_secs(60));
    let mut world = bare::cabinet_with(NODES as u16, 0.0, seed, minute)?;
    world.host.tape = 20_000;
    for radio in 1..=NODES {
        let clock = MeterClock {
            offset_ms: 1_234,
            half_width: 40,
            rate: 0,
            age: 1,
            state: ClockState::VERIFIED,
            sets: 0,
        };
        world.with(radio, |party, _| {
            if let Some(node) = party.node_mut() {
                node.set_meter_clock(Some(clock));
            }
        });
    }
    world.run(world.now() + 24 * 3_600 * SECOND);
    let of = |is: fn(&[u8]) -> bool| {
        let recorded = world.host.recorded.iter();
        let frames = recorded.filter(|(_, frame)| is(frame));
        frames.map(|(_, frame)| frame.clone()).collect::<Vec<_>>()
    };
    let beacons = of(|frame| is_type(frame, 4));
    let statuses = of(|frame| is_type(frame, 11));
    let played = beacons.len() + statuses.len();
    // The gateway is away, the nodes have just started: no beacon is taken.
    bare::power_off(&mut world, 0);
    for radio in 1..=NODES {
        world.at(world.now(), Event::Reset(radio));
    }
    world.run(world.now() + 5 * SECOND);
    world.host.beacons = 0;
    let time = 80_000 * beacons.len() as u64;
    bare::attack(&mut world, 80_000, time, beacons);
    world.run(world.now() + time + SECOND);
    let taken = world.host.beacons;
    // Now the nodes are away and the gateway has just started.
    (1..=NODES).for_each(|radio| bare::power_off(&mut world, radio));
    bare::power_on(
        &mut world,
        0,
        rf_frame::access::event::ResetCause::PowerLoss,
    );
    world.run(world.now() + 60 * SECOND);
    world.host.clocks.clear();
    let time = 80_000 * statuses.len() as u64;
    bare::attack(&mut world, 80_000, time, statuses);
    world.run(world.now() + time + SECOND);
    Ok(Found::default()
        .least("frames played", played as f64, 1_000.0)
        .count("BEACONs taken", taken, 0)
        .count("STATUS taken", world.host.clocks.len(), 0))
}

/// Row 9, E-4: the second outage is inferred.
pub(super) fn failed_reclose(seed: u64) -> Result<Found, SuiteMissing> {
    let mut world = bare::cabinet(2, 0.1, seed)?;
    let begin = world.now();
    let second = begin + 3_603 * SECOND;
    for (at, present) in [
        (begin + SECOND, false),
        (begin + 3_600 * SECOND, true),
        (second, false),
        (second + 3_600 * SECOND, true),
    ] {
        world.at(at, Event::Mains(1, present));
    }
    world.run(second + 3_900 * SECOND);
    let events = events(&world, 1);
    let flags: Vec<u8> = events.iter().map(|it| it.flags & 1).collect();
    let inferred = events.iter().filter(|it| it.marks.has(Marks::INFERRED));
    let right = usize::from(flags == [1, 0, 1, 0]);
    Ok(Found::default()
        .count("events", events.len(), 4)
        .count("in the right order", right, 1)
        .count("INFERRED", inferred.count(), 1)
        .most(
            "its interval misses the truth by, s",
            events.get(2).map_or(f64::INFINITY, |it| beside(it, second)),
            2.0,
        ))
}

/// Row 9, E-6: dips are counted, and told.
pub(super) fn dips(seed: u64) -> Result<Found, SuiteMissing> {
    let mut world = bare::cabinet(2, 0.1, seed)?;
    let begin = world.now();
    for second in 0..3_600 {
        world.run(begin + second * SECOND);
        world.give(1, &Input::Supply { present: false });
        world.run(begin + second * SECOND + 900_000);
        world.give(1, &Input::Supply { present: true });
    }
    // Five minutes of quiet clear FLG.4, and DIPS goes with that event: no STATUS is waited for.
    world.run(world.now() + 600 * SECOND);
    let unstable = events(&world, 1);
    let unstable = unstable
        .iter()
        .filter(|it| it.flags & Flags::UNSTABLE.0 != 0);
    let dips = world.host.records.iter();
    let dips = dips.filter(|it| it.kind == RecordKind::Dips && it.index == 1);
    let most = dips.map(|it| it.evt).max().unwrap_or(0);
    Ok(Found::default()
        .least("UNSTABLE events", unstable.count() as f64, 1.0)
        .least("DIPS", most.into(), 3_500.0)
        .count("nodes with missing events", missing(&world, 2), 0))
}

/// Row 9, E-11: presence lost is no outage.
pub(super) fn pulled(seed: u64) -> Result<Found, SuiteMissing> {
    let mut world = bare::cabinet(2, 0.1, seed)?;
    bare::inputs(&mut world, 1, Flags::NO_MAINS);
    world.run(world.now() + 300_000);
    bare::inputs(&mut world, 1, Flags::OUT_OF_BAY.with(Flags::NO_MAINS));
    world.run(world.now() + 60 * SECOND);
    let events = events(&world, 1);
    let outages = events.iter().filter(|it| it.flags & Flags::NO_MAINS.0 != 0);
    let pulled = events
        .iter()
        .filter(|it| it.flags & Flags::OUT_OF_BAY.0 != 0);
    Ok(Found::default().count("outages", outages.count(), 0).count(
        "presence lost",
        pulled.count(),
        1,
    ))
}

/// Row 13, E-8: FLG comes up as it was.
pub(super) fn inputs(seed: u64) -> Result<Found, SuiteMissing> {
    let mut world = bare::cabinet(2, 0.1, seed)?;
    for flags in [Flags::PHASE_B, Flags::PHASE_B.with(Flags::COVER), Flags(0)] {
        bare::inputs(&mut world, 1, flags);
        world.run(world.now() + 30 * SECOND);
    }
    let told: Vec<u8> = events(&world, 1).iter().map(|it| it.flags).collect();
    let right = told == [Flags::PHASE_B.0, Flags::PHASE_B.with(Flags::COVER).0, 0];
    Ok(Found::default().count("events", told.len(), 3).count(
        "with their flags",
        usize::from(right),
        1,
    ))
}

/// P3: all frames from and to one node are jammed for three minutes.
pub(super) fn jammed(seed: u64) -> Result<Found, SuiteMissing> {
    let mut world = bare::cabinet(64, 0.0, seed)?;
    let zero = bare::dark(&mut world, [7].into_iter());
    world.radios.air.channel.jammed = Some((7, zero + 180 * SECOND));
    world.run(zero + 60 * SECOND);
    let first = world.radios.millicoulombs(7, world.now());
    world.run(zero + 180 * SECOND);
    let later = (world.radios.millicoulombs(7, world.now()) - first) / 2.0;
    let delivered = until(&mut world, 600, |world| missing(world, 7) == 0);
    Ok(Found::default()
        .most("charge of the first minute, mC", first, 20.0)
        .most("of each later one, mC", later, 2.0)
        .most("delivered after, s", delivered, 45.0))
}

/// Row 8, E-3: an age is known only if the counter ran through.
pub(super) fn stopped_counter(seed: u64) -> Result<Found, SuiteMissing> {
    let mut found = Found::default();
    for (stops, name) in [
        (true, "stopped: misses by, s"),
        (false, "kept: misses by, s"),
    ] {
        let mut world = bare::cabinet(2, 0.0, seed)?;
        world.host.counter_stops = stops;
        let truth = world.now();
        world.radios.air.channel.jammed = Some((1, truth + 20 * SECOND));
        bare::mains(&mut world, 1, false);
        world.at(truth + 10 * SECOND, Event::Reset(1));
        world.run(truth + 35 * SECOND);
        bare::mains(&mut world, 1, true);
        world.run(world.now() + 60 * SECOND);
        let first = events(&world, 1).first().copied();
        found = found.most(
            name,
            first.map_or(f64::INFINITY, |it| beside(&it, truth)),
            2.0,
        );
        if stops {
            let late = first.is_some_and(|it| it.marks.has(Marks::LATE));
            found = found.count("marked LATE", usize::from(late), 1);
        }
        found = found.count(
            "missing",
            usize::from(newest(&world, 1).is_newer_than(bare::committed(&world, 1))),
            0,
        );
    }
    Ok(found)
}
