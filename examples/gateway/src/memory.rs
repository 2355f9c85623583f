//! Non-volatile memory as the gateway uses it.

use crate::table::Change;
use rf_frame::v1::access::{Durable, Entry};

/// Keeps entries so that they outlive the supply.
pub trait Memory {
    /// Counts this start and returns its number, from 1.
    fn count_start(&mut self) -> u32;

    /// Rebuilds the state of the radio machine that the stored entries add up to; called once,
    /// before anything is stored.
    fn load(&mut self, state: &mut impl Durable);

    /// Makes an entry of the radio machine durable. `state` is what all entries before it add up
    /// to.
    fn store(&mut self, entry: &Entry, state: &impl Durable);

    /// Makes a change of the outage table durable.
    fn store_change(&mut self, change: &Change);

    /// Hands out the changes, oldest first: at least the last one of every meter, and as many as
    /// the log holds.
    fn replay_changes(&self, each: &mut dyn FnMut(&Change));
}
