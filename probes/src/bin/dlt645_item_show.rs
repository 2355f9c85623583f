#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({
    show(
        &lookup(any(DataId::V2007(0x0001_0000)))
            .map_or(value::Format::Composite, |item| item.format),
    )
});
