//! A line of text with bytes in it: which of its words are bytes, when they passed and which way.
//!
//! Logs, tables, source code and what people write around frames are all read here, after the
//! programs that have a form of their own. What a line without bytes says, a time or a direction,
//! holds for the lines below it.

use super::charset;
use super::dialect;
use super::form::Form;
use super::line::{has_head, head, label};
use super::plain::{self, Plain};
use super::runs::{self, TextFault};
use super::segment::{Mode, Segment};
use super::stamp::{self, Time};
use super::way::{self, Way};
use super::words::Words;

/// Fewest bytes beside text that are a capture of their own.
const CAPTURE: usize = 8;

/// What lines of text leave for the lines after them.
#[derive(Default)]
pub(super) struct Text {
    pub(super) plain: Plain,
    words: Words,
    /// The line before was a list of decimal numbers.
    pub(super) decimal: bool,
    /// Text before the bytes of the line before, its digits as 0: lines with the same text go on
    /// with each other.
    label: Vec<u8>,
    /// Stream of the text before lines with bytes alone, and the last of those lines.
    follow: (u32, usize),
    /// Time and direction of a line with no bytes, for the lines below it.
    pub(super) heading: (Option<Time>, Option<Way>),
    /// The first text that is no byte, and its line.
    pub(super) first_text: Option<(usize, TextFault)>,
}

/// Replaces bytes that are hexadecimal text of others by those: a frame was written down, and its
/// text sent or dumped as bytes.
pub(super) fn unwrap(bytes: &mut Vec<u8>) {
    let written = |byte: &u8| byte.is_ascii_hexdigit() || matches!(*byte, b' ' | b'\r' | b'\n');
    let mut inner = Vec::new();
    if bytes.len() >= 2 * dlt645::OVERHEAD
        && bytes.iter().all(written)
        && charset::simple_hex(bytes.trim_ascii_end(), &mut inner)
        && inner.contains(&dlt645::START)
    {
        *bytes = inner;
    }
}

impl Text {
    /// A line waits for its other half.
    pub(super) fn held(&mut self, line: usize) {
        if self.follow.1 + 1 == line {
            self.follow.1 = line;
        }
    }

    /// Time, direction and stream of a line with bytes alone: those of the text before it.
    pub(super) fn bare(&mut self, segment: &mut Segment) {
        (segment.time, segment.way) = self.heading;
        let (stream, last) = self.follow;
        if self.heading == (None, None) && last + 1 == segment.line {
            segment.stream = stream;
            self.follow = (stream, segment.line);
        }
    }

    /// Reads a line; what it was recognised as, if it has bytes.
    pub(super) fn read(
        &mut self,
        line: &str,
        segment: &mut Segment,
        sink: &mut dyn FnMut(&Segment),
    ) -> Option<Form> {
        self.plain.read(line);
        dialect::blank(&mut self.plain.bytes);
        let stamp = stamp::find(&self.plain.bytes);
        let mut time = stamp.as_ref().map(|(time, _)| *time);
        if line.contains("下午") {
            time = time.map(Time::afternoon);
        }
        if let Some((_, range)) = stamp
            && let Some(place) = self.plain.bytes.get_mut(range)
        {
            place.fill(plain::TEXT);
        }
        self.words.read(&self.plain.bytes);
        let mut found = runs::collect(&self.words, &self.plain, self.decimal);
        for run in found.list.iter_mut().filter(|run| run.holes.is_empty()) {
            unwrap(&mut run.bytes);
        }
        self.decimal = found.decimal;
        if let Some(fault) = found.fault.as_ref().filter(|_| self.first_text.is_none()) {
            self.first_text = Some((segment.line, fault.clone()));
        }
        let is_capture =
            |run: &runs::Run| run.bytes.len() >= CAPTURE || run.bytes.contains(&dlt645::START);
        if found.list.is_empty() && !(found.pure && found.fault.is_some()) {
            let way = way::way(line);
            // `"time": …` and `"direction": …` may be lines of their own.
            let member = line.trim_start().starts_with('"');
            if time.is_some() {
                let before = self.heading.1.filter(|_| member);
                self.heading = (time, way.or(before));
            } else if way.is_some() {
                self.heading.1 = way;
            }
            return None;
        }
        if found.pure {
            return self.pure(found, segment, sink);
        }
        let first = found
            .list
            .iter()
            .find(|run| is_capture(run))
            .map(|run| run.start);
        let column = |at: usize| self.plain.column(at).saturating_sub(1);
        let mut way = first.and_then(|at| way::way(head(line, column(at))));
        if way.is_none() && found.list.iter().filter(|run| is_capture(run)).count() == 1 {
            // `68…16,RX,12:00:00` and `{"data":"68…16","dir":"rx"}`.
            way = way::way_of_field(line);
        }
        let heading = if time.is_some() || way.is_some() {
            (time, way)
        } else {
            self.heading
        };
        let mut form = None;
        if first.is_some() && (time.is_some() || way.is_some()) {
            form = Some(Form::Log);
            self.heading = (None, None);
        } else if first.is_some() {
            form = Some(Form::Text);
        } else if time.is_some() {
            self.heading = (time, way::way(line));
        }
        let leads = found.list.first().is_some_and(|run| {
            self.plain
                .bytes
                .get(..run.start)
                .unwrap_or_default()
                .iter()
                .all(|byte| !byte.is_ascii_alphanumeric())
        });
        let last = found.list.last().map_or(0, |run| run.start);
        let label = label(self.plain.bytes.get(..last).unwrap_or_default());
        let goes_on = label == self.label;
        self.label = label;
        let mut start = 0;
        let (time, mut way) = heading;
        let mut before = first.unwrap_or(0);
        for run in found.list {
            let mode = match is_capture(&run) {
                true => Mode::Text,
                false if leads || (goes_on && run.start == last) => Mode::Short,
                false => continue,
            };
            // Words between two runs of a line tell the direction of the second.
            let column = |at: usize| self.plain.column(at).saturating_sub(1);
            let between = head(line, column(run.start)).get(head(line, column(before)).len()..);
            way = between.and_then(way::way).or(way);
            before = before.max(run.start);
            segment.mode = mode;
            (segment.time, segment.way) = (time, way);
            segment.stream = way.map_or(0, |way| 1 + u32::from(way == Way::Received));
            self.follow = (segment.stream, segment.line);
            segment.start = start;
            if mode == Mode::Text {
                start += run.bytes.len();
            }
            segment.bytes = run.bytes;
            segment.holes = run.holes;
            sink(segment);
        }
        form
    }

    /// A line with bytes alone.
    fn pure(
        &mut self,
        mut found: runs::Runs,
        segment: &mut Segment,
        sink: &mut dyn FnMut(&Segment),
    ) -> Option<Form> {
        let form = found.decimal.then_some(Form::Decimal);
        self.bare(segment);
        segment.mode = Mode::Line;
        let mut fault = found.fault;
        // A table with a frame in one field: numbers and times in the others are no bytes.
        if let Some(frame) = found.list.iter().find(|run| has_head(&run.bytes)) {
            let before = |fault: &TextFault| fault.column <= frame.start;
            fault = fault.filter(|fault| !(fault.odd && before(fault)));
            let is_field =
                |run: &runs::Run| run.bytes.len() >= CAPTURE || run.bytes.contains(&dlt645::START);
            found.list.retain(is_field);
        }
        // The numbers of columns above a dump.
        if let [run] = found.list.as_slice()
            && run.bytes.len() >= CAPTURE
            && run.bytes.iter().zip(0u8..).all(|(byte, at)| *byte == at)
        {
            return form;
        }
        if found.list.is_empty() {
            segment.fault = fault;
            sink(segment);
            return form;
        }
        let mut start = 0;
        for run in found.list {
            segment.start = start;
            start += run.bytes.len();
            segment.bytes = run.bytes;
            segment.holes = run.holes;
            segment.fault = fault.take();
            sink(segment);
        }
        form
    }
}
