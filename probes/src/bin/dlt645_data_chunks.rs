#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;

probe!({
    let data = Data::from_wire(bytes());
    black_box((data.split_first_chunk::<4>(), data.split_last_chunk::<4>()));
});
