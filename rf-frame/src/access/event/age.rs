//! AGE after a restart: known only if the counter has run through (E-3).

use crate::journal::{Millis40, Start};
use crate::time::Instant;
use crate::wire::Age;

/// The counter that dates events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Clock {
    /// START of this boot.
    pub start: Start,
    /// The counter runs without supply and says that it did not stop (ABL.1, failure bit clear).
    pub ran_through: bool,
}

/// Age at `sync` of an event that began at `since` of the counter in the boot `start`.
#[must_use]
pub fn age_of(clock: Clock, start: Start, since: Option<Millis40>, sync: Instant) -> Age {
    let same_counter = start == clock.start || clock.ran_through;
    match since {
        Some(since) if same_counter => {
            let since = since.get().saturating_mul(1000);
            // A moment that is still to come: the counter was set back, nothing is known.
            let age = sync.as_micros().checked_sub(since);
            age.map_or(Age::UNKNOWN, Age::from_micros)
        }
        _ => Age::UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_that_stopped_kept_or_failed() {
        let (first, second) = (Start::new(1).unwrap(), Start::new(2).unwrap());
        let since = Some(Millis40::new(1_000));
        let at = Instant::from_millis(44_000);
        let age = |ran_through, start| {
            age_of(
                Clock {
                    start: second,
                    ran_through,
                },
                start,
                since,
                at,
            )
            .as_micros()
        };
        assert_eq!(age(false, second), Some(43_000_000), "same boot");
        assert_eq!(age(false, first), None, "stopped or failed");
        assert_eq!(age(true, first), Some(43_000_000), "kept");
        let clock = Clock {
            start: second,
            ran_through: true,
        };
        assert_eq!(
            age_of(clock, first, since, Instant::ZERO),
            Age::UNKNOWN,
            "set back"
        );
        assert_eq!(age_of(clock, first, None, at), Age::UNKNOWN);
    }
}
