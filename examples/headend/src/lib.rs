//! The head-end's side of the concentrators' events: one process that subscribes, stores, confirms
//! and shows.
//!
//! ```text
//!  broker ─► broker::run ─► Table::take (one commit for a group) ─► marks ─► broker ─► concentrators free their disks
//!                               └─► Alarms ─► page
//! ```
#![forbid(unsafe_code)]

pub mod alarms;
pub mod broker;
pub mod intake;
pub mod page;
pub mod table;
