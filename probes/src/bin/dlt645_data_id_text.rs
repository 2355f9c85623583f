#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({ any("00010000").parse::<DataId>() });
