//! Several sources of time: the overlap of the largest group (Marzullo), which must be more than
//! half.

use crate::reference::verdict::Verdict;
use crate::time::Micros;

/// What one source says: an interval of its offset against local time, µs, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Source {
    /// Not less than this.
    pub lower: Micros,
    /// Not more than this.
    pub upper: Micros,
}

/// Agreement of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Agreement {
    /// Where the largest group overlaps.
    pub overlap: Source,
    /// How many sources are in it.
    pub votes: u32,
    /// True if only one source is present at all: sets are limited (see
    /// `Policy::single_source_limit`).
    pub single: bool,
}

/// The overlap of the largest group of sources (Marzullo), which must be more than half of them.
///
/// Sources with `lower > upper` count as present but agree with nobody.
///
/// # Errors
/// [`Verdict::FreeRunning`] for an empty list, [`Verdict::Contradict`] if no group is large enough.
pub fn majority(sources: &[Source]) -> Result<Agreement, Verdict> {
    if sources.is_empty() {
        return Err(Verdict::FreeRunning);
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
        _ => Err(Verdict::Contradict),
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
    fn majority_needs_more_than_half() {
        let s = |l, u| Source {
            lower: Micros(l),
            upper: Micros(u),
        };
        assert_eq!(majority(&[]), Err(Verdict::FreeRunning));
        assert!(majority(&[s(0, 1)]).is_ok_and(|a| a.single && a.votes == 1));
        assert_eq!(majority(&[s(0, 1), s(5, 6)]), Err(Verdict::Contradict));
        let a = majority(&[s(0, 10), s(5, 20), s(100, 101)]).unwrap();
        assert_eq!((a.overlap, a.votes, a.single), (s(5, 10), 2, false));
        assert_eq!(majority(&[s(1, 0)]), Err(Verdict::Contradict));
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
