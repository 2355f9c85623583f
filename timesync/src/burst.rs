//! A burst of reads: where to put the next one, what the answers say, when to distrust them.
//!
//! Call order: [`Burst::begin`], then [`Burst::next_read`] and one of [`Burst::feed`] and
//! [`Burst::lost`] in turn until `next_read` returns `None`, then [`Burst::finish`].
//!
//! One read is one bit, so each is placed where both answers are about equally likely: around the median of
//! what is believed. A warm burst starts from the tracker's prediction; a cold one searches the
//! second by bisection, then makes two certainty reads on both sides of what it found, because a
//! bisection that swallowed one false answer sits on the wrong edge and nothing later would show it.

use crate::latch::{Latch, LatchState, Profile, TURN_MAX};
use crate::math::{abs, add, clamp, drift, floor_div, isqrt, mul, mul_div, sub};
use crate::posterior::{Posterior, Prior, Read, edge, evidence, posterior};
use crate::time::{MeterTime, Micros, NodeTime, Timestamp};
use crate::tracker::Tracker;

/// Reads that a burst can hold.
pub const MAX_READS: usize = 46;
/// Reads of an ordinary warm burst.
pub const WARM_READS: u8 = 6;
/// Reads of a cold burst.
pub const COLD_READS: u8 = 16;
/// Reads that contradictions may add to a burst.
pub const EXTRA_READS: u8 = 30;

const SECOND: i64 = 1_000_000;
/// Reads of a search that starts again.
const AGAIN_READS: u8 = 12;
/// Hinge cap of the cold search, µs.
const HINGE_CAP: i64 = 60_000;
/// The cold search ends below this width, µs.
const FOUND: i64 = 40_000;
/// Steps up to this are looked for in the reads themselves, µs.
const STEP_RANGE: i64 = 200_000;
/// By how much they must fit better, Q8 nats.
const STEP_GAIN: i32 = 512;
/// Reads before it may end.
const SEARCH_READS: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Search,
    ProbeLow,
    ProbeHigh,
    Track,
    /// A last read beyond the estimate (towards this side) after answers that all pointed there.
    Final(bool),
    Done,
}

/// What a read did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fed {
    /// Taken in.
    Used,
    /// Taken in, but it came so slowly that it says little.
    Slow,
    /// Refused: the answer came before the request, or more than 600 ms after it.
    Discarded,
    /// It contradicts what is known; it is repeated before it counts.
    Doubted,
    /// Contradictions were confirmed: the reads so far are dropped and the search starts again.
    Restarted,
}

/// Scratch of one burst (below 1.5 KiB; one is enough for all meters of a node).
#[derive(Clone, Debug)]
pub struct Burst {
    pub(crate) begun: i64,
    pub(crate) rate: i64,
    pub(crate) prior: Prior,
    pub(crate) latch: LatchState,
    pub(crate) reads: [Read; MAX_READS],
    pub(crate) n: usize,
    pub(crate) made: u8,
    pub(crate) budget: u8,
    limit: u8,
    pub(crate) stage: Stage,
    pub(crate) cold: bool,
    pub(crate) restarts: u8,
    /// Whole second at whose start the pending read aims, and whether one was asked for.
    aimed: Option<(i64, i64)>,
    doubt: Option<i64>,
    doubts: u8,
    high: u8,
    low: u8,
    checked: bool,
}

const _: () = assert!(size_of::<Burst>() <= 1_280);

impl Burst {
    /// Starts a burst at `now`; warm if the tracker knows the clock, else cold.
    #[must_use]
    pub fn begin(tracker: &Tracker, now: Timestamp<NodeTime>) -> Self {
        Self::begin_with(tracker, now, WARM_READS)
    }

    /// As [`Burst::begin`] with another number of reads for a warm burst (12 after a set); a cold one
    /// has at least [`COLD_READS`].
    #[must_use]
    pub fn begin_with(tracker: &Tracker, now: Timestamp<NodeTime>, reads: u8) -> Self {
        let mut burst = Self::idle();
        burst.restart(tracker, now, reads);
        burst
    }

    /// No burst: complete, without a read. A place for [`Burst::restart`].
    #[must_use]
    #[inline(never)]
    pub const fn idle() -> Self {
        Self {
            begun: 0,
            rate: 0,
            prior: Prior::Flat(0, 0),
            latch: LatchState::new(Profile::UNKNOWN),
            reads: [Read { dt: 0, r: 0, z: 0 }; MAX_READS],
            n: 0,
            made: 0,
            budget: 0,
            limit: 0,
            stage: Stage::Done,
            cold: false,
            restarts: 0,
            aimed: None,
            doubt: None,
            doubts: 0,
            high: 0,
            low: 0,
            checked: false,
        }
    }

    /// [`Burst::begin_with`] in place of what was there before: a burst is too large to be moved on a small stack.
    pub fn restart(&mut self, tracker: &Tracker, now: Timestamp<NodeTime>, reads: u8) {
        let prior = tracker.prior(now);
        let reads = reads.clamp(1, 40);
        self.cold = prior.is_none();
        self.begun = now.as_micros();
        self.rate = tracker.rate_at(now);
        self.prior = prior.unwrap_or(Prior::Flat(0, 0));
        self.latch = *tracker.latch();
        self.made = 0;
        self.budget = if self.cold { reads.max(COLD_READS) } else { reads };
        self.limit = self.budget.saturating_add(EXTRA_READS);
        self.stage = if self.cold { Stage::Search } else { Stage::Track };
        self.restarts = 0;
        self.doubts = 0;
        self.checked = false;
        self.drop_reads();
        self.aimed = None;
    }

    fn drop_reads(&mut self) {
        self.n = 0;
        self.doubt = None;
        self.high = 0;
        self.low = 0;
    }

    /// Reads asked for so far, lost ones included.
    #[must_use]
    pub const fn reads_made(&self) -> u8 {
        self.made
    }

    pub(crate) fn model(&self) -> Latch {
        self.latch.model()
    }

    pub(crate) fn used(&self) -> &[Read] {
        self.reads.get(..self.n).unwrap_or(&[])
    }

    pub(crate) fn posterior(&self, model: &Latch) -> Posterior {
        posterior(self.used(), model, self.rate, self.prior)
    }

    /// When the last stop bit of the next request should end; `None` when the burst is complete.
    ///
    /// `earliest` is the first instant at which a request could end (now, plus the gap the line needs,
    /// plus the request itself). The answer is never before it and at most one second and a half after.
    pub fn next_read(&mut self, earliest: Timestamp<NodeTime>) -> Option<Timestamp<NodeTime>> {
        if self.made >= self.budget || self.n >= MAX_READS {
            self.out_of_reads();
        }
        if self.stage == Stage::Search && self.n > 0 {
            let (a, b) = self.plateau();
            if sub(b, a) < FOUND && self.n >= SEARCH_READS {
                self.found(a, b);
            }
        }
        let model = self.model();
        let theta = match self.stage {
            Stage::Done => return None,
            Stage::Search if self.n == 0 => {
                self.aimed = None;
                return Some(earliest);
            }
            Stage::Search => {
                let (a, b) = self.plateau();
                add(a, sub(b, a) / 2)
            }
            Stage::ProbeLow => self.probe_at(false),
            Stage::ProbeHigh => self.probe_at(true),
            Stage::Track => {
                // In turn a little above and below the median: right there both answers are as likely whatever the
                // noise of the meter, so that nothing would be learned of it, and a small step would look like chance.
                let aside = i64::from(model.noise);
                let median = self.posterior(&model).median;
                if self.made & 1 == 0 { add(median, aside) } else { sub(median, aside) }
            }
            Stage::Final(up) => {
                let p = self.posterior(&model);
                let reach = certainty(&model, isqrt(p.var));
                if up { add(p.mean, reach) } else { sub(p.mean, reach) }
            }
        };
        let dt = sub(earliest.as_micros(), self.begun);
        let drift = mul_div(dt, self.rate, 1_000_000_000);
        let ahead = add(add(theta, drift), i64::from(model.typical()));
        let k = floor_div(add(add(earliest.as_micros(), ahead), SECOND - 1), SECOND);
        self.aimed = Some((k, theta));
        let at = sub(mul(k, SECOND), ahead);
        Some(Timestamp::from_micros(at.max(earliest.as_micros())))
    }

    fn probe_at(&self, high: bool) -> i64 {
        let Prior::Flat(a, b) = self.prior else { return 0 };
        let mid = add(a, sub(b, a) / 2);
        // Just outside what the reads that follow can still reach: no false bit of the search stays hidden.
        let reach = add(sub(b, a) / 2, 5_000);
        if high { add(mid, reach) } else { sub(mid, reach) }
    }

    fn found(&mut self, a: i64, b: i64) {
        self.set_flat(a, b);
        self.stage = Stage::ProbeLow;
    }

    fn set_flat(&mut self, a: i64, b: i64) {
        let room = add(mul(i64::from(self.model().noise), 4), 8_000);
        self.prior = Prior::Flat(sub(a, room), add(b, room));
    }

    /// All answers pointed to the same side: chance, or a step too small to contradict outright.
    pub(crate) fn one_sided(&self) -> bool {
        (self.high == 0) != (self.low == 0) && self.high.saturating_add(self.low) >= 3
    }

    fn out_of_reads(&mut self) {
        let one_sided = self.one_sided();
        let room = self.made < self.limit && self.n < MAX_READS;
        match self.stage {
            Stage::Track if !self.cold && one_sided && !self.checked && room => {
                self.stage = Stage::Final(self.high > 0);
                self.checked = true;
                self.budget = self.made.saturating_add(2);
            }
            Stage::Track | Stage::Final(_) if !self.cold && room && self.stepped() => self.search_again(),
            Stage::Search => {
                if self.n > 0 {
                    let (a, b) = self.plateau();
                    self.set_flat(a, b);
                }
                self.stage = Stage::Done;
            }
            _ => self.stage = Stage::Done,
        }
    }

    /// Takes the answer to the read that [`Burst::next_read`] asked for: `t1` end of the request's last
    /// stop bit, `t2` first start bit of the answer, `reading` the calendar it showed.
    pub fn feed(&mut self, t1: Timestamp<NodeTime>, t2: Timestamp<NodeTime>, reading: Timestamp<MeterTime>) -> Fed {
        self.made = self.made.saturating_add(1);
        let r = t2.since(t1).0;
        if r <= 0 || r > TURN_MAX {
            return Fed::Discarded;
        }
        let second = mul(reading.as_secs(), SECOND);
        let read = Read {
            dt: clamp(sub(t1.as_micros(), self.begun), -2_000_000_000, 2_000_000_000) as i32,
            r: r as i32,
            z: sub(second, t1.as_micros()),
        };
        self.latch.note_turn(r);
        let slow = self.latch.filled > 4 && self.model().is_slow(read.r);
        match self.stage {
            Stage::Search | Stage::Done => {
                self.push(read);
                if slow { Fed::Slow } else { Fed::Used }
            }
            Stage::ProbeLow => self.feed_probe(read, slow, false),
            Stage::ProbeHigh => self.feed_probe(read, slow, true),
            Stage::Track => self.feed_track(read, slow),
            Stage::Final(up) => self.feed_final(read, slow, up),
        }
    }

    /// The read that was asked for got no answer, or one that fails the calendar checks.
    pub fn lost(&mut self) {
        self.made = self.made.saturating_add(1);
    }

    fn push(&mut self, read: Read) {
        if let Some(slot) = self.reads.get_mut(self.n) {
            *slot = read;
            self.n = self.n.saturating_add(1);
        }
    }

    /// Whether the meter's clock was before the edge that the read aimed at (`Some(true)`: it showed
    /// the second before), or `None` if it showed neither of the two possible seconds.
    fn side(&self, read: &Read) -> Option<bool> {
        let (k, _) = self.aimed?;
        let t = add(add(read.z, i64::from(read.dt)), self.begun);
        let shown = floor_div(t, SECOND);
        if shown == k {
            Some(false)
        } else if shown == sub(k, 1) {
            Some(true)
        } else {
            None
        }
    }

    fn feed_probe(&mut self, read: Read, slow: bool, high: bool) -> Fed {
        let side = self.side(&read);
        if slow && side.is_some() {
            self.push(read);
            self.more(1);
            return Fed::Slow;
        }
        // Below the estimate the meter must already show k, above it not yet.
        if side == Some(high) {
            self.doubt = None;
            self.push(read);
            self.stage = if high { Stage::Track } else { Stage::ProbeHigh };
            return Fed::Used;
        }
        self.doubt_or_restart(read)
    }

    fn feed_final(&mut self, read: Read, slow: bool, up: bool) -> Fed {
        let side = self.side(&read);
        if slow && side.is_some() {
            self.push(read);
            return Fed::Slow;
        }
        if side == Some(up) {
            self.push(read);
            self.budget = self.made;
            return Fed::Used;
        }
        self.doubt_or_restart(read)
    }

    fn feed_track(&mut self, read: Read, slow: bool) -> Fed {
        let model = self.model();
        let p = self.posterior(&model);
        let (low, s) = edge(&read, &model, self.rate);
        let reach = add(certainty(&model, isqrt(p.var)), mul(i64::from(s), 4));
        let below = sub(low, p.mean);
        let above = sub(p.mean, add(low, SECOND));
        if below.max(above) > reach {
            return self.doubt_or_restart(read);
        }
        if !slow {
            match self.side(&read) {
                Some(false) => self.high = self.high.saturating_add(1),
                Some(true) => self.low = self.low.saturating_add(1),
                None => {}
            }
        }
        self.push(read);
        if slow { Fed::Slow } else { Fed::Used }
    }

    /// A first contradiction is repeated; a second one that says the same starts the search again.
    fn doubt_or_restart(&mut self, read: Read) -> Fed {
        let (low, _) = edge(&read, &self.model(), self.rate);
        let confirmed = self.doubt.is_some_and(|d| abs(sub(d, low)) < SECOND + HINGE_CAP);
        self.doubts = self.doubts.saturating_add(1);
        if !confirmed {
            self.doubt = Some(low);
            self.more(1);
            return Fed::Doubted;
        }
        self.search_again();
        Fed::Restarted
    }

    fn search_again(&mut self) {
        self.drop_reads();
        self.cold = true;
        self.restarts = self.restarts.saturating_add(1);
        self.stage = Stage::Search;
        self.budget = self.made.saturating_add(AGAIN_READS).min(self.limit);
    }

    /// Whether the reads fit a small step much better than the prediction.
    fn stepped(&self) -> bool {
        let Prior::Normal(mean, _) = self.prior else { return false };
        let model = self.model();
        let near = evidence(self.used(), &model, self.rate, self.prior);
        let wide = Prior::Flat(sub(mean, STEP_RANGE), add(mean, STEP_RANGE));
        let far = evidence(self.used(), &model, self.rate, wide);
        near.saturating_sub(far) > STEP_GAIN
    }

    fn more(&mut self, reads: u8) {
        self.budget = self.budget.saturating_add(reads).min(self.limit);
    }

    /// Widest run of offsets with the least capped hinge loss.
    pub(crate) fn plateau(&self) -> (i64, i64) {
        let model = self.model();
        let reads = self.used();
        let mut edges = [(0i64, 0i64); MAX_READS];
        for (e, read) in edges.iter_mut().zip(reads) {
            let (low, s) = edge(read, &model, self.rate);
            let room = mul(i64::from(s), 2);
            *e = (sub(low, room), add(add(low, SECOND), room));
        }
        let edges = edges.get(..reads.len()).unwrap_or(&[]);
        let loss = |c: i64| {
            edges.iter().fold(0i64, |sum, &(lo, hi)| {
                let miss = sub(lo, c).max(sub(c, hi)).max(0);
                add(sum, miss.min(HINGE_CAP))
            })
        };
        // Break points of the loss; between two neighbours it is linear or caved upwards.
        let point = |i: usize| {
            let &(lo, hi) = edges.get(i >> 1)?;
            Some(if i & 1 == 0 { lo } else { hi })
        };
        let count = reads.len().saturating_mul(2);
        let least = (0..count).filter_map(point).map(loss).min().unwrap_or(0);
        let mut best: Option<(i64, i64)> = None;
        for start in (0..count).filter_map(point) {
            if loss(start) != least {
                continue;
            }
            let mut end = start;
            loop {
                let next = (0..count).filter_map(point).filter(|&p| p > end).min();
                match next {
                    Some(p) if loss(p) == least => end = p,
                    _ => break,
                }
            }
            if best.is_none_or(|(a, b)| sub(end, start) > sub(b, a)) {
                best = Some((start, end));
            }
        }
        best.unwrap_or((0, 0))
    }

    /// Hard interval of the reads at the start of the burst: lower and upper end, µs.
    ///
    /// Up to an eighth of the reads is dropped from each side, only while the ends contradict.
    pub(crate) fn hard(&self, copy_age: i64) -> Option<(i64, i64)> {
        let reads = self.used();
        let lower = |read: &Read| sub(sub(read.z, i64::from(read.r)), drift(read.dt, self.rate));
        let upper = |read: &Read| sub(add(add(read.z, SECOND), copy_age), drift(read.dt, self.rate));
        let mut drop = 0;
        loop {
            let lo = ranked(reads, |r| lower(r).saturating_neg(), drop)?.saturating_neg();
            let hi = ranked(reads, upper, drop)?;
            if lo <= hi || drop >= reads.len() / 8 {
                return Some((lo, hi));
            }
            drop = drop.saturating_add(1);
        }
    }

    /// Ends the burst: the tracker learns from it. See [`Tracker::estimate`] for the result.
    pub fn finish(&mut self, tracker: &mut Tracker) -> Outcome {
        tracker.absorb(self)
    }

    /// Instant of the burst's first moment.
    #[must_use]
    pub const fn begun(&self) -> Timestamp<NodeTime> {
        Timestamp::from_micros(self.begun)
    }

    /// Shortest pause before a next request: 0.35 s, 0.65 s after a lost one.
    pub const PAUSE: Micros = Micros(350_000);
    /// See [`Burst::PAUSE`].
    pub const PAUSE_LOST: Micros = Micros(650_000);
}

/// Distance beyond which an answer cannot be explained by noise.
fn certainty(model: &Latch, sd: i64) -> i64 {
    mul(add(sd, i64::from(model.noise)), 3)
}

/// The value of rank `rank` (0 = smallest) of `key` over `reads`.
fn ranked(reads: &[Read], key: impl Fn(&Read) -> i64, rank: usize) -> Option<i64> {
    reads.iter().map(&key).find(|&v| {
        let below = reads.iter().filter(|r| key(r) < v).count();
        let up_to = reads.iter().filter(|r| key(r) <= v).count();
        below <= rank && rank < up_to
    })
}

/// What a burst did to the tracker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The clock is known for the first time.
    Started,
    /// The estimate was improved.
    Updated,
    /// The clock stands elsewhere than predicted; nothing changes until a second burst agrees. Make one
    /// after 30 s and set nothing before.
    Unconfirmed,
    /// A second burst agreed: the new phase is taken over.
    StepConfirmed,
    /// Too few answers to say anything.
    TooFew,
}
