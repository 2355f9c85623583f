//! The concentrator's time frames, read one way: a source that shows whole seconds and sends late.
//!
//! A set or broadcast frame (command 08) carries the source's second `S` as it was when the frame
//! was built. Then a program takes a while, and the frame leaves: `late` after the second began, 0
//! to 20 ms or up to a second and some queue. At the end of the frame the source shows `S + late +
//! frame`, so that each frame gives
//!
//! ```text
//! z = S + frame - t_end = offset - late         offset: source minus gateway
//! offset ∈ [z, z + 1 s + queue]                 hard, no statistics
//! ```
//!
//! Lateness is never negative, so the offset lies above every `z` so far, carried on by the rate.
//! How late frames are is learned from how much they scatter: `s² = (zᵢ − zᵢ₋₁ − rate·dt)²/2` in
//! the mean. Its distribution is taken as exponential with the mean `τ = 2√3 s`, the span of an
//! even one of that scatter:
//!
//! ```text
//! p(z | offset) ∝ e^((z − offset)/τ),  offset ≥ z                       (1)
//! ```
//!
//! A wide exponential lets the edge decide: `n` frames of an even lateness leave the offset `τ/n`
//! above the highest, which is where it is. Times the normal distribution `N(µ, P)` of a Kalman
//! filter, (1) is `N(µ − P/τ, P)` above `z` (see `truncated`), whose mean and variance go back into
//! the filter. That is the filter of a meter's quartz: the gateway's crystal follows the
//! temperature of its cabinet too. Nothing is assumed of the lateness before the second frame: a
//! prompt source is known to milliseconds after two.
//!
//! What no frame shows is the least lateness. What is claimed allows for a third of the lateness.

use crate::estimate::clock::Clock;
use crate::estimate::kalman::Fixed;
use crate::math::{clamp, isqrt, mul_div, to_i32};
use crate::reference::truncated;
use crate::time::{Bounds, Estimate, GatewayTime, Micros, Offset, Ppb, ReferenceTime, Timestamp};

/// Random walk of the mean rate between gateway and source, ppb²/s: 0.3 ppm a day, the weather.
const WANDER: Fixed = Fixed::whole(1);
/// One step of the filter looks ten days ahead; so many of them are ten years.
const STEP: Micros = Micros::from_secs(10 * 86_400);
const STEPS: usize = 366;
/// Start of the rate, ppb (1 sd): both run on crystals.
const RATE_SD: u16 = 20_000;
/// Start of the amplitudes of its pattern of the day, ppb (1 sd): a tuning fork loses 34 ppb/K²,
/// which gives 2 ppm where nights have 12 °C and days 28 °C. Wider, a crystal without a pattern
/// would be known later.
const FIRST_SD: u16 = 1_000;
const SECOND_SD: u16 = 300;
/// Least scatter of a frame's end, µs: it is even over a bit of 9600 baud, in which the sender's
/// UART begins.
const STAMP_SD: i64 = 30;
/// Variance below which a posterior is not believed: the stamps again, µs².
const KNOWN: i64 = 200 * 200;
/// Scatter against which the first difference is weighed, µs: one of a program that does not wait.
const SPREAD_FIRST: i64 = 50_000;
/// What the first frame alone may be late, µs.
const LATE_FIRST: i64 = 400_000;
/// The scatter is the mean of the last so many frames: some hours of one every five minutes.
const REMEMBERED: i64 = 200;
/// After so many frames a difference counts for four times the scatter at most, unless more than
/// two in a row are larger: one frame that waited in a queue teaches nothing of the others. Before,
/// a difference of three times what was expected says that the rate came from frames that were
/// later than they looked.
const SETTLED: i64 = 8;
/// One frame that waited makes two differences: the one to it and the one from it.
const SURPRISES: u8 = 2;
/// Frames in a row outside of what is possible that agree with each other are a jump.
const JUMP_FRAMES: u8 = 3;
/// They agree within this, µs.
const JUMP_AGREES: i64 = 2_000_000;
/// Largest relative rate that the hard bounds allow for.
const RATE_HARD: Ppb = Ppb(50_000);

/// What a frame did to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ReferenceFrame {
    /// The first frame, or the first after a jump: bounds are known to a second.
    Started,
    /// Taken in.
    Used,
    /// Outside what is possible: the source jumped, or this frame waited in a queue. The state
    /// stays; three in a row that agree with each other are a jump and start again.
    Contradicts,
}

/// Reader of one source, on the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferenceReader {
    queue: Micros,
    state: Option<Clock>,
    at: Timestamp<GatewayTime>,
    hard: Bounds<ReferenceTime, GatewayTime>,
    /// `z` of the last frame.
    last: i64,
    /// Variance of the lateness, µs².
    spread: i64,
    /// Frames that it comes from, up to [`REMEMBERED`].
    frames: i64,
    /// Differences in a row that were larger than the scatter allows.
    surprises: u8,
    /// Frames in a row that contradict, and the last one's `z`.
    rejects: u8,
    reject: i64,
}

impl ReferenceReader {
    /// Reader for a source that sends a frame at most a second and `queue` after the second it
    /// carries began (100 ms is usual).
    #[must_use]
    pub const fn new(queue: Micros) -> Self {
        Self {
            queue: Micros(clamp(queue.0, 0, 60_000_000)),
            state: None,
            at: Timestamp::from_micros(0),
            hard: Bounds::UNKNOWN,
            last: 0,
            spread: 0,
            frames: 0,
            surprises: 0,
            rejects: 0,
            reject: 0,
        }
    }

    /// Takes one frame: `carried` is the second in it, `end` the end of its last stop bit and
    /// `frame` its length on the line.
    pub fn feed(
        &mut self,
        end: Timestamp<GatewayTime>,
        carried: Timestamp<ReferenceTime>,
        frame: Micros,
    ) -> ReferenceFrame {
        let frame = Micros(clamp(frame.0, 0, 10_000_000));
        let z = (carried + frame).offset_from(end);
        let bounds = Bounds::new(z, z + Micros::SECOND + self.queue);
        let Some(mut state) = self.state else {
            self.start(end, bounds);
            return ReferenceFrame::Started;
        };
        let before = self.hard_at(end);
        let both = bounds.intersect(before);
        if end < self.at || both.is_empty() {
            return self.contradicts(end, bounds);
        }
        self.rejects = 0;
        self.hard = both;
        let z = z.as_micros();
        let doubt = self.learn_spread(&state, end, z);
        carry(&mut state, self.at, end);
        if let Some(rate_variance) = doubt {
            state.doubt_rate(rate_variance);
        }
        (self.at, self.last) = (end, z);
        let (mean, variance) = (state.offset(), state.variance());
        let pulled = mean.saturating_sub(mul_div(variance, 1, self.span()));
        let (mean, left) = truncated::above(pulled, variance, z);
        state.fuse(mean, left.max(KNOWN.min(variance)));
        self.state = Some(state);
        ReferenceFrame::Used
    }

    /// Learns the scatter from the difference of two frames. Returns the variance (ppb²) that the
    /// rate has to have if the difference is far out of what was expected and few frames were
    /// seen.
    fn learn_spread(&mut self, state: &Clock, end: Timestamp<GatewayTime>, z: i64) -> Option<i64> {
        let dt = (end - self.at).max(Micros::ZERO);
        // What the rate alone does until then, and how well that is known.
        let mut passed = *state;
        passed.restart_offset(0, 1);
        carry(&mut passed, self.at, end);
        let difference = z.saturating_sub(self.last).saturating_sub(passed.offset());
        let unknown = passed.variance();
        let square = mul_div(difference, difference, 1);
        let expected = self.spread.saturating_mul(2).saturating_add(unknown);
        let mut shown = square.saturating_sub(unknown).max(0) / 2;
        let mut doubt = None;
        let most = self.spread.saturating_mul(16).saturating_add(1_000_000);
        self.surprises = if shown > most {
            self.surprises.saturating_add(1)
        } else {
            0
        };
        if self.frames >= SETTLED {
            if self.surprises <= SURPRISES {
                shown = shown.min(most);
            }
        } else if self.frames > 1 && square / 9 > expected {
            let rate = mul_div(difference, 1_000_000_000, dt.0.max(1));
            doubt = Some(mul_div(rate, rate, 1));
        }
        // A difference over a long pause shows the rate more than the lateness.
        let change = shown.saturating_sub(self.spread);
        let change = mul_div(change, self.spread.saturating_mul(2), expected.max(1));
        self.spread += mul_div(change, 1, self.frames.max(1));
        self.spread = self.spread.max(STAMP_SD * STAMP_SD);
        self.frames = self.frames.saturating_add(1).min(REMEMBERED);
        doubt
    }

    /// A frame that is impossible by what was known: the third in a row that agrees is a jump.
    fn contradicts(
        &mut self,
        end: Timestamp<GatewayTime>,
        bounds: Bounds<ReferenceTime, GatewayTime>,
    ) -> ReferenceFrame {
        let z = bounds.lower.as_micros();
        let agrees = z.saturating_sub(self.reject).saturating_abs() < JUMP_AGREES;
        self.rejects = if agrees {
            self.rejects.saturating_add(1)
        } else {
            1
        };
        self.reject = z;
        if self.rejects < JUMP_FRAMES {
            return ReferenceFrame::Contradicts;
        }
        self.start(end, bounds);
        ReferenceFrame::Started
    }

    /// The first frame, or the first after a jump; the rate stays.
    fn start(&mut self, at: Timestamp<GatewayTime>, bounds: Bounds<ReferenceTime, GatewayTime>) {
        let z = bounds.lower.as_micros();
        let late = z.saturating_add(LATE_FIRST);
        let sd = [RATE_SD, FIRST_SD, FIRST_SD, SECOND_SD, SECOND_SD];
        let fresh = || Clock::start(late, 0, &sd);
        let mut state = self.state.unwrap_or_else(fresh);
        state.restart_offset(late, LATE_FIRST * LATE_FIRST);
        self.state = Some(state);
        self.at = at;
        self.hard = bounds;
        self.last = z;
        self.spread = SPREAD_FIRST * SPREAD_FIRST;
        self.frames = 1;
        self.rejects = 0;
    }

    fn hard_at(&self, at: Timestamp<GatewayTime>) -> Bounds<ReferenceTime, GatewayTime> {
        self.hard
            .widen(RATE_HARD * (at - self.at).max(Micros::ZERO))
    }

    /// `τ` of equation (1): 2√3 of the scatter.
    fn span(&self) -> i64 {
        mul_div(isqrt(self.spread), 3_464, 1_000).max(1)
    }

    /// Reference minus gateway time at `at`; `None` before the first frame.
    #[must_use]
    pub fn estimate(
        &self,
        at: Timestamp<GatewayTime>,
    ) -> Option<Estimate<ReferenceTime, GatewayTime>> {
        let mut state = self.state?;
        carry(&mut state, self.at, at);
        let bounds = self.hard_at(at);
        let held = clamp(
            state.offset(),
            bounds.lower.as_micros(),
            bounds.upper.as_micros(),
        );
        // The least lateness is not seen: a sixth of the span is a third of the mean of an even
        // lateness. And few frames show little of the span.
        let unseen = self.span() / 6 + self.span() / self.frames.max(1);
        let square = state.variance().saturating_add(mul_div(unseen, unseen, 1));
        let deviation = Micros(isqrt(square));
        Some(Estimate {
            at,
            offset: Offset::from_micros(held),
            bounds,
            rate: Ppb(to_i32(state.rate_at(at.as_micros()))),
            rate_deviation: Ppb(to_i32(state.rate_sd())),
            deviation,
            half_width: deviation * 2,
        })
    }
}

/// Lets the crystal run on, in steps that the filter can take: a reference may be away for a month.
fn carry(state: &mut Clock, from: Timestamp<GatewayTime>, to: Timestamp<GatewayTime>) {
    let mut at = from;
    for _ in 0..STEPS {
        if at >= to {
            return;
        }
        let next = to.min(at + STEP);
        state.run_by(WANDER, at.as_micros(), next.as_micros());
        at = next;
    }
}
