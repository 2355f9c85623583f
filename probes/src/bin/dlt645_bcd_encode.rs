#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    black_box((
        bcd::encode::<4>(any(0)),
        bcd::encode::<8>(any(0)),
        bcd::encode_byte(any(0)),
        bcd::first_invalid(bytes().iter().copied()),
    ))
});
