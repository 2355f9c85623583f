//! Whole runs, small ones.

use crate::report::Outcome;
use crate::world::{self, Config};
use sim::queue::HOUR;

fn run(meters: usize, seed: u64, loss: f64, hours: u64) -> Outcome {
    let config = Config {
        meters,
        days: 1,
        loss,
        seed,
        silent: true,
        trial: None,
    };
    world::run(config.build(), hours * HOUR).0
}

#[test]
fn a_day_ends_with_the_truth() {
    let outcome = run(3, 7, 0.1, 24);
    assert!(outcome.good(), "{}", outcome.table());
    assert_eq!(outcome.verdict.fates.len(), 6, "two outages of each meter");
    for clock in &outcome.clocks {
        assert_eq!(clock.sets, 1, "one set a day");
        let error = clock.estimate_error.expect("known to its node");
        assert!(error.abs() < 20_000, "{}", outcome.table());
    }
}

#[test]
fn a_bad_channel_costs_time_but_no_outage() {
    let outcome = run(2, 3, 0.4, 24);
    assert!(outcome.good(), "{}", outcome.table());
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let [once, again, other] = [5, 5, 6].map(|seed| run(2, seed, 0.1, 3));
    assert_eq!(once.digest, again.digest);
    assert_eq!(once.json(), again.json());
    assert_ne!(once.digest, other.digest);
}
