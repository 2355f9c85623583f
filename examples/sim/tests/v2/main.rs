//! The machines of version 2 in a cabinet: storms, forgers, and lives full of faults.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail loudly"
)]

mod cabinet;
mod faults;
mod storm;
mod time;
