//! Keep a clock: ten days with a meter whose clock runs fast, shows whole seconds and is first 3 s
//! wrong.
//!
//! `cargo run -p timesync --example keep_a_clock`

use timesync::correct::policy::Reference;
use timesync::correct::slot::Schedule;
use timesync::keeper::{Action, Event, Keeper, KeeperConfig, Shown};
use timesync::{Micros, Policy, Profile, Timestamp};

/// A meter on paper: it gains 6 ppm, samples its clock 3 ms after a request and takes a set after
/// 30 ms.
struct Meter {
    offset_us: i64,
    since: i64,
}

impl Meter {
    fn error(&self, at: i64) -> i64 {
        self.offset_us + (at - self.since) * 6 / 1_000_000
    }

    fn shows(&self, at: i64) -> Timestamp<timesync::MeterTime> {
        let sample = at + 3_000;
        Timestamp::from_secs((sample + self.error(sample)).div_euclid(1_000_000))
    }

    fn set(&mut self, carried_s: i64, end: i64) {
        let write = end + 30_000;
        (self.offset_us, self.since) = (carried_s * 1_000_000 - write, write);
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // 2026-01-01 03:00: the meter's calendar is civil time, a day has 86400 s.
    let mut now = timesync::Civil::new(26, 1, 1, 3, 0, 0)?
        .to_meter_time()
        .assume();
    let end = now + Micros::DAY * 10;
    let (mut meter, since) = (
        Meter {
            offset_us: 3_000_000,
            since: now.as_micros(),
        },
        now,
    );
    let mut flash = [0; timesync::persist::KEEPER_LEN];
    let mut keeper = Keeper::new(KeeperConfig {
        profile: Profile::measured(35),
        policy: Policy::default(),
        schedule: Schedule::PLAIN,
        request: Micros::from_millis(120), // pause and request, 20 bytes at 2400 baud
        set_frame: Micros::from_millis(101), // 22 bytes
        patience: 8,
    });
    while now < end {
        keeper.handle_reference(now, Reference::Trusted); // what the gateway says of its time
        match keeper.poll(now) {
            Action::Meet => keeper.meet([0x66, 0x55, 0x44, 0x33, 0x22, 0x11], now),
            Action::Read(read) => {
                // On a real line: the request ends at t1, the answer's first start bit comes at t2.
                let t1 = read.end();
                now = t1 + Micros::from_millis(22);
                keeper.answered(read, t1, now, Shown::DateTime(meter.shows(t1.as_micros())))?;
            }
            Action::Set(set) => {
                now = set.plan().end;
                meter.set(set.plan().carries.as_secs(), now.as_micros());
                keeper.sent(set, now)?;
            }
            Action::Store => drop(keeper.save(&mut flash)),
            Action::Tell(Event::Moved(by)) => {
                let (day, off) = (
                    (now - since).as_micros() / 86_400_000_000,
                    meter.error(now.as_micros()),
                );
                println!(
                    "day {day}: moved by {by}, now off by {:.1} ms",
                    off as f64 / 1e3
                );
            }
            Action::Tell(event) => println!("{event:?}"),
            Action::Wait(until) => now = until.min(now + Micros::from_secs(300)),
            _ => {}
        }
    }
    let off = meter.error(end.as_micros());
    println!(
        "day 10: off by {:.1} ms after {} reads and {} sets",
        off as f64 / 1e3,
        keeper.counts().reads,
        keeper.counts().sets
    );
    if off.abs() < 1_000_000 {
        Ok(())
    } else {
        Err("the clock ran away".into())
    }
}
