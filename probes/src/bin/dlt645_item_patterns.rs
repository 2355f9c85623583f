#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({ patterns(any(Edition::V2007)).for_each(|item| _ = black_box(item)) });
