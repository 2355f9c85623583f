//! When the gateway speaks (SPEC.md, section 5.2), as parts that are tested alone.
//!
//! - [`Rounds`]: the course of an epoch; [`Epochs`]: their numbers; [`Contact`]: what opens one;
//! - [`Call`]: the SYNC that calls the open nodes or tells what is stored;
//! - [`arrival`]: which report is committed; [`dating`]: when its event happened;
//! - [`receipts`]: who gets a RECEIPT; [`NetworkClock`]: the time that goes down.
//!
//! [`Gateway`] routes between them.

pub mod arrival;
mod clock;
mod contact;
pub mod dating;
mod epochs;
mod hear;
mod life;
mod machine;
pub mod receipts;
mod rounds;
mod schedule;
mod seat;
mod speak;
mod store;

pub use clock::NetworkClock;
pub use contact::Contact;
pub use epochs::Epochs;
pub use machine::{Gateway, GatewayConfig, Notice};
pub use rounds::{Kind, Phase, Rounds};
pub use schedule::{Call, SLOT_UNITS, T0};
