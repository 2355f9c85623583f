//! A keeper and a meter on paper, for weeks.

use super::*;
use crate::reference::Verdict;
use crate::{Micros, Profile, Refusal};
use std::vec::Vec;

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;
/// 2026-01-05 03:00.
const START: i64 = (9_501 * 86_400 + 10_800) * SECOND;
const METER: [u8; 6] = [0x66, 0x55, 0x44, 0x33, 0x22, 0x11];

/// How a meter answers.
#[derive(Clone, Copy, PartialEq)]
enum Answers {
    In(Form),
    Nothing,
    Garbage,
    /// Every read shows another time.
    Chaos,
}

struct Meter {
    theta: f64,
    rate_ppm: f64,
    answers: Answers,
    turn: (i64, i64),
    behaviour: Behaviour,
    latency: (i64, i64),
    /// Another master broadcasts at this second of the day, so far off, µs.
    foreign: Option<(i64, i64)>,
    set_day: i64,
    /// Answers of a hundred that are lost.
    lost: i64,
    /// How long its node lives before it starts anew with what it stored, µs.
    node_lives: i64,
    /// Days played.
    played: i64,
    seed: u64,
}

impl Meter {
    fn new(theta_ms: i64, rate_ppm: f64) -> Self {
        Self {
            theta: (theta_ms * 1_000) as f64,
            rate_ppm,
            answers: Answers::In(Form::Together),
            turn: (22_000, 30_000),
            behaviour: Behaviour::Reset,
            latency: (28_000, 34_000),
            foreign: None,
            set_day: 0,
            lost: 0,
            node_lives: i64::MAX,
            played: 0,
            seed: 11,
        }
    }

    fn below(&mut self, span: i64) -> i64 {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.seed >> 33) as i64).rem_euclid(span.max(1))
    }

    fn shows(&self, at: i64) -> i64 {
        at + (self.theta + (at - START) as f64 * self.rate_ppm * 1e-6) as i64
    }

    /// Takes the second `carried` at the end of a frame: once a day, up to five minutes.
    fn set(&mut self, end: i64, carried: i64) {
        let write = end + self.latency.0 + self.below(self.latency.1 - self.latency.0);
        let old = self.shows(write);
        if (old - carried).abs() > 300 * SECOND || self.set_day == old.div_euclid(DAY) {
            return;
        }
        self.set_day = old.div_euclid(DAY);
        let new = match self.behaviour {
            Behaviour::Half => carried + 500_000,
            Behaviour::Keep => carried + old.rem_euclid(SECOND),
            Behaviour::NextTick => carried - SECOND + old.rem_euclid(SECOND),
            _ => carried,
        };
        self.theta += (new - old) as f64;
    }
}

/// What came of some days.
#[derive(Default)]
struct Told {
    reads: Vec<u32>,
    events: Vec<Event>,
    /// Largest offset of each day, µs.
    worst: Vec<i64>,
    sets: u32,
}

fn keeper() -> Keeper {
    Keeper::new(KeeperConfig {
        profile: Profile::UNKNOWN,
        policy: Policy::default(),
        schedule: Schedule::PLAIN,
        request: Micros(120_000),
        set_frame: Micros(100_833),
        patience: 8,
    })
}

fn play(
    keeper: &mut Keeper,
    meter: &mut Meter,
    days: i64,
    reference: impl Fn(i64) -> Reference,
) -> Told {
    let mut told = Told::default();
    let mut now = START + meter.played * DAY;
    let first = now;
    meter.played += days;
    let mut bytes = [0; crate::persist::KEEPER_LEN];
    let mut foreign_day = 0;
    let mut life = now;
    for _ in 0..days * 4_000 {
        let day = ((now - first) / DAY) as usize;
        if day >= days as usize {
            return told;
        }
        if told.worst.len() <= day {
            told.worst.resize(day + 1, 0);
            told.reads.resize(day + 1, 0);
        }
        if let Some((second, off)) = meter.foreign
            && now.rem_euclid(DAY) >= second * SECOND
            && foreign_day != now.div_euclid(DAY)
        {
            foreign_day = now.div_euclid(DAY);
            meter.set(now, (now + off).div_euclid(SECOND) * SECOND);
        }
        let at = Timestamp::from_micros;
        if now - life > meter.node_lives {
            life = now;
            *keeper = self::keeper();
            let _ = keeper.restore(&bytes);
        }
        keeper.handle_reference(at(now), reference(now));
        match keeper.poll(at(now)) {
            Action::Meet => keeper.meet(METER, at(now)),
            Action::Tell(event) => told.events.push(event),
            Action::Store => assert!(keeper.save(&mut bytes)),
            Action::Wait(until) => {
                // The reference is told every five minutes.
                now = until.as_micros().clamp(now + 1, now + 300 * SECOND);
                let off = (meter.shows(now) - now).abs();
                told.worst[day] = told.worst[day].max(off);
            }
            Action::Set(set) => {
                let plan = *set.plan();
                assert!(plan.start.as_micros() >= now);
                now = plan.end.as_micros();
                meter.set(now, plan.carries.as_micros());
                told.sets += 1;
                assert_eq!(keeper.sent(set, plan.end), Ok(()));
            }
            Action::Read(read) => {
                told.reads[day] += 1;
                let t1 = read.end();
                now = t1.as_micros();
                let turn = meter.turn.0 + meter.below(meter.turn.1 - meter.turn.0);
                let t2 = at(now + turn);
                let shown = meter.shows(now + 8_000).div_euclid(SECOND);
                let given = match read.what() {
                    What::DateTime => Shown::DateTime(Timestamp::from_secs(shown)),
                    What::Date => Shown::Date(shown.div_euclid(86_400) as i32),
                    What::Time => Shown::Time(shown.rem_euclid(86_400) as u32),
                };
                let lost = meter.lost > 0 && meter.below(100) < meter.lost;
                let done = match meter.answers {
                    _ if lost => keeper.lost(read, at(now + 650_000), Lost::NoAnswer),
                    Answers::In(form) if form == read.form() => {
                        keeper.answered(read, t1, t2, given)
                    }
                    // Meters of 1997 do not answer frames of 2007.
                    Answers::In(Form::Edition1997) | Answers::Nothing => {
                        keeper.lost(read, t2, Lost::NoAnswer)
                    }
                    Answers::In(_) => keeper.lost(read, t2, Lost::Refused),
                    Answers::Garbage => keeper.lost(read, t2, Lost::NoCalendar),
                    Answers::Chaos => {
                        let any = Timestamp::from_secs(meter.below(1 << 31));
                        keeper.answered(read, t1, t2, Shown::DateTime(any))
                    }
                };
                assert_eq!(done, Ok(()));
                now = t2.as_micros();
            }
        }
    }
    panic!("no end: {} reads", told.reads.iter().sum::<u32>());
}

fn trusted(_: i64) -> Reference {
    Reference::Trusted
}

#[test]
fn an_ordinary_clock_is_kept_in_its_band() {
    for (theta, rate) in [(3_000, 6.0), (-40, 1.0), (-90_000, -4.0)] {
        let mut keeper = keeper();
        let mut meter = Meter::new(theta, rate);
        let told = play(&mut keeper, &mut meter, 12, trusted);
        assert!(
            told.worst[4..].iter().all(|us| *us < 450_000),
            "{theta}: {:?}",
            told.worst
        );
        assert!(
            told.reads.iter().all(|reads| *reads <= 130),
            "{:?}",
            told.reads
        );
        assert!(
            !told
                .events
                .iter()
                .any(|event| matches!(event, Event::Unkept(_)))
        );
        assert!(told.sets >= 1 && told.sets <= 13);
    }
}

#[test]
fn a_node_that_dies_every_hour_sets_its_meter() {
    for theta in [-25_500, 40_000] {
        let mut keeper = keeper();
        let mut meter = Meter::new(theta, 6.0);
        meter.node_lives = 3_600 * SECOND;
        let told = play(&mut keeper, &mut meter, 4, trusted);
        assert!(
            told.worst[1..].iter().all(|us| *us < 700_000),
            "{theta}: {:?}",
            told.worst
        );
    }
}

#[test]
fn date_and_time_apart_and_the_edition_of_1997_are_read_too() {
    for form in [Form::Apart, Form::Edition1997] {
        let mut keeper = keeper();
        let mut meter = Meter::new(1_700, 3.0);
        meter.answers = Answers::In(form);
        let told = play(&mut keeper, &mut meter, 10, trusted);
        assert!(
            told.worst[4..].iter().all(|us| *us < 450_000),
            "{form:?}: {:?}",
            told.worst
        );
        assert!(
            told.reads
                .iter()
                .all(|reads| u32::from(READS_A_DAY) >= *reads),
            "{:?}",
            told.reads
        );
        assert!(
            !told
                .events
                .iter()
                .any(|event| matches!(event, Event::Unkept(_))),
            "{:?}",
            told.events
        );
    }
}

#[test]
fn a_meter_that_gives_no_calendar_is_told_once_and_left_in_peace() {
    for (answers, reason) in [
        (Answers::Nothing, Some(Reason::NoAnswer)),
        (Answers::Garbage, Some(Reason::NoCalendar)),
        (Answers::Chaos, None),
    ] {
        let mut keeper = keeper();
        let mut meter = Meter::new(0, 0.0);
        meter.answers = answers;
        let told = play(&mut keeper, &mut meter, 10, trusted);
        assert!(
            told.reads
                .iter()
                .all(|reads| u32::from(READS_A_DAY) >= *reads),
            "{:?}",
            told.reads
        );
        assert_eq!(told.sets, 0);
        match reason {
            Some(reason) => assert_eq!(told.events, [Event::Unkept(reason)]),
            None => assert!(
                told.events.len() <= 2 && !told.events.is_empty(),
                "{:?}",
                told.events
            ),
        }
        // And it is kept once it answers.
        meter.answers = Answers::In(Form::Together);
        let mut later = play(&mut keeper, &mut meter, 2, trusted);
        later.events.retain(|event| *event == Event::Kept);
        if reason.is_some() {
            assert_eq!(later.events, [Event::Kept], "{reason:?}");
        }
    }
}

#[test]
fn a_dead_battery_is_told_once_and_not_set() {
    let mut keeper = keeper();
    let mut meter = Meter::new(-START / 1_000, 0.0);
    let told = play(&mut keeper, &mut meter, 6, trusted);
    assert!(
        told.reads.iter().all(|reads| *reads <= 130),
        "{:?}",
        told.reads
    );
    assert_eq!((told.events.len(), told.sets), (1, 0), "{:?}", told.events);
    assert!(matches!(
        told.events[0],
        Event::Unkept(Reason::Refused(Refusal::TooFar(_)))
    ));
}

#[test]
fn slow_answers_are_no_reason_to_ask_more_often() {
    let mut keeper = keeper();
    let mut meter = Meter::new(900, 2.0);
    meter.turn = (100_000, 490_000);
    let told = play(&mut keeper, &mut meter, 10, trusted);
    assert!(
        told.reads[1..].iter().all(|reads| *reads <= 100),
        "{:?}",
        told.reads
    );
    assert!(
        told.worst[5..].iter().all(|us| *us < 600_000),
        "{:?}",
        told.worst
    );
}

#[test]
fn a_second_shown_from_the_next_tick_on_is_learned() {
    let mut keeper = keeper();
    let mut meter = Meter::new(1_400, 2.0);
    meter.behaviour = Behaviour::NextTick;
    let told = play(&mut keeper, &mut meter, 14, trusted);
    assert_eq!(keeper.behaviour(), Behaviour::NextTick);
    assert!(
        told.worst[6..].iter().all(|us| *us < 800_000),
        "{:?}",
        told.worst
    );
}

#[test]
fn another_master_finds_the_days_set_taken() {
    let mut keeper = keeper();
    let mut meter = Meter::new(600, 1.0);
    meter.foreign = Some((10 * 3_600, 1_700_000));
    let told = play(&mut keeper, &mut meter, 20, trusted);
    assert!(
        told.worst[10..].iter().all(|us| *us < 450_000),
        "{:?}",
        told.worst
    );
    assert!(
        told.events.contains(&Event::Unkept(Reason::Contested)),
        "{:?}",
        told.events
    );
}

#[test]
fn no_set_leaves_without_a_fresh_and_believed_reference() {
    for reference in [
        Reference::Refused(Verdict::NoWitnesses),
        Reference::Holdover,
    ] {
        let mut keeper = keeper();
        let mut meter = Meter::new(3_000, 2.0);
        let told = play(&mut keeper, &mut meter, 3, |_| reference);
        assert_eq!(told.sets, 0);
    }
    // Believed when the set was planned, not any more when it should leave.
    let mut keeper = keeper();
    let mut meter = Meter::new(3_000, 2.0);
    play(&mut keeper, &mut meter, 1, |at| {
        if at < START + DAY / 2 {
            Reference::Trusted
        } else {
            Reference::Refused(Verdict::NoWitnesses)
        }
    });
    let at = Timestamp::from_micros(START + DAY);
    assert!(matches!(
        keeper.why(at).decision,
        Some(Decision::Refuse(Refusal::ReferenceRefused(_))) | Some(Decision::None)
    ));
    // A reference that was told too long ago is none.
    keeper.handle_reference(at, Reference::Trusted);
    let later = at + REFERENCE_AGE + Micros(1);
    assert!(!matches!(
        keeper.why(later).decision,
        Some(Decision::Set(_))
    ));
}

#[test]
fn requests_of_another_time_are_refused() {
    let mut keeper = keeper();
    let now = Timestamp::from_micros(START);
    assert!(matches!(keeper.poll(now), Action::Meet));
    keeper.meet(METER, now);
    let mut at = now;
    let read = loop {
        match keeper.poll(at) {
            Action::Wait(until) => at = until,
            Action::Read(read) => break read,
            other => panic!("{other:?}"),
        }
    };
    // Nothing else is asked for meanwhile.
    assert!(matches!(keeper.poll(at), Action::Wait(_)));
    keeper.pause();
    let shown = Shown::DateTime(Timestamp::from_secs(0));
    assert_eq!(
        keeper.answered(read, at, at + Micros(30_000), shown),
        Err(Stale)
    );
    assert!(matches!(keeper.poll(at), Action::Meet));
    assert_eq!(keeper.counts(), KeeperCounts::default());
}

#[test]
fn another_meter_starts_anew() {
    let mut keeper = keeper();
    let mut meter = Meter::new(300, 2.0);
    play(&mut keeper, &mut meter, 1, trusted);
    let at = Timestamp::from_micros(START + DAY);
    assert!(keeper.estimate(at).is_some());
    keeper.pause();
    keeper.meet(METER, at);
    assert!(keeper.estimate(at).is_some());
    keeper.meet([1; 6], at);
    assert_eq!((keeper.estimate(at), keeper.meter()), (None, Some([1; 6])));
}

#[test]
fn a_step_of_the_nodes_time_sets_no_meter() {
    let mut keeper = keeper();
    let mut meter = Meter::new(20, 0.5);
    play(&mut keeper, &mut meter, 6, trusted);
    let at = Timestamp::from_micros(START + 6 * DAY);
    let before = keeper.estimate(at).unwrap().offset;
    keeper.node_stepped(Micros::from_secs(18));
    let after = keeper.estimate(at + Micros::from_secs(18)).unwrap().offset;
    assert!(((before - after) - Micros::from_secs(18)).abs() < Micros(5_000));
    // Until the reference is told again nothing is decided by the new time.
    let why = keeper.why(at + Micros::from_secs(18));
    assert!(!matches!(why.decision, Some(Decision::Set(_))), "{why:?}");
}

/// The first set only teaches how the meter takes one, but it ends the first contact all the same.
#[test]
fn a_reference_that_is_wrong_later_moves_a_clock_no_more_than_drift_may() {
    let mut keeper = keeper();
    let mut meter = Meter::new(9_000, 0.3);
    let told = play(&mut keeper, &mut meter, 3, trusted);
    assert_eq!(told.sets, 1, "in its band since the first set");
    let by = Micros::from_secs(18);
    let at = Timestamp::from_micros(START + 3 * DAY) + by;
    keeper.node_stepped(by);
    keeper.handle_reference(at, Reference::Trusted);
    assert_eq!(
        keeper.why(at).decision,
        Some(Decision::Refuse(Refusal::DayMotion))
    );
}

/// People move a clock days apart, a copy of changing age does within hours.
#[test]
fn two_steps_days_apart_are_no_old_copy() {
    let mut keeper = keeper();
    let mut meter = Meter::new(9_000, 0.3);
    play(&mut keeper, &mut meter, 4, trusted);
    meter.theta += 90_000.0;
    play(&mut keeper, &mut meter, 4, trusted);
    meter.theta -= 120_000.0;
    play(&mut keeper, &mut meter, 2, trusted);
    let known = keeper
        .estimate(Timestamp::from_micros(START + 10 * DAY))
        .unwrap();
    assert!(known.deviation < Micros(10_000), "{:?}", known.deviation);
}

#[test]
fn a_clock_is_kept_though_every_second_answer_is_lost() {
    for seed in 0..6 {
        for (form, rate) in [
            (Form::Together, 3.0),
            (Form::Apart, -2.0),
            (Form::Together, -4.0),
        ] {
            let mut meter = Meter::new(-30_000, rate);
            (meter.lost, meter.seed) = (50, seed);
            meter.answers = Answers::In(form);
            let told = play(&mut keeper(), &mut meter, 10, |_| Reference::Trusted);
            let worst = told.worst[4..].iter().max().copied().unwrap_or(0);
            let reads = told.reads[1..].iter().max().copied().unwrap_or(0);
            assert!(
                worst < 450_000 && reads <= 200,
                "seed {seed}, {form:?}, {rate} ppm: {worst} us, {reads} reads, {:?}, {:?}",
                told.worst,
                told.reads
            );
        }
    }
}
