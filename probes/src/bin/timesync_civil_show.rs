#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({
    if let Some(civil) = Civil::from_secs(any(0)) {
        show(&civil)
    }
});
