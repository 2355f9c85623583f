#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({
    let mut burst = any(Burst::begin(
        &any(Tracker::new(Profile::default())),
        Timestamp::from_micros(any(0)),
    ));
    black_box(burst.next_read(Timestamp::from_micros(any(0))));
    burst
});
