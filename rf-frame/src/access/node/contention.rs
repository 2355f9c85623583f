//! When a node reports by itself: no SYNC has given it a slot (N-2).
//!
//! |attempt|somewhere in|listens meanwhile|
//! |---|---|---|
//! |1–4|max(16, N/8) slots of the frame|yes|
//! |5–7|1.67 s|no|
//! |8–13|5 s|no|
//! |then|the second half of 10, 20, 40, 40 … s|no|
//!
//! From the third on it asks for a RECEIPT (FC.5): the answer then does not hang on a SYNC.

use crate::access::medium::Rng;
use crate::time::Micros;

/// Attempts close together: a SYNC or an answer is likely.
const CLOSE: u8 = 4;
/// Attempts up to and with those of 1.67 s.
const NEAR: u8 = 7;
/// Attempts up to and with those of 5 s.
const FAR: u8 = 13;
/// Slots to choose from when a cabinet is small, and after a busy channel.
const FEW: u32 = 16;
/// An attempt from this one on asks for a RECEIPT.
const ASKS: u8 = 3;
/// Contenders that heard the same frame end at the same instant: they are spread inside the slot
/// too.
const SPREAD_US: u32 = 1_000;
/// The answer to a report comes within this time (S-13 a: 1 to 10 ms, and its own air time).
pub const ANSWER: Micros = Micros::from_millis(20);

/// One attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Attempt {
    /// From now to the preamble, without the measurement.
    pub wait: Micros,
    /// The receiver is on meanwhile.
    pub listens: bool,
}

/// The attempts of one node for its open events.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Contention {
    attempts: u8,
}

impl Contention {
    /// A new event, or a gateway that was heard: the attempts begin anew.
    pub const fn restart(&mut self) {
        self.attempts = 0;
    }

    /// Attempts so far.
    #[must_use]
    pub const fn attempts(&self) -> u8 {
        self.attempts
    }

    /// Whether the present attempt asks for a RECEIPT.
    #[must_use]
    pub const fn asks_receipt(&self) -> bool {
        self.attempts >= ASKS
    }

    /// The next attempt, for a frame with this `slot` in a cabinet of `size` indices.
    pub fn next(&mut self, slot: Micros, size: u16, rng: &mut Rng) -> Attempt {
        self.attempts = self.attempts.saturating_add(1);
        let slot_us = u32::try_from(slot.as_micros()).unwrap_or(u32::MAX);
        let window_us = match self.attempts {
            n if n <= CLOSE => slot_us.saturating_mul(u32::from(size / 8).max(FEW)),
            n if n <= NEAR => 5_000_000 / 3,
            n if n <= FAR => 5_000_000,
            14 => 10_000_000,
            15 => 20_000_000,
            _ => 40_000_000,
        };
        // Late attempts keep their distance: a frame costs 0.5 mC, and a minute of jamming may cost
        // 2 mC (P3).
        let early = if self.attempts > FAR {
            window_us / 2
        } else {
            0
        };
        let slots = window_us.saturating_sub(early).checked_div(slot_us);
        let wait = Micros::from_micros(early.into()) + spread(slot_us, slots.unwrap_or(1), rng);
        Attempt {
            wait,
            listens: self.attempts <= CLOSE,
        }
    }

    /// The channel was busy: the same attempt again, within a few slots.
    pub fn again(&self, slot: Micros, rng: &mut Rng) -> Attempt {
        let slot_us = u32::try_from(slot.as_micros()).unwrap_or(u32::MAX);
        Attempt {
            wait: spread(slot_us, FEW, rng),
            listens: self.attempts <= CLOSE,
        }
    }
}

/// One of so many slots, and a moment inside it.
fn spread(slot_us: u32, slots: u32, rng: &mut Rng) -> Micros {
    let wait = slot_us.saturating_mul(rng.below(slots.max(1)));
    Micros::from_micros(u64::from(wait.saturating_add(rng.below(SPREAD_US))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::medium;

    #[test]
    fn windows_grow_as_the_table_says() {
        let slot = medium::slot(26);
        let mut longest = [0; 20];
        let mut listens = [false; 20];
        for seed in 1..500 {
            let (mut contention, mut rng) = (Contention::default(), Rng::new(seed));
            for n in 0..20 {
                let attempt = contention.next(slot, 64, &mut rng);
                longest[n] = longest[n].max(attempt.wait.as_micros() / 1000);
                listens[n] = attempt.listens;
            }
        }
        let limits = [
            96, 96, 96, 96, 1667, 1667, 1667, 5000, 5000, 5000, 5000, 5000, 5000, 10_000,
        ]
        .into_iter()
        .chain([20_000, 40_000, 40_000, 40_000, 40_000, 40_000]);
        for (longest, limit) in longest.into_iter().zip(limits) {
            assert!(
                longest <= limit && longest > limit * 9 / 10,
                "{longest} of {limit} ms"
            );
        }
        assert_eq!(listens.iter().filter(|listens| **listens).count(), 4);
    }

    #[test]
    fn late_attempts_keep_their_distance() {
        let slot = medium::slot(26);
        for seed in 1..500 {
            let (mut contention, mut rng) = (Contention::default(), Rng::new(seed));
            for _ in 0..15 {
                contention.next(slot, 64, &mut rng);
            }
            // At most three frames in any minute.
            for _ in 0..20 {
                let wait = contention.next(slot, 64, &mut rng).wait;
                assert!(wait >= Micros::from_secs(20), "{wait}");
            }
        }
    }

    #[test]
    fn the_third_attempt_asks_for_a_receipt() {
        let (mut contention, mut rng) = (Contention::default(), Rng::new(1));
        let asks: std::vec::Vec<bool> = (0..4)
            .map(|_| {
                contention.next(medium::slot(26), 64, &mut rng);
                contention.asks_receipt()
            })
            .collect();
        assert_eq!(asks, [false, false, true, true]);
        contention.restart();
        assert!(!contention.asks_receipt());
    }
}
