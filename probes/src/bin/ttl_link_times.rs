#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use ttl_link::{slot::*, *};

probe!({
    let (a, b) = (Instant::from_millis(any(0)), any(Instant::ZERO));
    black_box((
        a.since(b),
        a.later(b),
        a.earlier(b),
        Micros::from_millis(any(0)),
        Line::tunnel(any(2400)),
    ));
    let mut meter = any(Meter::<64>::new(Line::ttl(2400)));
    meter.set_delays(any(Delays::new()));
    meter
});
