//! A supply that flaps makes one event when it begins and one when it is quiet again, not one for
//! each dip (E-6).

use super::debounce::UNSTABLE_DEBOUNCE;
use crate::time::{Instant, Micros};

/// Within this time dips and events add up.
const WINDOW: Micros = Micros::from_secs(60);
/// So many dips of it are flapping.
const DIPS: usize = 10;
/// So many events of it are flapping: an automatic recloser makes four at most.
const EVENTS: usize = 6;
/// So long without any the supply is stable again.
const QUIET: Micros = Micros::from_secs(300);

/// The last moments of something, to tell whether `N` of them lie within a minute.
#[derive(Clone, Copy, Debug)]
struct Recent<const N: usize>([Option<Instant>; N]);

impl<const N: usize> Recent<N> {
    fn add(&mut self, now: Instant) -> bool {
        self.0.rotate_left(1);
        if let Some(last) = self.0.last_mut() {
            *last = Some(now);
        }
        self.0
            .first()
            .copied()
            .flatten()
            .is_some_and(|first| now.since(first) <= WINDOW)
    }
}

/// Whether the supply flaps.
#[derive(Clone, Copy, Debug)]
pub struct Flapping {
    dips: Recent<DIPS>,
    events: Recent<EVENTS>,
    last: Option<Instant>,
    unstable: bool,
}

impl Default for Flapping {
    fn default() -> Self {
        Flapping::new(false)
    }
}

impl Flapping {
    /// `unstable`: FLG.4 of the last stored event.
    #[must_use]
    pub const fn new(unstable: bool) -> Self {
        Flapping {
            dips: Recent([None; DIPS]),
            events: Recent([None; EVENTS]),
            last: None,
            unstable,
        }
    }

    /// Whether FLG.4 is set.
    #[must_use]
    pub const fn is_unstable(&self) -> bool {
        self.unstable
    }

    /// The debounce in force; `ordinary` is that of a stable supply.
    #[must_use]
    pub const fn debounce(&self, ordinary: Micros) -> Micros {
        if self.unstable {
            UNSTABLE_DEBOUNCE
        } else {
            ordinary
        }
    }

    /// A dip has ended. Returns whether FLG.4 is set by it: an event.
    pub fn dip(&mut self, now: Instant) -> bool {
        let many = self.dips.add(now);
        self.note(now, many)
    }

    /// A debounced change. Returns whether FLG.4 is set by it; the event of the change carries it.
    pub fn event(&mut self, now: Instant) -> bool {
        let many = self.events.add(now);
        self.note(now, many)
    }

    fn note(&mut self, now: Instant, many: bool) -> bool {
        self.last = Some(now);
        let begins = many && !self.unstable;
        self.unstable |= many;
        begins
    }

    /// After a boot: quiet counts from here.
    pub fn start(&mut self, now: Instant) {
        self.last = self.last.or(Some(now));
    }

    /// When the supply has been quiet for long enough.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        self.last.filter(|_| self.unstable).map(|last| last + QUIET)
    }

    /// Clears FLG.4 if it is time: an event.
    pub fn quiet(&mut self, now: Instant) -> bool {
        let over = self.due().is_some_and(|due| now >= due);
        self.unstable &= !over;
        over
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secs(s: u64) -> Instant {
        Instant::from_millis(1000 * s)
    }

    #[test]
    fn ten_dips_in_a_minute_and_five_quiet_minutes() {
        let mut flapping = Flapping::default();
        assert!(!(0..9).any(|n| flapping.dip(secs(n))));
        assert!(flapping.dip(secs(9)) && !flapping.dip(secs(10)), "once");
        assert_eq!(flapping.debounce(Micros::ZERO), UNSTABLE_DEBOUNCE);
        assert_eq!(flapping.due(), Some(secs(310)));
        assert!(!flapping.quiet(secs(309)) && flapping.quiet(secs(310)));
        assert!(!flapping.is_unstable() && flapping.due().is_none());
    }

    #[test]
    fn slow_dips_are_not_flapping() {
        let mut flapping = Flapping::default();
        assert!(!(0..100).any(|n| flapping.dip(secs(n * 7))));
    }

    #[test]
    fn six_events_in_a_minute_are() {
        let mut flapping = Flapping::default();
        assert!(!(0..5).any(|n| flapping.event(secs(n * 4))));
        assert!(flapping.event(secs(20)));
    }
}
