//! Storms: everybody dark at once, or one node alone, with loss and with a forger on the air.

use crate::cabinet::{Cabinet, SECOND, attack, cabinet, dark};
use rf_frame::journal::entry::RecordKind;
use rf_frame::security::{Counter, Key, Suite};
use rf_frame::wire::{Age, Evt, Extensions, Flags, FrameBuf, Header, Message, Quality, Report};
use sim::v2;

/// Air time of a report.
const REPORT: f64 = 5_440.0;

fn quantile(sorted: &[f64], q: f64) -> f64 {
    sorted[((sorted.len() - 1) as f64 * q).round() as usize]
}

#[derive(Debug, Default)]
struct Figures {
    stored: Vec<f64>,
    told: Vec<f64>,
    charge: Vec<f64>,
    missing: usize,
}

impl Figures {
    /// Nobody is missing; the median and the worst time until told, in bare air times, and the
    /// charge of 99 %, mC.
    fn check(&self, told: (f64, f64), charge: f64) {
        assert_eq!(self.missing, 0);
        assert!(
            quantile(&self.told, 0.5) <= told.0,
            "told {:.3}",
            quantile(&self.told, 0.5)
        );
        assert!(
            quantile(&self.told, 1.0) <= told.1,
            "told {:.3}",
            quantile(&self.told, 1.0)
        );
        assert!(
            quantile(&self.charge, 0.99) <= charge,
            "{:.2} mC",
            quantile(&self.charge, 0.99)
        );
    }

    fn sorted(mut self) -> Self {
        for all in [&mut self.stored, &mut self.told, &mut self.charge] {
            all.sort_unstable_by(f64::total_cmp);
        }
        self
    }
}

/// Storms of everybody: times as multiples of the bare air time of all reports.
fn storms(nodes: u16, loss: f64, outages: u64) -> Figures {
    storms_beside(nodes, loss, outages, 0)
}

/// The same while a forger sends a report every `every` µs (0: none).
fn storms_beside(nodes: u16, loss: f64, outages: u64, every: u64) -> Figures {
    let mut figures = Figures::default();
    for seed in 0..outages {
        let mut world = cabinet(nodes, loss, seed);
        if every > 0 {
            let frames = (1..=nodes)
                .map(|index| forged(index, (seed % 8) as u8, 0x3000))
                .collect();
            forge(&mut world, every, frames);
        }
        let zero = dark(&mut world, 0..=usize::from(nodes));
        let bare = f64::from(nodes) * REPORT;
        world.run(zero);
        world.run_until(zero + 60 * SECOND, |world| {
            let mut all = world.host.nodes[1..=usize::from(nodes)].iter();
            all.all(|node| node.stored.is_some() && node.told.is_some())
        });
        for index in 1..=usize::from(nodes) {
            let outcome = world.host.nodes[index];
            match (outcome.stored, outcome.told) {
                (Some(stored), Some(told)) => {
                    figures.stored.push((stored - zero) as f64 / bare);
                    figures.told.push((told - zero) as f64 / bare);
                }
                _ => figures.missing += 1,
            }
            figures
                .charge
                .push(world.radios.millicoulombs(index, world.now()));
        }
    }
    figures.sorted()
}

fn print(what: &str, f: &Figures) {
    let of = |all: &[f64]| {
        format!(
            "{:.3} {:.3} {:.3}",
            quantile(all, 0.5),
            quantile(all, 0.99),
            quantile(all, 1.0)
        )
    };
    println!(
        "{what}: missing {}, stored {}, told {}, charge {}",
        f.missing,
        of(&f.stored),
        of(&f.told),
        of(&f.charge)
    );
}

/// A gateway for 1024 nodes is built on the stack before it is boxed.
pub(crate) fn with_room(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new()
        .stack_size(64 << 20)
        .spawn(test)
        .unwrap();
    thread.join().unwrap();
}

#[test]
fn sixty_four_nodes_without_loss() {
    with_room(|| {
        let figures = storms(64, 0.0, 4);
        print("64 nodes, no loss", &figures);
        figures.check((1.153, 1.16), 1.0);
    });
}

#[test]
fn sixty_four_nodes_at_ten_percent() {
    with_room(|| {
        let figures = storms(64, 0.1, 40);
        print("64 nodes, 10 %", &figures);
        // Version 1: 1.38 / 1.58 / 1.8 told, 1.2 / 2.3 mC.
        figures.check((1.38, 1.8), 3.0);
        assert!(quantile(&figures.told, 0.99) <= 1.58);
        assert!(quantile(&figures.stored, 0.99) <= 1.50);
    });
}

#[test]
fn two_hundred_nodes_without_loss() {
    with_room(|| {
        let figures = storms(200, 0.0, 4);
        print("200 nodes, no loss", &figures);
        figures.check((1.13, 1.135), 1.2);
    });
}

/// Wanted for long and missed by version 1: 99 % of a thousand plain nodes take at most 20 mC.
#[test]
#[ignore = "a minute in a build without optimisation"]
fn a_thousand_nodes_at_ten_percent() {
    with_room(|| {
        let figures = storms(1000, 0.1, 2);
        print("1000 nodes, 10 %", &figures);
        assert!(quantile(&figures.charge, 0.99) <= 20.0);
        assert_eq!(figures.missing, 0);
    });
}

/// A report in the name of `index` under a key that nobody has.
fn forged(index: u16, round: u8, counter: u32) -> Vec<u8> {
    let key = Key::new(Suite::Ascon, *b"nobody's own key").unwrap();
    let report = Report {
        evt: Evt(9),
        flags: Flags::NO_MAINS,
        round,
        inferred: false,
        quality: Quality::Unset,
        age: Age::from_micros(1_000_000),
        cap: 120,
    };
    let header = Header::up(v2::NET, index, Counter(counter), 1);
    let message = Message::Report(report);
    let none = Extensions::NONE;
    FrameBuf::encode(&header, &message, &none, &key, 6)
        .unwrap()
        .as_bytes()
        .to_vec()
}

/// The attacker sends these frames in turn from now on.
fn forge(world: &mut Cabinet, every: u64, frames: Vec<Vec<u8>>) {
    attack(world, every, u64::MAX, frames);
}

/// A storm under 10 % of forged air time is not worse than one at 30 % loss without (P1).
#[test]
fn a_storm_stands_a_forger() {
    with_room(|| {
        let lossy = storms(64, 0.3, 6);
        print("64 nodes, 30 %", &lossy);
        let forged = storms_beside(64, 0.1, 6, 54_400);
        print("64 nodes, 10 %, forger at 10 %", &forged);
        assert_eq!(lossy.missing + forged.missing, 0);
        for q in [0.5, 0.99, 1.0] {
            assert!(quantile(&forged.told, q) <= quantile(&lossy.told, q), "{q}");
        }
    });
}

/// One node of 64 goes dark, the gateway has mains, and a forger sends every `every` µs (0: none).
/// Time from the end of the debounce to the commit, and the charge of the first minute.
fn one_outage(seed: u64, every: u64, frames: &[Vec<u8>]) -> (Option<u64>, f64) {
    let mut world = cabinet(64, 0.0, seed);
    if every > 0 {
        forge(&mut world, every, frames.to_vec());
    }
    let victim = 1 + (seed % 64) as usize;
    let zero = dark(&mut world, [victim].into_iter());
    world.run(zero + 60 * SECOND);
    let stored = world.host.nodes[victim].stored.map(|at| at - zero);
    (stored, world.radios.millicoulombs(victim, world.now()))
}

/// Row 1 of the specification's table 12: reports without a key hold no node back.
#[test]
fn forged_reports_hold_nobody_back() {
    with_room(|| {
        let mut quiet = 0.0f64;
        let mut worst = (0, 0.0f64);
        let mut slow = 0;
        let mut all = 0;
        for seed in 0..40 {
            let (stored, charge) = one_outage(seed, 0, &[]);
            assert!(
                stored.is_some_and(|us| us < SECOND),
                "seed {seed}: {stored:?}"
            );
            quiet = quiet.max(charge);
            let round = [0, 1, 7][(seed % 3) as usize];
            let every = [20_000, 50_000, 100_000, 160_000][(seed / 3 % 4) as usize];
            let frames: Vec<_> = (1..=64).map(|index| forged(index, round, 0x3000)).collect();
            let (stored, charge) = one_outage(seed, every, &frames);
            let stored = stored.unwrap_or(u64::MAX);
            println!("seed {seed} round {round} every {every}: stored {stored}, {charge:.2} mC");
            assert!(stored <= 3 * SECOND, "seed {seed}: {stored}");
            slow += usize::from(stored > 2 * SECOND);
            all += 1;
            worst = (worst.0.max(stored), worst.1.max(charge));
        }
        println!(
            "forged: worst {} us, {:.2} mC; without {quiet:.2} mC",
            worst.0, worst.1
        );
        assert!(slow * 100 <= all, "{slow} of {all} later than 2 s");
        assert!(worst.1 <= quiet + 20.0, "{:.1} mC", worst.1);
    });
}

/// 25 bad MICs a minute in the name of each of 8 nodes: only TAMPER records come of it, 6 an hour
/// (P4, S-11).
#[test]
fn bad_mics_cost_the_gateway_little() {
    with_room(|| {
        let mut world = cabinet(8, 0.0, 1);
        let frames: Vec<_> = (1..=8).map(|index| forged(index, 0, 0x3000)).collect();
        forge(&mut world, 300_000, frames);
        let (begin, written) = (world.now(), world.host.written);
        world.run(begin + 3_600 * SECOND);
        let written = world.host.written - written;
        let records = world.host.records.iter();
        let tampers = records
            .filter(|record| record.kind == RecordKind::Tamper)
            .count();
        println!("an hour of bad MICs: {tampers} TAMPER, {written} B");
        assert!(world.host.epochs == 0 && written <= 256 && tampers == 6);
    });
}

/// Row 15 (14 of the specification's table): wrecks make few epochs.
#[test]
fn wrecks_make_few_epochs() {
    with_room(|| {
        let mut world = cabinet(8, 0.0, 1);
        // Four wrecks 30 ms apart every 0.4 s; the forger knows no pauses, so the others are empty
        // of meaning.
        let mut wreck = forged(3, 0, 1);
        if let Some(last) = wreck.last_mut() {
            *last ^= 1;
        }
        forge(&mut world, 37_000, vec![wreck]);
        let begin = world.now();
        let written = world.host.written;
        world.radios.air.take_log();
        world.run(begin + 3_600 * SECOND);
        let written = world.host.written - written;
        // LEN of a frame counts what follows it; preamble and sync word are 8 bytes more.
        let sent = world.radios.air.take_log();
        let own = sent.iter().filter(|sent| sent.from == 0);
        let air: u64 = own.map(|sent| 160 * (u64::from(sent.head[0]) + 9)).sum();
        println!(
            "an hour of wrecks: {} epochs, {written} B, {air} us of air",
            world.host.epochs
        );
        // P4.
        assert!((6..=18).contains(&world.host.epochs));
        assert!(written <= 256 && air <= 10 * SECOND);
    });
}
