#![no_std]
#![no_main]
use probes::*;
use ttl_link::*;
probe!({
    let mut meter = any(Meter::<64>::new(Line::ttl(2400)));
    black_box(meter.poll_transmit(Instant::from_micros(any(0))));
    meter.handle_sent();
    black_box(meter.poll_event());
    meter
});
