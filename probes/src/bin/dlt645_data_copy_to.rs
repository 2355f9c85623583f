#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    let mut out = [0; 64];
    Data::from_wire(bytes()).copy_to(&mut out).map(|copy| {
        black_box(copy);
    })
});
