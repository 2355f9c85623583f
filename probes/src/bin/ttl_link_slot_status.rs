#![no_std]
#![no_main]
use probes::*;
use ttl_link::slot::*;
use ttl_link::*;
probe!({
    EventStatus::parse(bytes()).map(|status| {
        (
            status.count(any(0)),
            status.reset_data(),
            status.bits().next(),
        )
    })
});
