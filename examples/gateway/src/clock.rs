//! The gateway's time: its timer, and the concentrator's broadcasts read one way.
//!
//! A broadcast carries the second at which the concentrator wrote it and leaves some time later, 20
//! ms or most of a second: a program that writes to a UART is never on time. [`ReferenceReader`]
//! learns how late they are from how much they scatter.
//!
//! A broadcast that does not fit what is known of the reference is not believed: the gateway then
//! runs on by its own crystal and tells the nodes that its time is doubted, so that no meter is set
//! by it. Only a reference that keeps to its new place for [`PATIENCE_US`] is taken over: nobody
//! here can say which of both is right, and the operator has a month to find out. A gateway that is
//! started anew believes the first frame. A broadcast that is late by less than a second and the
//! time a frame may wait for the line fits; a reference that moved back by less than that is found
//! by the meters, not here.

use crate::calendar;
use timesync::reference::frames::ReferenceFrame;
use timesync::time::{Estimate, GatewayTime, ReferenceTime};
use timesync::{Micros, ReferenceReader, Timestamp};

/// How long a reference that jumped must keep to its new place.
pub const PATIENCE_US: u64 = 31 * 86_400_000_000;
/// How long a broadcast may wait for the line after the concentrator's program wrote it: after one
/// long answer.
const QUEUE: Micros = Micros::from_millis(500);
/// A frame that is earlier than foreseen by this is a jump, and what that may grow by in the time
/// since the last good frame, ppb: the crystal's rate wanders.
const EARLY: Micros = Micros::from_millis(50);
const EARLY_PPB: i32 = 5_000;
/// The most that this may become: rule T-6 of the radio specification.
const EARLY_MOST: Micros = Micros::from_millis(450);
/// Frames before the reference can be judged: the crystal is not known earlier.
const FRAMES: u32 = 4;
/// The crystal's rate is known to this (1 sd): 0.26 s a day.
const CRYSTAL_KNOWN: timesync::Ppb = timesync::Ppb(3_000);
/// Known worse than this (1 sd), it is no reference for setting a meter: the largest step that a
/// reference may make by rule T-6 of the radio specification.
const TRUSTED: Micros = Micros::from_millis(450);
/// A source whose time is known worse than [`SHARP`] is trusted only after [`SETTLES_US`]: before,
/// what is known of it still moves, and the meters of nodes that follow would seem to move.
const SHARP: Micros = Micros::from_millis(20);
const SETTLES_US: u64 = 3 * 3_600_000_000;
/// A reference counts for so long after its last frame: one that comes once a day may come two
/// hours late.
const HOLDS_US: u64 = 26 * 3_600_000_000;

/// The clock.
#[derive(Clone, Debug)]
pub struct GatewayClock {
    reader: ReferenceReader,
    frames: u32,
    first_good: u64,
    last_good: u64,
    /// Reader of a reference that moved elsewhere, and since when.
    other: Option<(ReferenceReader, u64)>,
}

impl Default for GatewayClock {
    fn default() -> Self {
        Self {
            reader: ReferenceReader::new(QUEUE),
            frames: 0,
            first_good: 0,
            last_good: 0,
            other: None,
        }
    }
}

impl GatewayClock {
    /// Takes a broadcast that carries `time` (ss mm hh DD MM YY) and took `frame_us` on the line
    /// until `end` of the timer. Returns whether it is believed.
    pub fn broadcast(&mut self, end: u64, time: [u8; 6], frame_us: u64) -> bool {
        let Some(seconds) = calendar::from_bcd(time) else {
            return false;
        };
        let carried = Timestamp::from_secs(i64::from(seconds));
        let frame = Micros(i64::try_from(frame_us).unwrap_or(0));
        let at = timer(end);
        if self.jumps(end, carried, frame) {
            let fresh = (ReferenceReader::new(QUEUE), end);
            let (mut other, mut since) = self.other.take().unwrap_or(fresh);
            if other.feed(at, carried, frame) != ReferenceFrame::Used {
                since = end;
            }
            if end.saturating_sub(since) < PATIENCE_US {
                self.other = Some((other, since));
                return false;
            }
            self.reader = other;
        } else if self.reader.feed(at, carried, frame) == ReferenceFrame::Contradicts {
            return false;
        }
        self.other = None;
        if self.frames == 0 {
            self.first_good = end;
        }
        self.frames = self.frames.saturating_add(1);
        self.last_good = end;
        true
    }

    /// The frame shows the reference where it cannot be.
    fn jumps(&self, end: u64, carried: Timestamp<ReferenceTime>, frame: Micros) -> bool {
        let Some(known) = self.known(timer(end)).filter(|_| self.frames >= FRAMES) else {
            return false;
        };
        // The reference, if this frame was not late at all.
        let shown = (carried + frame).offset_from(known.at);
        let age = end.saturating_sub(self.last_good);
        let drift = timesync::Ppb(EARLY_PPB) * Micros(i64::try_from(age).unwrap_or(i64::MAX));
        // Once the crystal is known, what is not known since the last good frame must not make room
        // for a jump.
        let last = self.known(timer(self.last_good)).unwrap_or(known);
        let settled = last.rate_deviation <= CRYSTAL_KNOWN;
        let doubt = if settled { last } else { known }.deviation * 4;
        let early = EARLY + drift.min(EARLY_MOST) + doubt;
        let late = Micros::SECOND + QUEUE + early;
        let ahead = shown - known.offset;
        ahead > early || ahead < -late
    }

    fn known(&self, at: Timestamp<GatewayTime>) -> Option<Estimate<ReferenceTime, GatewayTime>> {
        self.reader.estimate(at)
    }

    /// Local standard time at a timer value, which may lie before the start, µs since 2000-01-01;
    /// `None` before the first broadcast.
    #[must_use]
    pub fn local_us(&self, at: i64) -> Option<i64> {
        // The past is reached from the last frame.
        let at = Timestamp::from_micros(at);
        let known = self.known(at.max(timer(self.last_good)))?;
        let offset = Micros(known.offset.as_micros()) + known.rate * (at - known.at);
        Some((at + offset).as_micros())
    }

    /// How much faster than the timer the reference runs, ppb.
    #[must_use]
    pub fn rate_ppb(&self, at: u64) -> i32 {
        self.known(timer(at)).map_or(0, |known| known.rate.0)
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
        let known = self.known(timer(at));
        self.other.is_none()
            && self.frames >= FRAMES
            && at.saturating_sub(self.last_good) <= HOLDS_US
            && known.is_some_and(|known| {
                let settled = at.saturating_sub(self.first_good) >= SETTLES_US;
                known.deviation <= if settled { TRUSTED } else { SHARP }
            })
    }

    /// Standard deviation, µs.
    #[must_use]
    pub fn uncertainty_us(&self, at: u64) -> Option<i64> {
        self.known(timer(at))
            .map(|known| known.deviation.as_micros())
    }
}

/// The timer is the time scale that the reader measures the reference against.
fn timer(at: u64) -> Timestamp<GatewayTime> {
    Timestamp::from_micros(i64::try_from(at).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: u64 = 800_000_000;
    const FRAME: u64 = 25_208;

    /// A frame that starts on second `second` of the reference, seen by a timer that is 30 ppm
    /// fast.
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

    /// Frames that leave up to `late` µs after their second, one in `every` seconds after ten in
    /// ten minutes: the errors from the second day on (from the eleventh frame on if there is
    /// one a day), and how often the time was trusted then. What is claimed is never below a
    /// third of the error.
    fn late_world(late: u64, every: u64, days: u64, mut lot: u64) -> (std::vec::Vec<i64>, usize) {
        let mut clock = GatewayClock::default();
        let (mut errors, mut trusted) = (std::vec![], 0);
        let frames = (0..10)
            .map(|n| n * 60)
            .chain((1..).map(|n| 600 + n * every));
        for second in frames.take_while(|s| *s < days * 86_400) {
            lot = lot
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let waited = (lot >> 33) % late.max(1);
            let end = second * 1_000_000 + waited + FRAME;
            let carried = u32::try_from(START + second).unwrap();
            assert!(clock.broadcast(fast(end), calendar::to_bcd(carried), FRAME));
            let at = end + every * 500_000;
            if second > 86_400.max(every * 10) {
                let claimed = clock.uncertainty_us(fast(at)).unwrap();
                let error = error(&clock, at).abs();
                assert!(
                    error <= 3 * claimed,
                    "{second} s: {error} claimed to {claimed}"
                );
                errors.push(error);
                trusted += usize::from(clock.is_trusted(fast(at)));
            }
        }
        (errors, trusted)
    }

    #[test]
    fn late_frames_are_the_normal_case() {
        for (late, every, days, limit) in [
            (0, 300, 5, 2_000),
            (20_000, 300, 5, 10_000),
            (50_000, 300, 5, 20_000),
            (300_000, 300, 5, 50_000),
            (1_000_000, 300, 5, 100_000),
            (50_000, 86_400, 60, 150_000),
            (300_000, 86_400, 60, 150_000),
        ] {
            let (mut errors, mut trusted) = (std::vec![], 0);
            for lot in 0..8 {
                let (run, in_trust) = late_world(late, every, days, lot);
                errors.extend(run);
                trusted += in_trust;
            }
            errors.sort_unstable();
            let p99 = errors[errors.len() * 99 / 100];
            let trusted = trusted * 100 / errors.len();
            assert!(p99 <= limit, "0-{late} µs every {every} s: {p99} µs");
            assert!(
                trusted >= 99,
                "0-{late} µs every {every} s: trusted {trusted} %"
            );
        }
    }

    #[test]
    fn the_past_is_dated_by_the_rate_too() {
        let mut clock = GatewayClock::default();
        (0..60).for_each(|i| assert!(hear(&mut clock, 86_400 + i * 60, 0)));
        assert!(error(&clock, 0).abs() < 200_000, "{}", error(&clock, 0));
    }
}
