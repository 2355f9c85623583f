#![no_std]
#![no_main]
use probes::*;
use ttl_link::slot::*;
use ttl_link::*;
probe!({
    let mut watch = any(OutageWatch::new(
        any(Instant::ZERO),
        any(OutageConfig::new()),
        any(1),
        any(false),
    ));
    watch.handle_signals(any(Instant::ZERO), any(Signals::GOOD));
    black_box((watch.poll_action(), watch.poll_timeout()));
    watch.handle_acknowledged();
    watch.handle_dying();
    watch
});
