//! `cabinet clocks`: the closed loop over UART, radio and RS485.
//!
//! Without a world it is the month in which a bit of everything happens. A world (`--world NAME`,
//! `--world all`) has one thing wrong, and limits that must hold.

mod found;
mod list;
mod scene;
mod spoil;
mod stage;

use crate::world::trial::{self, Findings, Kind};
use crate::{run, world};
use found::Found;
use node::plain::Method;
use scene::Scene;
use sim::queue::DAY;
use std::process::ExitCode;

/// Options.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Meters in the cabinet: 32, in a world 6.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=200))]
    meters: Option<u16>,
    /// Virtual days: 30, in a world as many as it needs. The first ones are for pulling the clocks
    /// in and do not count.
    #[arg(long, value_parser = clap::value_parser!(u16).range(3..=400))]
    days: Option<u16>,
    /// A world with one thing wrong and limits that must hold, by name; `all` for one after the
    /// other. A name that does not exist lists them.
    #[arg(long)]
    world: Option<String>,
    /// Share of radio frames that are lost, 0 to 0.5.
    #[arg(long, default_value_t = 0.1, value_parser = run::loss)]
    loss: f64,
    /// Seed of everything random.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How the nodes keep the clocks.
    #[arg(long, value_enum, default_value_t = Policy::Tracker)]
    policy: Policy,
    /// Print one JSON object with the figures of the run, and nothing else.
    #[arg(long)]
    json: bool,
}

/// How the nodes keep the clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Policy {
    /// Tracker, correction policy and set planner of `timesync`.
    Tracker,
    /// The time in whole seconds, once a day: what is done today.
    DailyBroadcast,
    /// Trimmed mean of ten readings, set from one second on (DL/T 698.45).
    TrimmedMean,
}

/// Meters of a month and of a world, and days of a month.
const METERS: u16 = 32;
const FEW_METERS: u16 = 6;
const DAYS: u16 = 30;

impl Args {
    fn month_meters(&self) -> u16 {
        self.meters.unwrap_or(METERS)
    }

    fn month_days(&self) -> u16 {
        self.days.unwrap_or(DAYS)
    }
}

/// Runs the month, or worlds.
pub(crate) fn run(args: &Args) -> ExitCode {
    match args.world.as_deref() {
        None => month(args),
        Some("all") => worlds(args, list::WORLDS),
        Some(name) => match list::find(name) {
            Some(world) => worlds(args, std::slice::from_ref(world)),
            None => {
                eprintln!("no such world: {name}; there are:");
                for world in list::WORLDS {
                    eprintln!("    {:<16}{}", world.name, world.what);
                }
                ExitCode::from(2)
            }
        },
    }
}

/// Runs worlds one after the other; fails if a limit does not hold.
fn worlds(args: &Args, worlds: &'static [Scene]) -> ExitCode {
    let meters = usize::from(args.meters.unwrap_or(FEW_METERS));
    let mut all = Vec::new();
    for scene in worlds {
        let days = args.days.map_or(scene.days, u64::from);
        let world = stage::play(scene, meters, days, args.seed);
        let slots = world.host.meters.iter();
        let modes: Vec<_> = slots.map(|slot| slot.meter.clock().set_mode()).collect();
        let found = Found::new(scene, &world.host.outside, &modes);
        if !args.json {
            println!("{}", found.table());
        }
        all.push(found);
    }
    let failed: Vec<_> = (all.iter().filter(|found| !found.good()))
        .map(|found| found.scene.name)
        .collect();
    if args.json {
        let worlds: Vec<_> = all.iter().map(Found::json).collect();
        println!(
            "{}",
            serde_json::json!({ "seed": args.seed, "meters": meters, "worlds": worlds })
        );
    } else {
        println!(
            "{} of {} worlds are kept",
            all.len() - failed.len(),
            all.len()
        );
    }
    if failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        eprintln!("not kept: {}", failed.join(", "));
        ExitCode::FAILURE
    }
}

/// Runs the month.
fn month(args: &Args) -> ExitCode {
    let (method, name) = match args.policy {
        Policy::Tracker => (Method::Tracker, "tracker"),
        Policy::DailyBroadcast => (Method::DailyBroadcast, "daily-broadcast"),
        Policy::TrimmedMean => (Method::TrimmedMean, "trimmed-mean"),
    };
    let config = world::Config {
        meters: usize::from(args.month_meters()),
        days: u64::from(args.month_days()),
        loss: args.loss,
        seed: args.seed,
        silent: args.json,
        trial: Some(method),
    };
    let Some(found) = trial::run(config.build(), u64::from(args.month_days()) * DAY) else {
        return ExitCode::FAILURE;
    };
    let figures = |kind: Kind| {
        let of_kind = found
            .offsets
            .iter()
            .filter(|(k, _)| *k == kind)
            .flat_map(|(_, offsets)| offsets);
        let mut sizes: Vec<u64> = of_kind.map(|us| us.unsigned_abs()).collect();
        sizes.sort_unstable();
        [50, 99, 100].map(|percent| quantile(&sizes, percent))
    };
    let groups = [
        ("offset_ms", Kind::Ordinary),
        ("offset_ms_fast", Kind::Fast),
        ("offset_ms_keep", Kind::Keep),
    ]
    .map(|(label, kind)| (label, figures(kind)));
    if args.json {
        println!("{}", json(args, name, &groups, &found));
    } else {
        table(args, name, &groups, &found);
    }
    ExitCode::SUCCESS
}

type Group = (&'static str, [Option<f64>; 3]);

/// Least 99th percentile and maximum that one set a day can give for these drifts of a day (µs),
/// ms: every clock swings evenly about zero, by half of its drift to both sides.
fn floor(day_drifts: &[f64]) -> [f64; 2] {
    let max = day_drifts.iter().copied().fold(0.0, f64::max) / 2.0;
    let outside = |bound: f64| {
        let shares = day_drifts.iter().map(|drift| {
            if *drift > 2.0 * bound {
                1.0 - 2.0 * bound / drift
            } else {
                0.0
            }
        });
        shares.sum::<f64>() / day_drifts.len().max(1) as f64
    };
    let (mut low, mut high) = (0.0, max);
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if outside(middle) > 0.01 {
            low = middle
        } else {
            high = middle
        }
    }
    [high, max].map(|us| (us / 100.0).round() / 10.0)
}

/// Quantile in ms; `None` without any value.
fn quantile(sorted: &[u64], percent: usize) -> Option<f64> {
    let place = sorted.len().checked_sub(1)? * percent / 100;
    sorted.get(place).map(|us| *us as f64 / 1000.0)
}

fn json(args: &Args, policy: &str, groups: &[Group; 3], found: &Findings) -> serde_json::Value {
    let mut out = serde_json::json!({
        "meters": args.month_meters(),
        "days": args.month_days(),
        "seed": args.seed,
        "policy": policy,
        "sets_per_meter": f64::from(found.sets) / f64::from(args.month_meters()),
        "sets_per_meter_and_day_max": found.sets_a_day,
        "sets_refused": found.refused,
        "slot_rule_violations": found.slot_violations,
        "sets_under_refused_reference": found.untrusted,
        "recovered_steps": {
            "count": found.found,
            "worst_bursts": found.worst_bursts,
            "not_recovered": found.never_found,
        },
    });
    if let Some(map) = out.as_object_mut() {
        let [p99, max] = floor(&found.day_drifts);
        map.insert(
            "offset_ms_floor".into(),
            serde_json::json!({ "p99": p99, "max": max }),
        );
        for (label, [p50, p99, max]) in groups {
            map.insert(
                (*label).into(),
                serde_json::json!({ "p50": p50, "p99": p99, "max": max }),
            );
        }
    }
    out
}

fn table(args: &Args, policy: &str, groups: &[Group; 3], found: &Findings) {
    println!(
        "\n{} meters, {} days, policy {policy}\n",
        args.month_meters(),
        args.month_days()
    );
    println!(
        "{:<28}{:>10}{:>10}{:>10}",
        "clock error, ms", "p50", "p99", "max"
    );
    let names = [
        "ordinary (2 ppm)",
        "fast (up to 11 ppm)",
        "whole seconds only",
    ];
    for ((_, figures), name) in groups.iter().zip(names) {
        let [p50, p99, max] =
            figures.map(|figure| figure.map_or("-".to_owned(), |ms| format!("{ms:.0}")));
        println!("{name:<28}{p50:>10}{p99:>10}{max:>10}");
    }
    let [p99, max] = floor(&found.day_drifts);
    println!(
        "{:<28}{:>10}{p99:>10.0}{max:>10.0}",
        "ordinary, least possible", ""
    );
    println!(
        "\nsets a meter                {:>10.1}",
        f64::from(found.sets) / f64::from(args.month_meters())
    );
    println!("most of one meter in a day  {:>10}", found.sets_a_day);
    println!("decisions against a set     {:>10}", found.refused);
    println!("slot rule broken            {:>10}", found.slot_violations);
    println!("sets by a doubted time      {:>10}", found.untrusted);
    println!(
        "steps found {} (slowest after {} bursts), not found {}",
        found.found, found.worst_bursts, found.never_found
    );
}

#[cfg(test)]
mod tests {
    use super::floor;

    #[test]
    fn the_floor_is_half_of_a_days_drift() {
        assert_eq!(floor(&[400_000.0]), [198.0, 200.0]);
        assert_eq!(floor(&[0.0, 0.0]), [0.0, 0.0]);
        let mut many = vec![0.0; 99];
        many.push(400_000.0);
        assert_eq!(floor(&many), [0.0, 200.0]);
    }
}
