#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({
    if let (Some(relay), Ok(key)) = (Relay::parse(bytes()), Key::new(Suite::Ascon, any([0; 16]))) {
        for record in relay.records() {
            black_box(record.verify(any(0), &key));
        }
    }
});
