#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({
    if let Ok(sync) = Sync::parse(bytes()) {
        let index = any(0);
        black_box((
            sync.offset(index),
            sync.rank(index),
            sync.slots(),
            sync.ack(index),
            sync.slot_start_us(index),
            sync.is_schedule(),
            sync.is_ack(),
            sync.helper(),
            Pause {
                us: Pause::from_rank0(sync.rank0).us / 2,
                ..Pause::default()
            }
            .rank0(),
        ));
        for entry in sync.exact() {
            black_box(entry);
        }
    }
});
