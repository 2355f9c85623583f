//! Small promises of the documentation that no larger test would miss.
#![cfg(feature = "ascon")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use rf_frame::v1::access::{Action, Gateway, GatewayConfig, GatewayState, Peer, Phy};
use rf_frame::v1::report::Quality;
use rf_frame::v1::sync::{Form, Mode, Sync};
use rf_frame::v1::{Frame, FrameType, Key, Suite};

#[test]
fn a_form_is_a_schedule_or_an_acknowledgement() {
    let sync = |form| Sync {
        epoch: 0,
        form,
        round: 0,
        mode: Mode::default(),
        slot: 0,
        t0: 0,
        base: 1,
        count: 1,
        rank0: 0,
        map: &[],
    };
    for form in [Form::All, Form::List, Form::Bits] {
        assert_eq!(
            (sync(form).is_schedule(), sync(form).is_ack()),
            (true, false),
            "{form:?}"
        );
    }
    for form in [Form::Exact, Form::Modulo, Form::Serve] {
        assert_eq!(
            (sync(form).is_schedule(), sync(form).is_ack()),
            (false, true),
            "{form:?}"
        );
    }
}

#[test]
fn a_gateway_that_knows_the_time_says_so_under_the_number_of_its_key() {
    let key = |byte| Key::new(Suite::Ascon, [byte; 16]).unwrap();
    let config = GatewayConfig {
        net: 7,
        phy: Phy::kbit50(),
        master: key(1),
        group_key: key(2),
        key_number: 6,
        debounce_us: 1_000_000,
        relay: false,
        beacon_us: 10_000_000,
        seed: 3,
    };
    let mut gateway = Gateway::new(
        config,
        GatewayState::new(vec![Peer::member([1, 0, 0, 0, 0, 1])]),
    );
    let (mut now, mut beacons) = (0u64, 0);
    while now < 60_000_000 {
        let mut sent = None;
        while let Some(action) = gateway.poll_action() {
            match action {
                Action::Store(_) => gateway.handle_stored(now),
                Action::Sense { at, us } => {
                    now = now.max(at + u64::from(us));
                    gateway.handle_channel(now, false);
                }
                Action::Transmit { at, frame } => sent = Some((at, frame)),
                _ => {}
            }
        }
        if let Some((at, bytes)) = sent {
            let frame = Frame::parse(bytes.as_bytes()).unwrap();
            assert_eq!(frame.header().key_slot, 6 & 3);
            beacons += u32::from(frame.frame_type() == FrameType::Beacon);
            now = now.max(at + Phy::kbit50().air_us(bytes.as_bytes().len()));
            gateway.handle_sent(now);
        }
        // Nobody told it the time in the first twenty seconds.
        if now >= 20_000_000 && beacons == 0 {
            gateway.set_clock(now, 1_000_000_000, 0, Quality::Ms10);
        }
        assert!(now >= 20_000_000 || beacons == 0);
        now = gateway
            .poll_timeout()
            .map_or(now + 1_000_000, |at| at.clamp(now + 1, now + 1_000_000));
        gateway.handle_timeout(now);
    }
    assert!(
        (3..=5).contains(&beacons),
        "{beacons} beacons in 40 s, one every 10 s"
    );
}
