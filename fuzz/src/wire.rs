//! Frames of version 2: any bytes with length, version and CRC put right, and frames built from
//! parts with every bit flipped.

use crate::radio::crc24;
use arbitrary::{Arbitrary, Unstructured};
use rf_frame::security::{Counter, DeviceId, Key, Mic, MicLen, Nonce, Suite};
use rf_frame::wire::control::{KeyAction, OrderWhat, PollWhat};
use rf_frame::wire::join::{Ability, JoinFlags};
use rf_frame::wire::tlv::{ClockState, Dips, EventTime, Fresh, MeterClock, SelfCheck};
use rf_frame::wire::{
    Age, Assign, Beacon, Evt, Extensions, Flags, Form, Frame, FrameBuf, Header, Invite, Join,
    KeyFrame, KeyKind, MAX_FRAME, Message, MeterNumber, Mode, NetTime, Order, Poll, Quality,
    Receipt, Report, SyncFrame, Treq, Trsp, Verdict,
};

/// Gives back the MIC that the received frame had, so that everything else can be encoded again.
struct SameMic<'a>(&'a [u8]);

impl Mic for SameMic<'_> {
    fn tag(&self, _: &Nonce, _: &[u8], _: MicLen) -> [u8; 16] {
        let mut tag = [0; 16];
        tag[..self.0.len()].copy_from_slice(self.0);
        tag
    }
}

/// Raw bytes, and the same with length, version and CRC put right, so that the fuzzer reaches what
/// is after them.
pub fn raw(bytes: &[u8]) {
    touch(bytes);
    let mut wire = bytes[..bytes.len().min(MAX_FRAME - 3)].to_vec();
    if let [_, vt, ..] = wire.as_mut_slice() {
        *vt = 2 << 5 | *vt & 0x1f;
    }
    let len = wire.len() + 2;
    if let Some(first) = wire.first_mut() {
        *first = len as u8;
    }
    wire.extend(crc24(&wire));
    touch(&wire);
}

fn touch(bytes: &[u8]) {
    let frame = match Frame::parse(bytes) {
        Ok(frame) => frame,
        Err(refusal) => return assert!(!refusal.to_string().is_empty()),
    };
    assert_eq!(bytes.len(), usize::from(bytes[0]) + 1);
    assert_eq!(crc24(&bytes[..bytes.len() - 3]), bytes[bytes.len() - 3..]);
    let (header, kind) = (*frame.header(), frame.frame_type());
    assert!(Frame::parse_in(bytes, header.net).is_ok());
    let passes_elsewhere = Frame::parse_in(bytes, !header.net).is_ok();
    assert_eq!(
        passes_elsewhere,
        matches!(frame.message(), Message::Invite(_))
    );
    assert_eq!(frame.mic().len(), kind.mic_len().bytes());
    if let Message::Sync(sync) = frame.message() {
        touch_sync(sync);
    }
    if kind.carries_key() {
        return;
    }
    let mic = SameMic(frame.mic());
    assert!(frame.verify(&mic, 7));
    // Encoded again it says the same; unknown TLVs are gone, reserved bits too.
    let extensions = frame.extensions();
    let again = FrameBuf::encode(&header, frame.message(), &extensions, &mic, 7)
        .expect("what was parsed can be encoded");
    let second = Frame::parse(again.as_bytes()).expect("what was encoded parses");
    assert_eq!(second.header(), &header);
    assert_eq!(second.message(), frame.message());
    assert_eq!(second.extensions(), extensions);
    let third = FrameBuf::encode(&header, second.message(), &extensions, &mic, 7);
    assert_eq!(third.expect("encodes once more"), again);
}

fn touch_sync(sync: &SyncFrame<'_>) {
    let mut last = None;
    let mut slots = 0;
    for index in sync.base.saturating_sub(2)..=sync.base.saturating_add(260) {
        if let Some(rank) = sync.rank(index) {
            assert!(sync.is_schedule());
            assert!(
                last < Some(rank) || rank == u16::MAX,
                "two nodes in one slot"
            );
            assert!(rank >= sync.rank0);
            let _ = sync.slot_start_us(rank);
            last = Some(rank);
            slots += 1;
        }
        if let Some(told) = sync.told(index) {
            assert!(told < 4 && !sync.is_schedule());
        }
    }
    assert_eq!(slots, sync.slots());
}

/// Numbers from which a frame of any type is made.
#[derive(Arbitrary, Debug)]
struct Parts {
    kind: u8,
    a: u16,
    b: u16,
    c: u32,
    d: u8,
    e: u8,
    f: u8,
    bytes: [u8; 8],
    more: [u8; 8],
    map: [u8; 29],
    tlvs: u8,
    net: u16,
    ctr: u32,
    slot: u8,
    receipt: bool,
    from_log: bool,
    suite: bool,
    key: [u8; 16],
    epoch: u16,
    flip: u16,
}

impl Parts {
    fn report(&self) -> Report {
        Report {
            evt: Evt(self.a),
            flags: Flags(self.d),
            round: self.e >> 4,
            inferred: self.e & 8 != 0,
            quality: Quality::from_number(self.e & 7),
            age: Age::from_micros(u64::from(self.c) * 100),
            cap: self.f,
        }
    }

    fn sync(&self) -> SyncFrame<'_> {
        let form = [Form::All, Form::List, Form::Bits, Form::Told][usize::from(self.d & 3)];
        let most = [256, 256, 232, 116][usize::from(self.d & 3)];
        let count = 1 + u16::from(self.f) % most;
        let len = form.map_len(count).unwrap_or(0);
        SyncFrame {
            epoch: self.a,
            form,
            round: self.e & 15,
            mode: Mode(self.e),
            slot: self.bytes[0],
            t0: self.bytes[1],
            base: 1 + self.b % 0xfe00,
            count,
            rank0: self.c as u16,
            map: &self.map[..len],
        }
    }

    fn time(&self) -> NetTime {
        NetTime {
            seconds: self.c,
            fraction: self.b,
        }
    }

    fn group_frame(&self) -> Message<'_> {
        let (verdict, quality) = (Verdict::from_number(self.d >> 4), self.quality());
        match self.kind % 3 {
            0 => Message::Sync(self.sync()),
            1 => Message::Beacon(Beacon {
                seq: self.e,
                verdict,
                quality,
                time: self.time(),
                correction_us: self.a as i16,
                next: self.b,
                epoch: self.a,
            }),
            _ => Message::Poll(Poll {
                what: PollWhat::from_number(self.d),
                index: self.a,
                from: Evt(self.b),
                to: Evt(self.c as u16),
            }),
        }
    }

    fn quality(&self) -> Quality {
        Quality::from_number(self.d & 15)
    }

    fn node_frame(&self) -> Message<'_> {
        let order = match self.d & 3 {
            0 => OrderWhat::SetMeter { until: self.c },
            1 => OrderWhat::Leave,
            _ => OrderWhat::Unknown {
                what: self.d | 0x80,
                arg: self.c,
                until: self.c,
            },
        };
        match self.kind % 4 {
            0 => Message::Trsp(Trsp {
                index: self.a,
                opaque: self.c.to_le_bytes(),
                time: self.time(),
                turn_us: self.c,
                verdict: Verdict::from_number(self.d >> 4),
                quality: self.quality(),
            }),
            1 => Message::Order(Order {
                index: self.a,
                what: order,
            }),
            2 => Message::Receipt(Receipt {
                index: self.a,
                evt: Evt(self.b),
            }),
            _ => Message::Key(KeyFrame {
                index: self.a,
                keyno: self.e,
                action: KeyAction::from_number(self.d),
            }),
        }
    }

    fn join_frame(&self) -> Message<'_> {
        match self.kind % 3 {
            0 => Message::Invite(Invite {
                device: DeviceId(self.bytes),
                generation: self.a,
                random: self.more,
            }),
            1 => Message::Join(Join {
                meter: MeterNumber([self.d, self.e, self.f, 1, 2, 3]),
                device: DeviceId(self.bytes),
                random: self.more,
                generation: self.a,
                hardware: self.b,
                firmware: self.b,
                ability: Ability(self.d),
                flags: JoinFlags(self.e),
                evt: Evt(self.c as u16),
            }),
            _ => Message::Assign(Assign {
                hint: [self.d, self.e],
                index: self.a,
                epoch: self.b,
                keyno: self.d,
                slot: self.e,
                channel: self.f,
                size: self.b,
                evt: Evt(self.c as u16),
                session: self.e,
                restart: self.receipt,
                random: self.more,
            }),
        }
    }

    fn message(&self) -> Message<'_> {
        match self.kind >> 4 & 3 {
            0 => self.group_frame(),
            1 => self.node_frame(),
            2 => self.join_frame(),
            _ => match self.kind % 3 {
                0 => Message::Report(self.report()),
                1 => Message::Status(self.report()),
                _ => Message::Treq(Treq {
                    seq: self.d,
                    opaque: self.c.to_le_bytes(),
                }),
            },
        }
    }

    fn extensions(&self) -> Extensions {
        let has = |bit: u8| self.tlvs >> bit & 1 == 1;
        Extensions {
            time: has(0).then_some(EventTime {
                seconds: self.c,
                millis: self.b,
            }),
            log_gap: has(1).then_some(Evt(self.a)),
            fresh: has(2).then_some(Fresh {
                heard: Counter(self.c),
                keyno: self.d,
            }),
            meter: has(3).then_some(MeterClock {
                offset_ms: self.c as i32,
                half_width: self.d,
                rate: self.e as i8,
                age: self.f,
                state: ClockState(self.d),
                sets: self.e,
            }),
            dips: has(4).then_some(Dips {
                count: self.a,
                longest: self.b,
                starts: self.a,
            }),
            self_check: has(5).then_some(SelfCheck {
                torn: self.d,
                doubts: self.e,
                false_acks: self.f,
                firmware: self.a,
            }),
            test: has(6),
        }
    }

    fn header(&self, message: &Message<'_>) -> Header {
        let ctr = Counter(self.ctr);
        let kind = message.frame_type();
        let header = match kind.key() {
            KeyKind::Answer => Header::down(self.net, ctr, 0),
            KeyKind::Invite if kind.is_down() => Header::down(self.net, ctr, 0),
            KeyKind::Invite => Header::join(self.net, ctr),
            KeyKind::Uplink => Header::up(self.net, 1 + self.b % 0xfffe, ctr, self.slot),
            _ => Header::down(self.net, ctr, self.slot),
        };
        Header {
            receipt: self.receipt,
            from_log: self.from_log,
            ..header
        }
    }
}

/// A frame from parts: it comes back with its values, its MIC holds, and with one bit flipped
/// anywhere it is refused, even if the CRC is put right.
pub fn built(bytes: &[u8]) {
    let Ok(parts) = Parts::arbitrary(&mut Unstructured::new(bytes)) else {
        return;
    };
    let suite = if parts.suite {
        Suite::Ascon
    } else {
        Suite::AesCcm
    };
    let key = Key::new(suite, parts.key).expect("both suites are built here");
    let message = parts.message();
    let (header, kind) = (parts.header(&message), message.frame_type());
    let group = key.with_bytes([0x33; 16]);
    let extensions = if kind.takes_tlvs() {
        parts.extensions()
    } else {
        Extensions::NONE
    };
    let sent = if kind.carries_key() {
        FrameBuf::encode_key(&header, &message, &group, &key)
    } else {
        FrameBuf::encode(&header, &message, &extensions, &key, parts.epoch)
    };
    let Ok(sent) = sent else {
        assert!(kind.frame_len() + extensions.encoded_len() > MAX_FRAME);
        return;
    };
    let good = |frame: &Frame<'_>| {
        if kind.carries_key() {
            frame.group_key(&key).as_ref() == Some(&group)
        } else {
            frame.verify(&key, parts.epoch)
        }
    };
    let frame = Frame::parse(sent.as_bytes()).expect("what was encoded parses");
    assert_eq!((frame.header(), frame.message()), (&header, &message));
    assert_eq!(frame.extensions(), extensions);
    assert!(good(&frame));

    let mut bent = sent.as_bytes().to_vec();
    let at = usize::from(parts.flip >> 3) % bent.len();
    bent[at] ^= 1 << (parts.flip & 7);
    assert!(Frame::parse(&bent).is_err(), "a bit at {at} passed the CRC");
    let body = bent.len() - 3;
    let crc = crc24(&bent[..body]);
    bent[body..].copy_from_slice(&crc);
    if at < body
        && let Ok(frame) = Frame::parse(&bent)
    {
        assert!(
            !good(&frame) && !frame.verify(&key, parts.epoch),
            "a bit at {at} passed"
        );
    }
}
