//! Receive order, refusal counters, replay window and guess limiter (specification, sections 1 and
//! 3).
//!
//! ```text
//! LEN ─► CRC ─► version ─► NET ─► type ─► lengths ─► MIC ─► counter ─► payload
//!  │      │       │         │      │        │         │       │          │
//!  └──────┴───────┴─────────┴──────┴────────┴─────────┴───────┴──────────┴──► its own count in Refusals
//!
//! window   top-32 … top-1  top │ top+1 …        u32 counters, bit n of the mask: top-1-n was seen
//!          once each           │ moves the top
//! ```
//!
//! Nothing behind a refusal is looked at.

use crate::v1::frame::ParseError;
use core::fmt;

/// Why a frame was refused, in the receive order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// LEN out of range or not the number of bytes.
    Length,
    /// Checksum.
    Crc,
    /// Version.
    Version,
    /// Another network.
    Net,
    /// Reserved type.
    Type,
    /// Payload, direction or extension lengths.
    Shape,
    /// No MIC, wrong MIC, wrong key slot or unknown sender.
    Mic,
    /// Source slowed down after too many wrong MICs.
    Throttled,
    /// Counter seen before or too old.
    Counter,
    /// Payload meaningless, or an unknown critical extension.
    Payload,
    /// A good frame that is not for this receiver or not for its present state.
    NotMine,
}

impl From<ParseError> for Refusal {
    fn from(e: ParseError) -> Self {
        match e {
            ParseError::Length(..) => Refusal::Length,
            ParseError::Crc => Refusal::Crc,
            ParseError::Version(_) => Refusal::Version,
            ParseError::Net(_) => Refusal::Net,
            ParseError::Type(_) => Refusal::Type,
            ParseError::Direction(_) | ParseError::Payload(_) | ParseError::Tlvs(_) => {
                Refusal::Shape
            }
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refusal::Length => "length",
            Refusal::Crc => "checksum",
            Refusal::Version => "version",
            Refusal::Net => "other network",
            Refusal::Type => "reserved type",
            Refusal::Shape => "lengths inconsistent",
            Refusal::Mic => "not authentic",
            Refusal::Throttled => "sender slowed down",
            Refusal::Counter => "counter not fresh",
            Refusal::Payload => "payload",
            Refusal::NotMine => "not for this receiver",
        })
    }
}

impl core::error::Error for Refusal {}

/// How often each refusal happened; saturating.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refusals {
    /// [`Refusal::Length`].
    pub length: u32,
    /// [`Refusal::Crc`].
    pub crc: u32,
    /// [`Refusal::Version`].
    pub version: u32,
    /// [`Refusal::Net`].
    pub net: u32,
    /// [`Refusal::Type`].
    pub kind: u32,
    /// [`Refusal::Shape`].
    pub shape: u32,
    /// [`Refusal::Mic`].
    pub mic: u32,
    /// [`Refusal::Throttled`].
    pub throttled: u32,
    /// [`Refusal::Counter`].
    pub counter: u32,
    /// [`Refusal::Payload`].
    pub payload: u32,
    /// [`Refusal::NotMine`].
    pub not_mine: u32,
}

impl Refusals {
    /// Counts one refusal.
    pub const fn count(&mut self, why: Refusal) {
        let counter = match why {
            Refusal::Length => &mut self.length,
            Refusal::Crc => &mut self.crc,
            Refusal::Version => &mut self.version,
            Refusal::Net => &mut self.net,
            Refusal::Type => &mut self.kind,
            Refusal::Shape => &mut self.shape,
            Refusal::Mic => &mut self.mic,
            Refusal::Throttled => &mut self.throttled,
            Refusal::Counter => &mut self.counter,
            Refusal::Payload => &mut self.payload,
            Refusal::NotMine => &mut self.not_mine,
        };
        *counter = counter.saturating_add(1);
    }
}

/// Replay window: counters above the highest accepted one, or unseen ones among the 32 below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    top: u32,
    seen: u32,
}

impl Window {
    /// Window behind which nothing at or below `top` is accepted: what is known after a boot.
    #[must_use]
    pub const fn from_top(top: u32) -> Self {
        Window {
            top,
            seen: u32::MAX,
        }
    }

    /// Highest counter accepted.
    #[must_use]
    pub const fn top(&self) -> u32 {
        self.top
    }

    /// Whether `ctr` would be accepted.
    #[must_use]
    pub const fn is_fresh(&self, ctr: u32) -> bool {
        if ctr > self.top {
            return true;
        }
        match self.top.wrapping_sub(ctr) {
            // `top` itself: seen, unless nothing was accepted yet.
            0 => false,
            back @ 1..=32 => self.seen >> (back - 1) & 1 == 0,
            _ => false,
        }
    }

    /// Accepts `ctr` if it is fresh; whether it was.
    pub const fn accept(&mut self, ctr: u32) -> bool {
        if !self.is_fresh(ctr) {
            return false;
        }
        if ctr > self.top {
            let step = ctr.wrapping_sub(self.top);
            // The old top becomes bit `step - 1`.
            self.seen = match step {
                1..=31 => self.seen << step | 1 << (step - 1),
                32 => 1 << 31,
                _ => 0,
            };
            self.top = ctr;
        } else {
            let back = self.top.wrapping_sub(ctr);
            if back >= 1 && back <= 32 {
                self.seen |= 1 << (back - 1);
            }
        }
        true
    }
}

/// Step in which the durable ceiling of the counter moves.
pub const CEILING_STEP: u32 = 256;

/// The sender's counter under a durable ceiling (specification, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counter {
    next: u32,
    ceiling: u32,
}

impl Counter {
    /// Counter after a boot with the stored `ceiling`: nothing may be sent before a new one is
    /// stored.
    #[must_use]
    pub const fn at_boot(ceiling: u32) -> Self {
        // Receivers start with a window at 0, so 0 itself is never sent.
        let first = if ceiling == 0 { 1 } else { ceiling };
        Counter {
            next: first,
            ceiling: first,
        }
    }

    /// The ceiling to store next, when it is time: 64 frames ahead, so that a dying sender need not
    /// write.
    #[must_use]
    pub const fn wanted(&self) -> Option<u32> {
        if self.ceiling.saturating_sub(self.next) < 64 && self.ceiling < u32::MAX {
            Some(self.ceiling.saturating_add(CEILING_STEP))
        } else {
            None
        }
    }

    /// A ceiling was stored.
    pub const fn raise(&mut self, ceiling: u32) {
        if ceiling > self.ceiling {
            self.ceiling = ceiling;
        }
    }

    /// The next counter, `None` while no ceiling above it is stored.
    pub const fn take(&mut self) -> Option<u32> {
        if self.next >= self.ceiling {
            return None;
        }
        let ctr = self.next;
        self.next = self.next.wrapping_add(1);
        Some(ctr)
    }
}

/// Wrong MICs a minute that are tolerated.
pub const GUESSES_A_MINUTE: u8 = 20;

/// Counts wrong MICs by the minute and slows a guessed source down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Guesses {
    since: u64,
    last: u64,
    count: u8,
}

/// What a wrong MIC leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// Counted only.
    Counted,
    /// The limit was passed just now: record it.
    Tamper,
}

impl Guesses {
    /// Nothing counted yet.
    #[must_use]
    pub const fn new() -> Self {
        Guesses {
            since: 0,
            last: 0,
            count: 0,
        }
    }

    const MINUTE: u64 = 60_000_000;
    const SLOW: u64 = 100_000;

    /// Whether a frame of this source is refused unseen. Past the limit one frame in 100 ms is
    /// still looked at until the minute is over: a forger must not be able to silence the meter
    /// whose name he uses.
    #[must_use]
    pub const fn is_throttled(&self, now: u64) -> bool {
        self.count > GUESSES_A_MINUTE
            && now.wrapping_sub(self.since) < Self::MINUTE
            && now.wrapping_sub(self.last) < Self::SLOW
    }

    /// Counts a wrong MIC.
    pub const fn wrong(&mut self, now: u64) -> Guess {
        if self.count == 0 || now.wrapping_sub(self.since) >= Self::MINUTE {
            *self = Guesses {
                since: now,
                last: now,
                count: 0,
            };
        }
        self.last = now;
        self.count = self.count.saturating_add(1);
        if self.count == GUESSES_A_MINUTE + 1 {
            Guess::Tamper
        } else {
            Guess::Counted
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn window_takes_late_frames_once() {
        let mut w = Window::from_top(100);
        assert!(!w.accept(100) && !w.accept(99));
        assert!(w.accept(140));
        assert!(!w.accept(100), "behind the window");
        assert!(w.accept(110) && !w.accept(110));
        assert!(w.accept(141) && !w.accept(140) && !w.accept(110));
        assert!(!w.accept(108), "33 behind");
        assert!(w.accept(109), "32 behind");
    }

    #[test]
    fn window_agrees_with_a_set() {
        let mut w = Window::from_top(50);
        let mut seen: std::collections::BTreeSet<u32> = (0..=50).collect();
        let mut dice = crate::v1::access::Dice::new(7);
        for _ in 0..20_000 {
            let top = *seen.last().unwrap();
            let ctr = top.wrapping_sub(40).wrapping_add(dice.below(60));
            let fresh = !seen.contains(&ctr) && ctr + 32 >= top;
            assert_eq!(w.accept(ctr), fresh, "{ctr} at {top}");
            seen.insert(ctr);
        }
    }

    #[test]
    fn counter_waits_for_its_ceiling() {
        let mut c = Counter::at_boot(512);
        assert_eq!((c.take(), c.wanted()), (None, Some(768)));
        c.raise(768);
        assert_eq!((c.take(), c.wanted()), (Some(512), None));
        for _ in 0..192 {
            assert!(c.take().is_some());
        }
        assert_eq!(c.wanted(), Some(1024));
    }

    #[test]
    fn guessing_is_slowed_until_the_minute_is_over() {
        let mut g = Guesses::default();
        for _ in 0..20 {
            assert_eq!(g.wrong(5), Guess::Counted);
        }
        assert!(!g.is_throttled(5));
        assert_eq!(g.wrong(6), Guess::Tamper);
        assert!(g.is_throttled(100_005) && !g.is_throttled(100_006));
        assert_eq!(g.wrong(59_999_990), Guess::Counted);
        assert!(g.is_throttled(60_000_004) && !g.is_throttled(60_000_005));
        assert_eq!(g.wrong(60_000_005), Guess::Counted);
    }
}
