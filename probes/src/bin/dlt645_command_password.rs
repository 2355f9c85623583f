#![no_std]
#![no_main]
use dlt645::command::*;
use probes::*;
probe!({ Password::new(any(0), any(0)).to_wire() });
