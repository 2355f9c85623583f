//! One node, one gateway and everything that can go wrong between them: loss, collisions, reboots
//! before, in and after a write, duplicates, stale copies, flicker, bursts. What the gateway's log
//! holds is compared with what the node's log says happened.

mod broken;
mod ledger;
mod world;

use crate::storm::loss;
pub(crate) use broken::Broken;
use clap::Args as ClapArgs;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::io::IsTerminal as _;
use std::process::ExitCode;
use world::{cycle, new};

/// One node and one gateway under reboots, cut writes, copies and bursts.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct Args {
    /// Bursts of transitions to simulate.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) cycles: u32,
    /// Loss of a frame, each way, 0 to 0.9.
    #[arg(long, default_value_t = 0.3, value_parser = loss)]
    pub(crate) loss: f64,
    /// Chance that the gateway's side ends the node's session before a burst, 0 to 0.9: it joins
    /// anew, and its numbers begin from 1 (C-5).
    #[arg(long, default_value_t = 0.0, value_parser = loss)]
    pub(crate) rejoin: f64,
    /// Seed of the world.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Print one JSON object.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Differences between what happened and what was stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Verdict {
    pub(crate) cycles: u32,
    /// Events that the gateway never stored.
    pub(crate) lost: u64,
    /// Events that the gateway stored more than once, unmarked.
    pub(crate) duplicated: u64,
    /// Events that it stored again with the mark *maybe double*: a node that joins anew with its
    /// numbers from 1 sends what it keeps once more (C-5), and the concentrator merges them.
    pub(crate) marked: u64,
    /// Events that left the node's log of eight while it had no session; the RESTART record stands
    /// for them (P8).
    pub(crate) covered: u64,
    /// Events stored after a later one, or with another content.
    pub(crate) reordered: u64,
    /// Acknowledgements that the node took for an event that was not stored.
    pub(crate) false_acks: u64,
}

impl Verdict {
    pub(crate) fn is_clean(&self) -> bool {
        (self.lost, self.duplicated, self.reordered, self.false_acks) == (0, 0, 0, 0)
    }
}

pub(crate) fn run(args: &Args) -> ExitCode {
    let verdict = match simulate(args, None, std::io::stderr().is_terminal()) {
        Ok(verdict) => verdict,
        Err(e) => {
            eprintln!("faults: {e}");
            return ExitCode::from(2);
        }
    };
    if args.json {
        match serde_json::to_string(&verdict) {
            Ok(line) => println!("{line}"),
            Err(e) => {
                eprintln!("faults: {e}");
                return ExitCode::from(2);
            }
        }
    } else {
        let v = &verdict;
        println!("{} bursts at {} % loss", v.cycles, args.loss * 100.0);
        println!(
            "lost {}, duplicated {}, reordered {}, falsely acknowledged {}",
            v.lost, v.duplicated, v.reordered, v.false_acks
        );
        println!(
            "in a session whose numbers began anew: {} stored again and marked, {} too old for the \
             log and covered by RESTART",
            v.marked, v.covered
        );
    }
    if verdict.is_clean() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The run; with a broken rule, to see that the run notices.
pub(crate) fn simulate(
    args: &Args,
    broken: Option<Broken>,
    bar: bool,
) -> Result<Verdict, rf_frame::security::SuiteMissing> {
    let progress = if bar {
        ProgressBar::new(u64::from(args.cycles))
    } else {
        ProgressBar::hidden()
    };
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} bursts, {eta} left") {
        progress.set_style(style);
    }
    let mut world = new(args.loss, args.rejoin, args.seed, broken)?;
    let mut verdict = Verdict::default();
    for _ in 0..args.cycles {
        cycle(&mut world, &mut verdict);
        verdict.cycles += 1;
        if verdict.cycles % 1024 == 0 {
            progress.set_position(u64::from(verdict.cycles));
        }
    }
    progress.finish_and_clear();
    Ok(verdict)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(cycles: u32, loss: f64, broken: Option<Broken>) -> Verdict {
        let args = Args {
            cycles,
            loss,
            rejoin: 0.0,
            seed: 5,
            json: false,
        };
        simulate(&args, broken, false).expect("suite is built")
    }

    #[test]
    fn nothing_is_lost_doubled_reordered_or_falsely_acknowledged() {
        for loss in [0.1, 0.3, 0.5] {
            let verdict = verdict(200, loss, None);
            assert!(verdict.is_clean(), "{loss}: {verdict:?}");
        }
    }

    /// What the log keeps comes again under new numbers, marked; nothing is lost, and nothing comes
    /// twice without the mark.
    #[test]
    fn events_that_come_again_in_a_new_session_are_marked() {
        let args = Args {
            cycles: 60,
            loss: 0.3,
            rejoin: 0.3,
            seed: 5,
            json: false,
        };
        let verdict = simulate(&args, None, false).expect("suite is built");
        assert!(verdict.is_clean() && verdict.marked > 0, "{verdict:?}");
    }

    #[test]
    fn a_gateway_that_acknowledges_before_it_stores_is_noticed() {
        assert!(verdict(100, 0.3, Some(Broken::AckBeforeStore)).lost > 0);
    }

    /// About one burst in ninety shows it.
    #[test]
    fn a_node_that_takes_not_open_for_an_acknowledgement_is_noticed() {
        assert!(verdict(600, 0.3, Some(Broken::NotOpenIsAck)).false_acks > 0);
    }

    #[test]
    fn a_node_that_trusts_modulo_4_beyond_three_events_is_noticed() {
        assert!(verdict(400, 0.5, Some(Broken::ModuloWithoutLimit)).false_acks > 0);
    }

    #[test]
    fn a_gateway_that_skips_missing_events_is_noticed() {
        assert!(verdict(100, 0.3, Some(Broken::CommitWithGap)).lost > 0);
    }

    #[test]
    fn a_gateway_that_stores_duplicates_is_noticed() {
        assert!(verdict(100, 0.3, Some(Broken::StoreDuplicates)).duplicated > 0);
    }

    #[test]
    fn a_node_that_gives_up_without_an_acknowledgement_is_noticed() {
        assert!(verdict(100, 0.3, Some(Broken::GiveUp)).lost > 0);
    }
}
