//! One two-way exchange of time (T-1, T-2).
//!
//! ```text
//!  node    t1 ── TREQ ──►              ◄── TRSP ── t4
//!  gateway            arrival ── turn ──►            |t4 − t1 − turn| ≤ 280 µs and turn ≤ 100 ms
//! ```
//!
//! All moments are ends of sync words. Whoever delays one of the two frames makes the sum longer
//! than the turn; what passes is wrong by half of 280 µs at most. Who keeps the time decides when
//! to ask, and asks again.

use crate::time::Instant;
use crate::wire::{NetTime, Quality, Treq, Trsp, Verdict};

/// The way of both frames, with stamps and crystals that are not exact, takes no longer than this.
const LONGEST_WAY_US: i64 = 280;
/// A gateway that takes longer to answer lets the crystals run apart too far.
const LONGEST_TURN_US: u32 = 100_000;

/// An exchange that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct TimeExchange {
    /// When the request left, by the node's counter.
    pub asked: Instant,
    /// When the answer came.
    pub answered: Instant,
    /// Network time at which the gateway had the request.
    pub time: NetTime,
    /// From then until its answer, µs.
    pub turn_us: u32,
    /// What the gate says of the reference: whether meters may be set by it (T-10).
    pub verdict: Verdict,
    /// Quality of the gateway's clock.
    pub quality: Quality,
}

/// The exchange that is wanted or under way.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Exchange {
    /// Somebody wants to know the time; the beacon to name.
    wanted: Option<u8>,
    /// The request that is on its way: its opaque bytes, and when it left.
    asked: Option<([u8; 4], Instant)>,
    rejected: u32,
    counted: bool,
}

impl Exchange {
    /// The time is wanted; `seq` is the beacon last heard.
    pub const fn want(&mut self, seq: u8) {
        self.wanted = Some(seq);
    }

    /// Whether a request has to be sent.
    #[must_use]
    pub const fn is_wanted(&self) -> bool {
        self.wanted.is_some()
    }

    /// The request, whose sync word will end at `sync`. `None` when nobody wants one.
    pub fn request(&mut self, opaque: [u8; 4], sync: Instant) -> Option<Treq> {
        let seq = self.wanted.take()?;
        self.asked = Some((opaque, sync));
        Some(Treq { seq, opaque })
    }

    /// An authentic answer; its sync word ended at `sync`. `None` when it is not to the last
    /// request, or took too long (T-2); the latter is counted.
    pub fn answer(&mut self, trsp: &Trsp, sync: Instant) -> Option<TimeExchange> {
        let (_, asked) = self.asked.take_if(|(opaque, _)| *opaque == trsp.opaque)?;
        let both = i64::try_from(sync.since(asked).as_micros()).unwrap_or(i64::MAX);
        let way = both.saturating_sub(i64::from(trsp.turn_us));
        if way.saturating_abs() > LONGEST_WAY_US || trsp.turn_us > LONGEST_TURN_US {
            self.rejected = self.rejected.saturating_add(1);
            return None;
        }
        self.counted = true;
        Some(TimeExchange {
            asked,
            answered: sync,
            time: trsp.time,
            turn_us: trsp.turn_us,
            verdict: trsp.verdict,
            quality: trsp.quality,
        })
    }

    /// Whether an exchange has counted since the boot.
    #[must_use]
    pub const fn has_counted(&self) -> bool {
        self.counted
    }

    /// Answers that took too long.
    #[must_use]
    pub const fn rejected(&self) -> u32 {
        self.rejected
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: Instant = Instant::from_millis(5);

    fn answer(turn_us: u32, way_us: i64, opaque: [u8; 4]) -> (Exchange, Option<TimeExchange>) {
        let mut exchange = Exchange::default();
        assert_eq!(exchange.request([0; 4], ASKED), None);
        exchange.want(7);
        let request = exchange.request([1, 2, 3, 4], ASKED).unwrap();
        assert_eq!((request.seq, exchange.is_wanted()), (7, false));
        let trsp = Trsp {
            index: 1,
            opaque,
            time: NetTime::from_micros(800_000_000_000_000),
            turn_us,
            verdict: Verdict::Trusted,
            quality: Quality::Milli,
        };
        let us = ASKED.as_micros() as i64 + i64::from(turn_us) + way_us;
        let answered = exchange.answer(&trsp, Instant::from_micros(us as u64));
        (exchange, answered)
    }

    #[test]
    fn what_took_too_long_on_the_way_is_rejected() {
        for (way, passes) in [(-281, false), (-280, true), (280, true), (281, false)] {
            let (exchange, answered) = answer(10_000, way, [1, 2, 3, 4]);
            assert_eq!(answered.is_some(), passes, "{way}");
            assert_eq!(exchange.rejected(), u32::from(!passes));
        }
        assert!(answer(100_000, 0, [1, 2, 3, 4]).1.is_some());
        assert!(answer(100_001, 0, [1, 2, 3, 4]).1.is_none());
    }

    #[test]
    fn an_answer_counts_once_and_only_to_the_last_request() {
        let (mut exchange, answered) = answer(10_000, 100, [9; 4]);
        assert_eq!((answered, exchange.rejected()), (None, 0));
        let trsp = Trsp {
            index: 1,
            opaque: [1, 2, 3, 4],
            time: NetTime::from_micros(0),
            turn_us: 10_000,
            verdict: Verdict::Trusted,
            quality: Quality::Milli,
        };
        let at = Instant::from_millis(15);
        let taken = exchange.answer(&trsp, at).unwrap();
        assert_eq!((taken.asked, taken.answered), (ASKED, at));
        assert_eq!(exchange.answer(&trsp, at), None);
    }
}
