#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({
    encode_load_record(&any(value::Value::Never), any([&[]; 6]), &mut any([0; 110])).is_ok()
});
