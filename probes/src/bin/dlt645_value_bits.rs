#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;
probe!({
    if let Some(item) = lookup(any(DataId::V2007(0)))
        && let Ok(value) = item.decode(Data::from_wire(bytes()))
        && let Some(bits) = value.bits()
    {
        bits.states().for_each(|state| {
            black_box(state);
        });
        bits.names().for_each(|name| {
            black_box(name);
        })
    }
});
