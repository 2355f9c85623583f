#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;
probe!({
    let mut out = [0; 8];
    black_box(
        items::FORWARD_ACTIVE_ENERGY
            .encode(
                &Value::Decimal(any(Decimal::new(0, 2, Unit::KilowattHour))),
                &mut out,
            )
            .is_ok(),
    )
});
