#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;
probe!({ items::FORWARD_ACTIVE_ENERGY.number(Data::from_wire(bytes())) });
