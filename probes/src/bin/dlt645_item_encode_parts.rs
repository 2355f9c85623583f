#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({
    lookup(any(DataId::V2007(0x0001_FF00))).map(|item| {
        item.encode_parts(&any([value::Value::Absent; 9])[..], &mut any([0; 64]))
            .is_ok()
    })
});
