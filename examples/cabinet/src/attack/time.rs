//! Time over the radio while somebody holds frames back (P10).

use super::figures::Found;
use super::forgeries::is_type;
use rf_frame::Instant;
use rf_frame::access::gateway::NetworkClock;
use rf_frame::security::SuiteMissing;
use rf_frame::wire::{Quality, Verdict};
use sim::bare::{self, Cabinet, SECOND};
use sim::v2::{BEGIN, Party};

const NODES: usize = 4;
/// How long a frame is held, µs.
const HELD: [u64; 6] = [300, 600, 2_000, 20_000, 90_000, 500_000];

/// Every node asks once.
fn ask(world: &mut Cabinet) {
    for radio in 1..=NODES {
        world.with(radio, |party, _| {
            if let Some(node) = party.node_mut() {
                node.ask_time(0);
            }
        });
        world.run(world.now() + SECOND);
    }
}

/// The worst error of the exchanges that counted, µs. All timers began together, so the truth is
/// known.
fn worst(world: &Cabinet) -> u64 {
    let true_time = |party, timer| {
        let station = world.radios.station(party);
        station.map_or(0, |it| it.clock.true_time(timer))
    };
    let exchanges = world.host.exchanges.iter();
    let errors = exchanges.map(|(radio, exchange)| {
        let told = exchange.time.as_micros() + u64::from(exchange.turn_us);
        let answered = true_time(*radio, exchange.answered.as_micros());
        true_time(0, told - BEGIN).abs_diff(answered)
    });
    errors.max().unwrap_or(0)
}

/// Row 10: TRSP or TREQ held back for 0.3 to 500 ms.
pub(super) fn held(seed: u64) -> Result<Found, SuiteMissing> {
    let mut world = bare::cabinet(NODES as u16, 0.0, seed)?;
    world.with(0, |party, timer| {
        if let Some(gateway) = party.gateway_mut() {
            gateway.set_clock(NetworkClock {
                verdict: Verdict::Trusted,
                quality: Quality::Milli,
                ..NetworkClock::new(Instant::from_micros(timer), BEGIN + timer)
            });
        }
    });
    (0..5).for_each(|_| ask(&mut world));
    let (free, error) = (world.host.exchanges.len(), worst(&world));
    for us in HELD {
        for is in [
            |frame: &[u8]| is_type(frame, 6),
            |frame: &[u8]| is_type(frame, 5),
        ] {
            world.host.hold = Some((is, us));
            ask(&mut world);
        }
    }
    world.host.hold = None;
    let rejected: u32 = (1..=NODES)
        .filter_map(|radio| world.machine(radio).and_then(Party::node))
        .map(rf_frame::access::Node::rejected_exchanges)
        .sum();
    Ok(Found::default()
        .least("exchanges", free as f64, 5.0 * NODES as f64 * 0.9)
        .most("their error, us", error as f64, 150.0)
        .least("held ones rejected", rejected.into(), 10.0)
        .most("error of all that counted, us", worst(&world) as f64, 150.0))
}
