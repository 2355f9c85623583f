//! A change counts when it has lasted (N-1); what does not last is a dip.

use crate::time::{Instant, Micros};
use crate::wire::Flags;

/// Ordinary debounce (N-1).
pub const DEBOUNCE: Micros = Micros::from_secs(1);
/// Debounce of a supply that is unstable (E-6).
pub const UNSTABLE_DEBOUNCE: Micros = Micros::from_secs(10);

/// A change that has lasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Change {
    /// The new state, FLG 0..6.
    pub flags: Flags,
    /// Its first moment.
    pub since: Instant,
}

/// What a new reading of the inputs was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Read {
    /// Nothing new.
    Same,
    /// A change begins.
    Began,
    /// The state of before is back after so long.
    Dip(Micros),
}

/// The debounce of all inputs together.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Debounce {
    stable: Flags,
    /// The change that has not lasted yet.
    changing: Option<Change>,
}

impl Debounce {
    /// `stable` is the state before: from the journal after a boot.
    #[must_use]
    pub const fn new(stable: Flags) -> Self {
        Debounce {
            stable,
            changing: None,
        }
    }

    /// The last state that has lasted.
    #[must_use]
    pub const fn stable(&self) -> Flags {
        self.stable
    }

    /// The change that has not lasted yet.
    #[must_use]
    pub const fn changing(&self) -> Option<Change> {
        self.changing
    }

    /// The inputs as they are now.
    pub fn read(&mut self, now: Instant, flags: Flags) -> Read {
        match self.changing {
            Some(change) if flags == self.stable => {
                self.changing = None;
                Read::Dip(now.since(change.since))
            }
            // Another phase follows while the first is still new: the event began with the first.
            Some(change) if flags != change.flags => {
                self.changing = Some(Change { flags, ..change });
                Read::Same
            }
            None if flags != self.stable => {
                self.changing = Some(Change { flags, since: now });
                Read::Began
            }
            _ => Read::Same,
        }
    }

    /// When the present change has lasted for `debounce`.
    #[must_use]
    pub fn due(&self, debounce: Micros) -> Option<Instant> {
        self.changing.map(|change| change.since + debounce)
    }

    /// The change, if it has lasted for `debounce`.
    pub fn take(&mut self, now: Instant, debounce: Micros) -> Option<Change> {
        let change = self
            .changing
            .take_if(|change| now.since(change.since) >= debounce)?;
        self.stable = change.flags;
        Some(change)
    }

    /// Drops the change, and takes `stable` for what has lasted: a bay contact that opens (E-11).
    pub const fn settle(&mut self, stable: Flags) {
        *self = Debounce::new(stable);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(ms: u64) -> Instant {
        Instant::from_millis(ms)
    }

    #[test]
    fn a_change_counts_from_its_first_moment_once_it_has_lasted() {
        let mut debounce = Debounce::new(Flags(0));
        assert_eq!(debounce.read(ms(5), Flags::NO_MAINS), Read::Began);
        assert_eq!(debounce.due(DEBOUNCE), Some(ms(1005)));
        assert_eq!(debounce.take(ms(1004), DEBOUNCE), None);
        let change = Change {
            flags: Flags::NO_MAINS,
            since: ms(5),
        };
        assert_eq!(debounce.take(ms(1005), DEBOUNCE), Some(change));
        assert_eq!(
            (debounce.stable(), debounce.take(ms(9999), DEBOUNCE)),
            (Flags::NO_MAINS, None)
        );
    }

    #[test]
    fn what_comes_back_in_time_is_a_dip() {
        let mut debounce = Debounce::new(Flags(0));
        debounce.read(ms(0), Flags::NO_MAINS);
        assert_eq!(
            debounce.read(ms(900), Flags(0)),
            Read::Dip(Micros::from_millis(900))
        );
        assert_eq!(debounce.due(DEBOUNCE), None);
        debounce.read(ms(950), Flags::NO_MAINS);
        assert_eq!(
            debounce.take(ms(1900), DEBOUNCE),
            None,
            "the time before the dip does not count"
        );
    }

    #[test]
    fn a_second_phase_joins_the_event_of_the_first() {
        let mut debounce = Debounce::new(Flags(0));
        debounce.read(ms(0), Flags::PHASE_A);
        let both = Flags::PHASE_A.with(Flags::PHASE_B);
        assert_eq!(debounce.read(ms(400), both), Read::Same);
        assert_eq!(
            debounce.take(ms(1000), DEBOUNCE),
            Some(Change {
                flags: both,
                since: ms(0)
            })
        );
    }
}
