//! Numbers of epochs (G-6): never one twice, and none that waits for the flash.
//!
//! X in the nonce of a report is the number of its epoch; a number that came twice would let old
//! reports pass. So they are reserved in blocks, ahead: the epoch of an outage begins at once.

use crate::journal::gateway::EPOCH_BLOCK;

/// With fewer than this left the next block is reserved.
const LOW: u16 = EPOCH_BLOCK / 2;

/// The numbers of epochs.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Epochs {
    last: u16,
    reserved: u16,
}

impl Epochs {
    /// After a boot: whatever was reserved may have been used.
    #[must_use]
    pub const fn new(reserved: u16) -> Self {
        Epochs {
            last: reserved,
            reserved,
        }
    }

    /// The number last used.
    #[must_use]
    pub const fn last(&self) -> u16 {
        self.last
    }

    /// What is to be stored as reserved now.
    #[must_use]
    pub const fn wants(&self) -> Option<u16> {
        let left = self.reserved.wrapping_sub(self.last);
        if left < LOW {
            Some(self.reserved.wrapping_add(EPOCH_BLOCK))
        } else {
            None
        }
    }

    /// `reserved` is stored.
    pub const fn stored(&mut self, reserved: u16) {
        self.reserved = reserved;
    }

    /// The next number; `None` while none is reserved.
    pub const fn take(&mut self) -> Option<u16> {
        if self.last == self.reserved {
            return None;
        }
        self.last = self.last.wrapping_add(1);
        Some(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_twice_over_boots_and_the_wrap() {
        let mut stored = 65_500;
        let mut seen = std::collections::BTreeSet::new();
        for boot in 0..20 {
            let mut epochs = Epochs::new(stored);
            assert_eq!(epochs.take(), None, "nothing is reserved yet");
            for _ in 0..boot {
                if let Some(reserve) = epochs.wants() {
                    stored = reserve;
                    epochs.stored(reserve);
                }
                assert!(seen.insert(epochs.take().unwrap()));
            }
        }
        assert!(seen.len() == 190 && seen.iter().any(|epoch| *epoch < 1_000));
    }
}
