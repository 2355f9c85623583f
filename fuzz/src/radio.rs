//! Radio frames: raw bytes, bytes with length and CRC put right, and frames built from parts with
//! every bit flipped.

use arbitrary::{Arbitrary, Unstructured};
use rf_frame::v1::call::Call;
use rf_frame::v1::control::{Assign, Join, Poll};
use rf_frame::v1::frame::{Payload, encode};
use rf_frame::v1::mic::{MicLen, Nonce};
use rf_frame::v1::relay::Relay;
use rf_frame::v1::report::{Flags, Quality, Status};
use rf_frame::v1::sync::Ack;
use rf_frame::v1::time::{Beacon, Treq, Trsp};
use rf_frame::v1::tlv::Tlv;
use rf_frame::v1::{Frame, FrameBuf, FrameType, Header, Key, MAX_FRAME, Mic, Report, Suite, Sync};

/// CRC-24 bit by bit: polynomial 864CFB, start B704CE, nothing reflected.
pub(crate) fn crc24(bytes: &[u8]) -> [u8; 3] {
    let mut crc: u32 = 0xB7_04CE;
    for byte in bytes {
        for bit in (0..8).rev() {
            let top = crc >> 23 & 1 ^ u32::from(byte >> bit & 1);
            crc = crc << 1 & 0xFF_FFFF;
            if top == 1 {
                crc ^= 0x86_4CFB;
            }
        }
    }
    [(crc >> 16) as u8, (crc >> 8) as u8, crc as u8]
}

/// Gives back the MIC that the received frame had, so that everything else can be encoded again.
struct SameMic<'a>(&'a [u8]);

impl Mic for SameMic<'_> {
    fn tag(&self, _: &Nonce, _: &[u8], _: MicLen) -> [u8; 16] {
        let mut tag = [0; 16];
        tag[..self.0.len()].copy_from_slice(self.0);
        tag
    }
}

/// Raw bytes as they come out of a radio.
pub fn raw(bytes: &[u8]) {
    match Frame::parse(bytes) {
        Ok(frame) => accepted(&frame, bytes),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Length, version and CRC put right, so that the fuzzer reaches what lies after them.
pub fn repaired(bytes: &[u8]) {
    let mut wire = bytes[..bytes.len().min(MAX_FRAME - 3)].to_vec();
    if let [len, vt, ..] = wire.as_mut_slice() {
        *vt = 1 << 5 | *vt & 0x1F;
        *len = 0;
    }
    let len = wire.len() + 2;
    if let Some(first) = wire.first_mut() {
        *first = len as u8;
    }
    let crc = crc24(&wire);
    wire.extend(crc);
    raw(&wire);
}

/// Everything in an accepted frame can be touched, and is the same after encoding and parsing
/// again.
fn accepted(frame: &Frame<'_>, bytes: &[u8]) {
    assert!(bytes.len() <= MAX_FRAME && usize::from(bytes[0]) + 1 == bytes.len());
    assert_eq!(crc24(&bytes[..bytes.len() - 3]), bytes[bytes.len() - 3..]);
    let header = *frame.header();
    assert!(Frame::parse_in(bytes, header.net).is_ok());
    assert!(Frame::parse_in(bytes, !header.net).is_err());
    assert_ne!(frame.verify(&SameMic(frame.mic())), frame.mic().is_empty());
    let mut tlvs = Vec::new();
    for tlv in frame.tlvs() {
        match tlv {
            Ok(tlv) => tlvs.push(tlv),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    let payload = frame.payload();
    match frame.frame_type() {
        FrameType::Report => again(frame, &tlvs, Report::parse(payload)),
        FrameType::Status => again(frame, &tlvs, Report::parse(payload).map(Status)),
        FrameType::Sync => again(frame, &tlvs, Sync::parse(payload).ok().inspect(touch_sync)),
        FrameType::Call => again(frame, &tlvs, Call::parse(payload).ok()),
        FrameType::Relay => again(frame, &tlvs, Relay::parse(payload)),
        FrameType::Beacon => again(frame, &tlvs, Beacon::parse(payload)),
        FrameType::Treq => again(frame, &tlvs, Treq::parse(payload)),
        FrameType::Trsp => again(frame, &tlvs, Trsp::parse(payload)),
        FrameType::Poll => again(frame, &tlvs, Poll::parse(payload)),
        FrameType::Join => again(frame, &tlvs, Join::parse(payload)),
        FrameType::Assign => again(frame, &tlvs, Assign::parse(payload)),
        _ => {}
    }
}

fn again<P: Payload>(frame: &Frame<'_>, tlvs: &[Tlv<'_>], payload: Option<P>) {
    let Some(payload) = payload else { return };
    let mic = SameMic(frame.mic());
    let key: Option<&dyn Mic> = if frame.mic().is_empty() {
        None
    } else {
        Some(&mic)
    };
    let Ok(second) = FrameBuf::encode(frame.header(), &payload, tlvs, key) else {
        return;
    };
    let second = Frame::parse(second.as_bytes()).expect("what was encoded parses");
    assert_eq!(second.frame_type(), frame.frame_type());
    assert_eq!(second.header(), frame.header());
    assert_eq!(
        second.tlvs().filter_map(Result::ok).collect::<Vec<_>>(),
        tlvs
    );
    assert_eq!(second.mic(), frame.mic());
    // What is encoded has no reserved bit set; from then on nothing changes any more.
    let third = FrameBuf::encode(second.header(), &payload, tlvs, key).expect("encodes once more");
    assert_eq!(
        Frame::parse(third.as_bytes())
            .expect("parses once more")
            .payload(),
        second.payload()
    );
}

fn touch_sync(sync: &Sync<'_>) {
    let mut ranks = Vec::new();
    for index in sync.base.saturating_sub(2)..=sync.base.saturating_add(260) {
        if let Some(rank) = sync.rank(index) {
            assert!(sync.is_schedule());
            assert!(rank >= sync.rank0);
            let _ = sync.slot_start_us(rank);
            ranks.push(rank);
        }
        if sync.ack(index).is_some() {
            assert!(sync.is_ack());
        }
    }
    if let Some(last) = ranks.last() {
        assert!(
            ranks
                .windows(2)
                .all(|pair| pair[0] < pair[1] || pair[0] == u16::MAX),
            "two nodes in one slot"
        );
        assert!(u32::from(*last) <= u32::from(sync.rank0) + u32::from(sync.slots()));
    }
    for (index, evt) in sync.exact() {
        assert_eq!(sync.ack(index), Some(Ack::Exact(evt)));
    }
    assert!(sync.helper().is_none() || sync.is_ack());
}

#[derive(Arbitrary, Debug)]
struct Parts {
    net: u16,
    src: u16,
    ctr: u32,
    addr: Option<[u8; 6]>,
    suite: bool,
    key: [u8; 16],
    evt: u16,
    flags: u8,
    round: u8,
    quality: u8,
    age: u32,
    cap: u8,
    time: Option<(u32, u16)>,
    flip: u16,
}

/// A REPORT from parts, signed: it comes back with its values and its MIC holds; with one bit
/// flipped anywhere it is refused, even if the CRC is put right.
pub fn signed(bytes: &[u8]) {
    let Ok(parts) = Parts::arbitrary(&mut Unstructured::new(bytes)) else {
        return;
    };
    let suite = if parts.suite {
        Suite::Ascon
    } else {
        Suite::AesCcm
    };
    let Ok(key) = Key::new(suite, parts.key) else {
        panic!("both suites are built here")
    };
    let header = Header {
        addr: parts.addr,
        ..Header::up(parts.net, parts.src, parts.ctr)
    };
    let report = Report {
        evt: parts.evt,
        flags: Flags(parts.flags),
        round: parts.round & 0xF,
        quality: Quality::from_code(parts.quality),
        age: rf_frame::v1::report::Age::from_ticks(parts.age),
        cap: parts.cap,
    };
    let time = parts.time.map(|(seconds, ms)| {
        [Tlv::Time {
            seconds,
            ms: ms % 1000,
        }]
    });
    let tlvs = time.as_ref().map_or(&[][..], |tlv| &tlv[..]);
    let mut out = [0xA5; MAX_FRAME];
    let wire = encode(&header, &report, tlvs, Some(&key), &mut out)
        .expect("fits in 62 bytes")
        .to_vec();
    let frame = Frame::parse(&wire).expect("what was encoded parses");
    assert_eq!(frame.header(), &header);
    assert_eq!(Report::parse(frame.payload()), Some(report));
    assert_eq!(
        frame.tlvs().filter_map(Result::ok).collect::<Vec<_>>(),
        tlvs
    );
    assert!(frame.verify(&key));

    let mut bent = wire.clone();
    let at = usize::from(parts.flip >> 3) % bent.len();
    bent[at] ^= 1 << (parts.flip & 7);
    assert!(
        Frame::parse(&bent).is_err(),
        "a flipped bit at {at} passed the CRC"
    );
    let body = bent.len() - 3;
    let crc = crc24(&bent[..body]);
    bent[body..].copy_from_slice(&crc);
    if at < body
        && let Ok(frame) = Frame::parse(&bent)
    {
        assert!(!frame.verify(&key), "a flipped bit at {at} passed the MIC");
    }
}
