//! Entry points of `rf-frame`, version 1 of the frame.

use crate::shared::*;
use rf_frame::v1::{
    access::*, call::Call, control::*, frame::*, journal::*, mic::*, receive::*, relay::*,
    report::*, sync::*, time::*, tlv::*, *,
};

fn header() -> Header {
    Header {
        addr: any(Some([0; 6])),
        ..any(Header::up(0, 0, 0))
    }
}

fn encodes<P: Payload>(payload: Option<P>) -> bool {
    payload.is_some_and(|payload| FrameBuf::encode(&header(), &payload, &[], None).is_ok())
}

fn frame() -> Option<Frame<'static>> {
    Frame::parse(bytes()).ok()
}

fn key(suite: Suite) -> Option<Key> {
    Key::new(suite, any([0; 16])).ok()
}

fn with_node<R>(act: impl FnOnce(&mut Node) -> R) -> Option<Node> {
    radio_node().map(|node| with(node, act))
}

fn with_gateway<R>(act: impl FnOnce(&mut Gateway<[Peer; 4]>) -> R) -> Option<Gateway<[Peer; 4]>> {
    radio_gateway().map(|gateway| with(gateway, act))
}

fn gateway_state() -> GatewayState<[Peer; 4]> {
    GatewayState::new([const { Peer::new() }; 4])
}

probes! {
    "rf_frame_v1_age" => (Age::from_ticks(any(0)), Age::from_micros(any(0)));
    "rf_frame_v1_assign" => encodes(Assign::parse(bytes()));
    "rf_frame_v1_assign_open" =>
        frame().zip(key(Suite::Ascon)).and_then(|(f, key)| Assign::open(&f, &key));
    "rf_frame_v1_assign_seal" => Assign::parse(bytes()).zip(key(Suite::Ascon))
        .map(|(assign, key)| assign.seal(&header(), &any([0; 16]), &key, &mut [0; 64]).is_ok());
    "rf_frame_v1_beacon" => encodes(Beacon::parse(bytes()));
    "rf_frame_v1_call" =>
        Call::parse(bytes()).map(|call| (call.slot(any(0)), call.slots(), call.sync().base));
    "rf_frame_v1_call_new" => Call::new(Sync {
        epoch: any(0), form: any(Form::Exact), round: any(0), mode: any(Mode::default()).with(any(Mode::default())),
        slot: any(0), t0: any(0), base: any(0), count: any(1), rank0: any(0), map: bytes(),
    }).map(|call| (call.slot(any(0)), call.slots()));
    "rf_frame_v1_call_of" => frame().map(|f| Call::of(&f).is_some());
    // Both ways in one image: how much flash the codec takes.
    "rf_frame_v1_codec_kept" [1900, 140] => {
        let out = kept::<[u8; MAX_FRAME], 2>();
        let sent = frame::encode(kept::<Header, 0>(), kept::<Report, 1>(), &[], None, out).is_ok();
        if let Ok(frame) = Frame::parse_in(bytes(), any(0)) {
            *kept::<Option<Report>, 3>() = Report::of(&frame);
        }
        sent
    };
    // The stack of the codec alone: bytes and report are the caller's, the frame lives on the stack.
    "rf_frame_v1_decode_kept" [1400, 120] => {
        if let Ok(frame) = Frame::parse_in(bytes(), any(0)) {
            *kept::<Option<Report>, 0>() = Report::of(&frame);
        }
    };
    "rf_frame_v1_derive_join" => key(Suite::Ascon).map(|key| key.derive_join(any(0), &any([0; 6])));
    "rf_frame_v1_derive_node" => key(Suite::Ascon).map(|key| key.derive_node(any(0), &any([0; 6])));
    // The stack of the codec alone: header, payload and buffer are the caller's.
    "rf_frame_v1_encode_kept" [660, 130] => {
        let out = kept::<[u8; MAX_FRAME], 2>();
        frame::encode(kept::<Header, 0>(), kept::<Report, 1>(), &[], None, out).is_ok()
    };
    "rf_frame_v1_entry" =>
        Entry::decode(bytes()).map(|entry| entry.encode(&mut [0; ENTRY_MAX]).len());
    "rf_frame_v1_errors_encode" => show(&any(EncodeError::TooLong));
    "rf_frame_v1_errors_parse" => show(&any(ParseError::Crc));
    "rf_frame_v1_errors_sync" => show(&any(SyncError::Length(0)));
    "rf_frame_v1_errors_tlv" => show(&any(TlvError::Short(0)));
    "rf_frame_v1_fields" => frame()
        .map(|f| (f.frame_type().number(), *f.header(), f.fc(), f.nonce(), f.mic().len()));
    "rf_frame_v1_frame_copy" =>
        FrameBuf::copy_of(bytes()).map(|frame| black_box(frame.as_bytes().len()));
    "rf_frame_v1_frame_tlvs" =>
        frame().map(|f| f.tlvs().for_each(|tlv| _ = black_box(tlv.is_ok())));
    "rf_frame_v1_gateway_announce" =>
        with_gateway(|g| (g.announce_relays(any(0)), g.is_announcing()));
    "rf_frame_v1_gateway_assign" => with_gateway(|g| g.assign(any(0), any(0), any([0; 6])));
    "rf_frame_v1_gateway_handle_channel" => with_gateway(|g| g.handle_channel(any(0), any(false)));
    "rf_frame_v1_gateway_handle_frame" [24000, 8400] =>
        with_gateway(|g| g.handle_frame(any(0), any(0), bytes(), any(0)).is_ok());
    "rf_frame_v1_gateway_handle_sent" => with_gateway(|g| g.handle_sent(any(0)));
    "rf_frame_v1_gateway_handle_stored" => with_gateway(|g| g.handle_stored(any(0)));
    "rf_frame_v1_gateway_handle_supply" => with_gateway(|g| g.handle_supply(any(0), any(false)));
    "rf_frame_v1_gateway_handle_timeout" [11000, 7400] =>
        with_gateway(|g| g.handle_timeout(any(0)));
    "rf_frame_v1_gateway_peer" =>
        with_gateway(|g| g.peer(any(0)).map(|p| (p.event_at(), p.rssi_dbm(), p.lags())));
    "rf_frame_v1_gateway_poll_action" => with_gateway(|g| black_box(g.poll_action().is_some()));
    "rf_frame_v1_gateway_poll_all" => with_gateway(|g| g.poll_all(any(0)));
    "rf_frame_v1_gateway_poll_health" => with_gateway(|g| g.poll_health(any(0)));
    "rf_frame_v1_gateway_poll_timeout" => with_gateway(|g| g.poll_timeout());
    "rf_frame_v1_gateway_reseed" => with_gateway(|g| (g.reseed(any(0)), g.set_stamp_error(any(0))));
    "rf_frame_v1_gateway_set_clock" =>
        with_gateway(|g| g.set_clock(any(0), any(0), any(0), any(Quality::NeverSet)));
    "rf_frame_v1_gateway_state_apply" => with(gateway_state(), |state| {
        Entry::decode(bytes()).map(|entry| state.apply(&entry))
    });
    "rf_frame_v1_gateway_state_snapshot" =>
        with(gateway_state(), |state| (state.epoch(), state.snapshot(any(0))));
    "rf_frame_v1_join" => encodes(Join::parse(bytes()));
    "rf_frame_v1_journal_append" [3900, 750] => {
        let mut state = any(NodeState::default());
        Journal::open(AnyFlash, &mut state).ok().zip(Entry::decode(bytes()))
            .map(|(mut journal, entry)| journal.append(&entry, &state).is_ok())
    };
    "rf_frame_v1_journal_gateway" => {
        let mut state = any(gateway_state());
        Journal::open(AnyFlash, &mut state).ok().zip(Entry::decode(bytes()))
            .map(|(mut journal, entry)| journal.append(&entry, &state).is_ok())
    };
    "rf_frame_v1_key_open" => key(any(Suite::Ascon)).map(|key| {
        let nonce = Nonce::new(any(0), any(0), any(0), any(0), any(0));
        key.open(&nonce, bytes(), &mut any([0; 16]), &any([0; 8]))
    });
    "rf_frame_v1_net_time" =>
        (NetTime::from_micros(any(0)), any(NetTime::from_micros(0)).to_micros());
    "rf_frame_v1_node_handle_capacitor" => with_node(|n| n.handle_capacitor(any(0), any(0)));
    "rf_frame_v1_node_handle_channel" => with_node(|n| n.handle_channel(any(0), any(false)));
    "rf_frame_v1_node_handle_frame" [21000, 8100] =>
        with_node(|n| n.handle_frame(any(0), any(0), bytes(), any(0)).is_ok());
    "rf_frame_v1_node_handle_sent" => with_node(|n| n.handle_sent(any(0)));
    "rf_frame_v1_node_handle_stored" => with_node(|n| n.handle_stored(any(0)));
    "rf_frame_v1_node_handle_supply" => with_node(|n| n.handle_supply(any(0), Flags(any(0))));
    "rf_frame_v1_node_handle_timeout" [3900, 6900] => with_node(|n| n.handle_timeout(any(0)));
    "rf_frame_v1_node_index" => with_node(|n| (n.index(), n.is_pending()));
    "rf_frame_v1_node_join" => with_node(|n| n.join(any(0), any(0), any(0)));
    "rf_frame_v1_node_poll_action" => with_node(|n| black_box(n.poll_action().is_some()));
    "rf_frame_v1_node_poll_timeout" => with_node(|n| n.poll_timeout());
    "rf_frame_v1_node_report_health" => with_node(|n| n.report_health(any(0)));
    "rf_frame_v1_node_request_delay" => with_node(|n| n.request_delay(any(0), any(0)));
    "rf_frame_v1_node_reseed" =>
        with_node(|n| (n.reseed(any(0)), n.set_quality(any(Quality::from_code(0)))));
    "rf_frame_v1_node_state_apply" => with(NodeState::default(), |state| {
        Entry::decode(bytes()).map(|entry| state.apply(&entry))
    });
    "rf_frame_v1_node_state_history" =>
        with(NodeState::default(), |s| s.history().for_each(|past| _ = black_box(past.evt)));
    "rf_frame_v1_node_state_snapshot" =>
        with(NodeState::default(), |s| (s.evt(), s.aevt(), s.snapshot(any(0))));
    "rf_frame_v1_numbers_flags" => any(Flags(0)).with(any(Flags(1)));
    "rf_frame_v1_numbers_form" =>
        (Form::from_number(any(0)).number(), Form::from_number(any(0)).map_len(any(0)));
    "rf_frame_v1_numbers_frame_type" =>
        FrameType::from_number(any(0)).map(|kind| (kind.vt(), kind.is_down()));
    "rf_frame_v1_numbers_suite" => (any(Suite::AesCcm).is_built(), any(MicLen::Four).bytes());
    "rf_frame_v1_numbers_what" => What::from_number(any(0)).number();
    "rf_frame_v1_parse" [1900, 300] => Frame::parse(bytes());
    "rf_frame_v1_parse_in" => Frame::parse_in(bytes(), any(0));
    "rf_frame_v1_peer_member" => Peer::member(any([0; 6]));
    "rf_frame_v1_phy" => Phy::new(any(0)).map(|phy| {
        (phy.air_us(any(0)), phy.body_us(any(0)), phy.sync_us(), phy.slot_units(any(0)), phy.slot_us(any(0)))
    });
    "rf_frame_v1_poll" => encodes(Poll::parse(bytes()));
    "rf_frame_v1_receive_counter" =>
        with(Counter::at_boot(0), |counter| (counter.raise(any(0)), counter.wanted(), counter.take()));
    "rf_frame_v1_receive_guesses" =>
        with(Guesses::new(), |guesses| (guesses.is_throttled(any(0)), guesses.wrong(any(0))));
    "rf_frame_v1_receive_window" =>
        with(Window::from_top(0), |window| (window.is_fresh(any(0)), window.accept(any(0))));
    "rf_frame_v1_refusals" =>
        with(Refusals::default(), |refusals| refusals.count(any(Refusal::Length)));
    "rf_frame_v1_relay_encode" => encodes(Relay::parse(bytes()));
    "rf_frame_v1_relay_of" => frame().map(|f| Record::of(&f));
    "rf_frame_v1_relay_parse" =>
        Relay::parse(bytes()).map(|relay| relay.records().for_each(|record| _ = black_box(record)));
    "rf_frame_v1_relay_verify" => Relay::parse(bytes()).zip(key(Suite::Ascon)).map(|(relay, key)| {
        relay.records().for_each(|record| _ = black_box(record.verify(any(0), &key)))
    });
    "rf_frame_v1_report_encode" => encodes(Report::parse(bytes()));
    "rf_frame_v1_report_encode_ascon" [7900, 1300] => Report::parse(bytes()).zip(key(Suite::Ascon)).map(|(report, key)| {
        let time = Tlv::Time { seconds: any(0), ms: any(0) };
        FrameBuf::encode(&header(), &report, &[time], Some(&key)).is_ok()
    });
    "rf_frame_v1_report_encode_ccm" => Report::parse(bytes()).zip(key(Suite::AesCcm))
        .map(|(report, key)| FrameBuf::encode(&header(), &report, &[], Some(&key)).is_ok());
    "rf_frame_v1_report_of" => frame().map(|f| Report::of(&f));
    "rf_frame_v1_report_parse" => Report::parse(bytes())
        .map(|r| (r.to_bytes(), r.age.micros(), r.quality.code(), r.flags.event_bits()));
    "rf_frame_v1_status_encode" => Report::parse(bytes()).map(|report| {
        let heard = Tlv::Heard { base: any(0), bitmap: bytes() };
        FrameBuf::encode(&header(), &Status(report), &[Tlv::Uptime(any(0)), heard], None).is_ok()
    });
    "rf_frame_v1_sync_encode" => encodes(Sync::parse(bytes()).ok());
    "rf_frame_v1_sync_exact" =>
        Sync::parse(bytes()).map(|sync| sync.exact().for_each(|entry| _ = black_box(entry)));
    "rf_frame_v1_sync_kind" =>
        Sync::parse(bytes()).map(|s| (s.is_schedule(), s.is_ack(), s.helper()));
    "rf_frame_v1_sync_of" => frame().map(|f| Sync::of(&f));
    "rf_frame_v1_sync_parse" [740, 170] => Sync::parse(bytes());
    "rf_frame_v1_sync_pause" =>
        Sync::parse(bytes()).map(|s| Pause { us: Pause::from_rank0(s.rank0).us / 2, ..Pause::default() }.rank0());
    "rf_frame_v1_sync_slots" => Sync::parse(bytes()).map(|s| {
        (s.offset(any(0)), s.rank(any(0)), s.slots(), s.ack(any(0)), s.slot_start_us(any(0)))
    });
    "rf_frame_v1_tlv_encode" => Report::parse(bytes()).zip(Links::new(bytes())).map(|(report, links)| {
        let tlvs = [
            Tlv::Links(links), Tlv::PreviousState(any(0)), Tlv::Firmware(any([0; 4])), Tlv::LogGap(any(0)),
            Tlv::Voltages(any([0; 3])), Tlv::Unknown { tag: any(0), value: bytes() },
        ];
        FrameBuf::encode(&header(), &report, &tlvs, None).is_ok()
    });
    "rf_frame_v1_tlv_links" =>
        Links::new(bytes()).map(|links| links.iter().for_each(|pair| _ = black_box(pair)));
    "rf_frame_v1_tlv_links_to" =>
        LinksTo::new(bytes()).map(|links| links.iter().for_each(|link| _ = black_box(link)));
    "rf_frame_v1_tlvs" =>
        Tlvs::new(bytes()).for_each(|tlv| _ = black_box(tlv.map(|tlv| tlv.encoded_len())));
    "rf_frame_v1_treq" => encodes(Treq::parse(bytes()));
    "rf_frame_v1_trsp" => encodes(Trsp::parse(bytes()));
    "rf_frame_v1_mic_verify_any" =>
        frame().zip(key(any(Suite::AesCcm))).map(|(f, key)| f.verify_dyn(&key));
    "rf_frame_v1_mic_verify_ascon" => frame().zip(key(Suite::Ascon)).map(|(f, key)| f.verify(&key));
    "rf_frame_v1_mic_verify_ccm" => frame().zip(key(Suite::AesCcm)).map(|(f, key)| f.verify(&key));
}

/// A radio node in any state that the optimiser can think of.
fn radio_node() -> Option<Node> {
    let key = || Key::new(Suite::Ascon, any([0; 16])).ok();
    let config = NodeConfig {
        net: any(0),
        index: any(0),
        addr: any([0; 6]),
        phy: any(Phy::kbit50()),
        debounce_us: any(0),
        node_key: key()?,
        group_key: key()?,
        join_key: key()?,
        key_slot: any(0),
        cabinet_size: any(0),
        cap_low: any(0),
        cap_last: any(0),
        can_relay: any(false),
        clock_kept: any(false),
        seed: any(0),
    };
    Some(any(Node::new(config, any(NodeState::default()))))
}

/// A gateway for four nodes in any state that the optimiser can think of.
fn radio_gateway() -> Option<Gateway<[Peer; 4]>> {
    let key = || Key::new(Suite::Ascon, any([0; 16])).ok();
    let config = GatewayConfig {
        net: any(0),
        phy: any(Phy::kbit50()),
        master: key()?,
        group_key: key()?,
        key_number: any(0),
        debounce_us: any(0),
        relay: any(false),
        beacon_us: any(0),
        seed: any(0),
    };
    Some(any(Gateway::new(
        config,
        any(GatewayState::new([const { Peer::new() }; 4])),
    )))
}

/// A flash memory that holds anything and may fail.
struct AnyFlash;

impl Storage for AnyFlash {
    type Error = ();

    fn sector_len(&self) -> usize {
        any(512)
    }

    fn read(&mut self, _: Sector, _: usize, buf: &mut [u8]) -> Result<(), ()> {
        black_box(buf);
        any(Ok(()))
    }

    fn write(&mut self, _: Sector, _: usize, bytes: &[u8]) -> Result<(), ()> {
        black_box(bytes);
        any(Ok(()))
    }

    fn erase(&mut self, _: Sector) -> Result<(), ()> {
        any(Ok(()))
    }
}
