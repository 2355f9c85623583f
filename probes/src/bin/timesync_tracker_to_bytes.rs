#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use timesync::{gate::*, policy::*, radio::*, reference::*, set::*, slot::*, time::*, *};

probe!({
    let tracker = any(Tracker::new(Profile::default()));
    black_box(tracker.to_bytes());
    tracker
});
