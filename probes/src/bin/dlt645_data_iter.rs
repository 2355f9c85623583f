#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    Data::from_wire(bytes())
        .iter()
        .rev()
        .chain(Data::from_wire(bytes()).iter())
        .for_each(|byte| {
            black_box(byte);
        })
});
