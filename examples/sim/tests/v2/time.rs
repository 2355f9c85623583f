//! Time over the radio: exchanges, BEACONs, and how the meters' clocks stand.

use crate::cabinet::{Cabinet, SECOND, cabinet, cabinet_with};
use crate::storm::with_room;
use rf_frame::access::gateway::NetworkClock;
use rf_frame::wire::tlv::{ClockState, MeterClock};
use rf_frame::wire::{Quality, Verdict};
use rf_frame::{Instant, Micros};
use sim::v2::BEGIN;

const NODES: u16 = 8;

/// The gateway's time, which a reference gave it, and every node asks for it.
fn ask_all(world: &mut Cabinet) {
    world.with(0, |party, timer| {
        if let Some(gateway) = party.gateway_mut() {
            gateway.set_clock(NetworkClock {
                verdict: Verdict::Trusted,
                quality: Quality::Milli,
                ..NetworkClock::new(Instant::from_micros(timer), BEGIN + timer)
            });
        }
    });
    for radio in 1..=usize::from(NODES) {
        world.with(radio, |party, _| {
            if let Some(node) = party.node_mut() {
                node.ask_time(0);
            }
        });
        world.run(world.now() + SECOND);
    }
}

/// T-2: what passes is wrong by at most 148 µs. All timers began together, so the truth is known.
#[test]
fn exchanges_tell_the_time_to_150_microseconds() {
    with_room(|| {
        let mut world = cabinet(NODES, 0.0, 1);
        for _ in 0..20 {
            ask_all(&mut world);
        }
        let exchanges = &world.host.exchanges;
        assert!(exchanges.len() >= 19 * usize::from(NODES));
        for (radio, exchange) in exchanges {
            assert_eq!(exchange.verdict, Verdict::Trusted);
            // The moment of the answer, by the gateway and by the node.
            let told = exchange.time.as_micros() + u64::from(exchange.turn_us);
            let stations = &world.radios;
            let true_time = |party, timer| {
                stations
                    .station(party)
                    .map_or(0, |it| it.clock.true_time(timer))
            };
            let answered = true_time(*radio, exchange.answered.as_micros());
            let error = true_time(0, told - BEGIN).abs_diff(answered);
            assert!(error <= 150, "node {radio}: {error} us");
        }
    });
}

#[test]
fn the_meters_clock_goes_up_with_a_status() {
    with_room(|| {
        let mut world = cabinet(NODES, 0.1, 2);
        let clock = MeterClock {
            offset_ms: -1234,
            half_width: 40,
            rate: -3,
            age: 1,
            state: ClockState::VERIFIED,
            sets: 2,
        };
        for radio in 1..=usize::from(NODES) {
            world.with(radio, |party, _| {
                if let Some(node) = party.node_mut() {
                    node.set_meter_clock(Some(clock));
                }
            });
        }
        // F-19: a STATUS in three hours, at random moments.
        world.run(world.now() + 6 * 3_600 * SECOND);
        let told = &world.host.clocks;
        assert!(told.iter().all(|(_, other)| *other == clock));
        for index in 1..=NODES {
            let count = told.iter().filter(|(of, _)| *of == index).count();
            assert!((1..=3).contains(&count), "node {index}: {count}");
        }
    });
}

/// T-4: a BEACON a minute, which every node takes.
#[test]
fn a_beacon_a_minute() {
    with_room(|| {
        let minute = Some(Micros::from_secs(60));
        let mut world = cabinet_with(NODES, 0.0, 3, minute);
        world.run(world.now() + 120 * SECOND);
        assert_eq!(world.host.beacons, 0, "before the first exchange (T-1)");
        ask_all(&mut world);
        world.host.beacons = 0;
        world.run(world.now() + 600 * SECOND);
        let beacons = world.host.beacons;
        assert!((72..=88).contains(&beacons), "{beacons}");
    });
}
