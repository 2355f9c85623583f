//! What `decode` and `monitor` print: one JSON object a line, or text.

use crate::lang;
use dlt645::Edition;
use dlt645_explain::find::Event;
use dlt645_explain::names::Names;
use dlt645_explain::neighbours::Neighbour;
use dlt645_explain::pair::Pairs;
use dlt645_explain::report::{Report, Why};
use dlt645_explain::summary::Summary;
use std::io::{self, IsTerminal, Write};

const RED: &str = "\u{1b}[31m";
const PLAIN: &str = "\u{1b}[0m";

/// Whether standard output shows colours and the user wants them (no-color.org).
fn is_coloured() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    io::stdout().is_terminal()
        && !set("NO_COLOR")
        && std::env::var("TERM").is_ok_and(|term| term != "dumb")
}

/// Turns what is found into text, which goes out in big pieces.
pub(crate) struct Printer {
    out: String,
    json: bool,
    /// Damaged frames are red: on a terminal, unless NO_COLOR is set.
    coloured: bool,
    wish: Option<Edition>,
    /// Names that were looked up.
    pub(crate) names: Names,
    pairs: Pairs,
    /// Counts of all.
    pub(crate) summary: Summary,
    /// The first frame of another protocol outside of all results.
    pub(crate) neighbour: Option<Neighbour>,
}

impl Printer {
    /// Prints JSON or text; `wish` is the edition of frames that fit both.
    pub(crate) fn new(json: bool, wish: Option<Edition>) -> Self {
        Self {
            out: String::new(),
            json,
            coloured: !json && is_coloured(),
            wish,
            names: Names::default(),
            pairs: Pairs::default(),
            summary: Summary::default(),
            neighbour: None,
        }
    }

    /// Takes what was found.
    pub(crate) fn event(&mut self, event: &Event<'_>) {
        let from = self.out.len();
        match event {
            Event::Frame(place, frame) => {
                let mut report = Report::new(*place, *frame, self.wish);
                self.pairs.take(&mut report);
                self.summary.frame(&report);
                match self.json {
                    true => report.json(&mut self.out, &mut self.names),
                    false => report.text(&mut self.out, &mut self.names, lang::get()),
                }
            }
            Event::Damaged(damaged) => {
                let why = Why::new(damaged);
                self.summary.damaged(&why);
                match self.json {
                    true => why.json(&mut self.out),
                    false => why.text(&mut self.out, lang::get()),
                }
            }
            Event::Outside(_, bytes) => {
                self.neighbour = self.neighbour.or_else(|| Neighbour::of(bytes));
            }
        }
        if self.coloured && matches!(event, Event::Damaged(_)) && self.out.len() > from {
            self.out.insert_str(from, RED);
            let end = self.out.trim_end().len();
            self.out.insert_str(end, PLAIN);
        }
    }

    /// A line beside what was found.
    pub(crate) fn note(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes what is there.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        if self.out.is_empty() {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        out.write_all(self.out.as_bytes())?;
        self.out.clear();
        out.flush()
    }
}
