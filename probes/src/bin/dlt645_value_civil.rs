#![no_std]
#![no_main]
#[allow(unused_imports)]
use dlt645::{command::*, energy::*, item::*, value::*, *};
use probes::*;
probe!({
    black_box((
        Date::new(any(0), any(0), any(0)).map(|d| (d.weekday(), d.days(), d.weekday_is_right())),
        Date::from_days(any(0)),
        Time::new(any(0), any(0), any(0)).map(Time::seconds),
        DateTime::new(any(0), any(0), any(0), any(0), any(0), any(0)).map(DateTime::seconds),
        DateTime::from_seconds(any(0)),
    ))
});
