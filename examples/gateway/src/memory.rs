//! Non-volatile memory as the gateway uses it.

use crate::table::Change;
use rf_frame::journal::Storage;

/// What outlives the supply: the areas of the radio's journal ([`Storage`]), the changes of the
/// outage table, the number of starts; and the generator of random bytes beside it.
pub trait Memory: Storage {
    /// Counts this start and returns its number, from 1.
    fn count_start(&mut self) -> u32;

    /// Eight bytes that nobody can foretell and that never come again: group keys are made of them,
    /// and the keys of a session follow from them.
    fn random(&mut self) -> [u8; 8];

    /// Makes a change of the outage table durable.
    fn store_change(&mut self, change: &Change);

    /// Hands out the changes, oldest first: at least the last one of every meter, and as many as
    /// the log holds.
    fn replay_changes(&self, each: &mut dyn FnMut(&Change));
}
