//! The frame counter CTR (SPEC.md, rules S-4 and S-5).
//!
//! ```text
//! 31            12 11          0
//! START            SEQ
//! ```
//!
//! START is durable and rises at every boot; SEQ counts the frames since. So a counter is never
//! given out twice, and the flash is written once a boot instead of once a frame.

use core::fmt;

/// CTR of a frame: START in the upper 20 bits, SEQ in the lower 12. Higher is later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Counter(pub u32);

impl Counter {
    /// Largest START (20 bits).
    pub const MAX_START: u32 = 0xf_ffff;
    /// From this START on a node joins anew, and a gateway asks for a list with GEN + 1 (S-5).
    pub const RENEW_START: u32 = 0xf_ff00;
    /// Largest SEQ (12 bits).
    pub const MAX_SEQ: u16 = 0xfff;

    /// Counter with this START and SEQ; `None` when one of them has too many bits.
    #[must_use]
    pub const fn new(start: u32, seq: u16) -> Option<Self> {
        if start > Self::MAX_START || seq > Self::MAX_SEQ {
            return None;
        }
        Some(Counter(start << 12 | seq as u32))
    }

    /// The boot of the sender (20 bits).
    #[must_use]
    pub const fn start(self) -> u32 {
        self.0 >> 12
    }

    /// The frame within this START (12 bits).
    #[must_use]
    pub const fn seq(self) -> u16 {
        (self.0 & 0xfff) as u16
    }
}

impl fmt::Display for Counter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.start(), self.seq())
    }
}

/// Gives out the counters of a sender (S-4, S-5).
///
/// A START must be durable before the first frame with it is sent. So [`wants`](Self::wants) names
/// the START to be stored, [`stored`](Self::stored) tells that it is durable, and
/// [`take`](Self::take) gives a counter only from a durable START. The next START is asked for long
/// before SEQ overflows: the sender does not fall silent for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct SenderCounter {
    /// START in use; 0: none yet.
    start: u32,
    /// SEQ of the next frame.
    seq: u16,
    /// Highest durable START.
    durable: u32,
}

/// So many frames before SEQ overflows the next START is asked for: at the highest rate of a
/// gateway, one frame in 6 ms, this is 1.5 s, and a flash answers within 0.1 s.
const ASK_AHEAD: u16 = 256;

impl SenderCounter {
    /// Sender after a boot; `last` is the highest START that may have been used before (0: none).
    #[must_use]
    pub const fn after_boot(last: u32) -> Self {
        SenderCounter {
            start: 0,
            seq: 0,
            durable: last,
        }
    }

    /// The START that shall be made durable now.
    #[must_use]
    pub const fn wants(&self) -> Option<u32> {
        let used_up = self.seq > Counter::MAX_SEQ - ASK_AHEAD;
        let wanted = if self.start == 0 {
            // At boot: above everything that was durable before.
            self.durable.saturating_add(1)
        } else if used_up && self.durable == self.start {
            self.start.saturating_add(1)
        } else {
            return None;
        };
        if wanted > Counter::MAX_START {
            return None;
        }
        Some(wanted)
    }

    /// `start`, as [`wants`](Self::wants) named it, is durable. Anything else is ignored.
    pub const fn stored(&mut self, start: u32) {
        match self.wants() {
            Some(wanted) if wanted == start => {}
            _ => return,
        }
        self.durable = start;
        if self.start == 0 {
            self.start = start;
            self.seq = 0;
        }
    }

    /// The counter of the next frame; `None` while no START is durable, or when all are used up.
    pub const fn take(&mut self) -> Option<Counter> {
        if self.start == 0 {
            return None;
        }
        if self.seq > Counter::MAX_SEQ {
            if self.durable == self.start {
                return None;
            }
            self.start = self.durable;
            self.seq = 0;
        }
        let counter = Counter::new(self.start, self.seq);
        self.seq = self.seq.saturating_add(1);
        counter
    }

    /// The highest counter that was given out; that of the stored START before the first.
    #[must_use]
    pub const fn last(&self) -> Counter {
        if self.start == 0 {
            return Counter(self.durable << 12 | Counter::MAX_SEQ as u32);
        }
        Counter((self.start << 12 | self.seq as u32).saturating_sub(1))
    }

    /// START in use; `None` before the first is durable.
    #[must_use]
    pub const fn start(&self) -> Option<u32> {
        if self.start == 0 {
            None
        } else {
            Some(self.start)
        }
    }

    /// Whether the sender has to begin anew (S-5): a node joins, a gateway asks for a list with
    /// GEN + 1.
    #[must_use]
    pub const fn is_worn_out(&self) -> bool {
        self.durable >= Counter::RENEW_START
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sender whose store answers at once.
    fn frames(sender: &mut SenderCounter, count: usize) -> std::vec::Vec<Counter> {
        (0..count)
            .filter_map(|_| {
                if let Some(start) = sender.wants() {
                    sender.stored(start);
                }
                sender.take()
            })
            .collect()
    }

    #[test]
    fn nothing_is_sent_before_start_is_durable() {
        let mut sender = SenderCounter::after_boot(8);
        assert_eq!((sender.take(), sender.start()), (None, None));
        assert_eq!(sender.wants(), Some(9));
        sender.stored(8);
        sender.stored(10);
        assert_eq!(sender.take(), None);
        sender.stored(9);
        assert_eq!(sender.take(), Counter::new(9, 0));
        assert_eq!(sender.take(), Counter::new(9, 1));
        assert_eq!(sender.wants(), None);
    }

    #[test]
    fn counters_rise_over_boots_and_overflows() {
        let mut last = Counter(0);
        let mut durable = 0;
        for boot in 0..20 {
            let mut sender = SenderCounter::after_boot(durable);
            for _ in 0..boot * 700 {
                if let Some(start) = sender.wants() {
                    durable = start;
                    sender.stored(start);
                }
                let next = sender.take().unwrap();
                assert!(next > last, "{next} after {last}");
                last = next;
            }
        }
        assert!(last.start() > 20);
    }

    #[test]
    fn a_store_that_does_not_answer_stops_the_sender() {
        let mut sender = SenderCounter::after_boot(0);
        assert_eq!(frames(&mut sender, 3800).len(), 3800);
        let rest: std::vec::Vec<_> = core::iter::from_fn(|| sender.take()).collect();
        assert_eq!(rest.last(), Counter::new(1, 0xfff).as_ref());
        assert_eq!(sender.wants(), Some(2));
        sender.stored(2);
        assert_eq!(sender.take(), Counter::new(2, 0));
    }

    #[test]
    fn the_last_start_ends_the_sender() {
        let mut sender = SenderCounter::after_boot(Counter::MAX_START - 1);
        let all = frames(&mut sender, 5000);
        assert_eq!((all.len(), sender.is_worn_out()), (4096, true));
        let mut sender = SenderCounter::after_boot(Counter::MAX_START);
        assert_eq!((sender.wants(), sender.take()), (None, None));
    }

    #[test]
    fn start_and_seq_come_back() {
        let ctr = Counter::new(0xf_ffff, 0xabc).unwrap();
        assert_eq!(
            (ctr.0, ctr.start(), ctr.seq()),
            (0xffff_fabc, 0xf_ffff, 0xabc)
        );
        assert_eq!(Counter::new(0x10_0000, 0), None);
        assert_eq!(Counter::new(0, 0x1000), None);
        assert_eq!(std::format!("{}", Counter(0x9005)), "9.5");
    }
}
