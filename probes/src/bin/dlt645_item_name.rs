#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({
    Name::of(any(DataId::V2007(0x0001_0000)), any(Language::Chinese)).map(|name| show(&name))
});
