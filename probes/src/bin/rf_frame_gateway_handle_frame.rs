#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{access::*, receive::*, report::*, *};

probe!({
    if let Some(mut gateway) = radio_gateway() {
        black_box(
            gateway
                .handle_frame(any(0), any(0), bytes(), any(0))
                .is_ok(),
        );
        black_box(&gateway);
    }
});
