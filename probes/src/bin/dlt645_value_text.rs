#![no_std]
#![no_main]
use dlt645::value::*;
use probes::*;
probe!({
    let text = core::str::from_utf8(bytes()).unwrap_or_default();
    (
        text.parse::<DateTime>(),
        text.parse::<Date>(),
        text.parse::<Time>(),
        text.parse::<Code>(),
        text.parse::<Unit>(),
    )
});
