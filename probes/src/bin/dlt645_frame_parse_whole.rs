#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({ Frame::parse(bytes()) });
