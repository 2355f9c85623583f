#![no_std]
#![no_main]
use probes::*;
use ttl_link::*;
probe!({
    let master = any(Master::<64>::new(Line::ttl(2400)));
    black_box((
        master.poll_timeout(),
        master.is_busy(),
        master.missed(),
        master.request_time(&any(Request::read_address())),
    ))
});
