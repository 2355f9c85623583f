//! Decide whether a clock may be set, and say why not: a few situations and what the policy makes of them.
//!
//! `cargo run -p timesync --example decide_a_set`

use timesync::gate::{Gate, GateReason};
use timesync::policy::{Cause, Reference};
use timesync::{
    Bounds, Civil, Context, Decision, Estimate, MeterTime, Micros, NodeTime, Offset, Policy,
    Timestamp, decide,
};

/// A clock known to 3 ms, in the middle of an hour that nothing happens in.
fn estimate(
    offset_ms: i64,
) -> Result<Estimate<MeterTime, NodeTime>, timesync::calendar::CalendarError> {
    let at = Timestamp::from_secs(Civil::new(26, 1, 15, 10, 5, 0)?.to_secs());
    let offset = Offset::from_micros(offset_ms * 1_000);
    let bounds = Bounds::new(
        offset.plus(Micros::from_millis(-20)),
        offset.plus(Micros::from_millis(20)),
    );
    Ok(Estimate {
        at,
        offset,
        rate: 2_000,
        uncertainty: Micros::from_millis(3),
        bounds,
    })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let first = Context::first([0x66, 0x55, 0x44, 0x33, 0x22, 0x11]);
    let drifted = Context {
        cause: Cause::Drift,
        ..first
    };
    let today = Some(Timestamp::from_secs(
        Civil::new(26, 1, 15, 4, 0, 0)?.to_secs(),
    ));

    // The cabinet's own meters as witnesses: when most of them seem wrong at once, it is the reference that jumped.
    let meters = [1_990, 2_010, -40, 2_000, 2_030].map(Micros::from_millis);
    let jumped = match Gate::default().check(&meters, Micros::from_secs(86_400)) {
        Ok(_) => GateReason::NoWitness,
        Err(reason) => reason,
    };

    let cases = [
        ("0.1 s slow", -100, drifted),
        ("0.9 s fast", 900, drifted),
        ("40 s slow at installation", -40_000, first),
        (
            "0.9 s fast, set this morning",
            900,
            Context {
                last_set: today,
                ..drifted
            },
        ),
        ("400 s slow", -400_000, first),
        (
            "seems to have jumped",
            5_000,
            Context {
                pending: true,
                ..drifted
            },
        ),
        (
            "three sets had no effect",
            900,
            Context {
                failed_sets: 3,
                ..drifted
            },
        ),
        (
            "most meters 2 s off",
            2_000,
            Context {
                reference: Reference::Refused(jumped),
                ..drifted
            },
        ),
    ];
    for (what, offset_ms, context) in cases {
        let estimate = estimate(offset_ms)?;
        let verdict = match decide(&estimate, &Policy::default(), &context) {
            Decision::None => "leave it alone".to_owned(),
            Decision::Set(order) => {
                let wait = order.at.since(estimate.at).as_micros() / 1_000_000;
                format!(
                    "move it by {:.3} s, {wait} s from now",
                    order.motion.as_micros() as f64 / 1e6
                )
            }
            Decision::Refuse(why) => why.to_string(),
        };
        println!("{what:30} {verdict}");
    }
    Ok(())
}
