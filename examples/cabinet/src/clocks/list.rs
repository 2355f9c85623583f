//! The worlds by name, each with the goals of its kind as limits.
//!
//! A clock that is set once a day is off by half of a day's drift at least: 4 ppm leave 173 ms. A
//! limit of 300 ms says that the clock is kept like any other.

use super::scene::{Act, Figure, PLAIN, Scene};
use super::spoil;
use meter::SetMode;
use sim::queue::{DAY, HOUR, MINUTE, Micros};

const MS: Micros = 1_000;
const SECOND_US: i64 = 1_000_000;

/// Kept like any other, at most one set a day and 130 reads.
const KEPT: [(Figure, f64); 4] = [
    (Figure::ErrorP99, 300.0),
    (Figure::ErrorMax, 450.0),
    (Figure::SetsADay, 1.0),
    (Figure::ReadsADay, 130.0),
];

/// All of them, in the order in which they are told.
pub(super) static WORLDS: &[Scene] = &[
    Scene {
        name: "late",
        what: "frames leave 0-300 ms after the second they carry",
        late: 300_000,
        limits: &[
            (Figure::GatewayP99, 50.0),
            (Figure::Distrusted, 1.0),
            (Figure::ErrorP99, 350.0),
            (Figure::ErrorMax, 450.0),
            (Figure::SetsADay, 1.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "late-daily",
        what: "one frame a day, 0-300 ms late",
        days: 30,
        settles: 11 * DAY,
        late: 300_000,
        every: DAY,
        limits: &[
            (Figure::GatewayP99, 150.0),
            (Figure::Distrusted, 1.0),
            (Figure::ErrorP99, 450.0),
            (Figure::SetsADay, 1.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "jump",
        what: "the reference jumps by 18 s on the fourth day and stays there",
        days: 30,
        once: &[(3 * DAY + 10 * HOUR, Act::Jump(18 * SECOND_US))],
        limits: &[(Figure::Moved, 450.0), (Figure::SetsADay, 1.0)],
        ..PLAIN
    },
    Scene {
        name: "jump-back",
        what: "the reference jumps by two seconds for an hour, then is right again",
        once: &[
            (4 * DAY + 10 * HOUR, Act::Jump(2 * SECOND_US)),
            (4 * DAY + 11 * HOUR, Act::Jump(-2 * SECOND_US)),
            (5 * DAY + 10 * HOUR, Act::Jump(-2 * SECOND_US)),
            (5 * DAY + 11 * HOUR, Act::Jump(2 * SECOND_US)),
        ],
        limits: &KEPT,
        ..PLAIN
    },
    Scene {
        name: "ramp",
        what: "the reference runs 50 ppm fast from the fourth day on",
        ramp_ppb: 50_000,
        days: 14,
        limits: &[(Figure::ErrorEnd, 5_000.0), (Figure::SetsADay, 1.0)],
        ..PLAIN
    },
    Scene {
        name: "zone",
        what: "the reference is wrong by eight hours from the first frame on",
        ahead: 8 * 3_600 * SECOND_US,
        limits: &[
            (Figure::Sets, 0.0),
            (Figure::ReadsADay, 130.0),
            (Figure::Untold, 0.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "copy",
        what: "answers come from a copy of the clock that is made once a second",
        tune: |_, meter| meter.clock.copy_every = 1_000_000,
        limits: &[
            (Figure::ErrorMax, 1_600.0),
            (Figure::Overclaimed, 2.0),
            (Figure::SetsADay, 1.0),
            (Figure::ReadsADay, 200.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "loop",
        what: "answers come from a copy that a main loop makes every 50-400 ms",
        tune: |i, meter| meter.clock.copy_every = 50_000 * (1 + i as u32 % 8),
        limits: &[
            (Figure::ErrorMax, 1_000.0),
            (Figure::Overclaimed, 2.0),
            (Figure::SetsADay, 1.0),
            (Figure::ReadsADay, 200.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "next-tick",
        what: "meters show the second written from their next tick on",
        days: 12,
        settles: 6 * DAY + HOUR,
        tune: |_, meter| meter.clock.set_mode = SetMode::NextTick,
        limits: &[(Figure::ErrorMax, 800.0), (Figure::SetsADay, 1.0)],
        ..PLAIN
    },
    Scene {
        name: "foreign",
        what: "another master sets the meters every day at ten, 1.7 s off",
        days: 16,
        settles: 9 * DAY,
        again: Some((10 * HOUR, DAY, Act::Foreign(1_700_000))),
        limits: &[(Figure::ErrorMax, 450.0), (Figure::SetsADay, 1.0)],
        ..PLAIN
    },
    Scene {
        name: "no-weekday",
        what: "the day of the week is wrong for ever",
        spoil: spoil::weekday,
        limits: &KEPT,
        ..PLAIN
    },
    Scene {
        name: "split",
        what: "meters have no 0400010C, only 04000101 and 04000102",
        spoil: spoil::no_date_and_time,
        limits: &[
            (Figure::ErrorP99, 300.0),
            (Figure::ErrorMax, 450.0),
            (Figure::SetsADay, 1.0),
            (Figure::ReadsADay, 200.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "battery",
        what: "the clocks began anew at 2000-01-01",
        tune: |_, meter| meter.clock.start = 0,
        limits: &[
            (Figure::Sets, 0.0),
            (Figure::ReadsADay, 130.0),
            (Figure::Untold, 0.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "stopped",
        what: "the clocks stop on the fourth day",
        once: &[(3 * DAY + 10 * HOUR, Act::Stop)],
        limits: &[
            (Figure::Moved, 290_000.0),
            (Figure::SetsADay, 1.0),
            (Figure::ReadsADay, 200.0),
            (Figure::Untold, 0.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "swing",
        what: "the rates swing by 15 ppm over the day",
        swing_ppb: 15_000.0,
        rate_ppb: 2_000.0,
        limits: &[
            (Figure::BoundsBroken, 0.0),
            // A quartz beyond the standard: no worse than a daily broadcast would leave it.
            (Figure::ErrorMax, 900.0),
            (Figure::SetsADay, 1.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "holdover",
        what: "the gateway is off for an hour",
        once: &[
            (4 * DAY + 10 * HOUR, Act::GatewayOff),
            (4 * DAY + 11 * HOUR, Act::NoteNodes),
            (4 * DAY + 11 * HOUR + MINUTE, Act::GatewayOn),
        ],
        limits: &[(Figure::NodesMax, 3.0), (Figure::SetsADay, 1.0)],
        ..PLAIN
    },
    Scene {
        name: "holdover-day",
        what: "the gateway is off for a day",
        once: &[
            (4 * DAY + 10 * HOUR, Act::GatewayOff),
            (5 * DAY + 10 * HOUR, Act::NoteNodes),
            (5 * DAY + 10 * HOUR + MINUTE, Act::GatewayOn),
        ],
        limits: &[
            (Figure::NodesP50, 250.0),
            (Figure::NodesMax, 1_500.0),
            (Figure::SetsADay, 1.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "1997",
        what: "meters of the edition of 1997",
        tune: |_, meter| meter.edition = dlt645::Edition::V1997,
        limits: &[
            (Figure::ErrorP99, 300.0),
            (Figure::ErrorMax, 450.0),
            (Figure::SetsADay, 1.0),
            (Figure::ReadsADay, 200.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "slow",
        what: "every answer comes 100-490 ms late",
        busy: (1.0, 100_000, 490_000),
        limits: &[
            (Figure::ErrorMax, 600.0),
            (Figure::ReadsADay, 100.0),
            (Figure::SetsADay, 1.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "set-latency",
        what: "a set takes effect 0.8-1.2 s after its frame",
        days: 14,
        settles: 7 * DAY + HOUR,
        tune: |_, meter| {
            meter.clock.write_delay = 800_000;
            meter.clock.write_jitter = 400_000;
        },
        limits: &[(Figure::ErrorP99, 300.0), (Figure::SetsADay, 1.0)],
        ..PLAIN
    },
    Scene {
        name: "single-source",
        what: "one reference alone, good; the meters are off by up to a minute at the start",
        limits: &KEPT,
        ..PLAIN
    },
    Scene {
        name: "node-step",
        what: "the gateway starts anew under a reference that is 18 s off, and again under a right one",
        once: &[
            (4 * DAY + 10 * HOUR, Act::Jump(18 * SECOND_US)),
            (4 * DAY + 10 * HOUR, Act::GatewayOff),
            (4 * DAY + 10 * HOUR + MINUTE, Act::GatewayOn),
            (5 * DAY + 12 * HOUR, Act::Jump(-18 * SECOND_US)),
            (5 * DAY + 12 * HOUR, Act::GatewayOff),
            (5 * DAY + 12 * HOUR + MINUTE, Act::GatewayOn),
        ],
        limits: &[(Figure::Moved, 1_200.0), (Figure::ErrorEnd, 450.0)],
        ..PLAIN
    },
    Scene {
        name: "restarts",
        what: "every node starts anew every day",
        again: Some((5 * HOUR + 20 * MINUTE, DAY, Act::RestartNodes)),
        limits: &KEPT,
        ..PLAIN
    },
    Scene {
        name: "steps",
        what: "somebody moves every clock, by seven seconds and by 60 ms",
        once: &[
            (4 * DAY + 7 * HOUR, Act::Move(-7 * SECOND_US)),
            (5 * DAY + 13 * HOUR, Act::Move(60 * MS as i64)),
        ],
        limits: &[(Figure::ErrorEnd, 450.0), (Figure::SetsADay, 1.0)],
        ..PLAIN
    },
    Scene {
        name: "copy-swing",
        what: "answers from a copy that is made once a second, and rates that swing by 5 ppm",
        swing_ppb: 5_000.0,
        tune: |_, meter| meter.clock.copy_every = 1_000_000,
        limits: &[
            (Figure::BoundsBroken, 0.0),
            (Figure::ErrorMax, 1_600.0),
            (Figure::Overclaimed, 2.0),
            (Figure::SetsADay, 1.0),
            (Figure::ReadsADay, 200.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "next-tick-slow",
        what: "second shown from the next tick on, and every answer 100-490 ms late",
        days: 12,
        settles: 6 * DAY + HOUR,
        busy: (1.0, 100_000, 490_000),
        tune: |_, meter| meter.clock.set_mode = SetMode::NextTick,
        limits: &[
            (Figure::ErrorMax, 1_000.0),
            (Figure::ReadsADay, 200.0),
            (Figure::SetsADay, 1.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "1997-late",
        what: "meters of the edition of 1997, and frames that leave 0-300 ms late",
        late: 300_000,
        tune: |_, meter| meter.edition = dlt645::Edition::V1997,
        limits: &[
            (Figure::GatewayP99, 50.0),
            (Figure::ErrorP99, 350.0),
            (Figure::ErrorMax, 450.0),
            (Figure::SetsADay, 1.0),
            (Figure::ReadsADay, 200.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "day-back",
        what: "every clock jumps back by a day on the fifth day",
        once: &[(4 * DAY + 7 * HOUR, Act::Move(-86_400 * SECOND_US))],
        limits: &[
            (Figure::Moved, 450.0),
            (Figure::SetsADay, 1.0),
            (Figure::ReadsADay, 200.0),
            (Figure::Untold, 0.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "month-ahead",
        what: "every clock leaps into the next month on the fifth day",
        once: &[(4 * DAY + 7 * HOUR, Act::Move(31 * 86_400 * SECOND_US))],
        limits: &[
            (Figure::Moved, 450.0),
            (Figure::SetsADay, 1.0),
            (Figure::ReadsADay, 200.0),
            (Figure::Untold, 0.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "reads-lost",
        what: "every second answer of the meters is lost",
        lost: 0.5,
        limits: &[
            (Figure::BoundsBroken, 0.0),
            (Figure::ErrorP99, 300.0),
            (Figure::ErrorMax, 450.0),
            (Figure::SetsADay, 1.0),
            (Figure::ReadsADay, 200.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "tired",
        what: "answers come up to 400 ms later at the end of the day",
        busy: (1.0, 0, 60_000),
        tires: 400_000,
        limits: &[
            (Figure::BoundsBroken, 0.0),
            (Figure::ErrorP99, 300.0),
            (Figure::ErrorMax, 450.0),
            (Figure::SetsADay, 1.0),
            (Figure::ReadsADay, 200.0),
        ],
        ..PLAIN
    },
    Scene {
        name: "two-jumps",
        what: "the reference jumps by 5 s on the fourth day and by -3 s on the seventh",
        days: 30,
        once: &[
            (3 * DAY + 10 * HOUR, Act::Jump(5 * SECOND_US)),
            (6 * DAY + 15 * HOUR, Act::Jump(-3 * SECOND_US)),
        ],
        limits: &[(Figure::Moved, 450.0), (Figure::SetsADay, 1.0)],
        ..PLAIN
    },
    Scene {
        name: "hourly",
        what: "every node starts anew every hour",
        again: Some((20 * MINUTE, HOUR, Act::RestartNodes)),
        limits: &[
            (Figure::BoundsBroken, 0.0),
            (Figure::ErrorP99, 450.0),
            (Figure::SetsADay, 1.0),
        ],
        ..PLAIN
    },
];

/// The world of this name.
pub(super) fn find(name: &str) -> Option<&'static Scene> {
    WORLDS.iter().find(|world| world.name == name)
}
