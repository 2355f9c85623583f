#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({
    if let Ok(frame) = Frame::parse(bytes()) {
        black_box((
            frame.frame_type().number(),
            *frame.header(),
            frame.fc(),
            frame.nonce(),
            frame.mic().len(),
        ));
    }
});
