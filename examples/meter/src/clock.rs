//! The meter's own clock: it drifts, it is set in its own way, and it can be read to the second
//! only.

use crate::load;

/// Local standard time, µs since 2000-01-01 00:00:00.
pub type LocalMicros = i64;

pub(crate) const SECOND: i64 = 1_000_000;
pub(crate) const DAY_SECONDS: i64 = 86_400;

/// What a write to the clock does to the fraction of the second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SetMode {
    /// The fraction becomes 0: the next second comes 1 s after the write.
    #[default]
    Reset,
    /// The next second comes 0.5 s after the write.
    Half,
    /// The fraction runs on, only whole seconds move.
    Keep,
    /// The fraction runs on, and the second written is shown from the next tick on.
    NextTick,
}

/// How a meter's clock behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockConfig {
    /// Local time at the start.
    pub start: LocalMicros,
    /// How fast it runs, parts in 10⁹; +5 787 is half a second a day too fast.
    pub drift_ppb: i32,
    /// What a write does to the fraction.
    pub set_mode: SetMode,
    /// From the end of a frame that sets the clock to the write, µs.
    pub write_delay: u32,
    /// The write comes up to this much later, µs.
    pub write_jitter: u32,
    /// From the end of a read request to the look at the clock, µs. Must be shorter than the reply
    /// delay.
    pub read_delay: u32,
    /// The look comes up to this much later, at random, µs.
    pub read_jitter: u32,
    /// Answers come from a copy of the clock that is made again every so many µs; 0: from the
    /// clock itself.
    pub copy_every: u32,
}

impl ClockConfig {
    /// A right clock without drift that starts at `start`.
    #[must_use]
    pub const fn exact(start: LocalMicros) -> Self {
        Self {
            start,
            drift_ppb: 0,
            set_mode: SetMode::Reset,
            write_delay: 4000,
            write_jitter: 0,
            read_delay: 5000,
            read_jitter: 0,
            copy_every: 0,
        }
    }
}

/// Why a broadcast time was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// More than 5 min away.
    TooFar,
    /// Already set by broadcast today.
    Today,
    /// Within 5 min of midnight or of the settlement moment.
    NearMidnight,
}

/// A running clock. True time is passed in, µs from any start, and never goes back.
#[derive(Clone, Debug)]
pub struct Clock {
    anchor: u64,
    local: LocalMicros,
    config: ClockConfig,
    broadcast_day: Option<i64>,
}

impl Clock {
    pub(crate) fn new(config: ClockConfig, now: u64) -> Self {
        Self {
            anchor: now,
            local: config.start,
            config,
            broadcast_day: None,
        }
    }

    /// What the clock shows at `now`, with the fraction that no reader can see.
    #[must_use]
    pub fn at(&self, now: u64) -> LocalMicros {
        let passed = i128::from(now.saturating_sub(self.anchor));
        let drift = passed * i128::from(self.config.drift_ppb) / 1_000_000_000;
        self.local
            .saturating_add(i64::try_from(passed + drift).unwrap_or(i64::MAX))
    }

    /// How it takes a set.
    #[must_use]
    pub const fn set_mode(&self) -> SetMode {
        self.config.set_mode
    }

    /// Whole seconds since 2000-01-01, as read.
    #[must_use]
    pub fn seconds(&self, now: u64) -> i64 {
        self.at(now).div_euclid(SECOND)
    }

    /// Whole seconds as an answer shows them: of the last copy, if answers come from one.
    #[must_use]
    pub fn shown(&self, now: u64) -> i64 {
        // The main loop that makes the copies runs on an oscillator of its own.
        const LOOP_PPM: u64 = 120;
        let every = u64::from(self.config.copy_every);
        let every = every + every * LOOP_PPM / 1_000_000;
        let age = now.checked_rem(every).unwrap_or(0);
        self.at(now - age).div_euclid(SECOND)
    }

    /// True time at which the clock shows `local`, or the past if it has.
    #[must_use]
    pub fn when(&self, local: LocalMicros) -> u64 {
        let ahead = i128::from(local) - i128::from(self.local);
        let rate = 1_000_000_000 + i128::from(self.config.drift_ppb);
        let passed = (ahead * 1_000_000_000).div_euclid(rate.max(1)) + 1;
        self.anchor
            .saturating_add(u64::try_from(passed).unwrap_or(0))
    }

    /// Somebody or something moves the clock by `by` at `now`.
    pub fn shift(&mut self, now: u64, by: LocalMicros) {
        self.local = self.at(now).saturating_add(by);
        self.anchor = now;
    }

    /// The quartz changes its rate at `now` (temperature).
    pub fn change_drift(&mut self, now: u64, drift_ppb: i32) {
        self.local = self.at(now);
        self.anchor = now;
        self.config.drift_ppb = drift_ppb;
    }

    /// Sets the clock to whole `seconds` by a frame that ended at `now`.
    pub fn set(&mut self, now: u64, seconds: i64) {
        let late = load::noise(0x5E7, now as i64, 0) % (u64::from(self.config.write_jitter) + 1);
        let delay = i64::from(self.config.write_delay) + late as i64;
        let at_write = self.at(now.saturating_add(delay.unsigned_abs()));
        let fraction = match self.config.set_mode {
            SetMode::Reset => 0,
            SetMode::Half => SECOND / 2,
            SetMode::Keep => at_write.rem_euclid(SECOND),
            SetMode::NextTick => at_write.rem_euclid(SECOND) - SECOND,
        };
        self.local = seconds
            .saturating_mul(SECOND)
            .saturating_add(fraction)
            .saturating_sub(delay);
        self.anchor = now;
    }

    /// Sets the clock by broadcast, if the rules allow it: at most 5 min off, once a day, not
    /// within 5 min of midnight nor of `settlement`, the second of the day at which the bill is
    /// made up.
    ///
    /// # Errors
    /// Which rule forbids it; the clock then runs on.
    pub fn set_by_broadcast(
        &mut self,
        now: u64,
        seconds: i64,
        settlement: i64,
    ) -> Result<(), Refused> {
        let own = self.seconds(now);
        if (seconds - own).abs() > 300 {
            return Err(Refused::TooFar);
        }
        if self.broadcast_day == Some(own.div_euclid(DAY_SECONDS)) {
            return Err(Refused::Today);
        }
        for time in [own, seconds] {
            for moment in [0, settlement] {
                let apart = (time - moment).rem_euclid(DAY_SECONDS);
                if apart <= 300 || apart >= DAY_SECONDS - 300 {
                    return Err(Refused::NearMidnight);
                }
            }
        }
        self.set(now, seconds);
        self.broadcast_day = Some(own.div_euclid(DAY_SECONDS));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 12 * 3600;

    fn clock(mode: SetMode, drift_ppb: i32) -> Clock {
        let start = NOON * SECOND + 250_000;
        Clock::new(
            ClockConfig {
                drift_ppb,
                set_mode: mode,
                ..ClockConfig::exact(start)
            },
            1000,
        )
    }

    #[test]
    fn drifts_and_shows_whole_seconds() {
        let clock = clock(SetMode::Reset, 5_787);
        let day = 86_400_000_000;
        assert_eq!(
            clock.at(1000 + day) - clock.at(1000),
            i64::try_from(day).unwrap() + 499_996
        );
        assert_eq!(clock.seconds(1000 + 749_000), NOON);
        assert_eq!(clock.seconds(1000 + 751_000), NOON + 1);
        let when = clock.when((NOON + 100) * SECOND);
        assert_eq!(
            (clock.seconds(when - 2), clock.seconds(when)),
            (NOON + 99, NOON + 100)
        );
    }

    #[test]
    fn three_ways_to_set() {
        for (mode, fraction) in [
            (SetMode::Reset, 0),
            (SetMode::Half, 500_000),
            (SetMode::Keep, 254_000),
        ] {
            let mut clock = clock(mode, 0);
            clock.set(1000, NOON + 60);
            assert_eq!(
                clock.at(1000 + 4000),
                (NOON + 60) * SECOND + fraction,
                "{mode:?}"
            );
        }
    }

    #[test]
    fn the_second_written_is_shown_from_the_next_tick_on() {
        let mut clock = clock(SetMode::NextTick, 0);
        clock.set(1000, NOON + 60);
        // At the write, 4 ms after the frame, the fraction was 254 ms.
        let next = clock.when((NOON + 60) * SECOND);
        assert_eq!(next, 1000 + 4000 + 746_000 + 1);
    }

    #[test]
    fn a_copy_is_old() {
        let mut clock = clock(SetMode::Reset, 0);
        clock.config.copy_every = 100_000;
        let lag = |now| (clock.at(now) - clock.shown(now) * SECOND) as u64;
        let turn = 1000 + 750_000;
        let first = (turn..turn + 200_000)
            .step_by(1000)
            .find(|now| lag(*now) < 200_000);
        assert!(
            first.is_some_and(|at| at > turn && at <= turn + 101_000),
            "{first:?}"
        );
    }

    #[test]
    fn broadcast_rules() {
        let mut clock = clock(SetMode::Reset, 0);
        assert_eq!(
            clock.set_by_broadcast(1000, NOON + 301, 0),
            Err(Refused::TooFar)
        );
        assert_eq!(clock.set_by_broadcast(1000, NOON - 299, 0), Ok(()));
        assert_eq!(clock.set_by_broadcast(2000, NOON, 0), Err(Refused::Today));
        let morning = |hour: i64| clock.when((DAY_SECONDS + hour) * SECOND);
        let (early, late, bill) = (morning(299), morning(900), morning(7 * 3600 + 10));
        let second = |now| clock.seconds(now);
        let (s_early, s_late, s_bill) = (second(early), second(late), second(bill));
        assert_eq!(
            clock.set_by_broadcast(early, s_early, 0),
            Err(Refused::NearMidnight)
        );
        assert_eq!(
            clock.set_by_broadcast(bill, s_bill, 7 * 3600),
            Err(Refused::NearMidnight)
        );
        assert_eq!(clock.set_by_broadcast(late, s_late, 0), Ok(()));
    }
}
