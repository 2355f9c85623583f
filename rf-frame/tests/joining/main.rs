//! Node and gateway memberships against each other, over a channel with loss, in simulated time.
//!
//! `world.rs` has the channel and the two thin machines around the parts; the scenarios are in the
//! other files.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail loudly"
)]
#![cfg(feature = "ascon")]

mod attack;
mod commission;
mod numbers;
mod rotate;
mod swap;
mod trace;
mod world;
