#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({ any(value::Decimal::new(1, 2, value::Unit::Volt)).mantissa_at(any(200)) });
