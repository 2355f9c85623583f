#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({
    black_box((
        Civil::from_bcd(any([0; 4]), any([0; 3])),
        Civil::from_split(any([0; 4]), any([0; 3]), any([0; 4])),
    ))
});
