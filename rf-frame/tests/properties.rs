//! Properties of the codec and the machines, for arbitrary values, bytes and times.
#![cfg(feature = "ascon")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use proptest::prelude::*;
use rf_frame::v1::access::{
    Action, Gateway, GatewayConfig, GatewayState, Node, NodeConfig, NodeState, Peer, Phy,
};
use rf_frame::v1::call::Call;
use rf_frame::v1::control::{Assign, Join, Poll, What};
use rf_frame::v1::frame::{EncodeError, Frame, Header, Payload, encode};
use rf_frame::v1::relay::{Record, Relay};
use rf_frame::v1::report::{Age, Flags, Quality, Report, Status};
use rf_frame::v1::sync::{Ack, Form, Mode, Sync};
use rf_frame::v1::time::{Beacon, NetTime, Treq, Trsp};
use rf_frame::v1::{Key, Mic, Suite};

fn key(byte: u8) -> Key {
    Key::new(Suite::Ascon, [byte; 16]).expect("built")
}

prop_compose! {
    fn report()(evt: u16, flags: u8, round in 0u8..16, quality: u8, ticks in 0u32..0x100_0000, cap: u8) -> Report {
        let quality = Quality::from_code(quality);
        Report { evt, flags: Flags(flags), round, quality, age: Age::from_ticks(ticks), cap }
    }
}

prop_compose! {
    fn record()(hold_ms: u16, fc: u8, src: u16, ctr: u32, report in report(), mic: [u8; 4]) -> Record {
        Record { hold_ms, fc, src, ctr, report, mic }
    }
}

prop_compose! {
    fn header()(net: u16, src: u16, ctr: u32, history: bool, exact: bool, slot in 0u8..4, addr: Option<[u8; 6]>)
        -> Header {
        Header { history, exact, key_slot: slot, addr, ..Header::up(net, src, ctr) }
    }
}

/// Encodes, parses, and gives back the payload bytes; checks header, MIC and that the buffer after
/// stays untouched.
fn through(header: &Header, payload: &impl Payload) -> Result<Vec<u8>, EncodeError> {
    let mut out = [0xa5; 70];
    let key = key(3);
    let sent = encode(header, payload, &[], Some(&key as &dyn Mic), &mut out)?.to_vec();
    assert!(out[sent.len()..].iter().all(|b| *b == 0xa5));
    assert!(sent.len() <= 62);
    let frame = Frame::parse_in(&sent, header.net).expect("own frame");
    assert_eq!(frame.frame_type(), payload.frame_type());
    assert!(frame.verify(&key));
    let seen = frame.header();
    assert_eq!(
        (seen.src, seen.ctr, seen.addr, seen.key_slot),
        (header.src, header.ctr, header.addr, header.key_slot)
    );
    let mut short = vec![0; sent.len() - 1];
    assert_eq!(
        encode(header, payload, &[], Some(&key as &dyn Mic), &mut short).err(),
        Some(EncodeError::Room)
    );
    Ok(frame.payload().to_vec())
}

proptest! {
    #[test]
    fn report_and_status_round_trip(header in header(), report in report()) {
        prop_assert_eq!(Report::parse(&through(&header, &report).expect("fits")), Some(report));
        prop_assert_eq!(Report::parse(&through(&header, &Status(report)).expect("fits")), Some(report));
    }

    #[test]
    fn relay_round_trips(header in header(), first in record(), second in proptest::option::of(record())) {
        let relay = Relay { first, second };
        match through(&header, &relay) {
            Ok(payload) => prop_assert_eq!(Relay::parse(&payload), Some(relay)),
            Err(e) => prop_assert!(e == EncodeError::TooLong && header.addr.is_some() && second.is_some()),
        }
    }

    #[test]
    fn time_frames_round_trip(header in header(), seq: u8, hops in 0u8..16, q: u8, s: u32, f: u16, c: i16, n: u16, o: u32) {
        let time = NetTime { seconds: s, fraction: f };
        let beacon = Beacon { seq, quality: Quality::from_code(q), hops, time, correction_us: c, next: n };
        prop_assert_eq!(Beacon::parse(&through(&header, &beacon).expect("fits")), Some(beacon));
        let treq = Treq { seq, opaque: o };
        prop_assert_eq!(Treq::parse(&through(&header, &treq).expect("fits")), Some(treq));
        let trsp = Trsp { opaque: o, arrival: time, turnaround_us: s };
        prop_assert_eq!(Trsp::parse(&through(&header, &trsp).expect("fits")), Some(trsp));
        prop_assert_eq!(NetTime::from_micros(time.to_micros()), time);
    }

    #[test]
    fn control_frames_round_trip(header in header(), what: u8, index: u16, from: u16, to: u16, random: u32) {
        let poll = Poll { what: What::from_number(what), index, from, to };
        prop_assert_eq!(Poll::parse(&through(&header, &poll).expect("fits")), Some(poll));
        let join = Join { random, hardware: from, firmware: to, abilities: what };
        prop_assert_eq!(Join::parse(&through(&header, &join).expect("fits")), Some(join));
    }

    #[test]
    fn assign_opens_only_under_its_key(ctr: u32, addr: [u8; 6], index: u16, group: [u8; 16], flip in 0usize..384) {
        let header = Header { addr: Some(addr), ..Header::down(9, ctr) };
        let assign = Assign { index, epoch: 3, key_number: 1, slot: 24, wrapped: [0; 16] };
        let mut out = [0; 62];
        let sent = assign.seal(&header, &group, &key(5), &mut out).expect("fits").to_vec();
        prop_assert_eq!(sent.len(), 50);
        let frame = Frame::parse(&sent).expect("own frame");
        let (opened, got) = Assign::open(&frame, &key(5)).expect("opens");
        prop_assert_eq!((opened.index, got), (index, Key::new(Suite::Ascon, group).expect("built")));
        prop_assert!(Assign::open(&frame, &key(6)).is_none());
        let mut bad = sent.clone();
        bad[1 + flip / 8 % 46] ^= 1 << (flip % 8);
        if let Ok(frame) = Frame::parse(&bad) {
            prop_assert!(Assign::open(&frame, &key(5)).is_none());
        }
    }

    #[test]
    fn ranks_are_a_numbering_of_the_open_indices(
        base in 1u16..60_000, open in proptest::collection::btree_set(0u8..=231, 0..29), rank0 in 0u16..500,
    ) {
        let offsets: Vec<u8> = open.iter().copied().collect();
        let mut bits = vec![0u8; 29];
        offsets.iter().for_each(|o| bits[usize::from(*o) / 8] |= 1 << (o % 8));
        for (form, map) in [(Form::List, &offsets), (Form::Bits, &bits)] {
            let sync = Sync {
                epoch: 1, form, round: 2, mode: Mode(0), slot: 24, t0: 4, base, count: 232, rank0, map,
            };
            let payload = through(&Header::down(1, 1), &sync).expect("fits");
            let sync = Sync::parse(&payload).expect("own map");
            prop_assert_eq!(usize::from(sync.slots()), offsets.len());
            let ranks: Vec<u16> = (base..base + 232).filter_map(|i| sync.rank(i)).collect();
            prop_assert_eq!(ranks, (rank0..rank0 + offsets.len() as u16).collect::<Vec<_>>());
        }
    }

    #[test]
    fn serve_and_call_name_the_same_nodes(
        helper: u16, base in 0u16..65_000, list in proptest::collection::btree_map(any::<u8>(), any::<u16>(), 1..=9),
        ctr: u32,
    ) {
        let entries: Vec<u8> = list.iter().flat_map(|(o, e)| [*o, e.to_le_bytes()[0], e.to_le_bytes()[1]]).collect();
        let map: Vec<u8> = helper.to_le_bytes().into_iter().chain(entries.iter().copied()).collect();
        let sync = Sync {
            epoch: 1, form: Form::Serve, round: 2, mode: Mode::RELAY, slot: 24, t0: 4, base, count: 256, rank0: 0,
            map: &map,
        };
        let payload = through(&Header::down(1, ctr), &sync).expect("fits");
        let serve = Sync::parse(&payload).expect("own map");
        prop_assert_eq!((serve, serve.helper()), (sync, Some(helper)));
        let call = Call::new(Sync { form: Form::Exact, map: &entries, ..sync }).expect("has entries");
        let payload = through(&Header { src: helper, ..Header::down(1, ctr) }, &call).expect("fits");
        prop_assert_eq!(Call::parse(&payload), Ok(call));
        prop_assert!(call.sync().exact().eq(serve.exact()));
        for (slot, (offset, evt)) in (0u16..).zip(&list) {
            let index = base + u16::from(*offset);
            prop_assert_eq!(call.slot(index), Some((slot, *evt)));
            prop_assert_eq!(serve.ack(index), Some(Ack::Exact(*evt)));
        }
        prop_assert_eq!(usize::from(call.slots()), list.len());
    }

    #[test]
    fn arbitrary_bytes_parse_or_not_and_every_accessor_works(mut bytes in proptest::collection::vec(any::<u8>(), 14..63)) {
        let len = bytes.len();
        bytes[0] = (len - 1) as u8;
        bytes[1] = 0x20 | (bytes[1] & 0x1f);
        let crc = crc24(&bytes[..len - 3]);
        bytes[len - 3..].copy_from_slice(&crc);
        if let Ok(frame) = Frame::parse(&bytes) {
            let _ = frame.verify(&key(1));
            let _ = frame.tlvs().count();
            let _ = Report::of(&frame);
            if let Some(Ok(sync)) = Sync::of(&frame) {
                for index in [0, 1, sync.base, sync.base.wrapping_add(255), u16::MAX] {
                    let _ = (sync.rank(index), sync.ack(index), sync.offset(index));
                }
                let _ = (sync.slots(), sync.slot_start_us(u16::MAX), sync.exact().count(), sync.helper());
            }
            if let Ok(call) = Call::parse(frame.payload()) {
                let _ = (call.slot(1), call.slots(), Call::of(&frame).is_some());
            }
            let _ = (Relay::parse(frame.payload()), Record::of(&frame), Assign::open(&frame, &key(1)));
        }
    }

    #[test]
    fn machines_survive_any_order_of_events(
        steps in proptest::collection::vec((0u8..8, any::<u32>(), any::<u8>()), 1..80), relay: bool,
    ) {
        let mut node = Node::new(node_config(), NodeState::default());
        let config = GatewayConfig {
            net: 1, phy: Phy::kbit50(), master: key(1), group_key: key(2), key_number: 0, debounce_us: 200_000,
            relay, beacon_us: 1_000_000, seed: 1,
        };
        let mut gateway = Gateway::new(config, GatewayState::new([Peer::member([1; 6]), Peer::member([2; 6])]));
        let mut now = 0u64;
        let mut air: Vec<Vec<u8>> = vec![];
        for (what, value, small) in steps {
            now = if value & 3 == 0 { now.saturating_add(u64::from(value) * 1000) } else { now + u64::from(small) };
            match what {
                0 => { node.handle_supply(now, Flags(small)); gateway.handle_supply(now, small & 1 == 1); }
                1 => { node.handle_stored(now); gateway.handle_stored(now); }
                2 => { node.handle_channel(now, small & 1 == 1); gateway.handle_channel(now, small & 2 == 2); }
                3 => { node.handle_sent(now); gateway.handle_sent(now); }
                4 => { node.handle_timeout(now); gateway.handle_timeout(now); }
                5 => if let Some(bytes) = air.get(usize::from(small) % air.len().max(1)) {
                    let _ = node.handle_frame(now, now.saturating_sub(u64::from(value)), bytes, i16::from(small));
                    let _ = gateway.handle_frame(now, u64::from(value), bytes, -i16::from(small));
                },
                6 => { gateway.set_clock(now, u64::from(value), value as i32, Quality::Ms1); gateway.poll_all(now); }
                _ => { node.report_health(now); gateway.announce_relays(now); node.handle_capacitor(now, small); }
            }
            for _ in 0..16 {
                let (a, b) = (node.poll_action(), gateway.poll_action());
                for action in [a, b].into_iter().flatten() {
                    match action {
                        Action::Transmit { frame, .. } => air.push(frame.as_bytes().to_vec()),
                        Action::Store(_) => { node.handle_stored(now); gateway.handle_stored(now); }
                        _ => {}
                    }
                }
            }
            let _ = (node.poll_timeout(), gateway.poll_timeout());
        }
    }
}

fn node_config() -> NodeConfig {
    NodeConfig {
        net: 1,
        index: 1,
        addr: [1; 6],
        phy: Phy::kbit50(),
        debounce_us: 200_000,
        node_key: key(1).derive_node(1, &[1; 6]),
        group_key: key(2),
        join_key: key(1).derive_join(1, &[1; 6]),
        key_slot: 0,
        cabinet_size: 2,
        cap_low: 100,
        cap_last: 50,
        can_relay: true,
        clock_kept: true,
        seed: 9,
    }
}

fn crc24(bytes: &[u8]) -> [u8; 3] {
    let mut crc = 0xb7_04ce_u32;
    for byte in bytes {
        crc ^= u32::from(*byte) << 16;
        for _ in 0..8 {
            crc <<= 1;
            if crc & 0x100_0000 != 0 {
                crc ^= 0x186_4cfb;
            }
        }
    }
    [(crc >> 16) as u8, (crc >> 8) as u8, crc as u8]
}
