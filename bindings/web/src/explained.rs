//! A capture explained, with marks that join text and bytes.
//!
//! Marks are 32-bit numbers. An event is `-1, kind, line, base, first byte, bytes, text`: `base` is
//! the place on its line of the first byte shown, the bytes are in a list of their own, `text` is
//! where its words begin. The fields of an event follow it, each `field, at, len, text`. Places in
//! the text are counted in UTF-16, as JavaScript counts.

use dlt645::{END, Frame, MAX_FRAME, START};
use dlt645_explain::fields::{Field, Sink, Teller};
use dlt645_explain::find::{Damaged, Event, Place};
use dlt645_explain::report::Report;
use dlt645_explain::{Capture, Lang, names::Names, phrases};
use std::fmt;

/// First number of an event among the marks.
const EVENT: i32 = -1;

/// What an event is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Frame = 0,
    Damaged = 1,
    Outside = 2,
}

/// An event as far as its title needs it.
struct Told {
    place: Place,
    kind: Kind,
    from: usize,
    len: usize,
}

/// Text and marks of all events.
#[derive(Default)]
struct Marked {
    text: String,
    /// Length of the text in UTF-16.
    units: i32,
    marks: Vec<i32>,
}

impl fmt::Write for Marked {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.push_str(text);
        let units = if text.is_ascii() {
            text.len()
        } else {
            text.encode_utf16().count()
        };
        self.units = self.units.saturating_add(number(units));
        Ok(())
    }
}

impl Sink for Marked {
    fn field(&mut self, field: Field, at: isize, len: usize) {
        let at = i32::try_from(at).unwrap_or(i32::MAX);
        self.marks
            .extend([code(field), at, number(len), self.units]);
    }
}

/// Fields as numbers, in the order of their names in the page.
const fn code(field: Field) -> i32 {
    match field {
        Field::Outside => 0,
        Field::Start => 1,
        Field::Address => 2,
        Field::Control => 3,
        Field::Length => 4,
        Field::Id => 5,
        Field::Data => 6,
        Field::Value => 7,
        Field::Checksum => 8,
        Field::End => 9,
        Field::Changed => 10,
        _ => 11,
    }
}

fn number(value: usize) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

/// A capture on its way to being explained: a long one is explained in pieces, with keystrokes in
/// between.
#[derive(Default)]
pub(crate) struct Explained {
    input: String,
    /// Bytes of the input that are explained.
    at: usize,
    capture: Capture,
    found: Found,
}

/// What was found so far.
#[derive(Default)]
struct Found {
    lang: Lang,
    out: Marked,
    bytes: Vec<u8>,
    events: Vec<Told>,
    good: usize,
    bad: usize,
}

impl Explained {
    /// Begins with `input`.
    pub(crate) fn of(input: String, lang: Lang) -> Self {
        let found = Found {
            lang,
            ..Found::default()
        };
        Self {
            input,
            found,
            ..Self::default()
        }
    }

    /// Explains lines of `len` bytes or a little more; whether it came to the end.
    pub(crate) fn go_on(&mut self, len: usize) -> bool {
        let Self {
            input,
            at,
            capture,
            found,
        } = self;
        let teller = Teller {
            lang: found.lang,
            wish: None,
        };
        let rest = input.as_bytes().get(*at..).unwrap_or_default();
        let after = rest.get(len..).unwrap_or_default();
        // A line is a whole for the reader, so a piece ends with one.
        let end = match after.iter().position(|byte| *byte == b'\n') {
            Some(line) => *at + len + line + 1,
            None => input.len(),
        };
        let piece = input.get(*at..end).unwrap_or_default();
        capture.paste(piece, &mut |event| found.event(teller, &event));
        *at = end;
        let is_end = end == input.len();
        if is_end {
            capture.finish(&mut |event| found.event(teller, &event));
        }
        is_end
    }

    /// The words.
    pub(crate) fn text(&self) -> &str {
        &self.found.out.text
    }

    /// The marks.
    pub(crate) fn marks(&self) -> &[i32] {
        &self.found.out.marks
    }

    /// The bytes that the marks name.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.found.bytes
    }

    /// A line that sums up a frame, as `dlt645 decode` begins it.
    pub(crate) fn title(&self, index: usize) -> String {
        let found = &self.found;
        let mut out = String::new();
        if let Some(event) = found.events.get(index)
            && event.kind == Kind::Frame
            && let Some(bytes) = found.bytes.get(event.from..event.from + event.len)
            && let Ok(frame) = Frame::parse(bytes)
        {
            Report::new(event.place, frame, None).text(&mut out, &mut Names::default(), found.lang);
        }
        out.lines().next().unwrap_or_default().to_owned()
    }

    /// Counts, what the input was recognised as, and why there is nothing, a line each.
    pub(crate) fn notes(&self) -> String {
        let Found {
            lang, good, bad, ..
        } = self.found;
        let forms = self.capture.forms().iter();
        let forms: Vec<_> = forms.map(|form| form.name(lang)).collect();
        let join = match lang {
            Lang::En => ", ",
            Lang::Zh => "，",
        };
        let first = self.capture.first_text().filter(|_| good + bad == 0);
        let fault = first.map(|(line, fault)| phrases::of_fault(line, fault));
        let fault = fault.as_ref().map_or("", |fault| fault.text(lang));
        format!("{good}\n{bad}\n{}\n{fault}", forms.join(join))
    }
}

impl Found {
    fn event(&mut self, teller: Teller, event: &Event<'_>) {
        let (kind, place, base) = match event {
            Event::Frame(place, frame) => {
                self.good += 1;
                (Kind::Frame, *place, self.frame_bytes(place, frame))
            }
            Event::Damaged(damaged) => {
                self.bad += 1;
                (Kind::Damaged, damaged.place, self.damaged_bytes(damaged))
            }
            Event::Outside(place, bytes) => {
                (Kind::Outside, *place, self.some_bytes(place.offset, bytes))
            }
        };
        let (base, from) = base;
        let len = self.bytes.len() - from;
        self.events.push(Told {
            place,
            kind,
            from,
            len,
        });
        self.out.marks.extend([
            EVENT,
            kind as i32,
            number(place.line),
            base,
            number(from),
            number(len),
            self.out.units,
        ]);
        teller.event(&mut self.out, event);
    }

    fn some_bytes(&mut self, at: usize, bytes: &[u8]) -> (i32, usize) {
        let from = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        (number(at), from)
    }

    fn frame_bytes(&mut self, place: &Place, frame: &Frame<'_>) -> (i32, usize) {
        let from = self.bytes.len();
        let data = frame.data().wire();
        self.bytes.push(START);
        self.bytes.extend(frame.address().to_wire());
        let len = u8::try_from(data.len()).unwrap_or(u8::MAX);
        self.bytes.extend([START, frame.control().0, len]);
        self.bytes.extend_from_slice(data);
        let head = self.bytes.get(from..).unwrap_or_default();
        let sum = head.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte));
        self.bytes.extend([sum, END]);
        (number(place.offset), from)
    }

    /// The bytes that a reading of a damaged frame is about, and no more than a frame has after its
    /// start: many of them in one long line must not cost the square of it.
    fn damaged_bytes(&mut self, damaged: &Damaged<'_>) -> (i32, usize) {
        let at = damaged.at.unwrap_or(0);
        let first = if damaged.alone {
            at.saturating_sub(MAX_FRAME)
        } else {
            at
        };
        let rest = damaged.bytes.get(first..).unwrap_or_default();
        let rest = rest.get(..at - first + MAX_FRAME).unwrap_or(rest);
        let start = damaged.place.offset.saturating_sub(at - first);
        self.some_bytes(start, rest)
    }
}
