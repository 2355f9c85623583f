//! The default run: clocks are pulled in, the cabinet loses power, every outage arrives.

use crate::{attack, picture, world};
use sim::queue::DAY;
use std::process::ExitCode;
use std::time::Instant;

/// Options of the default run.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Meters in the cabinet.
    #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u16).range(1..=200))]
    pub(crate) meters: u16,
    /// Virtual days.
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=400))]
    pub(crate) days: u16,
    /// Share of radio frames that are lost, 0 to 0.5.
    #[arg(long, default_value_t = 0.1, value_parser = loss)]
    pub(crate) loss: f64,
    /// Seed of everything random; the same seed gives the same bytes.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Run this scenario of the radio network instead: commissioning, node-swap, gateway-swap,
    /// rotation, twins, or any other that `cabinet attack` lists.
    #[arg(long)]
    pub(crate) scenario: Option<String>,
    /// Print one JSON object with the figures of the run, and nothing else.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Reads a share.
pub(crate) fn loss(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if (0.0..=0.5).contains(&share) => Ok(share),
        Ok(share) => Err(format!("{share} is not between 0 and 0.5")),
        Err(error) => Err(error.to_string()),
    }
}

/// Runs the cabinet.
pub(crate) fn run(args: &Args) -> ExitCode {
    if let Some(scenario) = &args.scenario {
        return attack::run(&attack::Args {
            scenario: Some(scenario.clone()),
            all: false,
            seed: args.seed,
            json: args.json,
        });
    }
    let started = Instant::now();
    let config = world::Config {
        meters: usize::from(args.meters),
        days: u64::from(args.days),
        loss: args.loss,
        seed: args.seed,
        silent: args.json,
        trial: None,
    };
    let (mut outcome, traces) = world::run(config.build(), u64::from(args.days) * DAY);
    outcome.wall_s = started.elapsed().as_secs_f64();
    let picture = picture::write(&outcome, &traces);
    if args.json {
        println!("{}", outcome.json());
        if let Err(error) = picture {
            eprintln!("no picture: {error}");
        }
    } else {
        println!("{}", outcome.table());
        match picture {
            Ok(path) => println!("picture   {}", path.display()),
            Err(error) => eprintln!("no picture: {error}"),
        }
        eprintln!("{:.1} s of wall time", outcome.wall_s);
    }
    if outcome.good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
