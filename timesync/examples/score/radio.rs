//! Plays one trace of radio exchanges: predict at `t4`, compare, then update.

use timesync::{RadioFilter, Timestamp};

use crate::folder::Radio;
use crate::stat::Errors;

pub(crate) fn play(trace: &Radio) -> Errors {
    let mut filter = RadioFilter::new();
    let mut errors = Errors::default();
    let first = trace.rows.len() / 4;
    for (i, &[t1, t2, t3, t4, truth]) in trace.rows.iter().enumerate() {
        if i >= first
            && let Some(e) = filter.estimate(Timestamp::from_micros(t4))
        {
            errors.note(e.offset.as_micros() - truth);
        }
        let at = Timestamp::from_micros;
        filter.feed(
            at(t1),
            Timestamp::from_micros(t2),
            Timestamp::from_micros(t3),
            Timestamp::from_micros(t4),
        );
    }
    errors
}
