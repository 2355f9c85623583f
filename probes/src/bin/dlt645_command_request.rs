#![no_std]
#![no_main]
use dlt645::{command::*, *};
use probes::*;
probe!({
    if let Some(frame) = frame()
        && let Ok(message) = Request::parse(&frame, any(Edition::V2007))
    {
        let mut out = [0; 32];
        let _ = black_box((
            message.encode(any(Address::BROADCAST), &mut out),
            message.encoded_len(),
            message.rule(),
        ));
        black_box(
            message
                .encode_to(any(Address::WILDCARD), &mut &mut out[..])
                .is_ok(),
        );
    }
});
