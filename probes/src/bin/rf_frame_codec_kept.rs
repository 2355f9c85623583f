#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
// Both ways in one image: how much flash the codec takes.
probe!({
    let out = kept::<[u8; MAX_FRAME], 2>();
    let sent = frame::encode(kept::<Header, 0>(), kept::<Report, 1>(), &[], None, out).is_ok();
    if let Ok(frame) = Frame::parse_in(bytes(), any(0)) {
        *kept::<Option<Report>, 3>() = Report::of(&frame);
    }
    sent
});
