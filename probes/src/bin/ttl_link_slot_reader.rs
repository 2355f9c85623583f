#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use ttl_link::{slot::*, *};

probe!({
    let mut reader = any(EventReader::new(any(EventConfig::new())));
    reader.handle_forbidden(any(Instant::ZERO));
    reader.handle_timeout(any(Instant::ZERO));
    let meter = any(dlt645::Address::WILDCARD);
    black_box((
        reader.read_request(meter),
        reader.reset_request(meter),
        reader.status().has(any(0)),
    ));
    reader.clear();
    reader
});
