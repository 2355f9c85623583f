#![no_std]
#![no_main]
use probes::*;
use rf_frame::call::Call;
use rf_frame::*;
probe!({
    if let Ok(call) = Call::parse(bytes()) {
        black_box((call.slot(any(0)), call.slots(), call.sync().base));
    }
    if let Ok(frame) = Frame::parse(bytes()) {
        black_box(Call::of(&frame).is_some());
    }
});
