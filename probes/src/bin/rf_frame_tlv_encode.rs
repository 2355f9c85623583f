#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({
    if let (Some(report), Some(links)) = (Report::parse(bytes()), Links::new(bytes())) {
        black_box(
            FrameBuf::encode(
                &Header {
                    addr: any(Some([0; 6])),
                    ..any(Header::up(0, 0, 0))
                },
                &report,
                &[
                    Tlv::Links(links),
                    Tlv::PreviousState(any(0)),
                    Tlv::Firmware(any([0; 4])),
                    Tlv::LogGap(any(0)),
                    Tlv::Voltages(any([0; 3])),
                    Tlv::Unknown {
                        tag: any(0),
                        value: bytes(),
                    },
                ],
                None,
            )
            .is_ok(),
        );
    }
});
