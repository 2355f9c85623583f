#![no_std]
#![no_main]
use probes::*;
use ttl_link::*;
probe!({
    let mut binder = any(Binder::new(any(BindConfig::new()), any(None)));
    let mut master = any(Master::<64>::new(Line::ttl(2400)));
    if let Some(Event::Reply(reply)) = master.poll_event() {
        binder.handle_reply(any(Instant::ZERO), &reply);
    }
    binder.handle_failure(any(Instant::ZERO), any(Failure::NoByte));
    binder.handle_timeout(any(Instant::ZERO));
    binder.handle_contact(any(Instant::ZERO), any(false));
    black_box(
        master
            .request(any(Instant::ZERO), &binder.request())
            .is_ok(),
    );
    black_box((binder.poll_action(), binder.poll_timeout()));
    binder
});
