#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{access::*, receive::*, report::*, *};

probe!({
    if let Some(mut node) = radio_node() {
        node.handle_stored(any(0));
        black_box(&node);
    }
});
