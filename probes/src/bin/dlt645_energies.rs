#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;
probe!({
    if let Some(frame) = frame()
        && let Ok(reply) = ReadReply::parse(&frame)
        && let Ok(energies) = Energies::of(&reply)
    {
        black_box((energies.first(), energies.len(), energies.is_empty()));
        energies.iter().for_each(|energy| {
            black_box(energy);
        })
    }
});
