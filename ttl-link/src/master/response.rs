//! How long slow meters take to answer, so that they are waited for and not asked again and again.
//!
//! Only meters that need more than the line's usual time-out have a row; for all others nothing
//! changes. What the last answer took is the best guess for the next one; a faster one lowers the
//! guess slowly.

use crate::{Instant, Micros};
use dlt645::Address;

/// Slow meters that are remembered. One more takes the place of the one that was learned first, and
/// is learned anew when it answers.
const ROWS: usize = 8;

#[derive(Clone, Copy, Debug)]
struct Row {
    address: Address,
    took: Micros,
}

/// Response times of the slow meters of one line.
#[derive(Clone, Debug)]
pub(crate) struct ResponseTimes {
    rows: [Option<Row>; ROWS],
    next: usize,
    /// Who answered last, and when that ended: a meter that queues begins its next answer then.
    last: Option<(Address, Instant)>,
}

impl ResponseTimes {
    pub(crate) const fn new() -> Self {
        Self {
            rows: [None; ROWS],
            next: 0,
            last: None,
        }
    }

    /// How long the slowest meter with this address takes; `None` if none is known to be slow.
    pub(crate) fn of(&self, asked: Address) -> Option<Micros> {
        let rows = self.rows.iter().flatten();
        rows.filter(|row| asked.matches(row.address))
            .map(|row| row.took)
            .max()
    }

    /// An answer of `address` to the request that ended at `sent` came from `start` to `end`. If
    /// the meter owed others too (not `alone`), it is not known how long it worked on this one,
    /// only that it was no longer than this. Times that fit into `usual` with a quarter to
    /// spare are not remembered, none is longer than `longest`.
    pub(crate) fn learn(
        &mut self,
        address: Address,
        sent: Instant,
        (start, end): (Instant, Instant),
        alone: bool,
        (usual, longest): (Micros, Micros),
    ) {
        let began = match self.last {
            Some((last, at)) if last == address => sent.later(at),
            _ => sent,
        };
        self.last = Some((address, end));
        let took = start.since(began).get().min(longest.get());
        let known = self
            .rows
            .iter()
            .position(|row| row.is_some_and(|row| row.address == address));
        let old = known
            .and_then(|at| self.rows.get(at).copied().flatten())
            .map_or(0, |row| row.took.get());
        let took = Micros::new(if alone {
            took.max(old.saturating_sub(old / 8))
        } else {
            took.max(old)
        });
        let row = (with_a_quarter(took) > usual).then_some(Row { address, took });
        let at = match known {
            Some(at) => at,
            None if row.is_none() => return,
            None => {
                let free = self.rows.iter().position(Option::is_none);
                let at = free.unwrap_or(self.next % ROWS);
                self.next = at.wrapping_add(1);
                at
            }
        };
        if let Some(to) = self.rows.get_mut(at) {
            *to = row;
        }
    }
}

/// A quarter more than `span`: how long an answer is waited for that usually takes `span`.
pub(crate) fn with_a_quarter(span: Micros) -> Micros {
    span + Micros::new(span.get() / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    const METER: Address = Address::from_wire([1, 0, 0, 0, 0, 0]);
    const LIMITS: (Micros, Micros) = (Micros::from_millis(700), Micros::from_millis(3000));

    fn learn(times: &mut ResponseTimes, address: Address, sent: u64, start: u64, alone: bool) {
        let at = Instant::from_millis;
        times.learn(
            address,
            at(sent),
            (at(start), at(start + 50)),
            alone,
            LIMITS,
        );
    }

    #[test]
    fn an_ordinary_meter_is_not_remembered_and_a_slow_one_only_as_long_as_it_is() {
        let mut times = ResponseTimes::new();
        learn(&mut times, METER, 0, 500, true);
        assert_eq!(times.of(METER), None);
        learn(&mut times, METER, 1000, 2700, true);
        assert_eq!(times.of(METER), Some(Micros::from_millis(1700)));
        assert_eq!(times.of(Address::WILDCARD), times.of(METER));
        assert_eq!(times.of(Address::from_wire([2; 6])), None);
        let mut sent = 10_000;
        for _ in 0..20 {
            learn(&mut times, METER, sent, sent + 100, true);
            sent += 1000;
        }
        assert_eq!(times.of(METER), None);
    }

    #[test]
    fn a_queue_is_counted_from_the_answer_before() {
        let mut times = ResponseTimes::new();
        learn(&mut times, METER, 0, 1700, false);
        // Asked at 0.7 s, begun when the first was done.
        learn(&mut times, METER, 700, 3450, false);
        assert_eq!(times.of(METER), Some(Micros::from_millis(1700)));
    }

    #[test]
    fn one_more_slow_meter_takes_the_place_of_the_first() {
        let mut times = ResponseTimes::new();
        for n in 0..=ROWS as u8 {
            learn(
                &mut times,
                Address::from_wire([n, 0, 0, 0, 0, 0]),
                0,
                2000,
                true,
            );
        }
        assert_eq!(times.of(Address::from_wire([0; 6])), None);
        assert!(times.of(Address::from_wire([8, 0, 0, 0, 0, 0])).is_some());
    }
}
