//! Plays one passive trace: reads at instants nobody chose, compared in the second half.

use timesync::{Profile, Timestamp, Tracker};

use crate::folder::Passive;
use crate::stat::Errors;

pub(crate) fn play(trace: &Passive, profile: bool) -> Errors {
    let profile = if profile {
        Profile::measured(trace.alpha_256)
    } else {
        Profile::UNKNOWN
    };
    let mut tracker = Tracker::new(profile);
    let mut errors = Errors::default();
    for (i, &[t1, t2, shown, truth]) in trace.rows.iter().enumerate() {
        tracker.observe(
            Timestamp::from_micros(t1),
            Timestamp::from_micros(t2),
            Timestamp::from_secs(shown),
        );
        if i >= trace.rows.len() / 2
            && let Some(e) = tracker.estimate(Timestamp::from_micros(t2))
        {
            errors.note(e.offset.as_micros() - truth);
        }
    }
    errors
}
