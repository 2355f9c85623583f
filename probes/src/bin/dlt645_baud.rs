#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;

probe!({
    if let Some(baud) = Baud::from_code(any(Edition::V2007), any(0)) {
        black_box((baud.rate(), baud.code(any(Edition::V1997))));
        black_box((
            ChangeBaud::new(baud),
            ChangeBaud97::new(baud),
            ChangeBaudReply::new(baud),
            ChangeBaud97Reply::new(baud),
        ));
    }
    if let Some(frame) = frame() {
        black_box((
            ChangeBaud::parse(&frame).map(|m| m.baud()),
            ChangeBaud97::parse(&frame).map(|m| m.baud()),
        ));
        black_box((
            ChangeBaudReply::parse(&frame).map(|m| m.baud()),
            ChangeBaud97Reply::parse(&frame).map(|m| m.baud()),
        ));
    }
});
