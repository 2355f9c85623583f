#![no_std]
#![no_main]
use dlt645::item::*;
use probes::*;
probe!({ encode_report(any(3), bytes(), &mut any([0; 110])).is_ok() });
