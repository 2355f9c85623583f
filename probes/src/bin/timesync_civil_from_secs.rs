#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({
    Civil::from_secs(any(0)).map(|civil| {
        (
            civil.to_secs(),
            civil.to_meter_time(),
            civil.weekday(),
            civil.to_bcd(),
        )
    })
});
