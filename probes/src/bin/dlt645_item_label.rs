#![no_std]
#![no_main]
use dlt645::item::layout::Label;
use probes::*;
probe!({
    let label = Label::find(core::str::from_utf8(bytes()).unwrap_or_default());
    label.map(|label| (label.name(), label.name_zh()))
});
