#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use timesync::{gate::*, policy::*, radio::*, reference::*, set::*, slot::*, time::*, *};

probe!({ SetModel::from_bytes(&any([0; persist::SET_MODEL_LEN])).is_ok() });
