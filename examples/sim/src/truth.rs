//! What really happened, kept apart from everything that a party can see, and the comparison with
//! what arrived.

use crate::queue::Micros;

/// One outage of one meter in true time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrueOutage {
    /// Meter, from 0.
    pub meter: usize,
    /// Mains lost.
    pub begin: Micros,
    /// Mains back, if they are.
    pub end: Option<Micros>,
}

/// One outage as the master on the bus tells it, true time of its clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportedOutage {
    /// Meter, from 0.
    pub meter: usize,
    /// Begin, if known, µs since the world began.
    pub begin: Option<i64>,
    /// End, if it has come.
    pub end: Option<i64>,
    /// When it was learned of.
    pub learned: Micros,
    /// When the end was learned of.
    pub end_learned: Option<Micros>,
}

/// What became of one true outage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate {
    /// The truth.
    pub truth: TrueOutage,
    /// What was reported, if it was.
    pub report: Option<ReportedOutage>,
}

/// The comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Every true outage.
    pub fates: Vec<Fate>,
    /// True outages that were not reported, or whose end was not.
    pub missing: usize,
    /// Second reports of one outage.
    pub duplicated: usize,
    /// Reports of nothing.
    pub wrong: usize,
}

/// A report belongs to an outage whose begin is this near.
const NEAR: i64 = 60_000_000;

/// Compares the truth with the reports.
#[must_use]
pub fn compare(truth: &[TrueOutage], reports: &[ReportedOutage]) -> Verdict {
    compare_within(truth, reports, NEAR)
}

/// The same where outages of one meter come close together: a report lies at most `near` µs beside
/// its truth.
#[must_use]
pub fn compare_within(truth: &[TrueOutage], reports: &[ReportedOutage], near: i64) -> Verdict {
    let mut verdict = Verdict::default();
    let mut taken = vec![false; reports.len()];
    for outage in truth {
        let distance = |report: &ReportedOutage| {
            let begin = report.begin.or(report.end)?;
            let from = begin - outage.begin as i64;
            Some(from.abs()).filter(|far| *far <= near)
        };
        let mut found: Vec<_> = reports
            .iter()
            .enumerate()
            .filter(|(i, report)| {
                report.meter == outage.meter && !taken.get(*i).copied().unwrap_or(true)
            })
            .filter_map(|(i, report)| Some((distance(report)?, i, *report)))
            .collect();
        found.sort_unstable_by_key(|(far, i, _)| (*far, *i));
        for (_, i, _) in &found {
            if let Some(slot) = taken.get_mut(*i) {
                *slot = true;
            }
        }
        let report = found.first().map(|(_, _, report)| *report);
        verdict.duplicated += found.len().saturating_sub(1);
        let whole = report.is_some_and(|report| report.end.is_some() == outage.end.is_some());
        verdict.missing += usize::from(!whole);
        verdict.fates.push(Fate {
            truth: *outage,
            report,
        });
    }
    verdict.wrong = taken.iter().filter(|taken| !**taken).count();
    verdict
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth(meter: usize, begin: Micros, end: Option<Micros>) -> TrueOutage {
        TrueOutage { meter, begin, end }
    }

    fn report(meter: usize, begin: i64, end: Option<i64>) -> ReportedOutage {
        ReportedOutage {
            meter,
            begin: Some(begin),
            end,
            learned: 0,
            end_learned: None,
        }
    }

    #[test]
    fn every_kind_of_fault_is_seen() {
        let outages = [
            truth(0, 1_000_000_000, Some(2_000_000_000)),
            truth(1, 5_000_000_000, None),
        ];
        let right = [
            report(0, 1_000_400_000, Some(2_000_000_000)),
            report(1, 5_000_000_000, None),
        ];
        let verdict = compare(&outages, &right);
        assert_eq!(
            (verdict.missing, verdict.duplicated, verdict.wrong),
            (0, 0, 0)
        );
        let verdict = compare(&outages, &right[..1]);
        assert_eq!(
            (verdict.missing, verdict.duplicated, verdict.wrong),
            (1, 0, 0)
        );
        let verdict = compare(&outages, &[right[0], right[1], right[0]]);
        assert_eq!(
            (verdict.missing, verdict.duplicated, verdict.wrong),
            (0, 1, 0)
        );
        let verdict = compare(
            &outages,
            &[right[0], right[1], report(1, 1_000_400_000, None)],
        );
        assert_eq!(
            (verdict.missing, verdict.duplicated, verdict.wrong),
            (0, 0, 1)
        );
        let verdict = compare(&outages, &[report(0, 1_000_400_000, None), right[1]]);
        assert_eq!(
            (verdict.missing, verdict.duplicated, verdict.wrong),
            (1, 0, 0),
            "the end is missing"
        );
    }
}
