#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

pub mod calendar;
pub mod correct;
pub mod estimate;
pub mod keeper;
mod math;
pub mod persist;
pub mod reference;
pub mod time;

pub use calendar::Civil;
pub use correct::policy::{Decision, Policy, Refusal};
pub use correct::set::{Behaviour, SetModel, SetPlan};
pub use estimate::Profile;
pub use estimate::burst::{Burst, Fed, Outcome};
pub use estimate::tracker::Tracker;
pub use keeper::{Action, Keeper, KeeperConfig};
pub use reference::frames::ReferenceReader;
pub use reference::radio::RadioFilter;
pub use time::{
    Bounds, CounterTime, Estimate, GatewayTime, MeterTime, Micros, NodeTime, Offset, Ppb,
    ReferenceTime, Timestamp, TrueTime,
};
