#![no_std]
#![no_main]
use probes::*;
use ttl_link::slot::*;
use ttl_link::*;
probe!({
    let mut reader = any(EventReader::new(any(EventConfig::new())));
    reader.handle_pin(any(Instant::ZERO), any(true), any(true));
    reader.handle_answer(any(Instant::ZERO), bytes());
    reader.handle_push(any(Instant::ZERO), bytes());
    reader.handle_failure(any(Instant::ZERO), any(Failure::NoByte));
    reader.handle_acknowledged(any(Instant::ZERO));
    reader.handle_full(any(Instant::ZERO));
    black_box((
        reader.poll_action(),
        reader.poll_timeout(),
        reader.status().word(),
    ));
    reader
});
