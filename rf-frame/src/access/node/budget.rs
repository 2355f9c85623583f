//! What frames without proof may do to a node with an open event (N-9).
//!
//! A node cannot check the MIC of its neighbours, yet what it overhears is of use: a round is
//! running, so its own report need not contend. Whoever has no key could hold a node back that way
//! for ever. So the first such frame opens one window, long enough for a whole round and its SYNC,
//! and after it overheard frames do nothing for this event. Only an authentic schedule closes the
//! window; then a new one may open.

use crate::time::{Instant, Micros};

/// The window beyond the slots: a SYNC and what the gateway does between two rounds.
const BASE: Micros = Micros::from_millis(250);

/// The budget of one open event.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Budget {
    opened: Option<Instant>,
}

/// Length of the window for `size` indices and this `slot`: 0.83 s for 64.
#[must_use]
pub const fn window(size: u16, slot: Micros) -> Micros {
    // A round and half of the next one.
    let slots = slot.times(size as u64 * 3).as_micros() / 2;
    Micros::from_micros(BASE.as_micros().saturating_add(slots))
}

impl Budget {
    /// A frame without proof would hold the event back. Returns whether it may, and until when.
    pub fn allows(&mut self, now: Instant, window: Micros) -> Option<Instant> {
        let end = *self.opened.get_or_insert(now) + window;
        (now < end).then_some(end)
    }

    /// An authentic schedule, or another event.
    pub const fn renew(&mut self) {
        self.opened = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_window_an_event_until_a_schedule_renews_it() {
        let window = window(64, Micros::from_millis(6));
        assert_eq!(window, Micros::from_millis(826));
        let mut budget = Budget::default();
        let ms = Instant::from_millis;
        assert_eq!(budget.allows(ms(100), window), Some(ms(926)));
        assert_eq!(budget.allows(ms(925), window), Some(ms(926)));
        for t in [926, 1_000, 60_000] {
            assert_eq!(budget.allows(ms(t), window), None);
        }
        budget.renew();
        assert!(budget.allows(ms(61_000), window).is_some());
    }
}
