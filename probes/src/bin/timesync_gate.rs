#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({
    let gate = any(Gate::default());
    let ages = black_box([Micros(0); 32]);
    black_box((
        gate.check(&ages, Micros(any(0))),
        gate.check_ramp(Micros(any(0)), Micros(any(0)), any(0)),
        gate.width(Micros(any(0))),
    ))
});
