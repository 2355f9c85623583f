#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{access::*, receive::*, report::*, *};

probe!({
    if let Some(mut gateway) = radio_gateway() {
        gateway.handle_supply(any(0), any(false));
        black_box(&gateway);
    }
});
