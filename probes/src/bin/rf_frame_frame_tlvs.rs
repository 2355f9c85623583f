#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{
    access::*, control::*, frame::*, journal::*, mic::*, receive::*, relay::*, report::*, sync::*,
    time::*, tlv::*, *,
};

probe!({
    if let Ok(frame) = Frame::parse(bytes()) {
        frame.tlvs().for_each(|tlv| _ = black_box(tlv.is_ok()));
        black_box(Sync::of(&frame));
    }
});
