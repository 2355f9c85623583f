#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;

probe!({
    if let Some(name) = Name::with(any(&[]), any(DataId::V2007(0)), any(Language::English)) {
        show(&name);
    }
});
