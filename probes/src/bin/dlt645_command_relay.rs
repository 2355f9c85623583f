#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;

probe!({
    if let Some(frame) = frame()
        && let Ok(relay) = RelayControl::parse(&frame)
        && let Some(Ok(until)) = relay.until()
    {
        black_box((until.fields(), until.to_wire()));
    }
    black_box(Second::new(any(0), any(0), any(0), any(0), any(0), any(0)));
});
