//! Whole-cabinet outages: every node dark at once, real codec, MIC and machines over a simulated channel.

pub(crate) mod channel;
pub(crate) mod dice;
pub(crate) mod world;

use channel::Channel;
use clap::Args as ClapArgs;
use dice::Dice;
use indicatif::{ProgressBar, ProgressStyle};
use rf_frame::access::{
    Gateway, GatewayConfig, GatewayState, Node, NodeConfig, NodeState, Peer, Phy,
};
use rf_frame::mic::SuiteMissing;
use rf_frame::{Key, Suite};
use serde::Serialize;
use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::time::Instant;
use world::World;

/// Network id of the simulated cabinets.
pub(crate) const NET: u16 = 0x1a2b;
/// Health rounds behind a settled cabinet.
const HEALTH_ROUNDS: u32 = 3;
const SECOND: u64 = 1_000_000_000;
/// Air time of one 26-byte REPORT at 50 kbit/s with 8 bytes of preamble and sync, s.
const REPORT_S: f64 = 0.005_44;
/// What is not delivered or acknowledged by then counts as missing: a capacitor lasts about a minute.
const PATIENCE: u64 = 60 * SECOND;

/// Whole-cabinet outages over a simulated channel.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct Args {
    /// Nodes in the cabinet.
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..=4000))]
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
    /// Floors, shadowing and fading instead of one cabinet; a new building every outage.
    #[arg(long)]
    pub(crate) building: bool,
    /// The gateway keeps its mains: nodes report by themselves.
    #[arg(long)]
    pub(crate) gateway_mains: bool,
    /// Nodes relay for those that are heard badly.
    #[arg(long)]
    pub(crate) relay: bool,
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
    let figures = match simulate(args, std::io::stderr().is_terminal()) {
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

/// Meter number of a node.
pub(crate) fn addr(index: u16) -> [u8; 6] {
    let digits = |n: u16| (((n / 10 % 10) << 4) | (n % 10)) as u8;
    [digits(index), digits(index / 100), 0x00, 0x22, 0x11, 0x20]
}

pub(crate) fn node_config(
    index: u16,
    size: u16,
    seed: u32,
    relay: bool,
) -> Result<NodeConfig, SuiteMissing> {
    let master = Key::new(Suite::Ascon, *b"cabinet master k")?;
    Ok(NodeConfig {
        net: NET,
        index,
        addr: addr(index),
        phy: Phy::kbit50(),
        debounce_us: 1_000_000,
        node_key: master.derive_node(NET, &addr(index)),
        group_key: Key::new(Suite::Ascon, *b"cabinet group ke")?,
        join_key: master.derive_join(NET, &addr(index)),
        key_slot: 0,
        cabinet_size: size,
        cap_low: 120,
        cap_last: 100,
        can_relay: relay,
        clock_kept: true,
        seed,
    })
}

pub(crate) fn gateway_config(relay: bool, seed: u32) -> Result<GatewayConfig, SuiteMissing> {
    Ok(GatewayConfig {
        net: NET,
        phy: Phy::kbit50(),
        master: Key::new(Suite::Ascon, *b"cabinet master k")?,
        group_key: Key::new(Suite::Ascon, *b"cabinet group ke")?,
        key_number: 0,
        debounce_us: 1_000_000,
        relay,
        beacon_us: 0,
        seed,
    })
}

/// A cabinet that has had mains for a while; in a building the link margins are known from a few health rounds.
fn settled(args: &Args, seed: u64) -> Result<World, SuiteMissing> {
    let mut dice = Dice::new(seed);
    let parties = usize::from(args.nodes) + 1;
    let channel = if args.building {
        Channel::building(parties, args.loss, &mut dice)
    } else {
        Channel::cabinet(parties, args.loss, &mut dice)
    };
    let peers = (1..=args.nodes).map(|i| Peer::member(addr(i))).collect();
    let gateway = Gateway::new(
        gateway_config(args.relay, dice.next() as u32)?,
        GatewayState::new(peers),
    );
    let mut nodes = Vec::new();
    for index in 1..=args.nodes {
        nodes.push(Node::new(
            node_config(index, args.nodes, dice.next() as u32, args.relay)?,
            NodeState::default(),
        ));
    }
    let mut world = World::new(gateway, nodes, Phy::kbit50(), channel, dice);
    for party in 0..parties {
        world.supply(party, false);
    }
    world.run(2 * SECOND, |_| false);
    world.run(world.now + 120 * SECOND, |w| !w.gateway.in_epoch());
    if args.relay {
        for _ in 0..HEALTH_ROUNDS {
            for (at, node) in (1..).zip(0..world.nodes.len()) {
                let local = world.local_now(at);
                if let Some(node) = world.nodes.get_mut(node) {
                    node.report_health(local);
                }
                world.drain(at);
                world.run(world.now + SECOND / 8, |_| false);
            }
        }
        let local = world.local_now(0);
        world.gateway.announce_relays(local);
        world.drain(0);
        world.run(world.now + 600 * SECOND, |w| !w.gateway.is_announcing());
    }
    world.run(world.now + SECOND, |_| false);
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
    let mut seeds = Dice::new(args.seed);
    let mut base = None;
    for _ in 0..args.outages {
        let seed = seeds.next();
        // A building is drawn anew for every outage, a cabinet only rolls its crystals and its losses.
        let mut world = match base.as_ref().filter(|_| !args.building) {
            Some(world) => World::clone(world),
            None => settled(args, seed)?,
        };
        if base.is_none() {
            base = Some(world.clone());
        }
        world.reroll(seed);
        outage(args, &mut world, bound_s, &mut tally);
        progress.inc(1);
    }
    progress.finish_and_clear();
    Ok(figures(args, bound_s, tally, started))
}

/// One outage of everything at the same moment.
fn outage(args: &Args, world: &mut World, bound_s: f64, tally: &mut Tally) {
    let onset = world.now;
    let nodes = usize::from(args.nodes);
    // Supplies are sampled: nodes see the end within ±1 ms of the gateway.
    let mut order: Vec<(u64, usize)> = (1..=nodes)
        .map(|n| (world.dice.below(2_000_000), n))
        .collect();
    if !args.gateway_mains {
        order.push((1_000_000, 0));
    }
    order.sort_unstable();
    for (delay, party) in order {
        world.run(onset + delay, |_| false);
        world.supply(party, true);
    }
    // Times count from the end of the (gateway's) debounce.
    let zero = onset + 1_000_000 + SECOND;
    let all = |w: &World| {
        w.outcomes
            .iter()
            .skip(1)
            .all(|o| o.stored.is_some() && o.acked.is_some())
    };
    world.run(zero, |_| false);
    world.run(zero + PATIENCE, all);
    if args.relay {
        // Helpers stay awake a little longer; that is part of the charge.
        world.run(world.now + SECOND / 2, |_| false);
    }
    let (mut stored, mut acked) = (0, 0);
    let mut complete = (true, true);
    for outcome in world.outcomes.iter().skip(1) {
        match outcome.stored {
            Some(at) => stored = stored.max(at),
            None => {
                tally.undelivered += 1;
                complete.0 = false;
            }
        }
        match outcome.acked {
            Some(at) => acked = acked.max(at),
            None => {
                tally.unacknowledged += 1;
                complete.1 = false;
            }
        }
    }
    let over = |at: u64| at.saturating_sub(zero) as f64 / 1e9 / bound_s;
    if complete.0 {
        tally.stored.push(over(stored));
    }
    if complete.1 {
        tally.acked.push(over(acked));
    }
    tally.frames += world
        .frames
        .iter()
        .skip(1)
        .map(|n| u64::from(*n))
        .sum::<u64>();
    for party in 1..=nodes {
        let bin = (world.charge_mc(party) * 100.0) as usize;
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
            building: false,
            gateway_mains: false,
            relay: false,
            json: false,
        }
    }

    fn figures(args: &Args) -> Figures {
        let figures = simulate(args, false).expect("suite is built");
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
    fn every_node_of_a_building_is_heard_and_told_over_helpers() {
        let building = figures(&Args {
            building: true,
            relay: true,
            ..args(40, 0.1, 3)
        });
        assert!(building.acked_over_bound.max <= 10.0, "{building:?}");
    }

    #[test]
    fn single_outages_of_a_building_are_acknowledged_over_helpers() {
        let args = Args {
            building: true,
            relay: true,
            gateway_mains: true,
            ..args(200, 0.1, 1)
        };
        let mut over_helpers = 0;
        for seed in 1..=2 {
            let mut world = settled(&args, seed).expect("suite is built");
            world.reroll(seed);
            // Whom the gateway hardly or never heard, and one that it hears well.
            let heard = |w: &World, index| w.gateway.peer(index).and_then(Peer::rssi_dbm);
            let weak = |i: &u16| heard(&world, *i).is_none_or(|dbm| dbm < -96);
            let far: Vec<u16> = (1..=args.nodes).filter(weak).take(8).collect();
            let near = (1..=args.nodes).find(|i| heard(&world, *i).is_some_and(|dbm| dbm > -80));
            over_helpers += far.len();
            for index in far.into_iter().chain(near) {
                let (party, since) = (usize::from(index), world.now);
                world.supply(party, true);
                let done = |w: &World| {
                    w.outcomes
                        .get(party)
                        .is_some_and(|o| o.stored.is_some() && o.acked.is_some())
                };
                world.run(since + PATIENCE, done);
                assert!(
                    done(&world),
                    "seed {seed}, node {index}: {:?}",
                    world.outcomes.get(party)
                );
                assert!(
                    world.now - since < 15 * SECOND,
                    "seed {seed}, node {index}: {} ns",
                    world.now - since
                );
                world.run(world.now + SECOND, |_| false);
            }
        }
        assert!(over_helpers > 10, "{over_helpers} nodes out of reach");
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
