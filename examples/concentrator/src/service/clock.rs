//! Whether this machine's time may be spread: meters believe what the concentrator broadcasts.
//!
//! The wall clock is held against the monotonic one once a second. A step, a year before this
//! version was written, or a clock that follows no time server
//! ([`time_server`](super::time_server)) stops the broadcasts.

use super::board::Clock;
use super::local_micros;
use super::time_server::Standing;
use std::time::{Duration, Instant};

/// A wall clock that moved by this much against the monotonic one was set.
const STEP: i64 = 1_000_000;
/// After a step the time has to run undisturbed for this long: whoever sets a clock may set it
/// twice.
const SETTLE: Duration = Duration::from_secs(600);
/// 2026-01-01 in µs since 2000-01-01: the year in which this version was written.
const EARLIEST: u64 = 820_540_800_000_000;

/// Watches the wall clock.
pub(super) struct ClockWatch {
    /// Wall clock and monotonic clock at the last look.
    last: (u64, Instant),
    /// The latest step: its size in µs and when it was.
    step: Option<(i64, Instant)>,
}

impl ClockWatch {
    pub(super) fn new() -> Self {
        Self {
            last: (local_micros(), Instant::now()),
            step: None,
        }
    }

    /// What the clocks say now.
    pub(super) fn look(&mut self, standing: &Standing) -> Clock {
        self.judge(local_micros(), Instant::now(), standing)
    }

    fn judge(&mut self, wall: u64, monotonic: Instant, standing: &Standing) -> Clock {
        let (last_wall, last_monotonic) = self.last;
        self.last = (wall, monotonic);
        let passed = monotonic
            .saturating_duration_since(last_monotonic)
            .as_micros();
        let expected = last_wall.saturating_add(u64::try_from(passed).unwrap_or(u64::MAX));
        let moved = wall.wrapping_sub(expected).cast_signed();
        if moved.saturating_abs() > STEP {
            self.step = Some((moved, monotonic));
        }
        let settled = |at: Instant| monotonic.saturating_duration_since(at) >= SETTLE;
        self.step = self.step.filter(|(_, at)| !settled(*at));
        let (checked, adrift) = match standing {
            Standing::Follows(whom) => (whom, None),
            Standing::Adrift(why) => (why, Some(why.clone())),
            Standing::Unknown(why) => (why, None),
        };
        let reason = if wall < EARLIEST {
            Some("the year is before 2026: set this machine's clock".to_owned())
        } else if let Some((moved, _)) = self.step {
            let seconds = moved as f64 / 1e6;
            let what = "no broadcast until it runs for ten minutes";
            Some(format!("it was set by {seconds:+.1} s; {what}"))
        } else {
            adrift
        };
        Clock {
            trusted: reason.is_none(),
            checked: checked.clone(),
            reason,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = EARLIEST + 1_000_000_000;

    #[test]
    fn a_step_stops_the_broadcasts_until_the_clock_has_settled() {
        let start = Instant::now();
        let at = |seconds: u64| start + Duration::from_secs(seconds);
        let wall = |seconds: u64| NOW + seconds * 1_000_000;
        let mut watch = ClockWatch {
            last: (NOW, start),
            step: None,
        };
        let good = Standing::Follows("chrony".to_owned());
        assert!(watch.judge(wall(1), at(1), &good).trusted);
        // Half a second is a busy machine or a slew, two seconds are a step.
        assert!(watch.judge(wall(2) + 500_000, at(2), &good).trusted);
        let stepped = watch.judge(wall(3) - 2_000_000, at(3), &good);
        assert!(!stepped.trusted && stepped.reason.unwrap().contains("-2.5 s"));
        assert!(!watch.judge(wall(602) - 2_000_000, at(602), &good).trusted);
        assert!(watch.judge(wall(603) - 2_000_000, at(603), &good).trusted);
    }

    #[test]
    fn a_clock_that_was_never_set_is_not_spread() {
        let start = Instant::now();
        let mut watch = ClockWatch {
            last: (5, start),
            step: None,
        };
        let good = Standing::Follows("chrony".to_owned());
        let told = watch.judge(1_000_005, start + Duration::from_secs(1), &good);
        assert!(!told.trusted && told.reason.unwrap().contains("before 2026"));
    }

    #[test]
    fn a_clock_without_a_time_server_is_not_spread_and_an_unchecked_one_is_told() {
        let start = Instant::now();
        let mut watch = ClockWatch {
            last: (NOW, start),
            step: None,
        };
        let adrift = Standing::Adrift("chrony follows no server".to_owned());
        let told = watch.judge(NOW, start, &adrift);
        assert!(!told.trusted && told.reason.unwrap().contains("no server"));
        let told = watch.judge(NOW, start, &Standing::Unknown("not checked".to_owned()));
        assert!(told.trusted && told.checked == "not checked");
    }
}
