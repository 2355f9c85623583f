//! Whom the gateway invites, and when (SPEC.md, rule C-8).

use super::Member;
use crate::time::{Instant, Micros};

/// Length of a joining window.
const WINDOW: Micros = Micros::from_secs(600);
/// One INVITE in this time in a window: room for INVITE, 4 JOIN slots and an ASSIGN.
const FAST: Micros = Micros::from_millis(100);
/// One INVITE in this time outside it.
const SLOW: Micros = Micros::from_secs(60);
/// A member that was not heard for so long is invited again: it may have lost its memory. Longer
/// than two of the STATUS that it sends every 3 h.
const UNHEARD: Micros = Micros::from_secs(7 * 3600);

/// Takes turns between the lines that have to be invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Inviter {
    window_until: Instant,
    due: Instant,
    /// Position that was invited last.
    turn: usize,
}

impl Inviter {
    pub(super) const fn new() -> Self {
        Inviter {
            window_until: Instant::ZERO,
            due: Instant::ZERO,
            turn: 0,
        }
    }

    /// A window of 10 min opens.
    pub(super) const fn open(&mut self, now: Instant) {
        self.window_until =
            Instant::from_micros(now.as_micros().saturating_add(WINDOW.as_micros()));
        self.due = now;
    }

    pub(super) const fn due(&self) -> Instant {
        self.due
    }

    /// Whom to invite now; `None` before the time, or when nobody has to be.
    pub(super) fn next<K>(&mut self, now: Instant, members: &[Member<K>]) -> Option<usize> {
        if now < self.due {
            return None;
        }
        let pause = if now < self.window_until { FAST } else { SLOW };
        self.due = now + pause;
        let invited = |at: &usize| {
            let from = members.get(*at).and_then(Member::invited_from);
            from.is_some_and(|from| from <= now)
        };
        let after = self.turn.saturating_add(1)..members.len();
        let at = after.chain(0..members.len()).find(invited)?;
        self.turn = at;
        Some(at)
    }
}

impl<K> Member<K> {
    /// From when on an INVITE has something to bring: at once without a session or with one of
    /// another generation, else when the node was not heard for long. `None` without a line.
    pub(super) fn invited_from(&self) -> Option<Instant> {
        let line = self.line.as_ref()?;
        let current = self
            .session
            .as_ref()
            .is_some_and(|session| session.generation == line.generation);
        let heard = self.heard.filter(|_| current);
        Some(heard.map_or(Instant::ZERO, |heard| heard.instant() + UNHEARD))
    }
}
