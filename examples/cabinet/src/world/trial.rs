//! The trial of the clocks: what befalls meters and reference for a month, and what is noted about
//! it.
//!
//! A quarter of the quartzes is fast; all follow the temperature. People move clocks, meters answer
//! wrongly or not at all, and the concentrator's clock jumps for a while.

use super::{Config, Event, World};
use meter::SetMode;
use sim::cabinet::EPOCH;
use sim::queue::{DAY, HOUR, MINUTE, Micros};
use sim::rng::Rng;
use timesync::correct::policy::Reference;
use timesync::correct::slot::{Schedule, crossing, near_midnight};
use timesync::{Civil, MeterTime, Timestamp};

/// Chance that somebody moves a clock on a day.
const STEP_CHANCE: f64 = 0.03;
/// By how much, µs.
const STEPS: [i64; 10] = [
    60_000, -60_000, 150_000, -300_000, 500_000, -500_000, 1_000_000, -1_000_000, -7_000_000,
    45_000_000,
];
/// By how much the reference jumps, µs.
const JUMPS: [i64; 4] = [2_000_000, 8 * 3_600_000_000, -2_000_000, 86_400_000_000];
/// Chance of a false and of a lost answer.
const FALSE: f64 = 0.02;
const LOST: f64 = 0.05;
/// By how much false answers are off, s.
const LIES: [i64; 7] = [1, -1, 2, -2, 60, -7, 3_600];
/// The node knows a clock again when it is right to this, µs.
const KNOWN: i64 = 30_000;
/// After a step offsets are left out until the next set, at most for this long: one set a day.
const LEFT_OUT: Micros = 26 * HOUR;
/// For pulling the clocks in: the first two sets show how a meter takes one, there is one a day,
/// and the third comes soon after the second midnight.
const SETTLING: Micros = 2 * DAY + HOUR;

/// Something that befalls the clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hazard {
    /// A day begins: its hazards are drawn.
    Day,
    /// A meter's clock is moved, µs.
    Step(usize, i64),
    /// The concentrator's clock is moved, µs.
    Reference(i64),
}

/// What kind of meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Quartz of 2 ppm standard deviation.
    Ordinary,
    /// Quartz of up to 11 ppm.
    Fast,
    /// Ordinary quartz, the divider runs on when set.
    Keep,
}

#[derive(Clone, Copy, Debug)]
struct Step {
    at: Micros,
    bursts: u32,
    known: bool,
}

#[derive(Clone, Debug)]
struct Subject {
    kind: Kind,
    /// ppb: mean, per 8 °C, per (8 °C)².
    rate: [f64; 3],
    step: Option<Step>,
    offsets: Vec<i64>,
    sets: u32,
    sets_of_day: (u64, u32),
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Findings {
    /// Offsets, µs, by kind.
    pub(crate) offsets: Vec<(Kind, Vec<i64>)>,
    /// Drift of the ordinary clocks in a day, µs.
    pub(crate) day_drifts: Vec<f64>,
    /// Sets of all meters.
    pub(crate) sets: u32,
    /// Most sets of one meter on one day.
    pub(crate) sets_a_day: u32,
    /// Decisions against a set.
    pub(crate) refused: u32,
    /// Sets over an instant on which the meter acts, or near midnight.
    pub(crate) slot_violations: u32,
    /// Sets while the node's time was not trusted.
    pub(crate) untrusted: u32,
    /// Steps that the nodes found, the bursts of the slowest, and those never found.
    pub(crate) found: u32,
    pub(crate) worst_bursts: u32,
    pub(crate) never_found: u32,
}

/// State of the trial.
pub(crate) struct Trial {
    rng: Rng,
    subjects: Vec<Subject>,
    findings: Findings,
}

impl Trial {
    /// Draws the quartzes.
    pub(crate) fn new(config: &Config) -> Self {
        let mut rng = Rng::new(config.seed, "trial");
        let subjects = (0..config.meters)
            .map(|i| {
                let kind = Self::kind(i);
                let normal = (0..12).map(|_| rng.even(-0.5, 0.5)).sum::<f64>();
                let mean = match kind {
                    Kind::Fast => {
                        rng.even(4_000.0, 11_000.0) * if rng.chance(0.5) { 1.0 } else { -1.0 }
                    }
                    _ => normal * 2_000.0,
                };
                let rate = [mean, rng.even(-400.0, 400.0), rng.even(-300.0, 300.0)];
                Subject {
                    kind,
                    rate,
                    step: None,
                    offsets: Vec::new(),
                    sets: 0,
                    sets_of_day: (0, 0),
                }
            })
            .collect();
        Self {
            rng,
            subjects,
            findings: Findings::default(),
        }
    }

    /// Most sets of one meter on one day.
    #[cfg(test)]
    pub(crate) const fn most_sets_a_day(&self) -> u32 {
        self.findings.sets_a_day
    }

    fn kind(i: usize) -> Kind {
        match (i % 4, i % 6) {
            (3, _) => Kind::Fast,
            (_, 5) => Kind::Keep,
            _ => Kind::Ordinary,
        }
    }

    /// The clock of meter `i`: less wrong at the start than usual, and set in its own way.
    pub(crate) fn tune(i: usize, meter: &mut meter::Config) {
        let clock = &mut meter.clock;
        clock.start = EPOCH as i64 + (clock.start - EPOCH as i64) / 300;
        clock.set_mode = Self::set_mode(i);
    }

    /// How meter `i` takes a set.
    fn set_mode(i: usize) -> SetMode {
        match (Self::kind(i), i % 6) {
            (Kind::Keep, _) => SetMode::Keep,
            (_, 4) => SetMode::Half,
            _ => SetMode::Reset,
        }
    }

    /// Makes an answer with date and time false now and then; returns whether it is lost.
    pub(crate) fn spoil(&mut self, bytes: &mut [u8]) -> bool {
        let Some(frame) = bytes
            .iter()
            .position(|byte| *byte == 0x68)
            .and_then(|at| bytes.get_mut(at..))
        else {
            return false;
        };
        // 68 A0..A5 68 91 0B, 0400010C, ss mm hh WW DD MM YY, CS 16.
        let is_clock = frame.get(8..14) == Some(&[0x91, 0x0B, 0x3F, 0x34, 0x33, 0x37]);
        if !is_clock {
            return false;
        }
        if self.rng.chance(LOST) {
            return true;
        }
        if self.rng.chance(FALSE) {
            let lie = LIES
                .get(self.rng.range(0, LIES.len() as u64) as usize)
                .copied()
                .unwrap_or(1);
            shift_answer(frame, lie);
        }
        false
    }

    /// The figures at the end; steps that nobody found count.
    pub(crate) fn findings(mut self, refused: u32, now: Micros) -> Findings {
        for subject in &mut self.subjects {
            let missed = subject
                .step
                .is_some_and(|step| !step.known && step.at + LEFT_OUT < now);
            self.findings.never_found += u32::from(missed);
            self.findings.sets += subject.sets;
        }
        self.findings.refused = refused;
        let ordinary = self
            .subjects
            .iter()
            .filter(|subject| subject.kind == Kind::Ordinary);
        // The square of the warmth is a half in the mean.
        let day_drift =
            |[mean, _, square]: [f64; 3]| (mean + square / 2.0).abs() * DAY as f64 / 1e9;
        self.findings.day_drifts = ordinary.map(|subject| day_drift(subject.rate)).collect();
        self.findings.offsets = self
            .subjects
            .into_iter()
            .map(|subject| (subject.kind, subject.offsets))
            .collect();
        self.findings
    }
}

/// Adds `lie` seconds to the calendar in an answer and makes its checksum right again.
fn shift_answer(frame: &mut [u8], lie: i64) {
    let Some([ss, mm, hh, _weekday, day, month, year]) = frame
        .get(14..21)
        .and_then(|data| data.first_chunk::<7>())
        .map(|data| data.map(|b| b.wrapping_sub(0x33)))
    else {
        return;
    };
    let Ok(shown) = Civil::from_bcd([year, month, day], [hh, mm, ss]) else {
        return;
    };
    let Some(moved) = Civil::from_secs(shown.to_secs() + lie) else {
        return;
    };
    let ([year, month, day, weekday], [hh, mm, ss]) = moved.to_bcd();
    let data = [ss, mm, hh, weekday, day, month, year].map(|b| b.wrapping_add(0x33));
    for (to, from) in frame.iter_mut().skip(14).zip(data) {
        *to = from;
    }
    let sum = frame
        .iter()
        .take(21)
        .fold(0u8, |sum, b| sum.wrapping_add(*b));
    if let Some(check) = frame.get_mut(21) {
        *check = sum;
    }
}

/// Something befalls the clocks.
pub(super) fn befall(world: &mut World, hazard: Hazard) {
    let now = world.now();
    match hazard {
        Hazard::Day => draw_day(world, now),
        Hazard::Step(i, by) => {
            let bursts = bursts(world, i);
            let Some(slot) = world.host.meters.get_mut(i) else {
                return;
            };
            slot.meter
                .clock_mut(ttl_link::Instant::from_micros(now))
                .shift(now, by);
            let around = &mut world.host.outside;
            let trial = around.trial.as_mut();
            if let Some(subject) = trial.and_then(|trial| trial.subjects.get_mut(i)) {
                subject.step = Some(Step {
                    at: now,
                    bursts,
                    known: false,
                });
            }
            let (meter, ms) = (i + 1, by / 1000);
            let text = format!("somebody moves the clock of meter {meter} by {ms} ms");
            around.story.tell(now, &text);
        }
        Hazard::Reference(by) => {
            let around = &mut world.host.outside;
            around.master.move_clock(now, by);
            let text = format!("the concentrator's clock jumps by {} s", by / 1_000_000);
            around.story.tell(now, &text);
            super::serve_concentrator(world);
        }
    }
}

fn draw_day(world: &mut World, now: Micros) {
    let Some(trial) = &mut world.host.outside.trial else {
        return;
    };
    let day = now / DAY;
    if day == 0 {
        return;
    }
    let mut plan = Vec::new();
    for (i, subject) in trial.subjects.iter().enumerate() {
        if subject.step.is_none() && trial.rng.chance(STEP_CHANCE) {
            let by = STEPS
                .get(trial.rng.range(0, STEPS.len() as u64) as usize)
                .copied()
                .unwrap_or(1_000_000);
            let at = now + trial.rng.range(HOUR, 23 * HOUR);
            plan.push((at, Hazard::Step(i, by)));
        }
    }
    if day % 5 == 2 {
        let by = JUMPS
            .get((day / 5) as usize % JUMPS.len())
            .copied()
            .unwrap_or(2_000_000);
        let begin = now + trial.rng.range(MINUTE, 16 * HOUR);
        let end = begin + trial.rng.range(HOUR / 2, 6 * HOUR);
        plan.push((begin, Hazard::Reference(by)));
        plan.push((end, Hazard::Reference(-by)));
    }
    for (at, hazard) in plan {
        world.outside_at(at, Event::Trial(hazard));
    }
}

fn bursts(world: &World, i: usize) -> u32 {
    let node = world.machine(i + 1).and_then(|program| program.node());
    node.map_or(0, |node| node.keeper().counts().bursts)
}

/// The quartzes take the rate of the hour; offsets are noted.
pub(super) fn warm_meters(world: &mut World) {
    let now = world.now();
    let errors = world.clock_errors();
    let Some(trial) = &mut world.host.outside.trial else {
        return;
    };
    let meters = world.host.meters.iter_mut().zip(errors);
    let warmth = (std::f64::consts::TAU * (now as f64 / DAY as f64 - 0.375)).sin();
    for (subject, (slot, error)) in trial.subjects.iter_mut().zip(meters) {
        let [mean, linear, square] = subject.rate;
        let ppb = mean + linear * warmth + square * warmth * warmth;
        slot.meter
            .clock_mut(ttl_link::Instant::from_micros(now))
            .change_drift(now, ppb as i32);
        if let Some(step) = subject.step.filter(|step| now > step.at + LEFT_OUT) {
            trial.findings.never_found += u32::from(!step.known);
            subject.step = None;
        }
        if now >= SETTLING && subject.step.is_none() {
            subject.offsets.push(error);
        }
    }
}

/// A meter's clock was set; its error was `before`, µs.
pub(super) fn watch_set(world: &mut World, i: usize, before: i64) {
    let now = world.now();
    let after = world.clock_error(i);
    let shown = |error: i64| Timestamp::<MeterTime>::from_micros((EPOCH + now) as i64 + error);
    let guard = timesync::Micros::from_secs(300);
    let (from, to) = (shown(before), shown(after));
    let violates = crossing(from, to, &Schedule::PLAIN).is_some()
        || near_midnight(from, guard)
        || near_midnight(to, guard);
    let node = world.machine(i + 1).and_then(|program| program.node());
    let trusted = node.map(|node| {
        let reference = node.reference(world.radios.timer(i + 1, now));
        matches!(reference, Reference::Trusted | Reference::SingleSource)
    });
    let Some(trial) = &mut world.host.outside.trial else {
        return;
    };
    trial.findings.slot_violations += u32::from(violates);
    trial.findings.untrusted += u32::from(trusted == Some(false));
    if let Some(subject) = trial.subjects.get_mut(i) {
        if subject.step.is_some_and(|step| step.known) {
            subject.step = None;
        }
        subject.sets += 1;
        let today = now / DAY;
        let (day, count) = subject.sets_of_day;
        subject.sets_of_day = (today, if day == today { count + 1 } else { 1 });
        trial.findings.sets_a_day = trial.findings.sets_a_day.max(subject.sets_of_day.1);
    }
}

/// A node has done something: perhaps it has found a step.
pub(super) fn watch_node(world: &mut World, i: usize) {
    let trial = world.host.outside.trial.as_ref();
    let subject = trial.and_then(|trial| trial.subjects.get(i));
    let open = subject.and_then(|subject| subject.step);
    let Some(step) = open.filter(|step| !step.known) else {
        return;
    };
    let bursts = bursts(world, i);
    if bursts == step.bursts {
        return;
    }
    let now = world.now();
    let error = world.clock_error(i);
    let node = world.machine(i + 1).and_then(|program| program.node());
    let believed = node.and_then(|node| node.meter_offset_us(world.radios.timer(i + 1, now)));
    let known = believed.is_some_and(|believed| (believed - error).abs() < KNOWN);
    let Some(trial) = &mut world.host.outside.trial else {
        return;
    };
    if known && let Some(subject) = trial.subjects.get_mut(i) {
        subject.step = Some(Step {
            known: true,
            ..step
        });
        trial.findings.found += 1;
        trial.findings.worst_bursts = trial.findings.worst_bursts.max(bursts - step.bursts);
    }
}

/// Lets the trial run until `end`.
pub(crate) fn run(mut world: World, end: Micros) -> Option<Findings> {
    world.run(end);
    world.host.outside.story.end();
    let nodes = world
        .machines
        .iter()
        .flatten()
        .filter_map(|program| program.node());
    let refused = nodes.map(|node| node.keeper().counts().refused).sum();
    let trial = world.host.outside.trial;
    trial.map(|trial| trial.findings(refused, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_false_answer_has_a_right_checksum() {
        let mut frame =
            *b"\x68\x01\x00\x00\x00\x00\x00\x68\x91\x0B\x3F\x34\x33\x37\x8c\x8c\x56\x37\x64\x45\x59\x00\x16";
        shift_answer(&mut frame, 1);
        let civil = frame[14..21]
            .iter()
            .map(|b| b.wrapping_sub(0x33))
            .collect::<Vec<_>>();
        assert_eq!(
            civil,
            [0x00, 0x00, 0x00, 0x05, 0x01, 0x01, 0x27],
            "one second after 2026-12-31 23:59:59"
        );
        assert_eq!(
            frame[21],
            frame[..21].iter().fold(0u8, |sum, b| sum.wrapping_add(*b))
        );
    }
}
