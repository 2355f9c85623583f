//! Set planner: when the frame must start and which second it carries.
//!
//! ```text
//!  start           end = S - aim - latency        write
//!    |---- frame ----|------- latency ------------->|  the meter shows S (+ 0.5 s, or keeps its fraction)
//! ```
//!
//! The latency of a meter is learned: prior 30 ms, then the mean of what verify bursts found. A
//! meter whose next second comes half a second after the write has a latency half a second shorter;
//! one whose fraction runs on can be moved by whole seconds only.

use core::fmt;

use crate::calendar::Civil;
use crate::math::{abs, add, clamp, floor_div, floor_mod, sub};
use crate::policy::SetOrder;
use crate::time::{Estimate, MeterTime, Micros, NodeTime, Offset, Timestamp};

const SECOND: i64 = 1_000_000;
/// Latency before anything is learned, µs.
const PRIOR: i32 = 30_000;
/// Its standard deviation, µs.
const PRIOR_SD: u32 = 20_000;
/// While nothing is known of the meter's behaviour it may stand anywhere in the second, µs.
const UNLEARNED_SD: u32 = 600_000;
/// A fraction that moved less than this did not move.
const SAME: i32 = 25_000;
/// Fractions that differ by this much are told apart in any case.
const CLEAR: i32 = 4 * SAME;
/// How far a first set that would not be telling aims aside, µs.
const ASIDE: i64 = 170_000;
/// Latencies of one meter repeat within this.
const REPEATS: i32 = 12_000;

/// What `us` is above the nearest whole second, µs.
#[inline(never)]
const fn fraction(us: i64) -> i32 {
    floor_mod(add(us, SECOND / 2), SECOND).wrapping_sub(SECOND / 2) as i32
}

/// Distance from the nearest half second, µs.
const fn from_half(us: i64) -> i32 {
    let whole = fraction(us).wrapping_abs();
    let half = ((SECOND / 2) as i32).wrapping_sub(whole);
    if whole < half { whole } else { half }
}

/// How a meter takes a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Behaviour {
    /// Not learned yet: treated as [`Behaviour::Reset`].
    #[default]
    Unknown = 0,
    /// The write clears the divider: the carried second starts at the write.
    Reset = 1,
    /// The next second comes half a second after the write.
    Half = 2,
    /// The divider runs on: only whole seconds move.
    Keep = 3,
}

/// What has been learned about the sets of one meter (12 bytes; share the latency between meters
/// of one type with [`SetModel::with_latency`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetModel {
    pub(crate) latency: i32,
    pub(crate) sets: u8,
    pub(crate) behaviour: Behaviour,
    pub(crate) keep_evidence: u8,
    pub(crate) refused: u8,
    /// Observed spread of the latency, in 256 µs.
    pub(crate) spread: u8,
}

impl Default for SetModel {
    fn default() -> Self {
        Self::new()
    }
}

/// Line parameters of the frame that carries the set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Bytes on the line, leading FE included.
    pub bytes: u32,
    /// Bits per second; 11 bits a byte.
    pub baud: u32,
}

impl Line {
    /// Length of the frame on the line; 0 for an impossible baud rate.
    #[must_use]
    pub const fn duration(self) -> Micros {
        Micros(floor_div(
            (self.bytes as i64).wrapping_mul(11 * SECOND),
            self.baud as i64,
        ))
    }
}

/// A set, ready to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetPlan {
    /// First start bit of the frame.
    pub start: Timestamp<NodeTime>,
    /// End of the last stop bit.
    pub end: Timestamp<NodeTime>,
    /// Whole second that the frame carries.
    pub carries: Timestamp<MeterTime>,
    /// Offset that the meter should have afterwards.
    pub predicted: Offset<MeterTime, NodeTime>,
    /// Standard deviation of that prediction.
    pub uncertainty: Micros,
    /// Offset just before, as the planner believed it.
    pub before: Offset<MeterTime, NodeTime>,
}

impl SetPlan {
    /// The calendar that the frame carries.
    ///
    /// # Errors
    /// [`PlanError::Calendar`] before 2000 and after 2099.
    pub const fn civil(&self) -> Result<Civil, PlanError> {
        match Civil::from_secs(self.carries.as_secs()) {
            Some(c) => Ok(c),
            None => Err(PlanError::Calendar),
        }
    }

    /// How far the clock has moved by the set, after which it stands as `after` says.
    #[must_use]
    pub const fn moved(&self, after: &Estimate<MeterTime, NodeTime>) -> Micros {
        Micros(sub(
            after.offset_at(self.end).as_micros(),
            self.before.as_micros(),
        ))
    }
}

/// Why a set cannot be planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PlanError {
    /// The baud rate is 0.
    Baud,
    /// The instant lies outside 2000–2099.
    Calendar,
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Baud => "the baud rate is 0",
            Self::Calendar => "the instant lies outside 2000 to 2099",
        })
    }
}

impl core::error::Error for PlanError {}

/// What a verify burst says about a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SetOutcome {
    /// The clock moved; distance from the prediction.
    Moved {
        /// Measured minus predicted.
        error: Micros,
    },
    /// The clock moved by whole seconds only: its divider runs on.
    Kept,
    /// The clock did not move: refused by the meter (already set today, near midnight, locked).
    NotMoved,
}

impl SetModel {
    /// Nothing learned.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            latency: PRIOR,
            sets: 0,
            behaviour: Behaviour::Unknown,
            keep_evidence: 0,
            refused: 0,
            spread: 0,
        }
    }

    /// Starts from the latency and behaviour of another meter of the same type.
    #[must_use]
    pub const fn with_latency(latency: Micros, behaviour: Behaviour) -> Self {
        let mut m = Self::new();
        m.latency = clamp(latency.0, -2_000_000, 2_000_000) as i32;
        m.behaviour = behaviour;
        m.sets = 1;
        m
    }

    /// Time from the last stop bit to the start of the carried second (negative for `Half`).
    #[must_use]
    pub const fn latency(&self) -> Micros {
        Micros(self.latency as i64)
    }

    /// How the meter takes a set.
    #[must_use]
    pub const fn behaviour(&self) -> Behaviour {
        self.behaviour
    }

    /// Sets in a row that had no effect.
    #[must_use]
    pub const fn refused(&self) -> u8 {
        self.refused
    }

    /// Verified sets.
    #[must_use]
    pub const fn sets(&self) -> u8 {
        self.sets
    }

    /// Reads that the verify burst should have: cold after the first two sets.
    #[must_use]
    pub const fn verify_reads(&self) -> u8 {
        if self.sets < 2 { 16 } else { 12 }
    }

    /// Standard deviation of the clock after a set, before it is verified.
    #[must_use]
    pub const fn uncertainty(&self) -> Micros {
        let learned = (self.spread as u32) << 8;
        let sd = match self.sets {
            0 => UNLEARNED_SD,
            1 => PRIOR_SD,
            _ if learned > 3_000 => learned,
            _ => 3_000,
        };
        Micros(sd as i64)
    }

    /// Plans a set: the write falls as near to `order.at` as the whole second allows, and the frame
    /// does not start before `earliest`.
    ///
    /// # Errors
    /// [`PlanError::Baud`]; [`PlanError::Calendar`] if the second to carry is outside 2000–2099.
    pub fn plan(
        &self,
        order: &SetOrder,
        estimate: &Estimate<MeterTime, NodeTime>,
        line: Line,
        earliest: Timestamp<NodeTime>,
    ) -> Result<SetPlan, PlanError> {
        if line.baud == 0 {
            return Err(PlanError::Baud);
        }
        let frame = line.duration();
        let floor = order.at.max(
            earliest
                .plus(frame)
                .plus(Micros(i64::from(self.latency.max(0)))),
        );
        let before = estimate.offset_at(floor);
        let keep = self.behaviour == Behaviour::Keep;
        let (predicted, into, latency, uncertainty) = if keep {
            // The write at half a second of the meter's clock, so that no edge is near.
            let motion = add(order.motion.0, SECOND / 2);
            let whole = sub(motion, floor_mod(motion, SECOND));
            let latency = if (0..=500_000).contains(&self.latency) {
                self.latency
            } else {
                PRIOR
            };
            (
                add(before.as_micros(), whole),
                SECOND / 2,
                latency,
                estimate.uncertainty,
            )
        } else {
            (
                self.aim(order.aim.as_micros(), before.as_micros()),
                0,
                self.latency,
                self.uncertainty(),
            )
        };
        // The first write that is not too early and falls `into` a second of the meter's clock as it will be.
        let wait = floor_mod(sub(into, add(floor.as_micros(), predicted)), SECOND);
        let write = floor.plus(Micros(wait));
        let end = write.minus(Micros(i64::from(latency)));
        let predicted = Offset::from_micros(predicted);
        let carries = write.shift(predicted).minus(Micros(into));
        let plan = SetPlan {
            start: end.minus(frame),
            end,
            carries,
            predicted,
            uncertainty,
            before,
        };
        plan.civil()?;
        Ok(plan)
    }

    /// Where a set aims that shall bring the clock to `aim`: the first one beside it, so that its effect tells the
    /// behaviours apart.
    ///
    /// A clock within a second is aimed at a quarter of a second slow: one that takes half a second longer ends as far on the
    /// other side, and one whose divider runs on does not leave the half second in which it stands. Of a clock farther
    /// off, which gains by any set, only a fraction that would stay the same is avoided, some way towards zero.
    const fn aim(&self, aim: i64, before: i64) -> i64 {
        if self.sets > 0 {
            return aim;
        }
        if abs(before) <= SECOND {
            let quarter = (SECOND / 4) as i32;
            let off = (before as i32)
                .wrapping_neg()
                .rem_euclid(2 * quarter)
                .wrapping_sub(quarter);
            let shift = if off.wrapping_abs() >= CLEAR {
                0
            } else if off < 0 {
                (-CLEAR).wrapping_sub(off)
            } else {
                CLEAR.wrapping_sub(off)
            };
            return shift.wrapping_sub(quarter) as i64;
        }
        if from_half(sub(aim, before)) >= CLEAR {
            aim
        } else if aim > 0 {
            sub(aim, ASIDE)
        } else {
            add(aim, ASIDE)
        }
    }

    /// Learns from the verify burst after a set: `after` is its estimate.
    pub fn verify(&mut self, plan: &SetPlan, after: &Estimate<MeterTime, NodeTime>) -> SetOutcome {
        let moved = plan.moved(after).0;
        let wanted = sub(plan.predicted.as_micros(), plan.before.as_micros());
        let stood = abs(moved) <= i64::from(SAME);
        let whole = fraction(moved).wrapping_abs();
        // From here on with the offset at the write.
        let now = add(moved, plan.before.as_micros());
        let error = Micros(sub(now, plan.predicted.as_micros()));
        let seen = sub(sub(plan.carries.as_micros(), plan.end.as_micros()), now);
        if self.behaviour == Behaviour::Keep {
            if stood && abs(wanted) > SECOND / 2 {
                return self.refuse();
            }
            self.refused = 0;
            if whole > CLEAR {
                // The fraction moved: the divider does not run on after all.
                *self = Self::new();
                self.learn(seen);
            } else {
                self.sets = self.sets.saturating_add(1);
            }
            return SetOutcome::Moved { error };
        }
        if whole <= SAME && fraction(wanted).wrapping_abs() > 2 * SAME {
            // Whole seconds at most. A clock that stood may be a refusal, or a divider that runs on.
            let write = add(
                add(plan.end.as_micros(), i64::from(PRIOR)),
                plan.before.as_micros(),
            );
            let kept = sub(
                plan.carries.as_micros(),
                sub(write, floor_mod(write, SECOND)),
            );
            if abs(sub(moved, kept)) <= i64::from(SAME) && self.sets_agree_not() {
                // Once may be a refusal, or chance: a write that restarts the second can fall on the old fraction.
                let telling = !stood && from_half(wanted) > 2 * SAME;
                self.keep_evidence = self
                    .keep_evidence
                    .saturating_add(if telling { 2 } else { 1 });
                if self.keep_evidence >= 2 {
                    self.behaviour = Behaviour::Keep;
                    self.latency = PRIOR;
                }
                if self.keep_evidence >= 2 || !stood {
                    self.refused = 0;
                    return SetOutcome::Kept;
                }
            }
            if stood {
                return self.refuse();
            }
        }
        self.refused = 0;
        self.keep_evidence = 0;
        self.learn(seen);
        SetOutcome::Moved { error }
    }

    const fn refuse(&mut self) -> SetOutcome {
        self.refused = self.refused.saturating_add(1);
        SetOutcome::NotMoved
    }

    /// Whether nothing learned so far speaks against a running divider.
    const fn sets_agree_not(&self) -> bool {
        self.sets < 2
    }

    #[inline(never)]
    fn learn(&mut self, seen: i64) {
        let seen = clamp(seen, -1_500_000, 1_500_000) as i32;
        self.sets = self.sets.saturating_add(1);
        // Both below 2 s.
        let off = seen.wrapping_sub(self.latency);
        self.latency = self
            .latency
            .wrapping_add(off / i32::from(self.sets.clamp(1, 4)));
        if self.sets >= 2 {
            let size = off.wrapping_abs();
            if size > 10 * REPEATS {
                // Another behaviour than believed: start again from here.
                self.latency = seen;
                self.sets = 1;
            }
            let spread = size.wrapping_add(i32::from(self.spread) << 8) >> 9;
            self.spread = spread.min(255) as u8;
        }
        self.behaviour = if self.latency < -150_000 {
            Behaviour::Half
        } else {
            Behaviour::Reset
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Method;
    use crate::time::Bounds;

    fn estimate(at: i64, offset: i64) -> Estimate<MeterTime, NodeTime> {
        Estimate {
            at: Timestamp::from_micros(at),
            offset: Offset::from_micros(offset),
            bounds: Bounds::UNKNOWN,
            rate: 0,
            uncertainty: Micros(1_000),
        }
    }

    fn order(at: i64, before: i64, aim: i64) -> SetOrder {
        SetOrder {
            at: Timestamp::from_micros(at),
            motion: Micros(aim - before),
            aim: Offset::from_micros(aim),
            method: Method::Broadcast,
        }
    }

    /// A meter that takes the set: offset afterwards.
    fn meter(behaviour: Behaviour, latency: i64, plan: &SetPlan, theta: i64) -> i64 {
        let tw = plan.end.as_micros() + latency;
        let old = tw + theta;
        let s = plan.carries.as_micros();
        let new = match behaviour {
            Behaviour::Half => s + 500_000,
            Behaviour::Keep => s + old.rem_euclid(SECOND),
            _ => s,
        };
        theta + new - old
    }

    #[test]
    fn latency_is_learned_and_the_third_set_hits_the_aim() {
        for behaviour in [Behaviour::Reset, Behaviour::Half] {
            for latency in [12_000i64, 38_000, 60_000] {
                for (baud, bytes) in [(2_400, 22), (9_600, 22), (1_200, 35)] {
                    let mut model = SetModel::new();
                    let (mut theta, mut t) = (1_700_000i64, 400_000_000_000i64);
                    for n in 0..5 {
                        let e = estimate(t, theta);
                        let at = t + 30_000_000;
                        let line = Line { bytes, baud };
                        let plan = model
                            .plan(&order(at, theta, 123_456), &e, line, e.at)
                            .unwrap();
                        assert!((plan.end.as_micros() - at).abs() < 1_600_000);
                        assert_eq!(plan.end.since(plan.start), line.duration());
                        theta = meter(behaviour, latency, &plan, theta);
                        let out = model
                            .verify(&plan, &estimate(plan.end.as_micros() + 60_000_000, theta));
                        assert!(
                            matches!(out, SetOutcome::Moved { .. }),
                            "{behaviour:?} {n} {out:?}"
                        );
                        if n >= 1 {
                            assert!((theta - 123_456).abs() < 500, "{behaviour:?} {n} {theta}");
                        }
                        theta += 400_000;
                        t += 86_400_000_000;
                    }
                    assert_eq!(model.behaviour(), behaviour);
                }
            }
        }
    }

    #[test]
    fn a_running_divider_is_recognised_and_moved_by_whole_seconds() {
        let mut model = SetModel::new();
        let (mut theta, mut t) = (-1_330_000i64, 400_000_000_000i64);
        for _ in 0..6 {
            let e = estimate(t, theta);
            let o = order(t + 30_000_000, theta, 0);
            let plan = model
                .plan(
                    &o,
                    &e,
                    Line {
                        bytes: 22,
                        baud: 2_400,
                    },
                    e.at,
                )
                .unwrap();
            theta = meter(Behaviour::Keep, 40_000, &plan, theta);
            model.verify(&plan, &estimate(plan.end.as_micros() + 60_000_000, theta));
            t += 86_400_000_000;
        }
        assert_eq!(model.behaviour(), Behaviour::Keep);
        assert!(theta.abs() <= 600_000, "{theta}");
    }

    #[test]
    fn a_set_that_falls_on_the_old_fraction_is_no_proof_of_a_running_divider() {
        let line = Line {
            bytes: 22,
            baud: 2_400,
        };
        let mut model = SetModel::new();
        let mut theta = -345_000i64;
        let mut t = 400_000_000_000i64;
        for aim in [155_000i64, 155_000, 100_000] {
            let plan = model
                .plan(
                    &order(t, theta, aim),
                    &estimate(t, theta),
                    line,
                    Timestamp::from_micros(t),
                )
                .unwrap();
            theta = meter(Behaviour::Half, 30_000, &plan, theta);
            model.verify(&plan, &estimate(plan.end.as_micros() + 60_000_000, theta));
            assert_ne!(model.behaviour(), Behaviour::Keep);
            t += 86_400_000_000;
        }
        assert_eq!(model.behaviour(), Behaviour::Half);
        // And one that was taken for it is taken so no longer when its fraction moves.
        model = SetModel::with_latency(Micros(30_000), Behaviour::Keep);
        theta = -900_000;
        let plan = model
            .plan(
                &order(t, theta, 100_000),
                &estimate(t, theta),
                line,
                Timestamp::from_micros(t),
            )
            .unwrap();
        theta = meter(Behaviour::Reset, 30_000, &plan, theta);
        model.verify(&plan, &estimate(plan.end.as_micros() + 60_000_000, theta));
        assert_ne!(model.behaviour(), Behaviour::Keep);
    }

    #[test]
    fn the_first_set_of_a_near_clock_leaves_it_near_whatever_comes_of_it() {
        let line = Line {
            bytes: 22,
            baud: 2_400,
        };
        for behaviour in [Behaviour::Reset, Behaviour::Half, Behaviour::Keep] {
            for before in (-240_000i64..=240_000).step_by(10_000) {
                for aim in [-200_000i64, 0, 144_000] {
                    let mut model = SetModel::new();
                    let t = 400_000_000_000i64;
                    let e = estimate(t, before);
                    let plan = model
                        .plan(&order(t, before, aim), &e, line, Timestamp::from_micros(t))
                        .unwrap();
                    let after = meter(behaviour, 30_000, &plan, before);
                    assert!(
                        after.abs() <= 400_000,
                        "{behaviour:?} from {before} to {after}"
                    );
                    let out =
                        model.verify(&plan, &estimate(plan.end.as_micros() + 60_000_000, after));
                    match behaviour {
                        Behaviour::Keep => {
                            assert!(matches!(out, SetOutcome::NotMoved), "{before} {out:?}")
                        }
                        _ => assert_eq!(model.behaviour(), behaviour, "{before} {aim} {out:?}"),
                    }
                }
            }
        }
    }

    #[test]
    fn a_meter_that_does_not_move_is_a_refusal() {
        let mut model = SetModel::with_latency(Micros(30_000), Behaviour::Reset);
        model.sets = 3;
        for n in 1..=3 {
            let e = estimate(400_000_000_000, 400_000);
            let o = order(400_030_000_000, 400_000, 0);
            let plan = model
                .plan(
                    &o,
                    &e,
                    Line {
                        bytes: 22,
                        baud: 2_400,
                    },
                    e.at,
                )
                .unwrap();
            assert_eq!(model.verify(&plan, &e), SetOutcome::NotMoved);
            assert_eq!(model.refused(), n);
        }
    }

    #[test]
    fn impossible_lines_and_calendars_are_errors() {
        let model = SetModel::new();
        let e = estimate(-5_000_000, 0);
        let o = order(-4_000_000, 0, 0);
        assert_eq!(
            model.plan(&o, &e, Line { bytes: 22, baud: 0 }, e.at),
            Err(PlanError::Baud)
        );
        assert_eq!(
            model.plan(
                &o,
                &e,
                Line {
                    bytes: 22,
                    baud: 2_400
                },
                e.at
            ),
            Err(PlanError::Calendar)
        );
    }
}
