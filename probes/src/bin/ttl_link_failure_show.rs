#![no_std]
#![no_main]
use probes::*;
use ttl_link::*;
probe!({ show(&any(Failure::NoByte)) });
