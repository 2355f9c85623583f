#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({ Data::from_wire(bytes()).get(any(0)) });
