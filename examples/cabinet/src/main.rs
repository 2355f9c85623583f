//! The whole meter cabinet in virtual time: meters, nodes, gateway and concentrator on emulated
//! lines.

use clap::{Parser, Subcommand};
use std::process::ExitCode;

mod attack;
mod clocks;
mod faults;
mod firmware;
mod master;
mod picture;
mod report;
mod run;
mod serve;
mod storm;
#[cfg(test)]
mod tests;
mod world;

/// Meters, nodes, gateway and concentrator on emulated lines, in virtual time.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: run::Args,
}

/// Other worlds than the default one. A new one is a module with `Args` and `run(&Args) ->
/// ExitCode`, a variant here and a line in `main`.
#[derive(Debug, Subcommand)]
enum Command {
    /// Whole-cabinet outages over a simulated channel.
    Storm(storm::Args),
    /// One node and one gateway under reboots, cut writes, copies and bursts.
    Faults(faults::Args),
    /// Attacks on the radio machines: each with a limit that its figures have to keep.
    Attack(attack::Args),
    /// The clocks of a month: quartzes that follow the temperature, steps, false and lost answers,
    /// a wrong reference.
    Clocks(clocks::Args),
    /// The firmware images in emulators, in real time: clocks, outages, a kill in the middle of a
    /// journal write.
    Firmware(firmware::Args),
    /// The cabinet in real time: its RS485 on TCP and on a pseudo-terminal, outages on command.
    Serve(serve::Args),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        None => run::run(&cli.run),
        Some(Command::Storm(args)) => storm::run(&args),
        Some(Command::Faults(args)) => faults::run(&args),
        Some(Command::Attack(args)) => attack::run(&args),
        Some(Command::Clocks(args)) => clocks::run(&args),
        Some(Command::Firmware(args)) => firmware::run(&args),
        Some(Command::Serve(args)) => serve::run(&args),
    }
}
