//! Reply timing: when between request and answer a meter samples its clock.
//!
//! ```text
//!  t1 (end of request)                                     t2 (start of answer)
//!   |---- d1 ----> sample ------------- d2 ---------------->|      r = t2 - t1 = d1 + d2
//! ```
//!
//! Model: `d1 = α·r_min + f·(r - r_min) + noise`, the noise logistic with the scale `s`.
//!
//! The share `α` of the shortest turn-around cannot be seen from reads: shifting clock and sample
//! together changes nothing. A laboratory can measure it once per firmware type ([`Profile`]);
//! without that the middle is taken, wrong by at most `r_min/2`. The share `f` of what is added to
//! the shortest turn-around, and `s`, are learned: twenty hypotheses, five values of `f` with four
//! of `s`, each with a cost in Q8 nats to which every burst adds what the reads say (`-ln` of their
//! probability). The model in use is their mean, weighted with `e^-cost`; how far they disagree on
//! `f` counts as noise.

use crate::estimate::tables::exp_neg;
use crate::math::{clamp, isqrt};
use crate::time::Micros;

/// What is known of a firmware type before a meter of it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Profile {
    /// Sampling instant at the fastest answer, in 1/256 of the shortest turn-around after the
    /// request; negative if the firmware answers from an older copy. `None`: not measured, the
    /// middle is taken.
    pub alpha_256: Option<i16>,
    /// Age that the firmware's copy of the clock can have when it answers (10 ms): a main loop
    /// that copies the clock once in 100 ms answers up to 100 ms late. Reads that contradict
    /// each other raise it.
    pub copy_age: Micros,
}

impl Profile {
    /// Nothing known: the middle, wrong by at most half of the shortest turn-around.
    pub const UNKNOWN: Self = Self {
        alpha_256: None,
        copy_age: COPY_AGE,
    };

    /// Measured against the meter's 1 Hz output.
    #[must_use]
    pub const fn measured(alpha_256: i16) -> Self {
        Self {
            alpha_256: Some(alpha_256),
            copy_age: COPY_AGE,
        }
    }

    /// The same with another age of the copy, up to two seconds.
    #[must_use]
    pub const fn with_copy_age(mut self, age: Micros) -> Self {
        self.copy_age = age;
        self
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

/// Age of a copy of the clock when nothing is known: firmware that reads it once in a few ms.
const COPY_AGE: Micros = Micros(10_000);
/// Scatter from which a copy is suspected, µs: nearly all reads speak for the largest hypothesis.
const SCATTERED: i32 = 8_000;
/// A jump between two bursts that is longer is a step.
const JUMP_MAX: Micros = Micros(1_100_000);
/// Longest age of a copy that is believed.
pub(crate) const COPY_AGE_MAX: Micros = Micros(2_000_000);
/// Sampling instant when nothing was measured, 1/256 of `r_min`: the middle of what is possible.
const ALPHA_UNKNOWN: i16 = 128;
/// Noise scales `s` of the hypotheses, µs. Each goes with each share `f` of the added delay that
/// lies before the sample: 0, 1/4, 1/2, 3/4 and 1.
const NOISES: [u16; 4] = [600, 1_800, 5_000, 12_000];
/// Hypotheses on share and noise.
pub(crate) const HYPOTHESES: usize = 20;
/// From this laboratory value on a sample is late, 1/256 of the shortest turn-around.
const LATE: i16 = 192;
/// Cost of a hypothesis is held below this, Q8 nats.
const COST_MAX: i32 = 30_000;

/// Longest turn-around that counts: the standard asks for 500 ms at most.
pub(crate) const REPLY_MAX: Micros = Micros(600_000);
pub(crate) const RING: usize = 24;
/// Share of the way to the ring's shortest that the floor rises a read.
const FLOOR_FOLLOWS: u32 = 64;
/// Unit of the ring, µs.
const UNIT: u32 = 16;

/// What has been learned about a meter's turn-around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReplyTiming {
    pub(crate) alpha: i16,
    pub(crate) ring: [u16; RING],
    pub(crate) filled: u8,
    pub(crate) next: u8,
    /// Shortest turn-around in 1/16 of the ring's unit: follows the ring's down at once, up
    /// slowly.
    pub(crate) floor: u32,
    pub(crate) costs: [i16; HYPOTHESES],
    /// Age of the firmware's copy of the clock, ms.
    pub(crate) copy_ms: u16,
    /// What the last burst says of it that no other confirmed yet, ms.
    pub(crate) suspected_ms: u16,
    /// The last jump of the clock between two bursts since it was set, ms.
    pub(crate) jump_ms: u16,
}

/// The model with what was learned put in, for use in a burst; µs and 1/256.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimingModel {
    pub(crate) base: i32,
    pub(crate) share: i32,
    pub(crate) noise: i32,
    /// What is not known of the share, as the scale of a logistic distribution, 1/256.
    pub(crate) doubt: i32,
    /// Mean age of a copy beyond that of an ordinary firmware, and what its spread adds to the
    /// noise, as the scale of a logistic distribution: an even spread of 1 s has the deviation
    /// 1 s/√12, 0.159 · 1.81 s.
    pub(crate) copy: i32,
    pub(crate) copy_noise: i32,
    pub(crate) r_min: i32,
    pub(crate) r_med: i32,
}

/// Share (1/256) and noise (µs) of a hypothesis.
fn parts(i: usize) -> (i32, i32) {
    let noise = NOISES.get(i & 3).copied().unwrap_or(0);
    (((i >> 2) << 6) as i32, i32::from(noise))
}

/// Costs before anything is learned, Q8 nats: firmware seldom scatters by more than a few ms.
/// What comes before the look at the clock and what comes after it seldom vary alike.
const FIRST_COSTS: [i16; HYPOTHESES] = [
    0, 0, 128, 512, 128, 128, 256, 640, 256, 256, 384, 768, 128, 128, 256, 640, 0, 0, 128, 512,
];
/// The same for a meter that looks just before it answers: nearly all comes before, and so what
/// takes longer.
const LATE_COSTS: [i16; HYPOTHESES] = [
    2_048, 2_048, 2_176, 2_560, 1_536, 1_536, 1_664, 2_048, 1_024, 1_024, 1_152, 1_536, 256, 256,
    384, 768, 0, 0, 128, 512,
];

/// The value of rank `rank` (0: the smallest) of `values`, without sorting.
fn ranked(values: &[u16], rank: usize) -> u16 {
    // The largest that no more than `rank` values are below of.
    let mut found = 0;
    let mut bit = 1u16 << 15;
    while bit > 0 {
        let below = values.iter().filter(|v| **v < found | bit).count();
        if below <= rank {
            found |= bit;
        }
        bit >>= 1;
    }
    found
}

/// An age in ms, rounded up, within reason.
const fn to_ms(age: Micros) -> u16 {
    let held = clamp(age.0, 0, COPY_AGE_MAX.0) as u32;
    held.div_ceil(1_000) as u16
}

impl ReplyTiming {
    pub(crate) const fn new(profile: Profile) -> Self {
        let alpha = match profile.alpha_256 {
            Some(a) => a,
            None => ALPHA_UNKNOWN,
        };
        Self {
            alpha,
            ring: [0; RING],
            filled: 0,
            next: 0,
            floor: 0,
            costs: if alpha >= LATE {
                LATE_COSTS
            } else {
                FIRST_COSTS
            },
            copy_ms: to_ms(profile.copy_age),
            suspected_ms: 0,
            jump_ms: 0,
        }
    }

    /// Age that the firmware's copy of the clock can have, as far as any burst has seen.
    pub(crate) fn copy_age(&self) -> Micros {
        let seen = Micros::from_millis(i64::from(self.copy_ms.max(self.suspected_ms)));
        seen.max(self.scattered())
    }

    /// Age of a copy that would explain the scatter of the sampling instant, if prompt answers of
    /// equal turn-around cannot: the sample lies between request and answer. 0 if they can.
    fn scattered(&self) -> Micros {
        let model = self.model();
        if model.noise < SCATTERED || model.noise * 4 < model.r_min {
            return Micros::ZERO;
        }
        // An even spread of 1 has the scale 0.159.
        Micros(i64::from(model.noise)) * 1_000 / 159
    }

    /// The same as far as two bursts agree.
    pub(crate) fn known_copy_age(&self) -> Micros {
        Micros::from_millis(i64::from(self.copy_ms))
    }

    /// Takes the age of a copy that the reads of a burst show, for they contradict each other
    /// beyond the one that is known; 0: they do not. A meter whose clock is moved within a
    /// burst contradicts itself once; one that answers from a copy does so again soon.
    pub(crate) fn contradicted(&mut self, age: Micros) {
        if age <= Micros::ZERO {
            // Forgotten over a dozen bursts.
            self.suspected_ms = self.suspected_ms - self.suspected_ms.div_ceil(8);
            return;
        }
        // A quarter more: the oldest and the freshest copy were hardly among them.
        let seen = to_ms(age * 5 / 4);
        if self.suspected_ms > 0 {
            self.copy_ms = self.copy_ms.max(self.suspected_ms).max(seen);
            self.suspected_ms = 0;
        } else {
            self.suspected_ms = seen;
        }
    }

    /// Takes a jump of the clock from one burst to the next that no set explains. A second one
    /// before the next set is no step of the clock: a copy is of one age all through a burst if
    /// the main loop divides the second, and of another one hours later.
    pub(crate) fn jumped(&mut self, by: Micros) {
        let ms = to_ms(by.abs());
        if by.abs() > JUMP_MAX {
            self.jump_ms = 0;
            return;
        }
        if self.jump_ms > 0 {
            let size = self.jump_ms.max(ms);
            self.copy_ms = self.copy_ms.max(size.saturating_add(size / 4));
        }
        self.jump_ms = ms;
    }

    /// The next jump is no second one: a set explains it, or it comes too late.
    pub(crate) const fn forget_jump(&mut self) {
        self.jump_ms = 0;
    }

    /// Beyond an ordinary firmware's copy: the age of this one's, which adds an error that all
    /// reads of a burst may have in common.
    fn extra_age(&self) -> Micros {
        (self.known_copy_age() - COPY_AGE).max(Micros::ZERO)
    }

    /// Standard deviation of that error: an even spread of 1 has 1/√12.
    pub(crate) fn common_sd(&self) -> Micros {
        self.extra_age() * 289 / 1_000
    }

    /// Forgets the turn-around (the baud rate changed), keeps share and noise.
    pub(crate) fn forget_turns(&mut self) {
        self.filled = 0;
        self.next = 0;
        self.floor = 0;
    }

    pub(crate) fn note_turn(&mut self, turn: Micros) {
        if let Some(slot) = self.ring.get_mut(usize::from(self.next)) {
            *slot = (turn.0 as u32 / UNIT).clamp(1, 0xffff) as u16;
        }
        let next = self.next.saturating_add(1);
        self.next = if usize::from(next) < RING { next } else { 0 };
        self.filled = self.filled.saturating_add(1).min(RING as u8);
        let shortest = u32::from(ranked(self.turns(), 0)) * 16;
        let up = shortest.saturating_sub(self.floor) / FLOOR_FOLLOWS;
        self.floor = if self.filled == 1 {
            shortest
        } else {
            shortest.min(self.floor.saturating_add(up))
        };
    }

    fn turns(&self) -> &[u16] {
        self.ring.get(..usize::from(self.filled)).unwrap_or(&[])
    }

    /// Share, noise and doubt: means over the hypotheses, weighted by what speaks for each.
    fn average(&self) -> (i32, i32, i32) {
        // 1, so that nobody divides by 0; weights go up to 65 535.
        let (mut sum, mut share, mut square, mut noise) = (1u64, 0u64, 0u64, 0u64);
        for (i, &cost) in self.costs.iter().enumerate() {
            let w = u64::from(exp_neg(i32::from(cost)));
            let (f, s) = parts(i);
            let (f, s) = (f as u64, s as u64);
            sum += w;
            share += w * f;
            square += w * f * f;
            noise += w * s;
        }
        let mean = |v: u64| v.checked_div(sum).unwrap_or(0) as i32;
        let (share, square, noise) = (mean(share), mean(square), mean(noise));
        let spread = isqrt(i64::from(square - share * share)) as i32;
        // A logistic distribution of scale 1 has the standard deviation 1.81; 256/1.81 = 141.
        (share, noise.max(100), (spread * 141) >> 8)
    }

    /// Adds the evidence of reads for each hypothesis (`cost` in Q8 nats); that of a burst
    /// (`forget`) forgets 1/32 of the old.
    pub(crate) fn learn(&mut self, forget: bool, cost: impl Fn(&TimingModel) -> i32) {
        let mut model = self.unlearned();
        let mut sums = [0i32; HYPOTHESES];
        for (i, (sum, old)) in sums.iter_mut().zip(&self.costs).enumerate() {
            (model.share, model.noise) = parts(i);
            let old = i32::from(*old);
            let kept = if forget { old - (old >> 5) } else { old };
            *sum = kept.saturating_add(cost(&model));
        }
        let least = sums.iter().copied().min().unwrap_or(0);
        for (old, sum) in self.costs.iter_mut().zip(&sums) {
            *old = sum.saturating_sub(least).clamp(0, COST_MAX) as i16;
        }
    }

    /// The model to use.
    pub(crate) fn model(&self) -> TimingModel {
        let mut model = self.unlearned();
        (model.share, model.noise, model.doubt) = self.average();
        model
    }

    /// What reads cannot show of the sampling instant: half of the shortest turn-around, unless a
    /// laboratory measured it, and what a copy of the clock hides.
    pub(crate) fn unseen(&self) -> Micros {
        let model = self.unlearned();
        let half = Micros(i64::from(model.r_min / 2));
        let constant = if self.alpha == ALPHA_UNKNOWN {
            half
        } else {
            Micros::ZERO
        };
        // The mean age of a copy is known no better than to half of it.
        let suspected = Micros::from_millis(i64::from(self.suspected_ms));
        constant
            + Micros(i64::from(model.copy / 2))
                .max(suspected)
                .max(self.scattered() / 2)
    }

    /// What the turn-around says alone.
    fn unlearned(&self) -> TimingModel {
        let turns = self.turns();
        let (mut r_min, mut r_med) = (25_000, 30_000);
        if !turns.is_empty() {
            // The shortest and the median.
            let us = |rank| i32::from(ranked(turns, rank)) * UNIT as i32;
            (r_min, r_med) = ((us(0) as u32).min(self.floor) as i32, us(turns.len() >> 1));
        }
        let extra = self.extra_age().0 as i32;
        TimingModel {
            base: ((i64::from(r_min) * i64::from(self.alpha)) >> 8) as i32,
            share: 0,
            noise: 0,
            doubt: 0,
            copy: extra / 2,
            copy_noise: extra * 159 / 1_000,
            r_min,
            r_med,
        }
    }
}

/// Root of the sum of two squares, within 7 %; exact if one is 0.
fn root_of_squares(a: i32, b: i32) -> i32 {
    a.max(b) + ((a.min(b) * 3) >> 3)
}

impl TimingModel {
    /// Added delay beyond which an answer is slow: it says little about the edge.
    pub(crate) fn tail(&self) -> i32 {
        (self.r_med - self.r_min).max(0) * 2 + 6_000
    }

    /// Sampling instant after `t1` and its noise scale for a turn-around `r`, µs.
    pub(crate) fn at(&self, r: i32) -> (i32, i32) {
        let extra = (r - self.r_min).max(0);
        let normal = extra.min(self.tail());
        // Nothing says where the rest of a slow answer's delay lies: the middle, give or take half.
        let slow = (extra - normal) / 2;
        let sample = self.base - self.copy + ((normal * self.share) >> 8) + slow;
        let doubt = (normal * self.doubt) >> 8;
        (sample, root_of_squares(self.scatter(), doubt) + slow)
    }

    /// Noise scale of a prompt answer, µs.
    pub(crate) fn scatter(&self) -> i32 {
        root_of_squares(self.noise, self.copy_noise)
    }

    /// Sampling instant expected for the next read.
    pub(crate) fn typical(&self) -> i32 {
        self.at(self.r_med).0
    }

    pub(crate) fn is_slow(&self, r: i32) -> bool {
        r - self.r_min > self.tail()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rank_is_that_of_sorting() {
        let values = [7u16, 0, 65_535, 7, 300, 12, 7];
        let mut sorted = values;
        sorted.sort_unstable();
        for (rank, v) in sorted.into_iter().enumerate() {
            assert_eq!(ranked(&values, rank), v);
        }
    }
}
