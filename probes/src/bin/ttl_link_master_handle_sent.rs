#![no_std]
#![no_main]
use probes::*;
use ttl_link::*;
probe!({
    let mut master = any(Master::<64>::new(Line::ttl(2400)));
    master.handle_sent(Instant::from_micros(any(0)));
    black_box(master.is_transmitting(Instant::from_micros(any(0))));
    master
});
