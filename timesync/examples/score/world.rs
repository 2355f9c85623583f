//! Plays one world: bursts at the given schedule, errors after 12 h.

use timesync::{Burst, MeterTime, NodeTime, Profile, Timestamp, Tracker};

use crate::folder::World;
use crate::stat::Errors;

const SECOND: i64 = 1_000_000;
const FIRST_S: i64 = 60;
const EVERY_S: i64 = 10_800;
const SCORE_FROM_S: i64 = 43_200;
const AFTER_JUMP_S: i64 = 11_000;
/// What stamps may be wrong by when bounds are checked.
const STAMP_US: i64 = 2_500;

pub(crate) struct Played {
    pub(crate) burst: Errors,
    pub(crate) anytime: Errors,
    pub(crate) reads: u32,
    pub(crate) bounds_held: bool,
}

struct Player<'a> {
    world: &'a World,
    tracker: Tracker,
    reads: usize,
    now: i64,
}

pub(crate) fn play(world: &World, profile: bool) -> Played {
    let profile = if profile {
        Profile::measured(world.alpha_256)
    } else {
        Profile::UNKNOWN
    };
    let mut player = Player {
        world,
        tracker: Tracker::new(profile),
        reads: 0,
        now: 0,
    };
    let mut out = Played {
        burst: Errors::default(),
        anytime: Errors::default(),
        reads: 0,
        bounds_held: true,
    };
    let mut at = FIRST_S;
    while at < world.span_s {
        player.burst(at * SECOND);
        if player.tracker.is_pending() {
            let again = player.now + 30 * SECOND;
            player.burst(again);
        }
        player.check(player.now, &mut out, true);
        let next = if at == FIRST_S { EVERY_S } else { at + EVERY_S };
        let mut t = (player.now / (600 * SECOND) + 1) * 600 * SECOND;
        while t < next.min(world.span_s) * SECOND {
            player.check(t, &mut out, false);
            t += 600 * SECOND;
        }
        at = next;
    }
    out.reads = u32::try_from(player.reads).unwrap_or(u32::MAX);
    out
}

impl Player<'_> {
    fn burst(&mut self, at: i64) {
        self.now = at;
        let mut burst = Burst::begin(&self.tracker, Timestamp::from_micros(at));
        let mut earliest = at;
        while let Some(t) = burst.next_read(Timestamp::from_micros(earliest)) {
            let t = t.as_micros().max(earliest);
            let Some(draw) = self.world.draws.get(self.reads % self.world.draws.len()) else {
                break;
            };
            self.reads += 1;
            self.now = t;
            if draw.lost {
                burst.lost();
                earliest = t + 650_000;
                continue;
            }
            let latch = t + draw.d1 - self.world.cache_us;
            let shown = (latch + self.world.theta(latch)).div_euclid(SECOND) + draw.lie_s;
            let t1 = Timestamp::<NodeTime>::from_micros(t + draw.e1);
            let t2 = Timestamp::<NodeTime>::from_micros(t + draw.d1 + draw.d2 + draw.e2);
            burst.feed(t1, t2, Timestamp::<MeterTime>::from_secs(shown));
            self.now = t + draw.d1 + draw.d2;
            earliest = t + 350_000;
        }
        burst.finish(&mut self.tracker);
    }

    fn check(&self, t: i64, out: &mut Played, at_burst: bool) {
        let Some(e) = self.tracker.estimate(Timestamp::from_micros(t)) else {
            return;
        };
        let truth = self.world.theta(t);
        let after_jump = self
            .world
            .jump
            .is_some_and(|(at, _)| (at * SECOND..(at + AFTER_JUMP_S) * SECOND).contains(&t));
        if after_jump {
            return;
        }
        let low = e.bounds.lower.as_micros().saturating_sub(STAMP_US);
        let high = e
            .bounds
            .upper
            .as_micros()
            .saturating_add(STAMP_US + self.world.cache_us);
        out.bounds_held &= (low..=high).contains(&truth);
        if t < SCORE_FROM_S * SECOND {
            return;
        }
        let error = e.offset.as_micros() - truth;
        if at_burst {
            out.burst.note(error)
        } else {
            out.anytime.note(error)
        }
    }
}
