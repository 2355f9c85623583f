//! Non-volatile memory as the node uses it.

use rf_frame::v1::access::{Durable, Entry};

/// Bytes of what the keeper knows of its meter, whole units of a flash.
pub const SAVED_LEN: usize = timesync::persist::KEEPER_LEN;

/// Keeps entries so that they outlive the supply: a [`rf_frame::v1::journal::Journal`] over the
/// board's flash.
pub trait Memory {
    /// Rebuilds the state that the stored entries add up to; called once, before anything is
    /// stored.
    fn load(&mut self, state: &mut impl Durable);

    /// Makes an entry durable. `state` is what all entries before it add up to.
    fn store(&mut self, entry: &Entry, state: &impl Durable);

    /// What [`store_keeper`](Self::store_keeper) stored last, or the time before if that was cut;
    /// false if there is nothing.
    fn load_keeper(&mut self, bytes: &mut [u8; SAVED_LEN]) -> bool;

    /// Makes what the keeper knows of its meter durable. Cut at any byte, it leaves what was there
    /// before.
    fn store_keeper(&mut self, bytes: &[u8; SAVED_LEN]);
}
