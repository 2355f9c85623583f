//! When an event happened (E-5, E-7): an instant, or an interval that holds the truth.
//!
//! |the node sends|the gateway stores|mark|
//! |---|---|---|
//! |TIME within 2 s of receipt - AGE|receipt - AGE|–|
//! |TIME earlier|TIME|LATE|
//! |TIME later|receipt - AGE|CLOCK|
//! |TIME of quality 2|[TIME - 60 s, earlier of receipt - AGE and TIME + 60 s]|LATE if receipt - AGE is not in it|
//! |no TIME, in the running round that it names|receipt - AGE|–|
//! |no TIME otherwise, or no AGE|[lower bound, receipt - AGE or receipt]|LATE|
//!
//! A report that was held back and played later carries an AGE that was right once. Without TIME
//! and outside its round nothing contradicts it, so the gateway vouches for no more than the
//! interval.

use crate::journal::Moment;
use crate::journal::entry::Marks;
use crate::wire::{NetTime, Quality};

/// TIME and AGE may disagree by this much.
const AGREE_US: u64 = 2_000_000;
/// Error of a TIME of quality 2.
const MINUTE_US: u64 = 60_000_000;

/// What there is to date an event by. All in µs of network time since 2000.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Evidence {
    /// When the frame was received.
    pub received: u64,
    /// AGE of the event, µs.
    pub age: Option<u64>,
    /// TIME of the event, and how good it is.
    pub time: Option<(u64, Quality)>,
    /// The report came in the round of the running epoch that it names.
    pub in_round: bool,
    /// The event is not older than this (E-5).
    pub lower: u64,
}

/// When an event happened: `from` = `to` when exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Dated {
    /// Begin of the interval.
    pub from: Moment,
    /// Its end.
    pub to: Moment,
    /// LATE or CLOCK.
    pub marks: Marks,
}

impl Dated {
    fn new(from: u64, to: u64, marks: Marks) -> Self {
        let moment = |us| {
            let NetTime { seconds, fraction } = NetTime::from_micros(us);
            Moment { seconds, fraction }
        };
        Dated {
            from: moment(from.min(to)),
            to: moment(to),
            marks,
        }
    }
}

/// Dates an event.
#[must_use]
pub fn date(evidence: &Evidence) -> Dated {
    let none = Marks::default();
    let happened = evidence
        .age
        .map(|age| evidence.received.saturating_sub(age));
    let until = happened.unwrap_or(evidence.received);
    let Some((time, quality)) = evidence.time else {
        return match happened {
            Some(at) if evidence.in_round => Dated::new(at, at, none),
            _ => Dated::new(evidence.lower, until, Marks::LATE),
        };
    };
    if quality < Quality::Second {
        let (from, to) = (
            time.saturating_sub(MINUTE_US),
            time.saturating_add(MINUTE_US),
        );
        let inside = happened.is_some_and(|at| (from..=to).contains(&at));
        return Dated::new(from, to.min(until), if inside { none } else { Marks::LATE });
    }
    match happened {
        Some(at) if at.abs_diff(time) <= AGREE_US => Dated::new(at, at, none),
        Some(at) if time > at => Dated::new(at, at, Marks::CLOCK),
        None if time > evidence.received => {
            Dated::new(evidence.lower, evidence.received, Marks::CLOCK)
        }
        _ => Dated::new(time, time, Marks::LATE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const S: u64 = 1_000_000;

    fn evidence() -> Evidence {
        Evidence {
            received: 1000 * S,
            age: Some(3 * S),
            time: None,
            in_round: false,
            lower: 400 * S,
        }
    }

    fn dated(evidence: Evidence) -> (u32, u32, Marks) {
        let dated = date(&evidence);
        (dated.from.seconds, dated.to.seconds, dated.marks)
    }

    #[test]
    fn each_line_of_the_table() {
        let with = |time: u64, quality| Evidence {
            time: Some((time * S, quality)),
            ..evidence()
        };
        let second = Quality::Second;
        assert_eq!(dated(with(998, second)), (997, 997, Marks::default()));
        assert_eq!(
            dated(with(500, second)),
            (500, 500, Marks::LATE),
            "held back for 8 minutes"
        );
        assert_eq!(dated(with(1100, second)), (997, 997, Marks::CLOCK));
        assert_eq!(
            dated(with(980, Quality::Minute)),
            (920, 997, Marks::default())
        );
        assert_eq!(dated(with(800, Quality::Minute)), (740, 860, Marks::LATE));
        let in_round = Evidence {
            in_round: true,
            ..evidence()
        };
        assert_eq!(dated(in_round), (997, 997, Marks::default()));
        assert_eq!(dated(evidence()), (400, 997, Marks::LATE));
    }

    #[test]
    fn without_age_the_truth_is_in_the_interval() {
        let unknown = Evidence {
            age: None,
            in_round: true,
            ..evidence()
        };
        assert_eq!(dated(unknown), (400, 1000, Marks::LATE));
        let timed = Evidence {
            time: Some((700 * S, Quality::Tenth)),
            ..unknown
        };
        assert_eq!(dated(timed), (700, 700, Marks::LATE));
        let ahead = Evidence {
            time: Some((1700 * S, Quality::Tenth)),
            ..unknown
        };
        assert_eq!(dated(ahead), (400, 1000, Marks::CLOCK));
    }

    #[test]
    fn an_interval_never_runs_backwards() {
        let late_bound = Evidence {
            lower: 999 * S,
            ..evidence()
        };
        assert_eq!(dated(late_bound), (997, 997, Marks::LATE));
    }
}
