#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({ black_box(Civil::new(any(0), any(0), any(0), any(0), any(0), any(0))) });
