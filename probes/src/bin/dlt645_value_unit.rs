#![no_std]
#![no_main]
use dlt645::value::*;
use probes::*;
probe!({
    let unit = Unit::from_symbol(core::str::from_utf8(bytes()).unwrap_or_default());
    unit.map(Unit::symbol)
});
