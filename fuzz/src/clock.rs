//! The clock estimators under arbitrary and under truthful observations: no overflow, and with
//! truthful ones the truth lies within the hard bounds.

use arbitrary::{Arbitrary, Unstructured};
use timesync::ReferenceReader;
use timesync::correct::policy::{Method, SetOrder};
use timesync::time::{
    CounterTime, GatewayTime, MeterTime, Micros, NodeTime, Offset, ReferenceTime, Timestamp,
};
use timesync::{Burst, Profile, RadioFilter, SetModel, Tracker};

#[derive(Arbitrary, Debug)]
enum Step {
    Begin(u8),
    Read { answer: u32, off: i64 },
    Lost,
    Finish,
    Wait(u32),
    Set { offset: i64, uncertainty: i32 },
    Baud,
    Decide,
}

/// Any reads at any times of about a century: nothing overflows, bounds stay ordered.
pub fn any_reads(bytes: &[u8]) {
    let mut input = Unstructured::new(bytes);
    let mut now: i64 = i64::from(input.arbitrary::<u32>().unwrap_or_default()) * 1_000_000;
    let mut tracker = Tracker::new(Profile::default());
    let mut burst = None;
    let mut model = SetModel::new();
    while !input.is_empty() {
        let Ok(step) = Step::arbitrary(&mut input) else {
            break;
        };
        match step {
            Step::Begin(reads) => {
                burst = Some(Burst::begin_with(
                    &tracker,
                    Timestamp::from_micros(now),
                    reads,
                ))
            }
            Step::Read { answer, off } => {
                let Some(burst) = &mut burst else { continue };
                let earliest = Timestamp::from_micros(now.saturating_add(100_000));
                if let Some(end) = burst.next_read(earliest) {
                    assert!(end >= earliest, "a read in the past");
                    assert!(
                        end.since(earliest).as_micros() <= 1_500_000,
                        "a read later than promised"
                    );
                    now = end
                        .as_micros()
                        .saturating_add(i64::from(answer % 2_000_000));
                    // Meter clocks are whole seconds of the years 2000 to 2099.
                    let shown = now
                        .saturating_add(off % 3_000_000_000_000_000)
                        .div_euclid(1_000_000);
                    let _ = burst.feed(
                        end,
                        Timestamp::from_micros(now),
                        Timestamp::from_secs(shown),
                    );
                }
            }
            Step::Lost => {
                if let Some(burst) = &mut burst {
                    burst.lost();
                }
            }
            Step::Finish => {
                if let Some(mut burst) = burst.take() {
                    let _ = burst.finish(&mut tracker);
                }
            }
            Step::Wait(seconds) => now = now.saturating_add(i64::from(seconds) * 1_000),
            Step::Set {
                offset,
                uncertainty,
            } => {
                let offset = Offset::from_micros(offset % 3_000_000_000_000_000);
                tracker.clock_set(
                    Timestamp::from_micros(now),
                    offset,
                    Micros(i64::from(uncertainty)),
                );
            }
            Step::Baud => tracker.baud_changed(),
            Step::Decide => {
                let at = Timestamp::<NodeTime>::from_micros(now);
                let Some(estimate) = tracker.estimate(at) else {
                    continue;
                };
                assert!(estimate.deviation.as_micros() >= 0);
                let order = SetOrder {
                    at: at + Micros::from_secs(30),
                    motion: -Micros::from(estimate.offset),
                    aim: Offset::ZERO,
                    method: Method::Broadcast,
                };
                if let Ok(plan) = model.plan(&order, &estimate, Micros(100_833), at) {
                    assert!(plan.start >= at, "a set in the past");
                    let _ = model.verify(&plan, &estimate);
                }
            }
        }
    }
}

#[derive(Arbitrary, Debug)]
struct Truth {
    offset: i32,
    rate: i16,
    answers: Vec<u16>,
    gaps: Vec<u16>,
}

/// A meter that tells the truth by an ideal clock: the hard bounds hold the true offset after each
/// burst and each passive read, and at every instant between.
pub fn truthful_reads(bytes: &[u8]) {
    let Ok(truth) = Truth::arbitrary(&mut Unstructured::new(bytes)) else {
        return;
    };
    let start = 800_000_000_000_000i64;
    // The clock's offset at a node time, µs: up to 35 min off, up to 25 ppm fast or slow.
    let offset_at = |at: i64| {
        i64::from(truth.offset) + (at - start) / 1_000 * i64::from(truth.rate % 25_000) / 1_000_000
    };
    let mut tracker = Tracker::new(Profile::default());
    let mut now = start;
    let mut answers = truth
        .answers
        .iter()
        .copied()
        .chain(std::iter::repeat(30_000));
    for gap in std::iter::once(0).chain(truth.gaps.iter().copied().take(12)) {
        let holds = |tracker: &Tracker, now: i64| {
            if let Some(estimate) = tracker.estimate(Timestamp::from_micros(now)) {
                let true_offset = Offset::<MeterTime, NodeTime>::from_micros(offset_at(now));
                assert!(
                    estimate.bounds.contains(true_offset),
                    "true offset {} us outside {:?} at {now}",
                    true_offset.as_micros(),
                    estimate.bounds
                );
            }
        };
        for quarter in 1..=4 {
            holds(&tracker, now + i64::from(gap) * 250_000 * quarter);
        }
        now += i64::from(gap) * 1_000_000;
        if gap % 3 == 1 {
            let shown = (now + offset_at(now)).div_euclid(1_000_000);
            let answer = i64::from(answers.next().unwrap_or(30_000)) * 430 / 65 + 20_000;
            let _ = tracker.observe(
                Timestamp::from_micros(now),
                Timestamp::from_micros(now + answer),
                Timestamp::from_secs(shown),
            );
            holds(&tracker, now);
            now += answer;
            continue;
        }
        let mut burst = Burst::begin(&tracker, Timestamp::from_micros(now));
        for _ in 0..200 {
            let Some(end) = burst.next_read(Timestamp::from_micros(now + 100_000)) else {
                break;
            };
            // The meter looks at its clock at the end of the request and answers 20 ms to 450 ms
            // later.
            let answer = i64::from(answers.next().unwrap_or(30_000)) * 430 / 65 + 20_000;
            let looked = end.as_micros();
            let shown = (looked + offset_at(looked)).div_euclid(1_000_000);
            now = looked + answer;
            let _ = burst.feed(
                end,
                Timestamp::from_micros(now),
                Timestamp::from_secs(shown),
            );
        }
        let _ = burst.finish(&mut tracker);
        holds(&tracker, now);
    }
}

#[derive(Arbitrary, Debug)]
enum Radio {
    Exchange {
        wait: u32,
        forth: u16,
        turn: u16,
        back: u16,
        skew: i32,
    },
    Any([i64; 4]),
    Reference {
        wait: u32,
        late: u16,
        frame: u32,
    },
    AnyReference([i64; 3]),
}

/// The radio filter and the reference reader under any exchanges: nothing overflows.
pub fn any_exchanges(bytes: &[u8]) {
    let mut input = Unstructured::new(bytes);
    let (mut filter, mut reader) = (
        RadioFilter::new(),
        ReferenceReader::new(Micros::from_millis(20)),
    );
    let mut now = 1_000_000_000i64;
    while !input.is_empty() {
        let Ok(step) = Radio::arbitrary(&mut input) else {
            break;
        };
        let counter = Timestamp::<CounterTime>::from_micros;
        let gateway = Timestamp::<GatewayTime>::from_micros;
        match step {
            Radio::Exchange {
                wait,
                forth,
                turn,
                back,
                skew,
            } => {
                now += i64::from(wait);
                let t2 = now + i64::from(forth) + i64::from(skew);
                let t3 = t2 + i64::from(turn);
                let t4 = now + i64::from(forth) + i64::from(turn) + i64::from(back);
                let _ = filter.feed(counter(now), gateway(t2), gateway(t3), counter(t4));
            }
            // About 300 years around zero: all that a 64-bit count of microseconds is used for.
            Radio::Any(t) => {
                let [t1, t2, t3, t4] = t.map(|t| t >> 10);
                let _ = filter.feed(counter(t1), gateway(t2), gateway(t3), counter(t4));
            }
            Radio::Reference { wait, late, frame } => {
                now += i64::from(wait);
                let carried = (now - i64::from(late)).div_euclid(1_000_000);
                let _ = reader.feed(
                    gateway(now),
                    Timestamp::from_secs(carried),
                    Micros(i64::from(frame)),
                );
            }
            Radio::AnyReference(t) => {
                let [end, carried, frame] = t.map(|t| t >> 10);
                let carried = Timestamp::<ReferenceTime>::from_micros(carried);
                let _ = reader.feed(gateway(end), carried, Micros(frame));
            }
        }
        let _ = (
            filter.estimate(counter(now)),
            filter.to_gateway(counter(now)),
            filter.to_counter(gateway(now)),
        );
        let _ = (
            filter.discipline(counter(now)),
            reader.estimate(gateway(now)),
        );
    }
}
