#![no_std]
#![no_main]
use dlt645::value::*;
use probes::*;
probe!({
    (
        Calendar::len(any(Calendar::Time)),
        Calendar::letters(any(Calendar::Time)),
    )
});
