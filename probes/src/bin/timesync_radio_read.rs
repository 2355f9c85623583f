#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({
    let filter = any(RadioFilter::new());
    black_box((
        filter.estimate(Timestamp::from_micros(any(0))),
        filter.to_gateway(Timestamp::from_micros(any(0))),
        filter.to_counter(Timestamp::from_micros(any(0))),
        filter.discipline(Timestamp::from_micros(any(0))),
        RadioFilter::interval_s(any(0), any(None)),
    ))
});
