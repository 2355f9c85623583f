//! Which bit errors the checksum catches in a frame of 26 bytes.
//!
//! The envelope is linear in the error pattern: a damaged frame with a right checksum differs from
//! the sent one by a code word. So the syndromes of single bits decide for every frame of that
//! length at once, and a sample of real frames shows that `Frame::parse` follows them.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use proptest::prelude::*;
use rf_frame::v1::frame::{Frame, Header, ParseError, encode};
use rf_frame::v1::report::{Age, Flags, Quality, Report};
use std::collections::HashSet;

const BITS: usize = 26 * 8;

/// CRC-24 one bit at a time: a second reading of the specification's polynomial.
fn crc(bytes: &[u8], init: u32) -> u32 {
    let mut crc = init;
    for byte in bytes {
        crc ^= u32::from(*byte) << 16;
        for _ in 0..8 {
            crc <<= 1;
            if crc & 0x100_0000 != 0 {
                crc ^= 0x186_4cfb;
            }
        }
    }
    crc
}

/// Change of the check when bit `i` of a 26-byte frame flips.
fn syndromes() -> Vec<u32> {
    (0..BITS)
        .map(|i| {
            let mut error = [0u8; 26];
            error[i / 8] = 0x80 >> (i % 8);
            let (body, check) = error.split_at(23);
            crc(body, 0) ^ u32::from_be_bytes([0, check[0], check[1], check[2]])
        })
        .collect()
}

#[test]
fn every_one_two_and_three_bit_error_is_seen() {
    let s = syndromes();
    let single: HashSet<u32> = s.iter().copied().collect();
    assert!(!single.contains(&0));
    assert_eq!(single.len(), BITS, "two bits with one syndrome");
    for a in 0..BITS {
        for b in a + 1..BITS {
            assert!(
                !single.contains(&(s[a] ^ s[b])) || s[a] == s[b],
                "three bits cancel"
            );
        }
    }
}

#[test]
fn every_four_and_five_bit_error_is_seen_too() {
    // Distance 6: no two pairs share a syndrome, and no pair matches a triple. Pairs are
    // enumerated, triples sampled.
    let s = syndromes();
    let mut pairs = HashSet::new();
    for a in 0..BITS {
        for b in a + 1..BITS {
            assert!(pairs.insert(s[a] ^ s[b]), "four bits cancel");
        }
    }
    for a in (0..BITS).step_by(3) {
        for b in (a + 1..BITS).step_by(2) {
            for c in b + 1..BITS {
                assert!(
                    !pairs.contains(&(s[a] ^ s[b] ^ s[c])),
                    "five bits cancel: {a} {b} {c}"
                );
            }
        }
    }
}

proptest! {
    #[test]
    fn parse_refuses_up_to_five_flipped_bits(
        evt: u16, ctr: u32, mic: [u8; 4],
        flips in proptest::collection::hash_set(0..BITS, 1..=5),
    ) {
        let report = Report {
            evt, flags: Flags::OUT, round: 1, quality: Quality::Second, age: Age::from_ticks(100), cap: 200,
        };
        let mut out = [0; 62];
        let mut bytes = encode(&Header::up(1, 7, ctr), &report, &[], Some(&Tag(mic)), &mut out).expect("encodes").to_vec();
        prop_assert_eq!(bytes.len(), 26);
        prop_assert!(Frame::parse(&bytes).is_ok());
        for bit in &flips {
            bytes[bit / 8] ^= 0x80 >> (bit % 8);
        }
        prop_assert!(matches!(Frame::parse(&bytes), Err(ParseError::Crc | ParseError::Length(..))));
    }
}

struct Tag([u8; 4]);

impl rf_frame::v1::Mic for Tag {
    fn tag(
        &self,
        _: &rf_frame::v1::mic::Nonce,
        _: &[u8],
        _: rf_frame::v1::mic::MicLen,
    ) -> [u8; 16] {
        let mut tag = [0; 16];
        tag[..4].copy_from_slice(&self.0);
        tag
    }
}
