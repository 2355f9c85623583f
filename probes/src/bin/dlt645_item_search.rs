#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({
    search(any(Edition::V2007), any(&["voltage", "3"][..])).for_each(|id| _ = black_box(id))
});
