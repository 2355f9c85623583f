#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{access::*, receive::*, report::*, *};

probe!({
    if let Some(mut node) = radio_node() {
        node.report_health(any(0));
        node.request_delay(any(0), any(0));
        node.join(any(0), any(0), any(0));
        black_box(&node);
    }
});
