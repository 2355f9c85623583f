#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({
    lookup_with(
        &alternatives::IMBALANCE_2_BYTES,
        any(DataId::V2007(0x1600_FF01)),
    )
    .map(|item| {
        item.parts(Data::from_wire(bytes()))
            .filter(|part| part.is_ok())
            .fold(0u8, |n, _| n.wrapping_add(1))
    })
});
