//! Entry points of `timesync`.

use crate::shared::*;
use timesync::correct::{policy::*, set::*, slot::*};
use timesync::keeper::{Action, Keeper, KeeperConfig, Lost, Shown, days};
use timesync::reference::{Verdict, frames::*, gate::*, network::*, quorum::*, radio::*};
use timesync::{time::*, *};

fn tracker() -> Tracker {
    Tracker::new(Profile::default())
}

/// Any instant of any scale.
fn at<S>() -> Timestamp<S> {
    Timestamp::from_micros(any(0))
}

fn offset() -> Offset<MeterTime, NodeTime> {
    Offset::from_micros(any(0))
}

fn micros() -> Micros {
    Micros(any(0))
}

fn bounds() -> Bounds<MeterTime, NodeTime> {
    Bounds::new(offset(), offset())
}

fn burst() -> Burst {
    Burst::begin(&any(tracker()), at())
}

fn estimate() -> Estimate<MeterTime, NodeTime> {
    Estimate {
        at: at(),
        offset: offset(),
        bounds: bounds(),
        rate: Ppb(any(0)),
        rate_deviation: Ppb(any(0)),
        deviation: micros(),
        half_width: micros(),
    }
}

/// A plan for a set, as a policy orders it.
fn plan(model: &SetModel) -> Option<SetPlan> {
    let order = SetOrder {
        at: at(),
        motion: micros(),
        aim: offset(),
        method: any(Method::Broadcast),
    };
    model.plan(&order, &estimate(), micros(), at()).ok()
}

fn gate() -> Gate {
    Gate::new(any(true), Ppb(any(0)))
}

fn witnesses() -> [Witness; 8] {
    any([Witness {
        index: 0,
        offset: Micros(0),
        eligible: true,
    }; 8])
}

fn network() -> NetworkGate {
    NetworkGate::new(any(true), Ppb(any(0)))
}

fn report() -> MeterReport {
    MeterReport {
        index: any(0),
        offset: any(Some(Micros(0))),
        read_at: at(),
        verified: any(true),
        faulty: any(false),
        sets: any(0),
    }
}

fn candidate() -> Candidate {
    Candidate {
        at: at(),
        ahead: micros(),
        counter: at(),
        sources: any(1),
    }
}

fn keeper() -> Keeper {
    Keeper::new(KeeperConfig {
        profile: Profile::default(),
        policy: Policy::default(),
        schedule: Schedule::PLAIN,
        request: micros(),
        set_frame: micros(),
        patience: any(0),
    })
}

probes! {
    "timesync_behaviour_is_whole" => Behaviour::is_whole(anything());
    "timesync_bounds" => with((bounds(), bounds()), |(a, b)| black_box((
        a.contains(offset()), a.is_empty(), a.width(), a.intersect(*b), a.widen(micros()), a.moved(micros()),
    )).1);
    "timesync_burst_begin" => with(burst(), |burst| burst.begun());
    "timesync_burst_begin_with" => Burst::begin_with(&any(tracker()), at(), any(0));
    "timesync_burst_feed" => with(burst(), |burst| burst.feed(at(), at(), at()));
    "timesync_burst_finish" [26000, 7200] =>
        with((burst(), tracker()), |(burst, tracker)| burst.finish(tracker));
    "timesync_burst_lost" => with(burst(), |burst| burst.lost());
    "timesync_burst_next_read" => with(burst(), |burst| burst.next_read(at()));
    "timesync_burst_restart" =>
        with(Burst::idle(), |burst| burst.restart(&any(tracker()), at(), any(0)));
    "timesync_civil_from_bcd" => Civil::from_bcd(any([0; 3]), any([0; 3]));
    "timesync_civil_from_secs" => Civil::from_secs(any(0))
        .map(|civil| (civil.to_secs(), civil.to_meter_time(), civil.weekday(), civil.to_bcd()));
    "timesync_civil_new" => Civil::new(any(0), any(0), any(0), any(0), any(0), any(0));
    "timesync_civil_show" => Civil::from_secs(any(0)).map(|civil| show(&civil));
    "timesync_estimate_convert" => estimate().convert(at());
    "timesync_gate_first_trust" => with((gate(), witnesses()), |(gate, all)| {
        gate.first_trust(at(), &candidate(), all)
    });
    "timesync_gate_judge" =>
        with((gate(), witnesses()), |(gate, all)| gate.judge(&candidate(), all));
    "timesync_gate_majority" =>
        majority(any([Source { lower: Micros(0), upper: Micros(0) }; 16]).get(..any(9)).unwrap_or_default());
    "timesync_gate_verdict" => with(gate(), |gate| (gate.verdict(at()), gate.wants_offsets(at())));
    "timesync_gate_verdict_allows_sets" => Verdict::allows_sets(anything());
    "timesync_gate_verdict_from_number" => Verdict::from_number(anything());
    "timesync_keeper_answered" => with(keeper(), |keeper| match keeper.poll(at()) {
        Action::Read(read) => keeper.answered(read, at(), at(), any(Shown::Date(0))).is_ok(),
        _ => false,
    });
    "timesync_keeper_days" => days(at());
    "timesync_keeper_handle_leap" => Keeper::handle_leap(anything(), anything());
    "timesync_keeper_handle_order" => Keeper::handle_order(anything(), anything());
    "timesync_keeper_handle_reference" =>
        with(keeper(), |keeper| keeper.handle_reference(at(), any(Reference::Trusted)));
    "timesync_keeper_is_setting" => with(keeper(), |keeper| {
        (keeper.is_setting(), keeper.counts(), keeper.behaviour(), keeper.last_refusal(), keeper.last_set())
    });
    "timesync_keeper_lost" => with(keeper(), |keeper| match keeper.poll(at()) {
        Action::Read(read) => keeper.lost(read, at(), any(Lost::NoAnswer)).is_ok(),
        _ => false,
    });
    "timesync_keeper_meet" => with(keeper(), |keeper| keeper.meet(any([0; 6]), at()));
    "timesync_keeper_node_stepped" => with(keeper(), |keeper| {
        keeper.node_stepped(micros());
        keeper.baud_changed();
    });
    "timesync_keeper_not_sent" => with(keeper(), |keeper| match keeper.poll(at()) {
        Action::Set(set) => keeper.not_sent(set, at()).is_ok(),
        _ => false,
    });
    "timesync_keeper_pause" => with(keeper(), |keeper| keeper.pause());
    "timesync_keeper_poll" => with(keeper(), |keeper| keeper.poll(at()));
    "timesync_keeper_reference_of" => Reference::of(anything());
    "timesync_keeper_restore" =>
        with(keeper(), |keeper| keeper.restore(&any([0; persist::KEEPER_LEN])).is_ok());
    "timesync_keeper_save" => with([0; persist::KEEPER_LEN], |out| keeper().save(out));
    "timesync_keeper_sent" => with(keeper(), |keeper| match keeper.poll(at()) {
        Action::Set(set) => keeper.sent(set, at()).is_ok(),
        _ => false,
    });
    "timesync_keeper_why" => with(keeper(), |keeper| (keeper.why(at()), keeper.estimate(at())));
    "timesync_profile_with_copy_age" => Profile::with_copy_age(anything(), anything());
    "timesync_radio_discipline" => with(RadioFilter::new(), |filter| filter.discipline(at()));
    "timesync_radio_estimate" => with(RadioFilter::new(), |filter| filter.estimate(at()));
    "timesync_radio_feed" [20500, 3450] =>
        with(RadioFilter::new(), |filter| filter.feed(at(), at(), at(), at()));
    "timesync_radio_interval_s" => RadioFilter::interval_s(any(0), any(None));
    "timesync_radio_to_counter" => with(RadioFilter::new(), |filter| filter.to_counter(at()));
    "timesync_network_gate_first_trust" =>
        with(network(), |gate| gate.first_trust(at(), &candidate()).is_some());
    "timesync_network_gate_from_bytes" =>
        NetworkGate::from_bytes(&any([0; persist::GATE_LEN]), any(true), Ppb(any(0))).is_ok();
    "timesync_network_gate_judge" => with(network(), |gate| {
        gate.report(&report());
        gate.judge(&candidate()).follow
    });
    "timesync_network_gate_leave" => with(network(), |gate| gate.leave(any(0)));
    "timesync_network_gate_to_bytes" => with(network(), |gate| gate.to_bytes());
    "timesync_network_gate_verdict" =>
        with(network(), |gate| (gate.verdict(at()), gate.wants_offsets(at())));
    "timesync_radio_to_gateway" => with(RadioFilter::new(), |filter| filter.to_gateway(at()));
    "timesync_reference_estimate" =>
        with(ReferenceReader::new(micros()), |reader| reader.estimate(at()));
    "timesync_reference_feed" =>
        with(ReferenceReader::new(micros()), |reader| reader.feed(at(), at(), micros()));
    "timesync_set_model_from_bytes" =>
        SetModel::from_bytes(&any([0; persist::SET_MODEL_LEN])).is_ok();
    "timesync_set_model_latency" =>
        with(SetModel::with_latency(micros(), any(Behaviour::default())), |m| m.latency());
    "timesync_set_model_to_bytes" => any(SetModel::new()).to_bytes();
    "timesync_set_model_uncertainty" =>
        with(SetModel::new(), |m| (m.verify_reads(), m.uncertainty()));
    "timesync_set_plan" [13000, 1200] =>
        with(SetModel::new(), |model| black_box(plan(model)).is_some());
    "timesync_set_plan_moved" => with(SetModel::new(), |model| {
        plan(model).map(|plan| (plan.civil(), SetPlan::moved(&plan, &estimate())))
    });
    "timesync_set_verify" =>
        with(SetModel::new(), |model| plan(model).map(|plan| model.verify(&plan, &estimate())));
    "timesync_slot_allows" => allows(at(), micros(), micros(), micros(), &any(Schedule::PLAIN));
    "timesync_slot_crossing" => crossing(at(), at(), &any(Schedule::PLAIN));
    "timesync_times" => with((Timestamp::<NodeTime>::from_secs(any(0)), at()), |(a, b)| {
        let d = Micros::from_secs(any(0));
        (a.since(*b), a.plus(d), a.minus(Micros::from_millis(any(0))), a.as_secs(), a.shift(offset()), d.abs())
    });
    "timesync_times_median_pair" => median_pair(&any([Micros(0); 5]));
    "timesync_times_near_midnight" => near_midnight(at::<NodeTime>(), micros());
    "timesync_times_offset" => {
        let (a, b) = (at::<NodeTime>(), at::<NodeTime>());
        let shift = offset();
        (a.assume::<MeterTime>().offset_from(b), shift.invert().chain(shift), shift.plus(micros()).abs())
    };
    "timesync_times_ppb" => Ppb(any(0)).over(micros());
    "timesync_times_rem_floor" => micros().rem_floor(micros());
    "timesync_tracker_baud_changed" =>
        with(tracker(), |t| (t.baud_changed(), t.is_pending(), t.restarted()));
    "timesync_tracker_clock_set" => with(tracker(), |t| t.clock_set(at(), offset(), micros()));
    "timesync_tracker_estimate" [14000, 2600] => any(tracker()).estimate(at());
    "timesync_tracker_forget_phase" => with(tracker(), |t| t.forget_phase());
    "timesync_tracker_from_bytes" => Tracker::from_bytes(bytes()).is_ok();
    "timesync_tracker_node_stepped" => with(tracker(), |t| t.node_stepped(micros()));
    "timesync_tracker_observe" [20000, 3200] => with(tracker(), |t| t.observe(at(), at(), at()));
    "timesync_tracker_restore" => with(tracker(), |t| Tracker::restore(t, bytes()).is_ok());
    "timesync_tracker_store" [2400, 1200] =>
        with([0; persist::STATE_LEN], |out| Tracker::store(&any(tracker()), out));
    "timesync_tracker_to_bytes" => any(tracker()).to_bytes();
}
