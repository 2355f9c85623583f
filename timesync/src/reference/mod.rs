//! Where true time comes from, and whether it is to be believed.
//!
//! ```text
//!  concentrator ──frames──► gateway ──radio──► node
//!                   ▲          ▲         ▲
//!                frames       gate     radio        gate: held against the meters of the cabinet
//! ```

pub mod frames;
pub mod gate;
pub mod network;
mod oscillator;
pub mod quorum;
pub mod radio;
mod truncated;
mod verdict;
pub(crate) mod witnesses;

pub use verdict::Verdict;
