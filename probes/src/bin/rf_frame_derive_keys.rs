#![no_std]
#![no_main]
use probes::*;
use rf_frame::*;
#[allow(unused_imports)]
use rf_frame::{control::*, frame::*, mic::*, relay::*, report::*, sync::*, time::*, tlv::*};
probe!({
    if let Ok(key) = Key::new(Suite::Ascon, any([0; 16])) {
        black_box((
            key.derive_node(any(0), &any([0; 6])),
            key.derive_join(any(0), &any([0; 6])),
        ));
    }
});
