#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({
    if let Some(report) = Report::parse(bytes()) {
        black_box(
            FrameBuf::encode(
                &Header {
                    addr: any(Some([0; 6])),
                    ..any(Header::up(0, 0, 0))
                },
                &report,
                &[],
                None,
            )
            .is_ok(),
        );
    }
});
