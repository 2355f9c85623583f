#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({
    black_box((
        Burst::begin(&any(Tracker::new(Profile::default())), Timestamp::from_micros(any(0))),
        Burst::begin_with(&any(Tracker::new(Profile::default())), Timestamp::from_micros(any(0)), any(0)),
    ))
});
