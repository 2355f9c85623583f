//! How often something may happen, and what wrong MICs lead to (SPEC.md, rule S-11).
//!
//! Nothing that a party without a key can cause may happen without end. A [`Ration`] allows N times
//! in any period. A [`ForgeryLimiter`] watches the wrong MICs of one index.
//!
//! The limiter must not become a weapon: whoever sends wrong MICs in the name of a node must not
//! silence it. So it leaves room for every frame that fits into 10 % of the air time, 20 a second,
//! and still bounds guessing: 2³² tries at 25 a second take 5.4 years.

use crate::time::{Instant, Micros, Stamp};

/// Allows something N times in any period of `SECONDS`. Four bytes for each time: a gateway has
/// several for each node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ration<const N: usize, const SECONDS: u32> {
    /// When it last happened, oldest first.
    taken: [Option<Stamp>; N],
}

impl<const N: usize, const SECONDS: u32> Ration<N, SECONDS> {
    /// Nothing of it is taken.
    pub const NEW: Self = Ration { taken: [None; N] };
    const PERIOD: Micros = Micros::from_secs(SECONDS as u64);

    /// Whether it may happen once more; nothing is taken.
    #[must_use]
    pub fn is_left(&self, now: Instant) -> bool {
        match self.taken.first() {
            Some(Some(oldest)) => oldest.until(now) >= Self::PERIOD,
            Some(None) => true,
            None => false,
        }
    }

    /// Takes one; `false` when none is left.
    pub fn take(&mut self, now: Instant) -> bool {
        if !self.is_left(now) {
            return false;
        }
        // Newest last: each moves one place to the front.
        let mut moved = Some(Stamp::of(now));
        for place in self.taken.iter_mut().rev() {
            core::mem::swap(place, &mut moved);
        }
        true
    }
}

/// So many wrong MICs a minute of one index are taken for noise.
const NOISE: u64 = 20;
const MINUTE: Micros = Micros::from_secs(60);
const NOISE_DROP: Micros = Micros::from_micros(MINUTE.as_micros() / NOISE);
/// One look in this time, past the noise. 25 a second: more than fit into 10 % of the air time.
const LOOK: Micros = Micros::from_millis(40);
/// So many looks may come at once.
const LOOKS: u64 = 25;
/// One TAMPER record of an index in this time.
const TELL: Micros = Micros::from_secs(3600);

/// Watches the wrong MICs of one index.
///
/// Both limits are leaky buckets, each kept as the moment at which it is empty again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ForgeryLimiter {
    /// When the last of the wrong MICs is forgotten.
    noise_until: Instant,
    /// When the last of the looks is forgotten.
    looks_until: Instant,
    /// The noise was passed since the last record.
    over: bool,
    told: Option<Stamp>,
}

impl ForgeryLimiter {
    /// Limiter of an index of which no wrong MIC was heard.
    pub const NEW: Self = ForgeryLimiter {
        noise_until: Instant::ZERO,
        looks_until: Instant::ZERO,
        over: false,
        told: None,
    };

    /// Whether the next frame of this index is looked at. A look is taken.
    pub fn may_look(&mut self, now: Instant) -> bool {
        if !self.is_attacked(now) {
            return true;
        }
        fill(&mut self.looks_until, now, LOOK, LOOKS)
    }

    /// The MIC of a frame was wrong.
    pub fn count_wrong(&mut self, now: Instant) {
        let over = !fill(&mut self.noise_until, now, NOISE_DROP, NOISE);
        // What comes within the hour of a record is part of what it told.
        self.over |= over && self.told.is_none_or(|told| told.until(now) >= TELL);
    }

    /// Whether a TAMPER record of this index is due: more wrong MICs came than noise explains, and
    /// none was written within the hour before. Call [`told`](Self::told) when it is written.
    #[must_use]
    pub const fn is_record_due(&self) -> bool {
        self.over
    }

    /// A TAMPER record of this index was written.
    pub const fn told(&mut self, now: Instant) {
        self.over = false;
        self.told = Some(Stamp::of(now));
    }

    /// Whether more wrong MICs came than noise explains.
    fn is_attacked(&self, now: Instant) -> bool {
        self.noise_until.since(now) + NOISE_DROP > MINUTE
    }
}

/// One more drop of length `drop` into a bucket of `size` drops; `false` when it is full.
fn fill(empty_at: &mut Instant, now: Instant, drop: Micros, size: u64) -> bool {
    let until = empty_at.later(now) + drop;
    let fits = until.since(now) <= drop.times(size);
    if fits {
        *empty_at = until;
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(ms: u64) -> Instant {
        Instant::from_millis(ms)
    }

    #[test]
    fn ration_holds_in_every_window() {
        let mut ration = Ration::<3, 10>::NEW;
        let taken: std::vec::Vec<u64> = (0..400).filter(|t| ration.take(ms(t * 100))).collect();
        for window in taken.windows(4) {
            assert!(window[3] - window[0] >= 100, "{window:?}");
        }
        assert_eq!(taken.len(), 12);
        let mut none = Ration::<0, 0>::NEW;
        assert!(!none.take(ms(0)));
    }

    /// Frames of the victim that are looked at, of one in 977 ms, while wrong MICs come every `gap`
    /// ms for a minute.
    fn victim(gap: u64) -> (u64, u64) {
        let mut limiter = ForgeryLimiter::NEW;
        let (mut seen, mut sent) = (0, 0);
        for t in 0..60_000 {
            if t % gap == 0 && limiter.may_look(ms(t)) {
                limiter.count_wrong(ms(t));
            }
            if t % 977 == 500 {
                sent += 1;
                seen += u64::from(limiter.may_look(ms(t)));
            }
        }
        (seen, sent)
    }

    #[test]
    fn wrong_mics_at_a_tenth_of_the_air_time_silence_nobody() {
        // A REPORT takes 5.44 ms of air.
        for gap in [55, 60, 77, 100, 160] {
            let (seen, sent) = victim(gap);
            assert_eq!(seen, sent, "one wrong MIC in {gap} ms");
        }
    }

    #[test]
    fn guessing_is_bounded() {
        let mut limiter = ForgeryLimiter::NEW;
        let looks = (0..600_000)
            .step_by(6)
            .filter(|t| {
                let look = limiter.may_look(ms(*t));
                if look {
                    limiter.count_wrong(ms(*t));
                }
                look
            })
            .count();
        // 600 s at 25 a second, what is free at the start, and 20 a minute that pass for noise.
        assert!((15_000..15_000 + 25 + 11 * 20).contains(&looks), "{looks}");
    }

    #[test]
    fn tamper_is_told_once_an_hour_and_only_past_the_noise() {
        let mut limiter = ForgeryLimiter::NEW;
        let mut due = |t: u64| {
            limiter.count_wrong(ms(t));
            let due = limiter.is_record_due();
            if due {
                limiter.told(ms(t));
            }
            due
        };
        assert!((0..20).all(|t| !due(t)));
        assert!(due(20));
        assert!(!due(21));
        // Slow noise never gets there.
        assert!((1..2000).all(|t| !due(60_000 + t * 3_100)));
        assert_eq!((0..100).filter(|t| due(7_000_000 + t)).count(), 1);
    }

    #[test]
    fn three_seconds_after_the_attack_nothing_is_left() {
        let mut limiter = ForgeryLimiter::NEW;
        for t in 0..1000 {
            limiter.count_wrong(ms(t * 6));
            limiter.may_look(ms(t * 6));
        }
        assert!((0..100).all(|t| limiter.may_look(ms(9_000 + t))));
    }
}
