//! Events on their way into the journal: numbered at once, stored one by one (N-1, E-2).
//!
//! A memory that is slow or fails must not lose the state of the supply. So at most [`WAITING`]
//! events wait; when one more comes, it replaces the newest of them. The number of the replaced one
//! is spent: the gateway sees the hole and writes a GAP. The last state always reaches the journal.

use crate::time::Instant;
use crate::wire::{Evt, Flags};

/// Events that wait for the memory.
pub const WAITING: usize = 4;

/// An event that is not stored yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct NewEvent {
    /// Its number.
    pub evt: Evt,
    /// FLG 0..6.
    pub flags: Flags,
    /// First moment; `None`: not known (E-3).
    pub since: Option<Instant>,
    /// Not seen but inferred (E-4).
    pub inferred: bool,
}

/// The waiting events, oldest first.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Outbox {
    waiting: [Option<NewEvent>; WAITING],
    /// Number of the newest event, stored or not.
    newest: Evt,
    /// Numbers of events that were never stored.
    spent: u16,
}

impl Outbox {
    /// `newest` is the newest stored event.
    #[must_use]
    pub const fn new(newest: Evt) -> Self {
        Outbox {
            waiting: [None; WAITING],
            newest,
            spent: 0,
        }
    }

    /// Number of the newest event, stored or not.
    #[must_use]
    pub const fn newest(&self) -> Evt {
        self.newest
    }

    /// Events whose numbers are spent without being stored.
    #[must_use]
    pub const fn spent(&self) -> u16 {
        self.spent
    }

    /// Numbers an event and lets it wait.
    pub fn push(&mut self, flags: Flags, since: Option<Instant>, inferred: bool) -> NewEvent {
        self.newest = self.newest.next();
        let event = NewEvent {
            evt: self.newest,
            flags,
            since,
            inferred,
        };
        let free = self.waiting.iter_mut().find(|place| place.is_none());
        match free {
            Some(free) => *free = Some(event),
            None => {
                self.spent = self.spent.saturating_add(1);
                if let Some(last) = self.waiting.last_mut() {
                    *last = Some(event);
                }
            }
        }
        event
    }

    /// The event to store next.
    #[must_use]
    pub fn first(&self) -> Option<NewEvent> {
        self.waiting.first().copied().flatten()
    }

    /// The event `evt` is stored.
    pub fn stored(&mut self, evt: Evt) {
        if self.first().is_some_and(|first| first.evt == evt) {
            self.waiting.rotate_left(1);
            if let Some(last) = self.waiting.last_mut() {
                *last = None;
            }
        }
    }

    /// A session has begun with numbers from 1 (C-5): what waits comes after the `kept` events.
    pub fn number_again(&mut self, kept: u16) {
        self.newest = Evt(kept);
        for event in self.waiting.iter_mut().flatten() {
            self.newest = self.newest.next();
            event.evt = self.newest;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(outbox: &mut Outbox) -> std::vec::Vec<u16> {
        core::iter::from_fn(|| {
            let first = outbox.first()?;
            outbox.stored(first.evt);
            Some(first.evt.0)
        })
        .collect()
    }

    #[test]
    fn events_are_stored_in_their_order() {
        let mut outbox = Outbox::new(Evt(7));
        outbox.push(Flags(1), None, false);
        outbox.push(Flags(0), None, false);
        outbox.stored(Evt(9));
        assert_eq!(numbers(&mut outbox), [8, 9]);
        assert_eq!(outbox.newest(), Evt(9));
    }

    #[test]
    fn a_slow_memory_keeps_the_last_state_and_leaves_a_hole() {
        let mut outbox = Outbox::new(Evt(0));
        for n in 0..10 {
            outbox.push(Flags(n & 1), None, false);
        }
        assert_eq!((outbox.spent(), outbox.newest()), (6, Evt(10)));
        assert_eq!(numbers(&mut outbox), [1, 2, 3, 10], "4 to 9 are one hole");
    }

    #[test]
    fn numbers_begin_again_behind_the_events_kept() {
        let mut outbox = Outbox::new(Evt(40));
        outbox.push(Flags(1), None, false);
        outbox.number_again(3);
        assert_eq!(numbers(&mut outbox), [4]);
    }
}
