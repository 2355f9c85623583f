#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({
    let sources = black_box(
        [Source {
            lower: Micros(0),
            upper: Micros(0),
        }; 16],
    );
    black_box(majority(sources.get(..any(9)).unwrap_or_default()))
});
