#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({
    black_box(any(Tracker::new(Profile::default())).estimate(Timestamp::from_micros(any(0))))
});
