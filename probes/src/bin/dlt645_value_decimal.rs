#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;
probe!({ black_box(any(Decimal::new(0, 2, Unit::None)).mantissa_at(any(0))) });
