#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({
    Report::parse(bytes()).map(|report| {
        (
            report.to_bytes(),
            report.age.micros(),
            report.quality.code(),
            report.flags.event_bits(),
        )
    })
});
