#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({ black_box(Frame::parse(bytes())) });
