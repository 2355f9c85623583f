//! What the gateway knows of one node besides its session.

use super::clock::TimeRequest;
use super::receipts::Owed;
use crate::time::{Instant, Stamp};
use crate::wire::tlv::EventTime;
use crate::wire::{Evt, Flags, Quality};

/// A POLL of the history is repeated so often (G-3).
pub(super) const POLLS: u8 = 8;

/// One node.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seat {
    /// Has a slot until it is heard in this epoch.
    pub(super) open: bool,
    /// Without mains, as far as is known.
    pub(super) dark: bool,
    /// The newest event that is committed or on its way.
    pub(super) accepted: Evt,
    /// The newest event that the node has spoken of.
    pub(super) newest: Evt,
    /// Events up to this number were sent before, in a session that has ended (C-5).
    pub(super) again: Evt,
    /// POLLs of the missing events so far.
    pub(super) polls: u8,
    /// RECEIPTs.
    pub(super) owed: Owed,
    /// Network time, µs, at which its last event was dated exactly or it answered in a round
    /// (E-5).
    pub(super) alive: u64,
    /// Dips that the node has counted, as far as they are recorded, and when that was.
    pub(super) dips: u16,
    pub(super) dips_told: Option<Stamp>,
    /// False acknowledgements that it has counted (S-12).
    pub(super) false_acks: u8,
    /// It wants to know the time.
    pub(super) time: TimeRequest,
}

impl Seat {
    /// A session begins, or is taken up after a boot.
    pub(super) fn begin(&mut self, committed: Evt) {
        *self = Seat {
            accepted: committed,
            newest: committed,
            ..Seat::default()
        };
    }

    /// Whether events before the newest one are missing.
    pub(super) fn lags(&self) -> bool {
        self.newest.is_newer_than(self.accepted)
    }

    /// Whether they are to be asked for.
    pub(super) fn wants_poll(&self) -> bool {
        self.lags() && self.polls < POLLS
    }

    /// The node speaks of an event. New ones are worth new POLLs.
    pub(super) fn speaks_of(&mut self, evt: Evt) {
        if evt.is_newer_than(self.newest) {
            self.newest = evt;
            self.polls = 0;
        }
    }
}

/// An event on its way into the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arrived {
    pub(super) index: u16,
    /// The session that it came in.
    pub(super) session: u8,
    pub(super) evt: Evt,
    pub(super) flags: Flags,
    pub(super) quality: Quality,
    pub(super) inferred: bool,
    /// Lost events before it.
    pub(super) gap: Option<(Evt, u16)>,
    /// End of the sync word.
    pub(super) received: Instant,
    /// AGE, µs.
    pub(super) age: Option<u64>,
    pub(super) time: Option<EventTime>,
    /// It came in the round of the running epoch that it names.
    pub(super) in_round: bool,
    pub(super) test: bool,
}

/// A queue of fixed length.
#[derive(Clone, Debug)]
pub(super) struct Queue<T, const N: usize>([Option<T>; N]);

impl<T, const N: usize> Default for Queue<T, N> {
    fn default() -> Self {
        Queue([const { None }; N])
    }
}

impl<T, const N: usize> Queue<T, N> {
    pub(super) fn first(&self) -> Option<&T> {
        self.0.first().and_then(Option::as_ref)
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().flatten()
    }

    /// Takes out what is not wanted, from the place `from` on; the others move up.
    pub(super) fn retain(&mut self, from: usize, mut is_wanted: impl FnMut(&T) -> bool) {
        let mut kept = Queue::default();
        for (at, place) in self.0.iter_mut().enumerate() {
            if let Some(item) = place.take_if(|item| at < from || is_wanted(item)) {
                kept.push(item);
            }
        }
        *self = kept;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.first().is_none()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten()
    }

    pub(super) fn is_full(&self) -> bool {
        self.0.iter().all(Option::is_some)
    }

    /// Whether two more fit. (A count of the free places would keep a path that panics.)
    pub(super) fn fits_two(&self) -> bool {
        let mut free = self.0.iter().filter(|place| place.is_none());
        free.next().is_some() && free.next().is_some()
    }

    /// `false` when it is full.
    pub(super) fn push(&mut self, item: T) -> bool {
        let free = self.0.iter_mut().find(|place| place.is_none());
        let fits = free.is_some();
        if let Some(free) = free {
            *free = Some(item);
        }
        fits
    }

    pub(super) fn pop(&mut self) -> Option<T> {
        let first = self.0.first_mut()?.take();
        // The places move up; rotating keeps the code short, and the queues are.
        self.0.rotate_left(1);
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_queue_keeps_its_order_and_its_length() {
        let mut queue = Queue::<u8, 3>::default();
        assert!((1..=3).all(|n| queue.push(n)) && !queue.push(4) && queue.is_full());
        assert_eq!((queue.pop(), queue.push(5)), (Some(1), true));
        assert_eq!(
            [queue.pop(), queue.pop(), queue.pop(), queue.pop()],
            [Some(2), Some(3), Some(5), None]
        );
        assert!(queue.is_empty());
        for n in 1..=3 {
            queue.push(n);
        }
        queue.retain(1, |n| *n == 3);
        assert_eq!(
            [queue.pop(), queue.pop(), queue.pop()],
            [Some(1), Some(3), None]
        );
    }

    #[test]
    fn new_events_are_worth_new_polls() {
        let mut seat = Seat::default();
        seat.begin(Evt(3));
        seat.speaks_of(Evt(5));
        seat.polls = POLLS;
        assert!(seat.lags() && !seat.wants_poll());
        seat.speaks_of(Evt(4));
        assert!(!seat.wants_poll());
        seat.speaks_of(Evt(6));
        assert!(seat.wants_poll());
    }
}
