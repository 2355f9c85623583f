#![no_std]
#![no_main]
use probes::*;
use rf_frame::receive::{Refusal, Refusals};
probe!({
    let mut refusals = any(Refusals::default());
    refusals.count(any(Refusal::Length));
    refusals
});
