#![no_std]
#![no_main]
use probes::*;
use ttl_link::*;
probe!({
    let mut master = any(Master::<64>::new(Line::ttl(2400)));
    master.set_line(any(Line::rs485(9600)));
    master
});
