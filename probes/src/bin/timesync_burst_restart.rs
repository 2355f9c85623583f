#![no_std]
#![no_main]
use probes::*;
use timesync::*;
probe!({
    let mut burst = any(Burst::idle());
    burst.restart(
        &any(Tracker::new(Profile::default())),
        Timestamp::from_micros(any(0)),
        any(0),
    );
    burst
});
