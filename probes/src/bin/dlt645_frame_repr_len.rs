#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;

probe!({
    if let Some(frame) = frame() {
        let mut out = [0; 200];
        black_box(frame.to_repr(&mut out).map(|repr| repr.encoded_len()));
    }
});
