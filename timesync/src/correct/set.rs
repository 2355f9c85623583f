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
//!
//! With the plan's `S` and `end` and the offset `θ` measured afterwards, the latency was
//! `L = S - end - θ`: the write was at `end + L` and made the meter show `S`. Everything else
//! follows from the fraction by which the clock moved. Constants: a burst knows an offset to 2–3
//! ms, so that 25 ms (`SAME`) is eight deviations, and two fractions 100 ms apart (`CLEAR`) are
//! told apart even if both are wrong by that.

use core::fmt;

use crate::calendar::Civil;
use crate::correct::policy::SetOrder;
use crate::math::{clamp, floor_mod};
use crate::time::{Estimate, MeterTime, Micros, NodeTime, Offset, Timestamp};

const SECOND: Micros = Micros::SECOND;
const HALF: Micros = Micros(500_000);
/// Latency before anything is learned: a prompt firmware.
const PRIOR: Micros = Micros(30_000);
/// Its standard deviation.
const PRIOR_SD: Micros = Micros(20_000);
/// While nothing is known of the meter's behaviour it may be anywhere in the second.
const UNLEARNED_SD: Micros = Micros(600_000);
/// Deviation of a write that has been verified twice, at least: jitter of the firmware.
const LEARNED_SD: Micros = Micros(3_000);
/// A fraction that moved less than this did not move.
const SAME: Micros = Micros(25_000);
/// Fractions that differ by this much are told apart in any case: four times [`SAME`].
const CLEAR: Micros = Micros(100_000);
/// How far a first set that would not be telling aims aside: past [`CLEAR`] from both fractions.
const ASIDE: Micros = Micros(170_000);
/// Latencies of one meter repeat within ten times 12 ms; a larger change is another behaviour.
const REPEATS: Micros = Micros(120_000);
/// Unit of the stored spread, µs.
const SPREAD_UNIT: i64 = 2_000;
/// A latency below this is that of a meter whose second starts half a second after the write.
const HALF_BELOW: Micros = Micros(-150_000);
/// Latencies that are believed at all: a prompt meter whose second starts half a second late, to
/// one that takes one and a half.
const LATENCIES: core::ops::RangeInclusive<Micros> = Micros(-600_000)..=Micros(1_500_000);

/// What `d` is above the nearest whole second.
const fn fraction(d: Micros) -> Micros {
    let shifted = floor_mod(d.0.saturating_add(HALF.0), SECOND.0);
    Micros(shifted.saturating_sub(HALF.0))
}

/// Distance from the nearest half second.
fn from_half(d: Micros) -> Micros {
    let whole = fraction(d).abs();
    whole.min(HALF - whole)
}

/// How a meter takes a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
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
    /// The same, and the second carried is shown from the next tick of the divider on: a second
    /// later.
    NextTick = 4,
}

impl Behaviour {
    /// Whether only whole seconds move.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Keep | Self::NextTick)
    }

    /// By how much a clock that is moved by whole seconds stays short of the second carried.
    const fn lag(self) -> Micros {
        match self {
            Self::NextTick => SECOND,
            _ => Micros::ZERO,
        }
    }
}

/// What has been learned about the sets of one meter (12 bytes; share the latency between meters
/// of one type with [`SetModel::with_latency`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct SetModel {
    pub(crate) latency: i32,
    pub(crate) sets: u8,
    pub(crate) behaviour: Behaviour,
    pub(crate) keep_evidence: u8,
    pub(crate) refused: u8,
    /// Observed spread of the latency, in [`SPREAD_UNIT`].
    pub(crate) spread: u8,
}

impl Default for SetModel {
    fn default() -> Self {
        Self::new()
    }
}

/// A set, ready to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
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

    /// How far the clock has moved by the set, after which it is where `after` says.
    #[must_use]
    pub const fn moved(&self, after: &Estimate<MeterTime, NodeTime>) -> Micros {
        let now = after.offset_at(self.end).as_micros();
        Micros(now.saturating_sub(self.before.as_micros()))
    }
}

/// Why a set cannot be planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum PlanError {
    /// The instant lies outside 2000–2099.
    Calendar,
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Calendar => "the instant lies outside 2000 to 2099",
        })
    }
}

impl core::error::Error for PlanError {}

/// What a verify burst says about a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
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
            latency: PRIOR.0 as i32,
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
        let learned = self.spread();
        match self.sets {
            0 => UNLEARNED_SD,
            1 => PRIOR_SD,
            _ if learned.0 > LEARNED_SD.0 => learned,
            _ => LEARNED_SD,
        }
    }

    const fn spread(&self) -> Micros {
        Micros(self.spread as i64 * SPREAD_UNIT)
    }

    /// Plans a set: the write falls as near to `order.at` as the whole second allows, and the
    /// frame, which takes the time `frame` on the line, does not start before `earliest`.
    ///
    /// # Errors
    /// [`PlanError::Calendar`] if the second to carry is outside 2000–2099.
    pub fn plan(
        &self,
        order: &SetOrder,
        estimate: &Estimate<MeterTime, NodeTime>,
        frame: Micros,
        earliest: Timestamp<NodeTime>,
    ) -> Result<SetPlan, PlanError> {
        let soonest = earliest + frame + self.latency().max(Micros::ZERO);
        let floor = order.at.max(soonest);
        let before = estimate.offset_at(floor);
        // The offset afterwards, and where in a second of the meter's clock the write falls.
        let (predicted, into, latency, uncertainty) = if self.behaviour.is_whole() {
            // At half a second, so that no edge is near.
            let motion = order.motion + HALF;
            let whole = motion - motion.rem_floor(SECOND);
            let learned = (Micros::ZERO..=HALF).contains(&self.latency());
            let latency = if learned { self.latency() } else { PRIOR };
            (before + whole, HALF, latency, estimate.deviation)
        } else {
            let aim = self.aim(Micros::from(order.aim), Micros::from(before));
            let predicted = Offset::from_micros(aim.0);
            (predicted, Micros::ZERO, self.latency(), self.uncertainty())
        };
        // The first write that is not too early and falls `into` a second of the meter's clock as
        // it will be.
        let shown = Micros(floor.shift(predicted).as_micros());
        let write = floor + (into - shown).rem_floor(SECOND);
        let end = write - latency;
        let carries = write.shift(predicted) - into + self.behaviour.lag();
        let plan = SetPlan {
            start: end - frame,
            end,
            carries,
            predicted,
            uncertainty,
            before,
        };
        plan.civil()?;
        Ok(plan)
    }

    /// Where a set aims that shall bring the clock to `aim`: the first one beside it, so that its
    /// effect tells the behaviours apart.
    ///
    /// A clock within a second is aimed at a quarter of a second slow: one that takes half a second
    /// longer ends as far on the other side, and one whose divider runs on does not leave the
    /// half second in which it is. Of a clock farther off, which gains by any set, only a
    /// fraction that would stay the same is avoided, some way towards zero.
    fn aim(&self, aim: Micros, before: Micros) -> Micros {
        if self.sets > 0 {
            return aim;
        }
        if before.abs() <= SECOND {
            let quarter = SECOND / 4;
            // Distance of the old fraction from the two that this aim would leave.
            let off = (-before).rem_floor(HALF) - quarter;
            let shift = if off.abs() >= CLEAR {
                Micros::ZERO
            } else if off < Micros::ZERO {
                -CLEAR - off
            } else {
                CLEAR - off
            };
            return shift - quarter;
        }
        if from_half(aim - before) >= CLEAR {
            aim
        } else if aim > Micros::ZERO {
            aim - ASIDE
        } else {
            aim + ASIDE
        }
    }

    /// Learns from the verify burst after a set: `after` is its estimate.
    pub fn verify(&mut self, plan: &SetPlan, after: &Estimate<MeterTime, NodeTime>) -> SetOutcome {
        let moved = plan.moved(after);
        let wanted = plan.predicted - plan.before;
        let stood = moved.abs() <= SAME;
        let whole = fraction(moved).abs();
        // The offset at the write, and the latency that follows from it.
        let now = plan.before + moved;
        let error = now - plan.predicted;
        let seen = Micros::from(plan.carries.offset_from(plan.end)) - Micros::from(now);
        if self.behaviour.is_whole() {
            if stood && wanted.abs() > HALF {
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
        if whole <= SAME && fraction(wanted).abs() > SAME * 2 {
            // Whole seconds at most. A clock that stood may be a refusal, or a divider that runs
            // on.
            let write = Micros((plan.end + PRIOR).shift(plan.before).as_micros());
            let kept = Micros(plan.carries.as_micros()) - (write - write.rem_floor(SECOND));
            let lags = (moved - kept + SECOND).abs() <= SAME;
            if (lags || (moved - kept).abs() <= SAME) && self.sets_agree_not() {
                // Once may be a refusal, or chance: a write that restarts the second can fall on
                // the old fraction.
                let telling = !stood && from_half(wanted) > SAME * 2;
                let evidence = if telling { 2 } else { 1 };
                self.keep_evidence = self.keep_evidence.saturating_add(evidence);
                if self.keep_evidence >= 2 {
                    self.behaviour = if lags {
                        Behaviour::NextTick
                    } else {
                        Behaviour::Keep
                    };
                    self.latency = PRIOR.0 as i32;
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
        if !LATENCIES.contains(&seen) {
            // No meter takes that long: somebody else moved the clock between.
            return SetOutcome::Moved { error };
        }
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

    /// Takes a latency into the mean of the last four.
    fn learn(&mut self, seen: Micros) {
        let seen = Micros(clamp(seen.0, LATENCIES.start().0, LATENCIES.end().0));
        self.sets = self.sets.saturating_add(1);
        let off = seen - self.latency();
        // Rounded towards zero, as far as off the mean as before on either side.
        let step = off
            .0
            .checked_div(i64::from(self.sets.clamp(1, 4)))
            .unwrap_or(0);
        self.latency = (self.latency() + Micros(step)).0 as i32;
        if self.sets >= 2 {
            if off.abs() > REPEATS.max(self.spread() * 4) {
                // Another behaviour than believed: start again from here. If it only scatters that
                // much, the next one lies within the spread and goes into the mean.
                self.latency = seen.0 as i32;
                self.sets = 1;
            }
            let spread = (off.abs() + self.spread()).0 / (2 * SPREAD_UNIT);
            self.spread = spread.min(255) as u8;
        }
        self.behaviour = if self.latency() < HALF_BELOW {
            Behaviour::Half
        } else {
            Behaviour::Reset
        };
    }
}

#[cfg(test)]
mod tests;
