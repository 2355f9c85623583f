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
use crate::math::{clamp, isqrt, mul_div};
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
        Self { alpha_256: Some(alpha_256) }
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

/// Latch position when nothing was measured, 1/256 of `r_min`: the middle of what is possible.
const ALPHA_UNKNOWN: i16 = 128;
/// Shares of the added delay that lie before the latch, 1/256.
pub(crate) const SHARES: [i32; 5] = [0, 64, 128, 192, 256];
/// Noise scales of the latch (logistic), µs.
pub(crate) const NOISES: [i32; 4] = [600, 1_800, 5_000, 12_000];
/// Hypotheses on share and noise.
pub(crate) const HYPOTHESES: usize = 20;
/// Costs before anything is learned, Q8 nats: firmware seldom scatters by more than a few ms.
/// What comes before the look at the clock and what comes after it seldom vary alike.
const FIRST_COSTS: [i16; HYPOTHESES] =
    [0, 0, 128, 512, 128, 128, 256, 640, 256, 256, 384, 768, 128, 128, 256, 640, 0, 0, 128, 512];
/// The same for a meter that looks just before it answers: nearly all comes before, and so what takes longer.
const LATE_COSTS: [i16; HYPOTHESES] = [
    2_048, 2_048, 2_176, 2_560, 1_536, 1_536, 1_664, 2_048, 1_024, 1_024, 1_152, 1_536, 256, 256, 384, 768, 0, 0, 128,
    512,
];
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
const UNIT: i64 = 16;

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

/// Share and noise of a hypothesis.
fn parts(i: usize) -> (i32, i32) {
    let share = SHARES.get(i.wrapping_shr(2)).copied().unwrap_or(128);
    (share, NOISES.get(i & 3).copied().unwrap_or(5_000))
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
            costs: if alpha >= LATE { LATE_COSTS } else { FIRST_COSTS },
        }
    }

    /// The state as it is stored, in the direction of `codec`; see [`persist`](crate::persist).
    #[inline(never)]
    pub(crate) fn code(&mut self, mut codec: Codec<'_>) {
        let codec = &mut codec;
        self.alpha = codec.word(self.alpha as u32, 16) as i16;
        self.ring.iter_mut().for_each(|v| *v = codec.word(u32::from(*v), 16) as u16);
        self.filled = codec.word(u32::from(self.filled), 8) as u8;
        self.next = codec.word(u32::from(self.next), 8) as u8;
        self.floor = codec.word(self.floor, 32);
        self.costs.iter_mut().for_each(|v| *v = codec.word(*v as u32, 16) as i16);
    }

    /// Forgets the turn-around (the baud rate changed), keeps share and noise.
    pub(crate) fn clear_ring(&mut self) {
        self.filled = 0;
        self.next = 0;
        self.floor = 0;
    }

    pub(crate) fn note_turn(&mut self, r: i64) {
        if let Some(slot) = self.ring.get_mut(usize::from(self.next)) {
            *slot = clamp(r / UNIT, 1, i64::from(u16::MAX)) as u16;
        }
        self.next = if usize::from(self.next).saturating_add(1) >= RING { 0 } else { self.next.saturating_add(1) };
        self.filled = self.filled.saturating_add(1).min(RING as u8);
        let used = self.ring.get(..usize::from(self.filled)).unwrap_or(&[]);
        let shortest = u32::from(used.iter().copied().min().unwrap_or(1)).saturating_mul(16);
        let up = shortest.saturating_sub(self.floor) / FLOOR_FOLLOWS;
        self.floor = if self.filled == 1 { shortest } else { shortest.min(self.floor.saturating_add(up)) };
    }

    /// Shortest and median turn-around, µs.
    pub(crate) fn turns(&self) -> (i32, i32) {
        let n = usize::from(self.filled);
        let used = self.ring.get(..n).unwrap_or(&[]);
        let Some(&shortest) = used.iter().min() else { return (25_000, 30_000) };
        let rank = n >> 1;
        let median = used
            .iter()
            .copied()
            .find(|&v| {
                let below = used.iter().filter(|&&w| w < v).count();
                let up_to = used.iter().filter(|&&w| w <= v).count();
                below <= rank && rank < up_to
            })
            .unwrap_or(shortest);
        let us = |v: u16| i32::from(v).saturating_mul(UNIT as i32);
        (us(shortest).min(clamp(i64::from(self.floor), 0, 1 << 24) as i32), us(median))
    }

    /// Share and noise, averaged over the hypotheses by what speaks for each.
    fn average(&self) -> (i32, i32, i32) {
        // 20 weights of 16 bits: with shares in 1/16 and noise in 4 µs no sum reaches 2^32.
        let (mut sum, mut share, mut square, mut noise) = (1u32, 0u32, 0u32, 0u32);
        for (i, &c) in self.costs.iter().enumerate() {
            let w = exp_neg(i32::from(c));
            let (f, s) = parts(i);
            let f = (f >> 4) as u32;
            sum = sum.wrapping_add(w);
            share = share.wrapping_add(w.wrapping_mul(f));
            square = square.wrapping_add(w.wrapping_mul(f).wrapping_mul(f));
            noise = noise.wrapping_add(w.wrapping_mul((s >> 2) as u32));
        }
        let sum = i64::from(sum);
        let share = mul_div(i64::from(share), 16, sum);
        let spread = isqrt(mul_div(i64::from(square), 256, sum).saturating_sub(share.saturating_mul(share)));
        let noise = mul_div(i64::from(noise), 4, sum);
        // A logistic distribution of scale 1 has the standard deviation 1.81.
        (share as i32, noise.max(100) as i32, (spread.saturating_mul(141) >> 8) as i32)
    }

    /// Adds evidence (cost in Q8 nats per hypothesis); that of a burst forgets 1/32 of the old.
    pub(crate) fn learn(&mut self, costs: &[i32; HYPOTHESES], forget: bool) {
        let least = costs.iter().copied().min().unwrap_or(0);
        let mut lowest = i32::MAX;
        let mut next = [0i32; HYPOTHESES];
        for ((n, old), c) in next.iter_mut().zip(self.costs).zip(costs) {
            let old = i32::from(old);
            let lost = if forget { old / 32 } else { 0 };
            *n = old.saturating_sub(lost).saturating_add(c.saturating_sub(least));
            lowest = lowest.min(*n);
        }
        for (old, n) in self.costs.iter_mut().zip(next) {
            *old = n.saturating_sub(lowest).clamp(0, COST_MAX) as i16;
        }
    }

    /// The model to use.
    pub(crate) fn model(&self) -> Latch {
        let (share, noise, doubt) = self.average();
        Latch { doubt, ..self.with(share, noise) }
    }

    /// The models of all hypotheses.
    pub(crate) fn hypotheses(&self) -> impl Iterator<Item = Latch> {
        let one = self.with(0, 0);
        (0..HYPOTHESES).map(move |i| {
            let (share, noise) = parts(i);
            Latch { share, noise, ..one }
        })
    }

    fn with(&self, share: i32, noise: i32) -> Latch {
        let (r_min, r_med) = self.turns();
        Latch { base: r_min.saturating_mul(i32::from(self.alpha)) >> 8, share, noise, doubt: 0, r_min, r_med }
    }
}

impl Latch {
    /// Added delay beyond which an answer is slow: it says little about the edge.
    pub(crate) fn tail(&self) -> i32 {
        self.r_med.saturating_sub(self.r_min).max(0).saturating_mul(2).saturating_add(6_000)
    }

    /// Latch after `t1` and its noise scale for a turn-around `r`, µs.
    pub(crate) fn at(&self, r: i32) -> (i32, i32) {
        let extra = r.saturating_sub(self.r_min).max(0);
        let tail = self.tail();
        let (normal, slow) = (extra.min(tail), extra.saturating_sub(tail).max(0));
        let latch = self.base.saturating_add(normal.saturating_mul(self.share) >> 8).saturating_add(slow / 2);
        // Root of the sum of two squares, within 7 %.
        let doubt = normal.saturating_mul(self.doubt) >> 8;
        let (more, less) = (self.noise.max(doubt), self.noise.min(doubt));
        (latch, more.saturating_add(less.saturating_mul(3) >> 3).saturating_add(slow / 2))
    }

    /// Latch expected for the next read.
    pub(crate) fn typical(&self) -> i32 {
        self.at(self.r_med).0
    }

    pub(crate) fn is_slow(&self, r: i32) -> bool {
        r.saturating_sub(self.r_min) > self.tail()
    }
}
