//! May the reference be believed? Quorum of sources and the gate of the cabinet's own meters.
//!
//! Let `e` be the error of the reference and `m_i` the true offsets of the meters; the nodes measure
//! `x_i = m_i - e`. While fewer than half of the meters are faulty, the median of `x` lies between two
//! honest ones, so `|e| <= |median(x)| + b` with `b` the drift an honest meter may have gathered since
//! it was last verified. Sets are allowed only while `|median(x)| <= g`: a reference that jumps by more
//! than `g + b` stops every set at once, whatever it claims.

use core::fmt;

use crate::math::{abs, add, clamp, isqrt, mul, mul_div, sub, to_i32};
use crate::time::Micros;

const DAY_US: i64 = 86_400_000_000;

/// Why a reference is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GateReason {
    /// No meter of the cabinet has a verified clock to compare with.
    NoWitness,
    /// The median of the meters is off by more than the gate: the reference jumped, not they. Whole ms.
    Jump(i32),
    /// The median of the meters drifts faster than so many quartzes can: the reference ramps. ppb.
    Ramp(i32),
    /// The sources contradict each other and none has a majority.
    NoMajority,
    /// No source at all.
    NoSource,
}

const _: () = assert!(size_of::<GateReason>() <= 8);

impl fmt::Display for GateReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoWitness => {
                f.write_str("no meter with a verified clock to check the reference against: read the meters first")
            }
            Self::Jump(ms) => write!(
                f,
                "the reference stands {ms} ms against the median of the meters: check the concentrator's clock"
            ),
            Self::Ramp(ppb) => {
                write!(f, "the meters together seem to drift by {ppb} ppb: check the concentrator's clock for a ramp")
            }
            Self::NoMajority => f.write_str("the time sources contradict each other: check which one is wrong"),
            Self::NoSource => f.write_str("no time source is present: check the concentrator and its line"),
        }
    }
}

impl core::error::Error for GateReason {}

/// Limits of the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// What the median may be off right after a verified state (100 ms).
    pub base: Micros,
    /// What it may gain a day since then (350 ms).
    pub per_day: Micros,
    /// Standard deviation of the rates of honest meters, ppb (2000).
    pub rate_sd: i32,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            base: Micros::from_millis(100),
            per_day: Micros::from_millis(350),
            rate_sd: 2_000,
        }
    }
}

impl Gate {
    /// How far the median may be off `age` after the last verified state.
    #[must_use]
    pub const fn width(&self, age: Micros) -> Micros {
        let grown = mul_div(
            clamp(age.0, 0, i64::MAX),
            clamp(self.per_day.0, 0, DAY_US),
            DAY_US,
        );
        Micros(add(self.base.0, grown))
    }

    /// The gate: `offsets` are the meters' offsets against the reference, only of meters whose clocks
    /// were right at the last verified state, `age` ago.
    ///
    /// # Errors
    /// [`GateReason::NoWitness`] for an empty list, [`GateReason::Jump`] if the median is outside.
    pub fn check(&self, offsets: &[Micros], age: Micros) -> Result<Micros, GateReason> {
        let Some((low, high)) = median_pair(offsets) else {
            return Err(GateReason::NoWitness);
        };
        let width = self.width(age);
        // With an even number both middle ones must pass.
        for m in [low, high] {
            if m.abs() > width {
                return Err(GateReason::Jump(to_i32(m.0 / 1_000)));
            }
        }
        Ok(Micros(add(low.0, sub(high.0, low.0) / 2)))
    }

    /// A common drift of `n` independent meters: the median moved by `moved` in `span`, sets left out.
    ///
    /// # Errors
    /// [`GateReason::Ramp`] if it is faster than three standard deviations of the mean of so many rates.
    pub const fn check_ramp(&self, moved: Micros, span: Micros, n: u32) -> Result<(), GateReason> {
        if span.0 <= 0 || n == 0 {
            return Ok(());
        }
        let rate = mul_div(moved.0, 1_000_000_000, span.0);
        // 3·sd/√n, with the root in 1/1024.
        let root = isqrt(mul(n as i64, 1 << 20));
        let limit = mul_div(
            mul(self.rate_sd as i64, 3),
            1_024,
            if root < 1 { 1 } else { root },
        );
        if abs(rate) > limit {
            return Err(GateReason::Ramp(to_i32(rate)));
        }
        Ok(())
    }
}

/// The two middle values (equal for an odd number), without sorting; `None` for an empty slice.
#[must_use]
pub fn median_pair(values: &[Micros]) -> Option<(Micros, Micros)> {
    let n = values.len();
    let (low_rank, high_rank) = (n.checked_sub(1)? >> 1, n >> 1);
    let (mut low, mut high) = (None, None);
    for &v in values {
        let below = values.iter().filter(|&&w| w < v).count();
        let up_to = values.iter().filter(|&&w| w <= v).count();
        if below <= low_rank && low_rank < up_to {
            low = Some(v);
        }
        if below <= high_rank && high_rank < up_to {
            high = Some(v);
        }
    }
    Some((low?, high?))
}

/// What one source says: an interval of its offset against local time, µs, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Not less than this.
    pub lower: Micros,
    /// Not more than this.
    pub upper: Micros,
}

/// Agreement of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Where the largest group overlaps.
    pub overlap: Source,
    /// How many sources are in it.
    pub votes: u32,
    /// True if only one source is present at all: sets are limited (see `Policy::single_source_limit`).
    pub single: bool,
}

/// The overlap of the largest group of sources (Marzullo), which must be more than half of them.
///
/// Sources with `lower > upper` count as present but agree with nobody.
///
/// # Errors
/// [`GateReason::NoSource`] for an empty list, [`GateReason::NoMajority`] if no group is large enough.
pub fn majority(sources: &[Source]) -> Result<Agreement, GateReason> {
    if sources.is_empty() {
        return Err(GateReason::NoSource);
    }
    let mut best: Option<Agreement> = None;
    // A largest overlap starts at some source's lower end.
    for start in sources {
        if start.lower > start.upper {
            continue;
        }
        let holds = |s: &&Source| s.lower <= start.lower && start.lower <= s.upper;
        let votes = u32::try_from(sources.iter().filter(holds).count()).unwrap_or(u32::MAX);
        if best.is_none_or(|b| votes > b.votes) {
            let upper = sources
                .iter()
                .filter(holds)
                .map(|s| s.upper)
                .min()
                .unwrap_or(start.upper);
            let overlap = Source {
                lower: start.lower,
                upper,
            };
            best = Some(Agreement {
                overlap,
                votes,
                single: sources.len() == 1,
            });
        }
    }
    match best {
        Some(b) if (b.votes as usize).saturating_mul(2) > sources.len() => Ok(b),
        _ => Err(GateReason::NoMajority),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::vec::Vec;

    fn us(v: &[i64]) -> Vec<Micros> {
        v.iter().map(|&v| Micros(v)).collect()
    }

    #[test]
    fn median_of_even_and_odd() {
        assert_eq!(median_pair(&us(&[])), None);
        assert_eq!(median_pair(&us(&[5])), Some((Micros(5), Micros(5))));
        assert_eq!(median_pair(&us(&[9, 1, 5])), Some((Micros(5), Micros(5))));
        assert_eq!(
            median_pair(&us(&[9, 1, 5, 7])),
            Some((Micros(5), Micros(7)))
        );
        assert_eq!(
            median_pair(&us(&[3, 3, 3, i64::MIN])),
            Some((Micros(3), Micros(3)))
        );
    }

    #[test]
    fn fewer_than_half_faulty_meters_cannot_open_the_gate_for_a_jump() {
        let gate = Gate::default();
        // Exhaustive over small n, f; honest meters within 80 ms; faulty ones try to hide the jump.
        for n in 1..=9usize {
            for f in 0..n {
                for jump in [2_000_000i64, 28_800_000_000, 86_400_000_000, -4_000_000] {
                    let x: Vec<Micros> = (0..n)
                        .map(|i| {
                            if i < f {
                                Micros(0)
                            } else {
                                Micros(-jump + (i as i64 - 4) * 20_000)
                            }
                        })
                        .collect();
                    let passed = gate.check(&x, Micros::ZERO).is_ok();
                    if 2 * f < n {
                        assert!(!passed, "n={n} f={f} jump={jump}");
                    }
                }
            }
        }
    }

    #[test]
    fn ramps_beyond_the_quartzes_block() {
        let gate = Gate::default();
        let day = Micros(DAY_US);
        // 12 meters: 3·2000/√12 = 1732 ppb = 150 ms a day.
        assert!(gate.check_ramp(Micros::from_millis(140), day, 12).is_ok());
        assert!(matches!(
            gate.check_ramp(Micros::from_millis(-160), day, 12),
            Err(GateReason::Ramp(_))
        ));
        assert!(
            gate.check_ramp(Micros(i64::MIN), Micros(1), u32::MAX)
                .is_err()
        );
        assert!(gate.check_ramp(Micros(i64::MIN), Micros(0), 5).is_ok());
    }

    #[test]
    fn majority_needs_more_than_half() {
        let s = |l, u| Source {
            lower: Micros(l),
            upper: Micros(u),
        };
        assert_eq!(majority(&[]), Err(GateReason::NoSource));
        assert!(majority(&[s(0, 1)]).is_ok_and(|a| a.single && a.votes == 1));
        assert_eq!(majority(&[s(0, 1), s(5, 6)]), Err(GateReason::NoMajority));
        let a = majority(&[s(0, 10), s(5, 20), s(100, 101)]).unwrap();
        assert_eq!((a.overlap, a.votes, a.single), (s(5, 10), 2, false));
        assert_eq!(majority(&[s(1, 0)]), Err(GateReason::NoMajority));
    }

    proptest! {
        #[test]
        fn the_truth_held_by_a_majority_is_in_the_overlap_of_all_of_them(
            honest in proptest::collection::vec((0i64..1000, 0i64..1000), 1..8),
            liars in proptest::collection::vec((any::<i64>(), any::<i64>()), 0..8),
        ) {
            prop_assume!(honest.len() > liars.len());
            let mut all: Vec<Source> = honest.iter()
                .map(|&(a, b)| Source { lower: Micros(-a), upper: Micros(b) }).collect();
            all.extend(liars.iter().map(|&(a, b)| Source { lower: Micros(a), upper: Micros(b) }));
            let got = majority(&all).unwrap();
            prop_assert!(got.votes as usize >= honest.len());
            // At least one honest source holds the whole overlap.
            prop_assert!(all.iter().take(honest.len()).any(|h| h.lower <= got.overlap.upper && got.overlap.lower <= h.upper));
        }

        #[test]
        fn median_agrees_with_sorting(v in proptest::collection::vec(any::<i64>(), 1..20)) {
            let mut sorted = v.clone();
            sorted.sort_unstable();
            let n = v.len();
            prop_assert_eq!(
                median_pair(&us(&v)),
                Some((Micros(sorted[(n - 1) / 2]), Micros(sorted[n / 2])))
            );
        }
    }
}
