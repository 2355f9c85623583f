#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    let mut out = [0; 300];
    let len = any(300).min(300);
    let out = out.split_at_mut(len).0;
    FrameRepr {
        address: Address::from_wire(any([0; 6])),
        control: Control(any(0)),
        data: bytes(),
    }
    .encode(out)
    .map(|wire| {
        black_box(wire);
    })
});
