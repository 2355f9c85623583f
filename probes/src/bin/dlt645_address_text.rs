#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({ any("202211080645").parse::<Address>() });
