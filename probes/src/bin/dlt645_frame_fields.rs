#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    Frame::parse_prefix(bytes()).map(|(frame, _)| {
        let c = frame.control();
        let a = frame.address();
        (
            a.is_broadcast(),
            a.has_wildcard(),
            c.direction(),
            c.is_error(),
            c.has_more(),
            c.function().code(),
            c.edition(),
            frame.edition(),
            frame.wire_len(),
        )
    })
});
