//! Which waiting text goes to the broker next, without I/O.
//!
//! Two acknowledgements, two meanings: the broker's opens the window, so that more may be sent;
//! only the head-end's `stored` mark frees the disk. With each connection, and whenever the
//! head-end asks for it, everything is sent again that the head-end has not stored, in order: the
//! broker may have lost its disk after it acknowledged, or dropped what no queue held. The head-end
//! keeps one number a log, so what comes twice is one event there; each text tells the
//! number before it, so what is missing is seen there.

use std::collections::BTreeSet;

/// Texts on their way at once.
const IN_FLIGHT: usize = 64;

/// What was sent, what the broker has, what the head-end has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Everything below was sent on this connection.
    next: u64,
    /// Sent and not acknowledged by the broker.
    in_flight: BTreeSet<u64>,
    /// The head-end has everything up to here.
    stored: u64,
}

impl Window {
    /// A connection begins, or the head-end asks: send again from what the head-end has not stored.
    pub fn rewind(&mut self) {
        self.next = self.stored + 1;
        self.in_flight.clear();
    }

    /// How many more may be sent now.
    #[must_use]
    pub fn room(&self) -> usize {
        IN_FLIGHT.saturating_sub(self.in_flight.len())
    }

    /// The first sequence to look for on the disk.
    #[must_use]
    pub const fn next(&self) -> u64 {
        self.next
    }

    /// `sequence` is on its way.
    pub fn sent(&mut self, sequence: u64) {
        self.next = self.next.max(sequence + 1);
        self.in_flight.insert(sequence);
    }

    /// The broker has it.
    pub fn acknowledged(&mut self, sequence: u64) {
        self.in_flight.remove(&sequence);
    }

    /// The head-end has everything up to `sequence` of this log. True if the disk may be freed up
    /// to there; a mark that is older than one before says nothing.
    pub fn mark(&mut self, sequence: u64) -> bool {
        if sequence <= self.stored {
            return false;
        }
        self.stored = sequence;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_opens_with_the_brokers_word_and_rewinds_to_the_head_ends() {
        let mut window = Window::default();
        window.rewind();
        assert_eq!((window.next(), window.room()), (1, 64));
        (1..=64).for_each(|sequence| window.sent(sequence));
        assert_eq!((window.next(), window.room()), (65, 0));
        (1..=60).for_each(|sequence| window.acknowledged(sequence));
        assert_eq!(window.room(), 60);
        assert!(window.mark(10) && !window.mark(10) && !window.mark(3));
        // The broker lost its disk after it had acknowledged sixty.
        window.rewind();
        assert_eq!((window.next(), window.room()), (11, 64));
    }
}
