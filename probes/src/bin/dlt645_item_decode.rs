#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({
    lookup(any(DataId::V2007(0x0001_0000))).map(|item| item.decode_reply(Data::from_wire(bytes())))
});
