#![no_std]
#![no_main]
use probes::*;
use timesync::*;
probe!({
    let now = Timestamp::from_micros(any(0));
    let burst = Burst::begin(&any(Tracker::new(Profile::default())), now);
    black_box((burst.begun(), burst));
    Burst::begin_with(&any(Tracker::new(Profile::default())), now, any(0))
});
