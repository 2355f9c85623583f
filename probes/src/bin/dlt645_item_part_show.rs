#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({
    lookup(any(DataId::V2007(0x0001_FF00))).map(|item| {
        item.parts(Data::from_wire(bytes()))
            .flatten()
            .for_each(|part| show(&part))
    })
});
