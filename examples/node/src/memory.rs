//! Non-volatile memory as the node uses it.

use rf_frame::access::{Durable, Entry};

/// Keeps entries so that they outlive the supply: a [`rf_frame::journal::Journal`] over the board's flash.
pub trait Memory {
    /// Rebuilds the state that the stored entries add up to; called once, before anything is stored.
    fn load(&mut self, state: &mut impl Durable);

    /// Makes an entry durable. `state` is what all entries before it add up to.
    fn store(&mut self, entry: &Entry, state: &impl Durable);
}
