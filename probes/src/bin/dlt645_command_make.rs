#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, item::*, value::*, *};
use probes::*;

probe!({
    if let Some(item) = lookup(any(DataId::V2007(0x0001_0000))) {
        black_box(any(item::Pattern::new(item, "x")).matches(any(DataId::V2007(0))));
    }
    if let Some(Ok(Value::Pattern(pattern))) =
        lookup(any(DataId::V2007(0x0001_0000))).map(|item| item.decode(Data::from_wire(bytes())))
    {
        black_box(pattern.is_unset());
    }
    if let Some(frame) = frame()
        && let Ok(message) = Freeze::parse(&frame)
    {
        let mut out = [0; 64];
        black_box(
            message
                .encode_woken(any(Address::WILDCARD), any(4), &mut out)
                .is_ok(),
        );
    }
});
