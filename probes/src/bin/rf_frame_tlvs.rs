#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({
    for tlv in Tlvs::new(bytes()) {
        black_box(tlv.map(|tlv| tlv.encoded_len()));
    }
});
