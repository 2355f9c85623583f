//! The figures of a run: as one JSON object and as a table to read.

use serde::Serialize;
use sim::air::AirCounts;
use sim::queue::{DAY, Micros, SECOND};
use sim::tap::LineCounts;
use sim::truth::{Fate, Verdict};
use std::fmt::Write;

/// What the world knows of one meter's clock at the end.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ClockResult {
    /// Meter clock minus true time at the start, µs.
    pub(crate) start: i64,
    /// The same at the end.
    pub(crate) end: i64,
    /// What the node believes minus what is true at the end, µs; `None` if the node knows nothing.
    pub(crate) estimate_error: Option<i64>,
    /// Sets that the meter obeyed.
    pub(crate) sets: u64,
}

/// Everything that is known at the end of a run.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// Seed of the run.
    pub(crate) seed: u64,
    /// Virtual time.
    pub(crate) virtual_time: Micros,
    /// Time that the machine took, s.
    pub(crate) wall_s: f64,
    /// Addresses of the meters.
    pub(crate) addresses: Vec<String>,
    /// Their clocks.
    pub(crate) clocks: Vec<ClockResult>,
    /// Outages, true and reported.
    pub(crate) verdict: Verdict,
    /// Outages in the concentrator.
    pub(crate) reported: usize,
    /// Radio.
    pub(crate) air: AirCounts,
    /// All lines together.
    pub(crate) line: LineCounts,
    /// A number that depends on every byte on every line and on the air.
    pub(crate) digest: u64,
}

#[derive(Debug, Serialize)]
struct Json {
    seed: u64,
    meters: usize,
    virtual_s: u64,
    wall_s: f64,
    clock: ClockJson,
    outages: OutagesJson,
    rf: RfJson,
    line: LineJson,
}

#[derive(Debug, Serialize)]
struct ClockJson {
    start_ms: P50Max,
    end_ms: P50P99Max,
    estimate_error_ms: P50Max,
    sets: u64,
}

#[derive(Debug, Serialize)]
struct P50Max {
    p50: Option<f64>,
    max: Option<f64>,
}

#[derive(Debug, Serialize)]
struct P50P99Max {
    p50: Option<f64>,
    p99: Option<f64>,
    max: Option<f64>,
}

#[derive(Debug, Serialize)]
struct OutagesJson {
    r#true: usize,
    reported: usize,
    missing: usize,
    duplicated: usize,
    r#false: usize,
    begin_error_s_max: f64,
    report_delay_s_max: f64,
}

#[derive(Debug, Serialize)]
struct RfJson {
    sent: u64,
    lost: u64,
    collided: u64,
    bad: u64,
}

#[derive(Debug, Serialize)]
struct LineJson {
    frames: u64,
    bytes: u64,
    bad: u64,
}

/// Nearest-rank percentile of absolute values, ms with µs resolution; `None` if any value is not
/// known.
fn percentile(values: &[Option<i64>], percent: usize) -> Option<f64> {
    let mut sizes = values
        .iter()
        .map(|value| value.map(i64::unsigned_abs))
        .collect::<Option<Vec<_>>>()?;
    sizes.sort_unstable();
    let rank = (sizes.len() * percent).div_ceil(100).max(1);
    sizes.get(rank - 1).map(|us| *us as f64 / 1000.0)
}

impl Outcome {
    fn starts(&self) -> Vec<Option<i64>> {
        self.clocks.iter().map(|clock| Some(clock.start)).collect()
    }

    fn ends(&self) -> Vec<Option<i64>> {
        self.clocks.iter().map(|clock| Some(clock.end)).collect()
    }

    fn estimates(&self) -> Vec<Option<i64>> {
        self.clocks
            .iter()
            .map(|clock| clock.estimate_error)
            .collect()
    }

    fn sets(&self) -> u64 {
        self.clocks.iter().map(|clock| clock.sets).sum()
    }

    fn begin_error_s_max(&self) -> f64 {
        max(self
            .verdict
            .fates
            .iter()
            .filter_map(begin_error_s)
            .map(f64::abs))
    }

    fn report_delay_s_max(&self) -> f64 {
        max(self.verdict.fates.iter().filter_map(delay_s))
    }

    /// Whether every outage arrived once and every clock ends within a second.
    pub(crate) fn good(&self) -> bool {
        let verdict = &self.verdict;
        verdict.missing == 0
            && verdict.duplicated == 0
            && verdict.wrong == 0
            && self
                .clocks
                .iter()
                .all(|clock| clock.end.unsigned_abs() <= SECOND)
    }

    /// The JSON object of the contract.
    pub(crate) fn json(&self) -> String {
        let json = Json {
            seed: self.seed,
            meters: self.clocks.len(),
            virtual_s: self.virtual_time / SECOND,
            wall_s: round(self.wall_s, 100.0),
            clock: ClockJson {
                start_ms: P50Max {
                    p50: percentile(&self.starts(), 50),
                    max: percentile(&self.starts(), 100),
                },
                end_ms: P50P99Max {
                    p50: percentile(&self.ends(), 50),
                    p99: percentile(&self.ends(), 99),
                    max: percentile(&self.ends(), 100),
                },
                estimate_error_ms: P50Max {
                    p50: percentile(&self.estimates(), 50),
                    max: percentile(&self.estimates(), 100),
                },
                sets: self.sets(),
            },
            outages: OutagesJson {
                r#true: self.verdict.fates.len(),
                reported: self.reported,
                missing: self.verdict.missing,
                duplicated: self.verdict.duplicated,
                r#false: self.verdict.wrong,
                begin_error_s_max: round(self.begin_error_s_max(), 1000.0),
                report_delay_s_max: round(self.report_delay_s_max(), 1000.0),
            },
            rf: RfJson {
                sent: self.air.sent,
                lost: self.air.lost,
                collided: self.air.collided,
                bad: self.air.bad,
            },
            line: LineJson {
                frames: self.line.frames,
                bytes: self.line.bytes,
                bad: self.line.bad,
            },
        };
        serde_json::to_string(&json).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"))
    }

    /// The table at the end, and the totals.
    pub(crate) fn table(&self) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = self.write_table(&mut out);
        out
    }

    fn write_table(&self, out: &mut String) -> std::fmt::Result {
        writeln!(
            out,
            "\n{:<14}{:>13}{:>10}{:>10}{:>6}   {:<12}{:<12}{:<12}{:>8}{:>8}{:>8}",
            "meter",
            "start",
            "end",
            "node err",
            "sets",
            "true begin",
            "reported",
            "its end",
            "begin",
            "end",
            "delay"
        )?;
        writeln!(
            out,
            "{:<14}{:>13}{:>10}{:>10}{:>6}   {:<12}{:<12}{:<12}{:>8}{:>8}{:>8}",
            "",
            "clock ms",
            "clock ms",
            "ms",
            "",
            "d hh:mm:ss",
            "d hh:mm:ss",
            "d hh:mm:ss",
            "err s",
            "err s",
            "s"
        )?;
        for (i, (address, clock)) in self.addresses.iter().zip(&self.clocks).enumerate() {
            let known = clock
                .estimate_error
                .map_or("unknown".into(), |error| format!("{:.1}", ms(error)));
            let mut head = format!(
                "{address:<14}{:>13.1}{:>10.1}{known:>10}{:>6}",
                ms(clock.start),
                ms(clock.end),
                clock.sets
            );
            let mut fates = self
                .verdict
                .fates
                .iter()
                .filter(|fate| fate.truth.meter == i)
                .peekable();
            if fates.peek().is_none() {
                writeln!(out, "{head}   none")?;
            }
            for fate in fates {
                let report = fate.report;
                let time = |at: Option<i64>| at.map_or("-".into(), clock_time);
                let seconds = |s: Option<f64>| s.map_or("-".into(), |s| format!("{s:.2}"));
                writeln!(
                    out,
                    "{head:<53}   {:<12}{:<12}{:<12}{:>8}{:>8}{:>8}",
                    clock_time(fate.truth.begin as i64),
                    report.map_or("missing".into(), |report| time(report.begin)),
                    time(report.and_then(|report| report.end)),
                    seconds(begin_error_s(fate)),
                    seconds(end_error_s(fate)),
                    seconds(delay_s(fate)),
                )?;
                head.clear();
            }
        }
        let figure =
            |value: Option<f64>| value.map_or("unknown".into(), |value| format!("{value:.1} ms"));
        let verdict = &self.verdict;
        writeln!(out)?;
        writeln!(
            out,
            "clocks    start max {}, end p50 {}, p99 {}, max {}; known to the nodes within {}; {} sets",
            figure(percentile(&self.starts(), 100)),
            figure(percentile(&self.ends(), 50)),
            figure(percentile(&self.ends(), 99)),
            figure(percentile(&self.ends(), 100)),
            figure(percentile(&self.estimates(), 100)),
            self.sets(),
        )?;
        writeln!(
            out,
            "outages   {} true, {} reported, {} missing, {} duplicated, {} false; begin within {:.2} s, heard after {:.1} s at most",
            verdict.fates.len(),
            self.reported,
            verdict.missing,
            verdict.duplicated,
            verdict.wrong,
            self.begin_error_s_max(),
            self.report_delay_s_max(),
        )?;
        writeln!(
            out,
            "radio     {} frames sent; receptions lost {}, collided {}, with bit errors {}",
            self.air.sent, self.air.lost, self.air.collided, self.air.bad
        )?;
        writeln!(
            out,
            "lines     {} frames in {} bytes, {} bytes spoilt, {} bad frames",
            self.line.frames, self.line.bytes, self.line.spoilt, self.line.bad
        )?;
        writeln!(
            out,
            "digest    {:016x} over every byte and its time",
            self.digest
        )
    }
}

/// Day from 1 and time of day.
pub(crate) fn clock_time(us: i64) -> String {
    let second = us.div_euclid(SECOND as i64);
    let day = us.div_euclid(DAY as i64) + 1;
    format!(
        "{day} {:02}:{:02}:{:02}",
        second.div_euclid(3600) % 24,
        second.div_euclid(60) % 60,
        second.rem_euclid(60)
    )
}

fn begin_error_s(fate: &Fate) -> Option<f64> {
    Some((fate.report?.begin? - fate.truth.begin as i64) as f64 / 1e6)
}

fn end_error_s(fate: &Fate) -> Option<f64> {
    Some((fate.report?.end? - fate.truth.end? as i64) as f64 / 1e6)
}

/// From the loss of mains to the concentrator.
pub(crate) fn delay_s(fate: &Fate) -> Option<f64> {
    Some(fate.report?.learned.saturating_sub(fate.truth.begin) as f64 / 1e6)
}

fn ms(us: i64) -> f64 {
    us as f64 / 1000.0
}

fn max(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, f64::max)
}

fn round(value: f64, parts: f64) -> f64 {
    (value * parts).round() / parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::truth::{ReportedOutage, TrueOutage, compare};

    fn outcome() -> Outcome {
        let truth = [TrueOutage {
            meter: 0,
            begin: 36_000_300_000,
            end: Some(37_200_300_000),
        }];
        let report = ReportedOutage {
            meter: 0,
            begin: Some(36_000_000_000),
            end: Some(37_200_000_000),
            learned: 36_009_300_000,
            end_learned: Some(37_210_000_000),
        };
        let clock = ClockResult {
            start: -120_000_000,
            end: 150_000,
            estimate_error: Some(-4_000),
            sets: 2,
        };
        Outcome {
            seed: 1,
            virtual_time: 2 * DAY,
            wall_s: 1.239,
            addresses: vec!["202611220001".into()],
            clocks: vec![clock],
            verdict: compare(&truth, &[report]),
            reported: 1,
            air: AirCounts {
                sent: 4,
                lost: 3,
                collided: 2,
                bad: 1,
            },
            line: LineCounts {
                frames: 5,
                bytes: 80,
                spoilt: 1,
                bad: 1,
            },
            digest: 1,
        }
    }

    #[test]
    fn json_has_the_shape_of_the_contract() {
        let expected = concat!(
            r#"{"seed":1,"meters":1,"virtual_s":172800,"wall_s":1.24,"#,
            r#""clock":{"start_ms":{"p50":120000.0,"max":120000.0},"end_ms":{"p50":150.0,"p99":150.0,"max":150.0},"#,
            r#""estimate_error_ms":{"p50":4.0,"max":4.0},"sets":2},"#,
            r#""outages":{"true":1,"reported":1,"missing":0,"duplicated":0,"false":0,"#,
            r#""begin_error_s_max":0.3,"report_delay_s_max":9.0},"#,
            r#""rf":{"sent":4,"lost":3,"collided":2,"bad":1},"line":{"frames":5,"bytes":80,"bad":1}}"#
        );
        assert_eq!(outcome().json(), expected);
        assert!(outcome().good());
    }

    #[test]
    fn a_clock_off_by_more_than_a_second_is_no_good_end() {
        let mut bad = outcome();
        bad.clocks[0].end = -1_000_001;
        assert!(!bad.good());
        bad.clocks[0].estimate_error = None;
        assert!(
            bad.json()
                .contains(r#""estimate_error_ms":{"p50":null,"max":null}"#)
        );
        assert!(bad.table().contains("unknown"));
    }

    #[test]
    fn percentiles_are_nearest_rank() {
        let values: Vec<_> = (1..=100).map(|v| Some(-v * 1000)).collect();
        assert_eq!(percentile(&values, 50), Some(50.0));
        assert_eq!(percentile(&values, 99), Some(99.0));
        assert_eq!(percentile(&values[..12], 99), Some(12.0));
        assert_eq!(percentile(&[Some(1), None], 50), None);
    }
}
