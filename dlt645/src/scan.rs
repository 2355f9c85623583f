//! Finding frames in noise: skip to 68, on any fault drop one byte and look again.

use crate::{Frame, FrameError, MAX_FRAME, OVERHEAD, START, WAKE_UP, words};

/// A frame and where it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
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
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Frames<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Frames<'a> {
    /// Frames in `bytes`.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes,
            offset: 0,
        }
    }
}

impl<'a> Iterator for Frames<'a> {
    type Item = Found<'a>;

    // In the caller's loop on hosts: what it keeps in registers is most of the work on short
    // frames.
    #[cfg_attr(target_pointer_width = "64", inline(always))]
    fn next(&mut self) -> Option<Found<'a>> {
        // By value, so that both can stay in registers.
        let near = if cfg!(target_pointer_width = "64") {
            near(self.rest)
        } else {
            None
        };
        let (skip, frame, trailing) = match near {
            Some(found) => found,
            None => search(self.rest)?,
        };
        // Offsets stay within the buffer; to say so in arithmetic would leave a check.
        let offset = self.offset.wrapping_add(skip);
        self.offset = offset.wrapping_add(frame.wire_len());
        self.rest = trailing;
        Some(Found { offset, frame })
    }
}

/// The frame after four wake-up bytes, where most are, with bytes after it. `None` says nothing.
#[inline(always)]
fn near(bytes: &[u8]) -> Option<(usize, Frame<'_>, &[u8])> {
    let (front, _) = bytes.split_first_chunk::<{ 4 + MAX_FRAME }>()?;
    let frame = Frame::parse_roomy(front.strip_prefix(&[WAKE_UP; 4])?.first_chunk()?)?;
    let (_, trailing) = bytes.split_at_checked(frame.wire_len().wrapping_add(4))?;
    Some((4, frame, trailing))
}

/// The first frame, the bytes before it and the bytes after it.
fn search(bytes: &[u8]) -> Option<(usize, Frame<'_>, &[u8])> {
    let mut rest = bytes;
    loop {
        // Skipped only if need be: after a false start the next is often near.
        let skip = if rest.first() == Some(&START) {
            0
        } else {
            words::find_start(rest)?
        };
        let (_, candidate) = rest.split_at_checked(skip)?;
        if let Ok((frame, trailing)) = Frame::parse_prefix(candidate) {
            return Some((bytes.len().wrapping_sub(candidate.len()), frame, trailing));
        }
        rest = candidate.split_first()?.1;
    }
}

/// What [`FrameScanner::poll`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Scan<'a> {
    /// Nothing more to see until bytes come or the line falls silent.
    NeedMore,
    /// A frame. It stays valid until the scanner is used again.
    Frame(Frame<'a>),
    /// A candidate with both start bytes was no frame. One byte of it was dropped, the rest is
    /// still looked at.
    Bad(FrameError),
}

/// Finds frames in a stream of bytes that come in any pieces.
///
/// `N` bytes of buffer, at least 12; with fewer than [`MAX_FRAME`] a candidate that does not fit is
/// treated as bad. The frames that come out do not depend on how the bytes were cut into pieces.
///
/// Call order: [`push`](Self::push), then [`poll`](Self::poll) until it returns [`Scan::NeedMore`];
/// on a silence of the line longer than a byte gap may be, [`on_silence`](Self::on_silence) and
/// `poll` again.
///
/// ```
/// use dlt645::{FrameScanner, Scan};
///
/// let mut scanner = FrameScanner::new();
/// let mut rest = &[0xFE, 0xFE, 0x68, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0x68, 0x13, 0x00, 0xDF, 0x16][..];
/// let mut frames = 0;
/// while !rest.is_empty() {
///     rest = scanner.push(rest);
///     loop {
///         match scanner.poll() {
///             Scan::Frame(_) => frames += 1,
///             Scan::Bad(_) => {}
///             Scan::NeedMore => break,
///         }
///     }
/// }
/// assert_eq!(frames, 1);
/// ```
#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct FrameScanner<const N: usize = MAX_FRAME> {
    buffer: [u8; N],
    /// Where the bytes still to be looked at begin and end. `start <= start + used <= end <= N`,
    /// so that no sum of these and of the length of a frame can overflow.
    start: usize,
    end: usize,
    /// A silence came when `end` was here: no candidate before it may wait for more.
    silent: usize,
    /// Bytes from `start` that were handed out as a frame and go at the next call.
    used: usize,
    discarded: u32,
}

impl<const N: usize> Default for FrameScanner<N> {
    fn default() -> Self {
        Self::sized()
    }
}

impl FrameScanner {
    /// An empty scanner with room for every frame.
    #[must_use]
    pub const fn new() -> Self {
        Self::sized()
    }
}

impl<const N: usize> FrameScanner<N> {
    /// An empty scanner of `N` bytes.
    #[must_use]
    pub const fn sized() -> Self {
        const { assert!(N >= OVERHEAD, "a scanner needs room for the shortest frame") };
        Self {
            buffer: [0; N],
            start: 0,
            end: 0,
            silent: 0,
            used: 0,
            discarded: 0,
        }
    }

    /// Takes as many of `bytes` as there is room for and returns what is left of them. After
    /// [`poll`](Self::poll) returned [`Scan::NeedMore`] there is always room for one byte at least.
    pub fn push<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        self.drop_used();
        if N.saturating_sub(self.end) < bytes.len() {
            self.make_room();
        }
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let take = room.len().min(bytes.len());
        for (to, from) in room.iter_mut().zip(bytes) {
            *to = *from;
        }
        self.end = self.end.wrapping_add(take);
        bytes.get(take..).unwrap_or_default()
    }

    /// Looks for the next frame in what was pushed.
    pub fn poll(&mut self) -> Scan<'_> {
        self.drop_used();
        let len = loop {
            let skip = words::find_start(self.filled()).unwrap_or(self.filled().len());
            self.discard(skip);
            let ended = self.silent > self.start;
            match Frame::parse_prefix(self.filled()).map(|(frame, _)| frame.wire_len()) {
                Ok(len) if !ended || self.start.wrapping_add(len) <= self.silent => break len,
                Ok(_) => {
                    self.discard(1);
                    return Scan::Bad(FrameError::Truncated { missing: 1 });
                }
                Err(error @ FrameError::Truncated { missing }) => {
                    let have = self.filled().len();
                    let fits = have.wrapping_add(usize::from(missing)) <= N;
                    if have == 0 || (fits && !ended) {
                        return Scan::NeedMore;
                    }
                    self.discard(1);
                    if have > 7 {
                        return Scan::Bad(error);
                    }
                }
                Err(FrameError::Start { .. } | FrameError::SecondStart { .. }) => self.discard(1),
                Err(error) => {
                    self.discard(1);
                    return Scan::Bad(error);
                }
            }
        };
        // Looked at again because the borrow of the first look would end where the buffer may
        // change.
        self.used = len;
        Frame::again(self.filled()).map_or(Scan::NeedMore, Scan::Frame)
    }

    /// The line was silent: nothing that came so far will be completed. A candidate whose length
    /// lies is given up at the next [`poll`](Self::poll) and the bytes after its start are
    /// looked at again.
    pub fn on_silence(&mut self) {
        self.drop_used();
        self.silent = self.end;
    }

    /// Bytes dropped so far that were part of no frame; saturates.
    #[must_use]
    pub const fn discarded(&self) -> u32 {
        self.discarded
    }

    /// Bytes that wait for more.
    #[must_use]
    pub const fn pending(&self) -> usize {
        self.end.wrapping_sub(self.start).wrapping_sub(self.used)
    }

    /// The frame that [`poll`](Self::poll) returned last, as long as the scanner was not used
    /// since.
    #[must_use]
    pub fn current(&self) -> Option<Frame<'_>> {
        if self.used == 0 {
            None
        } else {
            Frame::again(self.filled())
        }
    }

    /// The bytes that wait for more, the start of a candidate first.
    #[must_use]
    pub fn candidate(&self) -> &[u8] {
        self.filled().get(self.used..).unwrap_or_default()
    }

    /// Forgets everything but the count of [`discarded`](Self::discarded) bytes.
    pub fn clear(&mut self) {
        (self.start, self.end, self.silent, self.used) = (0, 0, 0, 0);
    }

    fn filled(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    fn drop_used(&mut self) {
        let used = core::mem::take(&mut self.used);
        self.remove(used);
    }

    fn discard(&mut self, count: usize) {
        self.discarded = self
            .discarded
            .saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        self.remove(count);
    }

    fn remove(&mut self, count: usize) {
        self.start = self.start.wrapping_add(count).min(self.end);
        if self.start == self.end {
            (self.start, self.end, self.silent) = (0, 0, 0);
        }
    }

    /// Makes room at the end.
    fn make_room(&mut self) {
        // The limits hold already; spelled out so that the compiler sees it and leaves no check.
        let end = self.end.min(N);
        let start = self.start.min(end);
        self.buffer.copy_within(start..end, 0);
        self.end = end - start;
        self.silent = self.silent.saturating_sub(start);
        self.start = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Address, Control, FrameRepr};
    use std::vec::Vec;

    const ADDRESS_REQUEST: [u8; 12] = [
        0x68, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0x68, 0x13, 0x00, 0xDF, 0x16,
    ];

    fn scan(bytes: &[u8], chunk: usize) -> Vec<(Address, usize)> {
        let mut scanner = FrameScanner::new();
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
    fn false_start_keeps_the_frame_after_it() {
        let mut bytes = std::vec![0x00, 0x68, 0x16, 0xFE, 0xFE, 0x68];
        bytes.extend(ADDRESS_REQUEST);
        bytes.extend([0x68, 1, 2, 3, 4, 5, 6, 0x68, 0x91, 0xFF]);
        bytes.extend(ADDRESS_REQUEST);
        let whole: Vec<_> = Frames::new(&bytes)
            .map(|f| (f.frame.address(), f.frame.wire_len()))
            .collect();
        assert_eq!(whole, [(Address::WILDCARD, 12), (Address::WILDCARD, 12)]);
        for chunk in 1..=bytes.len() {
            assert_eq!(scan(&bytes, chunk), whole, "pieces of {chunk}");
        }
        assert_eq!(
            Frames::new(&bytes).map(|f| f.offset).collect::<Vec<_>>(),
            [6, 28]
        );
    }

    #[test]
    fn bad_checksum_keeps_next_frame() {
        let mut bytes = ADDRESS_REQUEST.to_vec();
        bytes[10] = 0;
        bytes.extend(ADDRESS_REQUEST);
        let mut scanner = FrameScanner::<64>::sized();
        assert!(scanner.push(&bytes).is_empty());
        assert_eq!(
            scanner.poll(),
            Scan::Bad(FrameError::Checksum {
                expected: 0xDF,
                found: 0
            })
        );
        assert!(matches!(scanner.poll(), Scan::Frame(_)));
        assert_eq!(scanner.poll(), Scan::NeedMore);
        assert_eq!(scanner.discarded(), 12);
    }

    #[test]
    fn a_frame_with_room_after_it_is_judged_as_one_without() {
        for len in (0..40).chain([100, 200, 255]) {
            let data: Vec<u8> = (0..len).map(|at: u8| at.wrapping_mul(37)).collect();
            let repr = FrameRepr {
                address: Address::from_wire([1, 2, 3, 4, 5, 6]),
                control: Control(0x91),
                data: &data,
            };
            let mut line = repr.encode_woken(4, &mut [0; 300]).unwrap().to_vec();
            let whole = line.clone();
            let frame = Frame::parse(&whole[4..]).unwrap();
            for at in 0..line.len() {
                line[at] ^= 0x21;
                let alone: Vec<_> = Frames::new(&line)
                    .map(|f| (f.offset, f.frame.wire_len()))
                    .collect();
                let mut long = line.clone();
                long.resize(line.len() + MAX_FRAME, 0);
                let roomy: Vec<_> = Frames::new(&long)
                    .map(|f| (f.offset, f.frame.wire_len()))
                    .collect();
                assert_eq!(alone, roomy, "{len}, byte {at}");
                line[at] ^= 0x21;
            }
            let found = |trailing: usize| {
                let line = [&whole[..], &std::vec![0; trailing]].concat();
                Frames::new(&line)
                    .map(|f| (f.offset, f.frame == frame))
                    .collect::<Vec<_>>()
            };
            for trailing in [0, 1, MAX_FRAME - 1, MAX_FRAME] {
                assert_eq!(found(trailing), [(4, true)], "{len}, {trailing} trailing");
            }
        }
    }

    #[test]
    fn small_buffer_gives_up_what_cannot_fit() {
        let mut scanner = FrameScanner::<16>::sized();
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
