//! Keep a clock: ten days with a meter whose clock runs fast, shows whole seconds and is first 3 s wrong.
//!
//! `cargo run -p timesync --example keep_a_clock`

use timesync::policy::Cause;
use timesync::set::{Line, SetOutcome};
use timesync::{
    Burst, Context, Decision, Micros, NodeTime, Policy, Profile, SetModel, Timestamp, Tracker,
    decide,
};

/// A meter on paper: it gains 6 ppm and looks at its clock 3 ms after a request.
struct Meter {
    offset_us: i64,
    since: i64,
}

impl Meter {
    fn error(&self, at: i64) -> i64 {
        self.offset_us + (at - self.since) * 6 / 1_000_000
    }

    fn shows(&self, at: i64) -> Timestamp<timesync::MeterTime> {
        Timestamp::from_secs((at + self.error(at)).div_euclid(1_000_000))
    }

    /// The carried second begins when the write takes effect.
    fn set(&mut self, carried_s: i64, at: i64) {
        (self.offset_us, self.since) = (carried_s * 1_000_000 - at, at);
    }
}

fn burst(tracker: &mut Tracker, meter: &Meter, now: Timestamp<NodeTime>) -> Timestamp<NodeTime> {
    let mut burst = Burst::begin(tracker, now);
    let mut earliest = now;
    while let Some(t1) = burst.next_read(earliest) {
        // On a real line: the read request ends at t1, the answer's first start bit comes at t2.
        let t2 = t1.plus(Micros::from_millis(22));
        burst.feed(t1, t2, meter.shows(t1.as_micros() + 3_000));
        earliest = t1.plus(Burst::PAUSE);
    }
    burst.finish(tracker);
    earliest
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // 2026-01-01 03:00: the meter's calendar is civil time, a day has 86400 s.
    let start = timesync::Civil::new(26, 1, 1, 3, 0, 0)?.to_secs();
    let mut meter = Meter {
        offset_us: 3_000_000,
        since: start * 1_000_000,
    };
    let mut tracker = Tracker::new(Profile::measured(35));
    let mut model = SetModel::new();
    let mut context = Context::first([0x66, 0x55, 0x44, 0x33, 0x22, 0x11]);
    for day in 0..10 {
        let now = Timestamp::from_secs(start + day * 86_400);
        context.moved_today = Micros::ZERO;
        let now = burst(&mut tracker, &meter, now);
        let estimate = tracker.estimate(now).ok_or("nothing known after a burst")?;
        let truth = meter.error(now.as_micros());
        let known = estimate.offset.as_micros();
        print!(
            "day {day}: off by {:8.1} ms, known as {:8.1} ms; ",
            truth as f64 / 1e3,
            known as f64 / 1e3
        );
        let order = match decide(&estimate, &Policy::default(), &context) {
            Decision::None => {
                println!("left alone");
                continue;
            }
            Decision::Refuse(why) => {
                println!("not set: {why}");
                continue;
            }
            Decision::Set(order) => order,
        };
        // A broadcast set is 16 + 6 bytes at 2400 baud, and the frame must end at the right moment.
        let plan = model.plan(
            &order,
            &estimate,
            Line {
                bytes: 22,
                baud: 2400,
            },
            now,
        )?;
        meter.set(plan.carries.as_secs(), plan.end.as_micros() + 30_000);
        tracker.clock_set(plan.end, plan.predicted, plan.uncertainty);
        (context.last_set, context.cause) = (Some(plan.end), Cause::Drift);
        let checked = burst(&mut tracker, &meter, plan.end.plus(Micros::from_secs(2)));
        let after = tracker
            .estimate(checked)
            .ok_or("nothing known after a set")?;
        match model.verify(&plan, &after) {
            SetOutcome::Moved { .. } => {
                println!(
                    "set, now off by {:.1} ms",
                    meter.error(checked.as_micros()) as f64 / 1e3
                )
            }
            other => println!("the set did not work: {other:?}"),
        }
    }
    let end = meter.error((start + 10 * 86_400) * 1_000_000);
    if end.abs() < 1_000_000 {
        Ok(())
    } else {
        Err("the clock ran away".into())
    }
}
