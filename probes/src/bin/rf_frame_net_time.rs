#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({
    black_box((
        NetTime::from_micros(any(0)),
        any(NetTime::from_micros(0)).to_micros(),
    ))
});
