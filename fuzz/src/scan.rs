//! The stream scanner: the same frames for every way to cut the stream, and the same as over the
//! whole buffer.

use arbitrary::{Arbitrary, Unstructured};
use dlt645::{FrameScanner, Frames, MAX_FRAME, Scan};

#[derive(Arbitrary, Debug)]
struct Stream {
    /// Lengths of the pieces, used in turn.
    pieces: Vec<u8>,
    /// The line is silent after each of these offsets.
    silences: Vec<u16>,
}

/// A frame as the line carries it, without wake-up bytes.
type Wire = Vec<u8>;

/// Feeds `bytes` in pieces with silences at fixed offsets and at the end; returns the frames and
/// checks the counts.
fn scan<const N: usize>(bytes: &[u8], pieces: &[u8], silences: &[u16]) -> Vec<Wire> {
    let mut scanner = FrameScanner::<N>::sized();
    let mut found = Vec::new();
    let mut pieces = pieces.iter().map(|len| usize::from(*len).max(1)).cycle();
    let mut at = 0;
    while at < bytes.len() {
        let until_silence = silences
            .iter()
            .map(|s| usize::from(*s))
            .filter(|s| *s > at)
            .min()
            .unwrap_or(bytes.len())
            - at;
        let len = pieces
            .next()
            .unwrap_or(usize::MAX)
            .min(until_silence)
            .min(bytes.len() - at);
        let mut rest = &bytes[at..at + len];
        at += len;
        while !rest.is_empty() {
            let left = scanner.push(rest);
            assert!(left.len() < rest.len(), "no room although all was polled");
            rest = left;
            drain(&mut scanner, &mut found);
        }
        if silences.iter().any(|s| usize::from(*s) == at) {
            scanner.on_silence();
            drain(&mut scanner, &mut found);
            assert_eq!(scanner.pending(), 0, "bytes held back over a silence");
        }
    }
    scanner.on_silence();
    drain(&mut scanner, &mut found);
    assert_eq!(scanner.pending(), 0);
    assert_eq!(
        found.iter().map(Vec::len).sum::<usize>() + scanner.discarded() as usize,
        bytes.len()
    );
    found
}

fn drain<const N: usize>(scanner: &mut FrameScanner<N>, found: &mut Vec<Wire>) {
    loop {
        match scanner.poll() {
            Scan::NeedMore => return,
            Scan::Frame(frame) => {
                let mut data = [0; 255];
                let repr = frame.to_repr(&mut data).unwrap();
                found.push(repr.encode(&mut [0; MAX_FRAME]).unwrap().to_vec());
            }
            Scan::Bad(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

/// Arbitrary pieces and silences in front, the rest is the stream.
pub fn any_pieces(bytes: &[u8]) {
    let (stream, bytes) = match bytes.split_first() {
        // Seeds are plain captures; a first byte below 0x20 says that a cutting plan follows.
        Some((&len @ 0x01..0x20, rest)) if rest.len() > usize::from(len) => {
            let (plan, bytes) = rest.split_at(usize::from(len));
            (Stream::arbitrary(&mut Unstructured::new(plan)).ok(), bytes)
        }
        _ => (None, bytes),
    };
    let (pieces, silences) = stream.map(|s| (s.pieces, s.silences)).unwrap_or_default();
    let whole = scan::<MAX_FRAME>(bytes, &[], &[]);
    let at_once: Vec<Wire> = Frames::new(bytes)
        .map(|found| bytes[found.offset..found.offset + found.frame.wire_len()].to_vec())
        .collect();
    assert_eq!(whole, at_once, "stream and whole buffer differ");
    assert_eq!(scan::<MAX_FRAME>(bytes, &[1], &[]), whole, "byte by byte");
    assert_eq!(
        scan::<MAX_FRAME>(bytes, &pieces, &[]),
        whole,
        "in pieces {pieces:?}"
    );
    let quiet = scan::<MAX_FRAME>(bytes, &[], &silences);
    assert_eq!(
        scan::<MAX_FRAME>(bytes, &pieces, &silences),
        quiet,
        "in pieces {pieces:?}, silent at {silences:?}"
    );
    assert_eq!(
        scan::<MAX_FRAME>(bytes, &[1], &silences),
        quiet,
        "byte by byte, silent at {silences:?}"
    );
    let small = scan::<40>(bytes, &[], &silences);
    assert_eq!(
        scan::<40>(bytes, &pieces, &silences),
        small,
        "small buffer, in pieces {pieces:?}"
    );
    assert_eq!(
        scan::<40>(bytes, &[1], &silences),
        small,
        "small buffer, byte by byte"
    );
}
