#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{access::*, receive::*, report::*, *};

probe!({
    let mut state = NodeState::default();
    while let Some(entry) = Entry::decode(bytes()) {
        state.apply(&entry);
    }
    black_box((state.evt(), state.aevt(), state.snapshot(any(0))));
});
