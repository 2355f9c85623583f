//! `dlt645`: command line tool for DL/T 645 meters and captures.

mod candidate;
mod decode;
mod describe;
mod encode;
mod explain;
mod hex;
mod input;
mod items;
mod line;
mod monitor;
mod names;
mod nearest;
mod phrases;
mod read;
mod report;
mod scan;
mod set_time;
mod values;
mod write;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// For people with a DL/T 645 meter or a capture on the desk.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Decode(decode::Args),
    Explain(explain::Args),
    Items(items::Args),
    Encode(encode::Args),
    Read(read::Args),
    Scan(scan::Args),
    SetTime(set_time::Args),
    Write(write::Args),
    Monitor(monitor::Args),
}

/// How a run ended, as an exit status.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All good: 0.
    Good,
    /// Something asked for was not good or not found: 1.
    Bad,
    /// Wrong usage: 2, as for unknown options.
    Usage,
}

impl Outcome {
    /// The worse of two.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Good, other) => other,
            (bad, _) => bad,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Good => 0,
            Outcome::Bad => 1,
            Outcome::Usage => 2,
        })
    }
}

fn main() -> ExitCode {
    let command = Cli::parse().command;
    let on_line = matches!(
        command,
        Command::Read(_)
            | Command::Scan(_)
            | Command::SetTime(_)
            | Command::Write(_)
            | Command::Monitor(_)
    );
    if on_line {
        line::catch_ctrl_c();
    }
    let result = match command {
        Command::Decode(args) => decode::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Items(args) => items::run(&args),
        Command::Encode(args) => encode::run(&args),
        Command::Read(args) => read::run(&args),
        Command::Scan(args) => scan::run(&args),
        Command::SetTime(args) => set_time::run(&args),
        Command::Write(args) => write::run(&args),
        Command::Monitor(args) => monitor::run(&args),
    };
    match result {
        Ok(outcome) => outcome.into(),
        // A closed pipe (`dlt645 … | head`) is no fault of ours or the user's.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dlt645: {error}");
            Outcome::Usage.into()
        }
    }
}
