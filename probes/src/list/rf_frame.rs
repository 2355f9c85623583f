//! Entry points of `rf-frame`.

use crate::shared::*;
use rf_frame::security::*;
use rf_frame::wire::{control::*, join::JoinFlags, *};
use rf_frame::{Instant, Micros};

fn frame() -> Option<Frame<'static>> {
    Frame::parse(bytes()).ok()
}

fn message() -> Option<Message<'static>> {
    any(frame().map(|frame| *frame.message()))
}

fn key(suite: Suite) -> Option<Key> {
    Key::new(suite, any([0; 16])).ok()
}

fn any_key() -> Option<Key> {
    key(any(Suite::Ascon))
}

fn now() -> Instant {
    any(Instant::ZERO)
}

fn device() -> DeviceId {
    any(DeviceId([0; 8]))
}

fn counter() -> Counter {
    any(Counter(0))
}

fn group_key() -> GroupKey<u8> {
    GroupKey::new(any(0), any(0_u8), counter())
}

fn group_keys() -> GroupKeys<u8> {
    GroupKeys::new()
}

fn join_root() -> Option<Key> {
    any_key().map(|master| {
        master
            .device_key(device())
            .join_root(device(), any(0), any(0))
    })
}

probes! {
    "rf_frame_context_as_bytes" => Context::as_bytes(anything());
    "rf_frame_context_new" => Context::new(anything::<[u8; 8]>());
    "rf_frame_derive_answer_key" => join_root().map(|root| root.answer_key(device(), &any([0; 8])));
    "rf_frame_derive_downlink_key" =>
        join_root().map(|root| root.downlink_key(&any(SessionId::default())));
    "rf_frame_derive_invite_key" => join_root().map(|root| root.invite_key(device()));
    "rf_frame_derive_uplink_key" =>
        join_root().map(|root| root.uplink_key(&any(SessionId::default())));
    "rf_frame_encode" [16000, 1500] => any_key().zip(message()).map(|(key, message)| {
        let header = any(Header::up(0, 1, Counter(0), 1));
        let sent = FrameBuf::encode(&header, &message, &any(Extensions::NONE), &key, any(0));
        sent.is_ok_and(|sent| black_box(sent.as_bytes()).is_empty())
    });
    "rf_frame_encode_key" => any_key().zip(message()).map(|(key, message)| {
        FrameBuf::encode_key(&any(Header::down(0, Counter(0), 1)), &message, &key, &key).is_ok()
    });
    "rf_frame_errors_encode_error" => show(&any(EncodeError::Tlvs));
    "rf_frame_errors_refusal" => show(&any(Refusal::Crc));
    "rf_frame_errors_shape" => show(&any(Shape::NoMic));
    "rf_frame_errors_suite_missing" => show(&any(SuiteMissing(Suite::Ascon)));
    "rf_frame_extensions" => frame().map(|f| f.extensions());
    "rf_frame_extensions_encoded_len" => any(Extensions::NONE).encoded_len();
    "rf_frame_extensions_parse" => Extensions::parse(bytes());
    "rf_frame_forgery_limiter" => with(ForgeryLimiter::NEW, |limiter| {
        black_box((limiter.may_look(now()), limiter.is_record_due()));
        (limiter.count_wrong(now()), limiter.told(now()))
    });
    "rf_frame_group_key" => any_key().zip(frame()).and_then(|(key, frame)| frame.group_key(&key));
    "rf_frame_group_keys_begin" => with(group_keys(), |keys| keys.begin(group_key()));
    "rf_frame_group_keys_heard" => with(group_keys(), |keys| keys.heard(any(0), now()));
    "rf_frame_group_keys_install" => with(group_keys(), |keys| keys.install(group_key()));
    "rf_frame_group_keys_keep_only" => with(group_keys(), |keys| keys.keep_only(any(0)));
    "rf_frame_group_keys_live" =>
        with(group_keys(), |keys| (keys.newest_keyno(), keys.live().count()));
    "rf_frame_group_keys_of_keyno" => with(group_keys(), |keys| {
        keys.of_keyno(any(0)).map(|key| key.ack.is_new(counter()))
    });
    "rf_frame_group_keys_of_slot" => with(group_keys(), |keys| {
        keys.of_slot(any(0)).for_each(|key| _ = black_box(key.schedule.accept(counter())))
    });
    "rf_frame_group_keys_raise_ack" => with(group_keys(), |keys| keys.raise_ack(counter()));
    "rf_frame_group_keys_register" =>
        with(Register(counter()), |register| (register.accept(counter()), register.raise(counter())));
    "rf_frame_group_keys_retire" =>
        with(group_keys(), |keys| (keys.retire(now()), keys.retire_at()));
    "rf_frame_message_frame_type" => message().map(|message| Message::frame_type(&message));
    "rf_frame_nonce_of_join" => Nonce::of_join(&any([0; 10]), &any([0; 8]));
    "rf_frame_nonce_of_session" => Nonce::of_session(&any([0; 10]), any(0));
    "rf_frame_numbers_age" => Age::from_micros(any(0)).as_micros();
    "rf_frame_numbers_counter" =>
        (Counter::new(any(0), any(0)), counter().start(), counter().seq());
    "rf_frame_numbers_evt" => {
        let (evt, other) = (any(Evt(0)), any(Evt(1)));
        (evt.next(), evt.previous(), evt.ahead_of(other), evt.is_newer_than(other))
    };
    "rf_frame_numbers_evt_modulo4" => any(Evt(0)).modulo4();
    "rf_frame_numbers_flags" => any(Flags(0)).with(any(Flags(1))).without(any(Flags(2)));
    "rf_frame_numbers_form" => (any(Form::All).map_len(any(0)), Form::from_number(any(0)));
    "rf_frame_numbers_frame_type" =>
        (FrameType::from_number(any(0)), any(FrameType::Join).frame_len());
    "rf_frame_numbers_frame_type_fields" => FrameType::from_number(any(0)).map(|t| {
        (t.key(), t.mic_len(), t.carries_key(), t.takes_tlvs(), t.payload_len())
    });
    "rf_frame_numbers_instant" => now() + any(Micros::ZERO);
    "rf_frame_numbers_is_annex" => FrameType::is_annex(any(0));
    "rf_frame_numbers_join_flags" => any(JoinFlags(0)).with(any(JoinFlags(1)));
    "rf_frame_numbers_key_action" => KeyAction::from_number(any(0)).number();
    "rf_frame_numbers_micros" =>
        (Micros::from_millis(any(0)), Micros::from_secs(any(0)).times(any(0)));
    "rf_frame_numbers_net_time" => NetTime::from_micros(any(0)).as_micros();
    "rf_frame_numbers_poll_what" => PollWhat::from_number(any(0)).number();
    "rf_frame_numbers_quality" => Quality::from_number(any(0)).number();
    "rf_frame_numbers_suite" => any(Suite::Ascon).number();
    "rf_frame_numbers_verdict" =>
        (Verdict::from_number(any(0)).number(), any(Verdict::from_number(0)).may_set());
    "rf_frame_parse" [5200, 700] => Frame::parse(bytes());
    "rf_frame_parse_in" => Frame::parse_in(bytes(), any(0));
    "rf_frame_poll_is_for" =>
        any(Poll { what: PollWhat::State, index: 1, from: Evt(0), to: Evt(0) }).is_for(any(1));
    "rf_frame_ration" =>
        with(Ration::<6, 3600>::NEW, |ration| (ration.is_left(now()), ration.take(now())));
    "rf_frame_refusals_count" =>
        with(Refusals::default(), |refusals| refusals.count(any(Refusal::Mic)));
    "rf_frame_replay_window" =>
        with(ReplayWindow::above(counter()), |window| (window.accept(counter()), window.top()));
    "rf_frame_sender_counter" => with(SenderCounter::after_boot(any(0)), |sender| {
        sender.stored(any(1));
        (sender.take(), sender.wants(), sender.start(), sender.is_worn_out())
    });
    "rf_frame_sender_counter_last" => SenderCounter::last(anything());
    "rf_frame_show_counter" => show(&counter());
    "rf_frame_show_device_id" => show(&device());
    "rf_frame_show_evt" => show(&any(Evt(0)));
    "rf_frame_show_meter_number" => show(&any(MeterNumber([0; 6])));
    "rf_frame_sync_frame" => message().map(|message| match message {
        Message::Sync(sync) => black_box((
            sync.offset(any(0)), sync.rank(any(0)), sync.slots(), sync.told(any(0)),
            sync.slot_start_us(any(0)), sync.is_schedule(), sync.check(),
        )).5,
        _ => false,
    });
    "rf_frame_time_instant" =>
        with((Instant::from_millis(any(0)), now()), |(a, b)| (a.since(*b), a.later(*b), a.earlier(*b)));
    "rf_frame_verify_ascon" =>
        key(Suite::Ascon).zip(frame()).map(|(key, f)| f.verify(&key, any(0)));
    "rf_frame_verify_ccm" => key(Suite::AesCcm).zip(frame()).map(|(key, f)| f.verify(&key, any(0)));
}
