//! What came of a world: its figures, held against its limits, as a table and as JSON.

use super::scene::{Figure, Scene};
use super::stage::{Stage, Subject};
use meter::SetMode;
use serde_json::{Value, json};

/// A figure and its limit.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) figure: Figure,
    /// `None` if nothing was seen.
    pub(super) found: Option<f64>,
    pub(super) limit: f64,
}

impl Line {
    /// Whether the limit was kept. What was not seen was not kept.
    pub(super) fn holds(&self) -> bool {
        self.found.is_some_and(|found| found <= self.limit)
    }
}

/// Clocks of one kind.
#[derive(Clone, Debug)]
struct Kind {
    name: &'static str,
    meters: usize,
    /// 50th and 99th percentile and maximum of their errors, ms.
    errors: [Option<f64>; 3],
    sets: u32,
}

/// What came of a world.
pub(super) struct Found {
    pub(super) scene: &'static Scene,
    pub(super) lines: Vec<Line>,
    kinds: Vec<Kind>,
}

impl Found {
    /// Takes the figures; `modes` says how the meters take a set.
    pub(super) fn new(scene: &'static Scene, stage: &Stage, modes: &[SetMode]) -> Self {
        let lines = (scene.limits.iter()).map(|(figure, limit)| Line {
            figure: *figure,
            found: measure(*figure, stage),
            limit: *limit,
        });
        let mut kinds = Vec::new();
        for (name, mode) in [
            ("reset", SetMode::Reset),
            ("half", SetMode::Half),
            ("keep", SetMode::Keep),
            ("next tick", SetMode::NextTick),
        ] {
            let of_kind: Vec<&Subject> = (stage.subjects.iter().zip(modes))
                .filter(|(_, of)| **of == mode)
                .map(|(subject, _)| subject)
                .collect();
            if !of_kind.is_empty() {
                let errors = of_kind.iter().flat_map(|subject| &subject.errors);
                kinds.push(Kind {
                    name,
                    meters: of_kind.len(),
                    errors: [50, 99, 100].map(|percent| share(errors.clone(), percent)),
                    sets: of_kind.iter().map(|subject| subject.sets).sum(),
                });
            }
        }
        Self {
            scene,
            lines: lines.collect(),
            kinds,
        }
    }

    /// Whether all limits were kept.
    pub(super) fn good(&self) -> bool {
        self.lines.iter().all(Line::holds)
    }

    /// As lines of a table.
    pub(super) fn table(&self) -> String {
        let shown = |v: Option<f64>| v.map_or("-".to_owned(), |v| format!("{v:.1}"));
        let mut out = format!("{}: {}\n", self.scene.name, self.scene.what);
        for line in &self.lines {
            let verdict = if line.holds() { "" } else { "  FAILED" };
            out += &format!(
                "    {:<32}{:>10}  limit {}{verdict}\n",
                line.figure.text(),
                shown(line.found),
                line.limit
            );
        }
        for kind in &self.kinds {
            let [p50, p99, max] = kind.errors.map(shown);
            out += &format!(
                "    {} meters, {}: errors {p50} / {p99} / {max} ms (p50, p99, max), {} sets\n",
                kind.meters, kind.name, kind.sets
            );
        }
        out
    }

    /// As an object.
    pub(super) fn json(&self) -> Value {
        let figures = self.lines.iter().map(|line| {
            json!({
                "figure": line.figure.text(),
                "found": line.found,
                "limit": line.limit,
                "good": line.holds(),
            })
        });
        let kinds = self.kinds.iter().map(|kind| {
            let [p50, p99, max] = kind.errors;
            json!({
                "kind": kind.name,
                "meters": kind.meters,
                "offset_ms": { "p50": p50, "p99": p99, "max": max },
                "sets": kind.sets,
            })
        });
        json!({
            "world": self.scene.name,
            "good": self.good(),
            "figures": figures.collect::<Vec<_>>(),
            "kinds": kinds.collect::<Vec<_>>(),
        })
    }
}

/// A share of the sizes of these errors (µs), ms; `None` of none.
fn share<'a>(errors: impl Iterator<Item = &'a i64>, percent: usize) -> Option<f64> {
    let mut sizes: Vec<u64> = errors.map(|us| us.unsigned_abs()).collect();
    sizes.sort_unstable();
    super::quantile(&sizes, percent)
}

fn measure(figure: Figure, stage: &Stage) -> Option<f64> {
    let subjects = &stage.subjects;
    let errors = || subjects.iter().flat_map(|subject| &subject.errors);
    let last = || subjects.iter().flat_map(|subject| &subject.last);
    let most = |of: fn(&Subject) -> u32| subjects.iter().map(of).max().map(f64::from);
    let percent = |part: usize, of: usize| (of > 0).then(|| part as f64 * 100.0 / of as f64);
    match figure {
        Figure::ErrorP99 => share(errors(), 99),
        Figure::ErrorMax => share(errors(), 100),
        Figure::ErrorEnd => share(last(), 100),
        Figure::Moved => {
            let moved = subjects.iter().map(|subject| subject.moved).max();
            moved.map(|us| us as f64 / 1000.0)
        }
        Figure::SetsADay => most(|subject| subject.sets_a_day),
        Figure::Sets => Some(f64::from(subjects.iter().map(|s| s.sets).sum::<u32>())),
        Figure::ReadsADay => most(|subject| subject.reads_a_day),
        Figure::BoundsBroken => {
            let looks: u32 = subjects.iter().map(|subject| subject.looks).sum();
            let broken: u32 = subjects.iter().map(|subject| subject.broken).sum();
            (looks > 0).then(|| f64::from(broken))
        }
        Figure::Overclaimed => {
            let over: u32 = subjects.iter().map(|subject| subject.overclaimed).sum();
            percent(over as usize, errors().count())
        }
        Figure::Untold => Some(subjects.iter().filter(|subject| !subject.told).count() as f64),
        Figure::GatewayP99 => share(stage.gateway.iter().map(|(error, _)| error), 99),
        Figure::Distrusted => {
            let doubted = stage.gateway.iter().filter(|(_, trusted)| !trusted).count();
            percent(doubted, stage.gateway.len())
        }
        Figure::NodesP50 => share(stage.nodes.iter(), 50),
        Figure::NodesMax => share(stage.nodes.iter(), 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_seen_was_not_kept() {
        let line = |found| Line {
            figure: Figure::ErrorMax,
            found,
            limit: 450.0,
        };
        let held = [Some(450.0), Some(450.1), None].map(|found| line(found).holds());
        assert_eq!(held, [true, false, false]);
    }
}
