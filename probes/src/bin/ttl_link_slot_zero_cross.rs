#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use ttl_link::{slot::*, *};

probe!({
    let mut timer = any(ZeroCrossTimer::new(any(Micros::new(0))));
    timer.crossing(any(Instant::ZERO));
    let watch = any(OutageWatch::new(
        any(Instant::ZERO),
        any(OutageConfig::new()),
        any(1),
        any(false),
    ));
    black_box((timer.mains_present(any(Instant::ZERO)), watch.may_talk()));
    timer
});
