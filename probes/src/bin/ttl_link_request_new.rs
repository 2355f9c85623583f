#![no_std]
#![no_main]
use probes::*;
use ttl_link::*;
probe!({
    use dlt645::*;
    let (a, di) = (any(Address::WILDCARD), any(DataId::V2007(0)));
    black_box((
        Request::raw(a, Control(any(0)), bytes()),
        Request::read(a, di),
        Request::read_with(a, di, bytes()),
        Request::read_address(),
    ))
});
