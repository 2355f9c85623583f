#![no_std]
#![no_main]
use dlt645::{Address, DataId, Edition, Function};
use probes::*;
use ttl_link::*;

/// A meter of which only the address is known.
#[derive(Debug)]
struct Plain;

impl Store for Plain {
    fn address(&self) -> Address {
        any(Address::WILDCARD)
    }
}

probe!({
    let (now, mut out) = (Instant::from_micros(any(0)), [0; 16]);
    black_box((
        Plain.speaks(any(Edition::V2007)),
        Plain.is_asked(any(Address::WILDCARD), any(Function::Read)),
    ));
    black_box((
        Plain.read(now, any(DataId::V2007(0)), bytes(), &mut out),
        Plain.freeze(now, any([0; 4])),
    ));
    let wanted = WriteRequest {
        di: any(DataId::V2007(0)),
        password: any(None),
        operator: any(None),
        data: bytes(),
    };
    black_box(Plain.write(now, &wanted));
    Plain.broadcast_time(now, any([0; 6]));
    black_box((
        Plain.write_address(now, any(Address::WILDCARD)),
        Plain.change_baud(now, any(Edition::V2007), any(0)),
    ));
    out
});
