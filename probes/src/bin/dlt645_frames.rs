#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    Frames::new(bytes()).for_each(|found| {
        black_box(found);
    })
});
