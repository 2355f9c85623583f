#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use ttl_link::{slot::*, *};

probe!({
    let mut master = any(Master::<64>::new(Line::ttl(2400)));
    if let Some(Event::Reply(reply)) = master.poll_event() {
        black_box(reply.to_data(&mut any([0; 256])).is_some());
    }
});
