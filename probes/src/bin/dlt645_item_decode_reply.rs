#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;
probe!({
    if let Some(item) = lookup(any(DataId::V2007(0))) {
        black_box(item.decode_reply(Data::from_wire(bytes())));
    }
});
