//! Where between request and answer a meter looks at its clock.
//!
//! ```text
//!  t1 (end of request)                                  t2 (start of answer)
//!   |---- d1 ----> latch ------------- d2 ------------->|      r = t2 - t1 = d1 + d2
//! ```
//!
//! Model: `latch = alpha·r_min + f·(r - r_min)`. The share `alpha` of the shortest turn-around cannot be
//! seen from reads (shifting clock and latch together changes nothing); a laboratory can measure it
//! once per firmware type. The share `f` of what is added to the shortest turn-around, and the noise
//! around the line, are learned.

use crate::codec::Codec;
use crate::math::isqrt;
use crate::tables::exp_neg;

/// What is known of a firmware type before a meter of it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Profile {
    /// Latch position at the fastest answer, in 1/256 of the shortest turn-around; negative if the
    /// firmware answers from an older copy. `None`: not measured, the middle is taken.
    pub alpha_256: Option<i16>,
}

impl Profile {
    /// Nothing known: the middle, wrong by at most half of the shortest turn-around.
    pub const UNKNOWN: Self = Self { alpha_256: None };

    /// Measured against the meter's 1 Hz output.
    #[must_use]
    pub const fn measured(alpha_256: i16) -> Self {
        Self {
            alpha_256: Some(alpha_256),
        }
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

/// Latch position when nothing was measured, 1/256 of `r_min`: the middle of what is possible.
const ALPHA_UNKNOWN: i16 = 128;
/// Noise scales of the latch (logistic), µs. The hypotheses have each of them with each share of the added delay that lies
/// before the latch: 0, 1/4, 1/2, 3/4 and 1.
const NOISES: [u16; 4] = [600, 1_800, 5_000, 12_000];
/// Hypotheses on share and noise.
pub(crate) const HYPOTHESES: usize = 20;
/// From this laboratory value on a look is late, 1/256 of the shortest turn-around.
const LATE: i16 = 192;
/// Cost of a hypothesis is held below this, Q8 nats.
const COST_MAX: i32 = 30_000;

/// Longest turn-around that counts, µs.
pub(crate) const TURN_MAX: i64 = 600_000;
pub(crate) const RING: usize = 24;
/// Share of the way to the ring's shortest that the floor rises a read.
const FLOOR_FOLLOWS: u32 = 64;
/// Unit of the ring, µs.
const UNIT: u32 = 16;

/// What has been learned about a meter's turn-around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LatchState {
    pub(crate) alpha: i16,
    pub(crate) ring: [u16; RING],
    pub(crate) filled: u8,
    pub(crate) next: u8,
    /// Shortest turn-around in 1/16 of the ring's unit: follows the ring's down at once, up slowly.
    pub(crate) floor: u32,
    pub(crate) costs: [i16; HYPOTHESES],
}

/// A latch model ready for use in a burst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Latch {
    pub(crate) base: i32,
    pub(crate) share: i32,
    pub(crate) noise: i32,
    /// What is not known of the share, as the scale of a logistic distribution, 1/256.
    pub(crate) doubt: i32,
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
/// The same for a meter that looks just before it answers: nearly all comes before, and so what takes longer.
const LATE_COSTS: [i16; HYPOTHESES] = [
    2_048, 2_048, 2_176, 2_560, 1_536, 1_536, 1_664, 2_048, 1_024, 1_024, 1_152, 1_536, 256, 256,
    384, 768, 0, 0, 128, 512,
];

/// The value of rank `rank` (0: the smallest) of `values`, without sorting.
#[inline(never)]
fn ranked(values: &[u16], rank: usize) -> u16 {
    // The largest that no more than `rank` values are below of.
    let mut found = 0;
    let mut bit = 1u16 << 15;
    while bit > 0 {
        let below = values
            .iter()
            .fold(0usize, |n, v| n.wrapping_add(usize::from(*v < found | bit)));
        if below <= rank {
            found |= bit;
        }
        bit >>= 1;
    }
    found
}

/// `n · times / sum`, for a product beyond 32 bits of a `sum` below 2^24 and `times` up to 2^8.
fn weighed(n: u32, times: u32, sum: u32) -> i32 {
    let whole = n.checked_div(sum).unwrap_or(0);
    let rest = n.wrapping_sub(whole.wrapping_mul(sum)).wrapping_mul(times);
    whole
        .wrapping_mul(times)
        .wrapping_add(rest.checked_div(sum).unwrap_or(0)) as i32
}

impl LatchState {
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
        }
    }

    /// The state as it is stored, in the direction of `codec`; see [`persist`](crate::persist).
    #[inline(never)]
    pub(crate) fn code(&mut self, mut codec: Codec<'_>) {
        let codec = &mut codec;
        self.alpha = codec.word(self.alpha as u32, 16) as i16;
        self.ring
            .iter_mut()
            .for_each(|v| *v = codec.word(u32::from(*v), 16) as u16);
        self.filled = codec.word(u32::from(self.filled), 8) as u8;
        self.next = codec.word(u32::from(self.next), 8) as u8;
        self.floor = codec.word(self.floor, 32);
        self.costs
            .iter_mut()
            .for_each(|v| *v = codec.word(*v as u32, 16) as i16);
    }

    /// Forgets the turn-around (the baud rate changed), keeps share and noise.
    pub(crate) fn clear_ring(&mut self) {
        self.filled = 0;
        self.next = 0;
        self.floor = 0;
    }

    pub(crate) fn note_turn(&mut self, r: i64) {
        if let Some(slot) = self.ring.get_mut(usize::from(self.next)) {
            *slot = (r as u32 / UNIT).clamp(1, 0xffff) as u16;
        }
        let next = self.next.wrapping_add(1);
        self.next = if usize::from(next) < RING { next } else { 0 };
        self.filled = self.filled.saturating_add(1).min(RING as u8);
        let shortest = u32::from(ranked(self.turns(), 0)).wrapping_mul(16);
        let up = shortest.saturating_sub(self.floor) / FLOOR_FOLLOWS;
        self.floor = if self.filled == 1 {
            shortest
        } else {
            shortest.min(self.floor.wrapping_add(up))
        };
    }

    fn turns(&self) -> &[u16] {
        self.ring.get(..usize::from(self.filled)).unwrap_or(&[])
    }

    /// Share, noise and doubt, averaged over the hypotheses by what speaks for each.
    fn average(&self) -> (i32, i32, i32) {
        // 20 weights of 16 bits: with shares in 1/16 and noise in 4 µs no sum reaches 2^32.
        let (mut sum, mut share, mut square, mut noise) = (1u32, 0u32, 0u32, 0u32);
        let mut i = 0usize;
        for &c in &self.costs {
            let w = exp_neg(i32::from(c));
            let (f, s) = parts(i);
            i = i.wrapping_add(1);
            let part = w.wrapping_mul((f >> 4) as u32);
            sum = sum.wrapping_add(w);
            share = share.wrapping_add(part);
            square = square.wrapping_add(part.wrapping_mul((f >> 4) as u32));
            noise = noise.wrapping_add(w.wrapping_mul((s >> 2) as u32));
        }
        let share = weighed(share, 16, sum);
        let spread = isqrt(i64::from(
            weighed(square, 256, sum).wrapping_sub(share.wrapping_mul(share)),
        )) as i32;
        // A logistic distribution of scale 1 has the standard deviation 1.81.
        (
            share,
            weighed(noise, 4, sum).max(100),
            spread.wrapping_mul(141) >> 8,
        )
    }

    /// Adds the evidence of reads for each hypothesis (`cost` in Q8 nats); that of a burst (`forget`) forgets 1/32 of the old.
    pub(crate) fn learn(&mut self, forget: bool, cost: impl Fn(&Latch) -> i32) {
        let mut model = self.unlearned();
        let mut sums = [0i32; HYPOTHESES];
        let mut least = i32::MAX;
        let mut i = 0usize;
        for (sum, old) in sums.iter_mut().zip(&self.costs) {
            (model.share, model.noise) = parts(i);
            i = i.wrapping_add(1);
            let old = i32::from(*old);
            let kept = if forget {
                old.wrapping_sub(old >> 5)
            } else {
                old
            };
            *sum = kept.wrapping_add(cost(&model));
            least = least.min(*sum);
        }
        for (old, sum) in self.costs.iter_mut().zip(&sums) {
            *old = sum.wrapping_sub(least).clamp(0, COST_MAX) as i16;
        }
    }

    /// The model to use.
    pub(crate) fn model(&self) -> Latch {
        let mut latch = self.unlearned();
        (latch.share, latch.noise, latch.doubt) = self.average();
        latch
    }

    /// What the turn-around says alone.
    fn unlearned(&self) -> Latch {
        let turns = self.turns();
        let (mut r_min, mut r_med) = (25_000, 30_000);
        if !turns.is_empty() {
            // The shortest and the median.
            let us = |rank| i32::from(ranked(turns, rank)).wrapping_mul(UNIT as i32);
            (r_min, r_med) = ((us(0) as u32).min(self.floor) as i32, us(turns.len() >> 1));
        }
        Latch {
            base: r_min.wrapping_mul(i32::from(self.alpha)) >> 8,
            share: 0,
            noise: 0,
            doubt: 0,
            r_min,
            r_med,
        }
    }
}

impl Latch {
    /// Added delay beyond which an answer is slow: it says little about the edge.
    pub(crate) fn tail(&self) -> i32 {
        self.r_med
            .wrapping_sub(self.r_min)
            .max(0)
            .wrapping_mul(2)
            .wrapping_add(6_000)
    }

    /// Latch after `t1` and its noise scale for a turn-around `r`, µs.
    pub(crate) fn at(&self, r: i32) -> (i32, i32) {
        let extra = r.wrapping_sub(self.r_min).max(0);
        let normal = extra.min(self.tail());
        let slow = extra.wrapping_sub(normal) >> 1;
        let latch = self
            .base
            .wrapping_add(normal.wrapping_mul(self.share) >> 8)
            .wrapping_add(slow);
        // Root of the sum of two squares, within 7 %.
        let doubt = normal.wrapping_mul(self.doubt) >> 8;
        let (more, less) = (self.noise.max(doubt), self.noise.min(doubt));
        (
            latch,
            more.wrapping_add(less.wrapping_mul(3) >> 3)
                .wrapping_add(slow),
        )
    }

    /// Latch expected for the next read.
    pub(crate) fn typical(&self) -> i32 {
        self.at(self.r_med).0
    }

    pub(crate) fn is_slow(&self, r: i32) -> bool {
        r.wrapping_sub(self.r_min) > self.tail()
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

    #[test]
    fn weights_are_as_in_64_bits() {
        for (n, times, sum) in [
            (u32::MAX, 256, 1_310_701u32),
            (1 << 28, 256, 65_536),
            (19, 4, 77),
            (5, 16, 1),
        ] {
            let exact = u64::from(n) * u64::from(times) / u64::from(sum);
            assert_eq!(
                weighed(n, times, sum),
                exact as u32 as i32,
                "{n} {times} {sum}"
            );
        }
    }
}
