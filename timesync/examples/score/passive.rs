//! Plays one passive trace: reads at instants nobody chose, compared in the second half.

use timesync::{Profile, Timestamp, Tracker};

use crate::folder::Passive;
use crate::stat::Errors;

/// Errors in the second half, and whether the hard bounds held the truth at every read.
pub(crate) fn play(trace: &Passive, profile: bool) -> (Errors, bool) {
    let profile = if profile {
        Profile::measured(trace.alpha_256)
    } else {
        Profile::UNKNOWN
    };
    let mut tracker = Tracker::new(profile);
    let (mut errors, mut held) = (Errors::default(), true);
    for (i, &[t1, t2, shown, truth]) in trace.rows.iter().enumerate() {
        tracker.observe(
            Timestamp::from_micros(t1),
            Timestamp::from_micros(t2),
            Timestamp::from_secs(shown),
        );
        let Some(e) = tracker.estimate(Timestamp::from_micros(t2)) else {
            continue;
        };
        held &= e.bounds.contains(timesync::Offset::from_micros(truth));
        if i >= trace.rows.len() / 2 {
            errors.note(e.offset.as_micros() - truth);
        }
    }
    (errors, held)
}
