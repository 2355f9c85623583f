#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
// The stack of the codec alone: header, payload and buffer are the caller's.
probe!({
    let out = kept::<[u8; MAX_FRAME], 2>();
    frame::encode(kept::<Header, 0>(), kept::<Report, 1>(), &[], None, out).is_ok()
});
