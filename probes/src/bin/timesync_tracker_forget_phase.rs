#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use timesync::{gate::*, policy::*, radio::*, reference::*, set::*, slot::*, time::*, *};

probe!({
    let mut tracker = any(Tracker::new(Profile::default()));
    tracker.forget_phase();
    tracker
});
