#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    black_box((
        bcd::decode(any([0; 4])),
        bcd::decode(any([0; 8])),
        bcd::decode_wire(any([0; 3])),
        bcd::decode_wire(any([0; 8])),
        bcd::decode_byte(any(0)),
    ))
});
