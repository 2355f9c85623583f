#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{access::*, receive::*, report::*, *};

probe!({
    let mut state = GatewayState::new([const { Peer::new() }; 4]);
    while let Some(entry) = Entry::decode(bytes()) {
        state.apply(&entry);
    }
    black_box((state.epoch(), state.snapshot(any(0))));
});
