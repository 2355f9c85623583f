#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({ items::FORWARD_ACTIVE_ENERGY.decode_reply(Data::from_wire(bytes())) });
