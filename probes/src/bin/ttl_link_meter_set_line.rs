#![no_std]
#![no_main]
use probes::*;
use ttl_link::*;
probe!({
    let mut meter = any(Meter::<64>::new(Line::ttl(2400)));
    meter.set_line(any(Line::rs485(9600)));
    meter.set_max_data(any(0));
    meter
});
