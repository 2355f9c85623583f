#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use ttl_link::{slot::*, *};

probe!({
    let mut binder = any(Binder::new(any(BindConfig::new()), any(None)));
    binder.verify(any(Instant::ZERO));
    black_box(binder.is_paused());
    binder
});
