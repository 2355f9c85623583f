//! May the reference be believed? The meters of the cabinet are its witnesses.
//!
//! Node i reports `m_i`, its meter's clock minus network time. For a candidate with `r` = network
//! time minus candidate the gateway forms `x_i = m_i + r`, what the meters say of the candidate,
//! before it moves network time. While fewer than half of them are wrong, the middle value `x̄` lies
//! between two honest ones. A good reference moves `x̄` by no more than the common drift of `n` free
//! quartzes, 6 ppm/√n; what goes beyond is the reference's. So (rules T-5 to T-9 of the radio
//! specification):
//!
//! ```text
//! |x̄ - zero| ≤ min(450 ms, 100 ms + age · 6 ppm/√n)      zero: x̄ at the last accepted state, age ago
//! |x̄ - x̄(W)| ≤ 100 ms + W · 6 ppm/√n                     W = 1, 7, 30 days ago, as far as trust reaches
//! ```
//!
//! With an even number of witnesses both middle values have to pass. The uncertainty of any filter
//! never widens the gate. A change of the witnesses moves `zero` and the kept values by the step
//! that it makes. First trust happens once, by three witnesses within 5 s of the reference or by an
//! order. Fewer than three witnesses: the gateway's oscillator vouches for a single source, if that
//! is allowed (`oscillator`).

use crate::math::{isqrt, mul_div, to_i32};
use crate::reference::oscillator::{Oscillator, STEP, STEP_MOST};
use crate::reference::quorum::median_pair;
use crate::reference::verdict::Verdict;
use crate::time::{CounterTime, GatewayTime, Micros, Offset, Ppb, ReferenceTime, Timestamp};

/// Most meters of a cabinet that can be witnesses.
pub const WITNESSES: usize = 64;
/// Common drift that one meter may have; n of them a share of 1/√n.
const DRIFT: i64 = 6_000;
/// Fewer witnesses than this are none.
const ENOUGH: usize = 3;
/// First trust: so near to the reference must three witnesses be, or the middle of fewer.
const FIRST: Micros = Micros::from_secs(5);
const FIRST_SINGLE: Micros = Micros::from_secs(10);
/// An order of first trust holds for so long after it was sealed.
const ORDER_HOLDS: Micros = Micros::from_secs(900);
/// A candidate that moves network time by more is a step.
const A_STEP: Micros = STEP;
/// Verdict after a step, for so long.
const AFTER_STEP: Micros = Micros::from_secs(3_600);
/// Offsets are to be polled when the last accepted state is older.
const POLL_AFTER: Micros = Micros::from_secs(6 * 3_600);
/// Days of x̄ that are kept.
pub(crate) const DAYS: usize = 31;
/// How far back x̄ is compared, days.
const BACK: [i32; 3] = [1, 7, 30];

/// What is known of one meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Witness {
    /// Its index, 0 to 63: [`WITNESSES`].
    pub index: u8,
    /// Its clock minus network time, with the sets by this network taken out.
    pub offset: Micros,
    /// Verified within 24 h, not saturated, without fault. The last offset of one that is so no
    /// longer is still needed when it leaves.
    pub eligible: bool,
}

impl Witness {
    /// To fill a table with.
    pub(crate) const NONE: Self = Self {
        index: 0,
        offset: Micros::ZERO,
        eligible: false,
    };
}

/// A reference that may be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Candidate {
    /// Network time now.
    pub at: Timestamp<GatewayTime>,
    /// Network time minus the candidate.
    pub ahead: Micros,
    /// The gateway's oscillator now.
    pub counter: Timestamp<CounterTime>,
    /// Sources that agree on it.
    pub sources: u8,
}

impl Candidate {
    fn reference(&self) -> Timestamp<ReferenceTime> {
        (self.at - self.ahead).assume()
    }

    fn source(&self) -> Offset<ReferenceTime, CounterTime> {
        self.reference().offset_from(self.counter)
    }
}

/// What came of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Judgement {
    /// The verdict to send down.
    pub verdict: Verdict,
    /// Whether network time takes the candidate over.
    pub accepted: bool,
    /// By how much network time steps with it; the nodes have to be told.
    pub step: Option<Micros>,
    /// The middle value of the witnesses, the lower one of two.
    pub middle: Option<Micros>,
}

/// The gate of one gateway. What it learned has to outlive a restart of the gateway: keep the
/// value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    single_allowed: bool,
    /// Last accepted state; `None` before first trust.
    pub(crate) accepted: Option<Timestamp<GatewayTime>>,
    /// Both middle values then.
    pub(crate) zero: Option<(Micros, Micros)>,
    /// Witnesses then, a bit each.
    pub(crate) members: u64,
    /// Middle values of the days, by the number of the day; the last one is `today`.
    pub(crate) days: [Option<(Micros, Micros)>; DAYS],
    pub(crate) today: i32,
    stepped: Option<Timestamp<GatewayTime>>,
    /// A single source left its limits: an order is needed.
    pub(crate) barred: bool,
    oscillator: Oscillator,
}

impl Gate {
    /// A gateway that has never trusted a reference. `single_allowed`: one source alone may do,
    /// watched by the oscillator, whose bound over temperature and a month is `bound` (5 ppm if
    /// compensated, else 25 ppm).
    #[must_use]
    pub const fn new(single_allowed: bool, bound: Ppb) -> Self {
        Self {
            single_allowed,
            accepted: None,
            zero: None,
            members: 0,
            days: [None; DAYS],
            today: 0,
            stepped: None,
            barred: false,
            oscillator: Oscillator::new(bound),
        }
    }

    /// Whether the meters' offsets should be polled before the next candidate.
    #[must_use]
    pub fn wants_offsets(&self, at: Timestamp<GatewayTime>) -> bool {
        self.accepted.is_none_or(|last| at - last > POLL_AFTER)
    }

    /// The verdict at `at` without a new candidate.
    #[must_use]
    pub fn verdict(&self, at: Timestamp<GatewayTime>) -> Verdict {
        match self.accepted {
            None => Verdict::NoWitnesses,
            Some(last) if self.room(at - last) >= STEP_MOST => Verdict::NoWitnesses,
            Some(_) => Verdict::FreeRunning,
        }
    }

    /// Judges a candidate by what the meters say of it. All meters that are known go in, one an
    /// index.
    pub fn judge(&mut self, candidate: &Candidate, meters: &[Witness]) -> Judgement {
        let said = |w: &Witness| w.offset + candidate.ahead;
        let now = middle(meters.iter().filter(|w| w.eligible).map(said));
        let (n, middles) = now.map_or((0, None), |(n, pair)| (n, Some(pair)));
        let judged = if n >= ENOUGH {
            self.by_witnesses(candidate, meters, n, middles)
        } else {
            self.by_oscillator(candidate, meters, n, middles)
        };
        let step = judged.is_ok().then_some(candidate.ahead);
        let step = step.filter(|by| by.abs() > A_STEP && self.accepted.is_some());
        if judged.is_ok() {
            if step.is_some() {
                self.stepped = Some(candidate.at);
            }
            self.take(candidate, meters, middles);
        }
        let recent = self
            .stepped
            .is_some_and(|at| candidate.at - at < AFTER_STEP);
        let verdict = match judged {
            Ok(_) if recent => Verdict::Stepped,
            Ok(verdict) | Err(verdict) => verdict,
        };
        Judgement {
            verdict,
            accepted: judged.is_ok(),
            step: step.map(|by| -by),
            middle: middles.map(|(low, _)| low),
        }
    }

    /// The head-end's order of first trust, sealed at `sealed` of the reference: takes the
    /// candidate if it is not earlier and at most 15 min later.
    pub fn first_trust(
        &mut self,
        sealed: Timestamp<ReferenceTime>,
        candidate: &Candidate,
        meters: &[Witness],
    ) -> bool {
        let late = candidate.reference() - sealed;
        if late < Micros::ZERO || late > ORDER_HOLDS {
            return false;
        }
        let said = |w: &Witness| w.offset + candidate.ahead;
        let now = middle(meters.iter().filter(|w| w.eligible).map(said));
        if self.accepted.is_some() && candidate.ahead.abs() > A_STEP {
            self.stepped = Some(candidate.at - candidate.ahead);
        }
        self.begin(candidate);
        self.take(candidate, meters, now.map(|(_, pair)| pair));
        true
    }

    /// Three witnesses or more.
    fn by_witnesses(
        &mut self,
        candidate: &Candidate,
        meters: &[Witness],
        n: usize,
        middles: Option<(Micros, Micros)>,
    ) -> Result<Verdict, Verdict> {
        let Some(pair) = middles else {
            return Err(Verdict::NoWitnesses);
        };
        let Some(last) = self.accepted else {
            let near = |w: &&Witness| w.eligible && (w.offset + candidate.ahead).abs() <= FIRST;
            let agree = meters.iter().filter(near).count();
            // Three, and no majority that says otherwise.
            if agree < ENOUGH || agree * 2 <= n {
                return Err(Verdict::NoWitnesses);
            }
            self.begin(candidate);
            return Ok(Verdict::Trusted);
        };
        self.follow_members(candidate, meters);
        let age = candidate.at - last;
        let drift = common_drift(n);
        let room = STEP_MOST.min(STEP + drift * age);
        let zero = self.zero.unwrap_or(pair);
        let steady = |now: Micros, then: Micros, room: Micros| (now - then).abs() <= room;
        let jumped = !(steady(pair.0, zero.0, room) && steady(pair.1, zero.1, room));
        let ramped = BACK.into_iter().any(|back| {
            self.day_back(candidate.at, back)
                .is_some_and(|(then, days)| {
                    let room = STEP + drift * (Micros::DAY * i64::from(days));
                    !(steady(pair.0, then.0, room) && steady(pair.1, then.1, room))
                })
        });
        if !jumped && !ramped {
            self.barred = false;
            return Ok(Verdict::Trusted);
        }
        // Beyond 450 ms the witnesses themselves say little.
        let worn = STEP + drift * age > STEP_MOST;
        Err(if worn {
            Verdict::NoWitnesses
        } else {
            Verdict::Refused
        })
    }

    /// Fewer than three witnesses.
    fn by_oscillator(
        &mut self,
        candidate: &Candidate,
        meters: &[Witness],
        n: usize,
        middles: Option<(Micros, Micros)>,
    ) -> Result<Verdict, Verdict> {
        if !self.single_allowed || self.barred {
            return Err(Verdict::NoWitnesses);
        }
        let near = |v: Micros| v.abs() <= FIRST_SINGLE;
        if let Some(last) = self.accepted
            && !self.oscillator.is_anchored()
        {
            // The gateway has started anew and its counter with it: the one or two meters that are
            // left have to vouch, as several would.
            self.follow_members(candidate, meters);
            let (n, pair, zero) = match (middles, self.zero) {
                (Some(pair), Some(zero)) => (n, pair, zero),
                _ => return Err(Verdict::NoWitnesses),
            };
            let room = STEP_MOST.min(STEP + common_drift(n) * (candidate.at - last).abs());
            let held = (pair.0 - zero.0).abs() <= room && (pair.1 - zero.1).abs() <= room;
            if !held {
                return Err(Verdict::NoWitnesses);
            }
            self.oscillator.trust(candidate.counter, candidate.source());
            return Ok(Verdict::SingleSource);
        }
        if self.accepted.is_none() {
            if !middles.is_some_and(|(low, high)| near(low) && near(high)) {
                return Err(Verdict::NoWitnesses);
            }
            self.begin(candidate);
            return Ok(Verdict::SingleSource);
        }
        if self
            .oscillator
            .accepts(candidate.counter, candidate.source())
        {
            Ok(if candidate.sources > 1 {
                Verdict::Trusted
            } else {
                Verdict::SingleSource
            })
        } else {
            self.barred = true;
            Err(Verdict::NoWitnesses)
        }
    }

    /// Trust begins, or begins anew by an order.
    fn begin(&mut self, candidate: &Candidate) {
        self.barred = false;
        self.days = [None; DAYS];
        self.today = day_of(candidate.at);
        self.zero = None;
        self.oscillator.trust(candidate.counter, candidate.source());
    }

    /// Takes an accepted candidate in.
    fn take(
        &mut self,
        candidate: &Candidate,
        meters: &[Witness],
        middles: Option<(Micros, Micros)>,
    ) {
        // With witnesses the oscillator only looks on.
        if !self
            .oscillator
            .accepts(candidate.counter, candidate.source())
        {
            self.oscillator.trust(candidate.counter, candidate.source());
        }
        // Network time moves, and with it all that is told in it.
        let at = candidate.at - candidate.ahead;
        self.accepted = Some(at);
        self.zero = middles;
        self.members = members(meters);
        let day = day_of(at);
        for passed in self.today.saturating_add(1)..=day.min(self.today.saturating_add(DAYS as i32))
        {
            self.set_day(passed, None);
        }
        self.today = self.today.max(day);
        if let Some((low, high)) = middles
            && self.day_value(day).is_none()
        {
            self.set_day(day, Some((low, high)));
        }
    }

    /// A change of the witnesses: what was kept moves by the step that it makes.
    fn follow_members(&mut self, candidate: &Candidate, meters: &[Witness]) {
        let now = members(meters);
        if now == self.members || self.members == 0 {
            return;
        }
        let said = |w: &Witness| w.offset + candidate.ahead;
        let was = |w: &&Witness| self.members & bit(w) != 0;
        let old = middle(meters.iter().filter(was).map(said));
        let new = middle(meters.iter().filter(|w| w.eligible).map(said));
        if let (Some((_, old)), Some((_, new))) = (old, new) {
            self.shift_kept(new.0 - old.0, new.1 - old.1);
        }
        self.members = now;
    }

    /// The gateway has started anew, and with it its counter.
    pub(crate) const fn forget_counter(&mut self) {
        self.oscillator.forget();
        self.stepped = None;
    }

    /// Of the witnesses only those in `back` are there now: what was kept becomes what it would be
    /// by them alone. `all` and `of_back` are the offsets that all and they had then.
    pub(crate) fn return_members(
        &mut self,
        back: u64,
        all: impl Iterator<Item = Micros>,
        of_back: impl Iterator<Item = Micros>,
    ) {
        if let (Some((_, all)), Some((_, some))) = (middle(all), middle(of_back)) {
            self.shift_kept(some.0 - all.0, some.1 - all.1);
            self.members = back;
        }
    }

    fn shift_kept(&mut self, low: Micros, high: Micros) {
        self.zero = self.zero.map(|zero| (zero.0 + low, zero.1 + high));
        for day in self.days.iter_mut().flatten() {
            *day = (day.0 + low, day.1 + high);
        }
    }

    /// How far the reference may have moved in `age` by the witnesses of the last accepted state.
    fn room(&self, age: Micros) -> Micros {
        let n = self.members.count_ones() as usize;
        STEP + common_drift(n.max(1)) * age
    }

    /// Middle value `back` days ago and how long ago that is, as far back as trust reaches.
    fn day_back(&self, at: Timestamp<GatewayTime>, back: i32) -> Option<((Micros, Micros), i32)> {
        let today = day_of(at);
        // The value of that day, else the next newer one.
        (1..=back).rev().find_map(|back| {
            let value = self.day_value(today.saturating_sub(back))?;
            Some((value, back))
        })
    }

    fn day_value(&self, day: i32) -> Option<(Micros, Micros)> {
        let kept = day <= self.today && self.today.saturating_sub(day) < DAYS as i32;
        let slot = day.checked_rem_euclid(DAYS as i32).filter(|_| kept)?;
        self.days.get(slot as usize).copied().flatten()
    }

    fn set_day(&mut self, day: i32, value: Option<(Micros, Micros)>) {
        let slot = day.checked_rem_euclid(DAYS as i32).unwrap_or(0);
        if let Some(kept) = self.days.get_mut(slot as usize) {
            *kept = value;
        }
    }
}

/// 6 ppm/√n.
fn common_drift(n: usize) -> Ppb {
    let root = isqrt((n.max(1) as i64) << 20);
    Ppb(to_i32(mul_div(DRIFT, 1_024, root)))
}

/// How many values, and both middle ones; `None` if there are none. More than [`WITNESSES`] are not
/// looked at.
fn middle(values: impl Iterator<Item = Micros>) -> Option<(usize, (Micros, Micros))> {
    let mut all = [Micros::ZERO; WITNESSES];
    let mut n = 0;
    for (slot, value) in all.iter_mut().zip(values) {
        *slot = value;
        n += 1;
    }
    Some((n, median_pair(all.get(..n)?)?))
}

fn bit(w: &Witness) -> u64 {
    1u64.checked_shl(u32::from(w.index)).unwrap_or(0)
}

fn members(meters: &[Witness]) -> u64 {
    let eligible = meters.iter().filter(|w| w.eligible);
    eligible.fold(0, |set, w| set | bit(w))
}

fn day_of(at: Timestamp<GatewayTime>) -> i32 {
    to_i32(at.as_secs().div_euclid(86_400))
}

#[cfg(test)]
mod tests;
