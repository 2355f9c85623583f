#![no_std]
#![no_main]
use probes::*;
use ttl_link::*;
probe!({
    let mut meter = any(Meter::<64>::new(Line::ttl(2400)));
    meter.handle_timeout(Instant::from_micros(any(0)), &mut AnyStore);
    meter
});
