#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use timesync::{gate::*, policy::*, radio::*, reference::*, set::*, slot::*, time::*, *};

probe!({
    let mut tracker = any(Tracker::new(Profile::default()));
    let (a, b) = (
        Timestamp::from_micros(any(0)),
        Timestamp::from_micros(any(0)),
    );
    black_box(tracker.observe(a, b, Timestamp::from_micros(any(0))));
    tracker
});
