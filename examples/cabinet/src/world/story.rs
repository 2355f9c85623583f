//! What is told while the world runs.

use crate::report::clock_time;
use indicatif::{ProgressBar, ProgressStyle};
use sim::queue::Micros;

/// Teller of the story: lines on standard output and a progress bar where a terminal watches.
#[derive(Debug)]
pub(crate) struct Story {
    bar: Option<ProgressBar>,
}

impl Story {
    /// A teller; a silent one says nothing at all.
    pub(crate) fn new(hours: u64, silent: bool) -> Self {
        if silent {
            return Self { bar: None };
        }
        let bar = ProgressBar::new(hours);
        if let Ok(style) =
            ProgressStyle::with_template("{bar:40} {pos}/{len} virtual hours, {eta} left")
        {
            bar.set_style(style);
        }
        Self { bar: Some(bar) }
    }

    /// One line about what happens now.
    pub(crate) fn tell(&self, now: Micros, text: &str) {
        if let Some(bar) = &self.bar {
            let line = format!("day {}  {text}", clock_time(now as i64));
            bar.suspend(|| println!("{line}"));
        }
    }

    /// An hour has passed.
    pub(crate) fn hour(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// The world ends.
    pub(crate) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// `3 meters (1, 4, 9)`, with at most eight numbers; numbers count from 1.
pub(crate) fn meters(indices: &[usize], all: usize) -> String {
    if indices.len() == all && all > 1 {
        return format!("all {all} meters");
    }
    let mut names: Vec<_> = indices
        .iter()
        .take(8)
        .map(|index| (index + 1).to_string())
        .collect();
    if indices.len() > 8 {
        names.push("…".into());
    }
    let plural = if indices.len() == 1 { "" } else { "s" };
    format!("{} meter{plural} ({})", indices.len(), names.join(", "))
}
