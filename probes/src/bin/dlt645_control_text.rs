#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({ any("91").parse::<Control>() });
