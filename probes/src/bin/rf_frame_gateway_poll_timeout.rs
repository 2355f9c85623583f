#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{access::*, receive::*, report::*, *};

probe!({
    if let Some(mut gateway) = radio_gateway() {
        let gateway = &mut gateway;
        black_box(gateway.poll_timeout());
    }
});
