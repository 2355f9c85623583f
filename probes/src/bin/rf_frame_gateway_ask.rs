#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{access::*, receive::*, report::*, *};

probe!({
    if let Some(mut gateway) = radio_gateway() {
        gateway.poll_all(any(0));
        gateway.poll_health(any(0));
        black_box(gateway.assign(any(0), any(0), any([0; 6])));
        gateway.set_clock(any(0), any(0), any(0), any(Quality::NeverSet));
        black_box(gateway.is_announcing());
        black_box(&gateway);
    }
});
