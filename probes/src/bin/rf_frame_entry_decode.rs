#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{access::*, receive::*, report::*, *};

probe!({
    if let Some(entry) = Entry::decode(bytes()) {
        let mut out = [0; ENTRY_MAX];
        black_box(entry.encode(&mut out).len());
    }
});
