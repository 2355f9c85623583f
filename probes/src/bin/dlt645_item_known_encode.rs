#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({
    items::ACTIVE_POWER
        .encode(&any(value::Value::Absent), &mut any([0; 8]))
        .is_ok()
});
