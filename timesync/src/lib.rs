#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

pub mod burst;
pub mod calendar;
mod clock;
mod codec;
mod filter;
pub mod gate;
mod latch;
mod math;
pub mod persist;
pub mod policy;
mod posterior;
pub mod radio;
pub mod reference;
pub mod set;
pub mod slot;
mod tables;
pub mod time;
pub mod tracker;

pub use burst::{Burst, Fed, Outcome};
pub use calendar::Civil;
pub use latch::Profile;
pub use policy::{Context, Decision, Policy, Refusal, decide};
pub use radio::RadioFilter;
pub use reference::ReferenceReader;
pub use set::{Behaviour, SetModel, SetPlan};
pub use time::{
    Bounds, CounterTime, Estimate, GatewayTime, MeterTime, Micros, NodeTime, Offset, ReferenceTime,
    Timestamp, TrueTime,
};
pub use tracker::Tracker;
