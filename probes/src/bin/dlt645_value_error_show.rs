#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({ show(&any(value::ValueError::Record { at: 3 })) });
