//! Bytes of one stream that are held until it is known what comes of them.
//!
//! Lines are added one by one; the buffer says whether a new line belongs to those before, and tells
//! what it holds: frames, damaged frames, and bytes outside of both, each with its place.

use super::{Damaged, Event, Fault, Place};
use crate::candidate::{self, Candidate};
use crate::input::{Hole, Mode, Segment, TextFault};
use crate::neighbours::Neighbour;
use dlt645::{Frame, FrameError, Frames, MAX_FRAME, START, WAKE_UP};

/// Most bytes of lines that wait for more: two frames.
const HELD: usize = 2 * MAX_FRAME;

/// Bytes that are held, with their places.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    pub(super) bytes: Vec<u8>,
    marks: Vec<Mark>,
    holes: Vec<Hole>,
    fault: Option<TextFault>,
    pub(super) mode: Mode,
    /// Bytes of the last line that was added.
    pub(super) last: usize,
    /// Whether a good frame of the same line was in front of them.
    after_frame: bool,
}

/// From `at` on, bytes are of this place.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    place: Place,
}

impl Buffer {
    pub(super) fn add(&mut self, segment: &Segment, start: usize) {
        let at = self.bytes.len();
        let Segment {
            line, time, way, ..
        } = *segment;
        self.marks.push(Mark {
            at,
            place: Place {
                line,
                offset: start,
                time,
                way,
            },
        });
        self.holes.extend(segment.holes.iter().map(|hole| Hole {
            at: hole.at + at,
            ..hole.clone()
        }));
        self.bytes.extend_from_slice(&segment.bytes);
        if self.fault.is_none() {
            self.fault.clone_from(&segment.fault);
        }
        self.mode = self.mode.max(segment.mode);
        self.last = segment.bytes.len();
    }

    fn place(&self, at: usize) -> Place {
        let after = self.marks.partition_point(|mark| mark.at <= at);
        let mark = after.checked_sub(1).and_then(|index| self.marks.get(index));
        mark.map_or_else(Place::default, |mark| Place {
            offset: mark.place.offset + at - mark.at,
            ..mark.place
        })
    }

    /// Takes the first `count` bytes off.
    fn drop_front(&mut self, count: usize) {
        if count == 0 {
            return;
        }
        let place = self.place(count);
        self.bytes.drain(..count.min(self.bytes.len()));
        self.marks.retain(|mark| mark.at > count);
        for mark in &mut self.marks {
            mark.at -= count;
        }
        if !self.bytes.is_empty() {
            self.marks.insert(0, Mark { at: 0, place });
        }
        self.holes.retain(|hole| hole.at >= count);
        for hole in &mut self.holes {
            hole.at -= count;
        }
        self.fault = None;
    }

    /// Offset of the byte after the last one.
    pub(super) fn end(&self) -> usize {
        self.place(self.bytes.len()).offset
    }
}

/// What lines in front and a new one come to together.
pub(super) enum Verdict {
    /// A frame, or one with a wrong checksum, goes over both.
    Joined,
    /// Nothing yet, more may come.
    Open,
    /// They have nothing to do with each other.
    Apart,
}

impl Buffer {
    /// What the held bytes and a new segment come to together.
    pub(super) fn verdict(&self, segment: &Segment) -> Verdict {
        let joined: Vec<u8> = [&self.bytes[..], &segment.bytes].concat();
        // Where a head of the new line's own begins: what it covers does not belong to another
        // frame, unless that comes out right.
        let own = starts(&segment.bytes).find(|at| segment.bytes.get(at + 7) == Some(&START));
        let wake_up = self.bytes.iter().all(|byte| *byte == WAKE_UP);
        let goes_on = |byte: &u8| matches!(*byte, START | WAKE_UP);
        if wake_up && segment.bytes.first().is_some_and(goes_on) {
            return Verdict::Joined;
        }
        let mut open = false;
        let settled = settled(&self.bytes);
        for at in starts(&self.bytes).filter(|at| *at >= settled) {
            let rest = joined.get(at..).unwrap_or_default();
            let len = rest.get(9).map_or(0, |len| usize::from(*len)) + dlt645::OVERHEAD;
            let end = (at + len).saturating_sub(self.bytes.len());
            let free = own.is_none_or(|own| own >= end);
            match Frame::parse_prefix(rest) {
                Ok(_) if end > 0 => return Verdict::Joined,
                Err(FrameError::Checksum { .. }) if free => return Verdict::Joined,
                Err(FrameError::End { .. }) if free && at + len == joined.len() => {
                    return Verdict::Joined;
                }
                Err(FrameError::Truncated { .. }) => open = true,
                _ => {}
            }
        }
        if open && own.is_none() && joined.len() <= HELD {
            Verdict::Open
        } else {
            Verdict::Apart
        }
    }

    /// Tells what a line holds; what may go on in the next line stays.
    pub(super) fn line(&mut self, sink: &mut dyn FnMut(Event<'_>)) {
        if self.mode == Mode::Stream {
            return self.scan(false, sink);
        }
        // Nearly every line: wake-up bytes and one good frame.
        let bytes = &self.bytes;
        if let Some(found) = Frames::new(bytes).next()
            && found.offset + found.frame.wire_len() == bytes.len()
            && self.holes.is_empty()
            && bytes.iter().take(found.offset).all(|byte| *byte == WAKE_UP)
        {
            self.outside(0, found.offset, sink);
            sink(Event::Frame(self.place(found.offset), found.frame));
            self.bytes.clear();
            return;
        }
        let last = Frames::new(bytes)
            .last()
            .map(|found| found.offset + found.frame.wire_len());
        let end = settled(bytes);
        let rest = bytes.get(end..).unwrap_or_default();
        let open = starts(rest).find(|at| {
            let tail = rest.get(*at..).unwrap_or_default();
            matches!(Frame::parse_prefix(tail), Err(FrameError::Truncated { .. }))
        });
        let wake_up =
            last.is_none() && !rest.is_empty() && rest.iter().all(|byte| *byte == WAKE_UP);
        match (open, last) {
            _ if wake_up => {}
            // Nothing is told before it is known what comes of it.
            (Some(_), None) => {}
            (Some(open), Some(_)) => {
                self.tell(end + open, sink);
                self.drop_front(end + open);
                self.after_frame = true;
            }
            (None, _) => {
                self.tell(self.bytes.len(), sink);
                self.bytes.clear();
            }
        }
    }

    /// Tells what a run of bytes holds, up to what may still become a frame unless it is `over`.
    pub(super) fn scan(&mut self, over: bool, sink: &mut dyn FnMut(Event<'_>)) {
        let bytes = &self.bytes;
        let last = settled(bytes);
        let rest = bytes.get(last..).unwrap_or_default();
        let open = starts(rest).find(|at| {
            let tail = rest.get(*at..).unwrap_or_default();
            matches!(Frame::parse_prefix(tail), Err(FrameError::Truncated { .. }))
        });
        let count = match open {
            Some(open) if !over => last + open,
            // What ends in the middle of a damaged frame is told with what follows.
            None if !over && rest.len() < MAX_FRAME && rest.contains(&START) => last,
            _ => bytes.len(),
        };
        self.tell(count, sink);
        self.drop_front(count);
    }

    /// Nothing more comes.
    pub(super) fn close(&mut self, sink: &mut dyn FnMut(Event<'_>)) {
        match self.mode {
            Mode::Stream => self.scan(true, sink),
            Mode::Line if self.marks.len() > 1 => self.apart(sink),
            // A byte more than the frame before: the start of nothing.
            _ if self.after_frame && self.bytes == [START] => self.outside(0, 1, sink),
            _ => {
                self.tell(self.bytes.len(), sink);
                self.bytes.clear();
            }
        }
    }

    /// Lines that came to nothing together: each is told alone, but lines of a byte or two are one
    /// capture.
    fn apart(&mut self, sink: &mut dyn FnMut(Event<'_>)) {
        let ends = self
            .marks
            .iter()
            .skip(1)
            .map(|mark| mark.at)
            .chain([self.bytes.len()]);
        let mut lines: Vec<Self> = Vec::new();
        for (mark, end) in self.marks.iter().zip(ends) {
            let bytes = self.bytes.get(mark.at..end).unwrap_or_default();
            let short = |bytes: &[u8]| bytes.len() <= 2;
            let last = lines
                .last_mut()
                .filter(|last| short(bytes) && last.last <= 2);
            let holes = self
                .holes
                .iter()
                .filter(|hole| (mark.at..end).contains(&hole.at));
            let segment = Segment {
                line: mark.place.line,
                bytes: bytes.to_vec(),
                holes: holes
                    .map(|hole| Hole {
                        at: hole.at - mark.at,
                        ..hole.clone()
                    })
                    .collect(),
                time: mark.place.time,
                way: mark.place.way,
                ..Segment::default()
            };
            match last {
                Some(last) => last.add(&segment, last.end()),
                None => {
                    let mut line = Self::default();
                    line.add(&segment, 0);
                    lines.push(line);
                }
            }
        }
        for line in lines {
            line.tell(line.bytes.len(), sink);
        }
        self.bytes.clear();
    }

    /// Tells everything in the first `count` bytes.
    fn tell(&self, count: usize, sink: &mut dyn FnMut(Event<'_>)) {
        let bytes = self.bytes.get(..count).unwrap_or_default();
        let frames: Vec<_> = Frames::new(bytes).collect();
        let alone = !frames.iter().any(|found| self.is_good(found));
        let mut damaged = self.damaged(bytes, alone).into_iter().peekable();
        let mut at = 0;
        for found in frames.into_iter().filter(|found| self.is_good(found)) {
            while let Some(next) = damaged.next_if(|next| next.offset < found.offset) {
                self.outside(at, next.offset, sink);
                self.tell_damaged(bytes, next, alone, sink);
                at = (next.offset + next.span).min(found.offset);
            }
            self.outside(at, found.offset, sink);
            sink(Event::Frame(self.place(found.offset), found.frame));
            at = found.offset + found.frame.wire_len();
        }
        let mut any = false;
        for next in damaged {
            any = true;
            self.outside(at, next.offset, sink);
            self.tell_damaged(bytes, next, alone, sink);
            at = next.offset + next.span;
        }
        if alone && !any && self.mode == Mode::Line && (!bytes.is_empty() || self.fault.is_some()) {
            let fault = self.fault.clone().map_or(Fault::NoStart, Fault::Text);
            let place = self.place(0);
            sink(Event::Damaged(Damaged {
                place,
                fault,
                bytes,
                at: None,
                alone,
            }));
            return;
        }
        self.outside(at, bytes.len(), sink);
    }

    /// The damaged frames of `bytes`.
    fn damaged(&self, bytes: &[u8], alone: bool) -> Vec<Candidate> {
        let clean = |bytes: &[u8]| bytes.iter().all(|byte| *byte != START);
        if clean(bytes) {
            return Vec::new();
        }
        let mut found = candidate::leftover(bytes);
        // A hole may make a good frame by chance.
        let by_chance = Frames::new(bytes).filter(|found| !self.is_good(found));
        found.extend(by_chance.map(|found| Candidate {
            offset: found.offset,
            error: FrameError::Checksum {
                expected: 0,
                found: 0,
            },
            span: found.frame.wire_len(),
        }));
        if self.mode != Mode::Line {
            self.gaps(bytes, &mut found);
        } else if alone && self.holes.is_empty() && self.marks.len() == 1 {
            // A line without any good frame gives one answer, the best; of several with a wrong
            // checksum each is one.
            found.retain(Candidate::is_whole);
            let mut outside = bytes.iter().zip(0..).filter(|(_, at)| {
                !found
                    .iter()
                    .any(|one| (one.offset..one.offset + one.span).contains(at))
            });
            if found.len() < 2 || outside.any(|(byte, _)| *byte != WAKE_UP) {
                found = candidate::best(bytes).into_iter().collect();
            }
        } else if alone && found.is_empty() {
            found.extend(candidate::best(bytes));
        }
        found.sort_by_key(|candidate| candidate.offset);
        found
    }

    fn is_good(&self, found: &dlt645::Found<'_>) -> bool {
        let place = found.offset..found.offset + found.frame.wire_len();
        !self.holes.iter().any(|hole| place.contains(&hole.at))
    }

    /// What was meant as a frame in long gaps between good ones, and has not even both start bytes.
    fn gaps(&self, bytes: &[u8], found: &mut Vec<Candidate>) {
        let mut from = 0;
        let frames = Frames::new(bytes).map(|found| (found.offset, found.frame.wire_len()));
        for (start, len) in frames.chain([(bytes.len(), 0)]) {
            let gap = bytes.get(from..start).unwrap_or_default();
            let told = found
                .iter()
                .any(|candidate| (from..start).contains(&candidate.offset));
            // The head of a frame that carries the next one is no damaged frame.
            let rest = bytes.get(from..).unwrap_or_default();
            let carried =
                start < bytes.len() && Neighbour::of(rest).is_some_and(Neighbour::carries);
            if !told && !carried && looks_meant(gap) {
                let best = candidate::best(gap);
                found.extend(best.map(|best| Candidate {
                    offset: best.offset + from,
                    ..best
                }));
            }
            from = start + len;
        }
    }

    fn tell_damaged(
        &self,
        bytes: &[u8],
        candidate: Candidate,
        alone: bool,
        sink: &mut dyn FnMut(Event<'_>),
    ) {
        let Candidate {
            offset,
            error,
            span,
        } = candidate;
        let place = self.place(offset);
        let hole = self
            .holes
            .iter()
            .find(|hole| (offset..offset + span.max(8)).contains(&hole.at));
        let fault = match hole {
            Some(hole) => self.hole(bytes, offset, hole),
            None => Fault::Frame(error),
        };
        sink(Event::Damaged(Damaged {
            place,
            fault,
            bytes,
            at: Some(offset),
            alone,
        }));
    }

    /// What a hole in the frame at `offset` means: in the place of the checksum it is a
    /// placeholder.
    fn hole(&self, bytes: &[u8], offset: usize, hole: &Hole) -> Fault {
        let len = bytes.get(offset + 9).map_or(0, |len| usize::from(*len));
        let sum_at = offset + 10 + len;
        if hole.at == sum_at {
            let summed = bytes.get(offset..sum_at).unwrap_or_default();
            let expected = summed.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte));
            return Fault::Placeholder {
                text: hole.text.clone(),
                expected,
            };
        }
        Fault::Text(TextFault {
            column: hole.column,
            text: hole.text.clone(),
            odd: false,
        })
    }

    fn outside(&self, from: usize, to: usize, sink: &mut dyn FnMut(Event<'_>)) {
        if let Some(bytes) = self.bytes.get(from..to).filter(|bytes| !bytes.is_empty()) {
            sink(Event::Outside(self.place(from), bytes));
        }
    }
}

/// The end of the last frame, good or with only its checksum wrong: what is in it is no start
/// of another.
fn settled(bytes: &[u8]) -> usize {
    let last = Frames::new(bytes)
        .last()
        .map_or(0, |found| found.offset + found.frame.wire_len());
    let rest = bytes.get(last..).unwrap_or_default();
    let mut whole = candidate::leftover(rest);
    whole.retain(Candidate::is_whole);
    last + whole.last().map_or(0, |whole| whole.offset + whole.span)
}

/// Where start bytes are.
fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    bytes
        .iter()
        .zip(0..)
        .filter(|(byte, _)| **byte == START)
        .map(|(_, at)| at)
}

/// Whether bytes without any frame were meant as one: long enough, and with a 68 in front or a 16
/// at the end.
fn looks_meant(bytes: &[u8]) -> bool {
    let len = bytes.iter().skip_while(|byte| **byte == WAKE_UP).count();
    let first = bytes.iter().find(|byte| **byte != WAKE_UP);
    len >= dlt645::OVERHEAD && (first == Some(&START) || bytes.last() == Some(&dlt645::END))
}
