//! Whole-cabinet outages: every node dark at once, real codec, MIC and machines over a simulated
//! channel.

pub(crate) mod channel;
pub(crate) mod world;

use channel::Links;
use clap::Args as ClapArgs;
use indicatif::{ProgressBar, ProgressStyle};
use rf_frame::security::SuiteMissing;
use serde::Serialize;
use sim::numbers;
use sim::rng::Rng;
use sim::v2;
use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::time::Instant;
use world::{World, supply};

const SECOND: u64 = 1_000_000_000;
/// Air time of one 26-byte REPORT at 50 kbit/s with 8 bytes of preamble and sync, s.
const REPORT_S: f64 = 0.005_44;
/// What is not delivered or acknowledged by then counts as missing: a capacitor lasts about a
/// minute.
const PATIENCE: u64 = 60 * SECOND;
/// Everything is at rest again by then.
const REST: u64 = 900 * SECOND;
/// So far apart, outages do not count as flapping (E-6).
const APART: u64 = 70 * SECOND;
/// A gateway for a thousand nodes is built on the stack before it is boxed.
const STACK: usize = 64 << 20;

/// Whole-cabinet outages over a simulated channel.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct Args {
    /// Nodes in the cabinet.
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) nodes: u16,
    /// Loss of a frame, each way, 0 to 0.9.
    #[arg(long, default_value_t = 0.1, value_parser = loss)]
    pub(crate) loss: f64,
    /// Outages to simulate.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) outages: u32,
    /// Seed of the world.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// The gateway keeps its mains: nodes report by themselves.
    #[arg(long)]
    pub(crate) gateway_mains: bool,
    /// Print one JSON object.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Loss as a probability that leaves something to receive.
pub(crate) fn loss(text: &str) -> Result<f64, String> {
    let p: f64 = text
        .parse()
        .map_err(|_| format!("{text:?} is not a number"))?;
    if (0.0..=0.9).contains(&p) {
        Ok(p)
    } else {
        Err(format!("{p} is not within 0 and 0.9"))
    }
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Spread {
    p50: f64,
    p99: f64,
    max: f64,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Charge {
    p50: f64,
    p99: f64,
}

/// Figures of a run.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Figures {
    nodes: u16,
    loss: f64,
    outages: u32,
    pub(crate) undelivered: u64,
    pub(crate) unacknowledged: u64,
    bound_s: f64,
    pub(crate) stored_over_bound: Spread,
    pub(crate) acked_over_bound: Spread,
    frames_per_node: f64,
    charge_mc_per_node: Charge,
    wall_s: f64,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    let bar = std::io::stderr().is_terminal();
    let figures = match with_room(|| simulate(args, bar)) {
        Ok(figures) => figures,
        Err(e) => {
            eprintln!("storm: {e}");
            return ExitCode::from(2);
        }
    };
    if args.json {
        match serde_json::to_string(&figures) {
            Ok(line) => println!("{line}"),
            Err(e) => {
                eprintln!("storm: {e}");
                return ExitCode::from(2);
            }
        }
    } else {
        print(&figures);
    }
    if figures.undelivered == 0 && figures.unacknowledged == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn print(f: &Figures) {
    println!(
        "{} outages of {} nodes at {} % loss, bound {:.3} s",
        f.outages,
        f.nodes,
        f.loss * 100.0,
        f.bound_s
    );
    println!(
        "undelivered {}, unacknowledged {}",
        f.undelivered, f.unacknowledged
    );
    for (name, s) in [
        ("stored", &f.stored_over_bound),
        ("acked", &f.acked_over_bound),
    ] {
        println!(
            "{name:>7}: {:.3} p50, {:.3} p99, {:.3} worst, in bounds",
            s.p50, s.p99, s.max
        );
    }
    let charge = &f.charge_mc_per_node;
    println!(
        "{:.2} frames and {:.2} mC (p99 {:.2}) a node, {:.1} s",
        f.frames_per_node, charge.p50, charge.p99, f.wall_s
    );
}

/// Does something on a stack that has room for a gateway of a thousand nodes.
pub(crate) fn with_room<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        match thread.spawn_scoped(scope, run).map(|it| it.join()) {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(error) => unreachable!("no thread: {error}"),
        }
    })
}

/// A cabinet that has had mains for a while: its boot epoch is over, and every node has its RECEIPT
/// and shows which group key it holds.
fn settled(args: &Args) -> Result<World, SuiteMissing> {
    let mut rng = Rng::sequence(args.seed);
    let parties = usize::from(args.nodes) + 1;
    let channel = Links::cabinet(parties, args.loss, &mut rng);
    let mut machines = vec![v2::gateway(args.nodes, rng.bits() as u32)?];
    for index in 1..=args.nodes {
        machines.push(v2::node(index, args.nodes, rng.bits() as u32)?);
    }
    let mut world = world::new(machines, channel, rng);
    for party in 0..parties {
        supply(&mut world, party, true);
    }
    world.run((20 + 2 * u64::from(args.nodes)) * SECOND);
    Ok(world)
}

/// All the times of a run, as multiples of the bound.
struct Tally {
    stored: Vec<f64>,
    acked: Vec<f64>,
    /// Node epochs by charge, 10 µC a bin, up to 1 C.
    charge: Vec<u64>,
    frames: u64,
    undelivered: u64,
    unacknowledged: u64,
}

pub(crate) fn simulate(args: &Args, bar: bool) -> Result<Figures, SuiteMissing> {
    let started = Instant::now();
    let bound_s = f64::from(args.nodes) * REPORT_S;
    let mut tally = Tally {
        stored: vec![],
        acked: vec![],
        charge: vec![0; 100_000],
        frames: 0,
        undelivered: 0,
        unacknowledged: 0,
    };
    let progress = if bar {
        ProgressBar::new(u64::from(args.outages))
    } else {
        ProgressBar::hidden()
    };
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} outages, {eta} left") {
        progress.set_style(style);
    }
    let mut world = settled(args)?;
    for _ in 0..args.outages {
        world::reroll(&mut world);
        outage(args, &mut world, bound_s, &mut tally);
        restore(args, &mut world);
        progress.inc(1);
    }
    progress.finish_and_clear();
    Ok(figures(args, bound_s, tally, started))
}

/// The mains of everybody concerned change within 2 ms: supplies are sampled.
fn switch(args: &Args, world: &mut World, present: bool) {
    let onset = world.now();
    let rng = &mut world.radios.air.rng;
    let nodes = 1..=usize::from(args.nodes);
    let mut order: Vec<(u64, usize)> = nodes.map(|n| (rng.range(0, 2_000_000), n)).collect();
    if !args.gateway_mains {
        order.push((1_000_000, 0));
    }
    order.sort_unstable();
    for (delay, party) in order {
        world.run(onset + delay);
        supply(world, party, present);
    }
}

/// Mains are back, and the cabinet comes to rest.
fn restore(args: &Args, world: &mut World) {
    switch(args, world, true);
    let back = world.now();
    world.run(back + APART);
    if !world::is_calm(world) {
        world.run_until(back + REST, |world| world::is_calm(world));
    }
}

/// One outage of everything at the same moment.
fn outage(args: &Args, world: &mut World, bound_s: f64, tally: &mut Tally) {
    let onset = world.now();
    let nodes = usize::from(args.nodes);
    switch(args, world, false);
    // Times count from the end of the (gateway's) debounce.
    let debounce_ns = numbers::DEBOUNCE_US * 1000;
    let zero = onset + 1_000_000 + debounce_ns;
    world.run(zero);
    world.run_until(zero + PATIENCE, |world| {
        let mut outcomes = world.host.0.iter().skip(1);
        outcomes.all(|o| o.stored.is_some() && o.told.is_some())
    });
    let outcomes = || world.host.0.iter().skip(1);
    let over = |at: u64| at.saturating_sub(zero) as f64 / 1e9 / bound_s;
    let whole = |times: Vec<Option<u64>>, all: &mut Vec<f64>| {
        let missing = times.iter().filter(|at| at.is_none()).count() as u64;
        if missing == 0 {
            all.push(over(times.into_iter().flatten().max().unwrap_or(0)));
        }
        missing
    };
    tally.undelivered += whole(outcomes().map(|o| o.stored).collect(), &mut tally.stored);
    tally.unacknowledged += whole(outcomes().map(|o| o.told).collect(), &mut tally.acked);
    let frames = world.radios.air.take_log();
    tally.frames += frames.iter().filter(|frame| frame.from > 0).count() as u64;
    for party in 1..=nodes {
        let bin = (world.radios.millicoulombs(party, world.now()) * 100.0) as usize;
        let last = tally.charge.len() - 1;
        if let Some(count) = tally.charge.get_mut(bin.min(last)) {
            *count += 1;
        }
    }
}

fn figures(args: &Args, bound_s: f64, mut tally: Tally, started: Instant) -> Figures {
    let total: u64 = tally.charge.iter().sum();
    let charge = |share: f64| {
        let mut left = (total as f64 * share).ceil() as u64;
        for (bin, count) in tally.charge.iter().enumerate() {
            if left <= *count {
                return (bin as f64 + 0.5) / 100.0;
            }
            left -= count;
        }
        f64::NAN
    };
    Figures {
        nodes: args.nodes,
        loss: args.loss,
        outages: args.outages,
        undelivered: tally.undelivered,
        unacknowledged: tally.unacknowledged,
        bound_s,
        frames_per_node: tally.frames as f64 / total.max(1) as f64,
        charge_mc_per_node: Charge {
            p50: charge(0.5),
            p99: charge(0.99),
        },
        stored_over_bound: spread(&mut tally.stored),
        acked_over_bound: spread(&mut tally.acked),
        wall_s: started.elapsed().as_secs_f64(),
    }
}

fn spread(values: &mut [f64]) -> Spread {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let rank = (values.len() as f64 * share).ceil() as usize;
        values
            .get(rank.saturating_sub(1))
            .copied()
            .unwrap_or(f64::NAN)
    };
    Spread {
        p50: at(0.5),
        p99: at(0.99),
        max: at(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(nodes: u16, loss: f64, outages: u32) -> Args {
        Args {
            nodes,
            loss,
            outages,
            seed: 3,
            gateway_mains: false,
            json: false,
        }
    }

    fn figures(args: &Args) -> Figures {
        let figures = with_room(|| simulate(args, false)).expect("suite is built");
        assert_eq!(
            (figures.undelivered, figures.unacknowledged),
            (0, 0),
            "{figures:?}"
        );
        figures
    }

    #[test]
    fn sixty_four_nodes_are_acknowledged_near_the_bare_air_time() {
        let calm = figures(&args(64, 0.0, 2));
        assert!(calm.acked_over_bound.max <= 1.17, "{calm:?}");
        let lossy = figures(&args(64, 0.1, 40));
        assert!(
            lossy.stored_over_bound.p50 <= 1.36 && lossy.acked_over_bound.max <= 2.0,
            "{lossy:?}"
        );
        assert!(
            lossy.charge_mc_per_node.p50 <= 2.0 && lossy.charge_mc_per_node.p99 <= 5.0,
            "{lossy:?}"
        );
    }

    #[test]
    fn two_blocks_of_indices_stay_out_of_each_other() {
        let figures = figures(&args(300, 0.1, 2));
        assert!(figures.stored_over_bound.max <= 1.4, "{figures:?}");
    }

    #[test]
    fn single_outage_is_acknowledged_in_a_third_of_a_second() {
        let figures = figures(&Args {
            gateway_mains: true,
            ..args(1, 0.1, 300)
        });
        assert!(
            figures.acked_over_bound.p99 * figures.bound_s <= 0.3,
            "{figures:?}"
        );
    }

    #[test]
    fn the_same_seed_gives_the_same_figures() {
        let (a, b) = (figures(&args(20, 0.2, 5)), figures(&args(20, 0.2, 5)));
        assert_eq!(
            format!("{:?}", a.acked_over_bound),
            format!("{:?}", b.acked_over_bound)
        );
        assert!((a.frames_per_node - b.frames_per_node).abs() < f64::EPSILON);
    }
}
