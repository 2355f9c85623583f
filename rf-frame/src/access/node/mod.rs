//! When a node speaks and listens (SPEC.md, section 5.1), as parts that are tested alone.
//!
//! - [`Contention`]: attempts without a SYNC; [`Budget`]: what frames without proof may do
//!   meanwhile;
//! - [`Round`]: the slot that a SYNC gives, and when the next one comes;
//! - [`Receiver`]: when the radio is on; [`Exchange`]: what time it is.
//!
//! [`Node`] routes between them.

mod budget;
mod contention;
mod exchange;
mod hear;
mod machine;
mod receiver;
mod slots;
mod speak;
mod store;
mod talk;

pub use budget::{Budget, window};
pub use contention::{ANSWER, Attempt, Contention};
pub use exchange::{Exchange, TimeExchange};
pub use machine::{Boot, Node, NodeConfig, Notice};
pub use receiver::Receiver;
pub use slots::{PATIENCE, Round};
