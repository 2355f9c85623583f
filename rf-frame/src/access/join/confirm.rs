//! When a node sends a STATUS for its session or its keys (SPEC.md, rules C-2 and S-14).

use crate::security::Ration;
use crate::time::{Instant, Micros};

/// A STATUS that confirms a session is repeated after this time …
const REPEAT: Micros = Micros::from_secs(2);
/// … so many times.
const TIMES: u8 = 8;
/// A node that sees a slot it has no key for asks this often.
const UNKNOWN_SLOT: u32 = 600;
/// Nodes that a KEY reached tell it at a random moment of these 4 s, so that the gateway need not
/// ask each.
const TELL: Micros = Micros::from_secs(1);
const TELL_SPREAD_MS: u32 = 4000;

/// When a STATUS is due.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// Repetitions left of the STATUS that confirms a session.
    left: u8,
    due: Option<Instant>,
    unknown_slot: Ration<1, UNKNOWN_SLOT>,
}

impl Confirm {
    pub(super) const fn new() -> Self {
        Confirm {
            left: 0,
            due: None,
            unknown_slot: Ration::NEW,
        }
    }

    /// A session is stored: the first STATUS goes now.
    pub(super) const fn begin(&mut self, now: Instant) {
        self.left = TIMES;
        self.due = Some(now);
    }

    /// A frame under KN came, or the session is gone: nothing is left to confirm.
    pub(super) const fn stop(&mut self) {
        if self.left > 0 {
            self.left = 0;
            self.due = None;
        }
    }

    /// A new group key is stored: the gateway shall know.
    pub(super) fn tell_key(&mut self, now: Instant, random: u32) {
        let spread = u64::from(random % TELL_SPREAD_MS);
        let at = now + TELL + Micros::from_millis(spread);
        self.due = Some(self.due.map_or(at, |due| due.earlier(at)));
    }

    /// A frame came under a key that the node does not have, and none was good for a while.
    pub(super) fn ask_key(&mut self, now: Instant) {
        if self.due.is_none() && self.unknown_slot.take(now) {
            self.due = Some(now);
        }
    }

    pub(super) const fn due(&self) -> Option<Instant> {
        self.due
    }

    /// A STATUS was sent. `true` when it was the last to confirm a session.
    pub(super) fn sent(&mut self, now: Instant) -> bool {
        let last = self.left == 1;
        self.left = self.left.saturating_sub(1);
        self.due = (self.left > 0).then(|| now + REPEAT);
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_times_in_two_seconds_each() {
        let mut confirm = Confirm::new();
        confirm.begin(Instant::ZERO);
        for n in 0..8 {
            let due = confirm.due().unwrap();
            assert_eq!(due.as_micros(), n * 2_000_000);
            assert_eq!(confirm.sent(due), n == 7);
        }
        assert_eq!(confirm.due(), None);
    }

    #[test]
    fn an_answer_ends_it_and_a_new_key_is_told_once() {
        let mut confirm = Confirm::new();
        confirm.begin(Instant::ZERO);
        confirm.stop();
        assert_eq!(confirm.due(), None);
        confirm.tell_key(Instant::ZERO, 4007);
        let due = Instant::from_millis(1007);
        assert_eq!(confirm.due(), Some(due));
        confirm.stop();
        assert_eq!(confirm.due(), Some(due));
        assert!(!confirm.sent(due));
        assert_eq!(confirm.due(), None);
    }

    #[test]
    fn unknown_slots_are_asked_for_once_in_ten_minutes() {
        let mut confirm = Confirm::new();
        let mut asked = 0;
        for s in 0..3600 {
            let now = Instant::ZERO + Micros::from_secs(s);
            confirm.ask_key(now);
            if confirm.due().is_some() {
                confirm.sent(now);
                asked += 1;
            }
        }
        assert_eq!(asked, 6);
    }
}
