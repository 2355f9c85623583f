//! An attacker without a key who forges and floods (P1, P4).

use super::figures::Found;
use rf_frame::journal::entry::RecordKind;
use rf_frame::security::{Counter, Key, Suite, SuiteMissing};
use rf_frame::wire::{Age, Evt, Extensions, Flags, FrameBuf, Header, Message, Quality, Report};
use sim::bare::{self, Cabinet, SECOND};
use sim::v2;

/// A report in the name of `index` under a key that nobody has.
pub(super) fn forged(index: u16, round: u8) -> Result<Vec<u8>, SuiteMissing> {
    let key = Key::new(Suite::Ascon, *b"nobody's own key")?;
    let report = Report {
        evt: Evt(9),
        flags: Flags::NO_MAINS,
        round,
        inferred: false,
        quality: Quality::Unset,
        age: Age::from_micros(1_000_000),
        cap: 120,
    };
    let header = Header::up(v2::NET, index, Counter(0x3000), 1);
    let message = Message::Report(report);
    let frame = FrameBuf::encode(&header, &message, &Extensions::NONE, &key, 6);
    Ok(frame.map_or_else(|_| Vec::new(), |frame| frame.as_bytes().to_vec()))
}

fn all_forged(nodes: u16, round: u8) -> Result<Vec<Vec<u8>>, SuiteMissing> {
    (1..=nodes).map(|index| forged(index, round)).collect()
}

/// One node of 64 goes dark, the gateway has mains: seconds from the end of the debounce to the
/// commit, and the charge of the first minute.
fn one_outage(seed: u64, every: u64, frames: &[Vec<u8>]) -> Result<(f64, f64), SuiteMissing> {
    let mut world = bare::cabinet(64, 0.0, seed)?;
    if every > 0 {
        bare::attack(&mut world, every, u64::MAX, frames.to_vec());
    }
    let victim = 1 + (seed % 64) as usize;
    let zero = bare::dark(&mut world, [victim].into_iter());
    world.run(zero + 60 * SECOND);
    let stored = world.host.nodes.get(victim).and_then(|node| node.stored);
    let seconds = stored.map_or(f64::INFINITY, |at| (at - zero) as f64 / SECOND as f64);
    let now = world.now();
    Ok((seconds, world.radios.millicoulombs(victim, now)))
}

/// Row 1: reports of rounds 0, 1 and 7. The promise is for 10 % of the air time; at 27 % the time
/// is kept all the same.
pub(super) fn reports(seed: u64) -> Result<Found, SuiteMissing> {
    let (mut worst, mut charge, mut quiet) = (0.0f64, 0.0f64, 0.0f64);
    for (turn, every) in [54_400, 100_000, 160_000, 20_000, 20_000, 20_000]
        .into_iter()
        .enumerate()
    {
        let seed = seed + turn as u64;
        let round = [0, 1, 7].get(turn % 3).copied().unwrap_or(0);
        let (stored, used) = one_outage(seed, every, &all_forged(64, round)?)?;
        worst = worst.max(stored);
        if every > 20_000 {
            quiet = quiet.max(one_outage(seed, 0, &[])?.1);
            charge = charge.max(used);
        }
    }
    Ok(Found::default().most("stored after, s", worst, 3.0).most(
        "more charge, mC",
        charge - quiet,
        20.0,
    ))
}

/// The last node of 64 is told, s after the debounce; infinite if one never is.
fn storm_of(seed: u64, loss: f64, every: u64) -> Result<f64, SuiteMissing> {
    let mut world = bare::cabinet(64, loss, seed)?;
    if every > 0 {
        bare::attack(
            &mut world,
            every,
            u64::MAX,
            all_forged(64, (seed % 8) as u8)?,
        );
    }
    let zero = bare::dark(&mut world, 0..=64);
    let all = |world: &mut Cabinet| {
        let mut nodes = world.host.nodes.iter().skip(1).take(64);
        nodes.all(|node| node.stored.is_some() && node.told.is_some())
    };
    let done = world.run_until(zero + 60 * SECOND, all);
    let seconds = (world.now() - zero) as f64 / SECOND as f64;
    Ok(if done { seconds } else { f64::INFINITY })
}

/// R64: not worse than at 30 % loss without an attacker.
pub(super) fn storm(seed: u64) -> Result<Found, SuiteMissing> {
    let (mut lossy, mut forged) = (0.0f64, 0.0f64);
    for turn in 0..3 {
        lossy = lossy.max(storm_of(seed + turn, 0.3, 0)?);
        forged = forged.max(storm_of(seed + turn, 0.1, 54_400)?);
    }
    Ok(Found::default().most("all told after, s", forged, lossy))
}

/// What an hour under attack has cost the gateway: bytes of journal, s of air, epochs.
fn hour(world: &mut Cabinet) -> (f64, f64, f64) {
    let (begin, written, epochs) = (world.now(), world.host.written, world.host.epochs);
    world.radios.air.take_log();
    world.run(begin + 3_600 * SECOND);
    // LEN of a frame counts what follows it; preamble and sync word are 8 bytes more.
    let sent = world.radios.air.take_log();
    let own = sent.iter().filter(|sent| sent.from == 0);
    let air: u64 = own
        .map(|sent| 160 * (u64::from(sent.head.first().copied().unwrap_or(0)) + 9))
        .sum();
    (
        (world.host.written - written) as f64,
        air as f64 / SECOND as f64,
        (world.host.epochs - epochs) as f64,
    )
}

fn of_an_hour(world: &mut Cabinet) -> Found {
    let (bytes, air, epochs) = hour(world);
    Found::default()
        .most("journal, B", bytes, 256.0)
        .most("air, s", air, 10.0)
        .most("epochs", epochs, 18.0)
}

/// S-11: TAMPER records come of it, six an hour.
pub(super) fn bad_mics(seed: u64) -> Result<Found, SuiteMissing> {
    let mut world = bare::cabinet(8, 0.0, seed)?;
    bare::attack(&mut world, 300_000, u64::MAX, all_forged(8, 0)?);
    let found = of_an_hour(&mut world);
    let tampers = world.host.records.iter();
    let tampers = tampers.filter(|it| it.kind == RecordKind::Tamper).count();
    Ok(found.count("TAMPER", tampers, 6))
}

/// Row 15: frames whose CRC is wrong, 37 ms apart.
pub(super) fn wrecks(seed: u64) -> Result<Found, SuiteMissing> {
    let mut world = bare::cabinet(4, 0.0, seed)?;
    let mut wreck = forged(3, 0)?;
    if let Some(last) = wreck.last_mut() {
        *last ^= 1;
    }
    bare::attack(&mut world, 37_000, u64::MAX, vec![wreck]);
    Ok(of_an_hour(&mut world))
}

/// Row 16: a JOIN that was right once.
pub(super) fn joins(seed: u64) -> Result<Found, SuiteMissing> {
    let mut world = bare::cabinet(2, 0.0, seed)?;
    let fresh = v2::fresh_node(1, Some(1), seed as u32)?;
    bare::replace(&mut world, 1, fresh);
    let begin = world.now();
    world.run(begin + 700 * SECOND);
    let mut recorded = world.host.recorded.iter();
    let join = recorded.rfind(|(_, frame)| is_type(frame, 9));
    let frames: Vec<_> = join.map(|(_, frame)| frame.clone()).into_iter().collect();
    let recorded = frames.len();
    bare::attack(&mut world, 100_000, u64::MAX, frames);
    let (bytes, air, epochs) = hour(&mut world);
    Ok(Found::default()
        .count("recorded JOIN", recorded, 1)
        .most("journal, B", bytes, 256.0)
        .most("air, s", air, 10.0)
        .most("epochs", epochs, 18.0))
}

/// Whether a frame has this type.
pub(super) fn is_type(frame: &[u8], number: u8) -> bool {
    frame.get(1).is_some_and(|vt| vt & 0x1f == number)
}
