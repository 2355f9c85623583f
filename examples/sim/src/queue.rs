//! What happens next: events in order of time, and of their entry where times are equal.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// World time, µs since the world began. The storms count in ns.
pub type Micros = u64;

/// One second.
pub const SECOND: Micros = 1_000_000;
/// One minute.
pub const MINUTE: Micros = 60 * SECOND;
/// One hour.
pub const HOUR: Micros = 60 * MINUTE;
/// One day.
pub const DAY: Micros = 24 * HOUR;

/// Events to come.
#[derive(Clone, Debug)]
pub struct Queue<E> {
    heap: BinaryHeap<Reverse<Entry<E>>>,
    entered: u64,
    now: Micros,
}

#[derive(Clone, Debug)]
struct Entry<E> {
    at: Micros,
    number: u64,
    event: E,
}

impl<E> PartialEq for Entry<E> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<E> Eq for Entry<E> {}

impl<E> PartialOrd for Entry<E> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> Ord for Entry<E> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.at, self.number).cmp(&(other.at, other.number))
    }
}

impl<E> Default for Queue<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> Queue<E> {
    /// Nothing to come yet.
    pub fn new() -> Self {
        Self {
            heap: BinaryHeap::new(),
            entered: 0,
            now: 0,
        }
    }

    /// True time of the last event that came.
    pub const fn now(&self) -> Micros {
        self.now
    }

    /// Lets `event` happen at `at`, or now if that is past.
    pub fn at(&mut self, at: Micros, event: E) {
        self.entered += 1;
        self.heap.push(Reverse(Entry {
            at: at.max(self.now),
            number: self.entered,
            event,
        }));
    }

    /// Time moves on to `at` while nothing happens; what was due meanwhile comes late.
    pub fn skip_to(&mut self, at: Micros) {
        self.now = self.now.max(at);
    }

    /// Time of the next event.
    pub fn next_at(&self) -> Option<Micros> {
        self.heap.peek().map(|Reverse(entry)| entry.at)
    }

    /// The next event up to `end`; time moves there, or to `end` if there is none.
    pub fn next_until(&mut self, end: Micros) -> Option<E> {
        if self.heap.peek().is_none_or(|Reverse(entry)| entry.at > end) {
            self.now = self.now.max(end);
            return None;
        }
        let Reverse(entry) = self.heap.pop()?;
        self.now = self.now.max(entry.at);
        Some(entry.event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_order_of_time_then_of_entry() {
        let mut queue = Queue::new();
        queue.at(5, 'b');
        queue.at(5, 'c');
        queue.at(1, 'a');
        queue.at(9, 'd');
        let came: String = std::iter::from_fn(|| queue.next_until(8)).collect();
        assert_eq!(came, "abc");
        assert_eq!(queue.now(), 8);
        queue.at(2, 'e');
        assert_eq!(queue.next_until(20), Some('e'));
        assert_eq!(queue.now(), 8);
    }
}
