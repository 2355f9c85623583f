#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({ show(&Address::from_wire(any([0; 6]))) });
