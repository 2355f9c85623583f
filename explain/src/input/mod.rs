//! Anything that holds frames, into runs of bytes with their place.
//!
//! [`Reader`] takes bytes of a file, of standard input or of what was pasted, in any pieces, and
//! hands out [`Segment`]s: runs of bytes with line, offset, time and direction. It recognises dumps
//! of the usual programs, packet captures, raw bytes, logs, tables, source code and text in the
//! usual encodings; [`Reader::forms`] says what it met. Memory is bounded by the longest line.

mod cells;
mod charset;
mod columns;
mod dialect;
mod dump;
mod escapes;
mod form;
mod hex;
mod line;
mod numbers;
#[cfg(feature = "pcap")]
mod packet;
mod plain;
mod runs;
mod segment;
mod series;
pub(crate) mod stamp;
mod text;
mod tools;
mod way;
mod words;

pub use form::Form;
pub use runs::{Hole, TextFault};
pub use segment::{Mode, Segment};
pub use stamp::{Scale, Time};
pub use way::Way;

use charset::Content;
use columns::Sheets;
use dump::Dump;
use line::label;
use plain::Plain;
use series::Series;
use std::collections::BTreeMap;
use text::Text;
use tools::{Analyser, Socat};
use words::Words;

/// Stream of lists with one byte a line; those below are of directions and networks.
const SERIES: u32 = 0x2000_0000;
/// Longest line that is kept, bytes; what is longer is read in pieces.
const LONGEST: usize = 1 << 24;

/// Reads any input; see the module.
#[derive(Default)]
pub struct Reader {
    content: Option<Content>,
    /// Bytes that are not read yet.
    pending: Vec<u8>,
    /// Text that is not read yet: the start of a line.
    text: Vec<u8>,
    /// How far `text` has no end of a line.
    searched: usize,
    line: usize,
    /// Bytes of raw input before.
    offset: usize,
    dump: Dump,
    dump_offset: usize,
    sheets: Sheets,
    series: Series,
    socat: Socat,
    analyser: Analyser,
    #[cfg(feature = "pcap")]
    packets: packet::Packets,
    /// A line that ends in the middle of a byte.
    half: Option<String>,
    /// The line before was one byte.
    lone: bool,
    /// Bytes of each stream so far.
    counts: BTreeMap<u32, usize>,
    forms: Vec<Form>,
    lines: Text,
    segment: Segment,
}

impl Reader {
    /// Takes the next bytes of the input.
    pub fn push(&mut self, bytes: &[u8], sink: &mut dyn FnMut(&Segment)) {
        self.pending.extend_from_slice(bytes);
        if self.content.is_none() {
            // The longest mark at the start of a file has four bytes; text tells itself by its
            // first line.
            if self.pending.len() < 4 {
                return;
            }
            self.begin();
        }
        self.read(false, sink);
    }

    /// The input ends.
    pub fn finish(&mut self, sink: &mut dyn FnMut(&Segment)) {
        if self.content.is_none() {
            self.begin();
        }
        self.read(true, sink);
        self.flush(sink);
        #[cfg(feature = "pcap")]
        self.packets.finish().iter().for_each(sink);
    }

    /// Reads text that is complete, such as an argument.
    pub fn paste(&mut self, text: &str, sink: &mut dyn FnMut(&Segment)) {
        self.content = Some(Content::Text);
        for line in text.lines() {
            self.one_line(line, sink);
        }
        self.flush(sink);
    }

    /// What was recognised so far, in the order in which it came.
    #[must_use]
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// The first text that is no byte, with its line: it says what is wrong where there is no frame
    /// at all.
    #[must_use]
    pub fn first_text(&self) -> Option<(usize, &TextFault)> {
        self.lines
            .first_text
            .as_ref()
            .map(|(line, fault)| (*line, fault))
    }

    fn note(&mut self, form: Form) {
        if !self.forms.contains(&form) {
            self.forms.push(form);
        }
    }

    fn begin(&mut self) {
        let (content, skip) = charset::content(&self.pending);
        if let Some(form) = content.form() {
            self.note(form);
        }
        self.pending.drain(..skip.min(self.pending.len()));
        self.content = Some(content);
    }

    fn read(&mut self, over: bool, sink: &mut dyn FnMut(&Segment)) {
        match self.content {
            Some(Content::Raw) => self.raw(sink),
            #[cfg(feature = "pcap")]
            Some(Content::Packets { .. }) => {
                let segments = self.packets.push(&mut self.pending);
                segments.iter().for_each(sink);
            }
            #[cfg(not(feature = "pcap"))]
            Some(Content::Packets { .. }) => self.raw(sink),
            _ => self.lines(over, sink),
        }
    }

    fn raw(&mut self, sink: &mut dyn FnMut(&Segment)) {
        let bytes = std::mem::take(&mut self.pending);
        let start = self.offset;
        self.offset += bytes.len();
        sink(&Segment {
            line: 1,
            start,
            bytes,
            mode: Mode::Stream,
            ..Segment::default()
        });
    }

    /// Reads whole lines, and what is left at the end.
    fn lines(&mut self, over: bool, sink: &mut dyn FnMut(&Segment)) {
        match self.content {
            Some(Content::Utf16 { big }) => {
                charset::utf16(&mut self.pending, big, over, &mut self.text);
            }
            Some(Content::Utf32 { big }) => {
                charset::utf32(&mut self.pending, big, &mut self.text);
            }
            _ if self.text.is_empty() => std::mem::swap(&mut self.text, &mut self.pending),
            _ => self.text.append(&mut self.pending),
        }
        let text = std::mem::take(&mut self.text);
        let mut begin = 0;
        let mut from = self.searched;
        while let Some(end) = text.get(from..).and_then(charset::end_of_line) {
            let end = from + end;
            self.raw_line(text.get(begin..end).unwrap_or_default(), sink);
            begin = end + 1;
            from = begin;
        }
        let rest = text.get(begin..).unwrap_or_default();
        if !rest.is_empty() && (over || rest.len() > LONGEST) {
            self.raw_line(rest, sink);
            begin = text.len();
        }
        self.text = text;
        self.text.drain(..begin);
        self.searched = self.text.len();
    }

    /// A line in its own charset.
    fn raw_line(&mut self, line: &[u8], sink: &mut dyn FnMut(&Segment)) {
        match std::str::from_utf8(line) {
            Ok(line) => self.one_line(line, sink),
            Err(_) => {
                let (text, form) = charset::other(line);
                self.forms_of(form);
                self.one_line(&text, sink);
            }
        }
    }

    fn forms_of(&mut self, form: Option<Form>) {
        if let Some(form) = form {
            self.note(form);
        }
    }

    /// A line that was held for its other half.
    fn flush(&mut self, sink: &mut dyn FnMut(&Segment)) {
        if let Some(line) = self.half.take() {
            self.whole_line(&line, sink);
        }
    }

    /// One line of text.
    fn one_line(&mut self, line: &str, sink: &mut dyn FnMut(&Segment)) {
        let line = line.trim_end_matches(['\r', '\n', ' ', '\t', '\0']);
        let mut joined = String::new();
        if let Some(half) = self.half.take() {
            if line::begins_with_half(line) {
                joined = half + line.trim_start();
            } else {
                self.whole_line(&half, sink);
            }
        }
        self.line += 1;
        self.segment.clear(self.line);
        let line = if joined.is_empty() { line } else { &joined };
        // Nearly every line of a big file: digits in pairs, and nothing else.
        if self.simple(line.as_bytes()) {
            sink(&self.segment);
            return;
        }
        if line::ends_in_half(line) {
            self.half = Some(line.to_owned());
            self.lines.held(self.line);
            return;
        }
        self.whole_line(line, sink);
    }

    /// A line that is not simple.
    fn whole_line(&mut self, line: &str, sink: &mut dyn FnMut(&Segment)) {
        self.segment.clear(self.line);
        let line = line.trim_start_matches('\u{feff}');
        let begin = line.trim_start();
        if begin.is_empty() {
            self.lines.decimal = false;
            return;
        }
        if line::is_comment(begin) || self.marked(line, sink) {
            return;
        }
        self.free(line, sink);
    }

    /// Nothing but pairs of digits with blanks between them.
    fn simple(&mut self, line: &[u8]) -> bool {
        let lone = std::mem::take(&mut self.lone);
        if line.is_empty() || self.lines.decimal || self.analyser.is_on() || self.socat.is_open() {
            return false;
        }
        // One byte a line without its zero.
        if let ([digit], true) = (line, lone)
            && let Some(byte) = hex::hex_digit(*digit)
        {
            self.segment.bytes.push(byte);
            self.lone = true;
            self.lines.bare(&mut self.segment);
            return true;
        }
        // A line of a dump begins with an address.
        if self.dump.is_on() && matches!(line.len(), 6..=8) {
            return false;
        }
        if line.len() < 16 && self.sheets.is_end(line) {
            return false;
        }
        if line.get(4) == Some(&b' ') && line.get(5) == Some(&b' ') && line.starts_with(b"0") {
            return false;
        }
        // `20240305101112 68 …`: digits alone are a time.
        if stamp::leads(line) {
            return false;
        }
        if !charset::simple_hex(line, &mut self.segment.bytes) {
            self.segment.bytes.clear();
            return false;
        }
        // `01101000 01000101`: binary digits are read with the words.
        let counts = self.segment.bytes.starts_with(&[0, 1, 2, 3, 4, 5, 6, 7]);
        if counts
            || self.segment.bytes.len() >= 8
                && self.segment.bytes.iter().all(|byte| byte & 0xEE == 0)
        {
            self.segment.bytes.clear();
            return false;
        }
        text::unwrap(&mut self.segment.bytes);
        self.dump.end();
        self.lone = line.len() == 2;
        self.lines.bare(&mut self.segment);
        true
    }

    /// Text of any kind.
    fn free(&mut self, line: &str, sink: &mut dyn FnMut(&Segment)) {
        let form = self.lines.read(line, &mut self.segment, sink);
        self.forms_of(form);
    }

    /// A line with the marks of a program; whether it is one.
    fn marked(&mut self, line: &str, sink: &mut dyn FnMut(&Segment)) -> bool {
        let bytes = line.as_bytes();
        if self.socat.header(bytes) {
            self.note(Form::Socat);
            return true;
        }
        if let Some(found) = self.socat.bytes(bytes) {
            self.stream(found, Form::Socat, sink);
            return true;
        }
        if let Some(found) = self.dump.read(bytes) {
            self.note(Form::of(found.style));
            self.dumped(found, sink);
            return true;
        }
        if self.sheets.is_end(bytes) {
            return true;
        }
        self.lines.plain.read(line);
        if let Some(row) = columns::row(&self.lines.plain.bytes) {
            self.row(&row, sink);
            return true;
        }
        if let Some(found) = tools::candump(bytes) {
            self.stream(found, Form::Candump, sink);
            return true;
        }
        if self.analyser.header(line) {
            return true;
        }
        if let Some(found) = self.analyser.byte(line) {
            self.stream(found, Form::Analyser, sink);
            return true;
        }
        if let Some((byte, first)) = self.series.byte(&self.lines.plain.bytes) {
            self.note(Form::Series);
            if first {
                self.counts.remove(&SERIES);
            }
            let found = tools::Bytes {
                bytes: vec![byte],
                time: self.lines.heading.0,
                way: way::way(line).or(self.lines.heading.1),
                stream: SERIES,
            };
            self.stream(found, Form::Series, sink);
            return true;
        }
        if line.trim_start().starts_with('{')
            && let Some(inner) = line::member_hex(line)
        {
            self.note(Form::Json);
            let time = stamp::find(bytes).map(|(time, _)| time);
            let heading = (time, way::way_of_field(line));
            let before = std::mem::replace(&mut self.lines.heading, heading);
            self.free(inner, sink);
            self.lines.heading = before;
            return true;
        }
        false
    }

    /// A row of a dump with its characters.
    fn row(&mut self, row: &columns::Row, sink: &mut dyn FnMut(&Segment)) {
        self.note(Form::Dump);
        let lead = self
            .lines
            .plain
            .bytes
            .get(row.lead.clone())
            .unwrap_or_default();
        let stamp = stamp::find(lead).map(|(time, _)| time);
        let own = way::way(&String::from_utf8_lossy(lead));
        let (time, way) = (stamp.or(self.lines.heading.0), own.or(self.lines.heading.1));
        let mut label = label(lead);
        label.extend(way.map(Way::name).unwrap_or_default().bytes());
        let (stream, first) = self.sheets.place(&label, row);
        if first {
            self.counts.remove(&stream);
        }
        let found = tools::Bytes {
            bytes: row.bytes.clone(),
            time,
            way,
            stream,
        };
        self.stream(found, Form::Dump, sink);
    }

    /// Bytes of a program whose lines are parts of one run.
    fn stream(&mut self, found: tools::Bytes, form: Form, sink: &mut dyn FnMut(&Segment)) {
        self.note(form);
        let start = self.counted(found.stream, found.bytes.len());
        let segment = &mut self.segment;
        segment.bytes = found.bytes;
        segment.start = start;
        (segment.time, segment.way) = (found.time, found.way);
        segment.stream = found.stream;
        segment.mode = Mode::Stream;
        sink(segment);
    }

    /// Bytes of a stream before, to which `len` more are added.
    fn counted(&mut self, stream: u32, len: usize) -> usize {
        let count = self.counts.entry(stream).or_default();
        let start = *count;
        *count += len;
        start
    }

    fn dumped(&mut self, found: dump::Bytes, sink: &mut dyn FnMut(&Segment)) {
        if found.first {
            self.dump_offset = 0;
        }
        let segment = &mut self.segment;
        segment.start = self.dump_offset;
        self.dump_offset += found.bytes.len();
        segment.bytes = found.bytes;
        (segment.time, segment.way) = self.lines.heading;
        segment.mode = Mode::Stream;
        sink(segment);
    }
}

/// Bytes of a text that holds nothing else.
///
/// # Errors
/// The first word that is no byte.
pub fn bytes(text: &str) -> Result<Vec<u8>, TextFault> {
    let (mut plain, mut words) = (Plain::default(), Words::default());
    plain.read(text);
    words.read(&plain.bytes);
    let found = runs::collect(&words, &plain, false);
    let hole = found.list.iter().flat_map(|run| run.holes.first()).next();
    let hole = hole.map(|Hole { column, text, .. }| TextFault {
        column: *column,
        text: text.clone(),
        odd: false,
    });
    match found.fault.or(hole) {
        Some(fault) => Err(fault),
        None => Ok(found.list.into_iter().flat_map(|run| run.bytes).collect()),
    }
}
