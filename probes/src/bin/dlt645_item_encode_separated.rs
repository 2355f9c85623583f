#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({
    lookup(any(DataId::V2007(0x0506_FF01))).map(|item| {
        item.encode_parts_separated(&any([value::Value::Absent; 9])[..], &mut any([0; 64]))
            .is_ok()
    })
});
