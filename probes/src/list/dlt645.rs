//! Entry points of `dlt645`.

use crate::shared::*;
use dlt645::item::layout::{Label, Repeat};
use dlt645::{command::*, item::*, value::*, *};

/// Any frame.
fn frame() -> Option<Frame<'static>> {
    Frame::parse_prefix(bytes()).ok().map(|(frame, _)| frame)
}

fn data() -> Data<'static> {
    Data::from_wire(bytes())
}

fn text() -> &'static str {
    core::str::from_utf8(bytes()).unwrap_or_default()
}

/// What the table has of an identifier that the optimiser does not know.
fn item(id: u32) -> Option<Item> {
    lookup(any(DataId::V2007(id)))
}

fn value() -> Option<Value<'static>> {
    item(0).and_then(|item| item.decode(data()).ok())
}

fn password() -> Password {
    any(Password {
        level: 0,
        code: [0; 3],
    })
}

fn read_reply() -> ReadReply<Data<'static>> {
    ReadReply {
        di: any(0),
        data: data(),
        more: false,
    }
}

fn frame_repr() -> FrameRepr<'static> {
    FrameRepr {
        address: Address::from_wire(any([0; 6])),
        control: Control(any(0)),
        data: bytes(),
    }
}

/// Encodes again what was parsed, in each way there is.
fn message<M: Message, E>(parsed: Result<M, E>) {
    if let Ok(message) = parsed {
        let mut out = [0; 32];
        black_box(message.encode(any(Address::BROADCAST), &mut out).is_ok());
        black_box((message.encoded_len(), message.rule()));
        black_box(
            message
                .encode_to(any(Address::WILDCARD), &mut &mut out[..])
                .is_ok(),
        );
    }
}

probes! {
    "dlt645_address_matches" => any(Address::WILDCARD).matches(any(Address::BROADCAST));
    "dlt645_address_show" => { show(&Address::from_wire(any([0; 6]))) };
    "dlt645_address_text" => any("202211080645").parse::<Address>();
    "dlt645_baud_code" =>
        Baud::from_code(any(Edition::V2007), any(0)).map(|b| (b.rate(), b.code(any(Edition::V1997))));
    "dlt645_baud_new" => Baud::from_code(any(Edition::V2007), any(0)).map(|baud| black_box((
        ChangeBaud::new(baud), ChangeBaud97::new(baud), ChangeBaudReply::new(baud), ChangeBaud97Reply::new(baud),
    )).0);
    "dlt645_baud_of_change_baud" =>
        frame().map(|f| ChangeBaud::parse(&f).map(|message| message.baud()).is_ok());
    "dlt645_baud_of_change_baud_97" =>
        frame().map(|f| ChangeBaud97::parse(&f).map(|message| message.baud()).is_ok());
    "dlt645_baud_of_change_baud_97_reply" =>
        frame().map(|f| ChangeBaud97Reply::parse(&f).map(|message| message.baud()).is_ok());
    "dlt645_baud_of_change_baud_reply" =>
        frame().map(|f| ChangeBaudReply::parse(&f).map(|message| message.baud()).is_ok());
    "dlt645_bcd_decode" [800, 150] => (bcd::decode(any([0; 4])), bcd::decode(any([0; 8])));
    "dlt645_bcd_decode_byte" => bcd::decode_byte(any(0));
    "dlt645_bcd_decode_wire" => (bcd::decode_wire(any([0; 3])), bcd::decode_wire(any([0; 8])));
    "dlt645_bcd_encode" => (bcd::encode::<4>(any(0)), bcd::encode::<8>(any(0)));
    "dlt645_bcd_encode_byte" => bcd::encode_byte(any(0));
    "dlt645_bcd_first_invalid" => bcd::first_invalid(bytes().iter().copied());
    "dlt645_calendar_len" => Calendar::len(any(Calendar::Time));
    "dlt645_calendar_letters" => Calendar::letters(any(Calendar::Time));
    "dlt645_command_broadcast_time" [2200, 330] =>
        frame().map(|f| message(BroadcastTime::parse(&f)));
    "dlt645_command_broadcast_time_new" =>
        BroadcastTime::new(any(0), any(0), any(0), any(0), any(0), any(0)).map(BroadcastTime::fields);
    "dlt645_command_broadcast_time_wire" =>
        BroadcastTime::from_wire(any([0; 6])).map(BroadcastTime::to_wire);
    "dlt645_command_change_baud" => frame().map(|f| message(ChangeBaud::parse(&f)));
    "dlt645_command_change_baud_97" => frame().map(|f| message(ChangeBaud97::parse(&f)));
    "dlt645_command_change_baud_97_reply" => frame().map(|f| message(ChangeBaud97Reply::parse(&f)));
    "dlt645_command_change_baud_reply" => frame().map(|f| message(ChangeBaudReply::parse(&f)));
    "dlt645_command_change_password" => frame().map(|f| message(ChangePassword::parse(&f)));
    "dlt645_command_change_password_97" => frame().map(|f| message(ChangePassword97::parse(&f)));
    "dlt645_command_change_password_97_reply" =>
        frame().map(|f| message(ChangePassword97Reply::parse(&f)));
    "dlt645_command_change_password_reply" =>
        frame().map(|f| message(ChangePasswordReply::parse(&f)));
    "dlt645_command_clear_demand" => frame().map(|f| message(ClearDemand::parse(&f)));
    "dlt645_command_clear_demand_97" => frame().map(|f| message(ClearDemand97::parse(&f)));
    "dlt645_command_clear_demand_97_reply" =>
        frame().map(|f| message(ClearDemand97Reply::parse(&f)));
    "dlt645_command_clear_demand_new" => ClearDemand::new(password(), any(Operator([0; 4])));
    "dlt645_command_clear_demand_reply" => frame().map(|f| message(ClearDemandReply::parse(&f)));
    "dlt645_command_clear_events" => frame().map(|f| message(ClearEvents::parse(&f)));
    "dlt645_command_clear_events_reply" => frame().map(|f| message(ClearEventsReply::parse(&f)));
    "dlt645_command_clear_meter" => frame().map(|f| message(ClearMeter::parse(&f)));
    "dlt645_command_clear_meter_new" => ClearMeter::new(password(), any(Operator([0; 4])));
    "dlt645_command_clear_meter_reply" => frame().map(|f| message(ClearMeterReply::parse(&f)));
    "dlt645_command_encode_woken" => frame().map(|f| Freeze::parse(&f).map(|message| {
        message.encode_woken(any(Address::WILDCARD), any(4), &mut [0; 64]).is_ok()
    }));
    "dlt645_command_error_reply" =>
        frame().map(|f| message(ErrorReply::parse(&f, any(Edition::V2007))));
    "dlt645_command_error_reply_errors" =>
        frame().map(|f| ErrorReply::parse(&f, any(Edition::V2007)).map(|reply| {
            show(&reply.errors);
            reply.errors.iter().for_each(|bit| _ = black_box(bit))
        }));
    "dlt645_command_error_reply_new" =>
        ErrorReply::new(any(Function::Read), any(ErrorKind::Security), any(0));
    "dlt645_command_error_show" =>
        frame().map(|f| Read::parse(&f).map_err(|error| show(&error)).is_ok());
    "dlt645_command_freeze" => frame().map(|f| message(Freeze::parse(&f)));
    "dlt645_command_freeze_from_wire" => Freeze::from_wire(any([0; 4])).map(Freeze::to_wire);
    "dlt645_command_freeze_new" => Freeze::new(any(FreezeTime::Now));
    "dlt645_command_freeze_reply" => frame().map(|f| message(FreezeReply::parse(&f)));
    "dlt645_command_minute" =>
        Minute::new(any(0), any(0), any(0), any(0), any(0)).map(|m| (m.fields(), m.to_wire()));
    "dlt645_command_output_signal" => OutputSignal::from_code(any(0)).code();
    "dlt645_command_output_terminal" => frame().map(|f| message(OutputTerminal::parse(&f)));
    "dlt645_command_output_terminal_reply" =>
        frame().map(|f| message(OutputTerminalReply::parse(&f)));
    "dlt645_command_output_terminal_reply_signal" =>
        frame().map(|f| OutputTerminalReply::parse(&f).map(|message| message.signal()).is_ok());
    "dlt645_command_output_terminal_signal" =>
        frame().map(|f| OutputTerminal::parse(&f).map(|message| message.signal().code()).is_ok());
    "dlt645_command_own_message" =>
        Own.encode_to(any(Address::WILDCARD), &mut &mut [0; 300][..]).is_ok();
    "dlt645_command_own_message_woken" =>
        Own.encode_woken(any(Address::WILDCARD), any(4), &mut [0; 300]).is_ok();
    "dlt645_command_password" => Password::new(any(0), any(0)).to_wire();
    "dlt645_command_password_from_wire" => Password::from_wire(any([0; 4]));
    "dlt645_command_read" [2400, 340] => frame().map(|f| message(Read::parse(&f)));
    "dlt645_command_read_97" => frame().map(|f| message(Read97::parse(&f)));
    "dlt645_command_read_97_reply" => frame().map(|f| message(Read97Reply::parse(&f)));
    "dlt645_command_read_address" => frame().map(|f| message(ReadAddress::parse(&f)));
    "dlt645_command_read_address_reply" => frame().map(|f| message(ReadAddressReply::parse(&f)));
    "dlt645_command_read_next" => frame().map(|f| message(ReadNext::parse(&f)));
    "dlt645_command_read_next_97" => frame().map(|f| message(ReadNext97::parse(&f)));
    "dlt645_command_read_next_97_reply" => frame().map(|f| message(ReadNext97Reply::parse(&f)));
    "dlt645_command_read_next_reply" => frame().map(|f| message(ReadNextReply::parse(&f)));
    "dlt645_command_read_reply" [1500, 290] => frame().map(|f| message(ReadReply::parse(&f)));
    "dlt645_command_relay" => frame().map(|f| RelayControl::parse(&f)
        .map(|relay| relay.until().map(|until| until.map(|until| (until.fields(), until.to_wire())))));
    "dlt645_command_relay_action" => RelayAction::from_code(any(0)).code();
    "dlt645_command_relay_control_pre_trip_minutes" => RelayControl::pre_trip_minutes(anything());
    "dlt645_command_relay_control_with_n2" => RelayControl::with_n2(anything(), anything());
    "dlt645_command_relay_reply" => frame().map(|f| message(RelayReply::parse(&f)));
    "dlt645_command_relay_reply_done" => RelayReply::done(anything());
    "dlt645_command_reply" => frame().map(|f| message(Reply::parse(&f, any(Edition::V2007))));
    "dlt645_command_report" => frame().map(|f| message(Report::parse(&f)));
    "dlt645_command_request" => frame().map(|f| message(Request::parse(&f, any(Edition::V2007))));
    "dlt645_command_reread_97" => frame().map(|f| message(Reread97::parse(&f)));
    "dlt645_command_reread_97_reply" => frame().map(|f| message(Reread97Reply::parse(&f)));
    "dlt645_command_second" =>
        Second::new(any(0), any(0), any(0), any(0), any(0), any(0)).map(|s| (s.fields(), s.to_wire()));
    "dlt645_command_security" => frame().map(|f| message(Security::parse(&f)));
    "dlt645_command_security_reply" => frame().map(|f| message(SecurityReply::parse(&f)));
    "dlt645_command_write" => frame().map(|f| message(Write::parse(&f)));
    "dlt645_command_write_97" => frame().map(|f| message(Write97::parse(&f)));
    "dlt645_command_write_97_password" =>
        frame().map(|f| Write97::parse(&f).map(|message| message.take_password().is_some()).is_ok());
    "dlt645_command_write_97_reply" => frame().map(|f| message(Write97Reply::parse(&f)));
    "dlt645_command_write_address" => frame().map(|f| message(WriteAddress::parse(&f)));
    "dlt645_command_write_address_97" => frame().map(|f| message(WriteAddress97::parse(&f)));
    "dlt645_command_write_address_97_reply" =>
        frame().map(|f| message(WriteAddress97Reply::parse(&f)));
    "dlt645_command_write_address_reply" => frame().map(|f| message(WriteAddressReply::parse(&f)));
    "dlt645_command_write_reply" => frame().map(|f| message(WriteReply::parse(&f)));
    "dlt645_control_make" => {
        let function = any(Control(0x11)).function();
        black_box((Control::request(function), Control::reply(function)));
        (Control::reply_more(function), Control::error(function))
    };
    "dlt645_control_text" => any("91").parse::<Control>();
    "dlt645_data_copy_to" => data().copy_to(&mut [0; 64]).map(|copy| black_box(copy).len());
    "dlt645_data_get" => data().get(any(0));
    "dlt645_data_id_show" => show(&any(DataId::V1997(0)));
    "dlt645_data_id_split" => DataId::split_from(any(Edition::V1997), data())
        .map(|(di, rest)| (di.to_wire(), di.edition(), di.wire_len(), rest));
    "dlt645_data_id_text" => any("00010000").parse::<DataId>();
    "dlt645_data_iter" =>
        data().iter().rev().chain(data().iter()).for_each(|byte| _ = black_box(byte));
    "dlt645_data_show" => debug(&data());
    "dlt645_data_split" =>
        (data().split_first_chunk::<4>(), data().split_last_chunk::<8>(), data().split_at(any(0)));
    "dlt645_data_split_last_chunk" => data().split_last_chunk::<4>();
    "dlt645_encode" => {
        let mut out = [0; 300];
        let (out, _) = out.split_at_mut(any(300).min(300));
        frame_repr().encode(out).map(|wire| black_box(wire).len())
    };
    "dlt645_encode_error_show" => show(&any(EncodeError::Full { needed: 0 }));
    "dlt645_encode_to" [760, 520] => frame_repr().encode_to(&mut &mut [0; 300][..]);
    "dlt645_encode_woken" =>
        frame_repr().encode_woken(any(0), &mut [0; 300]).map(|wire| wire.len());
    "dlt645_frame_error_show" => show(&any(FrameError::Start { found: 0 }));
    "dlt645_frame_fields" => frame().map(|f| {
        let (c, a) = (f.control(), f.address());
        black_box((a.is_broadcast(), a.has_wildcard(), f.edition(), f.wire_len()));
        (c.direction(), c.is_error(), c.has_more(), c.function().code(), c.edition())
    });
    "dlt645_frame_parse" [360, 90] => Frame::parse_prefix(bytes());
    "dlt645_frame_parse_whole" => Frame::parse(bytes());
    "dlt645_frame_to_repr" =>
        frame().map(|f| f.to_repr(&mut [0; 200]).map(|repr| repr.encoded_len()));
    "dlt645_frames" => { Frames::new(bytes()).for_each(|found| { black_box(found); }) };
    "dlt645_function_name" => any(Function::Read).name(any(Edition::V2007));
    "dlt645_function_name_zh" => any(Function::Read).name_zh(any(Edition::V2007));
    "dlt645_id_change_password" =>
        frame().map(|f| ChangePassword::parse(&f).map(|message| message.id()).is_ok());
    "dlt645_id_read" => frame().map(|f| Read::parse(&f).map(|message| message.id()).is_ok());
    "dlt645_id_read_97" => frame().map(|f| Read97::parse(&f).map(|message| message.id()).is_ok());
    "dlt645_id_read_97_reply" =>
        frame().map(|f| Read97Reply::parse(&f).map(|message| message.id()).is_ok());
    "dlt645_id_read_next" =>
        frame().map(|f| ReadNext::parse(&f).map(|message| message.id()).is_ok());
    "dlt645_id_read_next_97" =>
        frame().map(|f| ReadNext97::parse(&f).map(|message| message.id()).is_ok());
    "dlt645_id_read_next_97_reply" =>
        frame().map(|f| ReadNext97Reply::parse(&f).map(|message| message.id()).is_ok());
    "dlt645_id_read_next_reply" =>
        frame().map(|f| ReadNextReply::parse(&f).map(|message| message.id()).is_ok());
    "dlt645_id_read_reply" =>
        frame().map(|f| ReadReply::parse(&f).map(|message| message.id()).is_ok());
    "dlt645_id_report" => frame().map(|f| Report::parse(&f).map(|message| message.id()).is_ok());
    "dlt645_id_reread_97_reply" =>
        frame().map(|f| Reread97Reply::parse(&f).map(|message| message.id()).is_ok());
    "dlt645_id_security" =>
        frame().map(|f| Security::parse(&f).map(|message| message.id()).is_ok());
    "dlt645_id_security_reply" =>
        frame().map(|f| SecurityReply::parse(&f).map(|message| message.id()).is_ok());
    "dlt645_id_write" => frame().map(|f| Write::parse(&f).map(|message| message.id()).is_ok());
    "dlt645_id_write_97" => frame().map(|f| Write97::parse(&f).map(|message| message.id()).is_ok());
    "dlt645_item_decode" [26000, 320] => item(0x0001_0000).map(|item| item.decode_reply(data()));
    "dlt645_item_encode" =>
        item(0x0001_0000).map(|item| item.encode(&any(Value::Absent), &mut any([0; 64])).is_ok());
    "dlt645_item_encode_one" => {
        let value = Value::Decimal(any(Decimal::new(0, 2, Unit::KilowattHour)));
        items::FORWARD_ACTIVE_ENERGY.encode(&value, &mut [0; 8]).is_ok()
    };
    "dlt645_item_encode_parts" => item(0x0001_FF00)
        .map(|item| item.encode_parts(&any([Value::Absent; 9])[..], &mut any([0; 64])).is_ok());
    "dlt645_item_encode_separated" => item(0x0506_FF01)
        .map(|item| item.encode_parts_separated(&any([Value::Absent; 9])[..], &mut any([0; 64])).is_ok());
    "dlt645_item_encode_text" =>
        item(0x0001_0000).map(|item| item.encode_text(text(), &mut any([0; 64])).is_ok());
    "dlt645_item_imbalance" =>
        lookup_with(&alternatives::IMBALANCE_2_BYTES, any(DataId::V2007(0x1600_FF01)))
            .map(|item| item.parts(data()).for_each(|part| _ = black_box(part.is_ok())));
    "dlt645_item_items" => {
        let items = Items::with(any(&[alternatives::CLOSE_DELAY][..]));
        let item = items.lookup(any(DataId::V2007(0x0001_FF00)));
        item.map(|item| {
            items.parts(&item, data()).with_more_announced(data()).for_each(|part| _ = black_box(part));
            items.warnings(&item, data()).for_each(|warning| show(&warning));
        })
    };
    "dlt645_item_known" [770, 120] => items::FORWARD_ACTIVE_ENERGY.decode_reply(data());
    "dlt645_item_known_block" => items::VOLTAGES.parts(data()).for_each(|part| _ = black_box(part));
    "dlt645_item_known_encode" =>
        items::ACTIVE_POWER.encode(&any(Value::Absent), &mut any([0; 8])).is_ok();
    "dlt645_item_known_time" [1400, 150] => items::DATE_TIME.decode_reply(data());
    "dlt645_item_label" => Label::find(text()).map(|label| (label.name(), label.name_zh()));
    "dlt645_item_load_record" =>
        encode_load_record(&any(Value::Never), any([&[]; 6]), &mut any([0; 110])).is_ok();
    "dlt645_item_lookup" [22000, 110] => lookup(any(DataId::V2007(0x0001_0000)));
    "dlt645_item_lookup_with" =>
        lookup_with(any(&[alternatives::CLOSE_DELAY][..]), any(DataId::V1997(0x9010)));
    "dlt645_item_name" [130000, 220] =>
        Name::of(any(DataId::V2007(0x0001_0000)), any(Language::Chinese)).map(|name| show(&name));
    "dlt645_item_name_with" =>
        Name::with(any(&[]), any(DataId::V2007(0)), any(Language::English)).map(|name| show(&name));
    "dlt645_item_new" =>
        item(0).map(|item| Item::new(any(item.id), any(item.format), any(item.unit)));
    "dlt645_item_number" => items::FORWARD_ACTIVE_ENERGY.number(data());
    "dlt645_item_part_name_chinese" =>
        item(0x0001_FF00).map(|item| item.parts(data()).flatten().for_each(|part| show(&part.name.chinese())));
    "dlt645_item_part_show" =>
        item(0x0001_FF00).map(|item| item.parts(data()).flatten().for_each(|part| show(&part)));
    "dlt645_item_part_warnings" => item(0x0001_FF00)
        .map(|item| item.parts(data()).flatten().for_each(|part| part.warnings().for_each(|w| show(&w))));
    "dlt645_item_parts" [42000, 2000] => item(0x0500_FF01)
        .map(|item| item.parts(data()).with_mode(any(3)).for_each(|part| _ = black_box(part)));
    "dlt645_item_parts_with_own" =>
        Parts::with_own(anything(), anything()).for_each(|part| _ = black_box(part));
    "dlt645_item_pattern_matches" =>
        item(0x0001_0000).map(|own| any(item::Pattern::new(own, "x")).matches(any(DataId::V2007(0))));
    "dlt645_item_patterns" => patterns(any(Edition::V2007)).for_each(|item| _ = black_box(item));
    "dlt645_item_repeat_times" => Repeat::times(any(Repeat::Once));
    "dlt645_item_report" => { encode_report(any(3), bytes(), &mut any([0; 110])).is_ok() };
    "dlt645_item_search" =>
        search(any(Edition::V2007), any(&["voltage", "3"][..])).for_each(|id| _ = black_box(id));
    "dlt645_item_shape" => item(0x0001_0000).map(|item| (
        item.byte_len(), item.has_parts(), item.format.byte_len(), item.format.pair(),
        item.strip_id(data()), item.layout.map(|layout| layout.byte_len()), item.unit.symbol(),
    ));
    "dlt645_item_show" => show(&item(0x0001_0000).map_or(Format::Composite, |item| item.format));
    "dlt645_item_warnings" => item(0x0001_FF00).map(|item| item.warnings(data()).for_each(|warning| {
        black_box(WarningKind::name(warning.kind()));
        show(&warning)
    }));
    "dlt645_item_with_more_announced" => item(0x0001_FF00).map(|item| {
        let mut parts = item.parts(data()).with_more_announced(data());
        parts.by_ref().for_each(|part| _ = black_box(part));
        black_box(parts.leftover()).is_some()
    });
    "dlt645_owned_copy" => frame().map(|f| OwnedFrame::<OwnSink>::copy(&f));
    "dlt645_rule" => Rule::of(Function::from_code(any(0)), any(Edition::V2007))
        .answers(Address::from_wire(any([0; 6])));
    "dlt645_scanner" [3300, 960] => with(FrameScanner::<256>::sized(), |scanner| {
        while any(true) {
            let mut rest = bytes();
            while !rest.is_empty() {
                rest = scanner.push(rest);
                while !matches!(black_box(scanner.poll()), Scan::NeedMore) {}
            }
            if any(false) {
                scanner.on_silence();
            }
            black_box((scanner.discarded(), scanner.pending()));
        }
    });
    "dlt645_scanner_poll" =>
        with(FrameScanner::<40>::sized(), |scanner| _ = black_box(scanner.poll()));
    "dlt645_scanner_push" =>
        with(FrameScanner::<40>::sized(), |scanner| _ = black_box(scanner.push(bytes())));
    "dlt645_scanner_state" => with(FrameScanner::<64>::sized(), |scanner| {
        black_box((scanner.current().is_some(), scanner.candidate().len()));
        scanner.clear()
    });
    "dlt645_value_bits" => value().and_then(|value| value.bits()).map(|bits| {
        bits.states().for_each(|state| _ = black_box(state));
        bits.names().for_each(|name| _ = black_box(name));
        bits.reserved().for_each(|bit| _ = black_box(bit));
        bits.contains(any(0))
    });
    "dlt645_value_date" =>
        Date::new(any(0), any(0), any(0)).map(|d| (d.weekday(), d.days(), d.weekday_is_right()));
    "dlt645_value_date_from_days" => Date::from_days(any(0));
    "dlt645_value_date_from_two_digits" =>
        Date::from_two_digits(any(0), any(0), any(0)).map(Date::year);
    "dlt645_value_date_time" [700, 120] =>
        DateTime::from_seconds(any(1)).map(|t| (t.seconds(), t.date.weekday()));
    "dlt645_value_date_time_new" =>
        DateTime::new(any(0), any(0), any(0), any(0), any(0), any(0)).map(DateTime::seconds);
    "dlt645_value_decimal" => any(Decimal::new(0, 2, Unit::None)).mantissa_at(any(0));
    "dlt645_value_encode_error_show" => show(&any(EncodeValueError::Kind));
    "dlt645_value_error_kind" => ValueError::kind(any(ValueError::Record { at: 3 }));
    "dlt645_value_error_show" => show(&any(ValueError::Record { at: 3 }));
    "dlt645_value_fields" =>
        value().map(|v| (v.decimal(), v.date_time(), v.unit().symbol(), v.reason()));
    "dlt645_value_limit" => with(Limit::new(any(0)), |limit| (limit.allows(any(0)), limit.most()));
    "dlt645_value_pattern" =>
        value().map(|v| matches!(v, Value::Pattern(pattern) if pattern.is_unset()));
    "dlt645_value_show" => show(&any(Value::Never));
    "dlt645_value_text" => value().map(|value| match value {
        Value::Text(text) => text.bytes().chain(text.trimmed()).for_each(|byte| _ = black_box(byte)),
        _ => {}
    });
    "dlt645_value_text_code" => text().parse::<Code>();
    "dlt645_value_text_date" => text().parse::<Date>();
    "dlt645_value_text_date_time" => text().parse::<DateTime>();
    "dlt645_value_text_time" => text().parse::<Time>();
    "dlt645_value_text_unit" => text().parse::<Unit>();
    "dlt645_value_time" => Time::new(any(0), any(0), any(0)).map(Time::seconds);
    "dlt645_value_time_from_minutes" => Time::from_minutes(any(0), any(0));
    "dlt645_value_unit" => Unit::from_symbol(text()).map(Unit::symbol);
    "dlt645_value_weekday" => Weekday::from_number(any(0));
}

/// A message of a caller's own, which writes its data in all three ways.
struct Own;

impl Message for Own {
    fn control(&self) -> Control {
        any(Control::request(Function::Read))
    }

    fn edition(&self) -> Edition {
        any(Edition::V2007)
    }

    fn data_len(&self) -> usize {
        any(9)
    }

    fn put_data<S: Sink>(&self, out: &mut DataWriter<'_, S>) -> Result<(), Full> {
        out.put(any([0; 4]))?;
        out.put_slice(bytes())?;
        out.put_data(Data::from_wire(bytes()))
    }
}

/// A sink of a caller's own.
#[derive(Default)]
struct OwnSink {
    room: usize,
}

impl Sink for OwnSink {
    fn room(&self) -> usize {
        self.room
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Full> {
        black_box(bytes);
        any(Ok(()))
    }
}
