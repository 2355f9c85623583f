//! The concentrator's time frames, read one way: a source that shows whole seconds.
//!
//! A set or broadcast frame (command 08) carries the source's second `S` as it was when the frame
//! was built. At the end of the frame the source shows between `S + frame` (built at the start of
//! the second, sent at once) and `S + 1 s + frame + queue`. The lower edge is the sharp one: the
//! largest `S + frame - t_end` of several frames comes nearest to the truth, as the shortest delay
//! does in a network.

use crate::filter::TwoState;
use crate::math::{clamp, mul_div};
use crate::time::{Bounds, Estimate, GatewayTime, Micros, Offset, ReferenceTime, Timestamp};

/// Frames that make one measurement.
const GROUP: u8 = 8;
/// Random walk of the rate between gateway and source, ppb²/s.
const NOISE: i64 = 2;
/// Start of the rate, ppb (1 sd): both run on crystals.
const RATE_SD: u16 = 20_000;
/// Noise of one stamp of a frame end, µs².
const STAMP_VAR: i64 = 2_000 * 2_000;
/// Largest relative rate that the hard bounds allow for, ppb.
const RATE_HARD: i64 = 50_000;

/// What a frame did to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReferenceFrame {
    /// The first frame, or the first after a jump: bounds are known to a second.
    Started,
    /// Taken in.
    Used,
    /// Outside what is possible: the source jumped, or this frame waited in a queue. The state stays;
    /// three in a row that agree with each other are a jump and start again.
    Contradicts,
}

/// Reader of one source, on the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferenceReader {
    queue: i64,
    state: Option<TwoState>,
    at: i64,
    lower: i64,
    upper: i64,
    group: u8,
    best: i64,
    best_at: i64,
    sum: i64,
    rejects: u8,
    reject_z: i64,
    measured: u8,
}

impl ReferenceReader {
    /// Reader for a source that sends a frame at most `queue` after it was built (100 ms is usual).
    #[must_use]
    pub const fn new(queue: Micros) -> Self {
        Self {
            queue: clamp(queue.0, 0, 60_000_000),
            state: None,
            at: 0,
            lower: 0,
            upper: 0,
            group: 0,
            best: 0,
            best_at: 0,
            sum: 0,
            rejects: 0,
            reject_z: 0,
            measured: 0,
        }
    }

    /// Takes one frame: `carried` is the second in it, `end` the end of its last stop bit and `frame`
    /// its length on the line.
    pub fn feed(
        &mut self,
        end: Timestamp<GatewayTime>,
        carried: Timestamp<ReferenceTime>,
        frame: Micros,
    ) -> ReferenceFrame {
        let frame = clamp(frame.0, 0, 10_000_000);
        let t = end.as_micros();
        let low = carried.as_micros().saturating_add(frame).saturating_sub(t);
        let high = low.saturating_add(1_000_000).saturating_add(self.queue);
        let Some(mut state) = self.state else {
            self.restart(t, low, high);
            return ReferenceFrame::Started;
        };
        let dt = t.saturating_sub(self.at);
        let slack = mul_div(clamp(dt, 0, i64::MAX), RATE_HARD, 1_000_000_000);
        let (was_low, was_high) = (
            self.lower.saturating_sub(slack),
            self.upper.saturating_add(slack),
        );
        if dt < 0 || low > was_high || high < was_low {
            let agrees = low.saturating_sub(self.reject_z).saturating_abs() < 2_000_000;
            self.rejects = if agrees {
                self.rejects.saturating_add(1)
            } else {
                1
            };
            self.reject_z = low;
            if self.rejects < 3 {
                return ReferenceFrame::Contradicts;
            }
            self.restart(t, low, high);
            return ReferenceFrame::Started;
        }
        self.rejects = 0;
        self.lower = low.max(was_low);
        self.upper = high.min(was_high);
        state.advance(self.at, t, NOISE);
        self.at = t;
        self.collect(&mut state, t, low);
        self.state = Some(state);
        ReferenceFrame::Used
    }

    /// Keeps the best lower edge of a group; a full group is one measurement.
    fn collect(&mut self, state: &mut TwoState, t: i64, low: i64) {
        // Edges are compared after taking out the known drift.
        let level = low.saturating_sub(state.offset());
        if self.group == 0 || level > self.best {
            self.best = level;
            self.best_at = t;
        }
        self.sum = if self.group == 0 {
            level
        } else {
            self.sum.saturating_add(level)
        };
        self.group = self.group.saturating_add(1);
        // The first measurements come early: two, four, then eight frames.
        let need = match self.measured {
            0 => 2,
            1 => 4,
            _ => GROUP,
        };
        if self.group < need {
            return;
        }
        let n = i64::from(self.group);
        let mean = self.sum.checked_div(n).unwrap_or(0);
        let excess = clamp(self.best.saturating_sub(mean), 0, 1_000_000);
        // The largest of n edges is still short of the truth by about a share of their spread.
        let short = excess
            .saturating_mul(3)
            .checked_div(n.saturating_sub(1).max(1).saturating_mul(2))
            .unwrap_or(0);
        let z = state
            .offset()
            .saturating_add(self.best)
            .saturating_add(short);
        let sd = short.max(500);
        state.update(z, sd.saturating_mul(sd).saturating_add(STAMP_VAR), i32::MAX);
        self.group = 0;
        self.measured = self.measured.saturating_add(1);
    }

    fn restart(&mut self, t: i64, low: i64, high: i64) {
        // Before more frames came: a little above the sharp edge, where prompt senders are.
        let mut state = self.state.unwrap_or(TwoState::ZERO);
        if self.state.is_none() {
            state.start(low, 0, &[RATE_SD]);
        }
        state.restart_offset(low, 500_000 * 500_000);
        self.state = Some(state);
        self.at = t;
        self.lower = low;
        self.upper = high;
        self.group = 1;
        self.best = 0;
        self.best_at = t;
        self.sum = 0;
        self.rejects = 0;
        self.measured = 0;
    }

    /// Reference minus gateway time at `at`; `None` before the first frame.
    #[must_use]
    pub fn estimate(
        &self,
        at: Timestamp<GatewayTime>,
    ) -> Option<Estimate<ReferenceTime, GatewayTime>> {
        let mut state = self.state?;
        let dt = at.as_micros().saturating_sub(self.at);
        state.advance(self.at, at.as_micros(), NOISE);
        let slack = mul_div(clamp(dt, 0, i64::MAX), RATE_HARD, 1_000_000_000);
        let lower = self.lower.saturating_sub(slack);
        let upper = self.upper.saturating_add(slack);
        Some(Estimate {
            at,
            offset: Offset::from_micros(clamp(state.offset(), lower, upper)),
            bounds: Bounds::new(Offset::from_micros(lower), Offset::from_micros(upper)),
            rate: clamp(state.rate(), i64::from(i32::MIN), i64::from(i32::MAX)) as i32,
            uncertainty: Micros(state.sd()),
        })
    }
}
