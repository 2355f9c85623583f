#![no_std]
#![no_main]
use probes::*;
use ttl_link::*;
probe!({
    let mut master = any(Master::<64>::new(Line::ttl(2400)));
    master.handle_line_error(Instant::from_micros(any(0)), any(LineError::Parity));
    master
});
