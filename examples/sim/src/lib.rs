//! The simulator under every run of the reference system, and under the tests of the radio
//! machines.
//!
//! It has the parts of a world (air, crystals, supplies, flash, UARTs, an RS485 bus, one queue of
//! events, one random generator) and one way to drive a machine: [`World::drive`] asks it for its
//! next [`Action`](machine::Action) and carries it out. A machine is whatever implements
//! [`Machine`](machine::Machine); the machines of a frame version are plugged in by a module like
//! [`v1`], and nothing else changes.
//!
//! [`cabinet`] puts it together: meters, nodes and a gateway on emulated lines. Who is at the other
//! end of the bus is up to the caller; the simulator knows no concentrator. [`serve`] runs a
//! cabinet in real time.
#![forbid(unsafe_code)]

pub mod air;
pub mod bare;
pub mod charge;
pub mod crystal;
pub mod flash;
pub mod machine;
pub mod queue;
pub mod radio;
pub mod rng;
pub mod supply;
pub mod truth;
pub mod v1;
pub mod v2;
pub mod world;

#[cfg(feature = "cabinet")]
pub mod bus;
#[cfg(feature = "cabinet")]
pub mod cabinet;
#[cfg(feature = "cabinet")]
pub mod serve;
#[cfg(feature = "cabinet")]
pub mod tap;
#[cfg(feature = "cabinet")]
pub mod uart;

pub use board::numbers;
pub use rng::Rng;
pub use world::World;

/// The code of the page compiles.
#[cfg(all(doctest, feature = "cabinet"))]
#[doc = include_str!("../README.md")]
struct Readme;
