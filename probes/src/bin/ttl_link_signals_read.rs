#![no_std]
#![no_main]
use probes::*;
use ttl_link::Instant;
use ttl_link::adapter::Clock;
use ttl_link::slot::*;

/// The pins of a slot, and a clock.
#[derive(Debug)]
struct Pins;

impl SupplySense for Pins {
    fn supply_good(&mut self) -> bool {
        any(true)
    }
}

impl ZeroCross for Pins {
    fn mains_present(&mut self) -> bool {
        any(true)
    }
}

impl Plugged for Pins {
    fn is_plugged(&mut self) -> bool {
        any(true)
    }
}

impl Clock for Pins {
    fn now(&mut self) -> Instant {
        Instant::from_micros(any(0))
    }
}

probe!({
    let until = Pins.now();
    Pins.idle(until);
    Signals::read(&mut Pins)
});
