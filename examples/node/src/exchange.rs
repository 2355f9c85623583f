//! When to ask the gateway for the time, and what its answers mean.

use crate::clock::NodeClock;
use rf_frame::report::Quality;
use rf_frame::time::{Beacon, Trsp};

/// A request that has not left, or whose answer has not come, by then is lost.
const ANSWER_US: u64 = 1_000_000;
/// Next try after that, shortest and longest.
const RETRY_US: (u64, u64) = (1_000_000, 6_000_000);
/// Requests of different nodes are spread over this time.
const SPREAD_US: u64 = 20_000_000;

/// Delay exchanges of one node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exchange {
    /// A request was handed to the radio; when its sync word left.
    asked: bool,
    sent_at: Option<u64>,
    /// When to give up, or when to ask next.
    due: u64,
    beacon: u8,
    quality: Quality,
    zone_us: i64,
    /// Time between two exchanges until the time is known.
    settling: u64,
    dice: u32,
    /// Start of this node.
    started: u64,
}

impl Exchange {
    /// First request at `first` of the counter; the zone is local standard time minus UTC.
    pub(crate) const fn new(started: u64, first: u64, zone_s: i32, settling: u64, seed: u32) -> Self {
        Self {
            asked: false,
            sent_at: None,
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
            self.sent_at = None;
            let (low, high) = RETRY_US;
            self.due = now.saturating_add(low).saturating_add(self.random(high - low));
        }
    }

    /// The beacon to relate a request to, if it is time to ask.
    pub(crate) fn wanted(&mut self, now: u64) -> Option<u8> {
        if self.asked || now < self.due {
            return None;
        }
        self.asked = true;
        self.due = now.saturating_add(ANSWER_US);
        Some(self.beacon)
    }

    /// The request's sync word ended at `at`.
    pub(crate) const fn sent(&mut self, now: u64, at: u64) {
        self.sent_at = Some(at);
        self.asked = true;
        self.due = now.saturating_add(ANSWER_US / 4);
    }

    /// A beacon tells how good the gateway's time is.
    pub(crate) const fn beacon(&mut self, beacon: &Beacon) {
        self.beacon = beacon.seq;
        self.quality = beacon.quality;
    }

    /// The answer came; its sync word ended at `t4`.
    pub(crate) fn answer(&mut self, now: u64, t4: u64, answer: &Trsp, clock: &mut NodeClock) {
        let Some(t1) = self.sent_at.take() else { return };
        self.asked = false;
        let t2 = i64::try_from(answer.arrival.to_micros()).unwrap_or(0).saturating_add(self.zone_us);
        let t3 = t2.saturating_add(i64::from(answer.turnaround_us));
        let trusted = matches!(self.quality, Quality::Ms100 | Quality::Ms10 | Quality::Ms1);
        clock.exchange(t1, t2, t3, t4, trusted);
        let running = now.saturating_sub(self.started);
        let interval = if clock.is_ready(now) { clock.interval_us(running) } else { self.settling };
        self.due = now.saturating_add(interval).saturating_add(self.random(SPREAD_US.min(interval / 3)));
    }

    /// A number below `n` (xorshift).
    fn random(&mut self, n: u64) -> u64 {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 17;
        self.dice ^= self.dice << 5;
        u64::from(self.dice).checked_rem(n).unwrap_or(0)
    }
}
