#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{access::*, receive::*, report::*, *};

probe!({
    if let Some(mut gateway) = radio_gateway() {
        black_box(gateway.poll_action().is_some());
        black_box(&gateway);
    }
});
