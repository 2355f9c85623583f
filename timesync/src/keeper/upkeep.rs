//! Bursts and decisions: when what is known is worn, what a burst brought, when to try again, what
//! to tell.

use super::history::Given;
use super::{Action, Event, Keeper, Lost, Reason, What};
use crate::correct::policy::{Decision, Refusal};
use crate::estimate::burst::{Burst, Outcome, WARM_READS};
use crate::keeper::READ_EARNED;
use crate::time::{Estimate, MeterTime, Micros, NodeTime, Timestamp};

const MINUTE: Micros = Micros::from_secs(60);
/// Times between two bursts: the longest after which the estimate is not worn, or the shortest.
const LONGEST: i64 = 180;
const LONGER: [i64; 5] = [LONGEST, 120, 90, 60, 40];
const SHORTEST: i64 = 20;
/// The estimate is worn when its standard deviation passes this, or half more than a burst can
/// reach.
const WORN: Micros = Micros(4_000);
/// A burst that reaches no better standard deviation than this has left the clock badly known.
const BADLY: Micros = Micros(20_000);
/// The drift is known when half a day from now the clock is known to this.
const FORESEEN: Micros = Micros(20_000);
/// What the bursts of a keeper's patience take each, in the mean of its first hours.
const BURST_EVERY: Micros = Micros::from_secs(75 * 60);
/// A set is planned by the estimate at hand if its slot is this near; else the estimate is made
/// new.
const NEAR: Micros = Micros::from_secs(20);
/// Pause before a second burst that shall confirm a new phase.
const CONFIRM: Micros = Micros::from_secs(30);
/// Pause after a burst in vain; it doubles up to the longest.
const AGAIN: Micros = Micros::from_secs(90);
const AGAIN_MOST: Micros = Micros::from_secs(6 * 3_600);
/// The longest after one in which the meter did answer.
const AGAIN_ANSWERED: Micros = Micros::from_secs(3_600);
/// So many bursts in vain in a row are told.
const VAIN: u8 = 3;
/// Reads that a burst may take in the end; one is not begun with fewer left of the day.
const BURST_READS: u16 = 16;
/// Reads kept back for the bursts that verify a set or confirm a new phase.
const RESERVE: u16 = 36;

impl Keeper {
    /// Begins a burst; false if the day's reads do not allow it.
    pub(super) fn begin_burst(&mut self, now: Timestamp<NodeTime>, verify: Option<u8>) -> bool {
        let needed = match verify {
            Some(reads) => u16::from(reads),
            // Hours later it would confirm nothing: the clock has drifted by a rate that may be
            // wrong.
            None if self.tracker.is_pending() => BURST_READS,
            None => BURST_READS + RESERVE,
        };
        if self.reads_left(now) < needed {
            self.burst_in_vain(now, Reason::NoEstimate);
            return false;
        }
        let reads = verify.unwrap_or(WARM_READS);
        self.burst.restart(&self.tracker, now, reads);
        self.reading.begin_burst();
        self.bursting = true;
        true
    }

    /// A read of `what` brought nothing.
    pub(super) fn read_lost(&mut self, what: What, now: Timestamp<NodeTime>, why: Lost) {
        self.counts.lost = self.counts.lost.saturating_add(1);
        if what != What::Date {
            self.burst.lost();
        }
        self.wait(now, Burst::PAUSE_LOST);
        let silent = matches!(why, Lost::NoAnswer);
        if self.reading.lost(why) {
            // The burst was read in another form; nothing of it counts.
            self.bursting = false;
            if self.reading.forms_failed >= 3 {
                self.reading.forms_failed = 0;
                let reason = if silent {
                    Reason::NoAnswer
                } else {
                    Reason::NoCalendar
                };
                self.vain = self.vain.max(VAIN - 1);
                self.burst_in_vain(now, reason);
            }
        } else if what == What::Date && !(silent && self.reading.tries_date_again()) {
            // Without a date no time counts.
            let reason = if silent {
                Reason::NoAnswer
            } else {
                Reason::NoCalendar
            };
            self.burst_in_vain(now, reason);
        }
    }

    /// A burst brought nothing, or may not be made: the next one waits twice as long.
    pub(super) fn burst_in_vain(&mut self, now: Timestamp<NodeTime>, reason: Reason) {
        self.bursting = false;
        let doubled = AGAIN * (1 << self.vain.min(8));
        let mut pause = doubled.min(AGAIN_MOST);
        if reason == Reason::NoEstimate {
            // The reads are used up: until a burst is earned.
            pause = READ_EARNED * i64::from(BURST_READS);
        }
        self.vain = self.vain.saturating_add(1);
        if self.vain >= VAIN {
            // That the reads are used up is no news of a meter that does not answer.
            let why = match (reason, self.unkept) {
                (Reason::NoEstimate, Some(told @ (Reason::NoAnswer | Reason::NoCalendar))) => told,
                _ => reason,
            };
            self.tell_unkept(why);
        }
        self.wait(now, pause);
    }

    /// The burst is complete.
    pub(super) fn finish_burst(&mut self, now: Timestamp<NodeTime>) -> Action {
        self.bursting = false;
        self.counts.bursts = self.counts.bursts.saturating_add(1);
        let before = self.tracker.estimate(now).map(|known| known.offset);
        let outcome = self.burst.finish(&mut self.tracker);
        let after = self.tracker.estimate(now);
        match outcome {
            Outcome::Unconfirmed => {
                self.wait(now, CONFIRM);
                return Action::Wait(self.next_at);
            }
            Outcome::TooFew => {
                let silent = self.burst.used().is_empty();
                let reason = if silent {
                    Reason::NoAnswer
                } else {
                    Reason::NoEstimate
                };
                self.too_few(now, reason);
                return Action::Wait(self.next_at);
            }
            Outcome::StepConfirmed => {
                if let Some((before, after)) = before.zip(after) {
                    self.history.step_confirmed(after.offset - before);
                }
            }
            _ => {}
        }
        self.vain = 0;
        let Some(known) = after else {
            self.wait(now, MINUTE);
            return Action::Wait(self.next_at);
        };
        // A burst that lost reads could have reached more.
        let whole = self.burst.used().len() >= usize::from(WARM_READS);
        self.reached = if whole { known.deviation } else { Micros::ZERO };
        self.looked_at = now;
        if let Some(moved) = self.history.verify(&known) {
            self.unsaved = true;
            if moved == Micros::ZERO {
                self.counts.ineffective = self.counts.ineffective.saturating_add(1);
            } else {
                self.event = Some(Event::Moved(moved));
            }
        }
        let today = self.day;
        self.unsaved |= self.noted_day != today;
        self.noted_day = today;
        self.consider(now)
    }

    /// Too few answers for an estimate, but the day is not over.
    fn too_few(&mut self, now: Timestamp<NodeTime>, reason: Reason) {
        let doubled = AGAIN * (1 << self.vain.min(8));
        self.vain = self.vain.saturating_add(1);
        if self.vain >= VAIN {
            self.tell_unkept(reason);
        }
        // Reads that are lost now and then are no reason to wait for hours.
        let most = if reason == Reason::NoAnswer {
            AGAIN_MOST
        } else {
            AGAIN_ANSWERED
        };
        self.wait(now, doubled.min(most));
    }

    /// Whether the estimate is good enough to decide by it without another burst.
    pub(super) fn is_fresh(&self, now: Timestamp<NodeTime>) -> bool {
        // One that is known badly, because its meter answers from an old copy or its node's time
        // was still being found, is looked at every few hours: the reason may be gone.
        let looked = self.reached < BADLY || now - self.looked_at < MINUTE * LONGEST;
        looked && !self.tracker.is_pending() && self.is_known(now, self.worn())
    }

    /// Deviation from which another burst would teach something.
    fn worn(&self) -> Micros {
        WORN.max(self.reached * 3 / 2)
    }

    /// Whether the clock is known to a standard deviation below `limit` at `at`.
    fn is_known(&self, at: Timestamp<NodeTime>, limit: Micros) -> bool {
        let known = self.tracker.estimate(at);
        known.is_some_and(|known| known.deviation < limit)
    }

    /// Whether the first set waits on: it can be aimed once the drift of the day after it is known.
    /// A clock that nobody set for years can wait some hours more, for the next set is a day
    /// away.
    ///
    /// The drift is learned anew in each life of the node, so that one that loses power every few
    /// hours never knows it: the hours are counted through all lives.
    fn puts_off(&mut self, now: Timestamp<NodeTime>) -> bool {
        let patience = self.config.patience;
        let kept = &mut self.history.kept;
        if kept.last.is_some() || self.counts.bursts >= u32::from(patience) {
            return false;
        }
        let since = *kept.waits_since.get_or_insert_with(|| {
            self.unsaved = true;
            now
        });
        let patient = (now - since).abs() < BURST_EVERY * i64::from(patience);
        patient && !self.is_known(now + Micros::DAY / 2, FORESEEN)
    }

    /// How long until the estimate will be worn, at least twenty minutes and at most three hours.
    fn until_worn(&self, now: Timestamp<NodeTime>) -> Micros {
        let good = |minutes: &i64| self.is_known(now + MINUTE * *minutes, self.worn());
        MINUTE * LONGER.into_iter().find(good).unwrap_or(SHORTEST)
    }

    /// What the policy says of the clock at `now`.
    pub(super) fn decision(
        &self,
        now: Timestamp<NodeTime>,
        known: &Estimate<MeterTime, NodeTime>,
    ) -> Option<Decision> {
        let given = Given {
            meter: self.meter?,
            reference: self.reference_at(now),
            pending: self.tracker.is_pending(),
            restarted: self.tracker.restarted(),
            leap: self.leap,
            schedule: self.config.schedule,
            order: self.order,
        };
        Some(self.history.decide(known, &self.config.policy, &given))
    }

    /// Decides by what is known now.
    pub(super) fn consider(&mut self, now: Timestamp<NodeTime>) -> Action {
        self.next_at = now + self.until_worn(now);
        let known = self.tracker.estimate(now);
        let decided = known.and_then(|known| self.decision(now, &known).zip(Some(known)));
        let Some((decision, known)) = decided else {
            self.wait(now, MINUTE);
            return Action::Wait(self.next_at);
        };
        match decision {
            Decision::None => self.not_refused(),
            // The first set waits until it can be aimed.
            Decision::Set(_) if self.puts_off(now) => self.not_refused(),
            Decision::Set(order) => {
                self.not_refused();
                let ahead = order.at - now;
                if ahead > NEAR {
                    self.next_at = self.next_at.min(order.at - NEAR / 2);
                } else if self.history.begin(&order, &known, self.config.set_frame) {
                    self.unsaved = true;
                    return Action::Store;
                }
            }
            Decision::Refuse(why) => self.refused(now, why),
        }
        Action::Wait(self.next_at)
    }

    fn not_refused(&mut self) {
        self.refusal = None;
        if self.history.is_contested() {
            self.tell_unkept(Reason::Contested);
        } else if self.unkept.take().is_some() {
            self.event = Some(Event::Kept);
        }
    }

    fn refused(&mut self, now: Timestamp<NodeTime>, why: Refusal) {
        let kind = |why: &Refusal| core::mem::discriminant(why);
        if self.refusal.as_ref().map(kind) != Some(kind(&why)) {
            self.counts.refused = self.counts.refused.saturating_add(1);
        }
        self.refusal = Some(why);
        match why {
            Refusal::Unconfirmed | Refusal::Holdover | Refusal::ReferenceRefused(_) => {
                self.wait(now, MINUTE);
            }
            Refusal::TooUncertain(_) => {
                // Another burst helps once or twice, then only time does.
                self.wait(now, MINUTE * SHORTEST);
            }
            Refusal::TooFar(_)
            | Refusal::ClockFault
            | Refusal::FarAgain
            | Refusal::CalendarEnd
            | Refusal::SingleSource(_) => self.tell_unkept(Reason::Refused(why)),
            _ => {}
        }
    }

    /// Tells once why the clock cannot be kept; the size in a reason is no other reason.
    pub(super) fn tell_unkept(&mut self, reason: Reason) {
        let same = match (self.unkept, reason) {
            (Some(Reason::Refused(a)), Reason::Refused(b)) => {
                core::mem::discriminant(&a) == core::mem::discriminant(&b)
            }
            (told, reason) => told == Some(reason),
        };
        if !same {
            self.event = Some(Event::Unkept(reason));
        }
        self.unkept = Some(reason);
    }
}
