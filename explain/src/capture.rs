//! From any input to frames: the reader and the finder in one.

use crate::find::{Event, Finder};
use crate::input::{Form, Reader, TextFault};

/// Takes an input in pieces and tells what is found in it.
///
/// ```
/// use dlt645_explain::{Capture, find::Event};
/// let mut capture = Capture::default();
/// let mut found = 0;
/// capture.paste("RX: 68 AA AA AA AA AA AA 68 13 00 DF 16", &mut |event| {
///     found += usize::from(matches!(event, Event::Frame(..)));
/// });
/// capture.finish(&mut |_| ());
/// assert_eq!(found, 1);
/// ```
#[derive(Default)]
pub struct Capture {
    reader: Reader,
    finder: Finder,
}

impl Capture {
    /// Takes the next bytes of a file or stream.
    pub fn push(&mut self, bytes: &[u8], sink: &mut dyn FnMut(Event<'_>)) {
        let finder = &mut self.finder;
        self.reader
            .push(bytes, &mut |segment| finder.segment(segment, sink));
    }

    /// Takes text, one or several lines.
    pub fn paste(&mut self, text: &str, sink: &mut dyn FnMut(Event<'_>)) {
        let finder = &mut self.finder;
        self.reader
            .paste(text, &mut |segment| finder.segment(segment, sink));
    }

    /// The input ends: tells what was waiting for more.
    pub fn finish(&mut self, sink: &mut dyn FnMut(Event<'_>)) {
        let finder = &mut self.finder;
        self.reader
            .finish(&mut |segment| finder.segment(segment, sink));
        finder.finish(sink);
    }

    /// What the input was recognised as.
    #[must_use]
    pub fn forms(&self) -> &[Form] {
        self.reader.forms()
    }

    /// The first text that is no byte: it says what is wrong where there is no frame at all.
    #[must_use]
    pub fn first_text(&self) -> Option<(usize, &TextFault)> {
        self.reader.first_text()
    }
}
