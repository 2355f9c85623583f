#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    let mut out = [0; 300];
    FrameRepr {
        address: Address::from_wire(any([0; 6])),
        control: Control(any(0)),
        data: bytes(),
    }
    .encode_to(&mut &mut out[..])
});
