#![no_std]
#![no_main]
use dlt645::item::*;
use dlt645::*;
use probes::*;
probe!({
    let text = core::str::from_utf8(bytes()).unwrap_or_default();
    lookup(any(DataId::V2007(0x0001_0000)))
        .map(|item| item.encode_text(text, &mut any([0; 64])).is_ok())
});
