#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({
    items::VOLTAGES
        .parts(Data::from_wire(bytes()))
        .for_each(|part| _ = black_box(part))
});
