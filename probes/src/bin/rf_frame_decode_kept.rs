#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
// The stack of the codec alone: bytes and report are the caller's, the frame lives on the stack.
probe!({
    if let Ok(frame) = Frame::parse_in(bytes(), any(0)) {
        *kept::<Option<Report>, 0>() = Report::of(&frame);
    }
});
