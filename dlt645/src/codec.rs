//! Frames over `tokio_util::codec`, versions 0.7.

use crate::{BytesFrame, Frame, FrameError, FrameRepr, START, Sink, words};
use bytes::{Buf, BytesMut};
use std::io;
use tokio_util::codec::{Decoder, Encoder};

/// Decodes [`BytesFrame`]s out of a stream and encodes [`FrameRepr`]s into one.
///
/// Bytes that are part of no frame are dropped and counted; there is no decoding error. A frame
/// that has not fully come stays in the buffer. Only the end of the stream, or
/// [`on_silence`](Self::on_silence) when the line has been still for longer than a gap between
/// bytes, tells that it will not be completed: then the bytes after its start are looked at again.
/// At most 267 bytes wait.
///
/// Encoding writes `wake_up` bytes FE before each frame.
#[derive(Clone, Debug)]
pub struct FrameCodec {
    wake_up: u8,
    silent: bool,
    discarded: u64,
}

impl FrameCodec {
    /// A codec that writes this many wake-up bytes before a frame; 4 is usual.
    #[must_use]
    pub const fn new(wake_up: u8) -> Self {
        Self {
            wake_up,
            silent: false,
            discarded: 0,
        }
    }

    /// The line was silent: at the next decoding no candidate may wait for more bytes.
    pub const fn on_silence(&mut self) {
        self.silent = true;
    }

    /// Bytes dropped so far that were part of no frame; saturates.
    #[must_use]
    pub const fn discarded(&self) -> u64 {
        self.discarded
    }

    fn discard(&mut self, line: &mut BytesMut, count: usize) {
        self.discarded = self.discarded.saturating_add(count as u64);
        line.advance(count.min(line.len()));
    }

    /// The next frame; `ended` if no more bytes will come for what is there.
    fn next(&mut self, line: &mut BytesMut, ended: bool) -> Option<BytesFrame> {
        loop {
            let skip = words::find_start(line).unwrap_or(line.len());
            self.discard(line, skip);
            match Frame::parse_prefix(line) {
                Ok((frame, _)) => {
                    let len = frame.wire_len();
                    let bytes = line.split_to(len.min(line.len())).freeze();
                    return BytesFrame::parse_prefix(&bytes)
                        .ok()
                        .map(|(frame, _)| frame);
                }
                Err(FrameError::Truncated { .. }) if !ended || line.is_empty() => return None,
                Err(_) => {
                    debug_assert_eq!(line.first(), Some(&START));
                    self.discard(line, 1);
                }
            }
        }
    }
}

impl Default for FrameCodec {
    fn default() -> Self {
        Self::new(4)
    }
}

impl Decoder for FrameCodec {
    type Item = BytesFrame;
    type Error = io::Error;

    fn decode(&mut self, line: &mut BytesMut) -> io::Result<Option<BytesFrame>> {
        let found = self.next(line, self.silent);
        // Bytes of another time follow once all that the silence ended is gone.
        self.silent &= found.is_some();
        Ok(found)
    }

    fn decode_eof(&mut self, line: &mut BytesMut) -> io::Result<Option<BytesFrame>> {
        Ok(self.next(line, true))
    }
}

impl Encoder<FrameRepr<'_>> for FrameCodec {
    type Error = io::Error;

    fn encode(&mut self, frame: FrameRepr<'_>, line: &mut BytesMut) -> io::Result<()> {
        let start = line.len();
        line.resize(
            start.saturating_add(usize::from(self.wake_up)),
            crate::WAKE_UP,
        );
        frame.encode_to(line).map_err(|error| {
            line.truncate(start);
            error.into()
        })
    }
}

impl Encoder<&BytesFrame> for FrameCodec {
    type Error = io::Error;

    fn encode(&mut self, frame: &BytesFrame, line: &mut BytesMut) -> io::Result<()> {
        let mut data = [0; crate::MAX_DATA];
        match frame.frame().to_repr(&mut data) {
            Some(repr) => self.encode(repr, line),
            None => Ok(()),
        }
    }
}

impl<B: Sink + AsRef<[u8]>> Encoder<&crate::OwnedFrame<B>> for FrameCodec {
    type Error = io::Error;

    fn encode(&mut self, frame: &crate::OwnedFrame<B>, line: &mut BytesMut) -> io::Result<()> {
        self.encode(frame.repr(), line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Address, Control};
    use std::vec::Vec;

    fn line() -> Vec<u8> {
        let mut line = BytesMut::new();
        let mut codec = FrameCodec::default();
        for data in [&[][..], &[1, 2, 3], &[0x35; 200]] {
            let repr = FrameRepr {
                address: Address::from_wire([0x68; 6]),
                control: Control(0x91),
                data,
            };
            codec.encode(repr, &mut line).unwrap();
        }
        line.to_vec()
    }

    #[test]
    fn frames_come_out_of_every_chunking_and_part_frames_stay() {
        let line = line();
        for size in 1..line.len() {
            let mut codec = FrameCodec::default();
            let mut buffer = BytesMut::new();
            let mut lengths = Vec::new();
            for piece in line.chunks(size) {
                buffer.extend_from_slice(piece);
                while let Some(frame) = codec.decode(&mut buffer).unwrap() {
                    lengths.push(frame.frame().data().len());
                }
                assert!(buffer.len() < 267);
            }
            assert_eq!(lengths, [0, 3, 200], "pieces of {size}");
            assert_eq!(codec.discarded(), 12, "the wake-up bytes");
        }
    }

    #[test]
    fn a_lying_length_is_given_up_at_silence_and_at_the_end() {
        let mut bytes = std::vec![0x68, 1, 2, 3, 4, 5, 6, 0x68, 0x91, 0xFF];
        bytes.extend(line());
        let mut codec = FrameCodec::default();
        // 255 bytes of data would be more than there is.
        let short = &bytes[..60];
        let mut buffer = BytesMut::from(short);
        assert!(codec.decode(&mut buffer).unwrap().is_none());
        assert_eq!(buffer.len(), 60);
        codec.on_silence();
        assert_eq!(
            codec
                .decode(&mut buffer)
                .unwrap()
                .map(|frame| frame.frame().data().len()),
            Some(0)
        );
        assert_eq!(
            codec
                .decode(&mut buffer)
                .unwrap()
                .map(|frame| frame.frame().data().len()),
            Some(3)
        );
        assert!(codec.decode(&mut buffer).unwrap().is_none());
        let mut buffer = BytesMut::from(short);
        let mut codec = FrameCodec::default();
        assert_eq!(
            codec
                .decode_eof(&mut buffer)
                .unwrap()
                .map(|frame| frame.frame().data().len()),
            Some(0)
        );
    }

    #[test]
    fn a_shared_frame_encodes_to_the_same_bytes() {
        let line = line();
        let mut codec = FrameCodec::default();
        let mut buffer = BytesMut::from(&line[..]);
        let mut again = BytesMut::new();
        while let Some(frame) = codec.decode(&mut buffer).unwrap() {
            codec.encode(&frame, &mut again).unwrap();
        }
        assert_eq!(again, line);
    }

    #[test]
    fn data_that_are_too_long_leave_the_line_as_it_was() {
        let mut line = BytesMut::new();
        let repr = FrameRepr {
            address: Address::from_wire([1; 6]),
            control: Control(0x91),
            data: &[0; 256],
        };
        assert!(FrameCodec::default().encode(repr, &mut line).is_err());
        assert!(line.is_empty());
    }
}
