#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use timesync::{gate::*, policy::*, radio::*, reference::*, set::*, slot::*, time::*, *};

probe!({
    let (a, b) = (
        Timestamp::<NodeTime>::from_secs(any(0)),
        Timestamp::<NodeTime>::from_micros(any(0)),
    );
    let shift = Offset::<MeterTime, NodeTime>::from_micros(any(0));
    let d = Micros::from_secs(any(0));
    black_box((
        a.since(b),
        a.plus(d),
        a.minus(Micros::from_millis(any(0))),
        a.as_secs(),
        a.shift(shift),
    ));
    black_box((
        a.assume::<MeterTime>().offset_from(b),
        shift.invert().chain(shift),
        shift.plus(d).abs(),
        d.abs(),
    ));
    black_box((
        any(Line {
            baud: 2400,
            bytes: 0,
        })
        .duration(),
        near_midnight(a, d),
        aim(any(0), d),
    ));
    black_box(median_pair(&any([Micros(0); 5])));
});
