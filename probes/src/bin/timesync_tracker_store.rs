#![no_std]
#![no_main]
use probes::*;
use timesync::*;

probe!({
    let mut out = [0; persist::STATE_LEN];
    Tracker::store(&any(Tracker::new(Profile::default())), &mut out);
    out
});
