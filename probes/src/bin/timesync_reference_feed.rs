#![no_std]
#![no_main]
use probes::*;
use timesync::*;
#[allow(unused_imports)]
use timesync::{gate::*, radio::*, reference::*, set::*, slot::*, time::*};
probe!({
    let mut reader = any(ReferenceReader::new(Micros(any(0))));
    black_box(reader.feed(
        Timestamp::from_micros(any(0)),
        Timestamp::from_micros(any(0)),
        Micros(any(0)),
    ));
    black_box(reader.estimate(Timestamp::from_micros(any(0))));
    reader
});
