#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use timesync::{gate::*, policy::*, radio::*, reference::*, set::*, slot::*, time::*, *};

probe!({
    let offset = || Offset::<MeterTime, NodeTime>::from_micros(any(0));
    let (a, b) = (
        Bounds::new(offset(), offset()),
        Bounds::new(offset(), offset()),
    );
    black_box((
        a.contains(offset()),
        a.is_empty(),
        a.width(),
        a.intersect(b),
        a.widen(Micros(any(0))),
        a.moved(Micros(any(0))),
    ));
});
