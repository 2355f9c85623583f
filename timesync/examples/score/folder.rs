//! The files of a scenario folder.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// A row of a CSV file by column name.
type Row = HashMap<String, String>;

fn table(path: &Path) -> Result<Vec<Row>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut lines = text.lines();
    let head: Vec<&str> = lines
        .next()
        .unwrap_or("")
        .split(',')
        .map(str::trim)
        .collect();
    let mut rows = Vec::new();
    for (n, line) in lines.enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        if cells.len() != head.len() {
            return Err(format!(
                "{}:{}: {} columns, expected {}",
                path.display(),
                n + 2,
                cells.len(),
                head.len()
            ));
        }
        rows.push(
            head.iter()
                .zip(cells)
                .map(|(h, c)| ((*h).to_owned(), c.to_owned()))
                .collect(),
        );
    }
    Ok(rows)
}

fn text(row: &Row, name: &str) -> Result<String, String> {
    row.get(name)
        .cloned()
        .ok_or_else(|| format!("column {name} is missing"))
}

fn number<T: std::str::FromStr>(row: &Row, name: &str) -> Result<T, String> {
    let cell = text(row, name)?;
    cell.parse()
        .map_err(|_| format!("column {name}: {cell:?} is not a number"))
}

fn optional(row: &Row, name: &str) -> Result<Option<i64>, String> {
    if text(row, name)?.is_empty() {
        Ok(None)
    } else {
        number(row, name).map(Some)
    }
}

/// One row of `wNN_draws.csv`.
pub(crate) struct Draw {
    pub(crate) d1: i64,
    pub(crate) d2: i64,
    pub(crate) e1: i64,
    pub(crate) e2: i64,
    pub(crate) lost: bool,
    pub(crate) lie_s: i64,
}

/// An interactive world.
pub(crate) struct World {
    pub(crate) id: String,
    pub(crate) class: String,
    pub(crate) span_s: i64,
    pub(crate) cache_us: i64,
    pub(crate) alpha_256: i16,
    pub(crate) lie: f64,
    pub(crate) jump: Option<(i64, i64)>,
    /// Knots: s, µs.
    pub(crate) clock: Vec<(i64, i64)>,
    pub(crate) draws: Vec<Draw>,
}

pub(crate) fn worlds(dir: &Path) -> Result<Vec<World>, String> {
    table(&dir.join("worlds.csv"))?
        .iter()
        .map(|row| world(dir, row))
        .collect()
}

fn world(dir: &Path, row: &Row) -> Result<World, String> {
    let id = text(row, "id")?;
    let clock = table(&dir.join(format!("{id}_clock.csv")))?
        .iter()
        .map(|r| Ok((number(r, "t_s")?, number(r, "theta_us")?)))
        .collect::<Result<Vec<_>, String>>()?;
    let draws = table(&dir.join(format!("{id}_draws.csv")))?
        .iter()
        .map(|r| {
            Ok(Draw {
                d1: number(r, "d1_us")?,
                d2: number(r, "d2_us")?,
                e1: number(r, "e1_us")?,
                e2: number(r, "e2_us")?,
                lost: number::<i64>(r, "lost")? != 0,
                lie_s: number(r, "lie_s")?,
            })
        })
        .collect::<Result<Vec<_>, String>>()?;
    if draws.is_empty() || clock.len() < 2 {
        return Err(format!("{id}: needs draws and at least two clock knots"));
    }
    let jump = optional(row, "jump_t_s")?.zip(optional(row, "jump_us")?);
    Ok(World {
        class: text(row, "class")?,
        span_s: number(row, "span_s")?,
        cache_us: number(row, "cache_us")?,
        alpha_256: number(row, "alpha_256")?,
        lie: number(row, "lie")?,
        jump,
        clock,
        draws,
        id,
    })
}

impl World {
    /// Meter minus true time at `t` µs.
    pub(crate) fn theta(&self, t: i64) -> i64 {
        let after = self
            .clock
            .partition_point(|&(s, _)| s * 1_000_000 <= t)
            .clamp(1, self.clock.len() - 1);
        let (a, b) = (self.clock.get(after - 1), self.clock.get(after));
        let base = match (a, b) {
            (Some(&(ta, xa)), Some(&(tb, xb))) => {
                let part = i128::from(t - ta * 1_000_000) * i128::from(xb - xa);
                xa + part.div_euclid(i128::from((tb - ta) * 1_000_000)) as i64
            }
            _ => 0,
        };
        base + self
            .jump
            .map_or(0, |(at, by)| if t >= at * 1_000_000 { by } else { 0 })
    }
}

/// A passive trace.
pub(crate) struct Passive {
    pub(crate) id: String,
    pub(crate) class: String,
    pub(crate) alpha_256: i16,
    /// t1, t2 (µs), T (s), truth (µs).
    pub(crate) rows: Vec<[i64; 4]>,
}

pub(crate) fn passive(dir: &Path) -> Result<Vec<Passive>, String> {
    table(&dir.join("passive.csv"))?
        .iter()
        .map(|row| {
            let id = text(row, "id")?;
            let rows = table(&dir.join(format!("{id}.csv")))?
                .iter()
                .map(|r| {
                    Ok([
                        number(r, "t1_us")?,
                        number(r, "t2_us")?,
                        number(r, "T_s")?,
                        number(r, "truth_us")?,
                    ])
                })
                .collect::<Result<Vec<_>, String>>()?;
            Ok(Passive {
                class: text(row, "class")?,
                alpha_256: number(row, "alpha_256")?,
                rows,
                id,
            })
        })
        .collect()
}

/// A trace of radio exchanges.
pub(crate) struct Radio {
    pub(crate) id: String,
    pub(crate) interval_s: i64,
    /// t1 to t4, truth, µs.
    pub(crate) rows: Vec<[i64; 5]>,
}

pub(crate) fn radio(dir: &Path) -> Result<Vec<Radio>, String> {
    table(&dir.join("rf.csv"))?
        .iter()
        .map(|row| {
            let id = text(row, "id")?;
            let rows = table(&dir.join(format!("{id}.csv")))?
                .iter()
                .map(|r| {
                    Ok([
                        number(r, "t1_us")?,
                        number(r, "t2_us")?,
                        number(r, "t3_us")?,
                        number(r, "t4_us")?,
                        number(r, "truth_us")?,
                    ])
                })
                .collect::<Result<Vec<_>, String>>()?;
            Ok(Radio {
                interval_s: number(row, "interval_s")?,
                rows,
                id,
            })
        })
        .collect()
}
