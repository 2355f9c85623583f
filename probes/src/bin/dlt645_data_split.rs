#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    let data = Data::from_wire(bytes());
    (
        data.split_first_chunk::<4>(),
        data.split_last_chunk::<8>(),
        data.split_at(any(0)),
    )
});
