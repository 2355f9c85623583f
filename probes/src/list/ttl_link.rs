//! Entry points of `ttl-link`.

use crate::shared::*;
use dlt645::command::{Baud, BroadcastTime, ErrorKind, Freeze, Operator, Password, Read};
use dlt645::item::items;
use dlt645::{Address, Control, DataId, Edition, Function};
use ttl_link::{adapter::Clock, slot::*, *};

fn master() -> Master<64> {
    Master::sized(Line::ttl(2400))
}

fn meter() -> Meter<64> {
    Meter::sized(Line::ttl(2400))
}

fn now() -> Instant {
    Instant::from_micros(any(0))
}

fn binder() -> Binder<'static> {
    Binder::new(any(BindConfig::new()), any(None))
}

fn event_reader() -> EventReader {
    EventReader::new(any(EventConfig::new()))
}

fn outage_watch() -> OutageWatch {
    OutageWatch::new(now(), any(OutageConfig::new()), any(1), any(false))
}

probes! {
    "ttl_link_bind" [6800, 13000] => with((binder(), master()), |(binder, master)| {
        if let Some(Event::Reply(reply)) = master.poll_event() {
            binder.handle_reply(now(), &reply);
        }
        binder.handle_failure(now(), any(Failure::NoByte));
        binder.handle_timeout(now());
        binder.handle_contact(now(), any(false));
        black_box(master.request(now(), &binder.request()).is_ok());
        (binder.poll_action(), binder.poll_timeout())
    });
    "ttl_link_bind_verify" => with(binder(), |binder| (binder.verify(now()), binder.is_paused()));
    "ttl_link_failed_show" => with(master(), |m| match m.poll_event() {
        Some(Event::Failed(failed)) => {
            black_box(failed.errors());
            show(&failed);
        }
        _ => {}
    });
    "ttl_link_failed_new" => Failed::new(any(Failure::NoByte))
        .with_by(any(Address::WILDCARD))
        .with_kind(any(ErrorKind::V2007))
        .with_tries(any(0));
    "ttl_link_failure_show" => show(&any(Failure::NoByte));
    "ttl_link_line_bits_per_byte" => Line::bits_per_byte(anything());
    "ttl_link_line_tunnel" => Line::tunnel(any(2400));
    "ttl_link_line_with" => any(Line::ttl(2400))
        .with_baud(any(0))
        .with_parity(any(line::Parity::None))
        .with_stop_bits(any(line::StopBits::One))
        .with_first_byte(any(Micros::ZERO))
        .with_gap(any(Micros::ZERO))
        .with_quiet(any(Micros::ZERO))
        .with_margin(any(Micros::ZERO))
        .with_preamble(any(0))
        .with_tries(any(0))
        .with_late(any(Micros::ZERO));
    "ttl_link_line_wire_time" => any(Line::ttl(2400)).wire_time(any(0));
    "ttl_link_master_abort" => with(master(), |m| m.abort());
    "ttl_link_master_handle_input" [17200, 10600] =>
        with(master(), |m| m.handle_input(now(), bytes()));
    "ttl_link_master_handle_line_error" =>
        with(master(), |m| m.handle_line_error(now(), any(LineError::Parity)));
    "ttl_link_master_handle_sent" =>
        with(master(), |m| (m.handle_sent(now()), m.is_transmitting(now())));
    "ttl_link_master_handle_timeout" [18400, 11100] => with(master(), |m| m.handle_timeout(now()));
    "ttl_link_master_has_ended" =>
        with(master(), |m| (m.has_ended(), m.is_busy(), m.missed(), m.received().len()));
    "ttl_link_master_poll_event" [1700, 8700] =>
        with(master(), |m| black_box(m.poll_event().is_some()));
    "ttl_link_master_poll_heard" => with(master(), |m| black_box(m.poll_heard().is_some()));
    "ttl_link_master_poll_timeout" => with(master(), |m| m.poll_timeout());
    "ttl_link_master_poll_transmit" =>
        with(master(), |m| black_box(m.poll_transmit(now()).is_some()));
    "ttl_link_master_request" [3000, 8800] =>
        with(master(), |m| m.request(now(), &any(Request::read_address())).is_ok());
    "ttl_link_master_request_at" =>
        with(master(), |m| m.request_at(now(), now(), &any(Request::read_address())).is_ok());
    "ttl_link_master_request_time" =>
        with(master(), |m| m.request_time(&any(Request::read_address())));
    "ttl_link_master_set_line" => with(master(), |m| m.set_line(any(Line::rs485(9600))));
    "ttl_link_master_sized" =>
        with(Master::<16, 32, 46>::sized(any(Line::ttl(2400))), |m| m.handle_input(now(), &any([0; 40])));
    "ttl_link_meter_handle_input" [5100, 3900] =>
        with(meter(), |m| (m.handle_input(now(), bytes()), m.poll_timeout()));
    "ttl_link_meter_handle_timeout" [8300, 4200] =>
        with(meter(), |m| m.handle_timeout(now(), &mut AnyStore));
    "ttl_link_meter_poll_event" => with(meter(), |m| (m.handle_sent(), m.poll_event()));
    "ttl_link_meter_poll_transmit" =>
        with(meter(), |m| black_box(m.poll_transmit(now()).is_some()));
    "ttl_link_meter_set_delays" => with(meter(), |m| m.set_delays(any(Delays::new())));
    "ttl_link_meter_set_line" =>
        with(meter(), |m| (m.set_line(any(Line::rs485(9600))), m.set_max_data(any(0))));
    "ttl_link_reading_data" => Reading::data(anything());
    "ttl_link_reading_parts" => Reading::parts(anything());
    "ttl_link_reading_strict" => Reading::strict(anything());
    "ttl_link_reading_warnings" =>
        Reading::warnings(anything()).for_each(|each| _ = black_box(each));
    "ttl_link_reply_decode" => Reply::decode(anything(), anything());
    "ttl_link_reply_parts" => Reply::parts(anything(), anything());
    "ttl_link_reply_reading" => Reply::reading(anything(), anything());
    "ttl_link_request_broadcast_time" =>
        BroadcastTime::from_wire(any([0; 6])).map(|time| Request::broadcast_time(time).no_reply().data_len());
    "ttl_link_request_change_baud" =>
        Request::change_baud(any(Address::WILDCARD), any(Edition::V2007), any(Baud::B600))
            .map(|request| request.data_len());
    "ttl_link_request_freeze" =>
        Freeze::from_wire(any([0; 4])).map(|freeze| {
            Request::freeze(any(Address::WILDCARD), freeze).expect_len(any(0)).data_len()
        });
    "ttl_link_request_message" => Request::message(
        any(Address::WILDCARD), &Read::item(any(0)), &mut any([0; 64])
    ).is_ok();
    "ttl_link_request_raw" => Request::raw(any(Address::WILDCARD), Control(any(0)), bytes());
    "ttl_link_request_read" => Request::read(any(Address::WILDCARD), any(DataId::V2007(0)));
    "ttl_link_request_read_address" => Request::read_address();
    "ttl_link_request_read_item" => dlt645::item::lookup(any(DataId::V2007(0x0001_0000)))
        .map(|item| Request::read_item(any(Address::WILDCARD), item).data_len());
    "ttl_link_request_read_with" =>
        Request::read_with(any(Address::WILDCARD), any(DataId::V2007(0)), bytes());
    "ttl_link_request_write" => Request::write(
        any(Address::WILDCARD), any(DataId::V2007(0)), any(Password::from_wire([0; 4])),
        any(Operator([0; 4])), bytes()
    ).tries(any(3)).data_len();
    "ttl_link_request_write_address" => Request::write_address(&any([0; 6])).data_len();
    "ttl_link_signals_read" => with(Pins, |pins| {
        let until = pins.now();
        (pins.idle(until), Signals::read(pins))
    });
    "ttl_link_slot_event" [2300, 650] => with(event_reader(), |reader| {
        reader.handle_pin(now(), any(true), any(true));
        reader.handle_answer(now(), bytes());
        reader.handle_push(now(), bytes());
        reader.handle_failure(now(), any(Failure::NoByte));
        reader.handle_acknowledged(now());
        reader.handle_full(now());
        (reader.poll_action(), reader.poll_timeout(), reader.status().word())
    });
    "ttl_link_slot_event_reader_clear" => with(event_reader(), |reader| reader.clear());
    "ttl_link_slot_event_reader_forbidden" =>
        with(event_reader(), |reader| reader.handle_forbidden(now()));
    "ttl_link_slot_event_reader_requests" => with(event_reader(), |reader| {
        let meter = any(Address::WILDCARD);
        black_box((reader.read_request(meter), reader.reset_request(meter), reader.status().has(any(0)))).2
    });
    "ttl_link_slot_event_reader_timeout" =>
        with(event_reader(), |reader| reader.handle_timeout(now()));
    "ttl_link_slot_event_status" => EventStatus::parse(bytes())
        .map(|status| (status.count(any(0)), status.reset_data(), status.bits().next()));
    "ttl_link_slot_outage" [2900, 910] => with(outage_watch(), |watch| {
        watch.handle_signals(now(), any(Signals::GOOD));
        black_box((watch.poll_action(), watch.poll_timeout()));
        watch.handle_acknowledged();
        watch.handle_dying();
    });
    "ttl_link_slot_outage_watch_may_talk" => with(outage_watch(), |watch| watch.may_talk());
    "ttl_link_slot_zero_cross" => with(ZeroCrossTimer::new(any(Micros::new(0))), |timer| {
        (timer.crossing(now()), timer.mains_present(now()))
    });
    "ttl_link_store_broadcast_time" => BroadcastTime::from_wire(any([0; 6]))
        .map(|time| Plain.broadcast_time(now(), time));
    "ttl_link_store_change_baud" => Plain.change_baud(now(), any(Edition::V2007), any(Baud::B600));
    "ttl_link_store_freeze" => Freeze::from_wire(any([0; 4])).map(|freeze| Plain.freeze(now(), freeze).is_ok());
    "ttl_link_store_is_asked" => Plain.is_asked(any(Address::WILDCARD), any(Function::Read));
    "ttl_link_store_read" => Plain.read(now(), any(DataId::V2007(0)), bytes(), &mut any([0; 16]));
    "ttl_link_store_speaks" => Plain.speaks(any(Edition::V2007));
    "ttl_link_store_write" => Plain.write(now(), &WriteRequest::new(any(DataId::V2007(0)), bytes())
        .with_codes(Password::from_wire(any([0; 4])), Operator(any([0; 4]))));
    "ttl_link_store_write_address" => Plain.write_address(now(), any(Address::WILDCARD));
    "ttl_link_times" => with((Instant::from_millis(any(0)), now()), |(a, b)| {
        (a.since(*b), a.later(*b), a.earlier(*b), Micros::from_millis(any(0)))
    });
}

/// The pins of a slot, and a clock.
struct Pins;

impl SupplySense for Pins {
    fn supply_good(&mut self) -> bool {
        any(true)
    }
}

impl ZeroCross for Pins {
    fn mains_present(&mut self) -> bool {
        any(true)
    }
}

impl Plugged for Pins {
    fn is_plugged(&mut self) -> bool {
        any(true)
    }
}

impl Clock for Pins {
    fn now(&mut self) -> Instant {
        Instant::from_micros(any(0))
    }
}

/// A meter of which only the address is known: what a `Store` does by itself.
struct Plain;

impl Store for Plain {
    fn address(&self) -> Address {
        any(Address::WILDCARD)
    }
}

/// A meter that answers anything.
struct AnyStore;

impl Store for AnyStore {
    fn address(&self) -> Address {
        any(Address::WILDCARD)
    }

    fn read(
        &mut self,
        _: Instant,
        di: DataId,
        extra: &[u8],
        out: &mut [u8],
    ) -> Result<usize, Refusal> {
        black_box((di, extra, out));
        any(Ok(4))
    }

    fn write(&mut self, _: Instant, request: &WriteRequest<'_>) -> Result<(), Refusal> {
        black_box(request);
        any(Ok(()))
    }

    fn write_address(&mut self, _: Instant, _: Address) -> Result<(), Refusal> {
        any(Ok(()))
    }

    fn broadcast_time(&mut self, _: Instant, time: BroadcastTime) {
        black_box(time);
    }

    fn freeze(&mut self, _: Instant, _: Freeze) -> Result<(), Refusal> {
        any(Ok(()))
    }

    fn change_baud(&mut self, _: Instant, _: Edition, _: Baud) -> Result<(), Refusal> {
        any(Ok(()))
    }

    fn command(
        &mut self,
        _: Instant,
        _: Address,
        _: Control,
        data: &[u8],
        out: &mut [u8],
    ) -> Result<usize, Refusal> {
        black_box((data, out));
        any(Ok(9))
    }

    fn event_pending(&self) -> bool {
        any(false)
    }
}
