#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{access::*, receive::*, report::*, *};

probe!({
    if let Some(mut gateway) = radio_gateway() {
        gateway.handle_timeout(any(0));
        black_box(&gateway);
    }
});
