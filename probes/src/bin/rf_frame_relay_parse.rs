#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({
    if let Some(relay) = Relay::parse(bytes()) {
        for record in relay.records() {
            black_box(record);
        }
    }
});
