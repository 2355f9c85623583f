//! Finding frames in noise: skip to 68, on any fault drop one byte and look again.

use crate::{Frame, FrameError, MAX_FRAME, START};

/// A frame and where it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// Offset of the first 68 from the start of the buffer.
    pub offset: usize,
    /// The frame.
    pub frame: Frame<'a>,
}

/// All frames of a whole buffer, in order. What is cut off at its end is no frame.
///
/// Linear in the length of the buffer: each 68 costs at most one look over 267 bytes.
#[derive(Clone, Debug)]
pub struct Frames<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Frames<'a> {
    /// Frames in `bytes`.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, offset: 0 }
    }
}

impl<'a> Iterator for Frames<'a> {
    type Item = Found<'a>;

    fn next(&mut self) -> Option<Found<'a>> {
        loop {
            let skip = self.rest.iter().position(|byte| *byte == START)?;
            let (_, candidate) = self.rest.split_at_checked(skip)?;
            let offset = self.offset + skip;
            match Frame::parse_prefix(candidate) {
                Ok((frame, behind)) => {
                    self.rest = behind;
                    self.offset = offset + frame.wire_len();
                    return Some(Found { offset, frame });
                }
                Err(_) => {
                    self.rest = candidate.split_first()?.1;
                    self.offset = offset + 1;
                }
            }
        }
    }
}

/// What [`FrameScanner::poll`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan<'a> {
    /// Nothing more to see until bytes come or the line falls silent.
    NeedMore,
    /// A frame. It stays valid until the scanner is used again.
    Frame(Frame<'a>),
    /// A candidate with both start bytes was no frame. One byte of it was dropped, the rest is still looked at.
    Bad(FrameError),
}

/// Finds frames in a stream of bytes that come in any pieces.
///
/// `N` bytes of buffer; with fewer than [`MAX_FRAME`] a candidate that does not fit is treated as bad.
/// The frames that come out do not depend on how the bytes were cut into pieces.
///
/// Call order: [`push`](Self::push), then [`poll`](Self::poll) until it returns [`Scan::NeedMore`]; on a silence of
/// the line longer than a byte gap may be, [`on_silence`](Self::on_silence) and `poll` again.
#[derive(Clone, Debug)]
pub struct FrameScanner<const N: usize = MAX_FRAME> {
    buffer: [u8; N],
    /// Bytes in `buffer`.
    len: usize,
    /// Bytes at the front that were handed out and go at the next call.
    used: usize,
    /// Bytes at the front that a silence ended: no candidate there may wait for more.
    ended: usize,
    discarded: u32,
}

impl<const N: usize> Default for FrameScanner<N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const N: usize> FrameScanner<N> {
    /// An empty scanner.
    #[must_use]
    pub const fn new() -> Self {
        Self { buffer: [0; N], len: 0, used: 0, ended: 0, discarded: 0 }
    }

    /// Takes as many of `bytes` as there is room for and returns what is left of them. After
    /// [`poll`](Self::poll) returned [`Scan::NeedMore`] there is always room for one byte at least.
    pub fn push<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        self.drop_used();
        let room = self.buffer.get_mut(self.len..).unwrap_or_default();
        let take = room.len().min(bytes.len());
        for (to, from) in room.iter_mut().zip(bytes) {
            *to = *from;
        }
        self.len += take;
        bytes.get(take..).unwrap_or_default()
    }

    /// Looks for the next frame in what was pushed.
    pub fn poll(&mut self) -> Scan<'_> {
        self.drop_used();
        loop {
            let skip = self.filled().iter().position(|byte| *byte == START).unwrap_or(self.len);
            self.discard(skip);
            if self.len == 0 {
                return Scan::NeedMore;
            }
            match Frame::parse_prefix(self.filled()) {
                // Parsed a second time below: the borrow of this one ends where the buffer may change.
                Ok((frame, _)) if self.ended == 0 || frame.wire_len() <= self.ended => break,
                Ok(_) => {
                    self.discard(1);
                    return Scan::Bad(FrameError::Truncated { missing: 1 });
                }
                Err(error @ FrameError::Truncated { missing }) => {
                    let fits = self.len.saturating_add(usize::from(missing)) <= N;
                    if fits && self.ended == 0 {
                        return Scan::NeedMore;
                    }
                    let headed = self.len > 7;
                    self.discard(1);
                    if headed {
                        return Scan::Bad(error);
                    }
                }
                Err(FrameError::Start { .. } | FrameError::SecondStart { .. }) => self.discard(1),
                Err(error) => {
                    self.discard(1);
                    return Scan::Bad(error);
                }
            }
        }
        match self.buffer.get(..self.len).map(Frame::parse_prefix) {
            Some(Ok((frame, _))) => {
                self.used = frame.wire_len();
                Scan::Frame(frame)
            }
            _ => Scan::NeedMore,
        }
    }

    /// The line was silent: nothing that came so far will be completed. A candidate whose length lies is given up
    /// at the next [`poll`](Self::poll) and the bytes behind its start are looked at again.
    pub fn on_silence(&mut self) {
        self.drop_used();
        self.ended = self.len;
    }

    /// Bytes dropped so far that were part of no frame; saturates.
    #[must_use]
    pub const fn discarded(&self) -> u32 {
        self.discarded
    }

    /// Bytes that wait for more.
    #[must_use]
    pub const fn pending(&self) -> usize {
        self.len.saturating_sub(self.used)
    }

    fn filled(&self) -> &[u8] {
        self.buffer.get(..self.len).unwrap_or_default()
    }

    fn drop_used(&mut self) {
        let used = core::mem::take(&mut self.used);
        self.remove(used);
    }

    fn discard(&mut self, count: usize) {
        self.discarded = self.discarded.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        self.remove(count);
    }

    fn remove(&mut self, count: usize) {
        if count == 0 {
            return;
        }
        let count = count.min(self.len);
        // `count` and `len` are within the buffer, where `copy_within` cannot fail; spelled so that no check is left.
        for i in 0..self.len.saturating_sub(count) {
            let byte = self.buffer.get(i + count).copied().unwrap_or_default();
            if let Some(to) = self.buffer.get_mut(i) {
                *to = byte;
            }
        }
        self.len -= count;
        self.ended = self.ended.saturating_sub(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Address;
    use std::vec::Vec;

    const ADDRESS_REQUEST: [u8; 12] = [0x68, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0x68, 0x13, 0x00, 0xDF, 0x16];

    fn scan(bytes: &[u8], chunk: usize) -> Vec<(Address, usize)> {
        let mut scanner = FrameScanner::<MAX_FRAME>::new();
        let mut found = Vec::new();
        for piece in bytes.chunks(chunk) {
            let mut rest = piece;
            while !rest.is_empty() {
                rest = scanner.push(rest);
                drain(&mut scanner, &mut found);
            }
        }
        scanner.on_silence();
        drain(&mut scanner, &mut found);
        assert_eq!(scanner.pending(), 0);
        found
    }

    fn drain(scanner: &mut FrameScanner, found: &mut Vec<(Address, usize)>) {
        loop {
            match scanner.poll() {
                Scan::NeedMore => return,
                Scan::Frame(frame) => found.push((frame.address(), frame.wire_len())),
                Scan::Bad(_) => {}
            }
        }
    }

    #[test]
    fn false_start_keeps_the_frame_behind_it() {
        let mut bytes = std::vec![0x00, 0x68, 0x16, 0xFE, 0xFE, 0x68];
        bytes.extend(ADDRESS_REQUEST);
        bytes.extend([0x68, 1, 2, 3, 4, 5, 6, 0x68, 0x91, 0xFF]);
        bytes.extend(ADDRESS_REQUEST);
        let whole: Vec<_> = Frames::new(&bytes).map(|f| (f.frame.address(), f.frame.wire_len())).collect();
        assert_eq!(whole, [(Address::WILDCARD, 12), (Address::WILDCARD, 12)]);
        for chunk in 1..=bytes.len() {
            assert_eq!(scan(&bytes, chunk), whole, "pieces of {chunk}");
        }
        assert_eq!(Frames::new(&bytes).map(|f| f.offset).collect::<Vec<_>>(), [6, 28]);
    }

    #[test]
    fn bad_checksum_keeps_next_frame() {
        let mut bytes = ADDRESS_REQUEST.to_vec();
        bytes[10] = 0;
        bytes.extend(ADDRESS_REQUEST);
        let mut scanner = FrameScanner::<64>::new();
        assert!(scanner.push(&bytes).is_empty());
        assert_eq!(scanner.poll(), Scan::Bad(FrameError::Checksum { expected: 0xDF, found: 0 }));
        assert!(matches!(scanner.poll(), Scan::Frame(_)));
        assert_eq!(scanner.poll(), Scan::NeedMore);
        assert_eq!(scanner.discarded(), 12);
    }

    #[test]
    fn small_buffer_gives_up_what_cannot_fit() {
        let mut scanner = FrameScanner::<16>::new();
        let mut bytes = std::vec![0x68, 1, 2, 3, 4, 5, 6, 0x68, 0x91, 0x20];
        bytes.extend(ADDRESS_REQUEST);
        let mut frames = 0;
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            rest = scanner.push(rest);
            loop {
                match scanner.poll() {
                    Scan::NeedMore => break,
                    Scan::Frame(_) => frames += 1,
                    Scan::Bad(_) => {}
                }
            }
        }
        assert_eq!(frames, 1);
    }
}
