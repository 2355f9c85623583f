#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{access::*, receive::*, report::*, *};

probe!({
    if let Some(phy) = Phy::new(any(0)) {
        black_box((
            phy.air_us(any(0)),
            phy.body_us(any(0)),
            phy.sync_us(),
            phy.slot_units(any(0)),
            phy.slot_us(any(0)),
        ));
    }
});
