#![no_std]
#![no_main]
use probes::*;
use ttl_link::*;
probe!({
    let mut master = any(Master::<16, 32, 46>::sized(any(Line::ttl(2400))));
    master.handle_input(any(Instant::ZERO), &any([0; 40]));
    master
});
