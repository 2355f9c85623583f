//! Who gets a RECEIPT, and when (S-13, G-10).
//!
//! |because|when|
//! |---|---|
//! |a report outside an epoch, the STATUS that confirms a session|1 to 10 ms after it, after the commit|
//! |FC.5 in an epoch|after the last slot of a round, at most 4, lowest index first|
//! |a restoration, boot or contact epoch has closed|a row each second, up to 4 rows|

use crate::time::{Instant, Micros};

/// RECEIPTs after the slots of one round.
pub const IN_ROUND: u8 = 4;
/// Rows after the closing of an epoch.
const ROWS: u8 = 4;
/// From row to row.
const ROW: Micros = Micros::from_secs(1);

/// What one node is owed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Owed {
    /// It has asked, or its report needs an answer.
    asked: bool,
    /// Rows that are left for it.
    rows: u8,
}

impl Owed {
    /// It asks for one.
    pub const fn ask(&mut self) {
        self.asked = true;
    }

    /// One was sent. The rows go on: it may be lost.
    pub const fn sent(&mut self) {
        self.asked = false;
    }

    /// The node reports nothing more that lacks a RECEIPT.
    pub const fn settled(&mut self) {
        *self = Owed {
            asked: false,
            rows: 0,
        };
    }

    /// Whether it has asked.
    #[must_use]
    pub const fn is_asked(self) -> bool {
        self.asked
    }
}

/// The rows after an epoch.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Rows {
    left: u8,
    next: Instant,
}

impl Rows {
    /// The epoch has closed; the nodes with `owed` set by [`owe`] get their rows.
    pub const fn begin(&mut self, now: Instant) {
        self.left = ROWS;
        self.next = now;
    }

    /// Another epoch begins.
    pub const fn stop(&mut self) {
        self.left = 0;
    }

    /// When the next row is due.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        (self.left > 0).then_some(self.next)
    }

    /// Takes the row that is due: everybody who is owed one is asked for.
    pub fn take<'o>(&mut self, now: Instant, all: impl Iterator<Item = &'o mut Owed>) -> bool {
        if self.due().is_none_or(|due| now < due) {
            return false;
        }
        self.left = self.left.saturating_sub(1);
        self.next = now + ROW;
        let mut any = false;
        for owed in all.filter(|owed| owed.rows > 0) {
            owed.rows = owed.rows.saturating_sub(1);
            owed.asked = true;
            any = true;
        }
        if !any {
            self.left = 0;
        }
        any
    }
}

/// A node with a committed event that had no RECEIPT: it is owed a place in each row.
pub const fn owe(owed: &mut Owed) {
    owed.rows = ROWS;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_rows_a_second_apart_for_those_who_are_owed() {
        let mut all = [Owed::default(); 3];
        owe(&mut all[1]);
        let mut rows = Rows::default();
        rows.begin(Instant::from_millis(500));
        let mut taken = std::vec::Vec::new();
        for ms in (0..10_000).step_by(100) {
            if rows.take(Instant::from_millis(ms), all.iter_mut()) {
                assert_eq!(all.map(Owed::is_asked), [false, true, false]);
                all[1].sent();
                taken.push(ms);
            }
        }
        assert_eq!(taken, [500, 1500, 2500, 3500]);
    }

    #[test]
    fn whoever_is_settled_gets_no_more() {
        let mut owed = Owed::default();
        owe(&mut owed);
        owed.settled();
        let mut rows = Rows::default();
        rows.begin(Instant::ZERO);
        assert!(!rows.take(Instant::ZERO, [&mut owed].into_iter()) && rows.due().is_none());
    }
}
