#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({
    let mut tracker = any(Tracker::new(Profile::default()));
    let mut burst = any(Burst::begin(&tracker, Timestamp::from_micros(any(0))));
    black_box(burst.finish(&mut tracker));
    tracker
});
