#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;

probe!({
    let mut scanner = any(FrameScanner::<64>::new());
    black_box((scanner.current().is_some(), scanner.candidate().len()));
    scanner.clear();
    scanner
});
