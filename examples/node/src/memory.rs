//! Non-volatile memory as the node uses it.

use rf_frame::journal::Storage;

/// Bytes of what the keeper knows of its meter, whole units of a flash.
pub const SAVED_LEN: usize = timesync::persist::KEEPER_LEN;

/// What outlives the supply: the areas of the radio's journal ([`Storage`]), two pages for the
/// keeper; and the generator of random bytes beside it.
pub trait Memory: Storage {
    /// Eight bytes that nobody can foretell and that never come again: from them follow the keys of
    /// a session.
    fn random(&mut self) -> [u8; 8];

    /// What [`store_keeper`](Self::store_keeper) stored last, or the time before if that was cut;
    /// false if there is nothing.
    fn load_keeper(&mut self, bytes: &mut [u8; SAVED_LEN]) -> bool;

    /// Makes what the keeper knows of its meter durable. Cut at any byte, it leaves what was there
    /// before.
    fn store_keeper(&mut self, bytes: &[u8; SAVED_LEN]);
}
