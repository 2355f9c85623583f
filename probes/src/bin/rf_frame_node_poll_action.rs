#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{access::*, receive::*, report::*, *};

probe!({
    if let Some(mut node) = radio_node() {
        black_box(node.poll_action().is_some());
        black_box(&node);
    }
});
