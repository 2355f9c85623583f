//! The picture at the end of a run: one HTML file that loads nothing, readable when printed.
//!
//! Three drawings: the clock errors over time, the outages as they were and as they were reported,
//! and what was on the air when the cabinet went dark.

use crate::report::{Outcome, clock_time, delay_s};
use crate::world::Traces;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};
use plotters::prelude::*;
use rf_frame::v1::FrameType;
use sim::air::Sent;
use sim::queue::{HOUR, Micros, SECOND};
use std::error::Error;
use std::fmt::Write;
use std::ops::Range;
use std::path::PathBuf;

const WIDTH: u32 = 1000;
const FONT: &str = "sans-serif";
/// Clocks are drawn up to this error, ms, and shall stay within that bound.
const SHOWN_MS: f64 = 500.0;
const BOUND_MS: f64 = 250.0;
/// Air traffic is drawn from before the loss of mains until the storm has passed, at most for this
/// long, s.
const BEFORE_S: f64 = 1.0;
const AFTER_S: f64 = 110.0;
/// Part of a drawing's width that is kept free for its legend.
const LEGEND: f64 = 0.13;
/// Colours that differ in print too.
const COLOURS: [RGBColor; 6] = [
    RGBColor(0, 80, 160),
    RGBColor(190, 60, 0),
    RGBColor(0, 120, 70),
    RGBColor(120, 40, 140),
    RGBColor(90, 90, 90),
    RGBColor(150, 110, 0),
];

type Drawn = Result<String, Box<dyn Error>>;

/// Writes `target/cabinet/report.html` and returns where it is.
pub(crate) fn write(outcome: &Outcome, traces: &Traces) -> Result<PathBuf, Box<dyn Error>> {
    let mut path =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    path.push("cabinet");
    std::fs::create_dir_all(&path)?;
    path.push("report.html");
    std::fs::write(&path, html(outcome, traces)?)?;
    Ok(path)
}

/// The whole page.
fn html(outcome: &Outcome, traces: &Traces) -> Drawn {
    let mut page = String::from(HEAD);
    let verdict = &outcome.verdict;
    write!(
        page,
        "<h1>Meter cabinet, seed {}</h1>\n<p>{} meters, {} h of virtual time. Outages: {} true, {} reported, {} missing, \
         {} duplicated, {} false.</p>\n",
        outcome.seed,
        outcome.clocks.len(),
        outcome.virtual_time / HOUR,
        verdict.fates.len(),
        outcome.reported,
        verdict.missing,
        verdict.duplicated,
        verdict.wrong
    )?;
    let mut figure = |drawing: &str, text: &str| {
        write!(
            page,
            "<figure>\n{drawing}\n<figcaption>{text}</figcaption>\n</figure>\n"
        )
    };
    figure(
        &clocks(traces)?,
        "Clock errors, one line a meter; dashed: ±250 ms. A line begins where its clock was pulled in.",
    )?;
    if !verdict.fates.is_empty() {
        figure(
            &outages(outcome)?,
            "Outages: broad grey bars are true, narrow black ones as the concentrator has them.",
        )?;
        figure(
            &air(outcome, traces)?,
            "On the air around the last loss of mains: one mark a frame; a cross where a reception was spoilt by another \
             transmission.",
        )?;
    }
    table(&mut page, outcome)?;
    page.push_str("</body>\n</html>\n");
    Ok(page)
}

const HEAD: &str = "<!doctype html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<title>Meter cabinet: clocks, outages, air</title>
<style>
body { font-family: sans-serif; color: #000; background: #fff; max-width: 1020px; margin: 1em auto; padding: 0 1em; }
figure { margin: 1.5em 0; }
figcaption { font-size: 0.9em; margin-top: 0.3em; }
svg { width: 100%; height: auto; }
table { border-collapse: collapse; font-size: 0.85em; }
th, td { border-bottom: 1px solid #999; padding: 0.15em 0.8em; text-align: right; }
@page { margin: 1.5cm; }
@media print { body { margin: 0; max-width: none; padding: 0; } figure, tr { break-inside: avoid; } }
</style>
</head>
<body>
";

fn table(page: &mut String, outcome: &Outcome) -> std::fmt::Result {
    writeln!(
        page,
        "<table>\n<tr><th>meter</th><th>clock at start, ms</th><th>at end, ms</th><th>true begin, d h</th>\
         <th>reported</th><th>true end</th><th>reported</th><th>heard after, s</th></tr>"
    )?;
    for (i, (address, clock)) in outcome.addresses.iter().zip(&outcome.clocks).enumerate() {
        let fates: Vec<_> = outcome
            .verdict
            .fates
            .iter()
            .filter(|fate| fate.truth.meter == i)
            .collect();
        let clock = format!(
            "<td>{:.0}</td><td>{:.0}</td>",
            clock.start as f64 / 1e3,
            clock.end as f64 / 1e3
        );
        if fates.is_empty() {
            writeln!(
                page,
                "<tr><td>{address}</td>{clock}<td></td><td></td><td></td><td></td><td></td></tr>"
            )?;
        }
        for fate in fates {
            let time = |at: Option<i64>| at.map_or_else(|| "missing".to_owned(), clock_time);
            writeln!(
                page,
                "<tr><td>{address}</td>{clock}<td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                clock_time(fate.truth.begin as i64),
                time(fate.report.and_then(|report| report.begin)),
                fate.truth
                    .end
                    .map_or_else(|| "lasts".to_owned(), |end| clock_time(end as i64)),
                time(fate.report.and_then(|report| report.end)),
                delay_s(fate).map_or_else(String::new, |s| format!("{s:.1}")),
            )?;
        }
    }
    writeln!(page, "</table>")
}

/// Names on a vertical axis, the first on top.
struct Names(Vec<String>);

impl Ranged for Names {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let share = (value + 0.5) / self.0.len().max(1) as f64;
        limit.1 + ((limit.0 - limit.1) as f64 * share) as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        (0..self.0.len()).map(|i| i as f64).collect()
    }

    fn range(&self) -> Range<f64> {
        -0.5..self.0.len() as f64 - 0.5
    }
}

impl ValueFormatter<f64> for Names {
    fn format(value: &f64) -> String {
        format!("{value}")
    }

    fn format_ext(&self, value: &f64) -> String {
        self.0.get(*value as usize).cloned().unwrap_or_default()
    }
}

/// Numbers of an axis, without decimals where there are none.
fn whole(value: &f64) -> String {
    format!("{}", (value * 100.0).round() / 100.0)
}

fn hours(us: i64) -> f64 {
    us as f64 / HOUR as f64
}

fn colour(i: usize) -> RGBColor {
    COLOURS.get(i % COLOURS.len()).copied().unwrap_or(BLACK)
}

fn clocks(traces: &Traces) -> Drawn {
    let mut drawing = String::new();
    {
        let area = SVGBackend::with_string(&mut drawing, (WIDTH, 380)).into_drawing_area();
        area.fill(&WHITE)?;
        let end = traces
            .errors
            .last()
            .map_or(1.0, |(at, _)| hours(*at as i64))
            .max(1.0);
        let mut chart = ChartBuilder::on(&area)
            .margin(12)
            .margin_right(24)
            .x_label_area_size(42)
            .y_label_area_size(64)
            .build_cartesian_2d(0.0..end * (1.0 + LEGEND), -SHOWN_MS..SHOWN_MS)?;
        let label = (FONT, 14).into_font();
        chart
            .configure_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(RGBColor(220, 220, 220))
            .x_desc("time, h")
            .y_desc("meter clock minus true time, ms")
            .label_style(label.clone())
            .axis_desc_style(label.clone())
            .x_labels(13)
            .x_label_formatter(&whole)
            .y_label_formatter(&whole)
            .draw()?;
        for bound in [-BOUND_MS, BOUND_MS] {
            let dashes =
                DashedLineSeries::new([(0.0, bound), (end, bound)], 8, 5, BLACK.stroke_width(1));
            let drawn = chart.draw_series(dashes)?;
            if bound > 0.0 {
                drawn
                    .label("±250 ms")
                    .legend(|(x, y)| PathElement::new([(x, y), (x + 18, y)], BLACK));
            }
        }
        let meters = traces.errors.first().map_or(0, |(_, errors)| errors.len());
        for i in 0..meters {
            let points = traces.errors.iter().filter_map(|(at, errors)| {
                let ms = *errors.get(i)? as f64 / 1000.0;
                Some((hours(*at as i64), ms))
            });
            // What is beyond the drawing breaks the line.
            let mut run = Vec::new();
            let mut runs = Vec::new();
            for point in points {
                if point.1.abs() <= SHOWN_MS {
                    run.push(point);
                } else if !run.is_empty() {
                    runs.push(std::mem::take(&mut run));
                }
            }
            runs.push(run);
            let style = colour(i).stroke_width(if i < COLOURS.len() { 2 } else { 1 });
            for (n, run) in runs.into_iter().enumerate() {
                let drawn = chart.draw_series(LineSeries::new(run, style))?;
                if n == 0 && meters <= 16 {
                    drawn
                        .label(format!("meter {}", i + 1))
                        .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], style));
                }
            }
        }
        chart
            .configure_series_labels()
            .position(SeriesLabelPosition::UpperRight)
            .background_style(WHITE)
            .border_style(RGBColor(150, 150, 150))
            .label_font((FONT, 11))
            .draw()?;
        area.present()?;
    }
    Ok(drawing)
}

fn outages(outcome: &Outcome) -> Drawn {
    let fates = &outcome.verdict.fates;
    let begins = fates.iter().map(|fate| fate.truth.begin as i64);
    let ends = fates
        .iter()
        .map(|fate| fate.truth.end.unwrap_or(outcome.virtual_time) as i64);
    let (from, to) = (begins.min().unwrap_or(0), ends.max().unwrap_or(0));
    let half = HOUR as i64 / 2;
    let free = ((to - from + 2 * half) as f64 * LEGEND) as i64;
    let names = Names(
        (0..outcome.clocks.len())
            .map(|i| format!("meter {}", i + 1))
            .collect(),
    );
    let height = 110 + 20 * outcome.clocks.len() as u32;
    let mut drawing = String::new();
    {
        let area = SVGBackend::with_string(&mut drawing, (WIDTH, height)).into_drawing_area();
        area.fill(&WHITE)?;
        let mut chart = ChartBuilder::on(&area)
            .margin(12)
            .margin_right(24)
            .x_label_area_size(42)
            .y_label_area_size(84)
            .build_cartesian_2d(hours(from - half)..hours(to + half + free), names)?;
        rows(&mut chart, "time, h")?;
        let bar = |meter: usize, begin: i64, end: i64, half: f64, style: ShapeStyle| {
            let y = meter as f64;
            Rectangle::new([(hours(begin), y - half), (hours(end), y + half)], style)
        };
        let grey = RGBColor(185, 185, 185).filled();
        let truth = fates.iter().map(|fate| {
            let end = fate.truth.end.unwrap_or(outcome.virtual_time) as i64;
            bar(fate.truth.meter, fate.truth.begin as i64, end, 0.38, grey)
        });
        chart
            .draw_series(truth)?
            .label("true")
            .legend(move |(x, y)| Rectangle::new([(x, y - 5), (x + 18, y + 5)], grey));
        let black = BLACK.filled();
        let told = fates.iter().filter_map(|fate| {
            let report = fate.report?;
            let end = report.end.unwrap_or(outcome.virtual_time as i64);
            Some(bar(fate.truth.meter, report.begin?, end, 0.12, black))
        });
        chart
            .draw_series(told)?
            .label("reported")
            .legend(move |(x, y)| Rectangle::new([(x, y - 2), (x + 18, y + 2)], black));
        legend(&mut chart)?;
        area.present()?;
    }
    Ok(drawing)
}

type Rows<'a> =
    ChartContext<'a, SVGBackend<'a>, Cartesian2d<plotters::coord::types::RangedCoordf64, Names>>;

fn rows(chart: &mut Rows<'_>, x: &str) -> Result<(), Box<dyn Error>> {
    let label = (FONT, 14).into_font();
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(RGBColor(225, 225, 225))
        .x_desc(x)
        .label_style(label.clone())
        .axis_desc_style(label)
        .x_labels(13)
        .x_label_formatter(&whole)
        .draw()?;
    Ok(())
}

fn legend(chart: &mut Rows<'_>) -> Result<(), Box<dyn Error>> {
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperRight)
        .background_style(WHITE)
        .border_style(RGBColor(150, 150, 150))
        .label_font((FONT, 12))
        .draw()?;
    Ok(())
}

/// When most meters lost mains for the last time.
fn dark(outcome: &Outcome) -> Micros {
    outcome
        .verdict
        .fates
        .iter()
        .map(|fate| fate.truth.begin)
        .max()
        .unwrap_or(0)
}

/// Number of a frame's type; the length comes first.
const fn number(sent: &Sent) -> u8 {
    let [_, kind, ..] = sent.head;
    kind & 0x1f
}

fn air(outcome: &Outcome, traces: &Traces) -> Drawn {
    let zero = dark(outcome);
    let second = |at: Micros| (at as i64 - zero as i64) as f64 / SECOND as f64;
    let storm = [
        FrameType::Report.number(),
        FrameType::Sync.number(),
        FrameType::Relay.number(),
    ];
    let of_storm = traces
        .frames
        .iter()
        .filter(|sent| storm.contains(&number(sent)))
        .map(|sent| second(sent.at));
    let after = of_storm.filter(|s| *s < AFTER_S).fold(3.0, f64::max) + 0.5;
    let near: Vec<_> = traces
        .frames
        .iter()
        .filter(|sent| (-BEFORE_S..after).contains(&second(sent.at)))
        .collect();
    let mut kinds: Vec<u8> = near.iter().map(|sent| number(sent)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let name = |kind: &u8| {
        let known = FrameType::from_number(*kind).map(|kind| format!("{kind:?}").to_uppercase());
        let count = near.iter().filter(|sent| number(sent) == *kind).count();
        format!(
            "{} ({count})",
            known.unwrap_or_else(|| format!("type {kind}"))
        )
    };
    let names = Names(kinds.iter().map(name).collect());
    let height = 120 + 42 * kinds.len() as u32;
    let mut drawing = String::new();
    {
        let area = SVGBackend::with_string(&mut drawing, (WIDTH, height)).into_drawing_area();
        area.fill(&WHITE)?;
        let mut chart = ChartBuilder::on(&area)
            .margin(12)
            .margin_right(24)
            .x_label_area_size(42)
            .y_label_area_size(104)
            .build_cartesian_2d(-BEFORE_S..after + (after + BEFORE_S) * LEGEND, names)?;
        rows(&mut chart, "time since the loss of mains, s")?;
        let row = |kind: u8| kinds.iter().position(|known| *known == kind).unwrap_or(0) as f64;
        let marks = near.iter().map(|sent| {
            let (x, y) = (second(sent.at), row(number(sent)));
            PathElement::new([(x, y - 0.3), (x, y + 0.3)], colour(0).stroke_width(1))
        });
        chart
            .draw_series(marks)?
            .label("frame")
            .legend(|(x, y)| PathElement::new([(x + 9, y - 5), (x + 9, y + 5)], colour(0)));
        let spoilt = near.iter().filter(|sent| sent.collided > 0);
        let red = RGBColor(200, 0, 0).stroke_width(1);
        chart
            .draw_series(
                spoilt.map(|sent| Cross::new((second(sent.at), row(number(sent)) - 0.4), 3, red)),
            )?
            .label("spoilt at a receiver")
            .legend(move |(x, y)| Cross::new((x + 9, y), 3, red));
        legend(&mut chart)?;
        area.present()?;
    }
    Ok(drawing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Config;

    #[test]
    fn the_page_has_every_meter_and_every_outage_and_loads_nothing() {
        let config = Config {
            meters: 3,
            days: 1,
            loss: 0.1,
            seed: 7,
            silent: true,
            trial: None,
        };
        let (outcome, traces) = crate::world::run(config.build(), 20 * HOUR);
        let page = html(&outcome, &traces).expect("drawn");
        assert_eq!(page.matches("<svg").count(), 3);
        for (i, address) in outcome.addresses.iter().enumerate() {
            assert!(
                page.contains(address.as_str()) && page.contains(&format!("meter {}", i + 1)),
                "{address}"
            );
        }
        assert_eq!(outcome.verdict.fates.len(), 6);
        for fate in &outcome.verdict.fates {
            assert!(page.contains(&clock_time(fate.truth.begin as i64)));
            assert!(
                page.contains(&clock_time(
                    fate.report
                        .and_then(|report| report.begin)
                        .expect("reported")
                ))
            );
        }
        for text in [
            "REPORT",
            "SYNC",
            "time, h",
            "ms",
            "±250 ms",
            "true",
            "reported",
            "@media print",
        ] {
            assert!(page.contains(text), "{text}");
        }
        for foreign in ["<script", "src=", "href=", "@import", "url("] {
            assert!(!page.contains(foreign), "{foreign}");
        }
        let storm = dark(&outcome);
        assert!(
            traces
                .frames
                .iter()
                .any(|sent| sent.at > storm && sent.at < storm + 60 * SECOND)
        );
    }
}
