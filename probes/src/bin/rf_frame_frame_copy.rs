#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({ FrameBuf::copy_of(bytes()).map(|frame| { black_box(frame.as_bytes().len()) }) });
