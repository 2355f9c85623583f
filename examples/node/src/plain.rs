//! What is done without an estimator, for comparison: a set a day by the whole second, or a trimmed
//! mean of readings.

use timesync::{MeterTime, NodeTime, Timestamp};

/// How a keeper keeps its clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// Second-boundary tracker, policy and set planner.
    #[default]
    Tracker,
    /// The time as it comes, whole seconds, once a day.
    DailyBroadcast,
    /// DL/T 698.45 object 4000, attribute 4: ten readings, the largest and the smallest dropped, a
    /// set of whole seconds when the mean of the rest reaches one second.
    TrimmedMean,
}

const READINGS: usize = 10;
/// Mean that calls for a set, half seconds over eight readings.
const THRESHOLD: i64 = 2 * 8;

/// Readings of whole seconds, in half seconds of difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Trimmed {
    pub(crate) differences: [i64; READINGS],
    pub(crate) taken: usize,
}

impl Trimmed {
    /// Takes a reading: everything in whole seconds, as that rule has it.
    pub(crate) fn take(
        &mut self,
        t1: Timestamp<NodeTime>,
        t2: Timestamp<NodeTime>,
        shown: Timestamp<MeterTime>,
    ) {
        let shown = shown.as_secs();
        let twice = shown
            .saturating_sub(t1.as_secs())
            .saturating_add(shown.saturating_sub(t2.as_secs()));
        if let Some(slot) = self.differences.get_mut(self.taken) {
            *slot = twice;
            self.taken = self.taken.saturating_add(1);
        }
    }

    /// Whether to set, once ten readings are there; they are used up.
    pub(crate) fn verdict(&mut self) -> Option<bool> {
        if self.taken < READINGS {
            return None;
        }
        let largest = self.differences.iter().max().copied().unwrap_or(0);
        let smallest = self.differences.iter().min().copied().unwrap_or(0);
        let sum = self
            .differences
            .iter()
            .fold(0i64, |sum, d| sum.saturating_add(*d));
        let rest = sum.saturating_sub(largest).saturating_sub(smallest);
        *self = Self::default();
        Some(rest.saturating_abs() >= THRESHOLD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_false_reading_is_dropped() {
        let mut trimmed = Trimmed::default();
        for i in 0..10i64 {
            assert_eq!(trimmed.verdict(), None);
            let at = Timestamp::from_secs(1000 + i);
            let shown = 1000 + i + if i == 3 { 3600 } else { 0 };
            trimmed.take(at, at, Timestamp::from_secs(shown));
        }
        assert_eq!(trimmed.verdict(), Some(false));
        for i in 0..10i64 {
            let at = Timestamp::from_secs(1000 + i);
            trimmed.take(at, at, Timestamp::from_secs(1002 + i));
        }
        assert_eq!(trimmed.verdict(), Some(true));
    }
}
