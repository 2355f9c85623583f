//! A fixed seed of observations through trackers, policy, set model, radio filter and reference
//! reader; every state and decision is written out. No float, no heap: the host and a Cortex-M
//! image play the same file.

use core::fmt::{self, Write};
use core::hint::black_box;
use timesync::ReferenceReader;
use timesync::correct::policy::{Method, SetOrder};
use timesync::{
    Burst, GatewayTime, Micros, NodeTime, Offset, Profile, RadioFilter, SetModel, Timestamp,
    Tracker,
};

const SECOND: i64 = 1_000_000;
/// A broadcast set on the line: 22 bytes of 11 bits at 2400 baud.
const FRAME: Micros = Micros(22 * 11_000_000 / 2_400);
const START: i64 = 800_000_000 * SECOND;

struct Dice(u64);

impl Dice {
    fn below(&mut self, span: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as i64).rem_euclid(span)
    }
}

struct Meter {
    theta: i64,
    rate_ppb: i64,
    /// Where it is `theta` off.
    origin: i64,
}

impl Meter {
    fn at(&self, t: i64) -> i64 {
        self.theta + (t - self.origin) / 1_000 * self.rate_ppb / 1_000_000
    }

    /// The second that the meter shows, with a false one now and then.
    fn shown(&self, latch: i64, dice: &mut Dice) -> i64 {
        let lie = if dice.below(40) == 0 {
            dice.below(7) - 3
        } else {
            0
        };
        (latch + self.at(latch)).div_euclid(SECOND) + lie
    }
}

fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, &b| {
        (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

fn tell(out: &mut impl Write, what: &str, tracker: &Tracker, at: i64) -> fmt::Result {
    write!(out, "{what} {:016x}", hash(&tracker.to_bytes()))?;
    if let Some(e) = tracker.estimate(Timestamp::from_micros(at)) {
        write!(
            out,
            " {} {} {} {} {}",
            e.offset.as_micros(),
            e.bounds.lower.as_micros(),
            e.bounds.upper.as_micros(),
            e.rate.0,
            e.deviation.0
        )?;
    }
    writeln!(out)
}

fn burst(tracker: &mut Tracker, meter: &Meter, at: i64, dice: &mut Dice) -> i64 {
    let mut burst = Burst::begin(tracker, Timestamp::from_micros(at));
    let mut earliest = at;
    while let Some(t) = burst.next_read(Timestamp::from_micros(earliest)) {
        let t = t.as_micros();
        let (d1, d2) = (1_000 + dice.below(9_000), 20_000 + dice.below(6_000));
        if dice.below(20) == 0 {
            burst.lost();
            earliest = t + 650_000;
            continue;
        }
        let shown = Timestamp::from_secs(meter.shown(t + d1, dice));
        burst.feed(
            Timestamp::<NodeTime>::from_micros(t),
            Timestamp::from_micros(t + d1 + d2),
            shown,
        );
        earliest = t + 350_000;
    }
    burst.finish(tracker);
    earliest
}

/// Bursts every three hours; what the policy says is done, once a step of the clock comes in
/// between.
fn bursts(out: &mut impl Write, seed: u64, profile: Profile) -> fmt::Result {
    let mut dice = Dice(seed);
    let mut meter = Meter {
        theta: dice.below(4 * SECOND) - 2 * SECOND,
        rate_ppb: dice.below(8_000) - 4_000,
        origin: START,
    };
    let (mut tracker, mut sets) = (Tracker::new(profile), SetModel::new());
    let mut at = START + dice.below(86_400 * SECOND);
    for n in 0..10 {
        let mut end = burst(&mut tracker, &meter, at, &mut dice);
        if tracker.is_pending() {
            end = burst(&mut tracker, &meter, end + 30 * SECOND, &mut dice);
        }
        tell(out, "burst", &tracker, end)?;
        let Some(e) = tracker.estimate(Timestamp::from_micros(end)) else {
            continue;
        };
        let off = Micros::from(e.offset);
        if off.abs() < Micros::from_millis(250) {
            writeln!(out, "none")?;
        } else {
            let order = SetOrder {
                at: Timestamp::from_micros(end) + Micros::from_secs(30),
                motion: -off,
                aim: Offset::ZERO,
                method: Method::Broadcast,
            };
            let plan = sets.plan(&order, &e, FRAME, Timestamp::from_micros(end));
            writeln!(out, "set {plan:?}")?;
            if let Ok(plan) = plan {
                let late = plan.end.as_micros() + 20_000 + dice.below(30_000);
                let new = plan.carries.as_micros();
                meter.theta += new - (late + meter.at(late));
                tracker.clock_set(plan.end, plan.predicted, plan.uncertainty);
                let end = burst(&mut tracker, &meter, late + SECOND, &mut dice);
                if let Some(after) = tracker.estimate(Timestamp::from_micros(end)) {
                    writeln!(out, "verified {:?}", sets.verify(&plan, &after))?;
                }
                at = end;
            }
        }
        if n == 6 {
            meter.theta += 3 * SECOND / 2;
        }
        at += 10_800 * SECOND;
    }
    Ok(())
}

fn passive(out: &mut impl Write, seed: u64) -> fmt::Result {
    let mut dice = Dice(seed);
    let meter = Meter {
        theta: 123_456,
        rate_ppb: 2_500,
        origin: 0,
    };
    let mut tracker = Tracker::new(Profile::measured(20));
    let mut at = 500 * SECOND;
    for n in 0..120 {
        at += 300 * SECOND + dice.below(1_200 * SECOND);
        let (d1, d2) = (1_000 + dice.below(4_000), 20_000 + dice.below(20_000));
        let shown = Timestamp::from_secs(meter.shown(at + d1, &mut dice));
        tracker.observe(
            Timestamp::from_micros(at),
            Timestamp::from_micros(at + d1 + d2),
            shown,
        );
        if n % 12 == 11 {
            tell(out, "passive", &tracker, at)?;
        }
    }
    Ok(())
}

fn radio(out: &mut impl Write, seed: u64) -> fmt::Result {
    let mut dice = Dice(seed);
    let mut filter = RadioFilter::new();
    for n in 0..60 {
        let t = n * 300 * SECOND;
        let offset = 400_000 + t / 1_000 * 17 / 1_000;
        let late = |dice: &mut Dice| {
            if dice.below(20) == 0 {
                dice.below(15_000)
            } else {
                dice.below(80)
            }
        };
        let t2 = t + 1_200 + late(&mut dice);
        let t3 = t2 + 9_000;
        let t4 = t3 + 1_200 + late(&mut dice) + offset;
        let fed = filter.feed(
            Timestamp::from_micros(t + offset),
            Timestamp::from_micros(t2),
            Timestamp::from_micros(t3),
            Timestamp::from_micros(t4),
        );
        if n % 6 == 5 {
            let e = filter.estimate(Timestamp::from_micros(t4));
            writeln!(
                out,
                "radio {fed:?} {:?}",
                e.map(|e| (e.offset.as_micros(), e.rate.0, e.deviation.0))
            )?;
        }
    }
    Ok(())
}

fn reference(out: &mut impl Write, seed: u64) -> fmt::Result {
    let mut dice = Dice(seed);
    let mut reader = ReferenceReader::new(Micros::from_millis(200));
    for n in 0..12 {
        let end = 900 * SECOND * n + dice.below(100 * SECOND);
        let shown = (end - 100_000 - dice.below(150_000) + 777_000).div_euclid(SECOND);
        let fed = reader.feed(
            Timestamp::<GatewayTime>::from_micros(end),
            Timestamp::from_secs(shown),
            Micros(100_833),
        );
        let e = reader.estimate(Timestamp::from_micros(end));
        writeln!(
            out,
            "reference {fed:?} {:?}",
            e.map(|e| (e.offset.as_micros(), e.rate.0, e.deviation.0))
        )?;
    }
    Ok(())
}

/// Divisions and shifts of 64 bits: a small core has them as routines, the images with their own.
fn words(out: &mut impl Write, seed: u64) -> fmt::Result {
    let mut dice = Dice(seed);
    for _ in 0..4 {
        let mut all = 0;
        for _ in 0..64 {
            let mut word = || {
                let [high, low, shift] = [1 << 31, 1 << 31, 64].map(|span| dice.below(span) as u64);
                black_box((high << 33 ^ low << 2 ^ shift) >> shift)
            };
            let (a, b) = (word(), word().max(1));
            let (signed_a, signed_b, n) = (a as i64, b as i64, black_box(b as u32 & 63));
            let signed = [
                signed_a.wrapping_div(signed_b),
                signed_a.wrapping_rem(signed_b.wrapping_neg()),
                signed_a >> n,
            ];
            for result in [a / b, a % b, a << n, a >> n]
                .into_iter()
                .chain(signed.map(|v| v as u64))
            {
                all = hash(&(all ^ result).to_le_bytes());
            }
        }
        writeln!(out, "words {all:016x}")?;
    }
    Ok(())
}

/// Plays everything.
pub(crate) fn play(out: &mut impl Write) -> fmt::Result {
    bursts(out, 1, Profile::measured(24))?;
    bursts(out, 2, Profile::UNKNOWN)?;
    passive(out, 3)?;
    radio(out, 4)?;
    reference(out, 5)?;
    words(out, 6)?;
    writeln!(out, "end")
}
