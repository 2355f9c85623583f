#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({
    let mut tracker = any(Tracker::new(Profile::default()));
    tracker.clock_set(
        Timestamp::from_micros(any(0)),
        Offset::from_micros(any(0)),
        Micros(any(0)),
    );
    tracker.baud_changed();
    black_box((tracker.is_pending(), tracker.restarted()));
    tracker
});
