//! From a supply that comes and goes to events that are stored, told and proven (SPEC.md, section 6
//! and 3.5). Each part is tested alone.
//!
//! ```text
//! supply ─► Debounce ─► Flapping ─► Outbox ─► journal ─► report ─► told ─► proven
//!              │           Dips                                     Delivery
//!              └ a dip: shorter than the debounce
//! ```

mod age;
mod debounce;
mod delivery;
mod dips;
mod flapping;
mod inferred;
mod outbox;
mod supply;

pub use age::{Clock, age_of};
pub use debounce::{Change, DEBOUNCE, Debounce, Read, UNSTABLE_DEBOUNCE};
pub use delivery::{AckSource, Delivery, Receipted};
pub use dips::DipCounter;
pub use flapping::Flapping;
pub use inferred::{ResetCause, inferred_outage};
pub use outbox::{NewEvent, Outbox, WAITING};
pub use supply::{Happened, Supply};
