//! `cabinet clocks`: the closed loop over UART, radio and RS485 for a month.

use crate::world::queue::DAY;
use crate::world::trial::{Findings, Kind};
use crate::{run, world};
use node::plain::Method;
use std::process::ExitCode;

/// Options.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Meters in the cabinet.
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..=200))]
    meters: u16,
    /// Virtual days; the first two are for pulling the clocks in and do not count.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(3..=400))]
    days: u16,
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

/// Runs the trial.
pub(crate) fn run(args: &Args) -> ExitCode {
    let (method, name) = match args.policy {
        Policy::Tracker => (Method::Tracker, "tracker"),
        Policy::DailyBroadcast => (Method::DailyBroadcast, "daily-broadcast"),
        Policy::TrimmedMean => (Method::TrimmedMean, "trimmed-mean"),
    };
    let config = world::Config {
        meters: usize::from(args.meters),
        days: u64::from(args.days),
        loss: args.loss,
        seed: args.seed,
        silent: args.json,
        trial: Some(method),
    };
    let Some(found) = config.build().run_trial(u64::from(args.days) * DAY) else {
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

/// Least 99th percentile and maximum that one set a day can give for these drifts of a day (µs), ms: every clock
/// swings evenly about zero, by half of its drift to both sides.
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
        "meters": args.meters,
        "days": args.days,
        "seed": args.seed,
        "policy": policy,
        "sets_per_meter": f64::from(found.sets) / f64::from(args.meters),
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
        args.meters, args.days
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
        f64::from(found.sets) / f64::from(args.meters)
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
