//! Properties of the frame layer on made-up lines.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail"
)]

mod common;

use common::{noise, scan, strict_scan, whole, wire};
use dlt645::{Address, Control, Frame, FrameRepr, Frames};
use proptest::prelude::*;

/// A line: noise, frames, cut frames, frames with a wrong byte, wake-up bytes.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let frame = (
        any::<[u8; 6]>(),
        any::<u8>(),
        prop::collection::vec(any::<u8>(), 0..60),
    )
        .prop_map(|(address, control, data)| wire(address, control, data));
    let long =
        prop::collection::vec(any::<u8>(), 150..=255).prop_map(|data| wire([0x68; 6], 0x91, data));
    let cut = (frame.clone(), any::<prop::sample::Index>()).prop_map(|(mut frame, at)| {
        frame.truncate(at.index(frame.len()));
        frame
    });
    let wrong = (frame.clone(), any::<prop::sample::Index>(), 1..=255u8).prop_map(
        |(mut frame, at, flip)| {
            let at = at.index(frame.len());
            frame[at] ^= flip;
            frame
        },
    );
    let starts = prop::collection::vec(
        prop::sample::select(vec![0x68, 0x16, 0xFE, 0x00, 0x04]),
        0..40,
    );
    let random = (any::<u32>(), 0..80usize).prop_map(|(seed, len)| noise(seed, len));
    let piece = prop_oneof![4 => frame, 1 => long, 1 => cut, 1 => wrong, 2 => starts, 2 => random];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_is_encoded_parses_back(
        address: [u8; 6],
        control: u8,
        data in prop::collection::vec(any::<u8>(), 0..=255),
        wake_up in 0..8u8,
        trailing in prop::collection::vec(any::<u8>(), 0..20),
    ) {
        let repr = FrameRepr { address: Address::from_wire(address), control: Control(control), data: &data };
        let mut out = [0xA5; 300];
        let bytes = repr.encode_woken(wake_up, &mut out).unwrap().to_vec();
        prop_assert_eq!(&bytes[usize::from(wake_up)..], &wire(address, control, data.iter().copied())[..]);
        let line = [bytes, trailing.clone()].concat();
        let (frame, rest) = Frame::parse_prefix(&line[usize::from(wake_up)..]).unwrap();
        prop_assert_eq!(rest, &trailing[..]);
        let mut copy = [0; 255];
        prop_assert_eq!(frame.to_repr(&mut copy), Some(repr));
        prop_assert_eq!(Frames::new(&line).next().map(|found| (found.offset, found.frame)), Some((wake_up.into(), frame)));
    }

    #[test]
    fn pieces_do_not_matter(line in line(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..30)) {
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(line.len() + 1)).collect();
        cuts.sort_unstable();
        let mut pieces = Vec::new();
        let mut from = 0;
        for cut in cuts.into_iter().chain([line.len()]) {
            pieces.push(&line[from..cut]);
            from = cut;
        }
        let expected: Vec<Vec<u8>> = whole(&line).into_iter().map(|(_, frame)| frame).collect();
        let lost = line.len() - expected.iter().map(Vec::len).sum::<usize>();
        let scanned = scan::<267>(pieces.iter().copied());
        prop_assert_eq!(scanned.discarded as usize, lost, "every byte is in a frame or counted");
        prop_assert_eq!(scanned.all(), &expected[..]);
        prop_assert_eq!(scan::<1024>(line.chunks(1)).all(), &expected[..]);
    }

    #[test]
    fn a_small_buffer_finds_what_fits_whatever_the_pieces(line in line(), size in 1..50usize) {
        let by_bytes = scan::<40>(line.chunks(1)).all();
        prop_assert_eq!(scan::<40>(line.chunks(size)).all(), &by_bytes[..]);
        prop_assert!(by_bytes.iter().all(|frame| frame.len() <= 40));
    }

    #[test]
    fn any_bytes_are_a_frame_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok((frame, rest)) = Frame::parse_prefix(&bytes) {
            prop_assert_eq!(frame.wire_len() + rest.len(), bytes.len());
        }
        let found: Vec<_> = whole(&bytes).into_iter().map(|(offset, frame)| (offset, frame.len())).collect();
        prop_assert_eq!(found, strict_scan(&bytes));
    }

    #[test]
    fn a_strict_scan_finds_the_same(line in line()) {
        let found: Vec<_> = whole(&line).into_iter().map(|(offset, frame)| (offset, frame.len())).collect();
        prop_assert_eq!(found, strict_scan(&line));
    }
}
