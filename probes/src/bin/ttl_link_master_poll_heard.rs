#![no_std]
#![no_main]
use probes::*;
use ttl_link::*;
probe!({
    let mut master = any(Master::<64>::new(Line::ttl(2400)));
    black_box(master.poll_heard());
    (
        master.has_ended(),
        master.is_busy(),
        master.missed(),
        master.is_transmitting(any(Instant::ZERO)),
    )
});
