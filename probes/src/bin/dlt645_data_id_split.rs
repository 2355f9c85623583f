#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    DataId::split_from(any(Edition::V1997), Data::from_wire(bytes()))
        .map(|(di, rest)| (di.to_wire(), di.edition(), di.wire_len(), rest))
});
