#![no_std]
#![no_main]
use probes::*;
use rf_frame::call::Call;
use rf_frame::sync::{Form, Mode, Sync};
probe!({
    let sync = Sync {
        epoch: any(0),
        form: any(Form::Exact),
        round: any(0),
        mode: any(Mode::default()).with(any(Mode::default())),
        slot: any(0),
        t0: any(0),
        base: any(0),
        count: any(1),
        rank0: any(0),
        map: bytes(),
    };
    Call::new(sync).map(|call| (call.slot(any(0)), call.slots()))
});
