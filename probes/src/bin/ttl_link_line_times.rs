#![no_std]
#![no_main]
use probes::*;
use ttl_link::*;
probe!({ any(Line::ttl(2400)).wire_time(any(0)) });
