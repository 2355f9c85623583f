#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({
    lookup_with(
        any(&[alternatives::CLOSE_DELAY][..]),
        any(DataId::V1997(0x9010)),
    )
});
