#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;

probe!({
    let function = any(Control(0x11)).function();
    black_box((
        Control::request(function),
        Control::reply(function),
        Control::reply_more(function),
    ));
    black_box((Control::error(function), function.name(any(Edition::V1997))));
});
