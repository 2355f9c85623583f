#![no_std]
#![no_main]
use probes::*;
use ttl_link::*;
probe!({
    let mut master = any(Master::<64>::new(Line::ttl(2400)));
    let _ = black_box(master.request(Instant::from_micros(any(0)), &any(Request::read_address())));
    master
});
