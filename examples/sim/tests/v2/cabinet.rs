//! The bare cabinet of the simulator, as these tests use it.

pub(crate) use sim::bare::{Cabinet, Event, SECOND, attack, dark};

use rf_frame::Micros;

pub(crate) fn cabinet(nodes: u16, loss: f64, seed: u64) -> Cabinet {
    sim::bare::cabinet(nodes, loss, seed).unwrap()
}

pub(crate) fn cabinet_with(nodes: u16, loss: f64, seed: u64, beacon: Option<Micros>) -> Cabinet {
    sim::bare::cabinet_with(nodes, loss, seed, beacon).unwrap()
}
