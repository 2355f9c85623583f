#![no_std]
#![no_main]
use dlt645::command::Read;
use probes::*;
use ttl_link::*;
probe!({
    let mut scratch = any([0; 64]);
    Request::message(
        any(dlt645::Address::WILDCARD),
        &Read::item(any(0)),
        &mut scratch,
    )
    .is_ok()
});
