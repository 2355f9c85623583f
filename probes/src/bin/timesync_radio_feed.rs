#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({
    let mut filter = any(RadioFilter::new());
    black_box(filter.feed(
        Timestamp::from_micros(any(0)),
        Timestamp::from_micros(any(0)),
        Timestamp::from_micros(any(0)),
        Timestamp::from_micros(any(0)),
    ));
    filter
});
