#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({
    if let (Ok(frame), Ok(key)) = (
        Frame::parse(bytes()),
        Key::new(any(Suite::AesCcm), any([0; 16])),
    ) {
        black_box(frame.verify_dyn(&key));
    }
});
