#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use timesync::{gate::*, policy::*, radio::*, reference::*, set::*, slot::*, time::*, *};

probe!({
    let estimate = Estimate {
        at: Timestamp::from_micros(any(0)),
        offset: Offset::from_micros(any(0)),
        bounds: Bounds::new(Offset::from_micros(any(0)), Offset::from_micros(any(0))),
        rate: any(0),
        uncertainty: Micros(any(0)),
    };
    black_box(estimate.convert(Timestamp::from_micros(any(0))));
    let mut model = any(SetModel::with_latency(
        any(Micros(0)),
        any(Behaviour::default()),
    ));
    black_box((model.latency(), model.verify_reads(), model.uncertainty()));
    if let Decision::Set(order) = decide(
        &estimate,
        &any(Policy::default()),
        &any(Context::first([0; 6])),
    ) && let Ok(plan) = model.plan(
        &any(order),
        &estimate,
        any(Line {
            baud: 2400,
            bytes: 0,
        }),
        Timestamp::from_micros(any(0)),
    ) {
        black_box((
            plan.civil(),
            SetPlan::moved(&plan, &estimate),
            model.verify(&plan, &estimate),
        ));
    }
    model
});
