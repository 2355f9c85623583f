#![no_std]
#![no_main]
use probes::*;
#[allow(unused_imports)]
use rf_frame::{
    access::*, control::*, frame::*, journal::*, mic::*, receive::*, relay::*, report::*, sync::*,
    time::*, tlv::*, *,
};

probe!({
    if let Some(mut gateway) = radio_gateway() {
        gateway.reseed(any(0));
        gateway.set_stamp_error(any(0));
        gateway.announce_relays(any(0));
        if let Some(peer) = gateway.peer(any(0)) {
            black_box((peer.event_at(), peer.rssi_dbm(), peer.lags()));
        }
        black_box((&gateway, Peer::member(any([0; 6]))));
    }
});
