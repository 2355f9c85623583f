#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use timesync::{gate::*, policy::*, radio::*, reference::*, set::*, slot::*, time::*, *};

probe!({ Tracker::from_bytes(bytes()).is_ok() });
