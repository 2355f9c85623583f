//! What the gateway has heard of a session (SPEC.md, rule S-7).
//!
//! ```text
//! top-32 … top-1   top   top+1 …
//! once each        │     moves the top
//! ```
//!
//! Frames of a storm may overtake each other in the receiver's queue, so the 32 counters below the
//! highest one are remembered singly. Nothing else is ever taken twice.

use super::counter::Counter;

/// Counters heard of one session: the highest, and a map of the 32 below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct ReplayWindow {
    top: Counter,
    /// Bit n: counter top - 1 - n was heard.
    heard: u32,
}

impl ReplayWindow {
    /// Window of a session of which nothing was heard. (Counter 0 is never sent, S-5.)
    pub const NEW: Self = Self::above(Counter(0));

    /// Window that takes only what is above `top`: after a boot, from the stored top.
    #[must_use]
    pub const fn above(top: Counter) -> Self {
        ReplayWindow {
            top,
            heard: u32::MAX,
        }
    }

    /// Highest counter heard.
    #[must_use]
    pub const fn top(&self) -> Counter {
        self.top
    }

    /// Takes the counter of an authentic frame; `false` when it was heard before or is too old.
    pub const fn accept(&mut self, counter: Counter) -> bool {
        if counter.0 > self.top.0 {
            // The old top becomes bit (step - 1); counters of which nothing is known yet are
            // unheard.
            let step = counter.0.wrapping_sub(self.top.0);
            self.heard = match self.heard.checked_shl(step) {
                Some(shifted) => shifted | 1 << step.wrapping_sub(1),
                None if step == 32 => 1 << 31,
                None => 0,
            };
            self.top = counter;
            return true;
        }
        let Some(below) = self.top.0.wrapping_sub(counter.0).checked_sub(1) else {
            return false;
        };
        if below >= 32 || self.heard >> below & 1 == 1 {
            return false;
        }
        self.heard |= 1 << below;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_counter_passes_once_in_any_order() {
        let mut window = ReplayWindow::above(Counter(100));
        for ctr in [132, 101, 131, 102, 133, 103] {
            assert!(window.accept(Counter(ctr)), "{ctr}");
        }
        for ctr in [133, 132, 131, 103, 102, 101, 100, 99, 1, 0] {
            assert!(!window.accept(Counter(ctr)), "{ctr}");
        }
        assert_eq!(window.top(), Counter(133));
    }

    #[test]
    fn what_was_below_the_stored_top_never_passes() {
        let mut window = ReplayWindow::above(Counter(100));
        assert!(!window.accept(Counter(100)) && !window.accept(Counter(99)));
        assert!(window.accept(Counter(101)));
        assert!(!window.accept(Counter(100)) && !window.accept(Counter(70)));
    }

    #[test]
    fn agrees_with_a_set_of_all_counters_heard() {
        // 64 walks over steps of up to 40 forward and back.
        for seed in 0..64u32 {
            let mut window = ReplayWindow::above(Counter(50));
            let mut heard: std::collections::BTreeSet<u32> = (0..=50).collect();
            let (mut state, mut at) = (seed, 50u32);
            for _ in 0..500 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                at = (at + state % 81).saturating_sub(38);
                let top = *heard.last().unwrap();
                let expected = at + 32 >= top && !heard.contains(&at);
                assert_eq!(window.accept(Counter(at)), expected, "{at} below {top}");
                if expected {
                    heard.insert(at);
                }
            }
        }
    }

    #[test]
    fn the_whole_range_can_be_crossed() {
        let mut window = ReplayWindow::NEW;
        assert!(!window.accept(Counter(0)));
        assert!(window.accept(Counter(u32::MAX)));
        assert!(!window.accept(Counter(u32::MAX)));
        assert!(window.accept(Counter(u32::MAX - 32)));
        assert!(!window.accept(Counter(u32::MAX - 33)));
    }
}
