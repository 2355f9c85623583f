#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({
    black_box((
        allows(
            Timestamp::from_micros(any(0)),
            Micros(any(0)),
            Micros(any(0)),
            Micros(any(0)),
            &any(Schedule::PLAIN),
        ),
        crossing(
            Timestamp::from_micros(any(0)),
            Timestamp::from_micros(any(0)),
            &any(Schedule::PLAIN),
        ),
    ))
});
