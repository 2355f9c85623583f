//! What a meter's clock shows, known to milliseconds: bursts of reads and the state between them.
//!
//! ```text
//!  reads ──► burst ──► posterior ──► Kalman filter of the clock ──► estimate
//!              ▲           ▲
//!              └── reply timing: when the meter looked at its clock
//! ```
//!
//! [`burst`] says when to read, [`tracker`] keeps what the answers taught.

pub mod burst;
pub(crate) mod clock;
pub(crate) mod kalman;
mod posterior;
mod tables;
pub(crate) mod timing;
pub mod tracker;

pub use timing::Profile;
