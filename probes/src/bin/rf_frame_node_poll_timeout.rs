#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{access::*, receive::*, report::*, *};

probe!({
    if let Some(mut node) = radio_node() {
        let node = &mut node;
        black_box(node.poll_timeout());
    }
});
