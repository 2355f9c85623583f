//! The gateway's time: its timer, and the concentrator's broadcasts read one way.
//!
//! The concentrator starts a broadcast on the very second that it carries, so the end of the frame is a time stamp as
//! sharp as one of the radio, and the same filter follows it: an exchange whose way there takes no time.
//!
//! A broadcast that does not fit what is known of the reference is not believed: the gateway then runs on by its own
//! crystal and tells the nodes that its time is doubted, so that no meter is set by it. Only a reference that keeps
//! to its new place for [`PATIENCE_US`] is taken over.

use crate::calendar;
use timesync::radio::{Discipline, Exchange};
use timesync::{CounterTime, GatewayTime, RadioFilter, Timestamp};

/// How long a reference that jumped must keep to its new place.
pub const PATIENCE_US: u64 = 7 * 86_400_000_000;
/// Deviation that is no jump yet, and what it may grow by, ppb of the time since the last good frame.
const GATE_US: i64 = 50_000;
const GATE_PPB: i64 = 5_000;
/// Frames before the gate can judge: the crystal is not known earlier.
const FRAMES: u32 = 4;

/// The clock.
#[derive(Clone, Debug, Default)]
pub struct GatewayClock {
    filter: RadioFilter,
    frames: u32,
    last_good: u64,
    /// Filter of a reference that stands elsewhere, and since when.
    other: Option<(RadioFilter, u64)>,
}

impl GatewayClock {
    /// Takes a broadcast that carries `time` (ss mm hh DD MM YY) and took `frame_us` on the line until `end` of the
    /// timer. Returns whether it is believed.
    pub fn broadcast(&mut self, end: u64, time: [u8; 6], frame_us: u64) -> bool {
        let Some(seconds) = calendar::from_bcd(time) else {
            return false;
        };
        let frame = i64::try_from(frame_us).unwrap_or(0);
        let shown = Timestamp::from_micros(
            i64::from(seconds)
                .saturating_mul(1_000_000)
                .saturating_add(frame),
        );
        let at = timer(end);
        if self.jumps(end, shown) {
            let (mut other, mut since) = self.other.take().unwrap_or((RadioFilter::new(), end));
            if other.feed(at, shown, shown, at) != Exchange::Used {
                since = end;
            }
            if end.saturating_sub(since) < PATIENCE_US {
                self.other = Some((other, since));
                return false;
            }
            self.filter = other;
        } else if !matches!(
            self.filter.feed(at, shown, shown, at),
            Exchange::Used | Exchange::Started
        ) {
            return false;
        }
        self.other = None;
        self.frames = self.frames.saturating_add(1);
        self.last_good = end;
        true
    }

    /// The frame lies where the known reference cannot be.
    fn jumps(&self, end: u64, shown: Timestamp<GatewayTime>) -> bool {
        let Some(known) = self.filter.estimate(timer(end)) else {
            return false;
        };
        let age_s =
            i64::try_from(end.saturating_sub(self.last_good) / 1_000_000).unwrap_or(i64::MAX);
        let drift = age_s.saturating_mul(GATE_PPB) / 1000;
        let room = GATE_US
            .saturating_add(drift)
            .saturating_add(known.uncertainty.as_micros().saturating_mul(4));
        self.frames >= FRAMES && known.at.since(shown).abs().as_micros() > room
    }

    /// Local standard time at a timer value, which may lie before the start, µs since 2000-01-01; `None` before the
    /// first broadcast.
    #[must_use]
    pub fn local_us(&self, at: i64) -> Option<i64> {
        self.filter
            .to_gateway(Timestamp::from_micros(at))
            .map(Timestamp::as_micros)
    }

    /// How much faster than the timer the reference runs, ppb.
    #[must_use]
    pub fn rate_ppb(&self, at: u64) -> i32 {
        self.filter
            .estimate(timer(at))
            .map_or(0, |known| known.rate.saturating_neg())
    }

    /// Whole seconds of [`local_us`](Self::local_us), rounded to the nearest.
    #[must_use]
    pub fn local_s(&self, at: i64) -> Option<u32> {
        u32::try_from(
            self.local_us(at)?
                .saturating_add(500_000)
                .div_euclid(1_000_000),
        )
        .ok()
    }

    /// Whether meters may be set by this time: known well, and the reference not doubted.
    #[must_use]
    pub fn is_trusted(&self, at: u64) -> bool {
        self.other.is_none()
            && self.frames >= FRAMES
            && self.filter.discipline(timer(at)) == Discipline::Locked
    }

    /// Standard deviation, µs.
    #[must_use]
    pub fn uncertainty_us(&self, at: u64) -> Option<i64> {
        self.filter
            .estimate(timer(at))
            .map(|known| known.uncertainty.as_micros())
    }
}

fn timer(at: u64) -> Timestamp<CounterTime> {
    Timestamp::from_micros(i64::try_from(at).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: u64 = 800_000_000;
    const FRAME: u64 = 25_208;

    /// A frame that starts on second `second` of the reference, seen by a timer that is 30 ppm fast.
    fn hear(clock: &mut GatewayClock, second: u64, jump: i64) -> bool {
        let carried = u32::try_from(START + second)
            .unwrap()
            .wrapping_add_signed(jump as i32);
        clock.broadcast(
            fast(second * 1_000_000 + FRAME),
            calendar::to_bcd(carried),
            FRAME,
        )
    }

    fn fast(us: u64) -> u64 {
        us + us * 30 / 1_000_000
    }

    fn error(clock: &GatewayClock, us: u64) -> i64 {
        clock.local_us(fast(us) as i64).unwrap() - (START * 1_000_000 + us) as i64
    }

    #[test]
    fn knows_the_time_to_milliseconds() {
        let mut clock = GatewayClock::default();
        assert!(!clock.is_trusted(0));
        for minute in 0..10 {
            assert!(hear(&mut clock, minute * 60 + 1, 0));
        }
        for five in 2..40u64 {
            hear(&mut clock, five * 300, 0);
            let at = five * 300_000_000 + 299_000_000;
            std::println!(
                "{five} {} {:?}",
                error(&clock, at),
                clock.uncertainty_us(fast(at))
            );
            assert!(
                error(&clock, at).abs() < 3_000,
                "{five} {}",
                error(&clock, at)
            );
        }
        assert!(clock.is_trusted(fast(12_000_000_000)));
        assert!(
            error(&clock, 12_000_000_000).abs() < 500,
            "{}",
            error(&clock, 12_000_000_000)
        );
    }

    #[test]
    fn a_jump_is_not_believed_and_its_end_is_noticed() {
        let mut clock = GatewayClock::default();
        (0..60).for_each(|i| assert!(hear(&mut clock, i * 60, 0)));
        for jump in [2, -2, 28_800, 86_400] {
            (60..70).for_each(|i| assert!(!hear(&mut clock, i * 60, jump), "{jump}"));
            assert!(!clock.is_trusted(fast(4_200_000_000)));
            assert!(error(&clock, 4_200_000_000).abs() < 10_000);
            assert!(hear(&mut clock, 4_210, 0));
            assert!(clock.is_trusted(fast(4_210_000_000)));
        }
        assert!(!clock.broadcast(1, [0x99; 6], FRAME), "no date");
    }
}
