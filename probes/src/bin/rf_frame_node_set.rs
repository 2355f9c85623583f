#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{
    access::*, control::*, frame::*, journal::*, mic::*, receive::*, relay::*, report::*, sync::*,
    time::*, tlv::*, *,
};

probe!({
    if let Some(mut node) = radio_node() {
        node.reseed(any(0));
        node.set_quality(any(Quality::from_code(0)));
        black_box((node.index(), node.is_pending()));
        any(NodeState::default())
            .history()
            .for_each(|past| _ = black_box(past.evt));
        black_box(&node);
    }
});
