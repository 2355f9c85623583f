#![no_std]
#![no_main]
use probes::*;
use timesync::*;

probe!({
    let mut tracker = any(Tracker::new(Profile::default()));
    black_box(Tracker::restore(&mut tracker, bytes()).is_ok());
    tracker
});
