//! Entry points of `rf_frame::access`: node and gateway, and the parts that they are made of.

use crate::shared::*;
use rf_frame::access::event::*;
use rf_frame::access::gateway::{arrival::*, dating::*, receipts::*, *};
use rf_frame::access::medium::*;
use rf_frame::access::members::Line;
use rf_frame::access::node::*;
use rf_frame::access::{Gateway, Node};
use rf_frame::security::Key;
use rf_frame::wire::Evt;

probes! {
    "rf_frame_event_age_of" => age_of(anything(), anything(), anything(), anything());
    "rf_frame_event_debounce_changing" => Debounce::changing(anything());
    "rf_frame_event_debounce_due" => Debounce::due(anything(), anything());
    "rf_frame_event_debounce_new" => Debounce::new(anything());
    "rf_frame_event_debounce_read" => Debounce::read(anything(), anything(), anything());
    "rf_frame_event_debounce_settle" => Debounce::settle(anything(), anything());
    "rf_frame_event_debounce_stable" => Debounce::stable(anything());
    "rf_frame_event_debounce_take" => Debounce::take(anything(), anything(), anything());
    "rf_frame_event_delivery_beyond" => Delivery::beyond(anything());
    "rf_frame_event_delivery_false_acks" => Delivery::false_acks(anything());
    "rf_frame_event_delivery_is_open" => Delivery::is_open(anything(), anything());
    "rf_frame_event_delivery_is_unproven" => Delivery::is_unproven(anything(), anything());
    "rf_frame_event_delivery_keyno" => Delivery::keyno(anything());
    "rf_frame_event_delivery_needs_receipt" => Delivery::needs_receipt(anything(), anything());
    "rf_frame_event_delivery_new" => Delivery::new(anything(), anything());
    "rf_frame_event_delivery_proven" => Delivery::proven(anything());
    "rf_frame_event_delivery_stored" => Delivery::stored(anything(), anything());
    "rf_frame_event_delivery_take_receipt" =>
        Delivery::take_receipt(anything(), anything(), anything(), anything());
    "rf_frame_event_delivery_take_told" =>
        Delivery::take_told(anything(), anything(), anything(), anything());
    "rf_frame_event_delivery_to_store" => Delivery::to_store(anything(), anything(), anything());
    "rf_frame_event_delivery_told" => Delivery::told(anything());
    "rf_frame_event_dip_counter_add" => DipCounter::add(anything(), anything());
    "rf_frame_event_dip_counter_add_start" => DipCounter::add_start(anything());
    "rf_frame_event_dip_counter_tlv" => DipCounter::tlv(anything());
    "rf_frame_event_flapping_debounce" => Flapping::debounce(anything(), anything());
    "rf_frame_event_flapping_dip" => Flapping::dip(anything(), anything());
    "rf_frame_event_flapping_due" => Flapping::due(anything());
    "rf_frame_event_flapping_event" => Flapping::event(anything(), anything());
    "rf_frame_event_flapping_is_unstable" => Flapping::is_unstable(anything());
    "rf_frame_event_flapping_new" => Flapping::new(anything());
    "rf_frame_event_flapping_quiet" => Flapping::quiet(anything(), anything());
    "rf_frame_event_flapping_start" => Flapping::start(anything(), anything());
    "rf_frame_event_inferred_outage" => inferred_outage(anything(), anything(), anything());
    "rf_frame_event_outbox_first" => Outbox::first(anything());
    "rf_frame_event_outbox_new" => Outbox::new(anything());
    "rf_frame_event_outbox_newest" => Outbox::newest(anything());
    "rf_frame_event_outbox_number_again" => Outbox::number_again(anything(), anything());
    "rf_frame_event_outbox_push" => Outbox::push(anything(), anything(), anything(), anything());
    "rf_frame_event_outbox_spent" => Outbox::spent(anything());
    "rf_frame_event_outbox_stored" => Outbox::stored(anything(), anything());
    "rf_frame_event_supply_count_start" => Supply::count_start(anything());
    "rf_frame_event_supply_debounce_ends" => Supply::debounce_ends(anything());
    "rf_frame_event_supply_dips" => Supply::dips(anything());
    "rf_frame_event_supply_due" => Supply::due(anything());
    "rf_frame_event_supply_has_mains" => Supply::has_mains(anything());
    "rf_frame_event_supply_is_changing" => Supply::is_changing(anything());
    "rf_frame_event_supply_new" => Supply::new(anything(), anything());
    "rf_frame_event_supply_read" => Supply::read(anything(), anything(), anything());
    "rf_frame_event_supply_stable" => Supply::stable(anything());
    "rf_frame_event_supply_take" => Supply::take(anything(), anything());
    "rf_frame_gateway_call_all" => Call::all(anything(), anything());
    "rf_frame_gateway_call_frame" => Call::frame(anything(), anything(), anything(), anything());
    "rf_frame_gateway_call_open" => Call::open(anything::<&[u16]>().iter().copied());
    "rf_frame_gateway_call_told" => Call::told(any(0), any(0), |_| any(Evt(0)));
    "rf_frame_gateway_contact_good_report" => Contact::good_report(anything());
    "rf_frame_gateway_contact_sign" => Contact::sign(anything(), anything(), anything());
    "rf_frame_gateway_date" => date(anything());
    "rf_frame_gateway_epochs_last" => Epochs::last(anything());
    "rf_frame_gateway_epochs_new" => Epochs::new(anything());
    "rf_frame_gateway_epochs_stored" => Epochs::stored(anything(), anything());
    "rf_frame_gateway_epochs_take" => Epochs::take(anything());
    "rf_frame_gateway_epochs_wants" => Epochs::wants(anything());
    "rf_frame_gateway_epoch" => Gateway::<64, 32, 8>::epoch(anything());
    "rf_frame_gateway_load_list" => {
        let lines = anything::<&[Line<Key>]>().iter().cloned();
        Gateway::<64, 32, 8>::load_list(anything(), anything(), anything(), lines).is_ok()
    };
    "rf_frame_gateway_confirm_records" =>
        Gateway::<64, 32, 8>::confirm_records(anything(), anything());
    "rf_frame_gateway_handle_channel" =>
        Gateway::<64, 32, 8>::handle_channel(anything(), anything(), anything());
    "rf_frame_gateway_handle_frame" [33000, 3500] =>
        Gateway::<64, 32, 8>::handle_frame(anything(), anything(), anything(), anything());
    "rf_frame_gateway_handle_mains" =>
        Gateway::<64, 32, 8>::handle_mains(anything(), anything(), anything());
    "rf_frame_gateway_handle_random" =>
        Gateway::<64, 32, 8>::handle_random(anything(), anything());
    "rf_frame_gateway_handle_sent" =>
        Gateway::<64, 32, 8>::handle_sent(anything(), anything());
    "rf_frame_gateway_handle_stored" =>
        Gateway::<64, 32, 8>::handle_stored(anything(), anything(), anything());
    "rf_frame_gateway_handle_timeout" [6200, 460] =>
        Gateway::<64, 32, 8>::handle_timeout(anything(), anything());
    "rf_frame_gateway_lags" => Gateway::<64, 32, 8>::lags(anything(), anything());
    "rf_frame_gateway_member" => Gateway::<64, 32, 8>::member(anything(), anything()).is_some();
    "rf_frame_gateway_network_clock_micros_at" => NetworkClock::micros_at(anything(), anything());
    "rf_frame_gateway_network_clock_new" => NetworkClock::new(anything(), anything());
    "rf_frame_gateway_members" => Gateway::<64, 32, 8>::members(anything());
    "rf_frame_gateway_new" =>
        Gateway::<64, 32, 8>::new(anything(), anything(), anything(), anything(), anything());
    "rf_frame_gateway_poll_action" =>
        Gateway::<64, 32, 8>::poll_action(anything(), anything());
    "rf_frame_gateway_poll_timeout" => Gateway::<64, 32, 8>::poll_timeout(anything());
    "rf_frame_gateway_refusals" => Gateway::<64, 32, 8>::refusals(anything());
    "rf_frame_gateway_set_clock" => Gateway::<64, 32, 8>::set_clock(anything(), anything());
    "rf_frame_gateway_state" => Gateway::<64, 32, 8>::state(anything());
    "rf_frame_gateway_state_mut" => Gateway::<64, 32, 8>::state_mut(anything());
    "rf_frame_gateway_wants_random" => Gateway::<64, 32, 8>::wants_random(anything());
    "rf_frame_gateway_want_epoch" =>
        Gateway::<64, 32, 8>::want_epoch(anything(), anything(), anything());
    "rf_frame_gateway_history" => history(anything(), anything());
    "rf_frame_gateway_judge" => judge(anything(), anything(), anything());
    "rf_frame_gateway_owe" => owe(anything());
    "rf_frame_gateway_owed_ask" => Owed::ask(anything());
    "rf_frame_gateway_owed_is_asked" => Owed::is_asked(anything());
    "rf_frame_gateway_owed_sent" => Owed::sent(anything());
    "rf_frame_gateway_owed_settled" => Owed::settled(anything());
    "rf_frame_gateway_rotate" => Gateway::<64, 32, 8>::rotate(anything(), anything(), anything());
    "rf_frame_gateway_rounds_decide" => Rounds::decide(anything(), anything(), anything());
    "rf_frame_gateway_rounds_epoch" => Rounds::epoch(anything());
    "rf_frame_gateway_rounds_go" => Rounds::go(anything(), anything());
    "rf_frame_gateway_rounds_kind" => Rounds::kind(anything());
    "rf_frame_gateway_rounds_mode" => Rounds::mode(anything(), anything());
    "rf_frame_gateway_rounds_new" => Rounds::new(anything(), anything());
    "rf_frame_gateway_rounds_phase" => Rounds::phase(anything());
    "rf_frame_gateway_rounds_progress" => Rounds::progress(anything());
    "rf_frame_gateway_rounds_round" => Rounds::round(anything());
    "rf_frame_gateway_rounds_told" => Rounds::told(anything());
    "rf_frame_gateway_rows_begin" => Rows::begin(anything(), anything());
    "rf_frame_gateway_rows_due" => Rows::due(anything());
    "rf_frame_gateway_rows_stop" => Rows::stop(anything());
    "rf_frame_gateway_rows_take" =>
        Rows::take(anything(), anything(), anything::<&mut [Owed]>().iter_mut());
    "rf_frame_medium_air" => air(anything());
    "rf_frame_medium_body" => body(anything());
    "rf_frame_medium_rng_below" => Rng::below(anything(), anything());
    "rf_frame_medium_rng_new" => Rng::new(anything());
    "rf_frame_medium_rng_next" => Rng::next(anything());
    "rf_frame_medium_slot" => slot(anything());
    "rf_frame_medium_slot_units" => slot_units(anything());
    "rf_frame_medium_transmitter_cancel" => Transmitter::<u8>::cancel(anything());
    "rf_frame_medium_transmitter_done" => Transmitter::<u8>::done(anything());
    "rf_frame_medium_transmitter_due" => Transmitter::<u8>::due(anything());
    "rf_frame_medium_transmitter_is_on_air" => Transmitter::<u8>::is_on_air(anything());
    "rf_frame_medium_transmitter_job" => Transmitter::<u8>::job(anything());
    "rf_frame_medium_transmitter_next" =>
        Transmitter::<u8>::next(anything(), anything(), |_| any(true));
    "rf_frame_medium_transmitter_plan" =>
        Transmitter::<u8>::plan(anything(), anything(), anything());
    "rf_frame_medium_transmitter_sensed" =>
        Transmitter::<u8>::sensed(anything(), anything(), anything());
    "rf_frame_medium_transmitter_waiting" => Transmitter::<u8>::waiting(anything());
    "rf_frame_node_ask_time" => Node::ask_time(anything(), anything());
    "rf_frame_node_budget_allows" => Budget::allows(anything(), anything(), anything());
    "rf_frame_node_budget_renew" => Budget::renew(anything());
    "rf_frame_node_contention_again" => Contention::again(anything(), anything(), anything());
    "rf_frame_node_contention_asks_receipt" => Contention::asks_receipt(anything());
    "rf_frame_node_contention_attempts" => Contention::attempts(anything());
    "rf_frame_node_contention_next" =>
        Contention::next(anything(), anything(), anything(), anything());
    "rf_frame_node_contention_restart" => Contention::restart(anything());
    "rf_frame_node_exchange_answer" => Exchange::answer(anything(), anything(), anything());
    "rf_frame_node_exchange_has_counted" => Exchange::has_counted(anything());
    "rf_frame_node_exchange_is_wanted" => Exchange::is_wanted(anything());
    "rf_frame_node_exchange_rejected" => Exchange::rejected(anything());
    "rf_frame_node_exchange_request" => Exchange::request(anything(), anything(), anything());
    "rf_frame_node_exchange_want" => Exchange::want(anything(), anything());
    "rf_frame_node_generation_stored" =>
        Node::generation_stored(anything(), anything(), anything());
    "rf_frame_node_delivery" => Node::delivery(anything());
    "rf_frame_node_handle_channel" => Node::handle_channel(anything(), anything(), anything());
    "rf_frame_node_handle_frame" [29000, 1900] =>
        Node::handle_frame(anything(), anything(), anything(), anything());
    "rf_frame_node_handle_inputs" => Node::handle_inputs(anything(), anything(), anything());
    "rf_frame_node_handle_meter" => Node::handle_meter(anything(), anything(), anything());
    "rf_frame_node_handle_random" => Node::handle_random(anything(), anything());
    "rf_frame_node_handle_sent" => Node::handle_sent(anything(), anything());
    "rf_frame_node_handle_stored" => Node::handle_stored(anything(), anything(), anything());
    "rf_frame_node_handle_timeout" [5900, 400] => Node::handle_timeout(anything(), anything());
    "rf_frame_node_handle_voltage" => Node::handle_voltage(anything(), anything(), anything());
    "rf_frame_node_membership" => Node::membership(anything());
    "rf_frame_node_new" => Node::new(anything(), anything(), anything(), anything());
    "rf_frame_node_poll_action" => Node::poll_action(anything(), anything());
    "rf_frame_node_poll_timeout" => Node::poll_timeout(anything());
    "rf_frame_node_rejected_exchanges" => Node::rejected_exchanges(anything());
    "rf_frame_node_refusals" => Node::refusals(anything());
    "rf_frame_node_set_meter_clock" => Node::set_meter_clock(anything(), anything());
    "rf_frame_node_set_time" => Node::set_time(anything(), anything(), anything(), anything());
    "rf_frame_node_state" => Node::state(anything());
    "rf_frame_node_state_mut" => Node::state_mut(anything());
    "rf_frame_node_wants_random" => Node::wants_random(anything());
    "rf_frame_node_receiver_around_debounce" =>
        Receiver::around_debounce(anything(), anything(), anything());
    "rf_frame_node_receiver_due" => Receiver::due(anything());
    "rf_frame_node_receiver_prolong" => Receiver::prolong(anything(), anything(), anything());
    "rf_frame_node_receiver_rest" => Receiver::rest(anything());
    "rf_frame_node_receiver_set_always" => Receiver::set_always(anything(), anything());
    "rf_frame_node_receiver_switch" => Receiver::switch(anything(), anything());
    "rf_frame_node_receiver_wait" => Receiver::wait(anything(), anything(), anything());
    "rf_frame_node_receiver_waits_until" => Receiver::waits_until(anything(), anything());
    "rf_frame_node_round_by_neighbour" =>
        Round::by_neighbour(anything(), anything(), anything(), anything(), anything());
    "rf_frame_node_round_next_sync" =>
        Round::next_sync(anything(), anything(), anything(), anything(), anything());
    "rf_frame_node_round_of" => Round::of(anything(), anything(), anything());
    "rf_frame_node_window" => window(anything(), anything());
}
