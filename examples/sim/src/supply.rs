//! Mains and the capacitor after it: hold-up, death, recharge.

use crate::numbers::{CAPACITOR_EMPTY_MV, CAPACITOR_FULL_MV};
use crate::queue::{Micros, SECOND};

/// Time in which an empty capacitor is full again.
const RECHARGE: Micros = 300 * SECOND;

/// Supply of one party.
#[derive(Clone, Copy, Debug)]
pub struct Supply {
    hold_up: Micros,
    mains: bool,
    alive: bool,
    /// Hold-up left at `since`.
    charge: Micros,
    since: Micros,
}

impl Supply {
    /// On mains, capacitor full.
    pub const fn new(hold_up: Micros) -> Self {
        Self {
            hold_up,
            mains: true,
            alive: true,
            charge: hold_up,
            since: 0,
        }
    }

    /// Whether mains are present.
    pub const fn mains(&self) -> bool {
        self.mains
    }

    /// Whether the party runs.
    pub const fn alive(&self) -> bool {
        self.alive
    }

    /// Mains go. Returns when the party dies if they stay away.
    pub fn lose(&mut self, now: Micros) -> Micros {
        self.settle(now);
        self.mains = false;
        now + self.charge
    }

    /// Mains come back. Returns whether the party was dead and boots now.
    pub fn restore(&mut self, now: Micros) -> bool {
        self.settle(now);
        self.mains = true;
        !std::mem::replace(&mut self.alive, true)
    }

    /// The time that [`lose`](Self::lose) told has come. Returns whether the party dies now.
    pub fn exhaust(&mut self, now: Micros) -> bool {
        self.settle(now);
        let dies = self.alive && !self.mains && self.charge == 0;
        self.alive &= !dies;
        dies
    }

    /// Capacitor voltage, mV.
    pub fn millivolts(&self, now: Micros) -> u16 {
        let mut later = *self;
        later.settle(now);
        let share = later.charge as f64 / self.hold_up.max(1) as f64;
        // The energy in a capacitor goes with the square of its voltage.
        let [empty, full] = [CAPACITOR_EMPTY_MV, CAPACITOR_FULL_MV].map(|mv| f64::from(mv).powi(2));
        (empty + share * (full - empty)).sqrt() as u16
    }

    fn settle(&mut self, now: Micros) {
        let span = now.saturating_sub(self.since);
        self.charge = if self.mains {
            let gained = u128::from(span) * u128::from(self.hold_up) / u128::from(RECHARGE);
            self.charge
                .saturating_add(u64::try_from(gained).unwrap_or(u64::MAX))
                .min(self.hold_up)
        } else {
            self.charge.saturating_sub(span)
        };
        self.since = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_up_dies_and_comes_back() {
        let mut supply = Supply::new(30 * SECOND);
        assert_eq!(supply.millivolts(0), 5400);
        assert_eq!(supply.lose(100 * SECOND), 130 * SECOND);
        assert!((3000..5000).contains(&supply.millivolts(115 * SECOND)));
        assert!(!supply.exhaust(129 * SECOND));
        assert!(supply.exhaust(130 * SECOND) && !supply.alive());
        assert!(supply.restore(200 * SECOND) && supply.alive());
        assert_eq!(
            supply.lose(230 * SECOND),
            233 * SECOND,
            "charged for a tenth of the time"
        );
        assert!(!supply.restore(231 * SECOND), "was not dead");
    }
}
