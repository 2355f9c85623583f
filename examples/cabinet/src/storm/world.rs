//! One cabinet of bare machines in a storm. Time is in nanoseconds of the world; every party has
//! its own clock in microseconds, off by an offset and a rate.

use super::channel::Links;
use rf_frame::access::{gateway, node};
use sim::air::{Air, Radio};
use sim::crystal::Clock;
use sim::machine::Input;
use sim::radio::Radios;
use sim::rng::Rng;
use sim::v2::{Notice, Party, Stored};
use sim::world::Host;

/// Crystals are right to this.
const PPM: f64 = 40e-6;
/// Boot times spread over an hour, ns.
const BOOTS_NS: u64 = 3_600_000_000_000;
/// A flash takes so long for a record, ns.
const FLASH_NS: u64 = 500_000;
/// The concentrator confirms the gateway's records whenever so many wait.
const WAITING: u32 = 256;

/// The gateway is party 0, the node with index i party i.
pub(crate) type World = sim::World<Outcomes>;

/// A party's clock: local microseconds = (world ns − offset) / 1000 · rate, kept positive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FineClock {
    offset_ns: i64,
    rate: f64,
}

impl FineClock {
    fn local_ns(&self, now: u64) -> f64 {
        (now as i64 - self.offset_ns) as f64 * self.rate
    }
}

impl Clock for FineClock {
    fn timer(&self, now: u64) -> u64 {
        (self.local_ns(now) / 1000.0) as u64
    }

    fn true_time(&self, timer: u64) -> u64 {
        let at = (timer as f64 * 1000.0 / self.rate) as i64 + self.offset_ns;
        u64::try_from(at).unwrap_or(0).saturating_add(1_000)
    }

    fn call_time(&self, timer: u64, now: u64) -> u64 {
        self.true_time(timer).max(now)
    }
}

/// When something happened to a node in this outage, ns.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) stored: Option<u64>,
    pub(crate) told: Option<u64>,
}

/// What became of every node, by index.
#[derive(Clone, Debug)]
pub(crate) struct Outcomes(pub(crate) Vec<Outcome>);

/// The memory of a party has stored something.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written(Radio);

impl Host for Outcomes {
    type Machine = Party;
    type Channel = Links;
    type Clock = FineClock;
    type Event = Written;

    fn event(world: &mut World, Written(radio): Written) {
        world.give(radio, &Input::Stored);
    }

    fn store(world: &mut World, radio: Radio, entry: Stored) {
        let party = world.machine_mut(radio);
        let done = party.is_some_and(|party| party.commit(entry));
        assert!(done, "the journal of {radio} is full");
        world.at(world.now() + FLASH_NS, Written(radio));
    }

    fn notice(world: &mut World, radio: Radio, notice: Notice) {
        let now = world.now();
        match notice {
            Notice::Gateway(gateway::Notice::Committed { index, .. }) => {
                if let Some(outcome) = world.host.0.get_mut(usize::from(index)) {
                    outcome.stored = Some(now);
                }
                confirm(world);
            }
            Notice::Node(node::Notice::Told(_) | node::Notice::Proven(_)) => {
                let all = world
                    .machine(radio)
                    .and_then(Party::node)
                    .is_some_and(is_told);
                if let Some(outcome) = world.host.0.get_mut(radio)
                    && all
                {
                    outcome.told.get_or_insert(now);
                }
            }
            _ => {}
        }
    }
}

/// Whether all that has happened to a node is told.
fn is_told(node: &rf_frame::access::Node) -> bool {
    let newest = node.state().newest_event();
    newest.is_none_or(|kept| !node.delivery().is_open(rf_frame::wire::Evt(kept.event.evt)))
}

/// The concentrator has taken what waits.
fn confirm(world: &mut World) {
    if let Some(gateway) = world.machine_mut(0).and_then(Party::gateway_mut) {
        let records = gateway.state().records();
        let last = records.next_number().saturating_sub(1);
        if last.saturating_sub(records.passed()) >= WAITING {
            gateway.confirm_records(last);
        }
    }
}

/// A world in which nobody has power yet: the gateway first, then the nodes by their indices.
pub(crate) fn new(parties: Vec<Party>, channel: Links, mut rng: Rng) -> World {
    let clock = |_| FineClock {
        offset_ns: -(rng.range(0, BOOTS_NS) as i64),
        rate: 1.0 + rng.even(-PPM, PPM),
    };
    let clocks: Vec<_> = (0..parties.len()).map(clock).collect();
    let outcomes = Outcomes(vec![Outcome::default(); parties.len()]);
    World::new(
        Radios::new(Air::new(parties.len(), channel, rng), clocks),
        parties.into_iter().map(Some),
        outcomes,
    )
}

/// Another outage of the same cabinet: new crystals, and nothing has come of it yet.
pub(crate) fn reroll(world: &mut World) {
    let now = world.now();
    let air = &mut world.radios.air;
    let mut rng = Rng::sequence(air.rng.bits());
    air.take_log();
    for station in world.radios.stations_mut() {
        // The local clock goes on where it is.
        let local_ns = station.clock.local_ns(now);
        let rate = 1.0 + rng.even(-PPM, PPM);
        station.clock = FineClock {
            rate,
            offset_ns: now as i64 - (local_ns / rate) as i64,
        };
        station.charge.restart(now);
    }
    world.host.0.fill(Outcome::default());
}

/// Whether the gateway is between two epochs and every node has had its RECEIPT.
pub(crate) fn is_calm(world: &World) -> bool {
    let gateway = world.machine(0).and_then(Party::gateway);
    let proven = |node: &rf_frame::access::Node| {
        let newest = node.state().newest_event();
        newest.is_none_or(|kept| kept.event.evt == node.delivery().proven().0)
    };
    gateway.is_some_and(|gateway| gateway.epoch().is_none())
        && world
            .machines
            .iter()
            .flatten()
            .filter_map(Party::node)
            .all(proven)
}

/// Mains of a party as they are.
pub(crate) fn supply(world: &mut World, party: Radio, present: bool) {
    world.give(party, &Input::Supply { present });
}
