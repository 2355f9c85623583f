#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({
    lookup(any(DataId::V2007(0x0500_FF01))).map(|item| {
        item.parts(Data::from_wire(bytes()))
            .with_mode(any(3))
            .for_each(|part| _ = black_box(part))
    })
});
