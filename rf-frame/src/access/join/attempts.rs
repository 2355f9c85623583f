//! When a node sends JOINs (SPEC.md, rules C-3 and C-4).
//!
//! An attempt is one JOIN, sent up to 4 times with the same bytes, so that one lost frame does not
//! cost 5 s. Attempts follow each other:
//!
//! ```text
//! JOIN ×4   5 s   JOIN ×4   5 s  …  8 times, then after 1, 2, 4 … 60 min
//! └ 0.25 s apart, ASSIGN is taken for 2 s
//! ```
//!
//! A JOIN goes in one of 4 slots after an INVITE, else in one of 64 random slots. On the capacitor
//! at most 3 are sent, and only when gateway frames fail the MIC.

use crate::security::Ration;
use crate::time::{Instant, Micros};

/// Place of one JOIN: 54 B on air take 9.9 ms.
const SLOT: Micros = Micros::from_millis(12);
/// Slots after an INVITE.
const INVITE_SLOTS: u64 = 4;
/// Slots without one.
const OWN_SLOTS: u64 = 64;
/// The same JOIN again. The ASSIGN follows within 60 ms when the gateway is free; 250 ms leave it
/// time for others.
const REPEAT: Micros = Micros::from_millis(250);
/// Slots over which repetitions spread.
const REPEAT_SLOTS: u64 = 16;
/// Times that one JOIN is sent: the last one 1.5 s after the first, so that all ASSIGNs to it are
/// in time.
const SENDS: u8 = 4;
/// An ASSIGN is taken so long after the JOIN (C-2).
const ANSWER: Micros = Micros::from_secs(2);
/// Pause between attempts.
const PAUSE: Micros = Micros::from_secs(5);
/// Attempts in this pace.
const FAST: u8 = 8;
/// Slow pace: from 1 min, doubled each time, to 60 min.
const MINUTE: Micros = Micros::from_secs(60);
const SLOWEST: u64 = 60;
/// JOINs on the capacitor, an outage.
const OUTAGE_JOINS: u8 = 3;
/// No good frame for so long: the node is deaf.
const DEAF: Micros = Micros::from_secs(150);
/// A deaf node joins when 3 frames fail the MIC within so many seconds.
const FAILURES: u32 = 10;
/// INVITEs of a known generation start attempts anew once in so many seconds.
const INVITED_AGAIN: u32 = 600;

/// Why a node joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Reason {
    /// It has no session.
    NoSession,
    /// Its journal cannot be relied upon (J-5).
    Doubt,
    /// An INVITE called it.
    Invited,
    /// Frames of its network fail the MIC, and none is good.
    Deaf,
    /// A report had no answer for 10 min.
    Unanswered,
    /// Its new session was never confirmed.
    Unconfirmed,
}

/// When JOINs are due.
#[derive(Clone, Debug)]
pub struct Attempts {
    reason: Option<Reason>,
    /// Attempts begun for this reason.
    made: u8,
    /// How often the JOIN of the running attempt was sent.
    sends: u8,
    last_sent: Option<Instant>,
    due: Option<Instant>,
    /// Since when the node runs on its capacitor.
    dark: bool,
    /// JOINs that may still be sent in this outage.
    outage_left: u8,
    last_good: Instant,
    failures: Ration<2, FAILURES>,
    invited_again: Ration<1, INVITED_AGAIN>,
}

impl Attempts {
    pub(super) const fn new() -> Self {
        Attempts {
            reason: None,
            made: 0,
            sends: 0,
            last_sent: None,
            due: None,
            dark: false,
            outage_left: 0,
            last_good: Instant::ZERO,
            failures: Ration::NEW,
            invited_again: Ration::NEW,
        }
    }

    /// Why the node joins now; `None` when it does not.
    #[must_use]
    pub const fn reason(&self) -> Option<Reason> {
        self.reason
    }

    /// Whether the next attempt is not the first for its reason (JFL.2).
    pub(super) const fn is_again(&self) -> bool {
        self.made > 0
    }

    /// When the next JOIN is due.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due.filter(|_| !self.dark || self.outage_left > 0)
    }

    /// Begins attempts for `reason`, unless some are running.
    pub(super) fn want(&mut self, now: Instant, reason: Reason, random: u32) {
        if self.reason.is_none() {
            self.begin(now, reason, slot(OWN_SLOTS, random));
        }
    }

    fn begin(&mut self, now: Instant, reason: Reason, slot: Micros) {
        self.reason = Some(reason);
        self.made = 0;
        self.sends = 0;
        self.due = Some(self.after_pause(now) + slot);
    }

    /// No attempt begins earlier than 5 s after the last one: the gateway would not answer it
    /// (C-2).
    fn after_pause(&self, now: Instant) -> Instant {
        self.last_sent.map_or(now, |sent| now.later(sent + PAUSE))
    }

    /// An INVITE of a higher generation: join in one of the slots after it.
    pub(super) fn invited(&mut self, now: Instant, random: u32) {
        self.begin(now, Reason::Invited, slot(INVITE_SLOTS, random));
    }

    /// An INVITE of the known generation. It starts attempts when the node has no session or is
    /// deaf, every 10 min at most; when some are running and the pause is over, the next JOIN
    /// goes after it.
    pub(super) fn invited_again(&mut self, now: Instant, has_session: bool, random: u32) {
        if has_session && !self.is_deaf(now) {
            return;
        }
        if self.reason.is_some() {
            let between = self.sends == 0 || self.sends >= SENDS;
            let slow = self.made >= FAST;
            if between && !slow && self.after_pause(now) <= now {
                self.due = Some(now + slot(INVITE_SLOTS, random));
                return;
            }
            if !slow {
                return;
            }
        }
        if self.invited_again.take(now) {
            self.begin(now, Reason::Invited, slot(INVITE_SLOTS, random));
        }
    }

    /// A frame of the gateway was authentic.
    pub(super) const fn heard_good(&mut self, now: Instant) {
        self.last_good = now;
        self.failures = Ration::NEW;
    }

    /// A frame of the node's network failed the MIC.
    pub(super) fn heard_bad(&mut self, now: Instant, random: u32) {
        if self.failures.take(now) || !self.is_deaf(now) {
            return;
        }
        if self.dark {
            if self.outage_left == 0 || self.reason.is_some() {
                return;
            }
            self.begin(now, Reason::Deaf, slot(OWN_SLOTS, random));
        } else {
            self.want(now, Reason::Deaf, random);
        }
    }

    pub(super) const fn handle_mains(&mut self, now: Instant, on_mains: bool) {
        if self.dark && on_mains {
            self.dark = false;
            if self.reason.is_some() {
                self.made = 0;
                self.due = Some(now);
            }
        } else if !self.dark && !on_mains {
            self.dark = true;
            self.outage_left = OUTAGE_JOINS;
        }
    }

    /// A JOIN is sent. `true` when it is the one before again, `false` when it is a new one.
    pub(super) fn send(&mut self, now: Instant, random: u32) -> bool {
        let again = self.sends > 0 && self.sends < SENDS;
        if again {
            self.sends = self.sends.saturating_add(1);
        } else {
            self.sends = 1;
            self.made = self.made.saturating_add(1);
        }
        self.last_sent = Some(now);
        self.outage_left = self.outage_left.saturating_sub(self.dark.into());
        self.due = Some(if self.sends < SENDS {
            now + REPEAT + slot(REPEAT_SLOTS, random)
        } else {
            now + self.pause() + slot(OWN_SLOTS, random)
        });
        again
    }

    /// Pause before the next attempt.
    fn pause(&self) -> Micros {
        match self.made.checked_sub(FAST) {
            None => PAUSE,
            Some(slow) => {
                let minutes = 1u64.checked_shl(slow.into()).unwrap_or(SLOWEST);
                MINUTE.times(minutes.min(SLOWEST))
            }
        }
    }

    /// Whether an ASSIGN can still answer the JOIN.
    pub(super) fn awaits_answer(&self, now: Instant) -> bool {
        self.last_sent
            .is_some_and(|sent| now.since(sent) <= ANSWER && self.reason.is_some())
    }

    /// A frame of the own session was good: only an INVITE of a new generation is still a reason to
    /// join.
    pub(super) fn session_works(&mut self) {
        if self.reason != Some(Reason::Invited) {
            self.done();
        }
    }

    /// Whether nothing was good for so long that the node is taken for deaf.
    pub(super) fn is_deaf(&self, now: Instant) -> bool {
        now.since(self.last_good) >= DEAF
    }

    /// The node has a session.
    pub(super) const fn done(&mut self) {
        self.reason = None;
        self.made = 0;
        self.sends = 0;
        self.due = None;
    }
}

/// A random one of `count` slots.
fn slot(count: u64, random: u32) -> Micros {
    SLOT.times(u64::from(random) % count.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    fn ms(ms: u64) -> Instant {
        Instant::from_millis(ms)
    }

    /// Moments at which JOINs are sent until `end`, in ms.
    fn joins(attempts: &mut Attempts, end: u64) -> Vec<u64> {
        core::iter::from_fn(|| {
            let due = attempts.due().filter(|due| *due < ms(end))?;
            attempts.send(due, 0);
            Some(due.as_micros() / 1000)
        })
        .collect()
    }

    #[test]
    fn four_times_the_same_then_five_seconds() {
        let mut attempts = Attempts::new();
        attempts.want(ms(100), Reason::NoSession, 0);
        let sent = joins(&mut attempts, 8_000);
        assert_eq!(sent, [100, 350, 600, 850, 5850, 6100, 6350, 6600]);
    }

    #[test]
    fn eight_attempts_then_ever_longer_pauses_up_to_an_hour() {
        let mut attempts = Attempts::new();
        attempts.want(ms(0), Reason::NoSession, 0);
        let sent = joins(&mut attempts, 20 * 3_600_000);
        let first: Vec<u64> = sent.iter().step_by(4).map(|t| t / 60_000).collect();
        assert_eq!(first[..8], [0; 8]);
        assert_eq!(first[8..15], [1, 3, 7, 15, 31, 63, 123], "{first:?}");
    }

    #[test]
    fn on_the_capacitor_three_joins_and_only_after_frames_that_fail() {
        let mut attempts = Attempts::new();
        attempts.handle_mains(ms(0), false);
        assert!(joins(&mut attempts, 100_000).is_empty());
        for t in [200_000, 201_000, 202_000] {
            attempts.heard_bad(ms(t), 0);
        }
        assert_eq!(joins(&mut attempts, 400_000), [202_000, 202_250, 202_500]);
        attempts.handle_mains(ms(500_000), true);
        assert_eq!(joins(&mut attempts, 500_100), [500_000]);
    }

    #[test]
    fn deaf_is_three_failures_in_ten_seconds_without_a_good_frame() {
        let mut attempts = Attempts::new();
        attempts.heard_good(ms(1_000_000));
        for t in 0..100 {
            attempts.heard_bad(ms(1_000_000 + t * 1_000), 0);
        }
        assert_eq!(attempts.due(), None);
        for t in 0..10 {
            attempts.heard_bad(ms(1_200_000 + t * 6_000), 0);
        }
        assert_eq!(attempts.due(), None);
        attempts.heard_bad(ms(1_300_000), 0);
        attempts.heard_bad(ms(1_301_000), 0);
        attempts.heard_bad(ms(1_302_000), 7);
        assert_eq!(attempts.due(), Some(ms(1_302_084)));
    }

    #[test]
    fn invite_of_the_known_generation_hurries_only_who_needs_it() {
        let mut attempts = Attempts::new();
        attempts.heard_good(ms(1000));
        attempts.invited_again(ms(2000), true, 0);
        assert_eq!(attempts.due(), None);
        attempts.invited_again(ms(2000), false, 3);
        assert_eq!(attempts.due(), Some(ms(2036)));
        let sent = joins(&mut attempts, 3000);
        assert_eq!(sent.len(), 4);
        // Within the pause it changes nothing, after it the next JOIN follows the INVITE.
        attempts.invited_again(ms(4000), false, 1);
        assert_eq!(attempts.due(), Some(ms(7786)));
        attempts.invited_again(ms(7_790), false, 1);
        assert_eq!(attempts.due(), Some(ms(7802)));
    }

    #[test]
    fn an_answer_is_awaited_for_two_seconds() {
        let mut attempts = Attempts::new();
        assert!(!attempts.awaits_answer(ms(0)));
        attempts.want(ms(0), Reason::Doubt, 0);
        attempts.send(ms(10), 0);
        assert!(attempts.awaits_answer(ms(2010)) && !attempts.awaits_answer(ms(2011)));
        attempts.done();
        assert!(!attempts.awaits_answer(ms(20)));
    }
}
