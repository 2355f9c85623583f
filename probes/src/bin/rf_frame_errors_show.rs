#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({
    show(&any(ParseError::Crc));
    show(&any(EncodeError::TooLong));
    show(&any(SyncError::Length(0)));
    show(&any(TlvError::Short(0)));
});
