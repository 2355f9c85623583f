//! Non-volatile memory as the node uses it.

use rf_frame::access::{Durable, Entry};

/// Keeps entries so that they outlive the supply.
pub trait Memory {
    /// Makes an entry durable. `state` is what all entries before it add up to.
    fn store(&mut self, entry: &Entry, state: &impl Durable);

    /// Hands out all entries that add up to the last state, oldest first.
    fn replay(&self, each: &mut dyn FnMut(&[u8]));
}
