#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({
    if let (Some(assign), Ok(key)) = (Assign::parse(bytes()), Key::new(Suite::Ascon, any([0; 16])))
    {
        let mut out = [0; 64];
        black_box(
            assign
                .seal(
                    &Header {
                        addr: any(Some([0; 6])),
                        ..any(Header::up(0, 0, 0))
                    },
                    &any([0; 16]),
                    &key,
                    &mut out,
                )
                .is_ok(),
        );
    }
});
