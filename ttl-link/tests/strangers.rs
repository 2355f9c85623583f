//! Meters whose habits are drawn at random: each answer takes its own time, several meters share
//! the line, answers come twice, damaged or not at all, in another order than they were asked for,
//! and the caller gives up in the middle. Whatever the master says then must be what the meter did
//! for this request.
//!
//! `STRANGERS=100000` in the environment runs so many lines instead of the usual number; `SEED=n`
//! runs one of them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests"
)]

mod stranger;

use stranger::{Counts, Outcome, World};

/// Lines that a plain `cargo test` runs.
const LINES: u64 = 400;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn nothing_is_told_that_the_meter_did_not_do() {
    let seeds = match number("SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("STRANGERS").unwrap_or(LINES),
    };
    let mut counts = Counts::default();
    let mut wrong = Vec::new();
    for seed in seeds {
        let mut world = World::new(seed);
        for _ in 0..12 {
            match world.request() {
                Outcome::Good => counts.good += 1,
                Outcome::None => counts.none += 1,
                Outcome::Aborted => counts.aborted += 1,
                Outcome::Wrong(why) => wrong.push(format!("seed {seed}: {why}, {world}")),
            }
        }
    }
    println!("{counts:?}, {} wrong", wrong.len());
    assert!(
        wrong.is_empty(),
        "{} wrong: {:#?}",
        wrong.len(),
        &wrong[..wrong.len().min(8)]
    );
    assert!(counts.good > counts.none, "{counts:?}");
}
