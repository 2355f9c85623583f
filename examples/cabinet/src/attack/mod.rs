//! Attacks and faults against the radio machines: each is a scenario with a limit that its figures
//! have to keep.
//!
//! The machines are the real ones with their journals. The attacker records, replays, delays, jams
//! selectively and forges: without a key, with the keys of a stolen module, or with those of a
//! stolen gateway. What is promised (P1 to P10 of the specification) is what a scenario is held to.

mod events;
mod figures;
mod forgeries;
mod lives;
mod memory;
mod time;

use crate::storm::with_room;
use clap::Args as ClapArgs;
use figures::{Figure, Found};
use rf_frame::security::SuiteMissing;
use serde::Serialize;
use std::process::ExitCode;

/// Attacks on the radio, and what may come of them at most.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct Args {
    /// Run this scenario; without a name all are listed.
    #[arg(long, conflicts_with = "all")]
    pub(crate) scenario: Option<String>,
    /// Run all of them.
    #[arg(long)]
    pub(crate) all: bool,
    /// Seed of the worlds.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Print one JSON object a scenario.
    #[arg(long)]
    pub(crate) json: bool,
}

/// A scenario.
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    /// The promise that it shows.
    promise: &'static str,
    /// What happens in it.
    what: &'static str,
    run: fn(u64) -> Result<Found, SuiteMissing>,
}

/// Short form of a row.
const fn row(
    name: &'static str,
    promise: &'static str,
    what: &'static str,
    run: fn(u64) -> Result<Found, SuiteMissing>,
) -> Scenario {
    Scenario {
        name,
        promise,
        what,
        run,
    }
}

/// All of them, in the order in which they run.
const SCENARIOS: &[Scenario] = &[
    row(
        "forged-reports",
        "P1",
        "reports without a key beside one outage",
        forgeries::reports,
    ),
    row(
        "forged-storm",
        "P1",
        "a storm of 64 with 10 % of the air forged",
        forgeries::storm,
    ),
    row(
        "bad-mics",
        "P4",
        "25 wrong MICs a minute of each of 8 nodes",
        forgeries::bad_mics,
    ),
    row(
        "wrecks",
        "P4",
        "frame wrecks for an hour",
        forgeries::wrecks,
    ),
    row(
        "join-flood",
        "P4",
        "one recorded JOIN ten times a second for an hour",
        forgeries::joins,
    ),
    row(
        "commissioning",
        "P9",
        "eight modules from the factory at 30 % loss",
        lives::commissioning,
    ),
    row(
        "gateway-swap",
        "P6",
        "a new gateway, old frames played, an outage 10 s later",
        lives::gateway_swap,
    ),
    row(
        "node-swap",
        "P8",
        "a module is replaced, 20 outages follow",
        lives::node_swap,
    ),
    row(
        "rotation",
        "P5",
        "the group key changes at 30 % loss with an event pending",
        lives::rotation,
    ),
    row(
        "counter-theft",
        "P5",
        "the group key is stolen and its counter driven to the end",
        lives::counter_theft,
    ),
    row(
        "stolen-module",
        "P5",
        "a stolen group key tells what is not stored",
        lives::stolen_module,
    ),
    row("twins", "P8", "two modules with one number", lives::twins),
    row(
        "replay",
        "P2",
        "everything that was on the air, played for half an hour of faults",
        events::replay,
    ),
    row(
        "late-report",
        "P2",
        "a report is jammed and played two hours later",
        events::late_report,
    ),
    row(
        "restart-replay",
        "P2",
        "recordings after both have restarted",
        events::restart_replay,
    ),
    row(
        "failed-reclose",
        "P8",
        "dark for an hour, mains for 3 s, dark for an hour",
        events::failed_reclose,
    ),
    row(
        "dips",
        "P8",
        "0.9 s without and 0.1 s with mains for an hour",
        events::dips,
    ),
    row(
        "pulled",
        "P8",
        "a module is pulled out of its bay",
        events::pulled,
    ),
    row(
        "inputs",
        "P8",
        "a lost phase and an opened cover",
        events::inputs,
    ),
    row(
        "jammed",
        "P3",
        "every frame of one node is jammed for three minutes",
        events::jammed,
    ),
    row(
        "stopped-counter",
        "P2",
        "a restart while an event is open, the counter stopped or not",
        events::stopped_counter,
    ),
    row(
        "held-time",
        "P10",
        "the answers about the time are held back",
        time::held,
    ),
    row(
        "bit-rot",
        "P7",
        "one bit of flash flips at every fifth start",
        memory::rot,
    ),
    row(
        "slow-memory",
        "P8",
        "a memory that does not answer while the supply changes",
        memory::slow,
    ),
    row(
        "printed-keys",
        "P6",
        "machines and what they store are printed",
        memory::printed,
    ),
];

/// The scenario of this name.
pub(crate) fn find(name: &str) -> Option<&'static Scenario> {
    SCENARIOS.iter().find(|scenario| scenario.name == name)
}

#[derive(Serialize)]
struct Line<'a> {
    scenario: &'a str,
    promise: &'a str,
    seed: u64,
    passed: bool,
    figures: &'a [Figure],
}

pub(crate) fn run(args: &Args) -> ExitCode {
    let chosen: Vec<&Scenario> = match &args.scenario {
        Some(name) => find(name).into_iter().collect(),
        None if args.all => SCENARIOS.iter().collect(),
        None => Vec::new(),
    };
    if chosen.is_empty() {
        let lines: Vec<String> = SCENARIOS
            .iter()
            .map(|one| format!("{:<16} {:<4} {}", one.name, one.promise, one.what))
            .collect();
        let list = lines.join("\n");
        return match &args.scenario {
            Some(name) => {
                eprintln!("no such scenario: {name}; there are:\n{list}");
                ExitCode::from(2)
            }
            None => {
                println!("{list}");
                ExitCode::SUCCESS
            }
        };
    }
    let all = chosen
        .into_iter()
        .map(|scenario| show(scenario, args.seed, args.json));
    // All of them run, whatever comes of one.
    let passed: Vec<bool> = all.collect();
    if passed.iter().all(|passed| *passed) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Runs one scenario and prints what was found. Whether it has kept its limits.
pub(crate) fn show(scenario: &Scenario, seed: u64, json: bool) -> bool {
    let found = match with_room(|| (scenario.run)(seed)) {
        Ok(found) => found,
        Err(missing) => {
            eprintln!("{}: {missing}", scenario.name);
            return false;
        }
    };
    let passed = found.holds();
    let line = Line {
        scenario: scenario.name,
        promise: scenario.promise,
        seed,
        passed,
        figures: found.figures(),
    };
    match serde_json::to_string(&line) {
        Ok(text) if json => println!("{text}"),
        _ => {
            let verdict = if passed { "kept" } else { "BROKEN" };
            println!(
                "{:<16} {:<4} {verdict:<7} {found}",
                scenario.name, scenario.promise
            );
        }
    }
    passed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_that_is_passed_is_noticed() {
        let good = Found::default().most("a", 1.0, 1.0).least("b", 2.0, 1.0);
        assert!(good.holds() && good.clone().count("c", 3, 3).holds());
        assert!(!good.clone().count("c", 3, 4).holds());
        assert!(!good.clone().most("c", f64::INFINITY, 60.0).holds());
        assert!(!good.least("c", f64::NAN, 1.0).holds());
        assert!(!Found::default().holds(), "nothing was looked at");
    }

    #[test]
    fn every_scenario_is_found_by_its_name() {
        for (at, scenario) in SCENARIOS.iter().enumerate() {
            let found = find(scenario.name).map(|it| it.what);
            assert_eq!(found, Some(scenario.what), "{at}: two of one name");
        }
        assert!(find("none").is_none());
    }

    /// What SECURITY.md claims is what is run.
    #[test]
    fn security_md_names_every_scenario_and_no_other() {
        let page = include_str!("../../../../SECURITY.md");
        let (_, table) = page
            .split_once("| what | scenario or test |")
            .expect("the table");
        let (table, _) = table.split_once("\n\n").expect("its end");
        let cells = table.lines().filter_map(|line| line.rsplit('|').nth(1));
        let named: Vec<&str> = cells
            .flat_map(|cell| cell.split('`').skip(1).step_by(2))
            .filter(|name| !name.contains('/') && !matches!(*name, "faults" | "sim"))
            .collect();
        for name in &named {
            assert!(find(name).is_some(), "{name} is no scenario");
        }
        for scenario in SCENARIOS {
            assert!(
                named.contains(&scenario.name),
                "{} is not named",
                scenario.name
            );
        }
    }

    /// The others take longer; `scripts/attack.sh` runs them all.
    #[test]
    fn the_short_ones_keep_their_limits() {
        for name in [
            "commissioning",
            "node-swap",
            "failed-reclose",
            "slow-memory",
            "pulled",
            "held-time",
        ] {
            let scenario = find(name).expect("it is in the list");
            assert!(show(scenario, 2, false), "{name}");
        }
    }
}
