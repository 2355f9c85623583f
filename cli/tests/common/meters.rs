//! Virtual meters on a line of their own.

use meter::bus::Bus;
use meter::faults::{Fault, Faults};
use meter::{Config, VirtualMeter, host};
use std::time::Instant as Wall;
use ttl_link::{Instant, Micros};

/// Starts meters on a line of their own and returns its TCP address or its path.
pub(crate) fn serve(
    addresses: &[&str],
    faults: &[Fault],
    change: impl Fn(&mut Config),
    pty: bool,
) -> String {
    let start = Wall::now();
    let meters = addresses.iter().map(|address| {
        let mut config = Config::new(address.parse().unwrap());
        config.reply_delay = Micros::from_millis(5);
        config.load.mean_watts = 0;
        config.clock.read_delay = 2000;
        change(&mut config);
        VirtualMeter::new(config, Instant::ZERO)
    });
    let bus = Bus::new(
        meters.collect(),
        Faults::new(faults.to_vec(), Micros::from_millis(400)),
        false,
    );
    let (traffic, port) = host::open(None, pty, None, 2400).unwrap();
    let place = if pty {
        port.pty().unwrap().to_owned()
    } else {
        port.tcp().unwrap().to_string()
    };
    std::thread::spawn(move || {
        let _port = port;
        host::serve(bus, traffic, start, Instant::ZERO)
    });
    place
}
