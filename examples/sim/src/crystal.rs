//! A crystal: the timer of a party runs by it, a little fast or slow and not quite evenly.

use crate::queue::Micros;

/// How a party's timer follows the world's time.
pub trait Clock {
    /// What the timer shows at world time `now`, µs.
    fn timer(&self, now: u64) -> u64;

    /// First world time at which the timer shows `timer` or more.
    fn true_time(&self, timer: u64) -> u64;

    /// When a call that a party wants at `timer` comes, at `now` the earliest.
    fn call_time(&self, timer: u64, now: u64) -> u64 {
        self.true_time(timer).max(now + 1)
    }
}

impl Clock for Crystal {
    fn timer(&self, now: u64) -> u64 {
        Self::timer(self, now)
    }

    fn true_time(&self, timer: u64) -> u64 {
        Self::true_time(self, timer)
    }
}

/// Maps true time to the party's timer and back. Both start at the party's boot.
#[derive(Clone, Copy, Debug)]
pub struct Crystal {
    true_at: Micros,
    timer_at: u64,
    /// Rate error, ppb.
    ppb: i64,
}

impl Crystal {
    /// A timer that shows zero at true time `now`.
    pub const fn started(now: Micros, ppb: i64) -> Self {
        Self {
            true_at: now,
            timer_at: 0,
            ppb,
        }
    }

    /// Rate error now, ppb.
    pub const fn ppb(&self) -> i64 {
        self.ppb
    }

    /// The rate changes (temperature); the timer runs on.
    pub fn change_rate(&mut self, now: Micros, ppb: i64) {
        *self = Self {
            true_at: now,
            timer_at: self.timer(now),
            ppb,
        };
    }

    /// What the timer shows at true time `now`, which is not before the last change of rate.
    pub const fn timer(&self, now: Micros) -> u64 {
        let span = now.saturating_sub(self.true_at);
        let error = (span as i64)
            .saturating_mul(self.ppb)
            .div_euclid(1_000_000_000);
        self.timer_at
            .saturating_add(span)
            .saturating_add_signed(error)
    }

    /// First true time at which the timer shows `timer` or more.
    pub fn true_time(&self, timer: u64) -> Micros {
        if timer == u64::MAX {
            return u64::MAX;
        }
        let span = timer.saturating_sub(self.timer_at);
        let error = (span as i64)
            .saturating_mul(self.ppb)
            .div_euclid(1_000_000_000 + self.ppb);
        let mut guess = self
            .true_at
            .saturating_add(span)
            .saturating_add_signed(-error)
            .saturating_sub(2);
        while self.timer(guess) < timer {
            guess += 1;
        }
        guess
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::DAY;

    #[test]
    fn thirty_ppm_are_two_and_a_half_seconds_a_day() {
        let crystal = Crystal::started(1000, 30_000);
        assert_eq!(crystal.timer(1000 + DAY), DAY + 2_592_000);
        for ppb in [-30_000, -1, 0, 7, 30_000] {
            let mut crystal = Crystal::started(5, ppb);
            crystal.change_rate(DAY, -ppb);
            for timer in [DAY + 3_000_000, DAY + 123_456_789, 3 * DAY] {
                let at = crystal.true_time(timer);
                assert!(
                    crystal.timer(at) >= timer && crystal.timer(at - 1) < timer,
                    "{ppb} {timer}"
                );
            }
        }
    }
}
