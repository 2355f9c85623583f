use super::*;
use crate::correct::policy::Method;
use crate::time::{Bounds, Ppb};

/// 22 bytes of 11 bits at 2400 baud.
const FRAME: Micros = Micros(22 * 11_000_000 / 2_400);

fn estimate(at: i64, offset: i64) -> Estimate<MeterTime, NodeTime> {
    Estimate {
        at: Timestamp::from_micros(at),
        offset: Offset::from_micros(offset),
        bounds: Bounds::UNKNOWN,
        rate: Ppb(0),
        rate_deviation: Ppb(100),
        deviation: Micros(1_000),
        half_width: Micros(2_000),
    }
}

fn order(at: i64, before: i64, aim: i64) -> SetOrder {
    SetOrder {
        at: Timestamp::from_micros(at),
        motion: Micros(aim - before),
        aim: Offset::from_micros(aim),
        method: Method::Broadcast,
    }
}

/// A meter that takes the set: offset afterwards.
fn meter(behaviour: Behaviour, latency: i64, plan: &SetPlan, theta: i64) -> i64 {
    let tw = plan.end.as_micros() + latency;
    let old = tw + theta;
    let s = plan.carries.as_micros();
    let new = match behaviour {
        Behaviour::Half => s + 500_000,
        Behaviour::Keep => s + old.rem_euclid(1_000_000),
        _ => s,
    };
    theta + new - old
}

#[test]
fn latency_is_learned_and_the_third_set_hits_the_aim() {
    for behaviour in [Behaviour::Reset, Behaviour::Half] {
        for latency in [12_000i64, 38_000, 60_000] {
            for (baud, bytes) in [(2_400, 22), (9_600, 22), (1_200, 35)] {
                let mut model = SetModel::new();
                let (mut theta, mut t) = (1_700_000i64, 400_000_000_000i64);
                for n in 0..5 {
                    let e = estimate(t, theta);
                    let at = t + 30_000_000;
                    let frame = Micros(bytes * 11_000_000 / baud);
                    let plan = model
                        .plan(&order(at, theta, 123_456), &e, frame, e.at)
                        .unwrap();
                    assert!((plan.end.as_micros() - at).abs() < 1_600_000);
                    assert_eq!(plan.end - plan.start, frame);
                    theta = meter(behaviour, latency, &plan, theta);
                    let out =
                        model.verify(&plan, &estimate(plan.end.as_micros() + 60_000_000, theta));
                    assert!(
                        matches!(out, SetOutcome::Moved { .. }),
                        "{behaviour:?} {n} {out:?}"
                    );
                    if n >= 1 {
                        assert!((theta - 123_456).abs() < 500, "{behaviour:?} {n} {theta}");
                    }
                    theta += 400_000;
                    t += 86_400_000_000;
                }
                assert_eq!(model.behaviour(), behaviour);
            }
        }
    }
}

#[test]
fn a_running_divider_is_recognised_and_moved_by_whole_seconds() {
    let mut model = SetModel::new();
    let (mut theta, mut t) = (-1_330_000i64, 400_000_000_000i64);
    for _ in 0..6 {
        let e = estimate(t, theta);
        let o = order(t + 30_000_000, theta, 0);
        let plan = model.plan(&o, &e, FRAME, e.at).unwrap();
        theta = meter(Behaviour::Keep, 40_000, &plan, theta);
        model.verify(&plan, &estimate(plan.end.as_micros() + 60_000_000, theta));
        t += 86_400_000_000;
    }
    assert_eq!(model.behaviour(), Behaviour::Keep);
    assert!(theta.abs() <= 600_000, "{theta}");
}

#[test]
fn a_set_that_falls_on_the_old_fraction_is_no_proof_of_a_running_divider() {
    let mut model = SetModel::new();
    let mut theta = -345_000i64;
    let mut t = 400_000_000_000i64;
    for aim in [155_000i64, 155_000, 100_000] {
        let plan = model
            .plan(
                &order(t, theta, aim),
                &estimate(t, theta),
                FRAME,
                Timestamp::from_micros(t),
            )
            .unwrap();
        theta = meter(Behaviour::Half, 30_000, &plan, theta);
        model.verify(&plan, &estimate(plan.end.as_micros() + 60_000_000, theta));
        assert_ne!(model.behaviour(), Behaviour::Keep);
        t += 86_400_000_000;
    }
    assert_eq!(model.behaviour(), Behaviour::Half);
    // And one that was taken for it is taken so no longer when its fraction moves.
    model = SetModel::with_latency(Micros(30_000), Behaviour::Keep);
    theta = -900_000;
    let plan = model
        .plan(
            &order(t, theta, 100_000),
            &estimate(t, theta),
            FRAME,
            Timestamp::from_micros(t),
        )
        .unwrap();
    theta = meter(Behaviour::Reset, 30_000, &plan, theta);
    model.verify(&plan, &estimate(plan.end.as_micros() + 60_000_000, theta));
    assert_ne!(model.behaviour(), Behaviour::Keep);
}

#[test]
fn the_first_set_of_a_near_clock_leaves_it_near_whatever_comes_of_it() {
    for behaviour in [Behaviour::Reset, Behaviour::Half, Behaviour::Keep] {
        for before in (-240_000i64..=240_000).step_by(10_000) {
            for aim in [-200_000i64, 0, 144_000] {
                let mut model = SetModel::new();
                let t = 400_000_000_000i64;
                let e = estimate(t, before);
                let plan = model
                    .plan(&order(t, before, aim), &e, FRAME, Timestamp::from_micros(t))
                    .unwrap();
                let after = meter(behaviour, 30_000, &plan, before);
                assert!(
                    after.abs() <= 400_000,
                    "{behaviour:?} from {before} to {after}"
                );
                let out = model.verify(&plan, &estimate(plan.end.as_micros() + 60_000_000, after));
                match behaviour {
                    Behaviour::Keep => {
                        assert!(matches!(out, SetOutcome::NotMoved), "{before} {out:?}")
                    }
                    _ => assert_eq!(model.behaviour(), behaviour, "{before} {aim} {out:?}"),
                }
            }
        }
    }
}

#[test]
fn a_meter_that_does_not_move_is_a_refusal() {
    let mut model = SetModel::with_latency(Micros(30_000), Behaviour::Reset);
    model.sets = 3;
    for n in 1..=3 {
        let e = estimate(400_000_000_000, 400_000);
        let o = order(400_030_000_000, 400_000, 0);
        let plan = model.plan(&o, &e, FRAME, e.at).unwrap();
        assert_eq!(model.verify(&plan, &e), SetOutcome::NotMoved);
        assert_eq!(model.refused(), n);
    }
}

#[test]
fn a_second_outside_of_the_calendar_is_an_error() {
    let model = SetModel::new();
    let e = estimate(-5_000_000, 0);
    let o = order(-4_000_000, 0, 0);
    assert_eq!(model.plan(&o, &e, FRAME, e.at), Err(PlanError::Calendar));
}

/// One set a day of a meter that drifts a little; offsets after each.
fn month(
    aims: i64,
    days: usize,
    mut take: impl FnMut(usize, &SetPlan, i64) -> i64,
) -> (SetModel, std::vec::Vec<i64>) {
    let mut model = SetModel::new();
    let (mut theta, mut t) = (1_930_000i64, 400_000_000_000i64);
    let mut offsets = std::vec::Vec::new();
    for day in 0..days {
        let e = estimate(t, theta);
        let mut o = order(t + 30_000_000, theta, aims);
        if model.behaviour().is_whole() {
            // As the policy has it: the nearest whole second.
            o.motion = Micros(-((theta + 500_000).div_euclid(1_000_000) * 1_000_000));
        }
        if o.motion != Micros::ZERO {
            let plan = model.plan(&o, &e, FRAME, e.at).unwrap();
            theta = take(day, &plan, theta);
            model.verify(&plan, &estimate(plan.end.as_micros() + 60_000_000, theta));
        }
        offsets.push(theta);
        theta += 130_000;
        t += 86_400_000_000;
    }
    (model, offsets)
}

#[test]
fn a_second_that_is_shown_from_the_next_tick_on_is_learned() {
    let (model, offsets) = month(0, 12, |_, plan, theta| {
        let write = plan.end.as_micros() + 30_000;
        let tick = (write + theta).div_euclid(1_000_000) * 1_000_000 + 1_000_000 - theta;
        plan.carries.as_micros() - tick
    });
    assert_eq!(model.behaviour(), Behaviour::NextTick);
    assert!(
        offsets[4..].iter().all(|theta| theta.abs() <= 650_000),
        "{offsets:?}"
    );
}

#[test]
fn a_latency_that_scatters_is_averaged() {
    let mut seed = 5u64;
    let (_, offsets) = month(0, 400, |_, plan, _| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let latency = 800_000 + (seed >> 33) as i64 % 400_000;
        plan.carries.as_micros() - plan.end.as_micros() - latency
    });
    let mut late: std::vec::Vec<_> = offsets[6..].iter().map(|theta| theta.abs()).collect();
    late.sort_unstable();
    let p99 = late[late.len() * 99 / 100];
    assert!(p99 <= 300_000, "{p99}");
}
