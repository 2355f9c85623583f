//! Captures of good and damaged frames, and ways to write bytes down, for the tests of the input.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "each test uses a part of this, and may fail loudly"
)]

use dlt645_explain::Capture;
use dlt645_explain::find::Event;
use dlt645_explain::input::Form;
use dlt645_explain::report::Why;
use std::fmt::Write;

pub fn frame(control: u8, data: &[u8]) -> Vec<u8> {
    let mut out = vec![
        0x68,
        0x45,
        0x06,
        0x08,
        0x11,
        0x22,
        0x20,
        0x68,
        control,
        data.len() as u8,
    ];
    out.extend(data.iter().map(|byte| byte.wrapping_add(0x33)));
    let sum = out.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte));
    out.extend([sum, 0x16]);
    out
}

pub fn reply() -> Vec<u8> {
    frame(0x91, &[0x00, 0x00, 0x01, 0x00, 0x89, 0x00, 0x24, 0x01])
}

pub fn request() -> Vec<u8> {
    frame(0x11, &[0x00, 0x00, 0x01, 0x00])
}

/// A block of 49 values: longer than any line.
pub fn block() -> Vec<u8> {
    let mut data = vec![0x00, 0xFF, 0x01, 0x00];
    (0..49u8).for_each(|n| data.extend([n % 10 * 16, 0x04, 0x00, 0x00]));
    frame(0xB1, &data)
}

pub fn bad_checksum() -> Vec<u8> {
    let mut bytes = reply();
    let at = bytes.len() - 2;
    bytes[at] ^= 0x41;
    bytes
}

pub fn bad_end() -> Vec<u8> {
    let mut bytes = request();
    *bytes.last_mut().unwrap() = 0x17;
    bytes
}

/// What a capture holds: its frames, and the offsets and kinds of what should be found.
pub struct Sample {
    pub frames: Vec<Vec<u8>>,
    pub good: usize,
    damaged: &'static [&'static str],
}

pub fn samples() -> Vec<Sample> {
    let wake = |frame: Vec<u8>| [vec![0xFE; 4], frame].concat();
    vec![
        Sample {
            frames: vec![wake(request()), reply()],
            good: 2,
            damaged: &[],
        },
        Sample {
            frames: vec![wake(bad_checksum())],
            good: 0,
            damaged: &["checksum"],
        },
        Sample {
            frames: vec![request(), bad_checksum(), wake(reply()), bad_end(), reply()],
            good: 3,
            damaged: &["checksum", "end"],
        },
        Sample {
            frames: vec![block(), wake(bad_checksum()), block()],
            good: 2,
            damaged: &["checksum"],
        },
    ]
}

pub fn found(name: &str, input: &[u8]) -> (usize, Vec<&'static str>, Vec<Form>, Vec<usize>) {
    // In pieces of every size: a pipe gives what it has.
    let mut all = Vec::new();
    for size in [input.len().max(1), 1000, 7] {
        let mut capture = Capture::default();
        let (mut good, mut damaged, mut offsets) = (0, Vec::new(), Vec::new());
        let mut sink = |event: Event<'_>| match event {
            Event::Frame(place, _) => {
                good += 1;
                offsets.push(place.offset);
            }
            Event::Damaged(one) => {
                offsets.push(one.place.offset);
                damaged.push(Why::new(&one).kind());
            }
            Event::Outside(..) => {}
        };
        for chunk in input.chunks(size) {
            capture.push(chunk, &mut sink);
        }
        capture.finish(&mut sink);
        all.push((good, damaged, capture.forms().to_vec(), offsets));
    }
    let first = all.remove(0);
    for other in all {
        assert_eq!(
            (&other.0, &other.1, &other.3),
            (&first.0, &first.1, &first.3),
            "{name} in pieces"
        );
    }
    first
}

/// Offsets of the frames when all of them are one run of bytes.
pub fn cumulative(frames: &[Vec<u8>]) -> Vec<usize> {
    let mut at = 0;
    let mut offsets = Vec::new();
    for frame in frames {
        offsets.push(at + frame.iter().take_while(|byte| **byte == 0xFE).count());
        at += frame.len();
    }
    offsets
}

pub fn lines(frames: &[Vec<u8>], line: impl Fn(usize, &[u8]) -> String) -> Vec<u8> {
    let lines = frames
        .iter()
        .enumerate()
        .map(|(n, frame)| format!("{}\n", line(n, frame)));
    lines.collect::<String>().into_bytes()
}

pub fn joined(bytes: &[u8], between: &str, byte: impl Fn(u8) -> String) -> String {
    bytes
        .iter()
        .map(|b| byte(*b))
        .collect::<Vec<_>>()
        .join(between)
}

pub fn spaced(bytes: &[u8]) -> String {
    joined(bytes, " ", |byte| format!("{byte:02X}"))
}

pub fn packed(bytes: &[u8]) -> String {
    joined(bytes, "", |byte| format!("{byte:02x}"))
}

/// The characters that a dump prints after the bytes.
pub fn shown(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| {
            if (b' '..=b'~').contains(byte) {
                char::from(*byte)
            } else {
                '.'
            }
        })
        .collect()
}

pub fn dump(frames: &[Vec<u8>], row: impl Fn(usize, &[u8]) -> String) -> Vec<u8> {
    let all = frames.concat();
    let rows = all
        .chunks(16)
        .enumerate()
        .map(|(n, bytes)| format!("{}\n", row(16 * n, bytes)));
    rows.collect::<String>().into_bytes()
}

pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk
            .iter()
            .fold(0u32, |word, byte| word << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for n in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * n) & 63) as usize];
            out.push(if n <= chunk.len() {
                char::from(digit)
            } else {
                '='
            });
        }
    }
    out
}

pub fn python(bytes: &[u8]) -> String {
    let mut out = String::from("b'");
    for byte in bytes {
        match byte {
            b'\'' | b'\\' => write!(out, "\\{}", char::from(*byte)).unwrap(),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b' '..=b'~' => out.push(char::from(*byte)),
            byte => write!(out, "\\x{byte:02x}").unwrap(),
        }
    }
    out.push('\'');
    out
}

pub type Writer = Box<dyn Fn(&[Vec<u8>]) -> Vec<u8>>;

pub fn each_line(line: impl Fn(usize, &[u8]) -> String + 'static) -> Writer {
    Box::new(move |frames| lines(frames, &line))
}

/// Writes each sample in each form: as many frames come out as went in, at their offsets.
pub fn every_frame_once(forms: Vec<(&'static str, bool, Writer)>) {
    let mut wrong = Vec::new();
    for (name, run, write) in forms {
        for (
            n,
            Sample {
                frames,
                good,
                damaged,
            },
        ) in samples().into_iter().enumerate()
        {
            let input = write(&frames);
            let (count, kinds, _, offsets) = found(name, &input);
            if (count, kinds.as_slice()) != (good, damaged) {
                wrong.push(format!(
                    "{name}, sample {n}: {count} {kinds:?}, not {good} {damaged:?}"
                ));
            } else if run && offsets != cumulative(&frames) {
                wrong.push(format!(
                    "{name}, sample {n}: offsets {offsets:?}, not {:?}",
                    cumulative(&frames)
                ));
            } else if !run
                && frames.iter().zip(&offsets).any(|(frame, at)| {
                    *at != frame.iter().take_while(|byte| **byte == 0xFE).count()
                })
            {
                wrong.push(format!("{name}, sample {n}: offsets {offsets:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
