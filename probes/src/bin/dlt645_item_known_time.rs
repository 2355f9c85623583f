#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({ items::DATE_TIME.decode_reply(Data::from_wire(bytes())) });
