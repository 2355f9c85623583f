#![no_std]
#![no_main]
use dlt645::command::*;
use probes::*;
probe!({
    if let Some(frame) = frame()
        && let Err(error) = Read::parse(&frame)
    {
        show(&error)
    }
});
