#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{
    access::*, control::*, frame::*, journal::*, mic::*, receive::*, relay::*, report::*, sync::*,
    time::*, tlv::*, *,
};

probe!({
    if let Ok(key) = Key::new(any(Suite::Ascon), any([0; 16])) {
        let nonce = Nonce::new(any(0), any(0), any(0), any(0), any(0));
        black_box(key.open(&nonce, bytes(), &mut any([0; 16]), &any([0; 8])));
    }
});
