//! Memories that rot, that do not answer, and that are read by others (P6, P7, P8).

use super::figures::Found;
use super::lives::missing;
use rf_frame::access::event::ResetCause;
use rf_frame::journal::Verdict;
use rf_frame::journal::entry::RecordKind;
use rf_frame::security::SuiteMissing;
use sim::Rng;
use sim::bare::{self, Cabinet, SECOND};
use sim::machine::Input;
use sim::v2::{self, Party};
use std::collections::BTreeMap;

/// Flips one bit in what is written of the two sectors of a party without power.
fn flip(world: &mut Cabinet, radio: usize, rng: &mut Rng) {
    let Some(flash) = bare::flash_of(world, radio) else {
        return;
    };
    let sector = rng.range(0, 1) as usize;
    let bytes = flash.sector_mut(sector);
    let used = bytes.iter().rposition(|byte| *byte != 0xff).unwrap_or(0);
    let at = rng.range(0, used as u64) as usize;
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1 << rng.range(0, 7);
    }
}

/// Counters of one sender that went out with two different contents.
fn nonces_twice(world: &Cabinet) -> usize {
    let mut seen: BTreeMap<(usize, Vec<u8>), &[u8]> = BTreeMap::new();
    let mut twice = 0;
    for (from, frame) in &world.host.recorded {
        let head = frame.get(3..11).unwrap_or_default().to_vec();
        let before = seen.entry((*from, head)).or_insert(frame);
        twice += usize::from(*before != frame.as_slice());
    }
    twice
}

/// Row 7: a flip is reported or without effect, no nonce is used twice, no event vanishes without a
/// record.
pub(super) fn rot(seed: u64) -> Result<Found, SuiteMissing> {
    const NODES: usize = 3;
    let mut world = bare::cabinet(NODES as u16, 0.1, seed)?;
    world.host.tape = 400_000;
    let mut rng = Rng::new(seed, "rot");
    let (mut flips, mut noticed, mut at_gateway) = (0, 0, 0);
    for start in 0..60 {
        let radio = (start % 2) as usize;
        // An outage of every node, then a restart of one party; every fifth time its memory has
        // rotted.
        for present in [false, true] {
            for node in 1..=NODES {
                world.give(node, &Input::Supply { present });
            }
            world.run(world.now() + 60 * SECOND);
        }
        bare::power_off(&mut world, radio);
        let rots = start % 5 == 4;
        if rots {
            flip(&mut world, radio, &mut rng);
            flips += 1;
        }
        let verdict = bare::power_on(&mut world, radio, ResetCause::Other);
        let doubt = rots && verdict.is_some_and(Verdict::is_doubt);
        noticed += usize::from(doubt);
        at_gateway += usize::from(doubt && radio == 0);
        for node in 1..=NODES {
            bare::read_meter(&mut world, node);
        }
        world.run(world.now() + 700 * SECOND);
    }
    world.run(world.now() + 3_600 * SECOND);
    let gateway = world.machine(0).and_then(Party::gateway);
    let journals = gateway.map_or(0, |gateway| {
        let records = gateway.state().records();
        records
            .iter()
            .filter(|it| it.kind == RecordKind::Journal)
            .count()
    });
    Ok(Found::default()
        .count("flips", flips, 12)
        .least("of them noticed", noticed as f64, 1.0)
        .count("JOURNAL records", journals, at_gateway)
        .count("nonces twice", nonces_twice(&world), 0)
        .count("nodes with missing events", missing(&world, NODES), 0))
}

/// Rows 16 and 17: numbers that were spent while nothing could be stored are one GAP.
pub(super) fn slow(seed: u64) -> Result<Found, SuiteMissing> {
    let mut world = bare::cabinet(2, 0.0, seed)?;
    let begin = world.now();
    world.host.slow_until = begin + 40 * SECOND;
    let changes = 10;
    for change in 0..changes {
        let present = change % 2 == 1;
        world.give(1, &Input::Supply { present });
        world.run(world.now() + 1_300_000);
    }
    world.run(begin + 900 * SECOND);
    let of = |kind| {
        let records = world.host.records.iter();
        records.filter(move |it| it.kind == kind && it.index == 1)
    };
    let events = of(RecordKind::Event).count();
    let gaps = of(RecordKind::Gap).count();
    let lost: usize = of(RecordKind::Gap).map(|it| usize::from(it.flags)).sum();
    let newest = of(RecordKind::Event)
        .map(|it| usize::from(it.evt))
        .max()
        .unwrap_or(0);
    Ok(Found::default()
        .least("events and lost ones", (events + lost) as f64, 5.0)
        .count(
            "numbers without a record",
            newest - (events + lost).min(newest),
            0,
        )
        .most("GAP records", gaps as f64, 1.0)
        .count("nodes with missing events", missing(&world, 2), 0))
}

/// Row 14: whoever prints a machine sees no key.
pub(super) fn printed(seed: u64) -> Result<Found, SuiteMissing> {
    let world = bare::cabinet(2, 0.0, seed)?;
    let mut texts = Vec::new();
    for party in world.machines.iter().flatten() {
        texts.extend(party.node().map(|node| format!("{node:?}")));
        texts.extend(party.gateway().map(|gateway| format!("{gateway:?}")));
    }
    let (uplink, downlink) = v2::session_keys(1)?;
    let group = v2::group_key()?;
    let shows = |text: &String| {
        [&uplink, &downlink, &group].iter().any(|key| {
            let bytes = key.bytes();
            let start: Vec<_> = bytes.iter().take(4).map(u8::to_string).collect();
            let hex: String = bytes.iter().take(4).map(|b| format!("{b:02x}")).collect();
            text.contains(&start.join(", ")) || text.contains(&hex)
        })
    };
    let shown = texts.iter().filter(|text| shows(text)).count();
    Ok(Found::default()
        .least("texts", texts.len() as f64, 3.0)
        .count("with a key in them", shown, 0))
}
