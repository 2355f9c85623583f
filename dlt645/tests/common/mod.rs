//! What the tests over vectors share.
#![allow(dead_code, reason = "each test file uses a part")]

use dlt645::{FrameScanner, Frames, Scan};
use serde_json::Value;

/// Objects of a file in `vectors/`.
pub(crate) fn vectors(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a JSON object a line"))
        .collect()
}

/// Bytes of a text of hexadecimal digits.
pub(crate) fn unhex(text: &str) -> Vec<u8> {
    assert_eq!(text.len() % 2, 0, "{text}");
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal"))
        .collect()
}

/// Wire bytes of a frame, written by hand and apart from the crate's encoder.
pub(crate) fn wire(address: [u8; 6], control: u8, data: impl IntoIterator<Item = u8>) -> Vec<u8> {
    let data: Vec<u8> = data
        .into_iter()
        .map(|byte| byte.wrapping_add(0x33))
        .collect();
    let mut bytes = vec![0x68];
    bytes.extend(address);
    bytes.extend([0x68, control, data.len() as u8]);
    bytes.extend(data);
    bytes.push(
        bytes
            .iter()
            .fold(0, |sum: u8, byte| sum.wrapping_add(*byte)),
    );
    bytes.push(0x16);
    bytes
}

/// The frames of a buffer with their offsets.
pub(crate) fn whole(bytes: &[u8]) -> Vec<(usize, Vec<u8>)> {
    Frames::new(bytes)
        .map(|found| {
            (
                found.offset,
                bytes[found.offset..found.offset + found.frame.wire_len()].to_vec(),
            )
        })
        .collect()
}

/// The frames that a scanner finds in pieces, before and after the silence at the end.
pub(crate) struct Scanned {
    pub(crate) at_once: Vec<Vec<u8>>,
    pub(crate) after_silence: Vec<Vec<u8>>,
    pub(crate) discarded: u32,
}

impl Scanned {
    pub(crate) fn all(mut self) -> Vec<Vec<u8>> {
        self.at_once.append(&mut self.after_silence);
        self.at_once
    }
}

/// Feeds the pieces to a scanner, polls after each, then lets the line fall silent.
pub(crate) fn scan<'a, const N: usize>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Scanned {
    let mut scanner = FrameScanner::<N>::sized();
    let mut at_once = Vec::new();
    for piece in pieces {
        let mut rest = piece;
        while !rest.is_empty() {
            let before = rest.len();
            rest = scanner.push(rest);
            assert!(rest.len() < before, "no room after everything was polled");
            drain(&mut scanner, &mut at_once);
        }
    }
    let mut after_silence = Vec::new();
    scanner.on_silence();
    drain(&mut scanner, &mut after_silence);
    assert_eq!(scanner.pending(), 0, "a silence leaves nothing to wait for");
    Scanned {
        at_once,
        after_silence,
        discarded: scanner.discarded(),
    }
}

fn drain<const N: usize>(scanner: &mut FrameScanner<N>, out: &mut Vec<Vec<u8>>) {
    loop {
        match scanner.poll() {
            Scan::NeedMore => return,
            Scan::Frame(frame) => out.push(wire(
                frame.address().to_wire(),
                frame.control().0,
                frame.data().iter(),
            )),
            Scan::Bad(_) => {}
        }
    }
}

/// Bytes that look like the beginnings of frames but hold none.
pub(crate) fn noise(seed: u32, len: usize) -> Vec<u8> {
    let mut state = seed;
    (0..len)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            match state >> 28 {
                0..4 => 0x68,
                4..6 => 0x16,
                6 | 7 => 0xFE,
                _ => (state >> 16) as u8,
            }
        })
        .collect()
}

/// The plainest strict scan there is, to compare with: offset and length of each frame.
pub(crate) fn strict_scan(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + 12 <= bytes.len() {
        let len = 12 + usize::from(bytes[at + 9]);
        let good = bytes[at] == 0x68
            && bytes[at + 7] == 0x68
            && at + len <= bytes.len()
            && bytes[at + len - 1] == 0x16
            && bytes[at..at + len - 2]
                .iter()
                .map(|byte| u32::from(*byte))
                .sum::<u32>()
                % 256
                == u32::from(bytes[at + len - 2]);
        if good {
            found.push((at, len));
        }
        at += if good { len } else { 1 };
    }
    found
}
