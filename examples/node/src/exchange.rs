//! When to ask the gateway for the time, and what its answers mean.

use crate::clock::NodeClock;
use rf_frame::v1::report::Quality;
use rf_frame::v1::time::{Beacon, Trsp};

/// A request that has not left, or whose answer has not come, by then is lost.
const ANSWER_US: u32 = 1_000_000;
/// Next try after that, shortest and longest.
const RETRY_US: (u32, u32) = (1_000_000, 6_000_000);
/// Requests of different nodes are spread over this time.
const SPREAD_US: u32 = 20_000_000;

const NEVER: u64 = u64::MAX;

/// Delay exchanges of one node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exchange {
    /// A request was handed to the radio; when its sync word left, [`NEVER`] before.
    asked: bool,
    sent_at: u64,
    /// When to give up, or when to ask next.
    due: u64,
    beacon: u8,
    quality: Quality,
    zone_us: i64,
    /// Time between two exchanges until the time is known.
    settling: u32,
    dice: u32,
    /// Start of this node.
    started: u64,
}

impl Exchange {
    /// First request at `first` of the counter; the zone is local standard time minus UTC.
    pub(crate) const fn new(
        started: u64,
        first: u64,
        zone_s: i32,
        settling: u32,
        seed: u32,
    ) -> Self {
        Self {
            asked: false,
            sent_at: NEVER,
            due: first,
            beacon: 0,
            quality: Quality::NeverSet,
            zone_us: zone_s as i64 * 1_000_000,
            settling,
            dice: seed | 1,
            started,
        }
    }

    /// When [`timeout`](Self::timeout) and [`wanted`](Self::wanted) are to be called.
    pub(crate) const fn due(&self) -> u64 {
        self.due
    }

    /// Ends a request whose answer did not come.
    pub(crate) fn timeout(&mut self, now: u64) {
        if self.asked && now >= self.due {
            self.asked = false;
            self.sent_at = NEVER;
            let (low, high) = RETRY_US;
            self.wait(low, now, high - low);
        }
    }

    /// The beacon to relate a request to, if it is time to ask.
    pub(crate) fn wanted(&mut self, now: u64) -> Option<u8> {
        if self.asked || now < self.due {
            return None;
        }
        self.asked = true;
        self.wait(ANSWER_US, now, 0);
        Some(self.beacon)
    }

    /// The next thing is due after `us` and a random part of `spread` (xorshift).
    fn wait(&mut self, us: u32, now: u64, spread: u32) {
        let mut wait = us;
        if spread > 0 {
            self.dice ^= self.dice << 13;
            self.dice ^= self.dice >> 17;
            self.dice ^= self.dice << 5;
            wait = wait.wrapping_add(self.dice.checked_rem(spread).unwrap_or(0));
        }
        self.due = now.wrapping_add(u64::from(wait));
    }

    /// The request's sync word ended at `at`.
    pub(crate) fn sent(&mut self, now: u64, at: u64) {
        self.sent_at = at;
        self.asked = true;
        self.wait(ANSWER_US / 4, now, 0);
    }

    /// A beacon tells how good the gateway's time is.
    pub(crate) const fn beacon(&mut self, beacon: &Beacon) {
        self.beacon = beacon.seq;
        self.quality = beacon.quality;
    }

    /// The answer came; its sync word ended at `t4`.
    pub(crate) fn answer(&mut self, now: u64, t4: u64, answer: &Trsp, clock: &mut NodeClock) {
        let t1 = core::mem::replace(&mut self.sent_at, NEVER);
        if t1 == NEVER {
            return;
        }
        self.asked = false;
        let t2 = (answer.arrival.to_micros() as i64).wrapping_add(self.zone_us);
        let t3 = t2.wrapping_add(i64::from(answer.turnaround_us));
        let trusted = matches!(self.quality, Quality::Ms100 | Quality::Ms10 | Quality::Ms1);
        clock.exchange(t1, t2, t3, t4, trusted);
        let running = now.saturating_sub(self.started);
        let interval = if clock.is_ready(now) {
            clock.interval_us(running)
        } else {
            self.settling
        };
        self.wait(interval, now, SPREAD_US.min(interval / 3));
    }
}
