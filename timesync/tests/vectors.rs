//! The figures that are wanted of the vectors, with the same player as the example `score`.

#![expect(
    dead_code,
    clippy::unwrap_used,
    reason = "the player is shared with the example"
)]

#[path = "../examples/score/folder.rs"]
mod folder;
#[path = "../examples/score/radio.rs"]
mod radio;
#[path = "../examples/score/stat.rs"]
mod stat;
#[path = "../examples/score/world.rs"]
mod world;

use stat::Errors;
use std::path::Path;

fn p99(errors: Errors) -> f64 {
    let [_, p99, _] = errors.figures();
    p99.parse().unwrap()
}

fn figures(profile: bool) -> (f64, f64) {
    let dir = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors"));
    let (mut burst, mut anytime) = (Errors::default(), Errors::default());
    for world in folder::worlds(dir).unwrap() {
        let played = world::play(&world, profile);
        assert!(played.bounds_held || world.lie > 0.0, "{}", world.id);
        assert!(
            (106..=143).contains(&played.reads),
            "{}: {} reads",
            world.id,
            played.reads
        );
        if world.class != "slow" {
            burst.append(played.burst);
            anytime.append(played.anytime);
        }
    }
    (p99(burst), p99(anytime))
}

#[test]
fn worlds_with_profile() {
    let (burst, anytime) = figures(true);
    assert!(burst <= 8.0 && anytime <= 12.0, "{burst} {anytime}");
}

#[test]
fn worlds_without_profile() {
    let (burst, anytime) = figures(false);
    assert!(burst <= 17.0 && anytime <= 20.0, "{burst} {anytime}");
}

#[test]
fn radio_traces() {
    let dir = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors"));
    for trace in folder::radio(dir).unwrap() {
        let limit = match trace.interval_s {
            60 => 0.12,
            300 => 0.2,
            900 => 1.0,
            _ => 36.0,
        };
        let found = p99(radio::play(&trace));
        assert!(
            found <= limit,
            "{} every {} s: {found}",
            trace.id,
            trace.interval_s
        );
    }
}
