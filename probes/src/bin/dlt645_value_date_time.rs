#![no_std]
#![no_main]
use dlt645::*;
use probes::*;
probe!({
    (
        value::DateTime::from_seconds(any(1)).map(|t| (t.seconds(), t.date.weekday())),
        value::DateTime::new(any(2024), any(2), any(29), any(1), any(2), any(3))
            .map(value::DateTime::seconds),
    )
});
