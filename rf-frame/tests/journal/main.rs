//! The journal of version 2: images of the specification, every bit that can flip, every byte at
//! which the power can fail, and long lives with both.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly; the lint looks only into functions marked as tests"
)]

mod cuts;
#[cfg(feature = "embedded-storage-v0_3")]
mod flash;
mod generation;
mod images;
mod life;
mod memory;
mod rot;
mod story;
