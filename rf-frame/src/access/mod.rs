//! Medium access and the life of a network (SPEC.md, sections 3 to 6), as parts that are tested
//! alone.
//!
//! No part reads a clock, sends or stores: time, frames and random numbers come in, frames and
//! events go out.
//!
//! - [`medium`]: one frame onto the air;
//! - [`event`]: from a supply that comes and goes to events that are told and proven;
//! - [`node`]: when a node speaks and listens;
//! - [`gateway`]: when the gateway speaks;
//! - [`join`]: how a node comes by a session and keeps its group keys;
//! - [`members`]: the gateway's list, its sessions and its group keys.

mod action;
pub mod event;
pub mod gateway;
pub mod join;
pub mod medium;
pub mod members;
pub mod node;

pub use action::Action;
pub use gateway::Gateway;
pub use node::Node;
