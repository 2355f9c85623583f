#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{
    access::*, control::*, frame::*, journal::*, mic::*, receive::*, relay::*, report::*, sync::*,
    time::*, tlv::*, *,
};

probe!({
    let form = Form::from_number(any(0));
    black_box((
        form.number(),
        form.map_len(any(0)),
        What::from_number(any(0)).number(),
    ));
    black_box((
        Quality::from_code(any(0)),
        any(Suite::AesCcm).is_built(),
        any(MicLen::Four).bytes(),
    ));
    black_box((
        FrameType::from_number(any(0)).map(|kind| (kind.vt(), kind.is_down())),
        any(Flags(0)).with(any(Flags(1))),
    ));
});
