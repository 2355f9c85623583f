//! The correction policy for any input.

use super::{Context, decide};
use crate::correct::policy::{Cause, Method, Reference};
use crate::correct::slot::{Crossing, Schedule, crossing};
use crate::reference::Verdict;
use crate::{
    Behaviour, Bounds, Decision, Estimate, Micros, Offset, Policy, Ppb, Refusal, Timestamp,
};
use proptest::prelude::*;
use std::string::ToString;

const DAY: i64 = 86_400_000_000;
const SWITCHES: [u32; 4] = [21_600, 30_600, 61_200, 79_200];

fn estimate(
    at: i64,
    offset: i64,
    rate: i32,
    sd: i64,
) -> Estimate<crate::MeterTime, crate::NodeTime> {
    Estimate {
        at: Timestamp::from_micros(at),
        offset: Offset::from_micros(offset),
        bounds: Bounds::UNKNOWN,
        rate: Ppb(rate),
        rate_deviation: Ppb(100),
        deviation: Micros(sd),
        half_width: Micros(sd) * 2,
    }
}

fn references() -> impl Strategy<Value = Reference> {
    prop_oneof![
        Just(Reference::Trusted),
        Just(Reference::SingleSource),
        Just(Reference::Holdover),
        Just(Reference::Refused(Verdict::Refused)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_set_breaks_a_rule(
        at in 0..END, offset in -400_000_000i64..400_000_000, rate in -20_000i32..20_000,
        sd in 0i64..60_000, reference in references(), pending: bool, failed in 0u8..5,
        ago in proptest::option::of(0..3 * DAY), moved in 0i64..2_000_000, behaviour in 0u8..4,
    ) {
        let behaviour = [Behaviour::Unknown, Behaviour::Reset, Behaviour::Half, Behaviour::Keep][usize::from(behaviour)];
        let policy = Policy::default();
        let schedule = Schedule { minute_profiles: false, demand_interval_s: 900, tariff_switches: &SWITCHES };
        let last_set = ago.map(|a| Timestamp::from_micros(at - a));
        let context = Context {
            reference, pending, failed_sets: failed, last_set, moved_today: Micros(moved), behaviour, schedule,
            cause: Cause::Drift, ..Context::first([0; 6])
        };
        let e = estimate(at, offset, rate, sd);
        if let Decision::Set(order) = decide(&e, &policy, &context) {
            prop_assert!(matches!(reference, Reference::Trusted | Reference::SingleSource));
            prop_assert!(!pending && failed < 3);
            // Half width 50 ms, or a quarter of what it is off where that is more, at most 350 ms.
            prop_assert!(2 * sd <= (offset.abs() / 4).clamp(50_000, 350_000), "{sd} {offset}");
            prop_assert!(order.motion.abs() <= Micros::from_secs(290));
            prop_assert_eq!(order.method, Method::Broadcast);
            // Not on the day of the last set.
            if let Some(last) = last_set {
                prop_assert_ne!(last.as_micros().div_euclid(DAY), order.at.as_micros().div_euclid(DAY));
            }
            // Nothing the meter acts on lies between before and after, for the whole uncertainty.
            let before = e.convert(order.at);
            let after = before.plus(order.motion);
            let slack = Micros(2 * sd + 1_000_000);
            let (from, to) = (before.min(after).minus(slack), before.max(after).plus(slack));
            prop_assert_eq!(crossing(from, to, &schedule), None);
            let of_day = order.at.as_micros().rem_euclid(DAY);
            prop_assert!((400_000_000..DAY - 400_000_000).contains(&of_day));
            if behaviour == Behaviour::Keep {
                prop_assert_eq!(order.motion.0 % 1_000_000, 0);
            }
        }
    }

    #[test]
    fn any_input_is_survived(at: i64, offset: i64, rate: i32, sd: i64, last: Option<i64>, moved: i64, leap: Option<i64>) {
        let context = Context {
            last_set: last.map(Timestamp::from_micros), moved_today: Micros(moved),
            leap: leap.map(Timestamp::from_micros), restarted: last.map(Timestamp::from_micros),
            ..Context::first([1; 6])
        };
        let policy = Policy { search: Micros(3_600_000_000), band: Micros(moved), ..Policy::default() };
        let _ = decide(&estimate(at, offset, rate, sd), &policy, &context);
    }
}

const END: i64 = 36_500 * DAY;

fn at_noon() -> i64 {
    9_000 * DAY + DAY / 2
}

#[test]
fn ladder() {
    let policy = Policy::default();
    let context = Context::first([0; 6]);
    let told = |offset: i64| decide(&estimate(at_noon(), offset, 0, 1_000), &policy, &context);
    assert_eq!(told(100_000), Decision::None);
    assert!(matches!(told(300_000), Decision::Set(order) if order.motion == Micros(-300_000)));
    assert!(matches!(told(-280_000_000), Decision::Set(_)));
    assert_eq!(told(400_000_000), Decision::Refuse(Refusal::TooFar(400)));
}

#[test]
fn one_source_alone_moves_no_more_than_ten_seconds() {
    let context = Context {
        reference: Reference::SingleSource,
        ..Context::first([0; 6])
    };
    let told = |offset| {
        decide(
            &estimate(at_noon(), offset, 0, 1_000),
            &Policy::default(),
            &context,
        )
    };
    assert!(matches!(told(9_000_000), Decision::Set(_)));
    assert_eq!(
        told(11_000_000),
        Decision::Refuse(Refusal::SingleSource(11))
    );
}

#[test]
fn a_drift_that_no_quartz_has_is_not_removed_in_a_day() {
    let last = Some(Timestamp::from_micros(at_noon() - DAY));
    let context = Context {
        cause: Cause::Drift,
        last_set: last,
        ..Context::first([0; 6])
    };
    let told = decide(
        &estimate(at_noon(), 1_500_000, 0, 1_000),
        &Policy::default(),
        &context,
    );
    assert_eq!(told, Decision::Refuse(Refusal::DayMotion));
}

#[test]
fn what_was_moved_today_does_not_stop_tomorrows_set() {
    // Half an hour after midnight a fast clock was moved by 0.3 s; in the evening 1.1 s are wanted
    // tomorrow.
    let last = at_noon().div_euclid(DAY) * DAY + DAY / 48;
    let evening = last + DAY / 2 + DAY / 3;
    let context = Context {
        cause: Cause::Drift,
        last_set: Some(Timestamp::from_micros(last)),
        moved_today: Micros(300_000),
        ..Context::first([0; 6])
    };
    let told = |at| {
        decide(
            &estimate(at, -700_000, -10_000, 1_000),
            &Policy::default(),
            &context,
        )
    };
    assert!(
        matches!(told(evening), Decision::Set(order) if order.at.as_micros() / DAY == last / DAY + 1)
    );
    // A day was missed: two allowances, although no 48 hours have passed.
    let context = Context {
        moved_today: Micros::ZERO,
        ..context
    };
    let missed = last.div_euclid(DAY) * DAY + 2 * DAY + 600_000_000;
    let told = decide(
        &estimate(missed, -1_600_000, -10_000, 1_000),
        &Policy::default(),
        &context,
    );
    assert!(matches!(told, Decision::Set(_)), "{told:?}");
}

#[test]
fn every_refusal_says_what_to_do() {
    let gate = [
        Verdict::NoWitnesses,
        Verdict::Refused,
        Verdict::Contradict,
        Verdict::Stepped,
        Verdict::FreeRunning,
    ];
    let all = [
        Refusal::Unconfirmed,
        Refusal::RecentRestart,
        Refusal::TooUncertain(80),
        Refusal::Holdover,
        Refusal::TooFar(400),
        Refusal::SingleSource(11),
        Refusal::DayMotion,
        Refusal::SetToday,
        Refusal::ClockFault,
        Refusal::FarAgain,
        Refusal::NoSlot(Crossing::Midnight),
        Refusal::NoSlot(Crossing::Period(900)),
        Refusal::NoSlot(Crossing::Switch(30_600)),
        Refusal::LeapSecond,
        Refusal::CalendarEnd,
        Refusal::OrderOtherMeter,
        Refusal::OrderOtherValue,
        Refusal::OrderExpired,
    ];
    for why in all.into_iter().chain(gate.map(Refusal::ReferenceRefused)) {
        let text = why.to_string();
        assert!(
            !text.ends_with('.') && text.starts_with(char::is_lowercase),
            "{text}"
        );
        // What it is, then what to do.
        let (what, act) = text.split_once(": ").unwrap_or((&text, ""));
        assert!(what.len() > 10 && act.len() > 10, "{text}");
    }
}

#[test]
fn the_aim_leaves_the_band_for_a_rate_that_is_sure_and_believable_only() {
    let aim = |rate, deviation| super::aim(Ppb(rate), Ppb(deviation), Micros::from_millis(250)).0;
    assert_eq!(aim(14_000, 100), -604_800);
    assert_eq!(aim(14_000, 3_000), -200_000);
    assert_eq!(aim(-20_000, 100), 200_000);
    assert_eq!((aim(100, 4_000), aim(0, 0)), (-129_600, 0));
}
