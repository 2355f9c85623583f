#![no_std]
#![no_main]
use dlt645::command::*;
use probes::*;
probe!({
    black_box((
        Minute::new(any(0), any(0), any(0), any(0), any(0)).map(|m| (m.fields(), m.to_wire())),
        BroadcastTime::new(any(0), any(0), any(0), any(0), any(0), any(0))
            .map(BroadcastTime::fields),
        Freeze::new(any(FreezeTime::Now)),
    ))
});
