//! A run of bytes on its way from a reader to the finder of frames.

use super::runs::{Hole, TextFault};
use super::stamp::Time;
use super::way::Way;

/// How the bytes of a segment belong to others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// A few bytes beside text: they only count if they go on with a frame.
    Short,
    /// A line with bytes alone: a capture of its own that has a frame or should have one.
    #[default]
    Line,
    /// Bytes beside text.
    Text,
    /// Part of a long run of bytes: file, dump, connection.
    Stream,
}

/// A run of bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    /// Line or packet, from 1.
    pub line: usize,
    /// Bytes of the capture before it.
    pub start: usize,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Text in the place of bytes.
    pub holes: Vec<Hole>,
    /// What is no byte on a line of bytes.
    pub fault: Option<TextFault>,
    /// When it passed.
    pub time: Option<Time>,
    /// Which way.
    pub way: Option<Way>,
    /// Segments with the same number may go on with each other's frames.
    pub stream: u32,
    /// How it belongs to others.
    pub mode: Mode,
}

impl Segment {
    /// Makes room for the next line.
    pub(super) fn clear(&mut self, line: usize) {
        self.bytes.clear();
        self.holes.clear();
        self.line = line;
        self.start = 0;
        self.fault = None;
        self.time = None;
        self.way = None;
        self.stream = 0;
        self.mode = Mode::Line;
    }
}
