#![no_std]
#![no_main]
use probes::*;
use ttl_link::*;
probe!({
    let mut meter = any(Meter::<64>::new(Line::ttl(2400)));
    meter.handle_input(Instant::from_micros(any(0)), bytes());
    black_box(meter.poll_timeout());
    meter
});
