//! Frames and damaged frames in the runs of bytes that an input gives, each with its place.
//!
//! A line of a log is a capture of its own, but a frame may also go over several lines: what is
//! left open at the end of one is tried with the next, and counts only if a frame comes out of it,
//! or one whose checksum alone is wrong. Bytes of a dump, a file or a connection are one run
//! whatever the lines.

mod buffer;

use crate::input::{Mode, Segment, TextFault, Time, Way};
use buffer::{Buffer, Verdict};
use dlt645::{Frame, FrameError};
use std::collections::BTreeMap;

/// Where a byte is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Line or packet, from 1.
    pub line: usize,
    /// Bytes of the capture before it.
    pub offset: usize,
    /// When it passed.
    pub time: Option<Time>,
    /// Which way it went.
    pub way: Option<Way>,
}

/// Why there is no frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no start byte.
    NoStart,
    /// What the bytes lack.
    Frame(FrameError),
    /// Something else than a checksum is written in its place; what it would be.
    Placeholder {
        /// What is written.
        text: String,
        /// The right checksum.
        expected: u8,
    },
    /// Text where a byte should be.
    Text(TextFault),
}

/// A damaged frame.
#[derive(Debug)]
pub struct Damaged<'a> {
    /// Where it begins; its offset says nothing if there is no start byte.
    pub place: Place,
    /// What is wrong.
    pub fault: Fault,
    /// The bytes around it.
    pub bytes: &'a [u8],
    /// Where in `bytes` it begins, `None` if there is no start byte.
    pub at: Option<usize>,
    /// Whether there is no good frame in `bytes`.
    pub alone: bool,
}

/// What was found, in its order.
#[derive(Debug)]
pub enum Event<'a> {
    /// A good frame.
    Frame(Place, Frame<'a>),
    /// A damaged one.
    Damaged(Damaged<'a>),
    /// Bytes outside of both.
    Outside(Place, &'a [u8]),
}

/// Finds frames in segments as they come.
#[derive(Debug, Default)]
pub struct Finder {
    held: BTreeMap<u32, Buffer>,
    /// Bytes of each line of hexadecimal that is wrapped at a fixed width, and the offset of the
    /// next one.
    wrapped: Option<(usize, usize)>,
    /// What went the other way after a frame that is not complete yet: told after it.
    waiting: Vec<Segment>,
}

/// Streams of lines with a direction.
const WAYS: core::ops::RangeInclusive<u32> = 1..=2;
/// Most lines that wait for the rest of a frame of the other direction.
const WAITING: usize = 16;

impl Finder {
    /// Takes a segment.
    pub fn segment(&mut self, segment: &Segment, sink: &mut dyn FnMut(Event<'_>)) {
        let mut held = self
            .held
            .iter()
            .filter(|(_, held)| held.mode != Mode::Stream);
        let other = |stream: &u32| WAYS.contains(stream) && *stream != segment.stream;
        if segment.mode != Mode::Stream
            && WAYS.contains(&segment.stream)
            && held.any(|(stream, _)| other(stream))
        {
            self.waiting.push(segment.clone());
            if self.waiting.len() > WAITING {
                self.release(sink);
            }
            return;
        }
        if !self.waiting.is_empty()
            && let Some(held) = self.held.get(&segment.stream)
            && matches!(held.verdict(segment), Verdict::Apart)
        {
            self.release(sink);
            return self.segment(segment, sink);
        }
        self.take(segment, sink);
        if !self.held.keys().any(|stream| WAYS.contains(stream)) {
            self.release(sink);
        }
    }

    /// Tells what is held of either direction, then what waits for it.
    fn release(&mut self, sink: &mut dyn FnMut(Event<'_>)) {
        if self.waiting.is_empty() {
            return;
        }
        for stream in WAYS {
            if let Some(mut buffer) = self.held.remove(&stream) {
                buffer.close(sink);
            }
        }
        for segment in std::mem::take(&mut self.waiting) {
            self.segment(&segment, sink);
        }
    }

    /// Takes a segment that waits for no other.
    fn take(&mut self, segment: &Segment, sink: &mut dyn FnMut(Event<'_>)) {
        let mut held = self.held.remove(&segment.stream);
        if segment.mode == Mode::Stream {
            let mut buffer = held.unwrap_or_default();
            if segment.start == 0 && !buffer.bytes.is_empty() {
                // Another dump begins.
                buffer.scan(true, sink);
                buffer = Buffer::default();
            }
            buffer.add(segment, segment.start);
            buffer.scan(false, sink);
            self.hold(segment.stream, buffer);
            return;
        }
        if segment.mode != Mode::Line || !segment.holes.is_empty() {
            self.wrapped = None;
        }
        if let Some((width, next)) = self.wrapped {
            // Lines of the same width go on until a shorter one ends them.
            let len = segment.bytes.len();
            if len <= width {
                let mut buffer = held.unwrap_or_default();
                buffer.add(segment, next);
                buffer.mode = Mode::Stream;
                let over = len < width;
                self.wrapped = (!over).then_some((width, next + len));
                buffer.scan(over, sink);
                self.hold(segment.stream, buffer);
                return;
            }
            self.wrapped = None;
        }
        if let Some(mut buffer) = held.take() {
            match buffer.verdict(segment) {
                Verdict::Apart => buffer.close(sink),
                verdict => {
                    let (start, before) = (buffer.end(), buffer.last);
                    buffer.add(segment, start);
                    let len = segment.bytes.len();
                    let sure = matches!(verdict, Verdict::Joined) || len == 1;
                    if len == before && (len >= 8 || len == 1) && sure && segment.mode == Mode::Line
                    {
                        self.wrapped = Some((len, start + len));
                        buffer.mode = Mode::Stream;
                    }
                    match verdict {
                        Verdict::Open => {}
                        _ => buffer.line(sink),
                    }
                    self.hold(segment.stream, buffer);
                    return;
                }
            }
        }
        if segment.mode == Mode::Short {
            return;
        }
        let mut buffer = Buffer::default();
        buffer.add(segment, segment.start);
        buffer.line(sink);
        self.hold(segment.stream, buffer);
    }

    fn hold(&mut self, stream: u32, buffer: Buffer) {
        if !buffer.bytes.is_empty() {
            self.held.insert(stream, buffer);
        }
    }

    /// The end of the input, or of all that is known for now: what is held is told.
    pub fn finish(&mut self, sink: &mut dyn FnMut(Event<'_>)) {
        self.wrapped = None;
        // What waits may hold others up again.
        while !self.waiting.is_empty() {
            self.release(sink);
        }
        for (_, mut buffer) in std::mem::take(&mut self.held) {
            buffer.close(sink);
        }
    }
}
