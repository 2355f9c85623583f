#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;

probe!({
    if let Some(item) = any(lookup(any(DataId::V2007(0x0001_0000)))) {
        black_box((
            item.byte_len(),
            item.has_parts(),
            item.format.byte_len(),
            item.format.pair(),
        ));
        black_box((
            item.strip_id(Data::from_wire(bytes())),
            item.layout.map(|layout| layout.byte_len()),
        ));
        black_box((
            item.unit.symbol(),
            Item::new(any(item.id), any(item.format), any(item.unit)),
        ));
    }
});
