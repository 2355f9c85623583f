//! Frames that real meters and masters sent, and bytes that are no clean frame.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail"
)]

mod common;

use common::{noise, scan, strict_scan, unhex, vectors, whole};
use dlt645::{DataId, Direction, Edition, Frame, Frames};
use serde_json::Value;

fn real() -> Vec<Value> {
    vectors(include_str!("../vectors/dlt645-real.jsonl"))
}

fn malformed() -> Vec<Value> {
    vectors(include_str!("../vectors/dlt645-malformed.jsonl"))
}

fn text<'a>(vector: &'a Value, key: &str) -> &'a str {
    vector[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key} of {vector}"))
}

fn without_wake_up(hex: &str) -> Vec<u8> {
    let bytes = unhex(hex);
    bytes
        .iter()
        .position(|byte| *byte == 0x68)
        .map(|at| bytes[at..].to_vec())
        .expect("a start byte")
}

#[test]
fn real_frames_have_the_fields_that_their_vectors_say() {
    let vectors = real();
    assert!(vectors.len() > 100);
    for vector in &vectors {
        let id = text(vector, "id");
        let bytes = unhex(text(vector, "hex"));
        let found: Vec<_> = Frames::new(&bytes).collect();
        assert_eq!(found.len(), 1, "{id}");
        let frame = found[0].frame;
        assert_eq!(found[0].offset + frame.wire_len(), bytes.len(), "{id}");
        assert_eq!(frame.address().to_string(), text(vector, "address"), "{id}");
        assert_eq!(
            format!("{:02X}", frame.control().0),
            text(vector, "control"),
            "{id}"
        );
        let direction = if text(vector, "direction") == "request" {
            Direction::Request
        } else {
            Direction::Reply
        };
        assert_eq!(frame.control().direction(), direction, "{id}");
        let edition = if text(vector, "version") == "2007" {
            Edition::V2007
        } else {
            Edition::V1997
        };
        if let Some(judged) = frame.control().edition() {
            assert_eq!(judged, edition, "{id}");
        }
        if let Some(di) = vector["di"].as_str() {
            let (found, _) = DataId::split_from(edition, frame.data()).expect(id);
            assert_eq!(found.to_string(), di, "{id}");
        }
        let repr = frame
            .to_repr(&mut [0; 255])
            .map(|repr| repr.encode(&mut [0xA5; 300]).map(|b| b.to_vec()));
        assert_eq!(repr, Some(Ok(without_wake_up(text(vector, "hex")))), "{id}");
    }
}

#[test]
fn real_frames_come_out_of_every_chunking() {
    for vector in &real() {
        let bytes = unhex(text(vector, "hex"));
        let expected = [without_wake_up(text(vector, "hex"))];
        for size in 1..=bytes.len() {
            let scanned = scan::<267>(bytes.chunks(size));
            assert_eq!(
                scanned.at_once,
                expected,
                "{} in pieces of {size}",
                text(vector, "id")
            );
            assert_eq!(scanned.discarded as usize, bytes.len() - expected[0].len());
        }
        for cut in 0..bytes.len() {
            let (first, second) = bytes.split_at(cut);
            assert_eq!(
                scan::<267>([first, second]).at_once,
                expected,
                "{} cut at {cut}",
                text(vector, "id")
            );
        }
    }
}

#[test]
fn real_frames_come_out_of_noise() {
    for vector in &real() {
        let id = text(vector, "id");
        let frame = without_wake_up(text(vector, "hex"));
        // Noise this rich in 68 and 16 holds a frame by chance now and then: taken is noise that
        // does not.
        let bytes = (0..)
            .map(|seed| [&noise(seed, 700)[..], &unhex(text(vector, "hex")), &noise(seed + 77_777, 700)].concat())
            .find(|bytes| matches!(strict_scan(bytes)[..], [(at, len)] if bytes[at..at + len] == frame))
            .expect("such noise");
        assert_eq!(
            whole(&bytes)
                .into_iter()
                .map(|(_, frame)| frame)
                .collect::<Vec<_>>(),
            [&frame[..]],
            "{id}"
        );
        for size in [1, 7, 64, 267, 1500] {
            assert_eq!(scan::<267>(bytes.chunks(size)).all(), [&frame[..]], "{id}");
        }
    }
}

#[test]
fn real_frames_one_after_another_all_come_out() {
    let frames: Vec<Vec<u8>> = real()
        .iter()
        .map(|vector| without_wake_up(text(vector, "hex")))
        .collect();
    let line: Vec<u8> = real()
        .iter()
        .flat_map(|vector| unhex(text(vector, "hex")))
        .collect();
    assert_eq!(
        whole(&line)
            .into_iter()
            .map(|(_, frame)| frame)
            .collect::<Vec<_>>(),
        frames
    );
    for size in [1, 5, 100, 5000] {
        assert_eq!(scan::<267>(line.chunks(size)).at_once, frames);
    }
}

#[test]
fn a_flipped_bit_is_never_a_frame_of_the_same_length() {
    for vector in &real() {
        let bytes = without_wake_up(text(vector, "hex"));
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut broken = bytes.clone();
                broken[at] ^= 1 << bit;
                assert!(
                    Frame::parse(&broken).is_err(),
                    "{} byte {at} bit {bit}",
                    text(vector, "id")
                );
            }
        }
    }
}

#[test]
fn malformed_bytes_hold_exactly_the_expected_frames() {
    let vectors = malformed();
    assert!(vectors.len() > 20);
    for vector in &vectors {
        let id = text(vector, "id");
        let bytes = unhex(text(vector, "hex"));
        let expected: Vec<(usize, Vec<u8>)> = vector["expected_frames"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|frame| {
                (
                    frame["offset"].as_u64().expect("offset") as usize,
                    unhex(text(frame, "hex")),
                )
            })
            .collect();
        assert_eq!(whole(&bytes), expected, "{id}");
        let frames: Vec<Vec<u8>> = expected.into_iter().map(|(_, frame)| frame).collect();
        let pending = vector["may_be_pending"].as_bool().expect("a flag");
        for size in 1..=bytes.len() {
            let scanned = scan::<267>(bytes.chunks(size));
            if !pending {
                assert_eq!(scanned.at_once, frames, "{id} in pieces of {size}");
            }
            assert_eq!(scanned.all(), frames, "{id} in pieces of {size}");
        }
    }
}
