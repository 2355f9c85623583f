#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({
    black_box(decide(
        &Estimate {
            at: Timestamp::from_micros(any(0)),
            offset: Offset::from_micros(any(0)),
            bounds: Bounds::new(Offset::from_micros(any(0)), Offset::from_micros(any(0))),
            rate: any(0),
            uncertainty: Micros(any(0)),
        },
        &any(Policy::default()),
        &any(Context::first([0; 6])),
    ))
});
