#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    black_box(core::fmt::write(&mut Text, format_args!("{:?}", Data::from_wire(bytes()))).is_ok())
});
