#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    let mut out = [0; 200];
    if let Ok((frame, _)) = Frame::parse_prefix(bytes()) {
        black_box(frame.to_repr(&mut out));
    }
});
