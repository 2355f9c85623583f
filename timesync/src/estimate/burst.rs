//! A burst of reads: where to put the next one, what the answers say, when to distrust them.
//!
//! Call order: [`Burst::begin`], then [`Burst::next_read`] and one of [`Burst::feed`] and
//! [`Burst::lost`] in turn until `next_read` returns `None`, then [`Burst::finish`].
//!
//! One read is one bit, so each is placed where both answers are about equally likely: around the
//! median of what is believed. A warm burst starts from the tracker's prediction; a cold one
//! searches the second by bisection, then makes two certainty reads on both sides of what it found,
//! because a bisection that swallowed one false answer sits on the wrong edge and nothing later
//! would show it.

use crate::estimate::posterior::{Posterior, Prior, Read, edge, evidence, posterior};
use crate::estimate::timing::{Profile, REPLY_MAX, ReplyTiming, TimingModel};
use crate::estimate::tracker::Tracker;
use crate::math::{drift, isqrt, to_i32};
use crate::time::{MeterTime, Micros, NodeTime, Ppb, Timestamp};

/// Reads that a burst can hold.
pub const MAX_READS: usize = 46;
/// Reads of an ordinary warm burst.
pub const WARM_READS: u8 = 6;
/// Reads of a cold burst.
pub const COLD_READS: u8 = 16;
/// Reads that contradictions may add to a burst.
pub const EXTRA_READS: u8 = 30;

const SECOND: i32 = 1_000_000;
/// Contradicting reads that are remembered.
const ODD: usize = 6;
/// Reads that contradict by less do so for their stamps.
const STAMPS: Micros = Micros(8_000);
/// A contradiction of more is a false answer, not an old one.
const OLDEST: Micros = Micros(1_050_000);
/// Reads of a search that starts again.
const AGAIN_READS: u8 = 12;
/// Hinge cap of the cold search, µs.
const HINGE_CAP: i32 = 60_000;
/// The cold search ends below this width, µs.
const FOUND: i32 = 40_000;
/// Steps up to this are looked for in the reads themselves, µs.
const STEP_RANGE: i32 = 200_000;
/// By how much they must fit better, Q8 nats.
const STEP_GAIN: i32 = 512;
/// Reads before it may end.
const SEARCH_READS: u8 = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Search,
    ProbeLow,
    ProbeHigh,
    Track,
    /// A last read beyond the estimate after answers that all pointed there.
    FinalLow,
    FinalHigh,
    Done,
}

impl Stage {
    /// Whether the read of a probe or a last read is made above the estimate.
    const fn is_high(self) -> bool {
        matches!(self, Self::ProbeHigh | Self::FinalHigh)
    }
}

/// What a read did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
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

/// Scratch of one burst (below 0.6 KiB; one is enough for all meters of a node).
#[derive(Clone, Debug)]
pub struct Burst {
    pub(crate) stage: Stage,
    /// Whether the second is searched, for lack of a prediction.
    pub(crate) cold: bool,
    /// Reads asked for, lost ones included; after how many the burst ends, and what contradictions
    /// may raise that to.
    made: u8,
    budget: u8,
    limit: u8,
    /// Answers that lay after the edge aimed at, and before it.
    high: u8,
    low: u8,
    /// Whether a last read beyond one-sided answers was made.
    checked: bool,
    pub(crate) begun: Timestamp<NodeTime>,
    /// End of the last request.
    last: Timestamp<NodeTime>,
    rate: Ppb,
    pub(crate) prior: Prior,
    /// Offset from which those of the prior and the reads count.
    pub(crate) base: Micros,
    /// Edge of the meter's clock at which the pending read aims.
    aimed: Option<Timestamp<MeterTime>>,
    /// Lower edge of a read that contradicts what is known.
    doubt: Option<Micros>,
    pub(crate) timing: ReplyTiming,
    reads: [Read; MAX_READS],
    /// How many of them are used.
    n: u8,
    /// Reads that contradicted, the last of them; none has the turn-around 0.
    odd: [Read; ODD],
    odds: u8,
    /// Age of a copy of the clock that reads which contradict each other show.
    copy_seen: Micros,
}

const _: () = assert!(size_of::<Burst>() <= 680);

impl Burst {
    /// Starts a burst at `now`; warm if the tracker knows the clock, else cold.
    #[must_use]
    pub fn begin(tracker: &Tracker, now: Timestamp<NodeTime>) -> Self {
        Self::begin_with(tracker, now, WARM_READS)
    }

    /// As [`Burst::begin`] with another number of reads for a warm burst (12 after a set); a cold
    /// one has at least [`COLD_READS`].
    #[must_use]
    pub fn begin_with(tracker: &Tracker, now: Timestamp<NodeTime>, reads: u8) -> Self {
        let mut burst = Self::idle();
        burst.restart(tracker, now, reads);
        burst
    }

    /// No burst: complete, without a read. A place for [`Burst::restart`].
    #[must_use]
    pub const fn idle() -> Self {
        Self {
            stage: Stage::Done,
            cold: false,
            made: 0,
            budget: 0,
            limit: 0,
            high: 0,
            low: 0,
            checked: false,
            begun: Timestamp::from_micros(0),
            last: Timestamp::from_micros(0),
            rate: Ppb(0),
            prior: Prior::flat(0, 0),
            base: Micros::ZERO,
            aimed: None,
            doubt: None,
            timing: ReplyTiming::new(Profile::UNKNOWN),
            reads: [Read { z: 0, r: 0 }; MAX_READS],
            n: 0,
            odd: [Read { z: 0, r: 0 }; ODD],
            odds: 0,
            copy_seen: Micros::ZERO,
        }
    }

    /// [`Burst::begin_with`] in place of what was there before: a burst is too large to be moved on
    /// a small stack.
    pub fn restart(&mut self, tracker: &Tracker, now: Timestamp<NodeTime>, reads: u8) {
        let reads = reads.clamp(1, 40);
        self.begun = now;
        self.last = now;
        self.rate = tracker.rate_at(now);
        self.timing = tracker.timing;
        self.made = 0;
        self.checked = false;
        self.copy_seen = Micros::ZERO;
        self.drop_reads();
        if let Some((mean, sd)) = tracker.prior(now) {
            self.base = Micros(mean);
            self.prior = Prior::normal(sd);
            self.cold = false;
            self.stage = Stage::Track;
            self.budget = reads;
        } else {
            self.cold = true;
            self.stage = Stage::Search;
            self.budget = reads.max(COLD_READS);
        }
        self.limit = self.budget.saturating_add(EXTRA_READS);
    }

    fn drop_reads(&mut self) {
        self.n = 0;
        self.odd = [Read::default(); ODD];
        self.odds = 0;
        self.doubt = None;
        self.aimed = None;
        self.high = 0;
        self.low = 0;
    }

    /// Reads asked for so far, lost ones included.
    #[must_use]
    pub const fn reads_made(&self) -> u8 {
        self.made
    }

    pub(crate) fn model(&self) -> TimingModel {
        self.timing.model()
    }

    pub(crate) fn used(&self) -> &[Read] {
        self.reads.get(..usize::from(self.n)).unwrap_or(&[])
    }

    pub(crate) fn posterior(&self, model: &TimingModel) -> Posterior {
        posterior(self.used(), model, &self.prior)
    }

    /// When the last stop bit of the next request should end; `None` when the burst is complete.
    ///
    /// `earliest` is the first instant at which a request could end (now, plus the gap the line
    /// needs, plus the request itself). The answer is never before it and at most one second
    /// and a half after.
    pub fn next_read(&mut self, earliest: Timestamp<NodeTime>) -> Option<Timestamp<NodeTime>> {
        let model = self.model();
        if self.stage == Stage::Search && self.n > 0 {
            self.search(&model);
        }
        if self.stage != Stage::Done
            && (self.made >= self.budget || usize::from(self.n) >= MAX_READS)
        {
            self.out_of_reads(&model);
        }
        // The offset to look at, and how far above or below it.
        let mut up = self.stage.is_high();
        let (centre, aside) = match self.stage {
            Stage::Done => return None,
            Stage::Search if self.n == 0 => return Some(earliest),
            Stage::Search => (self.prior.centre, 0),
            // Just outside what the reads that follow can still reach: no false bit of the search
            // stays hidden.
            Stage::ProbeLow | Stage::ProbeHigh => {
                (self.prior.centre, self.prior.half.saturating_add(5_000))
            }
            Stage::Track | Stage::FinalLow | Stage::FinalHigh => {
                let p = self.posterior(&model);
                if self.stage == Stage::Track {
                    // In turn a little above and below the median: right there both answers are as
                    // likely whatever the noise of the meter, so that nothing
                    // would be learned of it, and a small step would look like
                    // chance.
                    up = self.made & 1 == 0;
                    (p.median, model.scatter())
                } else {
                    (p.mean, certainty(&model, &p))
                }
            }
        };
        let [centre, aside, sample] =
            [centre, aside, model.typical()].map(|v| Micros(i64::from(v)));
        let theta = if up { centre + aside } else { centre - aside };
        // The offset that is aimed at when the meter samples its clock, and what that clock would
        // show to a request that ends at `earliest`; the next second after it is the edge.
        let offset = self.base + self.rate * (earliest - self.begun) + theta + sample;
        let shown: Timestamp<MeterTime> = earliest.plus(offset).assume();
        let wait = (-Micros(shown.as_micros())).rem_floor(Micros::SECOND);
        self.aimed = Some(shown + wait);
        Some(earliest + wait)
    }

    /// Takes what the reads of the search say for the prior; ends it when that is narrow enough.
    fn search(&mut self, model: &TimingModel) {
        let (a, b) = self.plateau(model);
        let half = (b - a) / 2;
        let room = model.scatter() * 4 + 8_000;
        self.prior = Prior::flat(a + half, half + room);
        if b - a < FOUND && self.n >= SEARCH_READS {
            self.stage = Stage::ProbeLow;
        }
    }

    /// All answers pointed to the same side: chance, or a step too small to contradict outright.
    pub(crate) fn one_sided(&self) -> bool {
        (self.high == 0) != (self.low == 0) && self.high.saturating_add(self.low) >= 3
    }

    fn out_of_reads(&mut self, model: &TimingModel) {
        let room = !self.cold && self.made < self.limit && usize::from(self.n) < MAX_READS;
        if room && self.stage == Stage::Track && !self.checked && self.one_sided() {
            self.stage = if self.high > 0 {
                Stage::FinalHigh
            } else {
                Stage::FinalLow
            };
            self.checked = true;
            self.budget = self.made.saturating_add(2);
        } else if room && self.stepped(model) {
            self.search_again();
        } else {
            self.stage = Stage::Done;
        }
    }

    /// Takes the answer to the read that [`Burst::next_read`] asked for: `t1` end of the request's
    /// last stop bit, `t2` first start bit of the answer, `reading` the calendar it showed.
    pub fn feed(
        &mut self,
        t1: Timestamp<NodeTime>,
        t2: Timestamp<NodeTime>,
        reading: Timestamp<MeterTime>,
    ) -> Fed {
        self.made = self.made.saturating_add(1);
        let turn = t2 - t1;
        if turn <= Micros::ZERO || turn > REPLY_MAX {
            return Fed::Discarded;
        }
        self.last = self.last.max(t1);
        self.timing.note_turn(turn);
        let r = turn.0 as i32;
        let model = self.model();
        let slow = self.timing.filled > 4 && model.is_slow(r);
        let shown = Timestamp::<MeterTime>::from_secs(reading.as_secs());
        let gained = Micros(drift(to_i32((t1 - self.begun).0), i64::from(self.rate.0)));
        let z = Micros::from(shown.offset_from(t1)) - gained;
        if self.n == 0 && self.stage == Stage::Search {
            self.base = z;
        }
        let off = z - self.base;
        let read = Read::new(off.0, r);
        let (low, s) = edge(&read, &model);
        // Whether the meter's clock was before the edge that the read aimed at: it showed the
        // second before. Nothing if it showed neither of the two.
        let short_by = self.aimed.map(|aimed| aimed - shown);
        let before = short_by == Some(Micros::SECOND);
        let fits = before || short_by == Some(Micros::ZERO);
        let expected = match self.stage {
            Stage::Done => true,
            _ if i64::from(read.z) != off.0 => false,
            Stage::Search => true,
            Stage::Track => {
                let p = self.posterior(&model);
                let reach = certainty(&model, &p) + s * 4;
                let below = low - p.mean;
                below.max(-(below + SECOND)) <= reach
            }
            // Below the estimate the meter must already show the second, above it not yet. A slow
            // answer may do either.
            _ => fits && (slow || before == self.stage.is_high()),
        };
        if !expected {
            if let Some(odd) = self.odd.get_mut(usize::from(self.odds)) {
                *odd = read;
                self.odds = self.odds.saturating_add(1);
            }
            return self.doubt_or_restart(z - Micros(i64::from(read.z - low)));
        }
        if let Some(slot) = self.reads.get_mut(usize::from(self.n)) {
            *slot = read;
            self.n = self.n.saturating_add(1);
        }
        match self.stage {
            Stage::ProbeLow | Stage::ProbeHigh if slow => self.more(),
            Stage::ProbeLow | Stage::ProbeHigh => {
                self.doubt = None;
                self.stage = if self.stage.is_high() {
                    Stage::Track
                } else {
                    Stage::ProbeHigh
                };
            }
            Stage::Track if fits && !slow => {
                let side = if before {
                    &mut self.low
                } else {
                    &mut self.high
                };
                *side = side.saturating_add(1);
            }
            Stage::FinalLow | Stage::FinalHigh if !slow => self.budget = self.made,
            _ => {}
        }
        if slow { Fed::Slow } else { Fed::Used }
    }

    /// The read that was asked for got no answer, or one that fails the calendar checks.
    pub fn lost(&mut self) {
        self.made = self.made.saturating_add(1);
    }

    /// A first contradiction is repeated; a second one that says the same starts the search again.
    /// `low` is the lower edge of the read, without a base.
    fn doubt_or_restart(&mut self, low: Micros) -> Fed {
        let same = |doubt: Micros| (doubt - low).abs() < Micros(i64::from(SECOND + HINGE_CAP));
        if !self.doubt.is_some_and(same) {
            self.doubt = Some(low);
            self.more();
            return Fed::Doubted;
        }
        self.search_again();
        Fed::Restarted
    }

    fn search_again(&mut self) {
        self.note_contradiction();
        self.drop_reads();
        self.cold = true;
        self.stage = Stage::Search;
        self.budget = self.made.saturating_add(AGAIN_READS).min(self.limit);
    }

    /// Whether the reads fit a small step much better than the prediction.
    fn stepped(&self, model: &TimingModel) -> bool {
        let wide = Prior::flat(self.prior.centre, STEP_RANGE);
        let [near, far] = [&self.prior, &wide].map(|prior| evidence(self.used(), model, prior));
        near - far > STEP_GAIN
    }

    /// One read more, up to the limit.
    fn more(&mut self) {
        self.budget = self.budget.saturating_add(1).min(self.limit);
    }

    /// Widest run of offsets with the least capped hinge loss, the lowest of those that are as
    /// wide.
    fn plateau(&self, model: &TimingModel) -> (i32, i32) {
        // From edge to edge upwards, from below all: between two neighbours the loss is linear or
        // caved upwards.
        let mut at = -1_000_000_000;
        let (mut least, mut best) = (i32::MAX, (at, at));
        let (mut last, mut start) = (0, at);
        loop {
            let (mut loss, mut next) = (0i32, i32::MAX);
            for read in self.used() {
                let (low, s) = edge(read, model);
                let room = s * 2;
                let (lo, hi) = (low - room, low + SECOND + room);
                let miss = (lo - at).max(at - hi);
                loss += miss.clamp(0, HINGE_CAP);
                let ahead = if lo > at { lo } else { hi };
                if ahead > at && ahead < next {
                    next = ahead;
                }
            }
            if loss != last {
                start = at;
                last = loss;
            }
            let wider = at - start > best.1 - best.0;
            if loss < least || (loss == least && wider) {
                least = loss;
                best = (start, at);
            }
            if next == i32::MAX {
                return best;
            }
            at = next;
        }
    }

    /// What the reads' common start may be off by, for the rate that brought them there is not the
    /// true one: `rate` at most.
    pub(crate) fn drifted(&self, rate: Ppb) -> Micros {
        let lasted = (self.last - self.begun).abs();
        rate * lasted + (self.rate * lasted).abs()
    }

    /// Hard interval of the reads at the start of the burst, against the base, if they are exact
    /// and the meter answers from no copy.
    ///
    /// Up to an eighth of the reads is dropped from each side, only while the ends contradict.
    pub(crate) fn hard(&self) -> (Micros, Micros) {
        let mut drop = 0;
        loop {
            let lo = -Micros(i64::from(self.ranked(false, drop)));
            let hi = Micros(i64::from(self.ranked(true, drop))) + Micros::SECOND;
            if lo <= hi || drop >= usize::from(self.n / 8) {
                return (lo, hi);
            }
            drop = drop.saturating_add(1);
        }
    }

    /// Notes what the reads so far, those that were doubted included, show of an old copy of the
    /// clock. One on each side and an eighth may be false answers and are left out.
    pub(crate) fn note_contradiction(&mut self) {
        let odd = self.odd.iter().take(usize::from(self.odds));
        let all = || self.used().iter().chain(odd.clone());
        let n = all().count();
        let drop = (n / 8).saturating_add(1);
        if n < drop * 2 + 2 {
            return;
        }
        let us = |v: i32| Micros(i64::from(v));
        let low = -us(rank_of(all().map(|read| read.r - read.z), drop));
        let high = us(rank_of(all().map(|read| read.z), drop)) + Micros::SECOND;
        let known = self.timing.known_copy_age() + STAMPS;
        if low - high > known && low - high < OLDEST {
            // So far apart were samples that showed the same; that they contradict was judged with
            // the whole turn-around in doubt.
            let apart = -us(rank_of(all().map(|read| -read.z), drop)) - high;
            self.copy_seen = self.copy_seen.max(apart);
        }
    }

    /// Age of the firmware's copy of the clock that the reads show; 0 if they do not contradict.
    pub(crate) fn copy_seen(&self) -> Micros {
        self.copy_seen
    }

    /// The value of rank `rank` (0 = smallest) of the reads' upper ends less a second, or of their
    /// lower ones with the other sign.
    fn ranked(&self, upper: bool, rank: usize) -> i32 {
        let key = |read: &Read| if upper { read.z } else { read.r - read.z };
        rank_of(self.used().iter().map(key), rank)
    }

    /// Ends the burst: the tracker learns from it. See [`Tracker::estimate`] for the result.
    pub fn finish(&mut self, tracker: &mut Tracker) -> Outcome {
        tracker.absorb(self)
    }

    /// Instant of the burst's first moment.
    #[must_use]
    pub const fn begun(&self) -> Timestamp<NodeTime> {
        self.begun
    }

    /// Shortest pause before a next request: 0.35 s, 0.65 s after a lost one.
    pub const PAUSE: Micros = Micros(350_000);
    /// See [`Burst::PAUSE`].
    pub const PAUSE_LOST: Micros = Micros(650_000);
}

/// The value of rank `rank` (0 = smallest) of `values`.
fn rank_of(values: impl Iterator<Item = i32> + Clone, rank: usize) -> i32 {
    let mut found = i32::MAX;
    for v in values.clone() {
        let up_to = values.clone().filter(|w| *w <= v).count();
        if up_to > rank && v < found {
            found = v;
        }
    }
    found
}

/// Distance beyond which an answer cannot be explained by noise.
fn certainty(model: &TimingModel, p: &Posterior) -> i32 {
    (isqrt(p.var) as i32 + model.scatter()) * 3
}

/// What a burst did to the tracker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Outcome {
    /// The clock is known for the first time.
    Started,
    /// The estimate was improved.
    Updated,
    /// The clock is elsewhere than predicted; nothing changes until a second burst agrees. Make
    /// one after 30 s and set nothing before.
    Unconfirmed,
    /// A second burst agreed: the new phase is taken over.
    StepConfirmed,
    /// Too few answers to say anything.
    TooFew,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_read_that_is_days_off_is_found_out() {
        // A meter 123.4 s fast, a false digit in its first answer or none.
        for wrong_s in [0, 3_600, -86_400, 864_000_000] {
            let mut tracker = Tracker::new(Profile::UNKNOWN);
            let mut now = Timestamp::from_secs(800_000_000);
            let mut burst = Burst::begin(&tracker, now);
            let mut extra = wrong_s;
            while let Some(t1) = burst.next_read(now) {
                let look = t1
                    .plus(Micros(12_000))
                    .shift::<MeterTime>(crate::Offset::from_micros(123_400_000));
                burst.feed(
                    t1,
                    t1.plus(Micros(24_000)),
                    Timestamp::from_secs(look.as_secs() + extra),
                );
                now = t1.plus(Micros(400_000));
                extra = 0;
            }
            assert_eq!(burst.finish(&mut tracker), Outcome::Started, "{wrong_s}");
            let off = tracker.estimate(now).map(|e| e.offset.as_micros());
            assert!(
                off.is_some_and(|us| (us - 123_400_000).abs() < 20_000),
                "{wrong_s}: {off:?}"
            );
        }
    }
}
